//! Events that Belvo sends.
