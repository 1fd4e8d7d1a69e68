//! By what a person is recognised: keys and their strength, and the rules by which several keys become one lead.

mod free_mail;
mod keys;
mod resolve;

pub use free_mail::{account_domain, free_mail};
pub use keys::{IdentityKey, KEY_BYTES_MAX, Refused, Strength, account_key};
pub use resolve::{Holder, Resolution, resolve};
