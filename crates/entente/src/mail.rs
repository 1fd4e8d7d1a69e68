//! Letters on their way out: by the machine's own `sendmail`, whichever program has that interface.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use entente_desk::forms::Handed;

/// How long the mail program may take for one letter.
const PATIENCE: Duration = Duration::from_secs(60);
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

/// Hands a letter to the program: recipients stand in it, and a line with a dot alone does not end it. A program that
/// takes too long is left to itself: it may be about to send the letter.
pub(crate) fn hand_over(program: &Path, letter: &str) -> Handed {
    let mut command = Command::new(program);
    command.args(["-t", "-i"]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let child = match command.spawn() {
        Ok(child) => child,
        Err(error) => return Handed::NotTaken { why: format!("not started: {}", error.kind()), is_passing: true },
    };
    let (reply, answer) = mpsc::sync_channel(1);
    let letter = letter.to_owned();
    std::thread::spawn(move || reply.send(fed(child, &letter)));
    match answer.recv_timeout(PATIENCE) {
        Ok(Ok(status)) => said(status),
        Ok(Err(error)) => Handed::Unclear { why: format!("not heard of again: {}", error.kind()) },
        Err(_) => Handed::Unclear { why: format!("no answer within {} s", PATIENCE.as_secs()) },
    }
}

/// Gives it the letter and waits for its end. One that does not read all of it says by its exit what it makes of that.
fn fed(mut child: Child, letter: &str) -> std::io::Result<ExitStatus> {
    if let Some(mut input) = child.stdin.take() {
        let _ = input.write_all(letter.as_bytes());
    }
    child.wait()
}

fn said(status: ExitStatus) -> Handed {
    match status.code() {
        Some(0) => Handed::Taken,
        Some(code) => Handed::NotTaken { why: format!("exit {code}"), is_passing: PASSING.contains(&code) },
        None => Handed::Unclear { why: "ended by a signal".to_owned() },
    }
}

#[cfg(test)]
mod tests;
