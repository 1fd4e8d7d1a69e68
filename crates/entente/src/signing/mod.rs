//! Bundles as folders: reading one to check it, and putting a party's signature into one.

mod folder;
mod key;

pub(crate) use entente_desk::signing::{Bundle, Failure, Failures, Mark, key_from_seed};
pub(crate) use folder::{check_bundle, check_bundle_with, sign_bundle};
pub(crate) use key::read_key;
