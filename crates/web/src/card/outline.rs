//! The outlines of emblems as the rasteriser takes them. They are written with `M`, `L`, `A` and `Z` and whole
//! numbers only, and arcs are of circles and at most a half.

use tiny_skia::{Path, PathBuilder};

/// Reads an outline; `None` for anything that emblems do not write.
pub(super) fn path(outline: &str) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let mut rest = outline;
    let mut here = (0.0, 0.0);
    while let Some(command) = rest.chars().next() {
        let after = rest.get(1..)?;
        let end = after.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(after.len());
        let (numbers, next) = after.split_at(end);
        let numbers: Vec<f32> = numbers.split_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
        match (command, numbers.as_slice()) {
            ('M', [x, y]) => {
                builder.move_to(*x, *y);
                here = (*x, *y);
            }
            ('L', [x, y]) => {
                builder.line_to(*x, *y);
                here = (*x, *y);
            }
            ('A', [radius, _, _, _, sweep, x, y]) => {
                arc(&mut builder, here, *radius, *sweep > 0.5, (*x, *y));
                here = (*x, *y);
            }
            ('Z', []) => builder.close(),
            _ => return None,
        }
        rest = next;
    }
    builder.finish()
}

/// An arc of a circle, at most a half, as two Bézier curves (each at most a quarter, where they differ from the
/// circle by less than a thousandth).
fn arc(builder: &mut PathBuilder, from: (f32, f32), radius: f32, clockwise: bool, to: (f32, f32)) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let half = dx.hypot(dy) / 2.0;
    if half == 0.0 {
        return;
    }
    let radius = radius.max(half);
    let height = (radius * radius - half * half).max(0.0).sqrt();
    // To the right of the way for a clockwise arc, since y points down.
    let side = if clockwise { 1.0 } else { -1.0 };
    let centre =
        (from.0 + dx / 2.0 - side * height * dy / (2.0 * half), from.1 + dy / 2.0 + side * height * dx / (2.0 * half));
    let start = (from.1 - centre.1).atan2(from.0 - centre.0);
    let whole = side * 2.0 * (half / radius).min(1.0).asin();
    let step = whole / 2.0;
    let pull = 4.0 / 3.0 * (step / 4.0).tan() * radius;
    for part in 0..2 {
        let begins = if part == 0 { start } else { start + step };
        let ends = begins + step;
        let at = |angle: f32| (centre.0 + radius * angle.cos(), centre.1 + radius * angle.sin());
        let ((x0, y0), (x1, y1)) = (at(begins), at(ends));
        builder.cubic_to(
            x0 - pull * begins.sin(),
            y0 + pull * begins.cos(),
            x1 + pull * ends.sin(),
            y1 - pull * ends.cos(),
            x1,
            y1,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arc_is_as_wide_as_its_circle() {
        // A half circle over the top, from left to right.
        let bounds = path("M0 20A10 10 0 0 1 20 20Z").unwrap().bounds();
        assert!((bounds.top() - 10.0).abs() < 0.05 && (bounds.bottom() - 20.0).abs() < 0.05, "{bounds:?}");
        // The same from below.
        let bounds = path("M0 20A10 10 0 0 0 20 20Z").unwrap().bounds();
        assert!((bounds.bottom() - 30.0).abs() < 0.05, "{bounds:?}");
        // A quarter about (20, 20).
        let bounds = path("M20 0L20 20L0 20A20 20 0 0 1 20 0Z").unwrap().bounds();
        assert!(bounds.left().abs() < 0.05 && bounds.top().abs() < 0.05, "{bounds:?}");
    }

    #[test]
    fn what_emblems_do_not_write_is_not_read() {
        for wrong in ["Q1 2 3 4", "M1", "M1 x", "A1 2", "é"] {
            assert!(path(wrong).is_none(), "{wrong}");
        }
    }
}
