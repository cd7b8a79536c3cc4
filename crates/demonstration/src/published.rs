//! What Demonstration University has published about its programme, in the record's own format,
//! so that the demonstration's figures come in through the same importer as a real record.

/// The text of one of the demonstration's record files, by its name; `None` for any other name.
pub fn published_file(name: &str) -> Option<String> {
    let text = match name {
        "sources.csv" => include_str!("../../../demo/programme/sources.csv"),
        "service-areas.csv" => include_str!("../../../demo/programme/service-areas.csv"),
        "communities.csv" => include_str!("../../../demo/programme/communities.csv"),
        "programme-history.csv" => include_str!("../../../demo/programme/programme-history.csv"),
        "surveys.csv" => include_str!("../../../demo/programme/surveys.csv"),
        "quotes.csv" => include_str!("../../../demo/programme/quotes.csv"),
        "recognition.csv" => include_str!("../../../demo/programme/recognition.csv"),
        "news.csv" => include_str!("../../../demo/programme/news.csv"),
        _ => return None,
    };
    Some(text.to_owned())
}
