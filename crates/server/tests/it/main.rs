//! The built program, run as somebody would run it.

mod administration;
mod demonstration;
mod program;
mod serving;
