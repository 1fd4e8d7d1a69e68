//! The figures of one instant: everything a page reads, made once and shared by all who ask for the same.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use entente_core::agreement::model::{Agreement, Commitment, PartyKind};
use entente_core::agreement::say::say;
use entente_core::engine::state::PartiesState;
use entente_core::id::{AgreementHash, ClauseId};
use entente_core::lang::Lang;
use entente_core::plan::Plan;
use entente_core::time::Instant;
use entente_history::report::{Ground, commitments};
use entente_history::{Among, History, Zone};
use jiff::tz::TimeZone;

use super::standing::{Decided, Freshness};
use super::{Dates, Period};
use crate::Error;
use crate::clause::Numbers;
use crate::force::InForce;
use crate::manager::{self, Board};
use crate::overview::{self, Overview};

/// What a page is asked about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Asked {
    /// Which period.
    pub period: Period,
    /// Which buyer of the agreement; all leads where none.
    pub buyer: Option<String>,
}

/// A value that is made when it is first asked for.
type Lazy<T> = Arc<OnceLock<Arc<T>>>;

/// The figures of one instant.
pub struct Snapshot {
    history: History,
    zone: Zone,
    version: InForce,
    /// Which version of the agreement this is, from 1.
    number: usize,
    numbers: Numbers,
    parties: PartiesState,
    decided: Decided,
    spoken: [OnceLock<BTreeMap<ClauseId, String>>; 2],
    buyers: Mutex<BTreeMap<String, Option<Arc<Among>>>>,
    overviews: Mutex<BTreeMap<Asked, Lazy<Overview>>>,
    boards: Mutex<BTreeMap<Period, Lazy<Board>>>,
}

impl Snapshot {
    pub(super) fn new(
        history: History,
        version: InForce,
        number: usize,
        parties: PartiesState,
        decided: Decided,
    ) -> Result<Snapshot, Error> {
        let zone = Zone::named(&version.plan.agreement.timezone).map_err(Error::State)?;
        let numbers = Numbers::of(&version.plan.agreement);
        Ok(Snapshot {
            history,
            zone,
            version,
            number,
            numbers,
            parties,
            decided,
            spoken: [OnceLock::new(), OnceLock::new()],
            buyers: Mutex::default(),
            overviews: Mutex::default(),
            boards: Mutex::default(),
        })
    }

    /// How fresh it is.
    #[must_use]
    pub fn freshness(&self) -> Freshness {
        Freshness::new(self.history.as_of(), self.history.up_to(), self.decided)
    }

    /// As of which instant it is.
    #[must_use]
    pub fn as_of(&self) -> Instant {
        self.history.as_of()
    }

    /// How many leads it tells of.
    #[must_use]
    pub fn leads_count(&self) -> u64 {
        self.history.leads_count()
    }

    /// The history it was made from.
    pub(crate) fn history(&self) -> &History {
        &self.history
    }

    /// How many moments the history holds, and how much memory its columns take, in bytes.
    #[must_use]
    pub fn weight(&self) -> (u64, usize) {
        (self.history.moments_count(), self.history.bytes())
    }

    /// The agreement in force.
    #[must_use]
    pub fn agreement(&self) -> &Agreement {
        &self.version.plan.agreement
    }

    /// Its identity.
    #[must_use]
    pub fn hash(&self) -> AgreementHash {
        self.version.plan.hash
    }

    /// Which version it is, from 1, and since when it is in force.
    #[must_use]
    pub fn version(&self) -> (usize, Instant) {
        (self.number, self.version.effective)
    }

    pub(crate) fn plan(&self) -> &Plan {
        &self.version.plan
    }

    pub(crate) fn parties(&self) -> &PartiesState {
        &self.parties
    }

    /// The zone in which its periods are counted.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.version.plan.zone
    }

    /// The number by which people find a clause; empty where the agreement in force has none of that path.
    #[must_use]
    pub fn number_of(&self, clause: &ClauseId) -> String {
        self.numbers.of_clause(clause)
    }

    /// What a clause says, in whole sentences of a language.
    #[must_use]
    pub fn spoken(&self, clause: &ClauseId, lang: Lang) -> &str {
        let place = match lang {
            Lang::En => 0,
            Lang::Ko => 1,
        };
        let clauses = self.spoken[place].get_or_init(|| {
            let sections = say(self.agreement(), lang).sections.into_iter();
            sections.flat_map(|section| section.clauses).map(|clause| (clause.id, clause.text)).collect()
        });
        clauses.get(clause).map_or("", String::as_str)
    }

    /// What a promise says in the words of those who wrote it; its name where they wrote none.
    #[must_use]
    pub fn promise_says(&self, clause: &ClauseId) -> String {
        let says = self.commitment(clause).map(|(_, commitment)| commitment.says.clone());
        says.filter(|says| !says.is_empty())
            .unwrap_or_else(|| clause.0.rsplit('.').next().unwrap_or_default().replace('_', " "))
    }

    pub(crate) fn commitment(&self, clause: &ClauseId) -> Option<(PartyKind, &Commitment)> {
        let found = commitments(self.agreement()).find(|(id, ..)| id == clause);
        found.map(|(_, party, commitment)| (party, commitment))
    }

    /// What reports about these leads are made with.
    pub(crate) fn ground<'a>(&'a self, among: Option<&'a Among>) -> Ground<'a> {
        Ground { history: &self.history, zone: &self.zone, plan: Some(&self.version.plan), among }
    }

    /// The dates of a period as of this instant.
    #[must_use]
    pub fn dates(&self, period: Period) -> Dates {
        period.dates(self.zone(), self.as_of())
    }

    /// The leads of a buyer, found once; none where the agreement has no such buyer.
    pub(crate) fn buyer(&self, name: &str) -> Option<Arc<Among>> {
        let mut buyers = self.buyers.lock().unwrap_or_else(PoisonError::into_inner);
        let found = buyers.entry(name.to_owned()).or_insert_with(|| Among::buyer(&self.history, name).map(Arc::new));
        found.clone()
    }

    /// The overview of what is asked about, made once. A buyer that the agreement does not have is nobody in particular.
    #[must_use]
    pub fn overview(&self, asked: &Asked) -> Arc<Overview> {
        let lazy = lazy(&self.overviews, asked);
        lazy.get_or_init(|| Arc::new(overview::view(self, asked))).clone()
    }

    /// What a manager looks at, made once.
    #[must_use]
    pub fn board(&self, period: Period) -> Arc<Board> {
        let lazy = lazy(&self.boards, &period);
        lazy.get_or_init(|| Arc::new(manager::view(self, period))).clone()
    }
}

/// The cell of a key; whoever comes second waits for the first, and others for neither.
fn lazy<K: Ord + Clone, T>(cells: &Mutex<BTreeMap<K, Lazy<T>>>, key: &K) -> Lazy<T> {
    let mut cells = cells.lock().unwrap_or_else(PoisonError::into_inner);
    cells.entry(key.clone()).or_default().clone()
}
