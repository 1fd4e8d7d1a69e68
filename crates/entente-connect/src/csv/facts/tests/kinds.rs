//! Goal: every kind of fact can be told by a row. Method: one mapping with all of them, and rows with a fault in one.

use expect_test::expect;

use super::check;

const ALL: &str = "\
files:
  x.csv:
    lead: {user: id}
    account: {fixed: kessler.example}
    at: {column: t, format: unix}
    facts:
      - accepted
      - disqualified: {reason: {fixed: no_budget}, words: words}
      - recycled: {reason: {fixed: later}}
      - reassigned: {to: rep}
      - touched: {channel: {column: how}, lasted: long, personal: false}
      - confirmed: {needs: needs}
      - rated: {stars: stars}
      - opportunity_opened: {deal: id, amount: {column: sum, decimal: comma}}
      - opportunity_lost: {deal: id, reason: {fixed: price}}
      - churned: {reason: {fixed: moved}}
      - consent: {given: true, evidence: form of 2022}
      - bounced: {hard: {column: how, is: mail}}
      - paused: {reason: {fixed: holiday}, until: until}
      - resumed: {reason: {fixed: holiday}}
      - owned: {owner: rep}
      - away: {person: rep, from: {column: t, format: unix}, to: until}
      - content_requested: {request: id, words: words}
      - content_answered: {request: id, words: words}
      - met: {meeting: weekly}
      - happened: {event: Seen, class: human, properties: {tags: {column: needs, type: set}, share: {column: stars, type: percent}, day: {column: until, type: date}}}
";

const ROWS: &str = "id,t,words,rep,how,long,needs,stars,sum,until\n\
         u1,1643637909,too dear,ana,call,1:30,need;budget,4,\"1.200,50\",2022-02-10\n\
         u2,1643637909,too dear,ana,smoke,1:30,need;budget,4,\"1.200,50\",2022-02-10\n\
         u3,1643637909,too dear,ana,call,1:30,need;budget,6,\"1.200,50\",2022-02-10\n";

#[test]
fn every_kind_of_fact_can_be_told() {
    check(
        ALL,
        ROWS,
        &expect![[r#"
            2022-01-31T14:05:09Z Second user:u1 of kessler.example: {"fact":"accepted"}
                crm/x.csv/accepted/a47fe3f3da20c199ca838f7ca0f4dab5
            2022-01-31T14:05:09Z Second user:u1 of kessler.example: {"fact":"disqualified","reason":"no_budget","words":"too dear"}
                crm/x.csv/disqualified/a47fe3f3da20c199ca838f7ca0f4dab5
            2022-01-31T14:05:09Z Second user:u1 of kessler.example: {"fact":"recycled","reason":"later"}
                crm/x.csv/recycled/a47fe3f3da20c199ca838f7ca0f4dab5
            2022-01-31T14:05:09Z Second user:u1 of kessler.example: {"fact":"reassigned","to":"ana"}
                crm/x.csv/reassigned/a47fe3f3da20c199ca838f7ca0f4dab5
            2022-01-31T14:05:09Z Second user:u1 of kessler.example: {"fact":"touched","channel":"call","reached":false,"lasted":90000000,"personal":false}
                crm/x.csv/touched/a47fe3f3da20c199ca838f7ca0f4dab5
            2022-01-31T14:05:09Z Second user:u1 of kessler.example: {"fact":"confirmed","needs":["need","budget"]}
                crm/x.csv/confirmed/a47fe3f3da20c199ca838f7ca0f4dab5
            2022-01-31T14:05:09Z Second user:u1 of kessler.example: {"fact":"rated","stars":4}
                crm/x.csv/rated/a47fe3f3da20c199ca838f7ca0f4dab5
            2022-01-31T14:05:09Z Second user:u1 of kessler.example: {"fact":"opportunity_opened","deal":"u1","amount":"1200.5"}
                crm/x.csv/opportunity_opened/a47fe3f3da20c199ca838f7ca0f4dab5
            2022-01-31T14:05:09Z Second user:u1 of kessler.example: {"fact":"opportunity_lost","deal":"u1","reason":"price"}
                crm/x.csv/opportunity_lost/a47fe3f3da20c199ca838f7ca0f4dab5
            2022-01-31T14:05:09Z Second user:u1 of kessler.example: {"fact":"churned","reason":"moved"}
                crm/x.csv/churned/a47fe3f3da20c199ca838f7ca0f4dab5
            2022-01-31T14:05:09Z Second user:u1 of kessler.example: {"fact":"consent","given":true,"purpose":"marketing","channel":"mail","evidence":"form of 2022"}
                crm/x.csv/consent/a47fe3f3da20c199ca838f7ca0f4dab5
            2022-01-31T14:05:09Z Second user:u1 of kessler.example: {"fact":"bounced","hard":false}
                crm/x.csv/bounced/a47fe3f3da20c199ca838f7ca0f4dab5
            2022-01-31T14:05:09Z Second user:u1 of kessler.example: {"fact":"paused","reason":"holiday","until":1644447600000000}
                crm/x.csv/paused/a47fe3f3da20c199ca838f7ca0f4dab5
            2022-01-31T14:05:09Z Second user:u1 of kessler.example: {"fact":"resumed","reason":"holiday"}
                crm/x.csv/resumed/a47fe3f3da20c199ca838f7ca0f4dab5
            2022-01-31T14:05:09Z Second Account("kessler.example"): {"fact":"owned","owner":"ana"}
                crm/x.csv/owned/a47fe3f3da20c199ca838f7ca0f4dab5
            2022-01-31T14:05:09Z Second Person(Name("ana")): {"fact":"away","from":1643637909000000,"to":1644447600000000}
                crm/x.csv/away/a47fe3f3da20c199ca838f7ca0f4dab5
            2022-01-31T14:05:09Z Second Request("u1"): {"fact":"content_requested","words":"too dear"}
                crm/x.csv/content_requested/a47fe3f3da20c199ca838f7ca0f4dab5
            2022-01-31T14:05:09Z Second Request("u1"): {"fact":"content_answered","words":"too dear"}
                crm/x.csv/content_answered/a47fe3f3da20c199ca838f7ca0f4dab5
            2022-01-31T14:05:09Z Second Parties: {"fact":"met","meeting":"weekly"}
                crm/x.csv/met/a47fe3f3da20c199ca838f7ca0f4dab5
            2022-01-31T14:05:09Z Second user:u1 of kessler.example: {"fact":"happened","event":"Seen","properties":{"day":"2022-02-10","share":{"number":"0.04"},"tags":["need","budget"]},"class":"human"}
                crm/x.csv/happened:Seen/a47fe3f3da20c199ca838f7ca0f4dab5
            line 3: 'smoke' is no channel: call, mail, booking, meeting, chat or other ["u2", "1643637909", "too dear", "ana", "smoke", "1:30", "need;budget", "4", "1.200,50", "2022-02-10"]
            line 4: 6 is no rating: 1 to 5 stars ["u3", "1643637909", "too dear", "ana", "call", "1:30", "need;budget", "6", "1.200,50", "2022-02-10"]
            3 rows = 1 with facts + 2 rejected + 0 left out + 0 duplicates
        "#]],
    );
}
