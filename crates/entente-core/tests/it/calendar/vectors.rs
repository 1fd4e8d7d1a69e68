//! Every case of the shared business-time vectors, read from their files.

use std::path::Path;

use entente_core::agreement::model::{CalendarDef, Named, Target};
use entente_core::calendar::Calendar;
use entente_core::id::Name;
use entente_core::time::Span;
use serde_json::Value;

use super::given::{hours, instant, pauses};

fn json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().map(|list| list.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

fn closed<'a>(dates: impl IntoIterator<Item = &'a str>) -> Named<String> {
    Named(dates.into_iter().map(|date| (Name::from(date), "closed".to_owned())).collect())
}

fn compile(name: &str, def: &CalendarDef) -> Calendar {
    Calendar::compile(&Name::from(name), def).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A calendar of `business_time_calendars.json`.
fn plain(name: &str, text: &Value) -> Calendar {
    let mut def = CalendarDef {
        timezone: text["tz"].as_str().unwrap().to_owned(),
        open: Default::default(),
        closed: closed(texts(&text["holidays"])),
        special: Named::default(),
    };
    for day in text["weekdays_mon0"].as_array().unwrap() {
        for pair in text["intervals"].as_array().unwrap() {
            def.open[day.as_u64().unwrap() as usize].push(hours(&texts(pair).join("-")));
        }
    }
    compile(name, &def)
}

/// A calendar of `clock.json`, whose weekdays are written `0-4`.
pub(crate) fn ranged(name: &str, text: &Value) -> Calendar {
    let mut def = CalendarDef {
        timezone: text["timezone"].as_str().unwrap().to_owned(),
        open: Default::default(),
        closed: closed(texts(&text["closed"])),
        special: Named::default(),
    };
    for (days, windows) in text["open"].as_object().unwrap() {
        let (first, last) = days.split_once('-').unwrap();
        for day in first.parse::<usize>().unwrap()..=last.parse::<usize>().unwrap() {
            def.open[day] = texts(windows).into_iter().map(hours).collect();
        }
    }
    for (date, windows) in text["special"].as_object().into_iter().flatten() {
        def.special.0.push((Name::from(date.as_str()), texts(windows).into_iter().map(hours).collect()));
    }
    compile(name, &def)
}

#[test]
fn all_of_business_time_csv() {
    let Some(folder) = entente_testkit::shared("vectors") else { return };
    let calendars = json(&folder.join("business_time_calendars.json"));
    let table = std::fs::read_to_string(folder.join("business_time.csv")).unwrap();
    let mut cases = 0;
    for line in table.lines().skip(1) {
        let [name, start, end, seconds, target, due] = line.split(',').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let calendar = plain(name, &calendars[name]);
        let (start, target) = (instant(start), Span::from_seconds(target.parse().unwrap()));
        assert_eq!(calendar.elapsed(start, instant(end), &[]).as_seconds().to_string(), seconds, "elapsed: {line}");
        let found = calendar.due(start, Target::Business(target), &[]);
        assert_eq!(found, Some(instant(due)), "due: {line}");
        assert_eq!(calendar.elapsed(start, instant(due), &[]), target, "round trip: {line}");
        cases += 1;
    }
    assert_eq!(cases, 352);
}

#[test]
fn all_of_clock_json() {
    let Some(folder) = entente_testkit::shared("vectors") else { return };
    let vectors = json(&folder.join("clock.json"));
    let calendar = |case: &Value| {
        let name = case["calendar"].as_str().unwrap();
        ranged(name, &vectors["calendars"][name])
    };
    for case in vectors["due"].as_array().unwrap() {
        let told: Vec<String> =
            case["pauses"].as_array().into_iter().flatten().map(|pair| texts(pair).join("/")).collect();
        let pauses = if told.is_empty() { Vec::new() } else { pauses(&told.join(" ")) };
        let target = Span::MINUTE.times(case["minutes"].as_i64().unwrap());
        let start = instant(case["start"].as_str().unwrap());
        let due = instant(case["due"].as_str().unwrap());
        assert_eq!(calendar(case).due(start, Target::Business(target), &pauses), Some(due), "{case}");
        assert_eq!(calendar(case).elapsed(start, due, &pauses), target, "{case}");
    }
    for case in vectors["elapsed"].as_array().unwrap() {
        let [from, to] = ["from", "to"].map(|key| instant(case[key].as_str().unwrap()));
        let minutes = Span::MINUTE.times(case["minutes"].as_i64().unwrap());
        assert_eq!(calendar(case).elapsed(from, to, &[]), minutes, "{case}");
    }
}
