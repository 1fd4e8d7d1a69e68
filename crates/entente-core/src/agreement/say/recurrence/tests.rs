//! Goal: a rule is said in words, or quoted; never said as another rule.

use expect_test::expect;

use crate::agreement::say::Voice;
use crate::agreement::say::tests::{EVERYTHING, agreement};
use crate::lang::Lang;

#[test]
fn rules_in_words() {
    let agreement = agreement(EVERYTHING);
    let rules = [
        "FREQ=WEEKLY;BYDAY=TH",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR",
        "FREQ=MONTHLY;BYDAY=2TU",
        "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR",
        "FREQ=MONTHLY;BYMONTHDAY=15",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=DAILY",
        "FREQ=YEARLY;INTERVAL=1",
        "FREQ=HOURLY",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=월",
        "FREQ=WEEKLY;BYDAY=TH;COUNT=5",
        "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=1",
        "weekly",
        "",
    ];
    let say = |rule: &&str| {
        let [en, ko] = [Lang::En, Lang::Ko].map(|lang| super::recurrence(&Voice::new(&agreement, lang), rule));
        format!("{rule:<45} {en} | {ko}\n")
    };
    expect![[r#"
        FREQ=WEEKLY;BYDAY=TH                          every week on Thursday | 매주 목요일
        RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR   every 2 weeks on Monday, Wednesday and Friday | 2주마다 월요일, 수요일, 금요일
        FREQ=MONTHLY;BYDAY=2TU                        every month on the second Tuesday | 매월 둘째 화요일
        FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR            every 3 months on the last Friday | 3개월마다 마지막 금요일
        FREQ=MONTHLY;BYMONTHDAY=15                    every month on day 15 | 매월 15일
        FREQ=MONTHLY;BYMONTHDAY=-1                    every month on the last day | 매월 말일
        FREQ=DAILY                                    every day | 매일
        FREQ=YEARLY;INTERVAL=1                        every year | 매년
        FREQ=HOURLY                                   by the rule 'FREQ=HOURLY' | 규칙 'FREQ=HOURLY'에 따라
        FREQ=WEEKLY;INTERVAL=0                        by the rule 'FREQ=WEEKLY;INTERVAL=0' | 규칙 'FREQ=WEEKLY;INTERVAL=0'에 따라
        FREQ=WEEKLY;BYDAY=XX                          by the rule 'FREQ=WEEKLY;BYDAY=XX' | 규칙 'FREQ=WEEKLY;BYDAY=XX'에 따라
        FREQ=WEEKLY;BYDAY=월                           by the rule 'FREQ=WEEKLY;BYDAY=월' | 규칙 'FREQ=WEEKLY;BYDAY=월'에 따라
        FREQ=WEEKLY;BYDAY=TH;COUNT=5                  by the rule 'FREQ=WEEKLY;BYDAY=TH;COUNT=5' | 규칙 'FREQ=WEEKLY;BYDAY=TH;COUNT=5'에 따라
        FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=1           by the rule 'FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=1' | 규칙 'FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=1'에 따라
        weekly                                        by the rule 'weekly' | 규칙 'weekly'에 따라
                                                      by the rule '' | 규칙 ''에 따라
    "#]].assert_eq(&rules.iter().map(say).collect::<String>());
}
