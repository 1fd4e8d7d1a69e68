//! Signing without the command line: what is refused, and that nothing is written then.
