//! Refusals of the handoff: routes, teams, reasons.

use expect_test::expect;

use super::check;

const TEAM: &str = "qualified: fit > 10\nhandoff:\n  teams: {one: {members: [ana, bea]}, two: {members: {cem: 2}}}\n";

fn routes(routes: &str, want: &expect_test::Expect) {
    check(&format!("{TEAM}  routes: {routes}"), want);
}

#[test]
fn unreachable_routes() {
    routes(
        "{rest: {otherwise: true, to: team one}, late: {when: fit > 50, to: team two}}",
        &expect![[r#"
            7:51 handoff.routes.late: no lead comes here: 'rest' above takes everything. Move it above 'rest', or remove it."#]],
    );
    routes(
        "{a: {when: fit > 50, to: team one}, b: {when: 50 < fit, to: team two}, c: {otherwise: true, to: bea}}",
        &expect![[r#"
            7:47 handoff.routes.b: no lead comes here: 'a' above asks the same. Change its condition, or remove it."#]],
    );
    routes(
        "{a: {when: fit > 50 && fit <= 50, to: team one}, b: {when: grade == 'A' && grade == 'B', to: ana}, c: {otherwise: true, to: bea}}",
        &expect![[r#"
            7:12 handoff.routes.a: no lead comes here: its condition can never hold. Loosen the condition, or remove the route.
            7:60 handoff.routes.b: no lead comes here: its condition can never hold. Loosen the condition, or remove the route."#]],
    );
    routes(
        "{a: {when: account.owner != null, to: account.owner, within_days: 90}, b: {when: account.owner != null, to: lead.owner}, c: {otherwise: true, to: bea}}",
        &expect![""],
    );
}

#[test]
fn a_route_leads_to_someone_known() {
    routes(
        "{a: {when: fit > 1, to: team ones}, b: {when: fit > 2, to: anna}, c: {otherwise: true, to: one}}",
        &expect![[r#"
        7:35 handoff.routes.a: no team is called 'ones'. Did you mean 'one'?
        7:70 handoff.routes.b: no person is called 'anna'. Did you mean 'ana'?
        7:102 handoff.routes.c: 'one' is a team, not a person. Write 'team one'."#]],
    );
    routes(
        "{a: {to: ana}, b: {when: fit > 2, otherwise: true, to: ana}}",
        &expect![[r#"
        7:12 handoff.routes.a: a route does not say which leads it takes. Add 'when', or 'otherwise: true' for all the rest.
        7:26 handoff.routes.b: a route says both 'when' and 'otherwise'. Keep one of the two."#]],
    );
    routes(
        "{a: {otherwise: true, to: ana, within_days: 3}}",
        &expect![[r#"
            7:42 handoff.routes.a: 'within_days' asks when the account's owner was active, and this route leads elsewhere. Remove it, or write 'to: account.owner'."#]],
    );
    routes(
        "{a: {otherwise: true, to: ana}}\n  nobody: account.owner",
        &expect![[r#"
            8:11 handoff.nobody: an owner that may be missing cannot be the last resort. Write 'team x' or a person's handle."#]],
    );
    check(
        "qualified: fit > 10\nhandoff: {shows: [grade]}",
        &expect![[r#"
            5:1 handoff: the handoff does not say where leads go. Add 'routes', the last with 'otherwise: true'."#]],
    );
}

#[test]
fn the_stage_of_the_handoff_is_known() {
    check(
        "stages: {inquiry: }\nhandoff: {routes: {a: {otherwise: true, to: ana}}}",
        &expect![[r#"
            5:1 handoff: the handoff does not say at which stage, and no stage is entered by 'qualified'. Add 'at' with a stage, or 'at: elsewhere'."#]],
    );
    check(
        "handoff: {at: mqls, routes: {a: {otherwise: true, to: ana}}}",
        &expect!["4:15 handoff: no stage is called 'mqls'. Did you mean 'mql'?"],
    );
    check("handoff: {at: elsewhere}", &expect![""]);
}

#[test]
fn teams() {
    check(
        "calendars: {a: {open: {mon: '09:00-17:00'}}, b: {open: {tue: '09:00-17:00'}}}\nqualified: fit > 1\nhandoff: {teams: {t: {members: []}, u: {members: {x: 0}, calendar: c, absent: gone}}, nobody: ana}",
        &expect![[r#"
            6:1 handoff: the handoff does not say where leads go. Add 'routes', the last with 'otherwise: true'.
            6:19 handoff.teams.t: the team does not say which calendar it works by. Add 'calendar': one of a, b.
            6:23 handoff.teams.t: the team has no members. Write at least one handle.
            6:54 handoff.teams.u: '0' is not a whole number from 1 to 1000. Write a whole number in that range.
            6:68 handoff.teams.u: no calendar is called 'c'. Write one of: a, b.
            6:79 handoff.teams.u: 'gone' is none of the words that may stand here. Write one of: skip, accrue, hold."#]],
    );
    check(
        "qualified: fit > 1\nhandoff: {teams: {t: {members: [a, a]}}}",
        &expect!["5:36 handoff.teams.t: 'a' stands twice in this list. Keep one."],
    );
}

#[test]
fn reasons() {
    check(
        "handoff: {at: elsewhere, reject: {clerical: {fake: drop}, definitional: {fake: recycle}, other: {x: merge}}, aliases: {Faked: fakes, FAKED: fake}}",
        &expect![[r#"
            4:52 handoff.reject.clerical: 'drop' is none of the words that may stand here. Write one of: reroute, merge, recycle, disqualify.
            4:90 handoff.reject: 'other' is no key of the reasons to reject. Write one of: procedural, clerical, definitional.
            4:127 handoff: no reason is called 'fakes'. Did you mean 'fake'?
            4:134 handoff: the alias 'FAKED' stands twice, but for letter case. Keep one: letter case counts for nothing."#]],
    );
}
