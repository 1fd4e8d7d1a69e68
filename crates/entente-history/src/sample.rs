//! For tests: a small agreement made by hand, and a log written as one line a fact or decision.

use std::collections::BTreeMap;

use entente_core::agreement::model::{
    Agreement, Amend, CalendarDef, CalendarOf, Commitment, CommitmentKind, Disposition, Enter, Field, FieldKind,
    FirstTouch, Handoff, Leaves, Less, Moment, Named, OpenClocks, Ordered, Parties, Party, PartyKind, Per,
    PeriodChange, Qualified, RejectKind, RejectReason, ScoreChange, Share, Signal, Sla, Stage, Target, Then,
    Thresholds, Tier, Unit, WaiverBy,
};
use entente_core::decision::{ClockKey, Concluded, Decision, Routed, Verdict};
use entente_core::fact::{About, Channel, Fact, Value, What};
use entente_core::id::{AccountId, AgreementHash, ClauseId, LeadId, Name, Seq};
use entente_core::milestone::Milestone;
use entente_core::number::Decimal;
use entente_core::time::{Instant, Precision, Span};

use crate::{Entry, History};

/// Four stages, one signal, one time promise of sales and one count of marketing, in UTC.
pub(crate) fn agreement() -> Agreement {
    let stage = |name: &str, owner, enter| {
        let says = name.to_owned();
        (Name::from(name), Stage { says, owner, enter, needs: Vec::new() })
    };
    let condition = || {
        Enter::When(entente_core::condition::Condition {
            source: "true".to_owned(),
            canonical: "true".to_owned(),
            test: entente_core::condition::Test::Const(true),
        })
    };
    let party = |name: &str| Party { name: name.to_owned(), signs: format!("{name}@example.com") };
    Agreement {
        entente: 1,
        title: "A sample".to_owned(),
        currency: "EUR".to_owned(),
        timezone: "UTC".to_owned(),
        parties: Parties { marketing: party("marketing"), sales: party("sales") },
        calendars: Named::<CalendarDef>(Vec::new()),
        goals: Named(Vec::new()),
        lead_fields: fields(&["city", "size"]),
        account_fields: fields(&["industry"]),
        lists: Named(Vec::new()),
        buyers: Named(Vec::new()),
        fit: Named(Vec::new()),
        grades: Thresholds(vec![("A".into(), Decimal::from_int(50)), ("B".into(), Decimal::ZERO)]),
        signals: Named(vec![("demo".into(), signal("Demo Requested"))]),
        levels: Thresholds(vec![("1".into(), Decimal::ZERO)]),
        stages: Ordered(vec![
            stage("inquiry", PartyKind::Marketing, Enter::Created),
            stage("mql", PartyKind::Marketing, condition()),
            stage("sal", PartyKind::Sales, condition()),
            stage("customer", PartyKind::Sales, condition()),
        ]),
        leaves: Leaves { recycled: None, disqualified_final: true },
        qualified: Qualified { rules: Ordered(Vec::new()), never: None },
        handoff: Some(handoff()),
        sla: sla(),
        nurture: Named(Vec::new()),
        segments: Named(Vec::new()),
        metrics: Named(Vec::new()),
        meetings: Named(Vec::new()),
        examples: Vec::new(),
        keep: None,
        amend: Amend { open_clocks: OpenClocks::Finish, scores: ScoreChange::Recompute, period: PeriodChange::Next },
    }
}

fn fields(names: &[&str]) -> Named<Field> {
    Named(names.iter().map(|name| (Name::from(*name), Field { kind: FieldKind::Text, from: None })).collect())
}

fn signal(on: &str) -> Signal {
    Signal {
        says: String::new(),
        on: on.to_owned(),
        r#where: None,
        points: None,
        half_life: None,
        cap: None,
        pays: None,
        class: Vec::new(),
    }
}

