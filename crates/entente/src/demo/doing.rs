//! Carrying out what is next: the facts that an act of sales leaves in the log.

use std::collections::BTreeMap;

use entente_core::fact::{Channel, NewAbout, Value, What};
use entente_core::id::{LeadId, Name};
use entente_core::number::Decimal;
use entente_core::time::{Instant, Span};

use super::acts::{Act, DAY, Half};
use super::chance::Chance;
use super::hand::Hand;
use super::people::{Interest, Known, Person};
use super::reps::{self, Answer};
use super::script::Script;

/// Something told, and by whom.
pub(super) type Told = (NewAbout, Option<Name>, What);

/// A lead in hand while something is done about it.
struct Case<'a> {
    hand: &'a Hand,
    who: &'a Person,
    owner: Name,
    chance: Chance,
    told: Vec<Told>,
}

/// Does one thing about a lead; nothing where it is in no hand any more.
pub(super) fn carry_out(script: &mut Script, at: Instant, key: &str, id: LeadId, act: Act) -> Vec<Told> {
    let Some((hand, who)) = script.in_hand(id) else { return Vec::new() };
    let owner = hand.owner.clone().unwrap_or_else(|| Name::from(reps::HEAD));
    let chance = Chance::of(script.seed, key, 0);
    let mut case = Case { hand, who, owner, chance, told: Vec::new() };
    match act {
        Act::Assign => match free(script, who, at, &[]) {
            Some(to) => case.say(What::Reassigned { to }),
            None => {
                let at = script.working(&case.owner, "berlin", at, DAY / 4);
                script.wait_act(at, key.to_owned(), id, act);
                return Vec::new();
            }
        },
        Act::Look => case.look(script, at, id),
        Act::Accept => case.accept(script),
        Act::Refuse { reason, words } => case.refuse(reason, words),
        Act::Rate => case.rate(),
        Act::Try(times) => case.attempt(at, times),
        Act::Book => case.touch(Channel::Booking, true, None, "meeting booked"),
        Act::Meet(_) => {
            let lasted = Span::MINUTE.times(case.chance.between(30, 90));
            case.touch(Channel::Meeting, true, Some(lasted), "held");
        }
        Act::Confirm(half) => case.confirm(half),
        Act::Offer => {
            // Whoever opens a deal has to say at last how good the lead was.
            if !case.hand.rated {
                case.rate();
            }
            case.offer(script, id);
        }
        Act::Close => case.close(script),
        Act::LetGo { reason, words, returns } => case.let_go(reason, words, returns),
    }
    case.told
}

/// Whoever of the region's team is there, has room and holds least, but for those who `had` it.
fn free(script: &Script, who: &Person, at: Instant, had: &[Option<Name>]) -> Option<Name> {
    let (calendar, room) = if who.zone == "Asia/Seoul" { ("seoul", 28) } else { ("berlin", 42) };
    reps::team()
        .filter(|habit| habit.calendar == calendar)
        .map(|habit| Name::from(habit.handle))
        .filter(|name| !had.contains(&Some(name.clone())) && !script.is_away(name, at) && script.holds(name) < room)
        .min_by_key(|name| script.holds(name))
}

