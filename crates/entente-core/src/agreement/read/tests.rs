//! Goal: every refusal has its place, its clause and its remedy, and whole agreements read. Method: text tables.

mod whole;
