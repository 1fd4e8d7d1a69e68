# The agreement: how it reads, its history, its proposals, signing.
agreement-none = Nothing is agreed yet
agreement-none-begin = Ten short steps make a first agreement of one page. Each has sound answers to begin with.
agreement-none-wait = As soon as both parties have signed, the agreement stands here.
agreement-none-do = Write the first agreement
agreement-version = Version { $n } of { $of }
agreement-life-to-come = Signed, not yet in force
agreement-life-in-force = In force
agreement-life-superseded = Superseded by a later version
agreement-from-the-start = from the start of the log
agreement-history = History
agreement-print = Print
agreement-one-page = The agreement on one page: what we want, when a lead is ready, what each side promises, and when we meet. The whole text follows, and both signatures are over all of it.
agreement-one-page-whole = Signed text:
agreement-source = Text
agreement-read = Read
agreement-contents = Contents
agreement-amend = Change it
agreement-to-current = The agreement in force
agreement-told-in-force = Both parties have signed: the agreement is in force.
agreement-verify = Both signatures can be checked offline with OpenSSH; README.txt says how.
agreement-no-change = Only comments or spelling differ.
agreement-first-version = The first agreement.
clause-quiet = did not decide in 30 days
clause-decided = { $n ->
    [one] decided once in 30 days
   *[other] decided { $n } times in 30 days
}
clause-missed = { $n ->
    [one] missed once
   *[other] missed { $n } times
}
clause-last-missed = Last missed:
clause-changed = Changed by v{ $n }:
clause-thirty-days = The last 30 days
clause-recent = Latest decisions
clause-never = No decision has cited this clause yet.
clause-defines = This clause says what a word means. Decisions cite the clauses that use it.
clause-before = Clause before
clause-after = Next clause
clause-when = When
clause-lead = Lead
clause-what = What was decided
did-scored = scored
did-stage_entered = entered the stage
did-qualified = qualified
did-no_longer_qualified = no longer qualified
did-handed_off = handed to
did-handed_to_nobody = nobody was free
did-reassigned = passed to
did-recycled = back to marketing
did-returned = may be qualified again
did-disqualified = disqualified
did-clock_started = clock started
did-clock_step = reminder sent
did-clock_moved = due time moved
did-clock_missed = due time passed
did-met = kept
did-met_late = done late
did-missed = not done
did-cancelled = no longer needed
did-cannot_tell = cannot be told
did-waived = waived
did-commitment_state = standing changed
did-enrolled = enrolled
did-mail_due = mail due
did-nurture_stepped = step done
did-nurture_left = left the program
signature-for = for { $party }
signature-key = key
signature-waits = waiting for { $name }
signature-kind-held = signed here with a password
signature-kind-demo = demo key
signature-kind-own = own key

agreement-start-title = The first agreement
agreement-start-why = What sales and marketing expect of each other, on one page that both sign and that then runs.
agreement-start-how = You can change everything later, go back at any time, and nothing runs before both parties have signed. It takes about five minutes.
agreement-start-do = Begin
agreement-new-title = A new agreement
agreement-step-of = Step { $n } of 10
agreement-kept = saved by { $by }, { $at }
agreement-steps = The ten steps
agreement-step-done = answered
agreement-next = Save and go on
agreement-to-review = Save and read it
agreement-back = Back
agreement-review = Read it
agreement-save-review = Save and read it
agreement-more-rows = More rows
agreement-optional = (optional)
agreement-preview = How it will read
agreement-preview-wrong = One of the answers cannot stand as it is; the text follows as soon as it is mended.
agreement-fields-wrong = { $n ->
    [one] One answer needs another look. Nothing was saved yet.
   *[other] { $n } answers need another look. Nothing was saved yet.
}
agreement-overtaken = { $by } changed the draft at { $at }, while you were writing. What you typed is still below: send it again to put it in place of theirs.
agreement-no-draft = There is no draft any more: it was proposed or dropped.
agreement-by-hand = This draft was written by hand; change its text instead.
agreement-too-long = The text is longer than { $n } bytes.
agreement-draft-title = Draft
agreement-draft-of = Draft: a change of proposal { $n }
agreement-edit-source = Edit as text
agreement-drop = Drop the draft
agreement-drop-means = The text and all answers are gone then.
agreement-drop-do = Drop it
agreement-unsound = { $n ->
    [one] The text has one error, so it cannot be signed yet.
   *[other] The text has { $n } errors, so it cannot be signed yet.
}
agreement-same = This text says what is in force already: there is nothing to propose.
agreement-propose = Put before both parties
agreement-sound = The text is sound: it can be signed.
agreement-advice = { $n ->
    [one] There is one piece of advice.
   *[other] There are { $n } pieces of advice.
}
agreement-mend-first = Once the text has no errors, it can be put before both parties.
agreement-note = What it is for
agreement-effective = In force from
agreement-effective-hint = Left empty: as soon as both have signed.
agreement-propose-do = Propose
agreement-source-ends-guide = Changing the text by hand ends the guided steps for this draft.
agreement-check = Save and check
agreement-problems = What the checker says

