//! The same work on one thread or on many: results always come in the order of the items.

/// Applies `work` to runs of at most `run` items, each thread with a `state` of its own. The state
/// must not carry anything from one run to the next that reaches a result.
#[cfg(feature = "parallel")]
pub(crate) fn map_runs<T, S, R>(
    items: &[T],
    run: usize,
    state: impl Fn() -> S + Send + Sync,
    work: impl Fn(&mut S, &[T]) -> R + Send + Sync,
) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    use rayon::prelude::*;
    let runs = items.par_chunks(run.max(1));
    runs.map_init(state, |state, items| work(state, items))
        .collect()
}

/// Applies `work` to runs of at most `run` items, with a `state` kept between them.
#[cfg(not(feature = "parallel"))]
pub(crate) fn map_runs<T, S, R>(
    items: &[T],
    run: usize,
    state: impl Fn() -> S,
    work: impl Fn(&mut S, &[T]) -> R,
) -> Vec<R> {
    let mut state = state();
    items
        .chunks(run.max(1))
        .map(|items| work(&mut state, items))
        .collect()
}

/// Everything that `work` adds for each item, in the items' order.
#[cfg(feature = "parallel")]
pub(crate) fn gather<T, S, R>(
    items: &[T],
    run: usize,
    state: impl Fn() -> S + Send + Sync,
    work: impl Fn(&mut S, &T, &mut Vec<R>) + Send + Sync,
) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let parts = map_runs(items, run, state, |state, items| {
        let mut found = Vec::new();
        items.iter().for_each(|item| work(state, item, &mut found));
        found
    });
    let mut all = Vec::with_capacity(parts.iter().map(Vec::len).sum());
    parts.into_iter().for_each(|part| all.extend(part));
    all
}

/// Everything that `work` adds for each item, in the items' order.
#[cfg(not(feature = "parallel"))]
pub(crate) fn gather<T, S, R>(
    items: &[T],
    _run: usize,
    state: impl Fn() -> S,
    work: impl Fn(&mut S, &T, &mut Vec<R>),
) -> Vec<R> {
    let (mut state, mut found) = (state(), Vec::new());
    items
        .iter()
        .for_each(|item| work(&mut state, item, &mut found));
    found
}
