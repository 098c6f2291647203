//! What the customer put by at the bank. Days are counted back from today, so that there is always
//! something recent; units, prices and taxes add up to the cent.

use serde_json::{Value, json};
use time::{Date, Duration, OffsetDateTime};

use super::reply::moment;

/// An investment as the bank keeps it, the latest transaction first.
pub(super) struct Investment {
    pub(super) id: &'static str,
    pub(super) details: Value,
    pub(super) balance: Value,
    pub(super) transactions: Vec<Value>,
}

/// The customer's one investment of a family that can be read.
pub(super) fn investment_of(api: &str) -> Investment {
    match api {
        "bank-fixed-incomes" => cdb(),
        "credit-fixed-incomes" => debenture(),
        "variable-incomes" => share(),
        "treasure-titles" => treasury_bond(),
        _ => fund(),
    }
}

/// Today at the bank: in Brasília.
pub(super) fn today() -> Date {
    (OffsetDateTime::now_utc() - Duration::hours(3)).date()
}

pub(super) fn days_ago(days: i64) -> String {
    (today() - Duration::days(days)).to_string()
}

pub(super) fn brl(amount: &str) -> Value {
    json!({"amount": amount, "currency": "BRL"})
}

/// The last full hour.
fn reference() -> String {
    let now = OffsetDateTime::now_utc();
    let past_the_hour = now.unix_timestamp().rem_euclid(3_600);
    moment(now - Duration::seconds(past_the_hour))
}

/// Ten bought long ago, three redeemed, two bought the other day.
fn cdb() -> Investment {
    Investment {
        id: "cdb-001",
        details: json!({
            "issuerInstitutionCnpjNumber": "11222333000181",
            "isinCode": "BRCST4CTF001",
            "investmentType": "CDB",
            "remuneration": {
                "postFixedIndexerPercentage": "1.100000",
                "rateType": "EXPONENCIAL",
                "ratePeriodicity": "ANUAL",
                "calculation": "DIAS_UTEIS",
                "indexer": "CDI",
            },
            "issueUnitPrice": brl("1000.00"),
            "dueDate": days_ago(-696),
            "issueDate": days_ago(400),
            "clearingCode": "CDB421FICT",
            "purchaseDate": days_ago(400),
            "gracePeriodDate": days_ago(310),
        }),
        balance: json!({
            "referenceDateTime": reference(),
            "quantity": "9.00",
            "updatedUnitPrice": brl("1115.50"),
            "grossAmount": brl("10039.50"),
            "netAmount": brl("9896.90"),
            "incomeTax": brl("141.52"),
            "financialTransactionTax": brl("1.08"),
            "blockedBalance": brl("0.00"),
            "purchaseUnitPrice": brl("1000.00"),
            "postFixedIndexerPercentage": "1.100000",
        }),
        transactions: vec![
            json!({
                "type": "ENTRADA",
                "transactionType": "APLICACAO",
                "transactionDate": days_ago(3),
                "transactionUnitPrice": brl("1114.90"),
                "transactionQuantity": "2.00",
                "transactionGrossValue": brl("2229.80"),
                "transactionNetValue": brl("2229.80"),
                "indexerPercentage": "1.100000",
                "transactionId": "cdb-001-3",
            }),
            json!({
                "type": "SAIDA",
                "transactionType": "RESGATE",
                "transactionDate": days_ago(40),
                "transactionUnitPrice": brl("1104.20"),
                "transactionQuantity": "3.00",
                "transactionGrossValue": brl("3312.60"),
                "incomeTax": brl("54.71"),
                "financialTransactionTax": brl("0.00"),
                "transactionNetValue": brl("3257.89"),
                "transactionId": "cdb-001-2",
            }),
            json!({
                "type": "ENTRADA",
                "transactionType": "APLICACAO",
                "transactionDate": days_ago(400),
                "transactionUnitPrice": brl("1000.00"),
                "transactionQuantity": "10.00",
                "transactionGrossValue": brl("10000.00"),
                "transactionNetValue": brl("10000.00"),
                "indexerPercentage": "1.100000",
                "transactionId": "cdb-001-1",
            }),
        ],
    }
}

