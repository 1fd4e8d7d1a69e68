//! Goal: what is put down late comes to the same as what is put down at once, however often the process ends in between.

use entente_core::agreement::model::SignalClass;
use entente_core::fact::{NewAbout, NewFact, Value, What};
use entente_core::identity::IdentityKey;
use entente_core::time::{Instant, Precision, Span};
use entente_desk::Error;
use entente_desk::admit::{Mode, admit};
use entente_desk::figures::{Asked, Figures, Period};
use entente_desk::force::put_in_force;
use entente_desk::live::Desk;
use entente_desk::rebuild::rebuild;
use entente_store::Store;
use proptest::prelude::*;

use crate::desk::{AGREEMENT, at, signed};

/// One event: which visitor, whether they say who they are, what they did.
type Seen = (u8, Option<u8>, &'static str, bool);

fn events() -> impl Strategy<Value = Vec<Seen>> {
    let who = prop_oneof![8 => Just(None), 1 => (0_u8..6).prop_map(Some)];
    let what = prop_oneof![6 => Just("Page"), 1 => Just("Demo"), 1 => Just("Webinar"), 1 => Just("Scrolled")];
    // More visitors than are put down with one commit, and a few who come again and again.
    let visitor = prop_oneof![0_u8..250, 0_u8..20];
    prop::collection::vec((visitor, who, what, prop::bool::weighted(0.9)), 60..160)
}

/// What happens: events told together, time that passes, a process that ends.
#[derive(Debug, Clone)]
enum Step {
    Told(Vec<Seen>),
    /// So many hours pass, and what is due is decided; what is late is put down where nobody tells.
    Passed(i64),
    /// So many hours pass before the next is told.
    Waited(i64),
    Ended,
    /// A file is imported beside.
    Imported(Vec<Seen>),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        6 => events().prop_map(Step::Told),
        1 => (1_i64..200).prop_map(Step::Passed),
        2 => (0_i64..20).prop_map(Step::Waited),
        2 => Just(Step::Ended),
        1 => events().prop_map(Step::Imported),
    ];
    prop::collection::vec(step, 4..14)
}

fn facts(events: &[Seen], from: usize, now: Instant) -> Vec<NewFact> {
    let fact = |(number, (visitor, known, event, human)): (usize, &Seen)| {
        let mut keys = vec![IdentityKey::Anonymous(format!("v{visitor}"))];
        keys.extend(known.map(|known| IdentityKey::Mail(format!("p{known}@firm{}.example", known % 3))));
        NewFact {
            key: format!("m{}", from + number),
            about: NewAbout::Lead { keys, account: None },
            at: now,
            precision: Precision::Second,
            by: None,
            what: What::Happened {
                event: (*event).to_owned(),
                properties: [("name".to_owned(), Value::Text(format!("{visitor}")))].into(),
                class: if *human { SignalClass::Human } else { SignalClass::Scanner },
            },
        }
    };
    events.iter().enumerate().map(fact).collect()
}

/// A desk in a folder, told one step after the other.
struct Story {
    folder: tempfile::TempDir,
    desk: Option<Desk>,
    may_wait: bool,
    now: Instant,
    told: usize,
}

impl Story {
    fn begin(may_wait: bool) -> Story {
        let folder = tempfile::tempdir().unwrap();
        let mut story = Story { folder, desk: None, may_wait, now: at("03-02 09:00"), told: 0 };
        story.open();
        let desk = story.desk.as_ref().unwrap();
        desk.write(|store| put_in_force(store, signed(AGREEMENT), at("01-01 00:00"))).unwrap();
        // Who is decided about first is held from then on.
        desk.tick(story.now).unwrap();
        story
    }

    fn open(&mut self) {
        drop(self.desk.take());
        let desk = Desk::open(self.folder.path()).unwrap();
        if self.may_wait {
            desk.let_wait();
        }
        self.desk = Some(desk);
    }

    fn take(&mut self, step: &Step) {
        let desk = self.desk.as_ref().unwrap();
        match step {
            Step::Told(events) => {
                let facts = facts(events, self.told, self.now);
                self.told += events.len();
                desk.ingest(self.now, facts.clone()).unwrap();
                // A sender that heard no answer tells the same again.
                let again = desk.ingest(self.now, facts).unwrap().admitted.tally();
                assert_eq!((again.accepted, again.duplicate as usize), (0, events.len()));
            }
            Step::Passed(hours) => {
                self.now = self.now + Span::HOUR.times(*hours);
                desk.tick(self.now).unwrap();
            }
            Step::Waited(hours) => self.now = self.now + Span::HOUR.times(*hours),
            Step::Ended if self.may_wait => self.open(),
            Step::Ended => {}
            Step::Imported(events) => {
                let facts = facts(events, self.told, self.now - Span::DAY);
                self.told += events.len();
                desk.write::<_, Error>(|store| admit(store, facts, Mode::History)).unwrap();
                desk.tick(self.now).unwrap();
            }
        }
    }

    /// Everything that is folded from the log, all of it put down.
    fn digest(&self) -> entente_store::Digest {
        let desk = self.desk.as_ref().unwrap();
        desk.settle().unwrap();
        desk.read::<_, Error>(|store, _| Ok(store.digest()?)).unwrap()
    }

