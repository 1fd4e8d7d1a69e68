//! `entente explain`: one lead's whole story, every decision with its clause and what it rests on.

mod told;

use std::process::ExitCode;

use entente_core::decision::Ground;
use entente_core::engine::explain::{ClockLine, EngagementLine, Explained, FitLine};
use entente_core::time::Instant;
use entente_desk::explain::{Story, explain};
use entente_store::Store;
use serde_json::json;

use super::workspace::Workspace;
use crate::log;
use crate::when::{self, Local};

/// What `entente explain` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// The lead: a mail address, a record as source and number (`crm:4711`), or an id like `lead_12`.
    lead: String,
    /// As of this instant; as of all that is decided where none is given.
    #[arg(long, value_name = "INSTANT")]
    at: Option<String>,
    #[command(flatten)]
    workspace: Workspace,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Explains a lead.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let store = log::open(&args.workspace.place)?;
    let at = args.at.as_deref().map(when::parse).transpose()?;
    let at = at.or(undecided(&store)?);
    let story = explain(&store, &args.lead, at)?;
    if args.json {
        println!("{:#}", as_json(&story));
    } else {
        Told { clock: Local::of(&store)? }.print(&story);
    }
    Ok(ExitCode::SUCCESS)
}

/// Now, where nothing is decided yet: what was told is shown all the same.
fn undecided(store: &Store) -> anyhow::Result<Option<Instant>> {
    Ok((store.cursor()?.until == Instant::MIN).then(when::now))
}

/// A story told in words, its times in the agreement's zone.
struct Told {
    clock: Local,
}

fn as_json(story: &Story) -> serde_json::Value {
    let facts: Vec<_> = story.facts.iter().map(|(seq, fact)| json!({"seq": seq, "fact": fact})).collect();
    let decisions: Vec<_> =
        story.decisions.iter().map(|(seq, decision)| json!({"seq": seq, "decision": decision})).collect();
    json!({
        "lead": story.lead.to_string(),
        "keys": story.keys,
        "account": story.account.as_ref().map(|(id, key)| json!({"id": id.to_string(), "key": key})),
        "explained": story.explained,
        "facts": facts,
        "decisions": decisions,
    })
}

impl Told {
    fn print(&self, story: &Story) {
        let keys: Vec<String> = story.keys.iter().map(told::key).collect();
        println!("{}  {}", story.lead, keys.join(", "));
        if let Some((id, key)) = &story.account {
            println!("{id}  {key}");
        }
        match &story.explained {
            None if story.facts.is_empty() => {}
            None => println!("\nNo agreement was in force then, so nothing was decided: `entente run` decides."),
            Some(explained) => self.explained(explained),
        }
        println!("\nWhat happened, and what was decided (times of {})", self.clock.zone());
        if story.facts.is_empty() {
            println!("Nothing had happened yet.");
        }
        for line in told::timeline(story, &self.clock) {
            println!("{line}");
        }
    }

    fn explained(&self, explained: &Explained) {
        let stage = if explained.stage.as_str().is_empty() { "no stage yet" } else { explained.stage.as_str() };
        let (at, since) = (self.clock.show(explained.at), self.clock.show(explained.stage_since));
        println!("\nAs of {at}: {stage} since {since}, {}{}", explained.grade, explained.level);
        let owner = explained.owner.as_ref().map_or_else(|| "nobody".to_owned(), ToString::to_string);
        let team = explained.team.as_ref().map(|team| format!(" of {team}")).unwrap_or_default();
        match explained.cycle {
            0 => println!("Never handed over"),
            cycle => println!("Held by {owner}{team}; cycle {cycle}"),
        }
        println!("\nFit {} of 100, grade {}", explained.fit, explained.grade);
        explained.fit_rules.iter().for_each(|line| self.fit(line));
        println!("\nEngagement {} of 100, level {}", explained.engagement, explained.level);
        explained.engagement_parts.iter().for_each(|part| self.part(part));
        if let Some(at) = explained.next_crossing {
            println!("  fading alone crosses the next threshold on {}", self.clock.show(at));
        }
        if !explained.qualified.is_empty() {
            println!("\nQualification");
        }
        for rule in &explained.qualified {
            let holds = if rule.holds { "holds" } else { "does not hold" };
            println!("  {} {holds}: {}", rule.clause, grounds(&rule.because, &self.clock));
        }
        if !explained.clocks.is_empty() {
            println!("\nClocks");
            explained.clocks.iter().for_each(|clock| self.running(clock));
        }
        for pause in &explained.pauses {
            let (from, to) = (self.clock.show(pause.from), self.clock.show(pause.to));
            println!("  paused for {} from {from} to {to}", pause.reason);
        }
    }

    fn fit(&self, line: &FitLine) {
        let points = if line.holds { format!("{:+}", line.points.trunc()) } else { "0".to_owned() };
        println!("  {points:>5}  {}  {}", line.clause, grounds(&line.because, &self.clock));
    }

    fn part(&self, line: &EngagementLine) {
        let from = match (line.at, line.fact) {
            (Some(at), Some(fact)) => format!("{} (fact_{fact})", self.clock.show(at)),
            _ => "what the cap or the range of 0 to 100 takes off or adds".to_owned(),
        };
        println!("  {:>12}  {}  {from}", line.points, line.clause);
    }

    fn running(&self, clock: &ClockLine) {
        let state = if clock.missed { "overdue since" } else { "due" };
        let (start, due) = (self.clock.show(clock.start), self.clock.show(clock.due));
        let counted = told::counted(&clock.target, clock.counted);
        println!("  {}  {}: {counted} counted since {start}, {state} {due}", clock.clause, clock.target);
        for (from, to) in clock.intervals.iter().take(10) {
            println!("      counted {} to {}", self.clock.show(*from), self.clock.show(*to));
        }
        if clock.intervals.len() > 10 {
            println!("      and {} intervals more", clock.intervals.len() - 10);
        }
    }
}

/// What something rests on, in one line.
fn grounds(because: &[Ground], clock: &Local) -> String {
    let one = |ground: &Ground| format!("{} [{}]", ground.name, clock.localise(&ground.value));
    let parts: Vec<String> = because.iter().map(one).collect();
    if parts.is_empty() { "nothing is asked".to_owned() } else { parts.join("; ") }
}
