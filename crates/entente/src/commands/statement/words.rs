//! The statement's sentences, both languages side by side. They say how a promise stands, never whose fault it is.

use entente_core::decision::PaceState;
use entente_core::lang::{self, Lang};
use entente_core::number::Decimal;
use entente_core::pace::Portion;
use entente_history::report::Standing;

use crate::commands::report::number::grouped;

/// A word in either language.
macro_rules! word {
    ($($(#[$doc:meta])* $name:ident = $en:literal, $ko:literal;)*) => {
        $($(#[$doc])*
        pub(super) fn $name(lang: Lang) -> &'static str {
            match lang {
                Lang::En => $en,
                Lang::Ko => $ko,
            }
        })*
    };
}

word! {
    target = "target", "목표";
    actual = "actual", "실적";
    verdict = "stands", "판정";
    pace = "pace", "속도";
    before = "before", "지난 기간";
    since = "since", "시작";
    nothing = "Nothing is promised here.", "이쪽 약속은 없습니다.";
    overdue = "overdue", "기한 지남";
    running = "running", "진행 중";
    cannot_tell = "cannot tell", "알 수 없음";
    waived = "waived", "면제";
    none_judged = "nothing judged yet", "아직 판정 없음";
    not_counted = "nothing to count by yet", "아직 집계할 것이 없습니다";
    at_risk = "At risk", "살펴볼 것";
    nothing_at_risk = "Nothing at the moment.", "지금은 없습니다.";
}

/// Meetings held, of those that were due by now and of all in the period.
pub(super) fn meetings(lang: Lang, held: u64, past: u64, all: u64) -> String {
    match lang {
        Lang::En => format!("{held} of {past} held, {all} in the period"),
        Lang::Ko => format!("{past}회 중 {held}회 개최, 기간 전체 {all}회"),
    }
}

/// `New business promises`.
pub(super) fn promises_of(lang: Lang, name: &str) -> String {
    match lang {
        Lang::En => format!("{name} promises"),
        Lang::Ko => format!("{name}의 약속"),
    }
}

/// What share of clocks must be met.
pub(super) fn of_clocks(lang: Lang, promised: &str) -> String {
    match lang {
        Lang::En => format!("{promised} in time"),
        Lang::Ko => format!("{promised} 기한 내"),
    }
}

/// What share was met, of how many.
pub(super) fn kept(lang: Lang, share: &str, of: u64) -> String {
    match lang {
        Lang::En => format!("{share} of {}", grouped(of)),
        Lang::Ko => format!("{}건 중 {share}", grouped(of)),
    }
}

/// A share of a cohort, with those who are too young.
pub(super) fn share(lang: Lang, share: &str, of: u64, immature: u64) -> String {
    let mut text = if of == 0 { none_judged(lang).to_owned() } else { kept(lang, share, of) };
    if immature > 0 {
        text += &match lang {
            Lang::En => format!(", {} too young to judge", grouped(immature)),
            Lang::Ko => format!(", {}건은 판단하기 이름", grouped(immature)),
        };
    }
    text
}

/// What was promised for a period, and what of it by now.
pub(super) fn by_now(lang: Lang, promised: &str, period: &str, expected: &str) -> String {
    match lang {
        Lang::En => format!("{promised} in {period}, {expected} by now"),
        Lang::Ko => format!("{period}에 {promised}, 지금까지 {expected}"),
    }
}

/// Why the first period of a promise asks for less than it says.
pub(super) fn portion(lang: Lang, portion: Portion) -> String {
    let Portion { since, days, of } = portion;
    match lang {
        Lang::En => format!("{since}, {days} of {of} open days"),
        Lang::Ko => format!("{since}, 영업일 {of}일 중 {days}일"),
    }
}

/// What was counted: net, gross, taken back, pending.
pub(super) fn net(lang: Lang, net: &str, gross: &str, taken_back: &str, pending: &str) -> String {
    let mut text = match (lang, taken_back) {
        (_, "0") => net.to_owned(),
        (Lang::En, _) => format!("{net} ({gross} less {taken_back} taken back)"),
        (Lang::Ko, _) => format!("{net} ({gross}에서 {taken_back} 차감)"),
    };
    if pending != "0" {
        text += &match lang {
            Lang::En => format!(", {pending} still open to dispute"),
            Lang::Ko => format!(", {pending}건은 이의 제기 가능"),
        };
    }
    text
}

/// How a period goes: its state, what each open day must bring, and what it will come to.
pub(super) fn pace_says(lang: Lang, is: PaceState, required: Option<&str>, forecast: Option<(i64, i64)>) -> String {
    let mut text = state(lang, is).to_owned();
    if let Some(required) = required.filter(|required| *required != "0") {
        text += &match lang {
            Lang::En => format!("; {required} an open day would reach it"),
            Lang::Ko => format!("; 영업일마다 {required}이면 달성"),
        };
    }
    if let Some((low, high)) = forecast {
        let [low, high] = [low, high].map(|leads| lang::grouped(Decimal::from_int(leads)));
        text += &match lang {
            Lang::En => format!("; going on like this, {low} to {high}"),
            Lang::Ko => format!("; 이대로면 {low}~{high}"),
        };
    }
    text
}

/// A state of pace.
pub(super) fn state(lang: Lang, state: PaceState) -> &'static str {
    match (lang, state) {
        (Lang::En, state) => crate::commands::report::state_says(state),
        (Lang::Ko, PaceState::Ahead) => "앞섬",
        (Lang::Ko, PaceState::OnPace) => "순조로움",
        (Lang::Ko, PaceState::Behind) => "뒤처짐",
        (Lang::Ko, PaceState::OutOfReach) => "도달 어려움",
        (Lang::Ko, PaceState::Met) => "달성",
        (Lang::Ko, PaceState::Missed) => "미달",
    }
}

/// How a share stands.
pub(super) fn standing(lang: Lang, standing: Standing) -> &'static str {
    match (lang, standing) {
        (Lang::En, standing) => crate::commands::report::standing_says(standing),
        (Lang::Ko, Standing::NothingYet) => "아직 판정 없음",
        (Lang::Ko, Standing::Kept) => "약속대로",
        (Lang::Ko, Standing::Unclear) => "약속에 못 미치나 우연일 수 있음",
        (Lang::Ko, Standing::Below) => "약속에 못 미침",
    }
}

/// Clocks past due, and a share below its promise.
pub(super) fn clock_risk(lang: Lang, overdue: u64, percent: &str, promised: &str) -> String {
    match lang {
        Lang::En => format!("{percent}% in time of {promised} promised; past due and still open: {}", grouped(overdue)),
        Lang::Ko => format!("약속 {promised} 중 {percent}% 기한 내, 기한이 지나고 아직 열린 것 {}건", grouped(overdue)),
    }
}

/// A count behind its pace.
pub(super) fn pace_risk(lang: Lang, is: PaceState, period: &str, required: Option<&str>) -> String {
    format!("{period}: {}", pace_says(lang, is, required, None))
}
