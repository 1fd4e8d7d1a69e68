//! The board: leads by stage, with what a person may do to move one.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use entente_core::agreement::model::PartyKind;
use entente_core::time::Instant;
use entente_desk::acts::Actor;
use entente_desk::board::{self, Board, Column};
use entente_desk::leads::{Query, Row};

use super::leads::{called, clock, hue, once};
use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::Reader;

#[derive(Template)]
#[template(path = "board/board.html")]
struct BoardPage {
    page: Page,
    board: Board,
    actor: Actor,
    /// Begins the one-time ids of the forms on this page.
    once: String,
}

/// `GET /board`
pub(crate) async fn show(who: Reader, State(app): State<App>, RawQuery(query): RawQuery) -> Result<Response, Wrong> {
    let query = query.unwrap_or_default();
    let board = app.fetch(move |desk, now| desk.read(|store, plans| board::view(store, plans, &query, now))).await?;
    let actor = Actor::of(&who.user);
    page::show(&BoardPage { page: who.page, board, actor, once: once()? })
}

impl BoardPage {
    fn hue(&self, column: &Column) -> &'static str {
        hue(Some(&column.stage))
    }

    /// Whether sales takes over at this stage.
    fn is_handoff(&self, column: &Column) -> bool {
        self.board.handoff_at.as_ref() == Some(&column.stage.name)
    }

    fn name(&self, column: &Column) -> String {
        match column.stage.party {
            Some(_) => column.stage.name.to_string(),
            None => self.page.say_or(&format!("stage-{}", column.stage.name), column.stage.name.as_str()),
        }
    }

    fn clock(&self, row: &Row, due: &Instant) -> &'static str {
        clock(self.page.now, *due, row.late)
    }

    fn left(&self, due: &Instant) -> String {
        self.page.left(&(*due - self.page.now))
    }

    /// What a lead is called; a visitor of whom no name and no address is known is one by number.
    fn called(&self, row: &Row) -> String {
        called(&self.page, row)
    }

    fn list(&self, query: &Query) -> String {
        format!("/leads?{query}")
    }

    /// The acts that would move the lead and are the reader's to do: each is a fact that a person tells.
    fn moves(&self, row: &Row) -> Vec<&'static str> {
        let is_theirs = self.actor.manages() || row.owner.as_ref().is_some_and(|owner| self.actor.is(&owner.handle));
        if !row.in_hand || !is_theirs || !self.actor.sells() {
            return Vec::new();
        }
        let is_before = row.stage.as_ref().is_some_and(|stage| stage.party == Some(PartyKind::Marketing));
        if is_before { vec!["reject", "recycle"] } else { vec!["confirm", "recycle", "disqualify"] }
    }

    /// Whether sales has yet to answer: the lead stands where it was handed over.
    fn waits(&self, row: &Row) -> bool {
        !self.moves(row).is_empty() && row.stage.as_ref().map(|stage| &stage.name) == self.board.handoff_at.as_ref()
    }

    fn is_on(&self, handle: &str) -> bool {
        self.board.asked.has("owner", handle)
    }

    fn of_owner(&self, handle: &str) -> String {
        format!("/board?{}", Query::default().toggled("owner", handle))
    }
}

#[cfg(test)]
mod tests;
