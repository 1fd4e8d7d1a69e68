//! `entente serve`: the pages of one workspace, and the loop that decides what falls due while they are open.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use entente_desk::live::Desk;
use entente_web::Options;

use crate::{serving, when};

/// What `entente serve` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// The data folder; made where it is missing
    #[arg(long = "in", value_name = "FOLDER", default_value = "entente-data", env = "ENTENTE_IN")]
    folder: PathBuf,
    /// The address to listen at; keep it to this machine unless a proxy with HTTPS stands before it
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST), env = "ENTENTE_ADDRESS")]
    address: IpAddr,
    /// The port to listen at
    #[arg(long, default_value_t = 8080, env = "ENTENTE_PORT")]
    port: u16,
    /// Browsers come by HTTPS alone, through a proxy: cookies are kept to that
    #[arg(long, env = "ENTENTE_HTTPS")]
    https: bool,
}

/// Runs it until it is told to stop.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let desk = Arc::new(Desk::open(&args.folder).context("the workspace cannot be opened")?);
    let options = Options { desk, clock: Arc::new(when::now), is_demo: false, is_secure: args.https };
    serving::serve(options, SocketAddr::new(args.address, args.port), serving::Beside::default())?;
    Ok(ExitCode::SUCCESS)
}