impl Case<'_> {
    /// Tells something about the lead, in the owner's name.
    fn say(&mut self, what: What) {
        let about = NewAbout::Lead { keys: self.who.keys(Known::Mail), account: None };
        self.told.push((about, Some(self.owner.clone()), what));
    }

    /// Tells something about the lead's company, where it has one.
    fn say_of_company(&mut self, script: &Script, by: Option<Name>, what: What) {
        if let Some(company) = self.who.company.and_then(|place| script.companies.get(place)) {
            self.told.push((NewAbout::Account(company.domain.clone()), by, what));
        }
    }

    fn touch(&mut self, channel: Channel, reached: bool, lasted: Option<Span>, outcome: &str) {
        self.say(What::Touched { channel, reached, lasted, personal: true, outcome: outcome.to_owned() });
    }

    /// The head of sales passes a lead on where somebody who has not had it has room, or answers it.
    fn look(&mut self, script: &Script, at: Instant, id: LeadId) {
        if let Some(to) = free(script, self.who, at, &self.hand.had).filter(|_| self.chance.happens(800)) {
            return self.say(What::Reassigned { to });
        }
        let fit = script.leads.get(&id).map_or(0, |lead| lead.fit);
        let Some(habit) = reps::habit(&self.owner) else { return };
        match reps::judge(habit, self.who, fit, false, &mut self.chance) {
            Answer::Refuse { reason, words } => self.refuse(reason, words),
            Answer::Take => {
                self.attempt(at, 1);
                self.accept(script);
            }
        }
    }

    fn accept(&mut self, script: &Script) {
        self.say(What::Accepted);
        let owner = Some(self.owner.clone());
        self.say_of_company(script, owner.clone(), What::Owned { owner });
    }

    fn refuse(&mut self, reason: &str, words: &str) {
        self.say(What::Rejected { reason: Name::from(reason), words: words.to_owned() });
    }

    fn rate(&mut self) {
        let (stars, words) = reps::rating(self.who, &self.owner, &mut self.chance);
        self.say(What::Rated { stars, words: words.to_owned() });
    }

    /// One try to reach the person. A call that reaches a mailbox only counts as a touch where it lasts.
    fn attempt(&mut self, at: Instant, times: u32) {
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
        let outcome = match (channel, reached) {
            (Channel::Call, true) => self.chance.word(&["reached", "talked", "asked to send figures"]),
            (Channel::Call, false) => self.chance.word(&["no answer", "mailbox", "assistant took a note"]),
            (_, true) => "answered",
            (_, false) => "sent",
        };
        self.touch(channel, reached, lasted, outcome);
        if reached && self.chance.happens(350) {
            let values = BTreeMap::from([
                (Name::from("phone"), Value::Text(self.who.phone.clone())),
                (Name::from("title"), Value::Text(self.who.title.clone())),
            ]);
            self.say(What::Learnt { values, verified: true });
        }
        if reached && self.chance.happens(150) {
            let until = at + Span::DAY.times(self.chance.between(7, 28));
            self.say(What::Paused { reason: Name::from("buyer_asked_to_wait"), until });
        } else if !reached && !self.who.tells_role && self.chance.happens(300) {
            let until = at + Span::DAY.times(2);
            self.say(What::Paused { reason: Name::from("waiting_for_data"), until });
        }
    }

    fn confirm(&mut self, half: Half) {
        let needs: &[&str] = match half {
            Half::First => &["need", "authority"],
            Half::Second => &["budget", "timing"],
        };
        self.say(What::Confirmed { needs: needs.iter().map(|need| Name::from(*need)).collect() });
    }

    /// Opens a deal whose size goes with the company's.
    fn offer(&mut self, script: &Script, id: LeadId) {
        let employees = self.who.company.and_then(|place| script.companies.get(place)).map_or(60, |one| one.employees);
        let middle = 24_000 + (employees * 20).min(26_000);
        let amount = self.chance.around(middle) * self.chance.between(88, 113) / 100;
        let amount = amount.clamp(15_000, 160_000) / 500 * 500;
        let deal = format!("D-{}-{}", id.0, self.hand.cycle);
        self.say(What::OpportunityOpened { deal, amount: Decimal::from_int(amount) });
    }

    fn close(&mut self, script: &Script) {
        let Some(deal) = self.hand.deal.clone() else { return };
        let likely = if self.who.interest == Interest::Hot { 430 } else { 340 };
        if !self.chance.happens(likely) {
            let reasons = ["lost_to_rival", "no_budget", "bad_timing", "no_need", "no_authority"];
            let reason = reasons[self.chance.weighted(&[34, 26, 22, 10, 8])];
            return self.say(What::OpportunityLost { deal: deal.key, reason: Name::from(reason) });
        }
        let share = self.chance.between(60, 100);
        let (amount, recurring) =
            (Decimal::from_int(deal.amount), Decimal::from_int(deal.amount * share / 10_000 * 100));
        self.say(What::OpportunityWon { deal: deal.key, amount, recurring });
        let bought = [&["shuttle"][..], &["picker"], &["shuttle", "fleet"], &["picker", "fleet"]];
        let products = bought[self.chance.weighted(&[45, 20, 25, 10])].iter().map(|word| (*word).to_owned());
        let values = BTreeMap::from([(Name::from("products"), Value::Set(products.collect()))]);
        self.say_of_company(script, None, What::Learnt { values, verified: true });
    }

    fn let_go(&mut self, reason: &str, words: &str, returns: bool) {
        let (reason, words) = (Name::from(reason), words.to_owned());
        self.say(if returns { What::Recycled { reason, words } } else { What::Disqualified { reason, words } });
    }
}
