//! The log as sorted columns in memory, and the reports that are folds of it: funnel, SLA, velocity, feedback.
