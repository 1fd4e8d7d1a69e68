//! How a person comes in: by which door, with what on the form, and whether they agree to be written to.

use std::collections::BTreeMap;

use entente_core::agreement::model::SignalClass;
use entente_core::fact::{Value, What};
use entente_core::id::Name;
use entente_core::time::Span;

use super::behaviour::GUIDES;
use super::campaigns::{Arrival, Door};
use super::diary::{Diary, consent};
use super::people::{Interest, Kind, Known};

impl Diary<'_> {
    /// By the door of their source: the log hears of them, and learns a name and what the form asks.
    pub(super) fn come_in(&mut self, arrival: &Arrival) {
        let door = self.person.source.door;
        let known = match door {
            Door::Fair | Door::Partner => Known::Listed,
            Door::Site if self.chance.happens(450) => Known::Visitor,
            Door::Site | Door::Webinar | Door::Guide | Door::Launch => Known::Named,
        };
        self.note(known, What::Created { source: Some(self.person.source.name.to_owned()) });
        if known == Known::Visitor {
            let seeks_work = self.person.kind == Kind::JobSeeker;
            self.view_as(known, if seeks_work { "/careers" } else { "/shuttles" });
            self.later(0, 9);
        }
        match self.form() {
            None => self.introduce(Known::Listed, ""),
            Some(form) => {
                if form == "demo" && self.chance.happens(500) {
                    self.view_as(Known::Named, "/pricing");
                }
                self.introduce(Known::Named, form);
            }
        }
        self.take_what_they_came_for(door, arrival);
    }

    /// The form in which they give their name; none where a list does.
    fn form(&self) -> Option<&'static str> {
        let form = match self.person.source.door {
            Door::Fair | Door::Partner => return None,
            Door::Site => "contact",
            Door::Webinar => "webinar",
            Door::Guide => "guide",
            Door::Launch => "launch",
        };
        let wants_demo = self.person.interest == Interest::Hot && self.person.kind != Kind::JobSeeker;
        Some(if wants_demo { "demo" } else { form })
    }

    fn take_what_they_came_for(&mut self, door: Door, arrival: &Arrival) {
        if let Some(held) = arrival.webinar
            && self.chance.happens(if self.person.interest == Interest::Cold { 100 } else { 740 })
        {
            self.attend(held);
        }
        if door == Door::Guide && !self.chance.happens(120) {
            let guide = self.chance.word(GUIDES);
            self.download(guide);
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
        let mut tell = |field: &str, value: &str| values.insert(Name::from(field), Value::Text(value.to_owned()));
        if person.tells_role {
            tell("seniority", person.seniority);
            tell("department", person.department);
            tell("title", &person.title);
        }
        // A card has all of it; a form asks for little.
        let is_card = form.is_empty();
        if is_card || form == "demo" || self.chance.happens(380) {
            tell("phone", &person.phone);
        }
        if is_card || self.chance.happens(550) {
            tell("city", person.city);
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
}
