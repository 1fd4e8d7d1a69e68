//! §7: what each side promises, kind by kind.

use super::moments::deed;
use super::{Voice, tell};
use crate::agreement::model::{
    Commitment, CommitmentKind, Less, Moment, PartyKind, Per, RejectKind, Share, Target, Then, Tier,
};
use crate::lang::{Lang, Particle, grouped, with};
use crate::number::Decimal;

/// One promise: who makes it, what it is, for which leads.
pub(super) fn promise(voice: &Voice<'_>, party: PartyKind, promise: &Commitment) -> Vec<String> {
    let who = voice.capital(voice.party(party));
    let says = voice.says(&promise.says).unwrap_or_default();
    let mut said = vec![tell!(voice.lang, "{who} promises: {says}", "{who}의 약속: {says}").trim_end().to_owned()];
    if says.is_empty() {
        said = vec![tell!(voice.lang, "{who} promises this.", "{who}의 약속입니다.")];
    }
    said.extend(kind(voice, &promise.kind));
    if let Some(condition) = &promise.r#where {
        let only = voice.condition(condition);
        said.push(tell!(
            voice.lang,
            "It holds only for leads for which this is so: {only}.",
            "다음 조건을 만족하는 리드에만 적용합니다: {only}."
        ));
    }
    said
}

fn kind(voice: &Voice<'_>, kind: &CommitmentKind) -> Vec<String> {
    match kind {
        CommitmentKind::Time { from, until, within, kept: share, late } => {
            let mut said = vec![time(voice, from, until, within), kept(voice, *share)];
            said.extend(when_late(voice, *late));
            said
        }
        CommitmentKind::Count { count, at_least, at_most, per, less, dispute } => {
            let number = |bound: &Option<_>| bound.map(|bound| count_of_leads(voice, bound));
            let bounds = voice.bounds(number(at_least), number(at_most));
            let (per, deed, must) = (voice.per(*per), deed(voice, count), must(&bounds));
            let mut said = vec![tell!(
                voice.lang,
                "In every {per}, {bounds} {deed}.",
                "{per} {deed} 리드가 {bounds}{must} 합니다."
            )];
            said.extend(taken_back(voice, less, *dispute));
            said
        }
        CommitmentKind::Share { share, of, at_least, at_most, per, matures } => {
            let mut said = vec![share_of(voice, share, of, [*at_least, *at_most], *per)];
            said.extend(matures.map(|age| matured(voice, age)));
            said
        }
        CommitmentKind::Sum { sum, at_least, at_most, per } => {
            let bounds = voice.bounds(at_least.map(|sum| voice.money(sum)), at_most.map(|sum| voice.money(sum)));
            let (per, sum, must) = (voice.per(*per), voice.summed(sum), must(&bounds));
            vec![tell!(
                voice.lang,
                "In every {per}, the sum of {sum} is {bounds}.",
                "{per} {sum}의 합계가 {bounds}{must} 합니다."
            )]
        }
        CommitmentKind::Attempts { attempts, channels, within, unless, kept: share } => {
            vec![attempted(voice, *attempts, *channels, *within, unless), kept(voice, *share)]
        }
        CommitmentKind::Cadence { meeting, kept, per } => {
            let (meeting, kept, per) = (voice.name(meeting), voice.share(*kept), voice.per(*per));
            vec![tell!(
                voice.lang,
                "The meeting {meeting} is held as agreed: at least {kept} of its dates in every {per}.",
                "{meeting} 회의를 합의한 대로 엽니다. {per} 예정된 회의의 {kept} 이상을 열어야 합니다."
            )]
        }
    }
}

/// `200 leads`, `200건`.
fn count_of_leads(voice: &Voice<'_>, count: Decimal) -> String {
    let count = grouped(count);
    tell!(voice.lang, "{count} leads", "{count}건")
}

