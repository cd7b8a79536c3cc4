//! The bar of the evidence mark: a share on a line from nought to a hundred.

use std::fmt::Write as _;

/// What a share rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Basis {
    /// The answers are known; the true share lies between these per cent with 95% confidence.
    Interval { low: f64, high: f64 },
    /// The number of answers was not published, so no interval can be drawn.
    Missing,
}

/// Draws `percent` (0 to 100) on a line: solid with its interval, or stitched where the basis is
/// missing. It is hidden from assistive technology; the evidence mark says the same in a sentence.
pub fn interval(percent: f64, basis: Basis) -> String {
    let at = within(percent);
    let mut svg = String::from(
        "<svg class=\"interval\" width=\"100%\" height=\"14\" aria-hidden=\"true\" focusable=\"false\">\
         <line class=\"interval-track\" x1=\"0\" x2=\"100%\" y1=\"7\" y2=\"7\"/>",
    );
    let _ = match basis {
        Basis::Interval { low, high } => write!(
            svg,
            "<line class=\"interval-band\" x1=\"{}%\" x2=\"{}%\" y1=\"7\" y2=\"7\"/>\
             <circle class=\"interval-dot\" cx=\"{at}%\" cy=\"7\" r=\"5\"/>",
            within(low.min(high)),
            within(high.max(low)),
        ),
        Basis::Missing => write!(
            svg,
            "<line class=\"interval-thread\" x1=\"0\" x2=\"{at}%\" y1=\"7\" y2=\"7\"/>\
             <circle class=\"interval-open\" cx=\"{at}%\" cy=\"7\" r=\"5\"/>",
        ),
    };
    svg.push_str("</svg>");
    svg
}

/// A per cent within 0 to 100, in tenths. What is not a number is drawn at nought.
fn within(percent: f64) -> f64 {
    if percent.is_nan() {
        return 0.0;
    }
    (percent.clamp(0.0, 100.0) * 10.0).round() / 10.0
}
