//! Names that nothing declares, or that may not be named where they stand.

use super::*;

#[test]
fn fields_and_names_that_nothing_declares() {
    table(
        &sample(),
        &expect![[r#"
            account.emploees > 50
              1:9 UnknownName the account has no field 'emploees'. Did you mean account.employees?
            account.revenue > 50
              1:9 UnknownName the account has no field 'revenue'. Declare it under fields, or use one of: country, employees, industry, products, sites, domain, owner, open_opportunity.
            lead.employees > 50
              1:6 UnknownName the lead has no field 'employees'. Did you mean account.employees?
            lead.title.first == 'x'
              1:12 UnknownName lead.title has no part 'first'. Write lead.title.
            contact.title == 'x'
              1:1 UnknownName nothing is called 'contact'. Names with a dot start with lead, account or event.
            engagment > 40
              1:1 UnknownName nothing is called 'engagment'. Did you mean 'engagement'?
            employees > 50
              1:1 UnknownName nothing is called 'employees'. Write account.employees.
            owner == 'x'
              1:1 UnknownName nothing is called 'owner'. Write lead.owner or account.owner.
            demo_requested
              1:1 UnknownName nothing is called 'demo_requested'. Write did('demo_requested').
            operations_leader
              1:1 UnknownName nothing is called 'operations_leader'. Write buyer('operations_leader').
            customer
              1:1 UnknownName nothing is called 'customer'. Write stage == 'customer'.
            lead.seniority == manager
              1:19 UnknownName nothing is called 'manager'. Write words in quotation marks: 'manager'.
            revenue
              1:1 UnknownName nothing is called 'revenue'. Names that stand alone: fit, engagement, grade, level, stage.
            lead == 'x'
              1:1 Type 'lead' alone is not a value. Name one of its fields: lead.….
        "#]],
    );
}

#[test]
fn words_that_a_field_never_is() {
    table(
        &sample(),
        &expect![[r#"
            lead.seniority == 'managr'
              1:19 UnknownName lead.seniority is never 'managr'. Did you mean 'manager'?
            lead.seniority in ['vp', 'cheif', 'boss']
              1:26 UnknownName lead.seniority is never 'cheif'. Did you mean 'chief'?
              1:35 UnknownName lead.seniority is never 'boss'. Its words: staff, manager, director, vp, chief.
            stage == 'MQL'
              1:10 UnknownName stage is never 'MQL'. Did you mean 'mql'?
            grade == 'E'
              1:10 UnknownName grade is never 'E'. Its words: A, B, C, D.
            lead.consent == 'revoked'
              1:17 UnknownName lead.consent is never 'revoked'. Its words: given, withdrawn.
            account.country == 'de'
              1:20 UnknownName there is no country 'de'. Write 'DE'.
            account.country == 'UK'
              1:20 UnknownName there is no country 'UK'. Write 'GB'.
            account.country in ['DE', 'Germany']
              1:27 UnknownName there is no country 'Germany'. Write its two-letter ISO 3166 code, like 'DE' or 'KR'.
            'shutle' in account.products
              1:1 UnknownName account.products never holds 'shutle'. Did you mean 'shuttle'?
        "#]],
    );
}

#[test]
fn signals_buyers_lists_and_functions_that_nothing_declares() {
    table(
        &sample(),
        &expect![[r#"
            did('demo_request')
              1:5 UnknownName there is no signal 'demo_request'. Did you mean 'demo_requested'?
            did('chat')
              1:5 UnknownName there is no signal 'chat'. The agreement's signals: demo_requested, pricing_viewed, guide_downloaded.
            did(demo_requested)
              1:5 Type demo_requested must be a text here. Put it in quotation marks: 'demo_requested'.
            times('pricing', '30 days') > 3
              1:7 UnknownName there is no signal 'pricing'. Did you mean 'pricing_viewed'?
              1:18 Value '30 days' is not a length of time. Write it like 20s, 30m, 4h, 7d, 2w or 1d12h.
            first('x') < last('y')
              1:7 UnknownName there is no signal 'x'. The agreement's signals: demo_requested, pricing_viewed, guide_downloaded.
              1:19 UnknownName there is no signal 'y'. The agreement's signals: demo_requested, pricing_viewed, guide_downloaded.
            buyer('ops_leader')
              1:7 UnknownName there is no buyer 'ops_leader'. The agreement's buyers: operations_leader.
            account.domain in list('competitor')
              = account.domain in list('competitor')
              1:24 UnknownName advice: no list 'competitor' is declared, so nothing is in it. Did you mean 'competitors'?
            account.domain in list('partners')
              = account.domain in list('partners')
              1:24 UnknownName advice: no list 'partners' is declared, so nothing is in it. Declare it under lists, with the values it holds.
            size(lead.title) > 3
              1:1 UnknownName there is no function 'size'. Did you mean 'since'?
            startsWith(lead.title, 'x')
              1:1 UnknownName there is no function 'startsWith'. Write it behind the text it looks at: event.path.startsWith('…').
            contains('x')
              1:1 UnknownName there is no function 'contains'. Write it behind the text it looks at: event.path.contains('…').
            lead.title.matches('x.*')
              1:12 UnknownName there is no method 'matches'. A text can be asked: startsWith, endsWith, contains.
            lead.title.startswith('x')
              1:12 UnknownName there is no method 'startswith'. Did you mean 'startsWith'?
            event.form == 'demo'
              1:1 UnknownName event.form is known only while the event is counted. Put it into the where of a signal, and ask for the signal here: did('name').
        "#]],
    );
}

#[test]
fn a_where_names_nothing_but_the_event() {
    table(
        &Scope { event: true, ..sample() },
        &expect![[r#"
            lead.title == 'x'
              1:1 UnknownName lead.title cannot be named in a signal's where, which looks at one event alone. Name only event.…, and ask for the rest where the signal is used.
            event.form == 'demo' && fit > 50 && did('demo_requested')
              1:25 UnknownName fit cannot be named in a signal's where, which looks at one event alone. Name only event.…, and ask for the rest where the signal is used.
              1:37 UnknownName did(…) cannot be named in a signal's where, which looks at one event alone. Name only event.…, and ask for the rest where the signal is used.
            event.form in list('competitors')
              1:15 UnknownName list(…) cannot be named in a signal's where, which looks at one event alone. Name only event.…, and ask for the rest where the signal is used.
            event.form == event.path
              1:15 Type what an event says has no type of its own. Compare the event's property with a value written out.
            event.form > 'x'
              1:1 Type event.form is whatever the event says, which '>' does not order. Compare it with a number, or use == or !=.
            event.form == timestamp('2026-01-01T00:00:00Z')
              1:15 Type event.form is whatever the event says and timestamp('2026-01-01T00:00:00Z') is an instant. Compare it with a text, a number, true or false.
            event.form in ['a', 1]
              1:15 Type the list mixes values of several types. Write only texts, or only numbers.
            event.form in [true]
              1:15 Type the list mixes values of several types. Write only texts, or only numbers.
            event == 'x'
              1:1 UnknownName event cannot be named in a signal's where, which looks at one event alone. Name only event.…, and ask for the rest where the signal is used.
            event.path.size() > 3
              1:12 UnknownName there is no method 'size'. A text can be asked: startsWith, endsWith, contains.
            1 in event.products
              1:1 Type what is looked up in event.products must be a word written out. Write 'word' in event.products.
        "#]],
    );
}

#[test]
fn what_scores_are_made_from_names_no_scores() {
    table(
        &Scope { scores: false, ..sample() },
        &expect![[r#"
            fit > 50
              1:1 UnknownName fit cannot be named in the rules of fit and buyers: a score cannot rest on itself. Name fields, lists and built-in members there, and ask for the rest under qualified.
            engagement > 50 || grade == 'A' || level == 1
              1:1 UnknownName engagement cannot be named in the rules of fit and buyers: a score cannot rest on itself. Name fields, lists and built-in members there, and ask for the rest under qualified.
              1:20 UnknownName grade cannot be named in the rules of fit and buyers: a score cannot rest on itself. Name fields, lists and built-in members there, and ask for the rest under qualified.
              1:36 UnknownName level cannot be named in the rules of fit and buyers: a score cannot rest on itself. Name fields, lists and built-in members there, and ask for the rest under qualified.
            stage == 'mql'
              1:1 UnknownName stage cannot be named in the rules of fit and buyers: a score cannot rest on itself. Name fields, lists and built-in members there, and ask for the rest under qualified.
            qualified
              1:1 UnknownName qualified cannot be named in the rules of fit and buyers: a score cannot rest on itself. Name fields, lists and built-in members there, and ask for the rest under qualified.
            did('demo_requested')
              1:1 UnknownName did(…) cannot be named in the rules of fit and buyers: a score cannot rest on itself. Name fields, lists and built-in members there, and ask for the rest under qualified.
            buyer('operations_leader')
              1:1 UnknownName buyer(…) cannot be named in the rules of fit and buyers: a score cannot rest on itself. Name fields, lists and built-in members there, and ask for the rest under qualified.
            account.domain in list('competitors') && lead.owner == 'x' && account.open_opportunity
              = account.domain in list('competitors') && lead.owner == 'x' && account.open_opportunity
            lead.free_mail
              = lead.free_mail
        "#]],
    );
}

#[test]
fn all_mistakes_are_told_at_once() {
    table(
        &sample(),
        &expect![[r#"
            account.emploees > '50' && (lead.seniority == 'cheif' || !did('chat', '7 days')) && buyer('x')
              1:9 UnknownName the account has no field 'emploees'. Did you mean account.employees?
              1:47 UnknownName lead.seniority is never 'cheif'. Did you mean 'chief'?
              1:63 UnknownName there is no signal 'chat'. The agreement's signals: demo_requested, pricing_viewed, guide_downloaded.
              1:71 Value '7 days' is not a length of time. Write it like 20s, 30m, 4h, 7d, 2w or 1d12h.
              1:91 UnknownName there is no buyer 'x'. The agreement's buyers: operations_leader.
            fit = '50' ⏎  && lead.x == 1⏎|| $ > 5
              1:5 Syntax '=' is not part of the condition language. Write == to compare.
              1:7 Type fit is a number and '50' is a text. Write 50 without quotation marks.
              2:11 UnknownName the lead has no field 'x'. Declare it under fields, or use one of: department, free_mail, met_on, seniority, title, consent, source, owner.
              3:4 Syntax '$' is not part of the condition language. Leave it out, or put it in quotation marks if it belongs to a text.
        "#]],
    );
}
