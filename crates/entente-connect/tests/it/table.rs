//! Reads a file through import with a mapping made for its own columns: every cell becomes an event's property.

use std::fs::File;
use std::io::{BufReader, Cursor, Read};
use std::path::Path;

use encoding_rs::Encoding;
use entente_connect::csv::facts::{Batch, FactReader, OpenError, Tally};
use entente_connect::csv::map::{self, Declared, Layout, Mapping};
use entente_connect::csv::sheet::{Input, Sheet};
use entente_core::fact::{Value, What};

/// A row's cells in the order of the columns; null where a cell says nothing.
pub(crate) type Cells = Vec<Option<String>>;

/// What import made of a file.
pub(crate) struct Table {
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Cells>,
    pub(crate) rejects: Vec<(u64, String)>,
    pub(crate) tally: Tally,
}

/// Reads every cell of a file by a mapping that names every column.
///
/// # Errors
/// What the file is, where it is no text.
pub(crate) fn table(bytes: &[u8], told: Option<&'static Encoding>) -> Result<Table, String> {
    let open = || Box::new(Cursor::new(bytes.to_vec())) as Box<dyn Input>;
    let sheet = Sheet::open(open(), &Layout::default(), told).map_err(|error| error.to_string())?;
    let columns = sheet.header().names().to_vec();
    let mapping = mapping_of(&columns);
    let mut reader = FactReader::open(&mapping, &mapping.files[0], open(), told, &mut |_| Ok(None))
        .map_err(|error| error.to_string())?;
    let read = all(&mut reader);
    let cells = |given: &entente_connect::csv::facts::Given| {
        let What::Happened { properties, .. } = &given.facts[0].what else { panic!("{:?}", given.facts) };
        (0..columns.len())
            .map(|place| match properties.get(&format!("p{place}")) {
                Some(Value::Text(text)) => Some(text.clone()),
                _ => None,
            })
            .collect()
    };
    Ok(Table {
        rows: read.rows.iter().map(cells).collect(),
        rejects: read.rejects.iter().map(|reject| (reject.line, reject.reason.clone())).collect(),
        tally: reader.tally().clone(),
        columns,
    })
}

/// A mapping of every column, with a lead that every row has.
fn mapping_of(columns: &[String]) -> Mapping {
    let quoted = |name: &String| serde_json::to_string(name).unwrap();
    let properties: Vec<String> =
        columns.iter().enumerate().map(|(place, name)| format!("p{place}: {{column: {}}}", quoted(name))).collect();
    let text = format!(
        "entente_map: 1\nsource: any\nfiles:\n  any.csv:\n    lead: {{user: {{fixed: everybody}}}}\n    at: 2022-01-01\n    facts:\n      \
         - happened: {{event: Row, properties: {{{}}}}}\n",
        properties.join(", ")
    );
    map::read(&text, &mut |_| Ok(Declared::default())).unwrap_or_else(|problems| panic!("{text}\n{problems:?}"))
}

/// Reads a file to its end.
pub(crate) fn all(reader: &mut FactReader<'_>) -> Batch {
    let mut read = Batch::default();
    while let Some(batch) = reader.next_batch(1_000).unwrap() {
        read.rows.extend(batch.rows);
        read.rejects.extend(batch.rejects);
    }
    assert!(reader.tally().adds_up(), "{:?}", reader.tally());
    assert_eq!(reader.tally().rejected, read.rejects.len() as u64);
    assert_eq!(reader.tally().facts_given(), read.rows.iter().map(|given| given.facts.len() as u64).sum::<u64>());
    read
}

/// A mapping of the project, checked against its agreement.
pub(crate) fn project_mapping(name: &str) -> Mapping {
    let maps = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../agreements/maps");
    let text = std::fs::read_to_string(maps.join(name)).unwrap();
    map::read(&text, &mut |path| declared(&maps.join(path))).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// Reads the files of a folder by a mapping of the project, in the mapping's order.
pub(crate) fn by_mapping(mapping: &str, folder: &Path) -> Vec<(String, Batch, Tally)> {
    let mapping = project_mapping(mapping);
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let mut read = Vec::new();
    for map in &mapping.files {
        for name in names.iter().filter(|name| map.takes(name)) {
            let open =
                |name: &str| -> Box<dyn Input> { Box::new(BufReader::new(File::open(folder.join(name)).unwrap())) };
            let mut reader = FactReader::open(&mapping, map, open(name), None, &mut |other| Ok(Some(open(other))))
                .unwrap_or_else(|error| match error {
                    OpenError::Misfit(problems) => panic!("{name}: {problems:?}"),
                    other => panic!("{name}: {other}"),
                });
            let batch = all(&mut reader);
            read.push((name.clone(), batch, reader.tally().clone()));
        }
    }
    read
}

fn declared(path: &Path) -> Result<Declared, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let read = entente_core::agreement::read::read(&text);
    read.agreement.as_ref().map(Declared::of).ok_or_else(|| format!("{:?}", read.problems))
}

/// All bytes of a file.
pub(crate) fn bytes(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    File::open(path).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}
