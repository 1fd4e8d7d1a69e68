//! §1, §9, §10 and §11: goals, metrics, meetings and amendment.

use super::moments::deed;
use super::promises::{matured, must};
use super::{Voice, recurrence, tell};
use crate::agreement::model::{Amend, Goal, Meeting, Metric, MetricKind, OpenClocks, PeriodChange, ScoreChange, Share};
use crate::id::Name;
use crate::lang::{Lang, grouped};
use crate::number::Decimal;

/// A shared goal.
pub(super) fn goal(voice: &Voice<'_>, goal: &Goal) -> Vec<String> {
    match goal {
        Goal::Metric { says, metric, at_least, at_most, is_share, per } => {
            let value = |bound: &Option<Decimal>| bound.map(|bound| goal_value(voice, metric, bound, *is_share));
            let bounds = voice.bounds(value(at_least), value(at_most));
            let (metric, per, must) = (voice.name(metric), voice.per(*per), must(&bounds));
            let mut said: Vec<String> = voice.says(says).into_iter().collect();
            said.push(tell!(
                voice.lang,
                "In every {per}, the metric {metric} of §9 is {bounds}.",
                "{per} §9의 지표 {metric}의 값이 {bounds}{must} 합니다."
            ));
            said
        }
        Goal::Demand { says, revenue, average_deal, lead_to_customer } => {
            let needed = leads_needed(*revenue, *average_deal, *lead_to_customer).map(grouped);
            let (revenue, deal) = (voice.money(*revenue), voice.money(*average_deal));
            let rate = voice.share(*lead_to_customer);
            let mut said: Vec<String> = voice.says(says).into_iter().collect();
            said.push(tell!(
                voice.lang,
                "The arithmetic: revenue of {revenue}, an average deal of {deal}, and {rate} of leads becoming customers.",
                "계산 근거: 매출 {revenue}, 평균 거래 금액 {deal}, 리드에서 고객으로의 전환율 {rate}."
            ));
            said.extend(needed.map(|leads| {
                tell!(
                    voice.lang,
                    "That needs {leads} leads; the number is worked out anew as the rates move.",
                    "따라서 리드 {leads}건이 필요하며, 비율이 바뀌면 다시 계산합니다."
                )
            }));
            said
        }
    }
}

/// A goal's bound: a share as per cent, a sum of money with its currency, any other number as it is.
fn goal_value(voice: &Voice<'_>, metric: &Name, bound: Decimal, is_share: bool) -> String {
    let money =
        matches!(voice.agreement.metrics.get(metric.as_str()), Some(Metric { kind: MetricKind::Sum { .. }, .. }));
    match (is_share, money) {
        (true, _) => voice.share(Share(bound)),
        (false, true) => voice.money(bound),
        (false, false) => grouped(bound),
    }
}

/// `revenue ÷ average deal ÷ rate`, rounded up to a whole lead; none where a divisor is not above zero.
fn leads_needed(revenue: Decimal, average_deal: Decimal, rate: Share) -> Option<Decimal> {
    let (revenue, deal) = (i128::from(revenue.as_millionths()), i128::from(average_deal.as_millionths()));
    let divisor = deal * i128::from(rate.0.as_millionths());
    if divisor <= 0 || revenue < 0 {
        return None;
    }
    let leads = (revenue * 1_000_000 + divisor - 1) / divisor;
    i64::try_from(leads).ok().map(Decimal::from_int)
}

/// A metric.
pub(super) fn metric(voice: &Voice<'_>, metric: &Metric) -> Vec<String> {
    let mut said: Vec<String> = voice.says(&metric.says).into_iter().collect();
    match &metric.kind {
        MetricKind::Count { count } => {
            let deed = deed(voice, count);
            said.push(tell!(voice.lang, "How many leads {deed}.", "{deed} 리드의 수입니다."));
        }
        MetricKind::Sum { sum } => {
            let sum = voice.summed(sum);
            said.push(tell!(voice.lang, "The sum of {sum}.", "{sum}의 합계입니다."));
        }
        MetricKind::Share { share, of, matures } => {
            let (part, whole) = (deed(voice, share), deed(voice, of));
            said.push(tell!(
                voice.lang,
                "Which share of the leads that {whole} also {part}.",
                "{whole} 리드 가운데 {part} 리드의 비율입니다."
            ));
            said.extend(matures.map(|age| matured(voice, age)));
        }
        MetricKind::Between { from, to, r#as } => {
            let (from, to) = (voice.moment(from), voice.moment(to));
            let figures = voice.all(&r#as.iter().map(|figure| figure_name(voice, figure)).collect::<Vec<_>>());
            said.push(tell!(
                voice.lang,
                "The time from {from} to {to}, given as {figures}.",
                "{from}부터 {to}까지 걸린 시간이며, 다음 값으로 나타냅니다: {figures}."
            ));
        }
    }
    if let Some(condition) = &metric.r#where {
        let only = voice.condition(condition);
        said.push(tell!(
            voice.lang,
            "Only leads for which this is so: {only}.",
            "다음 조건을 만족하는 리드만 대상으로 합니다: {only}."
        ));
    }
    said
}

