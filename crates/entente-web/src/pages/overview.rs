//! The overview: both parties' promises side by side, what needs a decision, the way of the leads, what sales says of them.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use entente_core::agreement::model::PartyKind;
use entente_core::number::Decimal;
use entente_core::time::{Instant, Span};
use entente_desk::figures::{self, Asked, Figure, Period, State as Stands};
use entente_desk::live::Desk;
use entente_desk::overview::{self, Bar, Funnel, Goal, GoalMeasure, Need, Needs, Overview, PromiseLine, Side, Step};
use entente_desk::proposal;

use super::agreement::may_draft;
use super::figures::lines::{self, Said};
use super::figures::{Asking, Ground, Names, spaced};
use crate::app::App;
use crate::error::Wrong;
use crate::page::{self, Page};
use crate::permit::{Reader, administers};

#[derive(Template)]
#[template(path = "overview/overview.html")]
struct OverviewPage {
    page: Page,
    ground: Ground,
    overview: Arc<Overview>,
    needs: Needs,
}

#[derive(Template)]
#[template(path = "overview/first.html")]
struct FirstPage {
    page: Page,
    steps: Vec<overview::FirstStep>,
    /// The proposal before both parties, and whether it waits for the reader's signature.
    proposed: Option<(u64, bool)>,
    may_draft: bool,
    /// Whether figures are being read at this moment.
    is_reading: bool,
}

/// Things that need a decision on the front page.
const NEEDS: usize = 8;

/// `GET /`
pub(crate) async fn show(who: Reader, State(app): State<App>, Query(asking): Query<Asking>) -> Result<Response, Wrong> {
    let kept = app.desk().figures();
    let Some(snapshot) = kept.current().filter(|snapshot| snapshot.leads_count() > 0) else {
        return first(&app, who, kept.current().is_none()).await;
    };
    let asked = Asked { period: asking.period(), buyer: asking.buyer(&snapshot) };
    kept.note(&asked, who.page.now);
    let of = Arc::clone(&snapshot);
    let (overview, needs, users, leads) = app
        .fetch(move |desk, now| {
            let overview = of.overview(&asked);
            desk.read(|store, _| {
                let leads = figures::called(store, overview.voice.words.iter().map(|said| said.lead))?;
                let needs = overview::needs(&of, store, now, NEEDS)?;
                Ok((overview, needs, store.users()?, leads))
            })
        })
        .await?;
    let ground = Ground::new(snapshot, Names::of(&users), who.page.now).naming(leads);
    page::show(&OverviewPage { page: who.page, ground, overview, needs })
}

/// What is to be done before there is anything to show.
async fn first(app: &App, who: Reader, has_no_figures: bool) -> Result<Response, Wrong> {
    let reader = who.user.clone();
    let read = move |desk: &Desk, _| {
        desk.read(|store, plans| {
            let waits = proposal::waits_for(store, &reader)?;
            let newest = proposal::open(store)?.first().map(|open| open.number);
            let proposed = waits.or(newest).map(|number| (number, waits.is_some()));
            Ok((overview::first_steps(store, plans)?, proposed))
        })
    };
    let (steps, proposed) = app.fetch(read).await?;
    let is_reading = has_no_figures && steps.iter().all(|step| step.is_done);
    let may_draft = may_draft(&who.user);
    page::show(&FirstPage { page: who.page, steps, proposed, may_draft, is_reading })
}

impl OverviewPage {
    /// `November, so far`.
    fn title(&self) -> String {
        let dates = self.page.dates(&self.overview.dates);
        match self.overview.asked.period {
            Period::LastMonth | Period::Last30Days => dates,
            _ => self.page.say_with("overview-so-far", &[("period", &dates)]).into_owned(),
        }
    }

    /// The address of the same page about another period or buyer.
    fn address(&self, period: &Period, buyer: Option<&str>) -> String {
        let buyer = buyer.map(|buyer| format!("&buyer={buyer}")).unwrap_or_default();
        format!("/?period={}{buyer}", period.word())
    }

    fn periods(&self) -> [Period; 5] {
        Period::ALL
    }

    /// The buyers of the agreement, by name and in words.
    fn buyers(&self) -> Vec<(&str, String)> {
        self.ground.snapshot.agreement().buyers.names().map(|name| (name, spaced(name))).collect()
    }

    fn buyer(&self) -> Option<&str> {
        self.overview.asked.buyer.as_deref()
    }

