//! Step 6: how a lead passes to sales: teams with their hours and countries, who is in them, and what sales may answer.

use serde::{Deserialize, Serialize};

use super::Who;
use super::catalogue::{DISQUALIFY, REASON_NAMES, REASONS};
use super::field::{Column, Field, Group, Kind};
use super::reader::{Reader, Why, minutes};
use super::yaml::{Yaml, in_quotes, quoted, words};

/// The answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Handoff {
    /// Teams in the order in which their countries are asked; the last without countries takes the rest.
    pub teams: Vec<Team>,
    /// Who is in them.
    pub members: Vec<Member>,
    /// How many open leads one person may hold.
    pub open_most: u32,
    /// Who decides where nobody is free; who signs for sales where none is named.
    pub fallback: Option<String>,
    /// Whether leads of a company with an open deal go to who works on it.
    pub to_deal_owner: bool,
    /// Reasons to reject a lead before contact.
    pub reject: Vec<String>,
    /// Reasons to give one up after it.
    pub disqualify: Vec<String>,
}

/// A team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Its name.
    pub name: String,
    /// Its IANA zone; that of the agreement where none is written.
    pub timezone: Option<String>,
    /// When it opens, from Monday to Friday.
    pub opens: String,
    /// When it closes.
    pub closes: String,
    /// Whose leads it takes; all others' where none is written.
    pub countries: Vec<String>,
}

/// A member of a team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Their handle.
    pub person: String,
    /// Their team; the first where none is written.
    pub team: Option<String>,
    /// How many leads they take beside the others.
    pub weight: u32,
}

impl Default for Handoff {
    fn default() -> Handoff {
        let all = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let team = Team {
            name: "office".to_owned(),
            timezone: None,
            opens: "09:00".to_owned(),
            closes: "17:00".to_owned(),
            countries: Vec::new(),
        };
        Handoff {
            teams: vec![team],
            members: Vec::new(),
            open_most: 25,
            fallback: None,
            to_deal_owner: true,
            reject: all(REASON_NAMES),
            disqualify: all(DISQUALIFY),
        }
    }
}

