//! The story language: one line per fact in local Berlin time, and the decisions that follow printed one per line.
//!
//! `03-02 09:00 lead 1: happened Form Submitted form=demo` · `… account 1: learnt employees=200` ·
//! `… lead 1: touched call reached 60s` · `… person jonas: away 03-04 00:00 to 03-06 00:00` · `03-05 12:00 look`.
//! All dates are in 2026. A line may end in `@day` or `@minute` for a fact known only that finely, and in
//! `@at 03-01 09:00` for one that happened before the log learnt of it. `03-05 12:00 score 1` prints what engagement
//! is made of.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use entente_core::agreement::model::SignalClass;
use entente_core::agreement::read::read;
use entente_core::engine::score;
use entente_core::engine::world::World;
use entente_core::fact::{About, Channel, Fact, Value, What};
use entente_core::id::{AccountId, LeadId, Name, Seq};
use entente_core::number::Decimal;
use entente_core::plan::Plan;
use entente_core::time::{Instant, Precision, Span};
use expect_test::Expect;

use super::said::print;

/// What is printed beside each decision.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Show {
    /// The decision and its clause.
    Plain,
    /// Also what it rests on, and for a route everybody who was looked at.
    Because,
}

/// Runs a story under an agreement and compares the decisions. The only place that knows the engine's interface.
#[track_caller]
pub(super) fn check(agreement: &str, story: &str, want: &Expect) {
    want.assert_eq(&run(agreement, story, Show::Plain));
}

/// The same, with what every decision rests on.
#[track_caller]
pub(super) fn check_because(agreement: &str, story: &str, want: &Expect) {
    want.assert_eq(&run(agreement, story, Show::Because));
}

/// The plan of an agreement's text; its problems where it has errors.
#[track_caller]
pub(crate) fn plan(agreement: &str) -> Arc<Plan> {
    let read = read(agreement);
    let problems: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
    let agreement = read.agreement.unwrap_or_else(|| panic!("the agreement has errors:\n{}", problems.join("\n")));
    Arc::new(Plan::compile(&agreement).unwrap())
}

/// The same, showing only lines that contain one of these words: what the story is not about is left out.
#[track_caller]
pub(super) fn check_only(agreement: &str, words: &[&str], story: &str, want: &Expect) {
    let all = run(agreement, story, Show::Plain);
    let wanted = all.lines().filter(|line| words.iter().any(|word| line.contains(word)));
    want.assert_eq(&wanted.map(|line| format!("{line}\n")).collect::<String>());
}

/// Everything a story decides under an agreement.
pub(super) fn run(agreement: &str, story: &str, show: Show) -> String {
    let mut world = World::new(vec![plan(agreement)]);
    let mut printed = String::new();
    tell(&mut world, story, 0, show, &mut printed);
    printed
}

/// Tells a world a story, and prints what it decides. `before` is the number of lines it was told already.
pub(super) fn tell(world: &mut World, story: &str, before: u64, show: Show, printed: &mut String) {
    for (number, line) in story.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate() {
        let (when, rest) = line.split_at(11);
        let (at, rest) = (instant(when), rest.trim());
        let score = rest.strip_prefix("score ");
        if rest == "look" || score.is_some() {
            world.advance(at, true);
        } else {
            let seq = Seq(before + number as u64 + 1);
            world.fact(seq, &fact(seq, at, rest));
        }
        for decision in world.take_decided() {
            print(printed, &decision, show);
        }
        if let Some(lead) = score {
            print_score(printed, world, LeadId(lead.parse().unwrap()), at);
        }
    }
}

/// The facts of a story that only tells facts.
pub(super) fn facts(story: &str) -> Vec<(Seq, Fact)> {
    let lines = story.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate();
    lines
        .map(|(number, line)| {
            let (seq, (when, rest)) = (Seq(number as u64 + 1), line.split_at(11));
            (seq, fact(seq, instant(when), rest.trim()))
        })
        .collect()
}

/// What engagement is made of, one part per row.
fn print_score(into: &mut String, world: &World, lead: LeadId, at: Instant) {
    let (plan, lead) = (world.plan().unwrap(), world.lead(lead).unwrap());
    writeln!(into, "{} engagement {}", local(at), score::engagement(plan, lead, at)).unwrap();
    for part in score::contributions(plan, lead, at) {
        let name = part.signal.map_or("clamp", |index| plan.agreement.signals.0[index].0.as_str());
        let fact = part.fact.map_or_else(|| "-".to_owned(), |fact| fact.to_string());
        writeln!(into, "    {name} {fact} {}", Decimal::from_millionths(part.points)).unwrap();
    }
}

/// `03-02 09:00` in Berlin, 2026.
pub(crate) fn instant(text: &str) -> Instant {
    let zone = jiff::tz::TimeZone::get("Europe/Berlin").unwrap();
    let text = format!("2026-{}T{}:00", &text[..5], text[6..].trim());
    let local: jiff::civil::DateTime = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
    Instant::from_micros(zone.to_timestamp(local).unwrap().as_microsecond())
}

/// An instant as the story language writes it, with seconds where they are not zero.
pub(super) fn local(at: Instant) -> String {
    let zone = jiff::tz::TimeZone::get("Europe/Berlin").unwrap();
    let local = zone.to_datetime(at.to_jiff());
    let seconds = if local.second() == 0 && local.subsec_nanosecond() == 0 {
        String::new()
    } else {
        format!(":{:02}.{:06}", local.second(), local.subsec_nanosecond() / 1000)
    };
    format!("{:02}-{:02} {:02}:{:02}{seconds}", local.month(), local.day(), local.hour(), local.minute())
}

