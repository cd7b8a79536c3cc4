use super::history::{Figure, History, Qualifier, Tick};
use super::{Basis, interval, steps};
use askama::Template;
use jiff::civil::{Date, date};

fn figure(from: Date, to: Date, value: u32, qualifier: Qualifier) -> Figure {
    Figure { from, to, value, qualifier, label: value.to_string() }
}

fn history(figures: Vec<Figure>) -> History {
    History {
        id: "plot".into(),
        title: "Seven & more".into(),
        description: "A <description>".into(),
        span: (date(2018, 1, 1), date(2023, 12, 31)),
        ticks: vec![Tick { at: date(2018, 1, 1), label: "2018".into() }],
        steps: steps(25).into_iter().map(|step| (step, step.to_string())).collect(),
        figures,
        key: vec![
            (Qualifier::Exactly, "exactly".into()),
            (Qualifier::About, "about".into()),
            (Qualifier::MoreThan, "more than".into()),
        ],
        contested: "sources differ".into(),
    }
}

fn count(markup: &str, part: &str) -> usize {
    markup.matches(part).count()
}

#[test]
fn contradicting_figures_stand_side_by_side_and_no_line_passes_them() {
    let day = date(2020, 5, 4);
    let plot = history(vec![
        figure(date(2018, 8, 1), date(2018, 8, 31), 7, Qualifier::Exactly),
        figure(day, day, 19, Qualifier::Exactly),
        figure(day, day, 20, Qualifier::Exactly),
        figure(date(2021, 9, 1), date(2021, 9, 30), 19, Qualifier::Exactly),
        figure(date(2022, 4, 1), date(2022, 4, 30), 21, Qualifier::Exactly),
    ]);
    let drawn = plot.draw().render().unwrap();
    // Each is drawn twice: once for a telephone, once for a desk.
    assert_eq!(count(&drawn, "<circle class=\"chart-mark\""), 2 * 5 + 1);
    assert_eq!(count(&drawn, "class=\"chart-contested\""), 2 + 1);
    assert_eq!(count(&drawn, "<line class=\"chart-line\""), 2, "only 2021 to 2022 is joined");
    let places: Vec<&str> =
        drawn.split("<circle class=\"chart-mark\" cx=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let apart = places[2].parse::<f64>().unwrap() - places[1].parse::<f64>().unwrap();
    assert!(apart >= 16.9, "{apart}");
}

#[test]
fn a_year_overlaps_the_days_within_it() {
    let plot = history(vec![
        figure(date(2020, 1, 1), date(2020, 12, 31), 19, Qualifier::Exactly),
        figure(date(2020, 5, 4), date(2020, 5, 4), 20, Qualifier::Exactly),
    ]);
    let drawn = plot.draw().render().unwrap();
    assert_eq!(count(&drawn, "class=\"chart-contested\""), 3);
    assert_eq!(count(&drawn, "class=\"chart-span\""), 2, "the year is drawn as wide as it is");
}

#[test]
fn a_qualified_figure_has_its_own_shape_and_is_not_joined() {
    let plot = history(vec![
        figure(date(2018, 8, 1), date(2018, 8, 1), 7, Qualifier::Exactly),
        figure(date(2019, 8, 1), date(2019, 8, 1), 12, Qualifier::About),
        figure(date(2020, 8, 1), date(2020, 8, 1), 18, Qualifier::MoreThan),
    ]);
    let drawn = plot.draw().render().unwrap();
    assert_eq!(count(&drawn, "chart-mark-open"), 3);
    assert_eq!(count(&drawn, "<path class=\"chart-line\""), 3);
    assert_eq!(count(&drawn, "<line class=\"chart-line\""), 0);
    assert!(!drawn.contains("sources differ"));
}

#[test]
fn the_same_number_twice_is_no_contradiction() {
    let plot = history(vec![
        figure(date(2022, 5, 1), date(2022, 5, 31), 22, Qualifier::Exactly),
        figure(date(2022, 5, 4), date(2022, 5, 4), 22, Qualifier::Exactly),
    ]);
    assert!(!plot.draw().render().unwrap().contains("chart-contested"));
}

#[test]
fn more_than_contradicts_only_what_is_not_more() {
    let day = date(2020, 5, 4);
    let contested = |first, second| {
        let plot = history(vec![figure(day, day, 20, first), figure(day, day, second, Qualifier::MoreThan)]);
        plot.draw().render().unwrap().contains("chart-contested")
    };
    assert!(!contested(Qualifier::MoreThan, 25));
    assert!(!contested(Qualifier::Exactly, 19));
    assert!(contested(Qualifier::Exactly, 20));
    assert!(contested(Qualifier::About, 25));
}

#[test]
fn every_drawing_is_named_and_its_words_are_escaped() {
    let drawn = history(Vec::new()).draw().render().unwrap();
    assert_eq!(count(&drawn, "role=\"img\""), 2);
    for size in ["chart-wide", "chart-narrow"] {
        assert!(drawn.contains(&format!("aria-labelledby=\"plot-{size}-title plot-{size}-words\"")));
        assert!(drawn.contains(&format!("<title id=\"plot-{size}-title\">Seven &#38; more</title>")));
    }
    assert!(!drawn.contains("<description>"));
    assert!(!drawn.contains("style="));
}

#[test]
fn labels_do_not_cover_each_other() {
    let plot = history(vec![
        figure(date(2022, 4, 1), date(2022, 4, 30), 21, Qualifier::Exactly),
        figure(date(2022, 5, 1), date(2022, 5, 31), 22, Qualifier::Exactly),
        figure(date(2022, 6, 1), date(2022, 6, 30), 21, Qualifier::Exactly),
    ]);
    let drawn = plot.draw().render().unwrap();
    let narrow = drawn.split("chart-narrow").nth(1).unwrap().to_owned()
        + drawn.split("<svg class=\"chart-narrow").nth(1).unwrap();
    let places: Vec<(f64, f64)> = narrow
        .split("class=\"chart-value\" x=\"")
        .skip(1)
        .map(|rest| {
            let mut parts = rest.split('"');
            (parts.next().unwrap().parse().unwrap(), parts.nth(1).unwrap().parse().unwrap())
        })
        .collect();
    assert_eq!(places.len(), 3);
    for (index, a) in places.iter().enumerate() {
        for b in &places[index + 1..] {
            assert!((a.0 - b.0).abs() >= 14.0 || (a.1 - b.1).abs() >= 14.0, "{a:?} {b:?}");
        }
    }
}

#[test]
fn an_interval_stays_on_its_line() {
    let drawn = interval(92.04, Basis::Interval { low: 81.0, high: 120.0 });
    assert!(drawn.contains("cx=\"92%\"") && drawn.contains("x1=\"81%\" x2=\"100%\""));
    assert!(interval(f64::NAN, Basis::Missing).contains("cx=\"0%\""));
    assert!(!interval(92.0, Basis::Missing).contains("interval-band"));
    assert!(interval(92.0, Basis::Missing).contains("interval-thread"));
}

#[test]
fn steps_are_round_and_reach_the_largest() {
    assert_eq!(steps(22), [0, 10, 20, 30]);
    assert_eq!(steps(3500), [0, 1000, 2000, 3000, 4000]);
    assert_eq!(steps(0), [0, 1, 2]);
    assert!(steps(u32::MAX).len() > 2);
}
