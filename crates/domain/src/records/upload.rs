//! How a recording comes in: in pieces, one after the other.
//!
//! The server holds how much of it has come. A piece is taken where that ends and nowhere else; whatever else is sent is
//! answered with where it ends, and the sender goes on from there. So a piece that was lost is sent again, one that
//! arrives twice is kept once, and the bytes that are kept are always the beginning of the file.

/// What becomes of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is kept, as the piece with this number, counted from 0.
    Kept(i64),
    /// It is not the next one: nothing is kept of it.
    Elsewhere,
    /// It is shorter or longer than a piece at this place has to be.
    WrongLength,
}

/// What becomes of a piece of `length` bytes that is sent for the place `offset`, when `received` bytes of `size` have
/// come, in pieces of `piece` bytes.
pub fn take(received: i64, size: i64, piece: i64, offset: i64, length: i64) -> Taken {
    if offset != received || received >= size {
        return Taken::Elsewhere;
    }
    if length == piece.min(size - received) && length > 0 { Taken::Kept(received / piece) } else { Taken::WrongLength }
}
