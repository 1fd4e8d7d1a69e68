//! Keeping the story: a folder of its own, the agreement signed by both parties, the facts admitted, the log decided.

use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};

use anyhow::{Context, bail};
use entente_core::agreement::model::{Agreement, PartyKind};
use entente_core::agreement::read::read;
use entente_core::fact::NewFact;
use entente_core::plan::Plan;
use entente_desk::admit::{self, Mode, Tally};
use entente_desk::force;
use entente_desk::run::{Acts, Ran};
use entente_store::Store;

use super::{AGREEMENT, AS_OF, Size, Told, effective, personas};
use crate::signing::{self, Mark};

/// The file by which a folder is known as one that this command made and may empty again.
const MARKER: &str = "made-by-entente-demo";
/// What it says first.
const MADE_BY: &str = "This folder was made by `entente demo`, which may empty it.\n";
/// The signed bundle in the folder.
pub(crate) const BUNDLE: &str = "agreement.signed";
/// A change of the agreement that nobody has signed, to compare and to sign.
pub(crate) const PROPOSAL: &str = "proposal.yaml";
/// Facts admitted in one transaction.
const FACTS_AT_ONCE: usize = 5_000;
/// Transactions the telling may be ahead of admitting.
const BATCHES_AHEAD: usize = 4;

/// The folder, empty and marked: made where it is not there, emptied where this command made it before.
///
/// # Errors
/// Refuses a folder that holds anything and was not made by this command; nothing is touched then.
pub(crate) fn empty_folder(folder: &Path) -> anyhow::Result<()> {
    let shown = folder.display();
    let marker = folder.join(MARKER);
    let holds_something = match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
        Err(error) => return Err(error).with_context(|| format!("cannot read the folder {shown}")),
    };
    if holds_something && !marker.is_file() {
        bail!("{shown} holds files that this command did not make, so it was left alone: name another with --into");
    }
    for name in ["entente.db", "entente.db-wal", "entente.db-shm", PROPOSAL] {
        remove(std::fs::remove_file(folder.join(name)), &folder.join(name))?;
    }
    remove(std::fs::remove_dir_all(folder.join(BUNDLE)), &folder.join(BUNDLE))?;
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {shown}"))?;
    std::fs::write(&marker, MADE_BY).with_context(|| format!("cannot write {}", marker.display()))
}

/// Notes in the folder that the company in it is whole, and how large it is.
pub(crate) fn mark_made(folder: &Path, size: Size) -> anyhow::Result<()> {
    let Size { seed, leads, months } = size;
    let marker = folder.join(MARKER);
    let text = format!("{MADE_BY}seed = {seed}\nleads = {leads}\nmonths = {months}\n");
    std::fs::write(&marker, text).with_context(|| format!("cannot write {}", marker.display()))
}

/// How large the company in a folder is; none where no whole one was made there.
///
/// # Errors
/// Where the folder cannot be read.
pub(crate) fn made(folder: &Path) -> anyhow::Result<Option<Size>> {
    let marker = folder.join(MARKER);
    let text = match std::fs::read_to_string(&marker) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", marker.display())),
    };
    let value = |key: &str| {
        let mut values = text.lines().filter_map(|line| line.strip_prefix(key)?.trim().strip_prefix('='));
        values.next().and_then(|value| value.trim().parse::<u64>().ok())
    };
    let size = || {
        let (leads, months) = (usize::try_from(value("leads")?).ok()?, u32::try_from(value("months")?).ok()?);
        Some(Size { seed: value("seed")?, leads, months })
    };
    Ok(size())
}