proposals-title = Proposals
proposals-open = Before both parties
proposals-none = Nothing has been proposed.
proposal-number = Proposal { $n }
proposal-by = by { $by }, { $at }
proposal-changes = Changes only
proposal-read = Read it whole
proposal-edit = Edit
proposal-what-changes = What changes
proposal-sign-for = Sign for { $party }
proposal-files = Files
proposal-no = Say no
proposal-reason = Why
proposal-reason-hint = Both parties read it.
proposal-decline = Decline
proposal-withdraw = Take back
proposal-ended = { $by }, { $at }:
proposal-reached-proposed = Nobody has signed yet
proposal-reached-marketing = Signed by marketing
proposal-reached-sales = Signed by sales
proposal-reached-declined = Declined
proposal-reached-withdrawn = Taken back
proposal-reached-in-force = In force
proposal-told-proposed = Proposed. It is in force as soon as both parties have signed.
proposal-told-cleared = The text was changed, so the signature it had is gone: both parties sign anew.
proposal-told-signed = Signed. It is in force as soon as the other party has signed this page, too.
proposal-told-declined = Declined. The reason stands here for both parties.
proposal-told-withdrawn = Taken back.
proposal-wrong-signer = The agreement names others to sign: { $who }.
proposal-wrong-over-declined = This proposal was declined.
proposal-wrong-over-withdrawn = This proposal was taken back.
proposal-wrong-over-in_force = This proposal is in force already.
proposal-wrong-over-open = This proposal is open.
proposal-wrong-changed = The text was changed while you were reading. Please read it again before you sign.
proposal-wrong-outdated = Another agreement came into force since this was proposed. Edit it to propose it anew.
proposal-wrong-password = This is not your password. Type it again.
proposal-wrong-reason = Say why, in up to 500 characters.
proposal-wrong-not-theirs = Only who proposed it, or who leads their party, can take it back.
proposal-wrong-signature = The signature was not taken: { $why }
sign-means = Your signature stands for exactly this text. Nobody can take a signature back; a later agreement replaces it.
sign-password = Your password
sign-password-hint = It releases the key that is kept for you and is used for nothing else.
sign-demo = In the demo, keys are kept without a password, and the record says so.
sign-do = Sign
sign-own = Sign with a key of your own
sign-own-paste = Paste the content of agreement.jcs.sig:
sign-own-do = Hand the signature in
invite-title = { $name } has not come in yet
invite-why = Make a link for { $mail } and send it to them. It counts for 14 days.
invite-ask = Ask the administrator to invite { $mail }.
invite-do = Make the link
invite-link = Send this link. It is shown only once.
invite-name = Their name

# What is kept.
kept-all = Everything, for good: the agreement has no clause of keeping.
kept-for = Details for { $for }.
kept-nothing-yet = Nothing is over its time yet.
kept-done = Of { $passed } facts known up to { $at }, { $shortened } have lost details.
kept-bytes = { $n } bytes went.
kept-stays = What stays of an event
kept-stays-why = Its name, its times, who caused it, its reason, and what a signal of this agreement or of one before it asks for. All else goes when its time is over.
kept-event = Event
kept-properties = Details that stay
proposal-unkept = Signals of this text ask for details that none asked for before: { $what }. Of what was known up to { $at } they are gone, so these signals see less of the past.
proposal-invite = Invite { $name }
