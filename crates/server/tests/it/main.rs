//! The built program, run as somebody would run it.

#![cfg(test)]

mod administration;
mod demonstration;
mod program;
mod serving;
