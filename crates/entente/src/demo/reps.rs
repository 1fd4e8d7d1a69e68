//! The people of sales: how soon each looks at a lead, whom each takes, and with what words each sends one back.

use entente_core::id::Name;
use jiff::tz::TimeZone;

use super::campaigns::zone;
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
    /// In how many of 1,000 cases they take a lead and call it only hours later.
    pub(super) calls_late: u64,
    /// In how many of 1,000 cases they take somebody who is not clearly one to take.
    pub(super) gives_a_chance: u64,
    /// How often they try before they give up.
    pub(super) stamina: u32,
    /// In how many of 1,000 cases a word on the lead's quality follows.
    pub(super) rates: u64,
    /// In how many of 1,000 cases that word comes after the week is over.
    pub(super) rates_late: u64,
    /// In how many of 1,000 rejections the reason is left out.
    pub(super) leaves_out: u64,
}

impl Habit {
    /// Where they live.
    pub(super) fn zone(&self) -> TimeZone {
        zone(if self.calendar == "seoul" { "Asia/Seoul" } else { "Europe/Berlin" })
    }

    /// What they write of a lead, in the language they think in when they are in a hurry.
    fn word(&self, chance: &mut Chance, english: &[&'static str], korean: &[&'static str]) -> &'static str {
        let in_korean = self.calendar == "seoul" && chance.happens(550);
        chance.word(if in_korean { korean } else { english })
    }
}

const HABITS: &[Habit] = &[
    Habit {
        handle: "jonas.weber",
        calendar: "berlin",
        minutes: 21,
        forgets: 20,
        calls_late: 110,
        gives_a_chance: 60,
        stamina: 6,
        rates: 880,
        rates_late: 230,
        leaves_out: 15,
    },
    Habit {
        handle: "ama.boateng",
        calendar: "berlin",
        minutes: 16,
        forgets: 10,
        calls_late: 60,
        gives_a_chance: 150,
        stamina: 7,
        rates: 960,
        rates_late: 130,
        leaves_out: 0,
    },
    Habit {
        handle: "luca.moretti",
        calendar: "berlin",
        minutes: 30,
        forgets: 70,
        calls_late: 190,
        gives_a_chance: 300,
        stamina: 3,
        rates: 800,
        rates_late: 330,
        leaves_out: 70,
    },
    Habit {
        handle: "yuna.choi",
        calendar: "seoul",
        minutes: 14,
        forgets: 8,
        calls_late: 80,
        gives_a_chance: 140,
        stamina: 6,
        rates: 955,
        rates_late: 130,
        leaves_out: 0,
    },
    Habit {
        handle: "minho.lee",
        calendar: "seoul",
        minutes: 22,
        forgets: 45,
        calls_late: 170,
        gives_a_chance: 50,
        stamina: 5,
        rates: 860,
        rates_late: 260,
        leaves_out: 20,
    },
    Habit {
        handle: "kwame.osei",
        calendar: "berlin",
        minutes: 60,
        forgets: 60,
        calls_late: 120,
        gives_a_chance: 120,
        stamina: 4,
        rates: 880,
        rates_late: 240,
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
    let words = match words_of(reason) {
        Some((english, korean)) => habit.word(chance, english, korean),
        None => "",
    };
    // Some still write what they wrote before the agreement; it knows those words too.
    let reason = if reason == "wrong_contact" && chance.happens(300) { "Wrong person" } else { reason };
    Answer::Refuse { reason, words }
}

/// A pool of words in English and one in Korean.
type Words = (&'static [&'static str], &'static [&'static str]);

/// What is written beside a reason.
fn words_of(reason: &str) -> Option<Words> {
    Some(match reason {
        "wrong_company" => (
            &[
                "Too small for a shuttle.",
                "No warehouse of their own.",
                "Rents its space, may change nothing.",
                "All their goods are over two tonnes.",
                "",
            ],
            &["자체 물류창고가 없습니다.", "규모가 너무 작습니다.", "임대 창고라 설비를 바꿀 수 없습니다."],
        ),
        "wrong_contact" => (
            &["An assistant, no say in it.", "Works on something else now.", "Buys office supplies.", ""],
            &["결정권이 없는 분입니다.", "담당 업무가 바뀌었습니다.", ""],
        ),
        "no_interest" => (
            &[
                "Was only curious.",
                "Wrote a paper, wants no offer.",
                "Said no on the phone.",
                "Came for the webinar only.",
            ],
            &["자료만 필요했다고 합니다.", "통화했지만 관심이 없습니다.", ""],
        ),
        "student_or_vendor" => (
            &["A student.", "Sells to us.", "Wants to work here."],
            &["학생입니다.", "우리에게 판매하려는 업체입니다."],
        ),
        "duplicate" => (
            &["I have them under the work address.", "Same person, other mail.", ""],
            &["회사 메일로 이미 등록된 분입니다.", ""],
        ),
        "misrouted" => (&["Belongs to another region.", ""], &["다른 지역 담당입니다.", ""]),
        "unreachable" => {
            (&["Number does not exist.", "Left the company.", ""], &["없는 번호입니다.", "퇴사했다고 합니다."])
        }
        "incomplete" => (&["No phone, no role.", "Company unknown, no phone.", ""], &["연락처와 직책이 없습니다.", ""]),
        _ => return None,
    })
}

/// Stars and words for a lead that was accepted, by what it turned out to be.
pub(super) fn rating(person: &Person, owner: &Name, chance: &mut Chance) -> (u8, &'static str) {
    let stars = (person.interest as i64 + 1 + chance.between(0, 1)).clamp(1, 5) as u8;
    let (english, korean): Words = match stars {
        1 => (
            &["Did not know why we called.", "Wanted the guide, nothing else.", ""],
            &["왜 전화했는지 모르더군요.", ""],
        ),
        2 => (
            &["Early. Next year perhaps.", "Nice talk, no project.", "Collects offers for a thesis of the boss.", ""],
            &["아직 이릅니다. 내년쯤 다시.", "구체적인 계획이 없습니다.", ""],
        ),
        3 => (
            &["There is a project, no budget yet.", "Asked for interfaces to the WMS.", "Knows the rival's price.", ""],
            &["프로젝트는 있으나 예산이 없습니다.", "WMS 연동을 물어보았습니다."],
        ),
        4 => (
            &["Knew our payback figures already.", "Brought the plant manager along.", "Good one.", "Read the guide."],
            &["회수 기간을 이미 알고 있었습니다.", "공장장과 함께 나왔습니다."],
        ),
        _ => (
            &["Had a budget and a date.", "More like this, please.", "Ready to see a pilot."],
            &["예산과 일정이 있습니다.", "이런 리드를 더 보내 주십시오."],
        ),
    };
    let word = habit(owner).map_or("", |habit| habit.word(chance, english, korean));
    (stars, word)
}
