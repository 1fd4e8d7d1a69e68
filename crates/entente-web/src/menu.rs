//! The menu at the side: which pages there are, for whom, and by which key one goes there.

use crate::page::Page;

/// A line of the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Item {
    /// The message that stands above it, where a part of the menu begins.
    pub(crate) heading: Option<&'static str>,
    /// Where it goes.
    pub(crate) path: &'static str,
    /// The message of its name.
    pub(crate) name: &'static str,
    /// The key that goes there after `g`.
    pub(crate) letter: &'static str,
    /// The roles that see it, by their words; all where empty.
    roles: &'static [&'static str],
}

const fn item(path: &'static str, name: &'static str, letter: &'static str, roles: &'static [&'static str]) -> Item {
    Item { heading: None, path, name, letter, roles }
}

/// All lines, in their order.
const ITEMS: &[Item] = &[
    item("/", "menu-overview", "o", &[]),
    item("/queue", "menu-queue", "q", &["administrator", "leader", "manager", "rep"]),
    item("/notices", "menu-notices", "n", &[]),
    item("/leads", "menu-leads", "l", &[]),
    item("/board", "menu-board", "b", &[]),
    item("/accounts", "menu-accounts", "a", &[]),
    Item { heading: Some("menu-the-agreement"), ..item("/agreement", "menu-agreement", "d", &[]) },
    Item { heading: Some("menu-together"), ..item("/content", "menu-content", "c", &[]) },
    item("/manager", "menu-manager", "m", &["administrator", "leader", "manager"]),
    item("/setup", "menu-setup", "s", &["administrator"]),
];

impl Page {
    /// The lines that the reader sees.
    #[must_use]
    pub(crate) fn menu(&self) -> Vec<Item> {
        let is_theirs = |item: &&Item| item.roles.is_empty() || self.is_one_of(item.roles);
        ITEMS.iter().filter(is_theirs).copied().collect()
    }
}
