use proptest::prelude::*;
use rstest::rstest;

use super::*;

#[rstest]
#[case("Hello *you*, **all** of `you`.", "<p>Hello <em>you</em>, <strong>all</strong> of <code>you</code>.</p>\n")]
#[case("one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>\n")]
#[case("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n")]
#[case("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n")]
#[case("> quoted", "<blockquote>\n<p>quoted</p>\n</blockquote>\n")]
#[case("```rust\n<b> https://example.org\n```", "<pre><code>&lt;b&gt; https://example.org\n</code></pre>\n")]
#[case("", "")]
#[case("AT&T &amp; &copy;", "<p>AT&amp;T &amp; ©</p>\n")]
fn common_marks(#[case] markdown: &str, #[case] expected: &str) {
    assert_eq!(to_html(markdown), expected);
}

#[rstest]
#[case("# One\n## Two\n# One", &["h3", "h4", "h3"])]
#[case("## Two\n### Three", &["h3", "h4"])]
#[case("# One\n#### Four\n##### Five", &["h3", "h4", "h5"])]
#[case("###### Six", &["h3"])]
#[case("# 1\n## 2\n### 3\n#### 4\n##### 5\n###### 6", &["h3", "h4", "h5", "h6", "h6", "h6"])]
#[case("Setext\n===", &["h3"])]
fn headings_begin_at_three_and_skip_none(#[case] markdown: &str, #[case] levels: &[&str]) {
    let html = to_html(markdown);
    let found: Vec<&str> =
        html.split('<').filter(|part| part.starts_with('h')).filter_map(|part| part.get(..2)).collect();
    assert_eq!(found, levels, "{html}");
}

#[rstest]
#[case(
    "[a](https://example.org/?b=c&d)",
    "<p><a href=\"https://example.org/?b=c&amp;d\" rel=\"nofollow ugc noopener\">a</a></p>\n"
)]
#[case("[a](/communities/x)", "<p><a href=\"/communities/x\">a</a></p>\n")]
#[case("[a](mailto:a@example.org)", "<p><a href=\"mailto:a@example.org\" rel=\"nofollow ugc noopener\">a</a></p>\n")]
#[case("[a](//example.org)", "<p>a</p>\n")]
#[case("[a](javascript:alert(1))", "<p>a</p>\n")]
#[case("[a](\"onclick=x)", "<p>a</p>\n")]
#[case(
    "<https://example.org>",
    "<p><a href=\"https://example.org\" rel=\"nofollow ugc noopener\">https://example.org</a></p>\n"
)]
#[case(
    "at https://example.org/a_b.",
    "<p>at <a href=\"https://example.org/a_b\" rel=\"nofollow ugc noopener\">https://example.org/a_b</a>.</p>\n"
)]
#[case(
    "[https://a.example](https://b.example)",
    "<p><a href=\"https://b.example\" rel=\"nofollow ugc noopener\">https://a.example</a></p>\n"
)]
fn links(#[case] markdown: &str, #[case] expected: &str) {
    assert_eq!(to_html(markdown), expected);
}

#[rstest]
#[case("![a *cat*](https://example.org/cat.png)", "<p>a <em>cat</em></p>\n")]
#[case("![a cat](/files/cat.png)", "<p><img src=\"/files/cat.png\" alt=\"a cat\"></p>\n")]
#[case("![x](data:image/png;base64,AAAA)", "<p>x</p>\n")]
fn pictures_are_ours_or_their_text(#[case] markdown: &str, #[case] expected: &str) {
    assert_eq!(to_html(markdown), expected);
}

#[rstest]
#[case("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n")]
#[case("a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n")]
#[case("<!-- hidden -->", "<p>&lt;!-- hidden --&gt;</p>\n")]
fn html_is_shown_as_text(#[case] markdown: &str, #[case] expected: &str) {
    assert_eq!(to_html(markdown), expected);
}

