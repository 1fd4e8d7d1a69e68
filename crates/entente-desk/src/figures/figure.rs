//! A figure as the question it answers, in an address: whoever opens it gets the leads behind the number, now or next year.

use std::fmt;
use std::str::FromStr;

use entente_core::id::ClauseId;
use entente_history::report::Outcome;

use super::Dates;

/// A number of a page, as a question about leads. Its text is safe in an address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figure {
    /// The leads of a part of a promise.
    Promise {
        /// Its clause.
        clause: ClauseId,
        /// Which of them.
        part: Part,
        /// In which period.
        dates: Dates,
        /// Of which buyer; all where none.
        buyer: Option<String>,
    },
    /// The clocks of a promise that one person held when they ended, or holds.
    Held {
        /// Its clause.
        clause: ClauseId,
        /// By whom.
        owner: String,
        /// In which period.
        dates: Dates,
    },
    /// The leads created in a period that reached a stage, or all of them.
    Reached {
        /// The stage; all leads where none.
        stage: Option<String>,
        /// When they were created.
        dates: Dates,
        /// Of which buyer.
        buyer: Option<String>,
    },
    /// The leads that sales rejected.
    Rejected {
        /// For this reason; `-` for those without one, all where none.
        reason: Option<String>,
        /// From this source; `-` where it is not known, all where none.
        source: Option<String>,
        /// Qualified last by this rule; `-` where by none, all where none.
        rule: Option<String>,
        /// When.
        dates: Dates,
        /// Of which buyer.
        buyer: Option<String>,
    },
    /// The leads that a metric of the agreement was counted from.
    Metric {
        /// Its name.
        metric: String,
        /// In which period.
        dates: Dates,
    },
    /// The leads sales has in hand that nobody touched yet.
    Untouched {
        /// Held by this person; all where none.
        owner: Option<String>,
    },
    /// The leads nobody could be found for, by the reason; those without an owner for no such reason where none.
    Stuck {
        /// The reason's word.
        reason: Option<String>,
    },
    /// The leads that a team's turn gave to a member.
    Given {
        /// Which team.
        team: String,
        /// Which member; all where none.
        member: Option<String>,
        /// When.
        dates: Dates,
    },
}

/// Which leads of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Those that count now: all that came less what was taken back; of a share, the part.
    Counted,
    /// All that came.
    Gross,
    /// What was taken back.
    TakenBack,
    /// What may still be taken back.
    Pending,
    /// Of a share: the whole that was judged.
    Judged,
    /// Of a share: the whole without the part.
    Rest,
    /// Too young to be judged.
    Young,
    /// The agreement's question about them cannot be answered.
    CannotTell,
    /// Clocks that stand so.
    Clock(Outcome),
    /// Clocks that were judged.
    Started,
    /// Clocks that were not met in time.
    Late,
    /// Clocks that were late and waived.
    Waived,
}

const PARTS: [(Part, &str); 18] = [
    (Part::Counted, "counted"),
    (Part::Gross, "gross"),
    (Part::TakenBack, "taken-back"),
    (Part::Pending, "pending"),
    (Part::Judged, "judged"),
    (Part::Rest, "rest"),
    (Part::Young, "young"),
    (Part::CannotTell, "unknown"),
    (Part::Started, "started"),
    (Part::Late, "late"),
    (Part::Waived, "waived"),
    (Part::Clock(Outcome::Met), "met"),
    (Part::Clock(Outcome::MetLate), "met-late"),
    (Part::Clock(Outcome::Missed), "missed"),
    (Part::Clock(Outcome::Overdue), "overdue"),
    (Part::Clock(Outcome::Running), "running"),
    (Part::Clock(Outcome::Cancelled), "cancelled"),
    (Part::Clock(Outcome::CannotTell), "cannot-tell"),
];

impl Part {
    /// Its word, in addresses and as a page's key.
    #[must_use]
    pub fn word(self) -> &'static str {
        PARTS.iter().find(|(part, _)| *part == self).map_or("counted", |(_, word)| word)
    }

    fn from_word(word: &str) -> Option<Part> {
        PARTS.iter().find(|(_, known)| *known == word).map(|(part, _)| *part)
    }
}

/// What separates the parts of an address; it is escaped inside them.
const BETWEEN: char = '~';

impl Figure {
    /// The kind of question, as a page's key.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Figure::Promise { .. } => "promise",
            Figure::Held { .. } => "held",
            Figure::Reached { .. } => "reached",
            Figure::Rejected { .. } => "rejected",
            Figure::Metric { .. } => "metric",
            Figure::Untouched { .. } => "untouched",
            Figure::Stuck { .. } => "stuck",
            Figure::Given { .. } => "given",
        }
    }

    /// The parts of its address behind the kind.
    fn parts(&self) -> Vec<String> {
        let or_all = |text: &Option<String>| text.clone().unwrap_or_default();
        match self {
            Figure::Promise { clause, part, dates, buyer } => {
                vec![clause.0.clone(), part.word().to_owned(), dates.to_string(), or_all(buyer)]
            }
            Figure::Held { clause, owner, dates } => vec![clause.0.clone(), owner.clone(), dates.to_string()],
            Figure::Reached { stage, dates, buyer } => vec![or_all(stage), dates.to_string(), or_all(buyer)],
            Figure::Rejected { reason, source, rule, dates, buyer } => {
                vec![or_all(reason), or_all(source), or_all(rule), dates.to_string(), or_all(buyer)]
            }
            Figure::Metric { metric, dates } => vec![metric.clone(), dates.to_string()],
            Figure::Untouched { owner } => vec![or_all(owner)],
            Figure::Stuck { reason } => vec![or_all(reason)],
            Figure::Given { team, member, dates } => vec![team.clone(), or_all(member), dates.to_string()],
        }
    }
}

