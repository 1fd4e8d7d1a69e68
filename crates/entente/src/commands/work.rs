//! `entente work`: the loop that decides what falls due and delivers what follows, without pages. Any number may run.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use entente_web::Options;

use super::workspace::Workspace;
use crate::log;
use crate::mail::Mail;
use crate::{serving, when};

/// What `entente work` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(flatten)]
    workspace: Workspace,
    #[command(flatten)]
    mail: Mail,
}

/// Runs it until it is told to stop.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let desk = Arc::new(log::desk(&args.workspace.place).context("the workspace cannot be opened")?);
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
