//! Questions in Korean, in the noun endings (-음, -임) of a written agreement.

use super::{Joint, Phrase, Says, Words, compared, is_of_moments, moment, said_or_name, spaced, text};
use crate::condition::{Atom, CompareOp, Literal, Operand, TextTest};
use crate::id::Name;
use crate::lang::{Lang, Particle, grouped, length, with};
use crate::milestone::Milestone;
use crate::time::Span;

/// Every ending that a phrase of ours has, and the stem that 고 (and) and 거나 (or) follow.
const ENDINGS: [(&str, &str); 11] = [
    ("있었음", "있었"),
    ("없었음", "없었"),
    ("있음", "있"),
    ("없음", "없"),
    ("않음", "않"),
    ("같음", "같"),
    ("아님", "아니"),
    ("끝남", "끝나"),
    ("됨", "되"),
    ("함", "하"),
    ("임", "이"),
];

/// A phrase with what joins it to the next one, which goes on under the same subject or begins with its own.
pub(super) fn joined(rest: &str, joint: Joint, same_subject: bool) -> String {
    let comma = if same_subject { "" } else { "," };
    let stem = ENDINGS.iter().find_map(|(ending, stem)| Some((rest.strip_suffix(ending)?, stem)));
    match (stem, joint) {
        (Some((before, stem)), Joint::And) => format!("{before}{stem}고{comma} "),
        (Some((before, stem)), Joint::Or) => format!("{before}{stem}거나{comma} "),
        // Only brackets have no ending.
        (None, Joint::And) => format!("{rest} 그리고 "),
        (None, Joint::Or) => format!("{rest} 또는 "),
    }
}

pub(super) fn phrase(atom: &Atom, says: Says, words: &dyn Words) -> Phrase {
    match atom {
        Atom::Yes(operand) => yes(operand, says, words),
        Atom::Known { operand, is } => {
            let known = if *is == (says == Says::Yes) { "알려져 있음" } else { "알려져 있지 않음" };
            Phrase::new(subject(operand, words), known)
        }
        Atom::Compare { left, op, right } => comparison(left, *op, right, says, words),
        Atom::OneOf { operand, of } => {
            let values: Vec<String> = of.iter().map(|value| literal(operand, value, words)).collect();
            let one = ended(&format!("{} 중 하나", values.join(", ")), operand, says);
            Phrase::new(subject(operand, words), one)
        }
        Atom::Holds { set, item } => {
            let there = says.pick("있음", "있다고 알려져 있지 않음");
            let item = with(&text(item.as_str()), Particle::Subject);
            Phrase::new(format!("{}에", said(set, words)), format!("{item} {there}"))
        }
        Atom::InList { operand, list } => {
            let there = says.pick("있음", "있다고 알려져 있지 않음");
            Phrase::new(subject(operand, words), format!("{} 목록에 {there}", text(list.as_str())))
        }
        Atom::Text { operand, test, text } => Phrase::new(subject(operand, words), about_text(*test, text, says)),
        Atom::Did { signal, within } => {
            let was = match (within, says) {
                (Some(span), _) => format!("{} {}", window(*span), says.pick("있었음", "없었음")),
                (None, Says::Yes) => "한 번이라도 있었음".to_owned(),
                (None, Says::No) => "한 번도 없었음".to_owned(),
            };
            Phrase::new(signal_subject(signal, words), was)
        }
        Atom::Times { signal, within, op, count } => {
            let when = within.map_or_else(|| "지금까지".to_owned(), window);
            let how = compared(*op, ["", "가 아닌 횟수로", " 미만", " 이하", " 초과", " 이상"]);
            let was = says.pick("있었음", "있었던 것은 아님");
            Phrase::new(signal_subject(signal, words), format!("{when} {count}회{how} {was}"))
        }
        Atom::Buyer(name) => {
            let fits = says.pick("해당함", "해당하지 않음");
            let buyer = said_or_name(words.buyer(name), name.as_str(), Lang::Ko);
            Phrase::whole(format!("리드가 구매자 {buyer}에 {fits}"))
        }
        Atom::InStageFor(span) => {
            let stayed = says.pick("이상임", "이상이 아님");
            Phrase::whole(format!("현재 단계에 머문 기간이 {} {stayed}", length(*span, Lang::Ko)))
        }
    }
}

