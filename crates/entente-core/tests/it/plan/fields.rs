//! Goal: every type of field answers every comparison, and what is not known answers no. Method: tables.

use expect_test::expect;

use super::check;

#[test]
fn numbers() {
    check(&expect![[r#"
        account.employees >= 50
            unheard of                                   => no: not known
            account: learnt employees=49.999999          => no: 49.999999
            account: learnt employees=50                 => yes: 50
            account: learnt employees=50; account: learnt employees=null => no: not known
        account.employees > 50
            account: learnt employees=50                 => no: 50
            account: learnt employees=50.000001          => yes: 50.000001
        account.employees <= 50
            account: learnt employees=50                 => yes: 50
            account: learnt employees=50.000001          => no: 50.000001
            account: learnt sites=1                      => no: not known
        account.employees < 50
            account: learnt employees=49.999999          => yes: 49.999999
            account: learnt employees=50                 => no: 50
            account: learnt employees=-3                 => yes: -3
        account.employees == 50
            account: learnt employees=50                 => yes: 50
            account: learnt employees=many               => no: not known
        account.employees != 50
            account: learnt employees=50                 => no: 50
            account: learnt employees=51                 => yes: 51
            account: learnt sites=1                      => no: not known
        50 < account.employees
            account: learnt employees=50                 => no: 50
            account: learnt employees=51                 => yes: 51
        account.employees > account.sites
            account: learnt employees=2 sites=1          => yes: 2
            account: learnt employees=2 sites=2          => no: 2
            account: learnt employees=2                  => no: 2
            account: learnt sites=2                      => no: not known
        account.employees in [50, 7.5]
            account: learnt employees=7.5                => yes: 7.5
            account: learnt employees=8                  => no: 8
            account: learnt sites=50                     => no: not known
        account.employees == null
            account: learnt sites=1                      => yes: not known
            account: learnt employees=0                  => no: 0
        account.employees != null
            account: learnt sites=1                      => no: not known
            account: learnt employees=0                  => yes: 0
    "#]]);
}

#[test]
fn choices_and_yes_or_no() {
    check(&expect![[r#"
        lead.seniority == 'chief'
            learnt title=Boss                            => no: not known
            learnt seniority=chief                       => yes: chief
            learnt seniority=CHIEF                       => yes: chief
            learnt seniority=emperor                     => no: not known
        lead.seniority != 'chief'
            learnt title=Boss                            => no: not known
            learnt seniority=chief                       => no: chief
            learnt seniority=staff                       => yes: staff
        !(lead.seniority == 'chief')
            learnt title=Boss                            => yes: lead.seniority == 'chief' is not known
            learnt seniority=chief                       => no: lead.seniority == 'chief' is chief
            learnt seniority=staff                       => yes: lead.seniority == 'chief' is staff
        lead.seniority in ['director', 'chief']
            learnt title=Boss                            => no: not known
            learnt seniority=director                    => yes: director
            learnt seniority=staff                       => no: staff
        lead.seniority == null
            learnt title=Boss                            => yes: not known
            learnt seniority=staff                       => no: staff
        lead.newsletter
            learnt title=Boss                            => no: not known
            learnt newsletter=yes                        => yes: yes
            learnt newsletter=no                         => no: no
        lead.newsletter == false
            learnt title=Boss                            => no: not known
            learnt newsletter=yes                        => no: yes
            learnt newsletter=no                         => yes: no
        !lead.newsletter
            learnt title=Boss                            => yes: lead.newsletter is not known
            learnt newsletter=yes                        => no: lead.newsletter is yes
            learnt newsletter=no                         => yes: lead.newsletter is no
        lead.free_mail
            learnt title=Boss                            => no: not known
            learnt email=ana@GMX.de                      => yes: yes
            learnt email=ana@kessler.example             => no: no
            learnt free_mail=yes                         => no: not known
    "#]]);
}

#[test]
fn countries_sets_and_dates() {
    check(&expect![[r#"
        account.country == 'DE'
            account: learnt sites=1                      => no: not known
            account: learnt country=DE                   => yes: DE
            account: learnt country=de                   => yes: DE
            account: learnt country=Germany              => no: not known
        account.country != 'DE'
            account: learnt sites=1                      => no: not known
            account: learnt country=AT                   => yes: AT
        account.country in ['DE', 'KR']
            account: learnt country=KR                   => yes: KR
            account: learnt country=RK                   => no: RK
            account: learnt sites=1                      => no: not known
        'shuttle' in account.products
            account: learnt sites=1                      => no: not known
            account: learnt products=picker,shuttle      => yes: shuttle, picker
            account: learnt products=picker              => no: picker
            account: learnt products=Shuttle             => yes: shuttle
            account: learnt products=rocket,sled         => no: not known
        !('fleet' in account.products)
            account: learnt sites=1                      => yes: 'fleet' in account.products is not known
            account: learnt products=fleet,picker        => no: 'fleet' in account.products is picker, fleet
        account.products != null
            account: learnt sites=1                      => no: not known
            account: learnt products=picker              => yes: picker
        lead.met_on < timestamp('2026-03-01T00:00:00+01:00')
            learnt title=Boss                            => no: not known
            learnt met_on=2026-02-28T23:00:00Z           => no: 2026-02-28T23:00:00Z
            learnt met_on=2026-02-28T22:59:59.999999Z    => yes: 2026-02-28T22:59:59.999999Z
            learnt met_on=yesterday                      => no: not known
        lead.met_on >= timestamp('2026-03-01T00:00:00+01:00')
            learnt title=Boss                            => no: not known
            learnt met_on=2026-02-28T23:00:00Z           => yes: 2026-02-28T23:00:00Z
            learnt met_on=2026-02-28T22:59:59.999999Z    => no: 2026-02-28T22:59:59.999999Z
    "#]]);
}

#[test]
fn texts_and_lists() {
    check(&expect![[r#"
        lead.title == 'Boss'
            learnt newsletter=yes                        => no: not known
            learnt title=Boss                            => yes: Boss
            learnt title=boss                            => no: boss
        lead.title != 'Boss'
            learnt newsletter=yes                        => no: not known
            learnt title=boss                            => yes: boss
        lead.title in ['Boss', '7.5']
            learnt title=Boss                            => yes: Boss
            learnt title=7.50                            => yes: 7.5
            learnt title=Bosses                          => no: Bosses
        lead.title.startsWith('Bo')
            learnt newsletter=yes                        => no: not known
            learnt title=Boss                            => yes: Boss
            learnt title=boss                            => no: boss
            learnt title=Bo                              => yes: Bo
        lead.title.endsWith('장')
            learnt title=공장장                             => yes: 공장장
            learnt title=장인                              => no: 장인
        lead.title.contains('')
            learnt title=Boss                            => yes: Boss
            learnt newsletter=yes                        => no: not known
        lead.title.contains('os')
            learnt title=Boss                            => yes: Boss
            learnt title=Bos                             => yes: Bos
            learnt title=Bo                              => no: Bo
        lead.title == null
            learnt newsletter=yes                        => yes: not known
            learnt title=Boss; learnt title=null         => yes: not known
            learnt title=Boss                            => no: Boss
        account.domain in list('rivals')
            unheard of                                   => no: not known
            account: learnt domain=rival.example         => yes: rival.example
            account: learnt domain=RIVAL.Example         => yes: rival.example
            account: learnt domain=ünal.example          => yes: ünal.example
            account: learnt domain=rival.example.org     => no: rival.example.org
        lead.title in list('rivals')
            learnt title=RIVAL.EXAMPLE                   => yes: RIVAL.EXAMPLE
            learnt title=Boss                            => no: Boss
    "#]]);
}
