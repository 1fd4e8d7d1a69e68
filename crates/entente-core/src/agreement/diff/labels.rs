//! The words for an element of a clause and how its value is shown. An element without a label is told by sentences.

use serde_json::Value;

use super::Voice;
use crate::agreement::model::{MetricKind, Per, Share};
use crate::id::Name;
use crate::lang::{Lang, grouped};
use crate::number::Decimal;
use crate::time::Span;

/// How values of an element are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// The author's own words, in quotation marks.
    Quoted,
    /// A name of the agreement.
    Named,
    /// As it stands in the canonical form: a share, an address, a handle.
    AsIs,
    /// A number.
    Number,
    /// Points.
    Points,
    /// A bound whose unit the clause decides: money, a share, or a number.
    Bound,
    /// Money.
    Money,
    /// A length of time.
    Span,
    /// A time promised.
    Target,
    /// A condition.
    Condition,
    /// A period.
    Per,
    /// A time of day.
    Clock,
    /// Minutes.
    Minutes,
    /// Words in any order.
    Set,
    /// Words in an order.
    List,
    /// Tiers of a time promise.
    Tiers,
    /// Members of a team.
    Members,
}

/// Words for an element.
#[derive(Debug, Clone)]
pub(super) struct Label {
    en: String,
    ko: String,
    /// How its values are shown.
    pub(super) how: How,
}

impl Label {
    /// In that language.
    pub(super) fn words(&self, lang: Lang) -> String {
        if lang == Lang::En { self.en.clone() } else { self.ko.clone() }
    }
}

/// Elements by the start of their clause's id (any where empty) and their path inside the clause.
const LABELS: &[(&str, &str, &str, &str, How)] = &[
    ("", "title", "the title", "제목", How::Quoted),
    ("", "currency", "the currency", "통화", How::AsIs),
    ("", "timezone", "the time zone", "시간대", How::AsIs),
    ("", "entente", "the version of the language", "언어 버전", How::Number),
    ("", "parties.marketing.name", "marketing's name", "마케팅의 이름", How::Quoted),
    ("", "parties.marketing.signs", "who signs for marketing", "마케팅 서명자", How::AsIs),
    ("", "parties.sales.name", "sales' name", "영업의 이름", How::Quoted),
    ("", "parties.sales.signs", "who signs for sales", "영업 서명자", How::AsIs),
    ("", "says", "the description", "설명", How::Quoted),
    ("", "heard", "what sales hears", "영업이 듣는 말", How::Quoted),
    ("", "metric", "the metric", "지표", How::Named),
    ("", "at_least", "the least", "최소 기준", How::Bound),
    ("", "at_most", "the most", "최대 기준", How::Bound),
    ("", "per", "the period", "기간", How::Per),
    ("", "revenue", "the revenue", "매출", How::Money),
    ("", "average_deal", "the average deal", "평균 거래 금액", How::Money),
    ("", "lead_to_customer", "the share of leads becoming customers", "고객 전환율", How::AsIs),
    ("", "when", "the condition", "조건", How::Condition),
    ("", "where", "the condition on which leads or events count", "대상 조건", How::Condition),
    ("", "enter.when", "the condition to enter", "진입 조건", How::Condition),
    ("", "returns_when", "the condition to return", "복귀 조건", How::Condition),
    ("", "for", "the condition to be enrolled", "등록 조건", How::Condition),
    ("", "leave", "the condition to leave", "종료 조건", How::Condition),
    ("", "looks_like", "customers like it", "이와 같은 고객", How::Set),
    ("", "unlike", "what is not like it", "이와 다른 사례", How::Set),
    ("", "points", "the worth", "점수", How::Points),
    ("", "cap", "the most that all together are worth", "합계 최대 점수", How::Points),
    ("", "half_life", "the time in which half fades", "절반으로 줄어드는 시간", How::Span),
    ("", "on", "the event", "이벤트", How::Quoted),
    ("", "pays.once_per", "what pays once per value", "한 번만 점수를 주는 값", How::Quoted),
    ("", "needs", "what must be known", "먼저 확인할 것", How::Set),
    ("leaves.", "to", "the stage fallen back to", "돌아가는 단계", How::Named),
    ("", "not_before", "the least time before a return", "복귀까지의 최소 시간", How::Span),
    ("handoff", "at", "the stage of the handoff", "인계 단계", How::Named),
    ("", "shows", "what the receiver is shown", "받는 사람에게 보여 주는 정보", How::List),
    ("sla.", "within", "the time", "시간", How::Tiers),
    ("", "calendar", "the calendar", "달력", How::Named),
    ("", "members", "the members", "팀원", How::Members),
    ("", "open_at_most", "the cap on a member's open leads", "한 사람의 최대 진행 리드 수", How::Number),
    ("", "manager", "the manager", "관리자", How::AsIs),
    ("", "kept", "the share to be kept", "지켜야 할 비율", How::AsIs),
    ("", "dispute", "the time in which a rejection takes back", "집계에서 뺄 수 있는 기간", How::Target),
    ("", "matures", "the age at which a lead is judged", "평가까지의 기간", How::Target),
    ("", "sum", "what is summed", "합계 대상", How::Named),
    ("", "attempts", "the number of attempts", "시도 횟수", How::Number),
    ("", "channels", "the number of channels", "채널 수", How::Number),
    ("", "meeting", "the meeting", "회의", How::Named),
    ("", "call", "the least length of a call", "통화의 최소 길이", How::Span),
    ("", "quiet.from_minutes", "the start of the quiet hours", "메일을 보내지 않는 시작 시각", How::Clock),
    ("", "quiet.to_minutes", "the end of the quiet hours", "메일을 보내지 않는 끝 시각", How::Clock),
    ("", "at_minutes", "the start", "시작 시각", How::Clock),
    ("", "minutes", "the length", "길이", How::Minutes),
    ("", "agenda", "the agenda", "의제", How::List),
    ("fields.", "of", "the words to choose from", "고를 수 있는 값", How::List),
    ("metrics.", "as", "the figures", "나타내는 값", How::Set),
    (
        "handoff.routes.",
        "within",
        "the time in which the owner must have been active",
        "담당자가 활동해야 하는 기간",
        How::Span,
    ),
    ("leaves.", "at_most", "the most returns of one lead", "최대 반환 횟수", How::Number),
    ("lists.", "", "the list", "목록", How::Set),
    ("sla.pauses.", "", "the longest pause", "최대 멈춤 시간", How::Span),
    ("keep.", "details", "the time for which details are kept", "세부 내용 보관 기간", How::Span),
    ("handoff.disqualify", "", "the reasons", "사유", How::Set),
];

