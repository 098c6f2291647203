//! Where the data of a run come from: stand-ins that tell the bakery's story, or the real hosts.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use client_core::auth::AuthEvents;
use client_core::observe::Observer;

use super::args::Args;
use super::live::Live;
use super::sources::{Acquirer, Erp};
use super::stand_ins::StandIns;
use super::{Failure, failed};
use crate::report::OutDir;
use crate::story::Story;

/// The bakery's bank statement in the output folder.
const BANK_FILE: &str = "bank.ofx";

/// Clients of the providers, and the bank's files.
pub(super) struct Providers {
    pub(super) erp: Option<Erp>,
    pub(super) acquirer: Option<Acquirer>,
    pub(super) bank_files: Vec<PathBuf>,
    /// Kept for as long as they are asked: the stand-ins and the folder of their grant.
    _stand_ins: Option<(StandIns, tempfile::TempDir)>,
}

/// Who watches the clients.
pub(super) struct Watchers {
    pub(super) observer: Arc<dyn Observer>,
    pub(super) events: Arc<dyn AuthEvents>,
}

impl Providers {
    /// The real hosts.
    pub(super) async fn live(
        live: &Live<'_>,
        bank_files: Vec<PathBuf>,
        watchers: Watchers,
    ) -> Result<Self, Failure> {
        let Watchers { observer, events } = watchers;
        Ok(Self {
            erp: live.erp(Arc::clone(&observer), events).await?,
            acquirer: live.acquirer(observer)?,
            bank_files,
            _stand_ins: None,
        })
    }

    /// Stand-ins on a bad day, and the bakery's bank statement in `out` unless the arguments name
    /// another.
    pub(super) async fn of_the_bakery(
        args: &Args,
        out: &Path,
        watchers: Watchers,
    ) -> Result<Self, Failure> {
        let story = Story::of(args.month)?;
        let stand_ins = StandIns::start(&story).await.map_err(failed("stand-ins"))?;
        stand_ins.have_a_bad_day();
        let folder = tempfile::tempdir().map_err(Failure::Runtime)?;
        let grants = folder.path().join("grants");
        let Watchers { observer, events } = watchers;
        let erp = stand_ins.erp(&grants, Arc::clone(&observer), events).await;
        let acquirer = stand_ins.acquirer(observer);
        let bank_files = if args.bank.is_empty() {
            let statement = story.bank_file();
            OutDir::create(out)?.write(BANK_FILE, |file| file.write_all(&statement))?;
            vec![out.join(BANK_FILE)]
        } else {
            args.bank.clone()
        };
        Ok(Self {
            erp: Some(erp.map_err(failed("Conta Azul"))?),
            acquirer: Some(acquirer.map_err(failed("Blu"))?),
            bank_files,
            _stand_ins: Some((stand_ins, folder)),
        })
    }
}
