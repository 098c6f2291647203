//! The program `dda_batch`, on a server that outlives it.

mod chain;
mod desk;
mod killed;
mod lost_answers;
mod steps;
