//! Signatures both ways: OpenSSH accepts ours, we accept OpenSSH's, and neither accepts anything else.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

use expect_test::expect;
use tempfile::TempDir;

use crate::{TWO, entente, told, write};

/// A folder with `two.yaml` and keys of both parties; none, loudly, where `ssh-keygen` is missing.
fn desk() -> Option<TempDir> {
    if Command::new("ssh-keygen").arg("-?").output().is_err() {
        eprintln!("SKIPPED: ssh-keygen is not installed (package openssh-client), so signatures were not tested");
        return None;
    }
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "two.yaml", TWO);
    for (key, passphrase) in [("ana", ""), ("ben", ""), ("locked", "a passphrase")] {
        keygen(dir.path(), &["-q", "-t", "ed25519", "-N", passphrase, "-C", key, "-f", key]);
    }
    Some(dir)
}

/// Runs `ssh-keygen`; true where it ends well.
fn keygen(dir: &Path, args: &[&str]) -> bool {
    let quiet =
        Command::new("ssh-keygen").args(args).current_dir(dir).stdout(Stdio::null()).stderr(Stdio::null()).status();
    quiet.unwrap().success()
}

/// `ssh-keygen -Y verify`, as the bundle's README says it.
fn openssh_accepts(dir: &Path, who: &str, namespace: &str, signature: &str, bytes: &str) -> bool {
    Command::new("ssh-keygen")
        .args(["-Y", "verify", "-f", "allowed_signers", "-I", who, "-n", namespace, "-s", signature])
        .current_dir(dir)
        .stdin(File::open(dir.join(bytes)).unwrap())
        .output()
        .unwrap()
        .status
        .success()
}

