//! The pages, through HTTP in process, on both databases.

mod accounts;
mod browser;
mod communities;
mod design;
mod memberships;
mod impact;
mod search;
mod shell;
