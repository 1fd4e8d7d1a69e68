//! A promise in few words: its figure, and what stands below it, each part with the list it opens.

use entente_core::number::Decimal;
use entente_core::pace::Portion;
use entente_desk::figures::{Figure, Outcome, Part, State};
use entente_desk::overview::{Measure, PromiseLine};

use crate::format;
use crate::page::Page;

/// A few words, and the address they open.
pub(crate) struct Said {
    pub(crate) text: String,
    pub(crate) href: Option<String>,
}

/// The address of the list behind a figure.
pub(crate) fn address(figure: &Figure) -> String {
    format!("/figures/{figure}")
}

/// An amount of money, or a number of leads, which come whole.
pub(crate) fn amount(page: &Page, amount: &Decimal, is_money: bool) -> String {
    let half = Decimal::from_millionths(amount.as_millionths().signum() * 500_000);
    if is_money { page.short_money(amount) } else { format::number(Decimal::from_int(amount.plus(half).trunc())) }
}

/// The hue of a state: good, warn, bad, or none.
pub(crate) fn hue(state: State) -> &'static str {
    match state {
        State::Ahead | State::OnPace | State::Kept => "good",
        State::Behind | State::Unclear => "warn",
        State::OutOfReach | State::Missed => "bad",
        State::NothingYet | State::NotJudged => "",
    }
}

/// The one figure of a promise, and the list behind it.
pub(crate) fn figure(page: &Page, line: &PromiseLine) -> Said {
    let open = |part| line.leads(part).as_ref().map(address);
    let percent = |share: &Option<Decimal>, target: &Decimal| {
        share.map_or_else(|| "–".to_owned(), |share| format::share_beside(share, *target))
    };
    match &line.measure {
        Measure::Amount { net, is_money, .. } => Said { text: amount(page, net, *is_money), href: open(Part::Counted) },
        Measure::Share { share, target, .. } => Said { text: percent(share, target), href: open(Part::Judged) },
        Measure::Clocks { share, target, .. } => Said { text: percent(share, target), href: open(Part::Judged) },
        Measure::Meetings { held, past, .. } => Said { text: format!("{held}/{past}"), href: None },
        Measure::NotCounted => Said { text: "–".to_owned(), href: None },
    }
}

/// What stands below it.
pub(crate) fn below(page: &Page, line: &PromiseLine) -> Vec<Said> {
    let mut said = Vec::new();
    match &line.measure {
        Measure::Amount { .. } => of_amount(page, line, &mut said),
        Measure::Share { part, of, young, .. } => {
            let values = [("part", page.number(part)), ("of", page.number(of))];
            say(&mut said, page, "promise-part", &values, line.leads(Part::Counted).as_ref());
            count(&mut said, page, "promise-young", *young, line.leads(Part::Young).as_ref());
        }
        Measure::Clocks { row, median, .. } => {
            if let Some(median) = median {
                say(&mut said, page, "promise-median", &[("span", page.left(median))], None);
            }
            let late = row.met_late + row.missed + row.overdue;
            count(&mut said, page, "promise-late", late, line.leads(Part::Late).as_ref());
            let overdue = line.leads(Part::Clock(Outcome::Overdue));
            count(&mut said, page, "promise-overdue", row.overdue, overdue.as_ref());
            count(&mut said, page, "promise-running", row.running, line.leads(Part::Clock(Outcome::Running)).as_ref());
            count(&mut said, page, "promise-waived", row.waived, line.leads(Part::Waived).as_ref());
        }
        Measure::Meetings { all, .. } => say(&mut said, page, "promise-meetings", &[("n", all.to_string())], None),
        Measure::NotCounted => say(&mut said, page, "promise-not-counted", &[], None),
    }
    let cannot_tell = match line.measure {
        Measure::Clocks { .. } => line.leads(Part::Clock(Outcome::CannotTell)),
        _ => line.leads(Part::CannotTell),
    };
    count(&mut said, page, "promise-unknown", line.cannot_tell, cannot_tell.as_ref());
    if let Some(portion) = line.portion {
        of_portion(page, line, portion, &mut said);
    }
    if let Some(earlier) = line.earlier {
        let values = [("kept", earlier.kept.to_string()), ("of", earlier.of.to_string())];
        say(&mut said, page, "promise-earlier", &values, None);
    }
    said
}

/// Why the first period of a promise asks for less than it says.
fn of_portion(page: &Page, line: &PromiseLine, portion: Portion, said: &mut Vec<Said>) {
    let since = ("since", page.short_day(&portion.since));
    match &line.measure {
        Measure::Amount { target, is_money, .. } => {
            let days = [("days", portion.days.to_string()), ("of", portion.of.to_string())];
            let values = [days.as_slice(), &[since, ("n", amount(page, target, *is_money))]].concat();
            say(said, page, "promise-portion", &values, None);
        }
        _ => say(said, page, "promise-since", &[since], None),
    }
}

fn of_amount(page: &Page, line: &PromiseLine, said: &mut Vec<Said>) {
    let Measure::Amount { is_money, expected, forecast, taken_back, pending, required_per_day, .. } = &line.measure
    else {
        return;
    };
    if line.buyer.is_none() {
        say(said, page, "promise-expected", &[("n", amount(page, expected, *is_money))], None);
        if let Some((low, high)) = forecast {
            let [low, high] = [low, high].map(|end| amount(page, &Decimal::from_int(*end), *is_money));
            say(said, page, "promise-forecast", &[("low", low), ("high", high)], None);
        }
    }
    let is_behind = line.state == State::Behind;
    if let Some(required) = required_per_day.filter(|required| is_behind && *required > Decimal::ZERO) {
        let required = if *is_money { page.short_money(&required) } else { format::number(required) };
        say(said, page, "promise-required", &[("n", required)], None);
    }
    let whole = |number: &Decimal| number.trunc().max(0).unsigned_abs();
    count(said, page, "promise-taken-back", whole(taken_back), line.leads(Part::TakenBack).as_ref());
    count(said, page, "promise-pending", whole(pending), line.leads(Part::Pending).as_ref());
}

fn say(said: &mut Vec<Said>, page: &Page, key: &str, values: &[(&str, String)], figure: Option<&Figure>) {
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    said.push(Said { text: page.say_with(key, &values).into_owned(), href: figure.map(address) });
}

fn count(said: &mut Vec<Said>, page: &Page, key: &str, n: u64, figure: Option<&Figure>) {
    if n > 0 {
        say(said, page, key, &[("n", page.number(&n))], figure);
    }
}
