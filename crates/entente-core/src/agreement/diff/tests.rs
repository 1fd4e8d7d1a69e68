//! Goal: a signer who reads only the changes misses none, and is shown none that is no change. Method: edits by hand,
//! whose words are read here, and every possible edit of an agreement with every construct.

mod dropped;

use expect_test::{Expect, expect};

use super::*;
use crate::agreement::canonical::hash;
use crate::agreement::read::read;
use crate::agreement::say::say;
use crate::agreement::say::tests::{EVERYTHING, agreement, edits};

/// `§7.6 Touch: …`, one change a line.
fn lines(changes: &[Change]) -> String {
    let line = |change: &Change| match change.number.as_str() {
        "" => format!("{}: {}\n", change.title, change.text),
        number => format!("§{number} {}: {}\n", change.title, change.text),
    };
    changes.iter().map(line).collect()
}

/// What is told of some edits of `everything.yaml`, in English and in Korean.
#[track_caller]
fn check(edits: &[(&str, &str)], want: &Expect) {
    let edited = edits.iter().fold(EVERYTHING.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "the text has no '{from}'");
        text.replacen(from, to, 1)
    });
    let (before, after) = (agreement(EVERYTHING), agreement(&edited));
    let told = [Lang::En, Lang::Ko].map(|lang| lines(&diff(&before, &after, lang)));
    want.assert_eq(&told.concat());
}

