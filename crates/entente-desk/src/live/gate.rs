//! Where those wait who tell facts while the disk is busy with what others told: one of them writes for all.

use std::collections::VecDeque;
use std::sync::{Mutex, mpsc};

use entente_core::fact::NewFact;
use entente_core::time::Instant;
use entente_store::Error as StoreError;

use super::{Acted, lock};
use crate::Error;

#[cfg(test)]
mod tests;

/// The most facts that wait; who comes with more is told to come again.
pub const WAITING_MAX: usize = 50_000;
/// The most facts that are committed together, so that nobody waits long behind others; one ask is never cut.
const GROUP_FACTS_MAX: usize = 4_000;

/// What somebody tells, and the way back to them.
pub(super) struct Ask {
    pub(super) now: Instant,
    pub(super) facts: Vec<NewFact>,
    /// Whether what follows may be seen on lists a moment later.
    pub(super) may_wait: bool,
    pub(super) reply: mpsc::SyncSender<Message>,
}

/// What somebody who waits hears.
pub(super) enum Message {
    /// What came of what they told.
    Answer(Result<Acted, Error>),
    /// That they write now, for all who wait.
    Lead,
}

/// Those who wait, in the order they came.
#[derive(Default)]
pub(super) struct Gate(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    asks: VecDeque<Ask>,
    facts: usize,
    is_led: bool,
}

impl Gate {
    /// Lets somebody wait. Answers whether they lead.
    pub(super) fn join(&self, ask: Ask) -> Result<bool, Error> {
        let mut waiting = lock(&self.0);
        if !waiting.asks.is_empty() && waiting.facts + ask.facts.len() > WAITING_MAX {
            return Err(Error::Full);
        }
        waiting.facts += ask.facts.len();
        waiting.asks.push_back(ask);
        Ok(!std::mem::replace(&mut waiting.is_led, true))
    }

    /// Whether anybody waits.
    pub(super) fn is_busy(&self) -> bool {
        !lock(&self.0).asks.is_empty()
    }

    /// To be held by whoever leads: passes it on when dropped, also by a panic.
    pub(super) fn leading(&self) -> Leading<'_> {
        Leading(self)
    }

    /// The next group: at least one ask where any waits.
    pub(super) fn take(&self) -> Vec<Ask> {
        let mut waiting = lock(&self.0);
        let (mut group, mut facts) = (Vec::new(), 0);
        while let Some(ask) = waiting.asks.front() {
            if !group.is_empty() && facts + ask.facts.len() > GROUP_FACTS_MAX {
                break;
            }
            facts += ask.facts.len();
            group.extend(waiting.asks.pop_front());
        }
        waiting.facts -= facts;
        group
    }
}

/// Whoever leads.
pub(super) struct Leading<'a>(&'a Gate);

impl Drop for Leading<'_> {
    /// Somebody who still waits leads next; those who went away meanwhile are passed over.
    fn drop(&mut self) {
        let mut waiting = lock(&self.0.0);
        let is_next = waiting.asks.iter().any(|ask| ask.reply.try_send(Message::Lead).is_ok());
        waiting.is_led = is_next;
    }
}

/// Tells everybody of a group what came of it. Where it could not be written, nothing of any of them was.
pub(super) fn answer(replies: Vec<mpsc::SyncSender<Message>>, acted: Result<Vec<Acted>, Error>) {
    // Whoever asked may have gone; what was written stands all the same.
    let tell = |reply: mpsc::SyncSender<Message>, answer| drop(reply.send(Message::Answer(answer)));
    match acted {
        Ok(acted) => replies.into_iter().zip(acted).for_each(|(reply, acted)| tell(reply, Ok(acted))),
        Err(error) => {
            let why = error.to_string();
            let mut replies = replies.into_iter();
            if let Some(first) = replies.next() {
                tell(first, Err(error));
            }
            replies.for_each(|reply| tell(reply, Err(StoreError::NotCommitted(why.clone()).into())));
        }
    }
}
