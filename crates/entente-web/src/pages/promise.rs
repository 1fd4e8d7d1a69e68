//! One promise on a page of its own: day by day against what was expected, how clocks ended, who held them, why late.

#[cfg(test)]
mod tests;

use std::fmt::Write as _;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use entente_core::id::ClauseId;
use entente_core::number::Decimal;
use entente_core::time::Span;
use entente_desk::figures::{Asked, Outcome, Part, Period, State as Stands};
use entente_desk::overview::Measure;
use entente_desk::promise::{self, Day, PromisePage as View};

use super::figures::lines::{self, Said};
use super::figures::{Asking, Ground, Names};
use crate::app::App;
use crate::error::Wrong;
use crate::format;
use crate::page::{self, Page};
use crate::permit::Reader;

#[derive(Template)]
#[template(path = "promise/promise.html")]
struct PromisePage {
    page: Page,
    ground: Ground,
    asked: Asked,
    view: View,
}

/// `GET /promises/{clause}`
pub(crate) async fn show(
    who: Reader,
    State(app): State<App>,
    Path(clause): Path<String>,
    Query(asking): Query<Asking>,
) -> Result<Response, Wrong> {
    let snapshot = app.desk().figures().current().ok_or(Wrong::NotFound)?;
    let asked = Asked { period: asking.period(), buyer: asking.buyer(&snapshot) };
    let (of, about, lang) = (Arc::clone(&snapshot), asked.clone(), who.page.lang);
    let (view, users) = app
        .fetch(move |desk, _| {
            let view = promise::view(&of, &ClauseId(clause), &about, lang);
            desk.read(|store, _| Ok((view, store.users()?)))
        })
        .await?;
    let view = view.ok_or(Wrong::NotFound)?;
    let ground = Ground::new(snapshot, Names::of(&users), who.page.now);
    page::show(&PromisePage { page: who.page, ground, asked, view })
}

/// The chart's size in its own units, and the room for its labels.
const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 240.0;
const LEFT: f64 = 56.0;
const BELOW: f64 = 24.0;

impl PromisePage {
    fn periods(&self) -> [Period; 5] {
        Period::ALL
    }

    fn figure(&self) -> Said {
        lines::figure(&self.page, &self.view.line)
    }

    fn below(&self) -> Vec<Said> {
        lines::below(&self.page, &self.view.line)
    }

    fn hue(&self) -> &'static str {
        match self.view.line.party {
            entente_core::agreement::model::PartyKind::Marketing => "m",
            entente_core::agreement::model::PartyKind::Sales => "s",
        }
    }

    fn state_hue(&self, state: &Stands) -> &'static str {
        lines::hue(*state)
    }

    fn is_late(&self) -> bool {
        matches!(lines::hue(self.view.line.state), "warn" | "bad")
    }

    /// Whether what is drawn is money, and whether it is a share.
    fn kind(&self) -> (bool, bool) {
        match self.view.line.measure {
            Measure::Amount { is_money, .. } => (is_money, false),
            _ => (false, true),
        }
    }

    /// A figure of the chart as people write it.
    fn shown(&self, number: &Decimal) -> String {
        match self.kind() {
            (_, true) => self.page.share(number),
            (is_money, false) => lines::amount(&self.page, number, is_money),
        }
    }

    /// What came on a day: clocks and cohorts are counted also where the figure is a share.
    fn came(&self, day: &Day) -> String {
        if self.kind().0 { self.shown(&day.came) } else { format::number(day.came) }
    }

    /// The largest figure drawn.
    fn most(&self) -> Decimal {
        let days = self.view.days.iter().flat_map(|day| day.so_far.into_iter().chain(day.expected));
        let most = days.chain(self.view.target).max().unwrap_or_default();
        if self.kind().1 { Decimal::ONE } else { most.max(Decimal::ONE) }
    }

    /// The height of a figure in the chart, from above.
    fn y(&self, number: &Decimal) -> f64 {
        let share = number.as_millionths() as f64 / self.most().as_millionths() as f64;
        (HEIGHT - BELOW) - share * (HEIGHT - BELOW - 12.0)
    }

    /// The place of a day in the chart, from the left.
    fn x(&self, place: usize) -> f64 {
        let days = self.view.line.dates.each().count().max(2) - 1;
        LEFT + (WIDTH - LEFT - 8.0) * place as f64 / days as f64
    }

    /// The line of a figure over the days as the points of an SVG line.
    fn points(&self, of: impl Fn(&Day) -> Option<Decimal>) -> String {
        let mut points = String::new();
        for (place, day) in self.view.days.iter().enumerate() {
            if let Some(number) = of(day) {
                let _ = write!(points, "{:.1},{:.1} ", self.x(place), self.y(&number));
            }
        }
        points
    }

    fn actual(&self) -> String {
        self.points(|day| day.so_far)
    }

    fn expected(&self) -> String {
        self.points(|day| day.expected)
    }

    /// Everything the script draws, as JSON: days, what came so far, what was expected, and what is promised.
    fn data(&self) -> String {
        let number = |number: Option<Decimal>| number.map_or_else(|| "null".to_owned(), |number| number.to_string());
        let all = |of: &dyn Fn(&Day) -> String| self.view.days.iter().map(of).collect::<Vec<_>>().join(",");
        let days = all(&|day| {
            let noon = day.date.at(12, 0, 0, 0);
            let seconds = self.page.zone.to_timestamp(noon).map_or(0, |at| at.as_second());
            seconds.to_string()
        });
        format!(
            "{{\"days\":[{days}],\"actual\":[{}],\"expected\":[{}],\"target\":{},\"share\":{}}}",
            all(&|day| number(day.so_far)),
            all(&|day| number(day.expected)),
            number(self.view.target),
            self.kind().1
        )
    }

    /// Days on which something came, the latest first: what the table shows.
    fn days(&self) -> Vec<&Day> {
        self.view.days.iter().rev().filter(|day| day.came > Decimal::ZERO).collect()
    }

    /// The list of the clocks that ended one way.
    fn open(&self, outcome: &Outcome) -> Option<String> {
        self.view.line.leads(Part::Clock(*outcome)).as_ref().map(lines::address)
    }

    fn outcome_word(&self, outcome: &Outcome) -> &'static str {
        Part::Clock(*outcome).word()
    }

    fn outcome_hue(&self, outcome: &Outcome) -> &'static str {
        match outcome {
            Outcome::Met => "good",
            Outcome::MetLate => "warn",
            Outcome::Missed | Outcome::Overdue => "bad",
            Outcome::Running | Outcome::Cancelled | Outcome::CannotTell => "none",
        }
    }

    /// The parts of a stacked bar: word, hue, from where and how wide in percent.
    fn stack(&self) -> Vec<(&'static str, f64, f64)> {
        let all: u64 = self.view.outcomes().iter().map(|(_, n)| n).sum();
        let mut from = 0.0;
        let part = |(outcome, n): (Outcome, u64)| {
            let wide = n as f64 * 100.0 / all.max(1) as f64;
            let start = from;
            from += wide;
            (self.outcome_hue(&outcome), start, wide)
        };
        self.view.outcomes().into_iter().map(part).collect()
    }

    fn list(&self, figure: &entente_desk::figures::Figure) -> String {
        lines::address(figure)
    }
}
