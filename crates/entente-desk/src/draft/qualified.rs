//! Step 5: when a lead is ready for sales: who it is, what it did, and what qualifies it at once.

use serde::{Deserialize, Serialize};

use super::catalogue::{AT_ONCE, SIGNALS};
use super::field::{Field, Group, Kind};
use super::reader::Reader;
use super::yaml::{Yaml, in_quotes, quoted};

/// The answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Qualified {
    /// The least fit.
    pub fit: u32,
    /// The least engagement.
    pub engagement: u32,
    /// Signals that qualify at once.
    pub at_once: Vec<String>,
    /// In how many days they must have come.
    pub at_once_days: u32,
    /// The least fit even then.
    pub at_once_fit: u32,
    /// Whether one who asked not to be written to is never handed over.
    pub respect_consent: bool,
}

impl Default for Qualified {
    fn default() -> Qualified {
        Qualified {
            fit: 50,
            engagement: 40,
            at_once: ["demo_requested", "contact_requested"].map(str::to_owned).into(),
            at_once_days: 7,
            at_once_fit: 25,
            respect_consent: true,
        }
    }
}

impl Qualified {
    pub(super) fn form(&self) -> Vec<Group> {
        let points = |name, least, value| Field::new(name, Kind::Number { least, most: 100, unit: "points" }, value);
        vec![
            Group::new("ready", vec![points("ready_fit", 0, self.fit), points("ready_engagement", 1, self.engagement)]),
            Group::new(
                "at_once",
                vec![
                    Field::several("at_once", Kind::Many(AT_ONCE), &self.at_once),
                    Field::new("at_once_days", Kind::Number { least: 1, most: 90, unit: "days" }, self.at_once_days),
                    points("at_once_fit", 0, self.at_once_fit),
                ],
            ),
            Group::new("never", vec![Field::check("respect_consent", self.respect_consent)]),
        ]
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Qualified {
        Qualified {
            fit: reader.whole("ready_fit", 0, 100),
            engagement: reader.whole("ready_engagement", 1, 100),
            at_once: reader.many("at_once", AT_ONCE),
            at_once_days: reader.whole("at_once_days", 1, 90),
            at_once_fit: reader.whole("at_once_fit", 0, 100),
            respect_consent: reader.check("respect_consent"),
        }
    }

    pub(super) fn write(&self, yaml: &mut Yaml) {
        let (fit, engagement) = (self.fit, self.engagement);
        yaml.section(
            "5",
            "The qualified lead; the first rule that holds is cited",
            "적격 리드. 처음 충족한 조건이 근거가 됩니다",
        );
        yaml.line("qualified:");
        let says = yaml.pick("The right company, and interested", "적합한 회사이며 관심이 큰 리드");
        rule(yaml, "ready", says, &format!("{}engagement >= {engagement}", least_fit(fit)));
        for signal in SIGNALS.iter().filter(|signal| self.at_once.iter().any(|name| name == signal.name)) {
            let (least, days) = (self.at_once_fit, self.at_once_days);
            let when = format!("{}did('{}', '{days}d')", least_fit(least), signal.name);
            rule(yaml, &format!("at_once_{}", signal.name), yaml.pick(signal.en, signal.ko), &when);
        }
        if self.respect_consent {
            let says = yaml.pick("Has asked us not to write", "연락을 원하지 않는 사람");
            rule(yaml, "never", says, "lead.consent == 'withdrawn'");
        }
    }
}

/// Every lead has a fit of 0, so nothing is asked then.
fn least_fit(fit: u32) -> String {
    if fit == 0 { String::new() } else { format!("fit >= {fit} && ") }
}

fn rule(yaml: &mut Yaml, name: &str, says: &str, when: &str) {
    yaml.line(&format!("  {name}: {{says: {}, when: {}}}", quoted(says), in_quotes(when)));
}
