//! `entente run`: decide everything due up to an instant under the agreement in force.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use entente_core::time::Instant;
use entente_desk::force;
use entente_desk::run::{Acts, Ran};
use entente_store::Store;
use serde_json::json;

use super::report::number::count;
use super::workspace::Workspace;
use crate::log;
use crate::progress::Progress;
use crate::signing::{Bundle, check_bundle};
use crate::when;

/// What `entente run` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(flatten)]
    workspace: Workspace,
    /// Put this signed bundle (made by `entente sign`) in force first.
    #[arg(long, value_name = "BUNDLE")]
    agreement: Option<PathBuf>,
    /// From when it is in force; before everything for the first agreement, else now.
    #[arg(long, value_name = "INSTANT", requires = "agreement")]
    effective: Option<String>,
    /// Decide up to this instant; now where none is given.
    #[arg(long, value_name = "INSTANT")]
    as_of: Option<String>,
    /// Hand effects (notifications, mails) to the outbox; without it, decisions act on nothing.
    #[arg(long)]
    act: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Runs the agreement.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    // Everything that was typed is read before a log is made.
    let as_of = args.as_of.as_deref().map(when::parse).transpose()?.unwrap_or_else(when::now);
    let effective = args.effective.as_deref().map(when::parse).transpose()?;
    let bundle = args.agreement.as_deref().map(signed_by_both).transpose()?;
    let mut store = match &bundle {
        Some(_) => Store::open(&args.workspace.place)?,
        None => log::open(&args.workspace.place)?,
    };
    if let Some(bundle) = &bundle {
        let put = put_in_force(&mut store, bundle, effective)?;
        if !args.json {
            println!("{put}");
        }
    }
    let counts = store.counts()?;
    if counts.facts == 0 && store.cursor()?.until == Instant::MIN {
        // Deciding nothing up to now would make every fact of the past a late one.
        return nothing_yet(args, &store);
    }
    let acts = if args.act { Acts::Send } else { Acts::Withhold };
    let mut progress = Progress::counting("facts decided", counts.facts);
    let ran = entente_desk::run::run(&mut store, as_of, acts, |ran| progress.at(ran.facts))?;
    progress.done();
    print(&ran, store.cursor()?.until, args.json);
    Ok(ExitCode::SUCCESS)
}

/// A log without facts: the agreement stands, and there is nothing to decide.
fn nothing_yet(args: &Args, store: &Store) -> anyhow::Result<ExitCode> {
    if force::in_force(store)?.is_empty() {
        return Err(entente_desk::Error::NoAgreement.into());
    }
    let folder = &args.workspace.place;
    if args.json {
        println!("{:#}", json!({"facts": 0, "decisions": 0, "decided_until": null}));
    } else {
        println!("There are no facts in {folder} yet: bring them in with `entente import`, then `entente run` again.");
    }
    Ok(ExitCode::SUCCESS)
}

/// The bundle in a folder, where both parties signed it.
fn signed_by_both(folder: &Path) -> anyhow::Result<Bundle> {
    let bundle = check_bundle(folder).map_err(|failures| anyhow::anyhow!("{failures}"))?;
    if !bundle.is_signed_by_both() {
        anyhow::bail!("{} is not signed by both parties yet: `entente sign` it for the other", folder.display());
    }
    Ok(bundle)
}

/// Puts a bundle in force, and says from when it is.
fn put_in_force(store: &mut Store, bundle: &Bundle, effective: Option<Instant>) -> anyhow::Result<String> {
    let decided = store.cursor()?.until;
    let first = if decided == Instant::MIN { Instant::MIN } else { when::now().max(decided) };
    let signed = force::kept(bundle, when::now());
    force::put_in_force(store, signed, effective.unwrap_or(first))?;
    let kept = store.agreement(bundle.hash)?.map_or(first, |kept| kept.effective);
    let from = if kept == Instant::MIN { "for all of the log".to_owned() } else { format!("from {kept} on") };
    Ok(format!("In force {from}: {} ({:.12})", bundle.agreement.title, bundle.hash.to_string()))
}

fn print(ran: &Ran, until: Instant, as_json: bool) {
    let until = until.to_string();
    if as_json {
        println!("{:#}", json!({"facts": ran.facts, "decisions": ran.decisions, "decided_until": until}));
    } else if ran.facts == 0 && ran.decisions == 0 {
        println!("Nothing was left to decide. All is decided up to {until}.");
    } else {
        let (facts, decisions) = (count(ran.facts, "fact"), count(ran.decisions, "decision"));
        println!("{facts} gave {decisions}. All is decided up to {until}.");
    }
}
