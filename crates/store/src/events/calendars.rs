//! The secret address of somebody's own calendar. Only its number is kept; the address is signed.

use crate::{Result, Tx, row::record};
use copia_domain::{ids::PersonId, time::When};

statements! {
    FIND = "SELECT number FROM own_calendars WHERE person_id = $1";
    RENEW = "INSERT INTO own_calendars (person_id, number, since) VALUES ($1, 1, $2)
             ON CONFLICT (person_id) DO UPDATE SET number = own_calendars.number + 1, since = excluded.since";
}

record! {
    /// Which address is good.
    struct Number { number: i64 }
}

/// The number of the address that is good; `None` for somebody who never had one.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn calendar_number(tx: &mut Tx, person: PersonId) -> Result<Option<i64>> {
    Ok(tx.optional::<Number>(FIND, args![person]).await?.map(|row| row.number))
}

/// Makes a new address good, and ends the one before.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn renew_calendar(tx: &mut Tx, person: PersonId, now: When) -> Result<()> {
    tx.execute(RENEW, args![person, now]).await.map(drop)
}
