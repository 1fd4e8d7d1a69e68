//! The decision as compiled programs of the `cel` crate; fading is a registered function, as CEL has no powers.

use cel::{Context, Program, Value as CelValue};
use serde_json::Value;

use crate::Outcome;
use crate::measure::{Measured, passes};

const FIT: &str = "(employees >= 50 && employees <= 2000 ? 35 : 0) \
    + (industry in ['logistics', 'manufacturing'] ? 25 : 0) \
    + (seniority in ['director', 'vp', 'chief'] ? 22 : 0) \
    + (country in ['DE', 'AT', 'CH', 'KR'] ? 18 : 0) \
    + (free_mail ? -30 : 0)";

const ENGAGEMENT: &str = "fade(40, demo, 720) \
    + least(24.0, fade(8, p0, 336) + fade(8, p1, 336) + fade(8, p2, 336) + fade(8, p3, 336)) \
    + fade(15, webinar, 720) + fade(10, guide, 720) + fade(4, clicked, 336) + fade(-15, careers, 2160)";

const PRICING_30D: &str = "(p0 >= 0 && p0 <= 720 ? 1 : 0) + (p1 >= 0 && p1 <= 720 ? 1 : 0) \
    + (p2 >= 0 && p2 <= 720 ? 1 : 0) + (p3 >= 0 && p3 <= 720 ? 1 : 0)";

const ANSWER: &str = "(fit >= 75 ? 'A' : fit >= 50 ? 'B' : fit >= 25 ? 'C' : 'D') \
    + (engagement >= 60.0 ? '1' : engagement >= 35.0 ? '2' : '3') + ' ' \
    + ((fit >= 50 && engagement >= 40.0) || (fit >= 25 && demo >= 0 && demo <= 168) \
        || (fit >= 50 && pricing_30d >= 3) ? 'mql' : engagement >= 15.0 ? 'engaged' : 'inquiry')";

/// Decides every lead.
pub fn decide_all(leads: &[Value]) -> Outcome<Measured> {
    let steps = [("fit", FIT), ("engagement", ENGAGEMENT), ("pricing_30d", PRICING_30D)];
    let steps: Vec<_> =
        steps.iter().map(|(name, text)| Ok((*name, Program::compile(text)?))).collect::<Outcome<_>>()?;
    let answer = Program::compile(ANSWER)?;
    let contexts: Vec<Context> = leads.iter().map(context).collect::<Outcome<_>>()?;
    passes(|| {
        let decide = |context: &Context| {
            let mut inner = context.new_inner_scope();
            for (name, step) in &steps {
                let value = step.execute(&inner)?;
                inner.add_variable_from_value(*name, value);
            }
            match answer.execute(&inner)? {
                CelValue::String(text) => Ok(text.to_string()),
                other => Err(format!("no text: {other:?}").into()),
            }
        };
        contexts.iter().map(decide).collect()
    })
}

fn context(lead: &Value) -> Outcome<Context<'static, 'static>> {
    let mut context = Context::default();
    context.add_function("fade", |points: i64, age: i64, half_life: i64| {
        if age < 0 { 0.0 } else { points as f64 * (-(age as f64) / half_life as f64).exp2() }
    })?;
    context.add_function("least", |a: f64, b: f64| a.min(b))?;
    for (name, value) in lead.as_object().ok_or("a lead is no object")? {
        let value = match value {
            Value::Bool(value) => CelValue::Bool(*value),
            Value::Number(value) => CelValue::Int(value.as_i64().ok_or("no whole number")?),
            Value::String(value) => CelValue::from(value.as_str()),
            _ => return Err("unexpected value".into()),
        };
        context.add_variable_from_value(name.as_str(), value);
    }
    Ok(context)
}
