//! Whatever is done to a text, it is read or refused: no panic, every problem in its order and inside the text.

use entente_core::agreement::read::{read, read_calendars};
use entente_core::problem::Weight;
use proptest::prelude::*;

use super::{SAMPLES, sample};

/// What may be done to a line.
#[derive(Debug, Clone)]
enum Hurt {
    Drop,
    Double,
    Cut(usize),
    Indent(usize),
    Replace(usize, String),
}

fn hurt() -> impl Strategy<Value = Hurt> {
    let scrap = prop_oneof![
        "[-:{}\\[\\],'\"|>&*!#%@? a-z0-9]{0,6}",
        Just("null".to_owned()),
        Just("999999999999999999999".to_owned()),
        Just("-1".to_owned()),
        Just("100%".to_owned()),
        Just("한국 ä".to_owned()),
        Just("[]".to_owned()),
        Just("{}".to_owned()),
    ];
    prop_oneof![
        Just(Hurt::Drop),
        Just(Hurt::Double),
        (0_usize..80).prop_map(Hurt::Cut),
        (0_usize..6).prop_map(Hurt::Indent),
        (0_usize..80, scrap).prop_map(|(at, scrap)| Hurt::Replace(at, scrap)),
    ]
}

fn apply(text: &str, hurts: &[(usize, Hurt)]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (at, hurt) in hurts {
        let at = at % lines.len();
        let chars: Vec<char> = lines[at].chars().collect();
        match hurt {
            Hurt::Drop => lines[at].clear(),
            Hurt::Double => lines.insert(at, lines[at].clone()),
            Hurt::Cut(keep) => lines[at] = chars.iter().take(*keep).collect(),
            Hurt::Indent(by) => lines[at] = format!("{}{}", " ".repeat(*by), lines[at].trim_start()),
            Hurt::Replace(from, scrap) => {
                let head: String = chars.iter().take(*from).collect();
                let tail: String = chars.iter().skip(from + scrap.chars().count()).collect();
                lines[at] = format!("{head}{scrap}{tail}");
            }
        }
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_hurt_agreement_is_read_or_refused(
        which in 0..SAMPLES.len(),
        hurts in prop::collection::vec((0_usize..400, hurt()), 1..4),
    ) {
        let text = apply(SAMPLES[which].1, &hurts);
        let read = read(&text);
        let places: Vec<_> = read.problems.iter().map(|problem| problem.place).collect();
        prop_assert!(places.is_sorted(), "problems stand in the order of the text");
        let lines = u32::try_from(text.lines().count()).unwrap();
        for problem in &read.problems {
            prop_assert!((1..=lines + 1).contains(&problem.place.line), "{problem}");
            prop_assert!(problem.place.column >= 1, "{problem}");
            prop_assert!(!problem.what.is_empty() && !problem.remedy.is_empty(), "{problem}");
            prop_assert!(!problem.what.ends_with('.') && !problem.remedy.ends_with('.'), "{problem}");
        }
        let refused = read.problems.iter().any(|problem| problem.weight == Weight::Error);
        prop_assert_eq!(read.agreement.is_none(), refused);
    }

    #[test]
    fn calendars_alone_are_read_or_refused(hurts in prop::collection::vec((0_usize..30, hurt()), 1..3)) {
        let text = sample("halden");
        let from = text.find("calendars:").unwrap();
        let to = text.find("# §1").unwrap();
        match read_calendars(&apply(&text[from..to], &hurts)) {
            Ok(calendars) => prop_assert!(!calendars.is_empty()),
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
    }
}