fn yes(operand: &Operand, says: Says, words: &dyn Words) -> Phrase {
    match operand {
        Operand::Milestone(milestone) => {
            Phrase::whole(format!("리드는 {}{}", reached(*milestone), says.pick("됨", "되지 않음")))
        }
        Operand::AccountOpenOpportunity => Phrase::whole(format!(
            "고객사에 {}",
            says.pick("진행 중인 영업기회가 있음", "진행 중인 영업기회가 있다고 알려져 있지 않음")
        )),
        other => Phrase::new(subject(other, words), ended("예", other, says)),
    }
}

fn about_text(test: TextTest, text: &str, says: Says) -> String {
    let (particle, yes, no) = match test {
        TextTest::StartsWith => (Particle::Towards, "시작함", "시작한다고"),
        TextTest::EndsWith => (Particle::Towards, "끝남", "끝난다고"),
        TextTest::Contains => (Particle::Object, "포함함", "포함한다고"),
    };
    let quoted = with(&format!("“{text}”"), particle);
    match says {
        Says::Yes => format!("{quoted} {yes}"),
        Says::No => format!("{quoted} {no} 알려져 있지 않음"),
    }
}

fn comparison(left: &Operand, op: CompareOp, right: &Operand, says: Says, words: &dyn Words) -> Phrase {
    match (left, right) {
        (Operand::AccountOpenOpportunity, Operand::Literal(Literal::Bool(_))) => {
            let known = says.pick("알려져 있음", "알려져 있지 않음");
            Phrase::whole(format!("고객사에 진행 중인 영업기회가 없다고 {known}"))
        }
        (Operand::Since(signal), Operand::Literal(Literal::Span(span))) => {
            let since = format!("마지막으로 있은 지 {}", length(*span, Lang::Ko));
            let rest = match says {
                Says::Yes => format!("{since}{}임", compared(op, ORDER)),
                Says::No => format!("{since}{}이 아니거나 한 번도 없었음", compared(op, ORDER)),
            };
            Phrase::new(signal_subject(signal, words), rest)
        }
        _ => {
            let value = match right {
                Operand::Literal(value) => literal(left, value, words),
                other if op == CompareOp::Eq => {
                    let same = says.pick("같음", "같다고 알려져 있지 않음");
                    let rest = format!("{} {same}", with(&said(other, words), Particle::With));
                    return Phrase::new(subject(left, words), rest);
                }
                other => said(other, words),
            };
            let of_moments = is_of_moments(left, right);
            let order = format!("{value}{}", compared(op, if of_moments { ORDER_OF_MOMENTS } else { ORDER }));
            let unsure = if right.is_always_known() { left } else { right };
            Phrase::new(
                subject(left, words),
                match (op, says) {
                    (CompareOp::Ne, Says::Yes) => {
                        format!("{} 아닌 값으로 알려져 있음", with(&value, Particle::Subject))
                    }
                    (CompareOp::Ne, Says::No) => format!("알려져 있지 않거나 {value}임"),
                    _ => ended(&order, unsure, says),
                },
            )
        }
    }
}

/// What follows a quantity, for each comparison.
const ORDER: [&str; 6] = ["", " 이외", " 미만", " 이하", " 초과", " 이상"];
/// What follows a moment.
const ORDER_OF_MOMENTS: [&str; 6] = ["", " 이외", " 전", " 또는 그 전", " 후", " 또는 그 후"];

/// A value with its ending. A denial of something that may be unknown holds where it is unknown, and says so.
fn ended(value: &str, operand: &Operand, says: Says) -> String {
    match says {
        Says::Yes => format!("{value}임"),
        Says::No if operand.is_always_known() => format!("{} 아님", with(value, Particle::Subject)),
        Says::No => format!("{}고 알려져 있지 않음", with(value, Particle::Quoted)),
    }
}

