//! Goal: a word that was once written keeps its meaning. Method: every value of the closed lists that the log holds, as
//! it is written; a row may be added and never changed.

use entente_core::agreement::model::{Absent, PartyKind, SignalClass};
use entente_core::decision::{CandidateOutcome, NobodyReason, PaceState, ReassignReason, Verdict};
use entente_core::fact::Channel;
use entente_core::milestone::Milestone;
use entente_core::time::Precision;
use expect_test::expect;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The values as they are written, each read back as itself; a word that nobody writes is refused.
fn row<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(name: &str, values: &[T]) -> String {
    assert!(serde_json::from_str::<T>(r#""a word that nobody writes""#).is_err(), "{name}");
    let words = values.iter().map(|value| {
        let word = serde_json::to_string(value).unwrap();
        assert_eq!(serde_json::from_str::<T>(&word).unwrap(), *value);
        word
    });
    format!("{name}: {}", words.collect::<Vec<_>>().join(" "))
}

#[test]
fn every_word_of_the_log() {
    use CandidateOutcome::{Absent as Away, Chosen, Full, HadIt, LaterTurn};
    use NobodyReason::{AllAbsent, AllFull, AllHadIt, NoAccount, NoRoute, OwnerInactive, TeamEmpty, UnknownOwner};
    use PaceState::{Ahead, Behind, Met, Missed, OnPace, OutOfReach};
    let rows = [
        row("verdict", &[Verdict::Met, Verdict::MetLate, Verdict::Missed, Verdict::Cancelled, Verdict::CannotTell]),
        row("pace", &[Ahead, OnPace, Behind, OutOfReach, Met, Missed]),
        row("nobody", &[NoRoute, AllAbsent, AllFull, TeamEmpty, UnknownOwner, OwnerInactive, NoAccount, AllHadIt]),
        row(
            "looked at",
            &[Chosen, LaterTurn, Full, HadIt, Away(Absent::Skip), Away(Absent::Accrue), Away(Absent::Hold)],
        ),
        row("passed on", &[ReassignReason::Late, ReassignReason::Rejected, ReassignReason::ByHand]),
        row("party", &[PartyKind::Marketing, PartyKind::Sales]),
        row(
            "channel",
            &[Channel::Call, Channel::Mail, Channel::Booking, Channel::Meeting, Channel::Chat, Channel::Other],
        ),
        row("class", &[SignalClass::Human, SignalClass::Prefetch, SignalClass::Scanner, SignalClass::Unknown]),
        row("precision", &[Precision::Second, Precision::Minute, Precision::Day]),
        row("milestone", Milestone::ALL),
    ];
    expect![[r#"
        verdict: "met" "met_late" "missed" "cancelled" "cannot_tell"
        pace: "ahead" "on_pace" "behind" "out_of_reach" "met" "missed"
        nobody: "no_route" "all_absent" "all_full" "team_empty" "unknown_owner" "owner_inactive" "no_account" "all_had_it"
        looked at: "chosen" "later_turn" "full" "had_it" {"absent":"skip"} {"absent":"accrue"} {"absent":"hold"}
        passed on: "late" "rejected" "by_hand"
        party: "marketing" "sales"
        channel: "call" "mail" "booking" "meeting" "chat" "other"
        class: "human" "prefetch" "scanner" "unknown"
        precision: "second" "minute" "day"
        milestone: "created" "qualified" "handed_off" "accepted" "rejected" "reasoned" "first_attempt" "contacted" "confirmed" "rated" "disqualified" "recycled" "opportunity_opened" "opportunity_won" "opportunity_lost" "churned" "content_requested" "content_answered""#]].assert_eq(&rows.join("\n"));
}

/// A milestone is called the same in the log, in an agreement and in code that asks for it.
#[test]
fn a_milestone_has_one_word() {
    for milestone in Milestone::ALL {
        assert_eq!(serde_json::to_string(milestone).unwrap(), format!("\"{}\"", milestone.as_str()));
        assert_eq!(Milestone::from_word(milestone.as_str()), Some(*milestone));
    }
    assert_eq!(Milestone::from_word("Accepted"), None);
    assert_eq!(Milestone::from_word(""), None);
}
