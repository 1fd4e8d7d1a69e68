//! Step 9: what our tools tell us: signals with their worth and how fast it fades, mails that keep leads warm, segments.

use serde::{Deserialize, Serialize};

use super::catalogue::{SEGMENT_NAMES, SEGMENTS, SIGNAL_NAMES, SIGNALS};
use super::field::{Column, Field, Group, Kind};
use super::reader::{Reader, Why};
use super::yaml::{Yaml, in_quotes, quoted};
use super::{Qualified, Stages};

/// The answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Technology {
    /// Signals that count.
    pub signals: Vec<Signal>,
    /// What is sent to leads that are not ready, each with the days to wait before the next.
    pub mails: Vec<(String, u32)>,
    /// How many mails a week at most.
    pub mails_most: u32,
    /// Which segments are kept.
    pub segments: Vec<String>,
}

/// A signal that counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signal {
    /// Which of the common ones.
    pub name: String,
    /// What one is worth.
    pub points: i32,
    /// In how many days half of it fades.
    pub half_life: u32,
}

impl Default for Technology {
    fn default() -> Technology {
        let signal = |known: &super::catalogue::Known| Signal {
            name: known.name.to_owned(),
            points: known.points,
            half_life: known.half_life,
        };
        Technology {
            signals: SIGNALS.iter().map(signal).collect(),
            mails: Vec::new(),
            mails_most: 2,
            segments: Vec::new(),
        }
    }
}

