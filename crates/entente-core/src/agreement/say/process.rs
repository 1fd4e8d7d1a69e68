//! §4 and §5: the stages of a lead, the ways out, and the qualified lead.

use super::{Voice, tell};
use crate::agreement::model::{Enter, Leaves, QualifiedRule, Stage};
use crate::lang::{Particle, with};

/// A stage.
pub(super) fn stage(voice: &Voice<'_>, stage: &Stage) -> Vec<String> {
    let owner = voice.capital(voice.party(stage.owner));
    let mut said: Vec<String> = voice.says(&stage.says).into_iter().collect();
    said.push(tell!(
        voice.lang,
        "{owner} answers for a lead in this stage.",
        "이 단계의 리드는 {owner}에서 책임집니다."
    ));
    said.push(match &stage.enter {
        Enter::Created => {
            tell!(voice.lang, "A lead is in it as soon as it is known.", "리드는 등록되는 즉시 이 단계에 들어옵니다.")
        }
        Enter::When(condition) => {
            let when = voice.condition(condition);
            tell!(voice.lang, "A lead enters it when {when}.", "다음 조건을 만족하면 이 단계에 들어옵니다: {when}.")
        }
    });
    if !stage.needs.is_empty() {
        let needs = voice.names(&stage.needs);
        said.push(tell!(
            voice.lang,
            "Before it may enter, this must be known: {needs}.",
            "이 단계에 들어오려면 다음을 먼저 확인해야 합니다: {needs}."
        ));
    }
    said
}

/// The way back to marketing.
pub(super) fn recycled(voice: &Voice<'_>, leaves: &Leaves) -> Vec<String> {
    let Some(recycle) = &leaves.recycled else {
        return vec![tell!(voice.lang, "No lead goes back to marketing.", "리드를 마케팅에 반환하지 않습니다.")];
    };
    let (stage, wait) = (voice.name(&recycle.to), voice.span(recycle.not_before));
    let wait_ko = with(&wait, Particle::Subject);
    let mut said = vec![tell!(
        voice.lang,
        "A lead that goes back to marketing falls back to the stage {stage}, and may return no earlier than {wait} later.",
        "마케팅에 반환된 리드는 {stage} 단계로 돌아가며, {wait_ko} 지나기 전에는 다시 인계할 수 없습니다.",
    )];
    said.push(match &recycle.returns_when {
        None => tell!(voice.lang, "It returns when it qualifies again.", "다시 적격 판정을 받으면 돌아올 수 있습니다."),
        Some(condition) => {
            let when = voice.condition(condition);
            tell!(voice.lang, "It may return when {when}.", "다음 조건을 만족하면 돌아올 수 있습니다: {when}.")
        }
    });
    said.push(match recycle.at_most {
        None => tell!(voice.lang, "This may happen any number of times.", "반환 횟수에는 제한이 없습니다."),
        Some(times) => {
            let times = voice.count(times, "time", "times", "번");
            tell!(
                voice.lang,
                "This may happen {times} at most; after that the lead is disqualified.",
                "반환은 최대 {times}이며, 그 뒤에는 부적격 처리합니다."
            )
        }
    });
    said
}

/// The way out.
pub(super) fn disqualified(voice: &Voice<'_>, leaves: &Leaves) -> Vec<String> {
    vec![if leaves.disqualified_final {
        tell!(
            voice.lang,
            "A disqualified lead leaves the process and never comes back.",
            "부적격 처리된 리드는 절차에서 제외되며 다시 돌아오지 않습니다."
        )
    } else {
        tell!(
            voice.lang,
            "A disqualified lead leaves the process, and comes back when it qualifies again.",
            "부적격 처리된 리드는 절차에서 제외되며, 다시 적격 판정을 받으면 돌아옵니다."
        )
    }]
}

/// A rule of qualification.
pub(super) fn qualified(voice: &Voice<'_>, rule: &QualifiedRule) -> Vec<String> {
    let when = voice.condition(&rule.when);
    let mut said: Vec<String> = voice.says(&rule.says).into_iter().collect();
    said.push(tell!(voice.lang, "A lead is qualified when {when}.", "다음 조건을 만족하는 리드는 적격입니다: {when}."));
    said
}

/// What forbids qualification.
pub(super) fn never(voice: &Voice<'_>, rule: &QualifiedRule) -> Vec<String> {
    let when = voice.condition(&rule.when);
    let mut said: Vec<String> = voice.says(&rule.says).into_iter().collect();
    said.push(tell!(
        voice.lang,
        "Whatever else holds, a lead is not qualified when {when}.",
        "다음 조건을 만족하는 리드는 다른 조건과 관계없이 적격이 아닙니다: {when}."
    ));
    said
}
