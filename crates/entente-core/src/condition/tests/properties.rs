//! Properties of the whole way from text to tree and back.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::sample;
use crate::condition::check::check;
use crate::condition::scope::Scope;
use crate::condition::{Atom, CompareOp, Literal, Operand, Test, TextTest, fold, visit_atoms};
use crate::id::Name;
use crate::milestone::Milestone;
use crate::number::Decimal;
use crate::problem::{Place, Problem};
use crate::time::{Instant, Span};

fn signal() -> impl Strategy<Value = Name> {
    select(vec!["demo_requested", "pricing_viewed"]).prop_map(Name::from)
}

fn span() -> impl Strategy<Value = Span> {
    (1..40_000_000_i64).prop_map(Span::from_seconds)
}

fn op() -> impl Strategy<Value = CompareOp> {
    use CompareOp::{Eq, Ge, Gt, Le, Lt, Ne};
    select(vec![Eq, Ne, Lt, Le, Gt, Ge])
}

fn compare(left: Operand, op: CompareOp, right: Literal) -> Atom {
    Atom::Compare { left, op, right: Operand::Literal(right) }
}

/// Comparisons of every type of operand.
fn comparison() -> impl Strategy<Value = Atom> {
    let employees = || Operand::Account(Name::from("employees"));
    let number = any::<i64>().prop_filter("readable without its sign", |number| *number != i64::MIN);
    let equal = select(vec![CompareOp::Eq, CompareOp::Ne]);
    let title = || Operand::Lead(Name::from("title"));
    prop_oneof![
        (op(), number).prop_map(move |(op, number)| compare(
            employees(),
            op,
            Literal::Number(Decimal::from_millionths(number))
        )),
        (signal(), op(), span()).prop_map(|(signal, op, span)| compare(
            Operand::Since(signal),
            op,
            Literal::Span(span)
        )),
        (signal(), op(), -62_000_000_000_000_000..253_000_000_000_000_000_i64).prop_map(
            |(signal, op, micros)| compare(Operand::Last(signal), op, Literal::Instant(Instant::from_micros(micros)))
        ),
        (equal, any::<String>()).prop_map(move |(op, text)| compare(title(), op, Literal::Text(text))),
        Just(compare(Operand::Lead(Name::from("free_mail")), CompareOp::Eq, Literal::Bool(false))),
        op().prop_map(|op| Atom::Compare { left: Operand::Fit, op, right: Operand::Engagement }),
    ]
}

fn atom() -> impl Strategy<Value = Atom> {
    let text_test = select(vec![TextTest::StartsWith, TextTest::EndsWith, TextTest::Contains]);
    prop_oneof![
        comparison(),
        select(Milestone::ALL.to_vec()).prop_map(|milestone| Atom::Yes(Operand::Milestone(milestone))),
        any::<bool>().prop_map(|is| Atom::Known { operand: Operand::AccountOwner, is }),
        proptest::sample::subsequence(vec!["A", "B", "C", "D"], 2..4).prop_map(|grades| Atom::OneOf {
            operand: Operand::Grade,
            of: grades.into_iter().map(|grade| Literal::Text(grade.to_owned())).collect()
        }),
        select(vec!["shuttle", "fleet"])
            .prop_map(|item| Atom::Holds { set: Operand::Account(Name::from("products")), item: Name::from(item) }),
        any::<String>()
            .prop_map(|list| Atom::InList { operand: Operand::AccountDomain, list: Name::from(list.as_str()) }),
        (text_test, any::<String>()).prop_map(|(test, text)| Atom::Text { operand: Operand::LeadSource, test, text }),
        (signal(), proptest::option::of(span())).prop_map(|(signal, within)| Atom::Did { signal, within }),
        (signal(), proptest::option::of(span()), op(), any::<u32>())
            .prop_map(|(signal, within, op, count)| Atom::Times { signal, within, op, count }),
        Just(Atom::Buyer(Name::from("operations_leader"))),
        span().prop_map(Atom::InStageFor),
    ]
}

