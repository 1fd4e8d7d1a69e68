//! What every handler can reach: the desk, the clock it is given, and how this house is run.

use std::sync::Arc;

use entente_core::time::Instant;
use entente_desk::Error;
use entente_desk::live::Desk;
use tokio::sync::watch;

use crate::error::Wrong;
use crate::limit::Attempts;

/// Says which instant it is. The only clock below the binary.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// How the pages are served.
#[derive(Clone)]
pub struct Options {
    /// The workspace.
    pub desk: Arc<Desk>,
    /// Which instant it is.
    pub clock: Clock,
    /// Whether anybody may come in as anybody: for the sample company alone.
    pub is_demo: bool,
    /// Whether browsers reach it by HTTPS alone, so that cookies are kept to that.
    pub is_secure: bool,
    /// Whether letters leave the house: a mail program is set up.
    pub sends_mail: bool,
}

/// What every handler can reach.
#[derive(Clone)]
pub(crate) struct App(Arc<Inner>);

struct Inner {
    options: Options,
    attempts: Attempts,
    version: watch::Receiver<u64>,
    figures: watch::Receiver<u64>,
}

impl App {
    /// The house, with an ear at the desk.
    #[must_use]
    pub(crate) fn new(options: Options) -> App {
        let (told, version) = watch::channel(options.desk.version());
        options.desk.listen(move |version| {
            told.send_replace(version);
        });
        let (told, figures) = watch::channel(options.desk.figures().version());
        options.desk.figures().listen(move |version| {
            told.send_replace(version);
        });
        App(Arc::new(Inner { options, attempts: Attempts::default(), version, figures }))
    }

    /// Which instant it is.
    #[must_use]
    pub(crate) fn now(&self) -> Instant {
        (self.0.options.clock)()
    }

    /// The workspace, for a call that is known to be short. Longer ones go through [`App::ask`].
    #[must_use]
    pub(crate) fn desk(&self) -> &Desk {
        &self.0.options.desk
    }

    /// How this house is run.
    #[must_use]
    pub(crate) fn options(&self) -> &Options {
        &self.0.options
    }

    /// Log-ins that failed of late.
    pub(crate) fn attempts(&self) -> &Attempts {
        &self.0.attempts
    }

    /// The counter of commits, as it grows.
    pub(crate) fn version(&self) -> watch::Receiver<u64> {
        self.0.version.clone()
    }

    /// The counter of figures that show something new, as it grows.
    pub(crate) fn figures_version(&self) -> watch::Receiver<u64> {
        self.0.figures.clone()
    }

    /// Asks the desk off the threads that answer requests: `work` may read the disk and wait for the writer.
    ///
    /// # Errors
    /// Those of `work`.
    pub(crate) async fn ask<T, E>(
        &self,
        work: impl FnOnce(&Desk, Instant) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let app = self.clone();
        let asked = tokio::task::spawn_blocking(move || work(app.desk(), app.now())).await;
        asked.unwrap_or_else(|_| Err(Error::Stopped.into()))
    }

    /// [`App::ask`] for handlers whose every failure is a fault of the house.
    pub(crate) async fn fetch<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Desk, Instant) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Wrong> {
        Ok(self.ask(work).await?)
    }
}
