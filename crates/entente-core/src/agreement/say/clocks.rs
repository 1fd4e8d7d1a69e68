//! §7, behind the promises: what counts as a touch, whose hours count, what stops a clock and who hears of it.

use super::{Voice, tell};
use crate::agreement::model::{CalendarOf, FirstTouch, LadderStep, Tell, Then, WaiverBy};
use crate::time::Span;

/// What counts as a first touch.
pub(super) fn first_touch(voice: &Voice<'_>, kinds: &FirstTouch) -> String {
    let FirstTouch { call, mail_personal, mail_any, meeting_booked, meeting_held, chat_human, any } = kinds;
    let mut counted: Vec<String> = Vec::new();
    match call {
        None => {}
        Some(Span::ZERO) => counted.push(voice.pick("any call", "모든 통화").to_owned()),
        Some(least) => {
            let least = voice.span(*least);
            counted.push(tell!(voice.lang, "a call of at least {least}", "{least} 이상의 통화"));
        }
    }
    for (counts, en, ko) in [
        (mail_personal, "a mail written to this person", "그 사람에게 직접 쓴 메일"),
        (mail_any, "any mail", "모든 메일"),
        (meeting_booked, "a meeting that was booked", "예약된 미팅"),
        (meeting_held, "a meeting that was held", "열린 미팅"),
        (chat_human, "a chat with a person", "사람과의 채팅"),
        (any, "any other act that is recorded as a touch", "접촉으로 기록된 그 밖의 모든 활동"),
    ] {
        if *counts {
            counted.push(voice.pick(en, ko).to_owned());
        }
    }
    if counted.is_empty() {
        return tell!(voice.lang, "No act counts as a first touch.", "첫 접촉으로 인정하는 활동이 없습니다.");
    }
    if counted.len() == 1 && *any {
        return tell!(
            voice.lang,
            "Every act that is recorded as a touch counts as a first touch.",
            "접촉으로 기록된 모든 활동을 첫 접촉으로 인정합니다."
        );
    }
    let counted = voice.any(&counted);
    tell!(
        voice.lang,
        "As a first touch counts {counted}; nothing else does.",
        "다음만 첫 접촉으로 인정합니다: {counted}."
    )
}

/// Whose calendar business time is counted in.
pub(super) fn calendar_of(voice: &Voice<'_>, whose: &CalendarOf) -> Vec<String> {
    let first = match whose {
        CalendarOf::Team => tell!(
            voice.lang,
            "Business time is counted in the calendar of the team that holds the lead.",
            "영업시간은 리드를 맡은 팀의 달력으로 셉니다."
        ),
        CalendarOf::Named(calendar) => {
            let calendar = voice.name(calendar);
            tell!(
                voice.lang,
                "Business time is counted in the calendar {calendar}, for all.",
                "영업시간은 모두 {calendar} 달력으로 셉니다."
            )
        }
    };
    vec![
        first,
        tell!(
            voice.lang,
            "Business hours and minutes are open time of that calendar. Business days are the open days after the day of the start, and end with the last of them; calendar days are the dates after it. A time that says neither runs day and night, a day being 24 hours.",
            "영업시간은 그 달력에서 열려 있는 시간입니다. 영업일은 시작한 다음 날부터 열려 있는 날을 세어 마지막 날이 끝날 때까지이며, 달력 날짜는 시작한 다음 날부터 모든 날을 셉니다. 어느 쪽도 적지 않은 시간은 밤낮없이 흐르며 하루는 24시간입니다."
        ),
    ]
}

/// A reason that stops a clock.
pub(super) fn pause(voice: &Voice<'_>, longest: Span) -> String {
    let longest = voice.span(longest);
    tell!(
        voice.lang,
        "This reason may stop a clock, for no longer than {longest}.",
        "이 사유로 시간 측정을 멈출 수 있으며, 최대 {longest}까지입니다."
    )
}

/// What is told to whom as a clock runs.
pub(super) fn ladder(voice: &Voice<'_>, steps: &[LadderStep]) -> Vec<String> {
    let told = |tell: &Tell| match tell {
        Tell::Owner => voice.pick("the owner of the lead", "리드 담당자").to_owned(),
        Tell::Manager => voice.pick("the team's manager", "팀 관리자").to_owned(),
        Tell::Marketing => voice.pick("the person who signs for marketing", "마케팅 서명자").to_owned(),
        Tell::Sales => voice.pick("the person who signs for sales", "영업 서명자").to_owned(),
        Tell::Person(person) => person.to_string(),
    };
    steps
        .iter()
        .map(|step| {
            let (at, who) = (voice.share(step.at), voice.all(&step.tell.iter().map(told).collect::<Vec<_>>()));
            let told = match step.tell.is_empty() {
                true => tell!(voice.lang, "When {at} of a clock's time has passed, nobody is told", "약속 시간의 {at}가 지나면 알리지 않습니다"),
                false => tell!(voice.lang, "When {at} of a clock's time has passed, this is told to {who}", "약속 시간의 {at}가 지나면 다음 사람에게 알립니다: {who}"),
            };
            match step.then {
                Then::Nothing => format!("{told}."),
                Then::Late => tell!(
                    voice.lang,
                    "{told}, and what the promise says for being late happens.",
                    "{told}. 또한 그 약속에서 늦었을 때 하기로 한 것을 합니다."
                ),
                Then::Reassign => tell!(
                    voice.lang,
                    "{told}, and the lead goes to another owner, never back to one who has had it in this handoff.",
                    "{told}. 또한 리드를 다른 담당자에게 다시 배정하며, 이번 인계에서 이미 맡았던 사람에게는 배정하지 않습니다."
                ),
            }
        })
        .collect()
}

/// Who may waive.
pub(super) fn waivers(voice: &Voice<'_>, by: WaiverBy) -> String {
    match by {
        WaiverBy::OtherParty => tell!(
            voice.lang,
            "A missed promise may be waived by the party to whom it was made. The verdict stays; the waiver stands beside it.",
            "지키지 못한 약속은 그 약속을 받은 쪽에서 면제할 수 있습니다. 판정은 그대로 남고 면제를 함께 기록합니다."
        ),
        WaiverBy::Nobody => {
            tell!(voice.lang, "Nobody may waive a missed promise.", "지키지 못한 약속은 누구도 면제할 수 없습니다.")
        }
    }
}
