//! Values in words: names, numbers, money, times and lists as a reader of either language expects them.

use super::moments;
use crate::agreement::clauses::{self, Clause};
use crate::agreement::model::{Agreement, Moment, PartyKind, Per, Share, Target};
use crate::agreement::read::target;
use crate::condition::Condition;
use crate::condition::describe::describe;
use crate::id::Name;
use crate::lang::{Lang, grouped, length};
use crate::number::Decimal;
use crate::time::{Instant, Span};

/// Who speaks: the language, and the agreement whose names are said.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Voice<'a> {
    /// The agreement that is said.
    pub(crate) agreement: &'a Agreement,
    /// The language it is said in.
    pub(crate) lang: Lang,
}

impl<'a> Voice<'a> {
    /// A voice for that agreement in that language.
    pub(crate) fn new(agreement: &'a Agreement, lang: Lang) -> Voice<'a> {
        Voice { agreement, lang }
    }

    /// The words of that language.
    pub(crate) fn pick(&self, en: &'static str, ko: &'static str) -> &'static str {
        match self.lang {
            Lang::En => en,
            Lang::Ko => ko,
        }
    }

    /// A name as words in quotation marks: `'demo requested'`.
    pub(crate) fn name(&self, name: &Name) -> String {
        format!("'{}'", self.plain(name.as_str()))
    }

    /// A name as words.
    pub(crate) fn plain(&self, name: &str) -> String {
        name.replace('_', " ")
    }

    /// Names as words, with commas and `and`.
    pub(crate) fn names(&self, names: &[Name]) -> String {
        self.all(&names.iter().map(|name| self.name(name)).collect::<Vec<_>>())
    }

    /// The heading of a clause: its name in words, those of the language where the name is the language's own.
    pub(crate) fn title(&self, clause: &Clause) -> String {
        let (en, ko) = match clause.id.0.as_str() {
            "grades" => ("Grades", "적합도 등급"),
            "levels" => ("Levels", "관심도 레벨"),
            "leaves.recycled" => ("Recycling", "마케팅 반환"),
            "leaves.disqualified" => ("Disqualification", "부적격 처리"),
            "qualified.never" => ("Never", "제외 조건"),
            "handoff" => ("Handoff", "인계"),
            "handoff.nobody" => ("When nobody is free", "맡을 사람이 없을 때"),
            "handoff.disqualify" => ("Reasons to disqualify", "부적격 사유"),
            "handoff.aliases" => ("Other words for reasons", "사유의 다른 표기"),
            "sla.first_touch_counts" => ("First touch", "첫 접촉"),
            "sla.calendar_of" => ("How time is counted", "시간을 세는 법"),
            "sla.ladder" => ("Reminders", "단계별 알림"),
            "sla.waivers" => ("Waivers", "면제"),
            "amend" => ("Amendment", "변경"),
            path if path.starts_with("examples.") => {
                return format!("{} {}", self.pick("Example", "예시"), clause.title);
            }
            // The field's abbreviations stand in capitals.
            "stages.mql" | "stages.sal" | "stages.sql" => return clause.title.to_uppercase(),
            _ => return self.capital(&clause.title),
        };
        self.pick(en, ko).to_owned()
    }

    /// With a capital first letter.
    pub(crate) fn capital(&self, text: &str) -> String {
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// The author's plain words as a sentence of their own; nothing where there are none.
    pub(crate) fn says(&self, says: &str) -> Option<String> {
        let says = says.trim();
        let ended = says.ends_with(['.', '!', '?', '。']);
        (!says.is_empty()).then(|| if ended { says.to_owned() } else { format!("{says}.") })
    }

    /// `a, b and c`; in Korean with commas alone, which reads well whatever the words end in.
    pub(crate) fn all(&self, items: &[String]) -> String {
        self.joined(items, " and ")
    }

    /// `a, b or c`.
    pub(crate) fn any(&self, items: &[String]) -> String {
        match self.lang {
            Lang::En => self.joined(items, " or "),
            Lang::Ko => self.joined(items, " 또는 "),
        }
    }

    fn joined(&self, items: &[String], last: &str) -> String {
        let last = if self.lang == Lang::Ko && last == " and " { ", " } else { last };
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [before @ .., end] => format!("{}{last}{end}", before.join(", ")),
        }
    }

