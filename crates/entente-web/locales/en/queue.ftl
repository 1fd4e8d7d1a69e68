# A rep's queue.
queue-title = My queue
queue-of = Queue of { $name }
queue-others = Other queues
queue-next = Next lead
queue-none-left = Nothing in the pool is for you right now.
queue-open-until = open until { $time }
queue-closed-until = closed until { $time }
queue-holds = { $n ->
    [one] { $n } lead in hand
   *[other] { $n } leads in hand
}
queue-holds-of = { $n } of { $most } leads
queue-turn = your turn is { $place } of { $of } in the pool
queue-leads = { $n ->
    [one] { $n } lead
   *[other] { $n } leads
}
queue-band-late = Late
queue-band-next-hour = Next hour
queue-band-today = Today
queue-band-later = Later
queue-band-paused = Paused
queue-band-quiet = In hand, no promise runs
queue-paused-until = rests until { $time }
queue-due = Due
queue-grade = Grade and level
queue-attempts = attempt { $made } of { $asked }
queue-empty = Nothing waits for you
queue-empty-help = Leads come here the moment they are handed to you. “Next lead” takes one that nobody holds.
queue-unowned = { $n ->
    [one] { $n } lead is held by nobody: “Next lead” takes it.
   *[other] { $n } leads are held by nobody: “Next lead” takes one.
}
queue-no-agreement = No agreement is in force yet
queue-no-agreement-help = Leads are handed over as both parties have agreed. Once the agreement is signed, your queue fills by itself.
queue-away = Away…
queue-back = I am back
queue-back-on = Back on
queue-away-do = Away from now on
queue-away-help = New leads go to others until then, as the agreement says.
queue-away-until = away until { $time }
queue-away-from = away from { $from } to { $to }
queue-told-away = You are away. New leads go to others.
queue-told-back = You are back, and get leads again.
queue-wrong-day = Choose a day after today.
queue-wrong-full = You hold as many leads as the agreement allows: finish one first.
queue-wrong-away = While you are away you get no leads: say that you are back first.
queue-wrong-not-away = You are not away.
queue-wrong-no-team = The agreement has you in no team, so no leads are for you.
queue-wrong-other = This cannot be done now. The page shows how things stand.
queue-toast-accept = Accepted.
queue-undo = Undo (Z)
queue-undone = Taken back.
queue-failed = The line is down: nothing was sent. Try again.
status-new = New
status-attempting = Attempting
status-connected = Connected
status-nurturing = Nurturing
status-closed = Closed
act-accept = Accept
act-reject = Reject…
act-touch = Touch…
act-more = More
act-give = Pass on…
act-recycle = Send back to marketing…
act-disqualify = Disqualify…
act-pause = Pause the clocks…
act-rate = Say how good it is…
