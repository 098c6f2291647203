use matera_client::PixKey;
use matera_client::model::{AliasUpdateReason, ClaimCancelReason, NewAlias, OwnershipClaim};

use super::{Case, RAW_ID, id, none, one};

const FRAUD: ClaimCancelReason = ClaimCancelReason::Fraud;

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "aliases.register" at "/data": |matera| {
            let key = PixKey::parse("contas@padaria-flor.example").unwrap();
            one(&matera.aliases().register(&id(), &NewAlias::of(&key)?).send().await?)
        };
        "aliases.list" at "/data": |matera| one(&matera.aliases().list(&id()).send().await?);
        "aliases.look_up" at "/data": |matera| {
            one(&matera.aliases().look_up(&id(), RAW_ID).with_statistics().send().await?)
        };
        "aliases.delete": |matera| none(matera.aliases().delete(&id(), RAW_ID).send().await?);
        "aliases.update" at "/data": |matera| {
            let reason = AliasUpdateReason::UserRequested;
            one(&matera.aliases().update(&id(), RAW_ID, &reason).send().await?)
        };
        "aliases.verify": |matera| {
            none(matera.aliases().verify(&id(), RAW_ID, &id(), "123456").send().await?)
        };
        "aliases.claim_portability": |matera| {
            none(matera.aliases().claim_portability(&id(), RAW_ID, true).send().await?)
        };
        "aliases.cancel_portability" at "/data": |matera| {
            one(&matera.aliases().cancel_portability(&id(), RAW_ID, &FRAUD).send().await?)
        };
        "aliases.answer_portability" at "/data": |matera| {
            one(&matera.aliases().answer_portability(&id(), RAW_ID, true).send().await?)
        };
        "aliases.claim_ownership" at "/data": |matera| {
            let claim = OwnershipClaim::Confirm;
            one(&matera.aliases().claim_ownership(&id(), RAW_ID, &claim).send().await?)
        };
        "aliases.cancel_ownership" at "/data": |matera| {
            one(&matera.aliases().cancel_ownership(&id(), RAW_ID, &FRAUD).send().await?)
        };
        "aliases.answer_ownership" at "/data": |matera| {
            one(&matera.aliases().answer_ownership(&id(), RAW_ID, false).send().await?)
        };
    }
}
