//! Every condition of a whole agreement, as its signers read it.

use super::*;

#[test]
fn conditions_of_buyers_fit_and_qualification() {
    table(
        &sample(),
        &PartiesSay,
        &expect![[r#"
            lead.department in ['operations', 'logistics', 'production'] && lead.seniority in ['director', 'vp', 'chief']
              lead department is one of operations, logistics or production, and lead seniority is one of director, vp or chief
              리드 department가 operations, logistics, production 중 하나이고, 리드 seniority가 director, vp, chief 중 하나임
            account.employees >= 50 && account.employees <= 2000
              account employees is at least 50 and at most 2,000
              고객사 employees가 50 이상이고 2,000 이하임
            account.industry in ['logistics', 'manufacturing']
              account industry is one of logistics or manufacturing
              고객사 industry가 logistics, manufacturing 중 하나임
            lead.seniority in ['director', 'vp', 'chief']
              lead seniority is one of director, vp or chief
              리드 seniority가 director, vp, chief 중 하나임
            account.country in ['DE', 'AT', 'CH', 'KR']
              account country is one of DE, AT, CH or KR
              고객사 country가 DE, AT, CH, KR 중 하나임
            lead.free_mail
              lead free mail is yes
              리드 free mail이 예임
            account.domain in list('competitors')
              account domain is in the list competitors
              고객사 도메인이 competitors 목록에 있음
            engagement >= 15
              engagement is at least 15
              관심도가 15 이상임
            engagement >= 50 || did('demo_requested')
              engagement is at least 50, or “Asked for a demo” (demo_requested) has been seen
              관심도가 50 이상이거나, “Asked for a demo”(demo_requested)가 한 번이라도 있었음
            fit >= 50 && engagement >= 40
              fit is at least 50, and engagement is at least 40
              적합도가 50 이상이고, 관심도가 40 이상임
            fit >= 25 && did('demo_requested', '7d')
              fit is at least 25, and “Asked for a demo” (demo_requested) was seen in the last 7 days
              적합도가 25 이상이고, “Asked for a demo”(demo_requested)가 최근 7일 이내에 있었음
            lead.consent == 'withdrawn'
              lead consent is withdrawn
              리드 동의 상태가 철회임
        "#]],
    );
}

#[test]
fn conditions_of_handoff_promises_and_nurture() {
    table(
        &sample(),
        &PartiesSay,
        &expect![[r#"
            account.open_opportunity
              the account has an open deal
              고객사에 진행 중인 영업기회가 있음
            account.owner != null
              account owner is known
              고객사 담당자가 알려져 있음
            account.country == 'KR'
              account country is KR
              고객사 country가 KR임
            account.country in ['DE', 'AT', 'CH']
              account country is one of DE, AT or CH
              고객사 country가 DE, AT, CH 중 하나임
            account.employees > 500
              account employees is more than 500
              고객사 employees가 500 초과임
            grade == 'A'
              grade is A
              등급이 A임
            level == 1
              level is 1
              레벨이 1임
            stage == 'engaged' && buyer('operations_leader')
              stage is “Shows interest” (engaged), and the lead belongs to the buyer “Runs a warehouse or a plant and owns its throughput” (operations_leader)
              단계가 “Shows interest”(engaged)이고, 리드가 구매자 “Runs a warehouse or a plant and owns its throughput”(operations_leader)에 해당함
            did('guide_downloaded', '7d')
              “guide downloaded” was seen in the last 7 days
              “guide downloaded”가 최근 7일 이내에 있었음
            did('pricing_viewed')
              “pricing viewed” has been seen
              “pricing viewed”가 한 번이라도 있었음
            stage in ['mql', 'sal', 'sql', 'opportunity', 'customer']
              stage is one of mql, sal, sql, opportunity or customer
              단계가 mql, sal, sql, opportunity, customer 중 하나임
            stage == 'customer' && account.country in ['DE','AT','CH'] && 'shuttle' in account.products && !('fleet' in account.products)
              stage is customer, and account country is one of DE, AT or CH, and account products include shuttle, and account products are not known to include fleet
              단계가 customer이고, 고객사 country가 DE, AT, CH 중 하나이고, 고객사 products에 shuttle이 있고 fleet가 있다고 알려져 있지 않음
        "#]],
    );
}

#[test]
fn conditions_of_signals() {
    table(
        &Scope { event: true, ..sample() },
        &PartiesSay,
        &expect![[r#"
            event.form == 'demo'
              the event's form is demo
              이벤트의 form이 demo임
            event.path.startsWith('/pricing')
              the event's path starts with “/pricing”
              이벤트의 path가 “/pricing”으로 시작함
            event.path.startsWith('/careers')
              the event's path starts with “/careers”
              이벤트의 path가 “/careers”로 시작함
            !event.path.endsWith('.pdf') && !event.utm.source.contains('bot')
              the event's path is not known to end with “.pdf”, and the event's utm.source is not known to contain “bot”
              이벤트의 path가 “.pdf”로 끝난다고 알려져 있지 않고, 이벤트의 utm.source가 “bot”을 포함한다고 알려져 있지 않음
        "#]],
    );
}
