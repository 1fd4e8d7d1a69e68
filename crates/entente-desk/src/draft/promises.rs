//! Step 7: what each side promises the other, in numbers, and who hears when a promise runs late.

use serde::{Deserialize, Serialize};

use super::field::{Field, Group, Kind};
use super::reader::{Reader, Why};
use super::yaml::{Yaml, quoted};

/// The answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Promises {
    /// Marketing: qualified leads a month.
    pub volume: u32,
    /// Marketing: the part of them that sales accepts, in percent.
    pub accepted: u32,
    /// Marketing: requests for content are answered in so many business days.
    pub content_days: Option<u32>,
    /// Sales: hours to accept or reject.
    pub decide_hours: u32,
    /// Sales: hours to the first touch for grade A.
    pub touch_a: u32,
    /// Sales: hours for grade B.
    pub touch_b: u32,
    /// Sales: business days for all others.
    pub touch_rest: u32,
    /// Sales: attempts on each lead.
    pub attempts: u32,
    /// Sales: in how many business days.
    pub attempts_days: u32,
    /// Sales: a word on every accepted lead in so many business days.
    pub feedback_days: Option<u32>,
    /// The part of leads for which a promise of time is kept, in percent.
    pub kept: u32,
    /// The part of the time after which the owner hears, in percent.
    pub ladder_owner: u32,
    /// The part after which the manager hears.
    pub ladder_manager: u32,
    /// Whether a lead that nobody accepted in time goes to somebody else.
    pub reassign: bool,
}

impl Default for Promises {
    fn default() -> Promises {
        Promises {
            volume: 40,
            accepted: 60,
            content_days: Some(2),
            decide_hours: 4,
            touch_a: 1,
            touch_b: 4,
            touch_rest: 1,
            attempts: 5,
            attempts_days: 10,
            feedback_days: Some(5),
            kept: 90,
            ladder_owner: 50,
            ladder_manager: 80,
            reassign: true,
        }
    }
}

