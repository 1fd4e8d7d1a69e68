//! One promise as a line of the overview: what was promised, what came, what was expected by now, and how that stands.

use entente_core::agreement::model::{CommitmentKind, PartyKind, Per};
use entente_core::id::ClauseId;
use entente_core::number::Decimal;
use entente_core::pace::{Portion, period_of, periods_between};
use entente_core::time::{Instant, Span};
use entente_history::report::{self, ClockRow, Counted, Ground, Outcome, PromiseRow};

use crate::figures::{Dates, Figure, Part, Snapshot, State};

/// One promise.
#[derive(Debug, Clone, PartialEq)]
pub struct PromiseLine {
    /// Its clause.
    pub clause: ClauseId,
    /// The number by which people find it.
    pub number: String,
    /// In the words of those who wrote it.
    pub says: String,
    /// Whose it is.
    pub party: PartyKind,
    /// The dates it is counted in: its own period where it has one.
    pub dates: Dates,
    /// Of which buyer it is counted; all where none.
    pub buyer: Option<String>,
    /// The figures.
    pub measure: Measure,
    /// All of it in one word.
    pub state: State,
    /// Whether what is counted are leads, so that there is a list of them.
    pub is_of_leads: bool,
    /// Of how many leads it cannot be told whether they count.
    pub cannot_tell: u64,
    /// How much of its period it stands for, where it came in force inside; none where all of it.
    pub portion: Option<Portion>,
    /// How its earlier periods inside the dates asked about ended, where it has a period of its own.
    pub earlier: Option<Earlier>,
}

/// How earlier periods of a promise ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earlier {
    /// Kept in so many.
    pub kept: u64,
    /// Of so many.
    pub of: u64,
}

/// What is measured.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// A number or a sum in a period.
    Amount {
        /// What was promised, for as much of the period as the promise stands for.
        target: Decimal,
        /// Whether it is a most rather than a least.
        is_at_most: bool,
        /// Whether it is money of the agreement's currency rather than a number.
        is_money: bool,
        /// All that came.
        gross: Decimal,
        /// What was taken back.
        taken_back: Decimal,
        /// What is left.
        net: Decimal,
        /// What of that may still be taken back.
        pending: Decimal,
        /// What was expected by now, by open days.
        expected: Decimal,
        /// What each open day left must bring; none where none is left.
        required_per_day: Option<Decimal>,
        /// What it will come to, from and to; none where it is too early to say, and once the period is over.
        forecast: Option<(i64, i64)>,
    },
    /// A share of a cohort.
    Share {
        /// What was promised.
        target: Decimal,
        /// Whether it is a most rather than a least.
        is_at_most: bool,
        /// The part.
        part: u64,
        /// Of so many that were judged.
        of: u64,
        /// The share; none of nothing.
        share: Option<Decimal>,
        /// How many are too young to be judged.
        young: u64,
    },
    /// Clocks that started in the dates asked about.
    Clocks {
        /// The share that must be met.
        target: Decimal,
        /// The share that was; none where none was judged.
        share: Option<Decimal>,
        /// Each kind of outcome.
        row: PromiseRow,
        /// Half of those that were done took so long or less.
        median: Option<Span>,
    },
    /// Meetings held, of those the rule calls for.
    Meetings {
        /// The share that must be held.
        target: Decimal,
        /// Held so far.
        held: u64,
        /// Of so many that were due by now.
        past: u64,
        /// Of so many in the whole period.
        all: u64,
    },
    /// Nothing to count by yet: the meeting was never held, or the period has none.
    NotCounted,
}

/// A promise as a bar, in thousandths of its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// How far it is filled.
    pub fill: u32,
    /// Where the notch stands: what was promised, or of a count what was expected by now.
    pub notch: u32,
}

impl PromiseLine {
    /// The list of a part of it; none where what is counted are not leads.
    #[must_use]
    pub fn leads(&self, part: Part) -> Option<Figure> {
        let (clause, buyer) = (self.clause.clone(), self.buyer.clone());
        self.is_of_leads.then_some(Figure::Promise { clause, part, dates: self.dates, buyer })
    }

    /// It as a bar; none where nothing can be drawn yet.
    #[must_use]
    pub fn bar(&self) -> Option<Bar> {
        match &self.measure {
            Measure::Amount { target, net, expected, .. } => {
                Some(Bar { fill: thousandths(*net, *target), notch: thousandths(*expected, *target) })
            }
            Measure::Share { target, share, .. } | Measure::Clocks { target, share, .. } => {
                let share = share.unwrap_or(Decimal::ZERO);
                Some(Bar { fill: thousandths(share, Decimal::ONE), notch: thousandths(*target, Decimal::ONE) })
            }
            Measure::Meetings { held, past, all, .. } => {
                let of_all =
                    |n: u64| thousandths(Decimal::from_int(n.cast_signed()), Decimal::from_int(all.cast_signed()));
                Some(Bar { fill: of_all(*held), notch: of_all(*past) })
            }
            Measure::NotCounted => None,
        }
    }
}

fn thousandths(part: Decimal, of: Decimal) -> u32 {
    let of = i128::from(of.as_millionths());
    if of <= 0 {
        return 0;
    }
    (i128::from(part.as_millionths()) * 1_000 / of).clamp(0, 1_000) as u32
}

