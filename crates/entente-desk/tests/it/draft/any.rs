//! Whatever is typed, a text that was not refused is one the checker accepts and the engine can run.

use entente_core::agreement::read::read;
use entente_core::plan::Plan;
use entente_desk::draft::{Answers, Field, Kind, Step, Typed, to_yaml};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Something a person might type anywhere, sound or not.
fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec![
            "",
            "null",
            "true",
            "no",
            "~",
            "- a",
            "a: b",
            "{x}",
            "[x]",
            "a, b",
            "a # b",
            "'",
            "\"q\"",
            "\\",
            "%",
            "*a",
            "&a",
            "!t",
            "|",
            ">",
            "@x",
            "0",
            "1",
            "40",
            "100",
            "99",
            "3.5",
            "-5",
            "DE",
            "KR, us",
            "09:00",
            "18:30",
            "mon",
            "Asia/Seoul",
            "sales",
            "jonas.weber",
            "ana@two.example",
            "ben@two.example",
            "한국어",
            "말하기: 값",
            "x\ny",
            "x\r\n- y",
            "café",
            "🙂",
        ])
        .prop_map(str::to_owned),
        "[ -~가-힣]{0,12}",
        "[0-9]{1,4}",
        "[a-z]{1,8}",
    ]
}

/// A field as it might be sent: mostly something sound for it, sometimes anything.
fn typed(field: Field) -> BoxedStrategy<Vec<(String, String)>> {
    let name = field.name.to_owned();
    match field.kind {
        Kind::Many(words) | Kind::Choice(words) => {
            let one = matches!(field.kind, Kind::Choice(_));
            let most = if one { 1 } else { words.len() };
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            proptest::sample::subsequence(words, usize::from(one)..=most)
                .prop_map(move |words| words.into_iter().map(|word| (name.clone(), word)).collect())
                .boxed()
        }
        Kind::Check => any::<bool>()
            .prop_map(move |is| if is { vec![(name.clone(), "yes".to_owned())] } else { Vec::new() })
            .boxed(),
        Kind::Number { least, most, .. } => {
            prop_oneof![4 => (least..=most).prop_map(|n| n.to_string()), 4 => (least..=most.min(least + 9)).prop_map(|n| n.to_string()), 1 => anything()]
                .prop_map(move |value| vec![(name.clone(), value)])
                .boxed()
        }
        Kind::Rows { rows, .. } => {
            let cells: Vec<_> = rows
                .into_iter()
                .flatten()
                .map(|cell| {
                    let name = cell.name.clone();
                    prop_oneof![3 => Just(cell.value.clone()), 2 => likely(&cell.name), 1 => anything()]
                        .prop_map(move |value| (name.clone(), value))
                })
                .collect();
            cells.boxed()
        }
        _ => {
            let own = field.values.first().cloned().unwrap_or_default();
            prop_oneof![1 => Just(own), 2 => anything()].prop_map(move |value| vec![(name.clone(), value)]).boxed()
        }
    }
}

/// What would be sound in a cell.
fn likely(cell: &str) -> BoxedStrategy<String> {
    let sound: &[&str] = match cell.rsplit('.').next().unwrap_or_default() {
        "name" | "team" => &["sales", "berlin", "seoul", "영업1팀", "null", "x-1"],
        "person" => &["jonas.weber", "yuna", "true", "5", "a_b", "sales"],
        "opens" => &["00:00", "9:00", "08:30"],
        "closes" => &["17:00", "23:59"],
        "zone" => &["Asia/Seoul", "America/New_York", "UTC", ""],
        "countries" => &["DE", "KR JP", "us, ca", ""],
        "points" => &["5", "-100", "100", "1", "0", ""],
        _ => &["1", "7", "30"],
    };
    any::<Index>().prop_map(move |index| sound[index.index(sound.len())].to_owned()).boxed()
}

fn all_steps() -> impl Strategy<Value = (bool, Vec<Typed>)> {
    let answers = Answers::default();
    let steps: Vec<BoxedStrategy<Typed>> = Step::ALL
        .into_iter()
        .map(|step| {
            let fields = answers.form(step).into_iter().flat_map(|group| group.fields);
            fields.map(typed).collect::<Vec<_>>().prop_map(|sent| Typed(sent.concat())).boxed()
        })
        .collect();
    (any::<bool>(), steps)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn what_is_not_refused_can_be_signed_and_run((korean, steps) in all_steps()) {
        let mut answers = Answers { korean, ..Answers::default() };
        for (step, typed) in Step::ALL.into_iter().zip(&steps) {
            match answers.with(step, typed) {
                Ok(next) => answers = next,
                Err(refusals) => prop_assert!(!refusals.is_empty()),
            }
        }
        let text = to_yaml(&answers);
        let read = read(&text);
        let Some(agreement) = read.agreement else {
            return Err(TestCaseError::fail(format!("{:#?}\n{text}", read.problems)));
        };
        prop_assert!(Plan::compile(&agreement).is_ok());
        let kept: Answers = serde_json::from_str(&serde_json::to_string(&answers).unwrap()).unwrap();
        prop_assert_eq!(kept, answers);
    }
}
