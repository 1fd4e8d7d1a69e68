//! A change for which no element has words of its own: the sentences that were, and those that now stand.

use super::tell;
use crate::lang::Lang;

/// What the old text says and the new one does not, and the other way round; none where both say the same.
pub(super) fn compare(lang: Lang, before: &[String], after: &[String]) -> Option<String> {
    let only = |these: &[String], those: &[String]| -> String {
        these.iter().filter(|sentence| !those.contains(sentence)).cloned().collect::<Vec<_>>().join(" ")
    };
    let (was, now) = (only(before, after), only(after, before));
    match (was.is_empty(), now.is_empty()) {
        (true, true) => None,
        (false, true) => Some(tell!(lang, "it no longer says: {was}", "다음 내용이 없어집니다: {was}")),
        (true, false) => Some(tell!(lang, "it now also says: {now}", "다음 내용이 더해집니다: {now}")),
        (false, false) => Some(tell!(lang, "it said: {was} It now says: {now}", "이전: {was} 이후: {now}")),
    }
}
