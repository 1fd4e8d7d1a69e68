//! The bytes of a request, whatever they are labelled as: inflated within bounds, then parted into items.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::MultiGzDecoder;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::text::Text;

/// The most that a request comes to once it is inflated, in bytes.
pub const BYTES_MAX: usize = 4 * 1024 * 1024;
/// The most that one item comes to, in bytes.
pub const ITEM_BYTES_MAX: usize = 64 * 1024;
/// So many times its size may a squeezed body come to, beyond the first [`FREE_BYTES`]; JSON comes to 5 to 30 times.
const RATIO_MAX: usize = 200;
const FREE_BYTES: usize = 64 * 1024;

/// Why nothing of a request is taken. Sending the same again is refused again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// More than [`BYTES_MAX`], squeezed or not, or squeezed beyond reason.
    #[error("the request is larger than 4 MB: send smaller batches")]
    TooLarge,
    /// It begins like gzip and is none.
    #[error("the body is not valid gzip")]
    Gzip,
    /// It is no JSON.
    #[error("the body is not valid JSON")]
    Json,
    /// It is JSON, but neither an item nor a batch.
    #[error("the body is neither an object nor a batch of objects: send {{\"batch\": [...]}}")]
    NoItems,
}

impl Refused {
    /// Its word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Refused::TooLarge => "too_large",
            Refused::Gzip => "invalid_gzip",
            Refused::Json => "invalid_json",
            Refused::NoItems => "no_items",
        }
    }
}

/// A request parted into items.
#[derive(Debug)]
pub struct Opened<'a> {
    /// The write key that stands in the body.
    pub write_key: Option<String>,
    /// When it says it was sent.
    pub sent: Option<String>,
    /// Each item, as it was sent.
    pub items: Vec<&'a str>,
}

/// The body as it was before it was squeezed. What begins like gzip is taken as that, whatever the headers say.
///
/// # Errors
/// [`Refused::TooLarge`] and [`Refused::Gzip`].
pub fn inflate(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Refused> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return if bytes.len() > BYTES_MAX { Err(Refused::TooLarge) } else { Ok(Cow::Borrowed(bytes)) };
    }
    let most = BYTES_MAX.min(FREE_BYTES + bytes.len().saturating_mul(RATIO_MAX));
    let mut out = Vec::with_capacity(most.min(bytes.len().saturating_mul(8)));
    // One byte more than may be there, so that too much can be told from just enough.
    MultiGzDecoder::new(bytes).take(most as u64 + 1).read_to_end(&mut out).map_err(|_| Refused::Gzip)?;
    if out.len() > most { Err(Refused::TooLarge) } else { Ok(Cow::Owned(out)) }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Envelope<'a> {
    #[serde(borrow)]
    batch: Option<&'a RawValue>,
    #[serde(borrow, rename = "writeKey")]
    write_key: Text<'a>,
    #[serde(borrow, rename = "sentAt")]
    sent_at: Text<'a>,
}

/// Parts an inflated body into items: those of `batch`, or the body itself.
///
/// # Errors
/// [`Refused::Json`] and [`Refused::NoItems`]. What is wrong with one item shows when it is read.
pub fn open(bytes: &[u8]) -> Result<Opened<'_>, Refused> {
    let text = std::str::from_utf8(bytes).map_err(|_| Refused::Json)?.trim_start_matches('\u{feff}').trim();
    let envelope: Envelope<'_> = serde_json::from_str(text).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => Refused::NoItems,
        _ => Refused::Json,
    })?;
    if !text.starts_with('{') {
        return Err(Refused::NoItems);
    }
    let items = match envelope.batch.filter(|batch| batch.get() != "null") {
        Some(batch) => {
            let items: Vec<&RawValue> = serde_json::from_str(batch.get()).map_err(|_| Refused::NoItems)?;
            items.into_iter().map(RawValue::get).collect()
        }
        None => vec![text],
    };
    let owned = |text: Text<'_>| text.said().map(str::to_owned);
    Ok(Opened { write_key: owned(envelope.write_key), sent: owned(envelope.sent_at), items })
}