/// Trees as the checker makes them: joined by the same rules.
fn tree() -> impl Strategy<Value = Test> {
    let leaf = prop_oneof![20 => atom().prop_map(Test::Atom), 1 => any::<bool>().prop_map(Test::Const)];
    leaf.prop_recursive(5, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 1..4).prop_map(fold::all),
            vec(inner.clone(), 1..4).prop_map(fold::any),
            inner.prop_map(fold::not),
        ]
    })
}

/// Pieces of the language and of its neighbours, to be put together at random.
fn sentence() -> impl Strategy<Value = String> {
    let pieces = "fit lead . title account employees >= < == = ! && || and not in [ ] ( ) , ' \" 'vp' 50 5% -1 7d did( \
                  has( since( 'demo_requested' '7d' null true list( event . path startsWith( // \\ é 한 ";
    let pieces: Vec<&str> = pieces.split(' ').chain([" ", "\n"]).collect();
    vec(select(pieces), 0..40).prop_map(|pieces| pieces.concat())
}

/// A condition that is right but for some characters taken out, doubled or exchanged.
fn mutated() -> impl Strategy<Value = String> {
    let change = (any::<prop::sample::Index>(), 0..3_u8, any::<char>());
    (tree(), vec(change, 1..4)).prop_map(|(tree, changes)| {
        let mut letters: Vec<char> = tree.to_string().chars().collect();
        for (index, kind, letter) in changes {
            if letters.is_empty() {
                break;
            }
            let index = index.index(letters.len());
            match kind {
                0 => drop(letters.remove(index)),
                1 => letters.insert(index, letter),
                _ => letters[index] = letters[letter as usize % letters.len()],
            }
        }
        letters.into_iter().collect()
    })
}

/// Reads a text and holds the reader to what it promises about any text.
fn read(text: &str, scope: &Scope) -> Result<(), TestCaseError> {
    let start = Place { line: 7, column: 11 };
    let end = text.chars().fold(start, |at, letter| match letter {
        '\n' => Place { line: at.line + 1, column: 1 },
        _ => Place { column: at.column + 1, ..at },
    });
    let mut problems: Vec<Problem> = Vec::new();
    let condition = check(text, start, "clause", scope, &mut problems);
    for problem in &problems {
        prop_assert!(start <= problem.place && problem.place <= end, "{problem} is outside of {text:?}");
        prop_assert!(!problem.what.is_empty() && !problem.remedy.is_empty());
    }
    let errors = problems.iter().any(|problem| problem.weight == crate::problem::Weight::Error);
    prop_assert_eq!(condition.is_none(), errors, "{:?}", text);
    if let Some(condition) = condition {
        let again = check(&condition.canonical, start, "clause", scope, &mut problems);
        let again = again.map(|again| (again.canonical, again.test));
        prop_assert_eq!(again, Some((condition.canonical, condition.test)));
    }
    Ok(())
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(tree in tree()) {
        let text = tree.to_string();
        prop_assume!(text.chars().count() <= 4_000);
        let mut problems = Vec::new();
        let read = check(&text, Place::default(), "", &sample(), &mut problems);
        let read = read.map(|condition| (condition.canonical, condition.test));
        prop_assert_eq!(read, Some((text, tree)), "{:?}", problems);
    }

    #[test]
    fn no_text_makes_the_reader_stumble(text in any::<String>()) {
        read(&text, &sample())?;
    }

    #[test]
    fn no_sentence_makes_the_reader_stumble(text in sentence(), event: bool, scores: bool) {
        read(&text, &Scope { event, scores, ..sample() })?;
    }

    #[test]
    fn no_slip_makes_the_reader_stumble(text in mutated()) {
        read(&text, &sample())?;
    }

    #[test]
    fn atoms_are_visited_from_left_to_right(tree in tree()) {
        let (text, mut from) = (tree.to_string(), 0);
        visit_atoms(&tree, &mut |atom| {
            let atom = atom.to_string();
            from += text[from..].find(&atom).expect(&atom) + atom.len();
        });
    }
}
