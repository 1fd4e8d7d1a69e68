//! `entente work`: the loop that decides what falls due and delivers what follows, without pages. Any number may run.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use entente_desk::live::Desk;
use entente_store::Place;
use entente_web::Options;

use crate::mail::Mail;
use crate::{serving, when};

/// What `entente work` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// Where the workspace is: a folder, or postgres://user@host/name; made where it is missing
    #[arg(
        long = "in",
        value_name = "PLACE",
        default_value = "entente-data",
        env = "ENTENTE_IN",
        hide_env_values = true
    )]
    place: Place,
    #[command(flatten)]
    mail: Mail,
}

/// Runs it until it is told to stop.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let desk = Arc::new(Desk::open(&args.place).context("the workspace cannot be opened")?);
    let options = Options {
        desk: Arc::clone(&desk),
        clock: Arc::new(when::now),
        is_demo: false,
        is_secure: false,
        sends_mail: false,
    };
    serving::work(options, args.mail.clone())?;
    Ok(ExitCode::SUCCESS)
}
