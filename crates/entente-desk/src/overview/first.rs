//! What a new workspace still needs before there is anything to look at, in the order in which it is done.

use entente_store::Store;

use crate::Error;
use crate::force::InForce;

/// One step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstStep {
    /// Its word, as a page's key: `agreement`, `people`, `leads`.
    pub word: &'static str,
    /// Whether it is done.
    pub is_done: bool,
}

/// The steps to a workspace that works.
///
/// # Errors
/// Those of the store.
pub fn first_steps(store: &Store, plans: &[InForce]) -> Result<Vec<FirstStep>, Error> {
    Ok(vec![
        FirstStep { word: "agreement", is_done: !plans.is_empty() },
        FirstStep { word: "people", is_done: store.users()?.len() > 1 },
        FirstStep { word: "leads", is_done: store.next_lead()?.0 > 1 },
    ])
}
