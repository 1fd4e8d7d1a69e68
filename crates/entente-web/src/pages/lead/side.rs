//! The smaller cards beside the timeline: owner, feedback, deals, what is known, consent, company, who else it is.

use entente_core::decision::{Concluded, Ground, ReassignReason};
use entente_core::time::Instant;
use entente_desk::lead::{
    AccountCard, Attribute, Consent, Deal, DealState, Known, Linked, Proposed, Routing, RoutingKind, Shared, Tried,
    Word, WordKind,
};

use super::decided::outcome;
use super::words::{Mark, Voice, mark};

/// One time an owner was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Owner {
    pub(super) owner: String,
    pub(super) how: String,
    pub(super) time: String,
    pub(super) mark: Option<Mark>,
    pub(super) nobody: String,
    pub(super) tried: Vec<Route>,
    pub(super) route: Option<Route>,
    pub(super) candidates: Vec<Looked>,
    pub(super) by_turn: bool,
}

/// A route that was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Route {
    pub(super) says: String,
    pub(super) mark: Option<Mark>,
    pub(super) because: Vec<Ground>,
}

/// Somebody who was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Looked {
    pub(super) person: String,
    pub(super) outcome: String,
    pub(super) open: u32,
    pub(super) pointer: String,
    pub(super) is_chosen: bool,
}

/// Every time an owner was found, the latest first.
pub(super) fn owners(voice: Voice, routing: &[Routing]) -> Vec<Owner> {
    routing.iter().map(|found| owner(voice, found)).collect()
}

fn owner(voice: Voice, found: &Routing) -> Owner {
    let how = match &found.kind {
        RoutingKind::HandedOff => voice.say("owner-handed-off", &[]),
        RoutingKind::Elsewhere => voice.say("owner-elsewhere", &[]),
        RoutingKind::Reassigned { from, why } => {
            let key = match why {
                ReassignReason::Late => "owner-late",
                ReassignReason::Rejected => "owner-rejected",
                ReassignReason::ByHand => "owner-by-hand",
            };
            let by = voice.person_or_nobody(found.by.as_ref());
            voice.say(key, &[("from", &voice.person_or_nobody(from.as_ref())), ("by", &by)])
        }
    };
    let looked = found.candidates.iter().map(|candidate| Looked {
        person: voice.person(&candidate.person),
        outcome: voice.say(&format!("outcome-{}", outcome(candidate.outcome)), &[]),
        open: candidate.open,
        pointer: format!(
            "{}.{:02}",
            candidate.pointer / 1_000_000,
            candidate.pointer.unsigned_abs() % 1_000_000 / 10_000
        ),
        is_chosen: candidate.outcome == entente_core::decision::CandidateOutcome::Chosen,
    });
    Owner {
        owner: voice.person_or_nobody(found.owner.as_ref()),
        how,
        time: voice.page.near(&found.at),
        mark: mark(found.cite.as_ref()),
        nobody: found.nobody.map(|reason| voice.word("nobody", reason.word())).unwrap_or_default(),
        tried: found.tried.iter().map(route).collect(),
        route: found.route.as_ref().map(route),
        candidates: looked.collect(),
        by_turn: found.by_turn,
    }
}

fn route(tried: &Tried) -> Route {
    let says = if tried.says.is_empty() { tried.name.as_str().replace('_', " ") } else { tried.says.clone() };
    Route { says, mark: mark(Some(&tried.cite)), because: tried.because.clone() }
}

/// One thing that sales said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Feedback {
    pub(super) head: String,
    pub(super) words: String,
    pub(super) who: String,
    pub(super) time: String,
    pub(super) stars: u8,
    pub(super) follows: String,
}

