//! Which forms look as if no person sent them, each with the one reason that says so: such are held, never dropped.

use std::fmt;

use entente_connect::segment::{Side, class};
use entente_core::agreement::model::SignalClass;
use entente_core::time::Span;

/// How long a person needs at least.
pub(super) const AGE_MIN: Span = Span::SECOND.times(2);
/// So many may come from one place within a few minutes: a booth at a fair may send one after the other.
const CROWD_MAX: u32 = 10;
/// So many links may stand in an answer to a free question.
const LINKS_MAX: usize = 2;

/// What is known of how a form was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signs<'a> {
    /// What stands in the field that people do not see.
    pub trap: &'a str,
    /// How long the form was open; none where it came filled in and was only looked at again.
    pub open: Option<Span>,
    /// The browser, as it calls itself.
    pub agent: &'a str,
    /// What the browser says it fetches for.
    pub purpose: &'a str,
    /// Whether the page it was sent from is one the form does not name.
    pub is_foreign: bool,
    /// How many forms came from the same place within a few minutes.
    pub crowd: u32,
    /// Short answers: names, numbers, places.
    pub short: &'a [&'a str],
    /// The answer to a free question.
    pub free: &'a str,
}

/// Why a form looks as if no person sent it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suspicion {
    /// A field that people do not see was filled in.
    Trap,
    /// It was sent sooner than a person can.
    Fast,
    /// A program sent it that says so itself.
    Program(&'static str),
    /// Many came from one place.
    Crowd,
    /// It was sent from a page that the form does not name.
    Foreign,
    /// Links stand where people write none, or many where they write few.
    Links,
}

impl Suspicion {
    /// Its word: a message has its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Suspicion::Trap => "trap",
            Suspicion::Fast => "fast",
            Suspicion::Program(_) => "program",
            Suspicion::Crowd => "crowd",
            Suspicion::Foreign => "foreign",
            Suspicion::Links => "links",
        }
    }
}

/// Its word, and what it rests on.
impl fmt::Display for Suspicion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Suspicion::Program(evidence) => write!(f, "program {evidence}"),
            other => f.write_str(other.as_str()),
        }
    }
}

/// The first reason to hold it, the surest first; none where it looks like a person's.
#[must_use]
pub fn suspicion(signs: &Signs<'_>) -> Option<Suspicion> {
    let verdict = class::judge(signs.agent, signs.purpose, Side::Browser, true);
    let program = match verdict.class {
        SignalClass::Human => None,
        _ => Some(Suspicion::Program(verdict.evidence.unwrap_or("agent:unknown"))),
    };
    let is_linked = signs.short.iter().any(|text| links(text) > 0) || links(signs.free) > LINKS_MAX;
    let is = |holds: bool, suspicion| holds.then_some(suspicion);
    is(!signs.trap.trim().is_empty(), Suspicion::Trap)
        .or(is(signs.open.is_some_and(|open| open < AGE_MIN), Suspicion::Fast))
        .or(program)
        .or(is(signs.is_foreign, Suspicion::Foreign))
        .or(is(is_linked, Suspicion::Links))
        .or(is(signs.crowd >= CROWD_MAX, Suspicion::Crowd))
}

/// How many links stand in a text; markup of links counts as too many.
fn links(text: &str) -> usize {
    let text = text.to_lowercase();
    if ["[url", "<a ", "[link", "href="].iter().any(|mark| text.contains(mark)) {
        return LINKS_MAX + 1;
    }
    let bare = text.replace("://www.", "://");
    bare.matches("http://").count() + bare.matches("https://").count() + bare.matches("www.").count()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use expect_test::expect;

    use super::*;

    const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    const PERSON: Signs<'static> = Signs {
        trap: "",
        open: Some(Span::SECOND.times(20)),
        agent: FIREFOX,
        purpose: "",
        is_foreign: false,
        crowd: 1,
        short: &["Ines Vogt", "Kessler Fulfilment"],
        free: "Can it carry 30 kg? We have https://kessler.example/halls.pdf.",
    };

    #[test]
    fn each_kind_of_sending_and_what_is_made_of_it() {
        let cases: &[(&str, Signs<'_>)] = &[
            ("a person", PERSON),
            ("a person who looked again at what came filled in", Signs { open: None, ..PERSON }),
            ("exactly two seconds", Signs { open: Some(AGE_MIN), ..PERSON }),
            ("a moment sooner", Signs { open: Some(Span::from_micros(1_999_999)), ..PERSON }),
            ("the field nobody sees", Signs { trap: "+1 555", open: Some(Span::ZERO), ..PERSON }),
            ("only space in it", Signs { trap: " ", ..PERSON }),
            ("curl", Signs { agent: "curl/8.5.0", ..PERSON }),
            ("no agent at all", Signs { agent: "", ..PERSON }),
            ("a crawler", Signs { agent: "Mozilla/5.0 (compatible; Googlebot/2.1)", ..PERSON }),
            ("a mail scanner", Signs { agent: "Mozilla/5.0 Barracuda Sentinel", ..PERSON }),
            ("fetched ahead", Signs { purpose: "prefetch", ..PERSON }),
            ("a page the form does not name", Signs { is_foreign: true, ..PERSON }),
            ("a link for a name", Signs { short: &["Win now www.x.example"], ..PERSON }),
            ("two links in an answer", Signs { free: "see https://www.a.example and www.b.example", ..PERSON }),
            ("three links", Signs { free: "https://a.example http://b.example www.c.example", ..PERSON }),
            ("markup of a link", Signs { free: "<A HREF=x>y</a>", ..PERSON }),
            ("the ninth from one place", Signs { crowd: 9, ..PERSON }),
            ("the tenth", Signs { crowd: 10, ..PERSON }),
        ];
        let mut said = String::new();
        for (name, signs) in cases {
            let why = suspicion(signs).map_or_else(|| "kept".to_owned(), |why| format!("held: {why}"));
            let _ = writeln!(said, "{name:<50} {why}");
        }
        expect![[r#"
            a person                                           kept
            a person who looked again at what came filled in   kept
            exactly two seconds                                kept
            a moment sooner                                    held: fast
            the field nobody sees                              held: trap
            only space in it                                   kept
            curl                                               held: program agent:curl
            no agent at all                                    held: program agent:unknown
            a crawler                                          held: program agent:bot
            a mail scanner                                     held: program agent:barracuda
            fetched ahead                                      held: program purpose:prefetch
            a page the form does not name                      held: foreign
            a link for a name                                  held: links
            two links in an answer                             kept
            three links                                        held: links
            markup of a link                                   held: links
            the ninth from one place                           kept
            the tenth                                          held: crowd
        "#]]
        .assert_eq(&said);
    }
}
