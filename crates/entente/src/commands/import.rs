//! `entente import`: CSV files become facts in the log by one mapping file; every row is accounted for.

mod files;
mod progress;
mod rejected;
mod sample;
mod show;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use entente_connect::csv::decode;
use entente_connect::csv::facts::{FactReader, OpenError};
use entente_connect::csv::map::{self, Declared, Mapping};
use entente_connect::csv::sheet::Form;
use entente_core::agreement::read::read as read_agreement;
use entente_core::problem::Problem;
use entente_desk::import::{Dropped, Kept, Passed, Progress, Sink, pass};
use entente_store::Store;

use super::report::number::count;
use super::workspace::Workspace;
use crate::{log, when};
use files::Given;
use sample::{Sample, Sampled};

/// What `entente import` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// The mapping file: which columns become which facts
    #[arg(long, value_name = "MAP.yaml")]
    map: PathBuf,
    /// CSV files, or folders of them; each is read by the mapping's entry of its name
    #[arg(required = true, value_name = "FILES")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    workspace: Workspace,
    /// Say exactly what would happen, with a sample of the facts, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Where rejected rows go, with line and reason; replaced if it exists [default: rejects.NAME in the data folder]
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Read the files in this encoding, whatever they look like
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Leave with 1 if a row was rejected
    #[arg(long)]
    strict: bool,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// What one file gave.
struct Imported {
    name: String,
    entry: String,
    form: Form,
    passed: Passed,
}

/// Runs it.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mapping = match mapping(&args.map)? {
        Ok(mapping) => mapping,
        Err(problems) => return Ok(refused(args, &problems)),
    };
    let told = args.encoding.as_deref().map(decode::encoding).transpose().map_err(anyhow::Error::msg)?;
    let given = files::given(&mapping, &args.files)?;
    let mut readers = Vec::new();
    let mut problems = Vec::new();
    for file in &given {
        let input = Box::new(file.open()?);
        match FactReader::open(&mapping, file.map, input, told, &mut |name| {
            files::find(&given, &args.files, file, name)
        }) {
            Ok(reader) => readers.push(reader),
            Err(OpenError::Misfit(misfits)) => problems.extend(misfits),
            Err(error) => return Err(error).with_context(|| file.path.display().to_string()),
        }
    }
    if !problems.is_empty() {
        return Ok(refused(args, &problems));
    }
    let rejects: Vec<_> = given.iter().map(|file| rejected::path(args, file, &given)).collect::<anyhow::Result<_>>()?;
    let mut store = store(args)?;
    let log: Box<dyn Sink> = if args.dry_run { Box::new(Dropped(store.begin()?)) } else { Box::new(Kept(&mut store)) };
    let mut sink = Sampled { sink: log, sample: Sample::default(), is_shown: args.dry_run };
    let bar = progress::bar(&given, args.json);
    let mut imported = Vec::new();
    for ((file, reader), path) in given.iter().zip(&mut readers).zip(rejects) {
        imported.push(import(file, reader, &mut sink, path, &bar).with_context(|| file.path.display().to_string())?);
    }
    bar.finish();
    print(&show::summary(args, &mapping, &imported, &sink.sample)?)?;
    let rejected = imported.iter().any(|file| file.passed.tally.rejected > 0);
    Ok(ExitCode::from(u8::from(rejected && args.strict)))
}

/// The log to import into. A dry run of a folder without one makes none.
fn store(args: &Args) -> anyhow::Result<Store> {
    let unheard = args.dry_run && !log::is_there(&args.workspace.place);
    let store = if unheard { Store::in_memory()? } else { Store::open(&args.workspace.place)? };
    store.expect_much()?;
    Ok(store)
}

/// Writes to the terminal. Whoever stops reading (`| head`) has read enough.
fn print(text: &str) -> std::io::Result<()> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Reads the mapping file and the agreement it names.
fn mapping(path: &Path) -> anyhow::Result<Result<Mapping, Vec<Problem>>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read the mapping {}", path.display()))?;
    let folder = path.parent().unwrap_or(Path::new("."));
    Ok(map::read(&text, &mut |name| {
        let path = folder.join(name);
        let text =
            std::fs::read_to_string(&path).map_err(|error| format!("cannot read the agreement '{name}': {error}"))?;
        match read_agreement(&text).agreement {
            Some(agreement) => Ok(Declared::of(&agreement)),
            None => Err(format!("the agreement '{name}' has errors; 'entente check {}' shows them", path.display())),
        }
    }))
}

fn import(
    file: &Given<'_>,
    reader: &mut FactReader<'_>,
    sink: &mut dyn Sink,
    rejects: Option<PathBuf>,
    bar: &progress::Bar,
) -> anyhow::Result<Imported> {
    let form = reader.sheet().form().clone();
    let mut at = |progress: Progress| bar.at(&file.name, progress.bytes, progress.rows);
    let passed = pass(reader, sink, rejects, when::now(), &mut at)?;
    bar.done(file.bytes, passed.tally.rows);
    Ok(Imported { name: file.name.clone(), entry: file.map.name.clone(), form, passed })
}

/// Shows what is wrong with the mapping, or with the files it is for. Nothing was written.
fn refused(args: &Args, problems: &[Problem]) -> ExitCode {
    if args.json {
        println!("{}", serde_json::json!({ "map": args.map.display().to_string(), "problems": problems }));
    } else {
        for problem in problems {
            eprintln!("{}:{problem}", args.map.display());
        }
        eprintln!("\n{} in {}; nothing was imported.", count(problems.len() as u64, "problem"), args.map.display());
    }
    ExitCode::from(crate::COULD_NOT)
}
