//! The durable log and its projections: facts and decisions appended once, in groups, and never edited.
