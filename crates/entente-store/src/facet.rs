//! Facets: by which words lists are filtered, how many cards have each, and which cards those are.

use std::collections::{BTreeMap, HashMap, HashSet};

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
    /// Looks up the numbers of facet values; one that was never used gets the next.
    pub(crate) fn look_up<'a>(
        &mut self,
        tx: &Tx<'_>,
        values: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Result<(), Error> {
        let mut seen = HashSet::new();
        let asked: Vec<(&str, &str)> =
            values.filter(|value| self.id_of(*value).is_none() && seen.insert(*value)).collect();
        self.find(tx, &asked)?;
        let new: Vec<(&str, &str)> = asked.into_iter().filter(|value| self.id_of(*value).is_none()).collect();
        tx.execute_many(INSERT, &new)?;
        self.find(tx, &new)
    }

    fn find(&mut self, tx: &Tx<'_>, values: &[(&str, &str)]) -> Result<(), Error> {
        tx.database.visit_rows(FIND, values, |row| {
            self.ids.entry(row.get(1)?).or_default().insert(row.get(2)?, row.get(0)?);
            Ok(true)
        })
    }

    /// The number of a facet value that was looked up.
    pub(crate) fn id_of(&self, (name, value): (&str, &str)) -> Option<i64> {
        self.ids.get(name).and_then(|values| values.get(value)).copied()
    }

    /// Notes that a lead gets a facet value, or loses it.
    pub(crate) fn note(&mut self, id: i64, lead: LeadId, gets: bool) {
        self.leads.entry((id, part_of(lead))).or_default().insert(lead, gets);
    }

    /// Writes all that was noted.
    pub(crate) fn write(self, tx: &Tx<'_>) -> Result<(), Error> {
        let rows: Vec<i64> = self.leads.keys().map(|(id, part)| id * PARTS_MAX + *part as i64).collect();
        let mut kept: HashMap<i64, Vec<u8>> = HashMap::with_capacity(rows.len());
        tx.database.visit_many(PART, &[], &rows, |row| {
            kept.insert(row.get(0)?, row.get(1)?);
            Ok(true)
        })?;
        let (mut put, mut drop, mut more) = (Vec::new(), Vec::new(), BTreeMap::<i64, i64>::new());
        for (((id, part), changes), row) in self.leads.into_iter().zip(rows) {
            let mut set = LeadSet::default();
            if let Some(bytes) = kept.get(&row) {
                set.join_part(part, bytes);
            }
            let before = set.len() as i64;
            for (lead, gets) in changes {
                if gets { set.insert(lead) } else { set.remove(lead) }
            }
            *more.entry(id).or_default() += set.len() as i64 - before;
            match set.part(part) {
                Some(bytes) => put.push((row, bytes)),
                None => drop.push([row]),
            }
        }
        tx.execute_many(PUT_PART, &put.iter().map(|(row, bytes)| (*row, bytes)).collect::<Vec<_>>())?;
        tx.execute_many(DROP_PART, &drop)?;
        tx.execute_many(ADD, &more.into_iter().map(|(id, more)| (more, id)).collect::<Vec<_>>())
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
