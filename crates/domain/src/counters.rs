//! The counters, each defined once. Their values are rows, kept in the transaction of the change itself, and
//! `copia doctor` counts them anew.

crate::choices! {
    /// A number that the site shows. People and memberships are different numbers, so each has its own name.
    Counter {
        /// Communities that are forming.
        CommunitiesForming = "communities_forming",
        /// Communities that are active.
        CommunitiesActive = "communities_active",
        /// Communities that are paused.
        CommunitiesPaused = "communities_paused",
        /// Communities that have closed after they were agreed.
        CommunitiesClosed = "communities_closed",
        /// Communities that were merged into another.
        CommunitiesMerged = "communities_merged",
        /// Distinct people with at least one current membership, core or wider.
        People = "people",
        /// Current memberships, core and wider: somebody in two communities counts twice.
        Memberships = "memberships",
        /// Distinct people with at least one current core membership.
        CorePeople = "core_people",
        /// Service areas with at least one active community.
        ActiveAreas = "active_areas",
        /// Events at which somebody's attendance was recorded.
        EventsHeld = "events_held",
        /// Those of them that are Lunch and Learns.
        LunchAndLearnsHeld = "lunch_and_learns_held",
    }
}

/// The version of the definitions above. It is raised when one changes, so that a figure that was published
/// under an earlier one can be told from a present one.
pub const DEFINITIONS_VERSION: i64 = 1;
