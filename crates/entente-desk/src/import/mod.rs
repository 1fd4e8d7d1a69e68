//! Bringing files in: rows become facts of the log by a mapping, once each, and every row is accounted for.
//!
//! The command line and the wizard take one path: [`pass()`] reads a file into a [`Sink`].

mod came;
mod deliver;
mod pass;
mod rejected;
mod underway;
mod unusable;
mod upload;
mod wizard;

pub use came::{Came, Noted, Stopped};
pub use deliver::{Delivered, Dropped, Kept, Live, LiveDropped, Sink};
pub use entente_connect::csv::odd::Odd;
pub use entente_connect::csv::sheet::Form;
pub use entente_connect::suggest::example;
pub use entente_connect::suggest::{Column, Doubt, Gap, Known, Meaning, Reading, Suggestion, System, Target, Why};
pub use pass::{Passed, Progress, pass};
pub use rejected::{Because, KeptRejects, Rejected};
pub use underway::{Imports, Running, Underway};
pub use unusable::Unusable;
pub use upload::{BYTES_MAX, Upload, find, keep};
pub use wizard::{Choice, Choices, Proposal, Refused, Wizard, known, rejects};
