//! The moments of a lead's way as things (`the handoff`) and as what leads do (`are handed off`).

use super::Voice;
use crate::agreement::model::Moment;
use crate::lang::Lang;
use crate::milestone::Milestone;

/// A moment as a thing that starts or stops a clock: `the handoff`, `인계`.
pub(super) fn noun(voice: &Voice<'_>, moment: &Moment) -> String {
    match (moment, voice.lang) {
        (Moment::Milestone(milestone), _) => {
            let (en, ko) = milestone_noun(*milestone);
            voice.pick(en, ko).to_owned()
        }
        (Moment::Stage(stage), Lang::En) => format!("entry into the stage {}", voice.name(stage)),
        (Moment::Stage(stage), Lang::Ko) => format!("{} 단계 진입", voice.name(stage)),
        (Moment::Signal(signal), Lang::En) => format!("the signal {}", voice.name(signal)),
        (Moment::Signal(signal), Lang::Ko) => format!("{} 신호", voice.name(signal)),
    }
}

/// What leads do: `are handed off`; in Korean what kind of lead it then is: `인계된`.
pub(super) fn deed(voice: &Voice<'_>, moment: &Moment) -> String {
    match (moment, voice.lang) {
        (Moment::Milestone(milestone), _) => {
            let (en, ko) = milestone_deed(*milestone);
            voice.pick(en, ko).to_owned()
        }
        (Moment::Stage(stage), Lang::En) => format!("enter the stage {}", voice.name(stage)),
        (Moment::Stage(stage), Lang::Ko) => format!("{} 단계에 진입한", voice.name(stage)),
        (Moment::Signal(signal), Lang::En) => format!("show the signal {}", voice.name(signal)),
        (Moment::Signal(signal), Lang::Ko) => format!("{} 신호를 보인", voice.name(signal)),
    }
}

fn milestone_noun(milestone: Milestone) -> (&'static str, &'static str) {
    match milestone {
        Milestone::Created => ("the moment the lead became known", "최초 등록"),
        Milestone::Qualified => ("qualification", "적격 판정"),
        Milestone::HandedOff => ("the handoff", "인계"),
        Milestone::Accepted => ("acceptance by sales", "영업의 수락"),
        Milestone::Rejected => ("rejection by sales", "영업의 거절"),
        Milestone::Reasoned => ("rejection with a reason", "사유를 밝힌 거절"),
        Milestone::FirstAttempt => ("the first touch", "첫 접촉"),
        Milestone::Contacted => ("reaching the person", "당사자와의 연결"),
        Milestone::Confirmed => ("confirmation of the need", "니즈 확인"),
        Milestone::Rated => ("a rating of the lead by sales", "영업의 리드 평가"),
        Milestone::Disqualified => ("disqualification", "부적격 처리"),
        Milestone::Recycled => ("return to marketing", "마케팅 반환"),
        Milestone::OpportunityOpened => ("the opening of a deal", "영업기회 생성"),
        Milestone::OpportunityWon => ("the winning of a deal", "수주"),
        Milestone::OpportunityLost => ("the loss of a deal", "실주"),
        Milestone::Churned => ("the customer's leaving", "고객 이탈"),
        Milestone::ContentRequested => ("a request for content", "콘텐츠 요청"),
        Milestone::ContentAnswered => ("the answer to that request", "콘텐츠 요청에 대한 답변"),
    }
}

fn milestone_deed(milestone: Milestone) -> (&'static str, &'static str) {
    match milestone {
        Milestone::Created => ("become known", "새로 등록된"),
        Milestone::Qualified => ("qualify", "적격 판정된"),
        Milestone::HandedOff => ("are handed off", "인계된"),
        Milestone::Accepted => ("are accepted by sales", "영업이 수락한"),
        Milestone::Rejected => ("are rejected by sales", "영업이 거절한"),
        Milestone::Reasoned => ("are rejected with a reason of this agreement", "합의서의 사유를 밝혀 거절된"),
        Milestone::FirstAttempt => ("get a first touch", "첫 접촉이 이루어진"),
        Milestone::Contacted => ("are reached", "당사자와 연결된"),
        Milestone::Confirmed => ("have their need confirmed", "니즈가 확인된"),
        Milestone::Rated => ("are rated by sales", "영업이 평가한"),
        Milestone::Disqualified => ("are disqualified", "부적격 처리된"),
        Milestone::Recycled => ("go back to marketing", "마케팅에 반환된"),
        Milestone::OpportunityOpened => ("have a deal opened", "영업기회가 열린"),
        Milestone::OpportunityWon => ("have a deal won", "수주한"),
        Milestone::OpportunityLost => ("have a deal lost", "실주한"),
        Milestone::Churned => ("leave as customers", "이탈한"),
        Milestone::ContentRequested => ("have content requested for them", "콘텐츠 요청이 있는"),
        Milestone::ContentAnswered => ("have a content request answered", "콘텐츠 요청에 답변이 된"),
    }
}
