//! The agreement's life at the desk: from an empty folder to one in force, its changes, and all that is refused on the way.

use entente_core::agreement::model::PartyKind;
use entente_core::fact::{NewAbout, NewFact, Value, What};
use entente_core::lang::Lang;
use entente_core::time::{Instant, Precision, Span};
use entente_desk::admit::{Mode, admit};
use entente_desk::draft::{self, Step};
use entente_desk::people::{self, Joining, LinkKind, Role, User};
use entente_desk::proposal::{self, KeyKind, Pen, Reached, Refused, propose, shown, sign};
use entente_desk::rebuild::rebuild;
use entente_desk::run::{Acts, run};
use entente_desk::signing::{self, Files};
use entente_store::{AgreementStatus, Store};
use expect_test::expect;

use crate::desk::at;
use crate::draft::untouched;

const SECRET: &str = "a long enough secret";

/// A workspace of two: Ana leads marketing and set it up, Ben leads sales.
struct Two {
    store: Store,
    ana: User,
    ben: User,
    now: Instant,
}

fn two() -> Two {
    let mut store = Store::in_memory().unwrap();
    let now = at("03-02 09:00");
    let joining = |name: &str, role, party| Joining {
        name: name.to_owned(),
        mail: format!("{}@two.example", name.to_lowercase()),
        handle: String::new(),
        role,
        party: Some(party),
        language: Lang::En,
        timezone: "Europe/Berlin".to_owned(),
    };
    let ana = joining("Ana", Role::Administrator, PartyKind::Marketing);
    let ana = people::set_up(&mut store, &ana, SECRET, now).unwrap();
    store.put_setting("company", "Two & Co").unwrap();
    let ben = people::add(&mut store, &ana, &joining("Ben", Role::Leader, PartyKind::Sales), now).unwrap();
    let link = people::give_link(&mut store, &ana, &ben, LinkKind::Invitation, now).unwrap();
    people::use_link(&mut store, &link, SECRET, now).unwrap();
    let ben = store.user(ben.id).unwrap().unwrap();
    Two { store, ana, ben, now }
}

impl Two {
    /// Ana presses "next" ten times and proposes.
    fn proposed(&mut self) -> u64 {
        let mut kept = draft::begin(&mut self.store, &self.ana, self.now).unwrap();
        for step in Step::ALL {
            let typed = untouched(&kept.answers.as_ref().unwrap().form(step));
            kept = draft::put_answers(&mut self.store, &self.ana, kept.revision, step, &typed, self.now).unwrap();
        }
        assert_eq!(kept.answered, 10);
        propose(&mut self.store, &self.ana, kept.revision, "Our first", None, self.now).unwrap().number
    }

    fn shown(&self, reader: &User, number: u64) -> proposal::Shown {
        shown(&self.store, reader, number, Lang::En).unwrap()
    }

    fn sign(&mut self, who: &User, number: u64) -> Result<proposal::Signed, Refused> {
        let hash = self.shown(who, number).hash;
        sign(&mut self.store, who, number, hash, Pen::Password(SECRET), self.now)
    }

    /// Both sign.
    fn agreed(&mut self) -> u64 {
        let number = self.proposed();
        let (ana, ben) = (self.ana.clone(), self.ben.clone());
        self.sign(&ana, number).unwrap();
        self.sign(&ben, number).unwrap();
        number
    }

    /// Ana takes the text in force, changes it and proposes that.
    fn amended(&mut self, from: &str, to: &str) -> u64 {
        let kept = draft::amend(&mut self.store, &self.ana, self.now).unwrap();
        assert!(kept.source.contains(from), "{}", kept.source);
        let text = kept.source.replace(from, to);
        let kept = draft::put_source(&mut self.store, &self.ana, kept.revision, &text, self.now).unwrap();
        propose(&mut self.store, &self.ana, kept.revision, "", None, self.now).unwrap().number
    }

    fn audit(&self) -> String {
        let lines = self.store.audits(None, i64::MAX, 100).unwrap();
        lines.iter().rev().map(|line| format!("{} {}", line.act, line.subject).trim().to_owned() + "\n").collect()
    }
}

/// The files of a proposal, as they would be downloaded.
fn files(store: &Store, number: u64) -> Files {
    let file = |name: &str| proposal::file(store, number, name).unwrap();
    Files {
        source: file("agreement.yaml"),
        canonical: file("agreement.jcs").into_bytes(),
        allowed: file("allowed_signers"),
        signatures: vec![(PartyKind::Marketing, file("marketing.sig")), (PartyKind::Sales, file("sales.sig"))],
    }
}

