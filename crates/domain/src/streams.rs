//! Where an event is streamed to: a link, and for a few hosts a player that a page of ours may frame.
//!
//! A player is loaded only when somebody asks for it, and the page that frames it allows that one host alone.

/// A player in a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Player {
    /// What the page has to allow: scheme and host.
    pub origin: &'static str,
    /// The address of the player.
    pub address: String,
}

/// The player for the address of a video or stream, where its host is one that is known: YouTube by its variant that
/// keeps nothing before somebody presses play, and Vimeo.
pub fn player(address: &str) -> Option<Player> {
    let rest = address.strip_prefix("https://")?;
    let (host, path) = rest.split_once('/')?;
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    match host.strip_prefix("www.").unwrap_or(host) {
        "youtube.com" if path == "watch" => {
            youtube(query.split('&').find_map(|pair| pair.strip_prefix("v=")).unwrap_or_default())
        }
        "youtube.com" => youtube(path.strip_prefix("live/")?),
        "youtu.be" => youtube(path),
        "vimeo.com" if !path.is_empty() && path.bytes().all(|b| b.is_ascii_digit()) => Some(Player {
            origin: "https://player.vimeo.com",
            address: format!("https://player.vimeo.com/video/{path}?dnt=1"),
        }),
        _ => None,
    }
}

fn youtube(id: &str) -> Option<Player> {
    let is_id = (6..=20).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    is_id.then(|| Player {
        origin: "https://www.youtube-nocookie.com",
        address: format!("https://www.youtube-nocookie.com/embed/{id}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("https://www.youtube.com/watch?v=aB3-_xyz123&t=4", "https://www.youtube-nocookie.com/embed/aB3-_xyz123")]
    #[case(
        "https://www.youtube.com/live/aB3-_xyz123?feature=share",
        "https://www.youtube-nocookie.com/embed/aB3-_xyz123"
    )]
    #[case("https://youtu.be/aB3-_xyz123", "https://www.youtube-nocookie.com/embed/aB3-_xyz123")]
    #[case("https://vimeo.com/123456", "https://player.vimeo.com/video/123456?dnt=1")]
    fn known_hosts_have_a_player(#[case] address: &str, #[case] framed: &str) {
        let player = player(address).unwrap();
        assert_eq!(player.address, framed);
        assert!(framed.starts_with(player.origin));
    }

    #[rstest]
    #[case("http://www.youtube.com/watch?v=aB3-_xyz123")]
    #[case("https://www.youtube.com/watch?v=aB3\"><script>")]
    #[case("https://www.youtube.com.example.net/watch?v=aB3-_xyz123")]
    #[case("https://vimeo.com/ondemand/film")]
    #[case("https://meet.sample.example/room")]
    #[case("https://youtu.be")]
    fn others_have_none(#[case] address: &str) {
        assert_eq!(player(address), None);
    }
}
