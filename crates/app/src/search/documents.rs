//! Records as documents of the index: their words and who may find them.

use copia_domain::{
    captions::{self, Paragraph},
    communities::{Stage, Visibility},
    events,
};
use copia_search::{Audience, Document, Kind};
use copia_store::search_documents::{AreaText, CommunityText, EventText, NewsText, PersonText};
use copia_text::markdown::plain;
use uuid::Uuid;

/// A list that was read as one text.
fn parts(joined: Option<String>) -> Vec<String> {
    joined.map(|text| text.split('|').map(str::to_owned).collect()).unwrap_or_default()
}

/// Who may find a community: the same as may see it, see [`copia_domain::communities::is_visible`].
pub(super) fn audience(stage: Stage, visibility: Visibility, id: Uuid) -> Vec<Audience> {
    let insiders = [Audience::Community(id), Audience::Managers];
    match (stage, visibility) {
        (Stage::Proposed, _) | (_, Visibility::Members) => insiders.to_vec(),
        (_, Visibility::Staff) => [Audience::Staff].into_iter().chain(insiders).collect(),
        (_, Visibility::Public) => [Audience::Public, Audience::Staff].into_iter().chain(insiders).collect(),
    }
}

/// Communities come before people of the same fit, and the living before history.
const fn importance(stage: Stage) -> u32 {
    match stage {
        Stage::Active => 2_000_000,
        Stage::Forming => 1_500_000,
        Stage::Paused => 1_200_000,
        Stage::Proposed | Stage::Closed | Stage::Merged => 1_000_000,
    }
}

pub(super) fn community(text: CommunityText) -> Document {
    let charter = [text.purpose, text.scope, text.audience, text.ways_of_working, text.cadence, text.success]
        .into_iter()
        .flatten();
    let mut keywords = parts(text.fits);
    keywords.extend(text.area_name);
    Document {
        kind: Kind::Community,
        id: text.id.0,
        title: text.name,
        summary: plain(&text.summary),
        body: charter.map(|part| plain(&part)).collect::<Vec<_>>().join("\n"),
        keywords,
        importance: importance(text.stage) + u32::try_from(text.members).unwrap_or(0).min(100_000),
        area: text.area_id.map(|area| area.0),
        stage: Some(text.stage.word().to_owned()),
        audience: audience(text.stage, text.visibility, text.id.0),
    }
}

pub(super) fn person(text: PersonText) -> Document {
    let work: Vec<String> = [text.job_title, text.department].into_iter().flatten().collect();
    let mut keywords = parts(text.topics);
    keywords.extend(text.job_family);
    Document {
        kind: Kind::Person,
        id: text.id.0,
        title: text.name,
        summary: work.join(", "),
        body: text.about.map(|about| plain(&about)).unwrap_or_default(),
        keywords,
        importance: 1,
        area: None,
        stage: None,
        audience: vec![Audience::Staff],
    }
}

pub(super) fn area(text: AreaText) -> Document {
    Document {
        kind: Kind::Area,
        id: text.id.0,
        title: text.name,
        summary: plain(&text.description),
        body: String::new(),
        keywords: Vec::new(),
        importance: 3_000_000,
        area: Some(text.id.0),
        stage: None,
        audience: vec![Audience::Public],
    }
}

pub(super) fn news(text: NewsText) -> Document {
    // What is said of a community is for those who may know of it.
    let about = text.community_id.zip(text.stage.zip(text.visibility));
    let audience =
        about.map_or_else(|| vec![Audience::Public], |(id, (stage, visibility))| audience(stage, visibility, id.0));
    Document {
        kind: Kind::News,
        id: text.id,
        title: text.title,
        summary: plain(&text.summary),
        body: String::new(),
        keywords: vec![text.kind],
        importance: 1_000,
        area: None,
        stage: None,
        audience,
    }
}

