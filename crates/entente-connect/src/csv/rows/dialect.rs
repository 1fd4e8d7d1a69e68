//! How a CSV text marks its cells: delimiter, quote and escape.

/// The marks of a CSV text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// Between two cells.
    pub delimiter: u8,
    /// Around a cell that holds delimiters or line breaks; none: quotes are plain text.
    pub quote: Option<u8>,
    /// Before a byte that means itself (`\"`); none: a quote inside quotes is doubled.
    pub escape: Option<u8>,
}

impl Default for Dialect {
    fn default() -> Dialect {
        Dialect { delimiter: b',', quote: Some(b'"'), escape: None }
    }
}

/// The delimiter of a text that begins like this: of comma, semicolon, tab and bar the one that stands most often
/// outside quotes in the first line that is not empty; the earlier of this list where two are equal.
pub fn sniff_delimiter(head: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    let start = head.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(0);
    for byte in head.iter().skip(start) {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            _ if quoted => {}
            _ => {
                if let Some((_, count)) = counts.iter_mut().find(|(delimiter, _)| delimiter == byte) {
                    *count += 1;
                }
            }
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    counts.iter().find(|(_, count)| *count == most).map_or(b',', |(delimiter, _)| *delimiter)
}
