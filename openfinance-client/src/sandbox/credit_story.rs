//! What the customer owes the bank, to the cent: a loan paid out of the wage, a car, an advance on
//! trade bills, and an account that went into the red.

use serde_json::{Value, json};

/// A contract as the bank keeps it.
pub(super) struct Contract {
    pub(super) id: &'static str,
    pub(super) terms: Value,
    pub(super) warranties: Vec<Value>,
    pub(super) instalments: Value,
    pub(super) payments: Value,
}

/// The customer's one contract of a family.
pub(super) fn contract_of(api: &str) -> Contract {
    match api {
        "loans" => loan(),
        "financings" => financing(),
        "invoice-financings" => advance(),
        _ => overdraft(),
    }
}

/// R$ 12.000,00 at 1,45 % a month in 24 instalments, of which 20 are paid.
fn loan() -> Contract {
    Contract {
        id: "emprestimo-001",
        terms: json!({
            "contractNumber": "EMP-2025-0001",
            "ipocCode": "112223330204152998224725EMP20250001",
            "productName": "Consignado Fictício",
            "productType": "EMPRESTIMOS",
            "productSubType": "CREDITO_PESSOAL_COM_CONSIGNACAO",
            "contractDate": "2025-03-10",
            "disbursementDates": ["2025-03-10"],
            "contractAmount": "12000.00",
            "currency": "BRL",
            "dueDate": "2027-03-10",
            "instalmentPeriodicity": "MENSAL",
            "firstInstalmentDueDate": "2025-04-10",
            "CET": "0.196500",
            "hasInsuranceContracted": false,
            "amortizationScheduled": "PRICE",
            "cnpjConsignor": "12ABC34501DE35",
            "interestRates": [fixed_rate("AM", "0.014500")],
            "contractedFees": [],
            "contractedFinanceCharges": [
                {"chargeType": "MULTA_ATRASO_PAGAMENTO", "chargeRate": "0.020000"},
                {"chargeType": "JUROS_MORA_ATRASO", "chargeRate": "0.010000"},
            ],
            "nextInstalmentAmount": "595.62",
        }),
        warranties: Vec::new(),
        instalments: json!({
            "typeNumberOfInstalments": "MES",
            "totalNumberOfInstalments": 24,
            "typeContractRemaining": "MES",
            "contractRemainingNumber": 4,
            "paidInstalments": 20,
            "dueInstalments": 4,
            "pastDueInstalments": 0,
        }),
        payments: json!({
            "paidInstalments": 20,
            "contractOutstandingBalance": "2298.46",
            "lastUpdatedContractOutstandingBalance": "2026-11-10T12:30:00.000Z",
            "totalRemainingAmount": "2382.48",
            "releases": monthly("emprestimo-001", 20, "595.62", |number| {
                let month = 3 + number;
                (2025 + (month - 1) / 12, (month - 1) % 12 + 1, 10)
            }),
        }),
    }
}

/// A car of R$ 60.000,00 at 1,19 % a month in 48 instalments, of which 6 are paid, one of them late.
fn financing() -> Contract {
    let mut releases = monthly("financiamento-001", 6, "1648.03", |number| {
        (2026, 5 + number, 5)
    });
    releases.push(json!({
        "paymentId": "financiamento-001-multa",
        "isOverParcelPayment": true,
        "paidDate": "2026-09-08",
        "currency": "BRL",
        "paidAmount": "42.96",
        "overParcel": {
            "fees": [
                {"feeName": "Segunda via de boleto", "feeCode": "SEGUNDA_VIA", "feeAmount": "10.00"},
            ],
            "charges": [{"chargeType": "MULTA_ATRASO_PAGAMENTO", "chargeAmount": "32.96"}],
        },
    }));
    Contract {
        id: "financiamento-001",
        terms: json!({
            "contractNumber": "VEIC-77",
            "ipocCode": "112223330401152998224725VEIC77",
            "productName": "Financiamento de Veículo Fictício",
            "productType": "FINANCIAMENTOS",
            "productSubType": "AQUISICAO_BENS_VEICULOS_AUTOMOTORES",
            "contractDate": "2026-05-05",
            "disbursementDates": ["2026-05-06"],
            "contractAmount": "60000.00",
            "currency": "BRL",
            "dueDate": "2030-05-05",
            "instalmentPeriodicity": "MENSAL",
            "firstInstalmentDueDate": "2026-06-05",
            "CET": "0.171200",
            "hasInsuranceContracted": true,
            "amortizationScheduled": "PRICE",
            "interestRates": [fixed_rate("AM", "0.011900")],
            "contractedFees": [{
                "feeName": "Avaliação do bem",
                "feeCode": "AVALIACAO",
                "feeChargeType": "UNICA",
                "feeCharge": "FIXO",
                "feeAmount": "350.00",
            }],
            "contractedFinanceCharges": [
                {"chargeType": "MULTA_ATRASO_PAGAMENTO", "chargeRate": "0.020000"},
            ],
        }),
        warranties: vec![json!({
            "currency": "BRL",
            "warrantyType": "ALIENACAO_FIDUCIARIA",
            "warrantySubType": "VEICULOS_AUTOMOTORES",
            "warrantyAmount": "75000.00",
        })],
        instalments: json!({
            "typeNumberOfInstalments": "MES",
            "totalNumberOfInstalments": 48,
            "typeContractRemaining": "MES",
            "contractRemainingNumber": 42,
            "paidInstalments": 6,
            "dueInstalments": 42,
            "pastDueInstalments": 0,
        }),
        payments: json!({
            "paidInstalments": 6,
            "contractOutstandingBalance": "54226.44",
            "releases": releases,
        }),
    }
}

