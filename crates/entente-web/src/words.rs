//! Everything pages say, in English and Korean: Fluent messages by name, with a test that both languages have each.

use std::borrow::Cow;
use std::sync::OnceLock;

use entente_core::lang::Lang;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

mod files {
    include!(concat!(env!("OUT_DIR"), "/locales.rs"));
}

#[cfg(test)]
mod tests;

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: OnceLock<[Bundle; 2]> = OnceLock::new();

fn bundle(lang: Lang) -> &'static Bundle {
    let bundles = BUNDLES.get_or_init(|| [read("en", files::ENGLISH), read("ko", files::KOREAN)]);
    match lang {
        Lang::En => &bundles[0],
        Lang::Ko => &bundles[1],
    }
}

/// Reads message files. What cannot be read is left out here, and found by the tests.
fn read(language: &str, texts: &[(&str, &str)]) -> Bundle {
    let language: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Marks of direction around every value would only be in the way: both languages run from left to right.
    bundle.set_use_isolating(false);
    for (_, text) in texts {
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(partly, _)| partly);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The message of this name. A name nobody wrote a message for is shown as it is.
pub(crate) fn say(lang: Lang, key: &str) -> Cow<'static, str> {
    say_with(lang, key, &[])
}

/// The message of this name with its values.
pub(crate) fn say_with(lang: Lang, key: &str, values: &[(&str, &str)]) -> Cow<'static, str> {
    find(lang, key, values).unwrap_or_else(|| Cow::Owned(key.to_owned()))
}

/// The message of this name, or none. Values that are whole numbers choose the plural.
pub(crate) fn find(lang: Lang, key: &str, values: &[(&str, &str)]) -> Option<Cow<'static, str>> {
    let bundle = bundle(lang);
    let pattern = bundle.get_message(key)?.value()?;
    let mut args = FluentArgs::new();
    for (name, value) in values {
        // Only what reads the same as a number is one: not a deal's key like 0012, nor points like +15.
        let number = value.parse::<i64>().ok().filter(|number| number.to_string() == *value);
        let value = number.map_or_else(|| FluentValue::from(*value), FluentValue::from);
        args.set((*name).to_owned(), value.into_owned());
    }
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
    Some(Cow::Owned(text))
}
