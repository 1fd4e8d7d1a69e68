//! Which workspace a command works at: said in one place, so that every command says it alike.

use entente_store::Place;

/// The workspace.
#[derive(clap::Args, Debug, Clone)]
pub(crate) struct Workspace {
    /// Where the workspace is: a folder, or postgres://user@host/name
    #[arg(
        long = "in",
        alias = "into",
        value_name = "PLACE",
        default_value = "entente-data",
        env = "ENTENTE_IN",
        hide_env_values = true
    )]
    pub(crate) place: Place,
}
