//! Texts of agreements: whatever is written, it is read or its problems are told; what is read has one canonical form, is
//! said in both languages, and compiles or says why not.
#![no_main]

use entente_core::agreement::canonical::{canonical, hash};
use entente_core::agreement::read::read;
use entente_core::agreement::say::say;
use entente_core::lang::Lang;
use entente_core::plan::Plan;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let read = read(text);
    let Some(agreement) = read.agreement else {
        assert!(!read.problems.is_empty(), "nothing was read and no problem is told");
        return;
    };
    assert_eq!(hash(&agreement), hash(&agreement));
    assert!(serde_json::from_str::<serde_json::Value>(&canonical(&agreement)).is_ok(), "the canonical form is JSON");
    for lang in [Lang::En, Lang::Ko] {
        drop(say(&agreement, lang));
    }
    drop(Plan::compile(&agreement));
});