/// What sales said, the latest first.
pub(super) fn feedback(voice: Voice, words: &[Word]) -> Vec<Feedback> {
    let one = |word: &Word| {
        let (head, stars) = match &word.kind {
            WordKind::Rated(stars) => (voice.say("fact-rated", &[("stars", &stars.to_string())]), *stars),
            WordKind::Rejected(reason) => (voice.say("fact-rejected", &[("reason", &voice.reason(reason))]), 0),
            WordKind::Disqualified(reason) => (voice.say("fact-disqualified", &[("reason", &voice.reason(reason))]), 0),
            WordKind::Recycled(reason) => (voice.say("fact-recycled", &[("reason", &voice.reason(reason))]), 0),
        };
        Feedback {
            head,
            words: word.words.clone(),
            who: word.by.as_ref().map(|by| voice.person(by)).unwrap_or_default(),
            time: voice.page.near(&word.at),
            stars,
            follows: word.follows.as_ref().map(|what| follows(voice, what)).unwrap_or_default(),
        }
    };
    words.iter().map(one).collect()
}

fn follows(voice: Voice, what: &Concluded) -> String {
    super::decided::decision(voice, what, "").head
}

/// A deal: what it is called, what it is worth, how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DealRow {
    pub(super) deal: String,
    pub(super) amount: String,
    pub(super) state: String,
    pub(super) hue: &'static str,
    pub(super) is_open: bool,
}

/// Deals, the latest first.
pub(super) fn deals(voice: Voice, deals: &[Deal]) -> Vec<DealRow> {
    let one = |deal: &Deal| {
        let (state, hue) = match &deal.state {
            DealState::Open => (voice.say("deal-open", &[]), ""),
            DealState::Won { at, .. } => (voice.say("deal-won", &[("time", &voice.page.short_day(at))]), "good"),
            DealState::Lost { at, reason } => {
                let (time, reason) = (voice.page.short_day(at), voice.reason(reason));
                (voice.say("deal-lost", &[("time", &time), ("reason", &reason)]), "")
            }
        };
        DealRow {
            deal: deal.deal.clone(),
            amount: deal.amount.map(|amount| voice.page.money(&amount)).unwrap_or_default(),
            state,
            hue,
            is_open: deal.state == DealState::Open,
        }
    };
    deals.iter().map(one).collect()
}

/// One thing that is known, and how well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Learnt {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) source: String,
    pub(super) verified: bool,
}

/// What is known, without what the head of the page says.
pub(super) fn learnt(voice: Voice, attributes: &[Attribute], without: &[&str]) -> Vec<Learnt> {
    let shown = attributes.iter().filter(|attribute| !without.contains(&attribute.name.as_str()));
    shown
        .map(|attribute| Learnt {
            name: voice.word("field", attribute.name.as_str()),
            value: voice.value(&attribute.value),
            source: match &attribute.by {
                Some(by) => format!("{}, {}", voice.person(by), voice.page.short_day(&attribute.at)),
                None => voice.page.short_day(&attribute.at),
            },
            verified: attribute.verified,
        })
        .collect()
}

/// A word on consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ConsentRow {
    pub(super) what: String,
    pub(super) stands: String,
    pub(super) hue: &'static str,
    pub(super) evidence: String,
}

/// What the person agreed to, and whether mail reaches them.
pub(super) fn consent(voice: Voice, known: &Known) -> Vec<ConsentRow> {
    let mut rows: Vec<ConsentRow> = Vec::new();
    for line in &known.consent {
        let purpose = voice.word("purpose", &line.purpose);
        let channel = voice.channel(&line.channel);
        let is_given = line.stands == Consent::Given;
        let by = line.by.as_ref().map(|by| voice.person(by));
        let told = [Some(voice.page.day(&line.at)), by, Some(line.evidence.clone()), Some(line.wording.clone())];
        let told: Vec<String> = told.into_iter().flatten().filter(|text| !text.is_empty()).collect();
        rows.push(ConsentRow {
            what: voice.say("consent-what", &[("purpose", &purpose), ("channel", &channel)]),
            stands: voice.say(if is_given { "consent-given" } else { "consent-withdrawn" }, &[]),
            hue: if is_given { "good" } else { "bad" },
            evidence: told.join(" · "),
        });
    }
    rows.extend(known.bounced.map(|(at, hard)| ConsentRow {
        what: voice.say("consent-mail", &[]),
        stands: voice.say(if hard { "consent-bounced-hard" } else { "consent-bounced-soft" }, &[]),
        hue: if hard { "bad" } else { "warn" },
        evidence: voice.page.day(&at),
    }));
    rows
}

