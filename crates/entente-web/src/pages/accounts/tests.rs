//! Companies as people see them: their list, and one with its people drawn.

use crate::testing::House;

#[test]
fn accounts_are_listed_and_found() {
    let mut house = House::working();
    house.come_in_as("jonas.weber");
    house.get("/accounts").shows("No account is here");
    house.lead("Ines Vogt", "ines.vogt@kessler.example");
    house.lead("Jan Kess", "jan.kess@kessler.example");
    house.lead("박미나", "mina@hanbit.example");
    house.get("/accounts").shows("Kessler Fulfilment").shows("/accounts/account_1");
    house.get("/accounts?q=hanb").shows("“hanb”").shows("/accounts/account_2").hides("/accounts/account_1");
    house.get("/accounts?sort=deals").shows("No account is here");
    house.get("/accounts?sort=newest&after=%22").is(200);
}

#[test]
fn an_account_has_its_people_in_a_picture_and_in_a_table() {
    let mut house = House::working();
    house.lead("Ines Vogt", "ines.vogt@kessler.example");
    house.lead("Jan Kess", "jan.kess@kessler.example");
    house.come_in_as("jonas.weber");
    let page = house.get("/accounts/account_1");
    page.is(200)
        .shows("<h1>Kessler Fulfilment</h1>")
        .shows("<svg")
        .shows("<title>Ines Vogt, Engagement")
        .shows("2 of 2 active in 30 days");
    page.shows("No deal is open.").hides("style=\"");
    house.come_in_as("yuna.choi");
    house.get("/accounts/account_1").shows("구매 그룹").shows("최근 30일 활동 2명 중 2명");
    for missing in ["/accounts/account_99", "/accounts/lead_1", "/accounts/1"] {
        house.get(missing).is(404);
    }
}
