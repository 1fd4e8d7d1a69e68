//! Clocks drawn: what ran when, in which hours, with whom, who was told, and how it ended. Intervals, no geometry.

use std::sync::Arc;

use entente_core::agreement::model::{PartyKind, Share, Then};
use entente_core::calendar::counted_wall;
use entente_core::decision::{ClockKey, Concluded, Decision, Lateness, Verdict};
use entente_core::engine::clock::{self, Running};
use entente_core::engine::evolve::begun;
use entente_core::engine::state::{Clock, LeadState};
use entente_core::id::Name;
use entente_core::plan::Plan;
use entente_core::time::{Instant, Precision, Span};

use super::cites::{Cite, Cites};
use super::own_words;
use super::watched::Watched;
use crate::explain::Told;

/// One clock, running or ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// Its clause.
    pub cite: Cite,
    /// The promise in the agreement's own words.
    pub says: String,
    /// Whose promise it is.
    pub party: PartyKind,
    /// The cycle, from 1.
    pub cycle: u32,
    /// How long it may take, as the agreement writes it.
    pub target: String,
    /// When it started to count.
    pub start: Instant,
    /// How finely that is known.
    pub precision: Precision,
    /// When it is, or was, due; none: as things stand, never.
    pub due: Option<Instant>,
    /// When it stopped; none while it runs, and where it was never done.
    pub stop: Option<Instant>,
    /// Up to when it is drawn: its end, else the instant of the page or its due instant, whichever is later.
    pub until: Instant,
    /// How it stands.
    pub state: ClockState,
    /// When the other party waived it.
    pub waived: Option<Instant>,
    /// The calendar it counts in; none: time on the wall.
    pub calendar: Option<Name>,
    /// Open hours from start to `until`, `[from, to)`.
    pub open: Vec<(Instant, Instant)>,
    /// Intervals that counted up to its end or the instant of the page.
    pub counted: Vec<(Instant, Instant)>,
    /// Time that counted.
    pub spent: Span,
    /// Time that is left to count; zero where none is.
    pub left: Span,
    /// Time that counted since it was due; zero where it is not late.
    pub over: Span,
    /// Time on the wall.
    pub wall: Span,
    /// Pauses that overlap it.
    pub pauses: Vec<PauseDrawn>,
    /// Who held the lead while it ran.
    pub legs: Vec<LegDrawn>,
    /// Steps of the ladder: those that came, and while it runs those to come.
    pub ticks: Vec<Tick>,
    /// Where lateness came from.
    pub lateness: Option<Lateness>,
}

/// How a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockState {
    /// It runs.
    Running,
    /// It stands still.
    Paused,
    /// It runs on after its due instant, so that how late is known.
    Late,
    /// It ended.
    Ended(Verdict),
}

/// A pause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PauseDrawn {
    /// Why.
    pub reason: Name,
    /// From when.
    pub from: Instant,
    /// Until when, exclusive.
    pub to: Instant,
}

/// One owner's turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegDrawn {
    /// Who; none: nobody.
    pub owner: Option<Name>,
    /// From when.
    pub from: Instant,
    /// Until when, exclusive.
    pub to: Instant,
}

/// A step of the ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// When it came, or will as things stand.
    pub at: Instant,
    /// At which part of the time; none where the agreement has no such step any more.
    pub share: Option<Share>,
    /// Who was told; empty where it is to come.
    pub told: Vec<Name>,
    /// Whether it came.
    pub came: bool,
    /// What else happens.
    pub then: Then,
}

/// So many windows are drawn at most.
const WINDOWS_MOST: usize = 400;

/// What the decisions say of one clock.
struct Story<'a> {
    clock: Clock,
    target: String,
    running: Option<Running<'a>>,
    steps: Vec<(usize, Instant, Vec<Name>)>,
    verdict: Option<(Verdict, Option<Instant>, Instant, Option<Lateness>)>,
    ended: Option<Instant>,
    waived: Option<Instant>,
    counted: Option<(Span, Span)>,
}

/// Every clock that ran or runs, the latest start first.
pub(super) fn drawn(
    plans: &[Arc<Plan>],
    told: &Told,
    state: &LeadState,
    watched: &Watched,
    cites: &Cites,
    at: Instant,
) -> Vec<Drawn> {
    let mut stories: Vec<Story> = Vec::new();
    for (_, decision) in &told.decisions {
        take(plans, &mut stories, decision);
    }
    let drawing = Drawing { state, watched, cites, at };
    let mut drawn: Vec<Drawn> = stories.iter().filter_map(|story| drawing.draw(story)).collect();
    drawn.sort_by_key(|drawn| std::cmp::Reverse((drawn.start, drawn.cycle)));
    drawn
}

/// Takes in what one decision says of a clock.
fn take<'a>(plans: &'a [Arc<Plan>], stories: &mut Vec<Story<'a>>, decision: &Decision) {
    match &decision.what {
        Concluded::ClockStarted { clock: key, target, .. } => {
            // Two histories that became one may both have started it; the first stands while it runs.
            if last(stories, key).is_some_and(|story| story.verdict.is_none()) {
                return;
            }
            let Some(clock) = begun(decision) else { return };
            let running = clock::running(plans, &clock);
            stories.push(Story {
                clock,
                target: target.clone(),
                running,
                steps: Vec::new(),
                verdict: None,
                ended: None,
                waived: None,
                counted: None,
            });
        }
        Concluded::ClockMoved { clock, due, .. } => {
            last(stories, clock).into_iter().for_each(|story| story.clock.due = due.unwrap_or(Instant::MAX));
        }
        Concluded::ClockMissed { clock } => {
            last(stories, clock).into_iter().for_each(|story| story.clock.missed = true);
        }
        Concluded::ClockStep { clock, step, tell } => {
            let step = (*step as usize, decision.at, tell.clone());
            last(stories, clock).into_iter().for_each(|story| story.steps.push(step.clone()));
        }
        Concluded::Waived { clock } => {
            last(stories, clock).into_iter().for_each(|story| story.waived = Some(decision.at));
        }
        Concluded::Verdict { clock, verdict, stop, due, counted, wall, lateness, .. } => {
            last(stories, clock).into_iter().for_each(|story| {
                story.verdict = Some((*verdict, *stop, *due, *lateness));
                story.ended = Some(decision.at);
                story.counted = Some((*counted, *wall));
            });
        }
        _ => {}
    }
}

