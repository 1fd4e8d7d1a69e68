//! The buying group as a picture: people by two fields of the agreement, larger the more engaged, in their party's hue.

use entente_core::id::{LeadId, Name};
use entente_desk::accounts::{Account, Person};

use crate::pages::leads::{hue, initials, plain};

/// A drawn group.
pub(super) struct Picture {
    /// Width and height of the drawing.
    pub(super) width: u32,
    /// Height of it.
    pub(super) height: u32,
    /// Names above the columns.
    pub(super) columns: Vec<Label>,
    /// Names before the rows, and the line above each.
    pub(super) rows: Vec<Label>,
    /// The people.
    pub(super) dots: Vec<Dot>,
}

/// A name at a place.
pub(super) struct Label {
    pub(super) x: u32,
    pub(super) y: u32,
    /// Where the line above it is; for rows.
    pub(super) top: u32,
    pub(super) text: String,
}

/// A person.
pub(super) struct Dot {
    pub(super) lead: LeadId,
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) r: u32,
    pub(super) style: String,
    pub(super) initials: String,
    pub(super) called: String,
    pub(super) engagement: u8,
}

const LABEL_WIDTH: u32 = 92;
const HEAD_HEIGHT: u32 = 30;
const CELL_WIDTH: u32 = 118;
const SPOT: u32 = 38;
/// People drawn in one place side by side.
const IN_LINE: usize = 3;
/// People drawn in one place at most; the table below has all.
const IN_CELL_MAX: usize = 9;

/// Draws an account's people; none where there are none, or nothing to tell them apart by.
pub(super) fn draw(account: &Account, unknown: &str) -> Option<Picture> {
    let group = &account.group;
    if account.people.is_empty() || (group.columns.is_empty() && group.rows.is_empty()) {
        return None;
    }
    // The highest stand on top, as agreements name seniority from the bottom up; those not known at the bottom.
    let mut rows = places(&group.rows, account, |person| person.place.row);
    rows[..group.rows.len()].reverse();
    let columns = places(&group.columns, account, |person| person.place.column);
    let mut picture = Picture {
        width: LABEL_WIDTH + CELL_WIDTH * columns.len() as u32 + 8,
        height: HEAD_HEIGHT,
        columns: Vec::new(),
        rows: Vec::new(),
        dots: Vec::new(),
    };
    for (index, column) in (0..).zip(&columns) {
        let x = LABEL_WIDTH + index * CELL_WIDTH + CELL_WIDTH / 2;
        picture.columns.push(Label { x, y: 18, top: 0, text: word(*column, &group.columns, unknown) });
    }
    for row in rows {
        let top = picture.height;
        let mut tallest = 1;
        for (index, column) in (0..).zip(&columns) {
            let here = account.people.iter().filter(|one| one.place.row == row && one.place.column == *column);
            let left = LABEL_WIDTH + index * CELL_WIDTH;
            let mut count = 0;
            for (spot, person) in here.take(IN_CELL_MAX).enumerate() {
                picture.dots.push(dot(person, left, top, spot));
                count = spot + 1;
            }
            tallest = tallest.max(count.div_ceil(IN_LINE));
        }
        let height = tallest as u32 * SPOT + 12;
        let text = word(row, &group.rows, unknown);
        picture.rows.push(Label { x: 4, y: top + height / 2 + 4, top, text });
        picture.height += height;
    }
    Some(picture)
}

/// All words of a field, and at the end the place of those of whom it is not known, where there are any.
fn places(of: &[Name], account: &Account, place: impl Fn(&Person) -> Option<usize>) -> Vec<Option<usize>> {
    let is_unknown = account.people.iter().any(|person| place(person).is_none());
    (0..of.len()).map(Some).chain(is_unknown.then_some(None)).collect()
}

fn word(place: Option<usize>, of: &[Name], unknown: &str) -> String {
    place.and_then(|place| of.get(place)).map_or_else(|| unknown.to_owned(), |name| plain(name.as_str()))
}

fn dot(person: &Person, left: u32, top: u32, spot: usize) -> Dot {
    let (line, at) = ((spot / IN_LINE) as u32, (spot % IN_LINE) as u32);
    let hue = hue(person.row.stage.as_ref());
    let activity = if person.is_active { "active" } else { "still" };
    Dot {
        lead: person.row.lead,
        x: left + at * SPOT + SPOT / 2 + 2,
        y: top + 6 + line * SPOT + SPOT / 2,
        r: 12 + u32::from(person.engagement) * 6 / 100,
        style: format!("dot {hue} {activity}"),
        initials: initials(&person.row.called),
        called: person.row.called.clone(),
        engagement: person.engagement,
    }
}
