//! Being in a community, through the pages.

use crate::browser::Browser;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use copia_app::domain::{
    ids::{CommunityId, PersonId},
    memberships::{CoreRule, JoinRule, State},
    role_terms::TermRole,
};
use copia_store::memberships;
use copia_testkit::{TestApp, on_both, testing::TestDb};

struct Scene {
    site: TestApp,
    community: CommunityId,
    ada: PersonId,
    ben: PersonId,
}

impl Scene {
    async fn new(db: TestDb, join: JoinRule) -> Self {
        let site = TestApp::start(db).await;
        let community = site
            .community_with("Data", |community| {
                community.join_rule = join;
                community.core_rule = CoreRule::Choose;
            })
            .await;
        let ada = site.person("Ada Example").await;
        site.appoint(ada, community, TermRole::Lead).await;
        let ben = site.person("Ben Example").await;
        Self { site, community, ada, ben }
    }

    async fn browser(&self, person: PersonId) -> Browser {
        Browser::signed_in(&self.site, person).await
    }

    async fn row(&self, person: PersonId) -> memberships::Membership {
        let mut tx = self.site.db.read().await;
        memberships::find(&mut tx, self.community, person).await.unwrap().expect("a membership")
    }

    async fn state(&self, person: PersonId) -> State {
        self.row(person).await.state
    }

    /// The path in the last letter that begins so.
    async fn path(&self, begins: &str) -> String {
        self.site.run_jobs().await;
        let mail = self.site.take_mail();
        let text = &mail.last().expect("a letter").text;
        text[text.find(begins).expect("a link")..].split_whitespace().next().unwrap().to_owned()
    }
}

