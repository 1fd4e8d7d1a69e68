//! The durable log and its projections: facts and decisions appended once, in groups, and never edited.
//!
//! [`Store`] reads; [`Tx`] reads and writes and commits once; [`Writer`] gathers what several threads write into one
//! commit. An entry that was answered is on the disk. Everything folded from the log can be dropped and rebuilt from it.

mod account;
mod account_card;
mod agreement;
mod api_key;
mod audit;
mod batch;
mod card;
mod clause;
mod cursor;
mod draft;
mod due;
mod entry;
mod error;
mod facet;
mod fact_key;
mod folded;
mod invitation;
mod key;
mod lead;
mod lead_set;
mod link;
mod membership;
mod migration;
mod outbox;
mod profile;
mod proposal;
mod rebuild;
mod session;
mod setting;
mod signing_key;
mod sql;
mod state;
mod store;
mod tx;
mod user;
mod view;
mod word;
mod writer;

pub use account_card::{AccountCard, AccountSort, AccountStanding};
pub use agreement::{AgreementStatus, Signature, SignedAgreement};
pub use api_key::{ApiKey, NewApiKey};
pub use audit::Audit;
pub use batch::{Appended, Batch, Effects, Stored};
pub use card::list::{After, CardSort, Filter, Listed};
pub use card::{Card, Standing};
pub use clause::{Cited, Citing, RECENT_MAX};
pub use cursor::Cursor;
pub use draft::Draft;
pub use entente_core::engine::state::StateKey;
pub use entry::Entry;
pub use error::Error;
pub use facet::FacetCount;
pub use invitation::{Invitation, InvitationKind};
pub use outbox::{Claimed, EffectStatus, OutboxRow};
pub use proposal::{KeyKind, Mark, Proposal, ProposalStatus};
pub use rebuild::{Counts, Digest};
pub use session::Session;
pub use signing_key::SigningKey;
pub use store::Store;
pub use tx::Tx;
pub use user::{NewUser, Role, Theme, User};
pub use view::View;
pub use writer::{Lane, Limits, Writer};
