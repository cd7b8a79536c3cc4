//! The shapes a block is pieced from. Each fills a cell of 20 by 20 in the top left quarter: the
//! block's outer corner is at (0, 0) of a corner, and its middle at (20, 20) of a centre.

use std::fmt::Write as _;

/// One stroke of a shape's outline.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// Begins an outline; the one before is closed.
    From(i16, i16),
    To(i16, i16),
    /// Part of a circle of a radius, clockwise or not, to a point.
    Arc(i16, bool, i16, i16),
}

use Step::{Arc, From, To};

pub(super) type Shape = &'static [Step];

/// Where a cell comes to lie: `x' = a x + c y + e`, `y' = b x + d y + f`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Turn {
    pub a: i16,
    pub b: i16,
    pub c: i16,
    pub d: i16,
    pub e: i16,
    pub f: i16,
}

impl Turn {
    /// This turn after a shift by (x, y).
    pub(super) fn shifted(self, x: i16, y: i16) -> Self {
        let (e, f) = self.point(x, y);
        Self { e, f, ..self }
    }

    /// This turn after a reflection in the diagonal.
    pub(super) fn flipped(self) -> Self {
        Self { a: self.c, b: self.d, c: self.a, d: self.b, ..self }
    }

    /// This turn after a quarter turn to the left within a cell.
    pub(super) fn turned_back(self) -> Self {
        let (e, f) = self.point(0, 20);
        Self { a: -self.c, b: -self.d, c: self.a, d: self.b, e, f }
    }

    fn point(self, x: i16, y: i16) -> (i16, i16) {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }

    fn mirrors(self) -> bool {
        self.a * self.d - self.b * self.c < 0
    }

    /// Adds the outline of `shape` to path data. All outlines of one ink go into one path, so that
    /// no seam shows where they touch.
    pub(super) fn trace(self, shape: Shape, path: &mut String) {
        for (index, step) in shape.iter().enumerate() {
            let _ = match *step {
                From(x, y) => {
                    let close = if index == 0 { "" } else { "Z" };
                    let (x, y) = self.point(x, y);
                    write!(path, "{close}M{x} {y}")
                }
                To(x, y) => {
                    let (x, y) = self.point(x, y);
                    write!(path, "L{x} {y}")
                }
                Arc(radius, clockwise, x, y) => {
                    let (x, y) = self.point(x, y);
                    let sweep = u8::from(clockwise != self.mirrors());
                    write!(path, "A{radius} {radius} 0 0 {sweep} {x} {y}")
                }
            };
        }
        path.push('Z');
    }
}

/// The outer corner: a square, a quarter disc that rounds the block, one that sits in the corner,
/// a triangle in the corner, one away from it, a leaf along the diagonal, a disc, a quarter ring.
pub(super) const CORNERS: [Shape; 8] = [
    &[From(0, 0), To(20, 0), To(20, 20), To(0, 20)],
    &[From(20, 0), To(20, 20), To(0, 20), Arc(20, true, 20, 0)],
    &[From(0, 0), To(20, 0), Arc(20, true, 0, 20)],
    &[From(0, 0), To(20, 0), To(0, 20)],
    &[From(20, 0), To(20, 20), To(0, 20)],
    &[From(0, 0), To(10, 0), Arc(10, true, 20, 10), To(20, 20), To(10, 20), Arc(10, true, 0, 10)],
    &[From(10, 2), Arc(8, true, 10, 18), Arc(8, true, 10, 2)],
    &[From(20, 0), To(20, 9), Arc(11, false, 9, 20), To(0, 20), Arc(20, true, 20, 0)],
];

/// The edge cell on the top side, whose lower side meets the centre: a quarter disc about the lower
/// right, about the lower left, one hung from the upper right, the point of a star, the sail of a
/// pinwheel, a half disc on the centre, a leaf across the other diagonal, two bars.
pub(super) const EDGES: [Shape; 8] = [
    &[From(20, 0), To(20, 20), To(0, 20), Arc(20, true, 20, 0)],
    &[From(0, 0), Arc(20, true, 20, 20), To(0, 20)],
    &[From(0, 0), To(20, 0), To(20, 20), Arc(20, true, 0, 0)],
    &[From(0, 20), To(20, 0), To(20, 20)],
    &[From(0, 0), To(20, 0), To(0, 20)],
    &[From(0, 20), Arc(10, true, 20, 20)],
    &[From(20, 0), Arc(20, true, 0, 20), Arc(20, true, 20, 0)],
    &[From(0, 3), To(20, 3), To(20, 8), To(0, 8), From(0, 12), To(20, 12), To(20, 17), To(0, 17)],
];

/// The centre cell, four of which meet in the middle: a disc, a star with hollow sides, a diamond,
/// four leaves, a framed square, a ring, four discs, a cross with stepped arms.
pub(super) const CENTRES: [Shape; 8] = [
    &[From(20, 0), To(20, 20), To(0, 20), Arc(20, true, 20, 0)],
    &[From(20, 0), To(20, 20), To(0, 20), Arc(20, false, 20, 0)],
    &[From(20, 0), To(20, 20), To(0, 20)],
    &[From(0, 0), Arc(20, true, 20, 20), Arc(20, true, 0, 0)],
    &[
        From(0, 0),
        To(20, 0),
        To(20, 4),
        To(4, 4),
        To(4, 20),
        To(0, 20),
        From(11, 11),
        To(20, 11),
        To(20, 20),
        To(11, 20),
    ],
    &[From(20, 0), To(20, 8), Arc(12, false, 8, 20), To(0, 20), Arc(20, true, 20, 0)],
    &[From(10, 3), Arc(7, true, 10, 17), Arc(7, true, 10, 3)],
    &[From(10, 0), To(20, 0), To(20, 20), To(0, 20), To(0, 10), To(10, 10)],
];