on_both! {
    async fn joining_leaving_and_undoing(db) {
        let scene = Scene::new(db, JoinRule::Open).await;
        let mut ben = scene.browser(scene.ben).await;
        assert_eq!(ben.get("/communities/data/membership").await.status, StatusCode::OK);
        let answer = ben.post("/communities/data/membership", &[]).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/communities/data"));
        assert_eq!(scene.state(scene.ben).await, State::ActiveWider);
        let twice = ben.post("/communities/data/membership", &[]).await;
        assert_eq!(twice.status, StatusCode::SEE_OTHER, "pressed twice is no fault");
        assert_eq!(ben.post("/communities/data/level", &[("level", "core")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(scene.state(scene.ben).await, State::ActiveCore);
        assert_eq!(ben.post("/communities/data/level", &[("level", "chief")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(ben.get("/communities/data/departure").await.says("Leave Data?"));
        ben.post("/communities/data/departure", &[]).await;
        assert_eq!(scene.state(scene.ben).await, State::Left);
        let next = ben.get("/communities/data/members").await;
        assert!(next.says("You have left Data.") && next.says("action=\"/communities/data/return\""), "{}", next.body);
        assert_eq!(ben.post("/communities/data/departure", &[]).await.status, StatusCode::CONFLICT);
        ben.post("/communities/data/return", &[]).await;
        assert_eq!(scene.state(scene.ben).await, State::ActiveCore);
        let visitor = Browser::new(&scene.site).post("/communities/data/membership", &[]).await;
        assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);
        let forged = ben.post_with("/communities/data/departure", &[], "forged").await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
        assert_eq!(scene.state(scene.ben).await, State::ActiveCore);
    }

    async fn asking_keeps_what_was_typed_and_a_lead_decides(db) {
        let scene = Scene::new(db, JoinRule::Ask).await;
        let mut ben = scene.browser(scene.ben).await;
        let long = format!("<i>{}", "x".repeat(1000));
        let refused = ben.post("/communities/data/membership", &[("message", &long)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.says("&#60;i&#62;xxx") && refused.says("id=\"message-error\"") && refused.says("href=\"#message\""));
        ben.post("/communities/data/membership", &[("message", "I chart <b>water</b>.")]).await;
        assert_eq!(scene.state(scene.ben).await, State::Asked);
        assert_eq!(ben.get("/communities/data/requests").await.status, StatusCode::FORBIDDEN);

        let mut ada = scene.browser(scene.ada).await;
        let page = ada.get("/communities/data/requests").await;
        assert!(page.says("One person asks to join") && page.says("I chart &#60;b&#62;water"), "{}", page.body);
        let path = format!("/communities/data/requests/{}/decision", scene.row(scene.ben).await.id);
        let without = ada.post(&path, &[("decision", "decline"), ("reason", "  ")]).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(without.says("Say why") && without.says("<details class=\"more\" open>"));
        let done = ada.post(&path, &[("decision", "decline"), ("reason", "We are full.")]).await;
        assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/communities/data/requests"));
        assert!(ada.get(done.location()).await.says("Declined."));
        assert_eq!(ada.post(&path, &[("decision", "accept")]).await.status, StatusCode::CONFLICT);
        let strange = ada.post("/communities/data/requests/nonsense/decision", &[("decision", "accept")]).await;
        assert_eq!(strange.status, StatusCode::NOT_FOUND);
    }

    async fn a_link_in_the_mail_shows_then_decides_and_signs_nobody_in(db) {
        let scene = Scene::new(db, JoinRule::Ask).await;
        let mut ben = scene.browser(scene.ben).await;
        ben.post("/communities/data/membership", &[]).await;
        let path = scene.path("/decisions/").await;
        let mut reader = Browser::new(&scene.site);
        for _ in 0..2 {
            let page = reader.get(&path).await;
            assert!(page.says("Ben Example asks to join Data") && page.says("value=\"accept\""), "{}", page.body);
            assert_eq!(page.headers.get(header::CACHE_CONTROL).unwrap(), "no-store");
            assert!(page.headers.get(header::SET_COOKIE).is_none());
        }
        assert_eq!(scene.state(scene.ben).await, State::Asked);
        let missing = reader.post(&path, &[("decision", "decline"), ("reason", "")]).await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = reader.post(&path, &[("decision", "accept")]).await;
        assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, path.as_str()));
        assert!(reader.get(&path).await.says("You accepted the request on 4 May 2026"));
        let again = reader.post(&path, &[("decision", "decline"), ("reason", "No")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert!(again.says("This was already decided."));
        assert_eq!(scene.state(scene.ben).await, State::ActiveWider);
        let forged = format!("{}x", &path[..path.len() - 1]);
        assert_eq!(reader.get(&forged).await.status, StatusCode::GONE);
        assert_eq!(reader.get("/decisions/a/b/c/d").await.status, StatusCode::GONE);
    }

    async fn a_list_is_read_back_before_anybody_is_invited(db) {
        let scene = Scene::new(db, JoinRule::Invitation).await;
        let mut ada = scene.browser(scene.ada).await;
        let empty = ada.post("/communities/data/invitations", &[("list", " "), ("step", "check")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let list = "ben.example@demonstration.example\nNew Guest <guest@elsewhere.example>\nnot an address";
        let page = ada.post("/communities/data/invitations", &[("list", list), ("step", "check")]).await;
        assert!(page.says("2 people will be invited") && page.says("This is not an e-mail address"), "{}", page.body);
        assert!(page.says("guest@elsewhere.example&#62;\nnot an address</textarea>"), "{}", page.body);
        let checked = page.body.split("name=\"checked\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let checked = checked.replace("&#60;", "<").replace("&#62;", ">");
        assert_eq!(ada.get("/communities/data/invitations").await.status, StatusCode::OK);
        // Another list than the one that was read back is read back first.
        let other = [("list", "cy@elsewhere.example"), ("checked", &checked), ("step", "send")];
        assert!(ada.post("/communities/data/invitations", &other).await.says("One person will be invited"));
        let same = [("list", list), ("checked", &checked), ("step", "send")];
        let done = ada.post("/communities/data/invitations", &same).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        let page = ada.get(done.location()).await;
        assert!(page.says("Invited: 2.") && page.says("New Guest") && page.says("Guest</span>"), "{}", page.body);

        let path = scene.path("/invitations/").await;
        let mut guest = Browser::new(&scene.site);
        assert!(guest.get(&path).await.says("Ada Example invited you on 4 May 2026"));
        assert_eq!(guest.post(&path, &[("answer", "perhaps")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        guest.post(&path, &[("answer", "accept")]).await;
        assert!(guest.get(&path).await.says("Wider member."));
        assert_eq!(guest.post(&path, &[("answer", "accept")]).await.status, StatusCode::CONFLICT);
        let mut ben = scene.browser(scene.ben).await;
        if scene.state(scene.ben).await == State::Invited {
            assert!(ben.get("/communities/data/invitation").await.says("Invitation to Data"));
            ben.post("/communities/data/invitation", &[("answer", "accept")]).await;
        }
        assert_eq!(scene.state(scene.ben).await, State::ActiveWider);
    }

    async fn members_are_listed_changed_and_taken_away(db) {
        let scene = Scene::new(db, JoinRule::Open).await;
        let mut ben = scene.browser(scene.ben).await;
        ben.post("/communities/data/membership", &[]).await;
        let seen = ben.get("/communities/data/members").await;
        assert!(seen.says("Ben Example") && !seen.says("ben.example@demonstration.example") && !seen.says("members.csv"));
        assert_eq!(ben.get("/communities/data/members.csv").await.status, StatusCode::FORBIDDEN);
        assert_eq!(Browser::new(&scene.site).get("/communities/data/members").await.status, StatusCode::UNAUTHORIZED);
        let mut ada = scene.browser(scene.ada).await;
        let seen = ada.get("/communities/data/members?name=BEN&order=joined&level=wider&page=99").await;
        assert!(seen.says("ben.example@demonstration.example") && seen.says("aria-sort=\"descending\""), "{}", seen.body);
        assert!(ada.get("/communities/data/members?name=zz").await.says("Nobody is here"));
        let csv = ada.get("/communities/data/members.csv").await;
        assert_eq!(csv.headers.get(header::CONTENT_DISPOSITION).unwrap(), "attachment; filename=\"data-2026-05-04.csv\"");
        assert!(csv.body.starts_with('\u{feff}') && csv.says("2026-05-04"));
        assert_eq!(ada.get("/communities/data/members.xlsx").await.status, StatusCode::OK);
        let id = scene.row(scene.ben).await.id;
        let member = format!("/communities/data/members/{id}");
        assert!(ada.get(&member).await.says("How it came about"));
        ada.post(&format!("{member}/level"), &[("level", "core")]).await;
        assert_eq!(scene.state(scene.ben).await, State::ActiveCore);
        let without = ada.post(&format!("{member}/removal"), &[("reason", "")]).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        ada.post(&format!("{member}/removal"), &[("reason", "You asked.")]).await;
        assert_eq!(scene.state(scene.ben).await, State::Removed);
        assert_eq!(ben.post("/communities/data/membership", &[]).await.status, StatusCode::CONFLICT);
        assert_eq!(ben.get(&member).await.status, StatusCode::FORBIDDEN);
    }

    async fn a_message_is_looked_at_sent_and_called_off(db) {
        let scene = Scene::new(db, JoinRule::Open).await;
        let mut ben = scene.browser(scene.ben).await;
        ben.post("/communities/data/membership", &[]).await;
        let mut ada = scene.browser(scene.ada).await;
        let typed = [("audience", "all"), ("subject", "Friday <b>"), ("body", "")];
        let faulty = ada.post("/communities/data/messages/preview", &typed).await;
        assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(faulty.says("value=\"Friday &#60;b&#62;\"") && faulty.says("href=\"#body\""), "{}", faulty.body);
        let nobody = [("audience", "core"), ("subject", "Friday"), ("body", "Bring a question.")];
        assert!(ada.post("/communities/data/messages/preview", &nobody).await.says("Nobody would get this message"));
        let typed = [("audience", "all"), ("subject", "Friday"), ("body", "Bring a question.\n\n- Tea\n- Cake")];
        let preview = ada.post("/communities/data/messages/preview", &typed).await;
        assert!(preview.says("It goes to one person.") && preview.says("<li>Tea</li>"), "{}", preview.body);
        let mut edit = typed.to_vec();
        edit.push(("step", "edit"));
        assert!(ada.post("/communities/data/messages/preview", &edit).await.says("- Cake</textarea>"));
        let sent = ada.post("/communities/data/messages", &typed).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let page = ada.get(sent.location()).await;
        assert!(page.says("leaves in ten minutes") && page.says("/cancellation"), "{}", page.body);
        let off = ada.post(&format!("{}/cancellation", sent.location()), &[]).await;
        assert!(ada.get(off.location()).await.says("called off and not sent"));
        let sent = ada.post("/communities/data/messages", &typed).await.location().to_owned();
        scene.site.advance_hours(1);
        let stop = scene.path("/unsubscribe/").await;
        assert!(ada.get(&sent).await.says("<dt>Sent</dt><dd>1</dd>"));
        assert!(ada.post(&format!("{sent}/cancellation"), &[]).await.status.is_redirection());
        assert!(ada.get(&sent).await.says("It was too late"));
        assert_eq!(ben.get("/communities/data/messages").await.status, StatusCode::FORBIDDEN);
        assert_eq!(ada.get("/communities/data/messages/nonsense").await.status, StatusCode::NOT_FOUND);

        // A mail program stops the mail by itself, without cookies or a form of ours.
        let mut program = Browser::new(&scene.site);
        assert!(program.get(&stop).await.says("Stop these e-mails"));
        let one_click = Request::post(&stop)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
            .body(Body::from("--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n"));
        assert_eq!(program.send(one_click.unwrap()).await.status, StatusCode::OK);
        assert!(program.get(&stop).await.says("You do not get these e-mails any more."));
        assert_eq!(program.get(&stop.replace("broadcast", "terms")).await.status, StatusCode::GONE);
    }
}
