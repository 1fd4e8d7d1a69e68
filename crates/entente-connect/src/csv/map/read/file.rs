//! Reads one file's entry: how its text is read, who its rows are about, which rows count.

use entente_core::agreement::source::{Key, Node};
use entente_core::problem::Reason;

use super::super::{Cell, Duplicates, FileMap, Join, Layout, LeadKey, Takes};
use super::Reader;
use super::cell::Columns;
use crate::csv::decode;

const FILE: &[&str] = &[
    "lead",
    "account",
    "at",
    "by",
    "when",
    "facts",
    "key",
    "duplicates",
    "null_words",
    "join",
    "encoding",
    "sheet",
    "delimiter",
    "quote",
    "escape",
    "skip_lines",
    "header",
    "long_rows",
];
const LEAD: &[&str] = &["record", "mail", "user", "anonymous"];

impl Reader {
    pub(super) fn file(&mut self, name: &Key, node: &Node) -> FileMap {
        self.walk.enter(&name.text);
        self.walk.map(node, "a file", FILE);
        let mut columns = Columns::default();
        let joins = self.joins(&mut columns, node);
        let when = node.get("when").map(|node| self.tests(&mut columns, node)).unwrap_or_default();
        let key = node.get("key").map(|node| self.walk.items(node)).unwrap_or_default();
        let key = key.iter().map(|node| self.column(&mut columns, node, false)).collect();
        let lead = self.lead(&mut columns, node);
        let accounts = node.get("account").map(|node| self.walk.items(node)).unwrap_or_default();
        let account: Vec<Cell> = accounts.iter().map(|node| self.cell(&mut columns, node, Takes::Text, None)).collect();
        let null = node.get("null_words").map_or_else(|| self.null.clone(), |node| self.walk.words(node));
        let facts = self.facts(&mut columns, name, node, !lead.is_empty(), !account.is_empty());
        let file = FileMap {
            name: name.text.clone(),
            place: name.place,
            layout: self.layout(node),
            null,
            columns: columns.all,
            joins,
            when,
            key,
            duplicates: match node.get("duplicates").map(|node| self.walk.choice(node, &["keep", "drop"])) {
                Some(1) => Duplicates::Drop,
                _ => Duplicates::Keep,
            },
            lead,
            account,
            facts,
        };
        self.check_joined_columns(&file);
        self.walk.leave();
        file
    }

    fn layout(&mut self, node: &Node) -> Layout {
        let encoding = node.get("encoding").and_then(|node| {
            let refuse = |why: String| {
                self.walk.refuse(Reason::Value, node.place, &why, "write one of these, or leave 'encoding' out");
            };
            decode::encoding(node.text().unwrap_or_default()).map_err(refuse).ok()
        });
        let skip_lines = node.get("skip_lines").map_or(0, |node| {
            self.walk.text(node).parse().unwrap_or_else(|_| {
                self.walk.refuse(Reason::Value, node.place, "this is no count of lines", "write a whole number");
                0
            })
        });
        Layout {
            encoding,
            delimiter: node.get("delimiter").and_then(|node| self.walk.letter(node)),
            quote: node
                .get("quote")
                .map(|node| if node.text() == Some("none") { None } else { self.walk.letter(node) }),
            escape: node.get("escape").and_then(|node| self.walk.letter(node)),
            sheet: node.get("sheet").map(|node| self.walk.text(node).to_owned()),
            skip_lines,
            header: node.get("header").map(|node| self.walk.words(node)).unwrap_or_default(),
            cut_long_rows: node.get("long_rows").is_some_and(|node| self.walk.choice(node, &["reject", "cut"]) == 1),
        }
    }

    fn lead(&mut self, columns: &mut Columns, node: &Node) -> Vec<(LeadKey, Cell)> {
        let Some(node) = node.get("lead") else { return Vec::new() };
        let entries = self.walk.map(node, "a lead's key", LEAD);
        let kind = |word: &str| match word {
            "mail" => LeadKey::Mail,
            "user" => LeadKey::User,
            "anonymous" => LeadKey::Anonymous,
            _ => LeadKey::Record,
        };
        entries.iter().map(|(key, node)| (kind(&key.text), self.cell(columns, node, Takes::Text, None))).collect()
    }

    /// `join: {name: {file: other.csv, on: lead_id}}`; `on: {own: theirs}` where the key has two names.
    fn joins(&mut self, columns: &mut Columns, node: &Node) -> Vec<Join> {
        let entries = node.get("join").map(|node| self.walk.any_map(node)).unwrap_or_default();
        entries.iter().filter_map(|(name, node)| self.join(columns, name, node)).collect()
    }

    fn join(&mut self, columns: &mut Columns, name: &Key, node: &Node) -> Option<Join> {
        self.walk.map(node, "a join", &["file", "on"]);
        let (Some(file), Some(on)) = (node.get("file"), node.get("on")) else {
            self.walk.refuse(
                Reason::Missing,
                node.place,
                "a join needs 'file' and 'on'",
                "write {file: other.csv, on: the key's column}",
            );
            return None;
        };
        let (own, other) = match on.entries() {
            Some([(own, theirs)]) => {
                let own = Node {
                    place: own.place,
                    value: entente_core::agreement::source::Value::Scalar { text: own.text.clone(), quoted: true },
                };
                (self.column(columns, &own, false), self.walk.text(theirs).to_owned())
            }
            _ => (self.column(columns, on, false), self.walk.text(on).to_owned()),
        };
        Some(Join { name: name.text.clone(), file: self.walk.text(file).to_owned(), own, other, place: name.place })
    }

    /// `x.column` must name a join `x`, unless no join is there and dots are plain letters.
    fn check_joined_columns(&mut self, file: &FileMap) {
        if let Some(join) = file
            .joins
            .iter()
            .find(|join| !file.columns.iter().any(|column| column.name.starts_with(&format!("{}.", join.name))))
        {
            let what = format!("no column of '{}' is used", join.name);
            let remedy = format!("name one as '{}.column', or remove the join", join.name);
            self.walk.refuse(Reason::Value, join.place, &what, &remedy);
        }
    }
}
