//! Requests for content as the page lists them: what waits longest first, what was answered last first, each with its words.

use std::fmt::Write as _;

use entente_core::fact::{NewAbout, NewFact, What};
use entente_core::id::Name;
use entente_core::time::{Instant, Precision};
use entente_desk::content::{self, PAGE, Request};
use entente_desk::force::put_in_force;
use entente_desk::live::Desk;
use expect_test::expect;

use crate::company::HALDEN;
use crate::desk::{at, signed};

fn told(number: &str, when: Instant, by: Option<&str>, what: What) -> NewFact {
    let key = format!("{number} {} {when:?}", matches!(what, What::ContentRequested { .. }));
    let about = NewAbout::Request(number.to_owned());
    NewFact { key, about, at: when, precision: Precision::Second, by: by.map(Name::from), what }
}

fn asked(number: &str, when: &str, words: &str) -> NewFact {
    told(number, at(when), Some("jonas.weber"), What::ContentRequested { words: words.to_owned() })
}

fn answered(number: &str, when: &str, words: &str) -> NewFact {
    told(number, at(when), None, What::ContentAnswered { words: words.to_owned() })
}

fn opened() -> (tempfile::TempDir, Desk) {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).unwrap();
    desk.write(|store| put_in_force(store, signed(HALDEN), at("01-01 00:00"))).unwrap();
    (folder, desk)
}

fn line(request: &Request) -> String {
    let by = request.by.as_ref().map_or("nobody", Name::as_str);
    let mut line = format!("{} '{}' by {by}", request.number, request.words);
    if let Some(due) = &request.due {
        write!(line, ", §{} due {}", due.number, due.at.to_jiff()).unwrap();
    }
    if let Some(answer) = &request.answer {
        let minutes = answer.took.map(|took| took.as_micros() / 60_000_000);
        write!(line, ": '{}' after {minutes:?} min", answer.words).unwrap();
    }
    line + "\n"
}

fn listed(desk: &Desk, skip: usize, now: &str) -> String {
    let content = desk.read(|store, plans| content::view(store, plans, skip, at(now))).unwrap();
    let lines = content.open.iter().chain(&content.answered).map(line);
    format!("{} of {} answered\n{}", content.answered.len(), content.answered_count, lines.collect::<String>())
}

#[test]
fn each_request_is_found_with_its_words_also_among_others_of_one_instant() {
    let (_folder, desk) = opened();
    let crowd: Vec<NewFact> =
        (0..250).map(|n| asked(&format!("crowd-{n:03}"), "03-02 09:00", &format!("need {n}"))).collect();
    desk.act(at("03-02 09:00"), crowd).unwrap();
    desk.act(at("03-02 10:00"), vec![asked("r1", "03-02 10:00", "a film")]).unwrap();
    desk.act(at("03-02 11:00"), vec![answered("r1", "03-02 11:00", "made"), answered("r0", "03-02 11:00", "lost")])
        .unwrap();
    let found = |number: &str| {
        let found = desk.read(|store, plans| content::request(store, plans, number, at("03-02 12:00"))).unwrap();
        found.as_ref().map_or_else(|| format!("{number}: none\n"), line)
    };
    let lines = ["crowd-000", "crowd-249", "r1", "r0", "r9"].map(found).concat();
    expect![[r#"
        crowd-000 'need 0' by jonas.weber, §7.5 due 2026-03-04T17:00:00Z
        crowd-249 'need 249' by jonas.weber, §7.5 due 2026-03-04T17:00:00Z
        r1 'a film' by jonas.weber: 'made' after Some(60) min
        r0: none
        r9: none
    "#]]
    .assert_eq(&lines);
}

#[test]
fn answers_come_a_page_at_a_time_the_latest_first() {
    let (_folder, desk) = opened();
    for n in 0..PAGE + 2 {
        let when = format!("03-{:02} {:02}:00", 2 + n / 20, n % 20);
        let number = format!("r{n}");
        desk.act(at(&when), vec![asked(&number, &when, "a page"), answered(&number, &when, "here")]).unwrap();
    }
    desk.act(at("03-05 09:00"), vec![asked("new", "03-05 09:00", "one more")]).unwrap();
    let first = listed(&desk, 0, "03-05 10:00");
    let lines: Vec<&str> = first.lines().take(3).collect();
    expect![[r#"
        30 of 32 answered
        new 'one more' by jonas.weber, §7.5 due 2026-03-09T17:00:00Z
        r31 'a page' by jonas.weber: 'here' after Some(0) min
        2 of 32 answered
        new 'one more' by jonas.weber, §7.5 due 2026-03-09T17:00:00Z
        r1 'a page' by jonas.weber: 'here' after Some(0) min
        r0 'a page' by jonas.weber: 'here' after Some(0) min
    "#]]
    .assert_eq(&(lines.join("\n") + "\n" + &listed(&desk, PAGE, "03-05 10:00")));
}