/// Five bought, which paid interest once.
fn debenture() -> Investment {
    Investment {
        id: "debenture-001",
        details: json!({
            "issuerInstitutionCnpjNumber": "12ABC34501DE35",
            "isinCode": "BRUSNFDBS019",
            "investmentType": "DEBENTURES",
            "taxExemptProduct": "NAO",
            "remuneration": {
                "preFixedRate": "0.124000",
                "rateType": "EXPONENCIAL",
                "ratePeriodicity": "ANUAL",
                "calculation": "DIAS_UTEIS",
                "indexer": "PRE_FIXADO",
            },
            "issueUnitPrice": brl("1000.00"),
            "issueDate": days_ago(560),
            "dueDate": days_ago(-3_090),
            "voucherPaymentIndicator": "SIM",
            "voucherPaymentPeriodicity": "SEMESTRAL",
            "purchaseDate": days_ago(200),
        }),
        balance: json!({
            "referenceDateTime": reference(),
            "updatedUnitPrice": brl("1022.00"),
            "quantity": "5.00",
            "grossAmount": brl("5110.00"),
            "netAmount": brl("5098.25"),
            "incomeTax": brl("11.75"),
            "financialTransactionTax": brl("0.00"),
            "blockedBalance": brl("0.00"),
            "purchaseUnitPrice": brl("1010.25"),
            "preFixedRate": "0.124000",
        }),
        transactions: vec![
            json!({
                "type": "SAIDA",
                "transactionType": "PAGAMENTO_JUROS",
                "transactionDate": days_ago(4),
                "transactionGrossValue": brl("310.00"),
                "incomeTax": brl("62.00"),
                "financialTransactionTax": brl("0.00"),
                "transactionNetValue": brl("248.00"),
                "transactionId": "debenture-001-2",
            }),
            json!({
                "type": "ENTRADA",
                "transactionType": "COMPRA",
                "transactionDate": days_ago(200),
                "transactionUnitPrice": brl("1010.25"),
                "transactionQuantity": "5.00",
                "transactionGrossValue": brl("5051.25"),
                "transactionNetValue": brl("5051.25"),
                "remunerationTransactionRate": "0.124000",
                "transactionId": "debenture-001-1",
            }),
        ],
    }
}

/// Two and a half bought.
fn treasury_bond() -> Investment {
    Investment {
        id: "tesouro-001",
        details: json!({
            "isinCode": "BRSTNCNTB0O7",
            "productName": "Tesouro IPCA+ 2035",
            "remuneration": {
                "indexer": "IPCA",
                "preFixedRate": "0.071500",
                "postFixedIndexerPercentage": "1.000000",
                "ratePeriodicity": "ANUAL",
                "calculation": "DIAS_UTEIS",
            },
            "dueDate": "2035-05-15",
            "purchaseDate": days_ago(90),
            "voucherPaymentIndicator": "NAO",
        }),
        balance: json!({
            "referenceDateTime": reference(),
            "updatedUnitPrice": brl("3952.40"),
            "grossAmount": brl("9881.00"),
            "netAmount": brl("9845.97"),
            "incomeTax": brl("35.03"),
            "blockedBalance": brl("0.00"),
            "purchaseUnitPrice": brl("3890.12"),
            "quantity": "2.50",
        }),
        transactions: vec![json!({
            "type": "ENTRADA",
            "transactionType": "COMPRA",
            "transactionDate": days_ago(90),
            "transactionUnitPrice": brl("3890.12"),
            "transactionQuantity": "2.50",
            "transactionGrossValue": brl("9725.30"),
            "transactionNetValue": brl("9725.30"),
            "remunerationTransactionRate": "0.071500",
            "transactionId": "tesouro-001-1",
        })],
    }
}

/// The broker's note on the purchase of the shares.
pub(super) const BROKER_NOTE: &str = "nota-001";

