//! The agreement as a person meets it: from nothing to one in force, what is refused on the way, and how it reads.

mod kept;

use entente_core::agreement::model::PartyKind;
use entente_core::lang::Lang;
use entente_core::time::Span;
use entente_desk::people::{self, Joining, LinkKind, Role};

use crate::testing::House;

const SECRET: &str = "a long enough secret";

/// A house of two: Ann set it up and leads marketing, Ben leads sales; both have a password.
fn two() -> House {
    let house = House::empty();
    let now = house.now();
    let joining = |name: &str, role, party| Joining {
        name: name.to_owned(),
        mail: format!("{}@two.example", name.to_lowercase()),
        handle: String::new(),
        role,
        party: Some(party),
        language: Lang::En,
        timezone: "Europe/Berlin".to_owned(),
    };
    let add = |store: &mut _| {
        let ann = people::set_up(store, &joining("Ann", Role::Administrator, PartyKind::Marketing), SECRET, now)?;
        for (name, role) in [("Ben", Role::Leader), ("Rob", Role::Rep)] {
            let user = people::add(store, &ann, &joining(name, role, PartyKind::Sales), now)?;
            let link = people::give_link(store, &ann, &user, LinkKind::Invitation, now)?;
            people::use_link(store, &link, SECRET, now)?;
        }
        Ok::<_, people::Refused>(())
    };
    house.desk.write(add).unwrap_or_else(|refused| panic!("{refused}"));
    house
}

/// What a browser sends of the form on a page that nobody touched: a rough reader of our own templates.
fn fields(text: &str) -> Vec<(String, String)> {
    let form = text.split("id=\"step\"").nth(1).unwrap_or_default().split("</form>").next().unwrap_or_default();
    let attribute = |tag: &str, name: &str| {
        let found = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
        Some(found.replace("&#38;", "&").replace("&#39;", "'").replace("&#34;", "\""))
    };
    let mut sent = Vec::new();
    let mut rest = form;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let Some(end) = rest.find('>') else { break };
        let tag = &rest[..end];
        let Some(name) = attribute(tag, "name").filter(|name| name != "csrf" && name != "then") else { continue };
        match tag.split(' ').next().unwrap_or_default() {
            "input" if tag.contains("type=\"checkbox\"") && !tag.contains(" checked") => {}
            "input" => sent.push((name, attribute(tag, "value").unwrap_or_default())),
            "textarea" => sent.push((name, rest[end + 1..].split('<').next().unwrap_or_default().to_owned())),
            "select" => {
                let options = rest.split("</select>").next().unwrap_or_default();
                let chosen = options.split("<option").find(|option| option.contains(" selected")).unwrap_or_default();
                sent.push((name, attribute(chosen, "value").unwrap_or_default()));
            }
            _ => {}
        }
    }
    sent
}