fn handoff() -> Handoff {
    let reject = |kind, then| RejectReason { kind, then };
    Handoff {
        at: "mql".into(),
        unit: Unit::Lead,
        shows: Vec::new(),
        routes: Ordered(Vec::new()),
        teams: Named(Vec::new()),
        nobody: None,
        nobody_says: String::new(),
        reject: Named(vec![
            ("duplicate".into(), reject(RejectKind::Procedural, Disposition::Merge)),
            ("unreachable".into(), reject(RejectKind::Clerical, Disposition::Recycle)),
        ]),
        disqualify: vec!["no_budget".into()],
        aliases: Named(vec![("Can't afford".into(), "no_budget".into()), ("Cannot afford".into(), "no_budget".into())]),
    }
}

fn sla() -> Sla {
    let tier = Tier { when: None, r#do: Target::Wall(Span::HOUR) };
    let touch = CommitmentKind::Time {
        from: Moment::Milestone(Milestone::HandedOff),
        until: vec![Moment::Milestone(Milestone::FirstAttempt)],
        within: vec![tier],
        kept: Share(Decimal::from_millionths(900_000)),
        late: Then::Nothing,
    };
    let volume = CommitmentKind::Count {
        count: Moment::Milestone(Milestone::HandedOff),
        at_least: Some(Decimal::from_int(4)),
        at_most: None,
        per: Per::Month,
        less: vec![Less::Kind(RejectKind::Clerical)],
        dispute: Some(Target::Wall(Span::DAY.times(5))),
    };
    let commitment = |says: &str, kind| Commitment { says: says.to_owned(), kind, r#where: None };
    Sla {
        first_touch_counts: FirstTouch { call: Some(Span::ZERO), ..FirstTouch::default() },
        calendar_of: CalendarOf::Team,
        marketing: Named(vec![("volume".into(), commitment("Four a month", volume))]),
        sales: Named(vec![("touch".into(), commitment("Touched within the hour", touch))]),
        pauses: Named(Vec::new()),
        ladder: Vec::new(),
        waivers: WaiverBy::OtherParty,
    }
}

/// The history of a log written as lines, as of the end of 2026.
pub(crate) fn history(log: &str) -> History {
    history_as_of(log, "2026-12-31T00:00:00Z")
}

/// The history of a log written as lines.
pub(crate) fn history_as_of(log: &str, as_of: &str) -> History {
    let lines = log.lines().map(str::trim).filter(|line| !line.is_empty());
    let entries = lines.enumerate().map(|(place, line)| (Seq(place as u64 + 1), entry(line)));
    History::build(agreement().into(), Instant::parse(as_of).unwrap(), entries)
}

/// One line: `LEAD TIME WORD [ARGUMENTS]`; lead 0 is none. A time without `T` is a date, known to the day.
pub(crate) fn entry(line: &str) -> Entry {
    let mut words = line.split_whitespace();
    let lead = LeadId(words.next().unwrap().parse().unwrap());
    let about = (lead.0 > 0).then_some(lead);
    let time = words.next().unwrap();
    let (at, precision) = match time.contains('T') {
        true => (Instant::parse(time).unwrap(), Precision::Second),
        false => (Instant::parse(&format!("{time}T00:00:00Z")).unwrap(), Precision::Day),
    };
    let word = words.next().unwrap();
    let rest: Vec<&str> = words.collect();
    match fact(word, &rest) {
        Some(what) => Entry::Fact(Fact {
            key: line.to_owned(),
            about: About::Lead(lead),
            at,
            precision,
            known: at,
            by: None,
            what,
        }),
        None => Entry::Decision(Decision {
            lead: about,
            at,
            clause: ClauseId::default(),
            agreement: AgreementHash::default(),
            cause: None,
            because: Vec::new(),
            what: concluded(word, &rest, at),
        }),
    }
}

fn fact(word: &str, rest: &[&str]) -> Option<What> {
    let text = |place: usize| rest.get(place).map_or_else(String::new, |text| text.replace('_', " "));
    let name = |place: usize| Name::from(*rest.get(place).unwrap_or(&""));
    let amount = |place: usize| Decimal::parse(rest.get(place).unwrap_or(&"0")).unwrap();
    Some(match word {
        "created" => What::Created { source: rest.first().map(ToString::to_string) },
        "learnt" => {
            let value = Value::Text(text(1));
            What::Learnt { values: BTreeMap::from([(name(0), value)]), verified: rest.get(2) == Some(&"verified") }
        }
        "event" => What::Happened { event: text(0), properties: BTreeMap::new(), class: Default::default() },
        "handed" => What::HandedOver { owner: name(0), team: rest.get(1).map(|team| Name::from(*team)) },
        "called" => What::Touched {
            channel: Channel::Call,
            reached: rest.first() == Some(&"reached"),
            lasted: None,
            personal: true,
            outcome: String::new(),
        },
        "accepted" => What::Accepted,
        "rejected" => What::Rejected { reason: text(0).as_str().into(), words: text(1) },
        "disqualified" => What::Disqualified { reason: text(0).as_str().into(), words: text(1) },
        "rated" => What::Rated { stars: rest[0].parse().unwrap(), words: text(1) },
        "won" => What::OpportunityWon { deal: "d".to_owned(), amount: amount(0), recurring: Decimal::ZERO },
        "linked" => What::Linked { into: LeadId(rest[0].parse().unwrap()) },
        "unlinked" => What::Unlinked { from: LeadId(rest[0].parse().unwrap()) },
        "erased" => What::Erased,
        "joined" => What::Joined { account: AccountId(rest[0].parse().unwrap()) },
        "reassigned" => What::Reassigned { to: name(0) },
        "excused" => What::Waived { commitment: "sla.sales.touch".to_owned(), words: text(0) },
        _ => return None,
    })
}

fn concluded(word: &str, rest: &[&str], at: Instant) -> Concluded {
    let clock = ClockKey { commitment: ClauseId("sla.sales.touch".to_owned()), cycle: 1 };
    let verdict = |verdict| Concluded::Verdict {
        clock: clock.clone(),
        verdict,
        start: at,
        stop: Some(at),
        due: at,
        counted: Span::ZERO,
        wall: Span::ZERO,
        owner: rest.first().map(|owner| Name::from(*owner)),
        lateness: None,
    };
    match word {
        "stage" => Concluded::StageEntered { stage: rest[0].into(), from: None, cycle: 1 },
        "handoff" => Concluded::HandedOff {
            cycle: 1,
            route: Routed {
                owner: rest.first().map(|owner| Name::from(*owner)),
                route: rest.get(1).map(|route| Name::from(*route)),
                team: rest.get(2).map(|team| Name::from(*team)),
                by_turn: true,
                nobody: rest.is_empty().then_some(entente_core::decision::NobodyReason::NoRoute),
                candidates: Vec::new(),
            },
        },
        "started" => Concluded::ClockStarted {
            clock,
            target: "1h".to_owned(),
            start: at,
            due: at + Span::HOUR,
            calendar: None,
            known: at,
            precision: Precision::Second,
            tier: 0,
        },
        "late" => Concluded::ClockMissed { clock },
        "met" => verdict(Verdict::Met),
        "met_late" => verdict(Verdict::MetLate),
        "missed" => verdict(Verdict::Missed),
        "cancelled" => verdict(Verdict::Cancelled),
        "cannot_tell" => verdict(Verdict::CannotTell),
        "waived" => Concluded::Waived { clock },
        other => unreachable!("no fact or decision of a sample log is called '{other}'"),
    }
}

/// A ground over all leads of a history, with days as dates in UTC.
pub(crate) fn ground<'a>(history: &'a History, zone: &'a crate::Zone) -> crate::report::Ground<'a> {
    crate::report::Ground { history, zone, plan: None, among: None }
}

/// A half-open period between two instants.
pub(crate) fn between(from: &str, to: &str) -> crate::report::Period {
    (Instant::parse(from).unwrap(), Instant::parse(to).unwrap())
}

/// March 2026 in UTC.
pub(crate) fn march() -> crate::report::Period {
    between("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z")
}
