//! The page of impact of a programme, a community or an area: as it stands, and as it was published.
//!
//! What stands is made anew for each reader from approved claims, live quotes, counters and recognition. A publication
//! keeps the bytes of that page under an address that stays, sealed with what it stated; a mark stands in the place of
//! each quote, which is filled in when the page is read.

mod keeping;
mod standing;

pub(crate) use keeping::checked;
pub use keeping::{Kept, PublicationPage, PublishInput, list, look, mark, places_of, publish, publish_page, split};
pub(crate) use standing::themes;
pub use standing::{Figure, Of, Standing, Theme, for_everybody, standing};

pub use copia_store::publications::{Fallen, Listed, Publication};