/// The operand with its particle.
fn subject(operand: &Operand, words: &dyn Words) -> String {
    with(&said(operand, words), Particle::Subject)
}

fn said(operand: &Operand, words: &dyn Words) -> String {
    if let Some(own) = words.field(operand) {
        return own;
    }
    match operand {
        Operand::Lead(field) => format!("리드 {}", spaced(field.as_str())),
        Operand::Account(field) => format!("고객사 {}", spaced(field.as_str())),
        Operand::Event(property) => format!("이벤트의 {}", spaced(property)),
        Operand::Fit => "적합도".to_owned(),
        Operand::Engagement => "관심도".to_owned(),
        Operand::Grade => "등급".to_owned(),
        Operand::Level => "레벨".to_owned(),
        Operand::Stage => "단계".to_owned(),
        Operand::AccountDomain => "고객사 도메인".to_owned(),
        Operand::AccountOwner => "고객사 담당자".to_owned(),
        Operand::AccountOpenOpportunity => "고객사의 진행 중인 영업기회".to_owned(),
        Operand::LeadConsent => "리드 동의 상태".to_owned(),
        Operand::LeadSource => "리드 유입 경로".to_owned(),
        Operand::LeadOwner => "리드 담당자".to_owned(),
        Operand::Since(signal) => format!("{} 마지막으로 있은 뒤 지난 시간", signal_subject(signal, words)),
        Operand::First(signal) => format!("{} 처음 있은 때", signal_subject(signal, words)),
        Operand::Last(signal) => format!("{} 마지막으로 있은 때", signal_subject(signal, words)),
        Operand::Milestone(milestone) => reached(*milestone).to_owned(),
        Operand::Literal(value) => literal(operand, value, words),
    }
}

/// A written value, in the words of what it is compared with.
fn literal(of: &Operand, value: &Literal, words: &dyn Words) -> String {
    match value {
        Literal::Bool(true) => "예".to_owned(),
        Literal::Bool(false) => "아니요".to_owned(),
        Literal::Number(number) => grouped(*number),
        Literal::Text(word) => match (of, word.as_str()) {
            (Operand::Stage, stage) => said_or_name(words.stage(&Name::from(stage)), stage, Lang::Ko),
            (Operand::LeadConsent, "given") => "동의".to_owned(),
            (Operand::LeadConsent, "withdrawn") => "철회".to_owned(),
            (_, word) => text(word),
        },
        Literal::Span(span) => length(*span, Lang::Ko),
        Literal::Instant(instant) => moment(*instant),
    }
}

/// A signal as a thing that happened, with its particle.
fn signal_subject(signal: &Name, words: &dyn Words) -> String {
    let own = words.signal(signal).filter(|own| !own.is_empty());
    let said = own.map_or_else(|| format!("“{}”", spaced(signal.as_str())), |own| format!("“{own}”({signal})"));
    with(&said, Particle::Subject)
}

fn window(span: Span) -> String {
    format!("최근 {} 이내에", length(span, Lang::Ko))
}

/// What stands before 됨 and 되지 않음.
fn reached(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Created => "등록",
        Milestone::Qualified => "적격 판정",
        Milestone::HandedOff => "인계",
        Milestone::Accepted => "영업에서 수락",
        Milestone::Rejected => "영업에서 거절",
        Milestone::Reasoned => "사유와 함께 거절",
        Milestone::FirstAttempt => "첫 접촉이 실시",
        Milestone::Contacted => "당사자와 연결",
        Milestone::Confirmed => "니즈가 확인",
        Milestone::Rated => "품질이 평가",
        Milestone::Disqualified => "부적격 처리",
        Milestone::Recycled => "마케팅에 반환",
        Milestone::OpportunityOpened => "영업기회가 생성",
        Milestone::OpportunityWon => "수주",
        Milestone::OpportunityLost => "실주",
        Milestone::Churned => "이탈이 확인",
        Milestone::ContentRequested => "콘텐츠가 요청",
        Milestone::ContentAnswered => "콘텐츠 요청이 답변",
    }
}
