//! Facets: by which words lists are filtered, how many cards have each, and which cards those are.

use std::collections::{BTreeMap, HashMap};

use crate::database::{Value, params};
use entente_core::id::LeadId;

use crate::lead_set::{LeadSet, part_of};
use crate::sql::statements;
use crate::{Error, Store, Tx};

statements! { "facet.sql":
    FIND = "find", INSERT = "insert", ADD = "add", VALUES = "values", PART = "part", PARTS = "parts",
    PUT_PART = "put_part", DROP_PART = "drop_part",
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCount {
    /// The value: a stage, an owner, a word of a field.
    pub value: String,
    /// How many cards have it.
    pub count: u64,
}

/// Part numbers of one facet value lie together.
const PARTS_MAX: i64 = 1 << 32;

/// What a batch of cards changes, gathered so that each part is read and written once.
#[derive(Default)]
pub(crate) struct Changes {
    ids: HashMap<String, HashMap<String, i64>>,
    /// By facet value and part: which leads get it (true) or lose it.
    leads: BTreeMap<(i64, u64), BTreeMap<LeadId, bool>>,
}

impl Changes {
    /// The number of a facet value, new where it was never used.
    pub(crate) fn id_of(&mut self, tx: &Tx<'_>, (name, value): (&str, &str)) -> Result<i64, Error> {
        if let Some(id) = self.ids.get(name).and_then(|values| values.get(value)) {
            return Ok(*id);
        }
        let find = || tx.first(FIND, params![name, value], |row| row.get::<i64>(0));
        let id = match find()? {
            Some(id) => id,
            None => {
                tx.execute(INSERT, params![name, value])?;
                find()?.unwrap_or_default()
            }
        };
        self.ids.entry(name.to_owned()).or_default().insert(value.to_owned(), id);
        Ok(id)
    }

    /// Notes that a lead gets a facet value, or loses it.
    pub(crate) fn note(&mut self, id: i64, lead: LeadId, gets: bool) {
        self.leads.entry((id, part_of(lead))).or_default().insert(lead, gets);
    }

    /// Writes all that was noted.
    pub(crate) fn write(self, tx: &Tx<'_>) -> Result<(), Error> {
        for ((id, part), changes) in self.leads {
            let row = id * PARTS_MAX + part as i64;
            let mut set = LeadSet::default();
            if let Some(bytes) = tx.first(PART, [row], |row| row.get::<Vec<u8>>(0))? {
                set.join_part(part, &bytes);
            }
            let before = set.len() as i64;
            for (lead, gets) in changes {
                if gets { set.insert(lead) } else { set.remove(lead) }
            }
            match set.part(part) {
                Some(bytes) => tx.execute(PUT_PART, params![row, bytes])?,
                None => tx.execute(DROP_PART, [row])?,
            };
            tx.execute(ADD, params![set.len() as i64 - before, id])?;
        }
        Ok(())
    }
}

impl Store {
    /// The leads that have any of these values of a facet.
    pub(crate) fn facet_set(&self, facet: &str, values: &[String]) -> Result<LeadSet, Error> {
        let mut set = LeadSet::default();
        for value in values {
            if let Some(id) = self.first(FIND, params![facet, value], |row| row.get::<i64>(0))? {
                self.each_part(id, |part, bytes| set.join_part(part, bytes))?;
            }
        }
        Ok(set)
    }

    /// The values of a facet and how many cards have each; of those in `within` alone where one is given.
    /// Most frequent first, then by value.
    pub(crate) fn facet_values(&self, facet: &str, within: Option<&LeadSet>) -> Result<Vec<FacetCount>, Error> {
        let rows: Vec<(i64, String, i64)> =
            self.rows(VALUES, [facet], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let mut counts = Vec::with_capacity(rows.len());
        for (id, value, n) in rows {
            let mut count = n as u64;
            if let Some(set) = within {
                count = 0;
                self.each_part(id, |part, bytes| count += set.count_in_part(part, bytes))?;
            }
            counts.push(FacetCount { value, count });
        }
        counts.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.value.cmp(&other.value)));
        Ok(counts)
    }

    fn each_part(&self, id: i64, mut show: impl FnMut(u64, &[u8])) -> Result<(), Error> {
        let params = [id * PARTS_MAX, (id + 1) * PARTS_MAX - 1];
        self.database.visit(PARTS, params, |row| {
            let part = (row.get::<i64>(0)? - id * PARTS_MAX) as u64;
            if let Value::Blob(leads) = row.value(1)? {
                show(part, leads);
            }
            Ok(true)
        })
    }
}
