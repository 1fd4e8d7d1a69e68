//! What the wizard found and what would be told, in the reader's words.

use entente_core::fact::{NewAbout, NewFact, Value, What};
use entente_core::identity::IdentityKey;
use entente_desk::import::{Because, Came, Column, Doubt, Form, Gap, Meaning, Noted, Target, Why, example};

use super::{CamePage, ColumnsPage, PreviewPage};
use crate::page::Page;

/// A fact that would be told.
pub(super) struct Told {
    pub(super) line: u64,
    pub(super) when: String,
    pub(super) who: String,
    pub(super) what: String,
}

impl Told {
    pub(super) fn of(page: &Page, line: u64, fact: &NewFact) -> Told {
        let who = match &fact.about {
            NewAbout::Lead { keys, .. } => keys.iter().map(key).collect::<Vec<_>>().join(", "),
            NewAbout::Account(key) => page.say_with("preview-account", &[("name", key)]).into_owned(),
            _ => String::new(),
        };
        Told { line, when: page.at(&fact.at), who, what: what(page, &fact.what) }
    }
}

fn key(key: &IdentityKey) -> String {
    match key {
        IdentityKey::Mail(text) | IdentityKey::User(text) | IdentityKey::Anonymous(text) => text.clone(),
        IdentityKey::Record(source, number) => format!("{source} {number}"),
    }
}

fn what(page: &Page, what: &What) -> String {
    match what {
        What::Created { source: Some(source) } => {
            page.say_with("preview-created-from", &[("source", source)]).into_owned()
        }
        What::Created { source: None } => page.say("preview-created").into_owned(),
        What::Learnt { values, .. } => {
            let values = values.iter().map(|(name, value)| format!("{}: {}", field(page, name.as_str()), shown(value)));
            values.collect::<Vec<_>>().join(" · ")
        }
        What::Owned { owner: Some(owner) } => page.say_with("preview-owned", &[("name", owner.as_str())]).into_owned(),
        What::Consent { given: false, .. } => page.say("preview-opted-out").into_owned(),
        other => format!("{other:?}"),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::Bool(yes) => yes.to_string(),
        Value::Number(number) => crate::format::number(*number),
        Value::Text(text) => text.clone(),
        Value::Set(words) => words.join(", "),
    }
}

/// A field in the reader's words where it is a common one, else its name: `number of employees` of `number_of_employees`.
fn field(page: &Page, name: &str) -> String {
    page.say_or(&format!("field-{}", name.to_ascii_lowercase().replace('_', "-")), &name.replace('_', " "))
}

/// The end of the name of a meaning's message.
fn meaning_key(meaning: Meaning) -> &'static str {
    use Meaning as M;
    match meaning {
        M::Mail => "mail",
        M::Record => "record",
        M::User => "user",
        M::Anonymous => "anonymous",
        M::Name => "name",
        M::FirstName => "first-name",
        M::LastName => "last-name",
        M::Title => "title",
        M::Salutation => "salutation",
        M::Seniority => "seniority",
        M::Department => "department",
        M::Phone => "phone",
        M::City => "city",
        M::State => "state",
        M::Zip => "zip",
        M::Street => "street",
        M::Country => "country",
        M::Language => "language",
        M::Company => "company",
        M::Domain => "domain",
        M::Employees => "employees",
        M::Revenue => "revenue",
        M::Industry => "industry",
        M::Source => "source",
        M::Created => "created",
        M::Modified => "modified",
        M::OptedOut => "opted-out",
        M::OptedIn => "opted-in",
        M::Owner => "owner",
        M::AccountOwner => "account-owner",
        M::Stage => "stage",
        M::Status => "status",
        M::Score => "score",
    }
}

impl ColumnsPage {
    /// How the file holds its rows.
    pub(super) fn form(&self) -> String {
        let page = &self.page;
        match &self.proposal.form {
            Form::Text { encoding, delimiter } => {
                let delimiter = if *delimiter == '\t' {
                    page.say("import-tabs").into_owned()
                } else {
                    format!("“{delimiter}”")
                };
                let encoding = encoding.encoding.name();
                page.say_with("import-form-text", &[("encoding", encoding), ("delimiter", &delimiter)]).into_owned()
            }
            Form::Workbook { sheet, .. } => page.say_with("import-form-sheet", &[("name", sheet)]).into_owned(),
        }
    }

    /// What a target is called.
    pub(super) fn target(&self, target: &Target) -> String {
        match target {
            Target::LeadField(name) => {
                self.page.say_with("target-of-lead", &[("name", &field(&self.page, name.as_str()))]).into_owned()
            }
            Target::AccountField(name) => {
                self.page.say_with("target-of-account", &[("name", &field(&self.page, name.as_str()))]).into_owned()
            }
            plain => {
                let key = format!("target-{}", plain.to_string().replace('_', "-"));
                self.page.say_or(&key, &plain.to_string())
            }
        }
    }

    fn meaning(&self, meaning: Meaning) -> String {
        self.page.say_or(&format!("meaning-{}", meaning_key(meaning)), "")
    }

