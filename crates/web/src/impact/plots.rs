//! Published counts as a chart.

use super::marks::{as_of, number, qualifier_key};
use crate::charts::{Figure, History, Qualifier, Tick, steps};
use copia_app::impact::{Series, date_words};
use copia_text::Words;
use jiff::civil::{Date, date};

/// The years that charts show, so that several of them can be compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    first: i16,
    last: i16,
}

impl Span {
    /// From the first to the last year of any dated count.
    pub(super) fn of(series: &[Series]) -> Option<Self> {
        let dates = series.iter().flat_map(|series| &series.counts).filter_map(|count| count.as_of);
        let years: Vec<i16> = dates.flat_map(|date| [date.earliest().year(), date.latest().year()]).collect();
        Some(Self { first: *years.iter().min()?, last: *years.iter().max()? })
    }

    fn days(self) -> (Date, Date) {
        (date(self.first, 1, 1), date(self.last, 12, 31))
    }

    /// A mark for each year, or for every second, fifth or tenth where there are many.
    fn ticks(self) -> Vec<Tick> {
        let years = self.last.saturating_sub(self.first);
        let step: i16 = match years {
            ..=6 => 1,
            7..=12 => 2,
            13..=30 => 5,
            _ => 10,
        };
        (self.first..=self.last)
            .filter(|year| (year - self.first) % step == 0)
            .map(|year| Tick { at: date(year, 1, 1), label: year.to_string() })
            .collect()
    }
}

/// The chart of one series; `None` with fewer than two dated counts, of which a table says all.
pub(super) fn plot(words: &Words, series: &Series, span: Span, id: String) -> Option<History> {
    let dated: Vec<_> = series.counts.iter().filter_map(|count| Some((count, count.as_of?))).collect();
    let figures: Vec<Figure> = dated
        .iter()
        .filter_map(|(count, as_of)| {
            Some(Figure {
                from: as_of.earliest(),
                to: as_of.latest(),
                value: u32::try_from(count.value?).ok()?,
                qualifier: count.qualifier?,
                label: words.number(count.value?),
            })
        })
        .collect();
    let ((first, since), (last, until)) = (dated.first()?, dated.last()?);
    if figures.len() < 2 {
        return None;
    }
    let largest = figures.iter().map(|figure| figure.value).max()?;
    let title = words.say_with(
        "history-finding",
        &[
            ("what", capitalised(&series.what).into()),
            ("first", number(words, first).into()),
            ("since", date_words(words, *since).into()),
            ("last", number(words, last).into()),
            ("until", date_words(words, *until).into()),
        ],
    );
    let points: Vec<String> = dated
        .iter()
        .map(|(count, date)| {
            let when = as_of(words, Some(*date));
            words.say_with("history-point", &[("number", number(words, count).into()), ("when", when.into())])
        })
        .collect();
    let differ = dated.iter().any(|(count, _)| count.at_odds);
    let described = [("points", points.join("; ").into())];
    let description = if differ {
        words.say_with("history-described-odds", &described)
    } else {
        words.say_with("history-described", &described)
    };
    Some(History {
        id,
        title,
        description,
        span: span.days(),
        ticks: span.ticks(),
        steps: steps(largest).into_iter().map(|step| (step, words.number(step.into()))).collect(),
        figures,
        key: [Qualifier::Exactly, Qualifier::About, Qualifier::MoreThan]
            .map(|qualifier| (qualifier, words.say(qualifier_key(qualifier)).to_owned()))
            .to_vec(),
        contested: words.say("history-contested").to_owned(),
    })
}

/// A word of a page with a capital at its beginning.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
