//! A progress bar with rate and time left, on a terminal only.

use std::cell::Cell;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::files::Given;
use crate::commands::report::number::grouped;

/// How far an import is, in bytes of all its files.
pub(super) struct Bar {
    bar: ProgressBar,
    started: Instant,
    bytes_before: Cell<u64>,
    rows_before: Cell<u64>,
}

/// A bar over all files; hidden where nobody watches.
pub(super) fn bar(files: &[Given<'_>], hidden: bool) -> Bar {
    let bar = ProgressBar::new(files.iter().map(|file| file.bytes).sum());
    if hidden {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    if let Ok(style) = ProgressStyle::with_template("{prefix} [{bar:30}] {percent:>3}%  {msg}  {eta} left") {
        bar.set_style(style.progress_chars("=> "));
    }
    Bar { bar, started: Instant::now(), bytes_before: Cell::new(0), rows_before: Cell::new(0) }
}

impl Bar {
    /// This file has been read so far.
    pub(super) fn at(&self, file: &str, bytes: u64, rows: u64) {
        let rows = self.rows_before.get() + rows;
        let rate = rows as f64 / self.started.elapsed().as_secs_f64().max(0.001);
        self.bar.set_prefix(file.to_owned());
        self.bar.set_message(format!("{} rows, {} a second", grouped(rows), grouped(rate as u64)));
        self.bar.set_position(self.bytes_before.get() + bytes);
    }

    /// A file of this size is done.
    pub(super) fn done(&self, bytes: u64, rows: u64) {
        self.bytes_before.set(self.bytes_before.get() + bytes);
        self.rows_before.set(self.rows_before.get() + rows);
        self.bar.set_position(self.bytes_before.get());
    }

    /// Everything is done; the summary takes the bar's place.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
