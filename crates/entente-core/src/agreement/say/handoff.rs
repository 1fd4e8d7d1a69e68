//! §6: how a lead passes from marketing to sales, and what sales may answer.

use super::{Voice, tell};
use crate::agreement::model::{
    Absent, Disposition, Handoff, Member, Named, RejectKind, RejectReason, Route, RouteTo, Team, Unit,
};
use crate::id::Name;
use crate::lang::Lang;

/// When a lead is handed over, as what, and what the receiver sees.
pub(super) fn handoff(voice: &Voice<'_>, handoff: &Handoff) -> Vec<String> {
    let stage = voice.name(&handoff.at);
    let mut said = vec![if handoff.is_elsewhere() {
        tell!(
            voice.lang,
            "Leads pass from marketing to sales elsewhere: other software hands them over, and this agreement starts from there.",
            "리드 인계는 다른 소프트웨어에서(elsewhere) 이루어지며, 이 합의서는 그 인계부터 적용합니다."
        )
    } else {
        tell!(
            voice.lang,
            "A lead passes from marketing to sales when it enters the stage {stage}.",
            "리드가 {stage} 단계에 들어오면 마케팅에서 영업으로 인계합니다."
        )
    }];
    said.push(match handoff.unit {
        Unit::Lead => tell!(voice.lang, "Each lead is handed over by itself.", "리드마다 따로 인계합니다."),
        Unit::Account => tell!(
            voice.lang,
            "All leads of an account are handed over together, as one buying group.",
            "한 고객사의 리드는 하나의 구매 그룹으로 함께 인계합니다."
        ),
    });
    if !handoff.shows.is_empty() {
        let shows = voice.names(&handoff.shows);
        said.push(tell!(voice.lang, "The receiver is shown {shows}.", "받는 사람에게 보여 주는 정보: {shows}."));
    }
    if !handoff.routes.is_empty() {
        said.push(tell!(
            voice.lang,
            "The routes below are tried in their order; the first that matches decides.",
            "아래 경로를 순서대로 확인하여 처음으로 맞는 경로를 따릅니다."
        ));
    }
    said
}

/// Nothing is ever handed over.
pub(super) fn none(voice: &Voice<'_>) -> String {
    tell!(voice.lang, "No lead is handed over under this agreement.", "이 합의서에 따라 인계하는 리드는 없습니다.")
}

/// One route.
pub(super) fn route(voice: &Voice<'_>, route: &Route) -> Vec<String> {
    let to = destination(voice, &route.to);
    let mut said: Vec<String> = voice.says(&route.says).into_iter().collect();
    said.push(match &route.when {
        Some(condition) => {
            let when = voice.condition(condition);
            tell!(
                voice.lang,
                "When {when}, the lead goes to {to}.",
                "다음 조건을 만족하는 리드는 {to} 넘깁니다: {when}."
            )
        }
        None => tell!(voice.lang, "Every other lead goes to {to}.", "그 밖의 모든 리드는 {to} 넘깁니다."),
    });
    if let Some(within) = route.within {
        let within = voice.span(within);
        said.push(tell!(
            voice.lang,
            "This route is taken only while that owner was active in the last {within}.",
            "그 담당자가 최근 {within} 안에 활동한 경우에만 이 경로를 따릅니다."
        ));
    }
    said
}

/// Where a route leads; in Korean with the particle of direction.
fn destination(voice: &Voice<'_>, to: &RouteTo) -> String {
    match (to, voice.lang) {
        (RouteTo::Team(team), Lang::En) => format!("the team {}", voice.name(team)),
        (RouteTo::Team(team), Lang::Ko) => format!("{} 팀으로", voice.name(team)),
        (RouteTo::AccountOwner, _) => voice.pick("the owner of its account", "고객사 담당자에게").to_owned(),
        (RouteTo::LeadOwner, _) => voice.pick("the owner it had before", "이전에 맡았던 담당자에게").to_owned(),
        (RouteTo::Person(person), Lang::En) => person.to_string(),
        (RouteTo::Person(person), Lang::Ko) => format!("{person}에게"),
    }
}

