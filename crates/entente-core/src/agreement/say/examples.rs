//! Worked examples: what happened to a lead, and what the parties agree must come of it.

use std::collections::BTreeMap;

use super::{Voice, tell};
use crate::agreement::model::{Act, ActKind, Example, Expect, Moment, SignalClass};
use crate::fact::Value;
use crate::lang::{Lang, grouped};

/// One example.
pub(super) fn example(voice: &Voice<'_>, example: &Example) -> Vec<String> {
    let at = voice.instant(example.at);
    let mut said: Vec<String> = voice.says(&example.says).into_iter().collect();
    said.push(tell!(voice.lang, "It is judged at {at}.", "{at} 시점에서 판단합니다."));
    if !example.lead.is_empty() {
        let lead = attributes(voice, &example.lead);
        said.push(tell!(voice.lang, "The lead: {lead}.", "리드: {lead}."));
    }
    if !example.account.is_empty() {
        let account = attributes(voice, &example.account);
        said.push(tell!(voice.lang, "Its account: {account}.", "고객사: {account}."));
    }
    if !example.did.is_empty() {
        let acts = example.did.iter().map(|act| self::act(voice, act)).collect::<Vec<_>>().join("; ");
        said.push(tell!(voice.lang, "What happened: {acts}.", "일어난 일: {acts}."));
    }
    let expected = expected(voice, &example.expect).join("; ");
    said.push(tell!(voice.lang, "What must come of it: {expected}.", "결과: {expected}."));
    said
}

/// `seniority director, employees 200`.
fn attributes<K: ToString>(voice: &Voice<'_>, attributes: &BTreeMap<K, Value>) -> String {
    let said =
        |(name, value): (&K, &Value)| format!("{} {}", voice.plain(&name.to_string()), self::value(voice, value));
    attributes.iter().map(said).collect::<Vec<_>>().join(", ")
}

fn value(voice: &Voice<'_>, value: &Value) -> String {
    match value {
        Value::Null => voice.pick("unknown", "알 수 없음").to_owned(),
        Value::Bool(true) => voice.pick("yes", "예").to_owned(),
        Value::Bool(false) => voice.pick("no", "아니요").to_owned(),
        Value::Number(number) => grouped(*number),
        Value::Text(text) => format!("'{text}'"),
        Value::Set(words) => format!("'{}'", words.join(", ")),
    }
}

/// One thing that happened, with its time.
fn act(voice: &Voice<'_>, act: &Act) -> String {
    let at = voice.instant(act.at);
    let (what, details) = match &act.what {
        ActKind::Signal { signal, properties, class } => {
            (voice.moment(&Moment::Signal(signal.clone())), event_details(voice, properties, *class))
        }
        ActKind::Event { event, properties, class } => {
            (tell!(voice.lang, "the event '{event}'", "'{event}' 이벤트"), event_details(voice, properties, *class))
        }
        ActKind::Fact { fact, reason, needs } => {
            let mut details: Vec<String> = reason.iter().map(|reason| voice.name(reason)).collect();
            details.extend(needs.iter().map(|need| voice.name(need)));
            (voice.moment(&Moment::Milestone(*fact)), details)
        }
    };
    let details = if details.is_empty() { String::new() } else { format!(" ({})", details.join(", ")) };
    format!("{at} {what}{details}")
}

/// Properties, and who or what caused it where that is known.
fn event_details(voice: &Voice<'_>, properties: &BTreeMap<String, Value>, class: SignalClass) -> Vec<String> {
    let mut details = Vec::new();
    if !properties.is_empty() {
        details.push(attributes(voice, properties));
    }
    let (en, ko) = match class {
        SignalClass::Unknown => ("by whom is not known", "행위자 모름"),
        SignalClass::Human => ("by a person", "사람이 함"),
        SignalClass::Prefetch => ("by a prefetch", "미리 불러옴"),
        SignalClass::Scanner => ("by a scanner", "검사기가 함"),
    };
    details.push(voice.pick(en, ko).to_owned());
    details
}

/// Everything that is asked of the example.
fn expected(voice: &Voice<'_>, expect: &Expect) -> Vec<String> {
    let Expect { stage, qualified, qualified_by, grade, level, fit, engagement, owner, team, route, clause } = expect;
    let name = |name: &Option<_>| name.as_ref().map(|name| voice.name(name));
    let number = |number: &Option<_>| number.map(grouped);
    let asked = [
        ("stage", "단계", name(stage)),
        ("qualified", "적격 여부", qualified.map(|yes| value(voice, &Value::Bool(yes)))),
        ("qualified by", "적격 기준", name(qualified_by)),
        ("grade", "등급", name(grade)),
        ("level", "레벨", name(level)),
        ("fit", "적합도", number(fit)),
        ("engagement", "관심도", number(engagement)),
        ("owner", "담당자", owner.as_ref().map(ToString::to_string)),
        ("team", "팀", name(team)),
        ("route", "경로", name(route)),
        ("a decision by the clause", "다음 조항에 따른 결정", clause.as_ref().map(|clause| format!("'{clause}'"))),
    ];
    let word = |en: &str, ko: &str| if voice.lang == Lang::En { en.to_owned() } else { ko.to_owned() };
    asked.into_iter().filter_map(|(en, ko, value)| Some(format!("{} {}", word(en, ko), value?))).collect()
}
