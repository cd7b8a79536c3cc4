//! Awards and outside events.

use crate::{
    impact::{RecognitionShown, recognition_shown},
    routes::Routes,
    shell::{Answer, Page, Visit, show, shown},
};
use askama::Template;
use copia_app::recognition;

/// The routes of recognition.
pub(crate) fn routes() -> Routes {
    Routes::default().get("/impact/recognition", list)
}

#[derive(Template)]
#[template(path = "impact/recognition.html")]
struct RecognitionPage {
    page: Page,
    recognitions: Vec<RecognitionShown>,
}
shown!(RecognitionPage);

async fn list(visit: Visit) -> Answer {
    let all = recognition::list(&visit).await?;
    let words = &visit.words;
    let description = [("programme", visit.site.organisation.programme_name.as_str().into())];
    let page = Page::new(&visit, "impact", words.say("recognition-title"))
        .described(words.say_with("recognition-description", &description));
    show(&RecognitionPage { page, recognitions: all.iter().map(|one| recognition_shown(words, one)).collect() })
}
