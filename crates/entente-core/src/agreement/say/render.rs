//! The spoken agreement as Markdown, which reads as plain text too.

use std::fmt;

use super::{Document, tell};

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# {}\n", self.title)?;
        writeln!(f, "{}", self.preamble.join(" "))?;
        for section in &self.sections {
            let (number, title) = (&section.number, &section.title);
            writeln!(f, "\n## §{number} {title}")?;
            for clause in &section.clauses {
                writeln!(f, "\n**{} {}.** {}", clause.number, clause.title, clause.text)?;
            }
        }
        self.signature_block(f)
    }
}

impl Document {
    /// Who signs, where, and the identity of what is signed.
    fn signature_block(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heading = tell!(self.lang, "Signatures", "서명");
        writeln!(f, "\n## {heading}")?;
        for line in &self.signatures {
            let (party, name, signs) = (&line.party, &line.name, &line.signs);
            let line = tell!(
                self.lang,
                "{party} ({name}), by {signs}: ______________________  Date: ____________",
                "{party}({name}), 서명자 {signs}: ______________________  날짜: ____________"
            );
            writeln!(f, "\n{line}")?;
        }
        let hash = self.hash;
        let identity = tell!(
            self.lang,
            "Identity of this agreement (SHA-256 of its canonical form): {hash}",
            "이 합의서의 고유 식별값(정규형의 SHA-256): {hash}"
        );
        writeln!(f, "\n{identity}")
    }
}
