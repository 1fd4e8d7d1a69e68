# The page of a lead.
lead-grade = Grade and level
lead-more = More acts
lead-nobody = nobody
lead-forgotten = forgotten
lead-yes = yes
lead-no = no
lead-open-end = no end yet
lead-seconds = { $n } s
lead-source = from { $source }
lead-happened = What happened
lead-filters = What is shown
lead-nothing = Nothing of this kind has happened.
lead-older = Older
lead-because = Because
filter-everything = Everything
filter-decisions = Decisions
filter-touches = Touches
filter-behaviour = Behaviour
filter-mails = Mails
line-fit = fit { $points }
line-learnt = learnt on { $time }
line-of-lead = told of { $lead }
line-of-account = told of the company
group-happened = { $what }, { $n } times
group-learnt = { $n } times something was learnt
group-clocks = { $n } clocks started
group-cancelled = { $n } promises no longer mattered
group-steps = { $n } reminders were sent
group-nurture = { $n } steps of a program
asof-title = As of
asof-now = now
asof-show = Show
asof-back = Back to now
asof-note = This is the lead as it was on { $time }, told by what was known then. Acts are done on the page of now.
why-title = Why { $tile }
why-version = agreement v{ $n }
why-fit = Fit { $score } · grade { $grade }
why-fit-short = Fit
why-engagement = Engagement { $score } · level { $level }
why-engagement-short = Engagement
why-no-signals = No signal counts any more.
why-out = out
why-today = today
why-days-ago = { $n ->
    [one] { $n } day ago
   *[other] { $n } days ago
}
why-times = { $n } times
why-half-life = half-life { $span }
why-capped = cap { $points }
why-clamped = Kept within 0 to 100
why-rules = Rules of qualification
why-holds = holds
why-forbids = forbids
why-falls = Falls below { $threshold } on { $day } if nothing more happens.
why-falls-level = Falls below { $threshold } on { $day } if nothing more happens: level { $level }.
why-rises = Rises to { $threshold } on { $day } as deductions fade.
why-rises-level = Rises to { $threshold } on { $day } as deductions fade: level { $level }.
owner-title = Why this owner
owner-before = Owners before
owner-handed-off = handed over
owner-elsewhere = handed over by other software
owner-late = passed on by { $from }'s clock
owner-rejected = passed on after a rejection by { $by }
owner-by-hand = given by { $by }
owner-route = By the route “{ $route }”
owner-tried = { $n ->
    [one] { $n } route before it did not match
   *[other] { $n } routes before it did not match
}
owner-looked = Everybody who was looked at
owner-who = Who
owner-outcome = Outcome
owner-open = Open leads
owner-turn = Turn
outcome-chosen = got it
outcome-later-turn = later turn
outcome-absent = away
outcome-full = as many as allowed
outcome-had-it = had it before
nobody-no-route = No route matched.
nobody-all-absent = Everybody of the team was away.
nobody-all-full = Everybody who was there held as many as allowed.
nobody-team-empty = The team has no members.
nobody-unknown-owner = The route leads to an owner nobody knows.
nobody-owner-inactive = The owner was not there.
nobody-no-account = The lead has no company.
nobody-all-had-it = Everybody had it before in this cycle.
clock-title = Clocks
clock-more = Who was told, and where the time went
clock-paused = paused
clock-met = met
clock-met-late = met late
clock-missed = missed
clock-cancelled = no longer mattered
clock-cannot-tell = cannot tell
clock-left = { $spent } counted, { $left } left, due { $due }
clock-over = { $over } over, was due { $due }
clock-spent = { $spent } counted, { $wall } on the wall
clock-waived = Waived by the other party, { $time }
clock-told = { $share }, { $time }: told { $who }
clock-will-tell = { $share }, { $time }
clock-desc-start = Started { $time }.
clock-desc-due = Due { $time }.
clock-desc-stop = Stopped { $time }.
clock-desc-pause = Paused from { $from } to { $to }: { $reason }.
clock-desc-leg = Held by { $who } from { $from } to { $to }.
late-title = Where the lateness came from
late-receive = until we heard of it
late-qualify = until it was qualified
late-route = until it had an owner
late-unassigned = held by nobody
late-owner-closed = owner away
late-owner-open = owner there
target-business-hour = { $n ->
    [one] { $n } business hour
   *[other] { $n } business hours
}
target-business-minute = { $n } business minutes
target-business-second = { $n } business seconds
target-business-day = { $n ->
    [one] { $n } business day
   *[other] { $n } business days
}
target-calendar-day = { $n ->
    [one] { $n } calendar day
   *[other] { $n } calendar days
}
target-same-day = the same day
feedback-title = What sales says
deal-title = Deals
deal-open = open
deal-won = won { $time }
deal-lost = lost { $time }: { $reason }
known-title = Who it is
known-verified = verified
known-erased = This person was erased on { $day }. Only counts remain.
key-mail = Mail address
key-user = User
key-record = Record
key-anonymous = Browser
consent-title = Consent
consent-enter = Enter a word
consent-none = Nobody has told us whether they may be written to.
consent-what = { $purpose }, by { $channel }
consent-mail = Mail
consent-given = given
consent-withdrawn = withdrawn
consent-bounced-hard = will not arrive
consent-bounced-soft = came back
account-owner = owned by { $owner }
account-alone = Nobody else of this company is known.
account-mates = Others there
mate-last = heard { $time }
same-title = One person?
same-linked = Joined leads
same-perhaps = Perhaps the same person
same-by-keys = by their keys
same-name = same name: { $name }
same-phone = same number: { $phone }
legend-open = open hours
legend-spent = counted
legend-late = late
legend-pause = paused
legend-due = due
legend-stop = done
legend-now = now
