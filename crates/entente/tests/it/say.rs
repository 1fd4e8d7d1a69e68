//! `entente say` and `entente hash`: what a reader gets, and how an agreement with errors is answered.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use expect_test::{expect, expect_file};

use crate::{TWO, entente, told, write};

#[test]
fn it_is_said_in_both_languages() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "two.yaml", TWO);
    let lines = |args: &[&str]| {
        let told = told(&entente(dir.path(), args));
        told.lines().filter(|line| line.contains("7.1") || line.starts_with(['#', 'e'])).collect::<Vec<_>>().join("\n")
    };
    expect![[r#"
        exit 0
        # A team of two
        ## §2 Whom we want
        ## §3 What shows interest
        ## §4 The lead process
        ## §5 The qualified lead
        ## §6 The handoff
        ## §7 What each side promises
        **7.1 Touch.** Sales promises: Called within a day. From the handoff to the first touch, no more than 1 day may pass. This is kept for at least 90% of leads.
        ## §11 How this agreement changes
        ## §A Annex: calendars, fields, lists and examples
        ## Signatures"#]].assert_eq(&lines(&["say", "two.yaml"]));
    expect![[r#"
        exit 0
        # A team of two
        ## §2 우리가 찾는 고객
        ## §3 관심을 보여 주는 신호
        ## §4 리드 단계
        ## §5 적격 리드
        ## §6 리드 인계
        ## §7 서로의 약속(SLA)
        **7.1 Touch.** 영업의 약속: Called within a day. 인계부터 첫 접촉까지 1일을 넘지 않아야 합니다. 이 약속을 리드의 90% 이상에서 지킵니다.
        ## §11 합의서의 변경
        ## §A 부록: 달력, 항목, 목록, 예시
        ## 서명"#]].assert_eq(&lines(&["say", "two.yaml", "--lang", "ko"]));
}

#[test]
fn json_has_every_clause_with_its_id() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "two.yaml", TWO);
    let output = entente(dir.path(), ["say", "two.yaml", "--json"]);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let touch = document["sections"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|section| section["clauses"].as_array().unwrap())
        .find(|clause| clause["id"] == "sla.sales.touch")
        .unwrap();
    assert_eq!(touch["number"], "7.1");
    let hash = told(&entente(dir.path(), ["hash", "two.yaml"]));
    assert_eq!(hash, format!("exit 0\n{}\n", document["hash"].as_str().unwrap()));
}

#[test]
fn errors_and_unknown_languages_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "wrong.yaml", "entente: 1\ntitle: T\n");
    let told_wrong = told(&entente(dir.path(), ["say", "wrong.yaml"]));
    assert!(told_wrong.starts_with("exit 1\nwrong.yaml:"), "{told_wrong}");
    let missing = told(&entente(dir.path(), ["say", "missing.yaml"]));
    assert!(missing.starts_with("exit 2\nentente: cannot read missing.yaml"), "{missing}");
    let french = told(&entente(dir.path(), ["say", "wrong.yaml", "--lang", "fr"]));
    assert!(french.contains("'fr' is not a language Entente speaks: en or ko"), "{french}");
}

/// Sample agreements of this repository.
fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../agreements");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut samples: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect();
    samples.sort();
    samples
}

#[test]
fn every_sample_is_said_in_full_and_differs_from_itself_in_nothing() {
    assert!(!samples().is_empty());
    for sample in samples() {
        for lang in ["en", "ko"] {
            let said = told(&entente(
                Path::new("."),
                [OsStr::new("say"), sample.as_ref(), OsStr::new("--lang"), OsStr::new(lang)],
            ));
            assert!(said.starts_with("exit 0\n# ") && said.contains("SHA-256"), "{said}");
        }
        let diff = told(&entente(Path::new("."), [OsStr::new("diff"), sample.as_ref(), sample.as_ref()]));
        assert!(diff.starts_with("exit 0\nNo change: "), "{diff}");
    }
}

#[test]
fn the_samples_read_aloud() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../agreements");
    for name in ["halden", "two"] {
        for lang in ["en", "ko"] {
            let output = entente(&folder, ["say", &format!("{name}.yaml"), "--lang", lang]);
            let said = String::from_utf8(output.stdout).unwrap();
            expect_file![format!("{}/tests/it/said/{name}.{lang}.md", env!("CARGO_MANIFEST_DIR"))].assert_eq(&said);
        }
    }
}
