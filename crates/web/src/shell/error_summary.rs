//! The list at the top of a form of what has to be changed.

use copia_text::Words;

/// How a line of the list begins, before the name of its field.
const LINE: &str = r##"<li><a data-field href="#"##;

/// Puts the name of its field before each line of the list: the label that stands on the page itself, so that the
/// two cannot differ.
pub(super) fn name_fields(words: &Words, html: String) -> String {
    let mut named = String::new();
    let mut rest = html.as_str();
    while let Some((before, line)) = rest.split_once(LINE) {
        let Some((field, (fault, after))) =
            line.split_once(r#"">"#).and_then(|(field, text)| Some((field, text.split_once("</a>")?)))
        else {
            break;
        };
        let text = label(&html, field).map_or_else(
            || fault.to_owned(),
            |label| words.say_with("fault-named", &[("field", label.into()), ("fault", fault.into())]),
        );
        named.extend([before, r##"<li><a href="#"##, field, r#"">"#, &text, "</a>"]);
        rest = after;
    }
    if named.is_empty() { html } else { named + rest }
}

/// The label of a field, or the legend of a group of choices, without what stands behind it.
fn label<'h>(html: &'h str, field: &str) -> Option<&'h str> {
    let (_, label) = html.split_once(&format!(r#" for="{field}">"#)).or_else(|| {
        let (_, group) = html.split_once(&format!(r#"<fieldset class="field" id="{field}""#))?;
        group.split_once(r#"<legend class="field-label">"#)
    })?;
    label.split_once('<').map(|(label, _)| label.trim())
}

#[cfg(test)]
mod tests {
    use super::name_fields;
    use copia_text::{Catalogue, Words};

    fn words() -> Words {
        Catalogue::load(&[]).unwrap().pick(None, None)
    }

    const LIST: &str = r##"<ul><li><a data-field href="#name">Fill this in</a></li><li><a data-field href="#rule">Choose one</a></li><li><a data-field href="#gone">Check</a></li></ul>"##;

    #[test]
    fn each_line_says_which_field_is_meant() {
        let fields = r#"<label class="field-label" for="name">Your name <span>optional</span></label>
<fieldset class="field" id="rule" tabindex="-1"><legend class="field-label">Who may join?</legend></fieldset>"#;
        let html = name_fields(&words(), format!("{LIST}{fields}"));
        assert_eq!(
            html,
            format!(
                r##"<ul><li><a href="#name">“Your name”: Fill this in</a></li><li><a href="#rule">“Who may join?”: Choose one</a></li><li><a href="#gone">Check</a></li></ul>{fields}"##
            )
        );
    }

    #[test]
    fn a_page_without_the_list_stays_as_it_is() {
        let page = "<p>Nothing to change</p>".to_owned();
        assert_eq!(name_fields(&words(), page.clone()), page);
    }
}
