//! Reads what each side promises, and what happens when a promise runs late.

mod commitment;
mod ladder;
mod tiers;

pub(crate) use commitment::{bounds, summed};

use super::at::{At, Entries};
use super::handoff::known_calendar;
use super::keys::promises::{FIRST_TOUCH, SLA, WAIVERS};
use super::moment::Way;
use super::names::Names;
use super::problems::Problems;
use super::values::{bool, span, word};
use crate::agreement::model::{CalendarOf, FirstTouch, Named, Sla, WaiverBy};
use crate::agreement::source::Value;
use crate::id::Name;
use crate::problem::Reason;
use crate::time::Span;

/// Reads all promises.
pub(crate) fn sla(root: &Entries<'_>, names: &Names, way: Way<'_>, problems: &mut Problems) -> Sla {
    let mut sla = Sla {
        first_touch_counts: FirstTouch { any: true, ..FirstTouch::default() },
        calendar_of: CalendarOf::Team,
        marketing: Named::default(),
        sales: Named::default(),
        pauses: Named::default(),
        ladder: Vec::new(),
        waivers: WaiverBy::OtherParty,
    };
    let Some(at) = root.section("sla") else { return sla };
    let entries = at.table(&SLA, problems);
    refuse_other_parties(&at, problems);
    if let Some(at) = entries.section("first_touch_counts") {
        sla.first_touch_counts = first_touch(&at, problems);
    }
    if let Some(at) = entries.get("calendar_of").filter(|at| at.node.text() != Some("team")) {
        sla.calendar_of = known_calendar(&at, names, problems).map_or(CalendarOf::Team, CalendarOf::Named);
    }
    if sla.calendar_of == CalendarOf::Team {
        refuse_unknown_hours(&at, names, problems);
    }
    let mut of = |party: &str| {
        entries.section(party).map(|at| commitment::commitments(&at, names, way, problems)).unwrap_or_default()
    };
    (sla.marketing, sla.sales) = (of("marketing"), of("sales"));
    sla.pauses = entries.section("pauses").map(|at| pauses(&at, problems)).unwrap_or_default();
    sla.ladder = entries.section("ladder").map(|at| ladder::ladder(&at, names, problems)).unwrap_or_default();
    if let Some(at) = entries.section("waivers") {
        let entries = at.table(&WAIVERS, problems);
        let words = [("other_party", WaiverBy::OtherParty), ("nobody", WaiverBy::Nobody)];
        sla.waivers = entries.get("by").and_then(|at| word(&at, &words, problems)).unwrap_or(WaiverBy::OtherParty);
    }
    sla
}

/// A mapping of promises under a name that is neither party: nobody owes them. Told instead of the unknown key.
fn refuse_other_parties(at: &At<'_>, problems: &mut Problems) {
    for (key, promise) in at.clone().pairs(&mut Problems::default()) {
        let of_promises = |(_, node): &(_, crate::agreement::source::Node)| matches!(node.value, Value::Map(_));
        let is_party = promise.node.entries().is_some_and(|own| !own.is_empty() && own.iter().all(of_promises));
        if is_party && !SLA.keys.iter().any(|known| known.name == key) {
            problems.0.retain(|told| told.place != promise.key_place);
            let what = format!("nobody owes these promises: '{key}' is not a party");
            problems.key_error(Reason::OwedByNobody, &promise, what, "Write them under 'marketing' or 'sales'");
        }
    }
}

/// Business time without a team to count in: with several calendars, nobody could say whose hours are meant.
fn refuse_unknown_hours(at: &At<'_>, names: &Names, problems: &mut Problems) {
    if !names.teams.is_empty() || names.calendars.len() < 2 {
        return;
    }
    let known: Vec<&str> = names.calendars.iter().map(Name::as_str).collect();
    let what = "there is no team, and nothing says whose calendar counts";
    problems.key_error(Reason::Missing, at, what, format!("Add 'calendar_of': one of {}", known.join(", ")));
}

fn first_touch(at: &At<'_>, problems: &mut Problems) -> FirstTouch {
    let entries = at.table(&FIRST_TOUCH, problems);
    let mut counts = FirstTouch::default();
    if let Some(at) = entries.get("call") {
        counts.call = if at.node.text() == Some("any") { Some(Span::ZERO) } else { span(&at, problems) };
    }
    if let Some(any) = entries.get("mail").and_then(|at| word(&at, &[("personal", false), ("any", true)], problems)) {
        (counts.mail_personal, counts.mail_any) = (!any, any);
    }
    if let Some(held) = entries.get("meeting").and_then(|at| word(&at, &[("booked", false), ("held", true)], problems))
    {
        (counts.meeting_booked, counts.meeting_held) = (!held, true);
    }
    counts.chat_human = entries.get("chat").and_then(|at| word(&at, &[("human", true)], problems)).unwrap_or(false);
    counts.any = entries.get("any").and_then(|at| bool(&at, problems)).unwrap_or(false);
    if counts == FirstTouch::default() {
        let what = "no act counts as a first touch, so no such promise can be kept";
        problems.key_error(Reason::Value, at, what, "Write at least one kind of act, or 'any: true'");
    }
    counts
}

fn pauses(at: &At<'_>, problems: &mut Problems) -> Named<Span> {
    let read = |(reason, at): (&str, At<'_>)| Some((Name::from(reason), span(&at, problems)?));
    Named(at.pairs(&mut Problems::default()).into_iter().filter_map(read).collect())
}
