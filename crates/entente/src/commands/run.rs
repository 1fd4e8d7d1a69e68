//! `entente run`: decide everything due up to an instant under the agreement in force.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use entente_core::time::Instant;
use entente_desk::force;
use entente_desk::run::{Acts, Ran};
use entente_store::{AgreementStatus, Signature, SignedAgreement, Store};
use serde_json::json;

use crate::progress::Progress;
use crate::signing::{Bundle, check_bundle};
use crate::when;

/// What `entente run` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// The data folder.
    #[arg(long = "in", value_name = "FOLDER", default_value = "entente-data")]
    folder: PathBuf,
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
    let mut store = Store::open(&args.folder)?;
    let as_of = args.as_of.as_deref().map(when::parse).transpose()?.unwrap_or_else(when::now);
    if let Some(folder) = &args.agreement {
        let effective = args.effective.as_deref().map(when::parse).transpose()?;
        put_in_force(&mut store, folder, effective)?;
    }
    let acts = if args.act { Acts::Send } else { Acts::Withhold };
    let mut progress = Progress::counting("facts decided", store.counts()?.facts);
    let ran = entente_desk::run::run(&mut store, as_of, acts, |ran| progress.at(ran.facts))?;
    progress.done();
    print(&ran, args.json);
    Ok(ExitCode::SUCCESS)
}

/// Puts a bundle that both parties signed in force.
fn put_in_force(store: &mut Store, folder: &std::path::Path, effective: Option<Instant>) -> anyhow::Result<()> {
    let bundle = check_bundle(folder).map_err(|failures| anyhow::anyhow!("{failures}"))?;
    if !bundle.is_signed_by_both() {
        anyhow::bail!("{} is not signed by both parties yet: `entente sign` it for the other", folder.display());
    }
    let decided = store.cursor()?.until;
    let first = if decided == Instant::MIN { Instant::MIN } else { when::now().max(decided) };
    let signed = signed_agreement(&bundle, when::now());
    force::put_in_force(store, signed, effective.unwrap_or(first)).context("the agreement cannot take effect")
}

/// A checked bundle as the store keeps it.
pub(crate) fn signed_agreement(bundle: &Bundle, at: Instant) -> SignedAgreement {
    let signatures = bundle.signatures.iter().map(|signed| Signature {
        party: signed.party,
        signer: signed.principal.clone(),
        at,
        text: signed.armored.clone(),
    });
    SignedAgreement {
        hash: bundle.hash,
        source: bundle.source.clone(),
        canonical: entente_core::agreement::canonical::canonical(&bundle.agreement),
        effective: at,
        signatures: signatures.collect(),
        status: AgreementStatus::Proposed,
    }
}

fn print(ran: &Ran, as_json: bool) {
    let until = ran.until.map(|until| until.to_string()).unwrap_or_default();
    if as_json {
        println!("{:#}", json!({"facts": ran.facts, "decisions": ran.decisions, "decided_until": until}));
    } else if ran.facts == 0 && ran.decisions == 0 {
        println!("Nothing was left to decide. All is decided up to {until}.");
    } else {
        println!("{} facts gave {} decisions. All is decided up to {until}.", ran.facts, ran.decisions);
    }
}
