//! What the owner of a lead does next, and when: a function of what is known of the lead, so that it can be asked anew
//! after every entry of the log.

use entente_core::id::{LeadId, Name};
use entente_core::time::Instant;

use super::chance::Chance;
use super::hand::{Deal, Hand};
use super::people::{Interest, Person};
use super::reps::{self, Answer, Habit};
use super::script::Script;

/// One thing that the owner of a lead does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Give a lead that nobody holds to somebody by hand.
    Assign,
    /// Read the lead, and pass it on, take or refuse it: the head of sales.
    Look,
    Accept,
    Refuse {
        reason: &'static str,
        words: &'static str,
    },
    /// A word on the lead's quality.
    Rate,
    /// The so-many-th try to reach the person.
    Try(u32),
    /// Make an appointment.
    Book,
    /// Hold the so-many-th meeting.
    Meet(usize),
    /// Confirm a first or the second half of what sales needs to know.
    Confirm(Half),
    /// Open a deal.
    Offer,
    /// See the deal end.
    Close,
    /// Send it back to marketing to be kept warm, or give it up.
    LetGo {
        reason: &'static str,
        words: &'static str,
        returns: bool,
    },
}

/// Which half of the needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    First,
    Second,
}

impl Act {
    /// A word for it, another for each act of one cycle and owner.
    pub(super) fn word(self) -> String {
        match self {
            Act::Assign => "assign".to_owned(),
            Act::Look => "look".to_owned(),
            Act::Accept => "accept".to_owned(),
            Act::Refuse { .. } => "refuse".to_owned(),
            Act::Rate => "rate".to_owned(),
            Act::Try(times) => format!("try{times}"),
            Act::Book => "book".to_owned(),
            Act::Meet(times) => format!("meet{times}"),
            Act::Confirm(Half::First) => "confirm1".to_owned(),
            Act::Confirm(Half::Second) => "confirm2".to_owned(),
            Act::Offer => "offer".to_owned(),
            Act::Close => "close".to_owned(),
            Act::LetGo { .. } => "let-go".to_owned(),
        }
    }
}

/// Working minutes of a day, about.
pub(super) const DAY: i64 = 480;

/// A lead in the hand of somebody whose habits are known.
struct Case<'a> {
    script: &'a Script,
    id: LeadId,
    hand: &'a Hand,
    who: &'a Person,
    owner: &'a Name,
    habit: &'static Habit,
}

/// What is done next about a lead in hand, each with its time; nothing where it is out of hand.
pub(super) fn next(script: &Script, id: LeadId, hand: &Hand, who: &Person) -> Vec<(Instant, Act)> {
    if hand.closed || hand.won {
        return Vec::new();
    }
    let Some(owner) = &hand.owner else { return vec![(assign_at(script, id, hand), Act::Assign)] };
    let Some(habit) = reps::habit(owner) else { return Vec::new() };
    let case = Case { script, id, hand, who, owner, habit };
    let mut acts = Vec::new();
    if hand.refused {
        return acts;
    }
    if hand.accepted.is_none() {
        case.answer(&mut acts);
    } else if !hand.rated {
        acts.extend(case.rate());
    }
    if hand.tries > 0 || hand.accepted.is_some() {
        acts.push(case.go_on());
    }
    acts
}

/// The head of sales gives a lead that came to nobody to somebody before long.
fn assign_at(script: &Script, id: LeadId, hand: &Hand) -> Instant {
    let mut chance = script.chance("assign", id, hand.cycle * 8 + hand.legs());
    script.working(&Name::from(reps::HEAD), "berlin", hand.since, chance.around(150))
}

