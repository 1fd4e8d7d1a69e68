//! What is accepted, and the one spelling it gets.

use super::*;

#[test]
fn every_form_of_the_language() {
    table(
        &sample(),
        &expect![[r#"
            account.employees >= 50 && account.employees <= 2000
              = account.employees >= 50 && account.employees <= 2000
            lead.department in ['operations', 'logistics', 'production'] && lead.seniority in ['director', 'vp', 'chief']
              = lead.department in ['operations', 'logistics', 'production'] && lead.seniority in ['director', 'vp', 'chief']
            account.industry in ["logistics","manufacturing"]
              = account.industry in ['logistics', 'manufacturing']
            lead.free_mail
              = lead.free_mail
            account.domain in list('competitors')
              = account.domain in list('competitors')
            engagement >= 50 || did('demo_requested')
              = engagement >= 50 || did('demo_requested')
            fit >= 25 && did('demo_requested', '7d')
              = fit >= 25 && did('demo_requested', '7d')
            lead.consent == 'withdrawn'
              = lead.consent == 'withdrawn'
            account.open_opportunity
              = account.open_opportunity
            account.owner != null
              = account.owner != null
            stage == 'customer' && account.country in ['DE','AT','CH'] && 'shuttle' in account.products && !('fleet' in account.products)
              = stage == 'customer' && account.country in ['DE', 'AT', 'CH'] && 'shuttle' in account.products && !('fleet' in account.products)
            stage == 'engaged' && buyer('operations_leader')
              = stage == 'engaged' && buyer('operations_leader')
            grade == 'A'
              = grade == 'A'
            level == 1
              = level == 1
            times('pricing_viewed', '30d') >= 3
              = times('pricing_viewed', '30d') >= 3
            first('demo_requested') < timestamp('2026-01-01T00:00:00+01:00')
              = first('demo_requested') < timestamp('2025-12-31T23:00:00Z')
            last('demo_requested') > first('pricing_viewed')
              = last('demo_requested') > first('pricing_viewed')
            lead.met_on >= timestamp('2026-01-01T00:00:00Z')
              = lead.met_on >= timestamp('2026-01-01T00:00:00Z')
            since('demo_requested') < '7d'
              = since('demo_requested') < '7d'
            since('demo_requested') <= duration('168h')
              = since('demo_requested') <= '7d'
            did('demo_requested', duration('2w'))
              = did('demo_requested', '14d')
            in_stage_for('30d')
              = in_stage_for('30d')
            has(lead.title)
              = lead.title != null
            !has(lead.title)
              = lead.title == null
            lead.title.contains('head') || lead.title.startsWith("VP") || lead.title.endsWith('Operations')
              = lead.title.contains('head') || lead.title.startsWith('VP') || lead.title.endsWith('Operations')
            qualified && !handed_off
              = qualified && !handed_off
            lead.owner == account.owner
              = lead.owner == account.owner
            account.employees > account.sites
              = account.employees > account.sites
            lead.source == 'trade fair'
              = lead.source == 'trade fair'
            account.employees == -0.5
              = account.employees == -0.5
        "#]],
    );
}

#[test]
fn one_spelling_for_one_question() {
    table(
        &sample(),
        &expect![[r#"
            50 <= account.employees
              = account.employees >= 50
            'vp' == lead.seniority
              = lead.seniority == 'vp'
            lead.seniority in ['vp']
              = lead.seniority == 'vp'
            lead.free_mail == true
              = lead.free_mail
            lead.free_mail != false
              = lead.free_mail
            lead.free_mail == false
              = lead.free_mail == false
            lead.free_mail != true
              = lead.free_mail == false
            qualified == false
              = !qualified
            did('demo_requested') == false
              = !did('demo_requested')
            true == did('demo_requested')
              = did('demo_requested')
            !!lead.free_mail
              = lead.free_mail
            !!!lead.free_mail
              = !lead.free_mail
            !(lead.owner == null)
              = lead.owner != null
            (fit > 1 && (fit > 2 && fit > 3))
              = fit > 1 && fit > 2 && fit > 3
            (fit > 1 || fit > 2) && fit > 3
              = (fit > 1 || fit > 2) && fit > 3
            fit > 1 || (fit > 2 && fit > 3)
              = fit > 1 || fit > 2 && fit > 3
            !(fit > 1 && fit > 2)
              = !(fit > 1 && fit > 2)
            !(fit > 1)
              = !(fit > 1)
            fit > 1 && fit > 1
              = fit > 1
            lead.title == "it's"
              = lead.title == 'it\'s'
            lead.title == 'a\\b\"c\nd\u00e9\x41\101'
              = lead.title == 'a\\b"c\ndéAA'
            since('demo_requested') < '2w'
              = since('demo_requested') < '14d'
            fit>1//the score⏎&&fit>2
              = fit > 1 && fit > 2
            fit > 050.500
              = fit > 50.5
        "#]],
    );
}

#[test]
fn in_a_where_only_the_event_is_named() {
    table(
        &Scope { event: true, ..sample() },
        &expect![[r#"
            event.form == 'demo'
              = event.form == 'demo'
            event.path.startsWith('/pricing')
              = event.path.startsWith('/pricing')
            event.utm.source in ['newsletter', 'fair']
              = event.utm.source in ['newsletter', 'fair']
            event.seats >= 10
              = event.seats >= 10
            event.seats in [1, 2]
              = event.seats in [1, 2]
            event.subscribed
              = event.subscribed
            event.subscribed == false
              = event.subscribed == false
            has(event.form)
              = event.form != null
            'fleet' in event.products
              = 'fleet' in event.products
            event.in == 'x'
              = event.in == 'x'
        "#]],
    );
}
