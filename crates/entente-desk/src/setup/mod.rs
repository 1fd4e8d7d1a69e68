//! Setting the workspace up: the company, who comes in, with which keys programs do, and what is still missing.

mod audit;
mod company;
mod keys;
mod overview;
mod teams;
mod users;

pub use audit::{AuditPage, Filter, Line, SUBJECTS, audit};
pub use company::{Company, change_company, company};
pub use keys::{Holder, Key, Made, Scope, holder, keys, make_key, note_use, revoke_key};
pub use overview::{Calendar, Missing, Overview, calendars, overview};
pub use teams::{Member, Named, Team, Teams, teams};
pub use users::{Change, Row, Standing, change_user, invite, users};
