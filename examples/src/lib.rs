//! Programs people run on the first day.
