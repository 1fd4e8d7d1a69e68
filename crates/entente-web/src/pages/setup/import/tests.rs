//! The wizard as a browser walks it, and calendars: reviewed, kept, refused with the reason.

use axum::body::Body;
use axum::http::Request;
use entente_core::lang::Lang;
use entente_desk::admit::Refusal;
use entente_desk::import::Odd;

use crate::testing::{Answer, House};
use crate::words;

const LEADS: &str = "Email,Company,Number of Employees\nana@kessler.example,Kessler,\"1,250\"\nnobody,Nothing,7\n";

/// Sends a file with a form, as a browser does.
fn bring(house: &mut House, path: &str, fields: &[(&str, &str)], file: Option<(&str, &str)>) -> Answer {
    let token = house.token();
    let mut body = String::new();
    for (name, value) in [("csrf", token.as_str())].iter().chain(fields) {
        body += &format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    if let Some((name, content)) = file {
        body +=
            &format!("--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{content}\r\n");
    }
    body += "--x--\r\n";
    house.send(
        Request::post(path).header("content-type", "multipart/form-data; boundary=x").body(Body::from(body)).unwrap(),
    )
}

/// A file that was brought: the address of its page.
fn brought(house: &mut House, name: &str, content: &str) -> String {
    let answer = bring(house, "/setup/import", &[], Some((name, content)));
    answer.is(303).location()
}

#[test]
fn a_file_goes_through_all_steps() {
    let mut house = House::working();
    house.come_in_as("ada.admin");
    house.get("/setup/import").is(200).shows("CSV or Excel file");
    let file = brought(&mut house, "leads.csv", LEADS);
    let columns = house.get(&file);
    columns
        .is(200)
        .shows("Number of Employees")
        .shows("ana@kessler.example")
        .shows("the heading says the mail address");
    let targets = [("target", "mail"), ("target", "account.name"), ("target", "account.employees")];
    let form = [&targets[..], &[("source", "fair"), ("timezone", "Europe/Berlin")]].concat();
    house.post(&file, &form).goes_to(&format!("{file}/preview"));
    let preview = house.get(&format!("{file}/preview"));
    preview.is(200).shows("Employees: 1,250").shows("Rejected").shows("Line 3");
    house.get(&format!("{file}/came")).is(200).shows("It has not begun");
    house.post(&format!("{file}/start"), &[]).goes_to(&format!("{file}/came"));
    house.settle();
    house.get(&format!("{file}/came")).is(200).shows("Imported").shows("Take the rejected rows along");
    house.get(&format!("{file}/rejects.csv")).is(200).has("content-type", "text/csv").shows("nobody,Nothing,7,3,");
    house.get(&format!("{file}/mapping.yaml")).is(200).shows("source: \"fair\"");
    house.desk.tick(house.now()).unwrap();
    house.get("/leads").is(200).shows("ana@kessler.example");
    house.post(&format!("{file}/drop"), &[]).goes_to("/setup/import");
    house.get(&file).is(404);
}

#[test]
fn what_cannot_be_used_is_told_on_the_page() {
    let mut house = House::working();
    house.come_in_as("ada.admin");
    bring(&mut house, "/setup/import", &[], None).is(422).shows("Choose a file with something in it.");
    let file = brought(&mut house, "leads.pdf", "%PDF-1.7");
    house.get(&file).is(422).shows("neither text nor an Excel workbook");
    let file = brought(&mut house, "names.csv", "First name\nAna\n");
    let refused = house.post(&file, &[("target", "lead.first_name"), ("source", "x"), ("timezone", "UTC")]);
    refused.is(422).shows("No column says who the person of a row is.");
    house.post(&file, &[("target", "mail"), ("timezone", "Mars")]).is(422).shows("No such time zone is known");
    house.get("/setup/import/0123456789abcdef0123456789abcdef").is(404);
    house.come_in_as("jonas.weber");
    house.get("/setup/import").is(403);
}

#[test]
fn holidays_are_reviewed_kept_and_written_into_the_draft() {
    let mut house = House::working();
    house.come_in_as("ada.admin");
    house.get("/setup/calendars").is(200).shows("berlin").shows("seoul");
    let list = "BEGIN:VCALENDAR\nX-WR-CALNAME:Germany\nBEGIN:VEVENT\nSUMMARY:Unity\nDTSTART;VALUE=DATE:20271004\nEND:VEVENT\nEND:VCALENDAR\n";
    let calendar = [("calendar", "berlin")];
    bring(&mut house, "/setup/calendars/review", &calendar, Some(("x.ics", "hello")))
        .is(422)
        .shows("no iCalendar file");
    let review = bring(&mut house, "/setup/calendars/review", &calendar, Some(("de.ics", list)));
    review.is(200).shows("2027-10-04").shows("Unity").shows("value=\"Germany\"");
    let form = [("calendar", "berlin"), ("name", "Germany"), ("day-2027-10-04", "Unity")];
    house.post("/setup/calendars/keep", &form).is(422).shows("Tick at least one day.").shows("Unity");
    let form = [&form[..], &[("take", "2027-10-04")]].concat();
    house.post("/setup/calendars/keep", &form).goes_to("/setup/calendars#kept");
    house.get("/setup/calendars").is(200).shows("Write into the draft").shows("Ada Admin");
    house.post("/setup/calendars/draft", &[("id", "1")]).goes_to("/agreement/draft");
    house.get("/agreement/draft/source").is(200).shows("2027-10-04");
}

#[test]
fn both_wizards_speak_korean() {
    let mut house = House::working();
    house.come_in_as("ada.admin");
    house.post("/profile", &[("name", "Ada"), ("language", "ko"), ("timezone", "Asia/Seoul"), ("theme", "auto")]);
    house.get("/setup/calendars").is(200).shows("공휴일 목록 가져오기");
    let file = brought(&mut house, "leads.csv", LEADS);
    house.get(&file).is(200).shows("이메일 주소").shows("각 열은 무엇을 뜻합니까?").shows("거래처: 직원 수");
}

#[test]
fn what_came_of_rows_is_told_in_the_readers_language() {
    let mut house = House::working();
    house.come_in_as("ada.admin");
    let long = "x".repeat(20_000);
    let list = format!("Email,Company,\nana@kessler.example,Kessler\nbo@kessler.example,{long},\n\"eve\" x,Y,\n");
    let file = brought(&mut house, "leads.csv", &list);
    let targets = [("target", "mail"), ("target", "account.name"), ("target", ""), ("source", "fair")];
    house.post(&file, &[&targets[..], &[("timezone", "Europe/Berlin")]].concat());
    let english = house.get(&format!("{file}/preview"));
    english.is(200).shows("1 × column 3 has no heading; it is called “column 3”");
    english.shows("1 × a row is shorter than the headings").shows("Line 4: text follows a closing quote");
    english.shows("“name” is longer than 4096 bytes");
    house.post("/profile", &[("name", "Ada"), ("language", "ko"), ("timezone", "Asia/Seoul"), ("theme", "auto")]);
    let korean = house.get(&format!("{file}/preview"));
    korean
        .is(200)
        .shows("3번째 열에 머리글이 없어")
        .shows("머리글보다 짧은 행이 있어")
        .shows("닫는 따옴표 뒤에 글자가 있습니다");
    korean.hides("the log refused").hides("heading").hides("closing quote");
    house.post(&format!("{file}/start"), &[]).goes_to(&format!("{file}/came"));
    house.settle();
    house.get(&format!("{file}/came")).shows("3번째 열에 머리글이 없어").hides("heading");
}

#[test]
fn every_word_of_an_import_has_a_message_in_both_languages() {
    let faults = ["unclosed", "after-quote", "too-long"];
    let mut keys: Vec<String> = Odd::KEYS.iter().map(|key| format!("odd-{key}")).collect();
    keys.extend(faults.map(|key| format!("import-wrong-header-{key}")));
    keys.extend(Refusal::KEYS.map(|key| format!("unfit-log-{key}")));
    keys.extend(["unclosed", "after-quote", "row-too-long"].map(|key| format!("unfit-{key}")));
    keys.extend(["file", "later", "log"].map(|key| format!("import-stopped-{key}")));
    let values = [("one", "1"), ("two", "2"), ("three", "3")];
    for (key, lang) in keys.iter().flat_map(|key| [Lang::En, Lang::Ko].map(|lang| (key, lang))) {
        assert!(words::find(lang, key, &values).is_some(), "{key} in {lang:?}");
    }
}
