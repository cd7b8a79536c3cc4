//! Published counts over time.
//!
//! Sources contradict each other, are as precise as a day or a year, and say "about" or "more
//! than". The chart shows that instead of smoothing it: figures that are at odds stand side by side on
//! a marked ground, the shape of a mark tells its qualifier, a bar shows how wide a date is, and a
//! line joins two figures only where both are exact, uncontested and next to each other.

use super::labels::{Area, Place, place};
use askama::Template;
use copia_app::domain::published::Count;
pub use copia_app::domain::published::Qualifier;
use jiff::civil::Date;

/// One published figure. A source that names a year alone gives its first and its last day.
#[derive(Debug, Clone)]
pub struct Figure {
    pub from: Date,
    pub to: Date,
    pub value: u32,
    pub qualifier: Qualifier,
    /// The figure as written beside its mark, for example `3,500`.
    pub label: String,
}

/// A mark on the time axis: a day and the words under it.
#[derive(Debug, Clone)]
pub struct Tick {
    pub at: Date,
    pub label: String,
}

/// What the chart shows, in the reader's words.
#[derive(Debug, Clone)]
pub struct History {
    /// Unique on the page.
    pub id: String,
    /// The finding, not the name of the data.
    pub title: String,
    /// What somebody who does not see the drawing needs to know of it.
    pub description: String,
    /// The days on which the axis starts and ends.
    pub span: (Date, Date),
    pub ticks: Vec<Tick>,
    /// Lines across, from nought: a value (see [`super::steps`]) and how it is written.
    pub steps: Vec<(u32, String)>,
    pub figures: Vec<Figure>,
    /// What the shapes mean. A qualifier that no figure has is left out of the key.
    pub key: Vec<(Qualifier, String)>,
    /// What the marked ground means, shown where figures contradict each other.
    pub contested: String,
}

/// A drawn chart; write it into a page as safe markup.
#[derive(Debug, Template)]
#[template(path = "parts/history.html")]
pub struct Drawn<'a> {
    history: &'a History,
    drawings: [Drawing<'a>; 2],
    key: Vec<&'a (Qualifier, String)>,
    contested: bool,
}

/// One size of the chart: a telephone's or a desk's, so that its words stay readable on both.
#[derive(Debug)]
struct Drawing<'a> {
    class: &'static str,
    frame: Frame,
    lines: Vec<(f64, &'a str)>,
    ticks: Vec<(f64, &'a str)>,
    grounds: Vec<(f64, f64)>,
    joins: Vec<[f64; 4]>,
    marks: Vec<Mark<'a>>,
}

#[derive(Debug)]
struct Mark<'a> {
    x: f64,
    y: f64,
    qualifier: Qualifier,
    /// How wide the date is, where it is wider than the mark.
    width: Option<(f64, f64)>,
    label: &'a str,
    place: Place,
}

#[derive(Debug, Clone, Copy)]
struct Frame {
    width: f64,
    height: f64,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

const WIDE: Frame = Frame { width: 760.0, height: 320.0, left: 48.0, right: 736.0, top: 30.0, bottom: 288.0 };
const NARROW: Frame = Frame { width: 360.0, height: 300.0, left: 44.0, right: 346.0, top: 30.0, bottom: 268.0 };

/// Two marks closer than this would cover each other.
const APART: f64 = 17.0;

impl History {
    /// Lays the chart out in both sizes.
    pub fn draw(&self) -> Drawn<'_> {
        let groups = self.groups();
        Drawn {
            history: self,
            drawings: [self.lay_out("chart-wide", WIDE, &groups), self.lay_out("chart-narrow", NARROW, &groups)],
            key: self
                .key
                .iter()
                .filter(|(qualifier, _)| self.figures.iter().any(|f| f.qualifier == *qualifier))
                .collect(),
            contested: groups.iter().any(|group| is_contested(group)),
        }
    }

    /// Figures in order of time; those whose dates overlap, or which are at odds, are in one group.
    fn groups(&self) -> Vec<Vec<&Figure>> {
        let mut figures: Vec<&Figure> = self.figures.iter().collect();
        figures.sort_by_key(|figure| (figure.from, figure.to));
        let mut groups: Vec<Vec<&Figure>> = Vec::new();
        let mut until: Option<Date> = None;
        for figure in figures {
            match groups.last_mut() {
                Some(group)
                    if until.is_some_and(|until| figure.from <= until)
                        || group.iter().any(|other| other.count().at_odds(&figure.count())) =>
                {
                    group.push(figure);
                }
                _ => groups.push(vec![figure]),
            }
            until = until.max(Some(figure.to));
        }
        groups
    }

