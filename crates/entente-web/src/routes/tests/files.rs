//! Files that are brought in, as they must not be: what each is refused with, in both languages, and what is shown of those
//! that can be read.

use axum::body::Body;
use axum::http::Request;
use expect_test::expect;

use super::everybody::house;
use crate::testing::{Answer, House};

/// Sends a form with one file, as a browser does: fields first, the token among them.
fn bring(house: &mut House, path: &str, fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Answer {
    let token = house.token();
    let mut body = Vec::new();
    for (name, value) in fields.iter().copied().chain([("csrf", token.as_str())]) {
        body.extend(format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    if let Some((name, bytes)) = file {
        let head = format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        body.extend(head.bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--x--\r\n");
    let request = Request::post(path).header("content-type", "multipart/form-data; boundary=x");
    house.send(request.body(Body::from(body)).unwrap())
}

/// An administrator who reads a language.
fn administrator(house: &House, language: &str) -> House {
    let mut browser = house.other_browser();
    browser.come_in_as("ada.admin");
    let profile = [("name", "Ada"), ("language", language), ("timezone", "Europe/Berlin"), ("theme", "system")];
    browser.post("/profile", &profile).is(303);
    browser
}

fn event(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nX-WR-CALNAME:Closed\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
}

#[test]
fn calendars_that_are_no_list_of_holidays() {
    let house = house();
    let files: Vec<(&str, Option<Vec<u8>>)> = vec![
        ("no file", None),
        ("nothing in it", Some(Vec::new())),
        ("a table", Some(b"day,name\n2026-01-01,New Year\n".to_vec())),
        ("a picture", Some(b"\x89PNG\r\n\x1a\n\0\0".to_vec())),
        ("an invitation", Some(event("SUMMARY:Talk").replace("X-WR-CALNAME:Closed", "METHOD:REQUEST").into_bytes())),
        ("six megabytes", Some([event("SUMMARY:Day\r\nDTSTART:20260101").as_bytes(), &[b' '; 6 << 20]].concat())),
    ];
    let mut told = String::new();
    for (says, bytes) in files {
        let file = bytes.as_deref().map(|bytes| ("holidays.ics", bytes));
        let refused = ["en", "ko"].map(|language| {
            let mut browser = administrator(&house, language);
            let before = house.desk.version();
            let answer = bring(&mut browser, "/setup/calendars/review", &[("calendar", "berlin")], file);
            assert_eq!(house.desk.version(), before, "{says}: something was kept");
            format!("{} {}", answer.status(), answer.refused().join(" / "))
        });
        told += &format!("{says}\n    {}\n    {}\n", refused[0], refused[1]);
    }
    expect![[r#"
        no file
            422 !: Choose a file first.
            422 !: 먼저 파일을 선택해 주십시오.
        nothing in it
            422 !: Choose a file first.
            422 !: 먼저 파일을 선택해 주십시오.
        a table
            422 !: This is no iCalendar file. Export the holidays as .ics.
            422 !: iCalendar 파일이 아닙니다. 공휴일을 .ics 형식으로 내보내 주십시오.
        a picture
            422 !: This is no iCalendar file. Export the holidays as .ics.
            422 !: iCalendar 파일이 아닙니다. 공휴일을 .ics 형식으로 내보내 주십시오.
        an invitation
            422 !: This is an invitation to a meeting, not a list of holidays. Export the calendar itself.
            422 !: 공휴일 목록이 아니라 회의 초대입니다. 달력 자체를 내보내 주십시오.
        six megabytes
            422 !: The file is larger than 5 MB. Export the holidays alone.
            422 !: 파일이 5MB보다 큽니다. 공휴일만 내보내 주십시오.
    "#]]
    .assert_eq(&told);
}

#[test]
fn a_calendar_is_shown_day_by_day_before_anything_is_kept() {
    let house = house();
    let mut browser = administrator(&house, "en");
    let text = event(
        "SUMMARY:Works outing <all>\r\nDTSTART;VALUE=DATE:20260612\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Labour Day\r\nDTSTART;VALUE=DATE:20260501\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Stand-up\r\nDTSTART:20260303T090000",
    );
    let shown =
        bring(&mut browser, "/setup/calendars/review", &[("calendar", "berlin")], Some(("h.ics", text.as_bytes())));
    shown.is(200).shows("Works outing &#60;all&#62;").hides("<all>");
    expect![[r#"
        The connection is lost. What you see may be old; the page will catch up by itself.
        Review the holidays
        Tick the days on which the calendar berlin is closed. Names can be changed.
        Set-upCompanyTeamsUsersSourcesFormsAPI keysCalendarsImportAudit log
        Take Day Name Note
        [take] Take 2026-05-01
        2026-05-01 Fri [day-2026-05-01: Labour Day] in the calendar already, as Labour Day
        [take: yes] Take 2026-06-12
        2026-06-12 Fri [day-2026-06-12: Works outing <all>]
        Call this list
        [name: Closed]
        (Keep the list) Back
        Keeping changes no clock. The days are closed once a version with them is signed by both parties.
        Left out
        1 with a time of day: meetings
        As of 10:00:01 Keys ?
    "#]]
    .assert_eq(&shown.said());
    let named = [("calendar", "berlin"), ("day-2026-06-12", "Works outing")];
    let refused = |fields: &[(&str, &str)], browser: &mut House| {
        let fields: Vec<(&str, &str)> = named.iter().chain(fields).copied().collect();
        let answer = browser.post("/setup/calendars/keep", &fields);
        format!("{} {}\n", answer.status(), answer.refused().join(" / "))
    };
    let told = [
        refused(&[("name", ""), ("take", "2026-06-12")], &mut browser),
        refused(&[("name", &"x".repeat(121)), ("take", "2026-06-12")], &mut browser),
        refused(&[("name", "Closed")], &mut browser),
        refused(&[("name", "Closed"), ("take", "2026-06-13")], &mut browser),
        refused(&[("name", "Closed"), ("take", "2026-06-12")], &mut browser),
    ];
    expect![[r#"
        422 !: Give the list a name of at most 120 characters.
        422 !: Give the list a name of at most 120 characters.
        422 !: Tick at least one day.
        422 !: Tick at least one day.
        303 
    "#]]
    .assert_eq(&told.concat());
    browser.get("/setup/calendars").is(200).shows("Closed");
}

/// What it is, and the file with its name.
type Case = (&'static str, Option<(&'static str, &'static [u8])>);

#[test]
fn tables_that_cannot_be_brought_in() {
    let house = house();
    let files: [Case; 11] = [
        ("no file", None),
        ("nothing in it", Some(("a.csv", b""))),
        ("a paper", Some(("a.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"))),
        ("a workbook of old", Some(("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0"))),
        ("a packed file", Some(("a.csv.gz", b"\x1f\x8b\x08\0\0\0\0\0"))),
        ("an archive that is none", Some(("a.xlsx", b"PK\x03\x04 and no more"))),
        ("a heading that never closes", Some(("a.csv", b"mail,\"name\na@b.example,Ana\n"))),
        ("text behind a quote", Some(("a.csv", b"mail,\"na\"me\na@b.example,Ana\n"))),
        ("one column that says nothing", Some(("a.csv", b"colour\nred\nblue\n"))),
        ("only headings", Some(("a.csv", b"email,name\n"))),
        ("a list of leads", Some(("a.csv", b"email,name\nana@acme.example,Ana\n"))),
    ];
    let mut told = String::new();
    for (says, file) in files {
        let refused = ["en", "ko"].map(|language| {
            let mut browser = administrator(&house, language);
            let mut answer = bring(&mut browser, "/setup/import", &[], file);
            if answer.status() == 303 {
                answer = browser.get(&answer.location());
            }
            format!("{} {}", answer.status(), answer.refused().join(" / "))
        });
        told += &format!("{says}\n    {}\n    {}\n", refused[0], refused[1]);
    }
    expect![[r#"
        no file
            422 file: Choose a file with something in it.
            422 file: 내용이 있는 파일을 선택해 주십시오.
        nothing in it
            422 file: Choose a file with something in it.
            422 file: 내용이 있는 파일을 선택해 주십시오.
        a paper
            422 file: This is neither text nor an Excel workbook (.xlsx). Unpack it, or save it as CSV or XLSX.
            422 file: 텍스트도 Excel 통합 문서(.xlsx)도 아닙니다. 압축을 풀거나 CSV 또는 XLSX로 저장해 주십시오.
        a workbook of old
            422 file: This is neither text nor an Excel workbook (.xlsx). Unpack it, or save it as CSV or XLSX.
            422 file: 텍스트도 Excel 통합 문서(.xlsx)도 아닙니다. 압축을 풀거나 CSV 또는 XLSX로 저장해 주십시오.
        a packed file
            422 file: This is neither text nor an Excel workbook (.xlsx). Unpack it, or save it as CSV or XLSX.
            422 file: 텍스트도 Excel 통합 문서(.xlsx)도 아닙니다. 압축을 풀거나 CSV 또는 XLSX로 저장해 주십시오.
        an archive that is none
            422 file: The workbook is damaged. Open it in a spreadsheet and save it anew.
            422 file: 통합 문서가 손상되었습니다. 스프레드시트에서 열어 다시 저장해 주십시오.
        a heading that never closes
            200 
            200 
        text behind a quote
            422 file: Its headings cannot be read: text follows a closing quote. Double the quotes inside a cell and bring the file again.
            422 file: 머리글을 읽을 수 없습니다. 닫는 따옴표 뒤에 글자가 있습니다. 칸 안의 따옴표는 두 번 적어 다시 올려 주십시오.
        one column that says nothing
            200 
            200 
        only headings
            200 
            200 
        a list of leads
            200 
            200 
    "#]].assert_eq(&told);
    assert_eq!(house.desk.figures().current().unwrap().leads_count(), 1, "nothing came in");
}
