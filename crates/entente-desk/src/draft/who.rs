//! Step 1: who we are, who signs for each side, and when we meet every week.

use serde::{Deserialize, Serialize};

use super::catalogue::{CURRENCIES, WEEKDAYS, weekday};
use super::field::{Field, Group, Kind};
use super::reader::{Reader, Why};
use super::yaml::{Yaml, quoted};

/// The answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Who {
    /// What the company is called.
    pub company: String,
    /// ISO 4217.
    pub currency: String,
    /// IANA zone.
    pub timezone: String,
    /// What marketing calls itself.
    pub marketing_name: String,
    /// Mail address of who signs for marketing.
    pub marketing_signs: String,
    /// What sales calls itself.
    pub sales_name: String,
    /// Mail address of who signs for sales.
    pub sales_signs: String,
    /// The weekday of the review.
    pub review_day: String,
    /// Its time.
    pub review_at: String,
}

impl Default for Who {
    fn default() -> Who {
        Who {
            company: "Our company".to_owned(),
            currency: "EUR".to_owned(),
            timezone: "UTC".to_owned(),
            marketing_name: "Marketing".to_owned(),
            marketing_signs: "marketing@company.example".to_owned(),
            sales_name: "Sales".to_owned(),
            sales_signs: "sales@company.example".to_owned(),
            review_day: "thu".to_owned(),
            review_at: "10:00".to_owned(),
        }
    }
}

impl Who {
    /// The handle of who signs for sales, as the agreement names people.
    #[must_use]
    pub fn sales_handle(&self) -> &str {
        self.sales_signs.split('@').next().unwrap_or_default()
    }

    /// The handle of who signs for marketing.
    #[must_use]
    pub fn marketing_handle(&self) -> &str {
        self.marketing_signs.split('@').next().unwrap_or_default()
    }

    pub(super) fn form(&self) -> Vec<Group> {
        let text = |name, value: &String| Field::new(name, Kind::Text, value);
        let mail = |name, value: &String| Field::new(name, Kind::Mail, value);
        vec![
            Group::new(
                "company",
                vec![
                    text("company", &self.company),
                    Field::new("timezone", Kind::Zone, &self.timezone),
                    Field::new("currency", Kind::Choice(CURRENCIES), &self.currency),
                ],
            ),
            Group::new(
                "marketing",
                vec![text("marketing_name", &self.marketing_name), mail("marketing_signs", &self.marketing_signs)],
            ),
            Group::new("sales", vec![text("sales_name", &self.sales_name), mail("sales_signs", &self.sales_signs)]),
            Group::new(
                "review",
                vec![
                    Field::new("review_day", Kind::Choice(WEEKDAYS), &self.review_day),
                    Field::new("review_at", Kind::Time, &self.review_at),
                ],
            ),
        ]
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Who {
        let who = Who {
            company: reader.text("company"),
            currency: reader.choice("currency", CURRENCIES),
            timezone: reader.zone("timezone"),
            marketing_name: reader.text("marketing_name"),
            marketing_signs: reader.mail("marketing_signs"),
            sales_name: reader.text("sales_name"),
            sales_signs: reader.mail("sales_signs"),
            review_day: reader.choice("review_day", WEEKDAYS),
            review_at: reader.time("review_at"),
        };
        if !who.sales_signs.is_empty() && who.sales_signs == who.marketing_signs {
            reader.refuse("sales_signs", Why::SameSigner);
        }
        who
    }

    pub(super) fn write(&self, yaml: &mut Yaml) {
        let company = &self.company;
        let title = match yaml.is_korean() {
            true => format!("{company} 영업·마케팅 합의서"),
            false => format!("{company}, sales and marketing agreement"),
        };
        yaml.line("entente: 1");
        yaml.line(&format!("title: {}", quoted(&title)));
        yaml.line(&format!("currency: {}", self.currency));
        yaml.line(&format!("timezone: {}", self.timezone));
        yaml.line("");
        yaml.line("parties:");
        for (party, name, signs) in
            [("marketing", &self.marketing_name, &self.marketing_signs), ("sales", &self.sales_name, &self.sales_signs)]
        {
            yaml.line(&format!("  {party}: {{name: {}, signs: {}}}", quoted(name), quoted(signs)));
        }
    }

    /// The weekly review, as a meeting of step 10.
    pub(super) fn write_review(&self, yaml: &mut Yaml) {
        yaml.line("  weekly:");
        yaml.line(&format!("    says: {}", yaml.pick("Lead review", "주간 리드 회의")));
        yaml.line(&format!("    every: FREQ=WEEKLY;BYDAY={}", weekday(&self.review_day)));
        yaml.line(&format!("    at: \"{}\"", self.review_at));
        yaml.line("    minutes: 45");
        yaml.line("    agenda: [promises, funnel, handoffs, velocity, voice_of_sales, decisions]");
    }
}
