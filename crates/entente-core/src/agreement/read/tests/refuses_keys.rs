//! Refusals of the frame: keys, values, parties, calendars, fields.

use expect_test::expect;

use super::check;

#[test]
fn what_is_missing_is_asked_for() {
    check(
        "entente: 1",
        &expect![[r#"
        1:1 'title' is missing from an agreement. Add 'title': What the agreement is called.
        1:1 'parties' is missing from an agreement. Add 'parties': The two who sign."#]],
    );
    check(
        "title: A\nparties: {marketing: ana@x.example}",
        &expect![[r#"
        1:1 'entente' is missing from an agreement. Add 'entente': The version of the language: 1.
        2:1 parties: 'sales' is missing from the parties. Add 'sales': Sales' side: who signs for it, or its name and who signs."#]],
    );
}

#[test]
fn an_unknown_key_has_a_near_one() {
    check("signal: {}", &expect!["4:1 'signal' is no key of an agreement. Did you mean 'signals'?"]);
    check(
        "sla: {sales: {touch: {from: handed_off, untill: accepted, within: 4h}}}\nqualified: accepted",
        &expect![[r#"
        4:15 sla.sales.touch: 'until' is missing from a promise of time. Add 'until': The moment that stops it; of several, the first.
        4:41 sla.sales.touch: 'untill' is no key of a promise of time. Did you mean 'until'?"#]],
    );
    check(
        "stages: {inquiry: {sais: Known}}",
        &expect!["4:20 stages.inquiry: 'sais' is no key of a stage. Did you mean 'says'?"],
    );
}

#[test]
fn values_of_the_wrong_kind_are_told_with_the_right_one() {
    check("currency: euro", &expect!["4:11 currency: 'euro' is not an ISO 4217 code. Write one like EUR or KRW."]);
    check(
        "timezone: Europe/Berln",
        &expect!["4:11 timezone: no time zone is called 'Europe/Berln'. Did you mean 'Europe/Berlin'?"],
    );
    check(
        "entente: 2\ntitle: []\nparties: {marketing: ana, sales: {name: S}}",
        &expect![[r#"
        1:10 entente: version '2' of the language is not known. Write 1.
        2:8 title: here stands a list where a text belongs. Write one text.
        3:22 parties.marketing: 'ana' is not a mail address. Write one like ana@company.example.
        3:27 parties.sales: 'signs' is missing from a party. Add 'signs': Mail address of the person who signs for it."#]],
    );
    check(
        "grades: {A: 50, B: 75, C: 10}",
        &expect![[r#"
        4:20 grades: 'B' from 75 does not start below the one above it. Write the best first, each from a lower score.
        4:27 grades: a score below 10 would earn nothing: 'C' is the last and does not start at 0. Let the last one start at 0."#]],
    );
    check(
        "levels: {1: 120, 2: x}",
        &expect![[r#"
        4:13 levels: no score reaches 120: scores run from 0 to 100. Write a number from 0 to 100.
        4:21 levels: 'x' is not a number. Write digits alone, with at most six decimals: 2400000 or 7.5."#]],
    );
    check(
        "goals: {won: {metric: won, at_least: 5 %x, per: years}}\nmetrics: {won: {count: customer}}",
        &expect![[r#"
        4:38 goals.won: '5 %x' is not a number. Write digits alone, with at most six decimals: 2400000 or 7.5.
        4:49 goals.won: 'years' is none of the words that may stand here. Did you mean 'year'?"#]],
    );
    check(
        "lists: text",
        &expect![[r#"
            4:8 lists: here stands a text where a mapping belongs. Write 'name: …' lines, or {name: …} in one line."#]],
    );
    check("fit:", &expect![[r#""#]]);
    check(
        "fit: {size: }",
        &expect![[r#"
        4:7 fit.size: 'when' is missing from a rule of fit. Add 'when': When it holds; names no score.
        4:7 fit.size: a rule of fit says neither points nor a veto. Add 'points', or 'disqualify: true' for a veto."#]],
    );
    check(
        "buyers: {lead.x: {when: lead.source == 'a'}}",
        &expect![[r#"
            4:10 buyers.lead.x: the name 'lead.x' holds '.'. Use letters, digits, '_' and '-' in names, and say the rest in 'says'."#]],
    );
}

#[test]
fn calendars() {
    check(
        "calendars: {c: {open: {mon-fri: '09:00-17:00', fri: '10:00-11:00'}}}",
        &expect!["4:48 calendars.c: fri has hours twice. Write each weekday once."],
    );
    check(
        "calendars: {c: {open: {mon-fr: '09:00-17:00', day: '10:00-11:00'}}}",
        &expect![[r#"
        4:24 calendars.c: 'fr' is no weekday. Did you mean 'fri'?
        4:47 calendars.c: 'day' is no weekday. Write one of: mon, tue, wed, thu, fri, sat, sun."#]],
    );
    check(
        "calendars: {c: {open: {mon: ['09:00-12:00', '11:00-13:00'], tue: '9-17', wed: '10:00-10:00'}}}",
        &expect![[r#"
        4:29 calendars.c: 09:00-12:00 and 11:00-13:00 overlap. End the one before the other starts.
        4:67 calendars.c: '9-17' is not from one time to a later one. Write hours like "09:00-12:30", past midnight like "22:00-06:00".
        4:80 calendars.c: '10:00-10:00' is not from one time to a later one. Write hours like "09:00-12:30", past midnight like "22:00-06:00"."#]],
    );
    check(
        "calendars: {c: {open: {}}}",
        &expect![[
            r#"4:13 calendars.c: the calendar is never open in 366 days. Give it weekly hours in 'open': {mon-fri: ["09:00-17:00"]}."#
        ]],
    );
    check(
        "calendars: {c: {open: {mon: []}, special: {'2026-12-24': '09:00-12:00'}}}",
        &expect![[
            r#"4:13 calendars.c: the calendar is never open in 366 days. Give it weekly hours in 'open': {mon-fri: ["09:00-17:00"]}."#
        ]],
    );
    check(
        "calendars: {c: {open: {mon: '09:00-12:00'}, closed: {'2026-13-01': New, '2026-12-24': Eve}, special: {'2026-12-24': []}}}",
        &expect![[r#"
            4:13 calendars.c: 2026-12-24 is both closed and has hours of its own. Keep it in 'closed' or in 'special'.
            4:55 calendars.c: '2026-13-01' is not a date. Write it like "2026-12-25".
            4:104 calendars.c: a special date has no hours. Move it to 'closed', or write its hours."#]],
    );
}

#[test]
fn a_calendar_that_is_closed_for_a_year_never_opens() {
    let mondays: Vec<String> = (0..54)
        .map(|week| jiff::civil::date(2026, 1, 5).checked_add(jiff::Span::new().days(week * 7)).unwrap().to_string())
        .collect();
    let calendar = |dates: &[String]| {
        format!("calendars: {{c: {{open: {{mon: '09:00-17:00'}}, closed: ['{}']}}}}", dates.join("', '"))
    };
    check(
        &calendar(&mondays),
        &expect![[r#"
            4:13 calendars.c: the calendar is not open for 366 days from 2026-01-05. Give it weekly hours in 'open', and take dates out of 'closed'."#]],
    );
    check(&calendar(&mondays[..52]), &expect![""]);
}

#[test]
fn fields() {
    check(
        "fields: {lead: {2nd: text, source: text, size: nmber, role: {type: choice}, free: {type: bool, from: mail}}}",
        &expect![[r#"
            4:17 fields.lead.2nd: '2nd' cannot be named in a condition. Use a-z, 0-9 and '_', starting with a letter.
            4:28 fields.lead.source: 'source' is known of itself. Remove it here; conditions may name it as it is.
            4:48 fields.lead.size: no type is called 'nmber'. Did you mean 'number'?
            4:55 fields.lead.role: a choice needs the words it may hold. Add 'of': [first, second].
            4:102 fields.lead.free: no field is called 'mail'. Did you mean 'email'?"#]],
    );
}

#[test]
fn a_stage_or_signal_may_not_take_a_word_of_the_language() {
    check(
        "stages: {accepted: {says: x}}\nsignals: {inquiry: {on: A}, rated: {on: B}}",
        &expect![[r#"
        4:10 stages.accepted: 'accepted' is a word of the language and cannot name a stage. Give the stage another name.
        5:29 signals.rated: 'rated' is a word of the language too, and promises could not tell them apart. Give the signal another name."#]],
    );
    check(
        "stages: {inquiry: }\nsignals: {inquiry: {on: A}, rated: {on: B}}",
        &expect![[r#"
        5:11 signals.inquiry: 'inquiry' is a stage too, and promises could not tell them apart. Give the signal another name.
        5:29 signals.rated: 'rated' is a word of the language too, and promises could not tell them apart. Give the signal another name."#]],
    );
}

#[test]
fn all_problems_come_at_once_in_the_order_of_the_text() {
    check(
        "titel: x\ncurrency: e\nsignals:\n  a: {on: A, points: x}\nfit:\n  b: {when: lead.sice > 3, points: 1}\nsla: {waivers: {by: me}}",
        &expect![[r#"
            4:1 'titel' is no key of an agreement. Did you mean 'title'?
            5:11 currency: 'e' is not an ISO 4217 code. Write one like EUR or KRW.
            7:22 signals.a: 'x' is not a number. Write digits alone, with at most six decimals: 2400000 or 7.5.
            9:18 fit.b: the lead has no field 'sice'. Declare it under fields, or use one of: consent, source, owner.
            10:21 sla.waivers: 'me' is none of the words that may stand here. Write one of: other_party, nobody."#]],
    );
}
