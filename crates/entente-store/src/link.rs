//! Which leads are one person, as the facts `Linked` and `Unlinked` say: a projection of the log.
//!
//! The last word on each pair stands, in `(known, seq)` order; a group is what the pairs that hold connect.

use std::collections::{BTreeSet, HashMap};

use crate::database::params;
use entente_core::id::{LeadId, Seq};
use entente_core::time::Instant;

use crate::sql::statements;
use crate::{Error, Store, Tx};

statements! { "link.sql":
    SAVE = "save", AROUND = "around", ROOT = "root", ROOTS = "roots", MEMBERS = "members", SET_ROOT = "set_root",
    DROP_ROOT = "drop_root", BETWEEN = "between", NAMED = "named",
}

impl Store {
    /// The lead whose number stands for all that are linked with this one; the lead itself where none are.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn root_of(&self, lead: LeadId) -> Result<LeadId, Error> {
        let root = self.first(ROOT, [lead.0 as i64], |row| Ok(LeadId(row.get::<i64>(0)? as u64)))?;
        Ok(root.unwrap_or(lead))
    }

    /// The lead and all that are linked with it, in ascending order.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn linked(&self, lead: LeadId) -> Result<Vec<LeadId>, Error> {
        // Everybody in a group has a row, the one whose number stands too; most leads are in none.
        match self.first(ROOT, [lead.0 as i64], |row| row.get::<i64>(0))? {
            Some(root) => self.rows(MEMBERS, [root], |row| Ok(LeadId(row.get::<i64>(0)? as u64))),
            None => Ok(vec![lead]),
        }
    }

    /// The groups of those of these leads that are in one: everybody who is one with them, themselves too.
    ///
    /// # Errors
    /// Only those of the database.
    pub(crate) fn groups(&self, leads: &[LeadId]) -> Result<HashMap<LeadId, Vec<LeadId>>, Error> {
        let roots = self.roots(leads)?;
        let mut ids: Vec<i64> = roots.iter().map(|(_, root)| root.0 as i64).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut members: HashMap<LeadId, Vec<LeadId>> = HashMap::with_capacity(ids.len());
        self.database.visit_many(MEMBERS, &[], &ids, |row| {
            let [lead, root] = [row.get::<i64>(0)?, row.get::<i64>(1)?].map(|id| LeadId(id as u64));
            members.entry(root).or_default().push(lead);
            Ok(true)
        })?;
        Ok(roots.into_iter().map(|(lead, root)| (lead, members.get(&root).cloned().unwrap_or_default())).collect())
    }

    /// The leads whose numbers stand for these, of those that are linked with others.
    pub(crate) fn roots(&self, leads: &[LeadId]) -> Result<Vec<(LeadId, LeadId)>, Error> {
        let ids: Vec<i64> = leads.iter().map(|lead| lead.0 as i64).collect();
        let mut roots = Vec::new();
        self.database.visit_many(ROOTS, &[], &ids, |row| {
            roots.push((LeadId(row.get::<i64>(0)? as u64), LeadId(row.get::<i64>(1)? as u64)));
            Ok(true)
        })?;
        Ok(roots)
    }

    /// The last word on whether these two are one person; none where nobody ever said. Links through a third are not
    /// asked.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn link_between(&self, lead: LeadId, other: LeadId) -> Result<Option<bool>, Error> {
        let pair = params![lead.min(other).0 as i64, lead.max(other).0 as i64];
        self.first(BETWEEN, pair, |row| row.get(0))
    }

    /// The leads that were ever said to be one with this one, whether or not that stands; in no order.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn ever_linked(&self, lead: LeadId) -> Result<Vec<LeadId>, Error> {
        self.rows(NAMED, [lead.0 as i64], |row| Ok(LeadId(row.get::<i64>(0)? as u64)))
    }

    /// The pairs around one lead that hold: the other lead, and the one whose number stays.
    fn pairs_around(&self, lead: LeadId) -> Result<Vec<(LeadId, LeadId)>, Error> {
        self.rows(AROUND, [lead.0 as i64], |row| {
            let id = |column| row.get::<i64>(column).map(|id| LeadId(id as u64));
            let (low, high, into) = (id(0)?, id(1)?, id(2)?);
            Ok((if low == lead { high } else { low }, into))
        })
    }

    /// All leads that pairs connect with `lead`, and the one whose number stays: the lowest that was never linked into
    /// another, or the lowest of all where each was.
    fn connected(&self, lead: LeadId) -> Result<(BTreeSet<LeadId>, LeadId), Error> {
        let mut seen = BTreeSet::from([lead]);
        let mut given_up = BTreeSet::new();
        let mut ahead = vec![lead];
        while let Some(next) = ahead.pop() {
            for (other, into) in self.pairs_around(next)? {
                given_up.insert(if into == next { other } else { next });
                if seen.insert(other) {
                    ahead.push(other);
                }
            }
        }
        let root = seen.difference(&given_up).next().or(seen.first()).copied().unwrap_or(lead);
        Ok((seen, root))
    }
}

/// Takes in that `lead` and `other` are one person, or are not after all; `other` is the one whose number stays.
pub(crate) fn heard(
    tx: &Tx<'_>,
    lead: LeadId,
    other: LeadId,
    holds: bool,
    known: Instant,
    seq: Seq,
) -> Result<(), Error> {
    if other == lead {
        return Ok(());
    }
    let (low, high) = (lead.min(other).0 as i64, lead.max(other).0 as i64);
    tx.execute(SAVE, params![low, high, other.0 as i64, known.as_micros(), seq.0 as i64, holds])?;
    regroup(tx, lead)?;
    regroup(tx, other)
}

/// Writes the group around `lead` anew; a lead that stands alone has no row.
fn regroup(tx: &Tx<'_>, lead: LeadId) -> Result<(), Error> {
    let (members, root) = tx.connected(lead)?;
    for member in &members {
        if members.len() == 1 {
            tx.execute(DROP_ROOT, [member.0 as i64])?;
        } else {
            tx.execute(SET_ROOT, params![member.0 as i64, root.0 as i64])?;
        }
    }
    Ok(())
}
