//! What people ask of lists, each page with several questions that take turns.

use anyhow::Result;
use entente_core::id::{AccountId, Name};
use entente_core::time::Instant;
use entente_desk::force::InForce;
use entente_desk::{accounts, board, leads, search};
use entente_store::Store;

use super::made::{NAMES, owner};

/// A page and how it is asked for: answers how many lines it shows.
pub(super) struct Page {
    pub(super) name: &'static str,
    pub(super) ask: fn(&Store, &[InForce], Instant, usize) -> Result<usize>,
}

/// All pages measured.
pub(super) const PAGES: &[Page] = &[
    Page { name: "leads, all", ask: |store, plans, now, _| list(store, plans, now, "") },
    Page {
        name: "leads, one filter",
        ask: |store, plans, now, turn| {
            let asked = ["stage=mql", "late=yes&sort=due", "status=nurturing", "account.country=KR&sort=heard"];
            list(store, plans, now, asked[turn % 4])
        },
    },
    Page {
        name: "leads, many filters",
        ask: |store, plans, now, turn| {
            let asked = [
                "stage=engaged&lead.seniority=director&lead.seniority=vp&account.industry=logistics&sort=quiet",
                "status=closed&account.country=DE&sort=heard",
                "grade=A&level=1&account.products=shuttle&sort=due",
                "stage=customer&stage=opportunity&late=no&lead.department=it&sort=quiet",
            ];
            list(store, plans, now, asked[turn % 4])
        },
    },
    Page {
        name: "leads, search",
        ask: |store, plans, now, turn| {
            let (first, last) = (NAMES[turn % NAMES.len()], NAMES[(turn * 7 + 3) % NAMES.len()]);
            list(store, plans, now, &format!("q={}+{}", first.0, last.1))
        },
    },
    Page {
        name: "leads, common word",
        ask: |store, plans, now, turn| {
            list(store, plans, now, ["q=mail", "q=a", "q=firma+anna", "q=e&stage=mql"][turn % 4])
        },
    },
    Page {
        name: "leads of a rep",
        ask: |store, _, _, turn| Ok(store.cards_of_owner(&Name::new(owner(turn as u64)))?.len()),
    },
    Page {
        name: "board",
        ask: |store, plans, now, turn| {
            let asked = ["", "account.country=KR", "owner=rep7"][turn % 3];
            let board = board::view(store, plans, asked, now)?;
            Ok(board.columns.iter().map(|column| column.rows.len()).sum())
        },
    },
    Page {
        name: "accounts",
        ask: |store, plans, now, turn| {
            let asked = ["sort=people", "sort=name", "sort=deals", "q=firma1"][turn % 4];
            Ok(accounts::view(store, plans, asked, now)?.rows.len())
        },
    },
    Page {
        name: "account",
        ask: |store, plans, now, turn| {
            let account = accounts::account(store, plans, AccountId(turn as u64 + 1), now)?;
            Ok(account.map_or(0, |account| account.people.len()))
        },
    },
    Page {
        name: "search anywhere",
        ask: |store, plans, now, turn| {
            let text = NAMES[turn % NAMES.len()].1;
            let found = search::search(store, plans, &text[..3.min(text.len())], now)?;
            Ok(found.leads.len() + found.accounts.len())
        },
    },
];

fn list(store: &Store, plans: &[InForce], now: Instant, query: &str) -> Result<usize> {
    Ok(leads::view(store, plans, 1, query, now)?.rows.len())
}
