//! Random trees over the names of the agreement.

use entente_core::condition::{Atom, CompareOp, Literal, Operand, Test, TextTest};
use entente_core::id::Name;
use entente_core::milestone::Milestone;
use entente_core::number::Decimal;
use entente_core::time::Span;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::asked;
use super::told::{LANDS, THINGS, TITLES, WORDS};

fn op() -> impl Strategy<Value = CompareOp> {
    use CompareOp::{Eq, Ge, Gt, Le, Lt, Ne};
    select(vec![Eq, Ne, Lt, Le, Gt, Ge])
}

fn equal() -> impl Strategy<Value = CompareOp> {
    select(vec![CompareOp::Eq, CompareOp::Ne])
}

fn lead(name: &str) -> Operand {
    Operand::Lead(Name::from(name))
}

fn account(name: &str) -> Operand {
    Operand::Account(Name::from(name))
}

fn text(word: &str) -> Literal {
    Literal::Text(word.to_owned())
}

fn number(whole: i64) -> Literal {
    Literal::Number(Decimal::from_int(whole))
}

fn with(left: Operand, op: CompareOp, right: Literal) -> Atom {
    Atom::Compare { left, op, right: Operand::Literal(right) }
}

fn signal() -> impl Strategy<Value = Name> {
    select(vec!["demo", "visit"]).prop_map(Name::from)
}

fn hours() -> impl Strategy<Value = Span> {
    (0..9_i64).prop_map(|hours| Span::HOUR.times(hours))
}

fn comparison() -> impl Strategy<Value = Atom> {
    let moment = |hours: i64| Literal::Instant(asked() - Span::HOUR.times(hours));
    prop_oneof![
        (op(), select(vec![-1, 0, 49, 50, 51])).prop_map(|(op, value)| with(account("employees"), op, number(value))),
        (op(), -3..4_i64).prop_map(|(op, value)| Atom::Compare {
            left: Operand::Literal(number(value)),
            op,
            right: account("sites")
        }),
        op().prop_map(|op| Atom::Compare { left: account("employees"), op, right: account("sites") }),
        (equal(), select(WORDS.to_vec())).prop_map(|(op, word)| with(lead("seniority"), op, text(word))),
        (equal(), select(LANDS.to_vec())).prop_map(|(op, land)| with(account("country"), op, text(land))),
        (equal(), any::<bool>()).prop_map(|(op, yes)| with(lead("newsletter"), op, Literal::Bool(yes))),
        (equal(), select(TITLES.to_vec())).prop_map(|(op, title)| with(lead("title"), op, text(title))),
        (op(), 0..8_i64).prop_map(move |(op, hours)| with(lead("met_on"), op, moment(hours))),
        (signal(), op(), hours()).prop_map(|(signal, op, span)| with(Operand::Since(signal), op, Literal::Span(span))),
        (signal(), op(), 0..8_i64).prop_map(move |(signal, op, hours)| with(Operand::First(signal), op, moment(hours))),
        op().prop_map(|op| Atom::Compare {
            left: Operand::First(Name::from("demo")),
            op,
            right: Operand::Last(Name::from("visit"))
        }),
        (op(), select(vec![0, 30, 50, 80])).prop_map(|(op, least)| with(Operand::Fit, op, number(least))),
        (op(), 0..70_i64).prop_map(|(op, least)| with(Operand::Engagement, op, number(least))),
        (op(), 1..4_i64).prop_map(|(op, level)| with(Operand::Level, op, number(level))),
        (equal(), select(vec!["A", "B", "C"])).prop_map(|(op, grade)| with(Operand::Grade, op, text(grade))),
        (equal(), select(vec!["given", "withdrawn"])).prop_map(|(op, word)| with(Operand::LeadConsent, op, text(word))),
    ]
}

fn atom() -> impl Strategy<Value = Atom> {
    let known =
        vec![lead("seniority"), lead("title"), account("products"), account("employees"), Operand::AccountDomain];
    let several = |of: Vec<&'static str>| of.into_iter().map(text).collect::<Vec<_>>();
    let kinds = select(vec![TextTest::StartsWith, TextTest::EndsWith, TextTest::Contains]);
    prop_oneof![
        4 => comparison(),
        1 => Just(Atom::Yes(lead("newsletter"))),
        1 => Just(Atom::Yes(Operand::Milestone(Milestone::Rated))),
        1 => (select(known), any::<bool>()).prop_map(|(operand, is)| Atom::Known { operand, is }),
        1 => subsequence(WORDS.to_vec(), 1..3).prop_map(move |of| Atom::OneOf { operand: lead("seniority"), of: several(of) }),
        1 => subsequence(LANDS.to_vec(), 1..3).prop_map(move |of| Atom::OneOf { operand: account("country"), of: several(of) }),
        1 => subsequence(TITLES.to_vec(), 1..3).prop_map(move |of| Atom::OneOf { operand: lead("title"), of: several(of) }),
        1 => vec(select(vec![-1, 0, 49, 50, 51]), 1..3).prop_map(|of| Atom::OneOf {
            operand: account("employees"), of: of.into_iter().map(number).collect() }),
        1 => select(THINGS.to_vec()).prop_map(|item| Atom::Holds { set: account("products"), item: Name::from(item) }),
        1 => Just(Atom::InList { operand: Operand::AccountDomain, list: Name::from("rivals") }),
        1 => (kinds, select(vec!["", "B", "ss", "y"])).prop_map(|(test, part)| Atom::Text {
            operand: lead("title"), test, text: part.to_owned() }),
        2 => (signal(), option::of(hours())).prop_map(|(signal, within)| Atom::Did { signal, within }),
        2 => (signal(), option::of(hours()), op(), 0..4_u32)
            .prop_map(|(signal, within, op, count)| Atom::Times { signal, within, op, count }),
        1 => Just(Atom::Buyer(Name::from("leader"))),
    ]
}

/// Trees of any shape, also those that the checker would fold.
pub(super) fn tree() -> impl Strategy<Value = Test> {
    let leaf = prop_oneof![12 => atom().prop_map(Test::Atom), 1 => any::<bool>().prop_map(Test::Const)];
    leaf.prop_recursive(5, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Test::All),
            vec(inner.clone(), 0..4).prop_map(Test::Any),
            inner.prop_map(|test| Test::Not(Box::new(test))),
        ]
    })
}
