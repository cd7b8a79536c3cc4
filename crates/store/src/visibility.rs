//! Which communities and events a viewer may know of, as pieces of SQL that every query for them shares. The first says what
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

/// The condition that the event `e` is visible to the viewer whose [`arguments`] are the first four. It says what
/// `domain::events::is_visible` says; a test holds the two against each other.
macro_rules! event_visible {
    () => {
        "($3 OR EXISTS (SELECT 1 FROM event_team vt WHERE vt.event_id = e.id AND vt.person_id = $1
               AND (vt.role = 'host' OR e.state <> 'draft'))
          OR EXISTS (SELECT 1 FROM event_communities vl JOIN role_terms vr ON vr.community_id = vl.community_id
               WHERE vl.event_id = e.id AND vr.person_id = $1
               AND (vr.role = 'lead' OR (vr.role = 'sponsor' AND e.state <> 'draft'))
               AND vr.starts <= $4 AND (vr.ends IS NULL OR vr.ends >= $4))
          OR (e.state <> 'draft' AND (e.audience = 'public' OR (e.audience = 'staff' AND $2)
               OR EXISTS (SELECT 1 FROM event_communities vc JOIN memberships vm ON vm.community_id = vc.community_id
                    WHERE vc.event_id = e.id AND vm.person_id = $1
                    AND (vm.state = 'active_core' OR (vm.state = 'active_wider' AND e.audience <> 'core')))
               OR EXISTS (SELECT 1 FROM registrations vg WHERE vg.event_id = e.id AND vg.person_id = $1
                    AND vg.state IN ('confirmed', 'waiting', 'offered'))
               OR EXISTS (SELECT 1 FROM event_speakers vs WHERE vs.event_id = e.id AND vs.person_id = $1))))"
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
