//! The people of sales: how soon each looks at a lead, whom each takes, and with what words each sends one back.

use entente_core::id::Name;

use super::chance::Chance;
use super::people::{Interest, Kind, Person};

/// How a person of sales works. Differences are of the size one meets in any team; none is at fault.
#[derive(Debug)]
pub(super) struct Habit {
    pub(super) handle: &'static str,
    /// Calendar of the agreement whose hours they keep.
    pub(super) calendar: &'static str,
    /// Working minutes until they look at a lead; half the time it is less.
    pub(super) minutes: i64,
    /// In how many of 1,000 cases a lead is left lying.
    pub(super) forgets: u64,
    /// In how many of 1,000 cases they take somebody who is not clearly one to take.
    pub(super) gives_a_chance: u64,
    /// How often they try before they give up.
    pub(super) stamina: u32,
    /// In how many of 1,000 cases a word on the lead's quality follows.
    pub(super) rates: u64,
    /// In how many of 1,000 rejections the reason is left out.
    pub(super) leaves_out: u64,
}

const HABITS: &[Habit] = &[
    Habit {
        handle: "jonas.weber",
        calendar: "berlin",
        minutes: 21,
        forgets: 20,
        gives_a_chance: 60,
        stamina: 6,
        rates: 760,
        leaves_out: 15,
    },
    Habit {
        handle: "ama.boateng",
        calendar: "berlin",
        minutes: 16,
        forgets: 10,
        gives_a_chance: 150,
        stamina: 7,
        rates: 930,
        leaves_out: 0,
    },
    Habit {
        handle: "luca.moretti",
        calendar: "berlin",
        minutes: 38,
        forgets: 95,
        gives_a_chance: 300,
        stamina: 3,
        rates: 540,
        leaves_out: 70,
    },
    Habit {
        handle: "yuna.choi",
        calendar: "seoul",
        minutes: 14,
        forgets: 8,
        gives_a_chance: 140,
        stamina: 6,
        rates: 960,
        leaves_out: 0,
    },
    Habit {
        handle: "minho.lee",
        calendar: "seoul",
        minutes: 27,
        forgets: 45,
        gives_a_chance: 50,
        stamina: 5,
        rates: 700,
        leaves_out: 20,
    },
    Habit {
        handle: "kwame.osei",
        calendar: "berlin",
        minutes: 60,
        forgets: 60,
        gives_a_chance: 120,
        stamina: 4,
        rates: 600,
        leaves_out: 30,
    },
];

/// The head of sales, to whom a lead goes when no one is free.
pub(super) const HEAD: &str = "kwame.osei";

/// How somebody works.
pub(super) fn habit(handle: &Name) -> Option<&'static Habit> {
    HABITS.iter().find(|habit| habit.handle == handle.as_str())
}

/// Those of the teams, without the head.
pub(super) fn team() -> impl Iterator<Item = &'static Habit> {
    HABITS.iter().filter(|habit| habit.handle != HEAD)
}

/// What a rep makes of a lead before talking to it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Take,
    Refuse { reason: &'static str, words: &'static str },
}

/// Looks at a lead: the plain cases first, then how well it fits, then a matter of temper. Only the first owner of a
/// lead may find that it belongs to somebody else.
pub(super) fn judge(habit: &Habit, person: &Person, fit: i64, is_first: bool, chance: &mut Chance) -> Answer {
    let plain = match person.kind {
        Kind::Fake => Some(("fake", 990)),
        Kind::Student => Some(("student_or_vendor", 930)),
        Kind::JobSeeker | Kind::Competitor => Some(("student_or_vendor", 800)),
        Kind::Duplicate => Some(("duplicate", 850)),
        Kind::Buyer => None,
    };
    if let Some((reason, sure)) = plain
        && chance.happens(sure)
    {
        return refuse(habit, reason, chance);
    }
    let wanted = match person.interest {
        Interest::Hot => 760,
        Interest::Warm => 570,
        Interest::Curious => 400,
        Interest::Cold => 200,
    };
    let suits = if fit >= 50 { wanted } else { wanted / 2 };
    if chance.happens(suits) || chance.happens(habit.gives_a_chance) {
        return Answer::Take;
    }
    let reason = if fit < 50 && chance.happens(620) {
        "wrong_company"
    } else if person.seniority == "staff" && chance.happens(700) {
        "wrong_contact"
    } else {
        ["no_interest", "unreachable", "incomplete", "wrong_contact", "misrouted", "already_owned"]
            [chance.weighted(&[38, 20, 14, 14, if is_first { 6 } else { 0 }, if is_first { 4 } else { 0 }])]
    };
    refuse(habit, reason, chance)
}

fn refuse(habit: &Habit, reason: &'static str, chance: &mut Chance) -> Answer {
    if chance.happens(habit.leaves_out) {
        return Answer::Refuse { reason: "", words: "" };
    }
    let words = match reason {
        "wrong_company" => chance.word(&["Too small for a shuttle.", "No warehouse of their own.", "Rents its space."]),
        "wrong_contact" => chance.word(&["An assistant, no say in it.", "Works on something else now.", ""]),
        "no_interest" => chance.word(&["Was only curious.", "Wrote a paper, wants no offer.", "Said no on the phone."]),
        "student_or_vendor" => chance.word(&["A student.", "Sells to us.", "Wants to work here."]),
        "duplicate" => chance.word(&["I have her under her work address.", "Same person, other mail.", ""]),
        "misrouted" => chance.word(&["Belongs to another region.", ""]),
        "unreachable" => chance.word(&["Number does not exist.", "Left the company.", ""]),
        "incomplete" => chance.word(&["No phone, no role.", ""]),
        _ => "",
    };
    // Some still write what they wrote before the agreement; it knows those words too.
    let reason = if reason == "wrong_contact" && chance.happens(300) { "Wrong person" } else { reason };
    Answer::Refuse { reason, words }
}

/// Stars and words for a lead that was accepted, by what it turned out to be.
pub(super) fn rating(person: &Person, chance: &mut Chance) -> (u8, &'static str) {
    let stars = (person.interest as i64 + 1 + chance.between(0, 1)).clamp(1, 5) as u8;
    let words = match stars {
        1 => chance.word(&["Did not know why we called.", "Wanted the guide, nothing else.", ""]),
        2 => chance.word(&["Early. Next year perhaps.", "Nice talk, no project.", ""]),
        3 => chance.word(&["There is a project, no budget yet.", "Asked for interfaces to the WMS.", ""]),
        4 => chance.word(&["Knew our payback figures already.", "Brought the plant manager along.", "Good one."]),
        _ => chance.word(&["Had a budget and a date.", "More like this, please.", "Ready to see a pilot."]),
    };
    (stars, words)
}
