//! Small values that every section uses: named and ordered clauses, shares, periods.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Serialize, Serializer};

use crate::id::Name;
use crate::number::Decimal;

/// Clauses by name whose order means nothing: kept as written for reading, serialised as an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Named<T>(pub Vec<(Name, T)>);

/// Clauses by name whose order decides: serialised as a list of objects with an `id`.
#[derive(Debug, Clone, PartialEq)]
pub struct Ordered<T>(pub Vec<(Name, T)>);

macro_rules! clauses {
    ($kind:ident) => {
        impl<T> $kind<T> {
            /// The clause of this name.
            #[must_use]
            pub fn get(&self, name: &str) -> Option<&T> {
                self.0.iter().find(|(id, _)| id.as_str() == name).map(|(_, clause)| clause)
            }

            /// Where the clause of this name stands, from 0.
            #[must_use]
            pub fn position(&self, name: &str) -> Option<usize> {
                self.0.iter().position(|(id, _)| id.as_str() == name)
            }

            /// Names and clauses in the order written.
            pub fn iter(&self) -> std::slice::Iter<'_, (Name, T)> {
                self.0.iter()
            }

            /// The names in the order written.
            pub fn names(&self) -> impl Iterator<Item = &str> {
                self.0.iter().map(|(id, _)| id.as_str())
            }

            /// How many clauses there are.
            #[must_use]
            pub fn len(&self) -> usize {
                self.0.len()
            }

            /// Whether there is no clause.
            #[must_use]
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }
        }

        impl<T> Default for $kind<T> {
            fn default() -> Self {
                $kind(Vec::new())
            }
        }

        impl<'a, T> IntoIterator for &'a $kind<T> {
            type Item = &'a (Name, T);
            type IntoIter = std::slice::Iter<'a, (Name, T)>;
            fn into_iter(self) -> Self::IntoIter {
                self.0.iter()
            }
        }
    };
}
clauses!(Named);
clauses!(Ordered);

impl<T: Serialize> Serialize for Named<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, clause) in &self.0 {
            map.serialize_entry(name, clause)?;
        }
        map.end()
    }
}

impl<T: Serialize> Serialize for Ordered<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Item<'a, T> {
            id: &'a Name,
            #[serde(flatten)]
            clause: &'a T,
        }
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for (id, clause) in &self.0 {
            list.serialize_element(&Item { id, clause })?;
        }
        list.end()
    }
}

/// A part of a whole, in millionths: `5%` is 50,000. May pass 100 % where a clause allows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(pub Decimal);

/// `5%`, `2.5%`.
impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}%", Decimal::from_millionths(self.0.as_millionths().saturating_mul(100)))
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The period in which something is counted, in the agreement's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Per {
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// January, April, July or October and the two months after.
    Quarter,
    /// A calendar year.
    Year,
}
