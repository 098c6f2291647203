//! A `tracing` subscriber that writes everything down.
//!
//! One subscriber serves the whole process and each test reads its own thread: subscribers that
//! come and go with tests in parallel make `tracing` miss spans.

use std::cell::RefCell;
use std::fmt::{Debug, Write as _};
use std::sync::Once;
use std::sync::atomic::{AtomicU64, Ordering};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

thread_local! {
    static LINES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// What spans and events of this crate say on this thread, one line each.
pub(crate) struct SpanLog;

impl SpanLog {
    /// Listens from now on.
    pub(crate) fn listen() -> Self {
        static INSTALL: Once = Once::new();
        INSTALL.call_once(|| tracing::subscriber::set_global_default(Writer::default()).unwrap());
        LINES.take();
        Self
    }

    /// The lines since [`SpanLog::listen`] or the last call of this.
    pub(crate) fn take(&self) -> Vec<String> {
        LINES.take()
    }
}

#[derive(Default)]
struct Writer {
    spans: AtomicU64,
}

struct Line(String);

impl Line {
    fn write(start: String, values: impl FnOnce(&mut dyn Visit)) {
        let mut line = Self(start);
        values(&mut line);
        LINES.with_borrow_mut(|lines| lines.push(line.0));
    }
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl Subscriber for Writer {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("client_core")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let start = format!("span {}", span.metadata().name());
        Line::write(start, |line| span.record(line));
        Id::from_u64(self.spans.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        Line::write("record".to_owned(), |line| values.record(line));
    }

    fn event(&self, event: &Event<'_>) {
        Line::write("event".to_owned(), |line| event.record(line));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}
