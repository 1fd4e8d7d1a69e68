//! W2: one decision about one lead (fit, faded engagement, windows, stage), ours beside four rule engines.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use entente_core::engine::score;
use entente_core::engine::state::LeadState;
use entente_core::engine::world::World;
use entente_core::id::{LeadId, Seq};
use entente_core::plan::Plan;
use entente_core::plan::frame::Frame;

use super::leads::{self, NOW};
use super::machine::{self, Took, timed};
use super::peers::{self, Answered};
use super::table::{Row, grouped, time};

const LEADS: usize = 1_000;
/// Ours and the peers take turns this often; the middle one counts.
const ROUNDS: usize = 3;

/// Checks that all answer the same, then times them in turn.
pub(super) fn measure() -> Result<Vec<Row>> {
    peers::prepare()?;
    let leads = leads::make(LEADS);
    let path = std::env::temp_dir().join(format!("entente-w2-{}.json", std::process::id()));
    let told: Vec<_> = leads.iter().map(leads::Lead::json).collect();
    std::fs::write(&path, serde_json::to_string(&told)?)?;
    let measured = rounds(&leads, &path);
    std::fs::remove_file(&path)?;
    let (ours, theirs) = measured?;
    let ours = machine::median(ours);
    let (wall, cpu) = (ours.wall.as_nanos() as f64, ours.cpu.as_nanos() as f64);
    let mut rows = vec![row("entente", wall, cpu, cpu)];
    rows.extend(theirs.iter().map(|peer| row(&peer.peer, peer.wall_ns, peer.cpu_ns, cpu)));
    Ok(rows)
}

/// One decision by everyone, in turn, several times. Fails where one answers otherwise.
fn rounds(leads: &[leads::Lead], path: &std::path::Path) -> Result<(Vec<Took>, Vec<Answered>)> {
    let plan = Arc::new(plan()?);
    let states = states(&plan, leads)?;
    let answers: Vec<String> = states.iter().map(|lead| name(&plan, decide(&plan, lead))).collect();
    let mut ours = Vec::new();
    let mut theirs: Vec<Vec<Answered>> = Vec::new();
    for _ in 0..ROUNDS {
        ours.push(time_ours(&plan, &states));
        theirs.push(peers::decide(path)?);
    }
    for peer in theirs.iter().flatten() {
        compare(&answers, peer)?;
    }
    let middle = |index: usize| {
        let mut all: Vec<&Answered> = theirs.iter().filter_map(|round| round.get(index)).collect();
        all.sort_by(|a, b| a.cpu_ns.total_cmp(&b.cpu_ns));
        all.get(all.len() / 2).map(|answered| (*answered).clone())
    };
    let theirs = (0..theirs.first().map_or(0, Vec::len)).filter_map(middle).collect();
    Ok((ours, theirs))
}

fn compare(ours: &[String], peer: &Answered) -> Result<()> {
    if peer.answers.len() != ours.len() {
        bail!("{} answered {} of {} leads", peer.peer, peer.answers.len(), ours.len());
    }
    match ours.iter().zip(&peer.answers).position(|(ours, theirs)| ours != theirs) {
        None => Ok(()),
        Some(index) => bail!(
            "lead {index}: {} says '{}', entente '{}'; nothing is timed",
            peer.peer,
            peer.answers[index],
            ours[index]
        ),
    }
}

/// Indexes of grade, level and stage.
type Decided = (usize, usize, usize);

/// The decision: everything computed anew from the lead's state, as of now.
fn decide(plan: &Plan, lead: &LeadState) -> Decided {
    let (fit, _) = score::fit(plan, lead, None);
    let frame = Frame::new(plan, lead, None, NOW);
    let engagement = frame.engagement();
    let qualified = plan.qualified.iter().any(|rule| frame.holds(&rule.when));
    let engaged = plan.stages[1].enter.as_ref().is_some_and(|enter| frame.holds(enter));
    let stage = if qualified { 2 } else { usize::from(engaged) };
    (plan.grade_of(fit), plan.level_of(engagement), stage)
}

fn name(plan: &Plan, (grade, level, stage): Decided) -> String {
    let stage = plan.agreement.stages.names().nth(stage).unwrap_or_default();
    format!("{}{} {stage}", plan.grade_name(grade), plan.level_name(level))
}

/// Decides all leads again and again for half a second.
fn time_ours(plan: &Plan, states: &[LeadState]) -> Took {
    let mut decisions: u32 = 0;
    let start = std::time::Instant::now();
    let ((), took) = timed(|| {
        while start.elapsed() < Duration::from_millis(500) {
            for lead in states {
                black_box(decide(plan, black_box(lead)));
            }
            decisions += states.len() as u32;
        }
    });
    Took { wall: took.wall / decisions.max(1), cpu: took.cpu / decisions.max(1) }
}

/// The states of the leads as the log makes them.
fn states(plan: &Arc<Plan>, leads: &[leads::Lead]) -> Result<Vec<LeadState>> {
    let mut world = World::new(vec![plan.clone()]);
    let mut facts: Vec<_> = leads.iter().enumerate().flat_map(|(id, lead)| lead.facts(LeadId(id as u64))).collect();
    facts.sort_by_key(|fact| fact.known);
    for (seq, fact) in facts.iter().enumerate() {
        world.replay_fact(Seq(seq as u64), fact);
    }
    let states: Vec<LeadState> = world.leads().cloned().collect();
    if states.len() != leads.len() {
        bail!("{} leads became {} states", leads.len(), states.len());
    }
    Ok(states)
}

/// The agreement of the benchmarks, compiled.
pub(super) fn plan() -> Result<Plan> {
    let read = entente_core::agreement::read::read(include_str!("agreement.yaml"));
    let problems: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
    let agreement = read.agreement.with_context(|| problems.join("\n"))?;
    Ok(Plan::compile(&agreement)?)
}

fn row(who: &str, wall: f64, cpu: f64, ours: f64) -> Row {
    let zen = who.starts_with("zen");
    Row {
        work: "W2 one decision",
        size: grouped(LEADS as u64),
        who: who.to_owned(),
        wall: time(wall),
        cpu: time(cpu),
        ratio: format!("{:.0}", cpu / ours),
        exponent: String::new(),
        notes: if zen { "fading handed in ready".to_owned() } else { String::new() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_agreement_of_the_benchmarks_is_sound() {
        plan().unwrap();
    }

    #[test]
    fn a_peer_that_differs_is_refused_before_it_is_timed() {
        let answers = |answers: &[&str]| answers.iter().map(|answer| (*answer).to_owned()).collect::<Vec<_>>();
        let peer = |given: &[&str]| Answered { peer: "p".into(), answers: answers(given), wall_ns: 1.0, cpu_ns: 1.0 };
        let ours = answers(&["A1 mql", "D3 inquiry"]);
        assert!(compare(&ours, &peer(&["A1 mql", "D3 inquiry"])).is_ok());
        assert!(compare(&ours, &peer(&["A1 mql", "D3 engaged"])).unwrap_err().to_string().contains("lead 1"));
        assert!(compare(&ours, &peer(&["A1 mql"])).is_err());
    }
}
