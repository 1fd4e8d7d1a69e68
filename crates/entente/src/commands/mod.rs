//! One file per subcommand: what it takes, and the use case it calls.

pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod clock;
pub(crate) mod copy;
pub(crate) mod demo;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod hash;
pub(crate) mod import;
pub(crate) mod keep;
pub(crate) mod migrate;
pub(crate) mod rebuild;
pub(crate) mod report;
pub(crate) mod restore;
pub(crate) mod run;
pub(crate) mod say;
pub(crate) mod schema;
pub(crate) mod serve;
pub(crate) mod sign;
pub(crate) mod statement;
pub(crate) mod text;
pub(crate) mod verify;
pub(crate) mod work;
mod workspace;
