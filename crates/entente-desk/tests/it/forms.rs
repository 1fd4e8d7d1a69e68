//! Goal: what somebody types into a form is taken in one spelling or refused with its field; it counts once, and nobody
//! agrees to mail who did not answer the letter. Method: tables of what is typed, and the facts that come of it.

use std::fmt::Write as _;

use entente_core::fact::What;
use entente_core::id::Seq;
use entente_core::lang::Lang;
use entente_core::time::{Instant, Span};
use entente_desk::Error;
use entente_desk::force::put_in_force;
use entente_desk::forms::{self, Asked, Came, Field, Kind, Origin, Sending};
use entente_desk::live::Desk;
use entente_store::Entry;
use expect_test::expect;

use crate::company::HALDEN;
use crate::desk::{at, signed};
use crate::people::{SECRET, renate};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// A desk with the form `demo`, which asks for everything and requires the mail address and the name.
fn with_form(confirms: bool) -> (tempfile::TempDir, Desk, Instant) {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).unwrap();
    let now = at("03-02 09:00");
    desk.write(|store| put_in_force(store, signed(HALDEN), at("01-01 00:00"))).unwrap();
    let user = desk.write(|store| entente_desk::people::set_up(store, &renate(), SECRET, now)).unwrap();
    let field = |kind| Field { kind, required: kind == Kind::Name, en: String::new(), ko: String::new() };
    let asked = Asked {
        name: "demo".to_owned(),
        title: "See it work".to_owned(),
        fields: Kind::ALL.into_iter().map(field).collect(),
        wording: "Halden may write to me.".to_owned(),
        confirms,
        is_active: true,
        ..Asked::default()
    };
    desk.write(|store| forms::keep(store, &user, None, &asked, "https://entente.example", now)).unwrap();
    (folder, desk, now)
}

fn sending(token: &str, fields: &[(&str, &str)]) -> Sending {
    let fields = [("token", token)].into_iter().chain(fields.iter().copied());
    Sending {
        fields: fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        origin: None,
        is_ours: true,
        referrer: String::new(),
        agent: FIREFOX.to_owned(),
        purpose: String::new(),
        gpc: false,
        crowd: 1,
        lang: Lang::En,
    }
}

/// A token of a page that was opened before `now` and has been read since.
fn token(desk: &Desk, form: &str, now: Instant) -> String {
    forms::fresh(desk, form, Origin::Blank, now - Span::SECOND.times(20)).unwrap()
}

fn submit(desk: &Desk, token: &str, fields: &[(&str, &str)], now: Instant) -> String {
    let form = desk.read(|store, _| forms::form(store, "demo")).unwrap().unwrap();
    match forms::submit(desk, &form, &sending(token, fields), now).unwrap() {
        Came::Taken { waits: false } => "taken".to_owned(),
        Came::Taken { waits: true } => "taken, a letter goes out".to_owned(),
        Came::Review => "to be looked at again".to_owned(),
        Came::Wrong(refusals) => {
            let each = refusals.iter().map(|wrong| format!("{}: {:?}", wrong.field, wrong.why));
            each.collect::<Vec<_>>().join(", ")
        }
    }
}

fn facts(desk: &Desk) -> Vec<What> {
    let entries = desk.read::<_, Error>(|store, _| Ok(store.entries(Seq(0), usize::MAX)?)).unwrap();
    let told = entries.into_iter().filter_map(|(_, entry)| match entry {
        Entry::Fact(fact) => Some(fact.what),
        Entry::Decision(_) => None,
    });
    told.collect()
}

/// A field, and what is typed into it while all else is in order.
const TYPED: &[(&str, &str)] = &[
    ("email", "Ines.Vogt@Kessler.Example "),
    ("email", "ines"),
    ("email", "ines@kessler"),
    ("email", "ines@kessler.example, eve@x.example"),
    ("email", ""),
    ("name", ""),
    ("name", "  이준\u{0}\r\n "),
    ("country", "Germany"),
    ("country", "de"),
    ("country", "대한민국"),
    ("country", "Atlantis"),
    ("employees", "250"),
    ("employees", "1,250"),
    ("employees", "1.250"),
    ("employees", "1 250"),
    ("employees", "1.5"),
    ("employees", "0,250"),
    ("employees", "50-100"),
    ("employees", "0"),
    ("employees", "-3"),
    ("employees", "99999999"),
];

