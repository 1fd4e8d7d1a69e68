//! Serving pages: the socket, the loop that decides what falls due, and a clean end when somebody asks for one.

use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use entente_core::time::Instant;
use entente_desk::forms::{self, Sender};
use entente_desk::live::Desk;
use entente_desk::{notices, retention};
use entente_web::Options;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::MissedTickBehavior;

use crate::mail::{self, Mail};

mod news;

use news::Looks;

/// How often the loop looks for what is due: a clock is late by a second at most.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// How long figures may be older than the log, and how long they stand where nothing happens.
const FIGURES_EVERY: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(20));

/// How often what was committed is moved from the log of the database into its file while there is more of it.
const MOVED_EVERY: Duration = Duration::from_millis(500);

/// How long the end waits for what is still being answered.
const ANSWERS_MAX: Duration = Duration::from_secs(2);

/// What happens beside the pages at every look of the loop, before what is due is decided.
pub(crate) type Beside = Option<Box<dyn FnMut(Instant) -> anyhow::Result<()> + Send>>;

/// Who decides what falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    /// This process, beside its pages.
    Here,
    /// Another.
    Elsewhere,
}

/// Decides what falls due until Ctrl-C or a termination signal.
///
/// # Errors
/// Where signals cannot be heard; faults of the loop are said and the next look tries again.
pub(crate) fn work(options: Options, mail: Mail) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let stopped = told_to_end().context("signals cannot be heard")?;
        println!("Entente decides what falls due.");
        let letters = tokio::spawn(send_letters(options.clone(), mail));
        let known = news::listen(&options.desk);
        let follower = tokio::spawn(news::follow(options.clone(), known.clone()));
        let worker = tokio::spawn(decide(options, Work::Here, None, Looks::with(known)));
        stopped.await;
        worker.abort();
        follower.abort();
        letters.abort();
        Ok(())
    })
}

/// Serves until Ctrl-C or a termination signal.
///
/// # Errors
/// Where the address cannot be listened at; faults of the loop are said and the next look tries again.
pub(crate) fn serve(
    options: Options,
    address: SocketAddr,
    work: Work,
    mail: Mail,
    beside: Beside,
) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(address).await.with_context(|| format!("cannot listen at {address}"))?;
        // Before anybody learns the address, so that nobody is too quick in ending it.
        let stopped = told_to_end().context("signals cannot be heard")?;
        println!("Entente is at http://{}", shown(listener.local_addr()?));
        let known = news::listen(&options.desk);
        let follower = tokio::spawn(news::follow(options.clone(), known.clone()));
        let worker = tokio::spawn(decide(options.clone(), work, beside, Looks::with(known)));
        let figures = tokio::spawn(keep_figures(options.clone()));
        // So that the writer need not stop for it. Where this fails the writer does it too.
        let (desk, changes) = (Arc::clone(&options.desk), versions(&options));
        let moved = after_each(desk, changes, MOVED_EVERY, ("moves commits into the file", Desk::checkpoint));
        let moved = tokio::spawn(moved);
        let letters = (work == Work::Here).then(|| tokio::spawn(send_letters(options.clone(), mail)));
        until_ended(stopped, |stopped| entente_web::serve(listener, options, stopped))
            .await
            .context("serving failed")?;
        worker.abort();
        follower.abort();
        figures.abort();
        moved.abort();
        letters.inspect(tokio::task::JoinHandle::abort);
        Ok(())
    })
}

/// Serves until `stopped`, and then until what was asked is answered. A page that stays open listens without an end, and
/// is not waited for.
async fn until_ended<Served: Future<Output = std::io::Result<()>>>(
    stopped: impl Future<Output = ()> + Send + 'static,
    serve: impl FnOnce(Pin<Box<dyn Future<Output = ()> + Send>>) -> Served,
) -> std::io::Result<()> {
    let (end, ending) = tokio::sync::oneshot::channel();
    let stopped = Box::pin(async move {
        stopped.await;
        let _ = end.send(());
    });
    let late = async move {
        let ended = ending.await;
        tokio::time::sleep(ANSWERS_MAX).await;
        ended
    };
    tokio::select! {
        served = serve(stopped) => served,
        Ok(()) = late => Ok(()),
    }
}

/// An address as one types it into a browser.
fn shown(address: SocketAddr) -> String {
    if address.ip().is_loopback() { format!("localhost:{}", address.port()) } else { address.to_string() }
}

