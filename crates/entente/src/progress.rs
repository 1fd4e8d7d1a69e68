//! Progress of long work: a bar with rate and time left on a terminal, nothing elsewhere.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar that counts.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A bar over `total` things of this kind.
    pub(crate) fn counting(what: &'static str, total: u64) -> Progress {
        let target =
            if std::io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(total), target).with_message(what);
        let template = "{bar:30} {human_pos} of {human_len} {msg}, {per_sec}, {eta} left";
        // The template is a constant; were it wrong, the plain bar would do.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Progress(bar)
    }

    /// So many are done.
    pub(crate) fn at(&mut self, done: u64) {
        self.0.set_position(done);
    }

    /// All is done; the bar goes.
    pub(crate) fn done(&self) {
        self.0.finish_and_clear();
    }
}
