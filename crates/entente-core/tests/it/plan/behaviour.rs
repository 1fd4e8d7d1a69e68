//! Goal: signals, windows, scores, stages and milestones answer to the microsecond. Method: tables.

use expect_test::expect;

use super::check;

#[test]
fn whether_a_signal_was_seen() {
    check(&expect![[r#"
        did('demo')
            unheard of                                   => no: not known
            happened Visit                               => no: not known
            happened Demo                                => yes: 2026-03-02T08:00:00Z
            happened Demo class=scanner                  => no: not known
            happened Demo; asked 900d later              => yes: 2026-03-02T08:00:00Z
        did('demo', '7d')
            happened Demo; asked 7d later                => yes: 2026-03-02T08:00:00Z
            happened Demo; asked 7d1us later             => no: 2026-03-02T08:00:00Z
            happened Demo; 03-04 09:00 happened Demo; asked 7d later => yes: 2026-03-04T08:00:00Z
            happened Demo @at 03-09 09:00; asked 7d later => yes: 2026-03-02T08:00:00Z
    "#]]);
}

#[test]
fn how_often_a_signal_was_seen() {
    check(&expect![[r#"
        times('visit') == 0
            unheard of                                   => yes: 0
            happened Visit                               => no: 1
        times('visit') >= 2
            happened Visit                               => no: 1
            happened Visit; happened Visit               => yes: 2
            happened Visit; happened Visit; asked 900d later => yes: 2
        times('visit', '2d') >= 2
            happened Visit; 03-04 09:00 happened Visit   => yes: 2
            happened Visit; 03-04 09:00 happened Visit; asked 1us later => no: 1
            03-04 09:00 happened Visit; 03-04 09:00 happened Visit @at 03-02 09:00 => yes: 2
            03-04 09:00 happened Visit; 03-04 09:00 happened Visit @at 03-02 08:59 => no: 1
        times('visit', '2d') != 1
            happened Demo                                => yes: 0
            happened Visit                               => no: 1
            happened Visit; happened Visit               => yes: 2
        times('visit', '2d') < 1
            happened Visit; asked 2d later               => no: 1
            happened Visit; asked 2d1us later            => yes: 0
    "#]]);
}

#[test]
fn since_first_and_last() {
    check(&expect![[r#"
        since('demo') <= '7d'
            happened Visit                               => no: not known
            happened Demo; asked 7d later                => yes: 7d
            happened Demo; asked 7d1us later             => no: 7d1us
        since('demo') < '7d'
            happened Demo; asked 6d23h59m59s999999us later => yes: 6d23h59m59s999999us
            happened Demo; asked 7d later                => no: 7d
        since('demo') > '7d'
            happened Visit                               => no: not known
            happened Demo; asked 7d1us later             => yes: 7d1us
            happened Demo; 03-03 09:00 happened Demo; asked 7d later => no: 7d
        first('visit') < timestamp('2026-03-02T09:00:00+01:00')
            happened Demo                                => no: not known
            happened Visit                               => no: 2026-03-02T08:00:00Z
            03-03 09:00 happened Visit; 03-03 09:00 happened Visit @at 03-01 09:00 => yes: 2026-03-01T08:00:00Z
        last('visit') >= timestamp('2026-03-03T09:00:00+01:00')
            happened Visit                               => no: 2026-03-02T08:00:00Z
            happened Visit; 03-03 09:00 happened Visit   => yes: 2026-03-03T08:00:00Z
            03-03 09:00 happened Visit; 03-03 09:00 happened Visit @at 03-01 09:00 => yes: 2026-03-03T08:00:00Z
        last('visit') == null
            happened Demo                                => yes: not known
            happened Visit                               => no: 2026-03-02T08:00:00Z
        first('demo') < last('demo')
            happened Demo                                => no: 2026-03-02T08:00:00Z
            happened Demo; 03-03 09:00 happened Demo     => yes: 2026-03-02T08:00:00Z
    "#]]);
}

#[test]
fn scores_grades_and_levels() {
    check(&expect![[r#"
        fit >= 50
            unheard of                                   => no: 0
            account: learnt employees=50                 => yes: 50
        engagement >= 20
            happened Demo; asked 30d later               => yes: 20
            happened Demo; asked 30d1us later            => yes: 20
            happened Demo; asked 31d later               => no: 19.543206
        engagement > 24
            happened Visit; happened Visit; happened Visit; happened Visit => no: 24
        fit > engagement
            happened Demo                                => no: 0
            account: learnt employees=50; happened Demo  => yes: 50
        grade == 'A'
            unheard of                                   => no: C
            account: learnt employees=50; learnt seniority=chief => yes: A
        grade in ['B', 'C']
            account: learnt employees=50                 => yes: B
            account: learnt employees=50; learnt seniority=chief => no: A
        level == 1
            happened Demo                                => no: 2
            happened Demo; happened Visit; happened Visit; happened Visit => yes: 1
        level >= 2
            happened Demo; happened Visit; happened Visit; happened Visit => no: 1
            happened Demo                                => yes: 2
        level in [1, 2]
            happened Demo                                => yes: 2
            happened Visit                               => no: 3
    "#]]);
}

#[test]
fn places_and_milestones() {
    check(&expect![[r#"
        stage == 'inquiry'
            unheard of                                   => no: not known
            happened Visit                               => yes: inquiry
            account: learnt employees=50; learnt seniority=chief; happened Demo => no: mql
        stage != 'mql'
            unheard of                                   => no: not known
            happened Visit                               => yes: inquiry
        stage in ['sal', 'customer']
            handed jonas; accepted                       => yes: sal
            won d1                                       => yes: customer
            happened Visit                               => no: inquiry
        stage == 'disqualified'
            disqualified no_budget                       => yes: disqualified
            happened Visit                               => no: inquiry
        stage == 'inquiry' && recycled
            handed jonas; recycled later                 => yes: stage == 'inquiry' is inquiry; recycled is yes
        in_stage_for('7d')
            happened Visit; asked 7d later               => yes: yes
            happened Visit; asked 6d23h59m59s999999us later => no: no
            handed jonas; 03-03 09:00 accepted; asked 7d later => yes: yes
            handed jonas; 03-03 09:00 accepted; asked 6d later => no: no
        handed_off
            happened Visit                               => no: no
            handed jonas                                 => yes: yes
            account: learnt employees=50; learnt seniority=chief; happened Demo => yes: yes
        qualified
            account: learnt employees=50; learnt seniority=chief; happened Demo => yes: yes
            happened Demo                                => no: no
        contacted
            handed jonas; touched call                   => no: no
            handed jonas; touched call reached           => yes: yes
            touched call reached                         => no: no
        first_attempt && !contacted
            handed jonas; touched call                   => yes: first_attempt is yes; contacted is no
            handed jonas; touched call reached           => no: first_attempt is yes; contacted is yes
            handed jonas                                 => no: first_attempt is no
        accepted
            handed jonas; accepted                       => yes: yes
            handed jonas; accepted; rejected no_interest => no: no
            handed jonas; accepted; recycled later; handed jonas => no: no
        created && !rated
            unheard of                                   => no: created is no
            happened Visit                               => yes: created is yes; rated is no
            rated 5                                      => no: created is yes; rated is yes
        churned
            churned price                                => yes: yes
            won d1                                       => no: no
    "#]]);
}

#[test]
fn owners_sources_consent_and_deals() {
    check(&expect![[r#"
        account.owner != null
            unheard of                                   => no: not known
            account: owned kwame                         => yes: kwame
            account: learnt sites=1                      => no: not known
        account.owner == 'kwame'
            account: owned kwame                         => yes: kwame
            account: owned jonas                         => no: jonas
            account: learnt sites=1                      => no: not known
        lead.owner == 'jonas'
            happened Visit                               => no: not known
            handed jonas                                 => yes: jonas
            handed jonas; reassigned ama                 => no: ama
        lead.source == 'fair'
            happened Visit                               => no: not known
            created fair                                 => yes: fair
            created fair; created                        => yes: fair
        lead.consent == 'withdrawn'
            happened Visit                               => no: not known
            withdrew                                     => yes: withdrawn
            withdrew; consented                          => yes: withdrawn
            withdrew; 03-03 09:00 consented              => no: given
            withdrew; 03-03 09:00 consented @at 03-01 09:00 => yes: withdrawn
        lead.consent != 'given'
            happened Visit                               => no: not known
            withdrew                                     => yes: withdrawn
        lead.consent == null
            happened Visit                               => yes: not known
            consented                                    => no: given
        account.open_opportunity
            unheard of                                   => no: no
            account: learnt sites=1; opened d1           => yes: yes
            account: learnt sites=1; opened d1; won d1   => no: no
            account: learnt sites=1; opened d1; opened d1; lost d1 => no: no
            account: learnt sites=1; opened d1; opened d2; lost d1 => yes: yes
            opened d1                                    => no: no
    "#]]);
}
