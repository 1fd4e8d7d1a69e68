# Lists of leads.
leads-count = { $n ->
    [one] { $n } lead
   *[other] { $n } leads
}
leads-count-of = { $n } of { $all } leads
leads-search = Name, mail address or company
leads-sort = Order
leads-sort-newest = Newest first
leads-sort-heard = Heard from last
leads-sort-quiet = Quiet for longest
leads-sort-due = Due soonest
leads-show = Show
leads-asked = What this list is filtered by
leads-without = take this filter away
leads-all = All leads
leads-filters = Filters
leads-cut = The words are common: only part of what they find is shown. Add another word or a filter.
leads-none = No leads yet
leads-none-help = Bring in the list you have, put a form on your website, or let it send its events. Once an agreement is in force, each lead goes its way by itself.
leads-nothing = No lead is like this
leads-who = Lead
leads-heard = Last heard
leads-pick = Tick { $name }
leads-pick-all = Tick all on this page
leads-pages = Pages of the list
leads-first = First page
leads-next = Next page
leads-saved = Kept lists
leads-shared = kept by somebody else for all
leads-keep = Keep this list…
leads-keep-name = Name
leads-keep-shared = Everybody sees it
leads-keep-do = Keep
leads-drop = Drop the list { $name }
leads-wrong-name = Give the list a name of up to 60 characters.
leads-wrong-act = Tick leads and choose what to do with them.
leads-export-cut = A file has at most the newest 100,000 leads.
leads-refused-facet = Lists are not filtered by “{ $told }”. There is: { $known }.
leads-refused-value = { $facet }: the agreement does not know “{ $told }”. It knows: { $known }.
leads-refused-sort = “{ $told }” is no order of a list.
leads-refused-page = That page is not there any more. This is the first.
facet-stage = Stage
facet-status = Status
facet-grade = Grade
facet-level = Level
facet-owner = Owner
facet-team = Team
facet-source = Source
facet-late = Late
facet-in_hand = In hand
facet-seniority = Seniority
facet-department = Department
facet-free_mail = Free mail address
facet-industry = Industry
facet-country = Country
facet-products = Products
stage-disqualified = disqualified
word-yes = yes
word-no = no
bulk-ticked = With those ticked:
bulk-none = Tick leads to act on several at once
bulk-some = # ticked:
bulk-act = What to do with those ticked
bulk-choose = Choose…
bulk-accept = Accept
bulk-give = Give to
bulk-recycle = Send back to marketing
bulk-export = Take along
bulk-do = Do it
bulk-done = { $n ->
    [one] Done for { $n } lead.
   *[other] Done for { $n } leads.
}
bulk-refused = { $n ->
    [one] { $n } stayed as it was:
   *[other] { $n } stayed as they were:
}
bulk-the-agreement = the agreement
bulk-overtaken = was decided meanwhile by { $who }, { $when }.
bulk-no-such-lead = is not in the log.
bulk-for-holder = is for whoever holds it, and for managers of sales.
bulk-may-not = is not yours to do.
bulk-not-handed-over = is not with sales.
bulk-accepted = is accepted already.
bulk-disqualified = is disqualified.
bulk-full = cannot go there: as many leads are held as the agreement allows.
bulk-away = cannot go to somebody who is away.
bulk-had-it = was held by that person before in this cycle.
bulk-not-now = is not in a state for this.
bulk-same = is so already.
bulk-not-known = cannot take what was chosen.
leads-ready-mine = Mine
leads-ready-fresh = With sales, not touched yet
leads-ready-late = Late
leads-ready-best = Best with marketing
leads-visitor = Visitor { $n }
