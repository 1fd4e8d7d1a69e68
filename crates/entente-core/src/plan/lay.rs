//! Laying a condition out as a program: every name resolved to its slot, every word to its number.

use crate::agreement::model::{Agreement, FieldKind};
use crate::condition::{Atom, CompareOp, Condition, Literal, Operand, Test};
use crate::id::Name;
use crate::plan::PlanError;
use crate::plan::program::{Ask, Next, Program, Source, Step, TextSource};
use crate::plan::slots::{self, Slot, Slots};

/// What names mean while a plan is compiled.
pub(super) struct Names<'a> {
    /// The agreement.
    pub(super) agreement: &'a Agreement,
    /// Its slots.
    pub(super) slots: &'a Slots,
}

/// An operand, resolved.
enum Place<'a> {
    Number(Source, Option<&'a FieldKind>),
    Text(TextSource),
}

impl Names<'_> {
    /// Compiles a condition.
    ///
    /// # Errors
    /// [`PlanError::Unknown`] where it names something undeclared; the checker refuses such conditions first.
    pub(super) fn compile(&self, condition: &Condition) -> Result<Program, PlanError> {
        let mut steps = Vec::new();
        let start = self.lay(&condition.test, Next::Answer(true), Next::Answer(false), &mut steps)?;
        Ok(Program::of(start, steps))
    }

    /// Lays the steps of `test` behind those that follow it, and answers where it is entered.
    fn lay(&self, test: &Test, yes: Next, no: Next, steps: &mut Vec<Step>) -> Result<Next, PlanError> {
        match test {
            Test::Const(answer) => Ok(if *answer { yes } else { no }),
            Test::Not(inner) => self.lay(inner, no, yes, steps),
            Test::All(parts) => parts.iter().rev().try_fold(yes, |next, part| self.lay(part, next, no, steps)),
            Test::Any(parts) => parts.iter().rev().try_fold(no, |next, part| self.lay(part, yes, next, steps)),
            Test::Atom(Atom::Buyer(name)) => {
                let buyer = self.agreement.buyers.get(name.as_str()).ok_or_else(|| unknown(name))?;
                self.lay(&buyer.when.test, yes, no, steps)
            }
            Test::Atom(atom) => {
                let index = u16::try_from(steps.len()).map_err(|_| PlanError::TooMany("parts in one condition"))?;
                steps.push(Step { ask: self.ask(atom)?, yes, no, text: atom.to_string().into() });
                Ok(Next::Step(index))
            }
        }
    }

    fn ask(&self, atom: &Atom) -> Result<Ask, PlanError> {
        Ok(match atom {
            Atom::Yes(operand) => Ask::Number(self.number(operand)?, CompareOp::Eq, 1),
            Atom::Known { operand, is } => match self.place(operand)? {
                Place::Number(source, _) => Ask::Known(source, *is),
                Place::Text(source) => Ask::TextKnown(source, *is),
            },
            Atom::Compare { left, op, right } => self.compare(left, *op, right)?,
            Atom::OneOf { operand, of } => self.one_of(operand, of)?,
            Atom::Holds { set, item } => match self.place(set)? {
                Place::Number(source, Some(FieldKind::Set { of })) => {
                    let bit = of.iter().position(|word| word == item).ok_or_else(|| unknown(item))?;
                    Ask::Holds(source, bit as u8)
                }
                _ => return Err(unknown(item)),
            },
            Atom::InList { operand, list } => Ask::TextInList(self.text(operand)?, self.list(list)),
            Atom::Text { operand, test, text } => Ask::Text(self.text(operand)?, *test, text.as_str().into()),
            Atom::Did { signal, within } => Ask::Did(self.signal(signal)?, *within),
            Atom::Times { signal, within, op, count } => Ask::Times(self.signal(signal)?, *within, *op, *count),
            Atom::InStageFor(span) => Ask::InStageFor(*span),
            Atom::Buyer(name) => return Err(unknown(name)),
        })
    }

    fn compare(&self, left: &Operand, op: CompareOp, right: &Operand) -> Result<Ask, PlanError> {
        if let Operand::Literal(literal) = right {
            return match self.place(left)? {
                Place::Text(source) => {
                    let text = text_of(literal).ok_or_else(|| PlanError::Unknown(format!("{literal:?}")))?;
                    Ok(Ask::TextIs(source, op == CompareOp::Eq, Box::new([text.into()])))
                }
                Place::Number(source, kind) => Ok(Ask::Number(source, op, self.value(literal, source, kind)?)),
            };
        }
        if let Operand::Literal(_) = left {
            return self.compare(right, op.mirrored(), left);
        }
        Ok(Ask::Pair(self.number(left)?, op, self.number(right)?))
    }

    fn one_of(&self, operand: &Operand, of: &[Literal]) -> Result<Ask, PlanError> {
        match self.place(operand)? {
            Place::Text(source) => {
                let words = of.iter().filter_map(text_of).map(Into::into).collect();
                Ok(Ask::TextIs(source, true, words))
            }
            Place::Number(source, kind) => {
                let values: Vec<i64> =
                    of.iter().map(|literal| self.value(literal, source, kind)).collect::<Result<_, _>>()?;
                if values.iter().all(|value| (0..64).contains(value)) {
                    return Ok(Ask::Mask(source, values.iter().fold(0, |mask, value| mask | 1 << value)));
                }
                Ok(Ask::OneOf(source, values.into()))
            }
        }
    }

    /// The machine word of a literal beside an operand of this source and kind.
    fn value(&self, literal: &Literal, source: Source, kind: Option<&FieldKind>) -> Result<i64, PlanError> {
        let word = |text: &str| PlanError::Unknown(text.to_owned());
        match literal {
            Literal::Bool(yes) => Ok(i64::from(*yes)),
            Literal::Number(number) => Ok(number.as_millionths()),
            Literal::Span(span) => Ok(span.as_micros()),
            Literal::Instant(instant) => Ok(instant.as_micros()),
            Literal::Text(text) => {
                let found = match (source, kind) {
                    (Source::Stage, _) => self.stage(text),
                    (Source::Grade, _) => self.agreement.grades.0.iter().position(|(name, _)| name.as_str() == text),
                    (Source::Consent, _) => return Ok(i64::from(text == "given")),
                    (_, Some(FieldKind::Choice { of })) => of.iter().position(|name| name.as_str() == text),
                    (_, Some(FieldKind::Country)) => return slots::country(text).ok_or_else(|| word(text)),
                    _ => None,
                };
                found.and_then(|index| i64::try_from(index).ok()).ok_or_else(|| word(text))
            }
        }
    }

    /// A stage's index; `disqualified` stands behind the last.
    fn stage(&self, text: &str) -> Option<usize> {
        match text {
            "disqualified" => Some(self.agreement.stages.len() + 1),
            _ => self.agreement.stages.position(text),
        }
    }

    fn number(&self, operand: &Operand) -> Result<Source, PlanError> {
        match self.place(operand)? {
            Place::Number(source, _) => Ok(source),
            Place::Text(_) => Err(PlanError::Unknown(operand.to_string())),
        }
    }

    fn text(&self, operand: &Operand) -> Result<TextSource, PlanError> {
        match self.place(operand)? {
            Place::Text(source) => Ok(source),
            Place::Number(..) => Err(PlanError::Unknown(operand.to_string())),
        }
    }

    fn place(&self, operand: &Operand) -> Result<Place<'_>, PlanError> {
        let plain = |source| Ok(Place::Number(source, None));
        match operand {
            Operand::Lead(name) => {
                let slot = self.slots.lead.get(name).ok_or_else(|| unknown(name))?;
                Ok(slot_place(slot, Source::Lead, TextSource::Lead))
            }
            Operand::Account(name) => {
                let slot = self.slots.account.get(name).ok_or_else(|| unknown(name))?;
                Ok(slot_place(slot, Source::Account, TextSource::Account))
            }
            Operand::Event(name) => Err(PlanError::Unknown(format!("event.{name}"))),
            Operand::Fit => plain(Source::Fit),
            Operand::Engagement => plain(Source::Engagement),
            Operand::Grade => plain(Source::Grade),
            Operand::Level => plain(Source::Level),
            Operand::Stage => plain(Source::Stage),
            Operand::AccountOpenOpportunity => plain(Source::OpenOpportunity),
            Operand::LeadConsent => plain(Source::Consent),
            Operand::AccountDomain => Ok(Place::Text(TextSource::AccountDomain)),
            Operand::AccountOwner => Ok(Place::Text(TextSource::AccountOwner)),
            Operand::LeadSource => Ok(Place::Text(TextSource::LeadSource)),
            Operand::LeadOwner => Ok(Place::Text(TextSource::LeadOwner)),
            Operand::Since(signal) => plain(Source::Since(self.signal(signal)?)),
            Operand::First(signal) => plain(Source::First(self.signal(signal)?)),
            Operand::Last(signal) => plain(Source::Last(self.signal(signal)?)),
            Operand::Milestone(milestone) => plain(Source::Milestone(*milestone)),
            Operand::Literal(literal) => plain(Source::Constant(self.value(literal, Source::Fit, None)?)),
        }
    }

    fn signal(&self, name: &Name) -> Result<u16, PlanError> {
        let index = self.agreement.signals.position(name.as_str()).ok_or_else(|| unknown(name))?;
        u16::try_from(index).map_err(|_| PlanError::TooMany("signals"))
    }

    /// A list's words, folded and sorted; empty where the agreement does not declare it.
    fn list(&self, name: &Name) -> Box<[Box<str>]> {
        let words = self.agreement.lists.get(name.as_str()).map(Vec::as_slice).unwrap_or_default();
        let mut folded: Vec<Box<str>> = words.iter().map(|word| word.to_lowercase().into()).collect();
        folded.sort();
        folded.into()
    }
}

fn slot_place(slot: &Slot, number: fn(u16) -> Source, text: fn(u16) -> TextSource) -> Place<'_> {
    let index = slot.index as u16;
    if slot.kind == FieldKind::Text { Place::Text(text(index)) } else { Place::Number(number(index), Some(&slot.kind)) }
}

fn unknown(name: &Name) -> PlanError {
    PlanError::Unknown(name.to_string())
}

fn text_of(literal: &Literal) -> Option<&str> {
    if let Literal::Text(text) = literal { Some(text) } else { None }
}
