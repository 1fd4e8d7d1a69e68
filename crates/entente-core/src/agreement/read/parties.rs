//! Reads the two who sign.

use super::at::{At, Entries};
use super::keys::people;
use super::problems::Problems;
use super::values::text;
use crate::agreement::model::{Parties, Party};
use crate::problem::Reason;

/// Reads both parties.
pub(crate) fn parties(root: &Entries<'_>, problems: &mut Problems) -> Option<Parties> {
    let entries = root.section("parties")?.table(&people::PARTIES, problems);
    let marketing = entries.section("marketing").and_then(|at| party(&at, "Marketing", problems));
    let sales = entries.section("sales").and_then(|at| party(&at, "Sales", problems));
    Some(Parties { marketing: marketing?, sales: sales? })
}

/// A party: who signs for it, or its name and who signs.
fn party(at: &At<'_>, name: &str, problems: &mut Problems) -> Option<Party> {
    if at.node.text().is_some() {
        return Some(Party { name: name.to_owned(), signs: mail(at, problems)? });
    }
    let entries = at.table(&people::PARTY, problems);
    let own = entries.get("name").and_then(|at| text(&at, problems));
    let signs = entries.get("signs").and_then(|at| mail(&at, problems));
    Some(Party { name: own.unwrap_or(name).to_owned(), signs: signs? })
}

fn mail(at: &At<'_>, problems: &mut Problems) -> Option<String> {
    let text = text(at, problems)?;
    let plain = |part: &str| !part.is_empty() && part.chars().all(|c| !c.is_whitespace() && !"@<>,;\"".contains(c));
    if text.split_once('@').is_some_and(|(local, domain)| plain(local) && plain(domain)) {
        return Some(text.to_owned());
    }
    problems.error(Reason::Value, at, format!("'{text}' is not a mail address"), "Write one like ana@company.example");
    None
}

/// Stands in where a party cannot be read, so that the rest of the text is still checked.
pub(crate) fn nobody() -> Parties {
    let party = || Party { name: String::new(), signs: String::new() };
    Parties { marketing: party(), sales: party() }
}
