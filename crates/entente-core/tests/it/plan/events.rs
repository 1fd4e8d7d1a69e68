//! Goal: a signal takes exactly the events its `where` asks for. Method: a table of conditions and properties.

use entente_core::engine::world::World;
use entente_core::id::{LeadId, Seq};
use expect_test::{Expect, expect};

use crate::engine::story::{fact, instant, plan};

/// Conditions are the lines furthest to the left; under each stand an event's properties and whether it counts.
#[track_caller]
fn check(want: &Expect) {
    let lines = || want.data().lines().filter(|line| !line.trim().is_empty());
    let indent = |line: &str| line.len() - line.trim_start().len();
    let left = lines().map(indent).min().unwrap_or_default();
    let (mut got, mut condition) = (String::new(), "");
    for line in lines() {
        if indent(line) == left {
            condition = line.trim();
            got += &format!("{condition}\n");
        } else {
            let told = line.split(" => ").next().unwrap_or_default().trim();
            got += &format!("    {told:<28} => {}\n", if counts(condition, told) { "counts" } else { "passed over" });
        }
    }
    want.assert_eq(&got);
}

/// Whether an event with these properties is a hit of a signal with this `where`.
fn counts(condition: &str, properties: &str) -> bool {
    let condition = serde_json::to_string(condition).unwrap();
    let agreement = format!(
        "entente: 1\ntitle: Events\nparties: {{marketing: ana@x.example, sales: ben@x.example}}\n\
         signals: {{seen: {{on: Seen, where: {condition}, points: 1}}}}\n"
    );
    let mut world = World::new(vec![plan(&agreement)]);
    let at = instant("03-02 09:00");
    let told = format!("lead 1: happened Seen {}", if properties == "nothing" { "" } else { properties });
    world.fact(Seq(1), &fact(Seq(1), at, told.trim()));
    world.lead(LeadId(1)).unwrap().signals.get(0).is_some_and(|signal| signal.count == 1)
}

#[test]
fn properties_are_asked_by_their_own_type() {
    check(&expect![[r#"
        event.form == 'demo'
            form=demo                    => counts
            form=Demo                    => passed over
            form=7                       => passed over
            form=yes                     => passed over
            nothing                      => passed over
        event.form != 'demo'
            form=trial                   => counts
            form=demo                    => passed over
            form=7                       => passed over
            nothing                      => passed over
        event.minutes >= 20
            minutes=20                   => counts
            minutes=19.999999            => passed over
            minutes=long                 => passed over
            nothing                      => passed over
        event.minutes < 20 && event.minutes != 5
            minutes=6                    => counts
            minutes=5                    => passed over
            minutes=20                   => passed over
            nothing                      => passed over
        event.live
            live=yes                     => counts
            live=no                      => passed over
            live=1                       => passed over
            nothing                      => passed over
        !event.live
            live=yes                     => passed over
            live=no                      => counts
            nothing                      => counts
        event.live == false
            live=no                      => counts
            live=yes                     => passed over
            nothing                      => passed over
        event.form in ['demo', 'trial']
            form=trial                   => counts
            form=other                   => passed over
            nothing                      => passed over
        event.minutes in [5, 7.5]
            minutes=7.5                  => counts
            minutes=7                    => passed over
        event.path.startsWith('/pricing')
            path=/pricing                => counts
            path=/pricing/team           => counts
            path=/Pricing                => passed over
            path=/de/pricing             => passed over
            path=7                       => passed over
            nothing                      => passed over
        event.path.endsWith('.pdf') || event.path.contains('guide')
            path=/a.pdf                  => counts
            path=/guides                 => counts
            path=/pdf                    => passed over
        event.form == null
            nothing                      => counts
            form=demo                    => passed over
            form=null                    => counts
        event.form != null && !(event.form == 'demo')
            form=trial                   => counts
            form=demo                    => passed over
            nothing                      => passed over
    "#]]);
}
