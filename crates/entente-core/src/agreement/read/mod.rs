//! Reads an agreement's YAML text, and refuses what cannot run or cannot be kept: all of it at once, each with its
//! place, its clause and what to do.

#[cfg(test)]
pub(crate) mod asked;
mod at;
mod calendars;
mod defaults;
mod examples;
mod fields;
mod fit;
mod goals;
mod handoff;
mod keep;
pub mod keys;
mod meetings;
mod moment;
mod names;
mod never;
mod nurture;
mod parties;
mod problems;
mod signals;
mod sla;
mod stages;
mod target;
#[cfg(test)]
mod tests;
mod values;
mod words;

use at::{At, Entries};
pub use calendars::read_calendars;
use names::Names;
use problems::Problems;
pub use target::target;

use super::model::{Agreement, Handoff};
use super::source;
use crate::problem::{Problem, Reason, Weight};

/// What reading a text gives: an agreement where no problem is an error, and every problem, in the text's order.
#[derive(Debug, Clone)]
pub struct Read {
    /// The checked agreement; none where there is an error.
    pub agreement: Option<Agreement>,
    /// Errors and advice, in the order of the text.
    pub problems: Vec<Problem>,
}

/// Reads an agreement's YAML text and checks all of it.
#[must_use]
pub fn read(text: &str) -> Read {
    let parsed = source::parse(text);
    let mut problems = Problems(parsed.problems);
    let agreement = parsed.root.map(|root| agreement(&At::root(&root), &mut problems));
    let problems = problems.sorted();
    let is_sound = problems.iter().all(|problem| problem.weight == Weight::Advice);
    Read { agreement: agreement.filter(|_| is_sound), problems }
}

/// Reads every section; names first, so that sections may stand in any order.
fn agreement(at: &At<'_>, problems: &mut Problems) -> Agreement {
    let root = at.table(&keys::ROOT, problems);
    let entente = root.section("entente").and_then(|at| version(&at, problems));
    let title = root.section("title").and_then(|at| values::text(&at, problems).map(str::to_owned));
    let timezone = root.section("timezone").and_then(|at| calendars::zone(&at, problems));
    let timezone = timezone.unwrap_or_else(|| defaults::TIMEZONE.to_owned());
    let currency = currency(&root, problems);
    let parties = parties::parties(&root, problems);
    let (lead_fields, account_fields) = fields::fields(&root, problems);
    let names = Names::of(&root, &lead_fields, &account_fields);
    refuse_double_names(&root, &names, problems);
    let mut stages = stages::stages(&root, &names, problems);
    let handoff = handoff::handoff(&root, &names, &stages, parties.as_ref(), problems);
    let handoff_at = handoff.as_ref().map(|handoff| &handoff.at).filter(|at| at.as_str() != Handoff::ELSEWHERE);
    stages::give_owners(&mut stages, handoff_at, &root);
    let sla = sla::sla(&root, &names, moment::Way { stages: &stages, handoff_at }, problems);
    Agreement {
        entente: entente.unwrap_or_default(),
        title: title.unwrap_or_default(),
        currency,
        parties: parties.unwrap_or_else(parties::nobody),
        calendars: calendars::calendars(root.section("calendars").as_ref(), &timezone, problems),
        timezone,
        goals: goals::goals(&root, &names, problems),
        lists: fields::lists(&root, problems),
        buyers: fit::buyers(&root, &names, problems),
        fit: fit::fit(&root, &names, problems),
        grades: fit::grades(&root, problems),
        signals: signals::signals(&root, &names, problems),
        levels: fit::levels(&root, problems),
        leaves: stages::leaves(&root, &names, problems),
        qualified: stages::qualified(&root, &names, problems),
        handoff,
        sla,
        nurture: nurture::nurture(&root, &names, problems),
        segments: nurture::segments(&root, &names, problems),
        metrics: goals::metrics(&root, &names, problems),
        meetings: meetings::meetings(&root, problems),
        amend: meetings::amend(&root, problems),
        keep: keep::keep(&root, problems),
        examples: examples::examples(&root, &names, &lead_fields, &account_fields, problems),
        lead_fields,
        account_fields,
        stages,
    }
}

/// The version of the language.
fn version(at: &At<'_>, problems: &mut Problems) -> Option<u32> {
    let text = values::text(at, problems)?;
    if text != "1" {
        let what = format!("version '{text}' of the language is not known");
        problems.error(Reason::Value, at, what, "Write 1");
    }
    Some(1)
}

fn currency(root: &Entries<'_>, problems: &mut Problems) -> String {
    let Some(at) = root.section("currency") else { return defaults::CURRENCY.to_owned() };
    let text = values::text(&at, problems).unwrap_or(defaults::CURRENCY);
    if text.len() != 3 || !text.bytes().all(|byte| byte.is_ascii_uppercase()) {
        problems.error(Reason::Value, &at, format!("'{text}' is not an ISO 4217 code"), "Write one like EUR or KRW");
    }
    text.to_owned()
}

/// Promises name stages, signals and milestones by one word each, so no word may mean two of them.
fn refuse_double_names(root: &Entries<'_>, names: &Names, problems: &mut Problems) {
    let Some(signals) = root.section("signals") else { return };
    for (name, at) in signals.clauses(&mut Problems::default()) {
        let is_stage = names.lead.stages.contains(&name);
        if is_stage || crate::milestone::Milestone::from_word(name.as_str()).is_some() {
            let other = if is_stage { "a stage" } else { "a word of the language" };
            let what = format!("'{name}' is {other} too, and promises could not tell them apart");
            problems.key_error(Reason::Duplicate, &at, what, "Give the signal another name");
        }
    }
}
