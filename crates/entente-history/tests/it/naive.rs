//! The second computation: plain loops over all entries of the log, as slow and as obvious as they can be.

use std::collections::{BTreeMap, BTreeSet};

use entente_core::decision::{Concluded, Decision, Verdict};
use entente_core::fact::{About, Channel, Fact, What};
use entente_core::id::{LeadId, Seq};
use entente_core::time::{Instant, Span};
use entente_history::Entry;

/// The stages of the sample agreement, in their order.
const STAGES: [&str; 7] = ["inquiry", "engaged", "mql", "sal", "sql", "opportunity", "customer"];

/// What stood in the log at an instant.
pub(crate) struct Log<'a> {
    entries: Vec<&'a Entry>,
    as_of: Instant,
}

impl<'a> Log<'a> {
    pub(crate) fn as_of(log: &'a [(Seq, Entry)], as_of: Instant) -> Log<'a> {
        let stood = |entry: &Entry| match entry {
            Entry::Fact(fact) => fact.known <= as_of,
            Entry::Decision(decision) => decision.at <= as_of,
        };
        Log { entries: log.iter().map(|(_, entry)| entry).filter(|entry| stood(entry)).collect(), as_of }
    }

    fn facts(&self) -> impl Iterator<Item = (LeadId, &'a Fact)> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Fact(fact) => match &fact.about {
                About::Lead(lead) => Some((*lead, fact)),
                _ => None,
            },
            Entry::Decision(_) => None,
        })
    }

    fn decisions(&self) -> impl Iterator<Item = (LeadId, &'a Decision)> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Decision(decision) => decision.lead.map(|lead| (lead, decision)),
            Entry::Fact(_) => None,
        })
    }

    pub(crate) fn leads(&self) -> BTreeSet<LeadId> {
        self.facts().map(|(lead, _)| lead).collect()
    }

    /// How many leads ever entered each stage or a later one; every lead that came is in the first.
    pub(crate) fn reached(&self) -> Vec<u64> {
        let mut furthest: BTreeMap<LeadId, usize> = self.leads().into_iter().map(|lead| (lead, 0)).collect();
        for (lead, decision) in self.decisions() {
            if let Concluded::StageEntered { stage, .. } = &decision.what {
                let place = STAGES.iter().position(|name| *name == stage.as_str()).unwrap();
                let furthest = furthest.entry(lead).or_default();
                *furthest = place.max(*furthest);
            }
        }
        (0..STAGES.len()).map(|place| furthest.values().filter(|far| **far >= place).count() as u64).collect()
    }

    pub(crate) fn sources(&self) -> BTreeMap<String, u64> {
        let mut sources: BTreeMap<LeadId, String> = BTreeMap::new();
        for (lead, fact) in self.facts() {
            if let What::Created { source: Some(source) } = &fact.what {
                sources.entry(lead).or_insert_with(|| source.clone());
            }
        }
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for lead in self.leads() {
            let source = sources.get(&lead).cloned().unwrap_or_else(|| "(not known)".to_owned());
            *counts.entry(source).or_default() += 1;
        }
        counts
    }

    pub(crate) fn won(&self) -> BTreeSet<LeadId> {
        self.facts()
            .filter(|(_, fact)| matches!(fact.what, What::OpportunityWon { .. }))
            .map(|(lead, _)| lead)
            .collect()
    }

    /// Leads that won, by month of UTC: a lead counts once in a month.
    pub(crate) fn wins_by_month(&self) -> BTreeMap<String, u64> {
        let mut wins: BTreeMap<String, BTreeSet<LeadId>> = BTreeMap::new();
        for (lead, fact) in self.facts() {
            if matches!(fact.what, What::OpportunityWon { .. }) {
                wins.entry(fact.at.to_string()[..7].to_owned()).or_default().insert(lead);
            }
        }
        wins.into_iter().map(|(month, leads)| (month, leads.len() as u64)).collect()
    }

    pub(crate) fn handed(&self) -> Vec<(LeadId, Instant)> {
        let handed = self.decisions().filter(|(_, decision)| matches!(decision.what, Concluded::HandedOff { .. }));
        handed.map(|(lead, decision)| (lead, decision.at)).collect()
    }

    /// Touches that the agreement counts: calls of 20 seconds, mails to the person, meetings booked, chats with a person.
    fn touches(&self) -> impl Iterator<Item = (LeadId, Instant, bool)> {
        self.facts().filter_map(|(lead, fact)| match &fact.what {
            What::Touched { channel, reached, lasted, personal, .. } => {
                let counts = match channel {
                    Channel::Call => lasted.is_some_and(|lasted| lasted >= Span::from_seconds(20)),
                    Channel::Mail | Channel::Chat => *personal,
                    Channel::Booking | Channel::Meeting => true,
                    Channel::Other => false,
                };
                counts.then_some((lead, fact.at, *reached))
            }
            _ => None,
        })
    }

    /// From the first handoff of each lead to its first touch: microseconds, at once where the touch came first.
    pub(crate) fn handoff_to_touch(&self) -> Vec<(LeadId, Option<i64>)> {
        let mut trips = Vec::new();
        for lead in self.leads() {
            let first = self.handed().into_iter().filter(|(handed, _)| *handed == lead).map(|(_, at)| at).min();
            let Some(first) = first else { continue };
            let touch = self.touches().filter(|(touched, ..)| *touched == lead).map(|(_, at, _)| at).min();
            trips.push((lead, touch.map(|touch| (touch - first).as_micros().max(0))));
        }
        trips
    }

    /// Of one promise: how many of its clocks started, and how many stand in each way.
    pub(crate) fn clocks(&self, clause: &str) -> BTreeMap<&'static str, u64> {
        let mut counts: BTreeMap<&'static str, u64> = BTreeMap::new();
        for (lead, started) in self.decisions() {
            let Concluded::ClockStarted { clock, due, .. } = &started.what else { continue };
            if clock.commitment.0 != clause {
                continue;
            }
            let (mut due, mut way) = (*due, None);
            for (other, decision) in self.decisions().filter(|(other, _)| *other == lead) {
                debug_assert_eq!(other, lead);
                match &decision.what {
                    Concluded::ClockMoved { clock: moved, due: Some(to), .. } if moved == clock => due = *to,
                    Concluded::ClockMissed { clock: missed } if missed == clock => way = way.or(Some("overdue")),
                    Concluded::Verdict { clock: ended, verdict, .. } if ended == clock => {
                        way = Some(match verdict {
                            Verdict::Met => "met",
                            Verdict::MetLate => "met_late",
                            Verdict::Missed => "missed",
                            Verdict::Cancelled => "cancelled",
                            Verdict::CannotTell => "cannot_tell",
                        });
                    }
                    _ => {}
                }
            }
            // What is late stands in the log; beyond its end, what was due longer ago than any office is closed is late too.
            let open = if due + Span::DAY.times(5) < self.as_of { "overdue" } else { "running" };
            *counts.entry(way.unwrap_or(open)).or_default() += 1;
            *counts.entry("started").or_default() += 1;
        }
        counts
    }

    /// Of all handoffs: how many were touched, accepted and rejected before the next one of the same lead.
    pub(crate) fn came_of_handoffs(&self) -> (u64, u64, u64, u64) {
        let handed = self.handed();
        let mut came = (handed.len() as u64, 0, 0, 0);
        for (place, (lead, from)) in handed.iter().enumerate() {
            let next = handed[place + 1..].iter().find(|(other, _)| other == lead).map(|(_, at)| *at);
            let is_between = |at: Instant| at >= *from && next.is_none_or(|next| at < next);
            let told = |wanted: fn(&What) -> bool| {
                self.facts().any(|(other, fact)| other == *lead && wanted(&fact.what) && is_between(fact.at))
            };
            let accepted = told(|what| matches!(what, What::Accepted));
            let rejected = told(|what| matches!(what, What::Rejected { .. }));
            came.1 += u64::from(self.touches().any(|(other, at, _)| other == *lead && is_between(at)));
            came.2 += u64::from(accepted);
            came.3 += u64::from(rejected && !accepted);
        }
        came
    }
}
