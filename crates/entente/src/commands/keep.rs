//! `entente keep`: details whose time is over are dropped, by the clause of the agreement that both parties signed.

use std::process::ExitCode;

use entente_core::time::Instant;
use entente_desk::force::{self, InForce};
use entente_desk::retention::{self, Foreseen, Kept, PORTION, Standing};
use entente_store::Store;
use serde_json::json;

use super::report::number::{count, grouped};
use super::workspace::Workspace;
use crate::progress::Progress;
use crate::{log, when};

/// What `entente keep` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(flatten)]
    workspace: Workspace,
    /// Say what would be dropped, and drop nothing.
    #[arg(long)]
    dry_run: bool,
    /// Drop what was over its time at this instant of the past; now where none is given.
    #[arg(long, value_name = "INSTANT")]
    as_of: Option<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Drops details, or says which.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let now = when::now();
    let as_of = args.as_of.as_deref().map(when::parse).transpose()?.unwrap_or(now);
    if as_of > now {
        anyhow::bail!("{as_of} is still to come: details are kept for as long as the agreement says");
    }
    let mut store = log::open(&args.workspace.place)?;
    let plans = force::in_force(&store)?;
    let mut bar = Progress::counting("facts", retention::ahead(&store, &plans, as_of)?);
    let (kept, foreseen) = if args.dry_run {
        retention::foresee(&store, &plans, as_of, |done| bar.at(done))?
    } else {
        (drop_all(&mut store, &plans, as_of, &mut bar)?, Foreseen::new())
    };
    bar.done();
    let stands = retention::standing(&store, &plans, as_of)?;
    if args.json {
        println!("{:#}", as_json(args, &kept, &foreseen, &stands));
    } else {
        print(args, &kept, &foreseen, &stands);
    }
    Ok(ExitCode::SUCCESS)
}

/// Portion by portion, so that whoever writes beside it waits for one at most.
fn drop_all(store: &mut Store, plans: &[InForce], as_of: Instant, bar: &mut Progress) -> anyhow::Result<Kept> {
    let mut all = Kept::default();
    loop {
        let kept = store.alone(|store| retention::portion(store, plans, as_of, PORTION))??;
        all.passed += kept.passed;
        all.shortened += kept.shortened;
        all.bytes += kept.bytes;
        bar.at(all.passed);
        if !kept.is_more {
            return Ok(all);
        }
    }
}

fn as_json(args: &Args, kept: &Kept, foreseen: &Foreseen, stands: &Standing) -> serde_json::Value {
    let row = |((event, property), facts): (&(String, String), &u64)| json!({"event": event, "property": property, "facts": facts});
    json!({
        "dry_run": args.dry_run,
        "details": stands.details.map(|details| details.to_string()),
        "clause": stands.details.map(|_| retention::CLAUSE),
        "agreement": stands.agreement.map(|hash| hash.to_string()),
        "passed": kept.passed,
        "shortened": kept.shortened,
        "bytes": kept.bytes,
        "would_drop": foreseen.iter().map(row).collect::<Vec<_>>(),
        "before": stands.before.map(|before| before.to_string()),
        "passed_in_all": stands.passed,
        "shortened_in_all": stands.shortened,
        "bytes_in_all": stands.bytes,
    })
}

fn print(args: &Args, kept: &Kept, foreseen: &Foreseen, stands: &Standing) {
    match stands.details {
        None => println!("The agreement keeps every detail: it has no clause {}.", retention::CLAUSE),
        Some(details) => println!("Details are kept for {details} ({}).", retention::CLAUSE),
    }
    let (facts, bytes) = (count(kept.passed, "fact"), count(kept.bytes, "byte"));
    if args.dry_run {
        println!("{facts} would be looked at; {} would lose details, {bytes} in all.", grouped(kept.shortened));
        for ((event, property), facts) in foreseen {
            println!("  {:<40} {:>10}", format!("{event}: {property}"), grouped(*facts));
        }
    } else {
        println!("{facts} were looked at; {} lost details, {bytes} in all.", grouped(kept.shortened));
    }
    if let Some(before) = stands.before {
        let (passed, shortened) = (count(stands.passed, "fact"), grouped(stands.shortened));
        println!("Of {passed} known up to {before}, {shortened} have lost details so far.");
        println!("An agreement that is tried on the past asks in vain for what is gone before then.");
    }
}
