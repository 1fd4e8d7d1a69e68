//! What is understood: each section's snippet, and what of it will be signed.

use expect_test::{Expect, expect};

use super::read_snippet;

/// The canonical form of some parts of the agreement that a snippet makes, a line each.
fn understood(snippet: &str, parts: &[&str], want: &Expect) {
    let read = read_snippet(snippet);
    let problems: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, Vec::<String>::new(), "{snippet}");
    let tree = serde_json::to_value(read.agreement.unwrap()).unwrap();
    let line = |path: &&str| {
        let part = path.split('.').fold(&tree, |part, key| key.parse().map_or(&part[key], |at: usize| &part[at]));
        format!("{path} {part}")
    };
    want.assert_eq(&parts.iter().map(line).collect::<Vec<_>>().join("\n"));
}

#[test]
fn parties_short_and_long() {
    understood(
        "entente: 1\ntitle: T\nparties: {marketing: ana@x.example, sales: {name: Closers, signs: ben@x.example}}",
        &["parties.marketing", "parties.sales"],
        &expect![[r#"
            parties.marketing {"name":"Marketing","signs":"ana@x.example"}
            parties.sales {"name":"Closers","signs":"ben@x.example"}"#]],
    );
}

#[test]
fn goals_and_metrics() {
    understood(
        "goals:\n  won: {says: Win, metric: won, at_least: 60, per: quarter}\n  left: {metric: left, at_most: 5%}\n  need: {arithmetic: {revenue: 2400000, average_deal: 40000.50, lead_to_customer: 2.5%}}\nmetrics:\n  won: {count: customer, where: account.domain != null}\n  left: {share: churned, of: customer, matures: 90d}\n  money: {sum: customer.recurring_revenue}\n  time: {between: [created, customer]}",
        &["goals.won", "goals.left", "goals.need", "metrics.won", "metrics.left", "metrics.money", "metrics.time"],
        &expect![[r#"
            goals.won {"at_least":60,"at_most":null,"is_share":false,"kind":"metric","metric":"won","per":"quarter","says":"Win"}
            goals.left {"at_least":null,"at_most":"0.05","is_share":true,"kind":"metric","metric":"left","per":"year","says":""}
            goals.need {"average_deal":"40000.5","kind":"demand","lead_to_customer":"2.5%","revenue":2400000,"says":""}
            metrics.won {"count":{"stage":"customer"},"kind":"count","says":"","where":"account.domain != null"}
            metrics.left {"kind":"share","matures":"90d","of":{"stage":"customer"},"says":"","share":{"milestone":"churned"},"where":null}
            metrics.money {"kind":"sum","says":"","sum":"customer.recurring_revenue","where":null}
            metrics.time {"as":["median","p90"],"from":{"milestone":"created"},"kind":"between","says":"","to":{"stage":"customer"},"where":null}"#]],
    );
}

#[test]
fn fields_of_every_type() {
    understood(
        "fields:\n  lead: {role: {type: choice, of: [boss, staff]}, tags: {type: set, of: [a, b]}, size: number, free: {type: bool, from: email}}\n  account: {name: text, land: country, since: date}",
        &["lead_fields", "account_fields"],
        &expect![[r#"
            lead_fields {"free":{"from":"email","type":"bool"},"role":{"of":["boss","staff"],"type":"choice"},"size":{"type":"number"},"tags":{"of":["a","b"],"type":"set"}}
            account_fields {"land":{"type":"country"},"name":{"type":"text"},"since":{"type":"date"}}"#]],
    );
}

#[test]
fn buyers_fit_and_grades() {
    understood(
        "lists: {rivals: [a.example, b.example]}\nfields: {lead: {size: number}}\nbuyers: {big: {when: lead.size >= 50, looks_like: [Kessler], unlike: [Club], heard: Soon}}\nfit: {size: {when: 50 <= lead.size, points: -7.5}, rival: {when: \"account.domain in list('rivals')\", disqualify: true}}\ngrades: {hot: 60.5, cold: 0}",
        &["lists", "buyers", "fit", "grades"],
        &expect![[r#"
            lists {"rivals":["a.example","b.example"]}
            buyers {"big":{"heard":"Soon","looks_like":["Kessler"],"says":"","unlike":["Club"],"when":"lead.size >= 50"}}
            fit {"rival":{"disqualify":true,"points":0,"says":"","when":"account.domain in list('rivals')"},"size":{"disqualify":false,"points":"-7.5","says":"","when":"lead.size >= 50"}}
            grades {"cold":0,"hot":"60.5"}"#]],
    );
}

#[test]
fn signals() {
    understood(
        "signals:\n  plain: {on: Seen}\n  full: {on: Form Sent, where: event.form == 'demo', points: 40, half_life: 2w, cap: 80, pays: once per event.id, class: [unknown, human], says: Asked}\n  bad: {on: Left, points: -5, cap: -10}",
        &["signals.plain", "signals.full", "signals.bad"],
        &expect![[r#"
            signals.plain {"cap":null,"class":[],"half_life":null,"on":"Seen","pays":null,"points":null,"says":"","where":null}
            signals.full {"cap":80,"class":["human","unknown"],"half_life":1209600000000,"on":"Form Sent","pays":{"once_per":"id"},"points":40,"says":"Asked","where":"event.form == 'demo'"}
            signals.bad {"cap":-10,"class":[],"half_life":null,"on":"Left","pays":null,"points":-5,"says":"","where":null}"#]],
    );
}

#[test]
fn the_process() {
    understood(
        "stages:\n  known: {enter: created, says: Known}\n  warm: {enter: engagement >= 15}\n  mql: {enter: qualified}\n  sql: {enter: confirmed, needs: [need, budget]}\nqualified: {b: fit >= 50, a: {when: fit >= 20 && grade == 'A', says: Both}, never: lead.consent == 'withdrawn'}\nleaves: {recycled: {to: warm, returns_when: engagement >= 50, not_before: 30d, at_most: 3}, disqualified: {final: false}}",
        &["stages", "qualified", "leaves"],
        &expect![[r#"
            stages [{"enter":"created","id":"known","needs":[],"owner":"marketing","says":"Known"},{"enter":{"when":"engagement >= 15"},"id":"warm","needs":[],"owner":"marketing","says":""},{"enter":{"when":"qualified"},"id":"mql","needs":[],"owner":"marketing","says":""},{"enter":{"when":"confirmed"},"id":"sql","needs":["need","budget"],"owner":"sales","says":""}]
            qualified {"never":{"says":"","when":"lead.consent == 'withdrawn'"},"rules":[{"id":"b","says":"","when":"fit >= 50"},{"id":"a","says":"Both","when":"fit >= 20 && grade == 'A'"}]}
            leaves {"disqualified_final":false,"recycled":{"at_most":3,"not_before":2592000000000,"returns_when":"engagement >= 50","to":"warm"}}"#]],
    );
}

#[test]
fn the_handoff() {
    understood(
        "qualified: fit > 10\nhandoff:\n  unit: account\n  routes: {mine: {when: account.owner != null, to: account.owner, within_days: 90}, again: {when: lead.owner != null, to: lead.owner}, rest: {otherwise: true, to: team one, says: All}}\n  teams: {one: {members: {bea: 2, cem: 1}, open_at_most: 5, absent: accrue, manager: bea}}\n  nobody: {to: bea, says: Bea decides}\n  reject: {clerical: {fake: disqualify}}\n  disqualify: [no_need]\n  aliases: {Nonsense: fake}",
        &[
            "handoff.at",
            "handoff.unit",
            "handoff.routes",
            "handoff.teams",
            "handoff.nobody",
            "handoff.nobody_says",
            "handoff.reject",
            "handoff.disqualify",
            "handoff.aliases",
        ],
        &expect![[r#"
            handoff.at "mql"
            handoff.unit "account"
            handoff.routes [{"id":"mine","says":"","to":"account_owner","when":"account.owner != null","within":7776000000000},{"id":"again","says":"","to":"lead_owner","when":"lead.owner != null","within":null},{"id":"rest","says":"All","to":{"team":"one"},"when":null,"within":null}]
            handoff.teams {"one":{"absent":"accrue","calendar":null,"manager":"bea","members":[{"id":"bea","weight":2},{"id":"cem","weight":1}],"open_at_most":5}}
            handoff.nobody {"person":"bea"}
            handoff.nobody_says "Bea decides"
            handoff.reject {"fake":{"kind":"clerical","then":"disqualify"}}
            handoff.disqualify ["no_need"]
            handoff.aliases {"Nonsense":"fake"}"#]],
    );
}

#[test]
fn promises_of_every_shape() {
    understood(
        "qualified: fit > 10\nsignals: {asked: {on: A}}\nmeetings: {weekly: {every: FREQ=WEEKLY, at: '10:00'}}\nsla:\n  first_touch_counts: {call: any, mail: any, meeting: held}\n  calendar_of: office\n  marketing:\n    volume: {count: handed_off, at_least: 200, per: month, less: [clerical, fake], dispute: 5 business days, where: fit > 20}\n    part: {share: accepted, of: handed_off, at_least: 60%, at_most: 90%, matures: 2 business days}\n    money: {sum: opportunity.amount, at_least: 1200000, per: quarter}\n  sales:\n    one: {from: handed_off, until: [accepted, rejected], within: 4 business hours, kept: 95%, late: reassign}\n    tiers: {from: asked, until: mql, within: [{when: grade == 'A', do: 1h}, {otherwise: true, do: same day}]}\n    tries: {attempts: 5, channels: 2, within: 10 business days, unless: contacted}\n    meet: {holds: weekly, kept: 90%}\n  pauses: {wait: 30d}\n  ladder: [{at: 50%, tell: owner}, {at: 100%, tell: [manager, marketing, ben], then: late}]\n  waivers: {by: nobody}",
        &[
            "sla.first_touch_counts",
            "sla.calendar_of",
            "sla.marketing.volume",
            "sla.marketing.part",
            "sla.marketing.money",
            "sla.sales.one",
            "sla.sales.tiers",
            "sla.sales.tries",
            "sla.sales.meet",
            "sla.pauses",
            "sla.ladder",
            "sla.waivers",
        ],
        &expect![[r#"
            sla.first_touch_counts {"any":false,"call":0,"chat_human":false,"mail_any":true,"mail_personal":false,"meeting_booked":false,"meeting_held":true}
            sla.calendar_of {"named":"office"}
            sla.marketing.volume {"at_least":200,"at_most":null,"count":{"milestone":"handed_off"},"dispute":"5 business days","kind":"count","less":[{"kind":"clerical"},{"reason":"fake"}],"per":"month","says":"","where":"fit > 20"}
            sla.marketing.part {"at_least":"60%","at_most":"90%","kind":"share","matures":"2 business days","of":{"milestone":"handed_off"},"per":"month","says":"","share":{"milestone":"accepted"},"where":null}
            sla.marketing.money {"at_least":1200000,"at_most":null,"kind":"sum","per":"quarter","says":"","sum":"opportunity.amount","where":null}
            sla.sales.one {"from":{"milestone":"handed_off"},"kept":"95%","kind":"time","late":"reassign","says":"","until":[{"milestone":"accepted"},{"milestone":"rejected"}],"where":null,"within":[{"do":"4 business hours","when":null}]}
            sla.sales.tiers {"from":{"signal":"asked"},"kept":"100%","kind":"time","late":"nothing","says":"","until":[{"stage":"mql"}],"where":null,"within":[{"do":"1h","when":"grade == 'A'"},{"do":"same day","when":null}]}
            sla.sales.tries {"attempts":5,"channels":2,"kept":"100%","kind":"attempts","says":"","unless":[{"milestone":"contacted"}],"where":null,"within":"10 business days"}
            sla.sales.meet {"kept":"90%","kind":"cadence","meeting":"weekly","per":"quarter","says":"","where":null}
            sla.pauses {"wait":2592000000000}
            sla.ladder [{"at":"50%","tell":["owner"],"then":"nothing"},{"at":"100%","tell":["manager","marketing",{"person":"ben"}],"then":"late"}]
            sla.waivers "nobody""#]],
    );
}

#[test]
fn nurture_segments_meetings_and_amendment() {
    understood(
        "nurture:\n  warm:\n    for: engagement < 40\n    steps: [{send: guide}, {wait: 5d, until: fit > 50}, {when: fit > 20, send: story, else: {send: other}}, {when: fit > 20, send: story}]\n    leave: stage == 'sal'\n    at_most: 1 mail per day\n    quiet: {hours: '20:00-08:00', of: lead}\nsegments: {warm: {when: engagement > 40, owner: sales}}\nmeetings: {m: {every: FREQ=MONTHLY;BYDAY=2TU, at: '14:30', who: sales, agenda: [goals]}}\namend: {open_clocks: restart, period: current}\nkeep: {details: 104w}",
        &["nurture.warm", "segments.warm", "meetings.m", "amend", "keep"],
        &expect![[r#"
            nurture.warm {"at_most":[1,86400000000],"for":"engagement < 40","leave":"stage == 'sal'","quiet":{"from_minutes":1200,"of":"lead","to_minutes":480},"says":"","steps":[{"send":"guide"},{"wait":{"time":432000000000,"until":"fit > 50"}},{"choose":{"else":"other","send":"story","when":"fit > 20"}},{"choose":{"else":null,"send":"story","when":"fit > 20"}}]}
            segments.warm {"owner":"sales","says":"","when":"engagement > 40"}
            meetings.m {"agenda":["goals"],"at_minutes":870,"every":"FREQ=MONTHLY;BYDAY=2TU","minutes":60,"says":"","who":["sales"]}
            amend {"open_clocks":"restart","period":"current","scores":"recompute"}
            keep {"details":62899200000000}"#]],
    );
}

#[test]
fn worked_examples() {
    understood(
        "fields: {lead: {role: {type: choice, of: [boss]}, size: number, tags: {type: set, of: [a, b]}, ok: bool}}\nsignals: {demo: {on: Demo}}\nexamples:\n  - says: One\n    at: 2026-03-04T10:00+01:00\n    lead: {role: boss, size: 3.5, tags: [b], ok: true, email: a@x.example}\n    account: {domain: x.example, open_opportunity: false}\n    did: [{fact: rejected, reason: fake}, {signal: demo, ago: 2d}, {event: Other, at: 2026-03-04T08:00Z, properties: {n: 3, yes: true, text: '3', none: , list: [a]}, class: scanner}]\n    expect: {stage: recycled, qualified: false, grade: A, level: 1, fit: 7.5, clause: fit.size}",
        &["examples.0"],
        &expect![[
            r#"examples.0 {"account":{"domain":"x.example","open_opportunity":false},"at":1772614800000000,"did":[{"at":1772442000000000,"class":"human","kind":"signal","properties":{},"signal":"demo"},{"at":1772611200000000,"class":"scanner","event":"Other","kind":"event","properties":{"list":["a"],"n":3,"none":null,"text":"3","yes":true}},{"at":1772614800000000,"fact":"rejected","kind":"fact","needs":[],"reason":"fake"}],"expect":{"clause":"fit.size","engagement":null,"fit":"7.5","grade":"A","level":"1","owner":null,"qualified":false,"qualified_by":null,"route":null,"stage":"recycled","team":null},"lead":{"email":"a@x.example","ok":true,"role":"boss","size":{"number":"3.5"},"tags":["b"]},"says":"One"}"#
        ]],
    );
}
