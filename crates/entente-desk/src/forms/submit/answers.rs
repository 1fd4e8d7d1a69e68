//! What was typed into a form: in one spelling, or refused field by field.

use std::collections::BTreeMap;

use entente_connect::csv::value::{NumberForm, number};
use entente_connect::{letter, suggest};
use entente_core::identity::IdentityKey;

use super::Sending;
use crate::forms::{Field, Form, Kind, WORDS_MAX};
use crate::people::{Refusal, Why};

/// The longest short answer, in characters.
const SHORT_MAX: usize = 200;
/// More people no company has.
const EMPLOYEES_MAX: i64 = 10_000_000;

/// Answers by the name of their field; empty ones are left out.
pub(super) type Answers = BTreeMap<String, String>;

/// Reads what the form asks for and nothing else.
pub(super) fn read(form: &Form, sending: &Sending) -> Result<Answers, Vec<Refusal>> {
    let (mut answers, mut refusals) = (Answers::new(), Vec::new());
    for field in &form.fields {
        match answer(form, field, sending.text(field.kind.as_str())) {
            Ok(text) if text.is_empty() => {}
            Ok(text) => drop(answers.insert(field.kind.as_str().to_owned(), text)),
            Err(why) => refusals.push(Refusal { field: field.kind.as_str(), why }),
        }
    }
    if refusals.is_empty() { Ok(answers) } else { Err(refusals) }
}

fn answer(form: &Form, field: &Field, typed: &str) -> Result<String, Why> {
    let keeps_lines = field.kind == Kind::Question;
    let plain = |letter: char| if letter.is_control() && !(keeps_lines && letter == '\n') { ' ' } else { letter };
    let text = typed.replace("\r\n", "\n").chars().map(plain).collect::<String>().trim().to_owned();
    if text.is_empty() {
        return if field.required { Err(Why::Empty) } else { Ok(text) };
    }
    let (max, why) = if keeps_lines { (WORDS_MAX, Why::LongWords) } else { (SHORT_MAX, Why::Long) };
    if text.chars().count() > max {
        return Err(why);
    }
    match field.kind {
        Kind::Email => mail(form, text),
        Kind::Country => Ok(suggest::country(&text).unwrap_or(text)),
        Kind::Employees => employees(&text),
        Kind::Name | Kind::Company | Kind::Title | Kind::Phone | Kind::Question => Ok(text),
    }
}

/// A mail address in its one spelling. Where a letter goes to it, it must be one that mail programs take.
fn mail(form: &Form, text: String) -> Result<String, Why> {
    let Ok(IdentityKey::Mail(mail)) = IdentityKey::Mail(text).normalise() else { return Err(Why::NotMail) };
    let is_one = if form.confirms { letter::is_address(&mail) } else { mail.contains('.') };
    if is_one { Ok(mail) } else { Err(Why::NotMail) }
}

/// A whole number, its thousands set apart in whichever way: `1,250`, `1.250`, `1 250`. Half a person is nobody.
fn employees(text: &str) -> Result<String, Why> {
    let whole = |form: NumberForm| {
        let millionths = number(text, &form).ok()?.as_millionths();
        (millionths % 1_000_000 == 0).then_some(millionths / 1_000_000)
    };
    let count = whole(NumberForm::Point).or_else(|| whole(NumberForm::Comma));
    let count = count.filter(|count| (1..=EMPLOYEES_MAX).contains(count));
    count.map(|count| count.to_string()).ok_or(Why::NotLimit)
}
