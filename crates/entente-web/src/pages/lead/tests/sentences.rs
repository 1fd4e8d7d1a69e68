//! Goal: every fact and every decision is said in both languages; no kind is left out, and each table reads as people do.

use std::collections::BTreeMap;

use entente_core::agreement::model::{Absent, PartyKind, SignalClass};
use entente_core::decision::{
    Candidate, CandidateOutcome, ClockKey, Concluded, NobodyReason, PaceState, ReassignReason, Routed, Verdict,
};
use entente_core::fact::{Channel, Value, What};
use entente_core::id::{ClauseId, Name};
use entente_core::lang::Lang;
use entente_core::number::Decimal;
use entente_core::time::{Instant, Precision, Span};
use expect_test::expect;

use super::super::words::Voice;
use super::super::{decided, told};
use crate::names::Names;
use crate::page::Page;

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// Each in English and Korean, a line each.
fn in_both(say: impl Fn(Voice) -> Vec<told::Said>) -> String {
    let (english, korean, names) = (Page::of_nobody(Lang::En), Page::of_nobody(Lang::Ko), Names::default());
    let english = say(Voice { page: &english, names: &names });
    let korean = say(Voice { page: &korean, names: &names });
    let line = |(english, korean): (&told::Said, &told::Said)| {
        let with = |said: &told::Said| match said.detail.as_str() {
            "" => said.head.clone(),
            detail => format!("{} ({detail})", said.head),
        };
        format!("{} | {}\n", with(english), with(korean))
    };
    english.iter().zip(&korean).map(line).collect()
}

fn touched(channel: Channel, reached: bool) -> What {
    let lasted = (channel == Channel::Call).then(|| Span::from_seconds(if reached { 250 } else { 12 }));
    What::Touched { channel, reached, lasted, personal: channel != Channel::Mail || reached, outcome: String::new() }
}

fn facts() -> Vec<What> {
    let name = |text: &str| Name::from(text);
    let (reason, words) = (name("no_budget"), String::new());
    let text = |text: &str| Value::Text(text.to_owned());
    let learnt = |verified| What::Learnt { values: [(name("seniority"), text("director"))].into(), verified };
    let happened = |event: &str, property: &str| What::Happened {
        event: event.to_owned(),
        properties: BTreeMap::from([(property.to_owned(), text("demo"))]),
        class: SignalClass::Human,
    };
    let amount = Decimal::from_int(40_000);
    let until = at("2026-03-04T09:00:00Z");
    let consent = |given, channel: &str| What::Consent {
        given,
        purpose: "marketing".into(),
        channel: channel.into(),
        wording: String::new(),
        evidence: "phone".into(),
    };
    let lead = "lead_7".parse().unwrap();
    vec![
        What::Created { source: None },
        What::Created { source: Some("trade fair".into()) },
        learnt(false),
        learnt(true),
        What::Joined { account: "account_1".parse().unwrap() },
        What::Owned { owner: Some(name("jonas.weber")) },
        What::Owned { owner: None },
        happened("Form Submitted", "form"),
        happened("Crane Inspected", "crane_id"),
        What::HandedOver { owner: name("jonas.weber"), team: None },
        What::Accepted,
        What::Rejected { reason: reason.clone(), words: words.clone() },
        What::Rejected { reason: Name::default(), words: words.clone() },
        What::Disqualified { reason: reason.clone(), words: words.clone() },
        What::Recycled { reason: name("moon_phase"), words: words.clone() },
        What::Reassigned { to: name("ama.boateng") },
        touched(Channel::Call, true),
        touched(Channel::Call, false),
        touched(Channel::Mail, true),
        touched(Channel::Mail, false),
        touched(Channel::Booking, false),
        touched(Channel::Meeting, true),
        touched(Channel::Chat, true),
        touched(Channel::Chat, false),
        touched(Channel::Other, false),
        What::Confirmed { needs: vec![name("need"), name("budget")] },
        What::Rated { stars: 4, words: words.clone() },
        What::OpportunityOpened { deal: "0012".into(), amount },
        What::OpportunityWon { deal: "0012".into(), amount, recurring: amount },
        What::OpportunityLost { deal: "0012".into(), reason: reason.clone() },
        What::Churned { reason: reason.clone() },
        consent(true, "mail"),
        consent(false, ""),
        What::Bounced { hard: true },
        What::Bounced { hard: false },
        What::Paused { reason: name("waiting_for_data"), until },
        What::Resumed { reason: name("waiting_for_data") },
        What::Waived { commitment: "sla.sales.touch".into(), words: words.clone() },
        What::Linked { into: lead },
        What::Unlinked { from: lead },
        What::Away { from: at("2026-03-02T09:00:00Z"), to: until },
        What::ContentRequested { words: words.clone() },
        What::ContentAnswered { words },
        What::Met { meeting: name("weekly") },
        What::Erased,
    ]
}

