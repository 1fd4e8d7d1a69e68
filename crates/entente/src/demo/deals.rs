//! From the first talk to a deal's end: who confirms a need, what is offered, who buys, and who leaves again.

use std::collections::BTreeMap;

use entente_core::fact::{Channel, NewAbout, Value, What};
use entente_core::id::Name;
use entente_core::time::{Instant, Span};

use super::people::{Interest, Known, Person};
use super::simulate::{Simulation, Step};
use super::work::{Doing, Task, euros};

/// Working minutes of a day, about.
const DAY: i64 = 480;

/// Does the next thing about a lead that was reached.
pub(super) fn on(story: &mut Simulation<'_>, at: Instant, mut task: Task, who: &Person) {
    match task.what.clone() {
        Doing::Talk => talk(story, at, task, who),
        Doing::Confirm(first) => {
            let needs: &[&str] = if first { &["need", "authority"] } else { &["budget", "timing"] };
            let needs = needs.iter().map(|need| Name::from(*need)).collect();
            task.say(story, at, What::Confirmed { needs });
            let (next, days) = if first { (Doing::Confirm(false), 3) } else { (Doing::Offer, 4) };
            let minutes = task.chance.around(days * DAY);
            task.also(next).after(story, at, minutes);
        }
        Doing::Meet => {
            let lasted = Some(Span::MINUTE.times(task.chance.between(30, 90)));
            let outcome = "held".to_owned();
            task.say(
                story,
                at,
                What::Touched { channel: Channel::Meeting, reached: true, lasted, personal: true, outcome },
            );
        }
        Doing::Offer => offer(story, at, task, who),
        Doing::Close { deal, amount } => close(story, at, task, who, deal, amount),
        Doing::Leave => leave(story, at, &task, who),
        _ => {}
    }
}

/// What becomes of a talk: a need, a no, or a better time.
fn talk(story: &mut Simulation<'_>, at: Instant, mut task: Task, who: &Person) {
    let fits = story.world.lead(task.lead).is_some_and(|lead| lead.fit.trunc() >= 50);
    let likely = match who.interest {
        Interest::Hot => 720,
        Interest::Warm => 540,
        Interest::Curious => 260,
        Interest::Cold => 80,
    };
    if task.chance.happens(if fits { likely } else { likely / 2 }) {
        let (booked, confirmed) = (task.chance.between(5, 60), task.chance.around(3 * DAY));
        let touched = What::Touched {
            channel: Channel::Booking,
            reached: true,
            lasted: None,
            personal: true,
            outcome: "meeting booked".to_owned(),
        };
        let due = story.working(&task.owner, task.habit.calendar, at, booked);
        let keys = who.keys(Known::Mail);
        let about = NewAbout::Lead { keys, account: None };
        story.wait(due, Step::Told { about, by: Some(task.owner.clone()), what: touched });
        task.also(Doing::Meet).after(story, due, confirmed - confirmed / 4);
        task.also(Doing::Confirm(true)).after(story, due, confirmed);
        return;
    }
    let returns = task.chance.happens(520);
    let (reason, words) = if returns {
        ("bad_timing", task.chance.word(&["Building until next summer.", "Call again in spring.", ""]))
    } else {
        let reasons = ["no_need", "no_budget", "no_authority"];
        (task.chance.word(&reasons), task.chance.word(&["Just bought elsewhere.", "All by hand, and happy.", ""]))
    };
    let minutes = task.chance.between(10, 3 * DAY);
    task.also(Doing::LetGo { reason, words, returns }).after(story, at, minutes);
}

/// Opens a deal whose size goes with the company's.
fn offer(story: &mut Simulation<'_>, at: Instant, mut task: Task, who: &Person) {
    let employees = who.company.map_or(60, |company| story.companies[company].employees);
    let middle = 17_000 + (employees * 20).min(24_000);
    let amount = task.chance.around(middle).clamp(15_000, 160_000) / 500 * 500;
    let deal = format!("D-{}-{}", task.lead.0, task.cycle);
    task.say(story, at, What::OpportunityOpened { deal: deal.clone(), amount: euros(amount) });
    let days = task.chance.around(24);
    for _ in 0..task.chance.between(1, 3) {
        let minutes = task.chance.between(DAY, days * DAY * 2 / 3);
        task.also(Doing::Meet).after(story, at, minutes);
    }
    task.also(Doing::Close { deal, amount }).after(story, at, days * DAY);
}

fn close(story: &mut Simulation<'_>, at: Instant, mut task: Task, who: &Person, deal: String, amount: i64) {
    let likely = if who.interest == Interest::Hot { 530 } else { 450 };
    if !task.chance.happens(likely) {
        let reason = task.chance.word(&["lost_to_rival", "no_budget", "bad_timing", "no_need"]);
        task.say(story, at, What::OpportunityLost { deal, reason: Name::from(reason) });
        let returns = reason == "bad_timing" || reason == "no_budget";
        task.also(Doing::LetGo { reason, words: "", returns }).after(story, at, 30);
        return;
    }
    let recurring = euros(amount * task.chance.between(15, 40) / 100 / 100 * 100);
    task.say(story, at, What::OpportunityWon { deal, amount: euros(amount), recurring });
    if let Some(company) = who.company {
        let bought = [&["shuttle"][..], &["picker"], &["shuttle", "fleet"], &["picker", "fleet"]];
        let products = bought[task.chance.weighted(&[45, 20, 25, 10])].iter().map(|word| (*word).to_owned());
        let values = [(Name::from("products"), Value::Set(products.collect()))];
        let what = What::Learnt { values: BTreeMap::from(values), verified: true };
        story.tell(NewAbout::Account(story.companies[company].domain.clone()), at, None, what);
    }
    if task.chance.happens(70) {
        let after = Span::DAY.times(task.chance.between(60, 320));
        story.wait(at + after, Step::Work(Box::new(task.also(Doing::Leave))));
    }
}

fn leave(story: &mut Simulation<'_>, at: Instant, task: &Task, who: &Person) {
    let reasons = ["site_closed", "went_to_rival", "no_use"];
    let reason = task.chance.clone().word(&reasons);
    let about = NewAbout::Lead { keys: who.keys(Known::Mail), account: None };
    story.tell(about, at, None, What::Churned { reason: Name::from(reason) });
}