#[test]
fn what_is_typed_is_taken_in_one_spelling_or_refused() {
    let (_folder, desk, now) = with_form(false);
    let mut text = String::new();
    let long = "x".repeat(201);
    let rows = TYPED.iter().copied().chain([("name", long.as_str())]);
    for (number, (field, typed)) in rows.enumerate() {
        let mut fields = vec![("email", "ines@kessler.example"), ("name", "Ines")];
        fields.retain(|(name, _)| *name != field);
        fields.push((field, typed));
        let now = now + Span::MINUTE.times(number as i64);
        let before = facts(&desk).len();
        let came = submit(&desk, &token(&desk, "demo", now), &fields, now);
        let told = facts(&desk).split_off(before);
        assert_eq!(
            came == "taken",
            !told.is_empty(),
            "{field} {typed}: facts come of what is taken, and of nothing else"
        );
        let values = told.iter().filter_map(|what| match what {
            What::Learnt { values, .. } => values.get(field).map(|value| serde_json::to_string(value).unwrap()),
            _ => None,
        });
        let shown: String = typed.escape_debug().take(40).collect();
        writeln!(text, "{field} '{shown}': {came} {}", values.collect::<Vec<_>>().join(" ")).unwrap();
    }
    expect![[r#"
        email 'Ines.Vogt@Kessler.Example ': taken 
        email 'ines': email: NotMail 
        email 'ines@kessler': email: NotMail 
        email 'ines@kessler.example, eve@x.example': email: NotMail 
        email '': email: Empty 
        name '': name: Empty 
        name '  이준\0\r\n ': taken "이준"
        country 'Germany': taken "DE" "DE"
        country 'de': taken "DE" "DE"
        country '대한민국': taken "KR" "KR"
        country 'Atlantis': taken "Atlantis" "Atlantis"
        employees '250': taken 250
        employees '1,250': taken 1250
        employees '1.250': taken 1250
        employees '1 250': taken 1250
        employees '1.5': employees: NotLimit 
        employees '0,250': employees: NotLimit 
        employees '50-100': employees: NotLimit 
        employees '0': employees: NotLimit 
        employees '-3': employees: NotLimit 
        employees '99999999': employees: NotLimit 
        name 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx': name: Long 
    "#]]
    .assert_eq(&text);
}

#[test]
fn a_token_is_of_one_form_for_a_day_and_counts_once() {
    let (_folder, desk, now) = with_form(false);
    let ines = [("email", "ines@kessler.example"), ("name", "Ines")];
    let before = facts(&desk).len();
    let rows = [
        ("none", String::new()),
        ("of another form", token(&desk, "other", now)),
        ("made up", "b.1.0000.1111".to_owned()),
        ("of yesterday", forms::fresh(&desk, "demo", Origin::Blank, now - Span::DAY - Span::SECOND).unwrap()),
    ];
    for (says, token) in rows {
        assert_eq!(submit(&desk, &token, &ines, now), "to be looked at again", "{says}");
    }
    assert_eq!(facts(&desk).len(), before);
    let token = token(&desk, "demo", now);
    assert_eq!(
        submit(&desk, &token, &[("email", "ines")], now),
        "email: NotMail, name: Empty",
        "it is still good then"
    );
    assert_eq!(submit(&desk, &token, &ines, now), "taken");
    let once = facts(&desk);
    // Whatever is sent with it again, by whomever: it was told.
    assert_eq!(submit(&desk, &token, &ines, now + Span::HOUR), "taken");
    assert_eq!(submit(&desk, &token, &[("email", "eve@x.example"), ("name", "Eve")], now), "taken");
    assert_eq!(facts(&desk), once);
}

#[test]
fn consent_comes_of_the_ticked_box_or_of_the_answered_letter_and_of_nothing_else() {
    let consents =
        |desk: &Desk| facts(desk).iter().filter(|what| matches!(what, What::Consent { given: true, .. })).count();
    let ines = [("email", "ines@kessler.example"), ("name", "Ines")];
    let ticked = [ines[0], ines[1], ("consent", "yes")];
    let (_folder, plain, now) = with_form(false);
    assert_eq!(submit(&plain, &token(&plain, "demo", now), &ines, now), "taken");
    assert_eq!(consents(&plain), 0, "nobody ticked anything");
    assert_eq!(submit(&plain, &token(&plain, "demo", now), &ticked, now), "taken");
    assert_eq!(consents(&plain), 1);
    let (_folder, asks, now) = with_form(true);
    assert_eq!(submit(&asks, &token(&asks, "demo", now), &ines, now), "taken");
    assert_eq!(submit(&asks, &token(&asks, "demo", now), &ticked, now), "taken, a letter goes out");
    assert_eq!(consents(&asks), 0, "the letter was not answered");
    // Held: what fills in the field that nobody sees agrees to nothing either.
    let trapped = [ticked[0], ticked[1], ticked[2], (forms::TRAP, "+1 555")];
    assert_eq!(submit(&plain, &token(&plain, "demo", now), &trapped, now), "taken");
    assert_eq!(consents(&plain), 1);
    assert_eq!(plain.read(|store, _| forms::held(store)).unwrap().len(), 1);
}
