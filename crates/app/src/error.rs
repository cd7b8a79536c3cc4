//! What a use case can answer instead of what was asked for.

use copia_domain::{fields::Fault, memberships::Refusal, policy::Denied, questions, registrations};
use copia_text::key;

/// The result of every use case.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The fields of a form that have to be changed, in the order of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults(Vec<(&'static str, Fault)>);

/// Why a use case did not do what it was asked to. Each kind has one status and one page.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such record, or the viewer may not know of it.
    #[error("not found")]
    NotFound,
    /// The policy does not allow it. Somebody who has not signed in is asked to.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Fields have to be changed.
    #[error("some fields have to be changed")]
    Invalid(Faults),
    /// The membership machine does not allow it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The machine of registrations does not allow it.
    #[error(transparent)]
    RegistrationRefused(#[from] registrations::Refusal),
    /// The machine of questions does not allow it.
    #[error(transparent)]
    QuestionRefused(#[from] questions::Refusal),
    /// Somebody changed the record since the form was opened.
    #[error("the record was changed meanwhile")]
    Stale,
    /// The link or code is not, or no longer, good.
    #[error("the link is no longer good")]
    LinkEnded,
    /// It was done already, by somebody else or by an earlier click.
    #[error("already done")]
    AlreadyDone,
    /// It was tried too often in a short time.
    #[error("tried too often")]
    TooOften,
    /// What was asked for does not go together with the present state of things; the word ends a message's key.
    #[error("not possible now: {0}")]
    NotNow(&'static str),
    /// The store failed, or kept meeting other changes.
    #[error(transparent)]
    Store(copia_store::Error),
    /// The search index failed.
    #[error(transparent)]
    Search(#[from] copia_search::Error),
    /// Something that should never fail did. The text is for the log.
    #[error("{0}")]
    Internal(String),
}

impl From<copia_store::Error> for Error {
    fn from(error: copia_store::Error) -> Self {
        match error {
            copia_store::Error::Stale => Self::Stale,
            other => Self::Store(other),
        }
    }
}

impl Faults {
    /// No faults yet.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// One fault.
    pub fn one(field: &'static str, fault: Fault) -> Self {
        Self(vec![(field, fault)])
    }

    /// Notes a fault.
    pub fn add(&mut self, field: &'static str, fault: Fault) {
        self.0.push((field, fault));
    }

    /// The value of a field, or its default with the fault noted; [`Faults::check`] stops later.
    pub fn take<T: Default>(&mut self, field: &'static str, value: Result<T, Fault>) -> T {
        value.unwrap_or_else(|fault| {
            self.add(field, fault);
            T::default()
        })
    }

    /// Stops if there are faults.
    ///
    /// # Errors
    /// [`Error::Invalid`] with all of them.
    pub fn check(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self)) }
    }

    /// The fault of a field.
    pub fn of(&self, field: &str) -> Option<Fault> {
        self.0.iter().find(|(name, _)| *name == field).map(|(_, fault)| *fault)
    }

    /// All faults in order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, Fault)> {
        self.0.iter().copied()
    }
}

/// The message that says what to change.
pub const fn fault_key(fault: Fault) -> &'static str {
    match fault {
        Fault::Missing => key("fault-missing"),
        Fault::TooLong => key("fault-too-long"),
        Fault::NotText => key("fault-not-text"),
        Fault::NotAddress => key("fault-not-address"),
        Fault::NotWebAddress => key("fault-not-web-address"),
        Fault::NotDomain => key("fault-not-domain"),
        Fault::NotTimeZone => key("fault-not-time-zone"),
        Fault::NotDate => key("fault-not-date"),
        Fault::TooEarly => key("fault-too-early"),
        Fault::EndsBeforeStart => key("fault-ends-before-start"),
        Fault::NotChoice => key("fault-not-choice"),
        Fault::Taken => key("fault-taken"),
        Fault::Unknown => key("fault-unknown"),
        Fault::Ambiguous => key("fault-ambiguous"),
        Fault::OtherWord => key("fault-other-word"),
        Fault::NotColour => key("fault-not-colour"),
        Fault::LowContrast => key("fault-low-contrast"),
        Fault::NotNumber => key("fault-not-number"),
        Fault::WrongType => key("fault-wrong-type"),
        Fault::TooLarge => key("fault-too-large"),
        Fault::WrongCode => key("fault-wrong-code"),
        Fault::NotAllowed => key("fault-not-allowed"),
        Fault::NotTime => key("fault-not-time"),
        Fault::NoSuchTime => key("fault-no-such-time"),
        Fault::TwiceThatTime => key("fault-twice-that-time"),
        Fault::TooLate => key("fault-too-late"),
        Fault::OutOfRange => key("fault-out-of-range"),
        Fault::NotEveryMonth => key("fault-not-every-month"),
        Fault::OtherDay => key("fault-other-day"),
        Fault::NoEnd => key("fault-no-end"),
        Fault::TwoEnds => key("fault-two-ends"),
        Fault::TooManyDates => key("fault-too-many-dates"),
        Fault::NotYours => key("fault-not-yours"),
        Fault::InPast => key("fault-in-past"),
        Fault::NotDuration => key("fault-not-duration"),
        Fault::TooWide => key("fault-too-wide"),
        Fault::InUse => key("fault-in-use"),
        Fault::NotShown => key("fault-not-shown"),
        Fault::Incomplete => key("fault-incomplete"),
        Fault::TooFew => key("fault-too-few"),
    }
}
