//! 9,240 profiles and a hand-written score card: leads and wins above each threshold, and how well it ranks.

use super::{decided, of, plain, report};

#[test]
fn the_score_card_comes_out_as_counted() {
    let Some(dir) = decided("xeducation", &["Leads.csv"]) else { return };

    let scores = report(&dir, "scores --at 20,25,30,40,50,60");
    let mut table = format!("won {} share {}\n", of(&scores["won"]), plain(&scores["won"]["share"]));
    table += &format!("auc {}\n", plain(&scores["auc"]));
    for row in scores["thresholds"].as_array().unwrap() {
        table += &format!(">= {}: {}, {}\n", plain(&row["at_least"]), row["won"]["of"], row["won"]["part"]);
    }
    expect_test::expect![[r#"
        won 3561/9240 share 0.38539
        auc 0.818322
        >= 60: 656, 613
        >= 50: 893, 843
        >= 40: 1052, 989
        >= 30: 2816, 2168
        >= 25: 2917, 2250
        >= 20: 2928, 2259
        >= 0: 9240, 3561
    "#]]
    .assert_eq(&table);

    let origins = report(&dir, "funnel --by origin");
    let rows = origins["rows"].as_array().unwrap().iter();
    let table: Vec<String> = rows.map(|row| format!("{} {}", plain(&row["group"]), of(&row["won"]))).collect();
    assert_eq!(table[..3], ["Landing Page Submission 1768/4886", "API 1115/3580", "Lead Add Form 664/718"]);
}
