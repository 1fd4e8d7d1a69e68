//! Step 10: the two meetings beside the weekly review: results, and content.

use serde::{Deserialize, Serialize};

use super::Who;
use super::catalogue::{WEEKDAYS, weekday};
use super::field::{Field, Group, Kind};
use super::reader::Reader;
use super::yaml::Yaml;

/// The answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Meetings {
    /// How often results are looked at.
    pub results_every: String,
    /// On which weekday, the first of its period.
    pub results_day: String,
    /// When.
    pub results_at: String,
    /// Whether content has a meeting of its own, once a month.
    pub content: bool,
    /// On which weekday, the second of the month.
    pub content_day: String,
    /// When.
    pub content_at: String,
}

/// How often results may be looked at.
const EVERY: &[&str] = &["month", "quarter"];

impl Default for Meetings {
    fn default() -> Meetings {
        Meetings {
            results_every: "month".to_owned(),
            results_day: "mon".to_owned(),
            results_at: "09:30".to_owned(),
            content: true,
            content_day: "tue".to_owned(),
            content_at: "14:00".to_owned(),
        }
    }
}

impl Meetings {
    pub(super) fn form(&self) -> Vec<Group> {
        vec![
            Group::new(
                "results",
                vec![
                    Field::new("results_every", Kind::Choice(EVERY), &self.results_every),
                    Field::new("results_day", Kind::Choice(WEEKDAYS), &self.results_day),
                    Field::new("results_at", Kind::Time, &self.results_at),
                ],
            ),
            Group::new(
                "content",
                vec![
                    Field::check("content", self.content),
                    Field::new("content_day", Kind::Choice(WEEKDAYS), &self.content_day),
                    Field::new("content_at", Kind::Time, &self.content_at),
                ],
            ),
        ]
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Meetings {
        Meetings {
            results_every: reader.choice("results_every", EVERY),
            results_day: reader.choice("results_day", WEEKDAYS),
            results_at: reader.time("results_at"),
            content: reader.check("content"),
            content_day: reader.choice("content_day", WEEKDAYS),
            content_at: reader.time("content_at"),
        }
    }

    pub(super) fn write(&self, yaml: &mut Yaml, who: &Who) {
        yaml.section("10", "When we meet", "정기 회의");
        yaml.line("meetings:");
        who.write_review(yaml);
        let interval = if self.results_every == "quarter" { "INTERVAL=3;" } else { "" };
        yaml.line("  results:");
        yaml.line(&format!("    says: {}", yaml.pick("Results and goals", "성과와 목표 점검")));
        yaml.line(&format!("    every: FREQ=MONTHLY;{interval}BYDAY=1{}", weekday(&self.results_day)));
        yaml.line(&format!("    at: \"{}\"", self.results_at));
        yaml.line("    minutes: 60");
        yaml.line("    agenda: [goals, promises, definition, decisions]");
        if self.content {
            yaml.line("  content:");
            yaml.line(&format!("    says: {}", yaml.pick("Content review", "콘텐츠 회의")));
            yaml.line(&format!("    every: FREQ=MONTHLY;BYDAY=2{}", weekday(&self.content_day)));
            yaml.line(&format!("    at: \"{}\"", self.content_at));
            yaml.line("    minutes: 60");
            yaml.line("    agenda: [content_rated, content_used, requests, decisions]");
        }
    }
}