    fn lay_out<'a>(&'a self, class: &'static str, frame: Frame, groups: &[Vec<&'a Figure>]) -> Drawing<'a> {
        let highest = self
            .steps
            .iter()
            .map(|(value, _)| *value)
            .chain(self.figures.iter().map(|figure| figure.value))
            .max()
            .unwrap_or(1)
            .max(1);
        let y = |value: u32| tenth(frame.bottom - (frame.bottom - frame.top) * f64::from(value) / f64::from(highest));
        let x = |date: Date| frame.across(self.span, date);

        let mut drawing = Drawing {
            class,
            frame,
            lines: self.steps.iter().map(|(value, words)| (y(*value), words.as_str())).collect(),
            ticks: self.ticks.iter().map(|tick| (x(tick.at), tick.label.as_str())).collect(),
            grounds: Vec::new(),
            joins: Vec::new(),
            marks: Vec::new(),
        };
        let mut settled: Option<(f64, f64)> = None;
        for group in groups {
            let middles: Vec<f64> = group.iter().map(|figure| f64::midpoint(x(figure.from), x(figure.to))).collect();
            let places = side_by_side(&middles);
            for (figure, at) in group.iter().zip(&places) {
                let (start, end) = (x(figure.from), x(figure.to));
                drawing.marks.push(Mark {
                    x: *at,
                    y: y(figure.value),
                    qualifier: figure.qualifier,
                    width: (end - start > 8.0).then_some((start, end)),
                    label: &figure.label,
                    place: Place { x: *at, y: 0.0 },
                });
            }
            if is_contested(group) {
                let starts = group.iter().map(|f| x(f.from)).chain(places.iter().copied());
                let ends = group.iter().map(|f| x(f.to)).chain(places.iter().copied());
                let start = starts.fold(f64::INFINITY, f64::min) - 9.0;
                let end = ends.fold(f64::NEG_INFINITY, f64::max) + 9.0;
                drawing.grounds.push((tenth(start), tenth(end - start)));
            }
            let now = match (group.as_slice(), places.as_slice()) {
                ([only], [at]) if only.qualifier == Qualifier::Exactly => Some((*at, y(only.value))),
                _ => None,
            };
            if let (Some((x1, y1)), Some((x2, y2))) = (settled, now) {
                drawing.joins.push([x1, y1, x2, y2]);
            }
            settled = now;
        }
        drawing.place_labels();
        drawing
    }
}

impl Drawing<'_> {
    fn place_labels(&mut self) {
        let frame = Area {
            left: self.frame.left - 10.0,
            top: 0.0,
            width: self.frame.width - self.frame.left + 10.0,
            height: self.frame.bottom,
        };
        let mut taken: Vec<Area> = self.marks.iter().map(|mark| Area::around(mark.x, mark.y, 6.0)).collect();
        for mark in &mut self.marks {
            let rise = if mark.qualifier == Qualifier::MoreThan { 18.0 } else { 6.0 };
            mark.place = place(mark.label, (mark.x, mark.y), rise, &frame, &mut taken);
        }
    }
}

impl Frame {
    fn across(&self, (start, end): (Date, Date), date: Date) -> f64 {
        let hours = |date: Date| date.duration_since(start).as_secs_f64();
        let whole = hours(end).max(1.0);
        tenth(self.left + (self.right - self.left) * (hours(date) / whole).clamp(0.0, 1.0))
    }
}

fn is_contested(group: &[&Figure]) -> bool {
    group.iter().enumerate().any(|(index, a)| group.iter().skip(index + 1).any(|b| a.count().at_odds(&b.count())))
}

impl Figure {
    fn count(&self) -> Count {
        Count { from: self.from, to: self.to, value: self.value, qualifier: self.qualifier }
    }
}

/// Moves marks that would cover each other apart, about their common middle.
fn side_by_side(middles: &[f64]) -> Vec<f64> {
    let mut order: Vec<(usize, f64)> = middles.iter().copied().enumerate().collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut places = order.clone();
    let mut least = f64::NEG_INFINITY;
    for place in &mut places {
        place.1 = place.1.max(least);
        least = place.1 + APART;
    }
    let shift: f64 = order.iter().zip(&places).map(|(was, is)| is.1 - was.1).sum::<f64>()
        / f64::from(u32::try_from(places.len().max(1)).unwrap_or(1));
    places.sort_by_key(|place| place.0);
    places.into_iter().map(|(_, at)| tenth(at - shift)).collect()
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
