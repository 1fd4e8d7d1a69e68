//! Every file there is goes through the suggestion: those that are no table are refused, none breaks it, and what is
//! suggested is a mapping.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use entente_connect::csv::facts::FactReader;
use entente_connect::csv::map::{self, Declared};
use entente_connect::csv::sheet::Input;
use entente_connect::suggest::{Chosen, Draft, Gap, Known, Suggestion, Target, layout, suggest};
use entente_core::time::Instant;
use entente_testkit::shared;
use expect_test::expect_file;

use crate::table::{all, bytes};

/// All files below a folder, in order.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found.into_iter().flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] }).collect()
}

/// What a file is taken to be, and how many rows give facts when all of it is taken.
fn taken(bytes: &[u8]) -> Result<(Suggestion, String), String> {
    let open = || Box::new(Cursor::new(bytes.to_vec())) as Box<dyn Input>;
    let known = Known::nothing();
    let layout = layout(&mut || Ok(open()), None).map_err(|error| error.to_string())?;
    let suggestion = suggest(open(), &layout, &known).map_err(|error| error.to_string())?;
    let chosen = suggestion.columns.iter().filter(|column| column.target != Target::Leave).map(|column| Chosen {
        name: column.name.clone(),
        member: column.member.clone(),
        target: column.target.clone(),
        reading: column.reading(&column.target, &known).0,
    });
    let draft = Draft {
        source: "any".to_owned(),
        zone: "UTC".to_owned(),
        layout,
        otherwise: Instant::parse("2026-11-28T09:00:00Z").unwrap(),
        columns: chosen.collect(),
    };
    if draft.gaps().contains(&Gap::NoPerson) {
        return Ok((suggestion, "nobody is named".to_owned()));
    }
    let text = draft.text();
    let mapping =
        map::read(&text, &mut |_| Ok(Declared::default())).unwrap_or_else(|problems| panic!("{text}\n{problems:#?}"));
    let mut reader = FactReader::open(&mapping, &mapping.files[0], open(), None, &mut |_| Ok(None))
        .map_err(|error| error.to_string())?;
    let read = all(&mut reader);
    Ok((suggestion, format!("{} rows with facts, {} rejected", read.rows.len(), read.rejects.len())))
}

#[test]
fn exports_of_other_systems_are_known() {
    let Some(folder) = shared("data/peer_fixtures") else { return };
    let mut shown = String::new();
    for path in below(&folder) {
        let (suggestion, given) = taken(&bytes(&path)).unwrap();
        let system = suggestion.system.map_or("no known system", |system| system.name());
        shown += &format!("{}: {system}, {given}\n", path.file_name().unwrap().to_string_lossy());
        for column in &suggestion.columns {
            shown += &format!("  {} -> {} {:?}\n", column.label(), column.target, column.why);
        }
    }
    expect_file!["suggested.txt"].assert_eq(&shown);
}

#[test]
fn no_bad_file_breaks_it() {
    let Some(folder) = shared("data/bad_input") else { return };
    let (mut tables, mut refused) = (0, 0);
    for path in below(&folder) {
        match taken(&bytes(&path)) {
            Ok(_) => tables += 1,
            Err(why) => {
                assert!(!why.is_empty());
                refused += 1;
            }
        }
    }
    assert!(tables > 100 && refused > 5, "{tables} tables, {refused} refused");
}
