//! Which of a rep's acts count as a first touch, by the agreement's own list.

use entente_core::agreement::model::FirstTouch;
use entente_core::fact::Channel;
use entente_core::time::Span;

/// Whether an act counts. A call of unknown length counts only where the agreement asks for no length: nothing in the
/// log shows that it was long enough.
pub(crate) fn counts(rule: &FirstTouch, channel: Channel, lasted: Option<Span>, personal: bool) -> bool {
    rule.any
        || match channel {
            Channel::Call => rule.call.is_some_and(|least| lasted.unwrap_or(Span::ZERO) >= least),
            Channel::Mail => rule.mail_any || (rule.mail_personal && personal),
            Channel::Booking => rule.meeting_booked,
            Channel::Meeting => rule.meeting_held || rule.meeting_booked,
            Channel::Chat => rule.chat_human && personal,
            Channel::Other => false,
        }
}