/// Who may find an announced event: some of those who may see it, see [`copia_domain::events::is_visible`]. Somebody
/// who registered and may not see it any more for another reason keeps their place, and does not find it here.
fn event_audience(audience: events::Audience, communities: &[Uuid], people: &[Uuid]) -> Vec<Audience> {
    let mut all = vec![Audience::Managers];
    match audience {
        events::Audience::Public => all.extend([Audience::Public, Audience::Staff]),
        events::Audience::Staff => all.push(Audience::Staff),
        events::Audience::Members => all.extend(communities.iter().copied().map(Audience::Community)),
        events::Audience::Core => all.extend(communities.iter().copied().map(Audience::Core)),
    }
    all.extend(people.iter().copied().map(Audience::Person));
    all
}

/// What is said in a recording, paragraph by paragraph.
pub(super) fn transcript(captions: Option<&str>) -> Vec<Paragraph> {
    // They were read before they were kept.
    let cues = captions.and_then(|text| captions::parse(text).ok()).unwrap_or_default();
    captions::transcript(&cues)
}

/// An event by what its host says of it, and by what was said there. Names are left out: they change, and whoever
/// leaves is not named any more.
pub(super) fn event(communities: &[Uuid], people: &[Uuid], text: EventText) -> Document {
    let mut body = vec![plain(&text.description)];
    body.extend(text.record.as_deref().map(plain));
    body.extend(transcript(text.captions.as_deref()).into_iter().map(|paragraph| paragraph.text));
    Document {
        kind: Kind::Event,
        id: text.id.0,
        title: text.title,
        summary: plain(&text.summary),
        body: body.join("\n"),
        keywords: vec![text.kind.word().replace('_', " ")],
        importance: 500_000,
        area: None,
        stage: None,
        audience: event_audience(text.audience, communities, people),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use copia_domain::{
        communities::is_visible,
        policy::{Role, Roles, Viewer},
    };

    /// Whoever finds an event may see it.
    #[test]
    fn finding_an_event_is_seeing_it() {
        let id = Uuid::from_u128(1);
        let me = Uuid::from_u128(2);
        let staff = Viewer::person(me.into(), Roles::default());
        let inside = [Audience::Public, Audience::Staff, Audience::Community(id)];
        let core = [Audience::Public, Audience::Staff, Audience::Community(id), Audience::Core(id)];
        let viewers: [(Viewer, Roles, &[Audience]); 5] = [
            (Viewer::visitor(), Roles::default(), &inside[..1]),
            (staff, Roles::default(), &inside[..2]),
            (staff, Roles::of(&[Role::Member]), &inside),
            (staff, Roles::of(&[Role::Member, Role::Core]), &core),
            (staff, Roles::of(&[Role::Sponsor]), &core),
        ];
        for audience in events::Audience::ALL {
            let found_by = event_audience(*audience, &[id], &[]);
            for (viewer, roles, held) in &viewers {
                let finds = found_by.iter().any(|one| held.contains(one));
                let sees = events::is_visible(events::State::Published, *audience, viewer, *roles, false);
                assert_eq!(finds, sees, "{audience} {viewer:?}");
            }
            assert!(event_audience(*audience, &[id], &[me]).contains(&Audience::Person(me)));
        }
    }

    /// Whoever may see a community finds it, and nobody else.
    #[test]
    fn finding_is_seeing() {
        let id = Uuid::from_u128(1);
        let me = Uuid::from_u128(2).into();
        let manager = Viewer::person(me, Roles::of(&[Role::ProgrammeManager]));
        let staff = Viewer::person(me, Roles::default());
        let viewers = [
            (Viewer::visitor(), Roles::default(), vec![Audience::Public]),
            (staff, Roles::default(), vec![Audience::Public, Audience::Staff]),
            (staff, Roles::of(&[Role::Member]), vec![Audience::Public, Audience::Staff, Audience::Community(id)]),
            (staff, Roles::of(&[Role::Sponsor]), vec![Audience::Public, Audience::Staff, Audience::Community(id)]),
            (manager, Roles::default(), vec![Audience::Public, Audience::Staff, Audience::Managers]),
        ];
        for stage in Stage::ALL {
            for visibility in Visibility::ALL {
                let audience = audience(*stage, *visibility, id);
                for (viewer, roles, held) in &viewers {
                    let finds = audience.iter().any(|one| held.contains(one));
                    assert_eq!(
                        finds,
                        is_visible(*stage, *visibility, viewer, *roles, false),
                        "{stage} {visibility} {viewer:?}"
                    );
                }
            }
        }
    }
}
