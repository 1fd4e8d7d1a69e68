//! What a rep does about a lead, one step after the other: look, answer, call, talk, confirm, offer, win or let go.

use entente_core::fact::{Channel, NewAbout, What};
use entente_core::id::{LeadId, Name};
use entente_core::milestone::Milestone;
use entente_core::number::Decimal;
use entente_core::time::{Instant, Span};

use super::chance::Chance;
use super::deals;
use super::people::{Interest, Known, Person};
use super::reps::{self, Answer, Habit};
use super::simulate::{Simulation, Step};

/// The next thing somebody of sales does about a lead.
pub(super) struct Task {
    pub(super) lead: LeadId,
    pub(super) person: usize,
    pub(super) cycle: u32,
    pub(super) owner: Name,
    pub(super) habit: &'static Habit,
    pub(super) chance: Chance,
    pub(super) what: Doing,
}

/// What is done.
#[derive(Debug, Clone)]
pub(super) enum Doing {
    /// Read the lead, and take or refuse it.
    Look,
    Accept,
    /// Give a lead that nobody holds to somebody by hand.
    Assign,
    /// A word on the lead's quality.
    Rate,
    /// The so-many-th try to reach the person.
    Try(u32),
    /// After the person was reached: what becomes of it.
    Talk,
    Confirm(bool),
    Meet,
    Offer,
    Close {
        deal: String,
        amount: i64,
    },
    LetGo {
        reason: &'static str,
        words: &'static str,
        returns: bool,
    },
    /// The customer leaves again.
    Leave,
}

/// A lead came to nobody, since all had it: the head of sales gives it to somebody by hand before long.
pub(super) fn rescue(story: &mut Simulation<'_>, at: Instant, lead: LeadId, person: usize) {
    let owner = Name::from(reps::HEAD);
    let Some(habit) = reps::habit(&owner) else { return };
    let cycle = story.world.lead(lead).map_or(0, |lead| lead.cycle);
    let mut chance = Chance::of(story.seed, "rescue", lead.0 * 64 + u64::from(cycle));
    let minutes = chance.around(habit.minutes * 2);
    Task { lead, person, cycle, owner, habit, chance, what: Doing::Assign }.after(story, at, minutes);
}

/// A lead came to somebody: they look at it when they get to it.
pub(super) fn receive(story: &mut Simulation<'_>, at: Instant, lead: LeadId, person: usize, owner: &Name) {
    let Some(habit) = reps::habit(owner) else { return };
    let cycle = story.world.lead(lead).map_or(0, |lead| lead.cycle);
    let mut chance = Chance::of(story.seed, owner.as_str(), lead.0 * 64 + u64::from(cycle));
    let urgent = story.people.get(person).is_some_and(|person| person.interest == Interest::Hot);
    let mut minutes = chance.around(if urgent { habit.minutes * 2 / 3 } else { habit.minutes });
    if chance.happens(habit.forgets) {
        minutes += chance.between(240, 900);
    }
    let task = Task { lead, person, cycle, owner: owner.clone(), habit, chance, what: Doing::Look };
    task.after(story, at, minutes);
}

/// Does what a task says, where it is still the owner's to do.
pub(super) fn on(story: &mut Simulation<'_>, at: Instant, task: Task) {
    let Some(who) = story.people.get(task.person) else { return };
    let Some(lead) = story.world.lead(task.lead) else { return };
    let is_theirs = lead.open && lead.cycle == task.cycle && lead.owner.as_ref() == Some(&task.owner);
    let is_nobodys = lead.open && lead.owner.is_none() && matches!(task.what, Doing::Assign);
    if !is_theirs && !is_nobodys && !matches!(task.what, Doing::Leave) {
        return;
    }
    let answered = lead.reached(Milestone::Accepted).is_some();
    match task.what.clone() {
        Doing::Look if !answered => task.look(story, at, who),
        Doing::Accept if !answered => task.accept(story, at, who),
        Doing::Look | Doing::Accept => {}
        Doing::Assign => match task.free(story, at, &[]) {
            Some(to) => task.say(story, at, What::Reassigned { to }),
            None => task.after(story, at, 480),
        },
        Doing::Rate => {
            let mut task = task;
            let (stars, words) = reps::rating(who, &mut task.chance);
            task.say(story, at, What::Rated { stars, words: words.to_owned() });
        }
        Doing::Try(times) => task.attempt(story, at, times),
        Doing::LetGo { reason, words, returns } => {
            let (reason, words) = (Name::from(reason), words.to_owned());
            let what = if returns { What::Recycled { reason, words } } else { What::Disqualified { reason, words } };
            task.say(story, at, what);
        }
        _ => deals::on(story, at, task, who),
    }
}

impl Task {
    /// Tells a fact about the lead, in the owner's name.
    pub(super) fn say(&self, story: &mut Simulation<'_>, at: Instant, what: What) {
        story.tell_of(self.person, Known::Mail, at, Some(&self.owner), what);
    }

