//! A clock as a drawing: open hours, what counted, pauses, who held the lead, who was told, when it was due and ended.

use entente_core::decision::Verdict;
use entente_core::time::{Instant, Span};
use entente_desk::lead::{ClockState, Drawn};

use super::decided::{is_some, verdict};
use super::words::{Mark, Voice, length, mark};

/// The width of a drawing, in its own units.
const WIDTH: i64 = 1_000;

/// One clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clock {
    /// Names it in the page.
    pub(super) id: String,
    /// The promise in words.
    pub(super) says: String,
    /// Its clause.
    pub(super) mark: Option<Mark>,
    /// How it stands, in words, and the class of its colour.
    pub(super) state: (String, &'static str),
    /// How long it may take, in the reader's words.
    pub(super) target: String,
    /// What was counted and what is left.
    pub(super) counted: String,
    /// The class of the party's hue.
    pub(super) party: &'static str,
    /// When it started and up to when it is drawn.
    pub(super) ends: (String, String),
    /// Everything in it, told to who cannot see it.
    pub(super) told: String,
    pub(super) open: Vec<Stretch>,
    pub(super) spent: Vec<Stretch>,
    pub(super) late: Vec<Stretch>,
    pub(super) pauses: Vec<(Stretch, String)>,
    pub(super) legs: Vec<(Stretch, String)>,
    pub(super) ticks: Vec<(i64, String, bool)>,
    pub(super) due: Option<(i64, String)>,
    pub(super) stop: Option<(i64, String)>,
    pub(super) now: Option<i64>,
    /// Where lateness came from: words and length.
    pub(super) lateness: Vec<(String, String)>,
    /// That it was waived, and when.
    pub(super) waived: String,
    /// Whether it runs still.
    pub(super) runs: bool,
}

/// A stretch of the drawing: from where, how wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) x: i64,
    pub(super) width: i64,
}

/// All clocks as drawings.
pub(super) fn clocks(voice: Voice, drawn: &[Drawn], at: Instant) -> Vec<Clock> {
    drawn.iter().enumerate().map(|(index, clock)| draw(voice, clock, index, at)).collect()
}

struct Scale {
    from: Instant,
    length: Span,
}

impl Scale {
    fn x(&self, at: Instant) -> i64 {
        let part = i128::from((at - self.from).as_micros()) * i128::from(WIDTH);
        (part / i128::from(self.length.as_micros().max(1))).clamp(0, i128::from(WIDTH)) as i64
    }

    fn span(&self, (from, to): (Instant, Instant)) -> Stretch {
        let x = self.x(from);
        Stretch { x, width: (self.x(to) - x).max(2) }
    }
}

fn draw(voice: Voice, clock: &Drawn, index: usize, at: Instant) -> Clock {
    let page = voice.page;
    let scale = Scale { from: clock.start, length: clock.until - clock.start };
    let runs = !matches!(clock.state, ClockState::Ended(_));
    let split = clock.due.unwrap_or(Instant::MAX);
    let in_time = clock.counted.iter().filter(|(from, _)| *from < split).map(|(from, to)| (*from, (*to).min(split)));
    let after = clock.counted.iter().filter(|(_, to)| *to > split).map(|(from, to)| ((*from).max(split), *to));
    let state = state(voice, clock);
    let counted = counted(voice, clock, runs);
    let legs: Vec<(Stretch, String)> = clock
        .legs
        .iter()
        .map(|leg| (scale.span((leg.from, leg.to)), voice.person_or_nobody(leg.owner.as_ref())))
        .collect();
    let ticks = ticks(voice, clock, &scale);
    let due = clock.due.map(|due| (scale.x(due), page.at(&due)));
    let stop = clock.stop.map(|stop| (scale.x(stop), page.at(&stop)));
    Clock {
        id: format!("clock-{index}"),
        says: clock.says.clone(),
        mark: mark(Some(&clock.cite)),
        told: told(voice, clock, &state.0, &counted),
        state,
        target: target(voice, &clock.target),
        counted,
        party: if clock.party == entente_core::agreement::model::PartyKind::Sales { "s" } else { "m" },
        ends: (page.near(&clock.start), page.near(&clock.until)),
        open: clock.open.iter().map(|open| scale.span(*open)).collect(),
        spent: in_time.map(|spent| scale.span(spent)).collect(),
        late: after.map(|late| scale.span(late)).collect(),
        pauses: clock
            .pauses
            .iter()
            .map(|pause| (scale.span((pause.from, pause.to)), voice.reason(&pause.reason)))
            .collect(),
        legs,
        ticks,
        due,
        stop,
        now: runs.then(|| scale.x(at)),
        lateness: lateness(voice, clock),
        waived: clock.waived.map(|at| voice.say("clock-waived", &[("time", &page.near(&at))])).unwrap_or_default(),
        runs,
    }
}

