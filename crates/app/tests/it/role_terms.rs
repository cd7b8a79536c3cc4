//! Roles for a time: in communities and on the whole site.

use copia_app::{
    Ctx, Error, communities, programme,
    role_terms::{self, TermInput},
};
use copia_domain::{role_terms::TermRole, time::Day};
use copia_testkit::{TestApp, on_both};

fn input<'a>(role: &'a str, person: &'a str) -> TermInput<'a> {
    TermInput { role, person, ..TermInput::default() }
}

async fn with_role(site: &TestApp, name: &str, role: TermRole) -> Ctx {
    let person = site.person_with(name, role).await;
    site.signed_in(person).await
}

on_both! {
    async fn the_manager_appoints_changes_and_ends(db) {
        let site = TestApp::start(db).await;
        let manager = with_role(&site, "Mona Manager", TermRole::ProgrammeManager).await;
        site.community("Recruitment").await;
        let ada = site.person("Ada Example").await;
        site.person("Bo Example").await;
        let appoint = TermInput {
            starts: "2026-05-01",
            ends: "2027-04-30",
            successor: "bo.example@demonstration.example",
            ..input("lead", "ADA example")
        };
        role_terms::appoint(&manager, "recruitment", &appoint).await.unwrap();
        let again = role_terms::appoint(&manager, "recruitment", &input("lead", "Ada Example")).await;
        assert!(matches!(again, Err(Error::Invalid(_))), "one term at a time: {again:?}");
        let ada = site.signed_in(ada).await;
        assert!(communities::edit_form(&ada, "recruitment").await.is_ok());
        let roles = role_terms::community_roles(&manager, "recruitment").await.unwrap();
        let term = &roles.current[0];
        assert_eq!(term.successor.as_deref(), Some("Bo Example"));
        let form = role_terms::term_form(&manager, "recruitment", term.id).await.unwrap();
        assert_eq!(form.successor_email.as_deref(), Some("bo.example@demonstration.example"));

        let ended = TermInput { starts: "2026-05-01", ends: "2026-05-03", version: 1, ..TermInput::default() };
        role_terms::change_term(&manager, "recruitment", term.id, &ended).await.unwrap();
        assert!(matches!(communities::edit_form(&ada, "recruitment").await, Err(Error::Denied(_))));
        let roles = role_terms::community_roles(&manager, "recruitment").await.unwrap();
        assert_eq!((roles.current.len(), roles.past.len()), (0, 1), "the term stays as history");
        let second = TermInput { ends: "2026-06-30", ..ended };
        let second = role_terms::change_term(&manager, "recruitment", term.id, &second).await;
        assert!(matches!(second, Err(Error::Stale)), "somebody else was faster: {second:?}");
        let next = TermInput { starts: "2026-06-01", ..input("lead", "Ada Example") };
        role_terms::appoint(&manager, "recruitment", &next).await.unwrap();
        let into_the_next = TermInput { ends: "2026-06-30", version: 2, ..ended };
        let Err(Error::Invalid(faults)) =
            role_terms::change_term(&manager, "recruitment", term.id, &into_the_next).await
        else {
            panic!("they would hold it twice")
        };
        assert!(faults.of("starts").is_some());
        let up_to_it = TermInput { ends: "2026-05-31", version: 2, ..ended };
        role_terms::change_term(&manager, "recruitment", term.id, &up_to_it).await.unwrap();
        let backwards = TermInput { ends: "2020-01-01", ..ended };
        let refused = role_terms::change_term(&manager, "recruitment", term.id, &backwards).await;
        assert!(matches!(refused, Err(Error::Invalid(_))));
    }

    async fn nobody_else_appoints_and_what_is_typed_is_checked(db) {
        let site = TestApp::start(db).await;
        let manager = with_role(&site, "Mona Manager", TermRole::ProgrammeManager).await;
        let id = site.community("Recruitment").await;
        let lead = site.person("Lea Lead").await;
        site.appoint(lead, id, TermRole::Lead).await;
        let administrator = with_role(&site, "Adam Administrator", TermRole::Administrator).await;
        for other in [site.signed_in(lead).await, administrator, site.visitor()] {
            let refused = role_terms::appoint(&other, "recruitment", &input("lead", "Lea Lead")).await;
            assert!(matches!(refused, Err(Error::Denied(_))));
            assert!(matches!(role_terms::community_roles(&other, "recruitment").await, Err(Error::Denied(_))));
        }
        for wrong in [
            input("programme_manager", "Lea Lead"),
            input("lead", ""),
            input("lead", "Nobody Known"),
            TermInput { starts: "soon", ..input("sponsor", "Lea Lead") },
        ] {
            let refused = role_terms::appoint(&manager, "recruitment", &wrong).await;
            assert!(matches!(refused, Err(Error::Invalid(_))), "{wrong:?}");
        }
        site.community("Elsewhere").await;
        let term = role_terms::community_roles(&manager, "recruitment").await.unwrap().current[0].id;
        let through_another = role_terms::change_term(&manager, "elsewhere", term, &TermInput::default()).await;
        assert!(matches!(through_another, Err(Error::NotFound)));
    }

    async fn a_term_that_ends_is_announced_once_at_each_notice(db) {
        let site = TestApp::start(db).await;
        let manager = with_role(&site, "Mona Manager", TermRole::ProgrammeManager).await;
        let id = site.community("Recruitment").await;
        site.community("Without").await;
        let lea = site.person("Lea Lead").await;
        let ends = Day::parse("2026-08-02").unwrap();
        site.appoint_for(lea, id, TermRole::Lead, Some(ends)).await;
        let page = role_terms::terms(&manager).await.unwrap();
        assert_eq!((page.ending.len(), page.without_lead.len()), (1, 1));
        let mut sent = Vec::new();
        for day in 0..=90 {
            for _ in 0..2 {
                role_terms::send_notices(&site.app.system()).await.unwrap();
            }
            site.run_jobs().await;
            sent.extend(site.take_mail().into_iter().map(|mail| (day, mail.subject)));
            site.advance_hours(24);
        }
        let days: Vec<i32> = sent.iter().map(|(day, _)| *day).collect();
        assert_eq!(days, [0, 0, 30, 30, 60, 60], "{sent:?}");
    }

    async fn the_manager_s_page_shows_what_needs_them(db) {
        let site = TestApp::start(db).await;
        let manager = with_role(&site, "Mona Manager", TermRole::ProgrammeManager).await;
        site.community("Recruitment").await;
        let seen = programme::programme(&manager).await.unwrap();
        assert_eq!((seen.proposals.len(), seen.waiting.len(), seen.terms.without_lead.len()), (0, 0, 1));
        let auditor = with_role(&site, "Audrey Auditor", TermRole::Auditor).await;
        assert!(matches!(programme::programme(&auditor).await, Err(Error::Denied(_))));
        assert!(role_terms::terms(&auditor).await.is_ok());
        let ada = site.person("Ada Example").await;
        assert!(matches!(role_terms::terms(&site.signed_in(ada).await).await, Err(Error::Denied(_))));
    }

    async fn administrators_give_site_roles_and_the_last_one_stays(db) {
        let site = TestApp::start(db).await;
        let administrator = with_role(&site, "Adam Administrator", TermRole::Administrator).await;
        let ada = site.person("Ada Example").await;
        role_terms::give_site_role(&administrator, &input("editor", "Ada Example")).await.unwrap();
        let twice = role_terms::give_site_role(&administrator, &input("editor", "Ada Example")).await;
        assert!(matches!(twice, Err(Error::Invalid(_))));
        let ctx = site.signed_in(ada).await;
        assert!(ctx.viewer.is(copia_domain::policy::Role::Editor));
        let manager = with_role(&site, "Mona Manager", TermRole::ProgrammeManager).await;
        for other in [&ctx, &manager, &site.visitor()] {
            let refused = role_terms::give_site_role(other, &input("administrator", "Ada Example")).await;
            assert!(matches!(refused, Err(Error::Denied(_))));
        }
        let term = |role: TermRole, terms: &[role_terms::RoleTerm]| terms.iter().find(|t| t.role == role).unwrap().id;
        let terms = role_terms::site_roles(&administrator).await.unwrap().terms;
        let last = role_terms::end_site_role(&administrator, term(TermRole::Administrator, &terms)).await;
        assert!(matches!(last, Err(Error::NotNow("last_administrator"))));
        site.advance_hours(48);
        let administrator = Ctx { now: site.app.system().now, ..administrator };
        role_terms::end_site_role(&administrator, term(TermRole::Editor, &terms)).await.unwrap();
        assert!(!site.signed_in(ada).await.viewer.is(copia_domain::policy::Role::Editor));
    }
}
