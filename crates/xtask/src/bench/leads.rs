//! Leads for one decision each, told to the peers as JSON and to us as facts.

use serde_json::{Value as Json, json};

use entente_core::fact::{About, Channel, Fact, Value, What};

use super::log::{event, fact};
use entente_core::id::{LeadId, Name};
use entente_core::number::Decimal;
use entente_core::time::{Instant, Span};
use entente_testkit::random::Random;

/// The instant as of which every lead is decided: 2026-06-01T00:00:00Z.
pub(super) const NOW: Instant = Instant::from_micros(1_780_272_000_000_000);

/// What happened to a lead, by the name the peers know it under, in hours ago.
const EVENTS: [&str; 9] = ["demo", "p0", "p1", "p2", "p3", "webinar", "guide", "clicked", "careers"];

/// Scores this near to a threshold would compare rounding rather than rules.
const TOO_NEAR: f64 = 0.01;

/// One lead: attributes, and hours since each event where it happened.
#[derive(Debug, Clone)]
pub(super) struct Lead {
    employees: i64,
    industry: &'static str,
    seniority: &'static str,
    country: &'static str,
    private_mail: bool,
    hours: [Option<i64>; 9],
}

/// So many leads, the same ones every time.
pub(super) fn make(count: usize) -> Vec<Lead> {
    let mut random = Random(2026);
    std::iter::repeat_with(|| lead(&mut random)).filter(is_clear).take(count).collect()
}

fn lead(random: &mut Random) -> Lead {
    let mut hours = [None; 9];
    for hours in &mut hours {
        *hours = random.happens(50).then(|| 1 + random.below(2_000) as i64);
    }
    hours[8] = hours[8].filter(|_| random.happens(30));
    Lead {
        employees: [5, 60, 400, 2_500][random.below(4) as usize],
        industry: random.one(&["logistics", "manufacturing", "retail", "software"]),
        seniority: random.one(&["staff", "manager", "director", "vp", "chief"]),
        country: random.one(&["DE", "AT", "KR", "US", "FR", "BR"]),
        private_mail: random.happens(20),
        hours,
    }
}

/// Whether its engagement is clear of every threshold, so that all ways of rounding agree.
fn is_clear(lead: &Lead) -> bool {
    let worth = |index: usize, points: f64, half_life: f64| {
        lead.hours[index].map_or(0.0, |hours| points * (-(hours as f64) / half_life).exp2())
    };
    let pricing: f64 = (1..5).map(|index| worth(index, 8.0, 336.0)).sum();
    let score = worth(0, 40.0, 720.0)
        + pricing.min(24.0)
        + worth(5, 15.0, 720.0)
        + worth(6, 10.0, 720.0)
        + worth(7, 4.0, 336.0)
        + worth(8, -15.0, 2_160.0);
    [15.0, 35.0, 40.0, 60.0].iter().all(|threshold: &f64| (score - threshold).abs() > TOO_NEAR)
}

impl Lead {
    /// As the peers read it: flat, -1 where an event did not happen.
    pub(super) fn json(&self) -> Json {
        let mut json = json!({
            "employees": self.employees,
            "industry": self.industry,
            "seniority": self.seniority,
            "country": self.country,
            "free_mail": self.private_mail,
        });
        for (name, hours) in EVENTS.iter().zip(self.hours) {
            json[*name] = hours.unwrap_or(-1).into();
        }
        json
    }

    /// As the log would tell it, oldest first.
    pub(super) fn facts(&self, id: LeadId) -> Vec<Fact> {
        let about = About::Lead(id);
        let long_ago = NOW - Span::DAY.times(400);
        let text = |text: &str| Value::Text(text.to_owned());
        let values = [
            (Name::from("employees"), Value::Number(Decimal::from_int(self.employees))),
            (Name::from("industry"), text(self.industry)),
            (Name::from("seniority"), text(self.seniority)),
            (Name::from("country"), text(self.country)),
            (Name::from("private_mail"), Value::Bool(self.private_mail)),
        ];
        let mut facts = vec![
            fact(&about, long_ago, What::Created { source: None }),
            fact(&about, long_ago, What::Learnt { values: values.into(), verified: false }),
        ];
        for (name, hours) in EVENTS.iter().zip(self.hours) {
            facts.extend(hours.map(|hours| fact(&about, NOW - Span::HOUR.times(hours), event(name))));
        }
        facts.sort_by_key(|fact| fact.known);
        facts
    }
}

/// A first call, as sales would log it.
pub(super) fn call() -> What {
    let lasted = Some(Span::from_seconds(180));
    What::Touched { channel: Channel::Call, reached: true, lasted, personal: true, outcome: String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_are_the_same_every_time_and_tell_both_sides_the_same() {
        let (once, again) = (make(50), make(50));
        for (index, (one, other)) in once.iter().zip(&again).enumerate() {
            assert_eq!(one.json(), other.json());
            let happened = one.json().as_object().unwrap().values().filter(|value| **value == json!(-1)).count();
            assert_eq!(one.facts(LeadId(index as u64)).len(), 2 + EVENTS.len() - happened);
        }
    }
}
