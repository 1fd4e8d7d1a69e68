//! `entente report velocity`: how long leads take, as a spread and as shares within bounds.

use anyhow::Context;
use entente_core::calendar::Calendar;
use entente_core::condition::span::span;
use entente_core::number::Decimal;
use entente_history::Moments;
use entente_history::report::{Bound, Unit, Velocity, VelocityQuery, VelocityRow, velocity};

use super::number::{grouped, rounded, share_only};
use super::table::Table;
use super::{Common, Opened, basis};

/// What it takes.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The earlier moment: created, handed_off, a stage, a signal
    #[arg(long, value_name = "MOMENT")]
    from: String,
    /// The later moment: first_attempt, contacted, opportunity_won, a stage, a signal
    #[arg(long, value_name = "MOMENT")]
    to: String,
    /// Split by a field, or by source, owner, team, grade or level
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,
    /// Shares within these: 7d,14d,30d or 5m,1h,4h
    #[arg(long, value_name = "TIMES", value_delimiter = ',')]
    within: Vec<String>,
    /// The unit of durations; days where a time is known only to the day
    #[arg(long, value_name = "UNIT", default_value = "hours")]
    unit: UnitArg,
    /// Count only the open time of this calendar of the agreement
    #[arg(long, value_name = "CALENDAR")]
    business: Option<String>,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum UnitArg {
    Days,
    Hours,
    Minutes,
}

/// Runs it.
pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let opened = super::open(&args.common)?;
    let moments = Moments::of(opened.history.agreement());
    let moment = |word: &str| moments.parse(word).map_err(anyhow::Error::msg);
    let bound = |text: &String| span(text).map(|span| Bound { text: text.clone(), span }).map_err(anyhow::Error::msg);
    let calendar = args.business.as_deref().map(|name| calendar(&opened, name)).transpose()?;
    let query = VelocityQuery {
        from: moment(&args.from)?,
        to: moment(&args.to)?,
        by: super::dimension(&opened, args.by.as_deref())?,
        within: args.within.iter().map(bound).collect::<Result<_, _>>()?,
        unit: match args.unit {
            UnitArg::Days => Unit::Days,
            UnitArg::Hours => Unit::Hours,
            UnitArg::Minutes => Unit::Minutes,
        },
        business: calendar.as_ref(),
        zone: opened.zone.clone(),
    };
    let velocity = velocity(&opened.history, &query);
    super::print(&args.common, "velocity", &velocity, || text(&velocity, args.by.as_deref()))
}

fn calendar(opened: &Opened, name: &str) -> anyhow::Result<Calendar> {
    let calendars = &opened.history.agreement().calendars;
    let def = calendars.get(name).with_context(|| {
        let known: Vec<&str> = calendars.names().collect();
        format!("the agreement has no calendar '{name}'. It has: {}", known.join(", "))
    })?;
    Ok(Calendar::compile(&name.into(), def)?)
}

fn text(velocity: &Velocity, by: Option<&str>) -> String {
    let (from, to) = (&velocity.from, &velocity.to);
    if velocity.all.started == 0 {
        let remedy = "check the word, or decide the log with `entente run`";
        return format!("No lead came to {from} yet: {remedy}.\n") + &basis::text(&velocity.basis, "leads");
    }
    let mut text = format!("From {from} to {to}, in {}\n\n", unit_says(velocity));
    text += &spreads(velocity, by);
    if !velocity.all.within.is_empty() {
        text += &format!("\n{}", bounds(velocity, by));
    }
    if velocity.won.iter().any(|row| row.won.part > 0) {
        text += &format!("\n{}", won(velocity));
    }
    text + &notes(velocity) + &basis::text(&velocity.basis, &format!("leads that came to {from}"))
}

fn unit_says(velocity: &Velocity) -> String {
    let unit = match velocity.unit {
        Unit::CalendarDays => "calendar days, because at least one time is known only to the day",
        Unit::Days => "days of 24 hours",
        Unit::Hours => "hours",
        Unit::Minutes => "minutes",
    };
    if velocity.is_business_time { format!("open {unit}") } else { unit.to_owned() }
}

fn rows(velocity: &Velocity) -> impl Iterator<Item = &VelocityRow> {
    velocity.rows.iter().chain(std::iter::once(&velocity.all))
}

fn spreads(velocity: &Velocity, by: Option<&str>) -> String {
    let mut table = Table::new().words(by.unwrap_or("")).figures("from").figures("arrived");
    for head in ["min", "p25", "median", "mean", "p75", "p90", "p95", "max"] {
        table = table.figures(head);
    }
    for row in rows(velocity) {
        let name = row.group.clone().unwrap_or_else(|| "all".to_owned());
        let mut cells = vec![name, grouped(row.started), grouped(row.arrived)];
        let figures = |s: &entente_history::Spread| [s.min, s.p25, s.median, s.mean, s.p75, s.p90, s.p95, s.max];
        let spread = row.spread.as_ref().map(|spread| figures(spread).map(shown));
        cells.extend(spread.unwrap_or_else(|| std::array::from_fn(|_| "–".to_owned())));
        table.row(cells);
    }
    table.text()
}

fn shown(number: Decimal) -> String {
    let whole = number.as_millionths() % 1_000_000 == 0;
    rounded(number, if whole { 0 } else { 2 })
}

fn bounds(velocity: &Velocity, by: Option<&str>) -> String {
    let mut table = Table::new().words(by.unwrap_or(""));
    table = table.words("within").figures("n").figures("of all").figures("of those who arrived").figures("too young");
    for row in rows(velocity) {
        for within in &row.within {
            let name = row.group.clone().unwrap_or_else(|| "all".to_owned());
            let tell = |rate: Option<entente_history::Rate>| {
                rate.map_or_else(|| "cannot tell".to_owned(), |rate| share_only(&rate))
            };
            let n = within.of_started.map_or_else(|| "–".to_owned(), |rate| grouped(rate.part));
            let (all, arrived) = (tell(within.of_started), tell(within.of_arrived));
            table.row([name, within.bound.clone(), n, all, arrived, grouped(within.immature)]);
        }
    }
    table.text()
}

/// Whether those who were quicker won more often: shown, whatever it shows.
fn won(velocity: &Velocity) -> String {
    let mut table = Table::new().words("took").figures("leads").figures("won").figures("share");
    for row in &velocity.won {
        let took = match (&row.over, &row.up_to) {
            (None, Some(up_to)) => format!("up to {up_to}"),
            (Some(over), Some(up_to)) => format!("over {over}, up to {up_to}"),
            (Some(over), None) => format!("over {over}"),
            (None, None) => format!("no {} on record", velocity.to),
        };
        table.row([took, grouped(row.won.of), grouped(row.won.part), share_only(&row.won)]);
    }
    table.text()
}

fn notes(velocity: &Velocity) -> String {
    let (from, to) = (&velocity.from, &velocity.to);
    let mut text = String::new();
    if velocity.all.negative > 0 {
        let n = grouped(velocity.all.negative);
        text += &format!("\n{n} came to {to} before {from}: a fault in the record, counted as it stands.\n");
    }
    if velocity.all.early > 0 {
        let n = grouped(velocity.all.early);
        text += &format!("\n{n} were touched before the handoff: taken as at once.\n");
    }
    text
}
