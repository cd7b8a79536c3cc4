//! What people say after an event. Nobody said it: the answers belong to no person of the programme.

use copia_domain::pulse::Worth;

use crate::content::words::TAKEAWAYS;
use crate::dice::Dice;

/// The answers after an event of which this many people are asked: whether it was worth their time, and now and then
/// what they take away. The same number and seed give the same answers.
pub fn answers(seed: u64, asked: usize) -> Vec<(Worth, Option<&'static str>)> {
    const WEIGHTS: [u32; 5] = [2, 5, 16, 38, 39];
    let mut dice = Dice::new(seed);
    let answered = (0..asked).filter(|_| dice.chance(560)).count();
    let mut one = || {
        let worth = dice.weighted(&WEIGHTS).and_then(|place| Worth::ALL.get(place).copied()).unwrap_or(Worth::Mostly);
        let words = dice.chance(450).then(|| dice.pick(TAKEAWAYS));
        (worth, words)
    };
    (0..answered).map(|_| one()).collect()
}
