//! Step 3: whom we want, from the customers we have and from what sales hears. Fit is worth 100 points in all, parted
//! over whatever is asked for.

use serde::{Deserialize, Serialize};

use super::catalogue::{DEPARTMENTS, SENIORITIES};
use super::field::{Field, Group, Kind};
use super::reader::{Reader, Why};
use super::yaml::{Yaml, in_quotes, list, quoted, words};

/// The answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Buyer {
    /// The buyer in plain words.
    pub says: String,
    /// The least people of the company.
    pub size_least: Option<u32>,
    /// The most.
    pub size_most: Option<u32>,
    /// Its industries.
    pub industries: Vec<String>,
    /// Where it is: ISO codes.
    pub countries: Vec<String>,
    /// How senior the person is.
    pub seniorities: Vec<String>,
    /// Where they work.
    pub departments: Vec<String>,
    /// Customers like it.
    pub looks_like: Vec<String>,
    /// What is not like it.
    pub unlike: Vec<String>,
    /// What sales hears.
    pub heard: Option<String>,
    /// Whether a free mail address counts against a lead.
    pub no_free_mail: bool,
    /// Mail domains that are out.
    pub competitors: Vec<String>,
}

impl Default for Buyer {
    fn default() -> Buyer {
        Buyer {
            says: "Decides on what we sell, in a company of our size".to_owned(),
            size_least: Some(50),
            size_most: Some(2_000),
            industries: Vec::new(),
            countries: Vec::new(),
            seniorities: ["director", "vp", "chief"].map(str::to_owned).into(),
            departments: Vec::new(),
            looks_like: Vec::new(),
            unlike: Vec::new(),
            heard: None,
            no_free_mail: true,
            competitors: Vec::new(),
        }
    }
}

/// A criterion: its rule's name, its plain words, its condition, and what it weighs beside the others.
struct Criterion {
    name: &'static str,
    says: String,
    when: String,
    weight: u32,
}

/// The most people a company may be asked to have.
const PEOPLE_MAX: u32 = 10_000_000;