    /// `marketing`, `마케팅`.
    pub(crate) fn party(&self, party: PartyKind) -> &'static str {
        match party {
            PartyKind::Marketing => self.pick("marketing", "마케팅"),
            PartyKind::Sales => self.pick("sales", "영업"),
        }
    }

    /// `EUR 2,400,000`, `2,400,000 EUR`.
    pub(crate) fn money(&self, amount: Decimal) -> String {
        let (amount, currency) = (grouped(amount), &self.agreement.currency);
        match self.lang {
            Lang::En => format!("{currency} {amount}"),
            Lang::Ko => format!("{amount} {currency}"),
        }
    }

    /// `60%`.
    pub(crate) fn share(&self, share: Share) -> String {
        share.to_string()
    }

    /// `40 points`, `1 point`, `40점`.
    pub(crate) fn points(&self, points: Decimal) -> String {
        let number = grouped(points);
        match self.lang {
            Lang::En if points == Decimal::ONE => format!("{number} point"),
            Lang::En => format!("{number} points"),
            Lang::Ko => format!("{number}점"),
        }
    }

    /// `5 attempts`, with the right form of the English word; `5번`.
    pub(crate) fn count(&self, count: u32, one: &str, many: &str, ko: &str) -> String {
        let number = grouped(Decimal::from_int(i64::from(count)));
        match self.lang {
            Lang::En => format!("{number} {}", if count == 1 { one } else { many }),
            Lang::Ko => format!("{number}{ko}"),
        }
    }

    /// `30 days`, `1 day 12 hours`, `1일 12시간`.
    pub(crate) fn span(&self, span: Span) -> String {
        length(span, self.lang)
    }

    /// `4 business hours`, `2 business days`, `the same day`.
    pub(crate) fn target(&self, target: Target) -> String {
        match (target, self.lang) {
            (Target::Wall(span), _) => self.span(span),
            (Target::Business(_) | Target::BusinessDays(_), Lang::En) => target.to_string(),
            (Target::Business(span), Lang::Ko) => format!("영업시간 {}", self.span(span)),
            (Target::BusinessDays(days), Lang::Ko) => format!("{days}영업일"),
            (Target::CalendarDays(0), Lang::En) => "the same day".to_owned(),
            (Target::CalendarDays(0), Lang::Ko) => "당일".to_owned(),
            (Target::CalendarDays(_), Lang::En) => target.to_string(),
            (Target::CalendarDays(days), Lang::Ko) => format!("달력 날짜로 {days}일"),
        }
    }

    /// `month`, `매월`.
    pub(crate) fn per(&self, per: Per) -> &'static str {
        match per {
            Per::Week => self.pick("week", "매주"),
            Per::Month => self.pick("month", "매월"),
            Per::Quarter => self.pick("quarter", "매 분기"),
            Per::Year => self.pick("year", "매년"),
        }
    }

    /// Minutes after midnight as a clock shows them: `20:00`.
    pub(crate) fn clock(&self, minutes: u16) -> String {
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    }

    /// An instant by the clock of the agreement's zone, with its offset: `2026-03-04 10:00:00+01:00`.
    pub(crate) fn instant(&self, instant: Instant) -> String {
        let local = instant.to_jiff().in_tz(&self.agreement.timezone);
        local.map_or_else(|_| instant.to_string(), |local| local.strftime("%Y-%m-%d %H:%M:%S%.f%:z").to_string())
    }

    /// What a condition asks, as a phrase after `when` or, in Korean, behind a colon.
    pub(crate) fn condition(&self, condition: &Condition) -> String {
        describe(&condition.test, self.lang, self.agreement)
    }

    /// What a condition of the agreement asks, by its canonical spelling.
    pub(crate) fn condition_text(&self, canonical: &str) -> String {
        let known = clauses::condition(self.agreement, canonical);
        known.map_or_else(|| canonical.to_owned(), |condition| self.condition(condition))
    }

    /// A time promised, by its canonical spelling.
    pub(crate) fn target_text(&self, canonical: &str) -> String {
        target(canonical).map_or_else(|_| canonical.to_owned(), |target| self.target(target))
    }

    /// What is summed, in words.
    pub(crate) fn summed(&self, sum: &Name) -> String {
        match sum.as_str() {
            "opportunity.amount" => self.pick("the amounts of deals opened", "새로 열린 영업기회 금액").to_owned(),
            "customer.amount" => self.pick("the amounts of deals won", "수주 금액").to_owned(),
            "customer.recurring_revenue" => {
                self.pick("the recurring revenue of customers", "고객 반복 매출").to_owned()
            }
            _ => self.name(sum),
        }
    }

    /// A moment as a thing: `the handoff`, `인계`.
    pub(crate) fn moment(&self, moment: &Moment) -> String {
        moments::noun(self, moment)
    }

    /// `at least 5`, `at most 5`, `at least 5 and at most 9`, by texts of both bounds.
    pub(crate) fn bounds(&self, at_least: Option<String>, at_most: Option<String>) -> String {
        match (at_least, at_most, self.lang) {
            (Some(least), Some(most), Lang::En) => format!("at least {least} and at most {most}"),
            (Some(least), None, Lang::En) => format!("at least {least}"),
            (None, Some(most), Lang::En) => format!("at most {most}"),
            (None, None, Lang::En) => "any number".to_owned(),
            (Some(least), Some(most), Lang::Ko) => format!("{least} 이상 {most} 이하"),
            (Some(least), None, Lang::Ko) => format!("{least} 이상"),
            (None, Some(most), Lang::Ko) => format!("{most} 이하"),
            (None, None, Lang::Ko) => "제한 없음".to_owned(),
        }
    }
}
