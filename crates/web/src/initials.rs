//! The letters that stand for a person until they add a picture.

/// The first letters of the first and the last word of `name`, in capitals; one letter where there
/// is one word, and `?` where there is none. Words that begin with a sign, such as a nickname in
/// brackets, do not count.
pub fn initials(name: &str) -> String {
    let mut letters = name.split_whitespace().filter_map(|word| {
        let first = word.chars().next()?;
        first.is_alphanumeric().then_some(first)
    });
    let Some(first) = letters.next() else {
        return "?".to_owned();
    };
    let last = letters.next_back();
    first.to_uppercase().chain(last.into_iter().flat_map(char::to_uppercase)).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn the_first_and_the_last_word_count() {
        for (name, letters) in [
            ("Ailsa Marchbank", "AM"),
            ("  Bartholomew   James Oduya-Finch ", "BO"),
            ("Eluned (Ellie) Kestrel", "EK"),
            ("Plato", "P"),
            ("élodie d'Arc", "ÉD"),
            ("王 小明", "王小"),
            ("ßen Straße", "SSS"),
            ("", "?"),
            ("  (…) ", "?"),
        ] {
            assert_eq!(initials(name), letters, "{name:?}");
        }
    }
}
