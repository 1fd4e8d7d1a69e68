//! Goal: parts are asked from left to right, only as far as the answer needs, and constants ask nothing. Method: tables.

use expect_test::expect;

use super::check;

#[test]
fn and_or_and_not() {
    check(&expect![[r#"
        lead.newsletter && did('demo')
            learnt newsletter=no; happened Demo          => no: lead.newsletter is no
            learnt newsletter=yes; happened Demo         => yes: lead.newsletter is yes; did('demo') is 2026-03-02T08:00:00Z
            learnt newsletter=yes                        => no: lead.newsletter is yes; did('demo') is not known
        lead.newsletter || did('demo')
            learnt newsletter=yes                        => yes: lead.newsletter is yes
            happened Demo                                => yes: lead.newsletter is not known; did('demo') is 2026-03-02T08:00:00Z
            happened Visit                               => no: lead.newsletter is not known; did('demo') is not known
        !(lead.newsletter && did('demo'))
            learnt newsletter=no; happened Demo          => yes: lead.newsletter is no
            learnt newsletter=yes; happened Demo         => no: lead.newsletter is yes; did('demo') is 2026-03-02T08:00:00Z
        !(lead.newsletter || !did('demo'))
            happened Demo                                => yes: lead.newsletter is not known; did('demo') is 2026-03-02T08:00:00Z
            happened Visit                               => no: lead.newsletter is not known; did('demo') is not known
            learnt newsletter=yes; happened Demo         => no: lead.newsletter is yes
        lead.newsletter && (did('demo') || times('visit') >= 2) && !accepted
            learnt newsletter=yes; happened Visit; happened Visit => yes: lead.newsletter is yes; did('demo') is not known; times('visit') >= 2 is 2; accepted is no
            learnt newsletter=yes; happened Demo         => yes: lead.newsletter is yes; did('demo') is 2026-03-02T08:00:00Z; accepted is no
            learnt newsletter=yes; happened Demo; handed jonas; accepted => no: lead.newsletter is yes; did('demo') is 2026-03-02T08:00:00Z; accepted is yes
            happened Demo                                => no: lead.newsletter is not known
        lead.newsletter || did('demo') && did('visit')
            happened Demo; happened Visit                => yes: lead.newsletter is not known; did('demo') is 2026-03-02T08:00:00Z; did('visit') is 2026-03-02T08:00:00Z
            happened Demo                                => no: lead.newsletter is not known; did('demo') is 2026-03-02T08:00:00Z; did('visit') is not known
            learnt newsletter=yes                        => yes: lead.newsletter is yes
        !(lead.seniority == 'chief' || account.country == 'DE') && lead.title != 'Boss'
            learnt title=Clerk                           => yes: lead.seniority == 'chief' is not known; account.country == 'DE' is not known; lead.title != 'Boss' is Clerk
            learnt title=Clerk seniority=chief           => no: lead.seniority == 'chief' is chief
            learnt title=Boss                            => no: lead.seniority == 'chief' is not known; account.country == 'DE' is not known; lead.title != 'Boss' is Boss
    "#]]);
}

#[test]
fn buyers_are_asked_part_by_part() {
    check(&expect![[r#"
        buyer('leader')
            unheard of                                   => no: lead.seniority != 'staff' is not known
            account: learnt employees=50; learnt seniority=chief => yes: lead.seniority != 'staff' is chief; account.employees >= 50 is 50
            account: learnt employees=50; learnt seniority=staff => no: lead.seniority != 'staff' is staff
            account: learnt employees=49; learnt seniority=chief => no: lead.seniority != 'staff' is chief; account.employees >= 50 is 49
        !buyer('leader') && did('demo')
            happened Demo                                => yes: lead.seniority != 'staff' is not known; did('demo') is 2026-03-02T08:00:00Z
            account: learnt employees=50; learnt seniority=chief; happened Demo => no: lead.seniority != 'staff' is chief; account.employees >= 50 is 50
    "#]]);
}

#[test]
fn constants_ask_nothing() {
    check(&expect![[r#"
        true
            unheard of                                   => yes
        false
            unheard of                                   => no
        true && did('demo')
            happened Visit                               => no: not known
            happened Demo                                => yes: 2026-03-02T08:00:00Z
        did('demo') || !false
            happened Visit                               => yes
    "#]]);
}
