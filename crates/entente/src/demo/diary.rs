//! A person's doings, written down one after the other: the words in which their lives are told.

use std::collections::BTreeMap;

use entente_core::agreement::model::SignalClass;
use entente_core::fact::{Value, What};
use entente_core::time::{Instant, Span};
use jiff::tz::TimeZone;

use super::campaigns::webinar_title;
use super::chance::Chance;
use super::hours::days_later;
use super::people::{Known, Person};

/// One thing a person does, and by what the source knows them then.
pub(super) struct Deed {
    pub(super) at: Instant,
    pub(super) known: Known,
    pub(super) what: What,
}

/// A person's own doings, written down as they come.
pub(super) struct Diary<'a> {
    pub(super) person: &'a Person,
    pub(super) zone: &'a TimeZone,
    pub(super) chance: Chance,
    pub(super) now: Instant,
    pub(super) deeds: Vec<Deed>,
}

impl<'a> Diary<'a> {
    /// A diary that starts at `now`.
    pub(super) fn of(person: &'a Person, zone: &'a TimeZone, chance: Chance, now: Instant) -> Diary<'a> {
        Diary { person, zone, chance, now, deeds: Vec::new() }
    }

    /// Lets `least` to `most` days pass.
    pub(super) fn later(&mut self, least: i64, most: i64) {
        self.now = days_later(self.zone, self.now, least, most, &mut self.chance);
    }

    /// Lets some seconds or minutes pass.
    pub(super) fn soon(&mut self) {
        self.now = self.now + Span::from_seconds(self.chance.between(25, 420));
    }

    /// Writes down what is done now.
    pub(super) fn note(&mut self, known: Known, what: What) {
        self.deeds.push(Deed { at: self.now, known, what });
    }

    /// Does something a source counts as an event, known by mail.
    pub(super) fn does(&mut self, event: &str, property: &str, value: &str, class: SignalClass) {
        let properties = BTreeMap::from([(property.to_owned(), Value::Text(value.to_owned()))]);
        self.note(Known::Mail, What::Happened { event: event.to_owned(), properties, class });
    }

    /// Looks at a page.
    pub(super) fn view(&mut self, path: &str) {
        self.soon();
        self.does("Page Viewed", "path", path, SignalClass::Human);
    }

    /// Follows a link of a mail.
    pub(super) fn click(&mut self, content: &str, class: SignalClass) {
        self.does("Email Link Clicked", "content", content, class);
    }

    /// Downloads a guide.
    pub(super) fn download(&mut self, content: &str) {
        self.soon();
        self.does("Content Downloaded", "content", content, SignalClass::Human);
    }

    /// Listens to the webinar held then.
    pub(super) fn attend(&mut self, held: Instant) {
        self.now = held + Span::MINUTE.times(self.chance.between(0, 12));
        self.does("Webinar Attended", "webinar", webinar_title(held), SignalClass::Human);
    }

    /// Asks for a demo by the form.
    pub(super) fn ask_for_demo(&mut self) {
        self.soon();
        self.does("Form Submitted", "form", "demo", SignalClass::Human);
    }

    /// Wants no more mail.
    pub(super) fn unsubscribe(&mut self) {
        self.does("Unsubscribed", "list", "all", SignalClass::Human);
        self.note(Known::Mail, consent(false, "list-unsubscribe post"));
    }

    /// Reads so many pages.
    pub(super) fn read(&mut self, pages: i64) {
        const PATHS: [(&str, u32); 12] = [
            ("/", 20),
            ("/shuttles", 18),
            ("/shuttles/pallet", 9),
            ("/picking-robots", 15),
            ("/fleet-software", 11),
            ("/fleet-software/interfaces", 6),
            ("/customers", 9),
            ("/customers/fulfilment", 9),
            ("/blog/night-shift", 8),
            ("/blog/retrofit", 7),
            ("/about", 6),
            ("/pricing/overview", 4),
        ];
        for _ in 0..pages {
            let path = PATHS[self.chance.weighted(&PATHS.map(|(_, weight)| weight))].0;
            self.view(path);
        }
    }

    /// Looks at a page before the mail address is known.
    pub(super) fn view_as(&mut self, known: Known, path: &str) {
        self.view(path);
        if let Some(last) = self.deeds.last_mut() {
            last.known = known;
        }
    }
}

/// Consent given or withdrawn for mail, with how it is known.
pub(super) fn consent(given: bool, evidence: &str) -> What {
    What::Consent {
        given,
        purpose: "marketing".to_owned(),
        channel: "mail".to_owned(),
        wording: "halden.example/consent/3".to_owned(),
        evidence: evidence.to_owned(),
    }
}
