//! Service areas: created, renamed, ordered and given up by the programme manager.

use copia_app::{
    Ctx, Error, communities,
    service_areas::{self, AreaInput, AreaStep},
};
use copia_domain::role_terms::TermRole;
use copia_testkit::{TestApp, on_both};

async fn manager(site: &TestApp) -> Ctx {
    let person = site.person_with("Mona Manager", TermRole::ProgrammeManager).await;
    site.signed_in(person).await
}

fn area(name: &str) -> AreaInput<'_> {
    AreaInput { name, description: "What it is.", hue: "", version: 1 }
}

async fn names(ctx: &Ctx) -> Vec<String> {
    service_areas::managed(ctx).await.unwrap().into_iter().map(|area| area.name).collect()
}

on_both! {
    async fn areas_are_created_renamed_and_ordered(db) {
        let site = TestApp::start(db).await;
        let manager = manager(&site).await;
        for name in ["Estates", "Finance", "Planning"] {
            service_areas::create(&manager, &area(name)).await.unwrap();
        }
        assert!(matches!(service_areas::create(&manager, &area("estates")).await, Err(Error::Invalid(_))));
        let red = AreaInput { hue: "12", ..area("Red") };
        assert!(matches!(service_areas::create(&manager, &red).await, Err(Error::Invalid(_))));
        service_areas::step(&manager, "planning", AreaStep::Up).await.unwrap();
        service_areas::step(&manager, "estates", AreaStep::Up).await.unwrap();
        assert_eq!(names(&manager).await, ["Estates", "Planning", "Finance"]);
        service_areas::save(&manager, "estates", &area("Buildings")).await.unwrap();
        assert!(matches!(service_areas::save(&manager, "estates", &area("Land")).await, Err(Error::Stale)));
        assert_eq!(names(&manager).await[0], "Buildings");
        for (name, address) in [("研究", "area"), ("教育", "area-2"), ("Finance!", "finance-2")] {
            assert_eq!(service_areas::create(&manager, &area(name)).await.unwrap().as_str(), address);
        }
        assert!(matches!(service_areas::create(&manager, &area("研究")).await, Err(Error::Invalid(_))));
        let ada = site.person("Ada Example").await;
        for other in [site.signed_in(ada).await, site.visitor()] {
            assert!(matches!(service_areas::create(&other, &area("Mine")).await, Err(Error::Denied(_))));
            assert!(matches!(service_areas::managed(&other).await, Err(Error::Denied(_))));
            let moved = service_areas::step(&other, "estates", AreaStep::Down).await;
            assert!(matches!(moved, Err(Error::Denied(_))));
        }
    }

    async fn an_area_with_communities_is_not_given_up_and_moves_are_dated(db) {
        let site = TestApp::start(db).await;
        let manager = manager(&site).await;
        for name in ["Estates", "Finance"] {
            service_areas::create(&manager, &area(name)).await.unwrap();
        }
        site.community("Technical Staff").await;
        let rules = |area, version| communities::RulesInput {
            join_rule: "open",
            core_rule: "choose",
            visibility: "public",
            sensitive: false,
            area,
            version,
        };
        communities::save_rules(&manager, "technical-staff", &rules("estates", 1)).await.unwrap();
        let full = service_areas::step(&manager, "estates", AreaStep::Retire).await;
        assert!(matches!(full, Err(Error::NotNow("area"))));
        site.advance_hours(24);
        let manager = Ctx { now: site.app.system().now, ..manager };
        communities::save_rules(&manager, "technical-staff", &rules("finance", 2)).await.unwrap();
        service_areas::step(&manager, "estates", AreaStep::Retire).await.unwrap();
        let history = communities::history(&manager, "technical-staff").await.unwrap();
        let spells: Vec<(&str, Option<String>)> =
            history.areas.iter().map(|spell| (spell.name.as_str(), spell.until.map(|day| day.to_string()))).collect();
        assert_eq!(spells, [("Estates", Some("2026-05-05".to_owned())), ("Finance", None)]);
        assert_eq!(communities::new_form(&manager).await.unwrap().len(), 1, "nothing new goes into the old one");
        let back = communities::save_rules(&manager, "technical-staff", &rules("estates", 3)).await;
        let Err(Error::Invalid(faults)) = back else { panic!("nothing new goes into the old one: {back:?}") };
        assert!(faults.of("area").is_some());
        service_areas::step(&manager, "estates", AreaStep::Revive).await.unwrap();
        assert_eq!(communities::new_form(&manager).await.unwrap().len(), 2);
    }
}
