//! Lines of text in few bytes: what is alike in the facts of a stream is written once for all of them.

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

/// What squeezes, kept from one block to the next: to make one costs more than to use it.
pub(crate) struct Squeezer(Compress);

impl Default for Squeezer {
    fn default() -> Squeezer {
        Squeezer(Compress::new(Compression::fast(), false))
    }
}

impl Squeezer {
    /// The text, deflated.
    pub(super) fn squeeze(&mut self, text: &str) -> Result<Vec<u8>, String> {
        self.0.reset();
        let mut out = Vec::with_capacity(text.len() / 2 + 64);
        loop {
            let rest = text.as_bytes().get(self.0.total_in() as usize..).unwrap_or_default();
            let status = self.0.compress_vec(rest, &mut out, FlushCompress::Finish).map_err(|why| why.to_string())?;
            if status == Status::StreamEnd {
                return Ok(out);
            }
            out.reserve(text.len());
        }
    }
}

/// The text that was deflated to these bytes. What is damaged is said to be so; nothing of it is guessed.
pub(super) fn unsqueeze(bytes: &[u8]) -> Result<String, String> {
    let mut inflating = Decompress::new(false);
    let mut out = Vec::with_capacity(bytes.len() * 8);
    loop {
        let rest = bytes.get(inflating.total_in() as usize..).unwrap_or_default();
        let before = (inflating.total_in(), inflating.total_out());
        let status =
            inflating.decompress_vec(rest, &mut out, FlushDecompress::Finish).map_err(|why| why.to_string())?;
        match status {
            Status::StreamEnd => return String::from_utf8(out).map_err(|why| why.to_string()),
            _ if before == (inflating.total_in(), inflating.total_out()) && out.len() < out.capacity() => {
                return Err("it ends too early".to_owned());
            }
            _ => out.reserve(out.len().max(1024)),
        }
    }
}

#[cfg(test)]
mod tests {
    //! Goal: every text comes back as it was, and what is damaged or cut off is refused, never guessed.

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_alike_is_written_once() {
        let text = (0..64).map(|number| format!(r#"{{"key":"m{number}","event":"Page Viewed"}}"#)).collect::<String>();
        let squeezed = Squeezer::default().squeeze(&text).unwrap();
        assert!(squeezed.len() * 4 < text.len(), "{} of {}", squeezed.len(), text.len());
    }

    #[test]
    fn what_is_cut_off_is_refused() {
        let squeezed = Squeezer::default().squeeze(&"a page was viewed\n".repeat(40)).unwrap();
        for end in 0..squeezed.len() {
            assert!(unsqueeze(&squeezed[..end]).is_err(), "cut off after {end} bytes");
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back(texts in prop::collection::vec(".{0,2000}", 1..4)) {
            let mut squeezer = Squeezer::default();
            for text in texts {
                let squeezed = squeezer.squeeze(&text).unwrap();
                prop_assert_eq!(unsqueeze(&squeezed).unwrap(), text);
            }
        }

        #[test]
        fn no_bytes_are_taken_for_what_they_are_not(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(text) = unsqueeze(&bytes) {
                prop_assert!(text.len() < 1 << 20);
            }
        }
    }
}
