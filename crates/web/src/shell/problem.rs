//! What goes wrong, as a page: the one place that knows which status and which words each kind has.

use super::{Page, Visit, Web, page::shown, show, visit::Slot};
use askama::Template;
use axum::{
    extract::{FromRequestParts as _, Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use copia_app::{
    Error,
    domain::{memberships::Refusal, questions, registrations},
};
use copia_text::key;

/// What a handler answers.
pub(crate) type Answer = Result<Response, Problem>;

/// Why there is no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    /// There is nothing here, or not for this viewer.
    NotFound,
    /// One has to sign in first.
    SignIn,
    /// Signed in, and not allowed.
    Forbidden,
    /// The method is not one that the address knows.
    NoSuchMethod,
    /// The form came from another site, or from a session that has ended.
    Forged,
    /// The body is not a form.
    NotAForm,
    /// The text is not text.
    NotText,
    /// The body is too large.
    TooLarge,
    /// Fields have to be changed, and the handler had no form to show it in.
    Invalid,
    /// Somebody changed the record meanwhile.
    Stale,
    /// The link is used or too old.
    LinkEnded,
    /// It was done already.
    AlreadyDone,
    /// Tried too often.
    TooOften,
    /// A membership cannot change so.
    Refused(Refusal),
    /// A place at an event cannot change so.
    NoPlace(registrations::Refusal),
    /// A question cannot change so.
    NoQuestion(questions::Refusal),
    /// It does not go together with the present state of things; the word ends a message's key.
    NotNow(&'static str),
    /// Others kept changing the same things at once.
    Busy,
    /// Our fault. The words are in the log, with the request's id.
    Internal,
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::NotFound,
            Error::Denied(denied) if denied.signed_in => Self::Forbidden,
            Error::Denied(_) => Self::SignIn,
            Error::Invalid(_) => Self::Invalid,
            Error::Refused(refusal) => Self::Refused(refusal),
            Error::RegistrationRefused(refusal) => Self::NoPlace(refusal),
            Error::QuestionRefused(refusal) => Self::NoQuestion(refusal),
            Error::Stale => Self::Stale,
            Error::LinkEnded => Self::LinkEnded,
            Error::AlreadyDone => Self::AlreadyDone,
            Error::TooOften => Self::TooOften,
            Error::NotNow(word) => Self::NotNow(word),
            Error::Store(error) if error.is_conflict() => {
                tracing::warn!("a request gave way to others until its patience ended");
                Self::Busy
            }
            error @ (Error::Store(_) | Error::Search(_) | Error::Internal(_)) => Self::internal(&error),
        }
    }
}

impl Problem {
    /// Our fault: what happened goes to the log and not to the reader.
    pub(crate) fn internal(error: &dyn std::error::Error) -> Self {
        let mut text = error.to_string();
        let mut cause = error.source();
        while let Some(inner) = cause {
            text = format!("{text}: {inner}");
            cause = inner.source();
        }
        tracing::error!(error = text, "a request failed");
        Self::Internal
    }

    const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::Forged => StatusCode::FORBIDDEN,
            Self::NoSuchMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotAForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::NotText => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Stale
            | Self::AlreadyDone
            | Self::Refused(_)
            | Self::NoPlace(_)
            | Self::NoQuestion(_)
            | Self::NotNow(_) => StatusCode::CONFLICT,
            Self::LinkEnded => StatusCode::GONE,
            Self::TooOften => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What happened, and what to do next.
    const fn words(&self) -> (&'static str, &'static str) {
        match self {
            Self::NotFound => (key("problem-not-found"), key("problem-not-found-next")),
            Self::SignIn => (key("problem-sign-in"), key("problem-sign-in-next")),
            Self::Forbidden => (key("problem-forbidden"), key("problem-forbidden-next")),
            Self::NoSuchMethod => (key("problem-no-such-method"), key("problem-no-such-method-next")),
            Self::Forged => (key("problem-forged"), key("problem-forged-next")),
            Self::NotAForm => (key("problem-not-a-form"), key("problem-not-a-form-next")),
            Self::NotText => (key("problem-not-text"), key("problem-not-text-next")),
            Self::TooLarge => (key("problem-too-large"), key("problem-too-large-next")),
            Self::Invalid => (key("problem-invalid"), key("problem-invalid-next")),
            Self::Stale => (key("problem-stale"), key("problem-stale-next")),
            Self::LinkEnded => (key("problem-link-ended"), key("problem-link-ended-next")),
            Self::AlreadyDone => (key("problem-already-done"), key("problem-already-done-next")),
            Self::TooOften => (key("problem-too-often"), key("problem-too-often-next")),
            Self::Refused(refusal) => (key("problem-refused"), refusal_key(*refusal)),
            Self::NoPlace(refusal) => (key("problem-refused"), crate::registrations::refusal_key(*refusal)),
            Self::NoQuestion(refusal) => (key("problem-refused"), crate::rooms::refusal_key(*refusal)),
            Self::NotNow(_) => (key("problem-not-now"), key("problem-not-now-next")),
            Self::Busy => (key("problem-busy"), key("problem-busy-next")),
            Self::Internal => (key("problem-internal"), key("problem-internal-next")),
        }
    }
}

