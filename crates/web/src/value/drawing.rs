//! The matrix as a drawing: a column for each kind of value, filled as far as it is measured, and a line for each story
//! through a mark in every column in which it says something. The table beside it holds the same in words.

use copia_app::domain::value::stories::StepState;
use std::fmt::Write as _;

/// A story in the drawing.
pub(super) struct Drawn<'a> {
    pub(super) name: &'a str,
    pub(super) marks: Vec<Option<StepState>>,
}

const COLUMN: usize = 110;
const ROW: usize = 44;
const HEAD: usize = 64;

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Draws it. `said`: what the drawing is, for whoever does not see it.
pub(super) fn draw(columns: &[(&str, usize)], paths: &[Drawn<'_>], said: &str) -> String {
    let (width, height) = (columns.len() * COLUMN, HEAD + paths.len() * ROW + 8);
    let mut svg = format!(
        "<svg class=\"chart matrix-drawing\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" aria-label=\"{}\">",
        escaped(said)
    );
    for (place, (name, measured)) in columns.iter().enumerate() {
        let (left, middle) = (place * COLUMN, place * COLUMN + COLUMN / 2);
        let class = if *measured > 0 { "matrix-measured" } else { "matrix-unmeasured" };
        let _ = write!(
            svg,
            "<rect class=\"{class}\" x=\"{}\" y=\"30\" width=\"{}\" height=\"{}\" rx=\"6\"/>\
             <text class=\"matrix-name\" x=\"{middle}\" y=\"18\" text-anchor=\"middle\">{}</text>",
            left + 4,
            COLUMN - 8,
            height - 34,
            escaped(name)
        );
    }
    for (row, path) in paths.iter().enumerate() {
        let y = HEAD + row * ROW + ROW / 2;
        let touched: Vec<(usize, StepState)> = path
            .marks
            .iter()
            .enumerate()
            .filter_map(|(place, mark)| mark.map(|mark| (place * COLUMN + COLUMN / 2, mark)))
            .collect();
        if let (Some((first, _)), Some((last, _))) = (touched.first(), touched.last()) {
            let _ = write!(
                svg,
                "<text class=\"matrix-story\" x=\"{}\" y=\"{}\">{}</text>\
                 <line class=\"matrix-line\" x1=\"{first}\" y1=\"{y}\" x2=\"{last}\" y2=\"{y}\"/>",
                first.saturating_sub(42),
                y - 13,
                escaped(path.name)
            );
        }
        for (x, mark) in touched {
            let class = match mark {
                StepState::Happened => "matrix-mark",
                StepState::Partly => "matrix-mark matrix-partly",
                StepState::HopedFor => "matrix-mark matrix-hoped",
                StepState::DidNotHappen => "matrix-mark matrix-not",
            };
            let _ = write!(svg, "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"8\"/>");
            if mark == StepState::DidNotHappen {
                let _ = write!(
                    svg,
                    "<path class=\"matrix-cross\" d=\"M{} {}L{} {}M{} {}L{} {}\"/>",
                    x - 4,
                    y - 4,
                    x + 4,
                    y + 4,
                    x - 4,
                    y + 4,
                    x + 4,
                    y - 4
                );
            }
        }
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_drawn_through_what_it_says_and_names_are_text() {
        let path = Drawn { name: "A <form>", marks: vec![Some(StepState::Happened), None, Some(StepState::HopedFor)] };
        let svg = draw(&[("Immediate", 1), ("Potential", 0), ("Applied", 2)], &[path], "1 story");
        assert_eq!(svg.matches("<circle").count(), 2);
        assert_eq!(svg.matches("matrix-measured").count(), 2);
        assert!(svg.contains("matrix-hoped") && svg.contains("A &lt;form&gt;"), "{svg}");
        assert!(svg.contains("x1=\"55\"") && svg.contains("x2=\"275\""), "{svg}");
    }
}
