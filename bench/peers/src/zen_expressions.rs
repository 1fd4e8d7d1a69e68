//! The decision as three compiled expressions of `zen-expression`, each seeing what the one before it answered.

use serde_json::Value;
use zen_expression::variable::Variable;
use zen_expression::{compile_expression, vm::VM};

use crate::Outcome;
use crate::measure::{Measured, passes};

pub const FIT: &str = "(employees >= 50 and employees <= 2000 ? 35 : 0) \
    + (industry in ['logistics', 'manufacturing'] ? 25 : 0) \
    + (seniority in ['director', 'vp', 'chief'] ? 22 : 0) \
    + (country in ['DE', 'AT', 'CH', 'KR'] ? 18 : 0) \
    + (free_mail ? -30 : 0)";

/// Fading is handed in ready, as factors: powers of exact decimals cost these engines more than all the rest, and a
/// caller who measured would do the same.
pub const ENGAGEMENT: &str = "40 * f_demo + min([24, 8 * f_p0 + 8 * f_p1 + 8 * f_p2 + 8 * f_p3]) \
    + 15 * f_webinar + 10 * f_guide + 4 * f_clicked - 15 * f_careers";

/// What each factor fades: the field and its half-life in hours.
const FADES: [(&str, f64); 9] = [
    ("demo", 720.0),
    ("p0", 336.0),
    ("p1", 336.0),
    ("p2", 336.0),
    ("p3", 336.0),
    ("webinar", 720.0),
    ("guide", 720.0),
    ("clicked", 336.0),
    ("careers", 2160.0),
];

pub const PRICING_30D: &str = "(p0 >= 0 and p0 <= 720 ? 1 : 0) + (p1 >= 0 and p1 <= 720 ? 1 : 0) \
    + (p2 >= 0 and p2 <= 720 ? 1 : 0) + (p3 >= 0 and p3 <= 720 ? 1 : 0)";

const ANSWER: &str = "(fit >= 75 ? 'A' : fit >= 50 ? 'B' : fit >= 25 ? 'C' : 'D') \
    + (engagement >= 60 ? '1' : engagement >= 35 ? '2' : '3') + ' ' \
    + ((fit >= 50 and engagement >= 40) or (fit >= 25 and demo >= 0 and demo <= 168) \
        or (fit >= 50 and pricing_30d >= 3) ? 'mql' : engagement >= 15 ? 'engaged' : 'inquiry')";

/// Decides every lead.
pub fn decide_all(leads: &[Value]) -> Outcome<Measured> {
    let steps = [("fit", FIT), ("engagement", ENGAGEMENT), ("pricing_30d", PRICING_30D)];
    let steps: Vec<_> =
        steps.iter().map(|(name, text)| Ok((*name, compile_expression(text)?))).collect::<Outcome<_>>()?;
    let answer = compile_expression(ANSWER)?;
    let inputs: Vec<Variable> = leads.iter().map(input).collect();
    let mut vm = VM::new();
    passes(|| {
        let decide = |input: &Variable| {
            for (name, step) in &steps {
                let value = step.evaluate_with(input.clone(), &mut vm)?;
                input.dot_insert(name, value);
            }
            let text = answer.evaluate_with(input.clone(), &mut vm)?;
            Ok(text.as_str().ok_or("no text")?.to_owned())
        };
        inputs.iter().map(decide).collect()
    })
}

/// A lead with its fading factors.
pub fn input(lead: &Value) -> Variable {
    let mut lead = lead.clone();
    for (name, half_life) in FADES {
        let age = lead[name].as_f64().unwrap_or(-1.0);
        let factor = if age < 0.0 { 0.0 } else { (-age / half_life).exp2() };
        lead[format!("f_{name}")] = factor.into();
    }
    Variable::from(lead)
}
