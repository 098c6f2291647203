//! What Blu sends, read and written again.

use blu_client::Amount;
use blu_client::model::{LiquidationRecord, Sale};
use time::macros::date;

use crate::harness::{answer, fixture, read, records, scripted};

fn debit(record: &str) -> LiquidationRecord {
    read(record)
}

#[test]
fn the_dictionary_of_the_record_is_read_field_by_field() {
    let records = records("anticipations/list_v1.json");
    let record = &records[0];
    assert_eq!(record.id.as_str(), "81203344");
    assert_eq!(record.client_id.as_ref().unwrap().as_str(), "50377");
    assert_eq!(record.tax_id.as_ref().unwrap().expose(), "12345678000195");
    let name = record.client_name.as_ref().unwrap();
    assert_eq!(name.expose(), "PADARIA EXEMPLO DO PORTO LTDA");
    assert_eq!(record.category_id.as_ref().unwrap().as_str(), "0041");
    assert_eq!(
        record.category.as_deref(),
        Some("Antecipação de recebíveis")
    );
    assert_eq!(record.released_on, Some(date!(2026 - 02 - 02)));
    assert_eq!(record.gross_amount, Amount::from_cents(179_400));
    assert_eq!(record.net_amount, Amount::from_cents(174_798));
    assert_eq!(record.fee_amount, Amount::from_cents(4_602));
    assert_eq!(record.installments.len(), 3);

    let installment = &record.installments[2];
    assert_eq!(
        installment.id.as_str(),
        "3b9d2c41-7e10-4f6a-8c55-1d0e9a4b0003"
    );
    assert_eq!(installment.nsu.as_ref().unwrap().as_str(), "000987001236");
    assert_eq!(
        installment.authorization_code.as_ref().unwrap().as_str(),
        "5M31XA"
    );
    assert_eq!(installment.gross_amount, Some(Amount::from_cents(50_000)));
    assert_eq!(installment.net_amount, Some(Amount::from_cents(48_750)));
    assert_eq!(
        installment.settled_gross_amount,
        Some(Amount::from_cents(20_000))
    );
    assert_eq!(
        installment.settled_net_amount,
        Some(Amount::from_cents(18_720))
    );
    assert_eq!(installment.fee_amount, Some(Amount::from_cents(780)));
    assert_eq!(installment.mdr_amount, Some(Amount::from_cents(500)));
}

#[tokio::test]
async fn every_report_is_read_from_every_wrapping() {
    let list = fixture("credits/list.json");
    let (begin, end) = (date!(2026 - 03 - 01), date!(2026 - 03 - 10));
    for body in [
        list.clone(),
        format!(r#"{{"body":{list},"has_more":false}}"#),
        format!(r#"{{"data":{list},"has_more":false}}"#),
        format!(r#"{{"page":1,"itemsPerPage":1,"items":{list},"has_more":false}}"#),
    ] {
        let (blu, _) = scripted((0..4).map(|_| answer(body.as_str())));
        for pager in [
            blu.anticipations().list_v1(begin, end).send(),
            blu.anticipations().list_v2(begin, end).send(),
            blu.debits().list(begin, end).send(),
            blu.credits().list(begin, end).send(),
        ] {
            let read = pager.try_collect().await.unwrap();
            assert_eq!(read, records("credits/list.json"));
            assert_eq!(read[0].category, None);
        }
    }
}

#[test]
fn a_record_is_written_in_blus_words_and_digits() {
    let written = serde_json::to_string(&records("credits/list.json")[0]).unwrap();
    for piece in [
        r#""cpf_cnpj":"12345678000195""#,
        r#""transaction_category_id":"0012""#,
        r#""released_at":"2026-03-04""#,
        r#""rate_value":"0.00""#,
        r#""nsu_code":"000987001236""#,
        r#""liquidated_gross_value":"300.00""#,
    ] {
        assert!(written.contains(piece), "{piece} is not in {written}");
    }
    let again: LiquidationRecord = read(&written);
    assert_eq!(again, records("credits/list.json")[0]);
}

#[test]
fn ids_alone_and_three_amounts_make_a_record() {
    let record = debit(
        r#"{"id":7,"gross_value":1234.5,"net_value":"1234.5","rate_value":"-0.50",
            "released_at":null,"liquidated_installments":[{"id":"x","nsu_code":null}]}"#,
    );
    assert_eq!(record.gross_amount, record.net_amount);
    assert_eq!(record.fee_amount, Amount::from_cents(-50));
    assert_eq!(record.released_on, None);
    assert_eq!(record.installments[0].gross_amount, None);
    let none =
        r#"{"id":7,"gross_value":1,"net_value":1,"rate_value":0,"liquidated_installments":null}"#;
    assert!(debit(none).installments.is_empty());
}

#[test]
fn the_day_of_release_is_a_day_in_brasilia() {
    let on = |released_at: &str| {
        debit(&format!(
            r#"{{"id":"1","gross_value":"1.00","net_value":"1.00","rate_value":"0.00","released_at":"{released_at}"}}"#
        ))
        .released_on
    };
    let day = Some(date!(2026 - 01 - 25));
    assert_eq!(on("2026-01-25"), day);
    assert_eq!(on("2026-01-25T03:00:00.000Z"), day);
    assert_eq!(
        on("2026-01-26T02:59:59Z"),
        day,
        "still the 25th in São Paulo"
    );
    assert_eq!(on("2026-01-25T00:00:00-03:00"), day);
}

#[test]
fn of_a_sale_two_fields_are_known_and_all_are_kept_to_the_digit() {
    let sales: Vec<Sale> = read(&fixture("sales/list.json"));
    let credit = &sales[0];
    assert_eq!(credit.id.as_ref().unwrap().as_str(), "55100017");
    let installments: Vec<_> = credit
        .installments
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    assert_eq!(
        installments,
        [
            "3b9d2c41-7e10-4f6a-8c55-1d0e9a4b0001",
            "3b9d2c41-7e10-4f6a-8c55-1d0e9a4b0002"
        ]
    );
    let expected = credit.installments[1].fields.text("previsao");
    assert_eq!(expected.as_deref(), Some("2026-03-21"));
    assert_eq!(credit.fields.json("valor"), Some("1234.50"));
    assert_eq!(credit.fields.text("status").as_deref(), Some("NOVO_ESTADO"));
    assert_eq!(credit.fields.text("valor"), None, "a number is no text");
    assert_eq!(credit.fields.json("nsu"), None);

    let debit = &sales[1];
    assert_eq!(debit.id.as_ref().unwrap().as_str(), "55100018");
    assert_eq!(
        debit.installments.len(),
        1,
        "the sale is its own installment"
    );
    assert_eq!(
        debit.installments[0].id.as_str(),
        "9c44e0b7-0d2f-4b7e-9a13-77f2c5ad0001"
    );

    let again: Vec<Sale> = read(&serde_json::to_string(&sales).unwrap());
    assert_eq!(again, sales);
    assert!(
        serde_json::to_string(credit)
            .unwrap()
            .contains(r#""valor":1234.50"#)
    );
}
