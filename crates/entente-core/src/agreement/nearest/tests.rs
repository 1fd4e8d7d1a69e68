//! Goal: a slip of the keyboard is understood, a different word is not. Method: a table, last column the answer.

use expect_test::expect;

use super::*;

#[test]
fn slips_are_understood_and_other_words_are_not() {
    let known = ["employees", "industry", "country", "products", "demo_requested", "vp", "mql", "sal"];
    let words = [
        "emploees",
        "Employees",
        "demo-requested",
        "demo",
        "requested",
        "contry",
        "product",
        "mqll",
        "sla",
        "vp",
        "cfo",
        "revenue",
        "",
        "고객",
    ];
    let rows: Vec<String> =
        words.iter().map(|word| format!("{word} | {}", nearest(word, known.into_iter()).unwrap_or("-"))).collect();
    expect![[r#"
        emploees | employees
        Employees | employees
        demo-requested | demo_requested
        demo | demo_requested
        requested | demo_requested
        contry | country
        product | products
        mqll | mql
        sla | sal
        vp | vp
        cfo | -
        revenue | -
         | -
        고객 | -"#]]
    .assert_eq(&rows.join("\n"));
}

#[test]
fn the_first_of_equally_near_words_wins() {
    assert_eq!(nearest("team_c", ["team_a", "team_b"].into_iter()), Some("team_a"));
}