impl Case<'_> {
    /// Luck for one thing of this cycle and owner.
    fn chance(&self, what: &str, times: u32) -> Chance {
        self.script.chance(what, self.id, self.hand.cycle * 256 + self.hand.legs() * 32 + times)
    }

    /// So many working minutes after `at`, and not while the clocks stand.
    fn working(&self, at: Instant, minutes: i64) -> Instant {
        let due = self.script.working(self.owner, self.habit.calendar, at, minutes);
        match self.hand.paused {
            Some(until) if until > due => {
                self.script.working(self.owner, self.habit.calendar, until, 20 + minutes % DAY)
            }
            _ => due,
        }
    }

    /// A lead that came in: looked at when its owner gets to it, and taken or refused.
    fn answer(&self, acts: &mut Vec<(Instant, Act)>) {
        let mut chance = self.chance(self.owner.as_str(), 0);
        let urgent = self.who.interest == Interest::Hot;
        let mut minutes = chance.around(if urgent { self.habit.minutes * 2 / 3 } else { self.habit.minutes });
        if chance.happens(self.habit.forgets) {
            minutes += chance.between(240, 900);
        }
        if self.owner.as_str() == reps::HEAD {
            return acts.push((self.working(self.hand.since, minutes), Act::Look));
        }
        match self.judge(&mut chance) {
            Answer::Refuse { reason, words } => {
                acts.push((self.working(self.hand.since, minutes), Act::Refuse { reason, words }));
            }
            Answer::Take => {
                let (first, then) = (minutes + chance.between(1, 9), minutes + chance.between(3, 35));
                if self.hand.tries == 0 && !self.calls_late() {
                    acts.push((self.working(self.hand.since, first), Act::Try(1)));
                }
                acts.push((self.working(self.hand.since, then), Act::Accept));
            }
        }
    }

    fn judge(&self, chance: &mut Chance) -> Answer {
        let fit = self.script.leads.get(&self.id).map_or(0, |lead| lead.fit);
        reps::judge(self.habit, self.who, fit, self.hand.legs() < 2, chance)
    }

    /// Whether this one is called only hours after it was taken.
    fn calls_late(&self) -> bool {
        self.chance("calls", 0).happens(self.habit.calls_late)
    }

    /// A word within the week, if at all; some take longer.
    fn rate(&self) -> Option<(Instant, Act)> {
        let mut chance = self.chance("rate", 0);
        let late = if chance.happens(self.habit.rates_late) { 2_400 } else { 0 };
        let minutes = chance.around(800) + late;
        let accepted = self.hand.accepted?;
        chance.happens(self.habit.rates).then(|| (self.working(accepted, minutes), Act::Rate))
    }

    /// The next step on the way from a first call to a deal's end.
    fn go_on(&self) -> (Instant, Act) {
        let hand = self.hand;
        if let Some(deal) = &hand.deal {
            return self.deal(deal);
        }
        if hand.needs.len() >= 4 {
            let mut chance = self.chance("offer", 0);
            let at = self.working(hand.confirmed, chance.around(4 * DAY));
            return if chance.happens(120) { (at, self.let_go(&mut chance, LAPSED)) } else { (at, Act::Offer) };
        }
        if !hand.needs.is_empty() {
            let mut chance = self.chance("confirm", 0);
            let at = self.working(hand.confirmed, chance.around(3 * DAY));
            let goes = chance.happens(320);
            return if goes { (at, self.let_go(&mut chance, LAPSED)) } else { (at, Act::Confirm(Half::Second)) };
        }
        match (hand.booked, hand.reached) {
            (Some(booked), _) => self.meet(booked),
            (None, Some(reached)) => self.talk(reached),
            (None, None) => self.reach(),
        }
    }

    /// Tries until somebody answers or the patience of the owner ends.
    fn reach(&self) -> (Instant, Act) {
        let tries = self.hand.tries;
        let mut chance = self.chance("try", tries.min(31));
        if tries == 0 {
            let accepted = self.hand.accepted.unwrap_or(self.hand.since);
            let minutes = if self.calls_late() { chance.between(150, 700) } else { chance.between(2, 40) };
            return (self.working(accepted, minutes), Act::Try(1));
        }
        if tries < self.habit.stamina {
            return (self.working(self.hand.tried, chance.between(280, 900)), Act::Try(tries + 1));
        }
        let at = self.working(self.hand.tried, chance.between(400, 1_500));
        let returns = chance.happens(560);
        let reason = if returns { "bad_timing" } else { "unresponsive" };
        (at, Act::LetGo { reason, words: chance.word(&["Nobody answers.", "Five tries, no answer.", ""]), returns })
    }

    /// What becomes of a talk: an appointment, a no, or a better time.
    fn talk(&self, reached: Instant) -> (Instant, Act) {
        let mut chance = self.chance("talk", 0);
        let likely = match self.who.interest {
            Interest::Hot => 460,
            Interest::Warm => 280,
            Interest::Curious => 130,
            Interest::Cold => 40,
        };
        let fits = self.script.leads.get(&self.id).is_some_and(|lead| lead.fit >= 50);
        if chance.happens(if fits { likely } else { likely / 2 }) {
            return (self.working(reached, chance.between(20, DAY)), Act::Book);
        }
        let at = self.working(reached, chance.between(30, 3 * DAY));
        (at, self.let_go(&mut chance, REFUSALS))
    }

    /// The meeting that was booked, and what is known after it.
    fn meet(&self, booked: Instant) -> (Instant, Act) {
        let mut chance = self.chance("meet", 0);
        let minutes = chance.around(3 * DAY);
        if self.hand.meetings == 0 {
            return (self.working(booked, minutes * 3 / 4), Act::Meet(1));
        }
        let at = self.working(booked, minutes);
        if chance.happens(230) {
            return (at, self.let_go(&mut chance, REFUSALS));
        }
        (at, Act::Confirm(Half::First))
    }

    /// A deal: one meeting or some more, and its end.
    fn deal(&self, deal: &Deal) -> (Instant, Act) {
        let mut chance = self.chance("deal", 0);
        if let Some(lost) = self.hand.lost {
            return (self.working(lost, 30), self.let_go(&mut chance, LOST));
        }
        let days = chance.around(26);
        let meetings = 1 + chance.between(1, 3) as usize;
        let next = self.hand.meetings.max(1) + 1;
        if next <= meetings {
            let part = days * DAY * (next as i64 - 1) / (meetings as i64 + 1);
            return (self.working(deal.opened, part.max(60)), Act::Meet(next));
        }
        (self.working(deal.opened, days * DAY), Act::Close)
    }

    fn let_go(&self, chance: &mut Chance, words: Words) -> Act {
        let returns = chance.happens(words.returns);
        if returns {
            return Act::LetGo { reason: "bad_timing", words: chance.word(words.later), returns };
        }
        let reason = chance.word(words.reasons);
        Act::LetGo { reason, words: chance.word(words.never), returns }
    }
}

/// With what words a lead is let go after contact.
#[derive(Clone, Copy)]
struct Words {
    /// In how many of 1,000 cases it goes back to marketing.
    returns: u64,
    later: &'static [&'static str],
    reasons: &'static [&'static str],
    never: &'static [&'static str],
}

const REFUSALS: Words = Words {
    returns: 480,
    later: &["Building until next summer.", "Call again in spring.", "New site in 2028, too early.", ""],
    reasons: &["no_need", "no_budget", "no_authority"],
    never: &["Just bought elsewhere.", "All by hand, and content with it.", "Outsources the warehouse.", ""],
};

const LAPSED: Words = Words {
    returns: 560,
    later: &["Budget moved to next year.", "Wait for the new plant manager.", "The board wants to see it in autumn."],
    reasons: &["no_budget", "no_authority", "lost_to_rival"],
    never: &["The parent company decides, and bought already.", "Payback over four years for them.", ""],
};

const LOST: Words = Words {
    returns: 400,
    later: &["Ask again when the rival's contract ends.", "Next year's budget.", ""],
    reasons: &["lost_to_rival", "no_budget"],
    never: &["Went with the cheaper conveyor.", "Chose the supplier they know.", ""],
};
