//! The same load on a disk whose flush takes as long as on an ordinary one: a machine whose disk answers at once cannot show
//! whether those who wait for it share a flush. The flush is real; only its answer is held back.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::Result;

use super::load::{Load, Loaded};
use super::served::Served;
use super::workspace::Workspace;
use crate::workspace::{root, succeed, target_folder};

/// How long a flush takes at least: 3 to 4 ms were measured on the machines for which the aims were set.
pub(super) const FLUSH: Duration = Duration::from_micros(3_500);

/// What was told on such a disk.
pub(super) struct Slow {
    /// Eight clients, a hundred events each time.
    pub(super) many: Loaded,
    /// One client, one event.
    pub(super) one: Loaded,
    /// Sixty-four clients, one event each.
    pub(super) all: Loaded,
}

/// Measures; none where there is no C compiler.
pub(super) fn measure(workspace: &Workspace, known: u64, lasts: Duration) -> Result<Option<Slow>> {
    let Some(slow_flush) = library()? else { return Ok(None) };
    let served = Served::start_with(workspace.place(), &[("LD_PRELOAD", slow_flush.as_os_str())])?;
    let load = |clients, batch| Load { clients, batch, lasts, known, key: &workspace.key, rate: None }.run(&served);
    served.rest()?;
    let slow = Slow { one: load(1, 1)?, all: load(64, 1)?, many: load(8, 100)? };
    served.stop();
    workspace.holds(&[&slow.one, &slow.all, &slow.many])?;
    Ok(Some(slow))
}

/// The library that slows flushes, compiled anew.
fn library() -> Result<Option<PathBuf>> {
    if Command::new("cc").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_err() {
        return Ok(None);
    }
    let library = target_folder()?.join("slow_flush.so");
    let mut cc = Command::new("cc");
    cc.args(["-O2", "-shared", "-fPIC", "-o"]).arg(&library);
    cc.arg(format!("-DFLUSH_NANOS={}", FLUSH.as_nanos())).arg(root().join("bench/disk/slow_flush.c")).arg("-ldl");
    succeed(&mut cc)?;
    Ok(Some(library))
}