/// `promise~sla.sales.touch~late~2026-11-01..2026-12-01~`.
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind())?;
        self.parts().iter().try_for_each(|part| write!(f, "{BETWEEN}{}", escaped(part)))
    }
}

impl FromStr for Figure {
    type Err = ();
    fn from_str(text: &str) -> Result<Figure, ()> {
        let mut parts = text.split(BETWEEN);
        let kind = parts.next().ok_or(())?;
        let parts: Vec<String> = parts.map(unescaped).collect::<Option<_>>().ok_or(())?;
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        Ok(match (kind, parts.as_slice()) {
            ("promise", [clause, part, dates, buyer]) => Figure::Promise {
                clause: ClauseId((*clause).to_owned()),
                part: Part::from_word(part).ok_or(())?,
                dates: dates.parse()?,
                buyer: some(buyer),
            },
            ("held", [clause, owner, dates]) => {
                let clause = ClauseId((*clause).to_owned());
                Figure::Held { clause, owner: (*owner).to_owned(), dates: dates.parse()? }
            }
            ("reached", [stage, dates, buyer]) => {
                Figure::Reached { stage: some(stage), dates: dates.parse()?, buyer: some(buyer) }
            }
            ("rejected", [reason, source, rule, dates, buyer]) => Figure::Rejected {
                reason: some(reason),
                source: some(source),
                rule: some(rule),
                dates: dates.parse()?,
                buyer: some(buyer),
            },
            ("metric", [metric, dates]) => Figure::Metric { metric: (*metric).to_owned(), dates: dates.parse()? },
            ("untouched", [owner]) => Figure::Untouched { owner: some(owner) },
            ("stuck", [reason]) => Figure::Stuck { reason: some(reason) },
            ("given", [team, member, dates]) => {
                Figure::Given { team: (*team).to_owned(), member: some(member), dates: dates.parse()? }
            }
            _ => return Err(()),
        })
    }
}

/// A part as it may stand in an address: letters, digits and `-_.` as they are, all else as `=` and hexadecimal digits.
/// Not `%`: servers and browsers take that apart on the way.
fn escaped(part: &str) -> String {
    let mut text = String::with_capacity(part.len());
    for byte in part.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => text.push(char::from(byte)),
            other => text += &format!("={other:02X}"),
        }
    }
    text
}

fn unescaped(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'=' => {
                let digits = [rest.next()?, rest.next()?];
                let digits = std::str::from_utf8(&digits).ok()?;
                bytes.push(u8::from_str_radix(digits, 16).ok()?);
            }
            other => bytes.push(other),
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use entente_core::id::ClauseId;
    use proptest::prelude::*;

    use super::{Figure, PARTS, Part};

    #[test]
    fn every_part_has_a_word_of_its_own() {
        for (part, word) in PARTS {
            assert_eq!(Part::from_word(word), Some(part));
            assert_eq!(part.word(), word);
        }
    }

    #[test]
    fn what_is_no_question_is_refused() {
        for text in
            ["", "promise", "promise~a~b~c~d", "rejected~~~~~", "stuck~a~b", "held~=ZZ~x~2026-01-01..2026-02-01"]
        {
            assert_eq!(text.parse::<Figure>(), Err(()), "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_address_means_what_it_was_made_from(clause in "[a-z.]{1,9}", text in ".{0,9}", place in 0..PARTS.len()) {
            let dates = "2026-01-01..2026-02-01".parse().unwrap();
            let some = (!text.is_empty()).then(|| text.clone());
            let clause = ClauseId(clause);
            for figure in [
                Figure::Promise { clause: clause.clone(), part: PARTS[place].0, dates, buyer: some.clone() },
                Figure::Held { clause, owner: text.clone(), dates },
                Figure::Reached { stage: some.clone(), dates, buyer: None },
                Figure::Rejected { reason: some.clone(), source: None, rule: some.clone(), dates, buyer: some.clone() },
                Figure::Metric { metric: text.clone(), dates },
                Figure::Untouched { owner: some.clone() },
                Figure::Stuck { reason: some.clone() },
                Figure::Given { team: text.clone(), member: some.clone(), dates },
            ] {
                let address = figure.to_string();
                prop_assert!(address.is_ascii() && !address.contains(['/', '?', '#', '&', ' ']), "{}", address);
                prop_assert_eq!(address.parse(), Ok(figure));
            }
        }
    }
}
