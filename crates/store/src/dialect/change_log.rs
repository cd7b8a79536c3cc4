//! Reading the change log without missing a row.

use crate::sql::Sql;

/// On SQLite there is one writer, so the numbers are in the order of the commits, and the position is a number.
pub(crate) const SINCE_SQLITE: Sql = Sql("SELECT seq AS position, record_kind, record_id FROM change_log
     WHERE seq > $1 ORDER BY seq LIMIT $2");

/// On PostgreSQL a smaller number can be committed later, so the position is the number of a transaction. Only
/// transactions below the oldest one still running are read: whatever is committed later lies above the position.
pub(crate) const SINCE_POSTGRES: Sql =
    Sql("SELECT tx::text::bigint AS position, record_kind, record_id FROM change_log
     WHERE tx > $1::text::xid8 AND tx < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY tx, seq LIMIT $2");

/// Rows of transactions that this cluster has not reached come from another one, by a restored dump: they count as its
/// first.
pub(crate) const SETTLE_POSTGRES: Sql =
    Sql("UPDATE change_log SET tx = '1' WHERE tx >= pg_snapshot_xmax(pg_current_snapshot())");

pub(crate) const LAST_SQLITE: Sql = Sql("SELECT coalesce(max(seq), 0) AS position FROM change_log");
pub(crate) const LAST_POSTGRES: Sql = Sql("SELECT coalesce(max(tx), '0')::text::bigint AS position FROM change_log");

/// All rows of the first transaction after a position, for one that is larger than a batch.
pub(crate) const NEXT_POSTGRES: Sql = Sql("SELECT tx::text::bigint AS position, record_kind, record_id FROM change_log
     WHERE tx = (SELECT min(tx) FROM change_log WHERE tx > $1::text::xid8) ORDER BY seq");
