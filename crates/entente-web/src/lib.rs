//! Pages, forms and streams over HTTP: what people of both parties see and do.
//!
//! Every handler says in its signature who may call it, asks the desk for one use case and shows one page. It never
//! decides, never sees the store, and reads no clock but the one it was given.
