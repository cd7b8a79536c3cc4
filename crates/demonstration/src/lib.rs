//! A programme to look at before an organisation has its own: a fictional university
//! generated from a seed, and the reader of a programme's published record.
//!
//! Nothing here reads a clock, a file or a database. Text that people wrote lives in `demo/`
//! and is compiled in.

pub mod record;
