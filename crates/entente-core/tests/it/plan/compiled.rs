//! Goal: what a plan answers by itself: grades, levels, reasons, calendars, and why it would not compile. Method: a
//! sample, whole and with something taken out by hand.

use entente_core::agreement::model::{Agreement, Enter, Field, FieldKind};
use entente_core::agreement::read::read;
use entente_core::fact::Value;
use entente_core::id::Name;
use entente_core::number::Decimal;
use entente_core::plan::slots::{Slot, country};
use entente_core::plan::{Plan, PlanError};
use expect_test::expect;

use crate::agreement::sample;

fn halden() -> Agreement {
    read(sample("halden")).agreement.unwrap()
}

#[test]
fn a_score_that_equals_its_threshold_meets_it() {
    let plan = Plan::compile(&halden()).unwrap();
    let rows: Vec<String> = ["100", "75", "74.999999", "50", "49.999999", "25", "24.999999", "0", "-1"]
        .iter()
        .map(|score| {
            let score = Decimal::parse(score).unwrap();
            let (grade, level) = (plan.grade_of(score), plan.level_of(score.as_millionths()));
            format!("{score} {}{}", plan.grade_name(grade), plan.level_name(level))
        })
        .collect();
    expect![[r#"
        100 A1
        75 A1
        74.999999 B1
        50 B2
        49.999999 C2
        25 C3
        24.999999 D3
        0 D3
        -1 D3"#]]
    .assert_eq(&rows.join("\n"));
    assert_eq!((plan.grade_name(99), plan.level_name(99)), (Name::default(), Name::default()));
}

#[test]
fn reasons_are_told_in_any_spelling_the_agreement_knows() {
    let plan = Plan::compile(&halden()).unwrap();
    let canonical = |told: &str| plan.canonical_reason(&Name::from(told)).to_string();
    assert_eq!(canonical("Wrong person"), "wrong_contact");
    assert_eq!(canonical("WRONG PERSON"), "wrong_contact");
    assert_eq!(canonical("no_budget"), "no_budget");
    assert_eq!(canonical("Never heard of"), "Never heard of");
    assert_eq!(canonical(""), "");
}

#[test]
fn a_team_counts_in_its_own_calendar_and_others_in_the_first() {
    let plan = Plan::compile(&halden()).unwrap();
    let zone = |team: Option<&str>| {
        let calendar = plan.calendar_of(team.map(Name::from).as_ref()).unwrap();
        plan.calendars.iter().find(|(_, known)| known.name() == calendar.name()).map(|(name, _)| name.to_string())
    };
    assert_eq!(zone(Some("seoul")).as_deref(), Some("seoul"));
    assert_eq!(zone(Some("berlin")).as_deref(), Some("berlin"));
    assert_eq!(zone(Some("oslo")).as_deref(), Some("berlin"));
    assert_eq!(zone(None).as_deref(), Some("berlin"));
}

/// What is done to an agreement by hand.
type Hurt = fn(&mut Agreement);

/// A choice of so many words.
fn choice(count: usize) -> Field {
    let of = (0..count).map(|word| Name::new(format!("w{word}"))).collect();
    Field { kind: FieldKind::Choice { of }, from: None }
}

/// Each way to take an agreement apart that no text could, and what the plan then says.
#[test]
fn an_agreement_made_by_hand_is_refused_in_words() {
    let broken: Vec<(&str, Hurt)> = vec![
        ("whole", |_| {}),
        ("a zone nobody knows", |agreement| agreement.timezone = "Europe/Atlantis".into()),
        ("a calendar's zone nobody knows", |agreement| agreement.calendars.0[0].1.timezone = "Mars".into()),
        ("a field is gone", |agreement| drop(agreement.account_fields.0.remove(0))),
        ("a signal is gone", |agreement| drop(agreement.signals.0.remove(0))),
        ("a buyer is gone", |agreement| drop(agreement.buyers.0.remove(0))),
        ("a stage is gone", |agreement| drop(agreement.stages.0.remove(1))),
        ("63 words", |agreement| agreement.lead_fields.0.push(("many".into(), choice(63)))),
        ("64 words", |agreement| agreement.lead_fields.0.push(("many".into(), choice(64)))),
    ];
    let row = |(name, hurt): &(&str, Hurt)| {
        let mut agreement = halden();
        hurt(&mut agreement);
        let answer = Plan::compile(&agreement).map_or_else(|error: PlanError| error.to_string(), |_| "compiles".into());
        format!("{name}: {answer}")
    };
    let rows: Vec<String> = broken.iter().map(row).collect();
    expect![[r#"
        whole: compiles
        a zone nobody knows: the zone 'Europe/Atlantis' is not known
        a calendar's zone nobody knows: the calendar 'berlin' cannot be used: 'Mars' is not a time zone; use an IANA name like Europe/Berlin
        a field is gone: 'employees' is not declared in the agreement
        a signal is gone: 'demo_requested' is not declared in the agreement
        a buyer is gone: 'operations_leader' is not declared in the agreement
        a stage is gone: 'engaged' is not declared in the agreement
        63 words: compiles
        64 words: the agreement has too many words in one field (63 at most)"#]].assert_eq(&rows.join("\n"));
}

/// What a plan has no room for, the checker refuses with its place.
#[test]
fn no_text_that_is_read_is_too_much_for_a_plan() {
    let mut refused = Vec::new();
    for count in [63, 64] {
        let words: Vec<String> = (0..count).map(|word| format!("w{word}")).collect();
        let field = format!("many: {{type: choice, of: [{}]}}", words.join(", "));
        let text = sample("halden")
            .replace("    free_mail: {type: bool", &format!("    {field}\n    free_mail: {{type: bool"));
        let read = read(&text);
        let problems: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
        match read.agreement {
            Some(agreement) => assert!(Plan::compile(&agreement).is_ok(), "{count} words"),
            None => refused.push(format!("{count} words: {}", problems.join("; "))),
        }
    }
    expect!["64 words: 45:5 fields.lead.many: a choice has 63 words at most. Name fewer, or make it a text."]
        .assert_eq(&refused.join("\n"));
}

#[test]
fn the_first_stage_is_entered_by_being_known() {
    let mut agreement = halden();
    assert!(Plan::compile(&agreement).unwrap().starts_created());
    let later = agreement.stages.0[1].1.enter.clone();
    assert!(matches!(later, Enter::When(_)));
    agreement.stages.0[0].1.enter = later;
    assert!(!Plan::compile(&agreement).unwrap().starts_created());
}

/// Told values as slots keep and show them.
#[test]
fn what_a_slot_keeps_of_what_is_told() {
    let of = || vec![Name::from("shuttle"), Name::from("Fleet")];
    let kinds = [
        ("number", FieldKind::Number),
        ("bool", FieldKind::Bool),
        ("choice", FieldKind::Choice { of: of() }),
        ("set", FieldKind::Set { of: of() }),
        ("country", FieldKind::Country),
        ("date", FieldKind::Date),
        ("text", FieldKind::Text),
    ];
    let text = |text: &str| Value::Text(text.into());
    let values = [
        Value::Null,
        Value::Bool(true),
        Value::Number(Decimal::parse("7.5").unwrap()),
        text(" 7.5 "),
        text("fleet"),
        text("kr"),
        text("2026-03-01T00:00:00+01:00"),
        Value::Set(vec!["Fleet".into(), "shuttle".into()]),
    ];
    let mut rows = String::new();
    for (name, kind) in kinds {
        let slot = Slot { name: name.into(), kind, index: 0, from: None };
        for value in &values {
            let kept = match slot.keep(value) {
                entente_core::plan::slots::Kept::Number(number) => slot.show(number),
                entente_core::plan::slots::Kept::Text(text) => text.unwrap_or_else(|| "not known".into()),
            };
            if kept != "not known" && !kept.is_empty() {
                rows += &format!("{name} {} is '{kept}'\n", serde_json::to_string(value).unwrap());
            }
        }
    }
    expect![[r#"
        number {"number":"7.5"} is '7.5'
        number " 7.5 " is '7.5'
        bool true is 'yes'
        choice "fleet" is 'Fleet'
        set "fleet" is 'Fleet'
        set ["Fleet","shuttle"] is 'shuttle, Fleet'
        country "kr" is 'KR'
        date "2026-03-01T00:00:00+01:00" is '2026-02-28T23:00:00Z'
        text {"number":"7.5"} is '7.5'
        text " 7.5 " is ' 7.5 '
        text "fleet" is 'fleet'
        text "kr" is 'kr'
        text "2026-03-01T00:00:00+01:00" is '2026-03-01T00:00:00+01:00'
    "#]]
    .assert_eq(&rows);
}

#[test]
fn countries_are_two_letters() {
    assert_eq!(country("kr"), country("KR"));
    assert_ne!(country("KR"), country("RK"));
    for wrong in ["", "K", "KOR", "K1", "Ö", "é1", "  "] {
        assert_eq!(country(wrong), None, "{wrong}");
    }
}

/// A signal's hits are kept as long as any condition counts them, a promise's `where` too.
#[test]
fn what_a_promise_counts_is_kept_as_long_as_it_asks() {
    let text = format!(
        "{}\nsignals: {{visit: {{on: Visit, points: 1, half_life: 1d}}}}\n",
        "entente: 1\ntitle: Counting\nparties: {marketing: ana@a.example, sales: ben@a.example}\n\
         qualified: {cool: {when: did('visit')}}\n\
         sla: {marketing: {v: {count: handed_off, where: \"times('visit', '300d') >= 2\", at_least: 1, per: year}}}"
    );
    let plan = Plan::compile(&read(&text).agreement.unwrap()).unwrap();
    assert_eq!(plan.watch.longest, [entente_core::time::Span::DAY.times(300)]);
}
