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
{"fact":"opportunity_opened","deal":"7","amount":1200000000}
{"fact":"opportunity_won","deal":"7","amount":12000000000,"recurring":3000000000}
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
        .map(|line| what(&serde_json::from_str::<What>(line).unwrap_or_else(|why| panic!("{line}: {why}")), &Local::utc()))
        .map(|line| line + "\n")
        .collect();
    expect![[""]].assert_eq(&told);
}

#[test]
fn open_time_is_told_in_hours_and_time_on_the_wall_in_days() {
    let table: String = [0, 35, 60, 10_200, 175_200, 86_400, -90]
        .into_iter()
        .map(Span::from_seconds)
        .map(|span| format!("{} | {}\n", days(span), hours(span)))
        .collect();
    expect![[""]].assert_eq(&table);
}
