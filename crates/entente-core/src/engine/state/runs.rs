//! Runs of bytes in short: most of a state is empty, and a base keeps one for every lead.
//!
//! A run of bytes 0 or of bytes 255 is written as that byte and how many there are, up to 255; every other byte stands for
//! itself.

/// The bytes with their runs in short.
pub(super) fn shortened(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = after_literals(bytes, &mut out);
    while let [byte, ..] = rest {
        let length = rest.iter().take(255).take_while(|other| *other == byte).count();
        out.extend([*byte, length as u8]);
        rest = after_literals(&rest[length..], &mut out);
    }
    out
}

/// Writes the bytes up to the next run; answers what follows.
fn after_literals<'a>(bytes: &'a [u8], out: &mut Vec<u8>) -> &'a [u8] {
    let end = bytes.iter().position(|byte| matches!(byte, 0 | 255)).unwrap_or(bytes.len());
    out.extend_from_slice(&bytes[..end]);
    &bytes[end..]
}

/// The bytes as they were; none where these are not what [`shortened`] writes.
pub(super) fn whole(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len() * 2);
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        match byte {
            0 | 255 => {
                let length = usize::from(*rest.next().filter(|length| **length > 0)?);
                out.resize(out.len() + length, *byte);
            }
            _ => out.push(*byte),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    //! Goal: whatever a state holds comes back, in fewer bytes where much of it is empty.

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn runs_are_written_in_short() {
        let cases: [(&[u8], &[u8]); 6] = [
            (&[], &[]),
            (&[1, 2, 254], &[1, 2, 254]),
            (&[0], &[0, 1]),
            (&[7, 0, 0, 0, 255, 255, 8], &[7, 0, 3, 255, 2, 8]),
            (&[0; 256], &[0, 255, 0, 1]),
            (&[255, 0, 255], &[255, 1, 0, 1, 255, 1]),
        ];
        for (bytes, short) in cases {
            assert_eq!(shortened(bytes), short, "{bytes:?}");
            assert_eq!(whole(short).as_deref(), Some(bytes));
        }
    }

    #[test]
    fn what_was_not_written_so_is_refused() {
        assert_eq!(whole(&[7, 0]), None, "it ends in the middle of a run");
        assert_eq!(whole(&[7, 255, 0]), None, "a run of nothing");
    }

    proptest! {
        #[test]
        fn all_bytes_come_back(bytes in prop::collection::vec(prop_oneof![Just(0_u8), Just(255), any::<u8>()], 0..700)) {
            prop_assert_eq!(whole(&shortened(&bytes)), Some(bytes));
        }
    }
}