fn remove(removed: std::io::Result<()>, path: &Path) -> anyhow::Result<()> {
    match removed {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

/// The company's agreement and its plan.
pub(crate) fn agreement() -> anyhow::Result<(Agreement, Arc<Plan>)> {
    let read = read(AGREEMENT);
    let problem = read.problems.first().map(ToString::to_string).unwrap_or_default();
    let agreement = read.agreement.with_context(|| format!("the sample agreement has errors: {problem}"))?;
    let plan = Plan::compile(&agreement).map_err(|error| anyhow::anyhow!("the sample agreement: {error}"))?;
    Ok((agreement, Arc::new(plan)))
}

/// Lets both parties sign with keys drawn from the seed, puts the agreement in force before the first fact, and lays
/// a change beside it that nobody has signed.
pub(crate) fn sign(store: &mut Store, folder: &Path, agreement: &Agreement, size: Size) -> anyhow::Result<()> {
    let bundle = folder.join(BUNDLE);
    for (party, number) in [(PartyKind::Marketing, 1), (PartyKind::Sales, 2)] {
        let mut seed = [number; 32];
        seed[..8].copy_from_slice(&size.seed.to_le_bytes());
        let key = signing::key_from_seed(&seed);
        signing::sign_bundle(AGREEMENT, agreement, party, &Mark::Key(&key), &bundle)?;
    }
    let checked = signing::check_bundle(&bundle).map_err(|failures| anyhow::anyhow!("{failures}"))?;
    let effective = effective(size);
    force::put_in_force(store, force::kept(&checked, effective), effective)?;
    personas::seed(store, effective)?;
    let path = folder.join(PROPOSAL);
    std::fs::write(&path, proposal()).with_context(|| format!("cannot write {}", path.display()))
}

/// The agreement with two numbers changed: what marketing may wish for after a year, and what sales may.
fn proposal() -> String {
    AGREEMENT
        .replace("fit >= 50 && engagement >= 40, says", "fit >= 50 && engagement >= 35, says")
        .replace("within: 4 business hours\n", "within: 6 business hours\n")
}

/// Tells the story on a thread of its own and admits its facts as they come, as any source's history is. `progress`
/// hears how many are in the log.
pub(crate) fn tell(
    store: &mut Store,
    size: Size,
    plan: Arc<Plan>,
    mut progress: impl FnMut(u64),
) -> anyhow::Result<Told> {
    std::thread::scope(|scope| {
        let (sender, batches) = mpsc::sync_channel::<Vec<NewFact>>(BATCHES_AHEAD);
        let teller = scope.spawn(move || {
            let mut batch = Vec::with_capacity(FACTS_AT_ONCE);
            let told = super::tell(size, plan, |fact| {
                batch.push(fact);
                if batch.len() == FACTS_AT_ONCE {
                    // Nobody listens any more where admitting failed; the story ends unheard.
                    let _ = sender.send(std::mem::replace(&mut batch, Vec::with_capacity(FACTS_AT_ONCE)));
                }
            });
            let _ = sender.send(batch);
            told
        });
        let mut sum = Tally::default();
        for batch in batches {
            admit(store, batch, &mut sum)?;
            progress(sum.accepted);
        }
        let told = teller.join().map_err(|_| anyhow::anyhow!("the sample company's story could not be told"))?;
        Ok(told)
    })
}

/// Admits some of the facts, and counts them.
fn admit(store: &mut Store, facts: Vec<NewFact>, sum: &mut Tally) -> anyhow::Result<()> {
    let tally = admit::admit(store, facts, Mode::History)?.tally();
    sum.accepted += tally.accepted;
    sum.duplicate += tally.duplicate;
    sum.refused += tally.refused;
    if sum.refused + sum.duplicate > 0 {
        bail!("{} facts of the sample company were refused and {} told twice", sum.refused, sum.duplicate);
    }
    Ok(())
}

/// Decides the whole log up to the story's end; nothing acts on the world.
pub(crate) fn decide(store: &mut Store, progress: impl FnMut(Ran)) -> anyhow::Result<Ran> {
    Ok(entente_desk::run::run(store, AS_OF, Acts::Withhold, progress)?)
}

/// How many bytes the folder's files have together.
pub(crate) fn bytes(folder: &Path) -> u64 {
    let sizes = |path: PathBuf| match std::fs::metadata(&path) {
        Ok(meta) if meta.is_dir() => bytes(&path),
        Ok(meta) => meta.len(),
        Err(_) => 0,
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| sizes(entry.path())).sum()
}
