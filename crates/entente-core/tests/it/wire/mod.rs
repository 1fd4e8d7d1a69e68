//! What is written: how facts, decisions, effects and states are stored, and what is read back of it.
