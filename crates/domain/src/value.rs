//! The value-creation framework: what taking part is worth, told apart by kind (E. and B. Wenger-Trayner, "Learning to
//! Make a Difference", 2020; domain research 2.5). No type comes before another, and none is worth more.
//!
//! Two kinds of data are held together: what is measured (indicators) and what is told (stories). The matrix joins them.
//! Nothing is added up, and nobody is ranked.

pub mod framing;
pub mod indicators;
pub mod matrix;
pub mod narrative;
pub mod quantity;
pub mod stories;

pub use quantity::Quantity;

crate::choices! {
    /// A kind of value that a community creates.
    ValueType {
        /// The experience of engaging together.
        Immediate = "immediate",
        /// Insights, resources and relationships that could be used.
        Potential = "potential",
        /// Something tried, used or adapted in practice, failed attempts included.
        Applied = "applied",
        /// An effect on what matters to participants and stakeholders.
        Realised = "realised",
        /// A deeper or wider shift in identity, norms, culture or system.
        Transformative = "transformative",
        /// Getting better at making social learning possible.
        Enabling = "enabling",
        /// The quality of the relationship with those who can shape, resource or use the learning.
        Strategic = "strategic",
        /// Knowing the landscape: who is who, and where this fits.
        Orienting = "orienting",
    }
}

impl ValueType {
    /// The cycle of the five-cycle framework of 2011 that holds this type; `None` for the three that came later. What
    /// it called reframing is within transformative value.
    pub const fn cycle(self) -> Option<u8> {
        match self {
            Self::Immediate => Some(1),
            Self::Potential => Some(2),
            Self::Applied => Some(3),
            Self::Realised => Some(4),
            Self::Transformative => Some(5),
            Self::Enabling | Self::Strategic | Self::Orienting => None,
        }
    }

    /// The letter that indicators of this type are known by, as in "A3".
    pub const fn letter(self) -> char {
        match self {
            Self::Immediate => 'I',
            Self::Potential => 'P',
            Self::Applied => 'A',
            Self::Realised => 'R',
            Self::Transformative => 'T',
            Self::Enabling => 'E',
            Self::Strategic => 'S',
            Self::Orienting => 'O',
        }
    }
}
