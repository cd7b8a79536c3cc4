//! Finding one's way on the site as a browser would: signing in, reading forms, finding communities.

use crate::{
    client::{Client, Request},
    failure::Failure,
};
use std::net::SocketAddr;

/// The demonstration's people who may join communities.
const PERSONAS: &[&str] =
    &["member", "core-member", "lead", "sponsor", "manager", "editor", "auditor", "administrator", "newcomer"];

/// Somebody signed in.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    /// The session's cookie, `name=value`.
    pub(crate) cookie: String,
    /// What their forms carry.
    csrf: String,
}

impl Person {
    /// Asks for a page.
    pub(crate) fn get(&self, address: SocketAddr, path: &str) -> Request {
        Request::get(address, path, Some(&self.cookie))
    }

    /// Sends a form of theirs.
    pub(crate) fn post(&self, address: SocketAddr, path: &str, fields: &[(&str, &str)]) -> Request {
        let fields: Vec<_> = std::iter::once(("csrf", self.csrf.as_str())).chain(fields.iter().copied()).collect();
        Request::post(address, path, Some(&self.cookie), &fields)
    }

    /// Sends a form; where its answer leads.
    pub(crate) fn send(&self, client: &mut Client, path: &str, fields: &[(&str, &str)]) -> Result<String, Failure> {
        let answer = client.send(&self.post(client.address(), path, fields))?;
        let to = answer.headers("location").next().map(str::to_owned);
        let to = to.filter(|_| answer.status == 303);
        to.ok_or_else(|| Failure::Answer(format!("{path} answers {}:\n{}", answer.status, answer.text())))
    }

    /// Reads a page.
    pub(crate) fn read(&self, client: &mut Client, path: &str) -> Result<String, Failure> {
        let answer = client.send(&self.get(client.address(), path))?;
        match answer.status {
            200 => Ok(answer.text()),
            status => Err(Failure::Answer(format!("{path} answers {status}:\n{}", answer.text()))),
        }
    }

    /// Somebody without a session.
    #[cfg(test)]
    pub(crate) const fn nobody() -> Self {
        Self { cookie: String::new(), csrf: String::new() }
    }
}

/// A community that somebody can join and leave at once.
#[derive(Debug, Clone)]
pub(crate) struct Open {
    pub(crate) person: Person,
    pub(crate) slug: String,
}

/// Signs in as one of the demonstration's people.
pub(crate) fn sign_in(client: &mut Client, persona: &str) -> Result<Person, Failure> {
    // The form for signing out is on every page; the front page may send a newcomer on.
    sign_in_at(client, persona, "/communities")
}

/// Signs in as a persona, or as anybody by their id, and opens a page.
pub(crate) fn sign_in_at(client: &mut Client, persona: &str, path: &str) -> Result<Person, Failure> {
    sign_in_and_look(client, persona, path).map(|(person, _)| person)
}

/// The same, with the page.
pub(crate) fn sign_in_and_look(client: &mut Client, persona: &str, path: &str) -> Result<(Person, String), Failure> {
    let address = client.address();
    let answer = client.send(&Request::post(address, &format!("/demo/sign-in/{persona}"), None, &[]))?;
    let cookies = answer.headers("set-cookie").filter_map(|line| line.split(';').next());
    let cookie = cookies.map(str::trim).find(|cookie| cookie.starts_with("copia="));
    let cookie =
        cookie.ok_or_else(|| Failure::Answer(format!("no session for {persona}:\n{}", answer.head)))?.to_owned();
    let page = client.send(&Request::get(address, path, Some(&cookie)))?.text();
    let csrf = value(&page, "csrf").ok_or_else(|| Failure::Answer(format!("{persona} is given no forms")))?;
    Ok((Person { cookie, csrf }, page))
}

/// The value of a form's field.
pub(crate) fn value(html: &str, name: &str) -> Option<String> {
    let rest = html.split_once(&format!("name=\"{name}\" value=\""))?.1;
    Some(rest.split_once('"')?.0.to_owned())
}

/// The communities that the directory links to, each once.
pub(crate) fn communities(client: &mut Client, cookie: Option<&str>) -> Result<Vec<String>, Failure> {
    let directory = client.send(&Request::get(client.address(), "/communities", cookie))?;
    let html = directory.text();
    let mut slugs: Vec<String> = Vec::new();
    for rest in html.split("href=\"/communities/").skip(1) {
        let slug = rest.split(['"', '/', '?', '#']).next().unwrap_or_default();
        if !slug.is_empty() && !slugs.iter().any(|known| known == slug) {
            slugs.push(slug.to_owned());
        }
    }
    if slugs.is_empty() {
        let status = directory.status;
        return Err(Failure::Answer(format!("the directory answers {status} and links to no community")));
    }
    Ok(slugs)
}

/// A community that this person is in and may leave, so that its page is that of a member.
pub(crate) fn own_community(client: &mut Client, person: &Person) -> Result<String, Failure> {
    for slug in communities(client, Some(&person.cookie))? {
        // Visitors are shown the same page, so it has to be a community that they may see too.
        let public = client.send(&Request::get(client.address(), &format!("/communities/{slug}"), None))?;
        if may_leave(client, person, &slug)? && public.status == 200 {
            return Ok(slug);
        }
    }
    Err(Failure::Answer("the member is in no community that visitors may see".to_owned()))
}

/// Different people, each with a community of their own to join and leave, as many as wanted.
pub(crate) fn open_communities(client: &mut Client, wanted: usize) -> Result<Vec<Open>, Failure> {
    let mut found: Vec<Open> = Vec::new();
    for persona in PERSONAS {
        let person = sign_in(client, persona)?;
        for slug in communities(client, Some(&person.cookie))? {
            let open = Open { person: person.clone(), slug };
            if found.len() < wanted && found.iter().all(|known| known.slug != open.slug) && open.works(client)? {
                found.push(open);
                break;
            }
        }
    }
    if found.is_empty() {
        return Err(Failure::Answer("nobody finds a community to join".to_owned()));
    }
    Ok(found)
}

/// Whether this person is in the community: only then is there a page for leaving it.
fn may_leave(client: &mut Client, person: &Person, slug: &str) -> Result<bool, Failure> {
    let page = Request::get(client.address(), &format!("/communities/{slug}/departure"), Some(&person.cookie));
    Ok(client.send(&page)?.status == 200)
}

impl Open {
    /// Joining.
    pub(crate) fn join(&self, client: &Client) -> Request {
        self.post(client, "membership")
    }

    /// Leaving.
    pub(crate) fn leave(&self, client: &Client) -> Request {
        self.post(client, "departure")
    }

    fn post(&self, client: &Client, action: &str) -> Request {
        self.person.post(client.address(), &format!("/communities/{}/{action}", self.slug), &[])
    }

    /// Tries it once: who is out comes in at once, and out again.
    fn works(&self, client: &mut Client) -> Result<bool, Failure> {
        if may_leave(client, &self.person, &self.slug)? {
            return Ok(false);
        }
        client.send(&self.join(client))?;
        if !may_leave(client, &self.person, &self.slug)? {
            // They have to be let in first, or are not at all: a request is taken back.
            client.send(&self.post(client, "withdrawal"))?;
            return Ok(false);
        }
        client.send(&self.leave(client))?;
        Ok(!may_leave(client, &self.person, &self.slug)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forms_field_is_read_from_the_page() {
        let html = r#"<input type="hidden" name="next" value="/"><input type="hidden" name="csrf" value="ab_-1">"#;
        assert_eq!(value(html, "csrf"), Some("ab_-1".to_owned()));
        assert_eq!(value(html, "slug"), None);
    }
}
