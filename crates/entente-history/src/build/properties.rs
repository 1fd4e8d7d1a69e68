//! Keeping up with the log answers the same as reading it afresh, whenever a history is asked for on the way.

use std::collections::BTreeMap;

use entente_core::fact::{About, Fact, Value, What};
use entente_core::id::{AccountId, Name, Seq};
use entente_core::time::{Instant, Precision, Span};
use proptest::prelude::*;

use super::Collector;
use crate::dimension::Dimension;
use crate::sample::{agreement, entry};
use crate::{Entry, History};

const FACTS: [&str; 20] = [
    "created ads",
    "created mail",
    "learnt city Bonn",
    "learnt city Kiel verified",
    "learnt size 40",
    "learnt unknown_field 1",
    "joined 1",
    "joined 2",
    "handed jo berlin",
    "event Demo_Requested",
    "called",
    "called reached",
    "accepted",
    "rejected unreachable No_answer",
    "rated 2 Not_bad",
    "won 100",
    "linked 1",
    "linked 300",
    "unlinked 1",
    "erased",
];
const DECISIONS: [&str; 7] =
    ["stage mql", "stage customer", "handoff al rest berlin", "started", "late", "met jo", "missed"];

/// Leads of two blocks, the first and the second.
const LEADS: [u64; 5] = [1, 2, 3, 300, 301];

/// When something is told in a generated log, in hours, and what it is; decisions follow one another in time.
#[derive(Debug, Clone)]
struct Log(Vec<Entry>);

fn start() -> Instant {
    Instant::parse("2026-03-01T00:00:00Z").unwrap()
}

fn hour(hour: u64) -> String {
    (start() + Span::HOUR.times(hour as i64)).to_string()
}

fn logs() -> impl Strategy<Value = Log> {
    let line = (0..LEADS.len(), 0..400_u64, 0..FACTS.len() + 8, any::<bool>());
    proptest::collection::vec(line, 0..60).prop_map(|lines| {
        let mut decided: Vec<u64> = lines.iter().filter(|line| line.2 > FACTS.len()).map(|line| line.1).collect();
        decided.sort_unstable();
        let mut decided = decided.into_iter();
        let tell = |(lead, at, word, is_day): (usize, u64, usize, bool)| {
            let lead = LEADS[lead];
            // What is told of a person after it was erased, and vouched for before, is not asked here.
            let at = if FACTS.get(word) == Some(&"erased") { at + 400 } else { at };
            let date = hour(at)[..10].to_owned();
            match word.checked_sub(FACTS.len()) {
                None if is_day => entry(&format!("{lead} {date} {}", FACTS[word])),
                None => entry(&format!("{lead} {} {}", hour(at), FACTS[word])),
                Some(0) => industry(AccountId(1 + lead % 2), at),
                Some(word) => entry(&format!("{lead} {} {}", hour(decided.next().unwrap()), DECISIONS[word - 1])),
            }
        };
        Log(lines.into_iter().map(tell).collect())
    })
}

fn industry(account: AccountId, at: u64) -> Entry {
    let at = start() + Span::HOUR.times(at as i64);
    let values = BTreeMap::from([(Name::from("industry"), Value::Text(format!("trade {}", at.as_micros() % 3)))]);
    Entry::Fact(Fact {
        key: String::new(),
        about: About::Account(account),
        at,
        precision: Precision::Second,
        known: at,
        by: None,
        what: What::Learnt { values, verified: false },
    })
}

/// Everything a history tells, texts instead of their numbers.
fn shown(history: &History) -> String {
    let mut text =
        format!("{:?} {:?} {} {:?}\n", history.up_to, history.observed_until, history.is_decided, history.roots);
    for block in &history.blocks {
        for lead in &block.leads {
            let slot = history.slot(*lead).unwrap();
            text += &format!("{lead}:");
            for row in history.rows(slot) {
                text += &format!(" {}@{}{:?}", row.code.0, row.at, row.precision);
            }
            for by in [
                Dimension::Source,
                Dimension::Owner,
                Dimension::Team,
                Dimension::Lead(0),
                Dimension::Lead(1),
                Dimension::Account(0),
            ] {
                text += &format!(" | {}", history.group_name(history.group(Some(&by), slot)));
            }
            text.push('\n');
        }
    }
    for handed in history.handoffs.iter() {
        text += &format!("{} {} {}\n", handed.lead, handed.at, history.group_name(handed.owner));
    }
    for clock in history.clocks.iter() {
        text += &format!(
            "{:?} {} {} {:?}\n",
            clock.lead,
            clock.start,
            clock.is_missed,
            clock.ended.as_ref().map(|ended| ended.verdict)
        );
    }
    let mut words: Vec<String> = Vec::new();
    words.extend(
        history
            .reasons
            .iter()
            .map(|reason| format!("{} {} {}", reason.lead, reason.at, history.group_name(reason.words))),
    );
    words.extend(
        history
            .ratings
            .iter()
            .map(|rating| format!("{} {} {}", rating.lead, rating.at, history.group_name(rating.words))),
    );
    words.extend(history.deals.iter().map(|deal| format!("{} {} {}", deal.lead, deal.at, deal.amount)));
    words.sort_unstable();
    text + &words.join("\n")
}

fn fresh(entries: &[Entry], as_of: Instant) -> String {
    let numbered = entries.iter().cloned().enumerate().map(|(place, entry)| (Seq(place as u64 + 1), entry));
    shown(&History::build(agreement().into(), as_of, numbered))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_history_that_keeps_up_is_the_one_that_is_read_afresh(log in logs(), steps in proptest::collection::vec((0..20_usize, 0..240_u64), 1..8)) {
        let mut at = start();
        let mut collector = Collector::new(agreement().into(), at);
        let mut read = 0;
        let mut kept = Vec::new();
        for (more, hours) in steps {
            at = at + Span::HOUR.times(hours as i64);
            collector.advance(at);
            let next = (read + more).min(log.0.len());
            for (place, entry) in log.0[read..next].iter().enumerate() {
                collector.take(Seq((read + place) as u64 + 1), entry.clone());
            }
            read = next;
            let history = collector.settle();
            prop_assert_eq!(shown(&history), fresh(&log.0[..read], at));
            kept.push((history, read, at));
        }
        // What came later changed nothing of a history that was answered.
        for (history, read, at) in kept {
            prop_assert_eq!(shown(&history), fresh(&log.0[..read], at));
        }
    }
}