/// Who gets what nobody could take.
pub(super) fn nobody(voice: &Voice<'_>, to: Option<&RouteTo>, says: &str) -> Vec<String> {
    let mut said: Vec<String> = voice.says(says).into_iter().collect();
    said.push(match to {
        Some(to) => {
            let to = destination(voice, to);
            tell!(
                voice.lang,
                "When no route matches, or nobody on it is present and below the cap, the lead goes to {to}.",
                "맞는 경로가 없거나, 자리에 있으면서 한도에 이르지 않은 사람이 없으면 리드를 {to} 넘깁니다."
            )
        }
        None => tell!(
            voice.lang,
            "When no route matches, or nobody on it is present and below the cap, the lead waits without an owner, and the reason is recorded.",
            "맞는 경로가 없거나, 자리에 있으면서 한도에 이르지 않은 사람이 없으면 리드는 담당자 없이 기다리며 그 이유를 기록합니다."
        ),
    });
    said
}

/// A team.
pub(super) fn team(voice: &Voice<'_>, team: &Team) -> Vec<String> {
    let weighted = team.members.iter().any(|(_, member)| member.weight != 1);
    let member = |(name, member): &(Name, Member)| {
        let weight = member.weight;
        match (weighted, voice.lang) {
            (false, _) => name.to_string(),
            (true, Lang::En) => format!("{name} (weight {weight})"),
            (true, Lang::Ko) => format!("{name}(가중치 {weight})"),
        }
    };
    let members = voice.all(&team.members.iter().map(member).collect::<Vec<_>>());
    let elsewhere = voice.agreement.handoff.as_ref().is_some_and(Handoff::is_elsewhere);
    let mut said = vec![if elsewhere {
        tell!(
            voice.lang,
            "Its members are {members}. A lead that goes to another owner goes to them in turn; a tie goes to the one named first.",
            "팀원: {members}. 담당자를 바꾸는 리드는 차례로 배정하며, 순서가 같으면 먼저 적힌 사람에게 배정합니다."
        )
    } else {
        tell!(
            voice.lang,
            "Leads go in turn to {members}; a tie goes to the one named first.",
            "리드를 다음 사람에게 차례로 배정합니다: {members}. 순서가 같으면 먼저 적힌 사람에게 배정합니다."
        )
    }];
    said.push(match weighted {
        true => tell!(
            voice.lang,
            "A member of weight 2 gets twice as many as one of weight 1, and so on.",
            "가중치가 2이면 1일 때의 두 배를 받으며, 다른 가중치도 이와 같습니다."
        ),
        false => tell!(voice.lang, "All get equally many (weight 1).", "모두 같은 수(가중치 1)를 받습니다."),
    });
    said.push(match &team.calendar {
        Some(calendar) => {
            let calendar = voice.name(calendar);
            tell!(voice.lang, "The team works by the calendar {calendar}.", "이 팀은 {calendar} 달력에 따라 일합니다.")
        }
        None => tell!(
            voice.lang,
            "The team works by the agreement's only calendar.",
            "이 팀은 합의서의 하나뿐인 달력에 따라 일합니다."
        ),
    });
    said.push(match team.open_at_most {
        Some(most) => {
            let most = voice.count(most, "open lead", "open leads", "건");
            tell!(
                voice.lang,
                "A member who holds {most} gets no further one.",
                "진행 중인 리드가 {most}에 이른 사람에게는 더 배정하지 않습니다."
            )
        }
        None => tell!(
            voice.lang,
            "There is no cap on the leads a member may hold.",
            "한 사람이 맡을 수 있는 리드 수에는 한도가 없습니다."
        ),
    });
    said.push(absence(voice, team.absent));
    if let Some(manager) = &team.manager {
        said.push(tell!(voice.lang, "Its manager is {manager}.", "이 팀의 관리자: {manager}."));
    }
    said
}

