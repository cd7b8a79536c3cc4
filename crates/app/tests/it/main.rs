//! Use cases, through the whole of what they do: the answer, the rows, the jobs, the mail, the audit log.

mod accounts;
mod memberships;
mod impact;
mod imports;
mod news;
