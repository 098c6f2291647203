//! Pix Automático, both sides.

use matera_client::model::autopix_payer::{
    RecurrenceCancelReason, RecurrenceCancellation, RecurrenceLimits, RequestAnswer,
};
use matera_client::model::autopix_receiver::{
    ChargeRetries, Contract, Debtor, DebtorAddress, Frequency, NewCharge, NewConfirmationRequest,
    NewRecurrence, ReceivingAccountKind, RecurrenceCalendar, RequestedAccount,
};
use time::macros::{date, datetime};

use super::{CNPJ, CPF, Row, WRONG_CNPJ, WRONG_CPF, account, of, reais, row};

pub(super) fn rows() -> Vec<Row> {
    [payer(), receiver(), charges()].concat()
}

fn payer() -> Vec<Row> {
    vec![
        row(
            "Cpf-Cnpj-Pagador",
            CPF,
            WRONG_CPF,
            send!(|matera, value| { matera.autopix_payer(&account(), &value).get(&"R1".into()) }),
        ),
        row(
            "requesterTaxId",
            CPF,
            WRONG_CPF,
            send!(|matera, value| {
                let end = RecurrenceCancellation::new(RecurrenceCancelReason::PayerAsked, value);
                matera
                    .autopix_payer(&account(), CPF)
                    .cancel(&"R1".into(), &end)
            }),
        ),
        row(
            "municipalityCode",
            "0000000",
            "000000a",
            send!(|matera, value| {
                let answer = RequestAnswer::accept("J", RecurrenceLimits::of_account());
                let answer = answer.municipality(value);
                matera
                    .autopix_payer(&account(), CPF)
                    .answer_request(&"S1".into(), &answer)
            }),
        ),
        row(
            "maximumValue",
            "0.01",
            "0",
            send!(|matera, value| {
                let limits = RecurrenceLimits::at_most(reais(&value));
                matera
                    .autopix_payer(&account(), CPF)
                    .set_limits(&"R1".into(), &limits)
            }),
        ),
        row("debtorTaxDocument", CPF, WRONG_CPF, |matera, value| {
            Box::pin(async move {
                let (from, to) = (date!(2026 - 11 - 01), date!(2026 - 11 - 20));
                let payer = account();
                let list = matera.autopix_payer(&payer, CPF).list(from, to);
                list.debtor(&value).send().try_collect().await.map(drop)
            })
        }),
    ]
}

fn recurrence(contract: Contract) -> NewRecurrence {
    let monthly = RecurrenceCalendar::new(date!(2026 - 12 - 05), Frequency::Monthly);
    NewRecurrence::new(contract, monthly, ChargeRetries::NotAllowed)
}

fn of_debtor(debtor: Debtor) -> NewRecurrence {
    recurrence(Contract::new("C1", debtor))
}

fn joana() -> Debtor {
    Debtor::person(CPF, "J")
}

fn receiver() -> Vec<Row> {
    vec![
        row(
            "document",
            "11.222.333/0001-81",
            "11.222.333/0001-82",
            send!(|matera, value| {
                matera
                    .autopix_receiver(&account())
                    .register_receiver(&value, "J", None)
            }),
        ),
        row(
            "name",
            of(140),
            of(141),
            send!(|matera, value| {
                matera
                    .autopix_receiver(&account())
                    .register_receiver(CNPJ, &value, None)
            }),
        ),
        row(
            "email",
            of(150),
            of(151),
            send!(|matera, value| {
                matera
                    .autopix_receiver(&account())
                    .register_receiver(CNPJ, "J", Some(&value))
            }),
        ),
        row(
            "vinculo.contrato",
            of(35),
            of(36),
            send!(|matera, value| {
                let new = recurrence(Contract::new(value, joana()));
                matera.autopix_receiver(&account()).create(&new)
            }),
        ),
        row(
            "vinculo.objeto",
            of(35),
            of(36),
            send!(|matera, value| {
                let new = recurrence(Contract::new("C1", joana()).with_object(value));
                matera.autopix_receiver(&account()).create(&new)
            }),
        ),
        row(
            "vinculo.devedor.nome",
            of(140),
            of(141),
            send!(|matera, value| {
                matera
                    .autopix_receiver(&account())
                    .create(&of_debtor(Debtor::person(CPF, value)))
            }),
        ),
        row(
            "vinculo.devedor.cpf",
            CPF,
            WRONG_CPF,
            send!(|matera, value| {
                matera
                    .autopix_receiver(&account())
                    .create(&of_debtor(Debtor::person(value, "J")))
            }),
        ),
        row(
            "vinculo.devedor.cnpj",
            CNPJ,
            WRONG_CNPJ,
            send!(|matera, value| {
                matera
                    .autopix_receiver(&account())
                    .create(&of_debtor(Debtor::company(value, "J")))
            }),
        ),
        row(
            "valor.valorRec",
            "9999999999.99",
            "10000000000.00",
            send!(|matera, value| {
                let new = of_debtor(joana()).fixed_value(reais(&value));
                matera.autopix_receiver(&account()).create(&new)
            }),
        ),
        row(
            "recebedor.convenio",
            of(60),
            of(61),
            send!(|matera, value| {
                matera
                    .autopix_receiver(&account())
                    .create(&of_debtor(joana()).agreement(value))
            }),
        ),
    ]
}

