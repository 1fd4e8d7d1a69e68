# Content that sales needs.
menu-content = Content
content-title = Content requests
content-why = What sales needs to sell with, and what marketing made of it: the list both go through when they meet.
content-ask = Ask for content
content-answer = Answer
content-promised = What is promised
content-open = Waiting for an answer
content-answered = Answered
content-requests = { $n ->
    [one] { $n } request
   *[other] { $n } requests
}
content-nothing-waits = Nothing waits: every request has its answer.
content-none = Nobody asked for content yet
content-none-help = When a rep needs a case study, a data sheet or an answer to an objection, it is asked for here, and the time promised for the answer runs.
content-no-agreement = No agreement is in force yet
content-no-agreement-help = Once both sides have signed, sales can ask for content here.
content-due = due
content-asked-by = { $name } · { $time }
content-asked-at = { $time }
content-answered-by = { $name } · { $time } · after { $took }
content-answered-by-only = { $name } · { $time }
content-answered-at = { $time }
content-ask-title = Which content do you need?
content-ask-why = Marketing is told, and answers here. Everybody sees the list.
content-ask-words = What you need
content-ask-help = What for, in which language, and what the buyer asked. One thing at a time can be answered sooner.
content-answer-title = Answer a request
content-answer-words = The content, or why there will be none
content-answer-help = An address becomes a link. An answer is given once, and stays.
content-did-ask = Asked. Marketing sees it here.
content-did-answer = Answered.
keys-content = On requests for content
keys-content-ask = ask for content
keys-content-answer = answer the request
