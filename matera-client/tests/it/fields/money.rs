//! The core API: accounts, money out, codes, cards, schedules.

use matera_client::model::{
    AccountNumber, AccountUpdate, BankAccount, BankAccountKind, BillingDueDate, BoletoQuery,
    BoletoToPay, ChargePayer, Client, Currency, InitiationForm, LimitChange, MobilePhone,
    NewBankTransfer, NewCashIn, NewPayment, NewPixCharge, NewPixReturn, NewRecharge, NewSchedule,
    NewStaticQrCode, NewWithdrawal, PixPayment, QrCodeForm, QrCodeToDecode, ScheduleRecipient,
};
use time::macros::{date, datetime};

use super::{CNPJ, CPF, Row, WRONG_CNPJ, WRONG_CPF, account, of, reais, row};

pub(super) fn rows() -> Vec<Row> {
    [
        accounts(),
        withdrawals(),
        codes(),
        small_areas(),
        schedules(),
    ]
    .concat()
}

fn accounts() -> Vec<Row> {
    vec![
        row(
            "taxId",
            CPF,
            WRONG_CPF,
            send!(|matera, value| { matera.accounts().find_by_tax_id(&value) }),
        ),
        row(
            "phoneNumber",
            of(11),
            of(12),
            send!(|matera, value| { matera.accounts().find_by_mobile_phone(&value) }),
        ),
        row(
            "mobilePhone.phoneNumber",
            of(10),
            of(9),
            send!(|matera, value| {
                matera
                    .accounts()
                    .update_phone(&account(), &MobilePhone::new(value))
            }),
        ),
        row(
            "client.taxIdentifier.taxId",
            CNPJ,
            WRONG_CNPJ,
            send!(|matera, value| {
                matera
                    .accounts()
                    .update(&account(), &AccountUpdate::new(Client::new("J", value)))
            }),
        ),
        row("page_size", "100", "101", |matera, value| {
            Box::pin(async move {
                let (from, to) = (datetime!(2026-11-01 0:00 -3), datetime!(2026-11-02 0:00 -3));
                let list = matera.accounts().statement(&account(), from, to);
                let list = list.page_size(value.parse().unwrap());
                list.send().try_collect().await.map(drop)
            })
        }),
    ]
}

fn pix_to(psp: &str, tax_id: &str) -> PixPayment {
    PixPayment::to_account(
        psp,
        tax_id,
        BankAccount::new("1", "2", BankAccountKind::Checking),
    )
}

fn withdrawals() -> Vec<Row> {
    vec![
        row(
            "amount",
            "99999999999999.98",
            "99999999999999.99",
            send!(|matera, value| {
                let back = NewPixReturn::new(reais(&value), "AM09");
                matera
                    .withdrawals()
                    .return_pix(&account(), &"T1".into(), &back)
            }),
        ),
        row(
            "additionalInformation",
            of(140),
            of(141),
            send!(|matera, value| {
                let back = NewPixReturn::new(reais("1"), "AM09").message(value);
                matera
                    .withdrawals()
                    .return_pix(&account(), &"T1".into(), &back)
            }),
        ),
        row(
            "mediatorFee",
            "0",
            "-0.01",
            send!(|matera, value| {
                let back = NewPixReturn::new(reais("1"), "AM09").mediator_fee(reais(&value));
                matera
                    .withdrawals()
                    .return_pix(&account(), &"T1".into(), &back)
            }),
        ),
        row(
            "totalAmount",
            "0.01",
            "0",
            send!(|matera, value| {
                let order = NewWithdrawal::pix(reais(&value), pix_to("11122233", CPF));
                matera.withdrawals().create(&account(), &order)
            }),
        ),
        row(
            "ISPB",
            "11122233",
            "1112223",
            send!(|matera, value| {
                let order = NewWithdrawal::pix(reais("1"), pix_to(&value, CPF));
                matera.withdrawals().create(&account(), &order)
            }),
        ),
        row(
            "recipient.taxIdentifier.taxId",
            CNPJ,
            WRONG_CNPJ,
            send!(|matera, value| {
                let order = NewWithdrawal::pix(reais("1"), pix_to("11122233", &value));
                matera.withdrawals().create(&account(), &order)
            }),
        ),
        row(
            "receiverReconciliationIdentifier",
            of(35),
            of(36),
            send!(|matera, value| {
                let pix = pix_to("11122233", CPF).by_qr_code(QrCodeForm::Static, value);
                let order = NewWithdrawal::pix(reais("1"), pix);
                matera.withdrawals().create(&account(), &order)
            }),
        ),
        row(
            "bankDestination",
            "341",
            "0341",
            send!(|matera, value| {
                let kind = BankAccountKind::Checking;
                let ted = NewBankTransfer::new(value, "1", "2", kind, "J", CPF);
                let order = NewWithdrawal::bank_transfer(reais("1"), ted);
                matera.withdrawals().create(&account(), &order)
            }),
        ),
        row(
            "bankTransfer.taxIdentifier.taxId",
            CPF,
            WRONG_CPF,
            send!(|matera, value| {
                let kind = BankAccountKind::Checking;
                let ted = NewBankTransfer::new("341", "1", "2", kind, "J", value);
                let order = NewWithdrawal::bank_transfer(reais("1"), ted);
                matera.withdrawals().create(&account(), &order)
            }),
        ),
        row(
            "beneficiaryTaxIdentifier",
            CNPJ,
            WRONG_CNPJ,
            send!(|matera, value| {
                let order = BoletoToPay::by_line(of(47)).beneficiary(value);
                matera
                    .withdrawals()
                    .create(&account(), &NewWithdrawal::boleto(reais("1"), order))
            }),
        ),
    ]
}

