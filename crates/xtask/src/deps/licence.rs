//! Reads licence expressions, so that one allowed branch of an `OR` is enough and every part of an `AND` is needed.

use std::collections::BTreeSet;

/// Whether an SPDX expression (`(MIT OR Apache-2.0) AND Unicode-3.0`, or the older `MIT/Apache-2.0`) can be met with
/// allowed licences alone. A missing or malformed expression cannot.
pub(super) fn allows(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ").replace(" WITH ", "-WITH-");
    let mut words = Words { words: spaced.split_whitespace().collect(), at: 0, allowed };
    let answer = words.any();
    answer && words.at == words.words.len()
}

struct Words<'a> {
    words: Vec<&'a str>,
    at: usize,
    allowed: &'a BTreeSet<String>,
}

impl Words<'_> {
    /// `all OR all …`; every branch is read, also after one that is allowed.
    fn any(&mut self) -> bool {
        let mut answer = self.all();
        while self.take("OR") {
            answer |= self.all();
        }
        answer
    }

    /// `one AND one …`
    fn all(&mut self) -> bool {
        let mut answer = self.one();
        while self.take("AND") {
            answer &= self.one();
        }
        answer
    }

    /// A licence, or an expression in brackets.
    fn one(&mut self) -> bool {
        if self.take("(") {
            let answer = self.any();
            return self.take(")") && answer;
        }
        let Some(word) = self.words.get(self.at) else {
            self.at = usize::MAX; // a licence is missing: the whole is malformed
            return false;
        };
        self.at += 1;
        self.allowed.contains(&word.replace("-WITH-", " WITH "))
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.words.get(self.at) == Some(&word);
        self.at += usize::from(found);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn expressions_are_judged_by_their_branches() {
        let allowed = ["MIT", "Apache-2.0", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"];
        let allowed: BTreeSet<String> = allowed.map(str::to_owned).into();
        let rows = [
            "MIT",
            "GPL-3.0",
            "MIT OR GPL-3.0",
            "MIT/GPL-3.0",
            "MIT AND GPL-3.0",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "(GPL-3.0 OR Apache-2.0) AND (Unicode-3.0)",
            "GPL-3.0 OR Apache-2.0 AND BSD-9",
            "Apache-2.0 WITH LLVM-exception OR GPL-3.0",
            "GPL-3.0 WITH Classpath-exception-2.0",
            "",
            "MIT OR",
            "(MIT",
            "MIT Apache-2.0",
        ];
        let table: Vec<String> = rows.map(|row| format!("{row:<42} | {}", allows(row, &allowed))).into();
        expect![[r#"
            MIT                                        | true
            GPL-3.0                                    | false
            MIT OR GPL-3.0                             | true
            MIT/GPL-3.0                                | true
            MIT AND GPL-3.0                            | false
            (MIT OR Apache-2.0) AND Unicode-3.0        | true
            (GPL-3.0 OR Apache-2.0) AND (Unicode-3.0)  | true
            GPL-3.0 OR Apache-2.0 AND BSD-9            | false
            Apache-2.0 WITH LLVM-exception OR GPL-3.0  | true
            GPL-3.0 WITH Classpath-exception-2.0       | false
                                                       | false
            MIT OR                                     | false
            (MIT                                       | false
            MIT Apache-2.0                             | false"#]]
        .assert_eq(&table.join("\n"));
    }
}