#[test]
fn tables_have_heads_and_cells() {
    let html = to_html("| a | b |\n|---|--:|\n| c | *d* |");
    assert!(html.contains("<th>a</th>"), "{html}");
    assert!(html.contains("<td><em>d</em></td>"), "{html}");
    assert!(!html.contains("style"), "{html}");
}

/// How deep the tags of well-formed HTML are nested.
fn depth(html: &str) -> usize {
    let (mut now, mut deepest) = (0_usize, 0);
    for tag in html.split('<').skip(1) {
        if tag.starts_with('/') {
            now = now.saturating_sub(1);
        } else if !["br", "hr", "img"].iter().any(|void| tag.starts_with(void)) {
            now += 1;
            deepest = deepest.max(now);
        }
    }
    deepest
}

#[rstest]
#[case("> ")]
#[case("- ")]
#[case("1. > ")]
#[case("*a **b ")]
#[case("[")]
#[case("![a](")]
#[case("<a ")]
#[case("`")]
#[case("|a")]
#[case("\\")]
#[case("[a]: ")]
#[case("https://a.example/(")]
fn bombs_are_bounded(#[case] seed: &str) {
    let bomb = seed.repeat(1_000_000 / seed.len());
    let html = to_html(&bomb);
    assert!(depth(&html) <= 24, "{}", depth(&html));
    assert!(html.len() < MOST_BYTES * 60, "{}", html.len());
    assert!(plain(&bomb).len() <= MOST_BYTES * 2);
}

#[test]
fn a_huge_text_is_cut_between_characters() {
    let html = to_html(&"é".repeat(500_000));
    assert_eq!(html, format!("<p>{}</p>\n", "é".repeat(MOST_BYTES / 2)));
}

#[rstest]
#[case("# Title\n\nSome *words*\nand `code`.\n\n- a\n- b", "Title\nSome words\nand code.\na\nb")]
#[case("| a | b |\n|---|---|\n| c | d |", "a b\nc d")]
#[case("[text](https://example.org) ![cat](x.png)", "text cat")]
#[case("a <b>b</b> &amp; c", "a <b>b</b> & c")]
#[case("", "")]
fn plain_words(#[case] markdown: &str, #[case] expected: &str) {
    assert_eq!(plain(markdown), expected);
}

/// Everything inside tags: where something dangerous would have to stand.
fn tags(html: &str) -> Vec<String> {
    html.split('<').skip(1).filter_map(|part| part.split('>').next()).map(str::to_lowercase).collect()
}

fn is_safe(html: &str) -> bool {
    let harmless = |tag: &String| {
        let name = tag.trim_start_matches('/');
        let name = name.split(' ').next().unwrap_or_default();
        let known = SANITISER.clone_tags().contains(name);
        let attributes = tag.split('"').step_by(2).all(|part| !part.contains(" on"));
        let addresses = tag
            .split("=\"")
            .skip(1)
            .all(|value| !value.trim_start().starts_with("javascript:") && !value.starts_with("data:"));
        known && attributes && addresses
    };
    tags(html).iter().all(harmless)
}

proptest! {
    #[test]
    fn anything_becomes_safe_html(markdown in r#"([a-z \n]|<script>|<img src=x onerror=alert\(1\)>|javascript:|\]\(|\[|!\[|\)|"|'|>|<|`|\*|_|#|\||-|&#x6a;|&colon;|https://|data:|\\|\t|é|\x00){0,40}"#) {
        let html = to_html(&markdown);
        prop_assert!(is_safe(&html), "{html}");
        prop_assert!(depth(&html) <= 24);
    }

    #[test]
    fn any_text_at_all_is_rendered(markdown in any::<String>()) {
        prop_assert!(is_safe(&to_html(&markdown)));
        plain(&markdown);
    }

    #[test]
    fn a_link_to_anywhere_is_safe(address in any::<String>()) {
        for markdown in [format!("[a]({address})"), format!("[a](<{address}>)"), format!("![a](<{address}>)")] {
            prop_assert!(is_safe(&to_html(&markdown)));
        }
    }
}