/// From a moment to the first of others, by tiers.
fn time(voice: &Voice<'_>, from: &Moment, until: &[Moment], within: &[Tier]) -> String {
    let from = voice.moment(from);
    let first = if until.len() > 1 { voice.pick(", whichever comes first", " 가운데 먼저인 것") } else { "" };
    let until = voice.any(&until.iter().map(|moment| voice.moment(moment)).collect::<Vec<_>>()) + first;
    if let [Tier { when: None, r#do }] = within {
        if *r#do == Target::CalendarDays(0) {
            return tell!(
                voice.lang,
                "What ends it, {until}, comes on the same day as what starts it, {from}.",
                "{from} 당일 안에 {until}까지 이루어져야 합니다."
            );
        }
        let most = voice.target(*r#do);
        let most_ko = with(&most, Particle::Object);
        return tell!(
            voice.lang,
            "From {from} to {until}, no more than {most} may pass.",
            "{from}부터 {until}까지 {most_ko} 넘지 않아야 합니다."
        );
    }
    let tier = |tier: &Tier| {
        let most = voice.target(tier.r#do);
        match &tier.when {
            Some(condition) => {
                let when = voice.condition(condition);
                tell!(voice.lang, "{most} when {when}", "{when}: {most}")
            }
            None => tell!(voice.lang, "{most} for every other lead", "그 밖의 리드: {most}"),
        }
    };
    let tiers = within.iter().map(tier).collect::<Vec<_>>().join("; ");
    tell!(
        voice.lang,
        "From {from} to {until}, no more than this may pass, the first that applies: {tiers}.",
        "{from}부터 {until}까지 다음 시간을 넘지 않아야 하며, 처음으로 맞는 것을 적용합니다. {tiers}."
    )
}

/// The share that must be kept.
fn kept(voice: &Voice<'_>, share: Share) -> String {
    if share.0 == Decimal::ONE {
        return tell!(voice.lang, "This is kept for every lead (100%).", "이 약속을 모든 리드(100%)에서 지킵니다.");
    }
    let share = voice.share(share);
    tell!(voice.lang, "This is kept for at least {share} of leads.", "이 약속을 리드의 {share} 이상에서 지킵니다.")
}

/// What happens when one is late.
fn when_late(voice: &Voice<'_>, late: Then) -> Option<String> {
    (late == Then::Reassign).then(|| {
        tell!(
            voice.lang,
            "When it is late, the lead goes to another owner, never back to one who has had it in this handoff.",
            "늦어지면 리드를 다른 담당자에게 다시 배정하며, 이번 인계에서 이미 맡았던 사람에게는 배정하지 않습니다."
        )
    })
}

/// What a count takes back, and until when.
fn taken_back(voice: &Voice<'_>, less: &[Less], dispute: Option<Target>) -> Option<String> {
    if less.is_empty() && dispute.is_none() {
        return None;
    }
    let reason = |less: &Less| match (less, voice.lang) {
        (Less::Kind(kind), _) => {
            let (en, ko) = match kind {
                RejectKind::Procedural => ("a procedural reason", "절차상 사유(procedural)"),
                RejectKind::Clerical => ("a clerical reason", "기재상 사유(clerical)"),
                RejectKind::Definitional => ("a definitional reason", "정의상 사유(definitional)"),
            };
            voice.pick(en, ko).to_owned()
        }
        (Less::Reason(reason), Lang::En) => format!("the reason {}", voice.name(reason)),
        (Less::Reason(reason), Lang::Ko) => format!("{} 사유", voice.name(reason)),
    };
    let reasons = voice.any(&less.iter().map(reason).collect::<Vec<_>>());
    Some(match dispute {
        Some(window) => {
            let window = voice.target(window);
            tell!(
                voice.lang,
                "A lead that is rejected for {reasons} within {window} is taken back from the count.",
                "{window} 안에 {reasons}로 거절된 리드는 집계에서 뺍니다."
            )
        }
        None => tell!(
            voice.lang,
            "A lead that is rejected for {reasons} is taken back from the count.",
            "{reasons}로 거절된 리드는 집계에서 뺍니다."
        ),
    })
}

/// A share of what happened in a period.
fn share_of(voice: &Voice<'_>, share: &Moment, of: &Moment, bounds: [Option<Share>; 2], per: Per) -> String {
    let [at_least, at_most] = bounds.map(|bound| bound.map(|share| voice.share(share)));
    let all = at_most.is_none() && at_least.as_deref() == Some("100%") && voice.lang == Lang::En;
    let bounds = if all { "all (100%)".to_owned() } else { voice.bounds(at_least, at_most) };
    let (per, part, whole, must) = (voice.per(per), deed(voice, share), deed(voice, of), must(&bounds));
    tell!(
        voice.lang,
        "Of the leads that {whole} in a {per}, {bounds} {part}.",
        "{per} {whole} 리드 가운데 {part} 리드의 비율이 {bounds}{must} 합니다."
    )
}

/// How old something must be to be judged.
pub(super) fn matured(voice: &Voice<'_>, age: Target) -> String {
    let age = voice.target(age);
    let age_ko = with(&age, Particle::Subject);
    tell!(
        voice.lang,
        "A lead is judged when {age} have passed, and listed as too young until then.",
        "리드는 {age_ko} 지난 뒤에 평가하며, 그 전에는 '평가 전'으로 따로 표시합니다."
    )
}

/// The Korean ending of obligation after a bound: `60 이상이어야`, `5% 이하여야`.
pub(super) fn must(bounds: &str) -> &'static str {
    if bounds.ends_with("이하") { "여야" } else { "이어야" }
}

/// So many attempts on each lead.
fn attempted(voice: &Voice<'_>, attempts: u32, channels: u32, within: Target, unless: &[Moment]) -> String {
    let attempts = voice.count(attempts, "attempt", "attempts", "번");
    let channels = voice.count(channels, "channel", "channels", "개");
    let within = voice.target(within);
    if unless.is_empty() {
        return tell!(
            voice.lang,
            "At least {attempts} by at least {channels} are made on every lead within {within} of its handoff.",
            "인계 후 {within} 안에 리드마다 {channels} 이상의 채널로 {attempts} 이상 접촉을 시도합니다."
        );
    }
    let unless = voice.any(&unless.iter().map(|moment| voice.moment(moment)).collect::<Vec<_>>());
    let unless_ko = with(&unless, Particle::Subject);
    tell!(
        voice.lang,
        "At least {attempts} by at least {channels} are made on every lead within {within} of its handoff, unless this comes first: {unless}.",
        "인계 후 {within} 안에 리드마다 {channels} 이상의 채널로 {attempts} 이상 접촉을 시도합니다. 다만 {unless_ko} 먼저 이루어지면 더 시도하지 않아도 됩니다."
    )
}
