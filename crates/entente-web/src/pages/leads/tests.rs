//! Lists as people see them: found by word and filter, kept, taken along, and acted on many at once.

use crate::testing::House;

/// A house with three leads of two firms.
fn house() -> House {
    let mut house = House::working();
    house.lead("Ines Vogt", "ines.vogt@kessler.example");
    house.lead("Jan Kess", "jan.kess@kessler.example");
    house.lead("박미나", "mina@hanbit.example");
    house.come_in_as("mia.manager");
    house
}

#[test]
fn a_list_is_filtered_in_the_agreements_words_and_says_so_in_the_readers() {
    let mut house = house();
    house.get("/leads").is(200).shows("3 leads").shows("Ines Vogt").shows("박미나").shows("Due soonest");
    house.get("/leads?q=jan").shows("1 of 3 leads").shows("Jan Kess").hides("박미나").shows("“jan”");
    house.get("/leads?stage=mql&status=new").shows("3 of 3 leads").shows("Stage: mql").shows("Status: New");
    house.get("/leads?stage=customer").shows("No lead is like this");
    house
        .get("/leads?stage=lukewarm&shoe=42")
        .is(200)
        .shows("the agreement does not know “lukewarm”")
        .shows("Lists are not filtered by “shoe”");
    house.come_in_as("yuna.choi");
    house.get("/leads?status=new").shows("전체 리드 3건 중 3건").shows("상태: 신규").shows("최근 활동");
    house.get("/leads?stage=lukewarm").shows("합의서에 없는 값입니다");
}

#[test]
fn nothing_that_is_typed_runs() {
    let mut house = house();
    house.get("/leads?q=%3Cscript%3Ealert(1)%3C/script%3E").is(200).hides("<script>alert").shows("&#60;script&#62;");
    house.get("/leads?owner=%22%3E%3Cb%3E&source='%3E").is(200).hides("\"><b>");
    house.get("/leads?after=1.2.3&sort=%00&%=%&&&==").is(200);
}

#[test]
fn a_list_is_kept_under_a_name_and_dropped_again() {
    let mut house = house();
    let keep = [("name", "Fresh <ones>"), ("query", "status=new&q=kess"), ("shared", "on")];
    house.post("/leads/views", &keep).goes_to("/leads?status=new&q=kess");
    house.get("/leads").shows("Fresh &#60;ones&#62;").shows("href=\"/leads?status=new&#38;q=kess\"");
    house.post("/leads/views", &[("name", " "), ("query", "status=new")]).is(422).shows("Give the list a name");
    house.come_in_as("jonas.weber");
    house.get("/leads?q=kess&status=new").shows("Fresh").hides("Drop the list");
    house.post("/leads/views/drop", &[("id", "1"), ("query", "")]).goes_to("/leads");
    house.get("/leads").shows("Fresh");
    house.come_in_as("mia.manager");
    house.get("/leads?q=kess&status=new").shows("Drop the list Fresh");
    house.post("/leads/views/drop", &[("id", "1"), ("query", "q=kess")]).goes_to("/leads?q=kess");
    house.get("/leads").hides("Fresh");
}

#[test]
fn a_list_is_taken_along_and_that_is_noted() {
    let mut house = house();
    let csv = house.get("/leads.csv?q=hanbit");
    csv.is(200).has("content-type", "text/csv").has("content-disposition", "attachment; filename=\"leads-2026-03-0");
    let lines: Vec<&str> = csv.text.lines().collect();
    assert!(lines[0].starts_with("\u{feff}lead,name,email,title"), "{}", lines[0]);
    assert!(lines.len() == 2 && lines[1].starts_with("lead_3,박미나,mina@hanbit.example,"), "{lines:?}");
    house.get("/leads.xlsx").is(200).has("content-type", "application/vnd.openxmlformats");
    let ticked = [("act", "export:csv"), ("lead", "lead_1"), ("lead", "lead_2"), ("lead", "lead_1")];
    assert_eq!(house.post("/leads/act", &ticked).text.lines().count(), 3);
    let noted = house.desk.read(|store, _| Ok::<_, entente_desk::Error>(store.audits(None, i64::MAX, 9)?)).unwrap();
    let noted: Vec<&str> =
        noted.iter().filter(|line| line.act == "leads.exported").map(|line| line.detail.as_str()).collect();
    assert_eq!(noted, ["3 chosen", "", "q=hanbit"]);
    house.come_in_as("rita.reader");
    house.get("/leads.csv").is(403);
    house.get("/leads").is(200).hides("CSV").hides("name=\"lead\"");
}

#[test]
fn what_is_ticked_is_acted_on_one_by_one() {
    let mut house = house();
    let form = [
        ("act", "accept"),
        ("once", "x1"),
        ("seen", "9999"),
        ("lead", "lead_1"),
        ("lead", "lead_2"),
        ("lead", "lead_77"),
        ("lead", "nonsense"),
    ];
    house
        .post("/leads/act", &form)
        .is(200)
        .shows("Done for 2 leads.")
        .shows("1 stayed as it was:")
        .shows("is not in the log.");
    house.post("/leads/act", &form).is(200).shows("Done for 2 leads.");
    house.get("/leads?stage=sal").shows("2 of 3 leads");
    house
        .post("/leads/act", &[("act", "give:ama.boateng"), ("once", "x2"), ("seen", "9999"), ("lead", "lead_3")])
        .shows("Done for 1 lead.");
    house
        .post("/leads/act", &[("act", "recycle:nonsense"), ("once", "x3"), ("seen", "9999"), ("lead", "lead_3")])
        .shows("cannot take what was chosen");
    house.post("/leads/act", &[("act", "accept"), ("once", "x4")]).is(422).shows("Tick leads and choose");
    house.come_in_as("max.market");
    house
        .post("/leads/act", &[("act", "accept"), ("once", "x5"), ("seen", "9999"), ("lead", "lead_3")])
        .shows("is for whoever holds it");
}

#[test]
fn the_palette_finds_leads_and_accounts() {
    let mut house = house();
    house
        .get("/search?q=ines")
        .has("content-type", "application/json")
        .shows("\"title\":\"Ines Vogt\",\"url\":\"/leads/lead_1\"");
    house.get("/search?q=kessler").shows("/accounts/account_1");
    assert_eq!(house.get("/search?q=%22%27%3C").text, "[]");
    assert_eq!(house.get("/search").text, "[]");
}

#[test]
fn before_anything_is_known_lists_are_of_now_and_say_what_brings_leads() {
    let mut house = House::demo();
    house.come_in_as("ada.admin");
    for path in ["/leads", "/board", "/accounts"] {
        house.get(path).is(200).shows("2 Mar 2026, 10:00").hides("0001");
    }
    house.get("/leads").shows("No leads yet").shows("href=\"/setup/import\">Import leads").shows("/setup/forms");
    house.come_in_as("jonas.weber");
    house.get("/leads").shows("No leads yet").hides("/setup/import");
}