/// A colleague.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Colleague {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) title: String,
    pub(super) tile: String,
    pub(super) detail: String,
}

/// Who else is at the company.
pub(super) fn colleagues(voice: Voice, account: &AccountCard) -> Vec<Colleague> {
    let one = |mate: &entente_desk::lead::Mate| {
        let stage = voice.word("stage", mate.stage.as_str());
        let last = mate.last.map(|at| voice.say("mate-last", &[("time", &voice.page.near(&at))]));
        let owner = mate.owner.as_ref().map(|owner| voice.person(owner));
        let detail: Vec<String> =
            [Some(stage).filter(|stage| !stage.is_empty()), owner, last].into_iter().flatten().collect();
        Colleague {
            href: format!("/leads/{}", mate.lead),
            name: mate.name.clone().or_else(|| mate.mail.clone()).unwrap_or_else(|| mate.lead.to_string()),
            title: mate.title.clone().unwrap_or_default(),
            tile: format!("{}{}", mate.grade, mate.level),
            detail: detail.join(" · "),
        }
    };
    account.mates.iter().map(one).collect()
}

/// Another lead that is, or perhaps is, this person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Other {
    pub(super) name: String,
    pub(super) detail: String,
    /// Where one joins or parts them.
    pub(super) href: String,
}

/// Leads that are this person.
pub(super) fn linked(voice: Voice, linked: &[Linked]) -> Vec<Other> {
    let one = |link: &Linked| {
        let keys: Vec<String> = link.keys.iter().map(key).collect();
        let by = link.by.as_ref().map_or_else(|| voice.say("same-by-keys", &[]), |by| voice.person(by));
        Other {
            name: link.lead.to_string(),
            detail: format!("{} · {by}, {}", keys.join(", "), voice.page.day(&link.since)),
            href: format!("/leads/{}/unlink?from={}", link.lead, link.into),
        }
    };
    linked.iter().map(one).collect()
}

/// Leads that are perhaps this person.
pub(super) fn proposed(voice: Voice, lead: entente_core::id::LeadId, proposed: &[Proposed]) -> Vec<Other> {
    let one = |other: &Proposed| {
        let shares = other.shares.iter().map(|shared| match shared {
            Shared::Name(name) => voice.say("same-name", &[("name", name)]),
            Shared::Phone(phone) => voice.say("same-phone", &[("phone", phone)]),
        });
        let shares: Vec<String> = shares.collect();
        Other {
            name: other.name.clone().or_else(|| other.mail.clone()).unwrap_or_else(|| other.lead.to_string()),
            detail: format!("{} · {}", other.lead, shares.join(", ")),
            href: format!("/leads/{}/link?into={}", other.lead, lead),
        }
    };
    proposed.iter().map(one).collect()
}

/// A key as people read it.
pub(super) fn key(key: &entente_core::identity::IdentityKey) -> String {
    use entente_core::identity::IdentityKey;
    match key {
        IdentityKey::Mail(mail) => mail.clone(),
        IdentityKey::User(user) => format!("user {user}"),
        IdentityKey::Record(source, number) => format!("{source} {number}"),
        IdentityKey::Anonymous(id) => format!("{}…", id.chars().take(8).collect::<String>()),
    }
}

/// The instants between which the page can be shown, and where it stands: in thousandths.
pub(super) fn slide(first: Instant, at: Instant, now: Instant) -> i64 {
    let whole = i128::from((now - first).as_micros()).max(1);
    (i128::from((at - first).as_micros()) * 1_000 / whole).clamp(0, 1_000) as i64
}
