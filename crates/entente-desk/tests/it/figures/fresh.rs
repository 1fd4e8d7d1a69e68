//! Keeping up with a log that the engine decides answers what reading it afresh does, links and late facts included.

use entente_desk::figures::{Asked, Figures, Period};
use entente_desk::force::in_force;
use proptest::prelude::*;

use super::company::{AGREEMENT, COMPANY};
use super::snapshot;
use crate::desk::{Desk, at};

/// What may come between: links and their withdrawal, an erasure.
const MORE: [&str; 6] = [
    "ben@bolt.example | 03-04 12:00 | linked lead_1",
    "eve@echo.example | 03-09 12:00 | linked lead_3\neve@echo.example | 03-11 12:00 | unlinked lead_3",
    "cyd@cord.example | 03-09 12:00 | linked lead_4",
    "eve@echo.example | 03-10 12:00 | accepted",
    "ana@acme.example | 03-10 12:00 | erased",
    "fay@fern.example | 03-12 12:00 | demo",
];

/// Facts that are told days after they happened.
const LATE: &str = "
    dan@dune.example | 03-08 12:00 | called
    gil@gold.example | 03-01 08:00 | created from mail
";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn figures_that_keep_up_are_those_read_afresh(
        more in proptest::sample::subsequence(MORE.to_vec(), 0..=MORE.len()),
        days in proptest::collection::vec(1..6_u32, 2..5),
    ) {
        let mut desk = Desk::with_agreement_in_memory(AGREEMENT);
        let figures = Figures::default();
        let mut lines = COMPANY.lines().chain(more.into_iter().flat_map(str::lines)).collect::<Vec<_>>();
        lines.sort_by_key(|line| line.split('|').nth(1).map(str::to_owned));
        let (mut today, last) = (1, days.len() - 1);
        for (step, day) in days.into_iter().enumerate() {
            let until = format!("03-{:02} 00:00", today + day);
            let (now, rest): (Vec<&str>, Vec<&str>) = lines.iter().partition(|line| line.split('|').nth(1).is_none_or(|time| time.trim() < until.as_str()));
            desk.tell(&now.join("\n"));
            lines = rest;
            if step == last {
                desk.tell(LATE);
            }
            desk.run(&until);
            today += day;
            figures.refresh(&desk.store, &in_force(&desk.store).unwrap(), at(&until)).unwrap();
            let (kept, fresh) = (figures.current().unwrap(), snapshot(&desk.store, &until));
            for buyer in [None, Some("boss".to_owned())] {
                let asked = Asked { period: Period::ThisMonth, buyer };
                prop_assert_eq!(kept.overview(&asked), fresh.overview(&asked));
            }
            prop_assert_eq!(kept.board(Period::ThisMonth), fresh.board(Period::ThisMonth));
            prop_assert_eq!(kept.freshness(), fresh.freshness());
        }
    }
}
