//! Reads the facts of a file's rows, each by its kind, and guards against columns that give the outcome away.

use entente_core::agreement::model::FieldKind;
use entente_core::agreement::source::{Key, Node};
use entente_core::fact::Value;
use entente_core::id::Name;
use entente_core::problem::{Place, Reason};

use super::super::{At, Cell, FactKind, FactMap, Field, FieldOf, Need, SHOWN_OF_ACCOUNT, SHOWN_OF_LEAD, Source, Takes};
use super::Reader;
use super::cell::Columns;

/// What holds for all facts of a file.
struct Common {
    at: Option<At>,
    by: Option<Cell>,
    has_lead: bool,
    has_account: bool,
}

impl Reader {
    pub(super) fn facts(
        &mut self,
        columns: &mut Columns,
        file: &Key,
        node: &Node,
        has_lead: bool,
        has_account: bool,
    ) -> Vec<FactMap> {
        let at = node.get("at").map(|node| self.at(columns, node));
        let by = node.get("by").map(|node| self.cell(columns, node, Takes::Text, None));
        let common = Common { at, by, has_lead, has_account };
        let items = node.get("facts").map(|node| self.walk.items(node)).unwrap_or_default();
        if items.is_empty() {
            self.walk.refuse(
                Reason::Missing,
                file.place,
                "the file has no facts",
                "write 'facts:' and a list of what its rows tell",
            );
        }
        let mut facts: Vec<FactMap> = items.iter().filter_map(|item| self.fact(columns, item, &common)).collect();
        number_tags(&mut facts);
        facts
    }

    fn fact(&mut self, columns: &mut Columns, node: &Node, common: &Common) -> Option<FactMap> {
        // `- accepted` alone is a fact that takes nothing.
        let bare = Node { place: node.place, value: entente_core::agreement::source::Value::Map(Vec::new()) };
        let (word, place, node) = match (node.entries(), node.text()) {
            (Some([(key, node)]), _) => (key.text.as_str(), key.place, if node.is_null() { &bare } else { node }),
            (None, Some(word)) => (word, node.place, &bare),
            _ => {
                self.walk.refuse(
                    Reason::Value,
                    node.place,
                    "a fact is one word and what it takes",
                    "write '- created: {…}', one fact per dash",
                );
                return None;
            }
        };
        let Some(kind) = FactKind::from_word(word) else {
            let known: Vec<&str> = FactKind::ALL.iter().map(|kind| kind.word()).collect();
            self.walk.refuse_name(Reason::UnknownKey, place, &format!("no fact is called '{word}'"), word, &known);
            return None;
        };
        self.walk.enter(word);
        columns.start();
        let fact = self.fact_of(columns, kind, place, node, common);
        self.refuse_leaks(columns, kind);
        self.walk.leave();
        Some(fact)
    }

    fn fact_of(
        &mut self,
        columns: &mut Columns,
        kind: FactKind,
        place: Place,
        node: &Node,
        common: &Common,
    ) -> FactMap {
        let mut known: Vec<&str> = kind.slots().iter().map(|slot| slot.name).collect();
        known.extend(["at", "by", "when"]);
        known.extend(groups(kind).iter().map(|(name, _)| *name));
        if kind == FactKind::Learnt {
            known.push("verified");
        }
        self.walk.map(node, &format!("'{}'", kind.word()), &known);
        let slots = self.slots(columns, kind, place, node);
        let fields = self.fields(columns, kind, place, node);
        let at = node.get("at").map(|node| self.at(columns, node)).or_else(|| common.at.clone());
        let at = at.unwrap_or_else(|| {
            if kind != FactKind::Created {
                self.walk.refuse(
                    Reason::Missing,
                    place,
                    "nothing says when this happened",
                    "add 'at:' here or to the file: a column or a date",
                );
            }
            At::Earliest
        });
        self.check_about(kind, place, &fields, common);
        FactMap {
            kind,
            tag: tag(kind, &slots),
            place,
            when: node.get("when").map(|node| self.tests(columns, node)).unwrap_or_default(),
            at,
            by: node.get("by").map(|node| self.cell(columns, node, Takes::Text, None)).or_else(|| common.by.clone()),
            slots,
            fields,
            verified: node.get("verified").is_some_and(|node| self.walk.yes(node)),
        }
    }

    fn slots(&mut self, columns: &mut Columns, kind: FactKind, place: Place, node: &Node) -> Vec<Option<Cell>> {
        let slots = kind.slots().iter().map(|slot| {
            let given = node.get(slot.name);
            if given.is_none() && slot.need == Need::Must {
                let what = format!("'{}' needs '{}'", kind.word(), slot.name);
                self.walk.refuse(Reason::Missing, place, &what, &format!("add '{}: …'", slot.name));
            }
            given.map(|node| self.cell(columns, node, slot.takes, None))
        });
        slots.collect()
    }

