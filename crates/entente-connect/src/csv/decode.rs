//! Bytes of any common encoding as UTF-8, so that everything behind it reads one kind of text.

mod sniff;
#[cfg(test)]
mod tests;

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

pub use sniff::{Sniffed, Why, is_noise, no_text, sniff};

/// How many bytes are read from the file at once.
const INPUT_BYTES: usize = 64 * 1024;

/// The encoding of this name: any label of the WHATWG list, and the names that spreadsheets and databases use.
///
/// # Errors
/// Says which names are common where the name is none.
pub fn encoding(name: &str) -> Result<&'static Encoding, String> {
    let folded = name.trim().to_ascii_lowercase();
    let label = match folded.as_str() {
        "cp949" | "ms949" | "uhc" => "euc-kr",
        "latin-1" | "cp1252" => "windows-1252",
        other => other,
    };
    Encoding::for_label(label.as_bytes())
        .ok_or_else(|| format!("'{name}' is no encoding known here; common are utf-8, utf-16le, cp949, windows-1252"))
}

/// A reader of UTF-8 over a reader of another encoding. Its own byte-order mark is removed.
///
/// A sequence that is not of the encoding becomes U+FFFD, and [`Decoded::is_damaged`] says so from then on.
pub struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    input: Vec<u8>,
    output: Vec<u8>,
    /// What of `output` was not yet handed out.
    pending: std::ops::Range<usize>,
    /// Bytes in `input` that the decoder has not taken yet.
    untaken: std::ops::Range<usize>,
    bytes_read: u64,
    damaged: bool,
    finished: bool,
}

impl<R: Read> Decoded<R> {
    /// Reads `inner` as `encoding`.
    pub fn new(inner: R, encoding: &'static Encoding) -> Decoded<R> {
        Decoded {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            input: vec![0; INPUT_BYTES],
            output: vec![0; INPUT_BYTES * 3],
            pending: 0..0,
            untaken: 0..0,
            bytes_read: 0,
            damaged: false,
            finished: false,
        }
    }

    /// Whether something read so far was not of the encoding and became U+FFFD.
    pub fn is_damaged(&self) -> bool {
        self.damaged
    }

    /// How many bytes of the file have been read so far, for a progress bar.
    pub fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    fn decode_more(&mut self) -> io::Result<()> {
        let mut at_end = false;
        if self.untaken.is_empty() {
            let count = self.inner.read(&mut self.input)?;
            self.bytes_read += count as u64;
            self.untaken = 0..count;
            at_end = count == 0;
        }
        let source = self.input.get(self.untaken.clone()).unwrap_or_default();
        let (result, read, written, damaged) = self.decoder.decode_to_utf8(source, &mut self.output, at_end);
        self.untaken.start += read;
        self.pending = 0..written;
        self.damaged |= damaged;
        self.finished = at_end && result == CoderResult::InputEmpty;
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.pending.is_empty() && !self.finished {
            self.decode_more()?;
        }
        let count = self.pending.len().min(into.len());
        let from = self.pending.start;
        into[..count].copy_from_slice(&self.output[from..from + count]);
        self.pending.start += count;
        Ok(count)
    }
}

/// Reads all of `from` as `encoding` and shows `visit` each piece; answers false at the first sequence that is not of it.
fn is_all(mut from: impl Read, encoding: &'static Encoding, mut visit: impl FnMut(&str)) -> io::Result<bool> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut input, mut output) = (vec![0; INPUT_BYTES], String::with_capacity(INPUT_BYTES * 3));
    loop {
        let count = from.read(&mut input)?;
        output.clear();
        let (result, _) = decoder.decode_to_string_without_replacement(&input[..count], &mut output, count == 0);
        if result != encoding_rs::DecoderResult::InputEmpty {
            return Ok(false);
        }
        visit(&output);
        if count == 0 {
            return Ok(true);
        }
    }
}

/// Whether all of `from` is UTF-8.
fn is_utf8(from: impl Read) -> io::Result<bool> {
    is_all(from, UTF_8, |_| ())
}
