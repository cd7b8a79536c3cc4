//! Which of the offered languages a reader gets.

use super::words::Words;

/// Headers are cut here: what a browser sends is far shorter.
const MOST_WISHES: usize = 20;

/// The chosen language where it is offered, else the best match for the header.
pub(super) fn pick<'w>(
    offered: &[&'w Words],
    accept_language: Option<&str>,
    chosen: Option<&str>,
) -> Option<&'w Words> {
    let exact = |tag: &str| offered.iter().copied().find(|words| words.language().eq_ignore_ascii_case(tag));
    if let Some(words) = chosen.and_then(exact) {
        return Some(words);
    }
    wishes(accept_language?).iter().find_map(|tag| exact(tag).or_else(|| same_language(offered, tag)))
}

/// The tags of the header, the most wanted first; what cannot be read is passed over.
fn wishes(header: &str) -> Vec<&str> {
    let mut wishes: Vec<(&str, f32)> = header
        .split(',')
        .take(MOST_WISHES)
        .filter_map(|item| {
            let (tag, parameter) = item.split_once(';').unwrap_or((item, "q=1"));
            let weight = parameter.trim().strip_prefix("q=")?.parse().ok()?;
            Some((tag.trim(), weight)).filter(|(_, weight)| *weight > 0.0)
        })
        .collect();
    wishes.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    wishes.into_iter().map(|(tag, _)| tag).collect()
}

/// `en-US` is served by `en-GB`, `de` by `de-CH`. The pseudo-language is only ever asked for by name.
fn same_language<'w>(offered: &[&'w Words], tag: &str) -> Option<&'w Words> {
    let language = tag.split('-').next()?;
    offered.iter().copied().find(|words| {
        words.tag().language.as_str().eq_ignore_ascii_case(language) && words.language() != super::PSEUDO_LANGUAGE
    })
}
