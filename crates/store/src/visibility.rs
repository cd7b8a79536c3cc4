//! Which communities a viewer may know of, as a piece of SQL that every query for them shares. It says what
//! `domain::communities::is_visible` says; a test holds the two against each other.

use crate::sql::Arg;
use copia_domain::{
    policy::{Role, Viewer},
    time::Day,
};

/// The condition that the community `c` is visible to the viewer whose [`arguments`] are the first four.
macro_rules! visible {
    () => {
        "($3 OR (c.stage <> 'proposed' AND (c.visibility = 'public' OR (c.visibility = 'staff' AND $2)))
          OR c.proposed_by_id = $1
          OR EXISTS (SELECT 1 FROM memberships vm WHERE vm.community_id = c.id AND vm.person_id = $1
               AND vm.state IN ('active_core', 'active_wider', 'invited'))
          OR EXISTS (SELECT 1 FROM role_terms vr WHERE vr.community_id = c.id AND vr.person_id = $1
               AND vr.starts <= $4 AND (vr.ends IS NULL OR vr.ends >= $4)))"
    };
}

/// The condition that the person `p` has come: has an account, or belongs to a community. Somebody whom a lead has
/// invited, and who has not answered, is nobody that colleagues find.
macro_rules! is_here {
    () => {
        "(EXISTS (SELECT 1 FROM accounts pa WHERE pa.person_id = p.id)
          OR EXISTS (SELECT 1 FROM memberships pm WHERE pm.person_id = p.id
               AND pm.state IN ('active_core', 'active_wider')))"
    };
}

/// Who looks, as the first four arguments of a statement: the person, whether they have signed in, whether they
/// run the programme, and the day on which terms are held.
pub fn arguments(viewer: &Viewer, today: Day) -> Vec<Arg> {
    args![viewer.id(), viewer.is_staff(), viewer.is(Role::ProgrammeManager), today]
}