impl Handoff {
    pub(super) fn form(&self) -> Vec<Group> {
        let row = |team: &Team| {
            let zone = team.timezone.clone().unwrap_or_default();
            vec![team.name.clone(), team.opens.clone(), team.closes.clone(), zone, team.countries.join(", ")]
        };
        let teams: Vec<Vec<String>> = self.teams.iter().map(row).collect();
        let row = |member: &Member| {
            vec![member.person.clone(), member.weight.to_string(), member.team.clone().unwrap_or_default()]
        };
        let members: Vec<Vec<String>> = self.members.iter().map(row).collect();
        let text = |name| Column::new(name, Kind::Text);
        let time = |name| Column::new(name, Kind::Time);
        let columns =
            vec![text("name"), time("opens"), time("closes"), Column::new("zone", Kind::Zone), text("countries")];
        let weight = Column::new("weight", Kind::Number { least: 1, most: 100, unit: "leads" });
        vec![
            Group::new("teams", vec![Field::rows("teams", columns, &teams, 2)]),
            Group::new(
                "members",
                vec![
                    Field::rows("members", vec![text("person"), weight, text("team")], &members, 3),
                    Field::new("open_most", Kind::Number { least: 1, most: 1_000, unit: "leads" }, self.open_most),
                    Field::maybe("fallback", Kind::Text, self.fallback.as_ref()),
                    Field::check("to_deal_owner", self.to_deal_owner),
                ],
            ),
            Group::new(
                "reasons",
                vec![
                    Field::several("reject", Kind::Many(REASON_NAMES), &self.reject),
                    Field::several("disqualify", Kind::Many(DISQUALIFY), &self.disqualify),
                ],
            ),
        ]
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Handoff {
        let teams: Vec<Team> = reader.rows("teams", "name").into_iter().map(|row| read_team(reader, row)).collect();
        if teams.is_empty() {
            reader.refuse("teams.0.name", Why::Empty);
        }
        let mut members = Vec::new();
        for row in reader.rows("members", "person") {
            members.push(read_member(reader, row, &teams));
        }
        let handoff = Handoff {
            open_most: reader.whole("open_most", 1, 1_000),
            fallback: reader.maybe_text("fallback").map(|_| reader.handle("fallback")),
            to_deal_owner: reader.check("to_deal_owner"),
            reject: reader.many("reject", REASON_NAMES),
            disqualify: reader.many("disqualify", DISQUALIFY),
            teams,
            members,
        };
        handoff.refuse_gaps(reader);
        handoff
    }

    /// Teams and people stand once each, and a team beside another has somebody in it.
    fn refuse_gaps(&self, reader: &mut Reader<'_>) {
        if self.reject.is_empty() {
            reader.refuse("reject", Why::Empty);
        }
        for (index, team) in self.teams.iter().enumerate() {
            if self.teams[..index].iter().any(|other| other.name == team.name) {
                reader.refuse(&format!("teams.{index}.name"), Why::Twice);
            }
            if self.teams.len() > 1 && self.in_team(team).next().is_none() {
                reader.refuse(&format!("teams.{index}.name"), Why::NoMember);
            }
            let taken = |code: &String| self.teams[..index].iter().any(|other| other.countries.contains(code));
            if team.countries.iter().any(taken) {
                reader.refuse(&format!("teams.{index}.countries"), Why::Twice);
            }
        }
        for (index, member) in self.members.iter().enumerate() {
            let same = |other: &Member| other.person == member.person && self.team_of(other) == self.team_of(member);
            if self.members[..index].iter().any(same) {
                reader.refuse(&format!("members.{index}.person"), Why::Twice);
            }
        }
    }

    fn team_of<'a>(&'a self, member: &'a Member) -> Option<&'a str> {
        member.team.as_deref().or(self.teams.first().map(|team| team.name.as_str()))
    }

    fn in_team<'a>(&'a self, team: &'a Team) -> impl Iterator<Item = &'a Member> {
        self.members.iter().filter(move |member| self.team_of(member) == Some(team.name.as_str()))
    }

    /// The team that takes what no country says: the last one without countries, else the first.
    fn rest(&self) -> Option<&Team> {
        self.teams.iter().rev().find(|team| team.countries.is_empty()).or(self.teams.first())
    }

    /// The team's name in the text; one that is also a person's gets a word behind it, since routes name both.
    fn named(&self, team: &Team, who: &Who) -> String {
        let people = self.members.iter().map(|member| member.person.as_str()).chain(self.fallback.as_deref());
        let is_taken = people.chain([who.sales_handle(), who.marketing_handle()]).any(|person| person == team.name);
        if is_taken { format!("{}_team", team.name) } else { team.name.clone() }
    }

    pub(super) fn write_calendars(&self, yaml: &mut Yaml, who: &Who) {
        yaml.line("");
        yaml.line("calendars:");
        for team in &self.teams {
            let zone = team.timezone.as_ref().unwrap_or(&who.timezone);
            let (opens, closes) = (&team.opens, &team.closes);
            let name = quoted(&self.named(team, who));
            yaml.line(&format!("  {name}: {{timezone: {zone}, open: {{mon-fri: \"{opens}-{closes}\"}}}}"));
        }
    }

    pub(super) fn write(&self, yaml: &mut Yaml, who: &Who) {
        yaml.section("6", "The handoff", "리드 인계");
        yaml.line("handoff:");
        yaml.line("  at: mql");
        yaml.line("  shows: [grade, level, buyer, signals, last_content, source]");
        self.write_routes(yaml, who);
        yaml.line("  teams:");
        let fallback = self.fallback.as_deref().unwrap_or(who.sales_handle());
        for team in &self.teams {
            let members: Vec<String> =
                self.in_team(team).map(|member| format!("{}: {}", quoted(&member.person), member.weight)).collect();
            let members = match members.is_empty() {
                true => format!("{}: 1", quoted(who.sales_handle())),
                false => members.join(", "),
            };
            let name = quoted(&self.named(team, who));
            yaml.line(&format!("    {name}:"));
            yaml.line(&format!("      calendar: {name}"));
            yaml.line(&format!("      members: {{{members}}}"));
            yaml.line(&format!("      open_at_most: {}", self.open_most));
            yaml.line("      absent: skip");
            yaml.line(&format!("      manager: {}", quoted(fallback)));
        }
        let says = yaml.pick("No one is free, so this person decides", "맡을 사람이 없으면 이 사람이 정합니다");
        yaml.line(&format!("  nobody: {{to: {}, says: {}}}", quoted(fallback), quoted(says)));
        self.write_reasons(yaml);
    }

    fn write_routes(&self, yaml: &mut Yaml, who: &Who) {
        yaml.line("  routes:");
        if self.to_deal_owner {
            let says = yaml.pick("Whoever works the open deal", "진행 중인 거래의 담당자");
            yaml.line(&format!("    existing: {{when: account.open_opportunity, to: account.owner, says: {says}}}"));
        }
        let rest = self.rest().map(|team| self.named(team, who)).unwrap_or_default();
        for (index, team) in self.teams.iter().enumerate().filter(|(_, team)| !team.countries.is_empty()) {
            let when = in_quotes(&format!("account.country in {}", words(&team.countries)));
            let to = quoted(&format!("team {}", self.named(team, who)));
            yaml.line(&format!("    countries_{}: {{when: {when}, to: {to}}}", index + 1));
        }
        yaml.line(&format!("    rest: {{otherwise: true, to: {}}}", quoted(&format!("team {rest}"))));
    }

    fn write_reasons(&self, yaml: &mut Yaml) {
        yaml.line("  reject:");
        for kind in ["procedural", "clerical", "definitional"] {
            let of_kind = REASONS.iter().filter(|(own, name, _)| *own == kind && self.reject.iter().any(|r| r == name));
            let reasons: Vec<String> = of_kind.map(|(_, name, then)| format!("{name}: {then}")).collect();
            if !reasons.is_empty() {
                yaml.line(&format!("    {kind}: {{{}}}", reasons.join(", ")));
            }
        }
        yaml.line(&format!("  disqualify: [{}]", self.disqualify.join(", ")));
    }
}

fn read_team(reader: &mut Reader<'_>, row: usize) -> Team {
    let field = |column: &str| format!("teams.{row}.{column}");
    let team = Team {
        name: reader.handle(&field("name")),
        opens: reader.time(&field("opens")),
        closes: reader.time(&field("closes")),
        timezone: reader.maybe_text(&field("zone")).map(|_| reader.zone(&field("zone"))),
        countries: reader.countries(&field("countries")),
    };
    if team.name.contains('.') {
        reader.refuse(&field("name"), Why::NotHandle);
    }
    if minutes(&team.opens) >= minutes(&team.closes) {
        reader.refuse(&field("closes"), Why::Order);
    }
    team
}

fn read_member(reader: &mut Reader<'_>, row: usize, teams: &[Team]) -> Member {
    let field = |column: &str| format!("members.{row}.{column}");
    let person = reader.handle(&field("person"));
    let weight = reader.maybe_whole(&field("weight"), 1, 100).unwrap_or(1);
    let team = reader.maybe_text(&field("team")).map(|_| reader.handle(&field("team")));
    if team.as_ref().is_some_and(|name| !teams.iter().any(|team| team.name == *name)) {
        reader.refuse(&field("team"), Why::NoTeam);
    }
    Member { person, team, weight }
}
