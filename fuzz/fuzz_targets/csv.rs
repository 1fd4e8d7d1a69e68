//! Files of rows: whatever a file holds, a mapping is suggested or not, and every row stands under exactly one heading.
#![no_main]

use std::io::Cursor;

use entente_connect::csv::facts::FactReader;
use entente_connect::csv::map;
use entente_connect::csv::sheet::Input;
use libfuzzer_sys::fuzz_target;

const MAP: &str = "entente_map: 1
source: fair
timezone: Europe/Berlin
files:
  leads.csv:
    lead: {mail: email}
    at: {column: met, format: \"%Y-%m-%d %H:%M\", precision: minute}
    facts:
      - created: {source: source}
      - learnt:
          lead: {name: name, employees: employees}
      - happened: {event: Form Submitted, properties: {form: form}}
";

fn unread() -> ! {
    eprintln!("the target's own mapping is not read any more: correct it");
    std::process::abort()
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(mapping) = map::read(MAP, &mut |_| Err("none here".to_owned())) else { unread() };
    let open = || Box::new(Cursor::new(bytes.to_vec())) as Box<dyn Input>;
    let Ok(mut reader) = FactReader::open(&mapping, &mapping.files[0], open(), None, &mut |_| Ok(None)) else { return };
    let (mut facts, mut rejects) = (0, 0);
    while let Ok(Some(batch)) = reader.next_batch(7) {
        facts += batch.rows.len() as u64;
        rejects += batch.rejects.len() as u64;
    }
    let tally = reader.tally();
    assert!(tally.adds_up(), "{tally:?}");
    assert_eq!((facts, rejects), (tally.with_facts, tally.rejected), "{tally:?}");
});