    /// Puts this task off by so many working minutes.
    pub(super) fn after(self, story: &mut Simulation<'_>, at: Instant, minutes: i64) {
        let due = story.working(&self.owner, self.habit.calendar, at, minutes);
        story.wait(due, Step::Work(Box::new(self)));
    }

    /// Another thing to do about the same lead, with luck of its own.
    pub(super) fn also(&mut self, what: Doing) -> Task {
        let chance = Chance::of(self.chance.next(), "also", 0);
        Task { chance, what, owner: self.owner.clone(), ..*self }
    }

    fn look(mut self, story: &mut Simulation<'_>, at: Instant, who: &Person) {
        if self.owner.as_str() == reps::HEAD && self.hand_on(story, at) {
            return;
        }
        let (fit, owners) = story.world.lead(self.lead).map_or((0, 1), |lead| (lead.fit.trunc(), lead.legs.len()));
        match reps::judge(self.habit, who, fit, owners < 2 && self.owner.as_str() != reps::HEAD, &mut self.chance) {
            Answer::Refuse { reason, words } => {
                self.say(story, at, What::Rejected { reason: Name::from(reason), words: words.to_owned() });
            }
            Answer::Take => {
                let (first, then) = (self.chance.between(1, 9), self.chance.between(3, 35));
                self.also(Doing::Try(1)).after(story, at, first);
                self.also(Doing::Accept).after(story, at, then);
            }
        }
    }

    /// The head of sales passes a lead on where somebody who has not had it has room; whether it was passed on.
    fn hand_on(&mut self, story: &mut Simulation<'_>, at: Instant) -> bool {
        let had: Vec<Name> = story
            .world
            .lead(self.lead)
            .map_or_else(Vec::new, |lead| lead.legs.iter().filter_map(|leg| leg.owner.clone()).collect());
        let Some(to) = self.free(story, at, &had).filter(|_| self.chance.happens(800)) else { return false };
        self.say(story, at, What::Reassigned { to });
        true
    }

    /// Whoever of the region's team is there, has room and holds least, but for those who `had` it.
    fn free(&self, story: &Simulation<'_>, at: Instant, had: &[Name]) -> Option<Name> {
        let korean = story.people.get(self.person).is_some_and(|who| who.zone == "Asia/Seoul");
        let (calendar, room) = if korean { ("seoul", 18) } else { ("berlin", 22) };
        let parties = story.world.parties();
        reps::team()
            .filter(|habit| habit.calendar == calendar)
            .map(|habit| Name::from(habit.handle))
            .filter(|name| !had.contains(name) && !parties.is_away(name, at) && parties.holds(name) < room)
            .min_by_key(|name| parties.holds(name))
    }

    fn accept(mut self, story: &mut Simulation<'_>, at: Instant, who: &Person) {
        self.say(story, at, What::Accepted);
        if let Some(company) = who.company {
            let about = NewAbout::Account(story.companies[company].domain.clone());
            story.tell(about, at, Some(self.owner.clone()), What::Owned { owner: Some(self.owner.clone()) });
        }
        if self.chance.happens(self.habit.rates) {
            let minutes = self.chance.around(900);
            self.also(Doing::Rate).after(story, at, minutes);
        }
    }

    /// One try to reach the person. A call that reaches a mailbox only counts as a touch where it lasts.
    fn attempt(mut self, story: &mut Simulation<'_>, at: Instant, times: u32) {
        let channel = match times % 5 {
            1 if self.chance.happens(300) => Channel::Mail,
            0 if self.chance.happens(200) => Channel::Other,
            3 => Channel::Mail,
            _ => Channel::Call,
        };
        let reached = self.chance.happens(if times == 1 { 300 } else { 270 });
        let lasted = (channel == Channel::Call).then(|| {
            Span::from_seconds(if reached { self.chance.between(90, 1_500) } else { self.chance.between(16, 55) })
        });
        let outcome = if reached { "reached" } else { "no answer" }.to_owned();
        self.say(story, at, What::Touched { channel, reached, lasted, personal: true, outcome });
        if reached && self.chance.happens(90) {
            let until = at + Span::DAY.times(self.chance.between(7, 28));
            self.say(story, at, What::Paused { reason: Name::from("buyer_asked_to_wait"), until });
            self.also(Doing::Talk).after(story, until, 60);
        } else if reached {
            let minutes = self.chance.between(20, 480);
            self.also(Doing::Talk).after(story, at, minutes);
        } else if times < self.habit.stamina {
            let minutes = self.chance.between(280, 900);
            self.also(Doing::Try(times + 1)).after(story, at, minutes);
        } else {
            let returns = self.chance.happens(560);
            let reason = if returns { "bad_timing" } else { "unresponsive" };
            let minutes = self.chance.between(400, 1_500);
            self.also(Doing::LetGo { reason, words: "Nobody answers.", returns }).after(story, at, minutes);
        }
    }
}

/// Whole euros as the log keeps money.
pub(super) fn euros(amount: i64) -> Decimal {
    Decimal::from_int(amount)
}
