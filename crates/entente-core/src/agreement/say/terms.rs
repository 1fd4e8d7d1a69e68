//! The annex: calendars, fields and lists, which the clauses name.

use super::{Voice, tell};
use crate::agreement::model::{CalendarDef, Field, FieldKind, LocalInterval};
use crate::lang::Lang;

/// A calendar: zone, weekly hours, closed and special dates.
pub(super) fn calendar(voice: &Voice<'_>, calendar: &CalendarDef) -> Vec<String> {
    let zone = &calendar.timezone;
    let week = weekly(voice, &calendar.open).join("; ");
    let mut said = vec![
        tell!(voice.lang, "Local times in the time zone {zone}.", "{zone} 시간대의 현지 시각입니다."),
        tell!(voice.lang, "Open {week}.", "근무 시간: {week}."),
    ];
    if !calendar.closed.is_empty() {
        let dates: Vec<String> = calendar
            .closed
            .iter()
            .map(|(date, why)| if why.is_empty() { date.to_string() } else { format!("{date} ({why})") })
            .collect();
        let dates = voice.all(&dates);
        said.push(tell!(voice.lang, "Closed on {dates}.", "휴무일: {dates}."));
    }
    if !calendar.special.is_empty() {
        let dates: Vec<String> =
            calendar.special.iter().map(|(date, hours)| format!("{date} {}", hours_text(voice, hours))).collect();
        let dates = dates.join("; ");
        said.push(tell!(voice.lang, "Other hours on these dates: {dates}.", "근무 시간이 다른 날: {dates}."));
    }
    said
}

/// `Monday to Thursday 09:00-12:30 and 13:30-18:00`; neighbouring days of the same hours are said together.
fn weekly(voice: &Voice<'_>, open: &[Vec<LocalInterval>; 7]) -> Vec<String> {
    let mut said = Vec::new();
    let mut first = 0;
    while first < open.len() {
        let same = open[first..].iter().take_while(|hours| **hours == open[first]).count();
        if !open[first].is_empty() {
            said.push(format!("{} {}", days(voice, first, first + same - 1), hours_text(voice, &open[first])));
        }
        first += same;
    }
    if said.is_empty() {
        said.push(voice.pick("on no weekday", "없음").to_owned());
    }
    said
}

fn days(voice: &Voice<'_>, first: usize, last: usize) -> String {
    let (from, to) = (weekday(voice.lang, first), weekday(voice.lang, last));
    match (first == last, voice.lang) {
        (true, _) => from.to_owned(),
        (false, Lang::En) => format!("{from} to {to}"),
        (false, Lang::Ko) => format!("{from}~{to}"),
    }
}

/// A weekday by its number, 0 for Monday.
pub(super) fn weekday(lang: Lang, day: usize) -> &'static str {
    const EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    const KO: [&str; 7] = ["월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"];
    match lang {
        Lang::En => EN[day % 7],
        Lang::Ko => KO[day % 7],
    }
}

fn hours_text(voice: &Voice<'_>, hours: &[LocalInterval]) -> String {
    if hours.is_empty() {
        return voice.pick("closed", "쉼").to_owned();
    }
    voice.all(&hours.iter().map(LocalInterval::to_string).collect::<Vec<_>>())
}

/// Whose field it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// A lead's.
    Lead,
    /// An account's.
    Account,
}

/// A field of a lead or an account.
pub(super) fn field(voice: &Voice<'_>, whose: Whose, field: &Field) -> String {
    let whose = match whose {
        Whose::Lead => voice.pick("a lead", "리드"),
        Whose::Account => voice.pick("an account", "고객사"),
    };
    let kind = match &field.kind {
        FieldKind::Choice { of } => {
            let of = match voice.lang {
                Lang::En => voice.any(&of.iter().map(|word| voice.name(word)).collect::<Vec<_>>()),
                Lang::Ko => voice.names(of),
            };
            tell!(voice.lang, "one of {of}", "다음 중 하나: {of}")
        }
        FieldKind::Set { of } => {
            let of = voice.names(of);
            tell!(voice.lang, "any number of {of}", "다음 중 여럿: {of}")
        }
        FieldKind::Bool => voice.pick("yes or no", "예 또는 아니요").to_owned(),
        FieldKind::Number => voice.pick("a number", "숫자").to_owned(),
        FieldKind::Text => {
            voice.pick("text, in which capitals differ from small letters", "글(대소문자를 구분함)").to_owned()
        }
        FieldKind::Country => voice.pick("a country, as its code of two letters", "국가(두 글자 코드)").to_owned(),
        FieldKind::Date => voice.pick("a date", "날짜").to_owned(),
    };
    match &field.from {
        None => tell!(voice.lang, "Recorded about {whose} as {kind}.", "{whose}에 대해 기록합니다. 형식: {kind}."),
        Some(from) => {
            let from = voice.name(from);
            tell!(
                voice.lang,
                "Worked out about {whose} from {from}: {kind}.",
                "{whose}의 {from}에서 계산합니다. 형식: {kind}."
            )
        }
    }
}

/// A named list.
pub(super) fn list(voice: &Voice<'_>, words: &[String]) -> String {
    let words = words.join(", ");
    tell!(
        voice.lang,
        "The list holds {words}; capitals and small letters are the same.",
        "목록: {words}. 대소문자를 구분하지 않습니다."
    )
}
