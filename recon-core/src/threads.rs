//! The same work on one thread or on many: results always come in the order of the items.

/// Applies `work` to runs of at most `run` items, each thread with a `state` of its own. The state
/// must not carry anything from one run to the next that reaches a result.
pub(crate) fn map_runs<T: Sync, S, R: Send>(
    items: &[T],
    run: usize,
    state: impl Fn() -> S + Send + Sync,
    work: impl Fn(&mut S, &[T]) -> R + Send + Sync,
) -> Vec<R> {
    let run = run.max(1);
    #[cfg(feature = "parallel")]
    {
        use rayon::prelude::*;
        let runs = items.par_chunks(run);
        runs.map_init(state, |state, items| work(state, items))
            .collect()
    }
    #[cfg(not(feature = "parallel"))]
    {
        let mut state = state();
        let runs = items.chunks(run);
        runs.map(|items| work(&mut state, items)).collect()
    }
}

/// Everything that `work` adds for each item.
pub(crate) fn gather<T: Sync, S, R: Send>(
    items: &[T],
    run: usize,
    state: impl Fn() -> S + Send + Sync,
    work: impl Fn(&mut S, &T, &mut Vec<R>) + Send + Sync,
) -> Vec<R> {
    // One thread needs no parts, and nothing to put them together.
    let run = if cfg!(feature = "parallel") {
        run
    } else {
        items.len()
    };
    let mut parts = map_runs(items, run, state, |state, items| {
        let mut found = Vec::new();
        items.iter().for_each(|item| work(state, item, &mut found));
        found
    });
    if parts.len() == 1 {
        return parts.pop().unwrap_or_default();
    }
    let mut all = Vec::with_capacity(parts.iter().map(Vec::len).sum());
    parts.into_iter().for_each(|part| all.extend(part));
    all
}
