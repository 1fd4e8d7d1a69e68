//! What each act asks: its fields, what may be chosen in them, and what would follow.

use entente_core::agreement::model::{Disposition, RejectKind};
use entente_core::id::Name;
use entente_core::time::{Instant, Span};
use entente_desk::acts::{Answers, Offer, ReasonChoice};
use entente_desk::lead::View;
use jiff::tz::TimeZone;

use super::words::{Mark, Voice};

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) kind: Kind,
    pub(super) help: String,
    pub(super) required: bool,
    /// What stands in it.
    pub(super) value: String,
    /// What is wrong with it.
    pub(super) wrong: Option<String>,
}

/// Of what kind a field is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// One of these.
    Choice(Vec<Choice>),
    /// Any of these.
    Several(Vec<Choice>),
    /// One of these in a list that opens.
    List(Vec<Choice>),
    /// A box to tick.
    Tick,
    /// A line, of this type of input.
    Line(&'static str),
    /// Several lines.
    Words,
}

/// Something that may be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) says: String,
    pub(super) note: String,
    pub(super) mark: Option<Mark>,
    pub(super) is_chosen: bool,
    pub(super) is_off: bool,
}

/// What the forms are made from.
pub(super) struct Making<'a> {
    pub(super) voice: Voice<'a>,
    pub(super) offer: &'a Offer,
    pub(super) view: &'a View,
    pub(super) typed: &'a Answers,
    pub(super) zone: &'a TimeZone,
    pub(super) now: Instant,
}

