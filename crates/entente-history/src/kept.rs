//! What is kept of the values told about one thing: the one that stands, and what it takes to replace it.

use entente_core::time::Instant;

use crate::words::NONE;

/// When a value gives way to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trust {
    /// To any later one.
    Told,
    /// Only to a later one that somebody vouches for, too.
    Vouched,
    /// Only to an earlier one: a lead comes from where it first came from.
    First,
    /// It was erased: only what is told later stands.
    Erased,
}

/// The value that stands. Later knowledge replaces earlier, in whichever order it comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kept {
    /// When the log learnt it.
    pub(crate) known: Instant,
    /// The number of a word.
    pub(crate) value: u32,
    pub(crate) trust: Trust,
}

impl Kept {
    /// Nothing was told yet.
    pub(crate) const NOTHING: Kept = Kept { known: Instant::MIN, value: NONE, trust: Trust::Told };

    /// Takes in another value.
    pub(crate) fn learn(&mut self, told: Kept) {
        if self.gives_way(told) {
            *self = told;
        }
    }

    fn gives_way(self, told: Kept) -> bool {
        match (self.trust, told.trust) {
            (Trust::First, Trust::First) => told.known < self.known,
            (Trust::First, _) | (Trust::Vouched, Trust::Told) => false,
            (Trust::Told, Trust::Vouched | Trust::First) => true,
            _ => told.known >= self.known,
        }
    }
}

const _: () = assert!(size_of::<Kept>() == 16, "a value stays within two words: there are ten of them a lead");

#[cfg(test)]
mod tests {
    use entente_core::time::Instant;

    use super::{Kept, Trust};

    fn told(known: i64, value: u32, trust: Trust) -> Kept {
        Kept { known: Instant::from_micros(known), value, trust }
    }

    #[test]
    fn what_stands_does_not_depend_on_the_order_in_which_it_comes_in() {
        use Trust::{Erased, First, Told, Vouched};
        let cases: [(&str, Vec<Kept>); 5] = [
            ("the later of two", vec![told(1, 10, Told), told(2, 20, Told)]),
            ("the vouched one", vec![told(3, 10, Told), told(2, 20, Vouched)]),
            ("the later vouched one", vec![told(3, 10, Vouched), told(2, 20, Vouched), told(5, 30, Told)]),
            ("the first source", vec![told(3, 10, First), told(2, 20, First)]),
            ("what was told after it was erased", vec![told(1, 10, Told), told(2, 0, Erased), told(3, 20, Told)]),
        ];
        let mut table = String::new();
        for (name, values) in cases {
            let stands = |values: &mut dyn Iterator<Item = &Kept>| {
                let mut kept = Kept::NOTHING;
                values.for_each(|told| kept.learn(*told));
                kept.value
            };
            let (ahead, back) = (stands(&mut values.iter()), stands(&mut values.iter().rev()));
            table += &format!("{name}: {ahead} {back}\n");
        }
        expect_test::expect![[r#"
            the later of two: 20 20
            the vouched one: 20 20
            the later vouched one: 10 10
            the first source: 20 20
            what was told after it was erased: 20 20
        "#]]
        .assert_eq(&table);
    }
}
