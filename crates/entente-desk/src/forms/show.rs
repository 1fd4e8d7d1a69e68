//! All forms with what came of them.

use entente_store::{Store, SubmissionStatus};

use super::Form;
use crate::Error;

/// How often a form was sent, and what came of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// They are facts.
    pub kept: u64,
    /// Of these, the address is yet to be confirmed.
    pub waiting: u64,
    /// Of these, the address was confirmed.
    pub confirmed: u64,
    /// They look like no person's, and somebody is to decide.
    pub held: u64,
    /// Somebody let them go, or nobody decided for a month.
    pub dropped: u64,
}

/// A form with what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The form.
    pub form: Form,
    /// What came of it.
    pub counts: Counts,
}

/// All forms, by name.
///
/// # Errors
/// Those of the store.
pub fn list(store: &Store) -> Result<Vec<Listed>, Error> {
    let counted = store.submission_counts()?;
    let of = |id: i64| {
        let mut counts = Counts::default();
        for (_, status, count) in counted.iter().filter(|(form, ..)| *form == id) {
            match status {
                SubmissionStatus::Held => counts.held += count,
                SubmissionStatus::Dropped => counts.dropped += count,
                SubmissionStatus::Kept | SubmissionStatus::Lapsed => counts.kept += count,
                SubmissionStatus::Waiting => {
                    (counts.kept, counts.waiting) = (counts.kept + count, counts.waiting + count);
                }
                SubmissionStatus::Confirmed => {
                    (counts.kept, counts.confirmed) = (counts.kept + count, counts.confirmed + count);
                }
            }
        }
        counts
    };
    let forms = store.forms()?.into_iter().map(Form::of).collect::<Result<Vec<_>, _>>()?;
    Ok(forms.into_iter().map(|form| Listed { counts: of(form.id), form }).collect())
}
