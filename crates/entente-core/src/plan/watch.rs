//! What time alone may change: the thresholds and windows of every condition that is asked again as time passes.

use std::collections::BTreeSet;

use crate::plan::program::{Ask, Program, Source};
use crate::plan::{ClockPlan, NurtureStepPlan, Plan};
use crate::time::Span;

/// Everything whose answer may change without a fact.
#[derive(Debug, Clone, Default)]
pub struct Watch {
    /// Engagement thresholds in millionths, ascending, without duplicates; scores just above one count too.
    pub thresholds: Vec<i64>,
    /// Windows of `did` and `times`: signal and length.
    pub windows: Vec<(u16, Span)>,
    /// Ages compared by `since`: signal and length.
    pub ages: Vec<(u16, Span)>,
    /// Numbers that engagement is compared with, lead by lead.
    pub beside: Vec<Source>,
    /// Times in a stage.
    pub stays: Vec<Span>,
    /// By signal, the longest window in which any condition counts it.
    pub longest: Vec<Span>,
}

impl Watch {
    pub(super) fn of(plan: &Plan) -> Watch {
        let mut watch = Gather::default();
        watch.thresholds.extend(plan.levels.iter().copied());
        let stages = plan.stages.iter().filter_map(|stage| stage.enter.as_ref());
        let rules = plan.qualified.iter().map(|rule| &rule.when).chain(plan.never.as_ref());
        let returns = plan.recycle.iter().filter_map(|recycle| recycle.returns_when.as_ref());
        stages.chain(rules).chain(returns).for_each(|program| watch.program(program));
        for program in &plan.nurture {
            watch.program(&program.wanted);
            program.leave.iter().for_each(|leave| watch.program(leave));
            for step in &program.steps {
                if let NurtureStepPlan::Wait(_, Some(until)) = step {
                    watch.program(until);
                }
            }
        }
        let mut everywhere = Gather::default();
        everywhere.windows.extend(watch.windows.iter().copied());
        let routes = plan.routes.iter().filter_map(|route| route.when.as_ref());
        let counted = plan.counts.iter().filter_map(|promise| promise.wanted.as_ref());
        let promises = plan.clocks.iter().flat_map(ClockPlan::programs).chain(counted);
        let choices = plan.nurture.iter().flat_map(|program| &program.steps).filter_map(|step| match step {
            NurtureStepPlan::Choose(when, ..) => Some(when),
            _ => None,
        });
        routes.chain(promises).chain(choices).for_each(|program| everywhere.program(program));
        let mut longest = vec![Span::ZERO; plan.signals.len()];
        for (signal, window) in &everywhere.windows {
            let longest = &mut longest[usize::from(*signal)];
            *longest = (*longest).max(*window);
        }
        Watch {
            longest,
            // A threshold of 0 or less can never be crossed: engagement is clamped there.
            thresholds: watch.thresholds.into_iter().filter(|least| *least > 0).collect(),
            beside: watch.beside.into_iter().collect(),
            windows: watch.windows.into_iter().collect(),
            ages: watch.ages.into_iter().collect(),
            stays: watch.stays.into_iter().collect(),
        }
    }
}

#[derive(Default)]
struct Gather {
    thresholds: BTreeSet<i64>,
    windows: BTreeSet<(u16, Span)>,
    ages: BTreeSet<(u16, Span)>,
    stays: BTreeSet<Span>,
    beside: BTreeSet<Source>,
}

impl Gather {
    fn program(&mut self, program: &Program) {
        for step in &program.steps {
            match &step.ask {
                Ask::Number(Source::Engagement, _, least) => {
                    // `> x` changes one millionth above `x`; watching both costs a wake that decides nothing.
                    self.thresholds.extend([*least, least.saturating_add(1)]);
                }
                Ask::OneOf(Source::Engagement, values) => {
                    self.thresholds.extend(values.iter().flat_map(|value| [*value, value.saturating_add(1)]));
                }
                Ask::Pair(Source::Engagement, _, other) | Ask::Pair(other, _, Source::Engagement) => {
                    self.beside.insert(*other);
                }
                Ask::Number(Source::Since(signal), _, age) => {
                    self.ages.insert((*signal, Span::from_micros(*age)));
                }
                Ask::OneOf(Source::Since(signal), ages) => {
                    self.ages.extend(ages.iter().map(|age| (*signal, Span::from_micros(*age))));
                }
                Ask::Did(signal, Some(span)) | Ask::Times(signal, Some(span), ..) => {
                    self.windows.insert((*signal, *span));
                }
                Ask::InStageFor(span) => {
                    self.stays.insert(*span);
                }
                _ => {}
            }
        }
    }
}
