//! What people are called: the agreement and the log know handles, pages show names.

use std::collections::BTreeMap;

use entente_core::id::Name;
use entente_desk::people::User;

/// Names by handle.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names(BTreeMap<String, String>);

impl Names {
    /// The names of these users.
    pub(crate) fn of(users: Vec<User>) -> Names {
        Names(users.into_iter().map(|user| (user.is.handle.to_string(), user.is.name)).collect())
    }

    /// What somebody is called. A handle that is nobody's here is shown as it is; a mail address by what stands before
    /// the @ where that is a handle.
    pub(crate) fn call(&self, handle: &Name) -> String {
        let text = handle.as_str();
        let bare = text.split('@').next().unwrap_or_default();
        self.0.get(text).or_else(|| self.0.get(bare)).cloned().unwrap_or_else(|| text.to_owned())
    }

    /// The same of several, with commas.
    pub(crate) fn call_all(&self, handles: &[Name]) -> String {
        handles.iter().map(|handle| self.call(handle)).collect::<Vec<_>>().join(", ")
    }
}
