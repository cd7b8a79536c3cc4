//! Round numbers for an axis that starts at nought.

/// Three to five evenly spaced round numbers from nought to at least `largest`.
pub fn steps(largest: u32) -> Vec<u32> {
    let mut unit: u64 = 1;
    loop {
        for factor in [1, 2, 5] {
            let step = unit.saturating_mul(factor);
            if step.saturating_mul(4) >= u64::from(largest) {
                let last = u64::from(largest).div_ceil(step).max(2);
                return (0..=last).filter_map(|n| u32::try_from(n.saturating_mul(step)).ok()).collect();
            }
        }
        unit = unit.saturating_mul(10);
    }
}
