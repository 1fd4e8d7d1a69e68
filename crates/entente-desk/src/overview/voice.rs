//! What sales says of the leads of a period: why it rejected some, what it thought of others, in its own words.

use entente_core::agreement::model::RejectKind;
use entente_core::number::Decimal;
use entente_history::report::{self, Ground, Said};

use crate::figures::{Dates, Figure, Snapshot};

/// The voice of sales.
#[derive(Debug, Clone, PartialEq)]
pub struct VoiceOfSales {
    /// How many leads were rejected.
    pub rejected: u64,
    /// Those leads.
    pub figure: Figure,
    /// Why, the most frequent first.
    pub reasons: Vec<ReasonLine>,
    /// How many ratings of one to five stars.
    pub stars: [u64; 5],
    /// Their mean; none where there is none.
    pub stars_mean: Option<Decimal>,
    /// The latest words.
    pub words: Vec<Said>,
}

/// One reason.
#[derive(Debug, Clone, PartialEq)]
pub struct ReasonLine {
    /// In the agreement's spelling; none where no reason was given.
    pub reason: Option<String>,
    /// What kind of reason, where it is one of the agreement.
    pub kind: Option<RejectKind>,
    /// How often.
    pub n: u64,
    /// Those leads.
    pub figure: Figure,
}

/// How many words are shown.
const WORDS: usize = 4;

pub(super) fn voice(snapshot: &Snapshot, ground: &Ground<'_>, dates: Dates, buyer: Option<&str>) -> VoiceOfSales {
    let voice = report::voice(ground, dates.instants(snapshot.zone()));
    let figure = |reason: Option<&str>| Figure::Rejected {
        reason: reason.map(str::to_owned),
        source: None,
        rule: None,
        dates,
        buyer: buyer.map(str::to_owned),
    };
    let line = |(reason, kind, n): (Option<&str>, Option<RejectKind>, u64)| ReasonLine {
        reason: reason.map(str::to_owned),
        kind,
        n,
        figure: figure(Some(reason.unwrap_or("-"))),
    };
    VoiceOfSales {
        rejected: voice.rejections.len() as u64,
        figure: figure(None),
        reasons: voice.reasons().into_iter().map(line).collect(),
        stars: voice.stars,
        stars_mean: voice.stars_mean,
        words: voice.words.into_iter().take(WORDS).collect(),
    }
}
