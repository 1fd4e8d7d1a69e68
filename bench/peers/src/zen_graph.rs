//! The decision as a graph of `zen-engine`: one expression node for the scores, one decision table for the stage.

use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use serde_json::{Value, json};
use zen_engine::Decision;
use zen_engine::model::{DecisionContent, GraphContent};
use zen_expression::variable::Variable;

use crate::Outcome;
use crate::measure::{Measured, passes};
use crate::zen_expressions::{ENGAGEMENT, FIT, PRICING_30D, input};

/// Decides every lead.
pub fn decide_all(leads: &[Value]) -> Outcome<Measured> {
    let content: DecisionContent = serde_json::from_value(graph())?;
    let DecisionContent::Graph(content) = content else { return Err("no graph".into()) };
    let content: GraphContent = Arc::unwrap_or_clone(content);
    let mut decision = Decision::from(content);
    decision.compile();
    let inputs: Vec<Variable> = leads.iter().map(input).collect();
    passes(|| {
        let decide = |input: &Variable| {
            let answer = ready(decision.evaluate(input.shallow_clone()))?.map_err(|error| error.to_string())?;
            let word = |name: &str| answer.result.dot(name).and_then(|word| word.as_str().map(str::to_owned));
            let (grade, level, stage) = (word("grade"), word("level"), word("stage"));
            Ok(format!("{}{} {}", grade.unwrap_or_default(), level.unwrap_or_default(), stage.unwrap_or_default()))
        };
        inputs.iter().map(decide).collect()
    })
}

/// The answer of a future that never waits: nothing in this graph calls out.
fn ready<T>(future: impl Future<Output = T>) -> Outcome<T> {
    match std::pin::pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => Ok(answer),
        Poll::Pending => Err("the graph waits for something".into()),
    }
}

fn graph() -> Value {
    let expression = |key: &str, value: &str| json!({"id": key, "key": key, "value": value});
    let rule = |id: &str, when: &str, stage: &str| json!({"_id": id, "when": when, "stage": format!("'{stage}'")});
    json!({
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode", "content": {}},
            {"id": "scores", "name": "scores", "type": "expressionNode", "content": {
                "passThrough": true,
                "expressions": [
                    expression("fit", FIT),
                    expression("engagement", ENGAGEMENT),
                    expression("pricing_30d", PRICING_30D),
                    expression("grade", "$.fit >= 75 ? 'A' : $.fit >= 50 ? 'B' : $.fit >= 25 ? 'C' : 'D'"),
                    expression("level", "$.engagement >= 60 ? '1' : $.engagement >= 35 ? '2' : '3'"),
                ],
            }},
            {"id": "stages", "name": "stages", "type": "decisionTableNode", "content": {
                "passThrough": true,
                "hitPolicy": "first",
                "inputs": [{"id": "when", "name": "When"}],
                "outputs": [{"id": "stage", "name": "Stage", "field": "stage"}],
                "rules": [
                    rule("ready", "fit >= 50 and engagement >= 40", "mql"),
                    rule("asked", "fit >= 25 and demo >= 0 and demo <= 168", "mql"),
                    rule("keen", "fit >= 50 and pricing_30d >= 3", "mql"),
                    rule("engaged", "engagement >= 15", "engaged"),
                    rule("otherwise", "", "inquiry"),
                ],
            }},
            {"id": "out", "name": "out", "type": "outputNode", "content": {}},
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "scores"},
            {"id": "2", "sourceId": "scores", "targetId": "stages"},
            {"id": "3", "sourceId": "stages", "targetId": "out"},
        ],
    })
}