fn demo_form(key: &str, mail: &str, known: Instant) -> NewFact {
    let properties = [("form".to_owned(), Value::Text("demo".to_owned()))].into_iter().collect();
    NewFact {
        key: key.to_owned(),
        about: NewAbout::Lead { keys: vec![format!("mail:{mail}").parse().unwrap()], account: None },
        at: known,
        precision: Precision::Second,
        by: None,
        what: What::Happened { event: "Form Submitted".to_owned(), properties, class: Default::default() },
    }
}

#[test]
fn from_an_empty_folder_to_a_lead_that_sales_has() {
    let mut two = two();
    let number = two.proposed();
    let (ana, ben) = (two.ana.clone(), two.ben.clone());
    assert!(two.store.draft().unwrap().is_none(), "what is proposed is no draft any more");
    assert_eq!(two.shown(&ana, number).listed.reached, Reached::Proposed);
    let first = two.sign(&ana, number).unwrap();
    assert_eq!((first.party, first.in_force), (PartyKind::Marketing, None));
    let page = two.shown(&ben, number);
    assert_eq!(page.listed.reached, Reached::SignedBy(PartyKind::Marketing));
    assert!(page.may_sign && page.may_decline && !page.may_withdraw);
    two.now = two.now + Span::HOUR;
    let second = two.sign(&ben, number).unwrap();
    assert_eq!((second.party, second.in_force), (PartyKind::Sales, Some(two.now)));
    let agreements = two.store.agreements().unwrap();
    assert_eq!(agreements.iter().map(|kept| kept.status).collect::<Vec<_>>(), [AgreementStatus::InForce]);
    let bundle = signing::check(&files(&two.store, number)).unwrap();
    assert!(bundle.is_signed_by_both());
    assert_eq!(bundle.signatures[0].fingerprint, first.fingerprint);

    let known = two.now + Span::MINUTE;
    let told = |what| NewFact { key: format!("told-{known}"), what, ..demo_form("", "eva@kessler.example", known) };
    let values = [("seniority".into(), Value::Text("director".into()))].into_iter().collect();
    let learnt = What::Learnt { values, verified: true };
    admit(&mut two.store, vec![told(learnt), demo_form("form-1", "eva@kessler.example", known)], Mode::Live(known))
        .unwrap();
    run(&mut two.store, known + Span::HOUR, Acts::Withhold, |_| {}).unwrap();
    let lead = two.store.decisions(entente_core::id::Seq(0), 100).unwrap();
    let told: Vec<String> = lead.iter().map(|(_, decision)| decision.clause.to_string()).collect();
    assert!(told.contains(&"qualified.at_once_demo_requested".to_owned()), "{told:?}");
    assert!(told.contains(&"handoff.routes.rest".to_owned()), "{told:?}");
    let cards = two.store.cards_of_owner(&"ben".into()).unwrap();
    assert_eq!(cards.len(), 1, "the one who signs for sales has it");
    expect![[r#"
        workspace.set_up ana
        user.added ben
        user.invited ben
        user.set_password ben
        user.came_in ben
        draft.begun
        proposal.proposed 1
        signing_key.made ana
        proposal.signed 1
        signing_key.made ben
        proposal.signed 1
        agreement.in_force 1
    "#]]
    .assert_eq(&two.audit());
}

#[test]
fn history_before_the_first_agreement_fires_nothing_and_leads_stand_where_they_stand_then() {
    let mut two = two();
    let old = two.now - Span::DAY.times(3);
    let facts = vec![demo_form("old", "old@kessler.example", old)];
    admit(&mut two.store, facts, Mode::History).unwrap();
    two.agreed();
    run(&mut two.store, two.now + Span::HOUR, Acts::Withhold, |_| {}).unwrap();
    let decisions = two.store.decisions(entente_core::id::Seq(0), 100).unwrap();
    assert!(!decisions.is_empty(), "each lead has a stage");
    assert!(decisions.iter().all(|(_, decision)| decision.at >= two.now), "{decisions:#?}");
    let before = two.store.digest().unwrap();
    rebuild(&mut two.store).unwrap();
    assert_eq!(two.store.digest().unwrap(), before, "a rebuild comes to the same");
}

#[test]
fn editing_clears_the_signatures_and_says_so_but_a_comment_is_no_change() {
    let mut two = two();
    let number = two.proposed();
    let ana = two.ana.clone();
    two.sign(&ana, number).unwrap();
    let edited = |two: &mut Two, from: &str, to: &str| {
        let kept = draft::edit(&mut two.store, &two.ana, number, two.now).unwrap();
        let text = kept.source.replace(from, to);
        let kept = draft::put_source(&mut two.store, &two.ana, kept.revision, &text, two.now).unwrap();
        propose(&mut two.store, &two.ana, kept.revision, "", None, two.now).unwrap()
    };
    let done = edited(&mut two, "# §9", "# Measured as we like it. §9");
    assert_eq!((done.number, done.cleared), (number, vec![]));
    assert!(two.shown(&ana, number).signatures[0].signed.is_some());
    let shown_before = two.shown(&ana, number).hash;
    let done = edited(&mut two, "at_least: 40", "at_least: 50");
    assert_eq!((done.number, done.cleared), (number, vec![PartyKind::Marketing]));
    assert!(two.shown(&ana, number).signatures[0].signed.is_none());
    let refused = sign(&mut two.store, &ana, number, shown_before, Pen::Password(SECRET), two.now);
    assert!(matches!(refused, Err(Refused::Changed)), "nobody signs what they did not read");
}

#[test]
fn a_second_version_is_signed_by_the_same_path_and_takes_over() {
    let mut two = two();
    two.agreed();
    two.now = two.now + Span::DAY;
    let number = two.amended("at_least: 40", "at_least: 60");
    let (ana, ben) = (two.ana.clone(), two.ben.clone());
    let page = two.shown(&ben, number);
    let changes: Vec<String> =
        page.changes.unwrap().iter().map(|change| format!("{} {}", change.clause, change.text)).collect();
    assert_eq!(changes, ["sla.marketing.volume the least goes from 40 to 60."]);
    let other = two.amended("50%, tell", "40%, tell");
    two.sign(&ana, number).unwrap();
    assert!(two.sign(&ben, number).unwrap().in_force.is_some());
    let agreements = two.store.agreements().unwrap();
    let statuses: Vec<_> = agreements.iter().map(|kept| kept.status).collect();
    assert_eq!(statuses, [AgreementStatus::Superseded, AgreementStatus::InForce]);
    assert!(two.shown(&ana, other).is_outdated);
    assert!(matches!(two.sign(&ana, other), Err(Refused::Outdated)));
    let kept = draft::amend(&mut two.store, &two.ana, two.now).unwrap();
    let same = propose(&mut two.store, &two.ana, kept.revision, "", None, two.now);
    assert!(matches!(same, Err(Refused::Same)), "what is in force need not be proposed");
}

#[test]
fn an_agreement_may_take_effect_later() {
    let mut two = two();
    two.proposed();
    let number = draft::edit(&mut two.store, &two.ana, 1, two.now).map(|kept| {
        let later = Some(two.now + Span::DAY);
        propose(&mut two.store, &two.ana, kept.revision, "", later, two.now).unwrap().number
    });
    let (ana, ben) = (two.ana.clone(), two.ben.clone());
    two.sign(&ana, number.unwrap()).unwrap();
    assert_eq!(two.sign(&ben, 1).unwrap().in_force, Some(two.now + Span::DAY));
}

#[test]
fn who_may_not_is_told_why() {
    let mut two = two();
    let number = two.proposed();
    let (ana, ben) = (two.ana.clone(), two.ben.clone());
    let reader = Joining {
        name: "Eve".to_owned(),
        mail: "eve@two.example".to_owned(),
        handle: String::new(),
        role: Role::Leader,
        party: Some(PartyKind::Sales),
        language: Lang::En,
        timezone: "UTC".to_owned(),
    };
    let eve = people::add(&mut two.store, &ana, &reader, two.now).unwrap();
    let hash = two.shown(&ana, number).hash;
    let mut table = String::new();
    let mut row = |what: &str, refused: Refused| table += &format!("{what:<22}{refused}\n");
    let now = two.now;
    let store = &mut two.store;
    row("another signs", sign(store, &eve, number, hash, Pen::Password(SECRET), now).unwrap_err());
    row("a wrong password", sign(store, &ana, number, hash, Pen::Password("another secret"), now).unwrap_err());
    row("not a signature", sign(store, &ana, number, hash, Pen::Own("hello"), now).unwrap_err());
    row("no reason", proposal::decline(store, &ben, number, "  ", now).unwrap_err());
    row("another declines", proposal::decline(store, &eve, number, "No", now).unwrap_err());
    row("another withdraws", proposal::withdraw(store, &ben, number, "No", now).unwrap_err());
    row("no such", sign(store, &ana, 99, hash, Pen::Demo, now).unwrap_err());
    proposal::decline(store, &ben, number, "200 leads are too few", now).unwrap();
    row("declined", sign(store, &ana, number, hash, Pen::Password(SECRET), now).unwrap_err());
    row("declined twice", proposal::decline(store, &ben, number, "No", now).unwrap_err());
    expect![[r#"
        another signs         ana@two.example, ben@two.example signs
        a wrong password      the password is another
        not a signature       marketing.sig is not a signature as `ssh-keygen -Y sign` makes it (PEM preamble contains invalid data (NUL byte)). Sign the canonical bytes, made by: entente hash --canonical FILE > agreement.jcs
        no reason             a reason is missing
        another declines      ana@two.example, ben@two.example signs
        another withdraws     not theirs to do
        no such               there is no such proposal
        declined              the proposal is declined
        declined twice        the proposal is declined
    "#]].assert_eq(&table);
    let page = two.shown(&ana, number);
    let (by, reason, _) = page.ended.unwrap();
    assert_eq!((by.as_str(), reason.as_str()), ("Ben", "200 leads are too few"));
    assert!(!page.may_sign);
}

#[test]
fn an_unsound_text_is_kept_as_a_draft_and_not_proposed() {
    let mut two = two();
    let kept = draft::begin(&mut two.store, &two.ana, two.now).unwrap();
    let text = kept.source.replace("fit >= 50", "fitt >= 50");
    let kept = draft::put_source(&mut two.store, &two.ana, kept.revision, &text, two.now).unwrap();
    assert_eq!((kept.answers.is_none(), &kept.source), (true, &text));
    let refused = propose(&mut two.store, &two.ana, kept.revision, "", None, two.now).unwrap_err();
    let Refused::Unsound(problems) = refused else { panic!("{refused}") };
    assert_eq!(problems.len(), 1);
    assert!(two.store.draft().unwrap().is_some());
    let step = draft::put_answers(&mut two.store, &two.ana, kept.revision, Step::Goals, &Default::default(), two.now);
    assert!(matches!(step, Err(draft::Refused::ByHand)));
    let stale = draft::put_source(&mut two.store, &two.ben, kept.revision - 1, "x", two.now).unwrap_err();
    assert!(matches!(stale, draft::Refused::Overtaken { by, .. } if by == "Ana"));
}

#[test]
fn ones_own_key_signs_too_and_nobody_signs_for_both() {
    let mut two = two();
    let number = two.proposed();
    let page = two.shown(&two.ana, number);
    let agreement = entente_core::agreement::read::read(&page.source).agreement.unwrap();
    let key = signing::key_from_seed(&[7; 32]);
    let made = |party| signing::signed_by(&agreement, party, &signing::Mark::Key(&key)).unwrap().armored;
    // As a browser sends it.
    let typed = made(PartyKind::Marketing).replace('\n', "\r\n");
    let (ana, ben) = (two.ana.clone(), two.ben.clone());
    sign(&mut two.store, &ana, number, page.hash, Pen::Own(&typed), two.now).unwrap();
    let given = two.shown(&ana, number).signatures[0].signed.clone().unwrap();
    assert_eq!(given.kind, KeyKind::Own);
    let refused = sign(&mut two.store, &ben, number, page.hash, Pen::Own(&made(PartyKind::Sales)), two.now);
    assert!(refused.unwrap_err().to_string().starts_with("this key has signed for marketing already"));
    sign(&mut two.store, &ben, number, page.hash, Pen::Demo, two.now).unwrap();
    assert_eq!(two.shown(&ana, number).signatures[1].signed.clone().unwrap().kind, KeyKind::Demo);
    assert!(signing::check(&files(&two.store, number)).unwrap().is_signed_by_both());
}

#[test]
fn the_key_goes_with_the_password_and_is_retired_where_that_is_lost() {
    let mut two = two();
    two.agreed();
    let fingerprint = |two: &Two, number| two.shown(&two.ana, number).signatures[0].signed.clone().unwrap().fingerprint;
    let first = fingerprint(&two, 1);
    people::change_password(&mut two.store, &two.ana, SECRET, "quite another secret", two.now).unwrap();
    two.ana = two.store.user(two.ana.id).unwrap().unwrap();
    let number = two.amended("at_least: 40", "at_least: 41");
    let ana = two.ana.clone();
    assert!(matches!(two.sign(&ana, number), Err(Refused::Password)));
    let hash = two.shown(&ana, number).hash;
    sign(&mut two.store, &ana, number, hash, Pen::Password("quite another secret"), two.now).unwrap();
    assert_eq!(fingerprint(&two, number), first, "one person, one key");
    let link = people::give_link(&mut two.store, &two.ben, &two.ana, LinkKind::Reset, two.now).unwrap();
    people::use_link(&mut two.store, &link, SECRET, two.now).unwrap();
    two.ana = two.store.user(two.ana.id).unwrap().unwrap();
    let number = two.amended("at_least: 40", "at_least: 42");
    let ana = two.ana.clone();
    two.sign(&ana, number).unwrap();
    assert_ne!(fingerprint(&two, number), first, "what was under a lost password is lost");
}
