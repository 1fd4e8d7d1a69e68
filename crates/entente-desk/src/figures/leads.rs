//! The leads behind a number: counted again from the snapshot by the same reports, so that they are exactly those.

use std::collections::BTreeMap;
use std::str::FromStr;

use entente_core::agreement::model::CommitmentKind;
use entente_core::id::{ClauseId, LeadId};
use entente_core::time::Instant;
use entente_history::Among;
use entente_history::report::{self, ClockRow, Member, Outcome, Rejection};
use entente_store::Store;

use super::{Dates, Figure, Part, Snapshot};
use crate::Error;

/// One row of a list: a lead, and when that happened for which it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which lead.
    pub lead: LeadId,
    /// When.
    pub at: Instant,
    /// What it is called; none where nobody told.
    pub name: Option<String>,
    /// Its mail address.
    pub mail: Option<String>,
    /// Its company.
    pub company: Option<String>,
    /// The stage it is in now.
    pub stage: Option<String>,
    /// Who holds it now.
    pub owner: Option<String>,
    /// Where it came from.
    pub source: Option<String>,
}

/// What a person typed as no value at all.
const NONE: &str = "-";

impl Snapshot {
    /// The leads behind a figure and when each came to it, the latest first. One that came twice stands there twice.
    #[must_use]
    pub fn leads(&self, figure: &Figure) -> Vec<(LeadId, Instant)> {
        let mut leads = self.found(figure);
        leads.sort_by_key(|(lead, at)| std::cmp::Reverse((*at, *lead)));
        leads
    }

    fn found(&self, figure: &Figure) -> Vec<(LeadId, Instant)> {
        match figure {
            Figure::Promise { clause, part, dates, buyer } => self.of_promise(clause, *part, *dates, buyer.as_deref()),
            Figure::Held { clause, owner, dates } => {
                let is_theirs = |clock: &ClockRow| clock.owner.as_deref() == Some(owner);
                self.clocks(clause, *dates, None, is_theirs)
            }
            Figure::Reached { stage, dates, buyer } => self.of_stage(stage.as_deref(), *dates, buyer.as_deref()),
            Figure::Rejected { reason, source, rule, dates, buyer } => {
                let is_asked = |rejection: &&Rejection| {
                    is(reason.as_deref(), rejection.reason.as_deref())
                        && is(source.as_deref(), rejection.source.as_deref())
                        && is(rule.as_deref(), rejection.rule.as_deref())
                };
                let among = self.among(buyer.as_deref());
                let voice = report::voice(&self.ground(among.as_deref()), dates.instants(self.zone()));
                voice.rejections.iter().filter(is_asked).map(|rejection| (rejection.lead, rejection.at)).collect()
            }
            Figure::Metric { metric, dates } => {
                let measured = report::measure(&self.ground(None), metric, dates.instants(self.zone()));
                measured.map(|measured| measured.leads).unwrap_or_default()
            }
            Figure::Untouched { owner } => {
                let open = report::in_hand(&self.ground(None)).into_iter();
                let untouched = open.filter(|lead| !lead.is_touched && lead.owner.is_some());
                let theirs = untouched.filter(|lead| owner.is_none() || lead.owner == *owner);
                theirs.map(|lead| (lead.lead, lead.since)).collect()
            }
            Figure::Stuck { reason } => {
                let open = report::in_hand(&self.ground(None)).into_iter();
                let stuck = open.filter(|lead| lead.owner.is_none() || lead.nobody.is_some());
                let asked = stuck
                    .filter(|lead| lead.nobody.map(entente_core::decision::NobodyReason::word) == reason.as_deref());
                asked.map(|lead| (lead.lead, lead.since)).collect()
            }
            Figure::Given { team, member, dates } => {
                let given = report::given(&self.ground(None), dates.instants(self.zone())).into_iter();
                let theirs = given.filter(|given| given.by_turn && given.team.as_deref() == Some(team));
                let asked = theirs.filter(|given| member.as_ref().is_none_or(|member| given.owner == *member));
                asked.map(|given| (given.lead, given.at)).collect()
            }
        }
    }

    fn among(&self, buyer: Option<&str>) -> Option<std::sync::Arc<Among>> {
        buyer.and_then(|name| self.buyer(name))
    }

    fn of_stage(&self, stage: Option<&str>, dates: Dates, buyer: Option<&str>) -> Vec<(LeadId, Instant)> {
        let among = self.among(buyer);
        let place = match stage {
            Some(name) => match self.agreement().stages.position(name) {
                Some(place) => Some(place),
                None => return Vec::new(),
            },
            None => None,
        };
        report::who_reached(&self.ground(among.as_deref()), dates.instants(self.zone()), place)
    }

