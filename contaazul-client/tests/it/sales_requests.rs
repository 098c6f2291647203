//! What exactly is sent when selling, and what is not sent at all.

use contaazul_client::api::{ApprovalState, ContractColumn, ContractState, NegotiationColumn};
use contaazul_client::model::{
    CreatedSale, Discount, KitComponent, NewContract, NewContractPayment, NewContractTerms,
    NewLineItem, NewQuote, NewSale, NewSaleInstallment, NewSalePayment, PaymentMethod, Quantity,
    QuoteId, QuoteSituation, Sale, SaleId, SaleKind, SalePayment, SaleReplacement, SaleSituation,
};
use contaazul_client::{Amount, ContaAzul, Error, ErrorKind, Outcome, Pager, SortOrder};
use serde_json::json;
use time::Date;
use time::macros::{date, datetime};

use crate::harness::{Erp, fixture};

fn reais(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

const DAY: Date = date!(2026 - 11 - 20);

async fn query_of<T: Send + 'static>(send: impl FnOnce(&ContaAzul) -> Pager<T>) -> String {
    let erp = Erp::with_json(r#"{"itens_totais":0,"itens":[]}"#).await;
    let mut list = send(&erp.client);
    assert!(list.try_next().await.unwrap().is_none());
    let query = erp.query().await;
    let pairs = query.iter().map(|(name, value)| format!("{name}={value}"));
    pairs.collect::<Vec<_>>().join("&")
}

#[tokio::test]
async fn the_search_for_sales_spells_every_filter() {
    let moment = datetime!(2026-04-01 03:00 UTC);
    let query = query_of(|erp| {
        let list = erp.sales().search().text("bolo").between(DAY, DAY);
        let list = list
            .created_between(DAY, DAY)
            .changed_between(moment, moment);
        let list = list
            .seller(&"s1".into())
            .seller(&"s2".into())
            .customer(&"p1".into());
        let list = list.operation_nature(&"n1".into()).category(&"c1".into());
        let list = list.product(&"i1".into()).origin("API").number(7).number(8);
        let list = list.legacy_owner(1).legacy_customer(2).legacy_product(3);
        let list = list
            .situation(SaleSituation::Approved)
            .kind(SaleKind::Proposal);
        let list = list.only_pending().approval(ApprovalState::Waiting);
        let list = list.legacy_category(4);
        list.sort(SortOrder::Descending, NegotiationColumn::Date)
            .send()
    })
    .await;
    assert_eq!(
        query,
        "termo_busca=bolo&data_inicio=2026-11-20&data_fim=2026-11-20\
         &data_criacao_de=2026-11-20&data_criacao_ate=2026-11-20\
         &data_alteracao_de=2026-04-01T00:00:00&data_alteracao_ate=2026-04-01T00:00:00\
         &ids_vendedores=s1&ids_vendedores=s2&ids_clientes=p1&ids_natureza_operacao=n1\
         &ids_categorias=c1&ids_produtos=i1&origens=API&numeros=7&numeros=8\
         &ids_legado_donos=1&ids_legado_clientes=2&ids_legado_produtos=3\
         &situacoes=APROVADO&tipos=SALE_PROPOSAL&pendente=true&totais=WAITING_APPROVED\
         &ids_legado_categorias=4&campo_ordenado_descendente=DATA&tamanho_pagina=100&pagina=1"
    );
}

#[tokio::test]
async fn quotes_contracts_and_lines_spell_theirs() {
    let quotes = query_of(|erp| {
        let list = erp.quotes().list().situation(QuoteSituation::Open);
        list.sort(SortOrder::Ascending, NegotiationColumn::Customer)
            .send()
    })
    .await;
    assert_eq!(
        quotes,
        "situacoes=ORCAMENTO&campo_ordenado_ascendente=CLIENTE&tamanho_pagina=100&pagina=1"
    );
    let contracts = query_of(|erp| {
        let list = erp
            .contracts()
            .list(DAY, DAY)
            .text("pao")
            .customer(&"p1".into());
        let list = list.payment_method(PaymentMethod::CreditCardLink);
        let list = list
            .payment_method(PaymentMethod::Boleto)
            .state(ContractState::NearExpiry);
        list.sort(SortOrder::Ascending, ContractColumn::End).send()
    })
    .await;
    assert_eq!(
        contracts,
        "data_inicio=2026-11-20&data_fim=2026-11-20&busca_textual=pao&cliente_id=p1\
         &tipo_pagamento=LINK_PAGAMENTO&tipo_pagamento=BOLETO_BANCARIO\
         &status=PROXIMO_AO_VENCIMENTO&campo_ordenado_ascendente=DATA_FIM\
         &tamanho_pagina=50&pagina=1"
    );
    let lines = query_of(|erp| erp.sales().items(&"s1".into()).send()).await;
    assert_eq!(lines, "tamanho_pagina=100&pagina=1");
}

fn line(price: &str) -> NewLineItem {
    NewLineItem::new("i1", 2_u32, reais(price))
}

fn at_sight(amount: &str) -> NewSalePayment {
    NewSalePayment::at_sight(NewSaleInstallment::new(DAY, reais(amount)))
}

fn bare(amount: &str) -> NewSale {
    NewSale::new("p1", 1_042, DAY, at_sight(amount))
}

#[tokio::test]
async fn a_sale_is_written_in_the_names_of_sales_with_every_digit() {
    let erp = Erp::with_json("{}").await;
    let due = |day, amount| NewSaleInstallment::new(day, reais(amount));
    let payment = NewSalePayment::after_days([
        (
            30,
            due(date!(2026 - 12 - 20), "50.10").description("primeira"),
        ),
        (60, due(date!(2027 - 01 - 19), "50.00")),
    ])
    .method(PaymentMethod::PixCharge)
    .account("a1")
    .nsu("887766");
    let quantity = Quantity::parse("1.50").unwrap();
    let kit = KitComponent::new("i2", "k1", 1_u32, reais("10.00"));
    let sale = NewSale::new("p1", 1_042, DAY, payment)
        .situation(SaleSituation::Approved)
        .item(
            NewLineItem::new("i1", quantity, reais("66.7400"))
                .description("Mochila")
                .unit_cost(reais("20.005"))
                .kit_component(kit),
        )
        .freight(reais("10.00"))
        .discount(Discount::percent(reais("10")))
        .category("c1")
        .cost_center("cc1")
        .seller("s1")
        .remarks("cedo")
        .payment_remarks("Pix");
    // 1.5 × 66.74 = 100.11; + 10.00 − 10.011 = 100.099: a cent may go either way.
    erp.client.sales().create(&sale).send().await.unwrap();
    let expected = json!({
        "id_cliente": "p1", "numero": 1042, "situacao": "APROVADO", "data_venda": "2026-11-20",
        "id_categoria": "c1", "id_centro_custo": "cc1", "id_vendedor": "s1",
        "observacoes": "cedo", "observacoes_pagamento": "Pix",
        "itens": [ { "id": "i1", "descricao": "Mochila", "quantidade": 1.5, "valor": 66.74,
                     "valor_custo": 20.005,
                     "itens_kit": [ { "id_produto": "i2", "id_kit": "k1", "quantidade": 1,
                                      "valor": 10.0 } ] } ],
        "composicao_de_valor": { "frete": 10.0, "desconto": { "tipo": "PORCENTAGEM", "valor": 10 } },
        "condicao_pagamento": {
            "tipo_pagamento": "COBRANCA_PIX", "id_conta_financeira": "a1", "nsu": "887766",
            "opcao_condicao_pagamento": "30, 60",
            "parcelas": [
                { "data_vencimento": "2026-12-20", "valor": 50.10, "descricao": "primeira" },
                { "data_vencimento": "2027-01-19", "valor": 50.00 } ] } });
    assert_eq!(erp.body().await, expected);
    let written = String::from_utf8(erp.request().await.body.clone()).unwrap();
    assert!(
        written.contains(r#""quantidade":1.50,"valor":66.7400"#),
        "{written}"
    );
}

#[tokio::test]
async fn payment_terms_are_worded_in_three_ways_and_a_replacement_names_its_version() {
    let erp = Erp::with_json("{}").await;
    let sale = bare("100")
        .item(line("50"))
        .situation(SaleSituation::Cancelled);
    let replacement = SaleReplacement::new(sale, 3).operation_nature("n1");
    let sent = erp
        .client
        .sales()
        .replace(&"s1".into(), &replacement)
        .send();
    sent.await.unwrap();
    let body = erp.body().await;
    assert_eq!(
        (&body["versao"], &body["id_natureza_operacao"]),
        (&json!(3), &json!("n1"))
    );
    assert!(body["itens"].is_array() && body.get("composicao_de_valor").is_none());
    let terms = &body["condicao_pagamento"];
    assert_eq!(terms["opcao_condicao_pagamento"], "À vista");

    let erp = Erp::with_json("{}").await;
    let third = NewSaleInstallment::new(DAY, reais("33"));
    let thirds = NewSalePayment::in_installments([third.clone(), third.clone(), third]);
    let sale = NewSale::new("p1", 1, DAY, thirds).item(line("49.50"));
    erp.client.sales().create(&sale).send().await.unwrap();
    assert_eq!(
        erp.body().await["condicao_pagamento"]["opcao_condicao_pagamento"],
        "3x"
    );
}

#[tokio::test]
async fn quotes_contracts_and_batches_are_written_so() {
    let erp = Erp::with_json("{}").await;
    let quote = NewQuote::new("p1", DAY, DAY).item(line("50")).seller("s1");
    let quote = quote.description("Festa").remarks("a").payment_remarks("b");
    let quote = quote.delivery_forecast("dez dias").freight(reais("5"));
    erp.client.quotes().create(&quote).send().await.unwrap();
    assert_eq!(
        erp.body().await,
        json!({ "id_cliente": "p1", "data_orcamento": "2026-11-20", "data_validade": "2026-11-20",
                "id_vendedor": "s1", "descricao": "Festa", "observacoes": "a",
                "observacoes_pagamento": "b", "previsao_entrega": "dez dias",
                "itens": [ { "id": "i1", "quantidade": 2, "valor": 50 } ],
                "composicao_de_valor": { "frete": 5 } })
    );

    let erp = Erp::with_json("{}").await;
    let terms = NewContractTerms::yearly(77, DAY, date!(2030 - 11 - 19))
        .every(2)
        .issue_day(5);
    let payment = NewContractPayment::new(PaymentMethod::CreditCardLink, DAY).due_day(31);
    let contract = NewContract::new("p1", terms.without_expiry(), payment.account("a1"))
        .item(line("50").description("Pao"))
        .discount(Discount::amount(reais("1")))
        .category("c1")
        .cost_center("cc1")
        .seller("s1")
        .remarks("a")
        .payment_remarks("b");
    erp.client
        .contracts()
        .create(&contract)
        .send()
        .await
        .unwrap();
    assert_eq!(
        erp.body().await,
        json!({ "id_cliente": "p1", "id_categoria": "c1", "id_centro_custo": "cc1",
                "id_vendedor": "s1", "observacoes": "a", "observacoes_pagamento": "b",
                "termos": { "numero": 77, "tipo_frequencia": "ANUAL", "intervalo_frequencia": 2,
                            "tipo_expiracao": "NUNCA", "data_inicio": "2026-11-20",
                            "data_fim": "2030-11-19", "dia_emissao_venda": 5 },
                "condicao_pagamento": { "tipo_pagamento": "LINK_PAGAMENTO", "dia_vencimento": 31,
                                        "primeira_data_vencimento": "2026-11-20",
                                        "id_conta_financeira": "a1" },
                "itens": [ { "id": "i1", "descricao": "Pao", "quantidade": 2, "valor": 50 } ],
                "composicao_de_valor": { "desconto": { "tipo": "VALOR", "valor": 1 } } })
    );

    let erp = Erp::with_json("{}").await;
    let ids: [QuoteId; 2] = ["q1".into(), "q2".into()];
    erp.client.quotes().delete(&ids).send().await.unwrap();
    assert_eq!(erp.body().await, json!({ "ids": ["q1", "q2"] }));
}

fn assert_told(error: &Error, complaint: &str) {
    assert_eq!(error.kind(), ErrorKind::Input, "{error}");
    assert_eq!((error.outcome(), error.attempts()), (Outcome::NotSent, 0));
    assert!(
        error.to_string().contains(complaint),
        "{error} does not say {complaint:?}"
    );
}

#[tokio::test]
async fn a_sale_that_does_not_add_up_is_not_sent() {
    let erp = Erp::with_json("{}").await;
    let due = |day, amount| NewSaleInstallment::new(day, reais(amount));
    let paid = |payment| NewSale::new("p1", 1, DAY, payment).item(line("50"));
    let later = date!(2026 - 12 - 20);
    let backwards = [due(later, "50"), due(DAY, "50")];
    let thousandth = NewLineItem::new("i1", Quantity::parse("0.001").unwrap(), reais("5"));
    for (sale, complaint) in [
        (bare("100"), "itens is empty"),
        (
            bare("99.99").item(line("50")),
            "sum of parcelas[].valor is not the total",
        ),
        (
            bare("100").item(line("50")).freight(reais("0.01")),
            "is not the total",
        ),
        (
            bare("0")
                .item(line("50"))
                .discount(Discount::percent(reais("101"))),
            "0 and 100",
        ),
        (
            bare("0")
                .item(line("50"))
                .discount(Discount::amount(reais("100.01"))),
            "be negative",
        ),
        (
            bare("0")
                .item(line("50"))
                .discount(Discount::amount(reais("-1"))),
            "desconto.valor is",
        ),
        (
            bare("100").item(line("50")).freight(reais("1.001")),
            "frete is not a whole",
        ),
        (bare("-2").item(line("1")), "parcelas[].valor is negative"),
        (bare("0").item(line("-1")), "itens[].valor is negative"),
        (
            bare("0").item(NewLineItem::new("i1", 0_u32, reais("1"))),
            "itens[].quantidade must be more than zero",
        ),
        // Half a cent may be rounded either way, a whole one may not.
        (bare("0.02").item(thousandth), "is not the total"),
        (
            paid(NewSalePayment::in_installments([])),
            "parcelas is empty",
        ),
        (
            paid(NewSalePayment::in_installments(backwards.clone())),
            "goes back in time",
        ),
        (
            paid(NewSalePayment::after_days([
                (60, due(DAY, "50")),
                (30, due(later, "50")),
            ])),
            "days go back",
        ),
        (
            NewSale::new("p1", 0, DAY, at_sight("100")).item(line("50")),
            "numero must be 1",
        ),
        (
            bare("100")
                .item(line("50"))
                .situation(SaleSituation::Invoiced),
            "FATURADO is not one to create a sale in",
        ),
    ] {
        let error = erp.client.sales().create(&sale).send().await.unwrap_err();
        assert_told(&error, complaint);
    }
    let sale = || bare("100").item(line("50"));
    for (replacement, complaint) in [
        (SaleReplacement::new(sale(), 0), "versao is 0"),
        (
            SaleReplacement::new(sale().category("c1"), 1),
            "id_categoria is not taken",
        ),
        (
            SaleReplacement::new(sale().cost_center("c1"), 1),
            "id_centro_custo is not taken",
        ),
        (
            SaleReplacement::new(sale().situation(SaleSituation::Quote), 1),
            "ORCAMENTO is not one that a sale can be put in",
        ),
        (
            SaleReplacement::new(bare("1").item(line("50")), 1),
            "is not the total",
        ),
    ] {
        let sent = erp
            .client
            .sales()
            .replace(&"s1".into(), &replacement)
            .send();
        assert_told(&sent.await.unwrap_err(), complaint);
    }
    assert_eq!(erp.requests().await, 0);
}

#[tokio::test]
async fn quotes_contracts_and_batches_are_checked_too() {
    let erp = Erp::with_json("{}").await;
    let quote = |until| NewQuote::new("p1", DAY, until);
    let kit = || KitComponent::new("i2", "k1", 1_u32, reais("1"));
    for (quote, complaint) in [
        (quote(DAY), "itens is empty"),
        (
            quote(date!(2026 - 11 - 19)).item(line("1")),
            "data_validade is before",
        ),
        (quote(DAY).item(line("0")), "itens[].valor is zero"),
        (
            quote(DAY).item(line("1").description("x")),
            "descricao is not taken by quotes",
        ),
        (
            quote(DAY).item(line("1").kit_component(kit())),
            "itens_kit is for sales only",
        ),
        (
            quote(DAY)
                .item(line("1"))
                .discount(Discount::amount(reais("3"))),
            "be negative",
        ),
    ] {
        let error = erp.client.quotes().create(&quote).send().await.unwrap_err();
        assert_told(&error, complaint);
    }
    let terms = || NewContractTerms::monthly(1, DAY, DAY);
    let boleto = || NewContractPayment::new(PaymentMethod::Boleto, DAY);
    let contract = |terms, payment| NewContract::new("p1", terms, payment).item(line("1"));
    for (contract, complaint) in [
        (NewContract::new("p1", terms(), boleto()), "itens is empty"),
        (
            contract(NewContractTerms::monthly(0, DAY, DAY), boleto()),
            "termos.numero must be 1",
        ),
        (
            contract(
                NewContractTerms::monthly(1, DAY, date!(2026 - 11 - 19)),
                boleto(),
            ),
            "termos.data_fim is before",
        ),
        (
            contract(terms().every(61), boleto()),
            "intervalo_frequencia is not between 1 and 60",
        ),
        (
            contract(terms().issue_day(0), boleto()),
            "dia_emissao_venda is not between 1 and 31",
        ),
        (
            contract(terms(), boleto().due_day(32)),
            "dia_vencimento is not between 1 and 31",
        ),
        (
            contract(terms(), boleto()).item(line("1").description("ç".repeat(501))),
            "longer than the 500 characters",
        ),
    ] {
        let error = erp
            .client
            .contracts()
            .create(&contract)
            .send()
            .await
            .unwrap_err();
        assert_told(&error, complaint);
    }
    let ids: Vec<SaleId> = (0..11).map(|n| SaleId::new(n.to_string())).collect();
    for (ids, complaint) in [(&ids[..0], "ids is empty"), (&ids[..], "more than the 10")] {
        let error = erp.client.sales().delete(ids).send().await.unwrap_err();
        assert_told(&error, complaint);
    }
    let gift = erp.client.contracts().list(DAY, DAY);
    let mut gift = gift.payment_method(PaymentMethod::GiftVoucher).send();
    assert_told(&gift.try_next().await.unwrap_err(), "VALE_PRESENTE");
    assert_eq!(erp.requests().await, 0);
}

#[test]
fn production_spellings_are_read() {
    let created = r#"{"data_venda":"2023-10-01T12:00:00Z","situacao":{"nome":"IN_PROCESS"}}"#;
    let created: CreatedSale = serde_json::from_str(created).unwrap();
    assert_eq!(created.date, Some(date!(2023 - 10 - 01)));
    assert_eq!(
        created.situation.unwrap().name,
        Some(SaleSituation::InProgress)
    );
    for spelling in ["PIX_COBRANCA", "COBRANCA_PIX"] {
        let payment = format!(r#"{{"tipo_pagamento":"{spelling}"}}"#);
        let payment: SalePayment = serde_json::from_str(&payment).unwrap();
        assert_eq!(payment.method, Some(PaymentMethod::PixCharge));
        let written = serde_json::to_value(&payment).unwrap();
        assert_eq!(written["tipo_pagamento"], "COBRANCA_PIX");
    }
    let nothing: Sale = serde_json::from_str("{}").unwrap();
    assert_eq!(nothing.negotiation, None);
}

#[test]
fn people_show_nowhere() {
    let secrets = [
        "Escola Aurora",
        "11222333000181",
        "financeiro@escola-aurora.example",
        "+5547999990000",
        "40213-7",
        "Joana Ficticia",
        "SEGREDO",
    ];
    let check = client_core::testing::LeakCheck::planted(secrets);
    let sale: Sale = serde_json::from_str(&fixture("sales/get")).unwrap();
    check.assert_clean("sale", &format!("{sale:?}"));
    let page: serde_json::Value = serde_json::from_str(&fixture("sales/search")).unwrap();
    let listed: contaazul_client::model::ListedSale =
        serde_json::from_str(&page["itens"][0].to_string()).unwrap();
    check.assert_clean("listed sale", &format!("{listed:?}"));
    let quote: contaazul_client::model::Quote =
        serde_json::from_str(&fixture("quotes/get")).unwrap();
    check.assert_clean("quote", &format!("{quote:?}"));
    let contract: contaazul_client::model::Contract =
        serde_json::from_str(&fixture("contracts/get")).unwrap();
    check.assert_clean("contract", &format!("{contract:?}"));
    let sale = bare("1")
        .item(line("1").description("SEGREDO"))
        .remarks("SEGREDO");
    check.assert_clean("new sale", &format!("{sale:?}"));
}
