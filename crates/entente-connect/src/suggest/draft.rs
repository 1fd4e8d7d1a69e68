//! What a person has confirmed about a file, and the mapping text it becomes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use entente_core::time::Instant;

use super::{Reading, Target};
use crate::csv::map::Layout;

/// The columns of a file as a person has confirmed them.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The system the file comes from: part of every fact's key and of every record number.
    pub source: String,
    /// The IANA zone of dates and of times without an offset.
    pub zone: String,
    /// How the file is laid out.
    pub layout: Layout,
    /// When the leads came in, where no column says so or its cell is empty.
    pub otherwise: Instant,
    /// The columns that are used.
    pub columns: Vec<Chosen>,
}

/// What a draft lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// No column says who the person of a row is. Without one nothing can be imported.
    NoPerson,
    /// No column says which account a row belongs to; what is told of the account is left out.
    NoAccount,
}

/// A column and what it becomes.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// Its heading.
    pub name: String,
    /// Which member of the JSON objects in it.
    pub member: Option<String>,
    /// What it becomes.
    pub target: Target,
    /// How it is read.
    pub reading: Reading,
}

/// What every file of the mapping is called: its name says nothing, so that a file imported under another name is known.
const ANY_FILE: &str = "*";

impl Draft {
    /// The mapping, as a text that [`crate::csv::map::read`] takes.
    pub fn text(&self) -> String {
        let mut text = format!(
            "entente_map: 1\nsource: {}\ntimezone: {}\n\nfiles:\n  {}:\n",
            quoted(&self.source),
            quoted(&self.zone),
            quoted(ANY_FILE)
        );
        self.layout(&mut text);
        let mut line = |key: &str, value: String| _ = writeln!(text, "    {key}: {value}");
        line("lead", flow(self.keys()));
        let accounts = self.accounts();
        if !accounts.is_empty() {
            line("account", format!("[{}]", accounts.join(", ")));
        }
        line("at", self.at());
        // A list names people: a row that stands twice is one person.
        line("duplicates", "drop".to_owned());
        text += "    facts:\n";
        for fact in self.facts() {
            _ = writeln!(text, "      - {fact}");
        }
        text
    }

