//! A frame: one lead, its account and an instant, as a program reads them.

use std::cell::Cell;

use crate::agreement::model::FieldKind;
use crate::condition::TextTest;
use crate::decision::Ground;
use crate::engine::score;
use crate::engine::state::{AccountState, LeadState};
use crate::number::Decimal;
use crate::plan::Plan;
use crate::plan::program::{Ask, Next, Program, Source, TextSource};
use crate::plan::slots::{Slot, UNKNOWN};
use crate::time::{Instant, Span};

/// What a program reads. Engagement is computed once, when it is first asked for.
pub struct Frame<'a> {
    /// The plan whose slots the lead's values are kept in.
    pub plan: &'a Plan,
    /// The lead.
    pub lead: &'a LeadState,
    /// Its account, where it has one.
    pub account: Option<&'a AccountState>,
    /// The instant asked about.
    pub now: Instant,
    engagement: Cell<i64>,
}

impl<'a> Frame<'a> {
    /// A frame of this lead at this instant.
    #[must_use]
    pub fn new(plan: &'a Plan, lead: &'a LeadState, account: Option<&'a AccountState>, now: Instant) -> Frame<'a> {
        Frame { plan, lead, account, now, engagement: Cell::new(UNKNOWN) }
    }

    /// Engagement in millionths, 0 to 100 points.
    #[must_use]
    pub fn engagement(&self) -> i64 {
        if self.engagement.get() == UNKNOWN {
            self.engagement.set(score::engagement(self.plan, self.lead, self.now).as_millionths());
        }
        self.engagement.get()
    }

    /// Runs a program.
    #[must_use]
    pub fn holds(&self, program: &Program) -> bool {
        if let Some(plain) = &program.plain {
            return plain.iter().fold(true, |all, one| all & one.holds(self.number(one.source)));
        }
        let mut next = program.start;
        loop {
            match next {
                Next::Answer(answer) => return answer,
                Next::Step(index) => {
                    let step = &program.steps[usize::from(index)];
                    next = if self.answer(&step.ask) { step.yes } else { step.no };
                }
            }
        }
    }

    /// What the answer of a program rests on: every question asked, with what was found.
    #[must_use]
    pub fn grounds(&self, program: &Program) -> Vec<Ground> {
        let mut grounds = Vec::new();
        let mut next = program.start;
        while let Next::Step(index) = next {
            let step = &program.steps[usize::from(index)];
            let yes = self.answer(&step.ask);
            grounds.push(Ground { name: step.text.to_string(), value: self.found(&step.ask, yes) });
            next = if yes { step.yes } else { step.no };
        }
        grounds
    }

    fn answer(&self, ask: &Ask) -> bool {
        match ask {
            Ask::Number(source, op, constant) => {
                let value = self.number(*source);
                value != UNKNOWN && op.holds(&value, constant)
            }
            Ask::Pair(left, op, right) => {
                let (left, right) = (self.number(*left), self.number(*right));
                left != UNKNOWN && right != UNKNOWN && op.holds(&left, &right)
            }
            Ask::Mask(source, mask) => {
                let value = self.number(*source);
                (0..64).contains(&value) && mask >> value & 1 == 1
            }
            Ask::OneOf(source, values) => values.contains(&self.number(*source)),
            Ask::Holds(source, bit) => {
                let value = self.number(*source);
                value != UNKNOWN && value >> bit & 1 == 1
            }
            Ask::Known(source, is) => (self.number(*source) != UNKNOWN) == *is,
            Ask::TextKnown(source, is) => self.text(*source).is_some() == *is,
            Ask::TextIs(source, is, words) => {
                self.text(*source).is_some_and(|text| words.iter().any(|word| **word == *text) == *is)
            }
            Ask::TextInList(source, words) => self.text(*source).is_some_and(|text| {
                let folded = text.to_lowercase();
                words.binary_search_by(|word| (**word).cmp(&folded)).is_ok()
            }),
            Ask::Text(source, test, wanted) => self.text(*source).is_some_and(|text| match test {
                TextTest::StartsWith => text.starts_with(&**wanted),
                TextTest::EndsWith => text.ends_with(&**wanted),
                TextTest::Contains => text.contains(&**wanted),
            }),
            Ask::Did(signal, within) => self.count(*signal, *within, 1) >= 1,
            Ask::Times(signal, within, op, count) => {
                let seen = self.count(*signal, *within, usize::MAX);
                op.holds(&i64::try_from(seen).unwrap_or(i64::MAX), &i64::from(*count))
            }
            Ask::InStageFor(span) => self.now - self.lead.stage_since >= *span,
        }
    }

    /// How often a signal was seen in the last so long, counting up to `most`; ever where no time is given.
    fn count(&self, signal: u16, within: Option<Span>, most: usize) -> u64 {
        let Some(seen) = self.lead.signals.get(signal) else { return 0 };
        match within {
            None => seen.count,
            Some(span) => {
                let from = self.now - span;
                let recent = seen.hits.iter().rev().take_while(|hit| hit.at >= from);
                recent.filter(|hit| hit.at <= self.now).take(most).count() as u64
            }
        }
    }

    /// The number a source gives; [`UNKNOWN`] where it is not known.
    #[must_use]
    pub fn number(&self, source: Source) -> i64 {
        let at = |slots: &[i64], index: u16| slots.get(usize::from(index)).copied().unwrap_or(UNKNOWN);
        let time = |instant: Option<Instant>| instant.map_or(UNKNOWN, Instant::as_micros);
        let seen = |signal: u16| self.lead.signals.get(signal);
        match source {
            Source::Lead(index) => at(&self.lead.numbers, index),
            Source::Account(index) => self.account.map_or(UNKNOWN, |account| at(&account.numbers, index)),
            Source::Fit => self.lead.fit.as_millionths(),
            Source::Engagement => self.engagement(),
            Source::Grade => self.plan.grade_of(self.lead.fit) as i64,
            Source::Level => self.level(),
            Source::Stage => self.lead.stage_index(self.plan),
            Source::OpenOpportunity => i64::from(self.account.is_some_and(|account| account.open_deals > 0)),
            Source::Consent => self.lead.consent.map_or(UNKNOWN, i64::from),
            Source::Since(signal) => {
                seen(signal).and_then(|seen| seen.last).map_or(UNKNOWN, |last| (self.now - last).as_micros())
            }
            Source::First(signal) => time(seen(signal).and_then(|seen| seen.first)),
            Source::Last(signal) => time(seen(signal).and_then(|seen| seen.last)),
            Source::Milestone(milestone) => i64::from(self.lead.reached(milestone).is_some()),
            Source::Constant(value) => value,
        }
    }

    /// The level as written in the agreement, in millionths.
    fn level(&self) -> i64 {
        let index = self.plan.level_of(self.engagement());
        let written = self.plan.agreement.levels.0.get(index).and_then(|(name, _)| Decimal::parse(name.as_str()).ok());
        written.unwrap_or_else(|| Decimal::from_int(index as i64 + 1)).as_millionths()
    }

    /// The text a source gives; none where it is not known.
    #[must_use]
    pub fn text(&self, source: TextSource) -> Option<&str> {
        let at = |texts: &'a [Option<Box<str>>], index: u16| texts.get(usize::from(index)).and_then(Option::as_deref);
        match source {
            TextSource::Lead(index) => at(&self.lead.texts, index),
            TextSource::Account(index) => self.account.and_then(|account| at(&account.texts, index)),
            TextSource::AccountDomain => self.account.and_then(|account| account.domain.as_deref()),
            TextSource::AccountOwner => {
                self.account.and_then(|account| account.owner.as_ref()).map(|name| name.as_str())
            }
            TextSource::LeadSource => self.lead.source.as_deref(),
            TextSource::LeadOwner => self.lead.owner.as_ref().map(|name| name.as_str()),
        }
    }

    /// What was found for a question, in words.
    fn found(&self, ask: &Ask, yes: bool) -> String {
        match ask {
            Ask::Number(source, ..)
            | Ask::Pair(source, ..)
            | Ask::Mask(source, _)
            | Ask::OneOf(source, _)
            | Ask::Holds(source, _)
            | Ask::Known(source, _) => self.show(*source),
            Ask::TextIs(source, ..)
            | Ask::TextKnown(source, _)
            | Ask::TextInList(source, _)
            | Ask::Text(source, ..) => self.text(*source).unwrap_or("not known").to_owned(),
            Ask::Did(signal, _) => self.show(Source::Last(*signal)),
            Ask::Times(signal, within, ..) => self.count(*signal, *within, usize::MAX).to_string(),
            Ask::InStageFor(_) => if yes { "yes" } else { "no" }.to_owned(),
        }
    }

    /// A number in the words of its source.
    #[must_use]
    pub fn show(&self, source: Source) -> String {
        let value = self.number(source);
        if value == UNKNOWN {
            return "not known".to_owned();
        }
        let by_index = |index: u16, account: bool| {
            let slots = if account { &self.plan.slots.account } else { &self.plan.slots.lead };
            let number = |slot: &&Slot| slot.kind != FieldKind::Text && slot.index == usize::from(index);
            slots.values().find(number).map_or_else(String::new, |slot| slot.show(value))
        };
        match source {
            Source::Lead(index) => by_index(index, false),
            Source::Account(index) => by_index(index, true),
            Source::Grade => self.plan.grade_name(value as usize).to_string(),
            Source::Stage => self.lead.stage_name(self.plan).to_string(),
            Source::OpenOpportunity | Source::Milestone(_) => if value == 1 { "yes" } else { "no" }.to_owned(),
            Source::Consent => if value == 1 { "given" } else { "withdrawn" }.to_owned(),
            Source::Since(_) => Span::from_micros(value).to_string(),
            Source::First(_) | Source::Last(_) => Instant::from_micros(value).to_string(),
            Source::Fit | Source::Engagement | Source::Level | Source::Constant(_) => {
                Decimal::from_millionths(value).to_string()
            }
        }
    }
}
