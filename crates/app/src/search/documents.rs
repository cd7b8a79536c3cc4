//! Records as documents of the index: their words and who may find them.

use copia_domain::communities::{Stage, Visibility};
use copia_search::{Audience, Document, Kind};
use copia_store::search_documents::{AreaText, CommunityText, NewsText, PersonText};
use copia_text::markdown::plain;

/// A list that was read as one text.
fn parts(joined: Option<String>) -> Vec<String> {
    joined.map(|text| text.split('|').map(str::to_owned).collect()).unwrap_or_default()
}

/// Who may find a community: the same as may see it, see [`copia_domain::communities::is_visible`].
pub(super) fn audience(stage: Stage, visibility: Visibility, id: uuid::Uuid) -> Vec<Audience> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use copia_domain::{
        communities::is_visible,
        policy::{Role, Roles, Viewer},
    };

    /// Whoever may see a community finds it, and nobody else.
    #[test]
    fn finding_is_seeing() {
        let id = uuid::Uuid::from_u128(1);
        let me = uuid::Uuid::from_u128(2).into();
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
