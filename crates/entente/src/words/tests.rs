//! Every kind of fact as a person reads it.

use entente_core::fact::What;
use entente_core::time::Span;
use expect_test::expect;

use super::{days, hours, what};
use crate::when::Local;

/// One of every kind, and the edges of those that have any: as the log keeps it.
const FACTS: &str = r#"
{"fact":"created"}
{"fact":"created","source":"fair"}
{"fact":"learnt","values":{"city":"Pune","size":40,"share":{"number":"7.5"},"vip":true,"tags":["a","b"],"role":null}}
{"fact":"learnt","values":{"size":40},"verified":true}
{"fact":"joined","account":3}
{"fact":"owned","owner":"ana"}
{"fact":"owned","owner":null}
{"fact":"happened","event":"Page Viewed"}
{"fact":"happened","event":"Email Opened","properties":{"mail":"spring"},"class":"prefetch"}
{"fact":"handed_over","owner":"ana"}
{"fact":"handed_over","owner":"ana","team":"north"}
{"fact":"accepted"}
{"fact":"rejected","reason":"duplicate","words":"is a customer"}
{"fact":"rejected","reason":""}
{"fact":"disqualified","reason":"no budget"}
{"fact":"recycled","reason":"too early","words":"asks again in May"}
{"fact":"reassigned","to":"ben"}
{"fact":"touched","channel":"call","reached":true,"lasted":35000000}
{"fact":"touched","channel":"call","reached":false,"outcome":"busy"}
{"fact":"touched","channel":"mail","reached":true,"personal":false}
{"fact":"confirmed","needs":["need","budget"]}
{"fact":"rated","stars":4,"words":"knew us"}
{"fact":"opportunity_opened","deal":"7","amount":1200}
{"fact":"opportunity_won","deal":"7","amount":12000,"recurring":3000000000}
{"fact":"opportunity_won","deal":"7","amount":0,"recurring":0}
{"fact":"opportunity_lost","deal":"7","reason":"price"}
{"fact":"churned","reason":"moved"}
{"fact":"consent","given":true,"purpose":"marketing","channel":"mail"}
{"fact":"consent","given":false,"purpose":"marketing","channel":"mail"}
{"fact":"bounced","hard":true}
{"fact":"bounced","hard":false}
{"fact":"paused","reason":"on holiday","until":1772787000000000}
{"fact":"resumed","reason":"on holiday"}
{"fact":"waived","commitment":"sla.sales.touch","words":"fair week"}
{"fact":"linked","into":4}
{"fact":"unlinked","from":4}
{"fact":"away","from":1772787000000000,"to":1772790600000000}
{"fact":"content_requested","words":"a case from retail"}
{"fact":"content_answered","words":"in May"}
{"fact":"met","meeting":"weekly"}
{"fact":"erased"}
"#;

#[test]
fn every_fact_has_words() {
    let lines = FACTS.lines().filter(|line| !line.is_empty());
    let told: String = lines
        .map(|line| {
            what(&serde_json::from_str::<What>(line).unwrap_or_else(|why| panic!("{line}: {why}")), &Local::utc())
        })
        .map(|line| line + "\n")
        .collect();
    expect![[r#"
        came in
        came in from fair
        learnt: city Pune, role no longer known, share 7.5, size 40, tags a + b, vip yes
        learnt (vouched for): size 40
        belongs to account_3
        the account is owned by ana
        the account is owned by nobody any more
        Page Viewed
        Email Opened (mail spring), fetched ahead by a program
        handed over to ana
        handed over to ana of north
        accepted by sales
        rejected for duplicate: is a customer
        rejected, no reason given
        disqualified for no budget
        sent back to marketing for too early: asks again in May
        passed on to ben by hand
        called for 35 s, reached
        called, not reached: busy
        wrote, reached, not personal
        confirmed need, budget
        rated 4 of 5: knew us
        deal 7 opened, worth 1,200
        deal 7 won, worth 12,000, 3,000,000,000 of it every year
        deal 7 won
        deal 7 lost for price
        left as a customer for moved
        gave consent to marketing by mail
        withdrew consent to marketing by mail
        mail came back for good
        mail came back
        clocks paused for on holiday, until 2026-03-06 08:50:00 at the latest
        clocks run again, no longer paused for on holiday
        sla.sales.touch was waived: fair week
        is the same person as lead_4
        is not the same person as lead_4 after all
        away from 2026-03-06 08:50:00 to 2026-03-06 09:50:00
        content asked for: a case from retail
        the request for content was answered: in May
        the meeting 'weekly' was held
        erased on request
    "#]]
    .assert_eq(&told);
}

#[test]
fn open_time_is_told_in_hours_and_time_on_the_wall_in_days() {
    let table: String = [0, 35, 60, 10_200, 175_200, 86_400, -90]
        .into_iter()
        .map(Span::from_seconds)
        .map(|span| format!("{} | {}\n", days(span), hours(span)))
        .collect();
    expect![[r#"
        0 s | 0 s
        35 s | 35 s
        1 min | 1 min
        2 h 50 min | 2 h 50 min
        2 d 40 min | 48 h 40 min
        1 d | 24 h
        -1 min 30 s | -1 min 30 s
    "#]]
    .assert_eq(&table);
}
