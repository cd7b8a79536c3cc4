//! What only a demonstration has: signing in as one of its people, and its mailbox.

use crate::{
    routes::Routes,
    shell::{Answer, Page, Posted, Problem, Visit, show, shown},
};
use askama::Template;
use axum::{extract::Path, response::IntoResponse as _};
use copia_app::accounts;
use copia_text::key;
use http::{HeaderValue, header};

/// The routes of the demonstration. In earnest they answer "not found".
pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/demo/sign-in/{persona}", look)
        .post("/demo/sign-in/{persona}", sign_in)
        .get("/demo/mailbox", mailbox)
        .get("/demo/mailbox/{message}", letter)
        .get("/demo/mailbox/{message}/invitation", invitation)
        .get("/demo/static", still)
}

/// Somebody one can sign in as.
#[derive(Debug, Clone)]
pub(crate) struct Persona {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) about: &'static str,
}

const PERSONAS: &[Persona] = &[
    Persona { name: "newcomer", title: key("persona-newcomer"), about: key("persona-newcomer-about") },
    Persona { name: "member", title: key("persona-member"), about: key("persona-member-about") },
    Persona { name: "core-member", title: key("persona-core-member"), about: key("persona-core-member-about") },
    Persona { name: "lead", title: key("persona-lead"), about: key("persona-lead-about") },
    Persona { name: "sponsor", title: key("persona-sponsor"), about: key("persona-sponsor-about") },
    Persona { name: "manager", title: key("persona-manager"), about: key("persona-manager-about") },
    Persona { name: "editor", title: key("persona-editor"), about: key("persona-editor-about") },
    Persona { name: "auditor", title: key("persona-auditor"), about: key("persona-auditor-about") },
    Persona { name: "administrator", title: key("persona-administrator"), about: key("persona-administrator-about") },
];

/// Whom one can sign in as; nobody, in earnest.
pub(crate) fn personas(visit: &Visit) -> Vec<Persona> {
    if visit.site.organisation.is_demonstration { PERSONAS.to_vec() } else { Vec::new() }
}

/// In earnest there is nothing here.
pub(crate) fn only_here(visit: &Visit) -> Result<(), Problem> {
    if visit.site.organisation.is_demonstration { Ok(()) } else { Err(Problem::NotFound) }
}

#[derive(Template)]
#[template(path = "demo/sign-in.html")]
struct SignInPage {
    page: Page,
    persona: Persona,
}
shown!(SignInPage);

async fn look(visit: Visit, Path(name): Path<String>) -> Answer {
    only_here(&visit)?;
    let persona = PERSONAS.iter().find(|persona| persona.name == name).ok_or(Problem::NotFound)?;
    let title = visit.words.say(persona.title).to_owned();
    show(&SignInPage { page: Page::new(&visit, "", title).unlisted(), persona: persona.clone() })
}

async fn sign_in(Path(name): Path<String>, posted: Posted) -> Answer {
    let signed_in = accounts::sign_in_as_persona(&posted.visit, &name).await?;
    Ok(crate::accounts::enter(&posted.visit, &signed_in))
}

/// A message in the list.
struct Listed {
    name: String,
    to: String,
    subject: String,
    written: String,
}

#[derive(Template)]
#[template(path = "demo/mailbox.html")]
struct MailboxPage {
    page: Page,
    messages: Vec<Listed>,
}
shown!(MailboxPage);

/// Messages that the mailbox shows at most.
const MOST_MESSAGES: usize = 200;

async fn mailbox(visit: Visit) -> Answer {
    only_here(&visit)?;
    let zone = &visit.site.zone;
    let listed = |message: copia_app::mailbox::Letter| Listed {
        written: visit.words.date_time(message.written.local(zone)),
        name: message.name,
        to: message.to,
        subject: message.subject,
    };
    let messages = match &visit.web.settings.mailbox {
        Some(folder) => copia_app::mailbox::list(folder, MOST_MESSAGES).await?,
        None => Vec::new(),
    };
    let page = Page::new(&visit, "", visit.words.say("mailbox-title")).secret();
    show(&MailboxPage { page, messages: messages.into_iter().map(listed).collect() })
}

#[derive(Template)]
#[template(path = "demo/letter.html")]
struct LetterPage {
    page: Page,
    to: String,
    /// Paragraphs; an address of this site that stands alone is a link.
    lines: Vec<(String, bool)>,
    /// The attached file's name and its method.
    invitation: Option<(String, String)>,
    name: String,
}
shown!(LetterPage);

/// A message of the mailbox by its name.
async fn found(visit: &Visit, name: &str) -> Result<copia_app::mailbox::Letter, Problem> {
    only_here(visit)?;
    let folder = visit.web.settings.mailbox.as_ref().ok_or(Problem::NotFound)?;
    copia_app::mailbox::find(folder, name).await?.ok_or(Problem::NotFound)
}

async fn letter(visit: Visit, Path(name): Path<String>) -> Answer {
    let letter = found(&visit, &name).await?;
    let is_link = |line: &str| line.starts_with("http://") || line.starts_with("https://");
    let lines = letter.text.lines().map(|line| (line.to_owned(), is_link(line.trim()))).collect();
    let page = Page::new(&visit, "", letter.subject.clone()).secret();
    let invitation = letter.invitation.map(|invitation| (invitation.file_name, invitation.method));
    show(&LetterPage { page, to: letter.to, lines, invitation, name: letter.name })
}

/// What a message brings for the calendar, as the file that is attached to it.
async fn invitation(visit: Visit, Path(name): Path<String>) -> Answer {
    let invitation = found(&visit, &name).await?.invitation.ok_or(Problem::NotFound)?;
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{}\"", invitation.file_name));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8")),
        (header::CONTENT_DISPOSITION, disposition.map_err(|error| Problem::internal(&error))?),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, invitation.text).into_response())
}

/// A page of 20 KB that never changes, through the same router and log: what others are measured against.
async fn still(
    axum::extract::State(web): axum::extract::State<crate::shell::Web>,
) -> Result<axum::response::Response, Problem> {
    static PAGE: std::sync::LazyLock<bytes::Bytes> = std::sync::LazyLock::new(|| {
        let line = "<p>0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnop</p>\n";
        bytes::Bytes::from(format!("<!doctype html>\n<title>20 KB</title>\n{}", line.repeat(291)))
    });
    if !web.app.site().organisation.is_demonstration {
        return Err(Problem::NotFound);
    }
    Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], PAGE.clone()).into_response())
}
