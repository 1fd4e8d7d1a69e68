//! §2 and §3: whom we want, and what shows interest.

use super::{Voice, tell};
use crate::agreement::model::{Buyer, FitRule, Signal, SignalClass, Thresholds};
use crate::lang::{Lang, grouped};
use crate::number::Decimal;

/// A target buyer.
pub(super) fn buyer(voice: &Voice<'_>, buyer: &Buyer) -> Vec<String> {
    let when = voice.condition(&buyer.when);
    let mut said: Vec<String> = voice.says(&buyer.says).into_iter().collect();
    said.push(tell!(
        voice.lang,
        "A lead is this buyer when {when}.",
        "다음 조건을 만족하는 리드가 이 구매자입니다: {when}."
    ));
    if !buyer.looks_like.is_empty() {
        let like = voice.all(&buyer.looks_like);
        said.push(tell!(voice.lang, "Customers like it: {like}.", "이와 같은 고객: {like}."));
    }
    if !buyer.unlike.is_empty() {
        let unlike = voice.all(&buyer.unlike);
        said.push(tell!(voice.lang, "Not like it: {unlike}.", "이와 다른 사례: {unlike}."));
    }
    if let Some(heard) = voice.says(&buyer.heard) {
        said.push(tell!(voice.lang, "What sales hears from them: {heard}", "영업이 현장에서 듣는 말: {heard}"));
    }
    said
}

/// A rule of fit.
pub(super) fn fit(voice: &Voice<'_>, rule: &FitRule) -> Vec<String> {
    let when = voice.condition(&rule.when);
    let points = voice.points(unsigned(rule.points));
    let mut said: Vec<String> = voice.says(&rule.says).into_iter().collect();
    said.push(if rule.disqualify {
        tell!(
            voice.lang,
            "A lead is disqualified outright, whatever else holds, when {when}.",
            "다음 조건을 만족하는 리드는 다른 조건과 관계없이 바로 부적격 처리합니다: {when}.",
        )
    } else if rule.points < Decimal::ZERO {
        tell!(
            voice.lang,
            "{points} of fit are taken away when {when}.",
            "다음 조건을 만족하면 적합도에서 {points}을 뺍니다: {when}."
        )
    } else {
        tell!(
            voice.lang,
            "{points} of fit are given when {when}.",
            "다음 조건을 만족하면 적합도에 {points}을 더합니다: {when}."
        )
    });
    if rule.disqualify && rule.points != Decimal::ZERO {
        said.push(tell!(voice.lang, "It is worth {points}.", "이 조건의 점수는 {points}입니다."));
    }
    said
}

/// The grades of fit.
pub(super) fn grades(voice: &Voice<'_>, grades: &Thresholds) -> Vec<String> {
    let ladder = thresholds(voice, grades);
    if voice.agreement.fit.is_empty() {
        return vec![tell!(
            voice.lang,
            "This agreement gives no points of fit, so the fit of every lead is 0. Were points given, the grade would be: {ladder}.",
            "이 합의서는 적합도 점수를 주지 않으므로 모든 리드의 적합도는 0입니다. 점수가 있을 때의 등급은 다음과 같습니다: {ladder}."
        )];
    }
    vec![tell!(
        voice.lang,
        "Fit is the sum of the points above, never below 0 and never above 100. It gives the grade: {ladder}. A grade is reached at its number, and the best one that is reached counts.",
        "적합도는 위 점수의 합이며 0보다 작아지거나 100보다 커지지 않습니다. 적합도에 따른 등급은 다음과 같습니다: {ladder}. 해당 점수에 이르면 그 등급이 되며, 이른 등급 중 가장 높은 것을 적용합니다.",
    )]
}

/// The levels of engagement.
pub(super) fn levels(voice: &Voice<'_>, levels: &Thresholds) -> Vec<String> {
    let ladder = thresholds(voice, levels);
    vec![tell!(
        voice.lang,
        "Engagement is the sum of what all signals are worth at the moment, never below 0 and never above 100. It gives the level: {ladder}. A level is reached at its number, and the best one that is reached counts. Grade and level together place a lead on the grid.",
        "관심도는 그 시점에 모든 신호가 지닌 점수의 합이며 0보다 작아지거나 100보다 커지지 않습니다. 관심도에 따른 레벨은 다음과 같습니다: {ladder}. 해당 점수에 이르면 그 레벨이 되며, 이른 레벨 중 가장 높은 것을 적용합니다. 등급과 레벨을 함께 보아 리드의 위치를 정합니다.",
    )]
}

