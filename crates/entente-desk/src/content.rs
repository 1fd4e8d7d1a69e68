//! What content sales asked for and what marketing answered, for the page that both go through when they meet.

use std::sync::Arc;

use entente_core::agreement::model::{Agreement, CommitmentKind, Moment};
use entente_core::engine::clock;
use entente_core::engine::state::{PartiesState, RequestState, When};
use entente_core::fact::{About, Fact, What};
use entente_core::id::{ClauseId, Name, Seq};
use entente_core::milestone::Milestone;
use entente_core::plan::Plan;
use entente_core::time::{Instant, Span};
use entente_history::report::commitments;
use entente_store::{Cursor, Store};

use crate::Error;
use crate::acts::{parties, plan_at};
use crate::clause::Numbers;
use crate::figures::{Asked, Snapshot};
use crate::force::InForce;
use crate::overview::PromiseLine;
use crate::queue::says;

/// Answered requests of one page.
pub const PAGE: usize = 30;
/// Facts that are looked through for one, where many were learnt at one instant.
const SAME_INSTANT_MAX: usize = 10_000;
/// Facts that are read at once while one is looked for.
const AT_ONCE: usize = 100;

/// All requests: those that wait, and those that have their answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Content {
    /// Whether an agreement is in force; before, nothing can be asked for.
    pub is_agreed: bool,
    /// Those that wait, the one that waits longest first.
    pub open: Vec<Request>,
    /// Those that were answered, the latest answer first; [`PAGE`] at most.
    pub answered: Vec<Request>,
    /// How many were answered in all.
    pub answered_count: usize,
}

/// One request.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Its number.
    pub number: String,
    /// What is needed, as it was written.
    pub words: String,
    /// Who asked.
    pub by: Option<Name>,
    /// When.
    pub at: Instant,
    /// What is promised about it while it waits; the promise that is due first where there are several.
    pub due: Option<Due>,
    /// What became of it.
    pub answer: Option<Answer>,
}

/// A promise that runs on a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// When the answer is due.
    pub at: Instant,
    /// Whether it is late by now: what is due as an office closes may be answered until it opens again.
    pub is_late: bool,
    /// The promise.
    pub clause: ClauseId,
    /// Its number in the agreement in force; empty where that has none of this path.
    pub number: String,
    /// In the words of those who wrote it.
    pub says: String,
}

/// What marketing answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The content, or why there will be none.
    pub words: String,
    /// Who answered.
    pub by: Option<Name>,
    /// When.
    pub at: Instant,
    /// How long it took by the clock on the wall; none where the answer is told to be older than the question.
    pub took: Option<Span>,
}

/// All requests as they stand, with one page of the answered ones: those after the first `skip`.
///
/// # Errors
/// Those of the store.
pub fn view(store: &Store, plans: &[InForce], skip: usize, now: Instant) -> Result<Content, Error> {
    let mut asked = asked(store)?;
    asked.sort_by(|one, other| (one.at(), &one.number).cmp(&(other.at(), &other.number)));
    let (open, mut answered): (Vec<_>, Vec<_>) = asked.into_iter().partition(|asked| asked.state.answered.is_none());
    answered.sort_by_key(|asked| std::cmp::Reverse(asked.state.answered.map(|when| when.at)));
    let plan = plan_at(plans, now);
    let words = |asked: &Numbered| asked.load(store, plans, now);
    Ok(Content {
        is_agreed: plan.is_some(),
        open: open.iter().map(words).collect::<Result<_, _>>()?,
        answered_count: answered.len(),
        answered: answered.iter().skip(skip).take(PAGE).map(words).collect::<Result<_, _>>()?,
    })
}

/// One request; none of this number.
///
/// # Errors
/// Those of the store.
pub fn request(store: &Store, plans: &[InForce], number: &str, now: Instant) -> Result<Option<Request>, Error> {
    let found = asked(store)?.into_iter().find(|asked| asked.number == number);
    found.map(|asked| asked.load(store, plans, now)).transpose()
}

/// What is needed by a request of these; empty where it is none of them.
pub(crate) fn words(parties: &PartiesState, store: &Store, number: &str) -> Result<String, Error> {
    let Some(state) = parties.requests.get(number) else { return Ok(String::new()) };
    let told = Numbered { number: number.to_owned(), state: state.clone() }.asked(store)?;
    Ok(told.map(|(words, _)| words).unwrap_or_default())
}

