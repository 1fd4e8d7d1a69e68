//! Every refusal, where it points and what it says to do.

use super::*;

#[test]
fn signs_that_are_not_ours() {
    table(
        &sample(),
        &expect![[r#"
            fit = 50
              1:5 Syntax '=' is not part of the condition language. Write == to compare.
            fit === 50
              1:5 Syntax '===' is not part of the condition language. Write == to compare.
            fit !== 50
              1:5 Syntax '!==' is not part of the condition language. Write != for 'is not'.
            fit <> 50
              1:5 Syntax '<>' is not part of the condition language. Write != for 'is not'.
            fit => 50
              1:5 Syntax '=>' is not part of the condition language. Write >= for 'at least'.
            fit =< 50
              1:5 Syntax '=<' is not part of the condition language. Write <= for 'at most'.
            fit ≥ 50
              1:5 Syntax '≥' is not part of the condition language. Write >= for 'at least'.
            fit ≤ 50
              1:5 Syntax '≤' is not part of the condition language. Write <= for 'at most'.
            fit ≠ 50
              1:5 Syntax '≠' is not part of the condition language. Write != for 'is not'.
            fit > 50 & engagement > 40
              1:10 Syntax '&' is not part of the condition language. Write && for 'and'.
            fit > 50 | engagement > 40
              1:10 Syntax '|' is not part of the condition language. Write || for 'or'.
            fit > 50 and engagement > 40 or not lead.free_mail
              1:10 Syntax 'and' is not part of the condition language. Write &&.
              1:30 Syntax 'or' is not part of the condition language. Write ||.
              1:33 Syntax 'not' is not part of the condition language. Write ! for 'not'.
            lead.seniority is 'vp'
              1:16 Syntax 'is' is not part of the condition language. Write ==.
            fit + engagement > 90
              1:5 Syntax '+' is not part of the condition language. Compare with the result; conditions do not calculate.
            fit > 5 - 3
              1:9 Syntax '-' stands only before a number. Compare with the result; conditions do not calculate.
            fit > -engagement
              1:7 Syntax '-' stands only before a number. Compare with the result; conditions do not calculate.
            fit > 5%
              1:7 Syntax 5% is not a number here. Write 0.05 for 5%.
            fit > 2.5%
              1:7 Syntax 2.5% is not a number here. Write 0.025 for 2.5%.
            fit ? 1 : 2
              1:5 Syntax '?' is not part of the condition language. Write two conditions joined by && and ||.
              1:9 Syntax ':' is not part of the condition language. Leave it out; a condition has no ':'.
            fit > 50;
              1:9 Syntax ';' is not part of the condition language. Leave it out; a clause holds one condition.
            fit > #5
              1:7 Syntax '#' is not part of the condition language. Leave it out, or put it in quotation marks if it belongs to a text.
            lead.seniority == ‘vp’ && fit > x
              1:19 Syntax curly quotation marks do not mark a text. Use straight quotation marks: ' or ".
              1:33 UnknownName nothing is called 'x'. Names that stand alone: fit, engagement, grade, level, stage.
            `fit` > 3
              1:1 Syntax '`' is not part of the condition language. Write names without quotation marks and texts in ' '.
              1:5 Syntax '`' is not part of the condition language. Write names without quotation marks and texts in ' '.
        "#]],
    );
}

#[test]
fn values_that_cannot_be_read() {
    table(
        &sample(),
        &expect![[r#"
            since('demo_requested') < 7d
              1:27 Syntax '7d' is not a number. Put a length of time in quotation marks: '7d'.
            account.employees > 2,000
              1:22 Syntax a comma stands in a number. Write thousands without a comma: 2000.
            account.employees > 1e3
              1:21 Syntax '1e3' is not a number. Write a plain number, like 50 or 0.05; a text stands in quotation marks.
            account.employees > 5u
              1:21 Syntax '5u' is not a number. Write a plain number, like 50 or 0.05; a text stands in quotation marks.
            account.employees > 0x1F
              1:21 Syntax '0x1F' is not a number. Write a plain number, like 50 or 0.05; a text stands in quotation marks.
            account.employees > 1.2.3
              1:24 Syntax nothing can follow here but an operator. Write lead., account. or event. with a name, and a method only behind that.
            account.employees > 0.1234567
              1:21 Value '0.1234567' has more than six decimals. Write at most six decimals and nothing over nine million million.
            account.employees > 99999999999999999999
              1:21 Value '99999999999999999999' is out of range. Write at most six decimals and nothing over nine million million.
            lead.title == 'open
              1:15 Syntax this text is not closed. Close it with ' on the same line.
            lead.title == 'open⏎' && fit > x
              1:15 Syntax this text is not closed. Close it with ' on the same line.
              2:1 Syntax this text is not closed. Close it with ' on the same line.
            lead.title == 'a\qb'
              1:17 Syntax '\q' does not stand for a character. Write \\ for a backslash, \' or \" for a quotation mark.
            lead.title == '\u12'
              1:16 Syntax '\u' does not stand for a character. Write \\ for a backslash, \' or \" for a quotation mark.
            lead.title == '\ud800'
              1:16 Syntax '\u' does not stand for a character. Write \\ for a backslash, \' or \" for a quotation mark.
            lead.title == '\400'
              1:16 Syntax '\4' does not stand for a character. Write \\ for a backslash, \' or \" for a quotation mark.
            lead.title == 'x\
              1:15 Syntax this text is not closed. Close it with ' on the same line.
        "#]],
    );
}

#[test]
fn sentences_without_a_shape() {
    table(
        &sample(),
        &expect![[r#"
            &&
              1:1 Syntax '&&' stands where a value must. Write a name, a number, a text in quotation marks or a condition in brackets.
              1:3 Syntax the condition ends where a value must follow. Write a name, a number, a text in quotation marks or a condition in brackets.
            fit >
              1:6 Syntax the condition ends where a value must follow. Write a name, a number, a text in quotation marks or a condition in brackets.
            fit > 50 &&
              1:12 Syntax the condition ends where a value must follow. Write a name, a number, a text in quotation marks or a condition in brackets.
            fit > 50 && && engagement > 40
              1:13 Syntax '&&' stands where a value must. Write a name, a number, a text in quotation marks or a condition in brackets.
            fit > 50 engagement > 40
              1:10 Syntax 'engagement' follows without an operator. Join two conditions by && or ||.
            fit > 50 (engagement > 40 && x) || engagment > 3
              1:10 Syntax nothing can follow here but an operator. Write lead., account. or event. with a name, and a method only behind that.
              1:36 UnknownName nothing is called 'engagment'. Did you mean 'engagement'.
            (fit > 50
              1:1 Syntax this '(' is not closed. Close it with ')'.
            fit > 50)
              1:9 Syntax ')' closes nothing here. Take it out, or open the bracket before.
            fit > 50) && engagment > 40
              1:9 Syntax ')' closes nothing here. Take it out, or open the bracket before.
              1:14 UnknownName nothing is called 'engagment'. Did you mean 'engagement'.
            lead.seniority in ['vp', 'chief'
              1:19 Syntax this '[' is not closed. Close it with ']'.
            lead.seniority in ['vp' 'chief'] && fit > x
              1:25 Syntax a text follows without an operator. Join two conditions by && or ||.
              1:43 UnknownName nothing is called 'x'. Names that stand alone: fit, engagement, grade, level, stage.
            did('demo_requested'
              1:4 Syntax this '(' is not closed. Close it with ')'.
            fit > 40 > 30
              1:10 Syntax comparisons cannot follow one another. Join two comparisons by &&: a < b && b < c.
            fit == 40 == true
              1:11 Syntax comparisons cannot follow one another. Join two comparisons by &&: a < b && b < c.
            lead.seniority not in ['vp']
              1:16 Syntax 'not' is not part of the condition language. Write !(x in ['a', 'b']) for 'not in'.
            lead.
              1:6 Syntax a name is missing after the dot. Write it like lead.owner.
            lead..title == 'x'
              1:6 Syntax a name is missing after the dot. Write it like lead.owner.
            lead.title[0] == 'x'
              1:11 Syntax nothing can follow here but an operator. Write lead., account. or event. with a name, and a method only behind that.
            lead.title.contains('x').size() > 1
              1:25 Syntax nothing can follow here but an operator. Write lead., account. or event. with a name, and a method only behind that.
            'x'.startsWith('x')
              1:4 Syntax nothing can follow here but an operator. Write lead., account. or event. with a name, and a method only behind that.
            (fit).x > 3
              1:6 Syntax nothing can follow here but an operator. Write lead., account. or event. with a name, and a method only behind that.
            lead.seniority in ['vp',]
              = lead.seniority == 'vp'
            lead.seniority in []
              1:19 Value the list has no values, so nothing is ever in it. Write at least one value.
        "#]],
    );
}

#[test]
fn an_empty_text_a_long_one_and_a_deep_one() {
    let scope = sample();
    let nested = |depth: usize| format!("{}fit > 1{}", "(".repeat(depth), ")".repeat(depth));
    let answers = [
        answer("", &scope),
        answer(" \n // nothing\n ", &scope),
        answer(&format!("fit > 1{}", " ".repeat(4_000)), &scope),
        answer(&format!("lead.title == \"{}\"", "'".repeat(2_500)), &scope),
        answer(&nested(50), &scope),
        answer(&nested(51), &scope),
        answer(&nested(1_900), &scope),
        answer(&"!".repeat(4_000), &scope),
        answer(&"-".repeat(4_000), &scope),
        answer(&"(".repeat(4_000), &scope),
        answer(&"did(".repeat(1_000), &scope),
    ];
    expect![[r#"
          1:1 Syntax the condition is empty. Write a name, a number, a text in quotation marks or a condition in brackets.
        --
          3:2 Syntax the condition is empty. Write a name, a number, a text in quotation marks or a condition in brackets.
        --
          1:1 Value the condition has 4007 characters, more than 4000. Name a long list of values under lists: and ask list('name').
        --
          1:1 Value the condition has 5016 characters, more than 4000. Name a long list of values under lists: and ask list('name').
        --
          = fit > 1
        --
          1:51 Syntax more than 50 brackets stand inside one another. Take brackets out, or share the condition among clauses.
        --
          1:51 Syntax more than 50 brackets stand inside one another. Take brackets out, or share the condition among clauses.
        --
          1:4001 Syntax the condition ends where a value must follow. Write a name, a number, a text in quotation marks or a condition in brackets.
        --
          1:1 Syntax '-' stands only before a number. Compare with the result; conditions do not calculate.
          1:4001 Syntax the condition ends where a value must follow. Write a name, a number, a text in quotation marks or a condition in brackets.
        --
          1:51 Syntax more than 50 brackets stand inside one another. Take brackets out, or share the condition among clauses.
        --
          1:5 Type a text must stand here. Write it out in quotation marks; it cannot be worked out.
          1:204 Syntax more than 50 brackets stand inside one another. Take brackets out, or share the condition among clauses.
    "#]].assert_eq(&answers.join("--\n"));
}

#[test]
fn names_that_nothing_declares() {
    table(
        &sample(),
        &expect![[r#"
            account.emploees > 50
              1:9 UnknownName the account has no field 'emploees'. Did you mean account.employees.
            account.revenue > 50
              1:9 UnknownName the account has no field 'revenue'. Declare it under fields, or use one of: country, employees, industry, products, sites, domain, owner, open_opportunity.
            lead.employees > 50
              1:6 UnknownName the lead has no field 'employees'. Did you mean account.employees.
            lead.title.first == 'x'
              1:12 UnknownName lead.title has no part 'first'. Write lead.title.
            contact.title == 'x'
              1:1 UnknownName nothing is called 'contact'. Names with a dot start with lead, account or event.
            engagment > 40
              1:1 UnknownName nothing is called 'engagment'. Did you mean 'engagement'.
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
            lead.seniority == 'managr'
              1:19 UnknownName lead.seniority is never 'managr'. Did you mean 'manager'.
            lead.seniority in ['vp', 'cheif', 'boss']
              1:26 UnknownName lead.seniority is never 'cheif'. Did you mean 'chief'.
              1:35 UnknownName lead.seniority is never 'boss'. Its words: staff, manager, director, vp, chief.
            stage == 'MQL'
              1:10 UnknownName stage is never 'MQL'. Did you mean 'mql'.
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
              1:1 UnknownName account.products never holds 'shutle'. Did you mean 'shuttle'.
            did('demo_request')
              1:5 UnknownName there is no signal 'demo_request'. Did you mean 'demo_requested'.
            did('chat')
              1:5 UnknownName there is no signal 'chat'. The agreement's signals: demo_requested, pricing_viewed, guide_downloaded.
            did(demo_requested)
              1:5 Type demo_requested must be a text here. Put it in quotation marks: 'demo_requested'.
            times('pricing', '30 days') > 3
              1:7 UnknownName there is no signal 'pricing'. Did you mean 'pricing_viewed'.
              1:18 Value '30 days' is not a length of time. Write it like 20s, 30m, 4h, 7d, 2w or 1d12h.
            first('x') < last('y')
              1:7 UnknownName there is no signal 'x'. The agreement's signals: demo_requested, pricing_viewed, guide_downloaded.
              1:19 UnknownName there is no signal 'y'. The agreement's signals: demo_requested, pricing_viewed, guide_downloaded.
            buyer('ops_leader')
              1:7 UnknownName there is no buyer 'ops_leader'. The agreement's buyers: operations_leader.
            account.domain in list('competitor')
              = account.domain in list('competitor')
              1:24 UnknownName advice: no list 'competitor' is declared. Did you mean 'competitors'; else it starts empty and is kept by facts.
            account.domain in list('partners')
              = account.domain in list('partners')
              1:24 UnknownName advice: no list 'partners' is declared. It starts empty and is kept by facts; declare it under lists to start it with values.
            size(lead.title) > 3
              1:1 UnknownName there is no function 'size'. Did you mean 'since'.
            startsWith(lead.title, 'x')
              1:1 UnknownName there is no function 'startsWith'. Write it behind the text it looks at: event.path.startsWith('…').
            contains('x')
              1:1 UnknownName there is no function 'contains'. Write it behind the text it looks at: event.path.contains('…').
            lead.title.matches('x.*')
              1:12 UnknownName there is no method 'matches'. A text can be asked: startsWith, endsWith, contains.
            lead.title.startswith('x')
              1:12 UnknownName there is no method 'startswith'. Did you mean 'startsWith'.
            event.form == 'demo'
              1:1 UnknownName event.form is known only while the event is counted. Put it into the where of a signal, and ask for the signal here: did('name').
        "#]],
    );
}

#[test]
fn comparisons_that_do_not_fit() {
    table(
        &sample(),
        &expect![[r#"
            account.employees > '50'
              1:21 Type account.employees is a number and '50' is a text. Write 50 without quotation marks.
            account.employees > 'many'
              1:21 Type account.employees is a number and 'many' is a text. Compare it with a number, like 50.
            account.employees == true
              1:22 Type account.employees is a number and true is a yes or no. Compare it with a number, like 50.
            lead.seniority == 5
              1:19 Type lead.seniority is one of a few words and 5 is a number. Compare it with one of its words: 'staff', 'manager', 'director', 'vp', 'chief'.
            lead.seniority >= 'vp'
              1:1 Type lead.seniority is one of a few words, which '>=' does not order. Name those you mean: lead.seniority in ['…', '…'].
            grade <= 'B'
              1:1 Type grade is one of a few words, which '<=' does not order. Name those you mean: grade in ['…', '…'].
            grade == 1
              1:10 Type grade is one of a few words and 1 is a number. Compare it with one of its words: 'A', 'B', 'C', 'D'.
            level == 'A'
              1:10 Type level is a number and 'A' is a text. Compare it with a number, like 50.
            stage > 'mql'
              1:1 Type stage is one of a few words, which '>' does not order. Name those you mean: stage in ['…', '…'].
            lead.title > 'a'
              1:1 Type lead.title is a text, which '>' does not order. Use == or !=.
            lead.free_mail > true
              1:1 Type lead.free_mail is a yes or no, which '>' does not order. Use == or !=.
            lead.free_mail == 'true'
              1:19 Type lead.free_mail is a yes or no and 'true' is a text. Write true without quotation marks.
            lead.free_mail == 1
              1:19 Type lead.free_mail is a yes or no and 1 is a number. Compare it with true or false.
            lead.met_on > '2026-01-01'
              1:15 Type lead.met_on is a date and '2026-01-01' is a text. Write timestamp('2026-01-31T00:00:00Z').
            lead.met_on > timestamp('yesterday')
              1:25 Value 'yesterday' is not an instant. Write date, time and offset, like '2026-01-31T00:00:00+01:00'.
            first('demo_requested') > '7d'
              1:27 Type first('demo_requested') is a date and '7d' is a text. Write timestamp('2026-01-31T00:00:00Z').
            since('demo_requested') < 7
              1:27 Type since('demo_requested') is a length of time and 7 is a number. Compare it with a length of time, like '7d'.
            lead.title == lead.seniority
              1:15 Type lead.title is a text and lead.seniority is one of a few words, never the same. Compare lead.title with a text in quotation marks.
            lead.seniority == lead.department
              1:19 Type lead.seniority is one of a few words and lead.department is one of a few words, never the same. Compare lead.seniority with one of its words: 'staff', 'manager', 'director', 'vp', 'chief'.
            lead.owner > account.owner
              1:14 Type lead.owner is a text, which '>' does not order. Use == or !=.
            account.products == 'fleet'
              1:21 Type account.products is a set of words and 'fleet' is a text. Write 'fleet' in account.products.
            account.products == lead.title
              1:21 Type account.products is a set of words and lead.title is a text, never the same. Compare account.products with one of its words: 'shuttle', 'picker', 'fleet'.
            fit == null
              1:1 Type this is always known. Ask for null only where a field or a signal may be unknown.
            qualified != null
              1:1 Type this is always known. Ask for null only where a field or a signal may be unknown.
            did('demo_requested') == null
              1:1 Type this is always known. Ask for null only where a field or a signal may be unknown.
            lead.title < null
              1:14 Type null has no order. Write != null for 'is known'.
            did('demo_requested') == 1
              1:26 Type 1 is a number and the other side a yes-or-no question. Compare it with true or false, or leave this out.
            did('demo_requested') == lead.free_mail
              1:26 Type a yes-or-no question is compared with something else. Join questions by && and ||, or compare one with true or false.
            did('demo_requested') > true
              1:1 Type a yes-or-no question has no order, so '>' does not fit. Use == or !=.
            1 == 'a'
              1:1 Type 1 is a number and 'a' is a text: '==' does not fit. Compare a field with a value of its own type.
            'a' < 'b'
              1:1 Type 'a' is a text and 'b' is a text: '<' does not fit. Compare a field with a value of its own type.
        "#]],
    );
}

#[test]
fn questions_that_are_none() {
    table(
        &sample(),
        &expect![[r#"
            lead.department
              1:1 Type lead.department is one of a few words, not a yes-or-no question. Compare it with one of its words: 'operations', 'logistics', 'production', 'it', 'finance', 'other'.
            lead.title
              1:1 Type lead.title is a text, not a yes-or-no question. Compare it with a text in quotation marks.
            fit
              1:1 Type fit is a number, not a yes-or-no question. Compare it with a number, like 50.
            'yes'
              1:1 Type 'yes' is a text, not a yes-or-no question. Compare something with it: … == 'yes'.
            5
              1:1 Type 5 is a number, not a yes-or-no question. Compare something with it: … == 5.
            null
              1:1 Type null is not a yes-or-no question. Ask whether something is known: account.owner != null.
            !fit
              1:2 Type fit is a number, not a yes-or-no question. Compare it with a number, like 50.
            duration('7d')
              1:1 Type '7d' is a length of time, not a yes-or-no question. Compare something with it: … == '7d'.
        "#]],
    );
}

#[test]
fn lists_and_sets_that_do_not_fit() {
    table(
        &sample(),
        &expect![[r#"
            lead.seniority in account.products
              1:1 Type what is looked up in account.products must be a word written out. Write 'word' in account.products.
            'vp' in lead.seniority
              1:9 Type lead.seniority is one of a few words, and nothing is in it. Write a list in [ ], list('name') or a set field behind 'in'.
            'vp' in 'vp'
              1:9 Type this holds no values that something could be in. Write a list in [ ], list('name') or a set field there.
            5 in account.products
              1:1 Type what is looked up in account.products must be a word written out. Write 'word' in account.products.
            5 in [1, 2]
              1:1 Type 5 is written out on the left of 'in'. Put a field there: lead.department in ['operations'].
            null in ['x']
              1:1 Type null is in no list. Ask for unknown by == null.
            did('demo_requested') in ['x']
              1:1 Type a yes-or-no question is in no list. Put the question in brackets, or drop 'in'.
            times('demo_requested') in [1, 2]
              1:1 Type times(…) is compared, not looked up. Write times('signal') >= 3.
            lead.free_mail in [true]
              1:1 Type lead.free_mail is a yes or no, which is not looked up in a list. Compare it with true or false.
            lead.seniority in ['vp', 5]
              1:26 Type lead.seniority is one of a few words and 5 is a number. Compare it with one of its words: 'staff', 'manager', 'director', 'vp', 'chief'.
            lead.seniority in ['vp', fit]
              1:26 Type only written values stand in a list. Write it out, or join two questions by ||.
            lead.seniority in ['vp', 'vp']
              = lead.seniority == 'vp'
              1:26 Duplicate advice: 'vp' stands twice in the list. Take one out.
            account.employees in list('competitors')
              1:1 Type account.employees is a number, and a list holds texts. Compare it with a number, like 50.
            account.domain in list()
              1:19 Value list(…) has 0 values in its brackets. Write account.domain in list('name').
            ['vp'] == lead.seniority
              1:1 Type a list of values stands only behind 'in'. Write lead.department in ['operations', 'logistics'].
            list('competitors') == 'x'
              1:1 Type list(…) stands only behind 'in'. Write account.domain in list('competitors').
        "#]],
    );
}

#[test]
fn calls_that_do_not_fit() {
    table(
        &sample(),
        &expect![[r#"
            times('demo_requested')
              1:1 Type times(…) is a number, not a yes-or-no question. Compare it with a whole number: times('demo_requested') >= 2.
            times('demo_requested') > 1.5
              1:27 Type times(…) is compared with something that is not a whole number. Write a whole number from 0 up, like times('signal', '30d') >= 3.
            times('demo_requested') == -1
              1:28 Type times(…) is compared with something that is not a whole number. Write a whole number from 0 up, like times('signal', '30d') >= 3.
            times('demo_requested') > fit
              1:27 Type times(…) is compared with something that is not a whole number. Write a whole number from 0 up, like times('signal', '30d') >= 3.
            times('demo_requested') == times('pricing_viewed')
              1:28 Type times(…) is compared with something that is not a whole number. Write a whole number from 0 up, like times('signal', '30d') >= 3.
            since('demo_requested') < '7 days'
              1:27 Value '7 days' is not a length of time. Write it like 20s, 30m, 4h, 7d, 2w or 1d12h.
            since('demo_requested') < '12h1d'
              1:27 Value '12h1d' has its units out of order. The longest comes first, like 1d12h.
            did('demo_requested', 7)
              1:23 Type a text must stand here. Write it out in quotation marks; it cannot be worked out.
            did('demo_requested', '0d')
              1:23 Value a span of no length holds nothing. Write how long, like '7d'.
            in_stage_for('a week')
              1:14 Value 'a week' is not a length of time. Write it like 20s, 30m, 4h, 7d, 2w or 1d12h.
            did()
              1:1 Value did(…) has 0 values in its brackets. Write did('signal') or did('signal', '7d').
            did('demo_requested', '7d', '8d')
              1:1 Value did(…) has 3 values in its brackets. Write did('signal') or did('signal', '7d').
            has(fit)
              1:5 Type has(…) asks for a field. Write has(lead.field) or has(account.field).
            has(lead.title, lead.owner)
              1:1 Value has(…) has 2 values in its brackets. Write has(lead.field).
            has('x')
              1:5 Type has(…) asks for a field. Write has(lead.field) or has(account.field).
            account.country.startsWith('D')
              1:17 Type account.country is a country, and startsWith looks at a text. Compare it with a country code, like 'DE'.
            account.products.contains('fleet')
              1:18 Type account.products is a set of words, and contains looks at a text. Write 'word' in account.products.
            lead.title.contains(account.domain)
              1:21 Type a text must stand here. Write it out in quotation marks; it cannot be worked out.
            lead.title.contains()
              1:12 Value contains(…) has 0 values in its brackets. Write one text: contains('…').
        "#]],
    );
}

#[test]
fn answers_known_beforehand_are_advice() {
    table(
        &sample(),
        &expect![[r#"
            true
              = true
              1:1 Value advice: this is always true. Take it out.
            false || fit > 50
              = fit > 50
              1:1 Value advice: this is never true. Take it out, or compare with another value.
            1 < 2 && fit > 50
              = fit > 50
              1:1 Value advice: this is always true. Take it out.
            fit > 50 && false
              = false
              1:13 Value advice: this is never true. Take it out, or compare with another value.
            null == null
              = true
              1:1 Value advice: this is always true. Take it out.
            duration('7d') > duration('1w')
              = false
              1:1 Value advice: this is never true. Take it out, or compare with another value.
            fit >= 0
              = fit >= 0
              1:1 Value advice: this is always true. Take it out.
            fit > 100
              = fit > 100
              1:1 Value advice: this is never true. Take it out, or compare with another value.
            engagement <= 100
              = engagement <= 100
              1:1 Value advice: this is always true. Take it out.
            since('demo_requested') >= '0s'
              = since('demo_requested') >= '0s'
              1:1 Value advice: this is always true. Take it out.
            times('demo_requested') < 0
              = times('demo_requested') < 0
              1:27 Value advice: this is never true. Take it out, or compare with another value.
            times('demo_requested') >= 0
              = times('demo_requested') >= 0
              1:28 Value advice: this is always true. Take it out.
            level == 7
              = level == 7
              1:1 Value advice: this is never true. Take it out, or compare with another value.
            level != 7
              = level != 7
              1:1 Value advice: this is always true. Take it out.
        "#]],
    );
}

#[test]
fn all_mistakes_are_told_at_once() {
    table(
        &sample(),
        &expect![[r#"
            account.emploees > '50' && (lead.seniority == 'cheif' || !did('chat', '7 days')) && buyer('x')
              1:9 UnknownName the account has no field 'emploees'. Did you mean account.employees.
              1:47 UnknownName lead.seniority is never 'cheif'. Did you mean 'chief'.
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
fn places_count_from_where_the_text_starts() {
    let mut problems = Vec::new();
    let text = "fit > 1 &&\n  한글 > 2 && '가' == fitt";
    assert_eq!(check(text, Place { line: 40, column: 17 }, "qualified.ready", &sample(), &mut problems), None);
    let places: Vec<String> = problems.iter().map(|problem| format!("{problem}\n")).collect();
    expect![[r#"
        41:3 qualified.ready: nothing is called '한글'. Names that stand alone: fit, engagement, grade, level, stage.
        41:20 qualified.ready: nothing is called 'fitt'. Did you mean 'fit'.
    "#]].assert_eq(&places.concat());
    problems.clear();
    check("fitt > 1", Place { line: 40, column: 17 }, "qualified.ready", &sample(), &mut problems);
    assert_eq!(problems[0].place, Place { line: 40, column: 17 });
}