    fn hue(&self, party: &PartyKind) -> &'static str {
        match party {
            PartyKind::Marketing => "m",
            PartyKind::Sales => "s",
        }
    }

    /// The chip of a party: how many promises are kept.
    fn chip(&self, side: &Side) -> (&'static str, String) {
        let (kept, of) = side.kept();
        let values = [("kept", kept.to_string()), ("of", of.to_string())];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        let hue = if kept == of { "good" } else { "warn" };
        (hue, self.page.say_with("overview-kept", &values).into_owned())
    }

    fn figure(&self, line: &PromiseLine) -> Said {
        lines::figure(&self.page, line)
    }

    fn below(&self, line: &PromiseLine) -> Vec<Said> {
        lines::below(&self.page, line)
    }

    /// The dates a promise is counted in, where they are not those asked about.
    fn own_dates(&self, line: &PromiseLine) -> Option<String> {
        (line.dates != self.overview.dates).then(|| self.page.dates(&line.dates))
    }

    fn is_late(&self, state: &Stands) -> bool {
        matches!(lines::hue(*state), "warn" | "bad")
    }

    fn state_hue(&self, state: &Stands) -> &'static str {
        lines::hue(*state)
    }

    fn list(&self, figure: &Figure) -> String {
        lines::address(figure)
    }

    /// How tall a stage's block is, in pixels.
    fn height(&self, funnel: &Funnel, step: &Step) -> u32 {
        (funnel.height(step) * 150 / 1_000).max(6)
    }

    /// The time left until something must be decided, and its hue.
    fn left(&self, need: &Need) -> (Span, &'static str) {
        let left = need.by() - self.page.now;
        let hue = match left {
            left if left < Span::ZERO => "bad",
            left if left < Span::HOUR => "warn",
            _ => "",
        };
        (left, hue)
    }

    fn by(&self, need: &Need) -> Instant {
        need.by()
    }

    /// How a goal stands: what came, of what was agreed, by when.
    fn goal(&self, goal: &Goal) -> Vec<Said> {
        lines_of_goal(&self.page, goal)
    }

    /// A goal as a bar; none where it has none.
    fn goal_bar(&self, goal: &Goal) -> Option<Bar> {
        let Goal::Metric { target, measure, .. } = goal else { return None };
        let thousandths =
            |part: i64, of: i64| (i128::from(part) * 1_000 / i128::from(of.max(1))).clamp(0, 1_000) as u32;
        match measure {
            GoalMeasure::Amount { amount, expected, .. } => Some(Bar {
                fill: thousandths(amount.as_millionths(), target.as_millionths()),
                notch: thousandths(expected.as_millionths(), target.as_millionths()),
            }),
            GoalMeasure::Share { share: Some(share), .. } => {
                let whole = (target.as_millionths() * 2).max(share.as_millionths());
                Some(Bar {
                    fill: thousandths(share.as_millionths(), whole),
                    notch: thousandths(target.as_millionths(), whole),
                })
            }
            GoalMeasure::Share { share: None, .. } => None,
        }
    }

    fn stars(&self) -> Option<String> {
        self.overview.voice.stars_mean.map(crate::format::number)
    }

    /// The most frequent reasons, and how many more there are.
    fn reasons(&self) -> (&[overview::ReasonLine], usize) {
        let reasons = &self.overview.voice.reasons;
        let shown = reasons.len().min(6);
        (&reasons[..shown], reasons.len() - shown)
    }
}

/// What came of a goal in words, each part with the list it opens.
fn lines_of_goal(page: &Page, goal: &Goal) -> Vec<Said> {
    let say = |key: &str, values: &[(&str, String)], figure: Option<&Figure>| {
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Said { text: page.say_with(key, &values).into_owned(), href: figure.map(lines::address) }
    };
    match goal {
        Goal::Metric {
            target, measure: GoalMeasure::Amount { amount, is_money, expected, forecast }, figure, ..
        } => {
            let shown = |number: &Decimal| lines::amount(page, number, *is_money);
            let mut said = vec![say("goal-amount", &[("n", shown(amount)), ("target", shown(target))], Some(figure))];
            said.push(say("promise-expected", &[("n", shown(expected))], None));
            if let Some((low, high)) = forecast {
                let [low, high] = [low, high].map(|end| shown(&Decimal::from_int(*end)));
                said.push(say("promise-forecast", &[("low", low), ("high", high)], None));
            }
            said
        }
        Goal::Metric { target, measure: GoalMeasure::Share { part, of, share, young }, is_at_most, figure, .. } => {
            let share = share.as_ref().map_or_else(|| "–".to_owned(), |share| page.share(share));
            let key = if *is_at_most { "goal-share-at-most" } else { "goal-share" };
            let mut said = vec![say(key, &[("n", share), ("target", page.share(target))], Some(figure))];
            said.push(say("promise-part", &[("part", page.number(part)), ("of", page.number(of))], None));
            if *young > 0 {
                said.push(say("promise-young", &[("n", page.number(young))], None));
            }
            said
        }
        Goal::Demand(demand) => {
            let leads = |n: Option<u64>| n.map_or_else(|| "–".to_owned(), |n| page.number(&n));
            let terms = |deal: &_, rate: &_| [("deal", page.short_money(deal)), ("rate", page.share(rate))];
            let agreed = terms(&demand.deal, &demand.rate);
            let so_far = [("n", page.number(&demand.so_far)), ("target", leads(demand.leads))];
            let mut said = vec![say("goal-demand", &so_far, Some(&demand.figure))];
            said.push(say("goal-demand-agreed", &agreed, None));
            if let (Some(deal), Some(rate)) = (demand.actual_deal, demand.actual_rate) {
                let [deal, rate] = terms(&deal, &rate);
                said.push(say("goal-demand-actual", &[deal, rate, ("n", leads(demand.actual_leads))], None));
            }
            said
        }
        Goal::NotCounted => vec![say("promise-not-counted", &[], None)],
    }
}

impl FirstPage {
    /// Where the reader does a step, and the message that says so; none where it is not theirs to do.
    fn act(&self, step: &overview::FirstStep) -> Option<(String, &'static str)> {
        let is_administrator = self.page.may(administers);
        match (step.word, self.proposed) {
            ("people", _) => is_administrator.then(|| ("/setup/users".to_owned(), "first-do-people")),
            ("leads", _) => is_administrator.then(|| ("/setup/import".to_owned(), "first-do-leads")),
            (_, Some((number, waits))) => {
                let key = if waits { "first-do-sign" } else { "first-do-read" };
                Some((format!("/agreement/proposals/{number}"), key))
            }
            (_, None) => self.may_draft.then(|| ("/agreement/new".to_owned(), "first-do-agreement")),
        }
    }

    /// The message that says what a step is for, as it stands.
    fn help(&self, step: &overview::FirstStep) -> String {
        match (step.word, self.proposed) {
            ("agreement", Some((_, true))) => "first-help-sign".to_owned(),
            ("agreement", Some((_, false))) => "first-help-read".to_owned(),
            (word, _) => format!("first-help-{word}"),
        }
    }
}
