//! The guided agreement: ten times "next" is a sound agreement, and whatever is not refused is one.

mod any;

use entente_core::agreement::read::read;
use entente_core::agreement::say::say;
use entente_core::lang::Lang;
use entente_core::plan::Plan;
use entente_desk::draft::{Answers, Field, Group, Kind, Step, Typed, to_yaml};
use expect_test::{expect, expect_file};

/// What a browser sends of a form that nobody touched.
pub(super) fn untouched(form: &[Group]) -> Typed {
    Typed(form.iter().flat_map(|group| &group.fields).flat_map(sent).collect())
}

fn sent(field: &Field) -> Vec<(String, String)> {
    match &field.kind {
        Kind::Rows { rows, .. } => rows.iter().flatten().map(|cell| (cell.name.clone(), cell.value.clone())).collect(),
        Kind::Many(_) | Kind::Check => {
            field.values.iter().map(|value| (field.name.to_owned(), value.clone())).collect()
        }
        _ => vec![(field.name.to_owned(), field.values.first().cloned().unwrap_or_default())],
    }
}

/// Presses "next" ten times.
fn pressed_next(mut answers: Answers) -> Answers {
    for step in Step::ALL {
        let typed = untouched(&answers.form(step));
        answers = answers.with(step, &typed).unwrap_or_else(|refusals| panic!("{step:?}: {refusals:?}"));
    }
    answers
}

#[test]
fn ten_times_next_is_a_sound_agreement_in_both_languages() {
    for korean in [false, true] {
        let before = Answers { korean, ..Answers::default() };
        let answers = pressed_next(before.clone());
        assert_eq!(answers, before, "what a form shows is what it is read as");
        let text = to_yaml(&answers);
        let read = read(&text);
        assert_eq!(read.problems, [], "{text}");
        let agreement = read.agreement.unwrap();
        Plan::compile(&agreement).unwrap();
        let lang = if korean { Lang::Ko } else { Lang::En };
        expect_file![format!("first.{lang}.yaml")].assert_eq(&text);
        expect_file![format!("first.{lang}.md")].assert_eq(&say(&agreement, lang).to_string());
    }
}

