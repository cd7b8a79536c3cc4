//! Places the words beside marks so that none covers another.

/// A rectangle in the drawing's units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

impl Area {
    pub(super) fn around(x: f64, y: f64, reach: f64) -> Self {
        Self { left: x - reach, top: y - reach, width: 2.0 * reach, height: 2.0 * reach }
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.left < other.left + other.width
            && other.left < self.left + self.width
            && self.top < other.top + other.height
            && other.top < self.top + self.height
    }

    fn within(&self, frame: &Self) -> bool {
        self.left >= frame.left
            && self.left + self.width <= frame.left + frame.width
            && self.top >= frame.top
            && self.top + self.height <= frame.top + frame.height
    }
}

/// Where a label's middle stands, and its baseline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub x: f64,
    pub y: f64,
}

const HEIGHT: f64 = 15.0;
const LETTER: f64 = 7.6;

/// Chooses a place for `text` near the mark at (x, y): above, below, left or right, then a little
/// farther, the first that touches nothing in `taken` and stays in `frame`. `rise` is how far the
/// mark itself reaches upwards. The place is added to `taken`.
pub(super) fn place(text: &str, (x, y): (f64, f64), rise: f64, frame: &Area, taken: &mut Vec<Area>) -> Place {
    let letters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let width = f64::from(letters) * LETTER;
    let aside = width / 2.0 + 10.0;
    let mut offsets = vec![(0.0, -rise - 8.0), (0.0, 20.0), (-aside, 4.5), (aside, 4.5), (-aside, -8.0), (aside, -8.0)];
    for step in 1..=4 {
        let farther = f64::from(step) * HEIGHT;
        offsets.push((0.0, -rise - 8.0 - farther));
        offsets.push((0.0, 20.0 + farther));
    }
    let area =
        |(dx, dy): (f64, f64)| Area { left: x + dx - width / 2.0, top: y + dy - HEIGHT + 3.0, width, height: HEIGHT };
    let free = offsets.iter().copied().find(|&offset| {
        let candidate = area(offset);
        candidate.within(frame) && !taken.iter().any(|other| candidate.overlaps(other))
    });
    let (dx, dy) = free.unwrap_or((0.0, -rise - 8.0));
    taken.push(area((dx, dy)));
    Place { x: x + dx, y: y + dy }
}