impl Promises {
    pub(super) fn form(&self) -> Vec<Group> {
        let number = |name, least, most, unit, value| Field::new(name, Kind::Number { least, most, unit }, value);
        let days = |name, value| Field::maybe(name, Kind::Number { least: 1, most: 60, unit: "business_days" }, value);
        vec![
            Group::new(
                "marketing_promises",
                vec![
                    number("volume", 1, 1_000_000, "leads", self.volume),
                    number("accepted", 1, 100, "percent", self.accepted),
                    days("content_days", self.content_days),
                ],
            ),
            Group::new(
                "sales_promises",
                vec![
                    number("touch_a", 1, 200, "business_hours", self.touch_a),
                    number("touch_b", 1, 200, "business_hours", self.touch_b),
                    number("touch_rest", 1, 30, "business_days", self.touch_rest),
                    number("decide_hours", 1, 200, "business_hours", self.decide_hours),
                    Field::check("reassign", self.reassign),
                    number("attempts", 2, 50, "attempts", self.attempts),
                    number("attempts_days", 1, 60, "business_days", self.attempts_days),
                    days("feedback_days", self.feedback_days),
                    number("kept", 1, 100, "percent", self.kept),
                ],
            ),
            Group::new(
                "ladder",
                vec![
                    number("ladder_owner", 1, 98, "percent", self.ladder_owner),
                    number("ladder_manager", 2, 99, "percent", self.ladder_manager),
                ],
            ),
        ]
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Promises {
        let promises = Promises {
            volume: reader.whole("volume", 1, 1_000_000),
            accepted: reader.whole("accepted", 1, 100),
            content_days: reader.maybe_whole("content_days", 1, 60),
            decide_hours: reader.whole("decide_hours", 1, 200),
            touch_a: reader.whole("touch_a", 1, 200),
            touch_b: reader.whole("touch_b", 1, 200),
            touch_rest: reader.whole("touch_rest", 1, 30),
            attempts: reader.whole("attempts", 2, 50),
            attempts_days: reader.whole("attempts_days", 1, 60),
            feedback_days: reader.maybe_whole("feedback_days", 1, 60),
            kept: reader.whole("kept", 1, 100),
            ladder_owner: reader.whole("ladder_owner", 1, 98),
            ladder_manager: reader.whole("ladder_manager", 2, 99),
            reassign: reader.check("reassign"),
        };
        if promises.ladder_manager <= promises.ladder_owner {
            reader.refuse("ladder_manager", Why::Order);
        }
        promises
    }

    pub(super) fn write(&self, yaml: &mut Yaml) {
        yaml.section("7", "What each side promises", "서로의 약속");
        yaml.line("sla:");
        yaml.line("  first_touch_counts: {call: 20s, mail: personal, meeting: booked, chat: human}");
        yaml.line("  calendar_of: team");
        self.write_marketing(yaml);
        self.write_sales(yaml);
        yaml.line("  pauses: {buyer_asked_to_wait: 30d, waiting_for_data: 2d}");
        yaml.line("  ladder:");
        yaml.line(&format!("    - {{at: {}%, tell: owner}}", self.ladder_owner));
        yaml.line(&format!("    - {{at: {}%, tell: [owner, manager]}}", self.ladder_manager));
        yaml.line("    - {at: 100%, tell: [owner, manager, marketing], then: late}");
        yaml.line("  waivers: {by: other_party}");
    }

    fn write_marketing(&self, yaml: &mut Yaml) {
        let (volume, accepted) = (self.volume, self.accepted);
        let says = if yaml.is_korean() {
            format!("매달 적격 리드 {volume}건")
        } else {
            format!("{volume} qualified leads a month")
        };
        yaml.line("  marketing:");
        yaml.line("    volume:");
        yaml.line(&format!("      says: {}", quoted(&says)));
        yaml.line("      count: handed_off");
        yaml.line(&format!("      at_least: {volume}"));
        yaml.line("      per: month");
        yaml.line("      less: [clerical, definitional]");
        yaml.line("      dispute: 5 business days");
        let says = if yaml.is_korean() {
            format!("그중 {accepted}%를 영업이 수락")
        } else {
            format!("{accepted}% of them accepted")
        };
        yaml.line("    accepted:");
        yaml.line(&format!("      says: {}", quoted(&says)));
        yaml.line("      share: accepted");
        yaml.line("      of: handed_off");
        yaml.line(&format!("      at_least: {accepted}%"));
        yaml.line("      per: month");
        yaml.line("      matures: 2 business days");
        if let Some(days) = self.content_days {
            yaml.line("    content:");
            yaml.line(&format!("      says: {}", yaml.pick("Content requests are answered", "콘텐츠 요청에 답합니다")));
            yaml.line("      from: content_requested");
            yaml.line("      until: content_answered");
            yaml.line(&format!("      within: {}", business_days(days)));
            yaml.line(&format!("      kept: {}%", self.kept));
        }
    }

    fn write_sales(&self, yaml: &mut Yaml) {
        let kept = self.kept;
        yaml.line("  sales:");
        yaml.line("    touch:");
        yaml.line(&format!(
            "      says: {}",
            yaml.pick("The best leads are touched first", "좋은 리드부터 먼저 연락합니다")
        ));
        yaml.line("      from: handed_off");
        yaml.line("      until: first_attempt");
        yaml.line("      within:");
        yaml.line(&format!("        - {{when: grade == 'A', do: {}}}", business_hours(self.touch_a)));
        yaml.line(&format!("        - {{when: grade == 'B', do: {}}}", business_hours(self.touch_b)));
        yaml.line(&format!("        - {{otherwise: true, do: {}}}", business_days(self.touch_rest)));
        yaml.line(&format!("      kept: {kept}%"));
        yaml.line("    decide:");
        yaml.line(&format!(
            "      says: {}",
            yaml.pick("Every lead is accepted or rejected", "모든 리드를 수락하거나 거절합니다")
        ));
        yaml.line("      from: handed_off");
        yaml.line("      until: [accepted, rejected]");
        yaml.line(&format!("      within: {}", business_hours(self.decide_hours)));
        yaml.line(&format!("      kept: {kept}%"));
        if self.reassign {
            yaml.line("      late: reassign");
        }
        yaml.line("    attempts:");
        yaml.line(&format!("      says: {}", yaml.pick("Nobody is given up too early", "너무 일찍 포기하지 않습니다")));
        yaml.line(&format!("      attempts: {}", self.attempts));
        yaml.line("      channels: 2");
        yaml.line(&format!("      within: {}", business_days(self.attempts_days)));
        yaml.line("      unless: contacted");
        yaml.line(&format!("      kept: {kept}%"));
        yaml.line("    reasons:");
        yaml.line(&format!(
            "      says: {}",
            yaml.pick("A reason with every rejection", "거절할 때마다 사유를 남깁니다")
        ));
        yaml.line("      share: reasoned");
        yaml.line("      of: rejected");
        yaml.line("      at_least: 100%");
        yaml.line("      per: month");
        if let Some(days) = self.feedback_days {
            yaml.line("    feedback:");
            yaml.line(&format!(
                "      says: {}",
                yaml.pick("A word on every accepted lead", "수락한 리드마다 의견을 남깁니다")
            ));
            yaml.line("      from: accepted");
            yaml.line("      until: rated");
            yaml.line(&format!("      within: {}", business_days(days)));
            yaml.line("      kept: 80%");
        }
    }
}

fn business_hours(hours: u32) -> String {
    format!("{hours} business hour{}", if hours == 1 { "" } else { "s" })
}

fn business_days(days: u32) -> String {
    format!("{days} business day{}", if days == 1 { "" } else { "s" })
}
