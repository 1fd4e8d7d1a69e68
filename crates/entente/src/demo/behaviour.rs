//! What people do of their own accord: read, download, attend, ask, come back, and leave.

use std::collections::BTreeMap;

use entente_core::agreement::model::SignalClass;
use entente_core::fact::{Value, What};
use entente_core::id::Name;
use entente_core::time::{Instant, Span};
use jiff::tz::TimeZone;

use super::campaigns::{Arrival, Door, next_webinar, webinar_title};
use super::chance::Chance;
use super::hours::days_later;
use super::people::{Interest, Kind, Known, Person};

/// One thing a person does, and by what the source knows them then.
pub(super) struct Deed {
    pub(super) at: Instant,
    pub(super) known: Known,
    pub(super) what: What,
}

/// A person's own doings, written down as they come.
pub(super) struct Diary<'a> {
    person: &'a Person,
    zone: &'a TimeZone,
    chance: Chance,
    now: Instant,
    pub(super) deeds: Vec<Deed>,
}

const GUIDES: &[&str] = &["payback-guide", "benchmark", "customer-story", "interfaces-explained", "retrofit-checklist"];

/// Everything a person does from the day they come in, but for what sales or a mail moves them to.
pub(super) fn life(person: &Person, zone: &TimeZone, arrival: &Arrival, chance: Chance) -> Vec<Deed> {
    let mut diary = Diary { person, zone, chance, now: arrival.at, deeds: Vec::new() };
    diary.come_in(arrival);
    match person.kind {
        Kind::JobSeeker => diary.look_for_work(),
        Kind::Fake => {}
        Kind::Buyer | Kind::Student | Kind::Competitor | Kind::Duplicate => diary.pursue(),
    }
    diary.deeds
}

/// What a person who went back to marketing does when the subject comes up again; nothing where it never does.
pub(super) fn comeback(person: &Person, zone: &TimeZone, since: Instant, mut chance: Chance) -> Vec<Deed> {
    let comes = match person.interest {
        Interest::Hot => 480,
        Interest::Warm => 360,
        Interest::Curious => 160,
        Interest::Cold => 40,
    };
    if person.kind == Kind::Fake || !chance.happens(comes) {
        return Vec::new();
    }
    let mut diary = Diary { person, zone, chance, now: since, deeds: Vec::new() };
    diary.later(32, 150);
    diary.read(2);
    diary.view("/pricing");
    diary.later(0, 5);
    diary.ask_for_demo();
    diary.deeds
}

/// What a person does with a mail of a program: mostly nothing.
pub(super) fn answer_mail(
    person: &Person,
    zone: &TimeZone,
    content: &str,
    scans: bool,
    sent: Instant,
    chance: Chance,
) -> Vec<Deed> {
    let mut diary = Diary { person, zone, chance, now: sent, deeds: Vec::new() };
    if scans {
        // A gateway opens every link within seconds: no person did, and nothing may follow from it.
        for _ in 0..2 {
            diary.now = diary.now + Span::from_seconds(diary.chance.between(3, 25));
            diary.click(content, SignalClass::Scanner);
        }
    }
    let clicks = 90 + 110 * person.interest as u64;
    if diary.chance.happens(clicks) {
        diary.later(0, 3);
        diary.click(content, SignalClass::Human);
        match content {
            "demo-invitation" if diary.chance.happens(230) => {
                diary.view("/pricing");
                diary.ask_for_demo();
            }
            "demo-invitation" => diary.view("/pricing"),
            guide if diary.chance.happens(600) => diary.download(guide),
            _ => {}
        }
    } else if diary.chance.happens(22) {
        diary.later(0, 2);
        diary.unsubscribe();
    }
    diary.deeds
}

