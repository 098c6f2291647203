//! Where the data of a run come from: stand-ins that tell the bakery's story, or the real hosts.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use client_core::auth::AuthEvents;
use client_core::observe::Observer;

use super::args::{Args, BankApi};
use super::live::Live;
use super::sources::{Acquirer, Bank, Erp};
use super::stand_ins::{self, BankStandIn, StandIns};
use super::{Failure, failed};
use crate::report::OutDir;
use crate::story::Story;

/// The bakery's bank statement in the output folder.
const BANK_FILE: &str = "bank.ofx";

/// Clients of the providers, and the bank's side.
pub(super) struct Providers {
    pub(super) erp: Option<Erp>,
    pub(super) acquirer: Option<Acquirer>,
    pub(super) bank: BankSide,
    /// The ERP's name of the bank's account, where it is known.
    pub(super) erp_account: Option<String>,
    /// Kept for as long as they are asked.
    _stand_ins: Option<Bakery>,
}

/// Who tells the bank's side.
pub(super) enum BankSide {
    Files(Vec<PathBuf>),
    Api(Bank),
}

/// The running stand-ins, and the folder of the grant.
struct Bakery {
    _providers: StandIns,
    _bank: Option<BankStandIn>,
    _grants: tempfile::TempDir,
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
        args: &Args,
        watchers: Watchers,
    ) -> Result<Self, Failure> {
        let Watchers { observer, events } = watchers;
        Ok(Self {
            erp: live.erp(Arc::clone(&observer), events).await?,
            acquirer: live.acquirer(Arc::clone(&observer))?,
            bank: match live.bank(observer).await? {
                Some(bank) => BankSide::Api(bank),
                None => BankSide::Files(args.bank_files()),
            },
            erp_account: args.erp_account.clone(),
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
        let acquirer = stand_ins.acquirer(Arc::clone(&observer));
        let (bank, bank_stand_in) = match args.bank_api() {
            Some(api) => {
                let (bank, stand_in) = behind(api, &story, observer)
                    .await
                    .map_err(failed("stand-ins"))?;
                (BankSide::Api(bank), Some(stand_in))
            }
            None => (BankSide::Files(files(args, out, &story)?), None),
        };
        Ok(Self {
            erp: Some(erp.map_err(failed("Conta Azul"))?),
            acquirer: Some(acquirer.map_err(failed("Blu"))?),
            // Unlike the file, the APIs' accounts have numbers of their own.
            erp_account: args.erp_account.clone().or_else(|| match &bank {
                BankSide::Files(_) => None,
                BankSide::Api(_) => Some(stand_ins::BANK.to_owned()),
            }),
            bank,
            _stand_ins: Some(Bakery {
                _providers: stand_ins,
                _bank: bank_stand_in,
                _grants: folder,
            }),
        })
    }
}

/// The files that the arguments name, or the bakery's, written into `out`.
fn files(args: &Args, out: &Path, story: &Story) -> Result<Vec<PathBuf>, Failure> {
    let named = args.bank_files();
    if !named.is_empty() {
        return Ok(named);
    }
    let statement = story.bank_file();
    OutDir::create(out)?.write(BANK_FILE, |file| file.write_all(&statement))?;
    Ok(vec![out.join(BANK_FILE)])
}

/// The bakery's bank behind an API, on a bad day.
async fn behind(
    api: BankApi,
    story: &Story,
    observer: Arc<dyn Observer>,
) -> client_core::Result<(Bank, BankStandIn)> {
    let stand_in = BankStandIn::start(api, story).await?;
    let bank = stand_in.client(observer).await?;
    stand_in.have_a_bad_day();
    Ok((bank, stand_in))
}