/// Trade bills of R$ 15.300,00, nothing of it due yet.
fn advance() -> Contract {
    Contract {
        id: "desconto-001",
        terms: json!({
            "contractNumber": "DUPL-9001",
            "ipocCode": "1122233303012ABC3450DUPL9001",
            "productName": "Desconto de Duplicatas Fictício",
            "productType": "DIREITOS_CREDITORIOS_DESCONTADOS",
            "productSubType": "DESCONTO_DUPLICATAS",
            "contractDate": "2026-10-01",
            "disbursementDates": ["2026-10-01"],
            "contractAmount": "15300.00",
            "currency": "BRL",
            "dueDate": "2026-12-30",
            "instalmentPeriodicity": "SEM_PERIODICIDADE_REGULAR",
            "CET": "0.248000",
            "hasInsuranceContracted": false,
            "amortizationScheduled": "SEM_SISTEMA_AMORTIZACAO",
            "interestRates": [fixed_rate("AM", "0.018000")],
            "contractedFees": [],
            "contractedFinanceCharges": [
                {"chargeType": "IOF_CONTRATACAO", "chargeRate": "0.003800"},
            ],
        }),
        warranties: vec![json!({
            "currency": "BRL",
            "warrantyType": "CESSAO_DIREITOS_CREDITORIOS",
            "warrantySubType": "DUPLICATAS",
            "warrantyAmount": "15300.00",
        })],
        instalments: json!({
            "typeNumberOfInstalments": "DIA",
            "totalNumberOfInstalments": 1,
            "typeContractRemaining": "DIA",
            "contractRemainingNumber": 38,
            "paidInstalments": 0,
            "dueInstalments": 1,
            "pastDueInstalments": 0,
        }),
        payments: json!({"contractOutstandingBalance": "15300.00", "releases": []}),
    }
}

/// R$ 812,37 in the red, R$ 300,00 of it paid back.
fn overdraft() -> Contract {
    Contract {
        id: "adiantamento-001",
        terms: json!({
            "contractNumber": "AD-3",
            "ipocCode": "112223330213152998224725AD00000003",
            "productName": "Adiantamento a Depositantes",
            "productType": "ADIANTAMENTO_A_DEPOSITANTES",
            "productSubType": "ADIANTAMENTO_A_DEPOSITANTES",
            "contractDate": "2026-11-03",
            "contractAmount": "812.37",
            "currency": "BRL",
            "instalmentPeriodicity": "SEM_PERIODICIDADE_REGULAR",
            "amortizationScheduled": "SEM_SISTEMA_AMORTIZACAO",
            "interestRates": [fixed_rate("AM", "0.079000")],
            "contractedFees": [{
                "feeName": "Adiantamento a depositante",
                "feeCode": "ADIANT_DEPOSITANTE",
                "feeChargeType": "UNICA",
                "feeCharge": "FIXO",
                "feeAmount": "59.90",
            }],
            "contractedFinanceCharges": [{"chargeType": "SEM_ENCARGO"}],
        }),
        warranties: Vec::new(),
        instalments: json!({
            "typeNumberOfInstalments": "SEM_PRAZO_TOTAL",
            "typeContractRemaining": "SEM_PRAZO_REMANESCENTE",
            "paidInstalments": 0,
            "dueInstalments": 0,
            "pastDueInstalments": 0,
        }),
        payments: json!({
            "contractOutstandingBalance": "512.37",
            "releases": [{
                "paymentId": "adiantamento-001-1",
                "isOverParcelPayment": true,
                "paidDate": "2026-11-12",
                "currency": "BRL",
                "paidAmount": "300.00",
            }],
        }),
    }
}

fn fixed_rate(period: &str, rate: &str) -> Value {
    json!({
        "taxType": "EFETIVA",
        "interestRateType": "COMPOSTO",
        "taxPeriodicity": period,
        "calculation": "30/360",
        "referentialRateIndexerType": "PRE_FIXADO",
        "preFixedRate": rate,
    })
}

/// Agreed instalments, the first of number 1, paid on their days.
fn monthly(id: &str, count: u32, amount: &str, day: fn(u32) -> (u32, u32, u32)) -> Vec<Value> {
    let paid = |number| {
        let (year, month, day) = day(number);
        json!({
            "paymentId": format!("{id}-{number}"),
            "isOverParcelPayment": false,
            "instalmentId": format!("{id}-parcela-{number}"),
            "paidDate": format!("{year}-{month:02}-{day:02}"),
            "currency": "BRL",
            "paidAmount": amount,
        })
    };
    (1..=count).map(paid).collect()
}
