//! Which part of the measurements is wanted: `w6:sqlite:10000` is W6 on SQLite with ten thousand rows, and nothing else.

use anyhow::{Result, bail, ensure};

/// What there is to be measured.
const NAMES: [&str; 7] = ["w1", "w2", "w6", "w7", "w8", "engine", "figures"];
/// Those of which one database and one size can be measured alone.
const DIVISIBLE: [&str; 3] = ["w1", "w6", "w7"];

/// A kind of database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Sqlite,
    Postgres,
}

/// A benchmark, or a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part<'a> {
    name: &'a str,
    /// Nothing: every database that is here.
    kind: Option<Kind>,
    /// Nothing: every size.
    size: Option<u64>,
}

impl Part<'_> {
    /// Whether this database is wanted.
    pub(super) fn has(&self, kind: Kind) -> bool {
        self.kind.is_none_or(|wanted| wanted == kind)
    }

    /// The sizes to measure at: the one asked for, or all there are.
    pub(super) fn sizes(&self, all: [u64; 3]) -> Vec<u64> {
        self.size.map_or_else(|| all.to_vec(), |size| vec![size])
    }
}

/// The parts of one benchmark that are wanted; everything where nothing is named.
pub(super) fn wanted<'a>(parts: &[Part<'a>], name: &'a str) -> Vec<Part<'a>> {
    if parts.is_empty() {
        return vec![Part { name, kind: None, size: None }];
    }
    parts.iter().filter(|part| part.name == name).copied().collect()
}

/// Reads what was asked for.
pub(super) fn read<'a>(words: &[&'a str]) -> Result<Vec<Part<'a>>> {
    words.iter().map(|word| part(word)).collect()
}

fn part(word: &str) -> Result<Part<'_>> {
    let mut pieces = word.split(':');
    let name = pieces.next().unwrap_or_default();
    ensure!(NAMES.contains(&name), "no benchmark is called '{name}': there are {}", NAMES.join(", "));
    let mut part = Part { name, kind: None, size: None };
    for piece in pieces {
        ensure!(DIVISIBLE.contains(&name), "{name} has no parts: only {} have", DIVISIBLE.join(", "));
        match (piece, piece.parse::<u64>()) {
            ("sqlite", _) if part.kind.is_none() => part.kind = Some(Kind::Sqlite),
            ("postgresql", _) if part.kind.is_none() => part.kind = Some(Kind::Postgres),
            (_, Ok(size)) if part.size.is_none() && size > 0 => part.size = Some(size),
            _ => bail!("'{piece}' in {word}: write sqlite or postgresql, and a size, once each: {name}:sqlite:10000"),
        }
    }
    Ok(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn a_part_is_a_database_a_size_or_both() {
        let words = [
            "w1",
            "w1:sqlite",
            "w6:postgresql:10000",
            "w7:500",
            "w7:500:sqlite",
            "w8:sqlite",
            "w9",
            "",
            "w1:mysql",
            "w1:0",
            "w1:sqlite:postgresql",
            "w1:1:2",
            "w1:",
        ];
        let told: String = words
            .map(|word| match part(word) {
                Ok(part) => format!("{word} | {:?} {:?} {:?}\n", part.name, part.kind, part.size),
                Err(why) => format!("{word} | {why}\n"),
            })
            .concat();
        expect![[r#"
            w1 | "w1" None None
            w1:sqlite | "w1" Some(Sqlite) None
            w6:postgresql:10000 | "w6" Some(Postgres) Some(10000)
            w7:500 | "w7" None Some(500)
            w7:500:sqlite | "w7" Some(Sqlite) Some(500)
            w8:sqlite | w8 has no parts: only w1, w6, w7 have
            w9 | no benchmark is called 'w9': there are w1, w2, w6, w7, w8, engine, figures
             | no benchmark is called '': there are w1, w2, w6, w7, w8, engine, figures
            w1:mysql | 'mysql' in w1:mysql: write sqlite or postgresql, and a size, once each: w1:sqlite:10000
            w1:0 | '0' in w1:0: write sqlite or postgresql, and a size, once each: w1:sqlite:10000
            w1:sqlite:postgresql | 'postgresql' in w1:sqlite:postgresql: write sqlite or postgresql, and a size, once each: w1:sqlite:10000
            w1:1:2 | '2' in w1:1:2: write sqlite or postgresql, and a size, once each: w1:sqlite:10000
            w1: | '' in w1:: write sqlite or postgresql, and a size, once each: w1:sqlite:10000
        "#]].assert_eq(&told);
    }

    #[test]
    fn nothing_named_is_everything() {
        let all = wanted(&[], "w6");
        assert!(all.len() == 1 && all[0].has(Kind::Sqlite) && all[0].has(Kind::Postgres));
        assert_eq!(all[0].sizes([1, 2, 3]), [1, 2, 3]);
        let parts = read(&["w6:sqlite:7", "w1"]).unwrap();
        let part = wanted(&parts, "w6");
        assert!(part.len() == 1 && part[0].has(Kind::Sqlite) && !part[0].has(Kind::Postgres));
        assert_eq!(part[0].sizes([1, 2, 3]), [7]);
        assert!(wanted(&parts, "w7").is_empty());
    }
}
