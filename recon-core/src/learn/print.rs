//! Models as tables.

use super::em::Estimate;
use super::{Level, Model};
use std::fmt;

impl fmt::Display for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<44}{:>12}", "clue", "weight")?;
        for level in Level::ALL {
            writeln!(
                f,
                "{:<44}{:>12}",
                level.as_str(),
                self.weight(level).to_string()
            )?;
        }
        for (class, habits) in &self.habits {
            let all: u32 = habits.lags.values().sum();
            write!(f, "days late, {class:?}, of {all} confirmed:")?;
            for (lag, count) in &habits.lags {
                write!(f, " {lag}: {count}")?;
            }
            writeln!(f)?;
        }
        for (bits, decisions) in &self.decisions {
            writeln!(
                f,
                "claimed {bits} bits: {} confirmed, {} rejected",
                decisions.confirmed, decisions.rejected
            )?;
        }
        let names: usize = self
            .aliases
            .values()
            .map(std::collections::BTreeMap::len)
            .sum();
        write!(
            f,
            "{names} names known, {} matches never proposed again",
            self.rejected.len()
        )
    }
}

impl fmt::Display for Estimate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} of a million pairs are true", self.true_share)?;
        write!(f, "clue level   true ppm chance ppm      weight")?;
        for (number, clue) in self.clues.iter().enumerate() {
            for (level, (yes, no)) in (0_u8..).zip(clue.among_true.iter().zip(&clue.among_chance)) {
                let weight = clue.weight(level).unwrap_or_default().to_string();
                write!(
                    f,
                    "\n{number:>4} {level:>5} {yes:>10} {no:>10} {weight:>11}"
                )?;
            }
        }
        Ok(())
    }
}
