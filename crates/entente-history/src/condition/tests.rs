//! A table of questions over three values: a number, a choice and a set.

use entente_core::condition::{Atom, CompareOp, Literal, Operand, Test, TextTest};
use entente_core::number::Decimal;

use super::{Told, holds};

fn ask(operand: &Operand) -> Told<'static> {
    match operand {
        Operand::Lead(name) => match name.as_str() {
            "size" => Told::Known("50"),
            "role" => Told::Known("chief"),
            "products" => Told::Known("shuttle\u{1f}fleet"),
            _ => Told::Unknown,
        },
        _ => Told::Unanswerable,
    }
}

fn lead(name: &str) -> Operand {
    Operand::Lead(name.into())
}

fn compare(name: &str, op: CompareOp, literal: Literal) -> Test {
    Test::Atom(Atom::Compare { left: lead(name), op, right: Operand::Literal(literal) })
}

fn text(word: &str) -> Literal {
    Literal::Text(word.to_owned())
}

#[test]
fn answers_what_the_values_can_answer() {
    let fifty = || Literal::Number(Decimal::from_int(50));
    let unanswerable = || Test::Atom(Atom::Yes(Operand::Engagement));
    let yes = || Test::Const(true);
    let rows: Vec<(&str, Test)> = vec![
        ("size >= 50", compare("size", CompareOp::Ge, fifty())),
        ("size > 50", compare("size", CompareOp::Gt, fifty())),
        ("size != 50", compare("size", CompareOp::Ne, fifty())),
        ("role == 50", compare("role", CompareOp::Eq, fifty())),
        ("city != 'Bonn', city not known", compare("city", CompareOp::Ne, text("Bonn"))),
        ("role in [vp, chief]", Test::Atom(Atom::OneOf { operand: lead("role"), of: vec![text("vp"), text("chief")] })),
        ("'fleet' in products", Test::Atom(Atom::Holds { set: lead("products"), item: "fleet".into() })),
        ("'flee' in products", Test::Atom(Atom::Holds { set: lead("products"), item: "flee".into() })),
        (
            "role.startsWith('ch')",
            Test::Atom(Atom::Text { operand: lead("role"), test: TextTest::StartsWith, text: "ch".to_owned() }),
        ),
        ("city == null", Test::Atom(Atom::Known { operand: lead("city"), is: false })),
        ("role == null", Test::Atom(Atom::Known { operand: lead("role"), is: false })),
        ("engagement", unanswerable()),
        ("engagement || true", Test::Any(vec![unanswerable(), yes()])),
        ("engagement && true", Test::All(vec![unanswerable(), yes()])),
        ("!(size >= 50)", Test::Not(Box::new(compare("size", CompareOp::Ge, fifty())))),
    ];
    let table: String = rows.iter().map(|(says, test)| format!("{says}: {:?}\n", holds(test, &ask))).collect();
    expect_test::expect![[r#"
        size >= 50: Some(true)
        size > 50: Some(false)
        size != 50: Some(false)
        role == 50: Some(false)
        city != 'Bonn', city not known: Some(false)
        role in [vp, chief]: Some(true)
        'fleet' in products: Some(true)
        'flee' in products: Some(false)
        role.startsWith('ch'): Some(true)
        city == null: Some(true)
        role == null: Some(false)
        engagement: None
        engagement || true: Some(true)
        engagement && true: None
        !(size >= 50): Some(false)
    "#]]
    .assert_eq(&table);
}
