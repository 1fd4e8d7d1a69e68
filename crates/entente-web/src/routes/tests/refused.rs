//! Every form, sent as it must not be: which field is refused in which words, in both languages, and that nothing is kept.

use expect_test::{Expect, expect};

use super::everybody::house;
use crate::testing::House;

/// A line is who sends which form with which fields; what each answered stands below it. `{300}` is that many letters.
#[track_caller]
fn check(want: &Expect) {
    let house = house();
    let mut browser = house.other_browser();
    let mut text = String::new();
    for line in want.data().lines().map(str::trim).filter(|line| line.contains(" | ")) {
        let cells: Vec<&str> = line.split(" | ").collect();
        let fields: Vec<(String, String)> =
            cells[2].split("; ").filter_map(|field| field.split_once('=')).map(typed).collect();
        let [english, korean] =
            ["en", "ko"].map(|language| answer(&mut browser, (cells[0], language), cells[1], &fields));
        assert_eq!(english.len(), korean.len(), "{line}: {english:?} and {korean:?}");
        let is_korean = |said: &String| said.chars().any(|letter| ('가'..='힣').contains(&letter));
        assert!(korean.iter().skip(1).all(is_korean), "{line}: not in Korean: {korean:?}");
        text += &format!("{line}\n");
        text += &english.iter().map(|said| format!("    {said}\n")).collect::<String>();
    }
    want.assert_eq(&text);
}

fn typed((name, value): (&str, &str)) -> (String, String) {
    let long = value.strip_prefix('{').and_then(|value| value.strip_suffix('}')).and_then(|count| count.parse().ok());
    (name.to_owned(), long.map_or_else(|| value.to_owned(), |count| "x".repeat(count)))
}

/// What a form is answered to somebody who reads a language: its status, then each refusal. Nothing may be kept of it.
fn answer(house: &mut House, (who, language): (&str, &str), path: &str, fields: &[(String, String)]) -> Vec<String> {
    house.come_in_as(who);
    let profile = [("name", who), ("language", language), ("timezone", "Europe/Berlin"), ("theme", "system")];
    house.post("/profile", &profile).is(303);
    let before = house.desk.version();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = house.post(path, &fields);
    assert_eq!(house.desk.version(), before, "{path} {fields:?}: something was kept");
    for (name, value) in &fields {
        let is_secret = name.contains("password") || *name == "present";
        assert!(!is_secret || value.is_empty() || !answer.text.contains(value), "{path}: a password comes back");
    }
    let mut said = vec![answer.status().to_string()];
    said.extend(answer.refused());
    said
}

