//! What a first visit to a page transfers: the page with its styles and scripts, compressed as sent.

use crate::{
    client::{Client, Request},
    failure::Failure,
};

/// Bytes of the page, and of everything that it loads: bodies with their headers.
pub(crate) fn weight(client: &mut Client, path: &str, cookie: Option<&str>) -> Result<(usize, usize), Failure> {
    let page = client.send(&Request::compressed(client.address(), path, cookie))?;
    let own = page.head.len().saturating_add(page.body.len());
    // What a page loads is named in it uncompressed, and in scripts that load others.
    let readable = client.send(&Request::get(client.address(), path, cookie))?;
    let mut wanted = loaded_by(&readable.text(), "");
    let mut whole = own;
    let mut at = 0;
    while let Some(file) = wanted.get(at).cloned() {
        let sent = client.send(&Request::compressed(client.address(), &file, cookie))?;
        if sent.status != 200 {
            return Err(Failure::Answer(format!("{path} loads {file}, which answers {}", sent.status)));
        }
        whole = whole.saturating_add(sent.head.len()).saturating_add(sent.body.len());
        let text = client.send(&Request::get(client.address(), &file, cookie))?.text();
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        for more in imported_by(&text, folder) {
            if !wanted.contains(&more) {
                wanted.push(more);
            }
        }
        at += 1;
    }
    Ok((own, whole))
}

/// The styles and scripts that a page names.
fn loaded_by(html: &str, folder: &str) -> Vec<String> {
    let tags = html.split('<').filter(|tag| {
        tag.starts_with("script ")
            || tag.starts_with("link ") && (tag.contains("stylesheet") || tag.contains("modulepreload"))
    });
    let mut files: Vec<String> = Vec::new();
    for tag in tags {
        let quoted = ["src=\"", "href=\""].iter().find_map(|name| tag.split_once(name)?.1.split('"').next());
        let file = quoted.map(|file| resolve(folder, file)).filter(|file| !files.contains(file));
        files.extend(file);
    }
    files
}

/// The scripts that a script loads with it.
fn imported_by(script: &str, folder: &str) -> Vec<String> {
    let quoted = ["from '", "from \"", "import '", "import \""].iter().flat_map(|mark| script.split(mark).skip(1));
    let files = quoted.filter_map(|rest| rest.split(['\'', '"']).next()).filter(|file| file.starts_with(['.', '/']));
    files.map(|file| resolve(folder, file)).collect()
}

fn resolve(folder: &str, file: &str) -> String {
    file.strip_prefix("./").map_or_else(|| file.to_owned(), |file| format!("{folder}/{file}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_loads_is_found() {
        let html = r#"<link rel="icon" href="/i.svg"><link rel="stylesheet" href="/a/app.css"><script type="module" src="/a/app.js"></script>"#;
        assert_eq!(loaded_by(html, ""), ["/a/app.css", "/a/app.js"]);
        assert_eq!(imported_by("import { x } from './menu.js';\nimport './b.js'", "/a"), ["/a/menu.js", "/a/b.js"]);
    }
}
