//! Claims: every figure or sentence that the public pages state, with where it comes from.
//!
//! What was taken over or is counted is approved as it is. What somebody writes here goes through [`step`], and is shown
//! only once somebody else has approved it and [`lacks`] finds nothing missing.

mod state;
mod support;
mod wording;

pub use state::{Refusal, Step, step};
pub use support::{Claimed, Lack, Presence, Says, lacks, supporting};
pub use wording::causal;

crate::choices! {
    /// Where a claim comes from.
    Origin {
        /// Counted or calculated from this site's own records.
        Computed = "computed",
        /// From a survey whose answers are on this site.
        Survey = "survey",
        /// Taken over from somewhere else, as published there.
        PublishedElsewhere = "published_elsewhere",
        /// Written here by somebody, on evidence that is named.
        Written = "written",
    }
}

crate::choices! {
    /// What a claim's value is.
    Measure {
        /// Whole things counted.
        Count = "count",
        /// Whole per cent of those who answered.
        PercentAgree = "percent_agree",
        /// A sentence without a number.
        Statement = "statement",
    }
}

crate::choices! {
    /// Whether the wording is what people were asked, or ours.
    Wording {
        /// The words of the questionnaire or page.
        Exact = "exact",
        /// Our words for it.
        Paraphrase = "paraphrase",
    }
}

crate::choices! {
    /// At what level a statement speaks.
    Level {
        /// About oneself.
        Individual = "individual",
        /// About one's team or department.
        Team = "team",
        /// About the practice area.
        PracticeArea = "practice_area",
        /// About the organisation.
        Organisation = "organisation",
        /// About the sector.
        Sector = "sector",
    }
}

crate::choices! {
    /// Whether a claim is on the public pages.
    ClaimState {
        /// Written, and not approved.
        Draft = "draft",
        /// Waits for somebody other than its author to look at it.
        Submitted = "submitted",
        /// Approved and shown.
        Approved = "approved",
        /// Taken back.
        Withdrawn = "withdrawn",
        /// Another one stands in its place; its text stays readable.
        Corrected = "corrected",
    }
}

crate::choices! {
    /// What stands behind a claim.
    EvidenceKind {
        /// A page on which it was published.
        Source = "source",
        /// A counter of this site, recomputed from its records.
        Counter = "counter",
        /// A figure of the imported record.
        Record = "record",
        /// An event of this site.
        Event = "event",
        /// What those who answered a survey of this site agreed to.
        Survey = "survey",
        /// A measurement of an indicator.
        Measurement = "measurement",
        /// A story that its teller has shared.
        Story = "story",
        /// A figure that others published of a survey.
        Published = "published",
        /// Something elsewhere, described in words.
        External = "external",
    }
}

crate::choices! {
    /// How strong what stands behind a claim is. It says how something is known, and never how much it is worth.
    Strength {
        /// This site recorded it, or it can be looked at.
        Observed = "observed",
        /// Somebody says so.
        Reported = "reported",
        /// Evidence of two kinds says so, or a second person has confirmed it.
        Corroborated = "corroborated",
        /// A figure under a definition says so.
        Measured = "measured",
    }
}

/// Characters of a claim's sentence at most: one that is longer says two things.
pub const LONGEST_STATEMENT: usize = 300;
/// Days within which a claim has to be looked at again.
pub const MOST_REVIEW_DAYS: i64 = 730;
/// Days before its review at which a claim is listed as due.
pub const DUE_DAYS: i64 = 30;
/// Pieces of evidence of a claim at most.
pub const MOST_EVIDENCE: usize = 20;

/// What the check of a claim against its evidence found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The claim equals its evidence.
    Equal,
    /// The evidence says something else now.
    Differs {
        /// What the claim says.
        claimed: String,
        /// What the evidence gives.
        found: String,
    },
    /// There is nothing behind the claim.
    NoEvidence,
}

#[cfg(test)]
mod tests;
