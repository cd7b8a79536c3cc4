use super::*;
use std::fmt::Write as _;

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/permissions.md");

fn matrix() -> String {
    let mut text = String::from(
        "# Who may do what\n\nGenerated from `crates/domain/src/policy.rs`; a test fails when this page is not current \
         (`bin/bless` writes it).\n\n| action |",
    );
    for role in Role::ALL {
        write!(text, " {} |", role.word().replace('_', " ")).unwrap();
    }
    text.push_str("\n| --- |");
    for _ in Role::ALL {
        text.push_str(" :-: |");
    }
    for action in Action::ALL {
        write!(text, "\n| {} |", action.word().replace('_', " ")).unwrap();
        for role in Role::ALL {
            text.push_str(if action.allowed().has(*role) { " yes |" } else { " |" });
        }
    }
    text.push('\n');
    text
}

#[test]
fn the_golden_matrix_is_current() {
    let matrix = matrix();
    if std::env::var_os("COPIA_BLESS").is_some() {
        std::fs::write(GOLDEN, &matrix).unwrap();
    }
    assert_eq!(std::fs::read_to_string(GOLDEN).unwrap_or_default(), matrix, "run bin/bless and look at the difference");
}

fn somebody() -> PersonId {
    PersonId(uuid::Uuid::from_u128(1))
}

#[test]
fn each_role_alone_gets_exactly_what_the_table_says() {
    for role in Role::ALL {
        for action in Action::ALL {
            let standing = Standing { viewer: Viewer::visitor(), roles: Roles::of(&[*role]), scope: Scope::Site };
            assert_eq!(standing.may(*action), action.allowed().has(*role), "{role} {action}");
        }
    }
}

#[test]
fn signing_in_gives_staff_and_never_more() {
    let viewer = Viewer::person(somebody(), Roles::default());
    assert!(viewer.is(Role::Staff) && viewer.is(Role::Public));
    for role in Role::ALL.iter().filter(|role| !matches!(role, Role::Staff | Role::Public)) {
        assert!(!viewer.is(*role), "{role}");
    }
}

#[test]
fn one_is_oneself_only_towards_oneself() {
    let viewer = Viewer::person(somebody(), Roles::default());
    assert!(viewer.towards(somebody()).permit::<acts::EditProfile>().is_ok());
    let other = PersonId(uuid::Uuid::from_u128(2));
    let denied = viewer.towards(other).permit::<acts::EditProfile>().unwrap_err();
    assert_eq!(denied, Denied { action: Action::EditProfile, signed_in: true });
    assert!(!Viewer::visitor().towards(other).is(Role::Oneself));
}

#[test]
fn a_permit_names_the_community_it_was_given_for() {
    let community = CommunityId(uuid::Uuid::from_u128(3));
    let lead = Viewer::person(somebody(), Roles::default()).in_community(community, Roles::of(&[Role::Lead]));
    let permit = lead.permit::<acts::DecideRequest>().unwrap();
    assert_eq!((permit.actor(), permit.community()), (Some(somebody()), Some(community)));
}

#[test]
fn nobody_who_is_not_signed_in_may_change_anything_but_take_part_in_a_room() {
    let may: Vec<_> = Action::ALL.iter().filter(|action| Viewer::visitor().on_site().may(**action)).collect();
    assert_eq!(may, [&Action::TakePartInRoom]);
}
