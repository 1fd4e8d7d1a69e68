//! Opening the sample company: its pages, its clock, and its people who go on living beside whoever plays one of them.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context;
use entente_core::time::Instant;
use entente_desk::live::Desk;
use entente_web::Options;

use super::Args;
use crate::demo::alive::{self, StoryClock};
use crate::demo::living::Living;
use crate::demo::{Size, personas};
use crate::log;
use crate::mail::Mail;
use crate::serving::{self, Beside, Work};

/// Serves the company until it is told to stop.
pub(super) fn open(args: &Args, size: Size) -> anyhow::Result<()> {
    let desk = Arc::new(log::desk(&args.into).context("the sample company cannot be opened")?);
    let plan = desk.plans().last().map(|version| version.plan.clone()).context("its agreement is not in force")?;
    let (living, from) = desk.read(|store, _| {
        let living = Living::open(store, size, plan)?;
        Ok::<_, entente_desk::Error>((living, store.cursor()?.until))
    })?;
    let clock = StoryClock::starting(from, args.speed);
    print!("{}", welcome(args, from));
    let options = Options {
        desk: Arc::clone(&desk),
        clock: Arc::new(move || clock.now()),
        is_demo: true,
        is_secure: false,
        sends_mail: false,
    };
    serving::serve(
        options,
        SocketAddr::new(args.address, args.port),
        Work::Here,
        Mail::default(),
        beside(desk, living, clock),
    )
}

/// What happens at every look of the loop.
fn beside(desk: Arc<Desk>, mut living: Living, clock: StoryClock) -> Beside {
    Some(Box::new(move |now: Instant| {
        let played = alive::played(&desk, clock.playing_since(now))?;
        let tally = alive::live(&desk, &mut living, now, &played)?;
        anyhow::ensure!(tally.refused == 0, "{} facts of the sample company were refused", tally.refused);
        Ok(())
    }))
}

/// Who one may be, and how time goes.
fn welcome(args: &Args, from: Instant) -> String {
    let pace = match args.speed {
        1 => "as fast as on the wall".to_owned(),
        speed => format!("{speed} times as fast as on the wall (--speed)"),
    };
    let mut text =
        format!("Halden Automation, kept in {}. There it is {from}, and time goes {pace}.\n", args.into.display());
    text += "You come in by choosing whom to play:\n";
    for (handle, name, role) in personas::shown() {
        text += &format!("  {name:<14}  {handle:<14}  {role}\n");
    }
    text += "Ctrl-C ends it; the same command goes on from there, and --fresh makes the company anew.\n\n";
    text
}
