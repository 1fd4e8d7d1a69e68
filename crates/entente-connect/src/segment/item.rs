//! One item of a request as it was sent: the fields we read, every other left out.

use serde::Deserialize;

use super::Fault;
use super::context::Context;
use super::flat::Flat;
use super::lenient::Lenient;
use super::text::Text;

/// A call of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Call {
    /// Says who somebody is.
    Identify,
    /// Somebody did something.
    Track,
    /// Somebody viewed a page.
    Page,
    /// Somebody viewed a screen of an app.
    Screen,
    /// Somebody belongs to a company.
    Group,
    /// Two ids are one person.
    Alias,
    /// Two keys are one person (RudderStack).
    Merge,
}

impl Call {
    const ALL: [(&'static str, Call); 7] = [
        ("identify", Call::Identify),
        ("track", Call::Track),
        ("page", Call::Page),
        ("screen", Call::Screen),
        ("group", Call::Group),
        ("alias", Call::Alias),
        ("merge", Call::Merge),
    ];

    /// The call of this name: `track`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Call> {
        Call::ALL.into_iter().find(|(name, _)| *name == word).map(|(_, call)| call)
    }

    /// The call that an address ends in, by its name or its first letter: `track`, `t`. None for batches.
    #[must_use]
    pub fn from_path(end: &str) -> Option<Call> {
        let is_short = |name: &str| end.len() == 1 && name.starts_with(end) && name != "merge";
        Call::ALL.into_iter().find(|(name, _)| *name == end || is_short(name)).map(|(_, call)| call)
    }

    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Call::ALL.into_iter().find(|(_, call)| *call == self).map_or("", |(name, _)| name)
    }
}

/// An item whose call is known.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item<'a> {
    pub(super) call: Call,
    /// When the request says it was sent, where the item does not.
    pub(super) batch_sent: Option<&'a str>,
    pub(super) told: Told<'a>,
}

/// The fields of an item.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Told<'a> {
    #[serde(rename = "type", borrow)]
    call: Text<'a>,
    #[serde(borrow)]
    pub(super) message_id: Text<'a>,
    #[serde(borrow)]
    pub(super) anonymous_id: Text<'a>,
    #[serde(borrow)]
    pub(super) user_id: Text<'a>,
    #[serde(borrow)]
    pub(super) previous_id: Text<'a>,
    #[serde(borrow)]
    pub(super) group_id: Text<'a>,
    #[serde(borrow)]
    pub(super) event: Text<'a>,
    #[serde(borrow)]
    pub(super) name: Text<'a>,
    #[serde(borrow)]
    pub(super) category: Text<'a>,
    #[serde(borrow)]
    pub(super) timestamp: Text<'a>,
    #[serde(borrow)]
    pub(super) original_timestamp: Text<'a>,
    #[serde(borrow)]
    pub(super) sent_at: Text<'a>,
    pub(super) properties: Flat,
    pub(super) traits: Flat,
    #[serde(borrow)]
    pub(super) context: Lenient<Context<'a>>,
    pub(super) merge_properties: Vec<Merged>,
}

/// One of the keys that a merge joins.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(super) struct Merged {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) value: String,
}

impl<'a> Item<'a> {
    /// Reads the JSON of an item.
    pub(super) fn read(raw: &'a str, call: Option<Call>, sent: Option<&'a str>) -> Result<Item<'a>, Fault> {
        if !raw.starts_with('{') {
            return Err(Fault::Unreadable("it is another kind of value".to_owned()));
        }
        let told: Told<'a> = serde_json::from_str(raw).map_err(|error| Fault::Unreadable(shown(&error)))?;
        let call = match (&told.call, call) {
            (Text::Said(word), _) => {
                Call::from_word(word).ok_or_else(|| Fault::Call(word.chars().take(40).collect()))?
            }
            (Text::Nothing, Some(call)) => call,
            (Text::Nothing, None) => return Err(Fault::Missing("type")),
            (Text::Other, _) => return Err(Fault::Kind("type", "text")),
        };
        for (name, flat) in [("properties", &told.properties), ("traits", &told.traits)] {
            match flat {
                Flat { is_other: true, .. } => return Err(Fault::Kind(name, "an object")),
                Flat { is_cut: true, .. } => return Err(Fault::Many(name)),
                Flat { .. } => {}
            }
        }
        Ok(Item { call, batch_sent: sent, told })
    }

    /// The traits of the person: RudderStack tells them in the context.
    pub(super) fn traits(&self) -> &Flat {
        if self.told.traits.values.is_empty() { &self.told.context.0.traits } else { &self.told.traits }
    }
}

/// What the JSON reader says, without what it read: that may be somebody's data.
fn shown(error: &serde_json::Error) -> String {
    match error.classify() {
        serde_json::error::Category::Data => "a field is of the wrong kind or told twice".to_owned(),
        _ => format!("it ends or goes wrong at character {}", error.column()),
    }
}
