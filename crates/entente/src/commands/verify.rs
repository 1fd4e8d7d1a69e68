//! `entente verify`: who signed which text, checked offline.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

use crate::COULD_NOT;
use crate::signing::{Bundle, Failure, Failures, check_bundle, check_bundle_with};

/// What `entente verify` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// The bundle's folder.
    dir: PathBuf,
    /// A list of signers of your own, instead of the one that came with the bundle.
    #[arg(long, value_name = "FILE")]
    allowed_signers: Option<PathBuf>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Verifies. Exit code 0 where both signed, 1 where anything fails or a signature is missing, 2 where there is no bundle.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let checked = match &args.allowed_signers {
        Some(signers) => check_bundle_with(&args.dir, signers),
        None => check_bundle(&args.dir),
    };
    if args.json {
        println!("{:#}", as_json(&checked));
    } else {
        print(&checked);
    }
    Ok(match checked {
        Ok(bundle) if bundle.is_signed_by_both() => ExitCode::SUCCESS,
        Err(Failures(failures)) if failures.iter().any(|failure| matches!(failure, Failure::NoBundle { .. })) => {
            ExitCode::from(COULD_NOT)
        }
        _ => ExitCode::FAILURE,
    })
}

/// The state of a bundle in one word of the agreement's life.
fn state(checked: &Result<Bundle, Failures>) -> &'static str {
    match checked {
        Err(_) => "refused",
        Ok(bundle) if bundle.is_signed_by_both() => "signed by both parties",
        Ok(bundle) if bundle.signatures.is_empty() => "not signed",
        Ok(_) => "signed by one party, not yet in force",
    }
}

fn as_json(checked: &Result<Bundle, Failures>) -> serde_json::Value {
    match checked {
        Ok(bundle) => json!({
            "state": state(checked),
            "title": bundle.agreement.title,
            "hash": bundle.hash,
            "signatures": bundle.signatures,
            "failures": [],
        }),
        Err(Failures(failures)) => json!({
            "state": state(checked),
            "failures": failures.iter().map(|failure| {
                json!({"reason": failure, "says": failure.to_string()})
            }).collect::<Vec<_>>(),
        }),
    }
}

fn print(checked: &Result<Bundle, Failures>) {
    match checked {
        Ok(bundle) => {
            println!("{}", bundle.agreement.title);
            println!("Identity {}", bundle.hash);
            for signed in &bundle.signatures {
                println!("Signed for {} by {} with {}", signed.party.as_str(), signed.principal, signed.fingerprint);
            }
            println!("State: {}", state(checked));
        }
        Err(failures) => println!("Refused:\n{failures}"),
    }
}
