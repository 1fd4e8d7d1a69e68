//! Links that let a user set a password, by the hash of their token; a new one replaces those before it.

use crate::database::{Row, params};
use entente_core::time::Instant;

use crate::sql::statements;
use crate::{Error, Store};

statements! { "invitation.sql": INSERT_LINK = "insert", GET = "get", DELETE_OF = "delete_of", ALL = "all" }

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationKind {
    /// To come in for the first time.
    Invitation,
    /// To set a new password.
    Reset,
}

/// A link that was given out and not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invitation {
    /// To whom, by number.
    pub user: i64,
    /// What for.
    pub kind: InvitationKind,
    /// When.
    pub created: Instant,
    /// From when on it counts no more.
    pub ends: Instant,
}

impl Store {
    /// Keeps a link; those the user had before count no more.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn add_invitation(&mut self, token_hash: [u8; 32], invitation: Invitation) -> Result<(), Error> {
        let Invitation { user, kind, created, ends } = invitation;
        let kind = if kind == InvitationKind::Reset { "reset" } else { "invitation" };
        let tx = self.begin()?;
        tx.execute(DELETE_OF, [user])?;
        tx.execute(INSERT_LINK, params![token_hash, user, kind, created.as_micros(), ends.as_micros()])?;
        tx.commit()
    }

    /// The link of this token, ended or not.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn invitation(&self, token_hash: [u8; 32]) -> Result<Option<Invitation>, Error> {
        self.first(GET, [token_hash], read)
    }

    /// All links that were not used, oldest first.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn invitations(&self) -> Result<Vec<Invitation>, Error> {
        self.rows(ALL, (), read)
    }

    /// Drops a user's links: one was used.
    ///
    /// # Errors
    /// Only those of the database.
    pub fn drop_invitations_of(&mut self, user: i64) -> Result<(), Error> {
        self.execute(DELETE_OF, [user]).map(drop)
    }
}

fn read(row: &Row<'_>) -> Result<Invitation, Error> {
    let is_reset = row.get::<String>(1)? == "reset";
    Ok(Invitation {
        user: row.get(0)?,
        kind: if is_reset { InvitationKind::Reset } else { InvitationKind::Invitation },
        created: Instant::from_micros(row.get(2)?),
        ends: Instant::from_micros(row.get(3)?),
    })
}