/// A step with some fields typed over.
fn over(answers: &Answers, step: Step, pairs: &[(&str, &str)]) -> Answers {
    let mut all = untouched(&answers.form(step)).0;
    all.retain(|(name, _)| !pairs.iter().any(|(own, _)| own == name));
    all.extend(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    answers.with(step, &Typed(all)).unwrap()
}

#[test]
#[allow(clippy::too_many_lines, reason = "a whole text is read best whole")]
fn a_company_of_two_offices_is_written_as_people_would() {
    let answers = over(
        &Answers::default(),
        Step::Buyer,
        &[
            ("industries", "Logistics\nFood & drink\n\nlogistics"),
            ("countries", "de, at kr"),
            ("heard", "They ask: \"how long?\""),
        ],
    );
    let answers = over(
        &answers,
        Step::Handoff,
        &[
            ("teams.0.name", "berlin"),
            ("teams.1.name", "seoul"),
            ("teams.1.opens", "9:00"),
            ("teams.1.closes", "18:00"),
            ("teams.1.zone", "Asia/Seoul"),
            ("teams.1.countries", "KR, JP"),
            ("members.0.person", "jonas.weber"),
            ("members.0.weight", "2"),
            ("members.1.person", "yuna.choi@halden.example"),
            ("members.1.team", "seoul"),
        ],
    );
    let text = to_yaml(&answers);
    assert_eq!(read(&text).problems, [], "{text}");
    let from = text.find("buyers:").unwrap();
    let handoff = text.find("handoff:").unwrap();
    expect![[r#"
        buyers:
          target:
            says: "Decides on what we sell, in a company of our size"
            when: "account.employees >= 50 && account.employees <= 2000 && account.industry in ['logistics', 'food & drink'] && lead.seniority in ['director', 'vp', 'chief'] && account.country in ['DE', 'AT', 'KR']"
            heard: "They ask: \"how long?\""
        fit:
          size: {says: A company of our size, when: "account.employees >= 50 && account.employees <= 2000", points: 35}
          industry: {says: One of our industries, when: "account.industry in ['logistics', 'food & drink']", points: 25}
          seniority: {says: Senior enough to decide, when: "lead.seniority in ['director', 'vp', 'chief']", points: 22}
          region: {says: Where we sell, when: "account.country in ['DE', 'AT', 'KR']", points: 18}
          free_mail: {says: A free mail address, when: lead.free_mail, points: -30}
        grades: {A: 75, B: 50, C: 25, D: 0}

        # §3 What shows interest, wh…
        handoff:
          at: mql
          shows: [grade, level, buyer, signals, last_content, source]
          routes:
            existing: {when: account.open_opportunity, to: account.owner, says: Whoever works the open deal}
            countries_2: {when: "account.country in ['KR', 'JP']", to: team seoul}
            rest: {otherwise: true, to: team berlin}
          teams:
            berlin:
              calendar: berlin
              members: {jonas.weber: 2}
              open_at_most: 25
              absent: skip
              manager: sales
            seoul:
              calendar: seoul
              members: {yuna.choi: 1}
              open_at_most: 25
              absent: skip
              manager: sales
          nobody: {to: sales, says: "No one is free, so this person decides"}
          reject:
            procedural: {misrouted: reroute, duplicate: merge, already_owned: reroute}
            clerical: {unreachable: recycle, incomplete: recycle, fake: disqualify}
            definitional: {wrong_company: recycle, wrong_contact: recycle, no_interest: recycle, student_or_vendor: disqualify}
          disqualify: [no_need, no_budget, no_authority, bad_timing, lost_to_rival, unresponsive]

        # §7 What each side promises
        sla:
          first_touch_counts: {call: 20s, mail: pe"#]].assert_eq(&format!("{}…\n{}", &text[from..from + 900], &text[handoff..handoff + 1100]));
}

/// Step, field, and what is typed into it.
const WRONG: &[(Step, &str, &str)] = &[
    (Step::Who, "company", ""),
    (Step::Who, "timezone", "Berlin"),
    (Step::Who, "currency", "euro"),
    (Step::Who, "marketing_signs", "ana"),
    (Step::Who, "marketing_signs", "*@two.example"),
    (Step::Who, "sales_signs", "Marketing@company.example"),
    (Step::Who, "review_at", "25:00"),
    (Step::Goals, "customers", "0"),
    (Step::Goals, "customers", "many"),
    (Step::Goals, "churn", "101"),
    (Step::Goals, "recurring", "-1"),
    (Step::Buyer, "size_most", "49"),
    (Step::Buyer, "countries", "XX"),
    (Step::Buyer, "industries", "it's"),
    (Step::Buyer, "seniorities", "king"),
    (Step::Stages, "back_after", "1000"),
    (Step::Qualified, "ready_fit", "101"),
    (Step::Handoff, "teams.0.name", ""),
    (Step::Handoff, "teams.0.name", "a team"),
    (Step::Handoff, "teams.0.closes", "08:00"),
    (Step::Handoff, "members.0.person", "jonas weber"),
    (Step::Handoff, "teams.1.name", "seoul"),
    (Step::Promises, "volume", ""),
    (Step::Promises, "ladder_manager", "40"),
    (Step::Technology, "signals.0.points", "200"),
    (Step::Technology, "signals.1.signal", "demo_requested"),
    (Step::Meetings, "results_every", "day"),
];

#[test]
fn what_is_wrong_is_refused_by_field_and_reason() {
    let answers = Answers::default();
    let mut table = String::new();
    for (step, field, value) in WRONG {
        let mut typed = untouched(&answers.form(*step)).0;
        typed.retain(|(name, _)| name != field);
        typed.push(((*field).to_owned(), (*value).to_owned()));
        let refusals = answers.with(*step, &Typed(typed)).expect_err(field);
        for refusal in refusals {
            table += &format!("{:<18} {:<26} {:<20} {:?}\n", field, format!("'{value}'"), refusal.field, refusal.why);
        }
    }
    expect![[r#"
        company            ''                         company              Empty
        timezone           'Berlin'                   timezone             NotZone
        currency           'euro'                     currency             NotChoice
        marketing_signs    'ana'                      marketing_signs      NotMail
        marketing_signs    '*@two.example'            marketing_signs      NotMail
        sales_signs        'Marketing@company.example' sales_signs          SameSigner
        review_at          '25:00'                    review_at            NotTime
        customers          '0'                        customers            Less(1)
        customers          'many'                     customers            NotWhole
        churn              '101'                      churn                More(100)
        recurring          '-1'                       recurring            Less(0)
        size_most          '49'                       size_most            Order
        countries          'XX'                       countries            NotCountry
        industries         'it's'                     industries           Sign
        seniorities        'king'                     seniorities          NotChoice
        back_after         '1000'                     back_after           More(365)
        ready_fit          '101'                      ready_fit            More(100)
        teams.0.name       ''                         teams.0.name         Empty
        teams.0.name       'a team'                   teams.0.name         NotHandle
        teams.0.closes     '08:00'                    teams.0.closes       Order
        members.0.person   'jonas weber'              members.0.person     NotHandle
        teams.1.name       'seoul'                    teams.1.opens        Empty
        teams.1.name       'seoul'                    teams.1.closes       Empty
        teams.1.name       'seoul'                    teams.1.closes       Order
        teams.1.name       'seoul'                    teams.0.name         NoMember
        teams.1.name       'seoul'                    teams.1.name         NoMember
        volume             ''                         volume               Empty
        ladder_manager     '40'                       ladder_manager       Order
        signals.0.points   '200'                      signals.0.points     More(100)
        signals.1.signal   'demo_requested'           signals.1.signal     Twice
        results_every      'day'                      results_every        NotChoice
    "#]]
    .assert_eq(&table);
}
