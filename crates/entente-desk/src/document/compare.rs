//! A text read beside the one it is to replace: every clause in its place, and in each what a change takes out and puts in.

use std::collections::BTreeMap;

use entente_core::agreement::model::Agreement;
use entente_core::agreement::say::{Spoken, say};
use entente_core::id::ClauseId;
use entente_core::lang::Lang;

use super::{Run, RunKind, marked, redlined};

/// A section as it is read beside the one before.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedSection {
    /// `1` to `11`; `A` for the annex.
    pub number: String,
    /// Its heading.
    pub title: String,
    /// Its clauses; dropped ones last.
    pub clauses: Vec<ComparedClause>,
}

/// A clause as it is read beside the one before.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedClause {
    /// Its path.
    pub id: ClauseId,
    /// Its number; of a dropped one the number it had.
    pub number: String,
    /// Its name in words.
    pub title: String,
    /// What it says.
    pub runs: Vec<Run>,
    /// Whether it says another thing than before, is new or is dropped.
    pub is_changed: bool,
}

impl ComparedSection {
    /// Whether anything in it is changed.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.clauses.iter().any(|clause| clause.is_changed)
    }
}

/// All sections of an agreement, beside the one it is to replace. Where there is none, nothing is a change.
#[must_use]
pub fn compare(before: Option<&Agreement>, after: &Agreement, lang: Lang) -> Vec<ComparedSection> {
    let old = before.map(|before| say(before, lang));
    let mut dropped: BTreeMap<ClauseId, (String, Spoken)> = BTreeMap::new();
    for section in old.iter().flat_map(|document| &document.sections) {
        dropped.extend(section.clauses.iter().map(|own| (own.id.clone(), (section.number.clone(), own.clone()))));
    }
    let mut sections = Vec::new();
    for section in say(after, lang).sections {
        let clauses = section.clauses.into_iter().map(|spoken| {
            let was = dropped.remove(&spoken.id).map(|(_, was)| was.text);
            compared(spoken, was.as_deref(), old.is_some())
        });
        sections.push(ComparedSection { number: section.number, title: section.title, clauses: clauses.collect() });
    }
    for (number, spoken) in dropped.into_values() {
        let runs = vec![Run { kind: RunKind::Out, text: spoken.text }];
        let clause =
            ComparedClause { id: spoken.id, number: spoken.number, title: spoken.title, runs, is_changed: true };
        if let Some(section) = sections.iter_mut().find(|section| section.number == number) {
            section.clauses.push(clause);
        } else {
            let title = old.iter().flat_map(|old| &old.sections).find(|section| section.number == number);
            let title = title.map(|section| section.title.clone()).unwrap_or_default();
            sections.push(ComparedSection { number, title, clauses: vec![clause] });
        }
    }
    sections
}

fn compared(spoken: Spoken, was: Option<&str>, has_before: bool) -> ComparedClause {
    let is_changed = has_before && was != Some(spoken.text.as_str());
    let runs = if is_changed { redlined(was.unwrap_or_default(), &spoken.text) } else { marked(&spoken.text) };
    ComparedClause { id: spoken.id, number: spoken.number, title: spoken.title, runs, is_changed }
}

#[cfg(test)]
mod tests {
    use entente_core::agreement::read::read;

    use super::*;
    use crate::draft::{Answers, to_yaml};

    #[test]
    fn what_is_changed_new_and_dropped_stands_in_its_section() {
        let first = to_yaml(&Answers::default());
        let agreement = |text: &str| read(text).agreement.unwrap();
        let second = first
            .replace("at_least: 40\n", "at_least: 60\n")
            .replace("40 qualified leads", "60 qualified leads")
            .replace("  careers_viewed", "  jobs_viewed");
        let told = |before: Option<&str>| {
            let before = before.map(agreement);
            let sections = compare(before.as_ref(), &agreement(&second), Lang::En);
            let changed = sections.iter().flat_map(|section| &section.clauses).filter(|clause| clause.is_changed);
            changed.map(|clause| clause.id.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(told(None), Vec::<String>::new());
        assert_eq!(told(Some(&second)), Vec::<String>::new());
        assert_eq!(told(Some(&first)), ["signals.jobs_viewed", "signals.careers_viewed", "sla.marketing.volume"]);
    }
}
