//! §8: how leads are kept warm, and the named groups of leads.

use super::{Voice, tell};
use crate::agreement::model::{NurtureProgram, NurtureStep, Quiet, QuietOf, Segment};
use crate::id::Name;
use crate::lang::{Particle, with};

/// A nurture program.
pub(super) fn program(voice: &Voice<'_>, program: &NurtureProgram) -> Vec<String> {
    let when = voice.condition(&program.r#for);
    let mut said: Vec<String> = voice.says(&program.says).into_iter().collect();
    said.push(tell!(
        voice.lang,
        "A lead is enrolled, once per cycle, when {when}.",
        "다음 조건을 만족하는 리드를 주기마다 한 번 등록합니다: {when}."
    ));
    said.extend(program.steps.iter().enumerate().map(|(index, step)| {
        let (number, step) = (index + 1, self::step(voice, step));
        tell!(voice.lang, "Step {number}: {step}.", "{number}단계: {step}.")
    }));
    if let Some(condition) = &program.leave {
        let leave = voice.condition(condition);
        said.push(tell!(
            voice.lang,
            "It ends early when {leave}.",
            "다음 조건을 만족하면 프로그램을 일찍 마칩니다: {leave}."
        ));
    }
    if let Some((most, span)) = program.at_most {
        let (most, span) = (voice.count(most, "mail", "mails", "통"), voice.span(span));
        said.push(tell!(
            voice.lang,
            "At most {most} are sent in {span}; further ones wait.",
            "메일은 {span} 동안 최대 {most}을 보내며, 그 이상은 기다립니다."
        ));
    }
    said.extend(program.quiet.as_ref().map(|hours| quiet(voice, hours)));
    said
}

fn step(voice: &Voice<'_>, step: &NurtureStep) -> String {
    match step {
        NurtureStep::Send(content) => {
            let content_ko = object(content);
            tell!(voice.lang, "'{content}' is sent", "{content_ko} 보냅니다")
        }
        NurtureStep::Wait { time, until: None } => {
            let time = voice.span(*time);
            tell!(voice.lang, "{time} pass", "{time} 동안 기다립니다")
        }
        NurtureStep::Wait { time, until: Some(condition) } => {
            let (time, until) = (voice.span(*time), voice.condition(condition));
            tell!(
                voice.lang,
                "{time} pass, or fewer as soon as {until}",
                "{time} 동안 기다리되, 다음 조건을 만족하면 바로 넘어갑니다: {until}"
            )
        }
        NurtureStep::Choose { when, send, r#else: None } => {
            let (when, send_ko) = (voice.condition(when), object(send));
            tell!(
                voice.lang,
                "'{send}' is sent when {when}, and otherwise nothing",
                "다음 조건을 만족하면 {send_ko} 보내고, 아니면 보내지 않습니다: {when}"
            )
        }
        NurtureStep::Choose { when, send, r#else: Some(other) } => {
            let (when, send_ko, other_ko) = (voice.condition(when), object(send), object(other));
            tell!(
                voice.lang,
                "'{send}' is sent when {when}, and '{other}' otherwise",
                "다음 조건을 만족하면 {send_ko}, 아니면 {other_ko} 보냅니다: {when}"
            )
        }
    }
}

/// A piece of content in quotation marks, as a Korean object.
fn object(content: &Name) -> String {
    with(&format!("'{content}'"), Particle::Object)
}

fn quiet(voice: &Voice<'_>, quiet: &Quiet) -> String {
    let (from, to) = (voice.clock(quiet.from_minutes), voice.clock(quiet.to_minutes));
    match quiet.of {
        QuietOf::Lead => tell!(
            voice.lang,
            "No mail is sent from {from} to {to} by the lead's own clock, or by that of the agreement's time zone where the lead's is not known; what falls due then waits until {to}.",
            "리드의 현지 시각으로 {from}부터 {to}까지는 메일을 보내지 않으며, 현지 시각을 알 수 없으면 합의서의 시간대를 따릅니다. 그사이에 보낼 메일은 {to}까지 기다립니다."
        ),
        QuietOf::Agreement => tell!(
            voice.lang,
            "No mail is sent from {from} to {to} in the agreement's time zone; what falls due then waits until {to}.",
            "합의서의 시간대로 {from}부터 {to}까지는 메일을 보내지 않습니다. 그사이에 보낼 메일은 {to}까지 기다립니다."
        ),
    }
}

/// A named group of leads.
pub(super) fn segment(voice: &Voice<'_>, segment: &Segment) -> Vec<String> {
    let (when, owner) = (voice.condition(&segment.when), voice.capital(voice.party(segment.owner)));
    let mut said: Vec<String> = voice.says(&segment.says).into_iter().collect();
    said.push(tell!(
        voice.lang,
        "A lead belongs to this segment when {when}.",
        "다음 조건을 만족하는 리드가 이 세그먼트에 속합니다: {when}."
    ));
    said.push(tell!(voice.lang, "{owner} works it.", "담당: {owner}."));
    said
}