    fn of_promise(&self, clause: &ClauseId, part: Part, dates: Dates, buyer: Option<&str>) -> Vec<(LeadId, Instant)> {
        let among = self.among(buyer);
        let is_clock = |wanted: &dyn Fn(&ClockRow) -> bool| self.clocks(clause, dates, among.as_deref(), wanted);
        match part {
            Part::Clock(outcome) => return is_clock(&|clock| clock.outcome == outcome),
            Part::Started => return is_clock(&|_| true),
            Part::Late => return is_clock(&|clock| clock.outcome.is_late()),
            Part::Waived => return is_clock(&|clock| clock.outcome.is_late() && clock.is_waived),
            Part::Judged if self.runs_clocks(clause) => {
                return is_clock(&|clock| clock.outcome == Outcome::Met || clock.outcome.is_late());
            }
            _ => {}
        }
        let counted = report::count(&self.ground(among.as_deref()), clause, dates.instants(self.zone()));
        let members = counted.map(|(_, members)| members).unwrap_or_default();
        members.iter().filter(|member| is_part(part, member)).map(|member| (member.lead, member.at)).collect()
    }

    fn runs_clocks(&self, clause: &ClauseId) -> bool {
        let kind = self.commitment(clause).map(|(_, commitment)| &commitment.kind);
        matches!(kind, Some(CommitmentKind::Time { .. } | CommitmentKind::Attempts { .. }))
    }

    fn clocks(
        &self,
        clause: &ClauseId,
        dates: Dates,
        among: Option<&Among>,
        wanted: impl Fn(&ClockRow) -> bool,
    ) -> Vec<(LeadId, Instant)> {
        let clocks = report::clocks(&self.ground(among), clause, dates.instants(self.zone()));
        let each = clocks.map(|clocks| clocks.each).unwrap_or_default();
        each.iter().filter(|clock| wanted(clock)).filter_map(|clock| Some((clock.lead?, clock.start))).collect()
    }

    /// Some rows of the list behind a figure, from a place on, with what lists show of each lead; and how many there are.
    ///
    /// # Errors
    /// Those of the store.
    pub fn rows(&self, store: &Store, figure: &Figure, from: usize, limit: usize) -> Result<(Vec<Row>, usize), Error> {
        let leads = self.leads(figure);
        let rows = leads.iter().skip(from).take(limit).map(|(lead, at)| row(store, *lead, *at));
        Ok((rows.collect::<Result<_, _>>()?, leads.len()))
    }
}

/// What leads are called: by name, else by mail address. Those of which neither is known are not there.
///
/// # Errors
/// Those of the store.
pub fn called(store: &Store, leads: impl Iterator<Item = LeadId>) -> Result<BTreeMap<LeadId, String>, Error> {
    let mut called = BTreeMap::new();
    for lead in leads {
        if let Some(name) = store.card(lead)?.and_then(|card| card.name.or(card.mail)) {
            called.insert(lead, name);
        }
    }
    Ok(called)
}

fn row(store: &Store, lead: LeadId, at: Instant) -> Result<Row, Error> {
    let card = store.card(lead)?;
    let text = |name: Option<entente_core::id::Name>| name.map(|name| name.to_string());
    Ok(match card {
        Some(card) => Row {
            lead,
            at,
            name: card.name,
            mail: card.mail,
            company: card.company,
            stage: text(card.stage),
            owner: text(card.owner),
            source: card.source,
        },
        None => Row { lead, at, name: None, mail: None, company: None, stage: None, owner: None, source: None },
    })
}

/// Whether a value is the one asked for; all are where none is.
fn is(asked: Option<&str>, value: Option<&str>) -> bool {
    asked.is_none_or(|asked| asked == value.unwrap_or(NONE))
}

fn is_part(part: Part, member: &Member) -> bool {
    use entente_history::report::Part as Found;
    match part {
        Part::Counted => matches!(member.part, Found::Counts | Found::Pending),
        Part::Gross => matches!(member.part, Found::Counts | Found::Pending | Found::TakenBack),
        Part::TakenBack => member.part == Found::TakenBack,
        Part::Pending => member.part == Found::Pending,
        Part::Judged => matches!(member.part, Found::Counts | Found::Rest),
        Part::Rest => member.part == Found::Rest,
        Part::Young => member.part == Found::Young,
        Part::CannotTell => member.part == Found::CannotTell,
        Part::Clock(_) | Part::Started | Part::Late | Part::Waived => false,
    }
}

impl Figure {
    /// Reads an address; none where it asks nothing that can be answered.
    #[must_use]
    pub fn read(address: &str) -> Option<Figure> {
        Figure::from_str(address).ok()
    }
}