    /// The store as another process finds it that opens it after this one ended.
    fn found(self) -> Store {
        drop(self.desk);
        let mut store = Store::open(self.folder.path()).unwrap();
        entente_desk::settle::where_needed(&mut store).unwrap();
        store
    }
}

fn differing(one: &entente_store::Digest, other: &entente_store::Digest) -> Vec<&'static str> {
    one.iter().filter(|(table, digest)| other.get(*table) != Some(digest)).map(|(table, _)| *table).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn late_and_at_once_come_to_the_same(steps in steps()) {
        let (mut late, mut at_once) = (Story::begin(true), Story::begin(false));
        for step in &steps {
            late.take(step);
            at_once.take(step);
        }
        let wanted = at_once.digest();
        prop_assert_eq!(differing(&wanted, &late.digest()), Vec::<&str>::new());
    }

    #[test]
    fn figures_that_the_writer_tells_are_those_that_the_log_tells(steps in steps(), often in 1_usize..4) {
        let mut story = Story::begin(true);
        for (number, step) in steps.iter().enumerate() {
            if number % often == 0 {
                story.desk.as_ref().unwrap().refresh_figures(story.now).unwrap();
            }
            story.take(step);
        }
        let desk = story.desk.as_ref().unwrap();
        desk.refresh_figures(story.now).unwrap();
        let (told, read) = (desk.figures().current().unwrap(), Figures::default());
        desk.read(|store, plans| read.refresh(store, plans, story.now)).unwrap();
        let read = read.current().unwrap();
        let asked = Asked { period: Period::ThisMonth, buyer: None };
        prop_assert_eq!(told.overview(&asked), read.overview(&asked));
        prop_assert_eq!(told.board(Period::ThisMonth), read.board(Period::ThisMonth));
        prop_assert_eq!((told.freshness(), told.leads_count()), (read.freshness(), read.leads_count()));
    }

    #[test]
    fn whoever_opens_it_next_finds_what_the_log_says(steps in steps()) {
        let mut late = Story::begin(true);
        steps.iter().for_each(|step| late.take(step));
        let mut store = late.found();
        prop_assert_eq!(store.behind().unwrap(), None);
        let found = store.digest().unwrap();
        rebuild(&mut store).unwrap();
        prop_assert_eq!(differing(&store.digest().unwrap(), &found), Vec::<&str>::new());
    }
}

#[test]
fn many_events_wait_and_few_do_not() {
    let mut story = Story::begin(true);
    let behind = |story: &Story| {
        story.desk.as_ref().unwrap().read::<_, Error>(|store, _| Ok(store.behind()?.is_some())).unwrap()
    };
    story.take(&Step::Told(vec![(1, None, "Page", true); 5]));
    assert!(!behind(&story), "five are seen at once");
    story.take(&Step::Told((0..200_u8).map(|visitor| (visitor, None, "Page", true)).collect()));
    assert!(behind(&story));
    let again = |story: &Story| {
        story.desk.as_ref().unwrap().read(|store, _| entente_desk::rebuild::entries_behind(store)).unwrap()
    };
    assert!(again(&story) >= 200, "whoever opened it now would look at so many again: {}", again(&story));
    story.desk.as_ref().unwrap().settle().unwrap();
    assert!(!behind(&story));
    assert_eq!(again(&story), 0);
}

#[test]
fn what_was_decided_of_a_lead_is_seen_at_once_also_under_load() {
    let mut story = Story::begin(true);
    let mut events: Vec<Seen> = (0..100_u8).map(|visitor| (visitor, None, "Page", true)).collect();
    story.take(&Step::Told(events.clone()));
    // The second page of visitor 7 makes it engaged.
    events.truncate(50);
    events.retain(|(visitor, ..)| *visitor != 7);
    events.push((7, None, "Demo", true));
    story.take(&Step::Told(events));
    let desk = story.desk.as_ref().unwrap();
    let stage = desk.read::<_, Error>(|store, _| {
        let lead = store.find_lead(&IdentityKey::Anonymous("v7".to_owned()))?.unwrap();
        Ok(store.card(lead)?.and_then(|card| card.stage).map(|stage| stage.to_string()))
    });
    assert_eq!(stage.unwrap().as_deref(), Some("engaged"));
}

#[test]
fn when_a_score_next_fades_below_its_level_is_known_again_too() {
    let mut story = Story::begin(true);
    let crowd = || (0..249_u8).map(|visitor| (visitor, None, "Scrolled", true));
    story.take(&Step::Told(crowd().chain([(250, None, "Page", true), (250, None, "Demo", true)]).collect()));
    // The program it entered is over; what is due next is the fading of its score, later with every page.
    story.take(&Step::Passed(74));
    story.take(&Step::Told(crowd().chain([(250, None, "Page", true)]).collect()));
    let mut store = story.found();
    let found = store.digest().unwrap();
    rebuild(&mut store).unwrap();
    assert_eq!(differing(&store.digest().unwrap(), &found), Vec::<&str>::new());
}
