//! Pure readers of the statement files Brazilian banks emit: OFX and CSV.
