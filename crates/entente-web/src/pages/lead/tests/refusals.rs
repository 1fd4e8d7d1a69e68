//! Goal: every refusal says in both languages what is wrong and what to do, and figures are as short as they may be.

use entente_core::id::Name;
use entente_core::lang::Lang;
use entente_core::number::Decimal;
use entente_core::time::{Instant, Span};
use entente_desk::acts::{Condition, Refusal, Who, Wrong};
use expect_test::expect;

use super::super::refused::{above, below};
use super::super::words::{Voice, points, score};
use super::super::{clock, side};
use crate::names::Names;
use crate::page::Page;

fn in_both(say: impl Fn(Voice) -> Vec<String>) -> String {
    let (english, korean, names) = (Page::of_nobody(Lang::En), Page::of_nobody(Lang::Ko), Names::default());
    let english = say(Voice { page: &english, names: &names });
    let korean = say(Voice { page: &korean, names: &names });
    english.iter().zip(&korean).map(|(english, korean)| format!("{english} | {korean}\n")).collect()
}

#[test]
fn every_refusal_is_said() {
    use Condition as C;
    let when = Instant::parse("2026-03-02T09:05:00Z").unwrap();
    let overtaken = |who: Option<&str>, what| Refusal::Overtaken { who: who.map(Name::from), when, what };
    let mut all = vec![
        Refusal::NoSuchLead("lead_7".parse().unwrap()),
        overtaken(Some("jonas.weber"), "accepted"),
        overtaken(None, "handed_off"),
        Refusal::NotTold(entente_desk::admit::Refusal::NoFactKey),
    ];
    let whos = [Who::Holder, Who::Sales, Who::Marketing, Who::OtherParty, Who::Themselves, Who::Managers, Who::Anybody];
    all.extend(whos.map(Refusal::MayNot));
    let conditions = [
        C::NotHandedOver,
        C::Accepted,
        C::Disqualified,
        C::NoAgreement,
        C::NotAgreed,
        C::NotPaused,
        C::Linked,
        C::NotLinked,
        C::NotAway,
        C::Answered,
        C::Full,
        C::Away,
        C::HadIt,
    ];
    all.extend(conditions.map(Refusal::NotNow));
    let said = in_both(|voice| all.iter().filter_map(|refusal| above(voice, refusal)).collect());
    expect![[r#"
        There is no such lead. | 해당 리드가 없습니다.
        jonas.weber accepted it on 2 Mar 2026, 09:05. Look at what was done, then decide again. | 2026년 3월 2일 09:05에 jonas.weber 님이 먼저 처리했습니다(수락). 내용을 확인하고 다시 결정해 주십시오.
        Meanwhile the agreement handed it over, on 2 Mar 2026, 09:05. Look at what was done, then decide again. | 2026년 3월 2일 09:05에 합의서에 따라 이미 처리되었습니다(전달). 내용을 확인하고 다시 결정해 주십시오.
        The log does not take it: its key is empty, too long or kept for Entente's own facts. | 기록할 수 없습니다: 키가 비었거나 너무 길거나, Entente가 쓰는 키입니다
        This is for whoever holds the lead, and managers of sales. | 리드 담당자와 영업 매니저만 할 수 있습니다.
        This is for sales. | 영업만 할 수 있습니다.
        This is for marketing. | 마케팅만 할 수 있습니다.
        This is for those who answer for the party to whom the promise was made. | 약속을 받은 측의 책임자만 할 수 있습니다.
        This is for the person themselves, and managers of sales. | 본인과 영업 매니저만 할 수 있습니다.
        This is for managers of sales. | 영업 매니저만 할 수 있습니다.
        This is for everybody who does not only read. | 열람 전용이 아닌 사용자만 할 수 있습니다.
        Sales does not have this lead: it was not handed over, or went back. | 영업이 보유하지 않은 리드입니다. 아직 전달되지 않았거나 돌아갔습니다.
        The lead is accepted. Send it back or disqualify it instead. | 이미 수락한 리드입니다. 마케팅으로 돌려보내거나 부적격 처리해 주십시오.
        The lead is out already. | 이미 제외된 리드입니다.
        No agreement is in force yet. | 아직 시행 중인 합의서가 없습니다.
        The agreement does not provide for it. | 합의서에 정해지지 않은 작업입니다.
        The clocks do not stand still for that reason. | 해당 사유로 중지된 시계가 없습니다.
        They are one person already. | 이미 같은 사람으로 합쳐져 있습니다.
        They are not joined with each other. | 서로 합쳐져 있지 않습니다.
        This person is not away. | 부재 중이 아닙니다.
        The request is answered already. | 이미 답변한 요청입니다.
        As many leads are held as the agreement allows. | 합의서가 허용하는 만큼 리드를 보유하고 있습니다.
        Who is away gets no leads. | 부재 중에는 리드를 받지 않습니다.
        Whoever had a lead does not get it again in the same cycle. | 같은 주기에 담당했던 리드는 다시 받지 않습니다.
    "#]].assert_eq(&said);
}

#[test]
fn every_wrong_field_is_said() {
    let all = [
        Wrong::Empty,
        Wrong::TooLong { most: 4096 },
        Wrong::Unknown { told: "dislike".into() },
        Wrong::NotNumber,
        Wrong::NotTime,
        Wrong::Outside { least: 1, most: 5 },
        Wrong::Negative,
        Wrong::Past,
        Wrong::Future,
        Wrong::Backwards,
        Wrong::TooLate { most: Span::DAY.times(2) },
        Wrong::Same,
    ];
    let said = in_both(|voice| all.iter().map(|wrong| below(voice, wrong)).collect());
    expect![[r#"
        Something must stand here. | 내용을 입력해 주십시오.
        At most 4096 bytes. | 최대 4096바이트입니다.
        “dislike” is not known here: choose one that is offered. | “dislike”은(는) 선택할 수 없습니다. 제시된 항목에서 골라 주십시오.
        This is not a number: write one like 1200 or 0.5. | 숫자가 아닙니다. 1200 또는 0.5처럼 입력해 주십시오.
        This is not a time: choose a day and a time. | 시각이 아닙니다. 날짜와 시각을 골라 주십시오.
        It must be from 1 to 5. | 1에서 5 사이여야 합니다.
        Less than nothing is not possible. | 0보다 작을 수 없습니다.
        This is in the past: choose a later time. | 지난 시각입니다. 이후 시각을 골라 주십시오.
        This is in the future: choose an earlier time. | 미래 시각입니다. 이전 시각을 골라 주십시오.
        It ends before it begins. | 종료가 시작보다 빠릅니다.
        The agreement allows at most 2 d: choose an earlier end. | 합의서는 최대 2일까지 허용합니다. 더 이른 시각을 골라 주십시오.
        It is so already. | 이미 그렇게 되어 있습니다.
    "#]].assert_eq(&said);
}

#[test]
fn targets_are_in_the_readers_words_and_unknown_ones_as_written() {
    let targets =
        ["1 business hour", "4 business hours", "2 business days", "1 calendar day", "same day", "90m", "two moons"];
    let said = in_both(|voice| targets.iter().map(|target| clock::target(voice, target)).collect());
    expect![[r#"
        1 business hour | 업무 시간 1시간
        4 business hours | 업무 시간 4시간
        2 business days | 영업일 2일
        1 calendar day | 1일
        the same day | 당일
        90m | 90m
        two moons | two moons
    "#]]
    .assert_eq(&said);
}

#[test]
fn a_score_never_looks_as_if_it_met_what_it_did_not() {
    let rows = ["40", "39.999999", "39.95", "0", "-15", "9.44", "9.45", "0.04"].map(|text| {
        let number = Decimal::parse(text).unwrap();
        format!("{text} | {} | {}\n", score(number), points(number))
    });
    expect![[r#"
        40 | 40 | +40
        39.999999 | 39.9 | +40
        39.95 | 39.9 | +40
        0 | 0 | +0
        -15 | -15 | −15
        9.44 | 9.4 | +9.4
        9.45 | 9.4 | +9.5
        0.04 | 0 | +0
    "#]]
    .assert_eq(&rows.concat());
}

#[test]
fn the_slider_is_at_its_ends_at_the_first_entry_and_now() {
    let at = |minute: i64| Instant::parse("2026-03-02T09:00:00Z").unwrap() + Span::MINUTE.times(minute);
    let places = [0, 1, 50, 99, 100].map(|minute| side::slide(at(0), at(minute), at(100)));
    assert_eq!(places, [0, 10, 500, 990, 1_000]);
    assert_eq!(side::slide(at(0), at(0), at(0)), 0, "a lead of this very moment");
}
