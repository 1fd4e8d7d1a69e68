//! Step 4: a lead's way from inquiry to customer, in the stages both sides use, and the way back.

use serde::{Deserialize, Serialize};

use super::catalogue::NEEDS;
use super::field::{Field, Group, Kind};
use super::reader::Reader;
use super::yaml::Yaml;

/// The answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stages {
    /// The stages beside inquiry, MQL, opportunity and customer.
    pub stages: Vec<String>,
    /// From which engagement a lead counts as engaged.
    pub engaged_from: u32,
    /// What must be known before a need counts as confirmed.
    pub needs: Vec<String>,
    /// After how many days a lead that went back may return.
    pub back_after: u32,
    /// How often one may go back.
    pub back_times: u32,
}

/// Stages that an agreement may do without.
const OPTIONAL: &[&str] = &["engaged", "sal", "sql"];

impl Default for Stages {
    fn default() -> Stages {
        Stages {
            stages: OPTIONAL.iter().map(|stage| (*stage).to_owned()).collect(),
            engaged_from: 15,
            needs: NEEDS.iter().map(|need| (*need).to_owned()).collect(),
            back_after: 30,
            back_times: 3,
        }
    }
}

impl Stages {
    pub(super) fn form(&self) -> Vec<Group> {
        let number = |name, least, most, unit, value| Field::new(name, Kind::Number { least, most, unit }, value);
        vec![
            Group::new(
                "stages",
                vec![
                    Field::several("stages", Kind::Many(OPTIONAL), &self.stages),
                    number("engaged_from", 1, 100, "points", self.engaged_from),
                    Field::several("needs", Kind::Many(NEEDS), &self.needs),
                ],
            ),
            Group::new(
                "back",
                vec![
                    number("back_after", 1, 365, "days", self.back_after),
                    number("back_times", 1, 20, "times", self.back_times),
                ],
            ),
        ]
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Stages {
        Stages {
            stages: reader.many("stages", OPTIONAL),
            engaged_from: reader.whole("engaged_from", 1, 100),
            needs: reader.many("needs", NEEDS),
            back_after: reader.whole("back_after", 1, 365),
            back_times: reader.whole("back_times", 1, 20),
        }
    }

    pub(super) fn has(&self, stage: &str) -> bool {
        self.stages.iter().any(|own| own == stage)
    }

    /// The stage that a lead which is not ready is in.
    pub(super) fn waiting(&self) -> &'static str {
        if self.has("engaged") { "engaged" } else { "inquiry" }
    }

    pub(super) fn write(&self, yaml: &mut Yaml) {
        yaml.section("4", "The lead process", "리드 단계");
        yaml.line("stages:");
        let mut stage = |name: &str, en, ko, rest: &str| {
            let says = yaml.pick(en, ko);
            yaml.line(&format!("  {name}: {{says: {says}, {rest}}}"));
        };
        stage("inquiry", "Known by name", "이름을 아는 리드", "owner: marketing");
        if self.has("engaged") {
            let enter = format!("owner: marketing, enter: engagement >= {}", self.engaged_from);
            stage("engaged", "Shows interest", "관심을 보이는 리드", &enter);
        }
        stage("mql", "Qualified lead", "적격 리드", "owner: marketing, enter: qualified");
        if self.has("sal") {
            stage("sal", "Accepted by sales", "영업이 수락한 리드", "owner: sales, enter: accepted");
        }
        if self.has("sql") {
            let needs = match self.needs.is_empty() {
                true => String::new(),
                false => format!(", needs: [{}]", self.needs.join(", ")),
            };
            stage("sql", "Confirmed need", "요구를 확인한 리드", &format!("owner: sales, enter: confirmed{needs}"));
        }
        stage("opportunity", "Deal open", "진행 중인 거래", "owner: sales, enter: opportunity_opened");
        stage("customer", "Customer", "고객", "owner: sales, enter: opportunity_won");
        yaml.line("leaves:");
        yaml.line(&format!(
            "  recycled: {{to: {}, not_before: {}d, at_most: {}}}",
            self.waiting(),
            self.back_after,
            self.back_times
        ));
        yaml.line("  disqualified: {final: true}");
    }
}
