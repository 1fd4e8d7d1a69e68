//! Other processes on the same database: followed as soon as they are heard to commit, and looked at now and then in case
//! something was not heard.

use std::time::Duration;

use entente_desk::live::Desk;
use entente_store::{Heard, News};
use entente_web::Options;
use tokio::sync::watch;
use tokio::time::Instant;

/// How often is looked whether another process committed, where their commits are heard; without, at every turn.
const LOOK_EVERY: Duration = Duration::from_secs(10);
/// How long the server may be silent until it is asked whether it is there.
const SILENCE_MAX: Duration = Duration::from_secs(10);
/// The time between two commits that are followed: many in between are one.
const PAUSE: Duration = Duration::from_millis(50);

/// What is known of other processes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known {
    /// Grows with what is heard.
    told: u64,
    is_heard: bool,
}

/// Listens to other processes in a thread of its own, which ends with those who read; nothing is heard for a folder.
pub(super) fn listen(desk: &Desk) -> watch::Receiver<Known> {
    let (teller, known) = watch::channel(Known::default());
    if let Some(news) = desk.news() {
        std::thread::spawn(move || hear(news, &teller));
    }
    known
}

fn hear(mut news: News, teller: &watch::Sender<Known>) {
    while !teller.is_closed() {
        let heard = news.wait(SILENCE_MAX);
        let was_heard = teller.borrow().is_heard;
        teller.send_if_modified(|known| match &heard {
            // What was committed before it was connected was not heard, and is followed too.
            Heard::Connected | Heard::Commits(_) => {
                *known = Known { told: known.told + 1, is_heard: true };
                true
            }
            Heard::Nothing => false,
            Heard::Deaf(_) => {
                known.is_heard = false;
                false
            }
        });
        if let Heard::Deaf(why) = heard
            && was_heard
        {
            eprintln!(
                "entente: commits of other processes are looked for each second until they are heard again: {why}"
            );
        }
    }
}

/// Has pages follow what others commit.
pub(super) async fn follow(options: Options, known: watch::Receiver<Known>) {
    super::after_each(options.desk, known, PAUSE, ("follows other processes", Desk::follow)).await;
}

/// When to look whether another process committed.
pub(super) struct Looks {
    known: watch::Receiver<Known>,
    last: Option<Instant>,
}

impl Looks {
    pub(super) fn with(known: watch::Receiver<Known>) -> Looks {
        Looks { known, last: None }
    }

    /// Whether to look at this turn of the loop.
    pub(super) fn is_time(&mut self) -> bool {
        let is_time = !self.known.borrow().is_heard || self.last.is_none_or(|last| last.elapsed() >= LOOK_EVERY);
        if is_time {
            self.last = Some(Instant::now());
        }
        is_time
    }
}