#[test]
fn every_fact_has_its_sentence() {
    let said = in_both(|voice| facts().iter().map(|what| told::fact(voice, what, "")).collect());
    expect![[r#"
        First heard of | 최초 인지
        First heard of, from trade fair | 최초 인지 · trade fair
        Learnt (Seniority: director) | 정보 확인 (직급: director)
        Confirmed (Seniority: director) | 담당자 확인 (직급: director)
        Belongs to the company | 소속 회사 연결
        The company's owner is jonas.weber | 거래처 담당자: jonas.weber
        The company's owner is nobody | 거래처 담당자: 담당자 없음
        Sent a form (form: demo) | 양식 제출 (양식: demo)
        Crane Inspected (crane id: demo) | Crane Inspected (crane id: demo)
        Handed over to jonas.weber by other software | 다른 시스템에서 전달 · jonas.weber
        Accepted | 수락
        Rejected: no budget | 반려: 예산 없음
        Rejected: no reason given | 반려: 사유 없음
        Given up: no budget | 포기: 예산 없음
        Sent back to marketing: moon phase | 마케팅으로 반송: moon phase
        Given to ama.boateng | 담당자 변경 · ama.boateng
        Called and spoke (4 min) | 전화 통화 (4분)
        Called, no answer (12 s) | 전화했으나 부재 (12초)
        Wrote a mail and was answered | 메일을 보내고 회신 받음
        Wrote a mail (a mass mailing) | 메일 발송 (대량 발송)
        Booked a meeting | 미팅 예약
        Met | 미팅 진행
        Chatted | 채팅 대화
        Wrote in the chat | 채팅 메시지 발송
        Tried to reach them | 연락 시도
        Confirmed: Need, Budget | 확인: 니즈, 예산
        Rated 4 of 5 | 평가 5점 중 4점
        Deal 0012 opened: €40,000 | 거래 0012 시작: €40,000
        Deal 0012 won: €40,000 (€40,000 a year) | 거래 0012 수주: €40,000 (연간 €40,000)
        Deal 0012 lost: no budget | 거래 0012 실주: 예산 없음
        Left as a customer: no budget | 고객 이탈: 예산 없음
        May be written to: marketing, by Mail (phone) | 수신 동의: 마케팅 · 메일 (phone)
        May no longer be written to: marketing, by any channel (phone) | 수신 동의 철회: 마케팅 · 모든 채널 (phone)
        A mail came back: the address takes none | 메일 반송: 수신할 수 없는 주소
        A mail came back for now | 메일 일시 반송
        Clocks stand still until Wed 09:00: waiting for data | 수 09:00까지 시계 중지: 자료 대기 중
        Clocks run again: waiting for data | 시계 재개: 자료 대기 중
        Waived:  | 면제: 
        Is one person with lead_7 | 같은 사람으로 합침 · lead_7
        Is not one person with lead_7 after all | 다른 사람으로 분리 · lead_7
        Away from 2 Mar 2026 to 4 Mar 2026 | 2026년 3월 2일부터 2026년 3월 4일까지 부재
        Sales asked for content | 영업이 콘텐츠를 요청함
        Marketing answered the request | 마케팅이 요청에 답변함
        Meeting held: weekly | 회의 개최: weekly
        Erased | 개인정보 삭제
    "#]]
    .assert_eq(&said);
}

fn routed(owner: Option<&str>, nobody: Option<NobodyReason>) -> Routed {
    let candidate = |outcome| Candidate { person: Name::from("kim"), outcome, open: 2, pointer: 0 };
    let candidates = vec![candidate(CandidateOutcome::Chosen), candidate(CandidateOutcome::Absent(Absent::Skip))];
    Routed {
        owner: owner.map(Name::from),
        route: None,
        team: None,
        by_turn: true,
        nobody,
        candidates: if owner.is_some() { candidates } else { Vec::new() },
    }
}

fn decisions() -> Vec<Concluded> {
    let name = |text: &str| Name::from(text);
    let clock = || ClockKey { commitment: ClauseId("sla.sales.touch".into()), cycle: 1 };
    let due = at("2026-03-03T10:00:00Z");
    let passed = |why| Concluded::Reassigned { from: None, why, route: routed(Some("ama.boateng"), None) };
    let verdict = |verdict| Concluded::Verdict {
        clock: clock(),
        verdict,
        start: at("2026-03-02T09:00:00Z"),
        stop: None,
        due,
        counted: Span::MINUTE.times(75),
        wall: Span::HOUR,
        owner: None,
        lateness: None,
    };
    let program = || name("warm");
    let pace = |state| Concluded::CommitmentState {
        commitment: ClauseId("sla.marketing.volume".into()),
        party: PartyKind::Marketing,
        period: due,
        state,
    };
    let half = Decimal::parse("39.95").unwrap();
    let mut all = vec![
        Concluded::Scored {
            fit: Decimal::from_int(82),
            engagement: half,
            grade: (name("B"), name("A")),
            level: (name("3"), name("2")),
        },
        Concluded::StageEntered { stage: name("mql"), from: None, cycle: 1 },
        Concluded::Qualified { rule: name("ready") },
        Concluded::NoLongerQualified,
        Concluded::HandedOff { cycle: 1, route: routed(Some("jonas.weber"), None) },
        Concluded::Recycled { reason: name("bad_timing"), times: 1, not_before: due },
        Concluded::Recycled { reason: name("bad_timing"), times: 2, not_before: due },
        Concluded::Returned,
        Concluded::Disqualified { reason: name("fake") },
        Concluded::ClockStarted {
            clock: clock(),
            target: "1 business hour".into(),
            start: due,
            precision: Precision::Second,
            known: due,
            tier: 0,
            due,
            calendar: None,
        },
        Concluded::ClockStep { clock: clock(), step: 0, tell: vec![name("jonas.weber"), name("kwame.osei")] },
        Concluded::ClockMoved { clock: clock(), due: Some(due), reason: name("waiting_for_data") },
        Concluded::ClockMoved { clock: clock(), due: None, reason: name("waiting_for_data") },
        Concluded::ClockMissed { clock: clock() },
        Concluded::Waived { clock: clock() },
        Concluded::Enrolled { program: program() },
        Concluded::MailDue { program: program(), step: 0, content: name("payback-guide") },
        Concluded::NurtureStepped { program: program(), step: 1 },
        Concluded::NurtureLeft { program: program(), why: name("consent") },
    ];
    all.extend([ReassignReason::Late, ReassignReason::Rejected, ReassignReason::ByHand].map(passed));
    let nobody = [NobodyReason::NoRoute, NobodyReason::AllAbsent, NobodyReason::AllFull, NobodyReason::TeamEmpty];
    let others =
        [NobodyReason::UnknownOwner, NobodyReason::OwnerInactive, NobodyReason::NoAccount, NobodyReason::AllHadIt];
    let held = |reason| Concluded::HandedOff { cycle: 1, route: routed(None, Some(reason)) };
    all.extend(nobody.into_iter().chain(others).map(held));
    let verdicts = [Verdict::Met, Verdict::MetLate, Verdict::Missed, Verdict::Cancelled, Verdict::CannotTell];
    all.extend(verdicts.map(verdict));
    let states = [PaceState::Ahead, PaceState::OnPace, PaceState::Behind, PaceState::OutOfReach];
    all.extend(states.into_iter().chain([PaceState::Met, PaceState::Missed]).map(pace));
    all
}

#[test]
fn every_decision_has_its_sentence() {
    let says = "The agreement's words";
    let said = in_both(|voice| decisions().iter().map(|what| decided::decision(voice, what, says)).collect());
    expect![[r#"
        Now A2, was B3 (fit 82, engagement 39.9) | B3에서 A2로 변경 (적합도 82, 관심도 39.9)
        Stage: The agreement's words | 단계: The agreement's words
        Qualified: The agreement's words | 적격: The agreement's words
        No longer qualified | 더 이상 적격이 아님
        Handed to jonas.weber (2 people were looked at) | jonas.weber 님에게 전달 (담당자 2명 검토)
        Back with marketing: bad timing (for the first time, may return from 3 Mar 2026) | 마케팅으로 돌아감: 시기가 맞지 않음 (1번째, 2026년 3월 3일부터 다시 전달 가능)
        Back with marketing: bad timing (2 times by now, may return from 3 Mar 2026) | 마케팅으로 돌아감: 시기가 맞지 않음 (2번째, 2026년 3월 3일부터 다시 전달 가능)
        May be qualified again | 다시 적격 판정 가능
        Out: not a real person | 제외: 허위 정보
        Clock started: The agreement's words (due Tue 10:00) | 시계 시작: The agreement's words (기한 화 10:00)
        Reminded: jonas.weber, kwame.osei (The agreement's words) | 알림: jonas.weber, kwame.osei (The agreement's words)
        Due moved to Tue 10:00: waiting for data (The agreement's words) | 기한 변경: 화 10:00 · 자료 대기 중 (The agreement's words)
        Due moved to no end yet: waiting for data (The agreement's words) | 기한 변경: 종료 시점 미정 · 자료 대기 중 (The agreement's words)
        Promise ran late: The agreement's words | 약속 기한 지남: The agreement's words
        Waived by the other party: The agreement's words | 상대 측이 면제: The agreement's words
        Enrolled: The agreement's words | 육성 프로그램 등록: The agreement's words
        Mail to be sent: “payback guide” (The agreement's words, step 1) | 발송할 메일: “payback guide” (The agreement's words · 1단계)
        The agreement's words, step 2 | The agreement's words · 2단계
        Left the program The agreement's words: consent was withdrawn | The agreement's words 프로그램 종료: 수신 동의 철회
        A promise ran late: passed on to ama.boateng (2 people were looked at) | 약속 기한이 지나 ama.boateng 님에게 재배정 (담당자 2명 검토)
        Passed on to ama.boateng after the rejection (2 people were looked at) | 반려 후 ama.boateng 님에게 재배정 (담당자 2명 검토)
        Passed on to ama.boateng (2 people were looked at) | ama.boateng 님에게 재배정 (담당자 2명 검토)
        Nobody could take it (No route matched.) | 맡을 수 있는 담당자가 없음 (해당하는 경로가 없었습니다.)
        Nobody could take it (Everybody of the team was away.) | 맡을 수 있는 담당자가 없음 (팀원이 모두 부재중이었습니다.)
        Nobody could take it (Everybody who was there held as many as allowed.) | 맡을 수 있는 담당자가 없음 (근무 중인 팀원이 모두 보유 한도에 도달했습니다.)
        Nobody could take it (The team has no members.) | 맡을 수 있는 담당자가 없음 (팀에 구성원이 없습니다.)
        Nobody could take it (The route leads to an owner nobody knows.) | 맡을 수 있는 담당자가 없음 (경로가 가리키는 담당자를 알 수 없습니다.)
        Nobody could take it (The owner was not there.) | 맡을 수 있는 담당자가 없음 (담당자가 자리에 없었습니다.)
        Nobody could take it (The lead has no company.) | 맡을 수 있는 담당자가 없음 (리드에 연결된 거래처가 없습니다.)
        Nobody could take it (Everybody had it before in this cycle.) | 맡을 수 있는 담당자가 없음 (이번 주기에 모두가 한 번씩 담당했습니다.)
        Promise kept: The agreement's words (after 1 h 15, due Tue 10:00) | 약속 준수: The agreement's words (1시간 15분 만에 완료, 기한 화 10:00)
        Promise kept late: The agreement's words (after 1 h 15, due Tue 10:00) | 약속 지연 준수: The agreement's words (1시간 15분 만에 완료, 기한 화 10:00)
        Promise missed: The agreement's words (1 h 15 counted, due Tue 10:00) | 약속 미준수: The agreement's words (산입 시간 1시간 15분, 기한 화 10:00)
        No longer mattered: The agreement's words (1 h 15 counted, due Tue 10:00) | 해당 없음: The agreement's words (산입 시간 1시간 15분, 기한 화 10:00)
        Cannot be told from these times: The agreement's words (1 h 15 counted, due Tue 10:00) | 시각이 정밀하지 않아 판단 불가: The agreement's words (산입 시간 1시간 15분, 기한 화 10:00)
        The agreement's words: ahead | The agreement's words: 앞서감
        The agreement's words: on pace | The agreement's words: 순조로움
        The agreement's words: behind | The agreement's words: 뒤처짐
        The agreement's words: out of reach | The agreement's words: 달성 불가
        The agreement's words: met | The agreement's words: 달성
        The agreement's words: missed | The agreement's words: 미달
    "#]].assert_eq(&said);
}
