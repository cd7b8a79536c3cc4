//! Chance that can be repeated: the same seed gives the same throws on every machine.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A source of throws. The arithmetic is our own, so that a new version of a library cannot change it.
pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number from 0 to one less than `many`; 0 where `many` is 0.
    pub(crate) fn below(&mut self, many: u32) -> u32 {
        let wide = u64::from(self.0.next_u32()) * u64::from(many);
        u32::try_from(wide >> 32).unwrap_or(0)
    }

    /// A number between both, which are included.
    pub(crate) fn between(&mut self, least: i32, most: i32) -> i32 {
        let width = u32::try_from(most.saturating_sub(least)).unwrap_or(0);
        least.saturating_add_unsigned(self.below(width.saturating_add(1)))
    }

    /// Whether something happens that happens this many times in a thousand.
    pub(crate) fn chance(&mut self, permille: u32) -> bool {
        self.below(1000) < permille
    }

    /// One of several; the default value where there is none.
    pub(crate) fn pick<T: Copy + Default>(&mut self, items: &[T]) -> T {
        let index = self.below(u32::try_from(items.len()).unwrap_or(u32::MAX));
        items.get(index as usize).copied().unwrap_or_default()
    }

    /// The index of a weight, in proportion to the weights; `None` where all are 0.
    pub(crate) fn weighted(&mut self, weights: &[u32]) -> Option<usize> {
        let mut rest = self.below(weights.iter().sum());
        weights.iter().position(|weight| {
            let hit = rest < *weight;
            rest = rest.saturating_sub(*weight);
            hit
        })
    }
}
