//! Customers, API 2.x: a baker, and her bakery.

use serde_json::{Value, json};

use super::ask::Ask;
use super::reply::{Answer, Reply, put};
use super::router::World;

const UPDATED: &str = "2026-05-21T08:30:00Z";
const SINCE: &str = "2019-07-08T03:00:00Z";
const BANK: &str = "11222333000181";
const BAKER: &str = "52998224725";
const BAKERY: &str = "12ABC34501DE35";

pub(super) fn answer(world: &mut World, ask: &Ask<'_>, method: &str, path: &[&str]) -> Answer {
    let ("GET", [whom, what]) = (method, path) else {
        return Err(Reply::empty(404));
    };
    let permission = match (*whom, *what) {
        ("personal", "identifications") => "CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ",
        ("personal", _) => "CUSTOMERS_PERSONAL_ADITTIONALINFO_READ",
        ("business", "identifications") => "CUSTOMERS_BUSINESS_IDENTIFICATIONS_READ",
        ("business", _) => "CUSTOMERS_BUSINESS_ADITTIONALINFO_READ",
        _ => return Err(Reply::empty(404)),
    };
    ask.reads(world, "customers", permission)?;
    match (*whom, *what) {
        ("personal", "identifications") => ask.page_without_totals(&[person()]),
        ("personal", "qualifications") => ask.one(&person_qualification()),
        ("personal", "financial-relations") => ask.one(&person_relation()),
        ("business", "identifications") => ask.page_without_totals(&[company()]),
        ("business", "qualifications") => ask.one(&company_qualification()),
        ("business", "financial-relations") => ask.one(&company_relation()),
        _ => Err(Reply::empty(404)),
    }
}

fn person() -> Value {
    json!({
        "updateDateTime": UPDATED,
        "personalId": "pessoa-001",
        "brandName": "Banco Fictício",
        "civilName": "Lia Fictícia de Souza",
        "birthDate": "1990-02-28",
        "maritalStatusCode": "CASADO",
        "sex": "FEMININO",
        "companiesCnpj": [BANK],
        "documents": {"cpfNumber": BAKER},
        "otherDocuments": [{"type": "RG", "number": "123456789"}],
        "hasBrazilianNationality": true,
        "filiation": [{"type": "MAE", "civilName": "Ana Fictícia"}],
        "contacts": contacts("lia@exemplo.example"),
    })
}

fn company() -> Value {
    json!({
        "updateDateTime": UPDATED,
        "businessId": "empresa-001",
        "brandName": "Banco Fictício",
        "companyName": "Padaria Fictícia Ltda",
        "tradeName": "Pão de Teste",
        "incorporationDate": "2015-06-01T00:00:00Z",
        "cnpjNumber": BAKERY,
        "companiesCnpj": [BANK],
        "parties": [{
            "personType": "PESSOA_NATURAL",
            "type": "SOCIO",
            "civilName": "Lia Fictícia de Souza",
            "startDate": "2015-06-01T03:00:00Z",
            "shareholding": "1.000000",
            "documentType": "CPF",
            "documentNumber": BAKER,
        }],
        "contacts": contacts("contato@padaria.example"),
    })
}

fn contacts(email: &str) -> Value {
    json!({
        "postalAddresses": [{
            "isMain": true,
            "address": "Rua Inventada, 10",
            "districtName": "Centro",
            "townName": "Cidade Fictícia",
            "countrySubDivision": "SP",
            "postCode": "01001000",
            "country": "BRASIL",
            "countryCode": "BRA",
        }],
        "phones": [{
            "isMain": true,
            "type": "MOVEL",
            "countryCallingCode": "55",
            "areaCode": "11",
            "number": "900000000",
        }],
        "emails": [{"isMain": true, "email": email}],
    })
}

fn person_qualification() -> Value {
    json!({
        "updateDateTime": UPDATED,
        "companyCnpj": BANK,
        "occupationCode": "CBO",
        "occupationDescription": "848305",
        "informedIncome": {
            "frequency": "MENSAL",
            "amount": {"amount": "7500.00", "currency": "BRL"},
            "date": "2026-05-21",
        },
        "employers": [{"cnpjCpf": BAKERY, "name": "Padaria Fictícia Ltda"}],
    })
}

fn company_qualification() -> Value {
    json!({
        "updateDateTime": UPDATED,
        "economicActivities": [{"code": "1091102", "isMain": true}],
        "informedRevenue": {
            "frequency": "ANUAL",
            "amount": {"amount": "150000.00", "currency": "BRL"},
            "year": 2025,
        },
        "informedPatrimony": {
            "amount": {"amount": "80000.00", "currency": "BRL"},
            "date": "2026-05-21",
        },
    })
}

fn account(kind: &str, number: &str) -> Value {
    json!({
        "compeCode": "999",
        "branchCode": "0001",
        "number": number,
        "checkDigit": "X",
        "type": kind,
    })
}

fn person_relation() -> Value {
    let mut accounts = accounts();
    for account in &mut accounts {
        put(account, "subtype", "INDIVIDUAL");
    }
    json!({
        "updateDateTime": UPDATED,
        "startDate": SINCE,
        "productsServicesType": ["CONTA_DEPOSITO_A_VISTA", "CONTA_POUPANCA", "CARTAO_CREDITO"],
        "procurators": [],
        "accounts": accounts,
    })
}

fn accounts() -> Vec<Value> {
    vec![
        account("CONTA_DEPOSITO_A_VISTA", "00123456"),
        account("CONTA_POUPANCA", "00654321"),
    ]
}

fn company_relation() -> Value {
    json!({
        "updateDateTime": UPDATED,
        "startDate": SINCE,
        "productsServicesType": ["CONTA_DEPOSITO_A_VISTA", "CONTA_POUPANCA", "CARTAO_CREDITO"],
        "procurators": [{
            "type": "REPRESENTANTE_LEGAL",
            "cnpjCpfNumber": BAKER,
            "civilName": "Lia Fictícia de Souza",
        }],
        "accounts": accounts(),
    })
}
