//! How often a series takes place, as the form asks for it.

use crate::{Faults, Result, events::EventInput};
use copia_domain::{
    fields::{self, Fault},
    recurrence::{Bound, Rule, RuleFault},
    series::Repeat,
    time::Day,
};
use copia_store::events::Plan;

/// The rule that a form asks for; `None` for an event that does not repeat.
pub(in crate::events) fn repetition(input: &EventInput<'_>, plan: &Plan) -> Result<Option<Rule>> {
    if input.repeat.is_empty() {
        return Ok(None);
    }
    let mut faults = Faults::new();
    let first = plan.local_start.0.date();
    let every = faults.take("every", number(input.every)).unwrap_or(1);
    let pattern = match Repeat::from_word(input.repeat).map(|repeat| repeat.pattern(every, first)) {
        Some(Ok(pattern)) => Some(pattern),
        Some(Err(fault)) => refused(&mut faults, fault),
        None => {
            faults.add("repeat", Fault::NotChoice);
            None
        }
    };
    let count = faults.take("ends_after", number::<u16>(input.ends_after));
    let until = match input.ends_on.trim() {
        "" => None,
        typed => Day::parse(typed).map(|day| day.0).or_else(|| {
            faults.add("ends_on", Fault::NotDate);
            None
        }),
    };
    let is_readable = faults.of("ends_after").is_none() && faults.of("ends_on").is_none();
    let bound = match Bound::from_choice(count, until) {
        Err(fault) if is_readable => refused(&mut faults, fault),
        bound => bound.ok(),
    };
    let rule = pattern.zip(bound).map(|(pattern, bound)| Rule { pattern, bound });
    let dates = rule.as_ref().map_or(Ok(Vec::new()), |rule| rule.dates(first));
    if let Err(fault) = dates {
        refused::<()>(&mut faults, fault);
    }
    faults.check()?;
    Ok(rule)
}

fn number<T: std::str::FromStr>(typed: &str) -> Result<Option<T>, Fault> {
    let Some(typed) = fields::optional_line(typed, 9)? else { return Ok(None) };
    typed.parse().map(Some).map_err(|_| Fault::NotNumber)
}

/// Says at its field what is wrong with a rule.
fn refused<T>(faults: &mut Faults, fault: RuleFault) -> Option<T> {
    let (field, fault) = match fault {
        RuleFault::Interval => ("every", Fault::OutOfRange),
        RuleFault::Day => ("repeat", Fault::NotEveryMonth),
        RuleFault::FirstDoesNotFit | RuleFault::NotASecondPart => ("repeat", Fault::OtherDay),
        RuleFault::NoEnd => ("ends_after", Fault::NoEnd),
        RuleFault::TwoEnds => ("ends_after", Fault::TwoEnds),
        RuleFault::NoDates | RuleFault::TooMany => ("ends_after", Fault::TooManyDates),
        RuleFault::TooFar => ("ends_on", Fault::TooLate),
        RuleFault::EndsBeforeFirst => ("ends_on", Fault::EndsBeforeStart),
    };
    faults.add(field, fault);
    None
}