/// A hundred bought, which paid a dividend.
fn share() -> Investment {
    Investment {
        id: "acao-001",
        details: json!({
            "issuerInstitutionCnpjNumber": "12ABC34501DE35",
            "isinCode": "BRFICTACNOR5",
            "ticker": "FICT3",
        }),
        balance: json!({
            "referenceDate": days_ago(1),
            "priceFactor": "1.00",
            "grossAmount": brl("1215.50"),
            "blockedBalance": brl("0.00"),
            "quantity": "100.00",
            "closingPrice": brl("12.1550"),
        }),
        transactions: vec![
            json!({
                "type": "SAIDA",
                "transactionType": "DIVIDENDOS",
                "transactionDate": days_ago(5),
                "transactionValue": brl("8.31"),
                "transactionId": "acao-001-2",
            }),
            json!({
                "type": "ENTRADA",
                "transactionType": "COMPRA",
                "transactionDate": days_ago(60),
                "priceFactor": "1.00",
                "transactionUnitPrice": brl("11.20"),
                "transactionQuantity": "100.00",
                "transactionValue": brl("1120.00"),
                "transactionId": "acao-001-1",
                "brokerNoteId": BROKER_NOTE,
            }),
        ],
    }
}

pub(super) fn broker_note() -> Value {
    json!({
        "brokerNoteNumber": "1854009930314350",
        "grossValue": brl("1120.00"),
        "brokerageFee": brl("4.90"),
        "clearingSettlementFee": brl("0.28"),
        "clearingRegistrationFee": brl("0.02"),
        "stockExchangeAssetTradeNoticeFee": brl("0.01"),
        "stockExchangeFee": brl("0.06"),
        "clearingCustodyFee": brl("0.00"),
        "taxes": brl("0.25"),
        "incomeTax": brl("0.00"),
        "netValue": brl("1125.52"),
    })
}

/// A thousand quotas bought, some taken for tax, a hundred redeemed.
fn fund() -> Investment {
    Investment {
        id: "fundo-001",
        details: json!({
            "name": "FICTICIO MACRO FIC FIM",
            "cnpjNumber": "12ABC34501DE35",
            "isinCode": "BRFIC1CTF001",
            "anbimaCategory": "MULTIMERCADO",
        }),
        balance: json!({
            "referenceDate": days_ago(1),
            "grossAmount": brl("2102.2925"),
            "netAmount": brl("2069.3461"),
            "incomeTaxProvision": brl("32.9464"),
            "financialTransactionTaxProvision": brl("0.00"),
            "blockedAmount": brl("0.00"),
            "quotaQuantity": "896.50",
            "quotaGrossPriceValue": brl("2.345"),
        }),
        transactions: vec![
            json!({
                "transactionId": "fundo-001-3",
                "type": "SAIDA",
                "transactionType": "RESGATE",
                "transactionConversionDate": days_ago(2),
                "transactionQuotaPrice": brl("2.34"),
                "transactionQuotaQuantity": "100.00",
                "transactionValue": brl("234.00"),
                "transactionGrossValue": brl("234.00"),
                "incomeTax": brl("3.60"),
                "financialTransactionTax": brl("0.00"),
                "transactionExitFee": brl("0.00"),
                "transactionNetValue": brl("230.40"),
            }),
            json!({
                "transactionId": "fundo-001-2",
                "type": "SAIDA",
                "transactionType": "COME_COTAS",
                "transactionConversionDate": days_ago(100),
                "transactionQuotaPrice": brl("2.25"),
                "transactionQuotaQuantity": "3.50",
                "transactionValue": brl("7.875"),
                "transactionGrossValue": brl("7.875"),
                "incomeTax": brl("7.875"),
                "financialTransactionTax": brl("0.00"),
                "transactionExitFee": brl("0.00"),
                "transactionNetValue": brl("0.00"),
            }),
            json!({
                "transactionId": "fundo-001-1",
                "type": "ENTRADA",
                "transactionType": "APLICACAO",
                "transactionConversionDate": days_ago(300),
                "transactionQuotaPrice": brl("2.10"),
                "transactionQuotaQuantity": "1000.00",
                "transactionValue": brl("2100.00"),
                "transactionGrossValue": brl("2100.00"),
            }),
        ],
    }
}