impl Buyer {
    pub(super) fn form(&self) -> Vec<Group> {
        let size = |name, value| Field::maybe(name, Kind::Number { least: 1, most: PEOPLE_MAX, unit: "people" }, value);
        let lines = |name, values: &[String]| Field::several(name, Kind::Lines, &[values.join("\n")]);
        vec![
            Group::new("buyer", vec![Field::new("buyer_says", Kind::Text, &self.says)]),
            Group::new(
                "target",
                vec![
                    size("size_least", self.size_least),
                    size("size_most", self.size_most),
                    lines("industries", &self.industries),
                    Field::maybe("countries", Kind::Text, Some(self.countries.join(", "))),
                    Field::several("seniorities", Kind::Many(SENIORITIES), &self.seniorities),
                    Field::several("departments", Kind::Many(DEPARTMENTS), &self.departments),
                ],
            ),
            Group::new(
                "heard",
                vec![
                    lines("looks_like", &self.looks_like),
                    lines("unlike", &self.unlike),
                    Field::maybe("heard", Kind::Text, self.heard.as_ref()),
                ],
            ),
            Group::new(
                "outside",
                vec![Field::check("no_free_mail", self.no_free_mail), lines("competitors", &self.competitors)],
            ),
        ]
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Buyer {
        let buyer = Buyer {
            says: reader.text("buyer_says"),
            size_least: reader.maybe_whole("size_least", 1, PEOPLE_MAX),
            size_most: reader.maybe_whole("size_most", 1, PEOPLE_MAX),
            industries: named_words(reader, "industries"),
            countries: reader.countries("countries"),
            seniorities: reader.many("seniorities", SENIORITIES),
            departments: reader.many("departments", DEPARTMENTS),
            looks_like: reader.lines("looks_like"),
            unlike: reader.lines("unlike"),
            heard: reader.maybe_text("heard"),
            no_free_mail: reader.check("no_free_mail"),
            competitors: reader.lines("competitors").iter().map(|line| line.to_lowercase()).collect(),
        };
        if buyer.size_least.zip(buyer.size_most).is_some_and(|(least, most)| least > most) {
            reader.refuse("size_most", Why::Order);
        }
        if buyer.criteria(&Yaml::new(false)).is_empty() {
            reader.refuse("size_least", Why::NoCriterion);
        }
        buyer
    }

    /// What is asked of a lead, each with its condition.
    fn criteria(&self, yaml: &Yaml) -> Vec<Criterion> {
        let mut found = Vec::new();
        let mut add = |name, says: String, when: String, weight| found.push(Criterion { name, says, when, weight });
        let least = self.size_least.map(|least| format!("account.employees >= {least}"));
        let most = self.size_most.map(|most| format!("account.employees <= {most}"));
        if least.is_some() || most.is_some() {
            let when: Vec<String> = least.into_iter().chain(most).collect();
            add(
                "size",
                yaml.pick("A company of our size", "우리에게 맞는 규모의 회사").to_owned(),
                when.join(" && "),
                35,
            );
        }
        let mut among = |name, field, says: (&'static str, &'static str), items: &[String], weight| {
            if !items.is_empty() {
                let when = format!("{field} in {}", words(items));
                add(name, yaml.pick(says.0, says.1).to_owned(), when, weight);
            }
        };
        among("industry", "account.industry", ("One of our industries", "우리 업종"), &self.industries, 25);
        let senior = ("Senior enough to decide", "결정할 수 있는 직급");
        among("seniority", "lead.seniority", senior, &self.seniorities, 22);
        among("region", "account.country", ("Where we sell", "우리가 판매하는 나라"), &self.countries, 18);
        among("department", "lead.department", ("In the department that buys", "구매하는 부서"), &self.departments, 15);
        found
    }

    pub(super) fn write_fields(&self, yaml: &mut Yaml) {
        let choice = |items: &[&str]| items.join(", ");
        let industries: Vec<String> = self.industries.iter().cloned().chain(["other".to_owned()]).collect();
        let industries: Vec<String> = dedup(industries);
        yaml.section("", "What we record about a lead and its account", "리드와 회사에 대해 기록하는 것");
        yaml.line("fields:");
        yaml.line("  lead:");
        yaml.line(&format!("    seniority: {{type: choice, of: [{}]}}", choice(SENIORITIES)));
        yaml.line(&format!("    department: {{type: choice, of: [{}]}}", choice(DEPARTMENTS)));
        yaml.line("    free_mail: {type: bool, from: email}");
        yaml.line("  account:");
        yaml.line("    employees: number");
        yaml.line(&format!("    industry: {{type: choice, of: {}}}", list(&industries)));
        yaml.line("    country: country");
        if !self.competitors.is_empty() {
            yaml.line("");
            yaml.line("lists:");
            yaml.line(&format!("  competitors: {}", list(&self.competitors)));
        }
    }

    pub(super) fn write(&self, yaml: &mut Yaml) {
        let criteria = self.criteria(yaml);
        yaml.section("2", "Whom we want", "우리가 찾는 고객");
        yaml.line("buyers:");
        yaml.line("  target:");
        yaml.line(&format!("    says: {}", quoted(&self.says)));
        let when: Vec<&str> = criteria.iter().map(|criterion| criterion.when.as_str()).collect();
        yaml.line(&format!("    when: {}", in_quotes(&when.join(" && "))));
        for (key, items) in [("looks_like", &self.looks_like), ("unlike", &self.unlike)] {
            if !items.is_empty() {
                yaml.line(&format!("    {key}: {}", list(items)));
            }
        }
        if let Some(heard) = &self.heard {
            yaml.line(&format!("    heard: {}", quoted(heard)));
        }
        yaml.line("fit:");
        for (criterion, points) in criteria.iter().zip(parted(&criteria)) {
            let Criterion { name, says, when, .. } = criterion;
            yaml.line(&format!("  {name}: {{says: {}, when: {}, points: {points}}}", quoted(says), in_quotes(when)));
        }
        if self.no_free_mail {
            let says = yaml.pick("A free mail address", "무료 메일 주소");
            yaml.line(&format!("  free_mail: {{says: {says}, when: lead.free_mail, points: -30}}"));
        }
        if !self.competitors.is_empty() {
            let says = yaml.pick("Works for a competitor", "경쟁사 직원");
            yaml.line(&format!(
                "  competitor: {{says: {says}, when: \"account.domain in list('competitors')\", disqualify: true}}"
            ));
        }
        yaml.line("grades: {A: 75, B: 50, C: 25, D: 0}");
    }
}

/// 100 points parted by weight; what rounding leaves goes to the first.
fn parted(criteria: &[Criterion]) -> Vec<u32> {
    let all: u32 = criteria.iter().map(|criterion| criterion.weight).sum();
    let mut points: Vec<u32> = criteria.iter().map(|criterion| criterion.weight * 100 / all.max(1)).collect();
    let given: u32 = points.iter().sum();
    if let Some(first) = points.first_mut() {
        *first += 100 - given;
    }
    points
}

/// Lines that are words of a choice: lower-case, and without what a condition could not quote.
fn named_words(reader: &mut Reader<'_>, field: &str) -> Vec<String> {
    let lines: Vec<String> = reader.lines(field).iter().map(|line| line.to_lowercase()).collect();
    if lines.iter().any(|line| line.contains(['\'', '"', '\\'])) {
        reader.refuse(field, Why::Sign);
    }
    dedup(lines)
}

fn dedup(items: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::with_capacity(items.len());
    for item in items {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}