    fn fields(&mut self, columns: &mut Columns, kind: FactKind, place: Place, node: &Node) -> Vec<Field> {
        let mut fields = Vec::new();
        for (group, of) in groups(kind) {
            let entries = node.get(group).map(|node| self.walk.any_map(node)).unwrap_or_default();
            for (name, node) in entries {
                let declared = self.declared_kind(name, *of);
                let cell = self.cell(columns, node, Takes::Text, declared.as_ref());
                fields.push(Field { of: *of, name: Name::new(name.text.clone()), cell });
            }
        }
        if kind == FactKind::Learnt && fields.is_empty() {
            self.walk.refuse(
                Reason::Missing,
                place,
                "nothing is learnt here",
                "write 'lead: {field: column}' or 'account: {field: column}'",
            );
        }
        fields
    }

    /// The agreement's kind of a field; refuses a name that neither it declares nor pages show.
    fn declared_kind(&mut self, name: &Key, of: FieldOf) -> Option<FieldKind> {
        let declared = self.declared.as_ref()?;
        let (fields, whose, shown) = match of {
            FieldOf::Lead => (&declared.lead, "lead", SHOWN_OF_LEAD),
            FieldOf::Account => (&declared.account, "account", SHOWN_OF_ACCOUNT),
            FieldOf::Event => return None,
        };
        if let Some((_, kind)) = fields.iter().find(|(own, _)| *own == name.text) {
            return Some(kind.clone());
        }
        if shown.contains(&name.text.as_str()) {
            return None;
        }
        let known: Vec<String> = fields.iter().map(|(name, _)| name.clone()).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let what = format!("the agreement declares no {whose} field '{}'", name.text);
        self.walk.refuse_name(Reason::UnknownName, name.place, &what, &name.text, &known);
        None
    }

    /// A fact about a lead or account needs its key in the row.
    fn check_about(&mut self, kind: FactKind, place: Place, fields: &[Field], common: &Common) {
        let of = |of: FieldOf| fields.iter().any(|field| field.of == of);
        let about_lead = if kind == FactKind::Learnt { of(FieldOf::Lead) } else { kind.is_about_lead() };
        if about_lead && !common.has_lead {
            self.walk.refuse(
                Reason::Missing,
                place,
                "nothing says whom this is about",
                "add 'lead: {record: column}' to the file, or mail, user, anonymous",
            );
        }
        if (kind == FactKind::Owned || of(FieldOf::Account)) && !common.has_account {
            self.walk.refuse(
                Reason::Missing,
                place,
                "nothing says which account this is about",
                "add 'account: column' to the file",
            );
        }
    }

    /// Columns known to give the outcome away may only tell the outcome.
    fn refuse_leaks(&mut self, columns: &Columns, kind: FactKind) {
        if kind.is_outcome() {
            return;
        }
        let leaks: Vec<(String, Place)> = columns
            .recent()
            .filter(|column| self.leaks.contains(&column.name))
            .map(|column| (column.name.clone(), column.place))
            .collect();
        for (name, place) in leaks {
            let what = format!("'{name}' is listed under 'leaks': it is filled in once the outcome is known");
            self.walk.refuse(
                Reason::Value,
                place,
                &what,
                "use it only in facts that tell an outcome, or take it off the list",
            );
        }
    }
}

/// The keys under which a kind takes named values.
fn groups(kind: FactKind) -> &'static [(&'static str, FieldOf)] {
    match kind {
        FactKind::Learnt => &[("lead", FieldOf::Lead), ("account", FieldOf::Account)],
        FactKind::Happened => &[("properties", FieldOf::Event)],
        _ => &[],
    }
}

/// What tells a fact from the others of its file: its kind, and the event's name where it is written in the mapping.
fn tag(kind: FactKind, slots: &[Option<Cell>]) -> String {
    let event = slots.first().and_then(Option::as_ref).filter(|_| kind == FactKind::Happened);
    match event.map(|cell| &cell.source) {
        Some(Source::Fixed(Value::Text(event))) => format!("{}:{event}", kind.word()),
        _ => kind.word().to_owned(),
    }
}

/// Numbers those that would otherwise be called the same, from the second on.
fn number_tags(facts: &mut [FactMap]) {
    for place in 1..facts.len() {
        let (before, rest) = facts.split_at_mut(place);
        let Some(fact) = rest.first_mut() else { continue };
        let same = before.iter().filter(|other| other.tag.split('#').next() == Some(fact.tag.as_str())).count();
        if same > 0 {
            fact.tag = format!("{}#{}", fact.tag, same + 1);
        }
    }
}
