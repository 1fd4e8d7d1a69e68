//! The menu at the side: which pages there are, for whom, and by which key one goes there.

use entente_desk::people::Role;

use crate::page::Page;
use crate::permit::{May, administers, manages, reads, sells};

/// A line of the menu.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    /// The message that stands above it, where a part of the menu begins.
    pub(crate) heading: Option<&'static str>,
    /// Where it goes.
    pub(crate) path: &'static str,
    /// The message of its name.
    pub(crate) name: &'static str,
    /// The key that goes there after `g`.
    pub(crate) letter: &'static str,
    /// Who sees it: whoever its page admits.
    may: May,
}

const fn item(path: &'static str, name: &'static str, letter: &'static str, may: May) -> Item {
    Item { heading: None, path, name, letter, may }
}

/// All lines, in their order.
const ITEMS: &[Item] = &[
    item("/", "menu-overview", "o", reads),
    item("/queue", "menu-queue", "q", sells),
    item("/notices", "menu-notices", "n", reads),
    item("/leads", "menu-leads", "l", reads),
    item("/board", "menu-board", "b", reads),
    item("/accounts", "menu-accounts", "a", reads),
    Item { heading: Some("menu-the-agreement"), ..item("/agreement", "menu-agreement", "d", reads) },
    Item { heading: Some("menu-together"), ..item("/content", "menu-content", "c", reads) },
    item("/manager", "menu-manager", "m", manages),
    item("/setup", "menu-setup", "s", administers),
];

impl Page {
    /// The lines that the reader sees; whoever is not in sees those that everybody does.
    #[must_use]
    pub(crate) fn menu(&self) -> Vec<Item> {
        let is_theirs = |item: &&Item| match self.user {
            Some(_) => self.may(item.may),
            None => (item.may)(Role::Reader, None),
        };
        ITEMS.iter().filter(is_theirs).copied().collect()
    }
}
