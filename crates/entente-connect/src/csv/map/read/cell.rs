//! Reads where a value comes from and how it is written; a plain word is a column, unless the value itself is meant.

use crate::csv::unfit::Unfit;
use entente_core::agreement::model::FieldKind;
use entente_core::agreement::source::{Node, Value as Yaml};
use entente_core::fact::Value;
use entente_core::number::Decimal;
use entente_core::problem::Reason;
use entente_core::time::Precision;

use super::super::{At, Cell, ColumnId, ColumnRef, Source, Takes, Test};
use super::Reader;
use crate::csv::value::{self, Format, Kind, NumberForm, TimeForm};

/// The columns that a file's entry names, each once.
#[derive(Default)]
pub(super) struct Columns {
    pub(super) all: Vec<ColumnRef>,
    /// Those named since [`Columns::start`], for the guard against leaks.
    recent: Vec<(ColumnRef, ColumnId)>,
}

impl Columns {
    pub(super) fn start(&mut self) {
        self.recent.clear();
    }

    pub(super) fn recent(&self) -> impl Iterator<Item = &ColumnRef> {
        self.recent.iter().map(|(column, _)| column)
    }

    fn take(&mut self, column: ColumnRef) -> ColumnId {
        let known = self.all.iter_mut().enumerate().find(|(_, own)| own.name == column.name);
        let id = match known {
            Some((place, own)) => {
                own.optional &= column.optional;
                ColumnId(place)
            }
            None => {
                self.all.push(column.clone());
                ColumnId(self.all.len() - 1)
            }
        };
        self.recent.push((column, id));
        id
    }
}

const CELL: &[&str] = &[
    "column",
    "fixed",
    "alias",
    "type",
    "is",
    "yes",
    "no",
    "split",
    "decimal",
    "format",
    "zone",
    "precision",
    "json",
    "unreadable",
    "optional",
];
const TIME: &[&str] = &["column", "fixed", "format", "zone", "precision", "otherwise"];
const TYPES: &[&str] = &["text", "number", "percent", "bool", "set", "date", "domain"];

impl Reader {
    pub(super) fn column(&mut self, columns: &mut Columns, node: &Node, optional: bool) -> ColumnId {
        let name = self.walk.text(node).to_owned();
        columns.take(ColumnRef { name, place: node.place, optional })
    }

    /// A value. `declared` is the agreement's kind of the field it is for.
    pub(super) fn cell(
        &mut self,
        columns: &mut Columns,
        node: &Node,
        takes: Takes,
        declared: Option<&FieldKind>,
    ) -> Cell {
        let kind = self.kind(node, takes, declared);
        let plain = |source, kind| Cell { source, member: None, kind, alias: Vec::new(), lenient: false };
        if node.entries().is_none() {
            return match literal(node, takes) {
                Some(value) => plain(Source::Fixed(value), kind),
                None => plain(Source::Column(self.column(columns, node, false)), kind),
            };
        }
        self.walk.map(node, "a value", CELL);
        let optional = node.get("optional").is_some_and(|node| self.walk.yes(node));
        let source = match (node.get("column"), node.get("fixed")) {
            (Some(column), None) => Source::Column(self.column(columns, column, optional)),
            (None, Some(fixed)) => Source::Fixed(self.fixed(fixed, &kind)),
            _ => {
                self.walk.refuse(
                    Reason::Missing,
                    node.place,
                    "a value needs a column or one fixed value",
                    "write {column: name} or {fixed: value}",
                );
                Source::Fixed(Value::Null)
            }
        };
        Cell {
            source,
            member: node.get("json").map(|node| self.walk.text(node).to_owned()),
            kind,
            alias: node.get("alias").map(|node| self.alias(node)).unwrap_or_default(),
            lenient: node.get("unreadable").is_some_and(|node| self.walk.choice(node, &["reject", "skip"]) == 1),
        }
    }

    /// A value for every row: read like a cell, so that `50%` and `1.234,5` may stand here too.
    fn fixed(&mut self, node: &Node, kind: &Kind) -> Value {
        if node.is_null() {
            return Value::Null;
        }
        if let (Yaml::List(_), Kind::Set { .. }) = (&node.value, kind) {
            return Value::Set(self.walk.words(node));
        }
        let text = self.walk.text(node);
        value::value(text, kind).unwrap_or_else(|why| {
            self.walk.refuse(
                Reason::Value,
                node.place,
                &why.to_string(),
                "write a value of the kind that belongs here",
            );
            Value::Null
        })
    }

    fn kind(&mut self, node: &Node, takes: Takes, declared: Option<&FieldKind>) -> Kind {
        if let Some(words) = node.get("is") {
            return Kind::Is(self.walk.words(words));
        }
        let by_slot = match (takes, declared) {
            (Takes::Number, _) | (_, Some(FieldKind::Number)) => 1,
            (Takes::Bool, _) | (_, Some(FieldKind::Bool)) => 3,
            (Takes::Set, _) | (_, Some(FieldKind::Set { .. })) => 4,
            (Takes::Time, _) | (_, Some(FieldKind::Date)) => 5,
            _ => 0,
        };
        let told = node.get("type").map(|node| (self.walk.choice(node, TYPES), node.place));
        if let Some((told, place)) = told
            && told != by_slot
            && !(told == 2 && by_slot == 1)
            && (declared.is_some() || takes != Takes::Text)
        {
            let what = format!("the type here is {}, because of what the value is for", TYPES[by_slot]);
            self.walk.refuse(Reason::Type, place, &what, &format!("remove 'type', or write {}", TYPES[by_slot]));
        }
        match told.map_or(by_slot, |(told, _)| told) {
            1 => Kind::Number(self.number_form(node)),
            2 => Kind::Percent(self.number_form(node)),
            3 => self.bool_words(node),
            4 => Kind::Set { split: node.get("split").map_or(";".to_owned(), |node| self.walk.text(node).to_owned()) },
            5 => Kind::Date(self.time_form(node)),
            6 => Kind::Domain,
            _ => Kind::Text,
        }
    }

