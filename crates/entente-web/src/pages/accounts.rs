//! Companies: their list, and one of them with its buying group, deals and what happened lately.

mod picture;

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use entente_core::id::AccountId;
use entente_core::time::Instant;
use entente_desk::accounts::{self, Account, Accounts, Asked, Person, Row, Sort, Told};

use super::leads::{clock, hue, plain};
use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::Reader;
use picture::Picture;

#[derive(Template)]
#[template(path = "accounts/accounts.html")]
struct AccountsPage {
    page: Page,
    list: Accounts,
}

#[derive(Template)]
#[template(path = "accounts/account.html")]
struct AccountPage {
    page: Page,
    account: Account,
    picture: Option<Picture>,
}

/// `GET /accounts`
pub(crate) async fn list(who: Reader, State(app): State<App>, RawQuery(query): RawQuery) -> Result<Response, Wrong> {
    let query = query.unwrap_or_default();
    let list = app.fetch(move |desk, now| desk.read(|store, plans| accounts::view(store, plans, &query, now))).await?;
    page::show(&AccountsPage { page: who.page, list })
}

/// `GET /accounts/{account}`
pub(crate) async fn show(who: Reader, State(app): State<App>, Path(id): Path<String>) -> Result<Response, Wrong> {
    let id: AccountId = id.parse().map_err(|_| Wrong::NotFound)?;
    let account =
        app.fetch(move |desk, now| desk.read(|store, plans| accounts::account(store, plans, id, now))).await?;
    let account = account.ok_or(Wrong::NotFound)?;
    let picture = picture::draw(&account, &who.page.say("account-unknown"));
    page::show(&AccountPage { page: who.page, account, picture })
}

impl AccountsPage {
    fn at(&self, asked: &Asked) -> String {
        format!("/accounts?{asked}")
    }

    fn sorted(&self, sort: &Sort) -> String {
        self.at(&self.list.asked.sorted(*sort))
    }

    fn first_page(&self) -> String {
        self.sorted(&self.list.asked.sort)
    }

    fn is_sorted(&self, sort: &Sort) -> bool {
        self.list.asked.words.is_empty() && self.list.asked.sort == *sort
    }

    fn sorts(&self) -> [Sort; 4] {
        Sort::ALL
    }

    fn sort_key(&self, sort: &Sort) -> String {
        format!("accounts-sort-{}", sort.as_str())
    }

    fn place(&self, row: &Row) -> String {
        place(row)
    }

    fn industry(&self, row: &Row) -> String {
        row.industry.as_deref().map(plain).unwrap_or_default()
    }
}

/// City and country.
fn place(row: &Row) -> String {
    [row.city.as_deref(), row.country.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

impl AccountPage {
    /// What is known of it, in a line.
    fn about(&self) -> String {
        let is = &self.account.is;
        let people = is.employees.as_ref().map(|n| self.page.say_with("account-employees", &[("n", n)]).into_owned());
        let parts = [is.domain.clone(), Some(place(is)), is.industry.as_deref().map(plain), people];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    fn active(&self) -> usize {
        self.account.people.iter().filter(|person| person.is_active).count()
    }

    fn hue(&self, person: &Person) -> &'static str {
        hue(person.row.stage.as_ref())
    }

    fn clock(&self, person: &Person, due: &Instant) -> &'static str {
        clock(self.page.now, *due, person.row.late)
    }

    fn left(&self, due: &Instant) -> String {
        self.page.left(&(*due - self.page.now))
    }

    /// Department and seniority of a person, as far as they are known.
    fn stands(&self, person: &Person) -> String {
        let group = &self.account.group;
        let word = |at: Option<usize>, of: &[entente_core::id::Name]| {
            at.and_then(|at| of.get(at)).map(|name| plain(name.as_str()))
        };
        let words = [word(person.place.row, &group.rows), word(person.place.column, &group.columns)];
        words.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// What happened, in the reader's language, with its chief value.
    fn told(&self, told: &Told) -> String {
        let what = self.page.say_or(&format!("account-told-{}", told.what), told.what);
        let detail = match told.what {
            "touched" => self.page.say_or(&format!("account-channel-{}", told.detail), &told.detail),
            _ => plain(&told.detail),
        };
        if told.what == "happened" {
            return detail;
        }
        if detail.is_empty() { what } else { format!("{what}: {detail}") }
    }

    /// Sales' hue for what reps do, marketing's for what the person did.
    fn dot(&self, told: &Told) -> &'static str {
        match told.what {
            "happened" | "created" => "m",
            "rejected" | "disqualified" | "opportunity_lost" | "churned" => "bad",
            _ => "s",
        }
    }
}

#[cfg(test)]
mod tests;
