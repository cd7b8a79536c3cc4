//! Inviting people, and answering.

use super::{SLUG, Scene, id, parts, path};
use copia_app::{
    Error,
    memberships::{self as app, InvitationLink, Meaning, Outcome},
};
use copia_domain::{
    fields::Fault,
    memberships::{JoinRule, Refusal, State},
    time::When,
};
use copia_store::people;
use copia_testkit::on_both;

async fn link(scene: &Scene) -> InvitationLink {
    let mail = scene.letters().await;
    let path = path(&mail.last().expect("a letter").text, "/invitations/");
    let parts = parts(&path);
    InvitationLink {
        membership: id(parts[1]),
        invited_at: When::from_micros(parts[2].parse().unwrap()),
        signature: parts[3].to_owned(),
    }
}

on_both! {
    async fn a_pasted_list_is_looked_at_and_then_invited(db) {
        let scene = Scene::new(db, JoinRule::Ask).await;
        let asked = scene.newcomer("Asked Example", "Please").await;
        let member = scene.newcomer("Member Example", "").await;
        let lead = scene.ctx(scene.ada).await;
        app::decide(&lead, SLUG, scene.membership(member).await.id, &app::Decision::Accept).await.unwrap();
        let known = scene.site.person("Known Example").await;
        let picked = scene.site.person("Picked Example").await;
        scene.post().await;
        let list = "known.example@demonstration.example\n\"Guest, New\" <New.Guest@elsewhere.example>\n\
            asked.example@demonstration.example; member.example@demonstration.example\nnonsense\n\
            KNOWN.example@demonstration.example";
        let lines = app::preview_invitations(&lead, SLUG, list, &[picked, known]).await.unwrap();
        let meanings: Vec<Meaning> = lines.iter().map(|line| line.meaning.clone()).collect();
        assert_eq!(meanings, [
            Meaning::Known, Meaning::NewGuest, Meaning::HasAsked, Meaning::Member,
            Meaning::Invalid(Fault::NotAddress), Meaning::Repeated, Meaning::Known, Meaning::Repeated
        ]);
        assert_eq!(scene.post().await, [], "looking invites nobody");

        let outcome = app::invite(&lead, SLUG, list, &[picked, known]).await.unwrap();
        assert_eq!((outcome.invited, outcome.accepted, outcome.left_out.len()), (3, 1, 4));
        assert_eq!(scene.state(asked).await, State::ActiveWider);
        let to: Vec<(String, String)> = scene.post().await;
        let expected = [
            ("New.Guest@elsewhere.example", "You are invited to Data"),
            ("asked.example@demonstration.example", "Welcome to Data"),
            ("known.example@demonstration.example", "You are invited to Data"),
            ("picked.example@demonstration.example", "You are invited to Data"),
        ];
        assert_eq!(to, expected.map(|(to, subject)| (to.to_owned(), subject.to_owned())));
        let mut tx = scene.site.db.read().await;
        let guest = people::find_by_email(&mut tx, "new.guest@elsewhere.example").await.unwrap().unwrap();
        assert_eq!(guest.name, "New Guest");
        drop(tx);
        let again = app::invite(&lead, SLUG, list, &[]).await.unwrap();
        assert_eq!((again.invited, again.accepted), (0, 0));
        let waiting = app::invitations(&lead, SLUG).await.unwrap().invited;
        assert_eq!(waiting.iter().filter(|pending| !pending.has_account).count(), 1);
        scene.check_numbers().await;
    }

    async fn a_guest_accepts_by_the_link_without_an_account(db) {
        let scene = Scene::new(db, JoinRule::Invitation).await;
        let lead = scene.ctx(scene.ada).await;
        let outcome = app::invite(&lead, SLUG, "guest@elsewhere.example", &[]).await.unwrap();
        assert_eq!(outcome, Outcome { invited: 1, accepted: 0, left_out: Vec::new() });
        let link = link(&scene).await;
        let visitor = scene.site.visitor();
        let view = app::look_at_invitation(&visitor, &link).await.unwrap();
        assert!(view.is_open);
        assert_eq!((view.by.as_deref(), view.invitation.community.as_str()), (Some("Ada Example"), "Data"));
        let guest = view.invitation.person_id;
        assert_eq!(scene.state(guest).await, State::Invited, "looking answers nothing");
        assert_eq!(app::answer_by_link(&visitor, &link, true).await.unwrap(), State::ActiveWider);
        assert!(!app::look_at_invitation(&visitor, &link).await.unwrap().is_open);
        let again = app::answer_by_link(&visitor, &link, false).await;
        assert!(matches!(again, Err(Error::Refused(Refusal::AlreadyDecided))));
        assert_eq!(scene.audited(guest).await, ["membership.accept by oneself", "membership.invite by lead"]);
        scene.check_numbers().await;
    }

    async fn an_invitation_is_declined_or_taken_back(db) {
        let scene = Scene::new(db, JoinRule::Invitation).await;
        let (ben, cy) = (scene.site.person("Ben Example").await, scene.site.person("Cy Example").await);
        let lead = scene.ctx(scene.ada).await;
        app::invite(&lead, SLUG, "", &[ben]).await.unwrap();
        let first = link(&scene).await;
        assert!(app::invitation(&scene.ctx(ben).await, SLUG).await.unwrap().is_open);
        assert_eq!(app::answer_invitation(&scene.ctx(ben).await, SLUG, false).await.unwrap(), State::Left);
        app::invite(&lead, SLUG, "", &[cy]).await.unwrap();
        let membership = scene.membership(cy).await.id;
        app::uninvite(&lead, SLUG, membership).await.unwrap();
        assert_eq!(scene.post().await, [], "what was taken back before it left is not sent");
        let late = app::answer_invitation(&scene.ctx(cy).await, SLUG, true).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::AlreadyDecided))), "{late:?}");
        assert!(matches!(app::uninvite(&lead, SLUG, membership).await, Err(Error::Refused(Refusal::AlreadyDecided))));
        let reused = app::answer_by_link(&scene.site.visitor(), &first, true).await;
        assert!(matches!(reused, Err(Error::Refused(Refusal::AlreadyDecided))));
        let forged = InvitationLink { membership, ..first.clone() };
        assert!(matches!(app::look_at_invitation(&scene.site.visitor(), &forged).await, Err(Error::LinkEnded)));
        scene.site.advance_hours(61 * 24);
        assert!(matches!(app::look_at_invitation(&scene.site.visitor(), &first).await, Err(Error::LinkEnded)));
    }

    async fn an_invitation_to_a_community_that_only_members_see_can_be_answered(db) {
        let site = copia_testkit::TestApp::start(db).await;
        let hidden = |community: &mut copia_store::communities::NewCommunity| {
            community.join_rule = JoinRule::Invitation;
            community.visibility = copia_domain::communities::Visibility::Members;
        };
        let community = site.community_with("Data", hidden).await;
        let ada = site.person("Ada Example").await;
        site.appoint(ada, community, copia_domain::role_terms::TermRole::Lead).await;
        let scene = Scene { site, community, ada };
        let ben = scene.site.person("Ben Example").await;
        let ctx = scene.ctx(ben).await;
        assert!(matches!(app::join(&ctx, SLUG, "").await, Err(Error::NotFound)));
        app::invite(&scene.ctx(ada).await, SLUG, "", &[ben]).await.unwrap();
        let link = link(&scene).await;
        assert_eq!(app::answer_by_link(&scene.site.visitor(), &link, true).await.unwrap(), State::ActiveWider);
        assert!(!app::leave(&ctx, SLUG).await.unwrap().still_visible);
    }

    async fn lists_that_are_empty_or_endless_are_refused(db) {
        let scene = Scene::new(db, JoinRule::Ask).await;
        let lead = scene.ctx(scene.ada).await;
        let endless = (0..201).map(|n| format!("p{n}@elsewhere.example\n")).collect::<Vec<_>>().concat();
        for (list, fault) in [("  \n", Fault::Missing), (endless.as_str(), Fault::TooLong)] {
            let refused = app::preview_invitations(&lead, SLUG, list, &[]).await;
            assert!(matches!(refused, Err(Error::Invalid(faults)) if faults.of("list") == Some(fault)));
        }
        let ben = scene.site.person("Ben Example").await;
        let denied = app::invite(&scene.ctx(ben).await, SLUG, "x@elsewhere.example", &[]).await;
        assert!(matches!(denied, Err(Error::Denied(_))));
    }
}