fn last<'s, 'a>(stories: &'s mut [Story<'a>], key: &ClockKey) -> Option<&'s mut Story<'a>> {
    stories.iter_mut().rfind(|story| story.clock.key == *key)
}

/// What all clocks of a lead are drawn with.
struct Drawing<'a> {
    state: &'a LeadState,
    watched: &'a Watched,
    cites: &'a Cites,
    at: Instant,
}

impl Drawing<'_> {
    /// None where the clock ran under an agreement that is not kept.
    fn draw(&self, story: &Story) -> Option<Drawn> {
        let running = story.running.as_ref()?;
        let clock = &story.clock;
        let start = clock.start.at;
        let stop = story.verdict.and_then(|(_, stop, ..)| stop);
        let end = stop.or(story.ended).unwrap_or(self.at).max(start);
        let due = story.verdict.map_or(clock.due, |(_, _, due, _)| due);
        let due = Some(due).filter(|due| *due < Instant::MAX);
        let until = end.max(due.unwrap_or(end)).max(start);
        let pauses = clock::pauses_of(&self.watched.pauses);
        let counted = match running.calendar {
            Some(calendar) => calendar.counted(start, end, &pauses).take(WINDOWS_MOST).collect(),
            None => counted_wall(start, end, &pauses).take(WINDOWS_MOST).collect(),
        };
        let (spent, wall) = story.counted.unwrap_or_else(|| (running.counted(start, end, &pauses), end - start));
        let left = due.filter(|_| story.verdict.is_none()).map_or(Span::ZERO, |due| running.counted(end, due, &pauses));
        let overlapping = self.watched.pauses.iter().filter(|pause| pause.from < until && pause.to > start);
        Some(Drawn {
            cite: self.cites.then(clock.agreement, &clock.key.commitment),
            says: own_words::of_promise(running.plan, &clock.key.commitment.0),
            party: running.promise.party,
            cycle: clock.key.cycle,
            target: story.target.clone(),
            start,
            precision: clock.start.precision,
            due,
            stop,
            until,
            state: self.stands(story),
            waived: story.waived,
            calendar: clock.calendar.clone(),
            open: open(running, start, until),
            counted,
            spent,
            left,
            over: due.map_or(Span::ZERO, |due| running.counted(due, end, &pauses)),
            wall,
            pauses: overlapping
                .map(|pause| PauseDrawn { reason: pause.reason.clone(), from: pause.from, to: pause.to })
                .collect(),
            legs: self.legs(clock.key.cycle, start, end),
            ticks: self.ticks(story, running),
            lateness: story.verdict.and_then(|(.., lateness)| lateness),
        })
    }

    fn stands(&self, story: &Story) -> ClockState {
        if let Some((verdict, ..)) = story.verdict {
            return ClockState::Ended(verdict);
        }
        if story.clock.missed {
            return ClockState::Late;
        }
        let is_paused = self.state.pauses.iter().any(|pause| pause.from <= self.at && self.at < pause.to);
        if is_paused { ClockState::Paused } else { ClockState::Running }
    }

    /// Owners between two instants.
    fn legs(&self, cycle: u32, start: Instant, end: Instant) -> Vec<LegDrawn> {
        let legs = self.watched.legs.get(&cycle).map(Vec::as_slice).unwrap_or_default();
        let ends = legs.iter().skip(1).map(|leg| leg.from).chain([end]);
        let drawn = legs.iter().zip(ends).map(|(leg, to)| LegDrawn {
            owner: leg.owner.clone(),
            from: leg.from.max(start),
            to: to.min(end),
        });
        drawn.filter(|leg| leg.from < leg.to).collect()
    }

    fn ticks(&self, story: &Story, running: &Running) -> Vec<Tick> {
        let ladder = &running.plan.agreement.sla.ladder;
        let came = story.steps.iter().map(|(step, at, told)| Tick {
            at: *at,
            share: ladder.get(*step).map(|step| step.at),
            told: told.clone(),
            came: true,
            then: ladder.get(*step).map(|step| step.then).unwrap_or_default(),
        });
        let mut ticks: Vec<Tick> = came.collect();
        if story.verdict.is_some() {
            return ticks;
        }
        let done = story.steps.iter().map(|(step, ..)| step + 1).max().unwrap_or(0);
        for (index, step) in ladder.iter().enumerate().skip(done) {
            let Some(at) = running.step_at(&story.clock, index, &self.state.pauses) else { break };
            ticks.push(Tick { at, share: Some(step.at), told: Vec::new(), came: false, then: step.then });
        }
        ticks
    }
}

/// The hours in which it may count.
fn open(running: &Running, from: Instant, to: Instant) -> Vec<(Instant, Instant)> {
    match running.calendar {
        Some(calendar) => calendar.windows(from, to).take(WINDOWS_MOST).collect(),
        None if from < to => vec![(from, to)],
        None => Vec::new(),
    }
}
