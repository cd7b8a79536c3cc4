//! One's mail, sessions and address.

use super::{
    day, device,
    own::{TABS, kind_key},
};
use crate::{
    routes::Routes,
    shell::{Answer, Flash, Form, Page, Posted, Problem, Visit, redirect, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error,
    accounts::{self, End},
    domain::{
        ids::{SessionId, SignInTokenId},
        notifications::MessageKind,
    },
    notifications, people,
};
use copia_text::key;

type Tabs = &'static [(&'static str, &'static str)];

/// The routes of one's settings.
pub(super) fn routes() -> Routes {
    Routes::default()
        .get("/me/notifications", preferences)
        .post("/me/notifications", choose)
        .get("/me/sessions", sessions)
        .post("/me/sessions", end)
        .get("/me/address", address)
        .post("/me/address", ask)
        .get("/me/address/{id}/{signature}", look)
        .post("/me/address/{id}/{signature}", confirm)
}

struct Choice {
    value: &'static str,
    label: &'static str,
    hint: &'static str,
    is_wanted: bool,
}

#[derive(Template)]
#[template(path = "me/notifications.html")]
struct PreferencesPage {
    page: Page,
    tabs: Tabs,
    choices: Vec<Choice>,
}
shown!(PreferencesPage);

/// What is said under a kind that can be chosen about.
const fn hint_key(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Requests => key("mail-hint-requests"),
        MessageKind::Broadcast => key("mail-hint-broadcast"),
        MessageKind::Survey => key("mail-hint-survey"),
        MessageKind::Opening => key("mail-hint-opening"),
        MessageKind::Terms => key("mail-hint-terms"),
        MessageKind::Reminder => key("mail-hint-reminder"),
        MessageKind::Question => key("mail-hint-question"),
        MessageKind::Thanks => key("mail-hint-thanks"),
        MessageKind::Hosts => key("mail-hint-hosts"),
        MessageKind::Story => key("mail-hint-story"),
        MessageKind::Prompt => key("mail-hint-prompt"),
        MessageKind::SignIn
        | MessageKind::Address
        | MessageKind::Membership
        | MessageKind::Registration
        | MessageKind::Quote
        | MessageKind::Speaking => key("mail-always"),
    }
}

async fn preferences(visit: Visit) -> Answer {
    let kinds = notifications::preferences(&visit).await?;
    let choice = |one: notifications::Preference| Choice {
        value: one.kind.word(),
        label: kind_key(one.kind),
        hint: hint_key(one.kind),
        is_wanted: one.is_wanted,
    };
    let page = Page::new(&visit, "me", visit.words.say("nav-notifications")).unlisted();
    show(&PreferencesPage { page, tabs: &TABS, choices: kinds.into_iter().map(choice).collect() })
}

async fn choose(posted: Posted) -> Answer {
    let wanted: Vec<MessageKind> = posted.all("wanted").filter_map(MessageKind::from_word).collect();
    notifications::choose(&posted.visit, &wanted).await?;
    Ok(redirect("/me/notifications", Some(Flash::new(key("flash-preferences-saved")))))
}

struct SessionLine {
    id: String,
    is_this: bool,
    device: String,
    address: String,
    since: String,
    seen: String,
}

#[derive(Template)]
#[template(path = "me/sessions.html")]
struct SessionsPage {
    page: Page,
    tabs: Tabs,
    sessions: Vec<SessionLine>,
}
shown!(SessionsPage);

async fn sessions(visit: Visit) -> Answer {
    let all = accounts::sessions(&visit).await?;
    let line = |one: accounts::SessionView| SessionLine {
        id: one.id.to_string(),
        is_this: one.is_this,
        device: device::name(&one.device).map_or(one.device, |(browser, system)| {
            visit.words.say_with("sessions-device", &[("browser", browser.into()), ("system", system.into())])
        }),
        address: one.address,
        since: day(&visit, one.since),
        seen: visit.words.date_time(one.seen.local(&visit.site.zone)),
    };
    let sessions = all.sessions.into_iter().map(line).collect();
    let page = Page::new(&visit, "me", visit.words.say("me-tab-sessions")).unlisted();
    show(&SessionsPage { page, tabs: &TABS, sessions })
}

async fn end(posted: Posted) -> Answer {
    let visit = &posted.visit;
    match posted.get("which") {
        "others" => {
            accounts::end_everywhere(visit, End::Others).await?;
        }
        "all" => {
            accounts::end_everywhere(visit, End::All).await?;
            return Ok(redirect("/", Some(Flash::new(key("flash-signed-out-everywhere")))));
        }
        id => accounts::end_session(visit, SessionId::parse(id).ok_or(Problem::NotFound)?).await?,
    }
    Ok(redirect("/me/sessions", Some(Flash::new(key("flash-session-ended")))))
}

#[derive(Template)]
#[template(path = "me/address.html")]
struct AddressPage {
    page: Page,
    tabs: Tabs,
    form: Form,
    present: String,
}
shown!(AddressPage);

async fn address(visit: Visit) -> Answer {
    address_page(&visit, Form::default()).await
}

async fn address_page(visit: &Visit, form: Form) -> Answer {
    let present = people::edit(visit).await?.person.email.unwrap_or_default();
    let status = form.status(false);
    let page = Page::new(visit, "me", visit.words.say("me-tab-address")).status(status).unlisted();
    show(&AddressPage { page, tabs: &TABS, form, present })
}

async fn ask(posted: Posted) -> Answer {
    match people::ask_for_address(&posted.visit, posted.get("email")).await {
        Ok(()) => {
            let flash = Flash::new(key("flash-address-link-sent")).with("email", posted.get("email").trim());
            Ok(redirect("/me/address", Some(flash)))
        }
        Err(Error::Invalid(faults)) => address_page(&posted.visit, Form::with(posted.fields.clone(), faults)).await,
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "me/address-link.html")]
struct AddressLinkPage {
    page: Page,
    action: String,
    asked: String,
    button: &'static str,
}
shown!(AddressLinkPage);

/// The page that the link opens. It changes nothing by itself, because mail scanners open links.
async fn look(visit: Visit, Path((id, signature)): Path<(String, String)>) -> Answer {
    let id = SignInTokenId::parse(&id).ok_or(Problem::LinkEnded)?;
    let link = people::look_at_address(&visit, id, &signature).await?;
    let (title, asked, button) = if link.keeps {
        (key("address-keep-title"), key("address-keep-asked"), key("address-keep"))
    } else {
        (key("address-link-title"), key("address-link-asked"), key("letter-address-button"))
    };
    show(&AddressLinkPage {
        page: Page::new(&visit, "", visit.words.say(title)).secret(),
        action: format!("/me/address/{}/{signature}", link.id),
        asked: visit.words.say_with(asked, &[("email", link.email.as_str().into())]),
        button,
    })
}

async fn confirm(Path((id, signature)): Path<(String, String)>, posted: Posted) -> Answer {
    let id = SignInTokenId::parse(&id).ok_or(Problem::LinkEnded)?;
    let link = people::look_at_address(&posted.visit, id, &signature).await?;
    people::confirm_address(&posted.visit, id, &signature).await?;
    let (next, said) = if link.keeps {
        ("/sign-in", key("flash-address-kept"))
    } else {
        ("/me/address", key("flash-address-changed"))
    };
    Ok(redirect(next, Some(Flash::new(said))))
}
