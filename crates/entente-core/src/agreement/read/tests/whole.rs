//! Whole agreements read without errors.