/// Fingerprints differ at each run; everything else must not.
fn redacted(text: &str) -> String {
    let word = |word: &str| if word.starts_with("SHA256:") { "SHA256:…".to_owned() } else { word.to_owned() };
    let line = |line: &str| line.split(' ').map(word).collect::<Vec<_>>().join(" ");
    text.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

fn run(dir: &Path, args: &str) -> String {
    redacted(&told(&entente(dir, args.split(' '))))
}

/// A folder whose `two.signed` both parties have signed.
fn signed() -> Option<TempDir> {
    let dir = desk()?;
    run(dir.path(), "sign two.yaml --as marketing --key ana");
    run(dir.path(), "sign two.yaml --as sales --key ben");
    Some(dir)
}

#[test]
fn openssh_accepts_ours_and_nothing_else() {
    let Some(dir) = signed() else { return };
    let bundle = dir.path().join("two.signed");
    let mut bytes = std::fs::read_to_string(bundle.join("agreement.jcs")).unwrap();
    bytes.push('\n');
    write(&bundle, "longer.jcs", &bytes);
    let (ana, ben, space) = ("ana@two.example", "ben@two.example", "agreement@entente");
    let rows = [
        ("marketing's", ana, space, "marketing.sig", "agreement.jcs"),
        ("sales'", ben, space, "sales.sig", "agreement.jcs"),
        ("of another person", ben, space, "marketing.sig", "agreement.jcs"),
        ("for another purpose", ana, "file", "marketing.sig", "agreement.jcs"),
        ("one line break more", ana, space, "marketing.sig", "longer.jcs"),
    ];
    let table: String = rows
        .iter()
        .map(|(row, who, space, signature, bytes)| {
            format!("{row:<22}{}\n", openssh_accepts(&bundle, who, space, signature, bytes))
        })
        .collect();
    expect![[r#"
        marketing's           true
        sales'                true
        of another person     false
        for another purpose   false
        one line break more   false
    "#]]
    .assert_eq(&table);
}

#[test]
fn ours_accepts_what_openssh_signed() {
    let Some(dir) = desk() else { return };
    let dir = dir.path();
    std::fs::write(dir.join("agreement.jcs"), entente(dir, ["hash", "--canonical", "two.yaml"]).stdout).unwrap();
    assert!(keygen(dir, &["-Y", "sign", "-f", "ana", "-n", "agreement@entente", "agreement.jcs"]));
    expect![[r#"
        exit 0
        Signed for marketing by ana@two.example with SHA256:…
        Bundle: two.signed
        Signed by one party, not yet in force: sales signs next.
    "#]]
    .assert_eq(&run(dir, "sign two.yaml --as marketing --signature agreement.jcs.sig"));
    run(dir, "sign two.yaml --as sales --key ben");
    assert!(openssh_accepts(
        &dir.join("two.signed"),
        "ana@two.example",
        "agreement@entente",
        "marketing.sig",
        "agreement.jcs"
    ));
    assert!(run(dir, "verify two.signed").ends_with("State: signed by both parties\n"));
}

#[test]
fn a_foreign_signature_is_refused_with_its_reason() {
    let Some(dir) = desk() else { return };
    let dir = dir.path();
    std::fs::write(dir.join("a.jcs"), entente(dir, ["hash", "--canonical", "two.yaml"]).stdout).unwrap();
    let with_line_break = std::fs::read_to_string(dir.join("a.jcs")).unwrap() + "\n";
    write(dir, "b.jcs", &with_line_break);
    assert!(keygen(dir, &["-Y", "sign", "-f", "ana", "-n", "file", "a.jcs"]));
    assert!(keygen(dir, &["-Y", "sign", "-f", "ana", "-n", "agreement@entente", "b.jcs"]));
    write(dir, "c.sig", "not a signature\n");
    let told: String = ["a.jcs.sig", "b.jcs.sig", "c.sig"]
        .iter()
        .map(|signature| run(dir, &format!("sign two.yaml --as marketing --signature {signature}")))
        .collect();
    expect![[r#"
        exit 2
        entente: marketing.sig was made for 'file', not for 'agreement@entente'. Sign the canonical bytes, made by: entente hash --canonical FILE > agreement.jcs
        exit 2
        entente: marketing.sig is not a signature of agreement.jcs. Sign the canonical bytes, made by: entente hash --canonical FILE > agreement.jcs
        exit 2
        entente: marketing.sig is not a signature as `ssh-keygen -Y sign` makes it (PEM preamble contains invalid data (NUL byte)). Sign the canonical bytes, made by: entente hash --canonical FILE > agreement.jcs
    "#]]
    .assert_eq(&told);
    assert!(!dir.join("two.signed").exists());
}

#[test]
fn one_signature_is_not_yet_in_force() {
    let Some(dir) = desk() else { return };
    run(dir.path(), "sign two.yaml --as sales --key ben --into here");
    expect![[r#"
        exit 1
        A team of two
        Identity 422e2d14a8f88e0944eec0ba863fdda40e376d1c6261f51533c120771a940658
        Signed for sales by ben@two.example with SHA256:…
        State: signed by one party, not yet in force
    "#]]
    .assert_eq(&run(dir.path(), "verify here"));
}

#[test]
fn editing_clears_the_signatures() {
    let Some(dir) = signed() else { return };
    let dir = dir.path();
    let before = std::fs::read(dir.join("two.signed/agreement.yaml")).unwrap();
    write(dir, "two.yaml", &TWO.replace("90%", "80%"));
    expect![[r#"
        exit 2
        entente: two.signed holds another text. A signature stands for the text it was given for, so an edited agreement starts without signatures: sign into a new folder with --into, or remove two.signed and let both parties sign anew
    "#]]
    .assert_eq(&run(dir, "sign two.yaml --as sales --key ben"));
    write(dir, "two.yaml", &format!("# A comment is no change.\n{TWO}"));
    assert!(run(dir, "sign two.yaml --as sales --key ben").starts_with("exit 0\n"));
    assert_eq!(
        std::fs::read(dir.join("two.signed/agreement.yaml")).unwrap(),
        before,
        "what was signed is kept to the byte"
    );
}

#[test]
fn nobody_signs_twice_or_for_both() {
    let Some(dir) = desk() else { return };
    let dir = dir.path();
    run(dir, "sign two.yaml --as marketing --key ana");
    let told: String =
        ["--as sales --key ana", "--as marketing --key ben", "--as sales --key locked", "--as sales --key ben.pub"]
            .iter()
            .map(|rest| run(dir, &format!("sign two.yaml {rest}")))
            .collect();
    expect![[r#"
        exit 2
        entente: this key has signed for marketing already; each party signs with its own
        exit 2
        entente: marketing has signed already, with the key SHA256:… To sign with another key, start anew with --into
        exit 2
        entente: locked has a passphrase, which only ssh-keygen asks for. Sign with it, then hand the signature in:
          entente hash --canonical FILE > agreement.jcs
          ssh-keygen -Y sign -f locked -n agreement@entente agreement.jcs
          entente sign FILE --as PARTY --signature agreement.jcs.sig
        exit 2
        entente: ben.pub is a public key. Give the private one, the file of the same name without '.pub'
    "#]]
    .assert_eq(&told);
}

#[test]
fn a_bundle_that_was_altered_is_refused() {
    let Some(dir) = signed() else { return };
    let bundle = dir.path().join("two.signed");
    let names = ["agreement.yaml", "agreement.jcs", "marketing.sig", "allowed_signers"];
    let mut table = String::new();
    for name in names {
        let good = std::fs::read_to_string(bundle.join(name)).unwrap();
        let bad = match name {
            "agreement.yaml" => good.replace("1d", "2d"),
            "agreement.jcs" => good.clone() + "\n",
            "marketing.sig" => std::fs::read_to_string(bundle.join("sales.sig")).unwrap(),
            _ => good.replace("ana@two.example", "eve@two.example"),
        };
        write(&bundle, name, &bad);
        table += &format!("{name} altered: {}", run(dir.path(), "verify two.signed"));
        std::fs::remove_file(bundle.join(name)).unwrap();
        table += &format!("{name} missing: {}", run(dir.path(), "verify two.signed"));
        write(&bundle, name, &good);
    }
    expect![[r#"
        agreement.yaml altered: exit 1
        Refused:
        agreement.jcs is not the canonical form of agreement.yaml: the text was changed after it was signed
        agreement.yaml missing: exit 1
        Refused:
        agreement.yaml cannot be read: No such file or directory (os error 2)
        agreement.jcs altered: exit 1
        Refused:
        agreement.jcs is not the canonical form of agreement.yaml: the text was changed after it was signed
        marketing.sig is not a signature of agreement.jcs
        sales.sig is not a signature of agreement.jcs
        agreement.jcs missing: exit 1
        Refused:
        agreement.jcs cannot be read: No such file or directory (os error 2)
        marketing.sig altered: exit 1
        Refused:
        marketing.sig is by the key SHA256:… which does not stand for ana@two.example in the list of signers
        marketing.sig missing: exit 1
        A team of two
        Identity 422e2d14a8f88e0944eec0ba863fdda40e376d1c6261f51533c120771a940658
        Signed for sales by ben@two.example with SHA256:…
        State: signed by one party, not yet in force
        allowed_signers altered: exit 1
        Refused:
        marketing.sig is by the key SHA256:… which does not stand for ana@two.example in the list of signers
        allowed_signers missing: exit 1
        Refused:
        allowed_signers cannot be read: No such file or directory (os error 2)
    "#]]
    .assert_eq(&table);
    assert!(run(dir.path(), "verify two.signed").starts_with("exit 0\n"));
}

#[test]
fn an_own_list_of_signers_outranks_the_bundles() {
    let Some(dir) = signed() else { return };
    let own = std::fs::read_to_string(dir.path().join("two.signed/allowed_signers")).unwrap();
    write(dir.path(), "own", own.lines().next().unwrap());
    expect![[r#"
        exit 1
        Refused:
        sales.sig is by the key SHA256:… which does not stand for ben@two.example in the list of signers
    "#]]
    .assert_eq(&run(dir.path(), "verify two.signed --allowed-signers own"));
}

#[test]
fn what_has_errors_cannot_be_signed() {
    let Some(dir) = desk() else { return };
    write(dir.path(), "two.yaml", &TWO.replace("did('demo')", "did('demos')"));
    let told = run(dir.path(), "sign two.yaml --as marketing --key ana");
    assert!(told.starts_with("exit 1\n") && told.contains("two.yaml:") && told.contains("cannot be signed"), "{told}");
    assert!(!dir.path().join("two.signed").exists());
}
