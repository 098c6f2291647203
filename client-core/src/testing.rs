//! For tests, yours and ours: answers without a network, under the real executor.

mod answered;
mod fake_transport;
mod leak_check;
mod round_trip;

pub use self::answered::AnsweredOperations;
pub use self::fake_transport::{FakeTransport, Script};
pub use self::leak_check::LeakCheck;
pub use self::round_trip::RoundTrip;
