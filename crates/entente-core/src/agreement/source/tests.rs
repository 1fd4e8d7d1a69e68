//! Goal: whatever the text, it is read with exact places or refused with one, and never panics.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::{Node, Value, parse};

/// The tree, a scalar a line with its place.
fn lines(node: &Node, path: &str, out: &mut Vec<String>) {
    match &node.value {
        Value::Scalar { text, quoted } => {
            let mark = if *quoted { "quoted" } else { "plain" };
            out.push(format!("{}:{} {path} {mark} {text:?}", node.place.line, node.place.column));
        }
        Value::List(items) => {
            items.iter().enumerate().for_each(|(index, item)| lines(item, &format!("{path}[{index}]"), out));
        }
        Value::Map(entries) => entries.iter().for_each(|(key, node)| {
            lines(node, &format!("{path}.{}@{}:{}", key.text, key.place.line, key.place.column), out);
        }),
    }
}

fn check(text: &str, want: &Expect) {
    let source = parse(text);
    let mut out = Vec::new();
    if let Some(root) = &source.root {
        lines(root, "", &mut out);
    }
    out.extend(source.problems.iter().map(|problem| format!("✗ {problem}")));
    want.assert_eq(&out.join("\n"));
}

#[test]
fn places_are_those_of_the_content() {
    check(
        "a: plain\nb: 'single'\nc: \"double\"\nd: {e: x, f: [1, '2']}\n",
        &expect![[r#"
        1:4 .a@1:1 plain "plain"
        2:5 .b@2:1 quoted "single"
        3:5 .c@3:1 quoted "double"
        4:8 .d@4:1.e@4:5 plain "x"
        4:15 .d@4:1.f@4:11[0] plain "1"
        4:19 .d@4:1.f@4:11[1] quoted "2""#]],
    );
    check(
        "é: ü\n\"한글\": '값' # comment\n",
        &expect![[r#"
        1:4 .é@1:1 plain "ü"
        2:8 .한글@2:2 quoted "값""#]],
    );
    check(
        "a: |\n  one\n  two\nb: >-\n\n    three\n    four\nc: five\n   six\n",
        &expect![[r#"
        2:3 .a@1:1 quoted "one\ntwo\n"
        6:5 .b@4:1 quoted "\nthree four"
        8:4 .c@8:1 plain "five six""#]],
    );
    check(
        "\u{feff}a: 1\r\nb:\r\n  - x\r\n  -   y\r\n",
        &expect![[r#"
        1:4 .a@1:1 plain "1"
        3:5 .b@2:1[0] plain "x"
        4:7 .b@2:1[1] plain "y""#]],
    );
    check(
        "a:\nb: ~\nc: null\nd: 'null'\n",
        &expect![[r#"
        1:2 .a@1:1 plain ""
        2:4 .b@2:1 plain "~"
        3:4 .c@3:1 plain "null"
        4:5 .d@4:1 quoted "null""#]],
    );
}

#[test]
fn what_yaml_allows_and_the_language_does_not() {
    check(
        "a: &x 1\nb: *x\n",
        &expect![[r#"
        1:4 .a@1:1 plain "1"
        2:4 .b@2:1 plain ""
        ✗ 1:4 an anchor (&name) is not part of the language. Write the value out, or put a text that starts with '&' in quotes.
        ✗ 2:4 an alias (*name) is not part of the language. Write the value out, or put a text that starts with '*' in quotes."#]],
    );
    check(
        "a: !lead.free_mail\nb: !!int 3\n",
        &expect![[r#"
        1:4 .a@1:1 plain ""
        2:4 .b@2:1 plain "3"
        ✗ 1:4 '!lead.free_mail' stands outside quotes, which YAML takes for a tag. Put the whole text in quotes: '!lead.free_mail'.
        ✗ 2:4 '!!int' stands outside quotes, which YAML takes for a tag. Put the whole text in quotes: '!!int 3'."#]],
    );
    check(
        "a: 1\nb: 2\na: 3\nc: {d: 1, d: 2}\n",
        &expect![[r#"
        1:4 .a@1:1 plain "1"
        2:4 .b@2:1 plain "2"
        4:8 .c@4:1.d@4:5 plain "1"
        ✗ 3:1 'a' stands twice in one mapping, first in line 1. Keep one of the two, or give one another name.
        ✗ 4:11 'd' stands twice in one mapping, first in line 4. Keep one of the two, or give one another name."#]],
    );
    check(
        "a: 1\n---\nb: 2\n",
        &expect![[r#"
        1:4 .a@1:1 plain "1"
        ✗ 2:1 a second document starts here, and one file is one agreement. Remove the line '---' or keep the second agreement in a file of its own."#]],
    );
    check("? [x]\n: 1\n", &expect!["✗ 1:3 a list stands where a key belongs. Write a word, a colon and the value."]);
    check(
        ": 1\nb: 2",
        &expect![[r#"
        2:4 .b@2:1 plain "2"
        ✗ 1:1 nothing stands where a key belongs. Write a word, a colon and the value."#]],
    );
}

#[test]
fn what_is_not_yaml() {
    check("", &expect!["✗ 1:1 the text is empty. Start with 'entente: 1' and a title."]);
    check("# only a comment\n", &expect!["✗ 1:1 the text is empty. Start with 'entente: 1' and a title."]);
    check(
        "a:\n\tb: 1\n",
        &expect![
            "✗ 2:2 this is not YAML: tabs disallowed within this context (block indentation). Indent with spaces, never with tabs."
        ],
    );
    check(
        "a: [1, 2\nb: 3\n",
        &expect![
            "✗ 2:2 this is not YAML: illegal placement of ':' indicator. Look at this line and the one above: put a text that holds : # [ ] { } or , in quotes, and align the keys."
        ],
    );
    check(
        "a: x in ['a', 'b']\nb: {c: x in ['a', 'b'], d: 1}\n",
        &expect![
            "✗ 2:13 this is not YAML: while parsing a flow mapping, did not find expected ',' or '}'. Look at this line and the one above: put a text that holds : # [ ] { } or , in quotes, and align the keys."
        ],
    );
    check(
        "a: says: b\n",
        &expect![
            "✗ 1:8 this is not YAML: mapping values are not allowed in this context. Look at this line and the one above: put a text that holds : # [ ] { } or , in quotes, and align the keys."
        ],
    );
    check(
        "a: 'open\n",
        &expect![
            "✗ 1:4 this is not YAML: while scanning a quoted scalar, found unexpected end of stream. Look at this line and the one above: put a text that holds : # [ ] { } or , in quotes, and align the keys."
        ],
    );
    check(
        "a: \"\\q\"\n",
        &expect![
            "✗ 1:4 this is not YAML: while parsing a quoted scalar, found unknown escape character. Look at this line and the one above: put a text that holds : # [ ] { } or , in quotes, and align the keys."
        ],
    );
    check(
        "a: 1\n b: 2\n",
        &expect![
            "✗ 2:3 this is not YAML: mapping values are not allowed in this context. Look at this line and the one above: put a text that holds : # [ ] { } or , in quotes, and align the keys."
        ],
    );
    check(
        "a: @b\nc: `d`",
        &expect![
            "✗ 1:4 this is not YAML: unexpected character: `@'. Look at this line and the one above: put a text that holds : # [ ] { } or , in quotes, and align the keys."
        ],
    );
}

#[test]
fn what_is_too_large() {
    let deep = format!("a: {}{}", "[".repeat(40), "]".repeat(40));
    check(
        &deep,
        &expect![
            "✗ 1:35 this is nested more than 32 deep. No part of the language is so deep: look for a bracket too many."
        ],
    );
    let long = format!("a: {}", "x".repeat(1_000_000));
    check(
        &long,
        &expect![
            "✗ 1:1 the text has 1000003 bytes, and more than 1000000 are not read. Keep long lists in a file of their own."
        ],
    );
    let bomb = format!("a: &a [x, x]\n{}", "b: &b [*a, *a, *a, *a]\n".repeat(2));
    check(
        &bomb,
        &expect![[r#"
        1:8 .a@1:1[0] plain "x"
        1:11 .a@1:1[1] plain "x"
        2:8 .b@2:1[0] plain ""
        2:12 .b@2:1[1] plain ""
        2:16 .b@2:1[2] plain ""
        2:20 .b@2:1[3] plain ""
        ✗ 1:4 an anchor (&name) is not part of the language. Write the value out, or put a text that starts with '&' in quotes.
        ✗ 2:4 an anchor (&name) is not part of the language. Write the value out, or put a text that starts with '&' in quotes.
        ✗ 2:8 an alias (*name) is not part of the language. Write the value out, or put a text that starts with '*' in quotes.
        ✗ 2:12 an alias (*name) is not part of the language. Write the value out, or put a text that starts with '*' in quotes.
        ✗ 2:16 an alias (*name) is not part of the language. Write the value out, or put a text that starts with '*' in quotes.
        ✗ 2:20 an alias (*name) is not part of the language. Write the value out, or put a text that starts with '*' in quotes.
        ✗ 3:1 'b' stands twice in one mapping, first in line 2. Keep one of the two, or give one another name.
        ✗ 3:4 an anchor (&name) is not part of the language. Write the value out, or put a text that starts with '&' in quotes.
        ✗ 3:8 an alias (*name) is not part of the language. Write the value out, or put a text that starts with '*' in quotes.
        ✗ 3:12 an alias (*name) is not part of the language. Write the value out, or put a text that starts with '*' in quotes.
        ✗ 3:16 an alias (*name) is not part of the language. Write the value out, or put a text that starts with '*' in quotes.
        ✗ 3:20 an alias (*name) is not part of the language. Write the value out, or put a text that starts with '*' in quotes."#]],
    );
}

proptest! {
    #[test]
    fn no_text_panics(text in "[-a-c:{}\\[\\],'\"|>&*!#%@`\\?\\\\ \t\r\n~0-9é]{0,60}") {
        let _ = parse(&text);
        let _ = crate::agreement::read::read(&text);
    }

    #[test]
    fn a_scalar_stands_where_its_place_says(
        indent in 0_usize..5,
        key in "[a-zé한]{1,6}",
        text in "[a-zé한][a-zé한 ]{0,10}[a-zé한]",
        quoted in any::<bool>(),
    ) {
        let quote = if quoted { "'" } else { "" };
        let source = format!("top:\n{}{key}: {quote}{text}{quote}\n", " ".repeat(indent + 1));
        let root = parse(&source).root.unwrap();
        let node = root.get("top").unwrap().get(&key).unwrap();
        let line = source.lines().nth(node.place.line as usize - 1).unwrap();
        let found: String = line.chars().skip(node.place.column as usize - 1).take(text.chars().count()).collect();
        prop_assert_eq!(found, text);
    }
}
