//! All routes, in one list that tests can read: each one needs a test of who may use it.

use crate::shell::Web;
use axum::{Router, handler::Handler, routing};
use http::Method;

/// A route: its method and its path as axum writes it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// The method.
    pub method: Method,
}

/// Routes with their list.
#[derive(Default)]
pub(crate) struct Routes {
    pub(crate) router: Router<Web>,
    list: Vec<Route>,
}

impl Routes {
    /// A page or file.
    pub(crate) fn get<H: Handler<T, Web>, T: 'static>(mut self, path: &'static str, handler: H) -> Self {
        self.list.push(Route { path, method: Method::GET });
        self.router = self.router.route(path, routing::get(handler));
        self
    }

    /// A change.
    pub(crate) fn post<H: Handler<T, Web>, T: 'static>(mut self, path: &'static str, handler: H) -> Self {
        self.list.push(Route { path, method: Method::POST });
        self.router = self.router.route(path, routing::post(handler));
        self
    }

    /// These routes and those of a feature.
    pub(crate) fn and(mut self, feature: Self) -> Self {
        self.router = self.router.merge(feature.router);
        self.list.extend(feature.list);
        self
    }
}

/// The routes of every feature.
pub(crate) fn all() -> Routes {
    Routes::default()
        .and(crate::shell::routes())
        .and(crate::about::routes())
        .and(crate::administration::routes())
        .and(crate::attendance::routes())
        .and(crate::audit::routes())
        .and(crate::card::routes())
        .and(crate::home::routes())
        .and(crate::impact::routes())
        .and(crate::claims::routes())
        .and(crate::quotes::routes())
        .and(crate::value::routes())
        .and(crate::stories::routes())
        .and(crate::prompts::routes())
        .and(crate::publications::routes())
        .and(crate::news::routes())
        .and(crate::recognition::routes())
        .and(crate::organisation::routes())
        .and(crate::people::routes())
        .and(crate::accounts::routes())
        .and(crate::demonstration::routes())
        .and(crate::events::routes())
        .and(crate::registrations::routes())
        .and(crate::pulse::routes())
        .and(crate::rooms::routes())
        .and(crate::surveys::routes())
        .and(crate::records::routes())
        .and(crate::memberships::routes())
        .and(crate::search::routes())
        .and(crate::communities::routes())
        .and(crate::role_terms::routes())
        .and(crate::service_areas::routes())
        .and(crate::programme::routes())
        .and(crate::design::routes())
}

/// Every route that there is, sorted.
pub fn all_routes() -> Vec<Route> {
    let mut list = all().list;
    list.sort();
    list
}
