//! One wide line for each request, and what tells others how the site is.

use super::{Problem, Web, visit::Slot};
use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use std::{sync::atomic::Ordering, time::Instant};

/// Pages on which ballots are asked for and cast: their lines name nobody, no request and no time spent, so that no line
/// can be laid beside a ballot.
const BALLOTS: [&str; 4] = [
    "/events/{slug}/pulse",
    "/pulse/{entry}/{signature}",
    "/surveys/answer/{wave}",
    "/surveys/guest/{entry}/{signature}",
];
/// Left with an answer whose line in the log does not say who asked: what it kept has no name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unsaid;

/// Writes the request's line, after the answer is known. No addresses of mail, no tokens, no bodies.
pub(crate) async fn log(State(web): State<Web>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("none".to_owned(), |path| path.as_str().to_owned());
    let mut response = next.run(request).await;
    let spent = started.elapsed();
    let status = response.status().as_u16();
    if let Some(count) = web.answered.get(usize::from(status / 100)) {
        count.fetch_add(1, Ordering::Relaxed);
    }
    web.spent.fetch_add(u64::try_from(spent.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
    let visit = response.extensions().get::<Slot>().and_then(|slot| slot.0.get());
    let is_unsaid = response.extensions().get::<Unsaid>().is_some();
    let ms = spent.as_secs_f64() * 1000.0;
    let meter = visit.map(|visit| visit.meter.clone());
    match visit {
        _ if BALLOTS.contains(&route.as_str()) => tracing::info!(%method, route, status, "request"),
        Some(visit) => tracing::info!(
            %method, route, status, ms,
            request = %visit.request,
            person = visit.viewer.id().filter(|_| !is_unsaid).map(|person| person.to_string()),
            queries = visit.meter.statements(),
            db_ms = visit.meter.spent().as_secs_f64() * 1000.0,
            "request"
        ),
        None => tracing::info!(%method, route, status, ms, "request"),
    }
    // For whoever calls the router in process: what the answer has cost.
    if let Some(meter) = meter {
        response.extensions_mut().insert(meter);
    }
    response
}

/// The process runs.
pub(crate) async fn healthy() -> &'static str {
    "ok\n"
}

/// The database answers, so requests can be sent here.
pub(crate) async fn ready(State(web): State<Web>) -> Response {
    let ctx = web.app.system();
    match ctx.read().await {
        Ok(_) => "ready\n".into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response(),
    }
}

/// The site's numbers for Prometheus.
pub(crate) async fn metrics(State(web): State<Web>) -> Result<Response, Problem> {
    use prometheus_client::{
        encoding::text::encode,
        metrics::{counter::Counter, family::Family, gauge::Gauge},
        registry::Registry,
    };
    let mut registry = Registry::with_prefix("copia");
    let answered = Family::<Vec<(String, String)>, Counter>::default();
    for (hundred, count) in web.answered.iter().enumerate().skip(1) {
        let labels = vec![("status".to_owned(), format!("{hundred}xx"))];
        answered.get_or_create(&labels).inc_by(count.load(Ordering::Relaxed));
    }
    registry.register("requests", "Requests answered, by status", answered);
    let spent: Counter = Counter::default();
    spent.inc_by(web.spent.load(Ordering::Relaxed));
    registry.register("request_microseconds", "Time spent answering requests", spent);
    let jobs = Family::<Vec<(String, String)>, Gauge>::default();
    for count in copia_app::outbox::counts(&web.app.system()).await? {
        jobs.get_or_create(&vec![("state".to_owned(), count.state)]).set(count.jobs);
    }
    registry.register("jobs", "Jobs in the outbox, by state", jobs);
    let mut text = String::new();
    encode(&mut text, &registry).map_err(|error| Problem::internal(&error))?;
    let kind = HeaderValue::from_static("application/openmetrics-text; version=1.0.0; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}