    fn number_form(&mut self, node: &Node) -> NumberForm {
        match node.get("decimal").map(|node| self.walk.choice(node, &["point", "comma"])) {
            Some(1) => NumberForm::Comma,
            _ => NumberForm::Point,
        }
    }

    fn bool_words(&mut self, node: &Node) -> Kind {
        match (node.get("yes"), node.get("no")) {
            (None, None) => Kind::usual_bool(),
            (yes, no) => {
                let mut words = |node: Option<&Node>| node.map(|node| self.walk.words(node)).unwrap_or_default();
                Kind::Bool { yes: words(yes), no: words(no) }
            }
        }
    }

    /// `format`, `zone` and `precision` beside a column.
    pub(super) fn time_form(&mut self, node: &Node) -> TimeForm {
        let formats = node.get("format").map(|node| self.walk.words(node)).unwrap_or_default();
        let mut formats: Vec<Format> = formats.into_iter().map(|word| as_format(&word)).collect();
        if formats.is_empty() {
            formats.push(Format::Iso);
        }
        let zone = node.get("zone").map_or_else(|| self.zone.clone(), |node| self.walk.zone(node));
        let precision = node.get("precision").map(|node| {
            [Precision::Second, Precision::Minute, Precision::Day][self.walk.choice(node, &["second", "minute", "day"])]
        });
        TimeForm { formats, zone, precision }
    }

    /// When a fact happened: a column, a date, or both in detail.
    pub(super) fn at(&mut self, columns: &mut Columns, node: &Node) -> At {
        let form = self.time_form(node);
        if node.entries().is_none() {
            return match node.text().map(|text| value::moment(text, &form)) {
                Some(Ok(moment)) => At::Fixed(moment),
                _ => At::Column(self.column(columns, node, false), form, None),
            };
        }
        self.walk.map(node, "a time", TIME);
        match (node.get("column"), node.get("fixed")) {
            (Some(column), None) => {
                // What stands in the mapping is ISO 8601, however the file writes its times.
                let iso = TimeForm { formats: vec![Format::Iso], ..form.clone() };
                let otherwise = node.get("otherwise").and_then(|node| self.fixed_moment(node, &iso));
                At::Column(self.column(columns, column, false), form, otherwise)
            }
            (None, Some(fixed)) => self.fixed_moment(fixed, &form).map_or(At::Earliest, At::Fixed),
            _ => {
                self.walk.refuse(
                    Reason::Missing,
                    node.place,
                    "a time needs a column or one fixed time",
                    "write {column: name} or {fixed: 2022-01-31}",
                );
                At::Earliest
            }
        }
    }

    fn fixed_moment(&mut self, node: &Node, form: &TimeForm) -> Option<value::Moment> {
        let text = self.walk.text(node);
        let refuse = |why: Unfit| {
            self.walk.refuse(
                Reason::Value,
                node.place,
                &why.to_string(),
                "write a date like 2022-01-31, or give its format",
            );
        };
        value::moment(text, form).map_err(refuse).ok()
    }

    /// `alias: {spelling: word}`, or the name of one of the mapping's `aliases`.
    fn alias(&mut self, node: &Node) -> Vec<(String, String)> {
        let Some(name) = node.text() else { return self.alias_pairs(node) };
        match self.aliases.iter().find(|(own, _)| own == name) {
            Some((_, pairs)) => pairs.clone(),
            None => {
                let known: Vec<String> = self.aliases.iter().map(|(name, _)| name.clone()).collect();
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                let what = format!("'aliases' has no '{name}'");
                self.walk.refuse_name(Reason::UnknownName, node.place, &what, name, &known);
                Vec::new()
            }
        }
    }

    pub(super) fn alias_pairs(&mut self, node: &Node) -> Vec<(String, String)> {
        let entries = self.walk.any_map(node);
        entries.iter().map(|(spelling, word)| (spelling.text.clone(), self.walk.text(word).to_owned())).collect()
    }

    /// `when: {column: word, other: [a, b], third: null, fourth: {not: …}}`; all must hold.
    pub(super) fn tests(&mut self, columns: &mut Columns, node: &Node) -> Vec<Test> {
        let entries = self.walk.any_map(node);
        let tests = entries.iter().map(|(name, node)| {
            let column = columns.take(ColumnRef { name: name.text.clone(), place: name.place, optional: false });
            let negated = node.entries().is_some();
            if negated {
                self.walk.map(node, "a test", &["not"]);
            }
            let words = node.get("not").unwrap_or(node);
            let items = if words.entries().is_some() { &[] } else { self.walk.items(words) };
            let words = items.iter().map(|item| item.text().map(str::to_owned)).collect();
            Test { column, words, negated }
        });
        tests.collect()
    }
}

/// A plain text that is the value itself.
fn literal(node: &Node, takes: Takes) -> Option<Value> {
    let text = node.text()?;
    let quoted = matches!(&node.value, Yaml::Scalar { quoted: true, .. });
    match takes {
        Takes::Word => Some(Value::Text(text.to_owned())),
        _ if quoted => None,
        Takes::Bool => match text {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            _ => None,
        },
        Takes::Number => Decimal::parse(text).ok().map(Value::Number),
        _ => None,
    }
}

fn as_format(word: &str) -> Format {
    match word {
        "iso" => Format::Iso,
        "unix" => Format::Unix,
        "unix_ms" => Format::UnixMillis,
        pattern => Format::Pattern(pattern.to_owned()),
    }
}