#[test]
fn how_long_details_are_kept_is_said_like_any_clause() {
    check(
        &[("details: 760d", "details: 365d")],
        &expect![[r#"
            §12.1 Details: the time for which details are kept goes from 760 days to 365 days.
            §12.1 Details: 세부 내용 보관 기간이 760일에서 365일로 바뀝니다.
        "#]],
    );
    check(
        &[("keep: {details: 760d}\n", "")],
        &expect![[r#"
            §12.1 Details: is dropped. It said: All details of what a lead did are kept for 760 days from when they became known. After that the event stays with its time and with who caused it; of its details only those stay that a signal of this agreement, or of one before it, asks for, or that are its reason. Consent, unsubscribing, mails that came back, what sales did and everything that was decided stay whole.
            §12.1 Details: 없어집니다. 이전 내용: 리드가 한 일의 세부 내용은 알려진 때부터 760일 동안 모두 보관합니다. 그 뒤에는 이벤트와 그 시각, 일으킨 주체를 남기고, 세부 내용은 이 합의서나 이전 합의서의 신호가 확인하는 것과 사유만 남깁니다. 수신 동의와 거부, 반송된 메일, 영업 활동, 그리고 내려진 모든 판단은 그대로 보관합니다.
        "#]],
    );
    let without = agreement(&EVERYTHING.replace("keep: {details: 760d}\n", ""));
    let told = diff(&without, &agreement(EVERYTHING), Lang::En);
    expect![[r#"
        §12.1 Details: is new. All details of what a lead did are kept for 760 days from when they became known. After that the event stays with its time and with who caused it; of its details only those stay that a signal of this agreement, or of one before it, asks for, or that are its reason. Consent, unsubscribing, mails that came back, what sales did and everything that was decided stay whole.
    "#]]
    .assert_eq(&lines(&told));
}

#[test]
fn numbers_times_and_conditions_go_from_one_to_another() {
    check(
        &[
            ("title: Everything, once", "title: Everything, twice"),
            ("at_most: 5%", "at_most: 4.5%"),
            ("points: 41, half_life: 30d", "points: 42, half_life: 45d"),
            ("{A: 75, B: 30, C: 0}", "{A: 70, B: 30, C: 0}"),
            ("fit >= 33 && engagement >= 44", "fit >= 33 && engagement >= 45"),
            ("45 business minutes", "1 business hour"),
            ("otherwise: true, do: 3 calendar days", "otherwise: true, do: 2 calendar days"),
            ("within: 4 business hours, kept: 95%", "within: 1 business day, kept: 96%"),
            ("no_data: 48h", "no_data: 3d"),
            (r#"at: "10:15""#, r#"at: "10:30""#),
        ],
        &expect![[r#"
            Preamble: the title goes from 'Everything, once' to 'Everything, twice'.
            §1.3 Churn: the most goes from 5% to 4.5%.
            §2.5 Grades: grade A goes from 75 to 70.
            §3.1 Demo: the time in which half fades goes from 30 days to 45 days.
            §3.1 Demo: the worth goes from 41 points to 42 points.
            §5.1 Ready: the condition goes from “fit is at least 33, and engagement is at least 44” to “fit is at least 33, and engagement is at least 45”.
            §7.5 Decide: the share to be kept goes from 95% to 96%.
            §7.5 Decide: the time goes from 4 business hours to 1 business day.
            §7.6 Touch: the time when grade is A goes from 45 business minutes to 1 business hour.
            §7.6 Touch: the time for every other lead goes from 3 calendar days to 2 calendar days.
            §7.13 No data: the longest pause goes from 2 days to 3 days.
            §10.1 Weekly: the start goes from 10:15 to 10:30.
            전문: 제목이 'Everything, once'에서 'Everything, twice'로 바뀝니다.
            §1.3 Churn: 최대 기준이 5%에서 4.5%로 바뀝니다.
            §2.5 적합도 등급: A 등급이 75에서 70으로 바뀝니다.
            §3.1 Demo: 절반으로 줄어드는 시간이 30일에서 45일로 바뀝니다.
            §3.1 Demo: 점수가 41점에서 42점으로 바뀝니다.
            §5.1 Ready: 조건이 “적합도가 33 이상이고, 관심도가 44 이상임”에서 “적합도가 33 이상이고, 관심도가 45 이상임”으로 바뀝니다.
            §7.5 Decide: 지켜야 할 비율이 95%에서 96%로 바뀝니다.
            §7.5 Decide: 시간이 영업시간 4시간에서 1영업일로 바뀝니다.
            §7.6 Touch: ‘등급이 A임’일 때의 시간이 영업시간 45분에서 영업시간 1시간으로 바뀝니다.
            §7.6 Touch: 그 밖의 리드의 시간이 달력 날짜로 3일에서 달력 날짜로 2일로 바뀝니다.
            §7.13 No data: 최대 멈춤 시간이 2일에서 3일로 바뀝니다.
            §10.1 Weekly: 시작 시각이 10:15에서 10:30으로 바뀝니다.
        "#]],
    );
}

#[test]
fn what_comes_and_what_goes() {
    check(
        &[
            ("half_life: 14d", "half_life: 14d, says: Looked at prices"),
            ("points: 8, cap: 24", "points: 8"),
            ("open_at_most: 20, absent: accrue", "absent: accrue"),
            ("rivals: [acme.example, zenith.example]", "rivals: [acme.example, nadir.example, zeta.example]"),
            ("disqualify: [no_need, no_budget]", "disqualify: [no_budget]"),
            ("members: {yuna: 3, minho: 1}", "members: {yuna: 2, minho: 1, sora: 1}"),
        ],
        &expect![[r#"
            §3.2 Pricing: the most that all together are worth, which was 24 points, is dropped.
            §3.2 Pricing: the description is now 'Looked at prices'; there was none.
            §6.8 Seoul: the members: 'sora' added.
            §6.8 Seoul: the weight of yuna goes from 3 to 2.
            §6.8 Seoul: the cap on a member's open leads, which was 20, is dropped.
            §6.14 Reasons to disqualify: the reasons: 'no need' taken out.
            §A.10 Rivals: the list: 'nadir.example' and 'zeta.example' added.
            §A.10 Rivals: the list: 'zenith.example' taken out.
            §3.2 Pricing: 합계 최대 점수가 없어집니다(이전: 24점).
            §3.2 Pricing: 설명이 새로 'Looked at prices'로 정해집니다.
            §6.8 Seoul: 팀원: 'sora' 추가.
            §6.8 Seoul: yuna의 가중치가 3에서 2로 바뀝니다.
            §6.8 Seoul: 한 사람의 최대 진행 리드 수가 없어집니다(이전: 20).
            §6.14 부적격 사유: 사유: 'no need' 삭제.
            §A.10 Rivals: 목록: 'nadir.example', 'zeta.example' 추가.
            §A.10 Rivals: 목록: 'zenith.example' 삭제.
        "#]],
    );
}

#[test]
fn clauses_come_go_and_change_places() {
    let vip = "    vip: {when: account.employees > 1500, to: paul}\n";
    let korea = "    korea: {when: account.country == 'KR', to: team seoul}\n";
    check(
        &[
            (&format!("{vip}{korea}"), &format!("{korea}{vip}")),
            ("  free: {when: lead.free_mail, points: -30}\n", ""),
            ("  demos: {count: demo}\n", "  demos: {count: demo}\n  asked: {count: qualified}\n"),
        ],
        &expect![[r#"
            §6 Routes: the order is now existing, again, korea, vip, rest; it was existing, again, vip, korea, rest.
            §9.7 Asked: is new. How many leads qualify.
            §2.3 Free: is dropped. It said: 30 points of fit are taken away when lead free mail is yes.
            §6 경로: 순서가 바뀝니다. 이전: existing, again, vip, korea, rest. 이후: existing, again, korea, vip, rest.
            §9.7 Asked: 새로 생깁니다. 적격 판정된 리드의 수입니다.
            §2.3 Free: 없어집니다. 이전 내용: 다음 조건을 만족하면 적합도에서 30점을 뺍니다: 리드 free mail이 예임.
        "#]],
    );
}

#[test]
fn what_has_no_words_of_its_own_is_told_by_its_sentences() {
    check(
        &[
            ("absent: hold", "absent: skip"),
            ("waivers: {by: nobody}", "waivers: {by: other_party}"),
            ("{misrouted: reroute,", "{misrouted: recycle,"),
            ("count: handed_off, at_least: 200", "count: accepted, at_least: 200"),
            ("{sum: customer.recurring_revenue}", "{count: customer}"),
            ("- {wait: 5d}", "- {wait: 6d}"),
            ("BYDAY=TH", "BYDAY=FR"),
        ],
        &expect![[r#"
            §6.9 Night: it said: An absent member is still given leads, which wait for the return. It now says: An absent member is passed over, and on return stands level with the member who has had least, so that nobody is flooded.
            §6.10 Misrouted: it said: It then goes to another owner. It now says: It then goes back to marketing.
            §7.1 Volume: it said: In every month, at least 200 leads and at most 400 leads are handed off. It now says: In every month, at least 200 leads and at most 400 leads are accepted by sales.
            §7.15 Waivers: it said: Nobody may waive a missed promise. It now says: A missed promise may be waived by the party to whom it was made. The verdict stays; the waiver stands beside it.
            §8.1 Leaders: it said: Step 2: 5 days pass. It now says: Step 2: 6 days pass.
            §9.2 Revenue: it said: The sum of the recurring revenue of customers. It now says: How many leads enter the stage 'customer'.
            §10.1 Weekly: it said: It is held every week on Thursday at 10:15 in the agreement's time zone, and lasts 45 minutes. It now says: It is held every week on Friday at 10:15 in the agreement's time zone, and lasts 45 minutes.
            §6.9 Night: 이전: 부재중인 사람에게도 리드를 배정하며, 리드는 돌아올 때까지 기다립니다. 이후: 부재중인 사람은 건너뛰며, 돌아온 뒤에는 가장 적게 받은 사람과 같은 순서에서 다시 시작하여 배정이 한꺼번에 몰리지 않습니다.
            §6.10 Misrouted: 이전: 거절된 리드는 다른 담당자에게 다시 배정합니다. 이후: 거절된 리드는 마케팅에 반환합니다.
            §7.1 Volume: 이전: 매월 인계된 리드가 200건 이상 400건 이하여야 합니다. 이후: 매월 영업이 수락한 리드가 200건 이상 400건 이하여야 합니다.
            §7.15 면제: 이전: 지키지 못한 약속은 누구도 면제할 수 없습니다. 이후: 지키지 못한 약속은 그 약속을 받은 쪽에서 면제할 수 있습니다. 판정은 그대로 남고 면제를 함께 기록합니다.
            §8.1 Leaders: 이전: 2단계: 5일 동안 기다립니다. 이후: 2단계: 6일 동안 기다립니다.
            §9.2 Revenue: 이전: 고객 반복 매출의 합계입니다. 이후: 'customer' 단계에 진입한 리드의 수입니다.
            §10.1 Weekly: 이전: 매주 목요일 10:15(합의서의 시간대)에 45분 동안 엽니다. 이후: 매주 금요일 10:15(합의서의 시간대)에 45분 동안 엽니다.
        "#]],
    );
}

#[test]
fn no_change_is_told_of_what_is_none() {
    check(
        &[("# Every", "# Every single"), ("[accepted, rejected]", "[rejected, accepted]"), ("21d", "3w")],
        &expect![[""]],
    );
    for text in [EVERYTHING, "entente: 1\ntitle: T\nparties: {marketing: a@b.example, sales: c@d.example}\n"] {
        assert_eq!(diff(&agreement(text), &agreement(text), Lang::Ko), []);
    }
}

#[test]
fn from_little_to_everything_and_back() {
    let little = agreement("entente: 1\ntitle: T\nparties: {marketing: a@b.example, sales: c@d.example}\n");
    let everything = agreement(EVERYTHING);
    let kinds = |changes: Vec<Change>| {
        let count = |kind| changes.iter().filter(|change| change.kind == kind).count();
        [Kind::Added, Kind::Removed, Kind::Changed, Kind::Reordered].map(count)
    };
    let there = kinds(diff(&little, &everything, Lang::En));
    let back = kinds(diff(&everything, &little, Lang::En));
    assert_eq!((there[0], there[1]), (back[1], back[0]), "what comes on the way there goes on the way back");
}

/// Every edit of one word or number that makes another agreement changes what is said of it, and is told.
#[test]
fn every_edit_is_said_and_told() {
    let before = agreement(EVERYTHING);
    let said = [Lang::En, Lang::Ko].map(|lang| (lang, say(&before, lang)));
    let (mut made, mut unsaid) = (0, Vec::new());
    for (edit, text) in edits(EVERYTHING) {
        let Some(after) = read(&text).agreement.filter(|after| hash(after) != hash(&before)) else { continue };
        made += 1;
        for (lang, before_said) in &said {
            let after_said = say(&after, *lang);
            let same = (&before_said.title, &before_said.preamble, &before_said.sections)
                == (&after_said.title, &after_said.preamble, &after_said.sections);
            if same {
                unsaid.push(format!("{lang} {edit}: not said"));
            }
            let changes = diff(&before, &after, *lang);
            if changes.is_empty() || changes.iter().any(|change| change.text.contains('\"')) {
                unsaid.push(format!("{lang} {edit}: told as {}", lines(&changes)));
            }
        }
    }
    assert_eq!(unsaid, Vec::<String>::new());
    assert!(made > 300, "only {made} edits made another agreement");
}