fn state(voice: Voice, clock: &Drawn) -> (String, &'static str) {
    match clock.state {
        ClockState::Running => (length(voice.page, clock.left), running_hue(clock)),
        ClockState::Paused => (voice.say("clock-paused", &[]), ""),
        ClockState::Late => (length(voice.page, Span::ZERO - clock.over), "bad"),
        ClockState::Ended(how) => (voice.say(&format!("clock-{}", verdict(how)), &[]), verdict_hue(how)),
    }
}

/// A clock is at risk when a fifth of its time is left, or less.
fn running_hue(clock: &Drawn) -> &'static str {
    let whole = clock.spent + clock.left;
    if clock.left.times(5) <= whole { "warn" } else { "" }
}

fn verdict_hue(how: Verdict) -> &'static str {
    match how {
        Verdict::Met => "good",
        Verdict::MetLate | Verdict::Missed => "bad",
        Verdict::Cancelled | Verdict::CannotTell => "",
    }
}

/// `4 business hours` in the reader's language.
pub(super) fn target(voice: Voice, target: &str) -> String {
    if target == "same day" {
        return voice.say("target-same-day", &[]);
    }
    let Some((count, unit)) = target.split_once(' ') else { return target.to_owned() };
    let unit = unit.trim_end_matches('s').replace(' ', "-");
    let key = format!("target-{unit}");
    let said = voice.say(&key, &[("n", count)]);
    if said == key { target.to_owned() } else { said }
}

fn counted(voice: Voice, clock: &Drawn, runs: bool) -> String {
    let page = voice.page;
    let spent = length(page, clock.spent);
    match (runs, clock.due) {
        (true, Some(due)) if is_some(clock.over) => {
            voice.say("clock-over", &[("over", &length(page, clock.over)), ("due", &page.near(&due))])
        }
        (true, Some(due)) => voice
            .say("clock-left", &[("spent", &spent), ("left", &length(page, clock.left)), ("due", &page.near(&due))]),
        _ => voice.say("clock-spent", &[("spent", &spent), ("wall", &length(page, clock.wall))]),
    }
}

fn ticks(voice: Voice, clock: &Drawn, scale: &Scale) -> Vec<(i64, String, bool)> {
    let one = |tick: &entente_desk::lead::Tick| {
        let share = tick.share.map(|share| share.to_string()).unwrap_or_default();
        let time = voice.page.near(&tick.at);
        let told = match tick.came {
            true => voice
                .say("clock-told", &[("share", &share), ("time", &time), ("who", &voice.names.call_all(&tick.told))]),
            false => voice.say("clock-will-tell", &[("share", &share), ("time", &time)]),
        };
        (scale.x(tick.at), told, tick.came)
    };
    clock.ticks.iter().map(one).collect()
}

/// The whole drawing in words, for those who do not see it.
fn told(voice: Voice, clock: &Drawn, state: &str, counted: &str) -> String {
    let page = voice.page;
    let mut told = vec![voice.say("clock-desc-start", &[("time", &page.at(&clock.start))])];
    told.extend(clock.due.map(|due| voice.say("clock-desc-due", &[("time", &page.at(&due))])));
    told.extend(clock.stop.map(|stop| voice.say("clock-desc-stop", &[("time", &page.at(&stop))])));
    told.push(counted.to_owned());
    for pause in &clock.pauses {
        let (from, to) = (page.at(&pause.from), page.at(&pause.to));
        let reason = voice.reason(&pause.reason);
        told.push(voice.say("clock-desc-pause", &[("reason", &reason), ("from", &from), ("to", &to)]));
    }
    for leg in &clock.legs {
        let (from, to) = (page.at(&leg.from), page.at(&leg.to));
        let who = voice.person_or_nobody(leg.owner.as_ref());
        told.push(voice.say("clock-desc-leg", &[("who", &who), ("from", &from), ("to", &to)]));
    }
    told.push(state.to_owned());
    told.join(" ")
}

fn lateness(voice: Voice, clock: &Drawn) -> Vec<(String, String)> {
    let Some(lateness) = clock.lateness else { return Vec::new() };
    let parts = [
        ("late-receive", lateness.receive),
        ("late-qualify", lateness.qualify),
        ("late-route", lateness.route),
        ("late-unassigned", lateness.unassigned),
        ("late-owner-closed", lateness.owner_closed),
        ("late-owner-open", lateness.owner_open),
    ];
    let parts = parts.into_iter().filter(|(_, span)| is_some(*span));
    parts.map(|(key, span)| (voice.say(key, &[]), length(voice.page, span))).collect()
}
