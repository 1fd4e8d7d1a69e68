//! One promise on a page of its own: day by day against what was expected, and for clocks how they ended and why late.

use std::collections::BTreeMap;

use entente_core::agreement::model::CommitmentKind;
use entente_core::calendar::date_in;
use entente_core::id::ClauseId;
use entente_core::lang::Lang;
use entente_core::number::Decimal;
use entente_core::time::{Instant, Span};
use entente_history::report::{self, ClockRow, LatenessSum, Outcome, PromiseRow};
use jiff::civil::Date;

use crate::figures::{Asked, Dates, Figure, Snapshot};
use crate::overview::{Measure, PromiseLine, line};

/// One promise.
#[derive(Debug, Clone, PartialEq)]
pub struct PromisePage {
    /// It as a line of the overview.
    pub line: PromiseLine,
    /// Its clause in whole sentences of the reader's language.
    pub spoken: String,
    /// Each date of the period up to today.
    pub days: Vec<Day>,
    /// What is promised, where a line can be drawn at it: the target of a number, the share of clocks or cohorts.
    pub target: Option<Decimal>,
    /// For clocks: by who held the lead, the one with the most first.
    pub owners: Vec<OwnerLine>,
    /// For clocks: where lateness came from, in the order of a lead's way, each with its word.
    pub lateness: Option<[(&'static str, Span); 6]>,
}

/// One date.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    /// Which.
    pub date: Date,
    /// What came on it: leads or money that count, clocks that started.
    pub came: Decimal,
    /// The figure as of its end: the sum so far, or the share so far of all that was judged.
    pub so_far: Option<Decimal>,
    /// What was expected by its end; none for shares.
    pub expected: Option<Decimal>,
}

/// The clocks of one owner.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnerLine {
    /// Who; none where nobody held the lead.
    pub owner: Option<String>,
    /// How many started.
    pub started: u64,
    /// How many were met in time.
    pub met: u64,
    /// How many were judged.
    pub judged: u64,
    /// Half of those that were done took so long or less.
    pub median: Option<Span>,
    /// Those clocks; none where nobody held the lead.
    pub figure: Option<Figure>,
}

/// The page of a promise; none for a path that is no promise of the agreement in force.
#[must_use]
pub fn view(snapshot: &Snapshot, clause: &ClauseId, asked: &Asked, lang: Lang) -> Option<PromisePage> {
    let line = line(snapshot, clause, snapshot.dates(asked.period), asked.buyer.as_deref())?;
    let (_, commitment) = snapshot.commitment(clause)?;
    let spoken = snapshot.spoken(clause, lang).to_owned();
    let mut page = PromisePage { spoken, days: Vec::new(), target: None, owners: Vec::new(), lateness: None, line };
    match (&page.line.measure, &commitment.kind) {
        (Measure::Amount { target, .. }, _) => {
            page.target = Some(*target);
            page.days = amounts(snapshot, &page.line);
        }
        (Measure::Share { target, .. }, _) => {
            page.target = Some(*target);
            page.days = shares(snapshot, &page.line);
        }
        (Measure::Clocks { target, .. }, CommitmentKind::Time { .. } | CommitmentKind::Attempts { .. }) => {
            page.target = Some(*target);
            clocks(snapshot, &mut page);
        }
        _ => {}
    }
    Some(page)
}

/// The dates of a period that have begun.
fn begun(snapshot: &Snapshot, dates: Dates) -> impl Iterator<Item = Date> {
    let today = date_in(snapshot.zone(), snapshot.as_of());
    dates.each().take_while(move |date| *date <= today)
}

fn amounts(snapshot: &Snapshot, line: &PromiseLine) -> Vec<Day> {
    use report::Part as Found;
    let among = line.buyer.as_deref().and_then(|name| snapshot.buyer(name));
    let ground = snapshot.ground(among.as_deref());
    let period = line.dates.instants(snapshot.zone());
    let members = report::count(&ground, &line.clause, period).map(|(_, members)| members).unwrap_or_default();
    let standing = members.iter().filter(|member| matches!(member.part, Found::Counts | Found::Pending));
    let came = by_date(snapshot, standing.map(|member| (member.at, member.adds)));
    let Measure::Amount { target, .. } = &line.measure else { return Vec::new() };
    let mut so_far = Decimal::ZERO;
    let day = |date: Date| {
        let came = came.get(&date).copied().unwrap_or_default();
        so_far = so_far.plus(came);
        let end = Dates { from: date, to: date.tomorrow().unwrap_or(date) }.instants(snapshot.zone()).1;
        let days = ground.term(&line.clause, period, end).days;
        let expected = i128::from(target.as_millionths()) * i128::from(days.done) / i128::from(days.open.max(1));
        let expected = Decimal::from_millionths(i64::try_from(expected).unwrap_or(i64::MAX));
        Day { date, came, so_far: Some(so_far), expected: Some(expected) }
    };
    begun(snapshot, line.dates).map(day).collect()
}