fn confirmation(payer: RequestedAccount) -> NewConfirmationRequest {
    NewConfirmationRequest::new(&"R1".into(), payer, datetime!(2026-12-20 17:00 -3))
}

fn charge(amount: &str, number: &str) -> NewCharge {
    let (day, kind) = (date!(2026 - 12 - 05), ReceivingAccountKind::Payment);
    NewCharge::new(&"R1".into(), reais(amount), day, number, kind)
}

fn charges() -> Vec<Row> {
    vec![
        row(
            "destinatario.conta",
            of(20),
            of(21),
            send!(|matera, value| {
                let request = confirmation(RequestedAccount::new("11122233", value));
                matera.autopix_receiver(&account()).create_request(&request)
            }),
        ),
        row(
            "destinatario.agencia",
            of(4),
            of(5),
            send!(|matera, value| {
                let payer = RequestedAccount::new("11122233", "1").with_branch(value);
                matera
                    .autopix_receiver(&account())
                    .create_request(&confirmation(payer))
            }),
        ),
        row(
            "destinatario.ispbParticipante",
            of(8),
            of(9),
            send!(|matera, value| {
                let request = confirmation(RequestedAccount::new(value, "1"));
                matera.autopix_receiver(&account()).create_request(&request)
            }),
        ),
        row(
            "destinatario.cpf",
            CPF,
            WRONG_CPF,
            send!(|matera, value| {
                let payer = RequestedAccount::new("11122233", "1").with_cpf(value);
                matera
                    .autopix_receiver(&account())
                    .create_request(&confirmation(payer))
            }),
        ),
        row(
            "infoAdicional",
            of(140),
            of(141),
            send!(|matera, value| {
                matera
                    .autopix_receiver(&account())
                    .create_charge(&charge("1", "1").message(value))
            }),
        ),
        row(
            "valor.original",
            "9999999999.99",
            "10000000000.00",
            send!(|matera, value| {
                matera
                    .autopix_receiver(&account())
                    .create_charge(&charge(&value, "1"))
            }),
        ),
        row(
            "recebedor.conta",
            of(20),
            of(21),
            send!(|matera, value| {
                matera
                    .autopix_receiver(&account())
                    .create_charge(&charge("1", &value))
            }),
        ),
        row(
            "recebedor.agencia",
            of(4),
            of(5),
            send!(|matera, value| {
                matera
                    .autopix_receiver(&account())
                    .create_charge(&charge("1", "1").branch(value))
            }),
        ),
        row(
            "devedor.logradouro",
            of(200),
            of(201),
            send!(|matera, value| {
                let place = DebtorAddress::email("j@b.example");
                let place = place.with_address(value, "Joinville", "SC", "89201000");
                matera
                    .autopix_receiver(&account())
                    .create_charge(&charge("1", "1").debtor(place))
            }),
        ),
        row(
            "devedor.cep",
            of(8),
            of(9),
            send!(|matera, value| {
                let place = DebtorAddress::email("j@b.example");
                let place = place.with_address("R", "Joinville", "SC", value);
                matera
                    .autopix_receiver(&account())
                    .create_charge(&charge("1", "1").debtor(place))
            }),
        ),
    ]
}
