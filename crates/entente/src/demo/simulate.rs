//! Telling the story: the script is played, each fact goes through the engine, and what the engine decides moves people
//! to act. The engine here is the one that later decides the stored log.

use entente_core::decision::Concluded;
use entente_core::engine::world::World;
use entente_core::fact::{About, NewFact, What};
use entente_core::id::{LeadId, Name};
use entente_core::time::Instant;

use super::book::Book;
use super::hours::AS_OF;
use super::script::Script;

/// One handoff or reassignment, as it was decided while the story was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Passed {
    pub(crate) lead: LeadId,
    pub(crate) at: Instant,
    pub(crate) owner: Option<Name>,
}

/// What a story comes to.
#[derive(Debug, Default, Clone)]
pub(crate) struct Told {
    /// How many facts were told.
    pub(crate) facts: u64,
    /// To whom the engine gave which lead while the story was told.
    pub(crate) passed: Vec<Passed>,
    /// Leads that became customers, in the order of time.
    pub(crate) won: Vec<LeadId>,
}

/// The story while it is told.
pub(super) struct Simulation<F> {
    pub(super) script: Script,
    world: World,
    book: Book,
    told: Told,
    hear: F,
}

impl<F: FnMut(NewFact)> Simulation<F> {
    /// A story whose facts `hear` is told.
    pub(super) fn new(script: Script, hear: F) -> Simulation<F> {
        let world = World::new(vec![script.plan.clone()]);
        Simulation { script, world, book: Book::default(), told: Told::default(), hear }
    }

    /// Tells everything up to the story's end.
    pub(super) fn run(mut self) -> (Script, Told) {
        loop {
            let next = self.script.next().map_or(AS_OF, |at| at.min(AS_OF));
            // What time alone decides before the next fact comes first, one instant at a time, for people may react.
            if let Some(due) = self.world.next_due().filter(|due| *due < next) {
                self.world.advance(due, true);
                self.react();
                continue;
            }
            if next == AS_OF {
                break;
            }
            let Some((place, step)) = self.script.take() else { break };
            for fact in self.script.play(place, step) {
                self.tell(fact);
            }
        }
        self.world.advance(AS_OF, true);
        self.react();
        (self.script, self.told)
    }

    fn tell(&mut self, told: NewFact) {
        for (seq, fact) in self.book.admit(&told) {
            if let (About::Lead(lead), What::OpportunityWon { .. }) = (&fact.about, &fact.what) {
                self.told.won.push(*lead);
            }
            self.script.fact(&fact);
            self.world.fact(seq, &fact);
            self.react();
        }
        self.told.facts += 1;
        (self.hear)(told);
    }

    /// Lets people react to what was just decided.
    fn react(&mut self) {
        for decision in self.world.take_decided() {
            if let (Concluded::HandedOff { route, .. } | Concluded::Reassigned { route, .. }, Some(lead)) =
                (&decision.what, decision.lead)
            {
                self.told.passed.push(Passed { lead, at: decision.at, owner: route.owner.clone() });
            }
            self.script.decision(&decision);
        }
    }
}
