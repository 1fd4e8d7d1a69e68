//! Rules of fit, stages, qualification, routes and nurture, compiled.

use crate::agreement::model::{Enter, NurtureStep, RouteTo};
use crate::id::Name;
use crate::plan::PlanError;
use crate::plan::lay::Names;
use crate::plan::program::Program;
use crate::time::Span;

/// A rule of fit.
#[derive(Debug, Clone)]
pub struct FitPlan {
    /// When it holds.
    pub when: Program,
    /// What it is worth, in millionths.
    pub points: i64,
    /// Whether it disqualifies outright.
    pub disqualify: bool,
}

/// A stage.
#[derive(Debug, Clone)]
pub struct StagePlan {
    /// What brings a lead in; none: being known at all.
    pub enter: Option<Program>,
}

/// A rule of qualification.
#[derive(Debug, Clone)]
pub struct QualifiedPlan {
    /// Its name.
    pub name: Name,
    /// When it holds.
    pub when: Program,
}

/// How a lead goes back and returns.
#[derive(Debug, Clone)]
pub struct RecyclePlan {
    /// Index of the stage it falls back to.
    pub to: usize,
    /// What lets it return.
    pub returns_when: Option<Program>,
    /// The least time before it may return.
    pub not_before: Span,
    /// How often at most.
    pub at_most: Option<u32>,
}

/// A route.
#[derive(Debug, Clone)]
pub struct RoutePlan {
    /// Its name.
    pub name: Name,
    /// When it matches; none: always.
    pub when: Option<Program>,
    /// Where it leads.
    pub to: RouteTo,
    /// How recently the account's owner must have acted.
    pub within: Option<Span>,
}

/// A nurture program.
#[derive(Debug, Clone)]
pub struct NurturePlan {
    /// Its name.
    pub name: Name,
    /// Who is enrolled.
    pub wanted: Program,
    /// What ends it early.
    pub leave: Option<Program>,
    /// Its steps.
    pub steps: Vec<NurtureStepPlan>,
}

/// A step of a nurture program.
#[derive(Debug, Clone)]
pub enum NurtureStepPlan {
    /// Content is due.
    Send(Name),
    /// Time passes, or a condition ends the wait.
    Wait(Span, Option<Program>),
    /// One of two.
    Choose(Program, Name, Option<Name>),
}

pub(super) fn fit(names: &Names) -> Result<Vec<FitPlan>, PlanError> {
    let rules = names.agreement.fit.iter();
    rules
        .map(|(_, rule)| {
            let when = names.compile(&rule.when)?;
            Ok(FitPlan { when, points: rule.points.as_millionths(), disqualify: rule.disqualify })
        })
        .collect()
}

pub(super) fn stages(names: &Names) -> Result<Vec<StagePlan>, PlanError> {
    let stages = names.agreement.stages.iter();
    stages
        .map(|(_, stage)| {
            let enter = match &stage.enter {
                Enter::Created => None,
                Enter::When(condition) => Some(names.compile(condition)?),
            };
            Ok(StagePlan { enter })
        })
        .collect()
}

pub(super) fn qualified(names: &Names) -> Result<Vec<QualifiedPlan>, PlanError> {
    let rules = names.agreement.qualified.rules.iter();
    rules.map(|(name, rule)| Ok(QualifiedPlan { name: name.clone(), when: names.compile(&rule.when)? })).collect()
}

pub(super) fn recycle(names: &Names) -> Result<Option<RecyclePlan>, PlanError> {
    let Some(recycle) = &names.agreement.leaves.recycled else { return Ok(None) };
    let to = names.agreement.stages.position(recycle.to.as_str());
    Ok(Some(RecyclePlan {
        to: to.ok_or_else(|| PlanError::Unknown(recycle.to.to_string()))?,
        returns_when: recycle.returns_when.as_ref().map(|condition| names.compile(condition)).transpose()?,
        not_before: recycle.not_before,
        at_most: recycle.at_most,
    }))
}

pub(super) fn routes(names: &Names) -> Result<Vec<RoutePlan>, PlanError> {
    let Some(handoff) = &names.agreement.handoff else { return Ok(Vec::new()) };
    let routes = handoff.routes.iter();
    routes
        .map(|(name, route)| {
            Ok(RoutePlan {
                name: name.clone(),
                when: route.when.as_ref().map(|condition| names.compile(condition)).transpose()?,
                to: route.to.clone(),
                within: route.within,
            })
        })
        .collect()
}

pub(super) fn nurture(names: &Names) -> Result<Vec<NurturePlan>, PlanError> {
    let programs = names.agreement.nurture.iter();
    programs
        .map(|(name, program)| {
            Ok(NurturePlan {
                name: name.clone(),
                wanted: names.compile(&program.r#for)?,
                leave: program.leave.as_ref().map(|condition| names.compile(condition)).transpose()?,
                steps: program.steps.iter().map(|step| nurture_step(names, step)).collect::<Result<_, _>>()?,
            })
        })
        .collect()
}

fn nurture_step(names: &Names, step: &NurtureStep) -> Result<NurtureStepPlan, PlanError> {
    Ok(match step {
        NurtureStep::Send(content) => NurtureStepPlan::Send(content.clone()),
        NurtureStep::Wait { time, until } => {
            let until = until.as_ref().map(|condition| names.compile(condition)).transpose()?;
            NurtureStepPlan::Wait(*time, until)
        }
        NurtureStep::Choose { when, send, r#else } => {
            NurtureStepPlan::Choose(names.compile(when)?, send.clone(), r#else.clone())
        }
    })
}