/// The message for what the membership machine does not allow.
pub(crate) const fn refusal_key(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::NotNow => key("refusal-not-now"),
        Refusal::AlreadyDone => key("refusal-already-done"),
        Refusal::AlreadyDecided => key("refusal-already-decided"),
        Refusal::HasToAsk => key("refusal-has-to-ask"),
        Refusal::InvitationOnly => key("refusal-invitation-only"),
        Refusal::LeadDecides => key("refusal-lead-decides"),
        Refusal::TakesNoMembers => key("refusal-takes-no-members"),
        Refusal::ReasonNeeded => key("refusal-reason-needed"),
        Refusal::WasRemoved => key("refusal-was-removed"),
    }
}

impl IntoResponse for Problem {
    /// Leaves the problem to [`render`], which knows the reader.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Template)]
#[template(path = "errors/problem.html")]
struct ProblemPage {
    page: Page,
    title: String,
    next: String,
    sign_in: Option<String>,
    request: String,
    is_ours: bool,
}
shown!(ProblemPage);

/// Turns a problem into the page that says it, in the reader's language.
pub(crate) async fn render(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let slot = Slot::default();
    request.extensions_mut().insert(slot.clone());
    let (mut parts, body) = request.into_parts();
    let asked = parts.clone();
    let response = next.run(Request::from_parts(parts.clone(), body)).await;
    let Some(problem) = response.extensions().get::<Problem>().cloned() else {
        return keep(response, slot);
    };
    let visit = match slot.0.get() {
        Some(visit) => visit.clone(),
        None => match Visit::from_request_parts(&mut parts, &web).await {
            Ok(visit) => visit,
            Err(_) => return keep(response, slot),
        },
    };
    let is_get = asked.method == http::Method::GET;
    keep(page_of(&visit, &problem, response.headers(), is_get), slot)
}

fn page_of(visit: &Visit, problem: &Problem, headers: &HeaderMap, is_get: bool) -> Response {
    let (title, next) = problem.words();
    let here = visit.uri.path_and_query().map_or("/", |path| path.as_str());
    let sign_in = (visit.account.is_none() && matches!(problem, Problem::SignIn | Problem::NotFound)).then(|| {
        let back = if is_get { here } else { "/" };
        format!("/sign-in?{}", crate::shell::form_query("next", back))
    });
    let page = ProblemPage {
        title: visit.words.say(title).to_owned(),
        next: visit.words.say(next).to_owned(),
        sign_in,
        request: visit.request.to_string(),
        is_ours: *problem == Problem::Internal,
        page: Page::new(visit, "", visit.words.say(title)).status(problem.status()).secret(),
    };
    let mut response = show(&page).unwrap_or_else(|_| problem.status().into_response());
    if let Some(allow) = headers.get(header::ALLOW) {
        response.headers_mut().insert(header::ALLOW, allow.clone());
    }
    response
}

/// Leaves the context for the log line.
fn keep(mut response: Response, slot: Slot) -> Response {
    response.extensions_mut().insert(slot);
    response
}

/// Answers an address that nothing is at.
pub(crate) async fn nowhere() -> Problem {
    Problem::NotFound
}

/// Answers a method that an address does not know. axum adds which it does.
pub(crate) async fn no_such_method() -> Problem {
    Problem::NoSuchMethod
}
