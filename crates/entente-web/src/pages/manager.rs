//! What a manager looks at: leads nobody touched, leads nobody could take, reasons, fairness, lateness, waivers.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use entente_core::id::ClauseId;
use entente_core::number::Decimal;
use entente_core::time::Span;
use entente_desk::figures::{self, Figure, Period};
use entente_desk::manager::{Board, Fix, LatenessLine, Member, Person, Pool, Stuck};

use super::figures::{Asking, Ground, Names, lines, spaced};
use crate::app::App;
use crate::error::Wrong;
use crate::format;
use crate::page::{self, Page};
use crate::permit::Manager;

#[derive(Template)]
#[template(path = "manager/manager.html")]
struct ManagerPage {
    page: Page,
    /// None before the first figures, and without an agreement in force.
    ground: Option<Ground>,
    board: Option<Arc<Board>>,
}

/// `GET /manager`
pub(crate) async fn show(
    who: Manager,
    State(app): State<App>,
    Query(asking): Query<Asking>,
) -> Result<Response, Wrong> {
    let kept = app.desk().figures();
    let Some(snapshot) = kept.current() else {
        return page::show(&ManagerPage { page: who.page, ground: None, board: None });
    };
    let (of, period) = (Arc::clone(&snapshot), asking.period());
    kept.note_board(period, who.page.now);
    let (board, users, leads) = app
        .fetch(move |desk, _| {
            let board = of.board(period);
            desk.read(|store, _| {
                let leads = figures::called(store, board.waived.iter().map(|waived| waived.lead))?;
                Ok((board, store.users()?, leads))
            })
        })
        .await?;
    let ground = Ground::new(snapshot, Names::of(&users), who.page.now).naming(leads);
    page::show(&ManagerPage { page: who.page, ground: Some(ground), board: Some(board) })
}

impl ManagerPage {
    fn periods(&self) -> [Period; 5] {
        Period::ALL
    }

    fn list(&self, figure: &Figure) -> String {
        lines::address(figure)
    }

    /// Why leads are stuck, in words.
    fn why(&self, stuck: &Stuck) -> String {
        self.page.say_or(&self.page.key("manager-stuck-", stuck.word()), stuck.word())
    }

    /// Who is away until when, or holds how many.
    fn said(&self, ground: &Ground, person: &Person) -> String {
        let name = ground.names.of_handle(&person.person);
        match (person.back, person.cap) {
            (Some(back), _) => self.page.say_with("manager-back", &[("name", name), ("day", &self.page.day(&back))]),
            (None, Some(cap)) => {
                let (open, cap) = (person.open.to_string(), cap.to_string());
                self.page.say_with("manager-holds-of", &[("name", name), ("n", &open), ("cap", &cap)])
            }
            (None, None) => name.to_owned().into(),
        }
        .into_owned()
    }

    fn number(&self, number: &Decimal) -> String {
        format::number(*number)
    }

    /// What was got against what the weight calls for, in thousandths of the most anybody of the team got.
    fn fair(&self, pool: &Pool, member: &Member) -> entente_desk::overview::Bar {
        let got = |member: &Member| Decimal::from_int(member.got.cast_signed());
        let most = pool.members.iter().map(|member| got(member).max(member.expected)).max().unwrap_or_default();
        let thousandths = |number: Decimal| {
            (i128::from(number.as_millionths()) * 1_000 / i128::from(most.as_millionths().max(1))).clamp(0, 1_000)
                as u32
        };
        entente_desk::overview::Bar { fill: thousandths(got(member)), notch: thousandths(member.expected) }
    }

    fn is_full(&self, pool: &Pool, member: &Member) -> bool {
        pool.cap.is_some_and(|cap| member.open >= cap)
    }

    /// The share of lateness that came from the way to an owner, in percent of all of it.
    fn of_systems(&self, line: &LatenessLine) -> f64 {
        let systems = line.sum.of_systems().as_seconds().max(0) as f64;
        let people = line.sum.of_people().as_seconds().max(0) as f64;
        if systems + people > 0.0 { systems * 100.0 / (systems + people) } else { 0.0 }
    }

    /// Parts of lateness in words, those that there were.
    fn said_parts(&self, parts: &[(&'static str, Span)]) -> Vec<String> {
        let some = parts.iter().filter(|(_, span)| *span > Span::ZERO);
        some.map(|(word, span)| {
            let says = self.page.say(&self.page.key("lateness-", word)).into_owned();
            format!("{says} {}", self.page.left(span))
        })
        .collect()
    }

    /// The number of a promise's clause, from its path.
    fn number_of(&self, ground: &Ground, path: &str) -> String {
        ground.snapshot.number_of(&ClauseId(path.to_owned()))
    }

    fn promise(&self, ground: &Ground, path: &str) -> String {
        ground.snapshot.promise_says(&ClauseId(path.to_owned()))
    }

    fn spaced(&self, name: &str) -> String {
        spaced(name)
    }
}
