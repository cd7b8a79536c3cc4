//! The figures of a wave: what its box has released, what the same statements came to before, and files of it.

use super::{AnyWave, Survey, answer_words, asks, by_key, comments, found, group_words, title, together};
use crate::{
    Ctx, Error, Result, ballots,
    memberships::{Export, Format},
    sheets::{Cell, file},
};
use copia_domain::{
    ballots::{Block, Counts, Release, Said, Shape},
    intervals::{Difference, Share, newcombe, whole},
    policy::acts::ReadSurveys,
    surveys::{items::wording, waves::WaveState},
};
use copia_store::{Tx, surveys::waves};
use std::collections::BTreeMap;

/// The same statement in an earlier wave, in the same words.
#[derive(Debug, Clone, PartialEq)]
pub struct Before {
    /// The title of the wave.
    pub wave: String,
    /// How many agreed then.
    pub share: Share,
    /// The difference.
    pub difference: Difference,
}

/// The share of those who agree; `None` where it is a span or there is no scale.
pub fn agreement(release: &Release, said: &Said, counts: &Counts) -> Option<Share> {
    let (least, most) = said.agreed(counts)?;
    (least == most).then_some(Share { count: least, base: counts.base, population: release.asked })
}

/// What a closed wave has released.
pub(super) async fn released(tx: &mut Tx, wave: &AnyWave) -> Result<Option<Release>> {
    match wave.box_id.filter(|_| wave.state == WaveState::Closed) {
        Some(id) => ballots::stored(tx, id).await,
        None => Ok(None),
    }
}

/// What the last wave of the same survey before this one came to, by the questions. Only what was asked in the same words
/// is compared: in another edition, or after a change of the order, one key stands for another question.
pub(super) async fn before(
    tx: &mut Tx,
    survey: &Survey,
    wave: &AnyWave,
    now: &Release,
) -> Result<BTreeMap<String, Before>> {
    let mut found = BTreeMap::new();
    let Some(rule) = wave.rule else { return Ok(found) };
    for one in waves::outcomes(tx, None, Some(survey.family_id)).await? {
        if one.id == wave.id || one.closes_at >= rule.closes_at {
            continue;
        }
        let then = ballots::read(&one.released)?;
        for said in &now.questions {
            if found.contains_key(&said.question) {
                continue;
            }
            let asked = wording(&survey.items, &said.question);
            let is_same = |was: &&Said| asked.is_some() && wording(&one.items, &was.question) == asked;
            // Where two questions read the same, their keys tell them apart.
            let was = then.questions.iter().filter(is_same).min_by_key(|was| was.question != said.question);
            let share = |release: &Release, said: &Said| agreement(release, said, said.all.as_ref()?);
            let both = was.and_then(|was| share(&then, was)).zip(share(now, said));
            if let Some((was, difference)) = both.and_then(|(was, is)| Some((was, newcombe(was, is)?))) {
                found.insert(said.question.clone(), Before { wave: one.title.clone(), share: was, difference });
            }
        }
    }
    Ok(found)
}

fn number(count: u32) -> Cell {
    Cell::Number(i64::from(count))
}

/// The share of the answers in whole per cent, and the bounds of its interval; nothing where the count is a span.
fn share_cells(block: &Block, base: u32, asked: Option<u32>) -> [Cell; 3] {
    let is_exact = block.least == block.most && base > 0;
    let share = is_exact.then_some(Share { count: block.least, base, population: asked });
    let bounds = share.and_then(Share::interval);
    let cell = |number: Option<i64>| number.map_or_else(|| Cell::Text(String::new()), Cell::Number);
    [
        cell(share.map(|share| i64::from(share.whole_percent()))),
        cell(bounds.map(|bounds| whole(bounds.low))),
        cell(bounds.map(|bounds| whole(bounds.high))),
    ]
}

/// The figures of a wave as a file: numbers of groups, as they were released, and nothing of anybody by themselves.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`] for a wave that is not closed.
pub async fn figures_file(ctx: &Ctx, id: &str, format: Format) -> Result<Export> {
    let _permit = ctx.viewer.on_site().permit::<ReadSurveys>()?;
    let mut tx = ctx.read().await?;
    let wave = found(&mut tx, id).await?;
    if wave.state != WaveState::Closed {
        return Err(Error::NotFound);
    }
    let release = released(&mut tx, &wave).await?;
    let survey = asks(&mut tx, &wave).await?;
    let words = &ctx.words;
    let headings = [
        words.say("results-file-question"),
        words.say("results-file-by"),
        words.say("results-file-group"),
        words.say("results-file-answer"),
        words.say("results-file-least"),
        words.say("results-file-most"),
        words.say("results-file-base"),
        words.say("results-file-asked"),
        words.say("results-file-share"),
        words.say("results-file-low"),
        words.say("results-file-high"),
    ];
    let asked_cell =
        |asked: Option<u32>| asked.map_or_else(|| Cell::Text(words.say("wave-people-unknown").to_owned()), number);
    let line = |said: &Said, by: &str, group: String, counts: &Counts, asked: Option<u32>, block: &Block| {
        let item = survey.items.iter().find(|item| item.questions().contains(&said.question));
        let names = block.answers.iter().filter_map(|at| said.answers.get(*at));
        let names: Vec<String> = names.map(|answer| answer_words(words, item, answer)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let [share, low, high] = share_cells(block, counts.base, asked);
        vec![
            Cell::Text(title(&survey.items, &said.question)),
            Cell::Text(by.to_owned()),
            Cell::Text(group),
            Cell::Text(together(words, &names, matches!(said.shape, Shape::Scale { .. }))),
            number(block.least),
            number(block.most),
            number(counts.base),
            asked_cell(asked),
            share,
            low,
            high,
        ]
    };
    let mut lines = Vec::new();
    let asked = release.as_ref().map_or(Some(0), |release| release.asked);
    for said in release.iter().flat_map(|release| &release.questions) {
        if let Some(all) = &said.all {
            lines.extend(all.blocks.iter().map(|block| line(said, "", String::new(), all, asked, block)));
        }
        for table in &said.by {
            let by = words.say(by_key(&table.attribute));
            for row in &table.rows {
                let (counts, asked) = (&row.counts, Some(row.group.invited));
                let group = || group_words(words, &table.attribute, &row.group);
                lines.extend(counts.blocks.iter().map(|block| line(said, by, group(), counts, asked, block)));
            }
        }
    }
    if let Some(shown) = comments::show(&mut tx, &wave).await? {
        let by = (words.say("comments-file-theme"), words.say("comments-together"));
        lines.extend(comments::lines(&shown, by.0, by.1, &asked_cell(asked)));
    }
    file(ctx, &wave.title, "results", &headings, lines, format)
}
