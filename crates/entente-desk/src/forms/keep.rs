//! Making a form and changing it, with everything that is wrong with it said at once.

use entente_core::lang::Lang;
use entente_core::time::Instant;
use entente_store::{FormRow, Store, User};

use super::{Field, Form, Kind};
use crate::Error;
use crate::people::{Refusal, Refused, Why, note, refusal};
use crate::sources::is_origin;

/// The longest name of a form, in bytes.
pub const NAME_LENGTH_MAX: usize = 40;
/// The longest wording or thanks, in characters.
pub const WORDS_MAX: usize = 1_000;
/// Names that pages of ours have.
pub const RESERVED: [&str; 4] = ["confirm", "new", "held", "waiting"];
/// The setting that holds the address by which the house was reached when a form was last kept: links in letters go
/// there. It is never taken from whoever sends a form, who could say anything.
const ADDRESS: &str = "public_address";

/// What somebody asks a form to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Its name; only of a new one.
    pub name: String,
    /// What stands above it.
    pub title: String,
    /// What it asks for beside the mail address.
    pub fields: Vec<Field>,
    /// What one agrees to by its box.
    pub wording: String,
    /// Whether an address agrees only once a letter to it was answered.
    pub confirms: bool,
    /// What is said once it was sent.
    pub thanks: String,
    /// Where one goes then.
    pub redirect: String,
    /// `en`, `ko`, or the reader's.
    pub language: String,
    /// Pages that may send and frame it, by origin, with space between.
    pub origins: String,
    /// Whether it is taken.
    pub is_active: bool,
}

impl Asked {
    /// The form as it would be, to be looked at before it is kept.
    #[must_use]
    pub fn as_form(&self, now: Instant) -> Form {
        Form {
            id: 0,
            name: self.name.trim().to_owned(),
            title: self.title.trim().to_owned(),
            fields: self.all_fields(),
            wording: self.wording.trim().to_owned(),
            wording_version: 1,
            confirms: self.confirms,
            thanks: self.thanks.trim().to_owned(),
            redirect: self.redirect.trim().to_owned(),
            language: self.language.parse().ok(),
            origins: self.origins().map(str::to_owned).collect(),
            is_active: self.is_active,
            changed: now,
        }
    }

    fn origins(&self) -> impl Iterator<Item = &str> {
        self.origins.split_whitespace().map(|origin| origin.trim_end_matches('/'))
    }

    /// The mail address first, which every form asks for; then the others in their order.
    fn all_fields(&self) -> Vec<Field> {
        let mut fields = self.fields.clone();
        if let Some(mail) = fields.iter_mut().find(|field| field.kind == Kind::Email) {
            mail.required = true;
        } else {
            fields.push(Field { kind: Kind::Email, required: true, en: String::new(), ko: String::new() });
        }
        fields.sort_by_key(|field| field.kind);
        fields.dedup_by_key(|field| field.kind);
        fields
    }
}

/// Keeps a new form, or changes the one of the name `of`. `address` is where whoever asks has reached the house. Answers
/// its name.
///
/// # Errors
/// [`Refused::Fields`]; nothing is kept then.
pub fn keep(
    store: &mut Store,
    by: &User,
    of: Option<&str>,
    asked: &Asked,
    address: &str,
    now: Instant,
) -> Result<String, Refused> {
    let kept = of.map(|name| store.form(name)).transpose()?.flatten();
    let refusals = refusals(store, kept.as_ref(), asked)?;
    if !refusals.is_empty() {
        return Err(Refused::Fields(refusals));
    }
    let row = row(kept.as_ref(), by, asked, now)?;
    let act = if kept.is_some() { "form.changed" } else { "form.made" };
    match kept {
        Some(_) => store.change_form(&row)?,
        None => drop(store.add_form(&row)?),
    }
    store.put_setting(ADDRESS, address)?;
    note(store, now, Some(by.id), act, &row.name)?;
    Ok(row.name)
}

/// The address that links in letters go to; none before a form was kept.
///
/// # Errors
/// Only those of the store.
pub fn public_address(store: &Store) -> Result<Option<String>, Error> {
    Ok(store.setting(ADDRESS)?)
}

fn row(kept: Option<&FormRow>, by: &User, asked: &Asked, now: Instant) -> Result<FormRow, Error> {
    let form = asked.as_form(now);
    let fields = serde_json::to_string(&form.fields).map_err(|error| Error::State(error.to_string()))?;
    let version = match kept {
        Some(kept) if kept.wording == form.wording => kept.wording_version,
        Some(kept) => kept.wording_version + 1,
        None => 1,
    };
    Ok(FormRow {
        id: kept.map_or(0, |kept| kept.id),
        name: kept.map_or(form.name, |kept| kept.name.clone()),
        title: form.title,
        fields,
        wording: form.wording,
        wording_version: version,
        confirms: form.confirms,
        thanks: form.thanks,
        redirect: form.redirect,
        language: form.language.map(|language| language.to_string()).unwrap_or_default(),
        origins: form.origins.join(" "),
        active: form.is_active,
        user: kept.map_or(by.id, |kept| kept.user),
        created: kept.map_or(now, |kept| kept.created),
        changed: now,
    })
}

fn refusals(store: &Store, kept: Option<&FormRow>, asked: &Asked) -> Result<Vec<Refusal>, Error> {
    let name = asked.name.trim();
    let is_taken = kept.is_none() && store.form(name)?.is_some();
    let long = |text: &str| (text.trim().chars().count() > WORDS_MAX).then_some(Why::LongWords);
    let is_unsaid = asked.confirms && asked.wording.trim().is_empty();
    let is_labelled =
        asked.fields.iter().all(|field| field.en.chars().count() <= 200 && field.ko.chars().count() <= 200);
    let is_language = asked.language.is_empty() || asked.language.parse::<Lang>().is_ok();
    let checks = [
        ("name", if kept.is_some() { None } else { wrong_name(name).or(is_taken.then_some(Why::Taken)) }),
        ("title", refusal::text(&asked.title)),
        ("fields", (!is_labelled).then_some(Why::Long)),
        ("wording", long(&asked.wording).or(is_unsaid.then_some(Why::NoWording))),
        ("thanks", long(&asked.thanks)),
        ("redirect", wrong_redirect(asked.redirect.trim())),
        ("language", (!is_language).then_some(Why::Empty)),
        ("origins", (!asked.origins().all(is_origin)).then_some(Why::NotOrigin)),
    ];
    Ok(checks.into_iter().filter_map(|(field, why)| Some(Refusal { field, why: why? })).collect())
}

/// A name stands in addresses and in conditions of the agreement: plain letters, figures, hyphens.
fn wrong_name(name: &str) -> Option<Why> {
    if name.is_empty() {
        return Some(Why::Empty);
    }
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
    let is_one = name.len() <= NAME_LENGTH_MAX && name.bytes().all(is_letter) && !RESERVED.contains(&name);
    (!is_one).then_some(Why::NotFormName)
}

fn wrong_redirect(address: &str) -> Option<Why> {
    if address.is_empty() {
        return None;
    }
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let is_plain =
        address.len() <= 500 && address.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'<>;,".contains(&byte));
    let is_one = rest.is_some_and(|rest| is_plain && rest.starts_with(|letter: char| letter.is_ascii_alphanumeric()));
    (!is_one).then_some(Why::NotAddress)
}
