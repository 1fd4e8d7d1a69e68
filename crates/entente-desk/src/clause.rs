//! Numbers of clauses, so that whatever cites a path can show the number by which people find it in the text.

use std::collections::BTreeMap;

use entente_core::agreement::clauses::clauses;
use entente_core::agreement::model::Agreement;
use entente_core::id::ClauseId;

/// The numbers of one agreement's clauses.
#[derive(Debug, Clone, Default)]
pub struct Numbers(BTreeMap<ClauseId, String>);

impl Numbers {
    /// Numbers every clause of an agreement.
    #[must_use]
    pub fn of(agreement: &Agreement) -> Numbers {
        Numbers(clauses(agreement).into_iter().map(|clause| (clause.id, clause.number)).collect())
    }

    /// The number of a clause, or of the clause it belongs to (`6` for all of the handoff); empty where it has none.
    #[must_use]
    pub fn of_clause(&self, clause: &ClauseId) -> String {
        if let Some(number) = self.0.get(clause) {
            return number.clone();
        }
        let below = format!("{}.", clause.0);
        let first = self.0.iter().find(|(id, _)| id.0.starts_with(&below)).map(|(_, number)| number);
        first.and_then(|number| number.split('.').next()).unwrap_or_default().to_owned()
    }
}
