//! Which leads a filter leaves: sets of numbers that meet, so that no card is read to know how many there are.

use entente_core::id::LeadId;

use crate::facet::FacetCount;
use crate::lead_set::LeadSet;
use crate::word::{self, Of};
use crate::{Error, Store};

/// What a list shows: all of it where nothing is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Every facet must have one of its values.
    pub facets: Vec<(String, Vec<String>)>,
    /// Every word of it must start a word of the name, mail address or company.
    pub words: String,
}

/// The leads that a filter left when it was asked.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// By facet that is asked for: the leads that have one of its values.
    by_facet: Vec<(String, LeadSet)>,
    /// The leads that the words find; none where there are no words.
    called: Option<LeadSet>,
    /// What all of these leave; none: all leads there are.
    pub(crate) set: Option<LeadSet>,
    /// Whether the words are so common that not all they find was looked at.
    pub is_cut: bool,
}

/// Up to so many cards are read to see whether they have a word that is too common to look up.
const READ_MAX: usize = 500;

impl Store {
    /// Finds the leads that a filter leaves.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn find(&self, filter: &Filter) -> Result<Found, Error> {
        let mut found = Found::default();
        for (facet, values) in &filter.facets {
            found.by_facet.push((facet.clone(), self.facet_set(facet, values)?));
        }
        let facets = found.without("");
        (found.called, found.is_cut) = self.called(&filter.words, facets.as_ref())?;
        found.set = found.without("");
        Ok(found)
    }

    /// How many of these leads have each value of some facets, most first. A facet that the filter itself asks for is
    /// counted as if it did not, so that its other values can be added.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn counts_in(&self, found: &Found, facets: &[&str]) -> Result<Vec<Vec<FacetCount>>, Error> {
        let mut counts = Vec::with_capacity(facets.len());
        for facet in facets {
            let is_asked = found.by_facet.iter().any(|(asked, _)| asked == facet);
            counts.push(if is_asked {
                self.facet_values(facet, found.without(facet).as_ref())?
            } else {
                self.facet_values(facet, found.set.as_ref())?
            });
        }
        Ok(counts)
    }

    /// [`Store::counts_in`] of the leads that a filter leaves.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn facet_counts(&self, filter: &Filter, facets: &[&str]) -> Result<Vec<Vec<FacetCount>>, Error> {
        self.counts_in(&self.find(filter)?, facets)
    }

    /// The leads that have a word starting with each word of a text, and whether there may be more; none where the text
    /// has no word. Words that are too common to look up are looked for among the others' finds, within `facets`.
    fn called(&self, text: &str, facets: Option<&LeadSet>) -> Result<(Option<LeadSet>, bool), Error> {
        let mut set: Option<LeadSet> = None;
        let mut broad: Vec<(String, LeadSet)> = Vec::new();
        for start in word::words([text]) {
            let (has, is_cut) = self.cards_starting(&start)?;
            match &mut set {
                _ if is_cut => broad.push((start, has)),
                Some(set) => set.meet(&has),
                None => set = Some(has),
            }
        }
        if broad.is_empty() {
            return Ok((set, false));
        }
        let is_sampled = set.is_none();
        let mut candidates = match set {
            Some(set) => set,
            None => std::mem::take(&mut broad[0].1),
        };
        if let Some(facets) = facets {
            candidates.meet(facets);
        }
        // A single common word needs no reading: what was found has it.
        if is_sampled && broad.len() == 1 {
            return Ok((Some(candidates), true));
        }
        let starts: Vec<&str> = broad.iter().map(|(start, _)| start.as_str()).collect();
        let is_cut = is_sampled || candidates.len() > READ_MAX as u64;
        let mut kept = LeadSet::default();
        for lead in candidates.newest_below(LeadId(u64::MAX)).take(READ_MAX) {
            let Some(card) = self.card(lead)? else { continue };
            let words = word::words([&card.name, &card.mail, &card.company].into_iter().flatten().map(String::as_str));
            if starts.iter().all(|start| words.iter().any(|word| word.starts_with(start))) {
                kept.insert(lead);
            }
        }
        Ok((Some(kept), is_cut))
    }

    /// The leads that have a word starting so, and whether there are more than were read.
    fn cards_starting(&self, start: &str) -> Result<(LeadSet, bool), Error> {
        let mut set = LeadSet::default();
        let is_cut = self.starting(Of::Cards, start, |id| set.insert(LeadId(id)))?;
        Ok((set, is_cut))
    }
}

impl Found {
    /// What all but one facet leave; none where nothing else is asked.
    fn without(&self, facet: &str) -> Option<LeadSet> {
        let sets = self.by_facet.iter().filter(|(asked, _)| asked != facet).map(|(_, set)| set);
        let mut sets = sets.chain(&self.called);
        let mut left = sets.next()?.clone();
        sets.for_each(|set| left.meet(set));
        Some(left)
    }
}
