//! Sentences with what matters marked: the values that were agreed, and what a change takes out and puts in.

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What it is.
    pub kind: RunKind,
    /// Its words, with the blanks around them.
    pub text: String,
}

/// What a piece of a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunKind {
    /// Plain words.
    Plain,
    /// A value: a number with its unit, a name of the agreement.
    Value,
    /// Put in by a change.
    In,
    /// Taken out by a change.
    Out,
}

/// Words that belong to the number before them.
const UNITS: [&str; 24] = [
    "points", "point", "days", "day", "hours", "hour", "minutes", "minute", "business", "calendar", "leads", "times",
    "time", "attempts", "attempt", "channels", "channel", "mails", "people", "seconds", "second", "weeks", "week",
    "months",
];

/// A sentence in pieces, its values marked. The pieces together are the sentence.
#[must_use]
pub fn marked(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut in_name = false;
    for word in words(text) {
        let bare = word.trim();
        let is_number = bare.trim_start_matches(['(', '“', '‘', '-']).starts_with(|c: char| c.is_ascii_digit());
        let opens = bare.trim_start_matches('(').starts_with('\'');
        let is_unit = matches!(runs.last(), Some(Run { kind: RunKind::Value, text }) if follows_number(text))
            && UNITS.contains(&bare.trim_end_matches(['.', ',', ';', ':', ')']));
        let is_value = in_name || opens || is_number || is_unit;
        let continues = in_name || is_unit;
        if in_name || opens {
            in_name = !closes(bare, opens);
        }
        push(&mut runs, if is_value { RunKind::Value } else { RunKind::Plain }, word, continues || !is_value);
    }
    runs.into_iter().flat_map(split_stop).collect()
}

/// Whether a name in quotation marks ends in this word.
fn closes(word: &str, opens: bool) -> bool {
    let quotes = word.matches('\'').count();
    if opens { quotes > 1 } else { quotes > 0 }
}

/// Whether the value so far ends in a number or in `business`, so that a unit may follow.
fn follows_number(value: &str) -> bool {
    let last = value.trim_end().rsplit(' ').next().unwrap_or_default();
    let is_open = !value.trim_end().ends_with(['.', ',', ';', ':', ')']);
    is_open && (last.starts_with(|c: char| c.is_ascii_digit()) || last == "business" || last == "calendar")
}

/// A value without the stop and the blank behind it, which are plain.
fn split_stop(run: Run) -> Vec<Run> {
    if run.kind != RunKind::Value {
        return vec![run];
    }
    let end = run.text.trim_end_matches([' ', '.', ',', ';', ':', ')']).len();
    let (value, rest) = run.text.split_at(end);
    let piece = |kind, text: &str| Run { kind, text: text.to_owned() };
    let pieces = [piece(RunKind::Value, value), piece(RunKind::Plain, rest)];
    pieces.into_iter().filter(|piece| !piece.text.is_empty()).collect()
}

fn push(runs: &mut Vec<Run>, kind: RunKind, word: &str, joins: bool) {
    match runs.last_mut() {
        Some(last) if last.kind == kind && joins => last.text.push_str(word),
        _ => runs.push(Run { kind, text: word.to_owned() }),
    }
}

/// Each word with the blanks behind it.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(' ')
}

/// The most words that are compared one by one; beyond, the whole sentence is taken out and the other put in.
const WORDS_MAX: usize = 600;

/// What a change makes of a sentence: what stays, what is taken out and what is put in, in the order in which it reads.
#[must_use]
pub fn redlined(before: &str, after: &str) -> Vec<Run> {
    // Each word with one blank behind it, so that none runs into what a change puts beside it.
    let (old, new) = (spaced(before), spaced(after));
    let (old, new): (Vec<&str>, Vec<&str>) = (words(&old).collect(), words(&new).collect());
    let mut runs = Vec::new();
    if old.len() > WORDS_MAX || new.len() > WORDS_MAX {
        push(&mut runs, RunKind::Out, &old.concat(), true);
        push(&mut runs, RunKind::In, &new.concat(), true);
        return runs;
    }
    let common = common(&old, &new);
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            push(&mut runs, RunKind::Plain, new[j], true);
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && common[i + 1][j] >= common[i][j + 1]) {
            push(&mut runs, RunKind::Out, old[i], true);
            i += 1;
        } else {
            push(&mut runs, RunKind::In, new[j], true);
            j += 1;
        }
    }
    runs
}

fn spaced(text: &str) -> String {
    text.split_whitespace().fold(String::with_capacity(text.len() + 1), |text, word| text + word + " ")
}

/// How many words the rest of both have in common, from each pair of places on.
fn common(old: &[&str], new: &[&str]) -> Vec<Vec<u16>> {
    let mut common = vec![vec![0_u16; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] =
                if old[i] == new[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    common
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;

    fn shown(runs: &[Run]) -> String {
        let piece = |run: &Run| match run.kind {
            RunKind::Plain => run.text.clone(),
            RunKind::Value => format!("<{}>", run.text),
            RunKind::In => format!("[+{}]", run.text),
            RunKind::Out => format!("[-{}]", run.text),
        };
        runs.iter().map(piece).collect()
    }

    #[test]
    fn values_are_marked_with_their_units() {
        let rows = [
            "From handoff to 'first attempt', no more than 4 business hours may pass.",
            "Each is worth 40 points of engagement, halved every 30 days.",
            "This is kept for at least 95% of leads.",
            "The sum is at least EUR 1,200,000 (or 2.5%).",
            "A lead enters it when engagement is at least 15.",
            "관심도에 40점을 더하며, 30일마다 절반으로 줄어듭니다.",
            "Nothing is agreed.",
        ];
        let table: String = rows.iter().map(|row| shown(&marked(row)) + "\n").collect();
        expect![[r#"
            From handoff to <'first attempt'>, no more than <4 business hours> may pass.
            Each is worth <40 points> of engagement, halved every <30 days>.
            This is kept for at least <95%> of leads.
            The sum is at least EUR <1,200,000> (or <2.5%>).
            A lead enters it when engagement is at least <15>.
            관심도에 <40점을> 더하며, <30일마다> 절반으로 줄어듭니다.
            Nothing is agreed.
        "#]]
        .assert_eq(&table);
    }

    #[test]
    fn a_change_is_read_in_its_sentence() {
        let rows = [
            ("at least 40 leads a month.", "at least 60 leads a month."),
            ("The right company.", "The right company, and interested."),
            ("", "It is new."),
            ("Same.", "Same."),
        ];
        let table: String = rows.iter().map(|(a, b)| shown(&redlined(a, b)) + "\n").collect();
        expect![[r#"
            at least [-40 ][+60 ]leads a month. 
            The right [-company. ][+company, and interested. ]
            [+It is new. ]
            Same. 
        "#]]
        .assert_eq(&table);
    }

    proptest! {
        #[test]
        fn nothing_of_a_sentence_is_lost(a in "[a-c0-9' .]{0,40}", b in "[a-c0-9' .]{0,40}") {
            let joined = |runs: &[Run], without| runs.iter().filter(|run| run.kind != without).map(|run| run.text.as_str()).collect::<String>();
            prop_assert_eq!(joined(&marked(&a), RunKind::In), a.clone());
            let runs = redlined(&a, &b);
            let told = |text: String| text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(told(joined(&runs, RunKind::Out)), told(b));
            prop_assert_eq!(told(joined(&runs, RunKind::In)), told(a));
        }
    }
}
