//! The text of a caption: markup is taken out, and who speaks is kept.

use super::{Format, Said};

/// What is said in a caption's text. A voice (`<v Name>`) lasts until it is closed, until the next one, or to the
/// end. A `<` that begins no markup is a `<`: words are not lost.
pub(super) fn read(text: &str, format: Format) -> Vec<Said> {
    let mut said: Vec<Said> = Vec::new();
    let mut speaker: Option<String> = None;
    let mut words = String::new();
    let mut rest = text;
    while let Some((before, found)) = rest.find(['<', '&', '{']).map(|at| rest.split_at(at)) {
        words.push_str(before);
        rest = if let Some((tag, after)) = tag(found) {
            if format == Format::WebVtt && is_turn(tag) {
                add(&mut said, speaker, &words);
                words.clear();
                speaker = voice(tag);
            }
            after
        } else if let Some((character, after)) = reference(found) {
            words.push(character);
            after
        } else if format == Format::Srt
            && let Some(after) = override_code(found)
        {
            after
        } else {
            let mut characters = found.chars();
            words.extend(characters.next());
            characters.as_str()
        };
    }
    words.push_str(rest);
    add(&mut said, speaker, &words);
    said
}

/// Writes what [`read`] reads back.
pub(super) fn write(said: &Said) -> String {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let text = escape(&said.text);
    said.speaker.as_ref().map_or(text.clone(), |name| format!("<v {}>{text}</v>", escape(name)))
}

/// Adds words, line by line without white space at the ends; nothing if there are none.
fn add(said: &mut Vec<Said>, speaker: Option<String>, words: &str) {
    let text = words.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    match said.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if speaker.is_none() && last.speaker.is_none() => last.text.extend(["\n", &text]),
        _ => said.push(Said { speaker, text }),
    }
}

/// What stands between `<` and `>`, if it is markup: a name, the end of one, or a time.
fn tag(text: &str) -> Option<(&str, &str)> {
    let (tag, after) = enclosed(text.strip_prefix('<')?, '<', '>')?;
    tag.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/').then_some((tag, after))
}

/// What stands before a closing character, and after it. The search ends where another begins, so that a file full
/// of opening ones is read once and not once for each.
fn enclosed(text: &str, open: char, close: char) -> Option<(&str, &str)> {
    let (inner, rest) = text.split_at(text.find([open, close])?);
    rest.strip_prefix(close).map(|after| (inner, after))
}

/// Whether somebody begins or ends speaking: `<v Name>`, `<v.loud Name>`, `</v>`.
fn is_turn(tag: &str) -> bool {
    matches!(tag.split(['.', ' ', '\t', '\n']).next(), Some("v" | "/v"))
}

/// Who speaks from here, if it is said.
fn voice(tag: &str) -> Option<String> {
    let (_, annotation) = tag.split_once([' ', '\t', '\n'])?;
    let mut decoded = String::new();
    let mut rest = annotation;
    while let Some((before, found)) = rest.find('&').map(|at| rest.split_at(at)) {
        let (character, after) = reference(found).unwrap_or_else(|| ('&', found.strip_prefix('&').unwrap_or_default()));
        decoded.push_str(before);
        decoded.push(character);
        rest = after;
    }
    decoded.push_str(rest);
    let name = decoded.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

/// The character of a reference such as `&amp;` or `&#8217;`.
fn reference(text: &str) -> Option<(char, &str)> {
    let (name, after) = enclosed(text.strip_prefix('&')?, '&', ';')?;
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "lrm" => '\u{200E}',
        "rlm" => '\u{200F}',
        _ => {
            let number = name.strip_prefix('#')?;
            let hexadecimal = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
            let character = char::from_u32(hexadecimal.unwrap_or_else(|| number.parse()).ok()?)?;
            (!character.is_control()).then_some(character)?
        }
    };
    Some((character, after))
}

/// What follows a code such as `{\an8}`, with which SubRip files place text.
fn override_code(text: &str) -> Option<&str> {
    enclosed(text.strip_prefix("{\\")?, '{', '}').map(|(_, after)| after)
}
