//! The parties' own words for what conditions name, so that a clause reads as they wrote it, with the name beside it.

use crate::agreement::model::Agreement;
use crate::condition::describe::Words;
use crate::id::Name;

impl Words for Agreement {
    fn signal(&self, name: &Name) -> Option<String> {
        self.signals.get(name.as_str()).map(|signal| signal.says.clone())
    }

    fn stage(&self, name: &Name) -> Option<String> {
        self.stages.get(name.as_str()).map(|stage| stage.says.clone())
    }

    fn buyer(&self, name: &Name) -> Option<String> {
        self.buyers.get(name.as_str()).map(|buyer| buyer.says.clone())
    }
}
