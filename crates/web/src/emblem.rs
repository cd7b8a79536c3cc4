//! A community's emblem: a patchwork block drawn from its name, in its service area's hue.
//!
//! A block is four cells by four. Three shapes are chosen for one quarter (the outer corner, the
//! two edges, the centre) and the quarter is turned or mirrored into the others, so that every
//! block holds together at 40 pixels. The same name and hue always give the same block.

mod colour;
mod shapes;
#[cfg(test)]
mod tests;

pub use colour::{Hue, accent};

use colour::Ink;
use shapes::Turn;
use std::fmt::Write as _;

/// How the first quarter becomes the other three, by turning or by mirroring it about the middle.
const TURNED: [Turn; 4] = [
    Turn { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 },
    Turn { a: 0, b: 1, c: -1, d: 0, e: 80, f: 0 },
    Turn { a: -1, b: 0, c: 0, d: -1, e: 80, f: 80 },
    Turn { a: 0, b: -1, c: 1, d: 0, e: 0, f: 80 },
];
const MIRRORED: [Turn; 4] = [
    Turn { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 },
    Turn { a: -1, b: 0, c: 0, d: 1, e: 80, f: 0 },
    Turn { a: -1, b: 0, c: 0, d: -1, e: 80, f: 80 },
    Turn { a: 1, b: 0, c: 0, d: -1, e: 0, f: 80 },
];

/// The ground and the three inks of a block, as lightness, chroma and a turn of the hue.
///
/// Each has its own ground, so a block reads the same on a light and on a dark page.
const CLOTHS: [[Ink; 4]; 3] = [
    [Ink(0.37, 0.085, 0), Ink(0.90, 0.050, 12), Ink(0.72, 0.125, -14), Ink(0.56, 0.125, 6)],
    [Ink(0.60, 0.125, 0), Ink(0.96, 0.020, 10), Ink(0.32, 0.075, -8), Ink(0.83, 0.090, 18)],
    [Ink(0.89, 0.050, 8), Ink(0.42, 0.105, 0), Ink(0.64, 0.130, -16), Ink(0.76, 0.105, 14)],
];

/// Which ink the corner, the edges and the centre take.
const ORDERS: [[usize; 3]; 6] = [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]];

/// Draws the emblem of the community called `name`, whose service area has `hue`.
///
/// The answer is one `svg` element, hidden from assistive technology because the community's name
/// always stands beside it. Upper and lower case and outer spaces make no difference.
pub fn emblem(name: &str, hue: Hue) -> String {
    let block = block(name, hue);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"emblem\" viewBox=\"0 0 80 80\" \
         width=\"80\" height=\"80\" aria-hidden=\"true\" focusable=\"false\">\
         <rect width=\"80\" height=\"80\" fill=\"{}\"/>",
        block.ground
    );
    for (ink, outline) in &block.shapes {
        let _ = write!(svg, "<path fill=\"{ink}\" d=\"{outline}\"/>");
    }
    svg.push_str("</svg>");
    svg
}

/// An emblem before it is written down: a square of 80 units, and shapes on it.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    /// The colour of the square.
    pub(crate) ground: String,
    /// The colours and outlines of the shapes, as path data.
    pub(crate) shapes: [(String, String); 3],
}

/// The block of the community called `name`, whose service area has `hue`.
pub(crate) fn block(name: &str, hue: Hue) -> Block {
    let mut choice = Choice::from_name(name);
    let cloth = choice.of(&CLOTHS);
    let order = choice.of(&ORDERS);
    let corner = choice.of(&shapes::CORNERS);
    let edge = choice.of(&shapes::EDGES);
    let centre = choice.of(&shapes::CENTRES);
    let turned = choice.below(2) == 0;

    let ink = |index: usize| cloth.get(index).map(|ink| ink.hex(hue)).unwrap_or_default();
    let mut paths = [String::new(), String::new(), String::new()];
    let [of_corner, of_edge, of_centre] = &mut paths;
    for quarter in if turned { TURNED } else { MIRRORED } {
        quarter.trace(corner, of_corner);
        quarter.shifted(20, 0).trace(edge, of_edge);
        // A mirrored quarter is symmetrical about its diagonal; in a turned one the second edge is
        // the first, turned back, so that the block spins.
        let second = quarter.shifted(0, 20);
        if turned { second.turned_back() } else { second.flipped() }.trace(edge, of_edge);
        quarter.shifted(20, 20).trace(centre, of_centre);
    }

    let [of_corner, of_edge, of_centre] = paths;
    let [first, second, third] = order.map(ink);
    Block { ground: ink(0), shapes: [(first, of_corner), (second, of_edge), (third, of_centre)] }
}

/// A stream of choices that depends on a name alone.
struct Choice(u64);

impl Choice {
    fn from_name(name: &str) -> Self {
        // FNV-1a: short, stable for ever, and spread well enough once it is mixed below.
        let folded = name.trim().to_lowercase();
        Self(
            folded
                .bytes()
                .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)),
        )
    }

    /// A number below `bound`, from SplitMix64.
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % bound.max(1) as u64).unwrap_or(0)
    }

    fn of<T: Copy, const N: usize>(&mut self, options: &[T; N]) -> T {
        let index = self.below(N);
        *options.get(index).unwrap_or(&options[0])
    }
}
