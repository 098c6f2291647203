//! The levels at which clues agree, and what each is worth.

use crate::bits::Bits;

/// How one clue comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Level {
    /// CPF or CNPJ is the same.
    TaxIdAgrees,
    /// CPF or CNPJ is known on both sides and differs.
    TaxIdDiffers,
    /// The same for card sales, where the acquirer pays and not the customer.
    TaxIdDiffersOnCard,
    /// A reference is the same: the most it is worth, however rare.
    ReferenceAgrees,
    /// The same for one that was only found in a memo.
    ReferenceInTextAgrees,
    /// The same for two that are of different kinds, such as an NSU and an invoice number.
    ReferenceOfOtherKindAgrees,
    /// The reference is that of another entry.
    ReferenceElsewhere,
    /// Both have references and none is the same.
    ReferenceDiffers,
    /// The names have little in common.
    NameDiffers,
    /// The same for card sales.
    NameDiffersOnCard,
    /// The amount is near, not equal; beside one bit for every doubling of the difference.
    AmountDiffers,
    /// A person confirmed before that this name stands for that one.
    KnownAlias,
}

impl Level {
    /// All levels, in the order they print.
    pub const ALL: [Self; 12] = [
        Self::TaxIdAgrees,
        Self::TaxIdDiffers,
        Self::TaxIdDiffersOnCard,
        Self::ReferenceAgrees,
        Self::ReferenceInTextAgrees,
        Self::ReferenceOfOtherKindAgrees,
        Self::ReferenceElsewhere,
        Self::ReferenceDiffers,
        Self::NameDiffers,
        Self::NameDiffersOnCard,
        Self::AmountDiffers,
        Self::KnownAlias,
    ];

    /// The level in words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TaxIdAgrees => "tax id agrees",
            Self::TaxIdDiffers => "tax id differs",
            Self::TaxIdDiffersOnCard => "tax id differs, card sale",
            Self::ReferenceAgrees => "reference agrees, at most",
            Self::ReferenceInTextAgrees => "reference in a memo agrees, at most",
            Self::ReferenceOfOtherKindAgrees => "reference of another kind agrees, at most",
            Self::ReferenceElsewhere => "reference is that of another",
            Self::ReferenceDiffers => "references differ",
            Self::NameDiffers => "name differs",
            Self::NameDiffersOnCard => "name differs, card sale",
            Self::AmountDiffers => "amount near, not equal",
            Self::KnownAlias => "name confirmed before",
        }
    }

    /// What it is worth before anything is learned, in thousandths of a bit.
    const fn default_milli(self) -> i32 {
        match self {
            Self::TaxIdAgrees => 14_000,
            Self::TaxIdDiffers | Self::AmountDiffers => -5_000,
            Self::TaxIdDiffersOnCard => -500,
            Self::ReferenceAgrees => 16_000,
            Self::ReferenceInTextAgrees => 9_000,
            Self::ReferenceOfOtherKindAgrees => 5_000,
            Self::ReferenceElsewhere => -8_000,
            Self::ReferenceDiffers | Self::NameDiffersOnCard => -1_000,
            Self::NameDiffers => -5_644,
            Self::KnownAlias => 12_000,
        }
    }
}

/// What each level is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(from = "WeightData", into = "WeightData")
)]
pub(crate) struct Weights([Bits; Level::ALL.len()]);

impl Weights {
    pub(crate) fn of(self, level: Level) -> Bits {
        self.0.get(level as usize).copied().unwrap_or(Bits::ZERO)
    }

    pub(crate) fn set(&mut self, level: Level, worth: Bits) {
        if let Some(weight) = self.0.get_mut(level as usize) {
            *weight = worth;
        }
    }
}

impl Default for Weights {
    fn default() -> Self {
        Self(Level::ALL.map(|level| Bits::from_milli(level.default_milli())))
    }
}

/// By name; levels that are left out are worth what they are by default.
#[cfg(feature = "serde")]
type WeightData = std::collections::BTreeMap<Level, Bits>;

#[cfg(feature = "serde")]
impl From<WeightData> for Weights {
    fn from(data: WeightData) -> Self {
        let mut weights = Self::default();
        for (level, worth) in data {
            weights.set(level, worth);
        }
        weights
    }
}

#[cfg(feature = "serde")]
impl From<Weights> for WeightData {
    fn from(weights: Weights) -> Self {
        Level::ALL
            .into_iter()
            .map(|level| (level, weights.of(level)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_stand_where_their_numbers_say() {
        for (at, level) in Level::ALL.into_iter().enumerate() {
            assert_eq!(level as usize, at);
        }
    }
}