#[test]
fn people_and_their_rights() {
    check(&expect![[r#"
        ada.admin | /setup/users | name=; mail=; role=
            422
            name: Something must stand here.
            mail: Something must stand here.
        ada.admin | /setup/users | name={300}; mail=nia; role=boss
            422
            name: At most 200 characters.
            mail: This is no mail address: write it like name@company.com.
        ada.admin | /setup/users | name=Nia; mail=jonas.weber@halden.example; role=rep; party=sales
            422
            mail: Somebody else has this already: choose another.
            handle: Somebody else has this already: choose another.
        ada.admin | /setup/users | name=Nia; mail=nia@halden.example; handle=jonas.weber; role=rep; party=sales
            422
            handle: Somebody else has this already: choose another.
        ada.admin | /setup/users | name=Nia; mail=nia@halden.example; handle=nia bell; role=rep; party=sales
            422
            handle: Letters, digits, dots, hyphens and underscores only.
        ada.admin | /setup/users/1 | role=rep; party=sales; standing=in
            422
            name: Something must stand here.
            mail: Something must stand here.
            handle: Something must stand here.
            active: Nobody else administers the workspace. Make somebody else an administrator first.
        ada.admin | /setup/keys | name=; scope=read
            422
            name: Something must stand here.
        ada.admin | /setup/keys | name={300}
            422
            name: At most 200 characters.
            scope: Choose at least one thing it may do.
        ada.admin | /setup/sources | name=; side=browser
            422
            name: Something must stand here.
        ada.admin | /setup/sources | name=Site; side=browser; origins=www.example.com; per_minute=0
            422
            name: Somebody else has this already: choose another.
            origins: Write origins like https://www.example.com, without a path.
            per_minute: Write a whole number from 1 on, or leave it empty.
        ada.admin | /setup/sources | name=Site; side=browser; origins=https://a.example/path; per_minute=many
            422
            name: Somebody else has this already: choose another.
            origins: Write origins like https://www.example.com, without a path.
            per_minute: Write a whole number from 1 on, or leave it empty.
    "#]]);
}

#[test]
fn the_company_and_ones_own_profile() {
    check(&expect![[r#"
        ada.admin | /setup/company | company=; language=en; timezone=; currency=
            422
            company: Something must stand here.
            timezone: No such time zone is known: write it like Europe/Berlin.
            currency: Three capital letters, like EUR or KRW.
        ada.admin | /setup/company | company={300}; language=xx; timezone=Europe; currency=euros
            422
            company: At most 200 characters.
            timezone: No such time zone is known: write it like Europe/Berlin.
            currency: Three capital letters, like EUR or KRW.
        ada.admin | /profile | name=; language=xx; timezone=Mars
            422
            name: Something must stand here.
            timezone: No such time zone is known: write it like Europe/Berlin.
        ada.admin | /profile | name={300}; language=en; timezone=Europe/Berlin
            422
            name: At most 200 characters.
        ada.admin | /profile/password | present=not this one; password=another long secret
            422
            present: This is not your present password.
        ada.admin | /profile/password | present=a long enough secret; password=short
            422
            password: Ten characters or more, please.
        ada.admin | /profile/password | present=a long enough secret; password={201}
            422
            password: At most 200 characters.
    "#]]);
}

#[test]
fn forms_for_the_website() {
    check(&expect![[r#"
        ada.admin | /setup/forms/new | name=; title=
            422
            name: Something must stand here.
            title: Something must stand here.
        ada.admin | /setup/forms/new | name=Demo Form; title=Demo; language=en
            422
            name: Use up to 40 small letters, digits, hyphens and underscores. The names confirm, new, held and waiting are ours.
        ada.admin | /setup/forms/new | name=held; title={300}; language=en
            422
            name: Use up to 40 small letters, digits, hyphens and underscores. The names confirm, new, held and waiting are ours.
            title: At most 200 characters.
        ada.admin | /setup/forms/new | name=demo; title=Demo; language=en; redirect=thanks.html; origins=example.com
            422
            redirect: Write an address like https://www.example.com/thanks.
            origins: Write origins like https://www.example.com, without a path.
        ada.admin | /setup/forms/new | name=demo; title=Demo; language=en; confirms=on
            422
            wording: Say what one agrees to, or leave out the confirmation.
        ada.admin | /setup/forms/new | name=demo; title=Demo; language=en; wording={1001}; thanks={1001}
            422
            wording: At most 1,000 characters.
            thanks: At most 1,000 characters.
    "#]]);
}

#[test]
fn what_sales_does_to_a_lead() {
    check(&expect![[r#"
        jonas.weber | /leads/lead_1/accept | seen=0
            422
            !: Something must stand here. Look at the lead
        jonas.weber | /leads/lead_1/reject | once=f; reason=; words=x
            422
            reason: Something must stand here.
        jonas.weber | /leads/lead_1/reject | once=f; reason=boredom; words=x
            422
            reason: “boredom” is not known here: choose one that is offered.
        jonas.weber | /leads/lead_1/reject | once=f; reason=wrong_contact; words={5000}
            422
            words: At most 4096 bytes.
        jonas.weber | /leads/lead_1/disqualify | once=f; reason=
            422
            reason: Something must stand here.
        jonas.weber | /leads/lead_1/recycle | once=f; reason=boredom
            422
            reason: “boredom” is not known here: choose one that is offered.
        jonas.weber | /leads/lead_1/give | once=f; to=
            422
            to: Something must stand here.
        jonas.weber | /leads/lead_1/give | once=f; to=nobody.known
            422
            to: “nobody.known” is not known here: choose one that is offered.
        jonas.weber | /leads/lead_1/rate | once=f; stars=6
            422
            stars: It must be from 1 to 5.
        jonas.weber | /leads/lead_1/rate | once=f; stars=many
            422
            stars: This is not a number: write one like 1200 or 0.5.
        jonas.weber | /leads/lead_1/touch | once=f; channel=pigeon
            422
            channel: “pigeon” is not known here: choose one that is offered.
        jonas.weber | /leads/lead_1/touch | once=f; channel=call; lasted=an hour
            422
            lasted: This is not a number: write one like 1200 or 0.5.
        jonas.weber | /leads/lead_1/pause | once=f; reason=; until=
            422
            until: Something must stand here.
        jonas.weber | /leads/lead_1/pause | once=f; reason=holiday; until=2026-02-01T10:00
            422
            reason: “holiday” is not known here: choose one that is offered.
        jonas.weber | /leads/lead_1/resume | once=f; reason=waiting_for_data
            422
            !: The clocks do not stand still for that reason. Look at the lead
    "#]]);
}

#[test]
fn deals_waivers_and_joins() {
    check(&expect![[r#"
        jonas.weber | /leads/lead_1/open-deal | once=f; deal=; amount=
            422
            amount: Something must stand here.
        jonas.weber | /leads/lead_1/open-deal | once=f; deal={300}; amount=much
            422
            amount: This is not a number: write one like 1200 or 0.5.
        jonas.weber | /leads/lead_1/win-deal | once=f; deal=d-9; amount=-1
            422
            recurring: Something must stand here.
        jonas.weber | /leads/lead_1/lose-deal | once=f; deal=d-9; reason=
            422
            deal: “d-9” is not known here: choose one that is offered.
        jonas.weber | /leads/lead_1/waive | once=f; commitment=sla.sales.touch; words=
            422
            !: This is for those who answer for the party to whom the promise was made. Look at the lead
        jonas.weber | /leads/lead_1/link | once=f; into=lead_1
            422
            into: It is so already.
        jonas.weber | /leads/lead_1/link | once=f; into=ines
            422
            into: “ines” is not known here: choose one that is offered.
        jonas.weber | /leads/lead_1/unlink | once=f; from=lead_7
            422
            !: They are not joined with each other. Look at the lead
        jonas.weber | /leads/lead_1/fly | once=f
            404
        jonas.weber | /leads/lead_99/accept | once=f
            404
        max.market | /leads/lead_1/accept | once=f
            422
            !: This is for whoever holds the lead, and managers of sales. Look at the lead
        rita.reader | /leads/lead_1/accept | once=f
            403
    "#]]);
}

#[test]
fn lists_absences_and_content() {
    check(&expect![[r#"
        jonas.weber | /leads/act | act=
            422
            !: Tick leads and choose what to do with them.
        jonas.weber | /leads/act | once=f; act=give; lead=lead_1; to=
            200
        jonas.weber | /leads/views | name=
            422
            !: Give the list a name of up to 60 characters.
        jonas.weber | /leads/views | name={61}
            422
            !: Give the list a name of up to 60 characters.
        jonas.weber | /queue/away | once=f; to=
            422
            to: Choose a day after today.
        jonas.weber | /queue/away | once=f; to=2026-03-02
            422
            to: Choose a day after today.
        jonas.weber | /queue/away | once=f; to=soon
            422
            to: Choose a day after today.
        jonas.weber | /queue/back | once=f
            422
            !: You are not away.
        jonas.weber | /queue/next | once=
            303
        jonas.weber | /content/ask | once=f; words=
            422
            words: Something must stand here.
        jonas.weber | /content/ask | once=f; words={5000}
            422
            words: At most 4096 bytes.
        max.market | /content/answer | once=f; request=req-9; words=Here it is
            404
    "#]]);
}
