//! Pix keys that are registered, claimed and given up, and the codes made of them.

use matera_client::model::{
    AccountId, AliasUpdateReason, ClaimCancelReason, NewAlias, NewStaticQrCode, OwnershipClaim,
    QrCodeToDecode,
};
use matera_client::{PixKey, Result};

use super::{EMAIL, Town};

pub(super) async fn live(town: &Town) -> Result<()> {
    let [holder, same, other] = [1, 2, 3].map(|index| town.account(index));
    let (aliases, reason) = (town.matera.aliases(), ClaimCancelReason::UserRequested);
    let change = AliasUpdateReason::UserRequested;
    aliases.update(holder, EMAIL, &change).send().await?;
    aliases.look_up(town.joana(), EMAIL).send().await?;
    let code = NewStaticQrCode::for_key(EMAIL);
    let codes = town.matera.qr_codes();
    let made = codes.create_static(holder, &code).send().await?;
    codes
        .decode(&QrCodeToDecode::new(made.code()?.as_str()))
        .send()
        .await?;

    prove(town, other).await?;
    aliases
        .claim_ownership(other, EMAIL, &OwnershipClaim::Confirm)
        .send()
        .await?;
    aliases
        .cancel_ownership(other, EMAIL, &reason)
        .send()
        .await?;
    aliases.delete(other, EMAIL).send().await?;
    prove(town, other).await?;
    aliases
        .claim_ownership(other, EMAIL, &OwnershipClaim::Confirm)
        .send()
        .await?;
    aliases
        .answer_ownership(holder, EMAIL, false)
        .send()
        .await?;

    prove(town, same).await?;
    aliases.claim_portability(same, EMAIL, true).send().await?;
    aliases
        .cancel_portability(same, EMAIL, &reason)
        .send()
        .await?;
    aliases.delete(same, EMAIL).send().await?;
    prove(town, same).await?;
    aliases.claim_portability(same, EMAIL, true).send().await?;
    aliases
        .answer_portability(holder, EMAIL, true)
        .send()
        .await?;
    let held = aliases.list(same).send().await?.aliases;
    assert_eq!(held.len(), 1);
    Ok(())
}

async fn prove(town: &Town, account: &AccountId) -> Result<()> {
    let aliases = town.matera.aliases();
    let alias = NewAlias::of(&PixKey::parse(EMAIL).unwrap())?;
    let registered = aliases.register(account, &alias).send().await?;
    let protocol = registered.protocol.unwrap();
    let code = town.sandbox.verification_code();
    aliases.verify(account, EMAIL, &protocol, code).send().await
}
