//! Step 8: what is measured, defined once. What a goal or a promise needs is measured anyway.

use serde::{Deserialize, Serialize};

use super::Goals;
use super::catalogue::{METRIC_NAMES, METRICS};
use super::field::{Field, Group, Kind};
use super::reader::Reader;
use super::yaml::Yaml;

/// The answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metrics {
    /// Which of the common metrics.
    pub metrics: Vec<String>,
}

impl Default for Metrics {
    fn default() -> Metrics {
        let wanted = ["customers_won", "qualified_leads", "acceptance", "lead_to_customer", "speed_to_lead"];
        Metrics { metrics: wanted.map(str::to_owned).into() }
    }
}

impl Metrics {
    pub(super) fn form(&self) -> Vec<Group> {
        vec![Group::new("metrics", vec![Field::several("metrics", Kind::Many(METRIC_NAMES), &self.metrics)])]
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Metrics {
        Metrics { metrics: reader.many("metrics", METRIC_NAMES) }
    }

    pub(super) fn write(&self, yaml: &mut Yaml, goals: &Goals) {
        let needed: Vec<&str> = goals.metrics().collect();
        let is_wanted = |name: &str| needed.contains(&name) || self.metrics.iter().any(|own| own == name);
        let wanted: Vec<_> = METRICS.iter().filter(|(name, ..)| is_wanted(name)).collect();
        if wanted.is_empty() {
            return;
        }
        yaml.section("9", "What we measure, defined once", "측정 지표");
        yaml.line("metrics:");
        for (name, en, ko, what) in wanted {
            yaml.line(&format!("  {name}: {{says: {}, {what}}}", yaml.pick(en, ko)));
        }
    }
}
