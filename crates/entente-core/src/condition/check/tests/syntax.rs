//! What is no sentence of the language, where it points and what it says to do.

use super::*;

#[test]
fn signs_that_are_not_ours() {
    table(
        &sample(),
        &expect![[r#"
            fit = 50
              1:5 Syntax '=' is not part of the condition language. Write == to compare.
            fit === 50
              1:5 Syntax '===' is not part of the condition language. Write == to compare.
            fit !== 50
              1:5 Syntax '!==' is not part of the condition language. Write != for 'is not'.
            fit <> 50
              1:5 Syntax '<>' is not part of the condition language. Write != for 'is not'.
            fit => 50
              1:5 Syntax '=>' is not part of the condition language. Write >= for 'at least'.
            fit =< 50
              1:5 Syntax '=<' is not part of the condition language. Write <= for 'at most'.
            fit ≥ 50
              1:5 Syntax '≥' is not part of the condition language. Write >= for 'at least'.
            fit ≤ 50
              1:5 Syntax '≤' is not part of the condition language. Write <= for 'at most'.
            fit ≠ 50
              1:5 Syntax '≠' is not part of the condition language. Write != for 'is not'.
            fit > 50 & engagement > 40
              1:10 Syntax '&' is not part of the condition language. Write && for 'and'.
            fit > 50 | engagement > 40
              1:10 Syntax '|' is not part of the condition language. Write || for 'or'.
            fit > 50 and engagement > 40 or not lead.free_mail
              1:10 Syntax 'and' is not part of the condition language. Write &&.
              1:30 Syntax 'or' is not part of the condition language. Write ||.
              1:33 Syntax 'not' is not part of the condition language. Write ! for 'not'.
            lead.seniority is 'vp'
              1:16 Syntax 'is' is not part of the condition language. Write ==.
            fit + engagement > 90
              1:5 Syntax '+' is not part of the condition language. Compare with the result; conditions do not calculate.
            fit > 5 - 3
              1:9 Syntax '-' stands only before a number. Compare with the result; conditions do not calculate.
            fit > -engagement
              1:7 Syntax '-' stands only before a number. Compare with the result; conditions do not calculate.
            fit > 5%
              1:7 Syntax 5% is not a number here. Write 0.05 for 5%.
            fit > 2.5%
              1:7 Syntax 2.5% is not a number here. Write 0.025 for 2.5%.
            fit ? 1 : 2
              1:5 Syntax '?' is not part of the condition language. Write two conditions joined by && and ||.
              1:9 Syntax ':' is not part of the condition language. Leave it out; a condition has no ':'.
            fit > 50;
              1:9 Syntax ';' is not part of the condition language. Leave it out; a clause holds one condition.
            fit > #5
              1:7 Syntax '#' is not part of the condition language. Leave it out, or put it in quotation marks if it belongs to a text.
            lead.seniority == ‘vp’ && fit > x
              1:19 Syntax curly quotation marks do not mark a text. Use straight quotation marks: ' or ".
              1:33 UnknownName nothing is called 'x'. Names that stand alone: fit, engagement, grade, level, stage.
            `fit` > 3
              1:1 Syntax '`' is not part of the condition language. Write names without quotation marks and texts in ' '.
              1:5 Syntax '`' is not part of the condition language. Write names without quotation marks and texts in ' '.
        "#]],
    );
}

#[test]
fn values_that_cannot_be_read() {
    table(
        &sample(),
        &expect![[r#"
            since('demo_requested') < 7d
              1:27 Syntax '7d' is not a number. Put a length of time in quotation marks: '7d'.
            account.employees > 2,000
              1:22 Syntax a comma stands in a number. Write thousands without a comma: 2000.
            account.employees > 1e3
              1:21 Syntax '1e3' is not a number. Write a plain number, like 50 or 0.05; a text stands in quotation marks.
            account.employees > 5u
              1:21 Syntax '5u' is not a number. Write a plain number, like 50 or 0.05; a text stands in quotation marks.
            account.employees > 0x1F
              1:21 Syntax '0x1F' is not a number. Write a plain number, like 50 or 0.05; a text stands in quotation marks.
            account.employees > 1.2.3
              1:24 Syntax nothing can follow here but an operator. Write lead., account. or event. with a name, and a method only behind that.
            account.employees > 0.1234567
              1:21 Value '0.1234567' has more than six decimals. Write at most six decimals and nothing over nine million million.
            account.employees > 99999999999999999999
              1:21 Value '99999999999999999999' is out of range. Write at most six decimals and nothing over nine million million.
            lead.title == 'open
              1:15 Syntax this text is not closed. Close it with ' on the same line.
            lead.title == 'open⏎' && fit > x
              1:15 Syntax this text is not closed. Close it with ' on the same line.
              2:1 Syntax this text is not closed. Close it with ' on the same line.
            lead.title == 'a\qb'
              1:17 Syntax '\q' does not stand for a character. Write \\ for a backslash, \' or \" for a quotation mark.
            lead.title == '\u12'
              1:16 Syntax '\u' does not stand for a character. Write \\ for a backslash, \' or \" for a quotation mark.
            lead.title == '\ud800'
              1:16 Syntax '\u' does not stand for a character. Write \\ for a backslash, \' or \" for a quotation mark.
            lead.title == '\400'
              1:16 Syntax '\4' does not stand for a character. Write \\ for a backslash, \' or \" for a quotation mark.
            lead.title == 'x\
              1:15 Syntax this text is not closed. Close it with ' on the same line.
        "#]],
    );
}

#[test]
fn sentences_without_a_shape() {
    table(
        &sample(),
        &expect![[r#"
            &&
              1:1 Syntax '&&' stands where a value must. Write a name, a number, a text in quotation marks or a condition in brackets.
              1:3 Syntax the condition ends where a value must follow. Write a name, a number, a text in quotation marks or a condition in brackets.
            fit >
              1:6 Syntax the condition ends where a value must follow. Write a name, a number, a text in quotation marks or a condition in brackets.
            fit > 50 &&
              1:12 Syntax the condition ends where a value must follow. Write a name, a number, a text in quotation marks or a condition in brackets.
            fit > 50 && && engagement > 40
              1:13 Syntax '&&' stands where a value must. Write a name, a number, a text in quotation marks or a condition in brackets.
            fit > 50 engagement > 40
              1:10 Syntax 'engagement' follows without an operator. Join two conditions by && or ||.
            fit > 50 (engagement > 40 && x) || engagment > 3
              1:10 Syntax nothing can follow here but an operator. Write lead., account. or event. with a name, and a method only behind that.
              1:36 UnknownName nothing is called 'engagment'. Did you mean 'engagement'?
            (fit > 50
              1:1 Syntax this '(' is not closed. Close it with ')'.
            fit > 50)
              1:9 Syntax ')' closes nothing here. Take it out, or open the bracket before.
            fit > 50) && engagment > 40
              1:9 Syntax ')' closes nothing here. Take it out, or open the bracket before.
              1:14 UnknownName nothing is called 'engagment'. Did you mean 'engagement'?
            lead.seniority in ['vp', 'chief'
              1:19 Syntax this '[' is not closed. Close it with ']'.
            lead.seniority in ['vp' 'chief'] && fit > x
              1:25 Syntax a text follows without an operator. Join two conditions by && or ||.
              1:43 UnknownName nothing is called 'x'. Names that stand alone: fit, engagement, grade, level, stage.
            did('demo_requested'
              1:4 Syntax this '(' is not closed. Close it with ')'.
            fit > 40 > 30
              1:10 Syntax comparisons cannot follow one another. Join two comparisons by &&: a < b && b < c.
            fit == 40 == true
              1:11 Syntax comparisons cannot follow one another. Join two comparisons by &&: a < b && b < c.
            lead.seniority not in ['vp']
              1:16 Syntax 'not' is not part of the condition language. Write !(x in ['a', 'b']) for 'not in'.
            lead.
              1:6 Syntax a name is missing after the dot. Write it like lead.owner.
            lead..title == 'x'
              1:6 Syntax a name is missing after the dot. Write it like lead.owner.
            lead.title[0] == 'x'
              1:11 Syntax nothing can follow here but an operator. Write lead., account. or event. with a name, and a method only behind that.
            lead.title.contains('x').size() > 1
              1:25 Syntax nothing can follow here but an operator. Write lead., account. or event. with a name, and a method only behind that.
            'x'.startsWith('x')
              1:4 Syntax nothing can follow here but an operator. Write lead., account. or event. with a name, and a method only behind that.
            (fit).x > 3
              1:6 Syntax nothing can follow here but an operator. Write lead., account. or event. with a name, and a method only behind that.
            lead.seniority in ['vp',]
              = lead.seniority == 'vp'
            lead.seniority in []
              1:19 Value the list has no values, so nothing is ever in it. Write at least one value.
        "#]],
    );
}

#[test]
fn an_empty_text_a_long_one_and_a_deep_one() {
    let scope = sample();
    let nested = |depth: usize| format!("{}fit > 1{}", "(".repeat(depth), ")".repeat(depth));
    let answers = [
        answer("", &scope),
        answer(" \n // nothing\n ", &scope),
        answer(&format!("fit > 1{}", " ".repeat(4_000)), &scope),
        answer(&format!("lead.title == \"{}\"", "'".repeat(2_500)), &scope),
        answer(&nested(50), &scope),
        answer(&nested(51), &scope),
        answer(&nested(1_900), &scope),
        answer(&"!".repeat(4_000), &scope),
        answer(&"-".repeat(4_000), &scope),
        answer(&"(".repeat(4_000), &scope),
        answer(&"did(".repeat(1_000), &scope),
    ];
    expect![[r#"
          1:1 Syntax the condition is empty. Write a name, a number, a text in quotation marks or a condition in brackets.
        --
          3:2 Syntax the condition is empty. Write a name, a number, a text in quotation marks or a condition in brackets.
        --
          1:1 Value the condition has 4007 characters, more than 4000. Name a long list of values under lists: and ask list('name').
        --
          1:1 Value the condition has 5016 characters, more than 4000. Name a long list of values under lists: and ask list('name').
        --
          = fit > 1
        --
          1:51 Syntax more than 50 brackets stand inside one another. Take brackets out, or share the condition among clauses.
        --
          1:51 Syntax more than 50 brackets stand inside one another. Take brackets out, or share the condition among clauses.
        --
          1:4001 Syntax the condition ends where a value must follow. Write a name, a number, a text in quotation marks or a condition in brackets.
        --
          1:1 Syntax '-' stands only before a number. Compare with the result; conditions do not calculate.
          1:4001 Syntax the condition ends where a value must follow. Write a name, a number, a text in quotation marks or a condition in brackets.
        --
          1:51 Syntax more than 50 brackets stand inside one another. Take brackets out, or share the condition among clauses.
        --
          1:5 Type a text must stand here. Write it out in quotation marks; it cannot be worked out.
          1:204 Syntax more than 50 brackets stand inside one another. Take brackets out, or share the condition among clauses.
    "#]].assert_eq(&answers.join("--\n"));
}

#[test]
fn places_count_from_where_the_text_starts() {
    let mut problems = Vec::new();
    let text = "fit > 1 &&\n  한글 > 2 && '가' == fitt";
    assert_eq!(check(text, Place { line: 40, column: 17 }, "qualified.ready", &sample(), &mut problems), None);
    let places: Vec<String> = problems.iter().map(|problem| format!("{problem}\n")).collect();
    expect![[r#"
        41:3 qualified.ready: nothing is called '한글'. Names that stand alone: fit, engagement, grade, level, stage.
        41:20 qualified.ready: nothing is called 'fitt'. Did you mean 'fit'?
    "#]]
    .assert_eq(&places.concat());
    problems.clear();
    check("fitt > 1", Place { line: 40, column: 17 }, "qualified.ready", &sample(), &mut problems);
    assert_eq!(problems[0].place, Place { line: 40, column: 17 });
}
