//! Which encoding a file is in when nobody says: one stated rule, and its answer is always reported.

use std::fmt;
use std::io::{self, Read, Seek, SeekFrom};

use encoding_rs::{EUC_KR, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{is_all, is_utf8};

/// How much of a file is looked at for the pattern of UTF-16 without a mark.
const HEAD_BYTES: u64 = 4096;

/// The encoding of a file and how it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sniffed {
    /// Read it as this.
    pub encoding: &'static Encoding,
    /// Why.
    pub why: Why,
}

/// How an encoding is known, in the order in which the rule looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Somebody said so: the mapping or the command line.
    Said,
    /// The file begins with a byte-order mark.
    Mark,
    /// Every other byte of its beginning is zero: UTF-16 without a mark.
    Zeros,
    /// All of it is valid UTF-8.
    Valid,
    /// All of it is valid CP949, and most of what is not ASCII is Hangul.
    Hangul,
    /// None of these: taken for windows-1252, in which every byte means something.
    Guess,
}

/// `UTF-8 (all of it is valid)`, as the summary says it.
impl fmt::Display for Sniffed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = match self.why {
            Why::Said => "as told",
            Why::Mark => "by its mark",
            Why::Zeros => "every other byte is zero",
            Why::Valid => "all of it is valid",
            Why::Hangul => "valid, and mostly Hangul",
            Why::Guess => "a guess; name the encoding if letters look wrong",
        };
        write!(f, "{} ({why})", self.encoding.name())
    }
}

/// A kind of file that is no text, by its first bytes.
const NO_TEXT: &[(&[u8], &str)] = &[
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook, or one with a password"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"%PDF", "a PDF document"),
    (b"PAR1", "a Parquet file"),
];

/// What a file is that is neither text nor a workbook; none where it may be one. Goes back to the file's start.
///
/// # Errors
/// Only those of reading.
pub fn no_text(file: &mut (impl Read + Seek)) -> io::Result<Option<&'static str>> {
    let mut head = Vec::new();
    file.by_ref().take(16).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(NO_TEXT.iter().find(|(start, _)| head.starts_with(start)).map(|(_, what)| *what))
}

/// Whether a file of which no encoding is known holds what no text holds: one in fifty of its first bytes is a sign that
/// steers a terminal, and neither space nor the end of a line. Goes back to the file's start.
///
/// # Errors
/// Only those of reading.
pub fn is_noise(file: &mut (impl Read + Seek)) -> io::Result<bool> {
    let mut head = Vec::new();
    file.by_ref().take(HEAD_BYTES).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(0))?;
    let steers = head.iter().filter(|byte| byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c));
    Ok(steers.count() * 50 > head.len())
}

/// Finds the encoding of a file by reading it, and goes back to its start.
///
/// The rule, first match: a byte-order mark; zeros at every other place (UTF-16); all valid UTF-8; all valid CP949 and
/// mostly Hangul; else windows-1252. Reads the whole file: a Latin letter in the last row must not break an import.
///
/// # Errors
/// Only those of reading.
pub fn sniff(file: &mut (impl Read + Seek)) -> io::Result<Sniffed> {
    let mut head = Vec::new();
    file.by_ref().take(HEAD_BYTES).read_to_end(&mut head)?;
    let found = |encoding, why| Ok(Sniffed { encoding, why });
    file.seek(SeekFrom::Start(0))?;
    if let Some((encoding, _)) = Encoding::for_bom(&head) {
        return found(encoding, Why::Mark);
    }
    if let Some(encoding) = by_zeros(&head) {
        return found(encoding, Why::Zeros);
    }
    let utf8 = is_utf8(file.by_ref())?;
    file.seek(SeekFrom::Start(0))?;
    if utf8 {
        return found(UTF_8, Why::Valid);
    }
    let korean = is_mostly_hangul(file.by_ref())?;
    file.seek(SeekFrom::Start(0))?;
    if korean { found(EUC_KR, Why::Hangul) } else { found(WINDOWS_1252, Why::Guess) }
}

/// UTF-16 of mostly Latin text has a zero in nine of ten of its high bytes, and hardly one in its low bytes.
fn by_zeros(head: &[u8]) -> Option<&'static Encoding> {
    let (pairs, _) = head.as_chunks::<2>();
    let zeros = |place: usize| pairs.iter().filter(|pair| pair[place] == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    match pairs.len() {
        0..2 => None,
        count if first * 10 >= count * 9 && second * 10 <= count => Some(UTF_16BE),
        count if second * 10 >= count * 9 && first * 10 <= count => Some(UTF_16LE),
        _ => None,
    }
}

fn is_mostly_hangul(file: impl Read) -> io::Result<bool> {
    let (mut foreign, mut hangul) = (0_u64, 0_u64);
    let valid = is_all(file, EUC_KR, |text| {
        for letter in text.chars().filter(|letter| !letter.is_ascii()) {
            foreign += 1;
            hangul += u64::from(matches!(letter, '가'..='힣' | 'ㄱ'..='ㆎ'));
        }
    })?;
    Ok(valid && hangul * 2 > foreign)
}