fn codes() -> Vec<Row> {
    vec![
        row(
            "alias",
            of(77),
            of(78),
            send!(|matera, value| { matera.aliases().look_up(&account(), &value) }),
        ),
        row(
            "alias.alias",
            of(77),
            of(78),
            send!(|matera, value| {
                matera
                    .qr_codes()
                    .create_static(&account(), &NewStaticQrCode::for_key(value))
            }),
        ),
        row(
            "reference",
            of(25),
            of(26),
            send!(|matera, value| {
                let code = NewStaticQrCode::for_key(CPF).reference(value);
                matera.qr_codes().create_static(&account(), &code)
            }),
        ),
        row(
            "description",
            of(59),
            of(73),
            send!(|matera, value| {
                let code = NewStaticQrCode::for_key(CPF).description(value);
                matera.qr_codes().create_static(&account(), &code)
            }),
        ),
        row(
            "amount",
            "9999999999999",
            "9999999999999.01",
            send!(|matera, value| {
                let code = NewStaticQrCode::for_key(CPF).amount(reais(&value));
                matera.qr_codes().create_static(&account(), &code)
            }),
        ),
        row(
            "receiverTaxId",
            CPF,
            WRONG_CPF,
            send!(|matera, value| {
                let code = NewStaticQrCode::for_key(CPF).receiver(value);
                matera.qr_codes().create_static(&account(), &code)
            }),
        ),
        row(
            "recurrenceLocation",
            of(77),
            of(78),
            send!(|matera, value| {
                let code = NewStaticQrCode::for_key(CPF).recurrence(value);
                matera.qr_codes().create_static(&account(), &code)
            }),
        ),
        row(
            "document",
            of(1_000),
            of(1_001),
            send!(|matera, value| { matera.qr_codes().decode(&QrCodeToDecode::new(value)) }),
        ),
        row(
            "municipalityCode",
            "4209102",
            "4209103x",
            send!(|matera, value| {
                matera
                    .qr_codes()
                    .decode(&QrCodeToDecode::new("x").municipality(value))
            }),
        ),
        row(
            "payerInformation.cpfCnpj",
            CPF,
            WRONG_CPF,
            send!(|matera, value| {
                let due = BillingDueDate::new(date!(2026 - 12 - 01), 30);
                let charge = NewPixCharge::due(CPF, due.payer(ChargePayer::new("J", value)));
                let payment = NewPayment::pix_qr_code(&account(), reais("1"), charge);
                matera.payments().create(&payment)
            }),
        ),
    ]
}

fn small_areas() -> Vec<Row> {
    vec![
        row(
            "value",
            "9999999999999",
            "9999999999999.01",
            send!(|matera, value| {
                let (card, real) = ("C1".into(), Currency::Brl);
                matera
                    .wallet()
                    .add_funds(&account(), &card, reais(&value), &real)
            }),
        ),
        row(
            "value",
            "0.02",
            "0.01",
            send!(|matera, value| {
                let (card, real) = ("C1".into(), Currency::Brl);
                matera
                    .wallet()
                    .add_funds(&account(), &card, reais(&value), &real)
            }),
        ),
        row(
            "amount",
            "0.02",
            "0.01",
            send!(|matera, value| {
                let (card, real) = ("C1".into(), Currency::Brl);
                matera
                    .wallet()
                    .withdraw(&account(), &card, reais(&value), &real)
            }),
        ),
        row(
            "amount",
            "9999999999999",
            "9999999999999.01",
            send!(|matera, value| {
                let side = matera.side_accounts();
                side.unlock_balance(&"S1".into(), &"T1".into(), reais(&value), None)
            }),
        ),
        row(
            "recipient.taxIdentifier.taxId",
            CPF,
            WRONG_CPF,
            send!(|matera, value| { matera.cash_in().create(&NewCashIn::new(reais("1"), value)) }),
        ),
        row(
            "mobilePhone.phoneNumber",
            of(11),
            of(8),
            send!(|matera, value| {
                let recharge = NewRecharge::new(MobilePhone::new(value), "11", reais("20"));
                matera.recharge().create(&account(), &recharge)
            }),
        ),
        row(
            "boleto",
            of(47),
            of(46),
            send!(|matera, value| { matera.bills().get_boleto(&BoletoQuery::by_line(value)) }),
        ),
        row(
            "boleto",
            of(44),
            of(45),
            send!(|matera, value| { matera.bills().get_boleto(&BoletoQuery::by_barcode(value)) }),
        ),
        row("startNight", "22", "23", |matera, value| {
            Box::pin(async move {
                let number = AccountNumber::new(1, 3232);
                let change = LimitChange::new().night_from(value.parse().unwrap())?;
                matera
                    .limits()
                    .adjust(&number, &change)
                    .send()
                    .await
                    .map(drop)
            })
        }),
    ]
}

fn schedule() -> NewSchedule {
    let to = ScheduleRecipient::key(CPF);
    NewSchedule::new(&account(), reais("1"), datetime!(2026-12-01 9:00 -3), to)
}

fn schedules() -> Vec<Row> {
    vec![
        row(
            "receiverReconciliationIdentifier",
            of(35),
            of(36),
            send!(|matera, value| { matera.schedules().create(&schedule().txid(value)) }),
        ),
        row(
            "additionalInformation",
            of(140),
            of(141),
            send!(|matera, value| { matera.schedules().create(&schedule().message(value)) }),
        ),
        row(
            "initiatingInstitution",
            CNPJ,
            WRONG_CNPJ,
            send!(|matera, value| {
                matera
                    .schedules()
                    .create(&schedule().open_finance(value, InitiationForm::Manual))
            }),
        ),
    ]
}