impl Technology {
    pub(super) fn form(&self) -> Vec<Group> {
        let row = |name: &&str| {
            let own = self.signals.iter().find(|signal| signal.name == *name);
            let points = own.map_or_else(String::new, |signal| signal.points.to_string());
            let days = own.map_or(30, |signal| signal.half_life).to_string();
            vec![(*name).to_owned(), points, days]
        };
        let signals: Vec<Vec<String>> = SIGNAL_NAMES.iter().map(row).collect();
        let mails: Vec<Vec<String>> =
            self.mails.iter().map(|(content, wait)| vec![content.clone(), wait.to_string()]).collect();
        let days = || Kind::Number { least: 1, most: 365, unit: "days" };
        let columns = vec![
            Column::new("signal", Kind::Choice(SIGNAL_NAMES)),
            Column::new("points", Kind::Amount { unit: "points" }),
            Column::new("half_life", days()),
        ];
        let mail = vec![Column::new("content", Kind::Text), Column::new("wait", days())];
        vec![
            Group::new("signals", vec![Field::rows("signals", columns, &signals, 0)]),
            Group::new(
                "nurture",
                vec![
                    Field::rows("mails", mail, &mails, 3),
                    Field::new("mails_most", Kind::Number { least: 1, most: 7, unit: "mails" }, self.mails_most),
                ],
            ),
            Group::new("segments", vec![Field::several("segments", Kind::Many(SEGMENT_NAMES), &self.segments)]),
        ]
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Technology {
        let mut signals: Vec<Signal> = Vec::new();
        for row in reader.rows("signals", "signal") {
            let field = |column: &str| format!("signals.{row}.{column}");
            let name = reader.choice(&field("signal"), SIGNAL_NAMES);
            let half_life = reader.maybe_whole(&field("half_life"), 1, 365).unwrap_or(30);
            let Some(points) = read_points(reader, &field("points")) else { continue };
            if signals.iter().any(|signal| signal.name == name) {
                reader.refuse(&field("signal"), Why::Twice);
            }
            signals.push(Signal { name, points, half_life });
        }
        let mut mails = Vec::new();
        for row in reader.rows("mails", "content") {
            let content = reader.text(&format!("mails.{row}.content"));
            mails.push((content, reader.maybe_whole(&format!("mails.{row}.wait"), 1, 365).unwrap_or(7)));
        }
        Technology {
            signals,
            mails,
            mails_most: reader.whole("mails_most", 1, 7),
            segments: reader.many("segments", SEGMENT_NAMES),
        }
    }

    pub(super) fn write_signals(&self, yaml: &mut Yaml, qualified: &Qualified) {
        let worth = |name: &str| self.signals.iter().find(|signal| signal.name == name);
        let is_asked = |name: &str| qualified.at_once.iter().any(|own| own == name);
        let wanted: Vec<_> =
            SIGNALS.iter().filter(|known| worth(known.name).is_some() || is_asked(known.name)).collect();
        yaml.section(
            "3",
            "What shows interest, what it is worth and how fast that fades",
            "관심을 보여 주는 신호와 점수",
        );
        if !wanted.is_empty() {
            yaml.line("signals:");
        }
        for known in wanted {
            let says = yaml.pick(known.en, known.ko);
            let line = match worth(known.name) {
                Some(Signal { points, half_life, .. }) => {
                    let on = capped(known.on, *points);
                    format!("  {}: {{says: {says}, {on}, points: {points}, half_life: {half_life}d}}", known.name)
                }
                // It only qualifies: it is counted, and pays nothing.
                None => format!("  {}: {{says: {says}, {}}}", known.name, unpaid(known.on)),
            };
            yaml.line(&line);
        }
        yaml.line("levels: {1: 60, 2: 35, 3: 0}");
    }

    pub(super) fn write_nurture(&self, yaml: &mut Yaml, stages: &Stages) {
        if self.mails.is_empty() && self.segments.is_empty() {
            return;
        }
        yaml.section("8", "How we keep leads warm until they are ready", "준비될 때까지 리드를 육성하는 방법");
        if !self.mails.is_empty() {
            self.write_program(yaml, stages);
        }
        if !self.segments.is_empty() {
            yaml.line("segments:");
        }
        for (name, en, ko, when, owner) in
            SEGMENTS.iter().filter(|segment| self.segments.iter().any(|own| own == segment.0))
        {
            let engaged = if stages.has("engaged") { ", 'engaged'" } else { "" };
            let when = in_quotes(&when.replace("ENGAGED", engaged));
            yaml.line(&format!("  {name}: {{says: {}, when: {when}, owner: {owner}}}", quoted(yaml.pick(en, ko))));
        }
    }

    fn write_program(&self, yaml: &mut Yaml, stages: &Stages) {
        let waiting = stages.waiting();
        yaml.line("nurture:");
        yaml.line("  not_ready:");
        let says = yaml.pick("For leads that are known and not ready", "아직 준비되지 않은 리드에게 보냅니다");
        yaml.line(&format!("    says: {says}"));
        yaml.line(&format!("    for: stage == '{waiting}'"));
        yaml.line("    steps:");
        for (content, wait) in &self.mails {
            yaml.line(&format!("      - {{send: {}}}", quoted(content)));
            yaml.line(&format!("      - {{wait: {wait}d}}"));
        }
        yaml.line(&format!("    leave: stage != '{waiting}'"));
        yaml.line(&format!("    at_most: {}", yaml_mails(self.mails_most)));
        yaml.line("    quiet: {hours: \"20:00-08:00\", of: lead}");
    }
}

fn yaml_mails(most: u32) -> String {
    format!("{most} mail{} per week", if most == 1 { "" } else { "s" })
}

/// Points from -100 to 100, not 0; none where the signal is not to count.
fn read_points(reader: &mut Reader<'_>, field: &str) -> Option<i32> {
    let text = reader.maybe_text(field)?;
    match text.replace('\u{2212}', "-").parse::<i32>() {
        Ok(0) => return None,
        Ok(points) if points < -100 => reader.refuse(field, Why::NotNumber),
        Ok(points) if points > 100 => reader.refuse(field, Why::More(100)),
        Ok(points) => return Some(points),
        Err(_) => reader.refuse(field, Why::NotWhole),
    }
    None
}

/// The cap is three times the worth, whatever that is now.
fn capped(on: &str, points: i32) -> String {
    match on.split_once(", cap: ") {
        Some((before, _)) => format!("{before}, cap: {}", points.saturating_mul(3)),
        None => on.to_owned(),
    }
}

/// What pays nothing needs no cap.
fn unpaid(on: &str) -> &str {
    on.split_once(", cap: ").or(on.split_once(", pays: ")).map_or(on, |(before, _)| before)
}
