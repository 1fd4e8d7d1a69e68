//! Effects: what a decision does to the world. Each has a key under which it is carried out at most once.

use serde::{Deserialize, Serialize};

use crate::decision::{Concluded, Decision};
use crate::id::{Name, Seq};

/// One act on the world, to be carried out by a worker through the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// Under this key it is carried out at most once: the decision's place in the log and its number there.
    pub key: String,
    /// What is done.
    pub act: Act,
}

/// What is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// A person is told of a decision.
    NotifyPerson {
        /// Who, by handle or mail address.
        person: Name,
    },
    /// A mail of a nurture program is sent to the lead.
    SendMail {
        /// Which content.
        content: Name,
    },
}

/// The effects of a decision that stands at `seq` in the log, in a fixed order.
#[must_use]
pub fn effects(seq: Seq, decision: &Decision) -> Vec<Effect> {
    let notify = |person: &Name| Act::NotifyPerson { person: person.clone() };
    let acts: Vec<Act> = match &decision.what {
        Concluded::HandedOff { route, .. } | Concluded::Reassigned { route, .. } => {
            route.owner.iter().map(notify).collect()
        }
        Concluded::ClockStep { tell, .. } => tell.iter().map(notify).collect(),
        Concluded::MailDue { content, .. } => vec![Act::SendMail { content: content.clone() }],
        _ => Vec::new(),
    };
    acts.into_iter().enumerate().map(|(index, act)| Effect { key: format!("{}.{index}", seq.0), act }).collect()
}
