//! The list behind a number: exactly those leads, a page at a time, whatever is asked.

use entente_core::fact::What;

use crate::testing::House;

#[test]
fn a_list_has_a_title_in_words_and_goes_on_page_by_page() {
    let mut house = House::working();
    for place in 0..53 {
        house.tell(&format!("lead{place}@kessler.example"), What::Created { source: Some("fair".to_owned()) });
    }
    house.figures();
    house.come_in_as("rita.reader");
    let address = "/figures/reached~inquiry~2026-03-01..2026-04-01~";
    house.get(address).is(200).shows("Reached: Known by name").shows("53 leads").shows("Further").shows("lead52@");
    house.get(&format!("{address}?from=50")).shows("lead0@").shows("Back").hides("Further").hides("lead52@");
    house.get(&format!("{address}?from=999999")).is(200).shows("Nobody is behind this number");
    house.come_in_as("yuna.choi");
    house.get(address).shows("리드 53건").shows("유입 경로");
}

#[test]
fn what_asks_nothing_is_not_there() {
    let mut house = House::working();
    house.come_in_as("rita.reader");
    house.get("/figures/reached~inquiry~2026-03-01..2026-04-01~").is(404);
    house.figures();
    for address in
        ["nothing", "reached~~~", "promise~x~late~2026-01-01..2025-01-01~", "reached~=FF~2026-03-01..2026-04-01~"]
    {
        house.get(&format!("/figures/{address}")).is(404);
    }
    for address in [
        "promise~no.such.clause~late~2026-01-01..2027-01-01~",
        "rejected~a=3Cb=3E~~~2026-01-01..2027-01-01~",
        "metric~none~2026-01-01..2027-01-01",
        "untouched~",
        "stuck~all-full",
        "given~berlin~~2026-01-01..2027-01-01",
        "reached~no_such_stage~2026-01-01..2027-01-01~nobody",
    ] {
        house.get(&format!("/figures/{address}")).is(200).shows("Nobody is behind this number").hides("<b>");
    }
}
