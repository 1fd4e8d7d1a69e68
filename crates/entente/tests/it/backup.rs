//! `entente backup` and `entente restore`: what was there is there again, and nothing is written over.

use expect_test::expect;

use crate::walk::{decided, say};

#[test]
fn a_workspace_is_copied_and_brought_back() {
    let Some(dir) = decided() else { return };
    let told = [
        "backup --to copies/monday",
        "backup --to copies/monday",
        "restore --from copies/monday --in again --verify",
        "restore --from copies/monday --in again",
        "restore --from copies/tuesday --in other",
        "backup --in nowhere --to copies/tuesday",
    ];
    let said: String = told.iter().map(|args| format!("> {args}\n{}\n", say(dir.path(), args))).collect();
    expect![[r#"
        > backup --to copies/monday
        exit 0
        30 facts and 35 decisions were copied into copies/monday.
        Try it: entente restore --from copies/monday --in RESTORED --verify

        > backup --to copies/monday
        exit 2
        entente: something is in copies/monday already: name a new folder

        > restore --from copies/monday --in again --verify
        exit 0
        30 facts and 35 decisions are in again.
        Everything that is kept beside the log is what the log says.

        > restore --from copies/monday --in again
        exit 2
        entente: something is in again already: name a new folder

        > restore --from copies/tuesday --in other
        exit 2
        entente: there is no backup in copies/tuesday

        > backup --in nowhere --to copies/tuesday
        exit 2
        entente: no log in nowhere: bring facts in with `entente import`, or name its folder with --in

    "#]]
    .assert_eq(&said);
}