/// Fills a step as it stands, with some fields typed over.
fn send_step(house: &mut House, step: usize, over: &[(&str, &str)]) -> crate::testing::Answer {
    let page = house.get(&format!("/agreement/new?step={step}"));
    let mut sent = fields(&page.text);
    sent.retain(|(name, _)| !over.iter().any(|(own, _)| own == name));
    sent.extend(over.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    house.post(&format!("/agreement/new/{step}"), &sent)
}

/// Ann presses "next" ten times and proposes.
fn proposed(house: &mut House) {
    house.come_in_as("ann");
    house.post("/agreement/new", &[]).goes_to("/agreement/new");
    for step in 1..=9 {
        send_step(house, step, &[]).goes_to(&format!("/agreement/new?step={}", step + 1));
    }
    send_step(house, 10, &[]).goes_to("/agreement/draft");
    let draft = house.get("/agreement/draft");
    draft.shows("The text is sound");
    let revision = revision(&draft.text);
    house
        .post("/agreement/draft/propose", &[("revision", &revision), ("note", "Our first"), ("effective", "")])
        .goes_to("/agreement/proposals/1?told=proposed");
}

fn hidden(text: &str, name: &str) -> String {
    let from = text.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_default();
    from.split('"').next().unwrap_or_default().to_owned()
}

fn revision(text: &str) -> String {
    hidden(text, "revision")
}

fn sign(house: &mut House, handle: &str, password: &str) -> crate::testing::Answer {
    house.come_in_as(handle);
    let hash = hidden(&house.get("/agreement/proposals/1").text, "hash");
    house.post("/agreement/proposals/1/sign", &[("hash", &hash), ("password", password)])
}

fn agreed() -> House {
    let mut house = two();
    proposed(&mut house);
    sign(&mut house, "ann", SECRET).goes_to("/agreement/proposals/1?told=signed");
    sign(&mut house, "ben", SECRET).goes_to("/agreement?told=in-force");
    house
}

#[test]
fn from_nothing_to_an_agreement_in_force() {
    let mut house = two();
    house.come_in_as("rob");
    house.get("/agreement").is(200).shows("Nothing is agreed yet").hides("Write the first agreement");
    house.get("/agreement/new").is(403);
    house.come_in_as("ann");
    house.get("/agreement").shows("Write the first agreement");
    house.get("/agreement/new").is(200).shows("The first agreement").shows("Signals and tools");
    let mut house = two();
    proposed(&mut house);
    house.get("/").shows("waits for your signature");
    sign(&mut house, "ann", SECRET).goes_to("/agreement/proposals/1?told=signed");
    house.get("/agreement/proposals/1?told=signed").shows("as soon as the other party has signed").hides("Invite");
    house.get("/").shows("It runs as soon as both parties have signed.").shows(">Read the proposal<");
    sign(&mut house, "ben", SECRET).goes_to("/agreement?told=in-force");
    let page = house.get("/agreement?told=in-force");
    page.shows("Both parties have signed").shows("Version 1 of 1").shows("Each is worth <u>40 points</u>");
    page.shows("<div class=\"hand\">Ann</div>").shows("<div class=\"hand\">Ben</div>").shows("SHA256:");
    house.get("/agreement/history").shows("The first agreement.").shows("Our first");
    house.get("/agreement/source?clause=sla.sales.touch").shows("id=\"here\"").shows("touch:");
    house.get("/agreement/clauses/sla.sales.touch").shows("Touch").shows("No decision has cited this clause yet.");
    house.get("/agreement/clauses/fields.lead.seniority").shows("says what a word means");
    house.get("/agreement/clauses/no.such").is(404);
    house.get("/agreement?version=2").is(404);
    let file = house.get("/agreement/files/marketing.sig");
    file.is(200).shows("BEGIN SSH SIGNATURE").has("content-disposition", "attachment; filename=\"marketing.sig\"");
    house.get("/agreement/files/passwd").is(404);
}

#[test]
fn a_step_says_what_is_wrong_with_what_was_typed_and_keeps_nothing_of_it() {
    let mut house = two();
    house.come_in_as("ann");
    house.post("/agreement/new", &[]);
    let wrong = send_step(&mut house, 2, &[("customers", "many"), ("churn", "120")]);
    wrong.is(422).shows("2 answers need another look").shows("value=\"many\"").shows("Write a whole number.");
    wrong.shows("Write 100 or less.");
    house.get("/agreement/new?step=2").shows("value=\"24\"").hides("value=\"many\"");
    let wrong = send_step(&mut house, 6, &[("members.0.person", "a b"), ("teams.0.closes", "08:00")]);
    wrong.is(422).shows("Use letters, digits").shows("must be more than the first").shows("value=\"a b\"");
    house.get("/agreement/new?step=11").is(404);
    house.get("/agreement/new?step=0").is(404);
    house.post("/agreement/new/11", &[]).is(404);
}

#[test]
fn the_text_follows_what_is_typed_before_anything_is_kept() {
    let mut house = two();
    house.come_in_as("ann");
    house.post("/agreement/new", &[]);
    let sent = fields(&house.get("/agreement/new?step=2").text);
    let mut sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    sent.retain(|(name, _)| *name != "customers");
    sent.push(("customers", "77"));
    house.post("/agreement/new/2/preview", &sent).is(200).shows("Win 77 new customers a year").hides("<html");
    sent.push(("recurring", "much"));
    sent.retain(|(name, value)| *name != "recurring" || *value == "much");
    house.post("/agreement/new/2/preview", &sent).is(200).shows("cannot stand as it is");
    house.get("/agreement/new?step=2").shows("value=\"24\"");
}

#[test]
fn two_who_write_at_once_hear_of_each_other() {
    let mut house = two();
    house.come_in_as("ann");
    house.post("/agreement/new", &[]);
    let old = fields(&house.get("/agreement/new?step=2").text);
    house.come_in_as("ben");
    send_step(&mut house, 3, &[("buyer_says", "Runs a plant")]).goes_to("/agreement/new?step=4");
    house.come_in_as("ann");
    let old: Vec<(&str, &str)> = old.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let late = house.post("/agreement/new/2", &old);
    late.is(409).shows("Ben changed the draft at");
    let again = fields(&late.text);
    let again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    house.post("/agreement/new/2", &again).goes_to("/agreement/new?step=3");
    house.get("/agreement/new?step=3").shows("Runs a plant");
}

#[test]
fn a_text_with_errors_is_kept_shown_with_its_places_and_not_proposed() {
    let mut house = agreed();
    house.come_in_as("ann");
    house.post("/agreement/draft/amend", &[]).goes_to("/agreement/draft/source");
    let page = house.get("/agreement/draft/source").text;
    let wrong = "entente: 1\r\ntitle: <b>T</b>\r\nfitt: {}\r\n";
    house
        .post("/agreement/draft/source", &[("revision", &revision(&page)), ("source", wrong)])
        .goes_to("/agreement/draft/source");
    let page = house.get("/agreement/draft/source");
    page.shows("<code>3:1</code>").shows("Did you mean").shows("title: &#60;b&#62;T").hides("<b>T</b>");
    let draft = house.get("/agreement/draft");
    draft.shows("cannot be signed yet").hides("Propose</button>");
    let refused = house.post("/agreement/draft/propose", &[("revision", &revision(&page.text))]);
    refused.is(422).shows("so it cannot be signed yet");
    let stale = house.post("/agreement/draft/source", &[("revision", "1"), ("source", "x")]);
    stale.is(409).shows("changed the draft at");
    house.post("/agreement/draft/drop", &[]).goes_to("/agreement");
    house.get("/agreement/draft").goes_to("/agreement/new");
}

#[test]
fn signing_asks_for_the_password_and_for_the_text_that_was_read() {
    let mut house = two();
    proposed(&mut house);
    house.come_in_as("rob");
    house.get("/agreement/proposals/1").shows("Nobody has signed yet").hides("Sign for").hides("Decline");
    sign(&mut house, "rob", SECRET).is(400);
    house.come_in_as("ann");
    let hash = hidden(&house.get("/agreement/proposals/1").text, "hash");
    house.come_in_as("rob");
    let fields = [("hash", hash.as_str()), ("password", SECRET)];
    house.post("/agreement/proposals/1/sign", &fields).is(422).shows("The agreement names others to sign");
    sign(&mut house, "ann", "not the right one").is(422).shows("This is not your password");
    let other = "0".repeat(64);
    let changed = house.post("/agreement/proposals/1/sign", &[("hash", &other), ("password", SECRET)]);
    changed.is(409).shows("The text was changed while you were reading");
    let pasted = [("hash", hash.as_str()), ("signature", "hello")];
    house.post("/agreement/proposals/1/sign", &pasted).is(422).shows("The signature was not taken");
    for _ in 0..4 {
        sign(&mut house, "ann", "not the right one").is(422);
    }
    sign(&mut house, "ann", SECRET).is(429);
    house.set_now(house.now() + Span::MINUTE.times(6));
    sign(&mut house, "ann", SECRET).goes_to("/agreement/proposals/1?told=signed");
    house.get("/agreement/proposals/9").is(404);
}

#[test]
fn no_is_said_with_a_reason_that_everybody_reads() {
    let mut house = two();
    proposed(&mut house);
    house.come_in_as("ben");
    house.post("/agreement/proposals/1/decline", &[("reason", " ")]).is(422).shows("Say why");
    house.post("/agreement/proposals/1/withdraw", &[("reason", "No")]).is(422).shows("Only who proposed it");
    house
        .post("/agreement/proposals/1/decline", &[("reason", "40 leads are <too> few")])
        .goes_to("/agreement/proposals/1?told=declined");
    house.come_in_as("rob");
    house.get("/agreement/proposals/1").shows("40 leads are &#60;too&#62; few").shows("Declined").hides("Sign for");
    sign(&mut house, "ann", SECRET).is(400);
    house.get("/agreement/proposals").shows("Declined").shows("Our first");
}

#[test]
fn who_signs_and_is_not_here_yet_is_invited_from_the_proposal() {
    let mut house = House::empty();
    let form = [
        ("company", "Tidewater"),
        ("name", "Ann Lee"),
        ("mail", "ann@tidewater.example"),
        ("password", SECRET),
        ("party", "marketing"),
        ("language", "en"),
        ("timezone", "Europe/London"),
    ];
    house.post("/welcome", &form).goes_to("/");
    proposed_by_ann(&mut house);
    let page = house.get("/agreement/proposals/1");
    page.shows("sales@tidewater.example has not come in yet");
    let invited = house.post("/agreement/proposals/1/invite", &[("party", "sales"), ("name", "Sal Oak")]);
    invited.is(200).shows("It is shown only once");
    let link = invited.text.split("data-link=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    house.post("/agreement/proposals/1/invite", &[("party", "marketing")]).is(404);
    invited.shows("id=\"invite-sales\"").shows("/invite#invite-sales\"").shows("Invite Sal Oak");
    house.get("/").shows("waits for your signature").shows("href=\"/agreement/proposals/1\">Read and sign it");
    house.post("/log-out", &[]);
    house.post(&link, &[("password", SECRET)]).goes_to("/agreement/proposals/1");
    house.get("/agreement/proposals/1").shows("Sign for Sales").hides("Invite Sal Oak");
    house.get("/agreement").shows("Proposal 1").hides("Nothing is agreed yet").hides("/agreement/new");
    house.get("/").shows("waits for your signature").hides("Import leads").hides("Invite people");
}

fn proposed_by_ann(house: &mut House) {
    house.post("/agreement/new", &[]);
    for step in 1..=10 {
        send_step(house, step, &[]);
    }
    let revision = revision(&house.get("/agreement/draft").text);
    house.post("/agreement/draft/propose", &[("revision", &revision)]);
}

#[test]
fn a_change_is_read_as_what_it_takes_out_and_puts_in() {
    let mut house = agreed();
    house.come_in_as("ann");
    house.post("/agreement/draft/amend", &[]);
    let page = house.get("/agreement/draft/source").text;
    let kept = house.desk.read(|store, _| entente_desk::draft::kept(store)).unwrap().unwrap();
    let text = kept.source.replace("at_least: 40\n", "at_least: 60\n");
    house.post("/agreement/draft/source", &[("revision", &revision(&page)), ("source", &text), ("then", "review")]);
    let draft = house.get("/agreement/draft").text;
    house.post("/agreement/draft/propose", &[("revision", &revision(&draft)), ("note", "More leads")]);
    let page = house.get("/agreement/proposals/2");
    page.shows("<del>40 </del><ins>60 </ins>").shows("the least goes from 40 to 60").hides("What shows interest");
    house.get("/agreement/proposals/2?read=all").shows("What shows interest");
    house.get("/agreement").shows("More leads");
    house.post("/agreement/proposals/2/edit", &[]).goes_to("/agreement/draft/source");
    house.post("/profile", &[("name", "Ann"), ("language", "ko"), ("timezone", "Asia/Seoul"), ("theme", "auto")]);
    house.get("/agreement/proposals/2").shows("변경 사항").shows("최소 기준");
    house.get("/agreement").shows("시행 중").shows("마케팅의 약속");
    house.get("/agreement/draft").shows("초안: 제안 2 수정");
}

#[test]
fn in_the_demo_people_without_passwords_sign_with_keys_in_the_open() {
    let mut house = House::demo();
    house.come_in_as("renate.meyer");
    house.post("/agreement/new", &[]);
    for step in 1..=10 {
        let over: &[(&str, &str)] = match step {
            1 => &[("marketing_signs", "renate.meyer@halden.example"), ("sales_signs", "kwame.osei@halden.example")],
            _ => &[],
        };
        send_step(&mut house, step, over);
    }
    let revision = revision(&house.get("/agreement/draft").text);
    house.post("/agreement/draft/propose", &[("revision", &revision)]).goes_to("/agreement/proposals/1?told=proposed");
    house.get("/agreement/proposals/1").shows("In the demo, keys are kept without a password");
    sign(&mut house, "renate.meyer", "").goes_to("/agreement/proposals/1?told=signed");
    house.get("/agreement/proposals/1").shows("demo key");
}