impl Diary<'_> {
    /// Lets `least` to `most` days pass.
    fn later(&mut self, least: i64, most: i64) {
        self.now = days_later(self.zone, self.now, least, most, &mut self.chance);
    }

    fn soon(&mut self) {
        self.now = self.now + Span::from_seconds(self.chance.between(25, 420));
    }

    fn note(&mut self, known: Known, what: What) {
        self.deeds.push(Deed { at: self.now, known, what });
    }

    fn does(&mut self, event: &str, property: &str, value: &str, class: SignalClass) {
        let properties = BTreeMap::from([(property.to_owned(), Value::Text(value.to_owned()))]);
        self.note(Known::Mail, What::Happened { event: event.to_owned(), properties, class });
    }

    fn view(&mut self, path: &str) {
        self.soon();
        self.does("Page Viewed", "path", path, SignalClass::Human);
    }

    fn click(&mut self, content: &str, class: SignalClass) {
        self.does("Email Link Clicked", "content", content, class);
    }

    fn download(&mut self, content: &str) {
        self.soon();
        self.does("Content Downloaded", "content", content, SignalClass::Human);
    }

    fn attend(&mut self, held: Instant) {
        self.now = held + Span::MINUTE.times(self.chance.between(0, 12));
        self.does("Webinar Attended", "webinar", webinar_title(held), SignalClass::Human);
    }

    fn ask_for_demo(&mut self) {
        self.soon();
        self.does("Form Submitted", "form", "demo", SignalClass::Human);
    }

    fn unsubscribe(&mut self) {
        self.does("Unsubscribed", "list", "all", SignalClass::Human);
        self.note(Known::Mail, consent(false, "list-unsubscribe post"));
    }

    fn read(&mut self, pages: i64) {
        const PATHS: [&str; 6] =
            ["/", "/shuttles", "/picking-robots", "/fleet-software", "/customers/fulfilment", "/pricing/overview"];
        for _ in 0..pages {
            let path = PATHS[self.chance.weighted(&[24, 22, 20, 14, 15, 5])];
            self.view(path);
        }
    }

    /// By the door of their source: the log hears of them, and learns a name and what the form asks.
    fn come_in(&mut self, arrival: &Arrival) {
        let source = Some(self.person.source.name.to_owned());
        let (first, form) = match self.person.source.door {
            Door::Site if self.chance.happens(450) => (Known::Visitor, "contact"),
            Door::Site => (Known::Named, "contact"),
            Door::Webinar => (Known::Named, "webinar"),
            Door::Fair => (Known::Listed, ""),
            Door::Partner => (Known::Listed, ""),
            Door::Guide => (Known::Named, "guide"),
        };
        self.note(first, What::Created { source });
        if first == Known::Visitor {
            let path = if self.person.kind == Kind::JobSeeker { "/careers" } else { "/shuttles" };
            let read = |path: &str| What::Happened {
                event: "Page Viewed".to_owned(),
                properties: BTreeMap::from([("path".to_owned(), Value::Text(path.to_owned()))]),
                class: SignalClass::Human,
            };
            self.soon();
            self.note(first, read(path));
            self.later(0, 9);
        }
        let wants_demo = self.person.interest == Interest::Hot && self.person.kind != Kind::JobSeeker;
        let form = if wants_demo && first != Known::Listed { "demo" } else { form };
        if wants_demo && form == "demo" && self.chance.happens(500) {
            self.view_as(if first == Known::Listed { Known::Mail } else { Known::Named }, "/pricing");
        }
        self.introduce(if first == Known::Listed { Known::Listed } else { Known::Named }, form);
        if let (Some(held), Door::Webinar) = (arrival.webinar, self.person.source.door)
            && self.chance.happens(if self.person.interest == Interest::Cold { 100 } else { 740 })
        {
            self.attend(held);
        }
        if self.person.source.door == Door::Guide && !self.chance.happens(120) {
            self.now = self.now + Span::from_seconds(30);
            let guide = self.chance.word(GUIDES);
            self.download(guide);
        }
    }

    fn view_as(&mut self, known: Known, path: &str) {
        self.view(path);
        if let Some(last) = self.deeds.last_mut() {
            last.known = known;
        }
    }

    /// What a form or a list tells of a person; nobody vouches for it.
    fn introduce(&mut self, known: Known, form: &str) {
        self.soon();
        let person = self.person;
        let mut values = BTreeMap::from([
            (Name::from("name"), Value::Text(person.name.clone())),
            (Name::from("email"), Value::Text(person.mail.clone())),
        ]);
        let tells_role = !self.chance.happens(130);
        if tells_role {
            values.insert(Name::from("seniority"), Value::Text(person.seniority.to_owned()));
            values.insert(Name::from("department"), Value::Text(person.department.to_owned()));
        }
        self.note(known, What::Learnt { values, verified: false });
        if !form.is_empty() {
            self.now = self.now + Span::SECOND;
            let properties = BTreeMap::from([("form".to_owned(), Value::Text(form.to_owned()))]);
            let class = SignalClass::Human;
            self.note(known, What::Happened { event: "Form Submitted".to_owned(), properties, class });
        }
        if self.chance.happens(620) {
            self.now = self.now + Span::SECOND;
            self.note(Known::Mail, consent(true, if form.is_empty() { "card handed over" } else { "box ticked" }));
        }
        if self.person.kind == Kind::Fake {
            self.now = self.now + Span::MINUTE.times(2);
            self.note(Known::Mail, What::Bounced { hard: true });
        }
    }

    fn look_for_work(&mut self) {
        for _ in 0..self.chance.between(1, 3) {
            self.later(0, 6);
            self.view("/careers");
        }
    }

    /// The way of somebody who may buy, by how much they want it.
    fn pursue(&mut self) {
        match self.person.interest {
            Interest::Cold => self.glance(),
            Interest::Curious => self.learn(1),
            Interest::Warm => self.compare(),
            Interest::Hot => self.want(),
        }
        if self.chance.happens(45) {
            self.later(5, 60);
            self.unsubscribe();
        }
    }

    fn glance(&mut self) {
        let pages = self.chance.between(0, 3);
        self.read(pages);
        for _ in 0..self.chance.between(0, 2) {
            self.later(12, 80);
            self.click("newsletter", SignalClass::Human);
        }
    }

    /// Reads, downloads and listens, over some weeks, so many rounds.
    fn learn(&mut self, rounds: i64) {
        for _ in 0..rounds {
            self.later(1, 12);
            let pages = self.chance.between(1, 4);
            self.read(pages);
            let guide = self.chance.word(GUIDES);
            self.download(guide);
            if self.chance.happens(480) {
                let held = next_webinar(self.zone, self.now);
                self.attend(held);
            }
            if self.chance.happens(350) {
                self.later(3, 14);
                self.click("newsletter", SignalClass::Human);
            }
        }
    }

    /// Compares offers within two or three weeks, and looks at prices.
    fn compare(&mut self) {
        self.learn(1);
        for _ in 0..2 {
            self.later(0, 4);
            self.read(1);
            self.view("/pricing");
            if self.chance.happens(600) {
                self.view("/pricing/shuttles");
            }
        }
        self.later(1, 6);
        let guide = self.chance.word(GUIDES);
        self.download(guide);
        self.click("newsletter", SignalClass::Human);
        if self.chance.happens(170) {
            self.later(1, 20);
            self.ask_for_demo();
        }
    }

    /// Wants a demo now; those who came by a list or a partner ask for it within days.
    fn want(&mut self) {
        let asked = self.deeds.iter().any(|deed| {
            matches!(&deed.what, What::Happened { properties, .. }
            if properties.get("form") == Some(&Value::Text("demo".to_owned())))
        });
        if !asked {
            self.later(0, 6);
            self.read(2);
            self.view("/pricing");
            self.ask_for_demo();
        }
        for _ in 0..self.chance.between(1, 3) {
            self.later(0, 8);
            let pages = self.chance.between(1, 2);
            self.read(pages);
        }
        self.view("/pricing/shuttles");
    }
}

/// Consent given or withdrawn for mail, with how it is known.
fn consent(given: bool, evidence: &str) -> What {
    What::Consent {
        given,
        purpose: "marketing".to_owned(),
        channel: "mail".to_owned(),
        wording: "halden.example/consent/3".to_owned(),
        evidence: evidence.to_owned(),
    }
}
