//! The pages, through HTTP in process, on both databases.

mod accounts;
mod browser;
mod communities;
mod design;
mod impact;
mod memberships;
mod organisation;
mod people;
mod routes;
mod search;
mod shell;
mod words;
