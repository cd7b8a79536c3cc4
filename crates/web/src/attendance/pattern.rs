//! The pattern that telephones read from a screen (ISO/IEC 18004), drawn as SVG.

use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;

/// Squares of white around the pattern, which readers need (ISO/IEC 18004, 9.1).
const MARGIN: usize = 4;

/// The drawing for an address, dark on white whatever the page's colours are; empty for one that is too long.
/// `label` says in words what it is.
pub(super) fn pattern(address: &str, label: &str) -> String {
    let Ok(code) = QrCode::with_error_correction_level(address.as_bytes(), EcLevel::M) else { return String::new() };
    let width = code.width();
    let size = width + 2 * MARGIN;
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (x, y) = (at % width + MARGIN, at / width + MARGIN);
            // Writing to a string cannot fail.
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    let label = label.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    format!(
        "<svg class=\"door-pattern\" viewBox=\"0 0 {size} {size}\" role=\"img\" aria-label=\"{label}\" \
         shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/>\
         <path fill=\"#000\" d=\"{path}\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn the_pattern_is_dark_on_white_with_a_margin_and_a_name() {
        let svg = pattern("https://copia.example/events/reading-charts/here?code=K7W2QZ", "A & \"B\"");
        assert!(svg.contains("aria-label=\"A &amp; &quot;B&quot;\""));
        // The finder in the corner begins after the margin of four, and is seven squares wide.
        assert!(svg.contains("M4 4h1v1h-1z") && svg.contains("M10 4h1v1h-1z") && !svg.contains("M11 4h1v1h-1z"));
        assert!(!svg.contains("M3 "));
        assert_eq!(pattern(&"x".repeat(5_000), ""), "");
    }
}
