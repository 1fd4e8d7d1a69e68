//! Letters on their way out: by the machine's own `sendmail`, whichever program has that interface.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use entente_desk::forms::Handed;

/// How long the mail program may take for one letter.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often it is asked whether it is done.
const LOOK_EVERY: Duration = Duration::from_millis(20);
/// By these it says that it may take the letter later (sysexits.h: `EX_OSERR`, `EX_IOERR`, `EX_TEMPFAIL`).
const PASSING: [i32; 3] = [71, 74, 75];

/// How letters are sent.
#[derive(clap::Args, Debug, Clone, Default)]
pub(crate) struct Mail {
    /// The program that sends letters, with the interface of sendmail (Postfix, Exim, OpenSMTPD, msmtp); none: letters wait
    #[arg(long, value_name = "PROGRAM", env = "ENTENTE_SENDMAIL")]
    sendmail: Option<PathBuf>,
    /// The address that letters come from; else one of the host at which the workspace is reached
    #[arg(long, value_name = "ADDRESS", env = "ENTENTE_MAIL_FROM", default_value = "", hide_default_value = true)]
    mail_from: String,
}

impl Mail {
    /// Whether letters are sent at all.
    pub(crate) fn is_set_up(&self) -> bool {
        self.sendmail.is_some()
    }

    /// The program, and the address letters come from.
    pub(crate) fn program(&self) -> Option<(&Path, &str)> {
        self.sendmail.as_deref().map(|program| (program, self.mail_from.as_str()))
    }
}

/// Hands a letter to the program: recipients stand in it, and a line with a dot alone does not end it.
pub(crate) fn hand_over(program: &Path, letter: &str) -> Handed {
    let mut command = Command::new(program);
    command.args(["-t", "-i"]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => return Handed::NotTaken { why: format!("not started: {}", error.kind()), is_passing: true },
    };
    // One that does not read to the end says by its exit what it makes of that.
    if let Some(mut input) = child.stdin.take() {
        let _ = input.write_all(letter.as_bytes());
    }
    match wait(&mut child) {
        Some(status) => said(status),
        None => Handed::Unclear { why: format!("no answer within {} s", PATIENCE.as_secs()) },
    }
}

fn said(status: ExitStatus) -> Handed {
    match status.code() {
        Some(0) => Handed::Taken,
        Some(code) => Handed::NotTaken { why: format!("exit {code}"), is_passing: PASSING.contains(&code) },
        None => Handed::Unclear { why: "ended by a signal".to_owned() },
    }
}

/// Waits for its end, and ends it where that takes too long.
fn wait(child: &mut Child) -> Option<ExitStatus> {
    let began = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if began.elapsed() < PATIENCE => std::thread::sleep(LOOK_EVERY),
            Ok(None) | Err(_) => {
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// A program in a folder of its own that does what a script says.
    fn program(folder: &tempfile::TempDir, script: &str) -> PathBuf {
        let path = folder.path().join("sendmail");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    #[test]
    fn what_the_mail_program_says_is_what_came_of_the_letter() {
        let folder = tempfile::tempdir().unwrap();
        let not = |why: &str, is_passing| Handed::NotTaken { why: why.to_owned(), is_passing };
        for (script, expected) in [
            ("cat > \"$0.got\"; echo \"$@\" > \"$0.args\"", Handed::Taken),
            ("exit 75", not("exit 75", true)),
            ("cat > /dev/null; exit 67", not("exit 67", false)),
            ("kill -9 $$", Handed::Unclear { why: "ended by a signal".to_owned() }),
        ] {
            assert_eq!(hand_over(&program(&folder, script), "To: <a@b.example>\n\nHello\n.\n"), expected, "{script}");
        }
        let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(read("sendmail.got"), "To: <a@b.example>\n\nHello\n.\n");
        assert_eq!(read("sendmail.args"), "-t -i\n");
        let missing = hand_over(&folder.path().join("nothing"), "");
        assert!(matches!(missing, Handed::NotTaken { is_passing: true, .. }), "{missing:?}");
    }
}
