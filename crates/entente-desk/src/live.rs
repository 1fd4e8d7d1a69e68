//! The desk while it is open: one writer, readers beside it, plans compiled once, and a counter that says what changed.
//!
//! Whoever acts waits until the act and everything that follows from it is on the disk. Readers see whole commits and
//! never wait for the writer. Nothing here reads a clock: every call says which instant it is.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, mpsc};

use entente_core::fact::NewFact;
use entente_core::id::Seq;
use entente_core::time::Instant;
use entente_history::Entry;
use entente_store::{Cursor, News, Place, Store};

use crate::Error;
use crate::admit::Admitted;
use crate::figures::Figures;
use crate::force::{self, InForce};
use crate::import::Imports;
use crate::rebuild;
use crate::run::Ran;
use crate::sources::Sources;

mod gate;
mod writing;

pub use gate::WAITING_MAX;
use gate::{Ask, Gate, Message};
use writing::{Around, Writing};

/// The plans of all agreements that were or are in force, by effective instant.
pub type Plans = Arc<Vec<InForce>>;

/// Hears of every commit: the counter after it.
type Listener = Box<dyn Fn(u64) + Send + Sync>;

/// One workspace, open for many at once.
pub struct Desk {
    place: Place,
    files: PathBuf,
    writer: Mutex<Writing>,
    gate: Gate,
    may_wait: AtomicBool,
    readers: Mutex<Vec<Store>>,
    plans: RwLock<Plans>,
    version: AtomicU64,
    listeners: Mutex<Vec<Listener>>,
    figures: Figures,
    imports: Imports,
    sources: Sources,
    /// How far the log was at the last look.
    stood: Mutex<Option<(Cursor, Seq)>>,
}

/// Readers that are kept open between calls; more are opened when more are asked for at once.
const READERS_KEPT: usize = 8;

/// What came of an act.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Acted {
    /// What became of each fact.
    pub admitted: Admitted,
    /// How many decisions followed, those that were due anyway included.
    pub decisions: u64,
}

impl Desk {
    /// Opens the workspace at `place`, making it where there is none.
    ///
    /// # Errors
    /// Those of the store; [`Error::Agreement`] where a kept agreement cannot be read any more.
    pub fn open(place: impl Into<Place>) -> Result<Desk, Error> {
        Desk::open_hearing(place, |_| {})
    }

    /// [`Desk::open`]; `behind` hears first how many entries of the log have to be folded again.
    ///
    /// # Errors
    /// As there.
    pub fn open_hearing(place: impl Into<Place>, behind: impl FnOnce(u64)) -> Result<Desk, Error> {
        let place = place.into();
        let mut writer = Store::open(&place)?;
        behind(rebuild::entries_behind(&writer)?);
        rebuild::where_needed(&mut writer)?;
        let plans = Arc::new(force::in_force(&writer)?);
        Ok(Desk {
            files: place.folder().map_or_else(|| std::env::temp_dir().join("entente"), Path::to_owned),
            place,
            writer: Mutex::new(Writing::new(writer)),
            gate: Gate::default(),
            may_wait: AtomicBool::new(false),
            readers: Mutex::new(Vec::new()),
            plans: RwLock::new(plans),
            version: AtomicU64::new(1),
            listeners: Mutex::new(Vec::new()),
            figures: Figures::default(),
            imports: Imports::default(),
            sources: Sources::default(),
            stood: Mutex::default(),
        })
    }

    /// Has files that were brought and not yet taken in wait in another folder, which several processes can share.
    #[must_use]
    pub fn with_files_in(self, files: PathBuf) -> Desk {
        Desk { files, ..self }
    }

