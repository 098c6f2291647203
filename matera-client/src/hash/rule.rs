//! What goes into the message of an operation, as data.

/// What an operation's message is made of.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum HashRule {
    /// The operation takes no hash.
    None,
    /// Values one after the other, nothing between them.
    Values(&'static [Part]),
    /// The method in lower case, a colon, the path: `get:/v1/payments/123`.
    MethodAndPath,
    /// The same without the colon.
    MethodThenPath,
    /// Method and path, then each value after a colon. The colon stays where a value is empty.
    MethodPathAnd(&'static [Part]),
    /// What the provider's page leaves open: the likely reading, then the other one.
    Open(HashAmbiguity, &'static HashRule, &'static HashRule),
}

/// One value of a message.
///
/// Fields are named by their path in the body, with dots. A missing one is an error, unless an
/// alternative without it is given: `FirstOf(&[&[Field("alias.name")], &[]])`.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Part {
    /// An argument of the path, as the caller gave it.
    Argument(&'static str),
    /// A parameter of the query; nothing when it is not sent.
    Query(&'static str),
    /// A field of the body: text, number or `true` and `false` as they are sent.
    Field(&'static str),
    /// The integer part of an amount in the body: `150.99` counts as `150`, `0.50` as `0`.
    Whole(&'static str),
    /// The first characters of a field of the body.
    First(usize, &'static str),
    /// Always this text.
    Literal(&'static str),
    /// The first of these alternatives whose values are all there.
    FirstOf(&'static [&'static [Part]]),
    /// These values of every item of a list, fields counted from the item. Whether they are of
    /// every item or of the first alone is [`HashAmbiguity::SeveralRecipients`].
    EachOf(&'static str, &'static [Part]),
    /// These values of every item of a list, fields counted from the item.
    EveryOf(&'static str, &'static [Part]),
}

/// What the provider's page leaves open about the hash.
///
/// The likely reading is the default. If the provider refuses the hash of one of these, take the
/// other by [`MateraBuilder::with_other_hash_reading`](crate::MateraBuilder::with_other_hash_reading).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HashAmbiguity {
    /// Several recipients: each adds its values in order (default), or the first alone counts. The
    /// same for one recipient.
    SeveralRecipients,
    /// Arguments of the path that need percent-encoding in the URL, such as `a@b.example`: hashed
    /// as they are (default), or as they stand in the URL.
    EncodedPath,
    /// Refunds and reversals: method and path with the colon of all examples (default), or without,
    /// as their own text has it.
    RefundSeparator,
    /// The balance of a period: the account's id (default), or method and path.
    BalancePeriod,
    /// The amount of a limit of the first version: as it is sent (default), or its integer part.
    LimitAmount,
    /// The update of a Pix key: the word `update` (default), or the reason that is sent.
    AliasUpdateAction,
}

/// Which readings are taken; the default one of each unless said otherwise.
#[derive(Clone, Debug, Default)]
pub(crate) struct HashReading {
    other: Vec<HashAmbiguity>,
}

impl HashReading {
    /// Takes the other reading.
    pub(crate) fn other(mut self, ambiguity: HashAmbiguity) -> Self {
        self.other.push(ambiguity);
        self
    }

    /// Whether the other reading is taken.
    pub(crate) fn is_other(&self, ambiguity: HashAmbiguity) -> bool {
        self.other.contains(&ambiguity)
    }
}
