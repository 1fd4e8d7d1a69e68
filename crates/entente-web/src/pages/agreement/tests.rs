//! The agreement in the browser, without one.
