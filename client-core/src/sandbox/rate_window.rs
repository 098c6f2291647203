//! Rate limits as a provider enforces them.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Sliding windows, such as 10 requests a second and 600 a minute, counted per key: a token, a
/// company. A request that is refused does not count.
///
/// ```
/// use std::time::Duration;
/// use client_core::sandbox::RateWindow;
///
/// let window = RateWindow::new([(1, Duration::from_secs(60))]);
/// assert!(window.admit("company-a").is_ok());
/// assert!(window.admit("company-a").is_err());
/// assert!(window.admit("company-b").is_ok());
/// ```
#[derive(Debug)]
pub struct RateWindow {
    limits: Vec<(usize, Duration)>,
    admitted: Mutex<HashMap<String, VecDeque<Instant>>>,
}

impl RateWindow {
    /// Each limit is a number of requests and the time in which no more are admitted.
    pub fn new(limits: impl IntoIterator<Item = (usize, Duration)>) -> Self {
        Self {
            limits: limits.into_iter().collect(),
            admitted: Mutex::default(),
        }
    }

    /// Admits a request of `key` now.
    ///
    /// # Errors
    /// How long to wait until one would be admitted: what a provider says in `Retry-After`.
    pub fn admit(&self, key: &str) -> Result<(), Duration> {
        self.admit_at(key, Instant::now())
    }

    fn admit_at(&self, key: &str, now: Instant) -> Result<(), Duration> {
        let mut admitted = self.admitted.lock().unwrap_or_else(PoisonError::into_inner);
        let times = admitted.entry(key.to_owned()).or_default();
        let longest = self.limits.iter().map(|(_, window)| *window).max();
        let longest = longest.unwrap_or_default();
        while times
            .front()
            .is_some_and(|&time| now.saturating_duration_since(time) >= longest)
        {
            times.pop_front();
        }
        let wait = self
            .limits
            .iter()
            .map(|&(most, window)| wait_for(times, now, most, window))
            .max()
            .unwrap_or_default();
        if wait > Duration::ZERO {
            return Err(wait);
        }
        times.push_back(now);
        Ok(())
    }
}

/// Until fewer than `most` of `times` lie within `window`.
fn wait_for(times: &VecDeque<Instant>, now: Instant, most: usize, window: Duration) -> Duration {
    let Some(place) = times.len().checked_sub(most) else {
        return Duration::ZERO;
    };
    // The oldest of the last `most`; when none is allowed at all, the whole window.
    let oldest = times.get(place).copied().unwrap_or(now);
    window.saturating_sub(now.saturating_duration_since(oldest))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn the_strictest_window_decides_and_the_wait_it_names_suffices() {
        let window = RateWindow::new([(2, SECOND), (3, 10 * SECOND)]);
        let start = Instant::now();
        let at = |millis| start + Duration::from_millis(millis);
        assert_eq!(window.admit_at("a", at(0)), Ok(()));
        assert_eq!(window.admit_at("a", at(400)), Ok(()));
        assert_eq!(
            window.admit_at("a", at(500)),
            Err(Duration::from_millis(500))
        );
        assert_eq!(window.admit_at("a", at(1000)), Ok(()));
        assert_eq!(
            window.admit_at("a", at(2000)),
            Err(Duration::from_secs(8)),
            "three within ten seconds, though none within the last"
        );
        assert_eq!(window.admit_at("b", at(2000)), Ok(()));
        assert_eq!(window.admit_at("a", at(10_000)), Ok(()));
    }

    #[test]
    fn no_limit_admits_all_and_a_limit_of_none_admits_nothing() {
        let start = Instant::now();
        assert_eq!(RateWindow::new([]).admit_at("a", start), Ok(()));
        let closed = RateWindow::new([(0, SECOND)]);
        assert_eq!(closed.admit_at("a", start), Err(SECOND));
    }
}
