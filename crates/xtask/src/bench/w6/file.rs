//! The files of W6, the same ones every time: contacts that were there before, and a list with its faults.

use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Result;

use entente_testkit::random::Random;

/// How the columns become facts.
fn map() -> String {
    let list = "
    lead: {mail: email}
    at: {column: met, format: \"%Y-%m-%d %H:%M\", precision: minute}
    facts:
      - learnt:
          lead: {first_name: first_name, last_name: last_name, company: company, title: title, phone: phone}
";
    let head = "entente_map: 1\nsource: fair\ntimezone: Europe/Berlin\nfiles:\n";
    format!("{head}  before.csv:{list}  leads.csv:{list}")
}

const HEAD: &str = "email,first_name,last_name,company,title,employees,country,phone,source,notes,met";

/// What the file comes to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// Different valid mail addresses, with those that were there before.
    pub(super) contacts: u64,
}

/// Writes both files and the mapping into a folder.
pub(super) fn write(folder: &Path, rows: u64) -> Result<Wanted> {
    std::fs::write(folder.join("map.yaml"), map())?;
    let before = rows / 4;
    let mut file = BufWriter::new(std::fs::File::create(folder.join("before.csv"))?);
    writeln!(file, "{HEAD}")?;
    for number in 0..before {
        line(&mut file, number, &known(number))?;
    }
    file.flush()?;
    let (mut random, mut new) = (Random(77), BTreeSet::new());
    let mut file = BufWriter::new(std::fs::File::create(folder.join("leads.csv"))?);
    writeln!(file, "{HEAD}")?;
    for number in 0..rows {
        let mail = match random.below(100) {
            0..10 => known(random.below(before)),
            10..20 => known(random.below(before)).to_uppercase(),
            20..25 if number > 0 => fresh(random.below(number)),
            25 => format!("broken{number}_at_example"),
            _ => fresh(number),
        };
        if mail.starts_with("new.") {
            new.insert(mail.clone());
        }
        line(&mut file, number, &mail)?;
    }
    file.flush()?;
    Ok(Wanted { contacts: before + new.len() as u64 })
}

fn known(number: u64) -> String {
    format!("person{number}@corp{}.example", number % 90_000)
}

fn fresh(number: u64) -> String {
    format!("new.person{number}@corp{}.example", number % 90_000)
}

fn line(file: &mut impl Write, number: u64, mail: &str) -> Result<()> {
    let title = if number.is_multiple_of(50) { r#""VP ""Ops""""# } else { "Manager" };
    let country = if number.is_multiple_of(3) { "US" } else { "KR" };
    writeln!(
        file,
        r#"{mail},First{},Last{},"Corp {}, Inc.",{title},{},{country},+82-2-555-{:04},list_import,met at booth {}; follow up,2026-03-02 {:02}:{:02}"#,
        number % 997,
        number % 1_499,
        number % 90_000,
        number * 37 % 5_000,
        number % 10_000,
        number % 100,
        8 + number / 60 % 10,
        number % 60,
    )?;
    Ok(())
}
