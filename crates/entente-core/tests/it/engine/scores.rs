//! Scores as stories: how points come, fade, are capped and add up, and when exactly a threshold is crossed.

use expect_test::expect;

use super::story::{check, check_only};

pub(super) const SIGNALS: &str = "
entente: 1
title: Signals only
timezone: Europe/Berlin
parties: {marketing: m@x.example, sales: s@x.example}
signals:
  demo: {on: Form Submitted, points: 40, half_life: 30d}
  pricing: {on: Page Viewed, points: 8, cap: 24, half_life: 14d}
  webinar: {on: Webinar Attended, points: 15, half_life: 30d, pays: once per event.webinar}
  clicked: {on: Email Link Clicked, points: 4, half_life: 14d, class: [human]}
  careers: {on: Careers Viewed, points: -15, half_life: 30d}
  left: {on: Unsubscribed, points: -60, half_life: 180d}
  member: {on: Member Joined, points: 10}
levels: {1: 60, 2: 35, 3: 0}
stages:
  inquiry: {says: Known, owner: marketing}
  warm: {says: Warm, owner: marketing, enter: engagement >= 20}
";

#[test]
fn points_are_whole_at_once_half_at_each_half_life_and_none_of_it_drifts() {
    check_only(
        SIGNALS,
        &["engagement ", "    "],
        "
        03-01 09:00 lead 1: happened Form Submitted
        03-01 09:00 score 1
        03-31 10:00 score 1
        04-30 10:00 score 1
        05-30 10:00 score 1
        ",
        &expect![[r#"
            03-01 09:00 1 §levels D3 -> D2 (fit 0, engagement 40)
            03-01 09:00 engagement 40
                demo 1 40
            03-07 03:42:18.500977 1 §levels D2 -> D3 (fit 0, engagement 34.999978)
            03-31 10:00 engagement 20
                demo 1 20
            04-30 10:00 engagement 10
                demo 1 10
            05-30 10:00 engagement 5
                demo 1 5
        "#]],
    );
}

#[test]
fn a_cap_and_the_clamp_are_rows_of_the_explanation() {
    check_only(
        SIGNALS,
        &["engagement ", "    "],
        "
        03-01 09:00 lead 1: happened Page Viewed
        03-01 09:00 lead 1: happened Page Viewed
        03-01 09:00 lead 1: happened Page Viewed
        03-01 09:00 lead 1: happened Page Viewed
        03-01 09:00 score 1
        03-01 09:00 lead 1: happened Form Submitted
        03-01 09:00 lead 1: happened Form Submitted
        03-01 09:00 lead 1: happened Form Submitted
        03-01 09:00 score 1
        03-01 09:00 lead 2: happened Careers Viewed
        03-01 09:00 score 2
        ",
        &expect![[r#"
            03-01 09:00 engagement 24
                pricing 1 8
                pricing 2 8
                pricing 3 8
                pricing 4 8
                pricing - -8
            03-01 09:00 1 §levels D3 -> D1 (fit 0, engagement 64)
            03-01 09:00 engagement 100
                demo 6 40
                demo 7 40
                demo 8 40
                pricing 1 8
                pricing 2 8
                pricing 3 8
                pricing 4 8
                pricing - -8
                clamp - -44
            03-01 09:00 engagement 0
                careers 10 -15
                clamp - 15
        "#]],
    );
}

#[test]
fn a_threshold_is_met_at_its_last_microsecond_and_not_one_later() {
    check(
        SIGNALS,
        "
        03-01 09:00 lead 1: created web
        03-01 09:00 lead 1: happened Form Submitted
        05-30 10:00 look
        ",
        &expect![[r#"
            03-01 09:00 1 §stages.inquiry stage inquiry
            03-01 09:00 1 §levels D3 -> D2 (fit 0, engagement 40)
            03-01 09:00 1 §stages.warm stage inquiry -> warm
            03-07 03:42:18.500977 1 §levels D2 -> D3 (fit 0, engagement 34.999978)
        "#]],
    );
}

#[test]
fn what_was_deducted_fades_too_and_lifts_the_score_across_a_threshold() {
    check(
        SIGNALS,
        "
        03-01 09:00 lead 1: created web
        03-01 09:00 lead 1: happened Member Joined
        03-01 09:00 lead 1: happened Member Joined
        03-01 09:00 lead 1: happened Member Joined
        03-01 09:00 lead 1: happened Member Joined
        03-01 10:00 lead 1: happened Careers Viewed
        12-31 10:00 look
        12-31 10:00 score 1
        ",
        &expect![[r#"
            03-01 09:00 1 §stages.inquiry stage inquiry
            03-01 09:00 1 §stages.warm stage inquiry -> warm
            03-01 09:00 1 §levels D3 -> D2 (fit 0, engagement 40)
            03-01 10:00 1 §levels D2 -> D3 (fit 0, engagement 25)
            04-18 00:10:23.693848 1 §levels D3 -> D2 (fit 0, engagement 35.000002)
            12-31 10:00 engagement 39.98695
                careers 6 -0.01305
                member 2 10
                member 3 10
                member 4 10
                member 5 10
        "#]],
    );
}

#[test]
fn each_value_pays_once_and_the_earliest_of_it_whenever_it_is_learnt() {
    check_only(
        SIGNALS,
        &["engagement ", "    "],
        "
        03-10 09:00 lead 1: happened Webinar Attended webinar=a
        03-10 09:00 lead 1: happened Webinar Attended webinar=b
        03-11 09:00 lead 1: happened Webinar Attended webinar=a
        03-11 09:00 score 1
        03-12 09:00 lead 1: happened Webinar Attended webinar=b @at 03-01 09:00
        03-12 09:00 score 1
        03-12 09:00 lead 1: happened Webinar Attended
        03-12 09:00 lead 1: happened Webinar Attended
        03-12 09:00 score 1
        ",
        &expect![[r#"
            03-11 09:00 engagement 29.31481
                webinar 1 14.657405
                webinar 2 14.657405
            03-12 09:00 engagement 25.956218
                webinar 5 11.633593
                webinar 1 14.322625
            03-12 09:00 1 §levels D3 -> D2 (fit 0, engagement 40.956218)
            03-12 09:00 engagement 40.956218
                webinar 5 11.633593
                webinar 1 14.322625
                webinar 7 15
        "#]],
    );
}

#[test]
fn machines_never_score() {
    check_only(
        SIGNALS,
        &["engagement ", "    "],
        "
        03-01 09:00 lead 1: happened Email Link Clicked class=prefetch
        03-01 09:00 lead 1: happened Email Link Clicked class=scanner
        03-01 09:00 lead 1: happened Email Link Clicked class=unknown
        03-01 09:00 lead 1: happened Form Submitted class=scanner
        03-01 09:00 score 1
        03-01 09:00 lead 1: happened Email Link Clicked class=human
        03-01 09:00 lead 1: happened Form Submitted class=unknown
        03-01 09:00 score 1
        ",
        &expect![[r#"
            03-01 09:00 engagement 0
            03-01 09:00 1 §levels D3 -> D2 (fit 0, engagement 44)
            03-01 09:00 engagement 44
                demo 7 40
                clicked 6 4
        "#]],
    );
}

#[test]
fn what_a_source_dates_into_the_future_happened_when_it_was_told() {
    check_only(
        SIGNALS,
        &["engagement ", "    ", "levels"],
        "
        03-01 09:00 lead 1: happened Form Submitted @at 03-05 09:00
        03-01 09:00 score 1
        03-31 10:00 score 1
        ",
        &expect![[r#"
            03-01 09:00 1 §levels D3 -> D2 (fit 0, engagement 40)
            03-01 09:00 engagement 40
                demo 1 40
            03-07 03:42:18.500977 1 §levels D2 -> D3 (fit 0, engagement 34.999978)
            03-31 10:00 engagement 20
                demo 1 20
        "#]],
    );
}
