//! Entries read a page at a time, so that folding the whole log holds none of it.

use std::collections::VecDeque;

use entente_core::id::Seq;
use entente_store::{Entry, Error};

use crate::person::{Place, place};

/// Entries in their order; `read` answers the next page after a place and moves that place on, an empty one at the end.
pub(super) struct Pages<After, Read> {
    after: After,
    read: Read,
    page: VecDeque<(Seq, Entry)>,
    is_read: bool,
}

impl<After, Read> Pages<After, Read>
where
    Read: FnMut(&mut After) -> Result<VecDeque<(Seq, Entry)>, Error>,
{
    pub(super) fn new(after: After, read: Read) -> Pages<After, Read> {
        Pages { after, read, page: VecDeque::new(), is_read: false }
    }

    /// The place of the next entry; none at the end.
    pub(super) fn peek(&mut self) -> Result<Option<Place>, Error> {
        if self.page.is_empty() && !self.is_read {
            self.page = (self.read)(&mut self.after)?;
            self.is_read = self.page.is_empty();
        }
        Ok(self.page.front().map(|(seq, entry)| place(*seq, entry)))
    }

    /// The next entry; none at the end.
    pub(super) fn next(&mut self) -> Option<Result<(Seq, Entry), Error>> {
        match self.peek() {
            Err(error) => {
                self.is_read = true;
                Some(Err(error))
            }
            Ok(_) => self.page.pop_front().map(Ok),
        }
    }
}
