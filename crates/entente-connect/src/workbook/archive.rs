//! How large a workbook is unpacked, found out by unpacking it into nothing before anything of it is kept.

use std::io::{self, Read, Seek};

use zip::ZipArchive;

use super::Error;

/// The most that the sheets have together. They are read as they are unpacked and never held.
const SHEET_BYTES_MAX: u64 = 1024 * MEBIBYTE;
/// The most that all other parts have together: texts, formats and relations, which are held.
const PART_BYTES_MAX: u64 = 256 * MEBIBYTE;
const MEBIBYTE: u64 = 1024 * 1024;
/// A deflated part grows by no more than this.
const GROWTH_MAX: u64 = 1_032;
/// More parts than any workbook has.
const PARTS_MAX: usize = 10_000;

/// Refuses an archive that is no workbook, or one that would fill the memory. What its directory says of sizes is not
/// believed.
pub(super) fn check(file: &mut (impl Read + Seek)) -> Result<(), Error> {
    let damaged = |error: zip::result::ZipError| Error::Damaged(error.to_string());
    let mut archive = ZipArchive::new(&mut *file).map_err(damaged)?;
    if archive.len() > PARTS_MAX {
        return Err(Error::Damaged("it has too many parts".to_owned()));
    }
    let (mut sheets, mut parts, mut is_workbook) = (SHEET_BYTES_MAX, PART_BYTES_MAX, false);
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).map_err(damaged)?;
        let name = part.name().map_err(damaged)?.into_owned();
        is_workbook |= name == "xl/workbook.xml";
        let is_sheet = name.starts_with("xl/worksheets/");
        let left = if is_sheet { &mut sheets } else { &mut parts };
        let most = part.compressed_size().saturating_mul(GROWTH_MAX);
        let unpacked = if most.saturating_mul(PARTS_MAX as u64) < *left {
            most
        } else {
            let read = io::copy(&mut part.by_ref().take(*left + 1), &mut io::sink());
            read.map_err(|error| Error::Damaged(error.to_string()))?
        };
        if unpacked > *left {
            let mebibytes = if is_sheet { SHEET_BYTES_MAX } else { PART_BYTES_MAX } / MEBIBYTE;
            return Err(Error::TooLarge { mebibytes });
        }
        *left -= unpacked;
    }
    if is_workbook { Ok(()) } else { Err(Error::NoWorkbook) }
}