/// What an absence does to a member's turn.
fn absence(voice: &Voice<'_>, absent: Absent) -> String {
    match absent {
        Absent::Skip => tell!(
            voice.lang,
            "An absent member is passed over, and on return stands level with the member who has had least, so that nobody is flooded.",
            "부재중인 사람은 건너뛰며, 돌아온 뒤에는 가장 적게 받은 사람과 같은 순서에서 다시 시작하여 배정이 한꺼번에 몰리지 않습니다."
        ),
        Absent::Accrue => tell!(
            voice.lang,
            "An absent member is passed over, and on return catches up on what was missed.",
            "부재중인 사람은 건너뛰며, 돌아온 뒤에는 받지 못한 몫을 이어서 받습니다."
        ),
        Absent::Hold => tell!(
            voice.lang,
            "An absent member is still given leads, which wait for the return.",
            "부재중인 사람에게도 리드를 배정하며, 리드는 돌아올 때까지 기다립니다."
        ),
    }
}

/// A reason to reject.
pub(super) fn reject(voice: &Voice<'_>, reason: &RejectReason) -> Vec<String> {
    let (en, ko) = match reason.kind {
        RejectKind::Procedural => {
            ("procedural: the lead went the wrong way", "절차상 사유(procedural): 잘못 전달된 리드")
        }
        RejectKind::Clerical => (
            "clerical: what was passed on is wrong or missing",
            "기재상 사유(clerical): 전달된 정보가 틀렸거나 빠진 리드",
        ),
        RejectKind::Definitional => {
            ("definitional: the lead is not what was agreed", "정의상 사유(definitional): 합의한 기준에 맞지 않는 리드")
        }
    };
    let kind = voice.pick(en, ko);
    let then = match reason.then {
        Disposition::Reroute => {
            tell!(voice.lang, "It then goes to another owner.", "거절된 리드는 다른 담당자에게 다시 배정합니다.")
        }
        Disposition::Merge => {
            tell!(
                voice.lang,
                "It is then merged into the lead it duplicates.",
                "거절된 리드는 중복된 원래 리드에 합칩니다."
            )
        }
        Disposition::Recycle => {
            tell!(voice.lang, "It then goes back to marketing.", "거절된 리드는 마케팅에 반환합니다.")
        }
        Disposition::Disqualify => tell!(voice.lang, "It is then disqualified.", "거절된 리드는 부적격 처리합니다."),
    };
    vec![
        tell!(
            voice.lang,
            "Sales may reject a lead for this reason before contact ({kind}).",
            "영업은 접촉 전에 이 사유로 리드를 거절할 수 있습니다({kind})."
        ),
        then,
    ]
}

/// Reasons to disqualify.
pub(super) fn disqualify(voice: &Voice<'_>, reasons: &[Name]) -> String {
    let reasons = match voice.lang {
        Lang::En => voice.any(&reasons.iter().map(|reason| voice.name(reason)).collect::<Vec<_>>()),
        Lang::Ko => voice.names(reasons),
    };
    tell!(
        voice.lang,
        "After contact, sales may disqualify a lead for {reasons}.",
        "영업은 접촉 후에 다음 사유로 리드를 부적격 처리할 수 있습니다: {reasons}."
    )
}

/// Other spellings of reasons.
pub(super) fn aliases(voice: &Voice<'_>, aliases: &Named<Name>) -> String {
    let alias = |(word, reason): &(Name, Name)| {
        let reason = voice.name(reason);
        match voice.lang {
            Lang::En => format!("'{word}' means {reason}"),
            Lang::Ko => format!("'{word}' → {reason}"),
        }
    };
    let words = voice.all(&aliases.iter().map(alias).collect::<Vec<_>>());
    tell!(
        voice.lang,
        "Sources may name a reason otherwise: {words}.",
        "사유를 다음과 같이 다르게 적을 수 있습니다: {words}."
    )
}
