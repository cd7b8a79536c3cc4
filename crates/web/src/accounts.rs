//! Signing in and out.

use crate::{
    routes::Routes,
    shell::{Answer, Form, Page, Posted, Problem, Query, Visit, form_query, redirect, session_cookie, show, shown},
};
use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::Response,
};
use copia_app::{
    Error,
    accounts::{self, SignedIn},
    domain::{
        accounts::{SESSION_LONGEST_DAYS, TOKEN_MINUTES, TokenPurpose},
        ids::SignInTokenId,
    },
};

/// The routes of signing in and out.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/sign-in", ask)
        .post("/sign-in", send)
        .get("/sign-in/code", type_code)
        .post("/sign-in/code", by_code)
        .get("/sign-in/{id}/{signature}", look)
        .post("/sign-in/{id}/{signature}", by_link)
        .post("/sign-out", sign_out)
}

#[derive(Template)]
#[template(path = "accounts/sign-in.html")]
struct SignInPage {
    page: Page,
    form: Form,
    personas: Vec<crate::demonstration::Persona>,
}
shown!(SignInPage);

async fn ask(visit: Visit, query: Query) -> Answer {
    if visit.account.is_some() && !visit.site.organisation.is_demonstration {
        return Ok(redirect(&accounts::safe_next(Some(query.get("next"))), None));
    }
    ask_page(&visit, Form::new(query.0))
}

fn ask_page(visit: &Visit, form: Form) -> Answer {
    let status = form.status(false);
    let page = Page::new(visit, "", visit.words.say("sign-in-title")).status(status).unlisted();
    show(&SignInPage { page, form, personas: crate::demonstration::personas(visit) })
}

async fn send(posted: Posted) -> Answer {
    let visit = &posted.visit;
    visit.web.sign_ins.count(visit)?;
    let next = posted.get("next");
    match accounts::ask_for_link(visit, posted.get("email"), (!next.is_empty()).then_some(next)).await {
        Ok(id) => {
            let (id, email) = (form_query("id", &id.to_string()), form_query("email", posted.get("email")));
            Ok(redirect(&format!("/sign-in/code?{id}&{email}"), None))
        }
        Err(Error::Invalid(faults)) => ask_page(visit, Form::with(posted.fields.clone(), faults)),
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "accounts/code.html")]
struct CodePage {
    page: Page,
    form: Form,
    sent: String,
}
shown!(CodePage);

async fn type_code(visit: Visit, query: Query) -> Answer {
    if !query.has("id") || !query.has("email") {
        return Ok(redirect("/sign-in", None));
    }
    code_page(&visit, Form::new(query.0))
}

fn code_page(visit: &Visit, form: Form) -> Answer {
    let status = form.status(false);
    let page = Page::new(visit, "", visit.words.say("sign-in-code-title")).status(status).secret();
    let email = form.value("email").to_owned();
    let arguments = [("email", email.into()), ("minutes", TOKEN_MINUTES.into())];
    let sent = visit.words.say_with("sign-in-code-sent", &arguments);
    show(&CodePage { page, form, sent })
}

async fn by_code(posted: Posted) -> Answer {
    let visit = &posted.visit;
    visit.web.wrong_codes.check(visit)?;
    let id = SignInTokenId::parse(posted.get("id")).ok_or(Problem::LinkEnded)?;
    match accounts::sign_in_by_code(visit, id, posted.get("code")).await {
        Ok(signed_in) => Ok(enter(visit, &signed_in)),
        Err(Error::Invalid(faults)) => {
            // Many people sign in from behind one address, and few of them mistype: only wrong codes are counted.
            visit.web.wrong_codes.count(visit)?;
            code_page(visit, Form::with(posted.fields.clone(), faults))
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "accounts/link.html")]
struct LinkPage {
    page: Page,
    form: Form,
    action: String,
    is_first_administrator: bool,
    asked: String,
}
shown!(LinkPage);

/// The page that a link opens. It changes nothing by itself, because mail scanners open links.
async fn look(visit: Visit, Path((id, signature)): Path<(String, String)>) -> Answer {
    let id = SignInTokenId::parse(&id).ok_or(Problem::LinkEnded)?;
    let token = accounts::look_at_link(&visit, id, &signature).await?;
    link_page(&visit, &token, &signature, Form::default())
}

fn link_page(visit: &Visit, token: &accounts::TokenView, signature: &str, form: Form) -> Answer {
    let first = token.purpose == TokenPurpose::FirstAdministrator;
    let title = visit.words.say(if first { "first-administrator-title" } else { "sign-in-confirm-title" });
    let status = form.status(false);
    let email = token.email.clone().unwrap_or_default();
    show(&LinkPage {
        page: Page::new(visit, "", title).status(status).secret(),
        form,
        action: format!("/sign-in/{}/{signature}", token.id),
        is_first_administrator: first,
        asked: visit.words.say_with("sign-in-confirm", &[("email", email.into())]),
    })
}

async fn by_link(Path((id, signature)): Path<(String, String)>, posted: Posted) -> Answer {
    let visit = &posted.visit;
    let id = SignInTokenId::parse(&id).ok_or(Problem::LinkEnded)?;
    let token = accounts::look_at_link(visit, id, &signature).await?;
    let signed_in = if token.purpose == TokenPurpose::FirstAdministrator {
        let (name, email) = (posted.get("name"), posted.get("email"));
        accounts::become_first_administrator(visit, id, &signature, name, email).await
    } else {
        accounts::sign_in_by_link(visit, id, &signature).await
    };
    match signed_in {
        Ok(signed_in) => Ok(enter(visit, &signed_in)),
        Err(Error::Invalid(faults)) => link_page(visit, &token, &signature, Form::with(posted.fields.clone(), faults)),
        Err(error) => Err(error.into()),
    }
}

/// Gives the browser its session and sends it on.
pub(crate) fn enter(visit: &Visit, signed_in: &SignedIn) -> Response {
    let mut response = redirect(&signed_in.next, None);
    set_session(visit, &mut response, signed_in.cookie.value(), SESSION_LONGEST_DAYS * 86_400);
    response
}

fn set_session(visit: &Visit, response: &mut Response, value: &str, seconds: i64) {
    let secure = if visit.web.is_secure() { "; Secure" } else { "" };
    let name = session_cookie(&visit.web);
    let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

async fn sign_out(posted: Posted) -> Answer {
    accounts::sign_out(&posted.visit).await?;
    let mut response = redirect("/", Some(crate::shell::Flash::new("flash-signed-out")));
    set_session(&posted.visit, &mut response, "", 0);
    // Answers to a survey that somebody kept on this device, or forgot on it, are not for whoever comes next.
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"storage\""));
    Ok(response)
}
