//! §12: how long details are kept, and what stays.

use super::{Voice, tell};
use crate::agreement::model::Keep;

/// How long details are kept.
pub(super) fn details(voice: &Voice<'_>, keep: Keep) -> Vec<String> {
    let span = voice.span(keep.details);
    vec![
        tell!(
            voice.lang,
            "All details of what a lead did are kept for {span} from when they became known.",
            "리드가 한 일의 세부 내용은 알려진 때부터 {span} 동안 모두 보관합니다."
        ),
        tell!(
            voice.lang,
            "After that the event stays with its time and with who caused it; of its details only those stay that a signal of this agreement, or of one before it, asks for, or that are its reason.",
            "그 뒤에는 이벤트와 그 시각, 일으킨 주체를 남기고, 세부 내용은 이 합의서나 이전 합의서의 신호가 확인하는 것과 사유만 남깁니다."
        ),
        tell!(
            voice.lang,
            "Consent, unsubscribing, mails that came back, what sales did and everything that was decided stay whole.",
            "수신 동의와 거부, 반송된 메일, 영업 활동, 그리고 내려진 모든 판단은 그대로 보관합니다."
        ),
    ]
}
