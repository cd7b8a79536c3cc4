//! The steps of a community's life, and what they mean for those who are in it or wait for it.

use super::*;

on_both! {
    async fn a_launch_tells_those_who_wait_once(db) {
        let site = TestApp::start(db).await;
        let manager = manager(&site).await;
        let slug = communities::create(&manager, &new_input("Plain Words")).await.unwrap();
        let ada = staff(&site, "Ada Example").await;
        let found = communities::page(&ada, slug.as_str()).await.unwrap().found;
        let permit = ada.viewer.in_community(found.id, found.roles()).permit().unwrap();
        let mut tx = site.db.write().await;
        copia_store::memberships::watch(&mut tx, permit, ada.now).await.unwrap();
        tx.commit().await.unwrap();
        communities::change_stage(&later(&site, &manager), slug.as_str(), &step("active", "")).await.unwrap();
        communities::change_stage(&later(&site, &manager), slug.as_str(), &step("paused", "")).await.unwrap();
        communities::change_stage(&later(&site, &manager), slug.as_str(), &step("active", "")).await.unwrap();
        site.run_jobs().await;
        let mail = site.take_mail();
        assert_eq!(mail.len(), 1);
        assert!(mail[0].text.contains("/communities/plain-words"), "{}", mail[0].text);
        let expected = ["community.create", "community.stage", "community.stage", "community.stage"];
        assert_eq!(audited(&site, found.id).await, expected);
        assert_eq!(counter(&site, Counter::CommunitiesActive).await, 1);
    }

    async fn those_who_wait_are_told_that_it_will_not_open(db) {
        let site = TestApp::start(db).await;
        let manager = manager(&site).await;
        site.community("Writing").await;
        let ada = staff(&site, "Ada Example").await;
        for (name, to) in [("Plain Words", "merged"), ("Figures", "closed")] {
            let slug = communities::create(&manager, &new_input(name)).await.unwrap();
            copia_app::memberships::watch(&ada, slug.as_str()).await.unwrap();
            // At rest it may still open: nobody is told yet, and nobody is forgotten.
            communities::change_stage(&later(&site, &manager), slug.as_str(), &step("paused", "")).await.unwrap();
            site.run_jobs().await;
            assert_eq!(site.take_mail().len(), 0);
            communities::change_stage(&later(&site, &manager), slug.as_str(), &step(to, "writing")).await.unwrap();
            site.run_jobs().await;
            let mail = site.take_mail();
            assert_eq!(mail.len(), 1);
            assert_eq!(mail[0].subject, format!("{name} will not open"));
            assert!(mail[0].text.contains("It is time."), "{}", mail[0].text);
            assert_eq!(mail[0].text.contains("Its work goes on in Writing."), to == "merged");
        }
        assert_eq!(copia_app::people::own(&ada).await.unwrap().watched, []);
    }

    async fn those_who_wait_hear_nothing_while_it_rests_and_then_that_it_is_open(db) {
        let site = TestApp::start(db).await;
        let manager = manager(&site).await;
        let slug = communities::create(&manager, &new_input("Plain Words")).await.unwrap();
        copia_app::memberships::watch(&staff(&site, "Ada Example").await, slug.as_str()).await.unwrap();
        for to in ["active", "paused"] {
            communities::change_stage(&later(&site, &manager), slug.as_str(), &step(to, "")).await.unwrap();
        }
        site.run_jobs().await;
        assert_eq!(site.take_mail().len(), 0);
        communities::change_stage(&later(&site, &manager), slug.as_str(), &step("active", "")).await.unwrap();
        site.run_jobs().await;
        assert_eq!(site.take_mail().len(), 1);
    }

    async fn steps_follow_the_rule_and_nothing_of_the_history_is_lost(db) {
        let site = TestApp::start(db).await;
        let manager = manager(&site).await;
        site.community("Recruitment").await;
        site.community("Student Recruitment").await;
        let slug = "recruitment";
        let mut seen = communities::history(&manager, slug).await.unwrap().stages;
        let tries = ["forming", "paused", "merged", "closed", "active", "proposed", "closed", "forming", "merged", "active"];
        for to in tries {
            let before = communities::history(&manager, slug).await.unwrap();
            let legal = before.found.stage.step(Stage::from_word(to).unwrap()).is_ok();
            let taken = communities::change_stage(&later(&site, &manager), slug, &step(to, "student-recruitment")).await;
            assert_eq!(taken.is_ok(), legal, "{} to {to}: {taken:?}", before.found.stage);
            let after = communities::history(&manager, slug).await.unwrap();
            assert!(after.stages.starts_with(&seen), "what was there stays");
            assert_eq!(after.stages.len(), seen.len() + usize::from(legal));
            assert_eq!(after.stages.last().map(|row| row.stage), Some(after.found.stage));
            seen = after.stages;
        }
        let page = communities::page(&site.visitor(), slug).await.unwrap();
        assert_eq!(page.found.stage, Stage::Merged);
        assert_eq!(page.merged_into.unwrap().slug.as_str(), "student-recruitment");
    }

    async fn a_step_needs_the_manager_a_reason_and_a_place_to_go(db) {
        let site = TestApp::start(db).await;
        let manager = manager(&site).await;
        let id = site.community("Recruitment").await;
        let lead = lead(&site, "Lea Lead", id).await;
        for other in [&lead, &site.visitor()] {
            assert!(matches!(communities::change_stage(other, "recruitment", &step("paused", "")).await, Err(Error::Denied(_))));
        }
        for wrong in [
            StageInput { reason: " ", ..step("paused", "") },
            StageInput { on: "2026-05-05", ..step("paused", "") },
            StageInput { on: "soon", ..step("paused", "") },
            step("merged", ""),
            step("merged", "recruitment"),
            step("merged", "nowhere"),
            step("elsewhere", ""),
        ] {
            let refused = communities::change_stage(&manager, "recruitment", &wrong).await;
            assert!(matches!(refused, Err(Error::Invalid(_))), "{wrong:?}: {refused:?}");
        }
        assert_eq!(audited(&site, id).await, Vec::<String>::new());
    }

    async fn members_of_a_community_that_ends_follow_in_batches(db) {
        const MEMBERS: i64 = 120;
        let site = TestApp::start(db).await;
        let manager = manager(&site).await;
        for name in ["Hiring", "Recruitment", "People"] {
            site.community(name).await;
        }
        for n in 0..MEMBERS {
            let person = staff(&site, &format!("Member {n}")).await;
            copia_app::memberships::join(&person, "hiring", "").await.unwrap();
        }
        let wider = async |slug: &str| communities::page(&manager, slug).await.unwrap().found.wider;
        communities::change_stage(&later(&site, &manager), "hiring", &step("merged", "recruitment")).await.unwrap();
        assert_eq!((wider("hiring").await, wider("recruitment").await), (MEMBERS, 0), "the request moves nobody");
        // What it was merged into is merged itself before anybody was carried over.
        communities::change_stage(&later(&site, &manager), "recruitment", &step("merged", "people")).await.unwrap();
        site.run_jobs().await;
        let left = (wider("hiring").await, wider("recruitment").await, wider("people").await);
        assert_eq!(left, (0, 0, MEMBERS));
        assert_eq!(counter(&site, Counter::Memberships).await, MEMBERS);
        let letters = site.take_mail();
        assert_eq!(letters.len(), 120);
        assert!(letters.iter().all(|letter| letter.text.contains("You are a member of People now.")));

        communities::change_stage(&later(&site, &manager), "people", &step("closed", "")).await.unwrap();
        let early = communities::change_stage(&later(&site, &manager), "people", &step("active", "")).await;
        assert!(matches!(early, Err(Error::NotNow("stage"))), "{early:?}");
        site.run_jobs().await;
        assert_eq!((wider("people").await, counter(&site, Counter::Memberships).await), (0, 0));
        assert_eq!(site.take_mail().len(), 120);
        communities::change_stage(&later(&site, &manager), "people", &step("active", "")).await.unwrap();
    }

    async fn a_step_does_not_lie_before_the_one_that_it_follows(db) {
        let site = TestApp::start(db).await;
        let manager = manager(&site).await;
        let slug = communities::create(&manager, &new_input("Plain Words")).await.unwrap();
        site.community("Writing").await;
        let on = |on| StageInput { on, ..step("merged", "writing") };
        let early = communities::change_stage(&later(&site, &manager), slug.as_str(), &on("2026-05-03")).await;
        let expected = copia_app::Faults::one("on", Fault::TooEarly);
        assert!(matches!(early, Err(Error::Invalid(faults)) if faults == expected));
        communities::change_stage(&later(&site, &manager), slug.as_str(), &on("2026-05-04")).await.unwrap();
        let history = communities::history(&manager, slug.as_str()).await.unwrap();
        assert_eq!(history.stages.last().map(|row| row.stage), Some(Stage::Merged));
    }

    async fn a_letter_says_what_ended_the_community_though_it_came_back(db) {
        let site = TestApp::start(db).await;
        let manager = manager(&site).await;
        site.community("Hiring").await;
        copia_app::memberships::join(&staff(&site, "Ada Example").await, "hiring", "").await.unwrap();
        let closing = StageInput { reason: "Nobody came.", ..step("closed", "") };
        communities::change_stage(&manager, "hiring", &closing).await.unwrap();
        site.break_mail(Some(SendError::Retry("no connection".to_owned().into())));
        site.run_jobs().await;
        site.break_mail(None);
        let back = StageInput { reason: "Many asked.", ..step("active", "") };
        communities::change_stage(&later(&site, &manager), "hiring", &back).await.unwrap();
        site.run_jobs().await;
        let mail = site.take_mail();
        assert_eq!(mail.len(), 1);
        assert!(mail[0].text.contains("Nobody came."), "{}", mail[0].text);
    }

    async fn a_merger_carries_the_members_over_and_a_closure_ends_memberships(db) {
        let site = TestApp::start(db).await;
        let manager = manager(&site).await;
        let (from, into) = (site.community("Hiring").await, site.community("Recruitment").await);
        let (ada, bo) = (staff(&site, "Ada Example").await, staff(&site, "Bo Example").await);
        for ctx in [&ada, &bo] {
            copia_app::memberships::join(ctx, "hiring", "").await.unwrap();
        }
        copia_app::memberships::join(&bo, "recruitment", "").await.unwrap();
        assert_eq!(counter(&site, Counter::Memberships).await, 3);
        let cy = staff(&site, "Cy Example").await;
        site.db.tamper("UPDATE communities SET join_rule = 'ask'").await;
        copia_app::memberships::join(&cy, "hiring", "May I?").await.unwrap();
        site.run_jobs().await;
        drop(site.take_mail());
        communities::change_stage(&manager, "hiring", &step("merged", "recruitment")).await.unwrap();
        site.run_jobs().await;
        let letters: Vec<_> = site.take_mail().into_iter().map(|sent| sent.text).collect();
        assert_eq!(letters.len(), 3, "two members, and one who waited");
        let of = |name: &str| letters.iter().find(|text| text.contains(name)).unwrap().as_str();
        assert!(of("Ada Example").contains("You are a member of Recruitment now."));
        assert!(of("Cy Example").contains("Its work goes on in Recruitment."));
        let found = async |ctx: &Ctx, slug: &str| communities::page(ctx, slug).await.unwrap().found;
        assert_eq!(found(&ada, "recruitment").await.wider, 2);
        let left = found(&ada, "hiring").await;
        assert_eq!((left.id, left.wider, left.my_state), (from, 0, Some(State::Left)));
        assert_eq!(counter(&site, Counter::Memberships).await, 2);
        assert_eq!(counter(&site, Counter::CommunitiesMerged).await, 1);
        communities::change_stage(&later(&site, &manager), "recruitment", &step("closed", "")).await.unwrap();
        site.run_jobs().await;
        assert_eq!(counter(&site, Counter::Memberships).await, 0);
        assert_eq!(counter(&site, Counter::People).await, 0);
        let subjects: Vec<_> = site.take_mail().into_iter().map(|sent| sent.subject).collect();
        assert_eq!(subjects, ["Recruitment has closed", "Recruitment has closed"]);
        let mut tx = site.db.read().await;
        let history = copia_store::memberships::history(&mut tx, into, ada.viewer.id().unwrap()).await.unwrap();
        assert_eq!(history.len(), 2, "carried over, then ended: {history:?}");
    }
}