/// The words for the element at that path of a clause; none where it is told by sentences.
pub(super) fn label(clause: &str, path: &str) -> Option<Label> {
    if let Some((en, ko)) = threshold(clause) {
        return Some(Label { en: format!("{en} {path}"), ko: format!("{path} {ko}"), how: How::Number });
    }
    let fits = |family: &str, known: &str| known == path && clause.starts_with(family);
    // A label of one family goes before one of all.
    let (.., en, ko, how) =
        LABELS.iter().filter(|(family, known, ..)| fits(family, known)).max_by_key(|(family, ..)| family.len())?;
    Some(Label { en: (*en).to_owned(), ko: (*ko).to_owned(), how: *how })
}

/// Grades and levels are labelled by their own letters and digits.
fn threshold(clause: &str) -> Option<(&'static str, &'static str)> {
    match clause {
        "grades" => Some(("grade", "등급")),
        "levels" => Some(("level", "레벨")),
        _ => None,
    }
}

/// A value in words; none where it is not of the kind its label expects. `whole` is the clause it stands in.
pub(super) fn shown(voice: &Voice<'_>, label: &Label, whole: &Value, value: &Value) -> Option<String> {
    Some(match label.how {
        How::Quoted => format!("'{}'", value.as_str()?),
        How::AsIs => value.as_str()?.to_owned(),
        How::Named => voice.name(&Name::new(value.as_str()?)),
        How::Number => grouped(decimal(value)?),
        How::Points => voice.points(decimal(value)?),
        How::Money => voice.money(decimal(value)?),
        How::Bound => bound(voice, whole, value)?,
        How::Span => voice.span(Span::from_micros(value.as_i64()?)),
        How::Target => voice.target_text(value.as_str()?),
        How::Condition => format!("“{}”", voice.condition_text(value.as_str()?)),
        How::Per => voice.per(per(value.as_str()?)?).to_owned(),
        How::Clock => voice.clock(u16::try_from(value.as_u64()?).ok()?),
        How::Minutes => voice.count(u32::try_from(value.as_u64()?).ok()?, "minute", "minutes", "분"),
        How::Set | How::List | How::Tiers | How::Members => return None,
    })
}

/// A number of the canonical form: an integer, or decimal text.
fn decimal(value: &Value) -> Option<Decimal> {
    match value {
        Value::String(text) => Decimal::parse(text).ok(),
        value => value.as_i64().map(Decimal::from_int),
    }
}

/// A bound in the unit of its clause.
fn bound(voice: &Voice<'_>, whole: &Value, value: &Value) -> Option<String> {
    if let Some(text) = value.as_str().filter(|text| text.ends_with('%')) {
        return Some(text.to_owned());
    }
    let number = decimal(value)?;
    let metric = whole.get("metric").and_then(Value::as_str).and_then(|name| voice.agreement.metrics.get(name));
    let sums = metric.is_some_and(|metric| matches!(metric.kind, MetricKind::Sum { .. })) || whole.get("sum").is_some();
    Some(match whole.get("is_share").and_then(Value::as_bool) {
        Some(true) => voice.share(Share(number)),
        _ if sums => voice.money(number),
        _ => grouped(number),
    })
}

fn per(word: &str) -> Option<Per> {
    Some(match word {
        "week" => Per::Week,
        "month" => Per::Month,
        "quarter" => Per::Quarter,
        "year" => Per::Year,
        _ => return None,
    })
}