fn shares(snapshot: &Snapshot, line: &PromiseLine) -> Vec<Day> {
    use report::Part as Found;
    let among = line.buyer.as_deref().and_then(|name| snapshot.buyer(name));
    let period = line.dates.instants(snapshot.zone());
    let counted = report::count(&snapshot.ground(among.as_deref()), &line.clause, period);
    let members = counted.map(|(_, members)| members).unwrap_or_default();
    let judged = members.iter().filter(|member| matches!(member.part, Found::Counts | Found::Rest));
    let judged: Vec<_> = judged.map(|member| (member.at, member.part == Found::Counts)).collect();
    share_days(snapshot, line.dates, &judged)
}

/// Each date with how many came, and the share of good ones of all so far.
fn share_days(snapshot: &Snapshot, dates: Dates, judged: &[(Instant, bool)]) -> Vec<Day> {
    let came = by_date(snapshot, judged.iter().map(|(at, _)| (*at, Decimal::ONE)));
    let good = by_date(snapshot, judged.iter().filter(|(_, is_good)| *is_good).map(|(at, _)| (*at, Decimal::ONE)));
    let (mut all, mut part) = (Decimal::ZERO, Decimal::ZERO);
    let day = |date: Date| {
        let came = came.get(&date).copied().unwrap_or_default();
        all = all.plus(came);
        part = part.plus(good.get(&date).copied().unwrap_or_default());
        let share = i128::from(part.as_millionths()) * 1_000_000 / i128::from(all.as_millionths()).max(1);
        let so_far = (all > Decimal::ZERO).then(|| Decimal::from_millionths(share as i64));
        Day { date, came, so_far, expected: None }
    };
    begun(snapshot, dates).map(day).collect()
}

fn by_date(snapshot: &Snapshot, things: impl Iterator<Item = (Instant, Decimal)>) -> BTreeMap<Date, Decimal> {
    let mut dates: BTreeMap<Date, Decimal> = BTreeMap::new();
    for (at, adds) in things {
        let sum = dates.entry(date_in(snapshot.zone(), at)).or_default();
        *sum = sum.plus(adds);
    }
    dates
}

fn clocks(snapshot: &Snapshot, page: &mut PromisePage) {
    let line = &page.line;
    let among = line.buyer.as_deref().and_then(|name| snapshot.buyer(name));
    let ground = snapshot.ground(among.as_deref());
    let Some(clocks) = report::clocks(&ground, &line.clause, line.dates.instants(snapshot.zone())) else { return };
    let is_judged = |clock: &&ClockRow| clock.outcome == Outcome::Met || clock.outcome.is_late();
    let judged = clocks.each.iter().filter(is_judged).map(|clock| (clock.start, clock.outcome == Outcome::Met));
    page.days = share_days(snapshot, line.dates, &judged.collect::<Vec<_>>());
    let sum = LatenessSum::of(&clocks.each);
    page.lateness = (sum.n > 0).then(|| crate::manager::lateness_parts(&sum));
    page.owners = owners(line, &clocks.each);
}

fn owners(line: &PromiseLine, each: &[ClockRow]) -> Vec<OwnerLine> {
    let mut by_owner: BTreeMap<Option<&str>, Vec<&ClockRow>> = BTreeMap::new();
    for clock in each {
        by_owner.entry(clock.owner.as_deref()).or_default().push(clock);
    }
    let owner = |(owner, clocks): (Option<&str>, Vec<&ClockRow>)| {
        let n = |is: &dyn Fn(Outcome) -> bool| clocks.iter().filter(|clock| is(clock.outcome)).count() as u64;
        let (met, late) = (n(&|outcome| outcome == Outcome::Met), n(&Outcome::is_late));
        let done = clocks.iter().filter(|clock| matches!(clock.outcome, Outcome::Met | Outcome::MetLate));
        let mut took: Vec<Span> = done.filter_map(|clock| clock.counted).collect();
        took.sort_unstable();
        let median = took.len().checked_sub(1).and_then(|last| took.get(last / 2).copied());
        let figure = |owner: &str| {
            let (clause, owner) = (line.clause.clone(), owner.to_owned());
            Figure::Held { clause, owner, dates: line.dates }
        };
        OwnerLine {
            owner: owner.map(str::to_owned),
            started: clocks.len() as u64,
            met,
            judged: met + late,
            median,
            figure: owner.filter(|_| line.is_of_leads && line.buyer.is_none()).map(figure),
        }
    };
    let mut owners: Vec<OwnerLine> = by_owner.into_iter().map(owner).collect();
    owners.sort_by_key(|line| std::cmp::Reverse(line.started));
    owners
}

impl PromisePage {
    /// The outcomes of its clocks, those that there were; nothing for a promise that counts.
    #[must_use]
    pub fn outcomes(&self) -> Vec<(Outcome, u64)> {
        let none = PromiseRow::default();
        let row = match &self.line.measure {
            Measure::Clocks { row, .. } => row,
            _ => &none,
        };
        let all = Outcome::ALL.into_iter().map(|outcome| (outcome, row.n(outcome)));
        all.filter(|(_, n)| *n > 0).collect()
    }
}
