//! A measurement of an indicator: what was found, on which day, from how many.

use super::{What, digest, gone, there};
use crate::Result;
use copia_domain::{
    claims::{EvidenceKind, Says},
    ids::MeasurementId,
    policy::Viewer,
    time::Day,
    value::{
        Quantity,
        indicators::{Automatic, Measure},
    },
};
use copia_store::{Tx, claims::Behind, value};

pub(super) async fn say(tx: &mut Tx, of: &[Behind]) -> Result<Vec<(What, Says)>> {
    let id = |behind: &Behind| behind.reference.as_deref().and_then(MeasurementId::parse);
    let ids = of.iter().filter_map(id).collect();
    let found = value::in_community(tx, &Viewer::visitor(), Day(jiff::civil::Date::ZERO), Some(ids)).await?;
    let one = |behind: &Behind| {
        let Some(row) = found.iter().find(|row| Some(row.id) == id(behind)) else {
            return gone(EvidenceKind::Measurement);
        };
        let seal = digest(&(row.indicator_id, &row.name, row.measured_on, row.value, row.base_n));
        let what = What::Measurement {
            indicator: format!("{} {}", row.code(), row.name),
            path: format!("/communities/{}/value/indicators/{}", row.community_slug, row.indicator_id),
            community: row.community.clone(),
            on: row.measured_on,
            is_counted: row.is_counted,
        };
        let value = whole(row.measure, row.value);
        let is_self_report = row.automatic.is_some_and(Automatic::is_self_report);
        (what, Says { value, base: row.base_n, is_self_report, ..there(EvidenceKind::Measurement, seal) })
    };
    Ok(of.iter().map(one).collect())
}

/// The figure as claims give figures: whole things, or whole per cent. What was measured in parts of a thing gives none.
fn whole(measure: Measure, value: Quantity) -> Option<i64> {
    let thousandths = value.thousandths();
    match measure {
        Measure::Percent => Some((thousandths + 500).div_euclid(1_000)),
        Measure::Number => (thousandths % 1_000 == 0).then_some(thousandths / 1_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_and_a_part_of_a_thing_gives_no_figure() {
        assert_eq!(whole(Measure::Percent, Quantity::of_thousandths(87_500)), Some(88));
        assert_eq!(whole(Measure::Number, Quantity::whole(5)), Some(5));
        assert_eq!(whole(Measure::Number, Quantity::of_thousandths(2_500)), None);
    }
}
