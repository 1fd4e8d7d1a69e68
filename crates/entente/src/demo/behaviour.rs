//! What people do of their own accord: read, download, attend, ask, come back, and leave.

use entente_core::agreement::model::SignalClass;
use entente_core::fact::{Value, What};
use entente_core::time::{Instant, Span};
use jiff::tz::TimeZone;

use super::campaigns::{Arrival, next_webinar};
use super::chance::Chance;
use super::diary::{Deed, Diary};
use super::people::{Interest, Kind, Person};

/// What people download.
pub(super) const GUIDES: &[&str] =
    &["payback-guide", "benchmark", "customer-story", "interfaces-explained", "retrofit-checklist"];

/// Everything a person does from the day they come in, but for what sales or a mail moves them to.
pub(super) fn life(person: &Person, zone: &TimeZone, arrival: &Arrival, chance: Chance) -> Vec<Deed> {
    let mut diary = Diary::of(person, zone, chance, arrival.at);
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
    let mut diary = Diary::of(person, zone, chance, since);
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
    let mut diary = Diary::of(person, zone, chance, sent);
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
        let pages = self.chance.between(1, 4);
        self.read(pages);
        for _ in 0..self.chance.between(0, 2) {
            self.later(12, 80);
            self.click("newsletter", SignalClass::Human);
            self.read(1);
        }
    }

    /// Reads, downloads and listens, over some weeks, so many rounds.
    fn learn(&mut self, rounds: i64) {
        for _ in 0..rounds {
            self.later(1, 12);
            let pages = self.chance.between(2, 6);
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
            self.read(3);
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
            let pages = self.chance.between(2, 4);
            self.read(pages);
        }
        self.view("/pricing/shuttles");
    }
}