/// How the promises about requests stand this month.
#[must_use]
pub fn promises(snapshot: &Snapshot) -> Vec<PromiseLine> {
    let clauses = clauses(snapshot.agreement());
    let overview = snapshot.overview(&Asked::default());
    let lines = overview.sides.iter().flat_map(|side| &side.promises);
    lines.filter(|line| clauses.contains(&line.clause)).cloned().collect()
}

/// The promises whose clocks run on requests.
fn clauses(agreement: &Agreement) -> Vec<ClauseId> {
    let asked = Moment::Milestone(Milestone::ContentRequested);
    let is_about = |kind: &CommitmentKind| matches!(kind, CommitmentKind::Time { from, .. } if *from == asked);
    let all = commitments(agreement).filter(|(_, _, commitment)| is_about(&commitment.kind));
    all.map(|(clause, ..)| clause).collect()
}

/// A request as its state has it: without a word of what was written, which stands in the log alone.
struct Numbered {
    number: String,
    state: RequestState,
}

/// Every request of which is known when it was made.
fn asked(store: &Store) -> Result<Vec<Numbered>, Error> {
    let all = parties(store)?.requests.into_iter().map(|(number, state)| Numbered { number, state });
    Ok(all.filter(|asked| asked.state.requested.is_some()).collect())
}

impl Numbered {
    fn at(&self) -> Instant {
        self.state.requested.map_or(Instant::MIN, |when| when.at)
    }

    fn load(&self, store: &Store, plans: &[InForce], now: Instant) -> Result<Request, Error> {
        let asked = self.asked(store)?;
        let answered = self.told(store, self.state.answered, |what| match what {
            What::ContentAnswered { words } => Some(words),
            _ => None,
        })?;
        let (words, by) = asked.unwrap_or_default();
        let answer = self.state.answered.map(|when| {
            let (words, by) = answered.unwrap_or_default();
            Answer { words, by, at: when.at, took: Some(when.at - self.at()).filter(|took| *took >= Span::ZERO) }
        });
        Ok(Request { number: self.number.clone(), words, by, at: self.at(), due: self.due(plans, now), answer })
    }

    /// What was asked for, and by whom.
    fn asked(&self, store: &Store) -> Result<Option<(String, Option<Name>)>, Error> {
        self.told(store, self.state.requested, |what| match what {
            What::ContentRequested { words } => Some(words),
            _ => None,
        })
    }

    /// What was written, and by whom. The log has no index of requests: the fact is found by when it was learnt.
    fn told(
        &self,
        store: &Store,
        when: Option<When>,
        words: impl Fn(&What) -> Option<&String>,
    ) -> Result<Option<(String, Option<Name>)>, Error> {
        let Some(known) = when.map(|when| when.known) else { return Ok(None) };
        let mut after = Cursor { known, ..Cursor::default() };
        let is_it = |fact: &Fact| matches!(&fact.about, About::Request(number) if *number == self.number);
        for _ in 0..SAME_INSTANT_MAX / AT_ONCE {
            let page = store.undecided(after, known, AT_ONCE)?;
            let (is_last, last) = (page.len() < AT_ONCE, page.last().map_or(Seq(0), |(seq, _)| *seq));
            let mut found = page.into_iter().filter(|(_, fact)| is_it(fact));
            let told = found.find_map(|(_, fact)| Some((words(&fact.what)?.clone(), fact.by)));
            if told.is_some() || is_last {
                return Ok(told);
            }
            after.seq = last;
        }
        Ok(None)
    }

    fn due(&self, plans: &[InForce], now: Instant) -> Option<Due> {
        let clock = self.state.clocks.iter().filter(|clock| clock.due < Instant::MAX).min_by_key(|clock| clock.due)?;
        let clause = clock.key.commitment.clone();
        let version = plans.iter().rfind(|version| version.plan.hash == clock.agreement)?;
        let number = plan_at(plans, now).map(|plan| Numbers::of(&plan.agreement).of_clause(&clause));
        let says = says(&version.plan, &clause.0);
        let plans: Vec<Arc<Plan>> = plans.iter().map(|version| version.plan.clone()).collect();
        let is_late = clock::running(&plans, clock).is_some_and(|running| running.is_late(clock, &[], now));
        Some(Due { at: clock.due, is_late, clause, number: number.unwrap_or_default(), says })
    }
}
