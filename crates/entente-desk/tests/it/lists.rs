//! Goal: lists, board and account pages say in the agreement's words what is there, and bulk acts answer lead by lead.

mod by_hand;

use std::fmt::Write as _;

use entente_core::id::{LeadId, Name, Seq};
use entente_core::time::Instant;
use entente_desk::acts::LeadAct;
use entente_desk::force::{in_force, put_in_force};
use entente_desk::leads::{self, Export, Leads, Query, Row, bulk};
use entente_desk::live::Desk as Live;
use entente_desk::{Error, accounts, board, search};
use entente_store::{NewUser, Role};
use expect_test::expect;
use jiff::tz::TimeZone;

use crate::company::{HALDEN, actor, asking};
use crate::desk::{Desk, at, fact, shown, signed};

/// A company on the house's agreement with three people of two firms.
fn desk() -> Desk {
    let mut desk = Desk::under(HALDEN);
    desk.tell(
        "mina@hanbit.example | 03-02 08:00 | is name 박미나
         mina | 03-02 08:00 | is seniority director
         mina | 03-02 08:00 | is department logistics
         hanbit.example: | 03-02 08:00 | is name 한빛물류
         hanbit.example: | 03-02 08:00 | is industry logistics
         hanbit.example: | 03-02 08:00 | is country KR
         joon@hanbit.example | 03-02 08:00 | is name 이준
         joon | 03-02 08:00 | is seniority manager
         luca@officine.example | 03-02 08:00 | is first_name Luca
         luca | 03-02 08:00 | is last_name Ferri
         luca | 03-02 08:00 | is seniority chief
         officine.example: | 03-02 08:00 | is industry manufacturing
         officine.example: | 03-02 08:00 | is country IT",
    );
    let asked = asking("mina", "03-02 09:00").into_iter().nth(2).unwrap().what;
    let mut demo = fact("demo", "mina | 03-02 09:00 | page");
    demo.about = fact("x", "mina | 03-02 09:00 | page").about;
    demo.what = asked;
    entente_desk::admit::admit(&mut desk.store, vec![demo], entente_desk::admit::Mode::History).unwrap();
    let user = NewUser {
        handle: Name::from("yuna.choi"),
        name: "최유나".into(),
        mail: "yuna@halden.example".into(),
        role: Role::Rep,
        party: None,
        language: Default::default(),
        timezone: "Asia/Seoul".into(),
        theme: Default::default(),
        password: None,
        active: true,
        created: at("01-01 00:00"),
    };
    desk.store.add_user(&user).unwrap();
    desk.run("03-02 10:00");
    desk
}

fn view(desk: &Desk, query: &str) -> Leads {
    leads::view(&desk.store, &in_force(&desk.store).unwrap(), 1, query, at("03-02 10:00")).unwrap()
}

fn row(row: &Row) -> String {
    let stage = row.stage.as_ref().map_or_else(|| "-".to_owned(), |stage| format!("{} ({})", stage.name, stage.says));
    let owner = row.owner.as_ref().map_or("-", |owner| &owner.name);
    let due = row.due.as_ref().map_or_else(String::new, |due| format!(" | {} §{}", shown(due.at), due.number));
    let company = row.company.as_deref().unwrap_or("-");
    format!("{} | {company} | {stage} | {} {} | {owner}{due}\n", row.called, row.status.as_str(), row.tile)
}

