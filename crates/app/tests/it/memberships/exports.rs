//! Seeing and taking away who is in.

use super::{SLUG, Scene};
use copia_app::{
    Error,
    memberships::{self as app, Format, Order, Selection},
};
use copia_domain::{
    memberships::{JoinRule, Level},
    role_terms::TermRole,
};
use copia_testkit::on_both;

on_both! {
    async fn staff_see_who_is_in_and_leads_see_since_when(db) {
        let scene = Scene::new(db, JoinRule::Open).await;
        for name in ["Zoë Øst", "Ben 50% Example", "Cy_ Example"] {
            scene.newcomer(name, "").await;
            scene.site.advance_hours(24);
        }
        let lead = scene.ctx(scene.ada).await;
        let names = |order, name: Option<&str>, level| {
            let selection = Selection { level, name: name.map(str::to_owned), order };
            let lead = lead.clone();
            async move {
                let view = app::members(&lead, SLUG, &selection, 1).await.unwrap();
                assert!(view.members.iter().all(|row| row.details.is_some()));
                view.members.into_iter().map(|row| row.name).collect::<Vec<_>>()
            }
        };
        assert_eq!(names(Order::Name, None, None).await, ["Ben 50% Example", "Cy_ Example", "Zoë Øst"]);
        assert_eq!(names(Order::Joined, None, None).await, ["Cy_ Example", "Ben 50% Example", "Zoë Øst"]);
        assert_eq!(names(Order::Name, Some("zoe ost"), None).await, ["Zoë Øst"]);
        assert_eq!(names(Order::Name, Some("%"), None).await, ["Ben 50% Example"]);
        assert_eq!(names(Order::Name, Some("_"), None).await, ["Cy_ Example"]);
        assert_eq!(names(Order::Level, None, Some(Level::Core)).await, Vec::<String>::new());

        let ben = scene.site.person("Staff Example").await;
        let seen = app::members(&scene.ctx(ben).await, SLUG, &Selection::default(), 99).await.unwrap();
        assert_eq!((seen.members.len(), seen.total, seen.page, seen.pages), (3, 3, 1, 1));
        assert!(seen.members.iter().all(|row| row.details.is_none()));
        let newest_first = Selection { order: Order::Joined, ..Selection::default() };
        let seen = app::members(&scene.ctx(ben).await, SLUG, &newest_first, 1).await.unwrap();
        let names: Vec<_> = seen.members.into_iter().map(|row| row.name).collect();
        assert_eq!(names, ["Ben 50% Example", "Cy_ Example", "Zoë Øst"], "the order would tell who came when");
        assert_eq!(seen.order, Order::Name);
        let visitor = app::members(&scene.site.visitor(), SLUG, &Selection::default(), 1).await;
        assert!(matches!(visitor, Err(Error::Denied(_))));
    }

    async fn a_sensitive_community_shows_its_members_to_leads_only(db) {
        let site = copia_testkit::TestApp::start(db).await;
        let community = site.community_with("Data", |community| community.sensitive = true).await;
        let ada = site.person("Ada Example").await;
        site.appoint(ada, community, TermRole::Lead).await;
        let manager = site.person_with("Max Example", TermRole::ProgrammeManager).await;
        let scene = Scene { site, community, ada };
        let ben = scene.newcomer("Ben Example", "").await;
        for (person, allowed) in [(ben, false), (ada, true), (manager, true)] {
            let seen = app::members(&scene.ctx(person).await, SLUG, &Selection::default(), 1).await;
            assert_eq!(seen.is_ok(), allowed);
        }
    }

    async fn the_list_is_taken_away_as_a_file(db) {
        let scene = Scene::new(db, JoinRule::Open).await;
        let ben = scene.newcomer("=HYPERLINK(\"x\")", "").await;
        let cy = scene.newcomer("Cy \"Quote\", Øst", "").await;
        app::change_own_level(&scene.ctx(cy).await, SLUG, Level::Core).await.unwrap();
        let lead = scene.ctx(scene.ada).await;
        let file = app::export(&lead, SLUG, Format::Csv).await.unwrap();
        assert_eq!((file.name.as_str(), file.media_type), ("data-2026-05-04.csv", "text/csv; charset=utf-8"));
        let text = String::from_utf8(file.bytes).unwrap();
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(lines[0], "\u{feff}Name,E-mail,Job title,Department,Level,Joined on");
        assert!(lines[1].starts_with("\"'=HYPERLINK(\"\"x\"\")\","), "{}", lines[1]);
        assert!(lines[2].starts_with("\"Cy \"\"Quote\"\", Øst\",") && lines[2].ends_with(",Core,2026-05-04"), "{}", lines[2]);
        let book = app::export(&lead, SLUG, Format::Xlsx).await.unwrap();
        assert!(book.bytes.starts_with(b"PK") && book.name.contains(".xlsx"));
        let audited = scene.audited(scene.ada).await;
        assert_eq!(audited, ["membership.export by lead", "membership.export by lead"]);
        assert!(matches!(app::export(&scene.ctx(ben).await, SLUG, Format::Csv).await, Err(Error::Denied(_))));
    }
}
