//! The bar of a statement: to the left of the line those who disagree, to the right those who agree.

use std::fmt::Write as _;

/// What part of the bar it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Disagree, or do not agree.
    Low,
    /// Neither; half of it stands on each side.
    Middle,
    /// Agree.
    High,
}

/// Answers of one side, in per cent of all; further from the line the stronger.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece {
    /// The side.
    pub side: Side,
    /// At least so many.
    pub least: f64,
    /// At most so many: what lies between is drawn as an outline.
    pub most: f64,
}

/// Draws the pieces in the order of the scale, with the interval of those who agree in per cent, if there is one. It is
/// hidden from assistive technology: the table beside it says the same.
pub fn diverging(pieces: &[Piece], interval: Option<(f64, f64)>) -> String {
    let sum = |side: Side| pieces.iter().filter(|piece| piece.side == side).map(|piece| piece.most).sum::<f64>();
    let middle = sum(Side::Middle) / 2.0;
    let mut svg = String::from(
        "<svg class=\"diverging\" viewBox=\"-100 0 200 16\" width=\"100%\" height=\"28\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">",
    );
    let mut rect = |class: &str, from: f64, wide: f64| {
        let _ = write!(
            svg,
            "<rect class=\"{class}\" x=\"{from:.1}\" y=\"1\" width=\"{:.1}\" height=\"9\"/>",
            wide.max(0.0)
        );
    };
    let mut left = -middle - sum(Side::Low);
    let mut right = middle;
    for piece in pieces {
        let known = piece.least;
        match piece.side {
            Side::Low => {
                // What is not known lies on the far end.
                rect("diverging-open", left, piece.most - known);
                rect("diverging-low", left + piece.most - known, known);
                left += piece.most;
            }
            Side::Middle => rect("diverging-middle", -middle, 2.0 * middle),
            Side::High => {
                rect("diverging-high", right, known);
                rect("diverging-open", right + known, piece.most - known);
                right += piece.most;
            }
        }
    }
    if let Some((low, high)) = interval {
        let (from, to) = (middle + low, middle + high);
        let _ = write!(
            svg,
            "<path class=\"diverging-interval\" vector-effect=\"non-scaling-stroke\" d=\"M{from:.1} 13H{to:.1}M{from:.1} 11V15M{to:.1} 11V15\"/>"
        );
    }
    svg.push_str("<path class=\"diverging-line\" vector-effect=\"non-scaling-stroke\" d=\"M0 0V16\"/></svg>");
    svg
}