#[test]
fn a_list_speaks_the_agreements_words_and_says_what_each_filter_leaves() {
    let desk = desk();
    let list = view(&desk, "");
    let mut text: String = list.rows.iter().map(row).collect();
    for facet in &list.facets {
        let values: Vec<String> =
            facet.values.iter().map(|value| format!("{} {}", value.called, value.count)).collect();
        writeln!(text, "{}: {}", facet.name, values.join(", ")).unwrap();
    }
    expect![[r#"
        Luca Ferri | officine.example | inquiry (Known by name) | nurturing C3 | -
        이준 | 한빛물류 | inquiry (Known by name) | nurturing C3 | -
        박미나 | 한빛물류 | mql (Qualified lead) | new B2 | 최유나 | 03-03 05:00 §7.6
        stage: inquiry 2, mql 1
        grade: B 1, C 2
        level: 2 1, 3 2
        status: new 1, nurturing 2
        in_hand: yes 1, no 2
        lead.seniority: manager 1, director 1, chief 1
        account.industry: logistics 2, manufacturing 1
        account.country: KR 2, IT 1
    "#]]
    .assert_eq(&text);
    assert_eq!((list.total, list.every, list.next), (3, 3, None));
    let seoul = view(&desk, "account.country=KR&lead.seniority=director&q=박");
    assert_eq!((seoul.total, seoul.rows[0].called.as_str()), (1, "박미나"));
    let value = |facet: &str| {
        let facet = seoul.facets.iter().find(|one| one.name == facet).unwrap();
        facet
            .values
            .iter()
            .map(|value| format!("{} {} {}", value.value, value.count, value.toggled))
            .collect::<Vec<_>>()
    };
    assert_eq!(value("lead.seniority"), ["director 1 account.country=KR&q=%EB%B0%95"]);
}

#[test]
fn what_the_agreement_does_not_know_is_refused_with_what_it_does() {
    let list = view(&desk(), "stage=lukewarm&lead.shoe=42&lead.seniority=boss&account.country=IT");
    let refused: String = list.refused.iter().map(|refused| format!("{refused}\n")).collect();
    expect![[r#"
        'lukewarm' is no stage of the agreement: choose one of inquiry, engaged, mql, sal, sql, opportunity, customer, disqualified
        'lead.shoe' is nothing a list is filtered by: choose one of stage, grade, level, status, late, in_hand, owner, team, source, lead.seniority, lead.department, lead.free_mail, account.industry, account.country, account.products
        'boss' is no lead.seniority of the agreement: choose one of staff, manager, director, vp, chief
    "#]].assert_eq(&refused);
    assert_eq!((list.total, list.asked.to_string().as_str()), (1, "account.country=IT"));
}

#[test]
fn lists_are_kept_by_name_for_oneself_or_for_all() {
    let mut desk = desk();
    let kept = |desk: &mut Desk, user, name: &str, query: &str, shared| {
        let query = Query::read(None, query).0;
        leads::save(&mut desk.store, user, name, &query, shared).unwrap()
    };
    desk.store
        .add_user(&NewUser {
            handle: "b".into(),
            mail: "b@x.example".into(),
            ..desk.store.users().unwrap()[0].is.clone()
        })
        .unwrap();
    assert!(kept(&mut desk, 1, " Late ", "late=yes&owner=kim", false));
    assert!(kept(&mut desk, 2, "Everybody's", "status=new", true));
    assert!(kept(&mut desk, 2, "Theirs", "status=closed", false));
    assert!(!kept(&mut desk, 1, "  ", "status=new", false) && !kept(&mut desk, 1, &"x".repeat(61), "", false));
    let show = |desk: &Desk, query| {
        let saved = view(desk, query).saved.into_iter();
        saved
            .map(|one| format!("{} {} mine:{} here:{}", one.name, one.query, one.is_mine, one.is_here))
            .collect::<Vec<_>>()
    };
    let late = "Late late=yes&owner=kim mine:true";
    assert_eq!(
        show(&desk, "owner=kim&late=yes"),
        ["Everybody's status=new mine:false here:false".to_owned(), format!("{late} here:true")]
    );
    let ids: Vec<i64> = view(&desk, "").saved.iter().map(|one| one.id).collect();
    for id in ids {
        leads::drop_saved(&mut desk.store, 1, id).unwrap();
    }
    assert_eq!(show(&desk, ""), ["Everybody's status=new mine:false here:false"], "another's stays");
}

#[test]
fn the_board_has_a_column_a_stage_and_the_account_its_buying_group() {
    let desk = desk();
    let plans = in_force(&desk.store).unwrap();
    let board = board::view(&desk.store, &plans, "account.country=KR&stage=sal", at("03-02 10:00")).unwrap();
    let column = |column: &board::Column| {
        let names: Vec<&str> = column.rows.iter().map(|row| row.called.as_str()).collect();
        format!("{} {} {} | {}\n", column.stage.name, column.total, names.join(", "), column.list)
    };
    expect![[r#"
        inquiry 1 이준 | account.country=KR&stage=inquiry
        engaged 0  | account.country=KR&stage=engaged
        mql 1 박미나 | account.country=KR&stage=mql
        sal 0  | account.country=KR&stage=sal
        sql 0  | account.country=KR&stage=sql
        opportunity 0  | account.country=KR&stage=opportunity
        customer 0  | account.country=KR&stage=customer
        disqualified 0  | account.country=KR&stage=disqualified
    "#]]
    .assert_eq(&board.columns.iter().map(column).collect::<String>());

    let id = view(&desk, "account.country=KR").rows[0].account.unwrap();
    let account = accounts::account(&desk.store, &plans, id, at("03-02 10:00")).unwrap().unwrap();
    let mut text = format!("{} {:?} {} people\n", account.is.name, account.is.country, account.is.people);
    let words =
        |at: Option<usize>, of: &[Name]| at.and_then(|at| of.get(at)).map_or("?".to_owned(), ToString::to_string);
    for person in &account.people {
        let (across, down) =
            (words(person.place.column, &account.group.columns), words(person.place.row, &account.group.rows));
        let active = if person.is_active { "active" } else { "quiet" };
        writeln!(text, "{} {across} {down} {} {active}", person.row.called, person.engagement).unwrap();
    }
    for told in &account.recent {
        writeln!(
            text,
            "{} {:?} {} {}",
            shown(told.at),
            told.lead.as_ref().map(|(_, name)| name),
            told.what,
            told.detail
        )
        .unwrap();
    }
    expect![[r#"
        한빛물류 Some("KR") 2 people
        박미나 logistics director 39 active
        이준 ? manager 0 active
        03-02 09:00 Some("박미나") happened Form Submitted
        03-02 08:00 Some("박미나") created 
        03-02 08:00 Some("박미나") joined 
        03-02 08:00 Some("이준") created 
        03-02 08:00 Some("이준") joined 
    "#]]
    .assert_eq(&text);
    let none = accounts::account(&desk.store, &plans, entente_core::id::AccountId(99), at("03-02 10:00")).unwrap();
    assert!(none.is_none());
}

#[test]
fn an_export_has_every_lead_of_the_list_once() {
    let mut desk = Desk::new();
    let rows: Vec<String> = (0..1_203).map(|number| format!("p{number} | 03-02 09:00 | page")).collect();
    desk.tell(&rows.join("\n"));
    desk.run("03-02 10:00");
    let plans = in_force(&desk.store).unwrap();
    let query = Query::read(None, "status=nurturing").0;
    let mut export = Export::new(&query, TimeZone::get("Asia/Seoul").unwrap());
    let mut lines = Vec::new();
    loop {
        let page = export.next(&desk.store, &plans, at("03-02 10:00")).unwrap();
        if page.is_empty() {
            break;
        }
        lines.extend(page);
    }
    let leads: Vec<&str> = lines.iter().map(|line| line[0].as_str()).collect();
    let wanted: Vec<String> = (1..=1_203).rev().map(|id| format!("lead_{id}")).collect();
    assert_eq!(leads, wanted);
    let named: Vec<String> =
        Export::head().iter().zip(&lines[1_202]).map(|(head, cell)| format!("{head}={cell}")).collect();
    expect!["lead=lead_1 name= email=p0@gmail.com title= phone= city= company= source= stage=inquiry stage_since=2026-03-02 18:00 status=nurturing grade_level=C3 owner= team= due= clause= late=no created=2026-03-02 18:00 last_heard=2026-03-02 18:00 last_touched="].assert_eq(&named.join(" "));
    let listed = leads::view(&desk.store, &plans, 1, "", at("03-02 10:00")).unwrap();
    assert_eq!((listed.rows.len(), listed.total), (50, 1_203));
    let second = leads::view(&desk.store, &plans, 1, &listed.next.unwrap().to_string(), at("03-02 10:00")).unwrap();
    assert_eq!(second.rows[0].lead, LeadId(1_153));
}

#[test]
fn a_bulk_act_does_what_it_can_and_says_why_not_of_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Live::open(folder.path()).unwrap();
    desk.write(|store| put_in_force(store, signed(HALDEN), at("01-01 00:00"))).unwrap();
    for who in ["ana", "bob", "eve"] {
        desk.act(at("03-02 09:00"), asking(who, "03-02 09:00")).unwrap();
    }
    desk.act(at("03-02 09:30"), vec![fact("f", "tom | 03-02 09:30 | page")]).unwrap();
    let leads: Vec<LeadId> = (1..=5).map(LeadId).collect();
    let seen = desk.read::<_, Error>(|store, _| Ok(store.last_seq()?)).unwrap();
    let act = |once: &str, seen: Seq, now: Instant| {
        let came = bulk(&desk, &actor("kwame.osei"), (once, seen, now), &leads, &LeadAct::Accept).unwrap();
        let mut text = came.done.iter().map(|lead| format!("{lead} done\n")).collect::<String>();
        came.refused.iter().for_each(|(lead, why)| writeln!(text, "{lead} {why}").unwrap());
        text
    };
    expect![[r#"
        lead_1 done
        lead_2 done
        lead_3 done
        lead_4 not now: sales does not have this lead: it was not handed over, or went back
        lead_5 there is no lead_5
    "#]]
    .assert_eq(&act("form-1", seen, at("03-02 10:00")));
    let before = desk.version();
    assert!(act("form-1", seen, at("03-02 10:01")).starts_with("lead_1 done"), "sent again, all is done already");
    assert_eq!(desk.version(), before, "nothing was written");
    expect![[r#"
        lead_1 accepted by kwame.osei at 2026-03-02T10:00:00Z: look at what was done since, then decide again
        lead_2 accepted by kwame.osei at 2026-03-02T10:00:00.000001Z: look at what was done since, then decide again
        lead_3 accepted by kwame.osei at 2026-03-02T10:00:00.000002Z: look at what was done since, then decide again
        lead_4 not now: sales does not have this lead: it was not handed over, or went back
        lead_5 there is no lead_5
    "#]]
    .assert_eq(&act("form-2", seen, at("03-02 10:02")));
}

#[test]
fn a_search_finds_people_and_companies_from_anywhere() {
    let desk = desk();
    let plans = in_force(&desk.store).unwrap();
    let found = |text: &str| {
        let found = search::search(&desk.store, &plans, text, at("03-02 10:00")).unwrap();
        let leads = found.leads.into_iter().map(|row| row.called);
        let accounts = found.accounts.into_iter().map(|(_, name)| format!("[{name}]"));
        leads.chain(accounts).collect::<Vec<_>>().join(" ")
    };
    let rows = [
        ("한빛", "박미나 이준 [한빛물류]"),
        ("lead_3", "Luca Ferri"),
        ("luca@gmail.com", "Luca Ferri"),
        ("ferri l", "Luca Ferri"),
        ("offi", "Luca Ferri [officine.example]"),
        ("..", ""),
        ("", ""),
    ];
    for (text, wanted) in rows {
        assert_eq!(found(text), wanted, "{text}");
    }
}
