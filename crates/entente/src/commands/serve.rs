//! `entente serve`: the pages of one workspace, and the loop that decides what falls due while they are open.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use entente_web::Options;

use super::workspace::Workspace;
use crate::log;
use crate::mail::Mail;
use crate::serving::{self, Work};
use crate::when;

/// What `entente serve` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(flatten)]
    workspace: Workspace,
    /// The address to listen at; keep it to this machine unless a proxy with HTTPS stands before it
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST), env = "ENTENTE_ADDRESS")]
    address: IpAddr,
    /// The port to listen at
    #[arg(long, default_value_t = 8080, env = "ENTENTE_PORT")]
    port: u16,
    /// Browsers come by HTTPS alone, through a proxy: cookies are kept to that
    #[arg(long, env = "ENTENTE_HTTPS")]
    https: bool,
    /// Leave it to `entente work` to decide what falls due
    #[arg(long, env = "ENTENTE_NO_WORK")]
    no_work: bool,
    /// Where files wait that were brought for import, where the workspace is on a server; share it among several
    #[arg(long, value_name = "FOLDER", env = "ENTENTE_FILES")]
    files: Option<PathBuf>,
    #[command(flatten)]
    mail: Mail,
}

/// Runs it until it is told to stop.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mut desk = log::desk(&args.workspace.place).context("the workspace cannot be opened")?;
    if let Some(files) = &args.files {
        desk = desk.with_files_in(files.clone());
    }
    // Held here until serving has ended: a connection to a server may only be closed where waiting is allowed.
    let desk = Arc::new(desk);
    let options = Options {
        desk: Arc::clone(&desk),
        clock: Arc::new(when::now),
        is_demo: false,
        is_secure: args.https,
        sends_mail: args.mail.is_set_up(),
    };
    let work = if args.no_work { Work::Elsewhere } else { Work::Here };
    let address = SocketAddr::new(args.address, args.port);
    serving::serve(options, address, work, args.mail.clone(), serving::Beside::default())?;
    Ok(ExitCode::SUCCESS)
}
