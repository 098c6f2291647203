//! For tests, yours and ours: answers without a network, under the real executor.

mod fake_transport;

pub use self::fake_transport::{FakeTransport, Script};
