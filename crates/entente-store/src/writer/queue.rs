//! What waits to be written, by lane, and when a group of it is ready.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::{Lane, Limits, Request};
use crate::Error;

/// What waits, by lane.
#[derive(Default)]
struct Waiting {
    fast: VecDeque<Box<dyn Request>>,
    normal: VecDeque<Box<dyn Request>>,
    closed: bool,
}

/// The one queue between those who ask and the thread that writes.
#[derive(Default)]
pub(super) struct Queue {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a request, unless the queue is closed.
    pub(super) fn push(&self, lane: Lane, request: Box<dyn Request>) -> Result<(), Error> {
        let mut waiting = self.lock();
        if waiting.closed {
            return Err(Error::Closed);
        }
        match lane {
            Lane::Fast => waiting.fast.push_back(request),
            Lane::Normal => waiting.normal.push_back(request),
        }
        self.changed.notify_all();
        Ok(())
    }

    /// Takes no more requests; those that wait are still written.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    /// Waits for the next group; none when the queue is closed and empty.
    pub(super) fn next_group(&self, limits: Limits) -> Option<Vec<Box<dyn Request>>> {
        let most = limits.requests_max.max(1);
        let mut waiting = self.lock();
        while waiting.is_empty() && !waiting.closed {
            waiting = self.changed.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        let end = Instant::now() + limits.gather;
        while waiting.may_wait(most) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            waiting = self.changed.wait_timeout(waiting, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        let group = waiting.take(most);
        (!group.is_empty()).then_some(group)
    }
}

impl Waiting {
    fn is_empty(&self) -> bool {
        self.fast.is_empty() && self.normal.is_empty()
    }

    /// Whether a group may still grow: nobody is in a hurry, it is not full, and more can come.
    fn may_wait(&self, most: usize) -> bool {
        !self.closed && self.fast.is_empty() && self.normal.len() < most
    }

    /// Up to `most` requests, those in a hurry first, each lane in the order it was asked.
    fn take(&mut self, most: usize) -> Vec<Box<dyn Request>> {
        let fast = self.fast.len().min(most);
        let normal = self.normal.len().min(most - fast);
        self.fast.drain(..fast).chain(self.normal.drain(..normal)).collect()
    }
}

/// Closes the queue when the thread ends, also by a panic in a request, so that nobody waits for an answer in vain.
pub(super) struct CloseAtEnd<'a>(pub(super) &'a Queue);

impl Drop for CloseAtEnd<'_> {
    fn drop(&mut self) {
        let mut waiting = self.0.lock();
        waiting.closed = true;
        waiting.fast.clear();
        waiting.normal.clear();
    }
}