    /// Why a column is taken for what it is taken for.
    pub(super) fn why(&self, column: &Column) -> String {
        let page = &self.page;
        let say = |key: &str, meaning: Meaning| page.say_with(key, &[("meaning", &self.meaning(meaning))]).into_owned();
        match &column.why {
            Why::Field(name) => {
                page.say_with("import-why-field", &[("name", &field(&self.page, name.as_str()))]).into_owned()
            }
            Why::System(system, meaning) => {
                let values = [("system", system.name()), ("meaning", &self.meaning(*meaning))];
                page.say_with("import-why-system", &values).into_owned()
            }
            Why::Heading(meaning) => say("import-why-heading", *meaning),
            Why::Mails => page.say("import-why-mails").into_owned(),
            Why::Times => page.say("import-why-times").into_owned(),
            Why::Countries => page.say("import-why-countries").into_owned(),
            Why::Better(other) => page.say_with("import-why-better", &[("name", other)]).into_owned(),
            Why::WorkedOut(meaning) => say("import-why-worked-out", *meaning),
            Why::NoField(meaning) => say("import-why-no-field", *meaning),
            Why::Contradicts(meaning) => say("import-why-contradicts", *meaning),
            Why::Members => page.say("import-why-members").into_owned(),
            Why::Empty => page.say("import-why-empty").into_owned(),
            Why::Nothing => page.say("import-why-nothing").into_owned(),
        }
    }

    /// What should be looked at before a column is used.
    pub(super) fn doubts(&self, column: &Column, target: &Target) -> Vec<String> {
        if *target == Target::Leave {
            return Vec::new();
        }
        let page = &self.page;
        let said = |doubt: &Doubt| match doubt {
            Doubt::Ways(_) => page.say("import-doubt-ways").into_owned(),
            Doubt::Unfit { values, of, like } => {
                let key = if *target == Target::Created { "import-doubt-rejected" } else { "import-doubt-unknown" };
                let like = like.iter().map(|text| format!("“{text}”")).collect::<Vec<_>>().join(", ");
                page.say_with(key, &[("n", &values.to_string()), ("of", &of.to_string()), ("like", &like)]).into_owned()
            }
            Doubt::Unlike => page.say("import-doubt-unlike").into_owned(),
            Doubt::Empty => page.say("import-why-empty").into_owned(),
        };
        column.reading(target, &self.known).1.iter().map(said).collect()
    }

    /// The ways in which the times of a column can be read, each with an example, and the one that is taken.
    pub(super) fn ways(&self, place: &usize, column: &Column, target: &Target) -> Vec<(String, String, bool)> {
        let (reading, doubts) = column.reading(target, &self.known);
        let Some(Doubt::Ways(ways)) = doubts.into_iter().find(|doubt| matches!(doubt, Doubt::Ways(_))) else {
            return Vec::new();
        };
        let chosen = self.proposal.chosen.get(*place).and_then(|(_, format)| format.clone()).unwrap_or(reading.format);
        ways.into_iter()
            .map(|way| (example(&way), way.clone(), way == chosen))
            .map(|(shown, way, is)| (way, shown, is))
            .collect()
    }

    /// What is missing as a whole.
    pub(super) fn gaps(&self) -> Vec<&'static str> {
        let key = |gap: &Gap| match gap {
            Gap::NoPerson => "import-wrong-no-person",
            Gap::NoAccount => "import-gap-no-account",
        };
        self.proposal.gaps.iter().map(key).collect()
    }
}

/// A figure of what came or would come: its message, the number, and whether somebody should look at it.
type Sum = (&'static str, u64, bool);

/// Why a row was rejected, in the reader's language.
fn why_not(page: &Page, because: &Because) -> String {
    let key = page.key("unfit-", &because.key);
    let why = page.find_with(&key, &named(&because.values)).unwrap_or_else(|| because.reason.clone());
    match &because.column {
        Some(column) => page.say_with("unfit-in", &[("column", column), ("why", &why)]).into_owned(),
        None => why,
    }
}

/// What was odd about the file and how often, in the reader's language.
fn odd(page: &Page, noted: &Noted) -> String {
    let odd = page.find_with(&page.key("odd-", &noted.key), &named(&noted.values));
    let odd = odd.unwrap_or_else(|| noted.odd.clone());
    page.say_with("odd-times", &[("n", &page.number(&noted.times)), ("odd", &odd)]).into_owned()
}

/// Values under the names that messages have for them.
fn named(values: &[String]) -> Vec<(&'static str, &str)> {
    ["one", "two", "three"].into_iter().zip(values.iter().map(String::as_str)).collect()
}

fn sums(came: &Came) -> Vec<Sum> {
    let [rows, with_facts, rejected, left_out, duplicates] = came.rows;
    let [new, known, follow, ahead] = came.facts;
    let all = [
        ("import-sum-rows", rows, false),
        ("import-sum-with-facts", with_facts, false),
        ("import-sum-rejected", rejected, rejected > 0),
        ("import-sum-duplicates", duplicates, false),
        ("import-sum-left-out", left_out, false),
        ("import-sum-new", new + follow, false),
        ("import-sum-known", known, false),
        ("import-sum-ahead", ahead, ahead > 0),
    ];
    let is_shown = |(key, number, _): &Sum| {
        *number > 0 || ["import-sum-rows", "import-sum-rejected", "import-sum-new"].contains(key)
    };
    all.into_iter().filter(is_shown).collect()
}

impl PreviewPage {
    pub(super) fn sums(&self, came: &Came) -> Vec<Sum> {
        sums(came)
    }

    pub(super) fn because(&self, because: &Because) -> String {
        why_not(&self.page, because)
    }

    pub(super) fn odd(&self, noted: &Noted) -> String {
        odd(&self.page, noted)
    }
}

impl CamePage {
    pub(super) fn sums(&self, came: &Came) -> Vec<Sum> {
        sums(came)
    }

    pub(super) fn because(&self, because: &Because) -> String {
        why_not(&self.page, because)
    }

    pub(super) fn odd(&self, noted: &Noted) -> String {
        odd(&self.page, noted)
    }
}