    /// What is missing before it can be used, or is left out of it.
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        if self.keys().is_empty() {
            gaps.push(Gap::NoPerson);
        }
        let is_of_account = |column: &Chosen| matches!(column.target, Target::AccountField(_) | Target::AccountOwner);
        if self.accounts().is_empty() && self.columns.iter().any(is_of_account) {
            gaps.push(Gap::NoAccount);
        }
        gaps
    }

    fn layout(&self, text: &mut String) {
        let layout = &self.layout;
        let mut line = |key: &str, value: String| _ = writeln!(text, "    {key}: {value}");
        if let Some(encoding) = layout.encoding {
            line("encoding", quoted(encoding.name()));
        }
        if let Some(sheet) = &layout.sheet {
            line("sheet", quoted(sheet));
        }
        match layout.delimiter {
            Some(b'\t') => line("delimiter", "tab".to_owned()),
            Some(letter) => line("delimiter", quoted(&char::from(letter).to_string())),
            None => {}
        }
        if let Some(letter) = layout.escape {
            line("escape", quoted(&char::from(letter).to_string()));
        }
        if layout.skip_lines > 0 {
            line("skip_lines", layout.skip_lines.to_string());
        }
        if !layout.header.is_empty() {
            let names: Vec<String> = layout.header.iter().map(|name| quoted(name)).collect();
            line("header", format!("[{}]", names.join(", ")));
        }
    }

    /// The columns of a target.
    fn of<'a>(&'a self, target: &'a Target) -> impl Iterator<Item = &'a Chosen> {
        self.columns.iter().filter(move |column| column.target == *target)
    }

    /// By what the person of a row is known.
    fn keys(&self) -> Vec<(String, String)> {
        let keys = [
            ("record", Target::Record),
            ("mail", Target::Mail),
            ("user", Target::User),
            ("anonymous", Target::Anonymous),
        ];
        let found = keys.iter().filter_map(|(word, target)| Some(((*word).to_owned(), self.of(target).next()?.cell())));
        found.collect()
    }

    /// By what the account of a row is known, the surest first: a number, the mail's domain, a web address, its name.
    fn accounts(&self) -> Vec<String> {
        let told = || self.of(&Target::Account);
        let numbers = told().filter(|column| column.reading.kind != "domain").map(Chosen::cell);
        let domain = |column: &Chosen| {
            Chosen { reading: Reading { kind: "domain".to_owned(), ..Reading::default() }, ..column.clone() }.cell()
        };
        let mails = self.of(&Target::Mail).map(domain);
        let sites = told().filter(|column| column.reading.kind == "domain").map(Chosen::cell);
        let name = Target::AccountField("name".into());
        numbers.chain(mails).chain(sites).chain(self.of(&name).map(Chosen::cell)).collect()
    }

    fn at(&self) -> String {
        let otherwise = quoted(&self.otherwise.to_string());
        match self.of(&Target::Created).next() {
            Some(column) => format!(
                "{{column: {}, format: {}, otherwise: {otherwise}}}",
                quoted(&column.name),
                quoted(&column.reading.format)
            ),
            None => format!("{{fixed: {otherwise}}}"),
        }
    }

    fn facts(&self) -> Vec<String> {
        let mut facts = vec![match self.of(&Target::Source).next() {
            Some(column) => format!("created: {{source: {}}}", column.cell()),
            None => "created: {}".to_owned(),
        }];
        let (mut lead, mut account) = (BTreeMap::new(), BTreeMap::new());
        for column in &self.columns {
            match &column.target {
                Target::LeadField(name) => _ = lead.insert(quoted(name.as_str()), column.cell()),
                Target::AccountField(name) => _ = account.insert(quoted(name.as_str()), column.cell()),
                _ => {}
            }
        }
        if self.gaps().contains(&Gap::NoAccount) {
            account.clear();
        }
        let groups = [("lead", lead), ("account", account)].into_iter().filter(|(_, fields)| !fields.is_empty());
        let groups: Vec<(String, String)> = groups.map(|(of, fields)| (of.to_owned(), flow(fields))).collect();
        if !groups.is_empty() {
            facts.push(format!("learnt: {}", flow(groups)));
        }
        let owners = self.of(&Target::AccountOwner).filter(|_| !self.accounts().is_empty());
        facts.extend(owners.map(|column| {
            format!("owned: {{owner: {}, when: {{{}: {{not: null}}}}}}", column.cell(), quoted(&column.name))
        }));
        let left =
            self.of(&Target::OptedOut).filter(|column| !column.reading.yes.is_empty() && column.member.is_none());
        facts.extend(left.map(|column| {
            let yes: Vec<String> = column.reading.yes.iter().map(|word| quoted(word)).collect();
            let when = format!("{{{}: [{}]}}", quoted(&column.name), yes.join(", "));
            format!(
                "consent: {{given: false, evidence: {}, when: {when}}}",
                quoted(&format!("'{}' of the import", column.name))
            )
        }));
        facts
    }
}

impl Chosen {
    /// The cell as a mapping writes it.
    fn cell(&self) -> String {
        let Reading { kind, format, comma, split, alias, lenient, .. } = &self.reading;
        let mut parts = vec![("column".to_owned(), quoted(&self.name))];
        let mut part = |key: &str, value: String| parts.push((key.to_owned(), value));
        if let Some(member) = &self.member {
            part("json", quoted(member));
        }
        if !kind.is_empty() {
            part("type", kind.clone());
        }
        if kind == "date" && !format.is_empty() {
            part("format", quoted(format));
        }
        if *comma {
            part("decimal", "comma".to_owned());
        }
        if !split.is_empty() {
            part("split", quoted(split));
        }
        if !alias.is_empty() {
            part("alias", flow(alias.iter().map(|(spelling, word)| (quoted(spelling), quoted(word)))));
        }
        if *lenient {
            part("unreadable", "skip".to_owned());
        }
        flow(parts)
    }
}

fn flow(entries: impl IntoIterator<Item = (String, String)>) -> String {
    let entries: Vec<String> = entries.into_iter().map(|(key, value)| format!("{key}: {value}")).collect();
    format!("{{{}}}", entries.join(", "))
}

/// A text in double quotes, with what YAML and JSON both write as escapes.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_else(|_| "\"\"".to_owned())
}
