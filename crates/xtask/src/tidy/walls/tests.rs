//! Goal: every way in which table and code can differ. Method: one small table against made-up packages.

use super::*;
use expect_test::expect;

const TABLE: &str = "\
# Import table

| may import | core | store | not allowed |
|---|---|---|---|
| core | – | | tokio, `HashMap` |
| store | ✔ | – | HTTP; it never decides |
| entente (binary) | ✔ | ✔ | |

After it.
";

fn package(name: &str, needs: &[&str], ours: bool) -> Package {
    Package {
        id: name.to_owned(),
        name: name.to_owned(),
        version: "1.0.0".to_owned(),
        licence: "MIT".to_owned(),
        needs: needs.iter().map(|name| (*name).to_owned()).collect(),
        ours,
    }
}

fn file(path: &str, text: &str) -> File {
    File { path: path.to_owned(), text: text.to_owned(), ..File::default() }
}

fn house() -> Vec<Package> {
    vec![
        package("entente-core", &["serde"], true),
        package("entente-store", &["entente-core", "pool"], true),
        package("entente", &["entente-core", "entente-store", "tokio"], true),
        package("entente-testkit", &["entente-core"], true),
        package("xtask", &["anyhow"], true),
        package("serde", &[], false),
        package("pool", &[], false),
        package("tokio", &[], false),
        package("http", &[], false),
    ]
}

fn check_house(packages: &[Package], table: &str, clippy: &str, want: &expect_test::Expect) {
    let files = [file("ARCHITECTURE.md", table), file("crates/entente-core/clippy.toml", clippy)];
    let findings = check(&files, packages).unwrap();
    want.assert_eq(&findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_house_that_keeps_its_walls_has_no_findings() {
    check_house(&house(), TABLE, "std::collections::HashMap", &expect![""]);
}

#[test]
fn an_edge_that_the_table_does_not_have_is_found_and_the_other_way_round() {
    let mut packages = house();
    packages[0].needs.push("entente-store".to_owned());
    packages[2].needs.retain(|name| name != "entente-core");
    check_house(
        &packages,
        TABLE,
        "HashMap",
        &expect![[r#"
            ARCHITECTURE.md:5: entente-core imports entente-store, which the table does not allow
            ARCHITECTURE.md:7: the table lets entente import entente-core, but it does not"#]],
    );
}

#[test]
fn a_refused_crate_is_found_however_deep_it_lies() {
    let mut packages = house();
    packages[6].needs.push("http".to_owned());
    check_house(
        &packages,
        TABLE,
        "HashMap",
        &expect!["ARCHITECTURE.md:6: HTTP is not allowed in entente-store: entente-store → pool → http"],
    );
}

#[test]
fn rows_and_crates_are_the_same_set() {
    let mut packages = house();
    packages.push(package("entente-web", &["entente-testkit"], true));
    check_house(
        &packages,
        &TABLE.replace("\n\nAfter", "\n| mail | | | gossip |\n\nAfter"),
        "",
        &expect![[r#"
            ARCHITECTURE.md: entente-web ships the test kit: tests only
            ARCHITECTURE.md: entente-web has no row in the import table
            ARCHITECTURE.md:8: the table has a row for entente-mail, which does not exist
            ARCHITECTURE.md:5: HashMap is not allowed in entente-core, but its clippy.toml does not refuse it
            ARCHITECTURE.md:8: the import table refuses 'gossip', and tidy does not know which crates that is"#]],
    );
}

#[test]
fn a_document_without_table_is_an_error() {
    assert!(check(&[file("ARCHITECTURE.md", "nothing")], &house()).is_err());
    assert!(check(&[], &house()).is_err());
}
