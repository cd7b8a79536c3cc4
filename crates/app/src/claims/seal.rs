//! The seal of a claim: a digest of what it says and rests on, made when it is approved.

use super::{Piece, evidence::digest};
use copia_domain::{claims::Level, published::Qualifier, value::ValueType};
use copia_store::claims::Written;
use serde_json::json;

/// The seal that a claim has with these digests of its evidence, in its order. Whoever approved it, until when it holds
/// and since when are part of it, so that none of them can be changed unseen.
pub(super) fn seal<'a>(claim: &Written, digests: impl IntoIterator<Item = &'a str>) -> String {
    let digests: Vec<&str> = digests.into_iter().collect();
    digest(&json!([
        [claim.id, claim.community_id, claim.service_area_id, claim.replaces_id],
        [claim.author_id, claim.decided_by_id],
        claim.statement,
        [claim.measure.word(), claim.strength.word()],
        [claim.value, claim.base_n],
        [claim.qualifier.map(Qualifier::word), claim.level.map(Level::word)],
        claim.value_type.map(ValueType::word),
        [&claim.theme, &claim.comparison, &claim.notice],
        claim.as_of,
        claim.review_by,
        claim.sealed_at,
        digests,
    ]))
}

/// The seal of a claim whose evidence says what it says now.
pub(crate) fn of_now(claim: &Written, pieces: &[Piece]) -> String {
    seal(claim, pieces.iter().map(|piece| piece.says.digest.as_str()))
}

/// Whether a claim is as it was sealed, with the digests that were kept then.
pub(super) fn is_whole(claim: &Written, pieces: &[Piece]) -> bool {
    let kept = pieces.iter().map(|piece| piece.behind.digest.as_deref().unwrap_or_default());
    claim.seal.as_ref().is_some_and(|sealed| *sealed == seal(claim, kept))
}
