//! The project's own chores, one module each, so that a fresh machine needs Rust and nothing to remember.
//!
//! Chores call cargo and read what it says; there are no shell scripts. What a chore refuses is data beside it
//! (`deps.allow`, `tidy.words`, `tidy.ratchet`), and every rule is tested on made-up input.

#[cfg(feature = "bench")]
mod bench;
mod browser;
mod check;
mod clients;
mod crash;
mod deps;
mod docs;
mod fuzz;
mod scripts;
mod steps;
mod test;
mod tidy;
mod tools;
mod walkthrough;
mod workspace;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask CHORE

  test [FILTER]   install what the tests need, then pass everything; with FILTER only tests whose name contains it
  check           format, lints, documentation, tests, house rules and dependencies; installs nothing
  tidy            the house rules that the compiler does not know
  walkthrough     type along with the README and compare what the program prints
  browser [NAME]  the tests of the pages in a real browser; with NAME only the files whose name contains it
  clients [NAME]  events by the unmodified SDKs of others, while everything goes wrong; with NAME only those named so
  shots [NAME]    pictures of every page into the folder shots: both themes, wide and narrow, both languages
  crash [ROUNDS]  kill the program while it works, 300 times or as often as said, and hold its log against what was told;
                  on both databases, or on one: crash 300 postgresql
  fuzz [SECONDS]  let a fuzzer make up requests, files and agreements, each for 10 seconds or as long as said
  deps            licences, doubled crates and the number of locked packages
  bench [NAME]    measure our work beside that of others; builds them first, which takes long the first time;
                  of w1, w6 and w7 a part can be named by database and size: w6:sqlite:10000, w1:postgresql
  docs            write the generated pages of docs/reference
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["test"] => Ok(test::everything()),
        ["test", filter] => Ok(test::only(filter)),
        ["check"] => Ok(check::all()),
        ["tidy"] => tidy::run().map(|()| ExitCode::SUCCESS),
        ["walkthrough"] => Ok(test::walk()),
        ["browser"] => Ok(browser::only("")),
        ["browser", filter] => Ok(browser::only(filter)),
        ["clients"] => Ok(clients::only("")),
        ["clients", filter] => Ok(clients::only(filter)),
        ["shots"] => browser::shots("").map(|()| ExitCode::SUCCESS),
        ["shots", filter] => browser::shots(filter).map(|()| ExitCode::SUCCESS),
        ["crash", said @ ..] => crash::rounds(said).map(|()| ExitCode::SUCCESS),
        ["fuzz"] => Ok(fuzz::run("")),
        ["fuzz", seconds] => Ok(fuzz::run(seconds)),
        ["deps"] => deps::run().map(|()| ExitCode::SUCCESS),
        ["bench", names @ ..] => bench(names).map(|()| ExitCode::SUCCESS),
        ["docs"] => docs::write().map(|()| ExitCode::SUCCESS),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("xtask: {error:#}");
        ExitCode::FAILURE
    })
}

/// Measures in the release profile: a program built otherwise builds and starts one that is.
fn bench(names: &[&str]) -> anyhow::Result<()> {
    #[cfg(feature = "bench")]
    if !cfg!(debug_assertions) {
        return bench::run(names);
    }
    let words = ["run", "--release", "--locked", "--package", "xtask", "--features", "bench", "--", "bench"];
    workspace::succeed(workspace::cargo(&words).args(names))
}
