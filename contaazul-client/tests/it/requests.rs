//! What exactly is sent. The ERP ignores what it does not know, so a misspelt name would do harm
//! without a word.

use client_core::http::Call;
use contaazul_client::api::{CategoryColumn, CostCenterColumn, CostCenterState};
use contaazul_client::model::{
    AccountKind, ChargeKind, CostCenterUpdate, EarlyDiscount, EventKind, InstallmentUpdate, Loss,
    NewAllocation, NewCharge, NewCostCenter, NewEvent, NewInstallment, NewSettlement,
    PaymentMethod, SearchStatus, SettlementUpdate, ValueBreakdown,
};
use contaazul_client::partner::StatementStatus;
use contaazul_client::{Amount, ContaAzul, PageSize, Pager, SortOrder};
use serde_json::{Value, json};
use time::macros::{date, datetime};

use crate::harness::{
    ACCOUNT, CATEGORY, COST_CENTER, Erp, INSTALLMENT, OTHER_ACCOUNT, OTHER_CATEGORY,
    OTHER_COST_CENTER, PERSON,
};

pub(crate) async fn query_of<T: Send + 'static>(
    send: impl FnOnce(&ContaAzul) -> Pager<T>,
) -> String {
    let erp = Erp::with_json(r#"{"itens_totais":0,"itens":[]}"#).await;
    let mut list = send(&erp.client);
    assert!(list.try_next().await.unwrap().is_none());
    let query = erp.query().await;
    let pairs = query.iter().map(|(name, value)| format!("{name}={value}"));
    pairs.collect::<Vec<_>>().join("&")
}

fn reais(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

#[tokio::test]
async fn the_search_for_receivables_spells_every_filter() {
    let query = query_of(|erp| {
        erp.receivables()
            .search(date!(2026 - 04 - 01), date!(2026 - 04 - 30))
            .accrued_between(date!(2026 - 03 - 01), date!(2026 - 03 - 31))
            .paid_between(date!(2026 - 05 - 01), date!(2026 - 05 - 31))
            .changed_between(
                datetime!(2026-04-01 03:00 UTC),
                datetime!(2026-04-02 02:59:59.9 UTC),
            )
            .amount_from(reais("10.5"))
            .amount_to(reais("200.000"))
            .description("bolo & café")
            .status(SearchStatus::Received)
            .status(SearchStatus::Overdue)
            .account(&"a1".into())
            .account(&"a2".into())
            .category(&"c1".into())
            .cost_center(&"cc1".into())
            .customer(&"p1".into())
            .page_size(PageSize::N500)
            .send()
    })
    .await;
    assert_eq!(
        query,
        "data_vencimento_de=2026-04-01&data_vencimento_ate=2026-04-30\
         &data_competencia_de=2026-03-01&data_competencia_ate=2026-03-31\
         &data_pagamento_de=2026-05-01&data_pagamento_ate=2026-05-31\
         &data_alteracao_de=2026-04-01T00:00:00&data_alteracao_ate=2026-04-01T23:59:59\
         &valor_de=10.5&valor_ate=200.00&descricao=bolo & café\
         &status=RECEBIDO&status=ATRASADO\
         &ids_contas_financeiras=a1&ids_contas_financeiras=a2\
         &ids_categorias=c1&ids_centros_de_custo=cc1&ids_clientes=p1\
         &tamanho_pagina=500&pagina=1"
    );
}

#[tokio::test]
async fn other_lists_spell_theirs() {
    let day = date!(2026 - 04 - 01);
    let moment = datetime!(2026-04-01 12:30:15 -3);
    let payables = query_of(|erp| erp.payables().search(day, day).send()).await;
    assert_eq!(
        payables,
        "data_vencimento_de=2026-04-01&data_vencimento_ate=2026-04-01&tamanho_pagina=100&pagina=1"
    );
    let categories = query_of(|erp| {
        let list = erp
            .categories()
            .list()
            .kind(EventKind::Income)
            .name("Vendas")
            .text("ven");
        let list = list.only_leaves();
        list.sort(SortOrder::Descending, CategoryColumn::Name)
            .send()
    })
    .await;
    assert_eq!(
        categories,
        "permite_apenas_filhos=false&tipo=RECEITA&nome=Vendas&busca=ven&apenas_filhos=true\
         &campo_ordenado_descendente=NOME&tamanho_pagina=100&pagina=1"
    );
    let centers = query_of(|erp| {
        let list = erp
            .cost_centers()
            .list()
            .text("loja")
            .state(CostCenterState::Any);
        list.sort(SortOrder::Ascending, CostCenterColumn::Code)
            .send()
    })
    .await;
    assert_eq!(
        centers,
        "busca=loja&filtro_rapido=TODOS&campo_ordenado_ascendente=CODIGO\
         &tamanho_pagina=100&pagina=1"
    );
    let accounts = query_of(|erp| {
        let list = erp
            .accounts()
            .list()
            .kind(AccountKind::Checking)
            .kind(AccountKind::PettyCash);
        let list = list.name("Conta PJ").only_active().without_digital();
        list.with_petty_cash().page_size(PageSize::N10).send()
    })
    .await;
    assert_eq!(
        accounts,
        "tipos=CONTA_CORRENTE&tipos=CAIXINHA&nome=Conta PJ&apenas_ativo=true\
         &esconde_conta_digital=true&mostrar_caixinha=true&tamanho_pagina=10&pagina=1"
    );
    let transfers = query_of(|erp| {
        let list = erp.transfers().list().between(day, day);
        list.account(&"a1".into()).account(&"a2".into()).send()
    })
    .await;
    assert_eq!(
        transfers,
        "data_inicio=2026-04-01&data_fim=2026-04-01&ids_conta_financeira=a1\
         &ids_conta_financeira=a2&tamanho_pagina=100&pagina=1"
    );
    let local = "data_inicio=2026-04-01T12:30:15&data_fim=2026-04-01T12:30:15\
                 &tamanho_pagina=100&pagina=1";
    assert_eq!(
        query_of(|erp| erp.changes().list(moment, moment).send()).await,
        local
    );
    let opening = query_of(|erp| erp.accounts().opening_balances(moment, moment).send()).await;
    assert_eq!(opening, local);
}

#[tokio::test]
async fn the_second_generation_and_the_seed_spell_theirs() {
    let day = date!(2026 - 04 - 01);
    let listed = query_of(|erp| erp.second_generation().list_payables(day, day).send()).await;
    assert_eq!(
        listed,
        "data_vencimento_de=2026-04-01&data_vencimento_ate=2026-04-01&tamanho_pagina=100&pagina=1"
    );
    let of_event = query_of(|erp| {
        let second = erp.second_generation();
        second.installments_of_event(&"e1".into()).send()
    })
    .await;
    assert_eq!(of_event, "id_evento=e1&tamanho_pagina=100&pagina=1");
    let settlements = query_of(|erp| {
        let second = erp.second_generation();
        second.list_settlements(&"i1".into()).send()
    })
    .await;
    assert_eq!(settlements, "id_parcela=i1&tamanho_pagina=100&pagina=1");
    let centers = query_of(|erp| {
        let list = erp.second_generation().list_cost_centers().text("loja");
        list.state(CostCenterState::Inactive).send()
    })
    .await;
    assert_eq!(
        centers,
        "busca_textual=loja&status=INATIVO&tamanho_pagina=100&pagina=1"
    );
    let accounts = query_of(|erp| {
        let list = erp.second_generation().list_accounts();
        list.sort_by_name(SortOrder::Descending).send()
    })
    .await;
    assert_eq!(
        accounts,
        "campo_ordenado_descendente=NOME&tamanho_pagina=100&pagina=1"
    );
    let statement = query_of(|erp| {
        let states = [StatementStatus::Paid, StatementStatus::Overdue];
        erp.partner().statement(day, day).status(&states).send()
    })
    .await;
    assert_eq!(
        statement,
        "data_inicio=2026-04-01&data_fim=2026-04-01&status=PAGO,VENCIDO&size=100&page=1"
    );
}

fn event() -> NewEvent {
    let share = NewAllocation::new(CATEGORY, reais("300.00"))
        .cost_center(COST_CENTER, reais("100.00"))
        .cost_center(OTHER_COST_CENTER, reais("200.00"));
    NewEvent::new(
        "Bolo",
        date!(2026 - 11 - 01),
        reais("350.00"),
        ACCOUNT,
        PERSON,
    )
    .allocation(share)
    .category(OTHER_CATEGORY, reais("50"))
    .installment(NewInstallment::new(
        "1/2",
        date!(2026 - 12 - 10),
        reais("150.00"),
    ))
    .installment(
        NewInstallment::new("2/2", date!(2027 - 01 - 10), reais("200.00"))
            .value(
                ValueBreakdown::gross_of(reais("200.00"))
                    .with_discount(reais("10"))
                    .with_interest(reais("1.50"))
                    .with_fine(reais("2"))
                    .with_fee(reais("0.25")),
            )
            .account(OTHER_ACCOUNT)
            .payment_method(PaymentMethod::PixCharge)
            .note("sem glúten"),
    )
    .remark("entregar cedo")
    .external_reference("pedido-8841")
}

#[tokio::test]
async fn an_event_is_written_in_the_names_of_each_generation() {
    let erp = Erp::with_json("{}").await;
    erp.client
        .receivables()
        .create(&event())
        .send()
        .await
        .unwrap();
    let second = erp.body().await;
    let expected = json!({
        "data_competencia": "2026-11-01", "valor": 350.00, "descricao": "Bolo",
        "observacao": "entregar cedo", "conta_financeira": ACCOUNT, "id_cliente": PERSON,
        "referencia_externa": "pedido-8841",
        "rateio": [
            { "id_categoria": CATEGORY, "valor": 300.00, "rateio_centro_custo": [
                { "id_centro_custo": COST_CENTER, "valor": 100.00 },
                { "id_centro_custo": OTHER_COST_CENTER, "valor": 200.00 } ] },
            { "id_categoria": OTHER_CATEGORY, "valor": 50 },
        ],
        "condicao_pagamento": { "parcelas": [
            { "descricao": "1/2", "data_vencimento": "2026-12-10", "conta_financeira": ACCOUNT,
              "detalhe_valor": { "valor_bruto": 150.00, "valor_liquido": 150.00 } },
            { "descricao": "2/2", "data_vencimento": "2027-01-10", "nota": "sem glúten",
              "conta_financeira": OTHER_ACCOUNT, "metodo_pagamento": "PIX_COBRANCA",
              "detalhe_valor": { "valor_bruto": 200.00, "valor_liquido": 193.25, "juros": 1.50,
                  "multa": 2, "desconto": 10, "taxa": 0.25 } },
        ] },
    });
    assert_eq!(second, expected);

    let erp = Erp::with_json("{}").await;
    erp.client.payables().create(&event()).send().await.unwrap();
    let body = erp.body().await;
    assert_eq!(body["id_fornecedor"], PERSON);
    assert_eq!(body.get("id_cliente"), None);

    let erp = Erp::with_json("{}").await;
    erp.client
        .first_generation()
        .create_receivable(&event())
        .send()
        .await
        .unwrap();
    let first = erp.body().await;
    assert_eq!(first["contato"], PERSON);
    assert_eq!(
        first["condicao_pagamento"]["parcelas"][0]["nota"], "",
        "mandatory there"
    );
    for absent in ["id_cliente", "id_fornecedor", "referencia_externa"] {
        assert_eq!(first.get(absent), None, "{absent}");
    }
}

#[tokio::test]
async fn amounts_are_numbers_with_the_digits_given() {
    let erp = Erp::with_json("{}").await;
    let large = reais("12345678901234.50");
    let event = NewEvent::new("Bolo", date!(2026 - 11 - 01), large, ACCOUNT, PERSON)
        .category(CATEGORY, large)
        .installment(NewInstallment::new("1/1", date!(2026 - 12 - 10), large));
    erp.client
        .receivables()
        .create(&event)
        .send()
        .await
        .unwrap();
    let body = erp.request().await.body;
    let text = String::from_utf8(body).unwrap();
    assert!(text.contains(r#""valor":12345678901234.50,"#), "{text}");
}

#[tokio::test]
async fn changes_and_settlements_are_written_in_the_names_of_the_wire() {
    let breakdown = || ValueBreakdown::gross_of(reais("40.00")).with_fee(reais("0.40"));
    let update = InstallmentUpdate::of_version(3)
        .note("adiada")
        .description("1/2")
        .due_date(date!(2026 - 12 - 15))
        .value(breakdown())
        .expected_on(date!(2026 - 12 - 16))
        .payment_method(PaymentMethod::Boleto)
        .loss(Loss::new(date!(2026 - 12 - 30), reais("1.50")))
        .nsu("004711")
        .payment_scheduled(true)
        .account(ACCOUNT);
    let erp = Erp::with_json("{}").await;
    erp.client
        .installments()
        .update(&INSTALLMENT.into(), &update)
        .send()
        .await
        .unwrap();
    let expected = json!({
        "versao": 3, "nota": "adiada", "descricao": "1/2", "vencimento": "2026-12-15",
        "composicao_valor": { "valor_bruto": 40.00, "taxa": 0.40 },
        "data_pagamento_esperado": "2026-12-16", "metodo_pagamento": "BOLETO_BANCARIO",
        "perda": { "data": "2026-12-30", "valor": 1.50 }, "nsu": "004711",
        "pagamento_agendado": true, "id_conta_financeira": ACCOUNT,
    });
    assert_eq!(erp.body().await, expected);

    let settlement = NewSettlement::new(date!(2026 - 12 - 01), ACCOUNT, breakdown())
        .payment_method(PaymentMethod::VirtualCredit)
        .remark("parcial")
        .nsu("004711");
    let expected = json!({
        "data_pagamento": "2026-12-01", "conta_financeira": ACCOUNT,
        "composicao_valor": { "valor_bruto": 40.00, "taxa": 0.40 },
        "metodo_pagamento": "CREDITO_VIRTUAL", "observacao": "parcial", "nsu": "004711",
    });
    let erp = Erp::with_json("{}").await;
    erp.client
        .settlements()
        .create(&INSTALLMENT.into(), &settlement)
        .send()
        .await
        .unwrap();
    assert_eq!(erp.body().await, expected);

    let mut with_installment = expected;
    with_installment["id_parcela"] = Value::from(INSTALLMENT);
    let erp = Erp::with_json("{}").await;
    let second = erp.client.second_generation();
    second
        .create_settlement(&INSTALLMENT.into(), &settlement)
        .send()
        .await
        .unwrap();
    assert_eq!(erp.body().await, with_installment);

    let update = SettlementUpdate::of_version(2)
        .paid_on(date!(2026 - 12 - 02))
        .value(breakdown())
        .account(OTHER_ACCOUNT)
        .payment_method(PaymentMethod::VirtualCredit)
        .remark("corrigida")
        .nsu("004712");
    let erp = Erp::with_json("{}").await;
    erp.client
        .settlements()
        .update(&"b1".into(), &update)
        .send()
        .await
        .unwrap();
    let expected = json!({
        "versao": 2, "data_pagamento": "2026-12-02", "conta_financeira": OTHER_ACCOUNT,
        "composicao_valor": { "valor_bruto": 40.00, "taxa": 0.40 },
        "metodo_pagamento": "CREDITO_VIRTUA", "observacao": "corrigida", "nsu": "004712",
    });
    assert_eq!(
        erp.body().await,
        expected,
        "changes spell it without the last letter"
    );
}

#[tokio::test]
async fn charges_and_cost_centers_are_written_in_the_names_of_the_wire() {
    let charge = |discount| {
        let new = NewCharge::new(
            ChargeKind::PaymentLink,
            INSTALLMENT,
            ACCOUNT,
            date!(2026 - 12 - 10),
            "Bolo",
        );
        new.early_discount(discount).most_installments(3)
    };
    let mut expected = json!({
        "conta_bancaria": ACCOUNT, "descricao_fatura": "Bolo", "id_parcela": INSTALLMENT,
        "data_vencimento": "2026-12-10", "tipo": "LINK_PAGAMENTO", "maximo_parcelas": 3,
        "atributos": { "desconto_antecipado": { "percentual": 5.0, "dias_antes_vencer": 3 } },
    });
    let erp = Erp::with_json("{}").await;
    let percent = charge(EarlyDiscount::percent(reais("5.0"), 3));
    erp.client.charges().create(&percent).send().await.unwrap();
    assert_eq!(erp.body().await, expected);
    let erp = Erp::with_json("{}").await;
    let amount = charge(EarlyDiscount::amount(reais("7.50"), 2));
    erp.client.charges().create(&amount).send().await.unwrap();
    expected["atributos"]["desconto_antecipado"] = json!({ "valor": 7.50, "dias_antes_vencer": 2 });
    assert_eq!(erp.body().await, expected);

    let erp = Erp::with_json("{}").await;
    let new = NewCostCenter::new("Loja Norte").code("L2");
    erp.client.cost_centers().create(&new).send().await.unwrap();
    assert_eq!(
        erp.body().await,
        json!({ "nome": "Loja Norte", "codigo": "L2" })
    );
    let erp = Erp::with_json("{}").await;
    let update = CostCenterUpdate::of_version(1)
        .name("Loja Sul")
        .active(false);
    erp.client
        .cost_centers()
        .update(&COST_CENTER.into(), &update)
        .send()
        .await
        .unwrap();
    let expected = json!({ "versao": 1, "nome": "Loja Sul", "ativo": false });
    assert_eq!(erp.body().await, expected);
}

#[tokio::test]
async fn what_no_method_covers_is_asked_for_by_hand() {
    let erp = Erp::with_json("1043").await;
    let call = Call::raw(http::Method::GET, "/v1/venda/proximo-numero");
    let number: Option<u64> = erp.client.request(call).send().await.unwrap();
    assert_eq!(number, Some(1_043));
    assert_eq!(erp.request().await.url.path(), "/v1/venda/proximo-numero");
}
