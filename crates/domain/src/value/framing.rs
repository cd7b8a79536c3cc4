//! Framing: what a community hopes for in each kind of value, before anything is measured or told (domain research 2.6).

crate::choices! {
    /// A part of a framing.
    Part {
        /// What success would look like.
        Aspiration = "aspiration",
        /// What has to hold for it.
        Conditions = "conditions",
        /// What could go wrong.
        Risks = "risks",
        /// What is done about that.
        Mitigations = "mitigations",
    }
}
