//! The agreement's text from the answers: the sections in the order in which they are read aloud.

use super::Answers;
use super::yaml::Yaml;

/// The text. The checker accepts it for all answers that were read without a refusal.
#[must_use]
pub fn to_yaml(answers: &Answers) -> String {
    let mut yaml = Yaml::new(answers.korean);
    let intro = yaml.pick(
        "# Sales and marketing wrote this agreement together. Both sign it, and it runs as it stands here.",
        "# 영업과 마케팅이 함께 작성한 합의서입니다. 양측이 서명하며, 여기에 적힌 그대로 실행됩니다.",
    );
    yaml.line(intro);
    answers.who.write(&mut yaml);
    answers.handoff.write_calendars(&mut yaml, &answers.who);
    answers.goals.write(&mut yaml);
    answers.buyer.write_fields(&mut yaml);
    answers.buyer.write(&mut yaml);
    answers.technology.write_signals(&mut yaml, &answers.qualified);
    answers.stages.write(&mut yaml);
    answers.qualified.write(&mut yaml);
    answers.handoff.write(&mut yaml, &answers.who);
    answers.promises.write(&mut yaml);
    answers.technology.write_nurture(&mut yaml, &answers.stages);
    answers.metrics.write(&mut yaml, &answers.goals);
    answers.meetings.write(&mut yaml, &answers.who);
    yaml.section("", "How this agreement changes", "합의서의 변경");
    yaml.line("amend: {open_clocks: finish, scores: recompute, period: next}");
    yaml.done()
}
