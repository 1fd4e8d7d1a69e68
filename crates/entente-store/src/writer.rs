//! One writer for many threads: what they ask for within a moment is committed together, with one sync of the disk.

use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::batch::{Appended, Batch};
use crate::{Error, Store, Tx};

mod queue;

use queue::{CloseAtEnd, Queue};

/// Whether a request may wait for company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// May wait until the group is full or its time is over.
    Normal,
    /// Goes first and ends the wait of everybody: a handoff.
    Fast,
}

/// How large a group grows and how long it waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How long the first request of a group waits for others.
    pub gather: Duration,
    /// How many requests are committed together at most; at least 1.
    pub requests_max: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { gather: Duration::from_millis(2), requests_max: 256 }
    }
}

/// The one thread that writes. Every request runs alone and in order; a failed one takes back only its own writes;
/// each is answered after the commit it is part of. Dropping the writer finishes what was asked for.
pub struct Writer {
    queue: Arc<Queue>,
    thread: Option<JoinHandle<Store>>,
}

/// A request on its way: run once inside the group's transaction, then told what came of the commit.
trait Request: Send {
    /// Writes; a failure is kept for the answer and takes the request's own writes back.
    fn run(&mut self, tx: &mut Tx<'_>);
    /// Answers whoever asked.
    fn answer(self: Box<Self>, commit: Result<(), String>);
}

impl Writer {
    /// Starts to write to `store` on a thread of its own.
    #[must_use]
    pub fn start(store: Store, limits: Limits) -> Writer {
        let queue = Arc::new(Queue::default());
        let theirs = Arc::clone(&queue);
        let thread = std::thread::spawn(move || write_groups(store, &theirs, limits));
        Writer { queue, thread: Some(thread) }
    }

    /// Appends a batch and waits until it is on the disk.
    ///
    /// # Errors
    /// Those of [`Tx::append`]; [`Error::NotCommitted`] where the whole group failed.
    pub fn append(&self, lane: Lane, batch: Batch) -> Result<Appended, Error> {
        self.write(lane, move |tx| tx.append(&batch))
    }

    /// Runs `work` inside the next group and waits until it is on the disk.
    ///
    /// # Errors
    /// Those of `work`; [`Error::NotCommitted`] where the whole group failed; [`Error::Closed`] after [`Writer::close`].
    pub fn write<T, E, F>(&self, lane: Lane, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let (reply, answer) = mpsc::sync_channel(1);
        self.queue.push(lane, Box::new(Asked { work: Some(work), result: None, reply }))?;
        answer.recv().unwrap_or_else(|_| Err(Error::Closed.into()))
    }

    /// Finishes what was asked for and gives the store back.
    ///
    /// # Errors
    /// [`Error::Closed`] where the thread ended before, by a panic in a request.
    pub fn close(mut self) -> Result<Store, Error> {
        self.queue.close();
        self.thread.take().and_then(|thread| thread.join().ok()).ok_or(Error::Closed)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue.close();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// A request with its work, its result and the way back.
struct Asked<T, E, F> {
    work: Option<F>,
    result: Option<Result<T, E>>,
    reply: mpsc::SyncSender<Result<T, E>>,
}

impl<T, E, F> Request for Asked<T, E, F>
where
    T: Send,
    E: From<Error> + Send,
    F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) {
        if let Some(work) = self.work.take() {
            self.result = Some(tx.within(work));
        }
    }

    fn answer(self: Box<Self>, commit: Result<(), String>) {
        let answer = match (commit, self.result) {
            (Ok(()), Some(result)) => result,
            (Ok(()), None) => Err(Error::Closed.into()),
            (Err(why), Some(Ok(_)) | None) => Err(Error::NotCommitted(why).into()),
            (Err(_), Some(Err(own))) => Err(own),
        };
        // Whoever asked may have gone; the write stands all the same.
        let _ = self.reply.send(answer);
    }
}

/// Commits group after group until the queue is closed and empty.
fn write_groups(mut store: Store, queue: &Queue, limits: Limits) -> Store {
    let _closing = CloseAtEnd(queue);
    while let Some(mut group) = queue.next_group(limits) {
        let commit = commit_group(&mut store, &mut group).map_err(|error| error.to_string());
        for request in group {
            request.answer(commit.clone());
        }
    }
    store
}

fn commit_group(store: &mut Store, group: &mut [Box<dyn Request>]) -> Result<(), Error> {
    let mut tx = store.begin()?;
    for request in group {
        request.run(&mut tx);
    }
    tx.commit()
}
