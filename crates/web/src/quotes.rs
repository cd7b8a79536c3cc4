//! Quotes: what editors write down and ask, and the pages of whoever's words they are.

mod asking;
mod deciding;

use crate::routes::Routes;
use copia_app::domain::quotes::{Attribution, QuoteState, Risk, Scope};
use copia_text::key;

/// The routes of quotes.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/impact/quotes", asking::list)
        .post("/impact/quotes", asking::create)
        .get("/impact/quotes/new", asking::new)
        .post("/impact/quotes/copies", asking::take_copy)
        .get("/impact/quotes/{id}", asking::edit)
        .post("/impact/quotes/{id}", asking::save)
        .post("/impact/quotes/{id}/request", asking::ask)
        .get("/me/quotes", deciding::mine)
        .get("/me/quotes/{id}", deciding::look)
        .post("/me/quotes/{id}", deciding::answer)
        .post("/me/quotes/{id}/withdrawal", deciding::withdraw)
        .get("/quotes/{quote}/{signature}", deciding::look_by_link)
        .post("/quotes/{quote}/{signature}", deciding::answer_by_link)
        .post("/quotes/{quote}/{signature}/withdrawal", deciding::withdraw_by_link)
}

/// The message for where a quote stands.
const fn state_key(state: QuoteState) -> &'static str {
    match state {
        QuoteState::Draft => key("quote-state-draft"),
        QuoteState::Asked => key("quote-state-asked"),
        QuoteState::Given => key("quote-state-given"),
        QuoteState::Declined => key("quote-state-declined"),
        QuoteState::Withdrawn => key("quote-state-withdrawn"),
    }
}

/// The message for where a quote may stand.
const fn scope_key(scope: Scope) -> &'static str {
    match scope {
        Scope::Community => key("quote-scope-community"),
        Scope::Organisation => key("quote-scope-organisation"),
        Scope::Public => key("quote-scope-public"),
        Scope::Print => key("quote-scope-print"),
        Scope::Press => key("quote-scope-press"),
    }
}

/// The message for how somebody is named.
const fn attribution_key(attribution: Attribution) -> &'static str {
    match attribution {
        Attribution::NameAndRole => key("quote-by-name-and-role"),
        Attribution::RoleAndArea => key("quote-by-role-and-area"),
        Attribution::Anonymous => key("quote-by-nobody"),
    }
}

/// The message for why somebody may be told all the same.
const fn risk_key(risk: Risk) -> &'static str {
    match risk {
        Risk::SmallGroup => key("quote-risk-small-group"),
        Risk::Named => key("quote-risk-named"),
        Risk::Number => key("quote-risk-number"),
        Risk::Role => key("quote-risk-role"),
    }
}