/// `A from 75, B from 50 and D from 0`.
fn thresholds(voice: &Voice<'_>, thresholds: &Thresholds) -> String {
    let step = |(name, least): &(_, Decimal)| {
        let least = grouped(*least);
        tell!(voice.lang, "{name} from {least}", "{name}: {least}점 이상")
    };
    voice.all(&thresholds.0.iter().map(|(name, least)| step(&(name, *least))).collect::<Vec<_>>())
}

/// A buying signal.
pub(super) fn signal(voice: &Voice<'_>, signal: &Signal) -> Vec<String> {
    let on = &signal.on;
    let mut said: Vec<String> = voice.says(&signal.says).into_iter().collect();
    said.push(match &signal.r#where {
        None => tell!(voice.lang, "It is seen in every event '{on}'.", "'{on}' 이벤트가 발생할 때마다 인정합니다."),
        Some(condition) => {
            let only = voice.condition(condition);
            tell!(
                voice.lang,
                "It is seen in every event '{on}' for which this holds: {only}.",
                "다음 조건을 만족하는 '{on}' 이벤트가 발생할 때마다 인정합니다: {only}."
            )
        }
    });
    said.push(worth(voice, signal));
    if let Some(cap) = signal.cap {
        let cap = voice.points(unsigned(cap));
        said.push(match signal.points {
            Some(points) if points < Decimal::ZERO => {
                tell!(voice.lang, "All of them together take away at most {cap}.", "모두 합해 최대 {cap}까지 뺍니다.")
            }
            _ => tell!(voice.lang, "All of them together are worth at most {cap}.", "모두 합해 최대 {cap}입니다."),
        });
    }
    if let Some(once) = &signal.pays {
        let per = &once.once_per;
        said.push(tell!(
            voice.lang,
            "It pays only the first time for each value of the event's '{per}'.",
            "이벤트의 '{per}' 값마다 처음 한 번만 점수를 줍니다."
        ));
    }
    if signal.points.is_some() || !signal.class.is_empty() {
        said.push(classes(voice, &signal.class));
    }
    said
}

/// What one of the signal is worth, and how that fades.
fn worth(voice: &Voice<'_>, signal: &Signal) -> String {
    let Some(points) = signal.points else {
        return tell!(voice.lang, "It is counted and gives no points.", "횟수만 세며 점수는 주지 않습니다.");
    };
    let (worth, minus) = (voice.points(unsigned(points)), points < Decimal::ZERO);
    let first = match (minus, voice.lang) {
        (false, Lang::En) => format!("Each is worth {worth} of engagement"),
        (true, Lang::En) => format!("Each takes {worth} of engagement away"),
        (false, Lang::Ko) => format!("한 번에 관심도 {worth}을 더하며"),
        (true, Lang::Ko) => format!("한 번에 관심도 {worth}을 빼며"),
    };
    match signal.half_life {
        None => tell!(voice.lang, "{first}, which does not fade.", "{first}, 시간이 지나도 줄지 않습니다."),
        Some(half) => {
            let half = voice.span(half);
            tell!(voice.lang, "{first}, halved every {half}.", "{first}, {half}마다 절반으로 줄어듭니다.")
        }
    }
}

/// Whose acts pay.
fn classes(voice: &Voice<'_>, classes: &[SignalClass]) -> String {
    if classes.is_empty() {
        return tell!(
            voice.lang,
            "What a program fetched ahead or a link scanner opened gives nothing.",
            "프로그램이 미리 불러왔거나 링크 검사기가 연 것은 점수를 주지 않습니다."
        );
    }
    let word = |class: &SignalClass| {
        let (en, ko) = match class {
            SignalClass::Human => ("a person (human)", "사람(human)"),
            SignalClass::Prefetch => ("a program that fetches ahead (prefetch)", "미리 불러오는 프로그램(prefetch)"),
            SignalClass::Scanner => ("a link scanner (scanner)", "링크 검사기(scanner)"),
            SignalClass::Unknown => ("someone not known to be either (unknown)", "구분할 수 없는 주체(unknown)"),
        };
        voice.pick(en, ko).to_owned()
    };
    let who = voice.any(&classes.iter().map(word).collect::<Vec<_>>());
    tell!(voice.lang, "Only what was done by {who} pays.", "행위자가 {who}일 때만 점수를 줍니다.")
}

/// The size of a number; the words around it say which way it goes.
fn unsigned(number: Decimal) -> Decimal {
    if number < Decimal::ZERO { Decimal::ZERO.minus(number) } else { number }
}