/// `median`, `mean`, `the 90th percentile (p90)`.
fn figure_name(voice: &Voice<'_>, figure: &Name) -> String {
    let word = figure.as_str();
    match (word, word.strip_prefix('p').filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))) {
        ("median", _) => voice.pick("the median", "중앙값(median)").to_owned(),
        ("min", _) => voice.pick("the shortest (min)", "최솟값(min)").to_owned(),
        ("max", _) => voice.pick("the longest (max)", "최댓값(max)").to_owned(),
        ("mean", _) => voice.pick("the mean", "평균(mean)").to_owned(),
        (_, Some(rank)) if !rank.is_empty() => {
            tell!(voice.lang, "the time that {rank}% do not exceed (p{rank})", "{rank}%가 넘지 않는 시간(p{rank})")
        }
        _ => voice.name(figure),
    }
}

/// A meeting.
pub(super) fn meeting(voice: &Voice<'_>, meeting: &Meeting) -> Vec<String> {
    let (every, at) = (recurrence::recurrence(voice, &meeting.every), voice.clock(meeting.at_minutes));
    let minutes = voice.count(meeting.minutes, "minute", "minutes", "분");
    let who: Vec<String> = meeting.who.iter().map(|party| voice.party(*party).to_owned()).collect();
    let who = voice.capital(&voice.all(&who));
    let comes = if meeting.who.len() == 1 { "comes" } else { "come" };
    let mut said: Vec<String> = voice.says(&meeting.says).into_iter().collect();
    said.push(tell!(
        voice.lang,
        "It is held {every} at {at} in the agreement's time zone, and lasts {minutes}.",
        "{every} {at}(합의서의 시간대)에 {minutes} 동안 엽니다."
    ));
    said.push(tell!(voice.lang, "{who} {comes}.", "참석: {who}."));
    if !meeting.agenda.is_empty() {
        let agenda = meeting.agenda.iter().map(|point| voice.plain(point.as_str())).collect::<Vec<_>>().join(", ");
        said.push(tell!(voice.lang, "The agenda, in this order: {agenda}.", "의제(순서대로): {agenda}."));
    }
    said
}

/// How a change of the agreement takes effect.
pub(super) fn amend(voice: &Voice<'_>, amend: Amend) -> Vec<String> {
    let Amend { open_clocks, scores, period } = amend;
    let clocks = match open_clocks {
        OpenClocks::Finish => (
            "A clock that runs when a new version takes effect finishes under the version it started under.",
            "새 버전이 시행될 때 진행 중인 시간 측정은 시작할 때의 버전에 따라 마칩니다.",
        ),
        OpenClocks::Restart => (
            "A clock that runs when a new version takes effect is cancelled, and started anew where the new version still promises it.",
            "새 버전이 시행될 때 진행 중인 시간 측정은 취소하며, 새 버전에도 그 약속이 있으면 새로 시작합니다.",
        ),
    };
    let scores = match scores {
        ScoreChange::Recompute => (
            "Scores are worked out anew over the whole history, and nothing is set off by what lies in the past.",
            "점수는 전체 이력에 대해 다시 계산하며, 과거의 일로 새로운 조치를 하지 않습니다.",
        ),
    };
    let period = match period {
        PeriodChange::Next => ("Changed volumes count from the next period.", "바뀐 수량은 다음 기간부터 적용합니다."),
        PeriodChange::Current => (
            "Changed volumes count from the period in which the new version takes effect.",
            "바뀐 수량은 새 버전이 시행되는 기간부터 적용합니다.",
        ),
    };
    let pick = |(en, ko): (&str, &str)| if voice.lang == Lang::En { en.to_owned() } else { ko.to_owned() };
    let signed = (
        "Every change takes effect only when both parties have signed it.",
        "모든 변경은 양쪽이 서명해야 효력이 생깁니다.",
    );
    [signed, clocks, scores, period].map(pick).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_needed_are_rounded_up_to_a_whole_lead() {
        let number = |text: &str| Decimal::parse(text).unwrap();
        let needed = |revenue, deal, rate| leads_needed(number(revenue), number(deal), Share(number(rate)));
        assert_eq!(needed("2400000", "40000", "0.025"), Some(number("2400")));
        assert_eq!(needed("100", "30", "1"), Some(number("4")));
        assert_eq!(needed("0", "30", "0.5"), Some(Decimal::ZERO));
        assert_eq!(needed("9000000000000", "0.000001", "0.000001"), None, "more than can be written");
        assert_eq!(needed("100", "0", "0.5"), None);
        assert_eq!(needed("100", "30", "0"), None);
        assert_eq!(needed("-100", "30", "0.5"), None);
    }
}
