//! `entente copy`: a whole workspace to another place, and both held against each other after.

use std::process::ExitCode;

use entente_store::copy::{Table, copy};
use entente_store::{Place, Store};
use serde_json::json;

use super::report::number::count;
use crate::log;
use crate::progress::Progress;

/// What `entente copy` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// Where the workspace is: a folder, or postgres://user@host/name
    #[arg(long, value_name = "PLACE")]
    from: Place,
    /// Where it goes: a folder or a database that holds nothing yet
    #[arg(long, value_name = "PLACE")]
    to: Place,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs it. What is there is only read; what is copied stands whole or not at all.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mut from = log::open(&args.from)?;
    let mut to = Store::open(&args.to)?;
    let mut bar = Progress::counting("rows", entente_store::copy::rows(&from)?);
    let tables = copy(&mut from, &mut to, |done| bar.at(done))?;
    bar.done();
    if args.json {
        println!("{:#}", as_json(args, &tables));
    } else {
        print(args, &tables);
    }
    Ok(if tables.iter().all(Table::is_same) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn as_json(args: &Args, tables: &[Table]) -> serde_json::Value {
    let row =
        |table: &Table| json!({"table": table.name, "rows": table.rows, "sha256": table.from, "same": table.is_same()});
    let tables: Vec<_> = tables.iter().map(row).collect();
    json!({"from": args.from.to_string(), "to": args.to.to_string(), "tables": tables})
}

fn print(args: &Args, tables: &[Table]) {
    for table in tables {
        let verdict = if table.is_same() { "the same" } else { "DIFFERS" };
        println!("  {:<16} {:>10} rows  {verdict:<9} sha256 {}", table.name, table.rows, table.from);
    }
    let rows = tables.iter().map(|table| table.rows).sum();
    let differing = tables.iter().filter(|table| !table.is_same()).count();
    println!("{} of {} copied to {}.", count(rows, "row"), args.from, args.to);
    match differing {
        0 => println!("Every table was read back and is the same to the byte."),
        _ => println!("{} differ: do not use the copy.", count(differing as u64, "table")),
    }
}
