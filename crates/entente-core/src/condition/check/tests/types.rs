//! Things that cannot be compared, and comparisons whose answer is known beforehand.

use super::*;

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
