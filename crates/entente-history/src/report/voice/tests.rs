//! What sales said in March.

use super::voice;
use crate::sample::{ground, history, march};
use crate::zone::Zone;

const LOG: &str = "
    1 2026-03-01T00:00:00Z created ads
    2 2026-03-01T00:00:00Z created mail
    3 2026-03-01T00:00:00Z created
    1 2026-02-28T00:00:00Z rejected duplicate Before_March
    1 2026-03-05T00:00:00Z rejected unreachable No_answer_in_a_week
    2 2026-03-06T00:00:00Z rejected Unreachable
    3 2026-03-07T00:00:00Z rejected
    3 2026-03-08T00:00:00Z rejected someone_s_own_reason
    2 2026-03-09T00:00:00Z disqualified no_budget Not_this_year
    1 2026-03-10T00:00:00Z rated 4 Good_talk
    2 2026-03-10T00:00:00Z rated 1
    2 2026-03-10T00:00:00Z rated 9
    2 2026-03-11T00:00:00Z linked 1
";

#[test]
fn reasons_stars_and_words_of_a_month() {
    let (history, zone) = (history(LOG), Zone::named("UTC").unwrap());
    let answer = voice(&ground(&history, &zone), march());
    let mut table = String::new();
    for (reason, kind, n) in answer.reasons() {
        table += &format!("{n} {reason:?} {kind:?}\n");
    }
    for rejection in &answer.rejections {
        table += &format!("{} {} {:?} from {:?}\n", rejection.lead, rejection.at, rejection.reason, rejection.source);
    }
    table += &format!("{:?} mean {}\n", answer.stars, answer.stars_mean.unwrap());
    for said in &answer.words {
        table += &format!("{} {:?} {:?}: {}\n", said.lead, said.reason, said.stars, said.words);
    }
    expect_test::expect![[r#"
        2 Some("unreachable") Some(Clerical)
        1 None None
        1 Some("someone s own reason") None
        lead_3 2026-03-08T00:00:00Z Some("someone s own reason") from None
        lead_3 2026-03-07T00:00:00Z None from None
        lead_1 2026-03-06T00:00:00Z Some("unreachable") from Some("ads")
        lead_1 2026-03-05T00:00:00Z Some("unreachable") from Some("ads")
        [1, 0, 0, 1, 0] mean 2.5
        lead_1 None Some(4): Good talk
        lead_1 Some("no budget") None: Not this year
        lead_1 Some("unreachable") None: No answer in a week
    "#]]
    .assert_eq(&table);
}
