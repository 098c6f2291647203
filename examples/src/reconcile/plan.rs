//! Which plan to match by.

use std::path::{Path, PathBuf};

use recon_core::{FeeContract, Plan};

use super::Failure;

/// The plan by name or from a file; a fee table goes before the plan's own fees.
pub(super) fn read(named: Option<&str>, fees: FeeContract) -> Result<Plan, Failure> {
    let plan = match named {
        None => Plan::brazilian_bank(),
        Some(name) => match Plan::named(name) {
            Some(plan) => plan,
            None => from_file(name)?,
        },
    };
    Ok(if fees.is_empty() {
        plan
    } else {
        plan.with_fee_contract(fees)
    })
}

fn from_file(name: &str) -> Result<Plan, Failure> {
    let path = Path::new(name);
    if !path.exists() {
        return Err(Failure::NoPlan {
            name: name.to_owned(),
        });
    }
    let text = std::fs::read(path).map_err(|cause| Failure::Open {
        path: path.to_owned(),
        cause,
    })?;
    serde_json::from_slice(&text).map_err(|cause| Failure::Plan {
        path: PathBuf::from(path),
        cause,
    })
}
