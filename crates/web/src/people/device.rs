//! A browser's name for people, from the line with which it names itself to machines.

/// The most particular first: nearly every browser also claims to be Chrome and Safari.
const BROWSERS: [(&str, &str); 9] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("HeadlessChrome/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

/// Phones first: theirs also name the system they are made from.
const SYSTEMS: [(&str, &str); 8] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
];

/// The browser and what it runs on, if both are known.
pub(super) fn name(agent: &str) -> Option<(&'static str, &'static str)> {
    let find =
        |list: &[(&str, &'static str)]| list.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name);
    find(&BROWSERS).zip(find(&SYSTEMS))
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn browsers_are_told_apart_by_what_only_they_say() {
        let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)";
        assert_eq!(name(&format!("{windows} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0")), Some(("Edge", "Windows")));
        assert_eq!(name(&format!("{windows} Chrome/140.0.0.0 Safari/537.36")), Some(("Chrome", "Windows")));
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
        assert_eq!(name(&format!("{phone} Version/18.5 Mobile/15E148 Safari/604.1")), Some(("Safari", "iPhone")));
        let firefox = "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0";
        assert_eq!(name(firefox), Some(("Firefox", "Linux")));
        assert_eq!(name("curl/8.5.0"), None);
    }
}
