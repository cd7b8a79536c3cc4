//! Which communities fit a person, and why.

use crate::{ids::CommunityId, people::MatchKind};

/// What somebody has stated about their work. Keys are folded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// The family of jobs.
    pub job_family: Option<String>,
    /// The department.
    pub department: Option<String>,
    /// Topics of interest.
    pub topics: Vec<String>,
}

/// What a community says that it fits. Keys are folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// Which community.
    pub community: CommunityId,
    /// The kind of match.
    pub kind: MatchKind,
    /// The folded word.
    pub key: String,
    /// The word as it is shown.
    pub label: String,
}

/// A community that fits, with the reasons in the order of their weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Which community.
    pub community: CommunityId,
    /// Points: 4 for the job family, 3 for each topic, 2 for the department.
    pub points: u32,
    /// Why, as it is shown: the kind and the word that matched.
    pub reasons: Vec<(MatchKind, String)>,
}

/// The communities that fit a profile, best first; those with equal points keep the order in which they came,
/// so that the caller decides ties (by name). A job family says most about a practice, a department least,
/// because communities are there to cross departments.
pub fn suggest(profile: &Profile, fits: &[Fit], most: usize) -> Vec<Suggestion> {
    let mut found: Vec<Suggestion> = Vec::new();
    for fit in fits {
        let points = match fit.kind {
            MatchKind::JobFamily if profile.job_family.as_ref() == Some(&fit.key) => 4,
            MatchKind::Topic if profile.topics.contains(&fit.key) => 3,
            MatchKind::Department if profile.department.as_ref() == Some(&fit.key) => 2,
            _ => continue,
        };
        let reason = (fit.kind, fit.label.clone());
        if let Some(known) = found.iter_mut().find(|known| known.community == fit.community) {
            known.points += points;
            known.reasons.push(reason);
        } else {
            found.push(Suggestion { community: fit.community, points, reasons: vec![reason] });
        }
    }
    for suggestion in &mut found {
        suggestion.reasons.sort_by_key(|(kind, _)| match kind {
            MatchKind::JobFamily => 0,
            MatchKind::Topic => 1,
            MatchKind::Department => 2,
        });
    }
    found.sort_by_key(|suggestion| std::cmp::Reverse(suggestion.points));
    found.truncate(most);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(community: u128, kind: MatchKind, label: &str) -> Fit {
        Fit {
            community: uuid::Uuid::from_u128(community).into(),
            kind,
            key: crate::fold::fold(label),
            label: label.into(),
        }
    }

    #[test]
    fn the_job_family_weighs_most_and_every_reason_is_given() {
        let profile = Profile {
            job_family: Some("finance".into()),
            department: Some("estates".into()),
            topics: vec!["data".into()],
        };
        let fits = [
            fit(1, MatchKind::Department, "Estates"),
            fit(2, MatchKind::JobFamily, "Finance"),
            fit(3, MatchKind::Topic, "Data"),
            fit(3, MatchKind::Department, "Estates"),
            fit(4, MatchKind::Topic, "Video"),
        ];
        let found = suggest(&profile, &fits, 3);
        let order: Vec<u128> = found.iter().map(|s| s.community.0.as_u128()).collect();
        assert_eq!(order, [3, 2, 1]);
        assert_eq!(found[0].reasons, [(MatchKind::Topic, "Data".into()), (MatchKind::Department, "Estates".into())]);
        assert!(suggest(&Profile::default(), &fits, 3).is_empty());
    }
}
