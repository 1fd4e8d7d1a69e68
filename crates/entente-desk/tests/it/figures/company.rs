//! A small company in March 2026 whose figures can be counted by hand. All times are in UTC.

/// One promise of each kind, two buyers, a goal and its arithmetic, and a weekly meeting.
pub(super) const AGREEMENT: &str = include_str!("company.yaml");

/// Six leads, two people who take turns, an absence, a rejection, a waiver and a win.
pub(super) const COMPANY: &str = "
    ana@acme.example | 03-02 09:00 | created from ads
    ana@acme.example | 03-02 09:00 | role boss
    ana@acme.example | 03-02 10:00 | demo
    ana@acme.example | 03-02 11:00 | called
    ana@acme.example | 03-03 09:00 | accepted
    ben@bolt.example | 03-03 09:00 | created from ads
    ben@bolt.example | 03-03 09:00 | role boss
    ben@bolt.example | 03-03 10:00 | demo
    ben@bolt.example | 03-03 18:00 | called
    ben@bolt.example | 03-04 09:00 | rejected unreachable nobody answers there
    cyd@cord.example | 03-05 09:00 | created from fair
    cyd@cord.example | 03-05 09:00 | role staff
    cyd@cord.example | 03-05 10:00 | page
    review: | 03-05 10:00 | met weekly
    kim! | 03-06 00:00 | away 03-06 00:00 03-20 00:00
    lee! | 03-08 00:00 | away 03-08 00:00 03-25 00:00
    dan@dune.example | 03-07 09:00 | created from fair
    dan@dune.example | 03-07 09:00 | role boss
    dan@dune.example | 03-07 10:00 | demo
    eve@echo.example | 03-09 09:00 | created
    eve@echo.example | 03-09 09:00 | role boss
    eve@echo.example | 03-09 10:00 | demo
    ana@acme.example | 03-09 09:00 | opened 400
    ana@acme.example | 03-09 12:00 | rated 5 a good talk
    dan@dune.example | 03-10 12:00 | waived sla.sales.touch at the trade fair
    fay@fern.example | 03-11 09:00 | created from ads
    fay@fern.example | 03-11 09:00 | role staff
    req-1# | 03-11 10:00 | asked for a case study
    ana@acme.example | 03-20 09:00 | won 400
";
