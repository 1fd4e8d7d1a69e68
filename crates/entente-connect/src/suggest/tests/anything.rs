//! Whatever a file holds, a mapping is suggested, and by it every row is told or rejected.

use std::io::Cursor;

use proptest::prelude::*;

use super::{draft, input, known, mapping, suggested};
use crate::csv::facts::FactReader;
use crate::csv::sheet::Input;
use crate::suggest::{Chosen, Target, layout, suggest};

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    /// Whatever a file holds, taking every suggestion gives a mapping that is read without a problem.
    #[test]
    fn every_suggestion_is_a_mapping(
        headings in prop::collection::vec("(Email|Create Date|Industry|Country|Record ID|Website|Company|Status|Unsubscribed|직원수|[a-z\"':{}#&*\\[\\] -]{0,8})", 1..8),
        cells in prop::collection::vec("(ana@kessler.example|2026-03-06|06.03.2026|1.250|DE|yes|unsubscribed|\\{\"a\": 1\\}|[ -~가-각\n]{0,12})", 0..24),
        letter in "[,;\t|]",
    ) {
        let cell = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
        let line = |cells: &[String]| cells.iter().map(cell).collect::<Vec<_>>().join(&letter);
        let rows: Vec<String> = std::iter::once(line(&headings)).chain(cells.chunks(headings.len()).map(line)).collect();
        let text = rows.join("\n");
        let (layout, suggestion) = suggested(&text);
        let mut draft = draft(layout, &suggestion);
        if !draft.columns.iter().any(|column| matches!(column.target, Target::Mail | Target::Record | Target::User)) {
            let name = suggestion.columns.first().map(|column| column.name.clone()).unwrap_or_default();
            draft.columns.push(Chosen { name, member: None, target: Target::User, reading: Default::default() });
        }
        let mapping = mapping(&draft);
        let mut reader = FactReader::open(&mapping, &mapping.files[0], input(&text), None, &mut |_| Ok(None));
        if let Ok(reader) = &mut reader {
            while reader.next_batch(10).unwrap().is_some() {}
            prop_assert!(reader.tally().adds_up());
        }
    }

    /// No bytes break it.
    #[test]
    fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let open = || Box::new(Cursor::new(bytes.clone())) as Box<dyn Input>;
        if let Ok(layout) = layout(&mut || Ok(open()), None) {
            let _ = suggest(open(), &layout, &known());
        }
    }
}
