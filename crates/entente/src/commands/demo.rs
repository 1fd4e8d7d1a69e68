//! `entente demo`: make the sample company where there is none, and let it live at its own address.

mod make;
mod next;
mod open;

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;

use super::statement;
use crate::demo::{AS_OF, Size, keep};

/// What `entente demo` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// Where the company is kept; a folder that this command did not make is left alone
    #[arg(long, value_name = "FOLDER", default_value = "demo", env = "ENTENTE_DEMO_IN")]
    into: PathBuf,
    /// The number everything is drawn from: the same number makes the same company [default: 2026]
    #[arg(long)]
    seed: Option<u64>,
    /// How many people become leads [default: 12000]
    #[arg(long, value_parser = clap::value_parser!(u32).range(20..=200_000))]
    leads: Option<u32>,
    /// How many months of history [default: 18]
    #[arg(long, value_parser = clap::value_parser!(u32).range(3..=36))]
    months: Option<u32>,
    /// Make the company anew, also where it is there
    #[arg(long)]
    fresh: bool,
    /// Make the company anew, print its statement and end
    #[arg(long)]
    no_serve: bool,
    /// Answer in JSON; serves nothing
    #[arg(long)]
    json: bool,
    /// The address to listen at; anybody who reaches it may be anybody in the company
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST), env = "ENTENTE_ADDRESS")]
    address: IpAddr,
    /// The port to listen at
    #[arg(long, default_value_t = 8080, env = "ENTENTE_PORT")]
    port: u16,
    /// How many times as fast as on the wall time goes there; 1 is real time
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=3_600), env = "ENTENTE_DEMO_SPEED")]
    speed: u32,
}

/// Runs it.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let asked = Size {
        seed: args.seed.unwrap_or(2026),
        leads: args.leads.unwrap_or(12_000) as usize,
        months: args.months.unwrap_or(18),
    };
    if args.json || args.no_serve {
        print(args, asked)?;
        return Ok(ExitCode::SUCCESS);
    }
    let kept = keep::made(&args.into)?.filter(|_| !args.fresh);
    let size = match kept {
        Some(kept) if args.asks_for_another(kept) => bail!(
            "the company in {} was made with --seed {} --leads {} --months {}: say --fresh to make another there",
            args.into.display(),
            kept.seed,
            kept.leads,
            kept.months
        ),
        Some(kept) => kept,
        None => {
            let made = make::make(&args.into, asked)?;
            println!("{}", make::summary(&args.into, asked, &made));
            asked
        }
    };
    open::open(args, size)?;
    Ok(ExitCode::SUCCESS)
}

/// Makes the company and shows what became of it.
fn print(args: &Args, size: Size) -> anyhow::Result<()> {
    let made = make::make(&args.into, size)?;
    if args.json {
        println!("{:#}", make::as_json(&args.into, size, &made));
        return Ok(());
    }
    println!();
    statement::run(&statement::Args::of(&args.into, AS_OF))?;
    println!("\n{}", make::summary(&args.into, size, &made));
    print!("{}", next::text(&args.into, &made.try_next));
    Ok(())
}

impl Args {
    /// Whether something was said that the company which is kept is not.
    fn asks_for_another(&self, kept: Size) -> bool {
        self.seed.is_some_and(|seed| seed != kept.seed)
            || self.leads.is_some_and(|leads| leads as usize != kept.leads)
            || self.months.is_some_and(|months| months != kept.months)
    }
}
