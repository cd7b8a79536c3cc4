//! The personal value narrative: what taking part is worth to one person overall, rather than from one event (Wenger,
//! Trayner and de Laat, 2011; domain research 2.9). Our own prompts.

crate::choices! {
    /// The four rows of "value to me", each told as how and with an example.
    Row {
        /// Changes me as a professional: skills, attitude, identity, confidence.
        Myself = "myself",
        /// Changes whom I know and how we work together.
        Connections = "connections",
        /// Helps what I do: ideas, insights, material, procedures.
        Practice = "practice",
        /// Changes whether I can make a difference: voice, contribution, recognition.
        Influence = "influence",
    }
}