impl Making<'_> {
    /// The fields of an act, in their order.
    pub(super) fn fields(&self, act: &str) -> Vec<Field> {
        let words = || self.field("words", Kind::Words, false);
        match act {
            "reject" => vec![self.field("reason", Kind::Choice(self.rejections()), true), words()],
            "disqualify" => vec![self.reasons(&self.offer.disqualify), words()],
            "recycle" => vec![self.reasons(&self.offer.recycle), words()],
            "give" => vec![self.field("to", Kind::Choice(self.colleagues()), true)],
            "touch" => self.touch(),
            "confirm" => vec![self.field("needs", Kind::Several(self.needs()), true)],
            "rate" => vec![self.field("stars", Kind::Choice(self.stars()), true), words()],
            "pause" => self.pause(),
            "resume" => vec![self.reasons(&self.offer.paused)],
            "open-deal" => vec![self.line("deal", "text"), self.line("amount", "text")],
            "win-deal" => vec![self.deal(), self.line("amount", "text"), self.line("recurring", "text")],
            "lose-deal" => vec![self.deal(), self.reasons(&self.offer.loss)],
            "waive" => {
                vec![self.field("commitment", Kind::Choice(self.promises()), true), Field { required: true, ..words() }]
            }
            "consent" => self.consent(),
            "link" => vec![self.line("into", "text")],
            "unlink" => vec![self.line("from", "text")],
            "edit" => self.edit(),
            _ => Vec::new(),
        }
    }

    fn field(&self, name: &str, kind: Kind, required: bool) -> Field {
        let label = self.voice.say(&format!("ask-{name}"), &[]);
        let help_key = format!("ask-{name}-help");
        let help = self.voice.page.say_or(&help_key, "");
        let value = self.typed.text(name).to_owned();
        Field { name: name.to_owned(), label, kind, help, required, value, wrong: None }
    }

    fn line(&self, name: &str, kind: &'static str) -> Field {
        self.field(name, Kind::Line(kind), true)
    }

    fn choice(&self, field: &str, value: &str, says: String) -> Choice {
        let is_chosen = self.typed.text(field) == value;
        Choice { value: value.to_owned(), says, is_chosen, ..Choice::default() }
    }

    fn reasons(&self, reasons: &[Name]) -> Field {
        let only = reasons.len() == 1;
        let choices = reasons.iter().map(|reason| {
            let choice = self.choice("reason", reason.as_str(), self.voice.reason(reason));
            Choice { is_chosen: choice.is_chosen || only, ..choice }
        });
        self.field("reason", Kind::Choice(choices.collect()), true)
    }

    /// Reasons to reject, each with what the agreement says follows.
    fn rejections(&self) -> Vec<Choice> {
        let one = |choice: &ReasonChoice| {
            let follows = &choice.follows;
            let then = match follows.then {
                Disposition::Reroute => "follows-reroute",
                Disposition::Merge => "follows-merge",
                Disposition::Recycle => "follows-recycle",
                Disposition::Disqualify => "follows-disqualify",
            };
            let kind = match choice.kind {
                RejectKind::Procedural => "kind-procedural",
                RejectKind::Clerical => "kind-clerical",
                RejectKind::Definitional => "kind-definitional",
            };
            let days = follows.not_before.map_or(0, |span| span.as_seconds() / Span::DAY.as_seconds());
            let then = self.voice.say(then, &[("days", &days.to_string())]);
            let clause = follows.clause.0.clone();
            let mark = Some(&follows.number).filter(|number| !number.is_empty()).map(|number| Mark {
                text: format!("§{number}"),
                href: format!("/agreement/clauses/{clause}"),
                path: clause,
            });
            Choice {
                note: format!("{} · {then}", self.voice.say(kind, &[])),
                mark,
                ..self.choice("reason", choice.reason.as_str(), self.voice.reason(&choice.reason))
            }
        };
        self.offer.reject.iter().map(one).collect()
    }

    fn colleagues(&self) -> Vec<Choice> {
        let one = |colleague: &entente_desk::acts::Colleague| {
            let (holds, most) = (colleague.holds.to_string(), colleague.most.map(|most| most.to_string()));
            let holds = match &most {
                Some(most) => self.voice.say("give-holds-of", &[("n", &holds), ("most", most)]),
                None => self.voice.say("give-holds", &[("n", &holds)]),
            };
            let team = colleague.team.as_ref().map(|team| team.as_str().to_owned());
            let away = colleague.is_away.then(|| self.voice.say("outcome-absent", &[]));
            let had = colleague.had_it.then(|| self.voice.say("outcome-had-it", &[]));
            let note: Vec<String> = [team, Some(holds), away, had].into_iter().flatten().collect();
            let choice = self.choice("to", colleague.person.as_str(), self.voice.person(&colleague.person));
            Choice { note: note.join(" · "), ..choice }
        };
        self.offer.give_to.iter().map(one).collect()
    }

    fn touch(&self) -> Vec<Field> {
        let channels = ["call", "mail", "booking", "meeting", "chat", "other"];
        let typed = self.typed.text("channel");
        let choices = channels.iter().map(|channel| {
            let says = self.voice.say(&format!("channel-{channel}"), &[]);
            let is_first = typed.is_empty() && *channel == "call";
            let choice = self.choice("channel", channel, says);
            Choice { is_chosen: choice.is_chosen || is_first, ..choice }
        });
        vec![
            self.field("channel", Kind::Choice(choices.collect()), true),
            self.field("reached", Kind::Tick, false),
            self.field("lasted", Kind::Line("text"), false),
            self.field("outcome", Kind::Words, false),
            self.field("mass", Kind::Tick, false),
            self.field("at", Kind::Line("datetime-local"), false),
        ]
    }

    fn needs(&self) -> Vec<Choice> {
        let one = |(need, confirmed): &(Name, bool)| Choice {
            value: need.to_string(),
            says: self.voice.word("need", need.as_str()),
            is_chosen: *confirmed,
            is_off: *confirmed,
            ..Choice::default()
        };
        self.offer.needs.iter().map(one).collect()
    }

    fn stars(&self) -> Vec<Choice> {
        let one = |stars: u8| {
            let says = self.voice.say("rate-stars", &[("n", &stars.to_string())]);
            self.choice("stars", &stars.to_string(), says)
        };
        (1..=5).rev().map(one).collect()
    }

    fn pause(&self) -> Vec<Field> {
        let only = self.offer.pauses.len() == 1;
        let choices = self.offer.pauses.iter().map(|pause| {
            let most = self.voice.page.left(&pause.most);
            let choice = self.choice("reason", pause.reason.as_str(), self.voice.reason(&pause.reason));
            let is_chosen = choice.is_chosen || only;
            Choice { note: self.voice.say("pause-most", &[("most", &most)]), is_chosen, ..choice }
        });
        vec![self.field("reason", Kind::Choice(choices.collect()), true), self.line("until", "datetime-local")]
    }

    fn deal(&self) -> Field {
        let only = self.offer.deals.len() == 1;
        let choices = self.offer.deals.iter().map(|deal| {
            let choice = self.choice("deal", deal, deal.clone());
            Choice { is_chosen: choice.is_chosen || only, ..choice }
        });
        self.field("deal", Kind::Choice(choices.collect()), true)
    }

    fn promises(&self) -> Vec<Choice> {
        let only = self.offer.waivers.len() == 1;
        let one = |promise: &entente_desk::acts::Promise| {
            let drawn = self.view.clocks.iter().find(|clock| clock.cite.clause == promise.clause);
            let says = drawn.map_or_else(|| promise.clause.0.clone(), |clock| clock.says.clone());
            let mark = Mark {
                text: format!("§{}", promise.number),
                href: format!("/agreement/clauses/{}", promise.clause),
                path: promise.clause.0.clone(),
            };
            let choice = self.choice("commitment", &promise.clause.0, says);
            Choice { mark: Some(mark), is_chosen: choice.is_chosen || only, ..choice }
        };
        self.offer.waivers.iter().map(one).collect()
    }

    fn consent(&self) -> Vec<Field> {
        let given = ["yes", "no"].map(|word| {
            let says = self.voice.say(if word == "yes" { "consent-given" } else { "consent-withdrawn" }, &[]);
            self.choice("given", word, says)
        });
        let channels = ["mail", "call", "chat"].map(|channel| {
            let says = self.voice.say(&format!("channel-{channel}"), &[]);
            self.choice("channel", channel, says)
        });
        let or_marketing = |field: Field| match field.value.as_str() {
            "" => Field { value: "marketing".to_owned(), ..field },
            _ => field,
        };
        vec![
            self.field("given", Kind::Choice(given.into()), true),
            or_marketing(self.line("purpose", "text")),
            self.field("channel", Kind::List(channels.into()), false),
            self.line("evidence", "text"),
            self.field("wording", Kind::Words, false),
        ]
    }

    /// Every field a person may vouch for, with what is known of it.
    fn edit(&self) -> Vec<Field> {
        let shown = ["name", "title", "phone", "city"].into_iter().map(str::to_owned);
        let fields = self.offer.fields.iter().map(|field| field.as_str().to_owned());
        let known = |name: &str| {
            let attributes = self.view.known.attributes.iter();
            let mut found = attributes.filter(|attribute| attribute.name.as_str() == name);
            found.next().map(|attribute| self.voice.value(&attribute.value)).unwrap_or_default()
        };
        shown
            .chain(fields)
            .map(|name| {
                let field = format!("field.{name}");
                let typed = self.typed.0.contains_key(&field);
                Field {
                    label: self.voice.word("field", &name),
                    kind: Kind::Line("text"),
                    help: String::new(),
                    required: false,
                    value: if typed { self.typed.text(&field).to_owned() } else { known(&name) },
                    wrong: None,
                    name: field,
                }
            })
            .collect()
    }

    /// The present minute in the reader's zone, as a field of a form takes it.
    pub(super) fn minute(&self) -> String {
        self.zone.to_datetime(self.now.to_jiff()).strftime("%Y-%m-%dT%H:%M").to_string()
    }
}