    /// The folder in which files wait that were brought: that of the workspace, where it has one.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.files
    }

    /// Looks whether another process committed since the last look, and lets those who listen know. To be asked now and
    /// then where several processes share a workspace, and often where [`Desk::news`] hears nothing.
    ///
    /// # Errors
    /// Those of the store, and of compiling an agreement that another process put in force.
    pub fn look(&self) -> Result<(), Error> {
        let stands = self.stands()?;
        let before = lock(&self.stood).replace(stands);
        if before.is_some_and(|before| before != stands) {
            self.changed();
        }
        Ok(())
    }

    /// What other processes commit, heard as they do; none where the workspace is a folder.
    #[must_use]
    pub fn news(&self) -> Option<News> {
        News::of(&self.place)
    }

    /// Takes up what another process committed, as [`Desk::news`] told, and lets those who listen know.
    ///
    /// # Errors
    /// As for [`Desk::look`].
    pub fn follow(&self) -> Result<(), Error> {
        let stands = self.stands()?;
        lock(&self.stood).replace(stands);
        self.changed();
        Ok(())
    }

    /// How far the log is, with the agreements that it is decided under taken up.
    fn stands(&self) -> Result<(Cursor, Seq), Error> {
        self.read(|store, _| {
            self.take_plans(store)?;
            Ok((store.cursor()?, store.last_seq()?))
        })
    }

    /// Moves what was committed into the database's file, beside whoever reads and writes.
    ///
    /// # Errors
    /// Those of the store; nothing is lost then.
    pub fn checkpoint(&self) -> Result<(), Error> {
        self.read(|store, _| Ok(store.checkpoint()?))
    }

    /// The figures that pages read from memory.
    #[must_use]
    pub fn figures(&self) -> &Figures {
        &self.figures
    }

    /// Makes the figures anew, as of `now`. One thread does so, again and again; what is shown before it is done stands.
    ///
    /// # Errors
    /// Those of [`Figures::refresh`].
    pub fn refresh_figures(&self, now: Instant) -> Result<bool, Error> {
        self.read(|store, plans| self.figures.refresh(store, plans, now))
    }

    /// Which files are being imported now.
    #[must_use]
    pub fn imports(&self) -> &Imports {
        &self.imports
    }

    /// What sources told of late.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Grows with every commit.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version.load(Ordering::Acquire)
    }

    /// Lets somebody hear of every commit from now on. The listener must be quick: the writer waits for it.
    pub fn listen(&self, listener: impl Fn(u64) + Send + Sync + 'static) {
        lock(&self.listeners).push(Box::new(listener));
    }

    /// The plans as they are compiled now.
    #[must_use]
    pub fn plans(&self) -> Plans {
        self.plans.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads. What `work` sees does not change while it runs one statement; it may between two.
    ///
    /// # Errors
    /// Those of `work`, and of opening one reader more.
    pub fn read<T, E: From<Error>>(&self, work: impl FnOnce(&Store, &[InForce]) -> Result<T, E>) -> Result<T, E> {
        let kept = lock(&self.readers).pop();
        let store = match kept {
            Some(store) => store,
            None => Store::open(&self.place).map_err(Error::from)?,
        };
        let result = work(&store, &self.plans());
        let mut readers = lock(&self.readers);
        if readers.len() < READERS_KEPT {
            readers.push(store);
        }
        result
    }

    /// Writes something that decides nothing: a user, a saved list, a draft. Agreements in force are read anew after it.
    ///
    /// # Errors
    /// Those of `work`.
    pub fn write<T, E: From<Error>>(&self, work: impl FnOnce(&mut Store) -> Result<T, E>) -> Result<T, E> {
        let mut writing = lock(&self.writer);
        let result = writing.store.alone(work).map_err(Error::from)?;
        self.take_plans(&writing.store)?;
        drop(writing);
        if result.is_ok() {
            self.changed();
        }
        result
    }

    /// Admits facts as told now and decides everything up to them. Where no agreement is in force they wait for one.
    ///
    /// What several tell at once is committed together, with one sync of the disk; each is answered after that commit.
    ///
    /// # Errors
    /// [`Error::Full`] where too much waits already: nothing was taken, come again later. Those of admission and of
    /// running; [`entente_store::Error::NotCommitted`] where the group this was in could not be written.
    pub fn act(&self, now: Instant, facts: Vec<NewFact>) -> Result<Acted, Error> {
        self.ask(now, facts, false)
    }

    /// [`Desk::act`] for what programs tell by themselves, often: under load the scores of leads of which nothing was
    /// decided are seen on lists some seconds later. The log has every fact at once, and so have decisions.
    ///
    /// # Errors
    /// Those of [`Desk::act`].
    pub fn ingest(&self, now: Instant, facts: Vec<NewFact>) -> Result<Acted, Error> {
        self.ask(now, facts, self.may_wait.load(Ordering::Relaxed))
    }

    fn ask(&self, now: Instant, facts: Vec<NewFact>, may_wait: bool) -> Result<Acted, Error> {
        let (reply, answers) = mpsc::sync_channel(2);
        let mut leads = self.gate.join(Ask { now, facts, may_wait, reply })?;
        loop {
            if leads {
                self.write_group();
            }
            match answers.recv() {
                Ok(Message::Answer(result)) => return result,
                Ok(Message::Lead) => leads = true,
                Err(_) => return Err(Error::Stopped),
            }
        }
    }

    /// Writes what waits, in the name of all who wait; then somebody else leads.
    fn write_group(&self) {
        let leading = self.gate.leading();
        let mut writing = lock(&self.writer);
        let group = self.gate.take();
        let may_wait = group.iter().all(|ask| ask.may_wait);
        let (facts, replies): (Vec<_>, Vec<_>) = group.into_iter().map(|ask| ((ask.now, ask.facts), ask.reply)).unzip();
        let acted = writing.act(self, facts, may_wait);
        drop(writing);
        drop(leading);
        if acted.is_ok() {
            self.changed();
        }
        gate::answer(replies, acted);
    }

    /// Acts on what `check` answers. It reads what is written and nobody writes before its answer is: of two who decide
    /// one thing at once, the second sees what the first did. Nothing is done where it refuses, or answers no facts.
    ///
    /// # Errors
    /// Those of `check`, and of [`Desk::act`].
    pub fn act_checked<R>(
        &self,
        now: Instant,
        check: impl FnOnce(&Store, &[InForce]) -> Result<Result<Vec<NewFact>, R>, Error>,
    ) -> Result<Result<Acted, R>, Error> {
        let acted = lock(&self.writer).act_checked(self, now, check)?;
        if acted.as_ref().is_ok_and(|acted| *acted != Acted::default()) {
            self.changed();
        }
        Ok(acted)
    }

    /// Decides everything due up to `now`. Nothing is written, and nobody hears of it, where nothing was due.
    ///
    /// # Errors
    /// Those of running.
    pub fn tick(&self, now: Instant) -> Result<Ran, Error> {
        let is_quiet = lock(&self.writer).is_quiet(now);
        if is_quiet {
            self.settle()?;
        }
        let mut writing = lock(&self.writer);
        let is_due = writing.next_due().is_some_and(|due| due <= now);
        if !is_due && !has_work(&writing.store, now)? {
            return Ok(Ran::default());
        }
        let ran = writing.decide(self, now)?;
        drop(writing);
        if ran.facts + ran.decisions > 0 {
            self.changed();
        }
        Ok(ran)
    }

    /// Lets scores be put down late under load. Whoever does so calls [`Desk::tick`] again and again, and alone.
    pub fn let_wait(&self) {
        self.may_wait.store(true, Ordering::Relaxed);
    }

    /// Puts down everything that is late, unless somebody waits to tell more.
    ///
    /// # Errors
    /// Those of the store.
    pub fn settle(&self) -> Result<(), Error> {
        let mut any = false;
        while !self.gate.is_busy() && lock(&self.writer).settle()? {
            any = true;
        }
        if any {
            self.changed();
        }
        Ok(())
    }

    /// Reads the agreements in force again where there is another than those that are compiled.
    fn take_plans(&self, store: &Store) -> Result<(), Error> {
        let held = self.plans();
        let kept = force::identities(store)?;
        if held.iter().map(|version| (version.effective, version.plan.hash)).eq(kept) {
            return Ok(());
        }
        let plans = Arc::new(force::in_force(store)?);
        *self.plans.write().unwrap_or_else(PoisonError::into_inner) = plans;
        Ok(())
    }

    fn changed(&self) {
        let version = self.version.fetch_add(1, Ordering::AcqRel) + 1;
        for listener in lock(&self.listeners).iter() {
            listener(version);
        }
    }
}

impl Around for Desk {
    fn fresh_plans(&self, store: &Store) -> Result<Plans, Error> {
        self.take_plans(store)?;
        Ok(self.plans())
    }

    fn wrote(&self, entries: Vec<(Seq, Entry)>) {
        self.figures.hear(entries);
    }
}

/// Whether anything waits to be decided at `now`: a fact that was admitted, a state that is due.
fn has_work(store: &Store, now: Instant) -> Result<bool, Error> {
    let cursor = store.cursor()?;
    Ok(!store.undecided(cursor, now, 1)?.is_empty() || !store.due(now, 1)?.is_empty())
}

/// A panic of one caller leaves the database as its last commit left it: the next may go on.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
