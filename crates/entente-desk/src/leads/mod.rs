//! The lists of leads: filtered in the agreement's words, searched, sorted and paged, with what each filter would leave.

mod bulk;
mod export;
pub(crate) mod offered;
pub(crate) mod query;
pub(crate) mod row;
mod saved;

use entente_core::id::Seq;
use entente_core::plan::Plan;
use entente_core::time::Instant;
use entente_store::{Found, Listed, Store};

pub use bulk::{AT_ONCE_MAX, Bulk, Choices, bulk};
pub use export::{EXPORT_MAX, Export, Format, note_export};
pub use query::{Query, Refused, Sort};
pub use row::{Due, Named, Row, Stage};
pub use saved::{Ready, Saved, drop_saved, is_name, save};

use crate::Error;
use crate::force::InForce;
use offered::offered;
use row::Words;

/// Leads on a page.
pub const PAGE: usize = 50;
/// Values of an open facet that are offered: the most frequent.
const VALUES_MAX: usize = 12;

/// A list of leads as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leads {
    /// What was asked, without what cannot be.
    pub asked: Query,
    /// What cannot be asked, and why.
    pub refused: Vec<Refused>,
    /// The leads of this page.
    pub rows: Vec<Row>,
    /// How many there are in all.
    pub total: u64,
    /// How many there are without any filter.
    pub every: u64,
    /// Whether the words are so common that not all they find was looked at.
    pub is_cut: bool,
    /// The next page's address; none at the end.
    pub next: Option<Query>,
    /// By what the list can be filtered further.
    pub facets: Vec<Facet>,
    /// What can be chosen for many of them at once.
    pub choices: Choices,
    /// Lists that everybody has.
    pub ready: Vec<Ready>,
    /// Lists that were kept.
    pub saved: Vec<Saved>,
    /// The last entry of the log when it was made: for forms that act on these leads.
    pub seen: Seq,
    /// Up to when everything is decided.
    pub as_of: Instant,
}

/// Something the list can be filtered by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Its name: `stage`, `lead.seniority`.
    pub name: String,
    /// Its values that some lead has, or that are asked for.
    pub values: Vec<Value>,
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// As the address has it.
    pub value: String,
    /// The name of the person it is, where it is one; else the value.
    pub called: String,
    /// How many leads it would leave.
    pub count: u64,
    /// Whether it is asked for.
    pub is_on: bool,
    /// The list with it, or without it where it is asked for.
    pub toggled: Query,
}

impl Facet {
    /// Whether any of its values is asked for.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.values.iter().any(|value| value.is_on)
    }
}

/// The plan that lists are read with: the last that is in force at `now`, else the last there is.
pub(crate) fn plan_of(plans: &[InForce], now: Instant) -> Option<&Plan> {
    let current = plans.iter().rfind(|version| version.effective <= now).or(plans.last());
    current.map(|version| &*version.plan)
}

/// Reads an address's query under the agreement in force, as [`view`] does.
#[must_use]
pub fn read(plans: &[InForce], query: &str, now: Instant) -> (Query, Vec<Refused>) {
    Query::read(plan_of(plans, now), query)
}

/// The page that a query asks for, for a user by number.
///
/// # Errors
/// Only those of the store.
pub fn view(store: &Store, plans: &[InForce], user: i64, query: &str, now: Instant) -> Result<Leads, Error> {
    let plan = plan_of(plans, now);
    let (asked, refused) = Query::read(plan, query);
    let seen = store.last_seq()?;
    let words = Words::new(store, plan)?;
    let found = store.find(&asked.filter())?;
    let Listed { cards, next, total, is_cut } =
        store.page(&found, asked.sort.of_cards(), asked.after().as_ref(), PAGE)?;
    let next = next.map(|after| Query { after: Some(after.to_string()), ..asked.clone() });
    Ok(Leads {
        refused,
        rows: cards.into_iter().map(|card| words.row(card)).collect(),
        total,
        every: store.cards_count()?,
        is_cut,
        next,
        facets: facets(store, plan, &asked, &found, &words)?,
        choices: bulk::offered(plan, &words),
        ready: saved::ready(plan, store.user(user)?.map(|user| user.is.handle).as_ref(), &asked),
        saved: saved::of(store, user, &asked)?,
        asked,
        seen,
        as_of: store.cursor()?.until,
    })
}

/// What each filter would leave, in the order of the agreement, or most first where it says none.
fn facets(
    store: &Store,
    plan: Option<&Plan>,
    asked: &Query,
    found: &Found,
    words: &Words,
) -> Result<Vec<Facet>, Error> {
    let offered = offered(plan);
    let names: Vec<&str> = offered.iter().map(|one| one.facet.as_str()).collect();
    let counts = store.counts_in(found, &names)?;
    let facets = offered.into_iter().zip(counts).map(|(offered, mut counts)| {
        match &offered.values {
            Some(order) => counts.sort_by_key(|count| order.iter().position(|word| *word == count.value)),
            None => {
                let mut kept = 0;
                counts.retain(|count| {
                    kept += usize::from(count.count > 0);
                    asked.has(&offered.facet, &count.value) || kept <= VALUES_MAX
                });
            }
        }
        let values = counts.into_iter().map(|count| Value {
            called: match offered.facet.as_str() {
                "owner" => words.named(&count.value.as_str().into()).name,
                _ => count.value.clone(),
            },
            count: count.count,
            is_on: asked.has(&offered.facet, &count.value),
            toggled: asked.toggled(&offered.facet, &count.value),
            value: count.value,
        });
        let values = values.filter(|value| value.count > 0 || value.is_on).collect();
        Facet { name: offered.facet, values }
    });
    Ok(facets.filter(|facet| facet.values.len() > 1 || facet.is_on()).collect())
}
