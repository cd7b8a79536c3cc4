//! Claims: every figure or sentence that the public pages state, with where it comes from.

crate::choices! {
    /// Where a claim comes from.
    Origin {
        /// Counted or calculated from this site's own records.
        Computed = "computed",
        /// From a survey whose answers are on this site.
        Survey = "survey",
        /// Taken over from somewhere else, as published there.
        PublishedElsewhere = "published_elsewhere",
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
        /// Approved and shown.
        Approved = "approved",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

crate::choices! {
    /// What stands behind a claim.
    EvidenceKind {
        /// A page on which it was published.
        Source = "source",
        /// A counter of this site, recomputed from its records.
        Counter = "counter",
        /// A record of this site.
        Record = "record",
    }
}

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