/// Decides what falls due, look by look, or looks at least whether another process did.
async fn decide(options: Options, work: Work, beside: Beside, mut others: Looks) {
    let mut looks = tokio::time::interval(LOOK_EVERY);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut beside = beside;
    if matches!(work, Work::Here) {
        options.desk.let_wait();
    }
    loop {
        looks.tick().await;
        let (desk, clock) = (Arc::clone(&options.desk), Arc::clone(&options.clock));
        let is_time = others.is_time();
        let look = tokio::task::spawn_blocking(move || {
            let now = clock();
            let told = beside.as_mut().map_or(Ok(()), |beside| beside(now));
            let decided = match work {
                Work::Here => desk
                    .tick(clock())
                    .and_then(|_| notices::deliver(&desk, clock()))
                    .and_then(|()| retention::keep_up(&desk, clock()).map(drop)),
                Work::Elsewhere => Ok(()),
            };
            let looked = decided.and_then(|()| if is_time { desk.look() } else { Ok(()) }).map_err(anyhow::Error::from);
            let counted = desk.sources().write(&desk, clock()).map_err(anyhow::Error::from);
            (beside, told.and(looked).and(counted))
        });
        match look.await {
            Ok((kept, outcome)) => {
                beside = kept;
                if let Err(error) = outcome {
                    eprintln!("entente: {error:#}");
                }
            }
            Err(_) => return eprintln!("entente: the loop that decides has stopped; start the program again"),
        }
    }
}

/// Hands letters to the mail program, look by look, apart from what decides: the program may take its time.
async fn send_letters(options: Options, mail: Mail) {
    let mut looks = tokio::time::interval(LOOK_EVERY);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        looks.tick().await;
        let (desk, clock, mail) = (Arc::clone(&options.desk), Arc::clone(&options.clock), mail.clone());
        let look = tokio::task::spawn_blocking(move || match mail.program() {
            Some((program, from)) => {
                let deliver = |letter: &str| mail::hand_over(program, letter);
                forms::look(&desk, Some(&Sender { from, deliver: &deliver }), clock())
            }
            None => forms::look(&desk, None, clock()),
        });
        match look.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => eprintln!("entente: letters wait: {:#}", anyhow::Error::from(error)),
            Err(_) => return eprintln!("entente: the loop that sends letters has stopped; start the program again"),
        }
    }
}

/// Makes the figures anew whenever the log has grown, and now and then where it has not: time passes too. However long
/// one making takes, the pause before the next is four times as long, so that pages have the machine.
async fn keep_figures(options: Options) {
    let mut version = versions(&options);
    loop {
        let (desk, clock) = (Arc::clone(&options.desk), Arc::clone(&options.clock));
        let began = tokio::time::Instant::now();
        match tokio::task::spawn_blocking(move || desk.refresh_figures(clock())).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => eprintln!("entente: {:#}", anyhow::Error::from(error)),
            Err(_) => return eprintln!("entente: the loop that makes figures has stopped; start the program again"),
        }
        tokio::time::sleep((began.elapsed() * 4).max(FIGURES_EVERY.0)).await;
        let _ = tokio::time::timeout(FIGURES_EVERY.1, version.changed()).await;
    }
}

/// The counter of commits, for who waits for the next.
fn versions(options: &Options) -> watch::Receiver<u64> {
    let (grown, version) = watch::channel(options.desk.version());
    options.desk.listen(move |version| {
        grown.send_replace(version);
    });
    version
}

/// What a loop does with the desk.
type DeskWork = fn(&Desk) -> Result<(), entente_desk::Error>;

/// Does something with the desk after each change, with a pause after it, and says what went wrong; `does` is what the loop
/// does, in words.
async fn after_each<T>(
    desk: Arc<Desk>,
    mut changes: watch::Receiver<T>,
    pause: Duration,
    (does, work): (&str, DeskWork),
) {
    while changes.changed().await.is_ok() {
        let desk = Arc::clone(&desk);
        match tokio::task::spawn_blocking(move || work(&desk)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => eprintln!("entente: {:#}", anyhow::Error::from(error)),
            Err(_) => return eprintln!("entente: the loop that {does} has stopped"),
        }
        tokio::time::sleep(pause).await;
    }
}

/// Waits for Ctrl-C, or for the word to end that a service manager gives; either is heard from this call on.
#[cfg(unix)]
fn told_to_end() -> std::io::Result<impl Future<Output = ()> + Send> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
    })
}

/// Waits for Ctrl-C.
#[cfg(not(unix))]
fn told_to_end() -> std::io::Result<impl Future<Output = ()> + Send> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
