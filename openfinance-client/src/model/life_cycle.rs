//! Which status may come after which.

use std::fmt::Debug;

/// A status of something that banks move on by themselves.
///
/// What is read now and then misses statuses in between, so [`may_become`](LifeCycle::may_become)
/// tells what may be seen next, not only the next step.
pub trait LifeCycle: Clone + Debug + PartialEq + Send + Sync + 'static {
    /// Whether nothing comes after it.
    fn is_final(&self) -> bool;

    /// Whether `next` may be read after this. A status never stands in the way of itself, and one
    /// that this version does not know may come anywhere.
    fn may_become(&self, next: &Self) -> bool;

    /// Says so when `next` must not come after this: one of both answers is wrong, and what to do
    /// about it is a person's to decide.
    ///
    /// # Errors
    /// [`IllegalTransition`] with both statuses.
    fn check_next(&self, next: &Self) -> Result<(), IllegalTransition<Self>> {
        match self.may_become(next) {
            true => Ok(()),
            false => Err(IllegalTransition {
                from: self.clone(),
                to: next.clone(),
            }),
        }
    }
}

/// A bank showed one status after another that it cannot follow, such as settled, then rejected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the bank showed {to:?} after {from:?}, which it cannot follow")]
#[non_exhaustive]
pub struct IllegalTransition<S: Debug> {
    /// What was shown first.
    pub from: S,
    /// What was shown next.
    pub to: S,
}