pub(crate) fn fact(seq: Seq, known: Instant, text: &str) -> Fact {
    let (text, precision) = match text.rsplit_once(" @") {
        Some((text, "day")) => (text, Precision::Day),
        Some((text, "minute")) => (text, Precision::Minute),
        _ => (text, Precision::Second),
    };
    let (text, at) = match text.rsplit_once(" @at ") {
        Some((text, at)) => (text, instant(at)),
        None => (text, known),
    };
    let (about, told) = text.split_once(": ").unwrap_or_else(|| panic!("no ': ' in '{text}'"));
    let about = match about.split_once(' ').unwrap_or((about, "")) {
        ("parties", _) => About::Parties,
        ("lead", id) => About::Lead(LeadId(id.parse().unwrap())),
        ("account", id) => About::Account(AccountId(id.parse().unwrap())),
        ("person", name) => About::Person(Name::from(name)),
        ("request", number) => About::Request(number.to_owned()),
        (other, _) => panic!("nobody is called '{other}'"),
    };
    let (told, by) = match told.rsplit_once(" by ") {
        Some((told, by)) => (told, Some(Name::from(by))),
        None => (told, None),
    };
    Fact { key: format!("story:{}", seq.0), about, at, precision, known, by, what: what(told) }
}

fn what(told: &str) -> What {
    let (verb, rest) = told.split_once(' ').unwrap_or((told, ""));
    let words = String::new();
    // `opened d1 5000`, `won d1`: a deal and its amount.
    let (deal, amount) = match rest.split_once(' ') {
        Some((deal, amount)) => (deal.to_owned(), Decimal::parse(amount).unwrap_or(Decimal::ZERO)),
        None => (rest.to_owned(), Decimal::ZERO),
    };
    match verb {
        "created" => What::Created { source: (!rest.is_empty()).then(|| rest.to_owned()) },
        "learnt" => What::Learnt { values: values(rest), verified: false },
        "vouched" => What::Learnt { values: values(rest), verified: true },
        "joined" => What::Joined { account: AccountId(rest.parse().unwrap()) },
        "owned" => What::Owned { owner: Some(Name::from(rest)) },
        "happened" => happened(rest),
        "handed" => What::HandedOver { owner: Name::from(rest), team: None },
        "accepted" => What::Accepted,
        "rejected" => What::Rejected { reason: Name::from(rest), words },
        "disqualified" => What::Disqualified { reason: Name::from(rest), words },
        "recycled" => What::Recycled { reason: Name::from(rest), words },
        "reassigned" => What::Reassigned { to: Name::from(rest) },
        "touched" => touched(rest),
        "confirmed" => What::Confirmed { needs: rest.split(' ').map(Name::from).collect() },
        "rated" => What::Rated { stars: rest.parse().unwrap(), words },
        "opened" => What::OpportunityOpened { deal, amount },
        "won" => What::OpportunityWon { deal, amount, recurring: amount },
        "churned" => What::Churned { reason: Name::from(rest) },
        "erased" => What::Erased,
        "lost" => What::OpportunityLost { deal, reason: Name::from("lost") },
        "consented" => consent(true),
        "withdrew" => consent(false),
        "bounced" => What::Bounced { hard: true },
        "paused" => {
            let (reason, until) = rest.split_once(" until ").unwrap();
            What::Paused { reason: Name::from(reason), until: instant(until) }
        }
        "resumed" => What::Resumed { reason: Name::from(rest) },
        "waived" => What::Waived { commitment: rest.to_owned(), words },
        "away" => {
            let (from, to) = rest.split_once(" to ").unwrap();
            What::Away { from: instant(from), to: instant(to) }
        }
        "met" => What::Met { meeting: Name::from(rest) },
        "requested" => What::ContentRequested { words },
        "answered" => What::ContentAnswered { words },
        other => panic!("nothing is told by '{other}'"),
    }
}

fn consent(given: bool) -> What {
    let none = String::new();
    What::Consent { given, purpose: "marketing".into(), channel: "mail".into(), wording: none.clone(), evidence: none }
}

/// `Form Submitted form=demo class=scanner`: words without `=` are the event's name.
fn happened(rest: &str) -> What {
    let (pairs, name): (Vec<&str>, Vec<&str>) = rest.split(' ').partition(|word| word.contains('='));
    let mut properties: BTreeMap<String, Value> =
        values(&pairs.join(" ")).into_iter().map(|(name, value)| (name.to_string(), value)).collect();
    let class = match properties.remove("class") {
        Some(Value::Text(class)) => serde_json::from_value(serde_json::Value::String(class)).unwrap(),
        _ => SignalClass::Human,
    };
    What::Happened { event: name.join(" "), properties, class }
}

/// `call reached 60s`, `mail impersonal`.
fn touched(rest: &str) -> What {
    let words: Vec<&str> = rest.split(' ').collect();
    let channel: Channel = serde_json::from_value(serde_json::Value::String(words[0].to_owned())).unwrap();
    let lasted = words.iter().find_map(|word| word.strip_suffix('s')?.parse().ok()).map(Span::from_seconds);
    let (reached, personal) = (words.contains(&"reached"), !words.contains(&"impersonal"));
    What::Touched { channel, reached, lasted, personal, outcome: String::new() }
}

/// `employees=200 country=DE products=shuttle,fleet free=yes`.
fn values(text: &str) -> BTreeMap<Name, Value> {
    let pairs = text.split(' ').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (Name::from(name), self::value(value))).collect()
}

fn value(text: &str) -> Value {
    match (text, Decimal::parse(text)) {
        ("yes", _) => Value::Bool(true),
        ("no", _) => Value::Bool(false),
        ("null", _) => Value::Null,
        (_, Ok(number)) => Value::Number(number),
        _ if text.contains(',') => Value::Set(text.split(',').map(str::to_owned).collect()),
        _ => Value::Text(text.to_owned()),
    }
}
