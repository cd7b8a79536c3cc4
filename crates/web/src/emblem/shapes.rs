//! The shapes a block is pieced from. Each fills a cell of 20 by 20, in the top left quarter:
//! the block's outer corner is at (0, 0) of a corner, and its middle at (20, 20) of a centre.

/// The outer corner.
pub(super) const CORNERS: [&str; 8] = [
    // A square.
    "M0 0H20V20H0Z",
    // A quarter disc that rounds the block.
    "M20 0V20H0A20 20 0 0 1 20 0Z",
    // A quarter disc that sits in the corner.
    "M0 0H20A20 20 0 0 1 0 20Z",
    // A triangle in the corner.
    "M0 0H20L0 20Z",
    // A triangle away from it.
    "M20 0V20H0Z",
    // A leaf along the diagonal.
    "M0 0H10A10 10 0 0 1 20 10V20H10A10 10 0 0 1 0 10Z",
    // A disc.
    "M10 2A8 8 0 0 1 10 18A8 8 0 0 1 10 2Z",
    // A quarter ring.
    "M20 0V9A11 11 0 0 0 9 20H0A20 20 0 0 1 20 0Z",
];

/// The edge cell on the top side; its lower side meets the centre.
pub(super) const EDGES: [&str; 8] = [
    // A quarter disc about the lower right.
    "M20 0V20H0A20 20 0 0 1 20 0Z",
    // A quarter disc about the lower left.
    "M0 0A20 20 0 0 1 20 20H0Z",
    // A quarter disc hung from the upper right.
    "M0 0H20V20A20 20 0 0 1 0 0Z",
    // A triangle that makes a star's point.
    "M0 20L20 0V20Z",
    // A triangle that makes a pinwheel's sail.
    "M0 0H20L0 20Z",
    // A half disc that stands on the centre.
    "M0 20A10 10 0 0 1 20 20Z",
    // A leaf across the other diagonal.
    "M20 0A20 20 0 0 1 0 20A20 20 0 0 1 20 0Z",
    // Two bars.
    "M0 3H20V8H0ZM0 12H20V17H0Z",
];

/// The centre cell; four of them meet in the middle of the block.
pub(super) const CENTRES: [&str; 8] = [
    // A disc of four quarters.
    "M20 0V20H0A20 20 0 0 1 20 0Z",
    // A star with hollow sides.
    "M20 0V20H0A20 20 0 0 0 20 0Z",
    // A diamond.
    "M20 0V20H0Z",
    // Four leaves.
    "M0 0A20 20 0 0 1 20 20A20 20 0 0 1 0 0Z",
    // A small square in the middle, with a frame.
    "M0 0H20V4H4V20H0ZM11 11H20V20H11Z",
    // A ring.
    "M20 0V8A12 12 0 0 0 8 20H0A20 20 0 0 1 20 0Z",
    // Four discs.
    "M10 3A7 7 0 0 1 10 17A7 7 0 0 1 10 3Z",
    // A cross with stepped arms.
    "M10 0H20V20H0V10H10Z",
];