/// The dates of a promise's own period that a page about `dates` shows: the one their end lies in, as far as time has come.
pub(crate) fn own_dates(snapshot: &Snapshot, per: Per, dates: Dates) -> Dates {
    let zone = snapshot.zone();
    let (from, to) = dates.instants(zone);
    let last = to.min(snapshot.as_of() + Span::from_micros(1)).max(from + Span::from_micros(1));
    Dates::of(zone, period_of(zone, per, last - Span::from_micros(1)))
}

/// A promise in the dates asked about; none for a path that is no promise.
pub(crate) fn line(snapshot: &Snapshot, clause: &ClauseId, dates: Dates, buyer: Option<&str>) -> Option<PromiseLine> {
    let among = buyer.and_then(|name| snapshot.buyer(name));
    let ground = snapshot.ground(among.as_deref());
    let (party, commitment) = snapshot.commitment(clause)?;
    let mut line = PromiseLine {
        clause: clause.clone(),
        number: snapshot.number_of(clause),
        says: snapshot.promise_says(clause),
        party,
        dates,
        buyer: buyer.map(str::to_owned),
        measure: Measure::NotCounted,
        state: State::NothingYet,
        is_of_leads: true,
        cannot_tell: 0,
        portion: None,
        earlier: None,
    };
    match commitment.kind.per() {
        None => clocks(snapshot, &ground, &mut line),
        Some(per) => {
            line.dates = own_dates(snapshot, per, dates);
            line.earlier = earlier(snapshot, &ground, clause, per, dates);
            counted(snapshot, &ground, &commitment.kind, &mut line);
        }
    }
    Some(line)
}

fn clocks(snapshot: &Snapshot, ground: &Ground<'_>, line: &mut PromiseLine) {
    let Some(clocks) = report::clocks(ground, &line.clause, line.dates.instants(snapshot.zone())) else { return };
    line.state = State::from(clocks.all.standing);
    line.is_of_leads = clocks.each.iter().all(|clock: &ClockRow| clock.lead.is_some());
    line.cannot_tell = clocks.all.n(Outcome::CannotTell);
    let share = clocks.all.kept.as_ref().and_then(|kept| kept.share);
    line.measure = Measure::Clocks { target: clocks.promised.0, share, row: clocks.all, median: clocks.median };
}

fn counted(snapshot: &Snapshot, ground: &Ground<'_>, kind: &CommitmentKind, line: &mut PromiseLine) {
    let Some((counting, _)) = report::count(ground, &line.clause, line.dates.instants(snapshot.zone())) else { return };
    (line.cannot_tell, line.portion) = (counting.cannot_tell, counting.portion);
    let (promised, is_at_most) = target(kind);
    match counting.counted {
        Counted::Amount { target, gross, taken_back, net, pending, expected, required_per_day, forecast, state } => {
            // The number was promised over all leads: some of them alone neither keep nor miss it.
            line.state = if line.buyer.is_some() { State::NotJudged } else { State::from(state) };
            let is_money = matches!(kind, CommitmentKind::Sum { .. });
            let forecast = forecast.filter(|_| !counting.is_over);
            line.measure = Measure::Amount {
                target,
                is_at_most,
                is_money,
                gross,
                taken_back,
                net,
                pending,
                expected,
                required_per_day,
                forecast,
            };
        }
        Counted::Share { rate, immature, standing } => {
            line.state = State::from(standing);
            let (part, of, share) = (rate.part, rate.of, rate.share);
            line.measure = Measure::Share { target: promised, is_at_most, part, of, share, young: immature };
        }
        Counted::Meetings { held, past, all, state } => {
            line.state = State::from(state);
            line.is_of_leads = false;
            line.measure = Measure::Meetings { target: promised, held, past, all };
        }
        Counted::NotCounted => line.is_of_leads = false,
    }
}

/// What is promised, and whether that is a most.
fn target(kind: &CommitmentKind) -> (Decimal, bool) {
    let of = |least: Option<Decimal>, most: Option<Decimal>| (least.or(most).unwrap_or_default(), least.is_none());
    match kind {
        CommitmentKind::Count { at_least, at_most, .. } | CommitmentKind::Sum { at_least, at_most, .. } => {
            of(*at_least, *at_most)
        }
        CommitmentKind::Share { at_least, at_most, .. } => {
            of(at_least.map(|share| share.0), at_most.map(|share| share.0))
        }
        CommitmentKind::Time { kept, .. }
        | CommitmentKind::Attempts { kept, .. }
        | CommitmentKind::Cadence { kept, .. } => (kept.0, false),
    }
}

/// How the promise's periods ended that lie in the dates asked about before the one that is shown.
fn earlier(snapshot: &Snapshot, ground: &Ground<'_>, clause: &ClauseId, per: Per, dates: Dates) -> Option<Earlier> {
    let shown = own_dates(snapshot, per, dates).instants(snapshot.zone()).0;
    let from: Instant = dates.instants(snapshot.zone()).0;
    let mut earlier = Earlier { kept: 0, of: 0 };
    for period in periods_between(snapshot.zone(), per, from, shown) {
        let counted = report::count(ground, clause, period).map(|(counting, _)| counting.counted);
        let state = match counted {
            Some(Counted::Amount { state, .. } | Counted::Meetings { state, .. }) => State::from(state),
            Some(Counted::Share { standing, .. }) => State::from(standing),
            Some(Counted::NotCounted) | None => continue,
        };
        if state.is_judged() {
            earlier.of += 1;
            earlier.kept += u64::from(state.is_kept());
        }
    }
    (earlier.of > 0).then_some(earlier)
}
