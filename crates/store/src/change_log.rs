//! What changed, in an order in which a reader misses nothing. The search index follows it.

use crate::{
    Result, Topic, Tx,
    db::Inner,
    dialect::change_log::{LAST_POSTGRES, LAST_SQLITE, NEXT_POSTGRES, SETTLE_POSTGRES, SINCE_POSTGRES, SINCE_SQLITE},
    row::record,
};
use copia_domain::time::When;
use uuid::Uuid;

statements! {
    ADD = "INSERT INTO change_log (record_kind, record_id, at) VALUES ($1, $2, $3)";
}

record! {
    /// One changed record.
    pub struct Changed {
        /// Where in the log the row stands. Several rows can share a position.
        position: i64,
        /// The kind of record, as the feature that keeps it calls it.
        record_kind: String,
        /// Which record.
        record_id: Uuid,
    }

    /// A position in the log.
    struct Position { position: i64 }
}

/// Notes that a record changed, and wakes those who follow.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn add(tx: &mut Tx, kind: &str, id: impl Into<Uuid>, at: When) -> Result<()> {
    tx.execute(ADD, args![kind, id.into(), at]).await?;
    tx.wake(Topic::Changes);
    Ok(())
}

/// Makes the log of a database readable that was restored into another cluster, and gives its last position. A reader
/// that is beyond it followed another database, and has to begin anew.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn settle(tx: &mut Tx) -> Result<i64> {
    let last = if matches!(tx.inner, Inner::Sqlite(_)) {
        LAST_SQLITE
    } else {
        tx.execute(SETTLE_POSTGRES, args![]).await?;
        LAST_POSTGRES
    };
    Ok(tx.one::<Position>(last, args![]).await?.position)
}

/// The changes after a position, whole positions only, about `most` of them; empty when there is nothing new.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn since(tx: &mut Tx, position: i64, most: i64) -> Result<Vec<Changed>> {
    if matches!(tx.inner, Inner::Sqlite(_)) {
        return tx.all(SINCE_SQLITE, args![position, most]).await;
    }
    let after = position.to_string();
    let mut rows: Vec<Changed> = tx.all(SINCE_POSTGRES, args![after.clone(), most]).await?;
    let full = i64::try_from(rows.len()).is_ok_and(|read| read >= most);
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(rows) };
    if full && first.position == last.position {
        return tx.all(NEXT_POSTGRES, args![after]).await;
    }
    if full {
        // The last transaction may go on beyond the batch: it is read whole the next time.
        let cut = last.position;
        rows.retain(|row| row.position < cut);
    }
    Ok(rows)
}
