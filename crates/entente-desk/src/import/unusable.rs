//! Why a file that somebody brought is no table: every reason by name, so that pages say it in their language.

use std::io;

use entente_connect::csv::rows::Fault;
use entente_connect::csv::sheet;
use entente_connect::workbook;

/// Why a file cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// It is neither text nor a workbook of today: save it as CSV or XLSX.
    #[error("this is {0}, not CSV or XLSX: unpack it, or save it as one of them")]
    NoTable(&'static str),
    /// It is an archive of something else: unpack it.
    #[error("this is an archive without a workbook in it: unpack it")]
    Archive,
    /// Unpacked, it is larger than is taken: split it, or save the sheet as CSV.
    #[error("unpacked, it is larger than {0} MiB")]
    Large(u64),
    /// It has no such sheet.
    #[error("it has no sheet '{0}'")]
    NoSheet(String),
    /// It is damaged: open it in a spreadsheet and save it anew.
    #[error("it is damaged: {0}")]
    Damaged(String),
    /// Its headings cannot be read, and so none of its rows.
    #[error("its headings: {0}")]
    Header(Fault),
}

impl Unusable {
    /// The reason, or the failure to read at all.
    pub(super) fn of(error: sheet::Error) -> Result<Unusable, io::Error> {
        Ok(match error {
            sheet::Error::NoText(what) => Unusable::NoTable(what),
            sheet::Error::Io(error) | sheet::Error::Workbook(workbook::Error::Io(error)) => return Err(error),
            sheet::Error::Workbook(error) => match error {
                workbook::Error::NoWorkbook => Unusable::Archive,
                workbook::Error::TooLarge { mebibytes } => Unusable::Large(mebibytes),
                workbook::Error::NoSheet { name, .. } => Unusable::NoSheet(name),
                other => Unusable::Damaged(other.to_string()),
            },
        })
    }

    /// The end of the name of its message.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Unusable::NoTable(_) => "no-table",
            Unusable::Archive => "archive",
            Unusable::Large(_) => "large",
            Unusable::NoSheet(_) => "no-sheet",
            Unusable::Damaged(_) => "damaged",
            Unusable::Header(fault) => match fault {
                Fault::Unclosed => "header-unclosed",
                Fault::AfterQuote => "header-after-quote",
                Fault::TooLong => "header-too-long",
            },
        }
    }
}
