//! `entente sign`: one party's signature, into a bundle that anyone can verify with OpenSSH.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use entente_core::agreement::model::PartyKind;
use serde_json::json;

use super::text;
use crate::signing::{Mark, check_bundle, read_key, sign_bundle};

/// What `entente sign` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// The agreement.
    file: PathBuf,
    /// For which party.
    #[arg(long = "as", value_name = "PARTY")]
    party: PartyArg,
    /// An OpenSSH ed25519 key without a passphrase.
    #[arg(long, value_name = "KEYFILE", required_unless_present = "signature")]
    key: Option<PathBuf>,
    /// A signature that `ssh-keygen -Y sign` made of the canonical bytes, where the key has a passphrase.
    #[arg(long, value_name = "SIGFILE", conflicts_with = "key")]
    signature: Option<PathBuf>,
    /// The bundle's folder; FILE without its extension and with `.signed` where not given.
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// A party, as a word of the command line.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum PartyArg {
    Marketing,
    Sales,
}

/// Signs. Exit code 1 where the agreement has errors, which are printed.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let Some((source, agreement)) = text::agreement_or_problems(&args.file)? else {
        eprintln!("{} has errors and cannot be signed", args.file.display());
        return Ok(ExitCode::FAILURE);
    };
    let party = match args.party {
        PartyArg::Marketing => PartyKind::Marketing,
        PartyArg::Sales => PartyKind::Sales,
    };
    let dir = args.into.clone().unwrap_or_else(|| args.file.with_extension("signed"));
    let signed = match (&args.key, &args.signature) {
        (Some(key), _) => sign_bundle(&source, &agreement, party, &Mark::Key(&read_key(key)?), &dir)?,
        (None, Some(signature)) => {
            let armored = read_signature(signature)?;
            sign_bundle(&source, &agreement, party, &Mark::Armored(&armored), &dir)?
        }
        (None, None) => anyhow::bail!("give --key or --signature"),
    };
    let both = check_bundle(&dir)?.is_signed_by_both();
    if args.json {
        println!("{:#}", json!({"bundle": dir, "signature": signed, "signed_by_both": both}));
        return Ok(ExitCode::SUCCESS);
    }
    println!("Signed for {} by {} with {}", party.as_str(), signed.principal, signed.fingerprint);
    println!("Bundle: {}", dir.display());
    if both {
        println!("Both parties have signed.");
    } else {
        println!("Signed by one party, not yet in force: {} signs next.", party.other().as_str());
    }
    Ok(ExitCode::SUCCESS)
}

/// The armoured text of a signature file.
fn read_signature(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read the signature {}", path.display()))
}
