//! Facts in blocks written again, for retention: each keeps its number, and a block its place.

use std::collections::BTreeMap;

use entente_core::id::Seq;

use super::{at, squeezed};
use crate::database::params;
use crate::sql::statements;
use crate::{Error, Tx};

statements! { "block.sql": REWRITE = "rewrite" }

/// Writes facts in blocks again, each as the line of its number. Answers the numbers that are in no block.
pub(crate) fn rewrite(tx: &Tx<'_>, lines: &BTreeMap<Seq, &str>) -> Result<Vec<Seq>, Error> {
    let (mut elsewhere, mut done) = (Vec::new(), Seq(0));
    for seq in lines.keys() {
        if *seq <= done {
            continue;
        }
        let Some(block) = at(tx, *seq)? else {
            elsewhere.push(*seq);
            continue;
        };
        let mut text = String::new();
        block.lines(|seq, line| {
            text += lines.get(&seq).copied().unwrap_or(line);
            text.push('\n');
            Ok(true)
        })?;
        tx.execute(REWRITE, params![squeezed(tx, block.first, &text)?, block.first.0 as i64])?;
        done = block.last;
    }
    Ok(elsewhere)
}
