//! Everything that was settled, found by what its sale may know of it.

use std::collections::HashMap;

use super::field_names::SaleFieldNames;
use super::link::{ChainedInstallment, ChainedSale, JoinedBy, SettledPart, SettlementKind};
use crate::identities;
use crate::model::{AuthorizationCode, InstallmentId, LiquidationRecord, Nsu, Sale};

type Authorization = (Nsu, AuthorizationCode);

/// Settled parts, and which step of the chain took each. A step that is read again finds what it
/// took before; no other does.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    slots: Vec<Slot>,
    by_installment: HashMap<InstallmentId, Vec<usize>>,
    by_authorization: HashMap<Authorization, Vec<usize>>,
}

#[derive(Debug)]
struct Slot {
    part: SettledPart,
    taken_by: Option<usize>,
}

impl Ledger {
    pub(super) fn add(&mut self, kind: SettlementKind, mut record: LiquidationRecord) {
        let findings = identities::check(&record).ok();
        let reading = findings.and_then(|findings| findings.readings().next());
        for installment in std::mem::take(&mut record.installments) {
            let part = SettledPart::new(kind, reading, &record, installment);
            let slot = self.slots.len();
            let places = self.by_installment.entry(part.installment.clone());
            places.or_default().push(slot);
            if let (Some(nsu), Some(code)) = (&part.nsu, &part.authorization_code) {
                let places = self.by_authorization.entry((nsu.clone(), code.clone()));
                places.or_default().push(slot);
            }
            let taken_by = None;
            self.slots.push(Slot { part, taken_by });
        }
    }

    /// Joins the sales of one step: all of them by ids first, so that no id loses its part to
    /// another sale's NSU.
    pub(super) fn join(
        &mut self,
        step: usize,
        sales: Vec<Sale>,
        is_split: bool,
        names: &SaleFieldNames,
    ) -> Vec<ChainedSale> {
        for slot in &mut self.slots {
            slot.taken_by = slot.taken_by.filter(|taken_by| *taken_by != step);
        }
        let authorizations: Vec<_> = sales
            .iter()
            .map(|sale| authorization_of(sale, names))
            .collect();
        let mut chained: Vec<_> = sales
            .into_iter()
            .map(|sale| self.by_ids(step, sale, is_split, names))
            .collect();
        let mut named: HashMap<&Authorization, usize> = HashMap::new();
        for authorization in authorizations.iter().flatten() {
            *named.entry(authorization).or_default() += 1;
        }
        for (sale, authorization) in chained.iter_mut().zip(&authorizations) {
            if let Some(authorization) = authorization
                && named.get(authorization) == Some(&1)
            {
                let places = self.by_authorization.get(authorization).cloned();
                for part in self.take(step, places, JoinedBy::Authorization) {
                    place(sale, part);
                }
            }
        }
        for installment in chained.iter_mut().flat_map(|it| &mut it.installments) {
            complete(installment);
        }
        chained
    }

    fn by_ids(
        &mut self,
        step: usize,
        sale: Sale,
        is_split: bool,
        names: &SaleFieldNames,
    ) -> ChainedSale {
        let installments = sale.installments.iter().map(|installment| {
            let places = self.by_installment.get(&installment.id).cloned();
            ChainedInstallment {
                id: installment.id.clone(),
                gross_amount: names.gross_amount_in(&installment.fields),
                net_amount: names.net_amount_in(&installment.fields),
                expected_on: names.expected_on_in(&installment.fields),
                parts: self.take(step, places, JoinedBy::Installment),
            }
        });
        ChainedSale {
            installments: installments.collect(),
            unplaced: Vec::new(),
            is_split,
            sale,
        }
    }

    fn take(
        &mut self,
        step: usize,
        places: Option<Vec<usize>>,
        joined_by: JoinedBy,
    ) -> Vec<SettledPart> {
        let mut taken = Vec::new();
        for place in places.into_iter().flatten() {
            if let Some(slot) = self.slots.get_mut(place)
                && slot.taken_by.is_none()
            {
                slot.taken_by = Some(step);
                let mut part = slot.part.clone();
                part.joined_by = joined_by;
                taken.push(part);
            }
        }
        taken
    }

    /// What no sale took.
    pub(super) fn rest(&self) -> Vec<SettledPart> {
        let open = self.slots.iter().filter(|slot| slot.taken_by.is_none());
        open.map(|slot| slot.part.clone()).collect()
    }
}

fn authorization_of(sale: &Sale, names: &SaleFieldNames) -> Option<Authorization> {
    let in_installments = sale.installments.iter().map(|it| &it.fields);
    let mut places = in_installments.chain([&sale.fields]);
    places.find_map(|fields| {
        let nsu = names.nsu_in(fields)?;
        Some((nsu, names.authorization_code_in(fields)?))
    })
}

/// Puts a part where it can only belong: to the one installment there is, or to the one that was
/// expected on the day of the settlement.
fn place(sale: &mut ChainedSale, part: SettledPart) {
    let is_only = sale.installments.len() == 1;
    let day = part.released_on;
    let mut fitting = sale
        .installments
        .iter_mut()
        .filter(|it| is_only || (day.is_some() && it.expected_on == day));
    match (fitting.next(), fitting.next()) {
        (Some(installment), None) => installment.parts.push(part),
        _ => sale.unplaced.push(part),
    }
}

/// Settlements know the worth of the whole installment by documented names.
fn complete(installment: &mut ChainedInstallment) {
    installment.parts.sort_by_key(|part| part.released_on);
    let parts = &installment.parts;
    let gross = parts.iter().find_map(|part| part.whole_gross_amount);
    let net = parts.iter().find_map(|part| part.whole_net_amount);
    installment.gross_amount = gross.or(installment.gross_amount);
    installment.net_amount = net.or(installment.net_amount);
}
