//! Every kind of question and its denial, and how several hang together.

use super::*;

#[test]
fn fields_and_their_denials() {
    table(
        &sample(),
        &PartiesSay,
        &expect![[r#"
            lead.seniority == 'vp'
              lead seniority is vp
              리드 seniority가 vp임
            !(lead.seniority == 'vp')
              lead seniority is not known to be vp
              리드 seniority가 vp라고 알려져 있지 않음
            lead.seniority != 'vp'
              lead seniority is known, and other than vp
              리드 seniority가 vp가 아닌 값으로 알려져 있음
            !(lead.seniority != 'vp')
              lead seniority is not known, or vp
              리드 seniority가 알려져 있지 않거나 vp임
            !(account.employees >= 50)
              account employees is not known to be at least 50
              고객사 employees가 50 이상이라고 알려져 있지 않음
            fit != 5
              fit is not 5
              적합도가 5가 아님
            !(grade in ['A', 'B'])
              grade is not one of A or B
              등급이 A, B 중 하나가 아님
            !(lead.seniority in ['vp', 'chief'])
              lead seniority is not known to be one of vp or chief
              리드 seniority가 vp, chief 중 하나라고 알려져 있지 않음
            !lead.free_mail
              lead free mail is not known to be yes
              리드 free mail이 예라고 알려져 있지 않음
            lead.free_mail == false
              lead free mail is no
              리드 free mail이 아니요임
            !(lead.free_mail == false)
              lead free mail is not known to be no
              리드 free mail이 아니요라고 알려져 있지 않음
            account.owner == null
              account owner is not known
              고객사 담당자가 알려져 있지 않음
            !account.open_opportunity
              the account has no known open deal
              고객사에 진행 중인 영업기회가 있다고 알려져 있지 않음
            account.open_opportunity == false
              the account is known to have no open deal
              고객사에 진행 중인 영업기회가 없다고 알려져 있음
            !(account.open_opportunity == false)
              the account is not known to have no open deal
              고객사에 진행 중인 영업기회가 없다고 알려져 있지 않음
        "#]],
    );
}

#[test]
fn lists_and_sets_and_their_denials() {
    table(
        &sample(),
        &PartiesSay,
        &expect![[r#"
            !(account.domain in list('competitors'))
              account domain is not known to be in the list competitors
              고객사 도메인이 competitors 목록에 있다고 알려져 있지 않음
            'shuttle' in account.products && 'fleet' in account.products
              account products include shuttle and fleet
              고객사 products에 shuttle이 있고 fleet가 있음
        "#]],
    );
}

#[test]
fn signals_and_times_and_their_denials() {
    table(
        &sample(),
        &PartiesSay,
        &expect![[r#"
            !did('demo_requested')
              “Asked for a demo” (demo_requested) has never been seen
              “Asked for a demo”(demo_requested)가 한 번도 없었음
            !did('pricing_viewed', '7d')
              “pricing viewed” was not seen in the last 7 days
              “pricing viewed”가 최근 7일 이내에 없었음
            times('demo_requested', '30d') >= 3
              “Asked for a demo” (demo_requested) was seen at least 3 times in the last 30 days
              “Asked for a demo”(demo_requested)가 최근 30일 이내에 3회 이상 있었음
            !(times('pricing_viewed') == 1)
              “pricing viewed” was not seen exactly 1 time so far
              “pricing viewed”가 지금까지 1회 있었던 것은 아님
            times('pricing_viewed') != 2
              “pricing viewed” was seen other than 2 times so far
              “pricing viewed”가 지금까지 2회가 아닌 횟수로 있었음
            since('demo_requested') < '36h'
              “Asked for a demo” (demo_requested) was last seen less than 1 day 12 hours ago
              “Asked for a demo”(demo_requested)가 마지막으로 있은 지 1일 12시간 미만임
            !(since('demo_requested') >= '7d')
              “Asked for a demo” (demo_requested) was last seen not at least 7 days ago, or never
              “Asked for a demo”(demo_requested)가 마지막으로 있은 지 7일 이상이 아니거나 한 번도 없었음
            since('demo_requested') < since('pricing_viewed')
              the time since “Asked for a demo” (demo_requested) is less than the time since “pricing viewed”
              “Asked for a demo”(demo_requested)가 마지막으로 있은 뒤 지난 시간이 “pricing viewed”가 마지막으로 있은 뒤 지난 시간 미만임
            first('demo_requested') < timestamp('2026-01-01T00:00:00+01:00')
              the first “Asked for a demo” (demo_requested) is before 2025-12-31 23:00:00 UTC
              “Asked for a demo”(demo_requested)가 처음 있은 때가 2025-12-31 23:00:00 UTC 전임
            last('demo_requested') >= first('pricing_viewed')
              the last “Asked for a demo” (demo_requested) is no earlier than the first “pricing viewed”
              “Asked for a demo”(demo_requested)가 마지막으로 있은 때가 “pricing viewed”가 처음 있은 때 또는 그 후임
            lead.met_on <= timestamp('2026-01-01T00:00:00Z')
              lead met on is no later than 2026-01-01 00:00:00 UTC
              리드 met on이 2026-01-01 00:00:00 UTC 또는 그 전임
        "#]],
    );
}

#[test]
fn stages_buyers_and_milestones_and_their_denials() {
    table(
        &sample(),
        &PartiesSay,
        &expect![[r#"
            in_stage_for('30d')
              the lead has been in its stage for at least 30 days
              현재 단계에 머문 기간이 30일 이상임
            !in_stage_for('30d')
              the lead has not been in its stage for at least 30 days
              현재 단계에 머문 기간이 30일 이상이 아님
            !buyer('operations_leader')
              the lead does not belong to the buyer “Runs a warehouse or a plant and owns its throughput” (operations_leader)
              리드가 구매자 “Runs a warehouse or a plant and owns its throughput”(operations_leader)에 해당하지 않음
            qualified && !handed_off
              the lead has been qualified, and the lead has not been handed off
              리드는 적격 판정되고, 리드는 인계되지 않음
            opportunity_won || churned
              the lead has had a deal won, or the lead has left as a customer
              리드는 수주되거나, 리드는 이탈이 확인됨
        "#]],
    );
}

#[test]
fn texts_and_two_fields() {
    table(
        &sample(),
        &PartiesSay,
        &expect![[r#"
            lead.title.contains('head of') && lead.title.startsWith('VP')
              lead title contains “head of”, and lead title starts with “VP”
              리드 title이 “head of”를 포함하고 “VP”로 시작함
            !lead.title.startsWith('VP')
              lead title is not known to start with “VP”
              리드 title이 “VP”로 시작한다고 알려져 있지 않음
            lead.owner == account.owner
              lead owner is the same as account owner
              리드 담당자가 고객사 담당자와 같음
            account.employees > account.sites
              account employees is more than account sites
              고객사 employees가 고객사 sites 초과임
            lead.source == 'trade fair'
              lead source is “trade fair”
              리드 유입 경로가 “trade fair”임
            true
              always
              항상
        "#]],
    );
}

#[test]
fn brackets_and_denied_brackets() {
    table(
        &sample(),
        &NamesOnly,
        &expect![[r#"
            (fit > 1 || engagement > 2) && level == 1
              (fit is more than 1, or engagement is more than 2), and level is 1
              (적합도가 1 초과이거나, 관심도가 2 초과임) 그리고 레벨이 1임
            fit > 1 || engagement > 2 && level == 1
              fit is more than 1, or (engagement is more than 2, and level is 1)
              적합도가 1 초과이거나, (관심도가 2 초과이고, 레벨이 1임)
            !(fit > 1 && engagement > 2)
              fit is not more than 1, or engagement is not more than 2
              적합도가 1 초과가 아니거나, 관심도가 2 초과가 아님
            !(fit > 1 || engagement > 2) || level == 1
              (fit is not more than 1, and engagement is not more than 2), or level is 1
              (적합도가 1 초과가 아니고, 관심도가 2 초과가 아님) 또는 레벨이 1임
            !(fit > 1 && (engagement > 2 || !(level == 1)))
              fit is not more than 1, or (engagement is not more than 2, and level is 1)
              적합도가 1 초과가 아니거나, (관심도가 2 초과가 아니고, 레벨이 1임)
            fit > 10 && fit < 20 || fit > 30
              (fit is more than 10 and less than 20), or fit is more than 30
              (적합도가 10 초과이고 20 미만임) 또는 적합도가 30 초과임
            fit < 10 || fit > 20
              fit is less than 10 or more than 20
              적합도가 10 미만이거나 20 초과임
            stage == 'mql' && buyer('operations_leader') && did('demo_requested')
              stage is mql, and the lead belongs to the buyer operations_leader, and “demo requested” has been seen
              단계가 mql이고, 리드가 구매자 operations_leader에 해당하고, “demo requested”가 한 번이라도 있었음
        "#]],
    );
}
