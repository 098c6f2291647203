//! What the columns of a statement mean, by the names that banks give them.

use crate::table::{Header, Notation, Vocabulary};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Date,
    Amount,
    AmountCents,
    Debit,
    Credit,
    /// Says debit or credit, and nothing else.
    Sign,
    /// May say debit or credit, or something else altogether.
    Type,
    Memo,
    Name,
    Id,
    CheckNumber,
    Reference,
    Remittance,
    Balance,
    Account,
}

pub(super) const VOCABULARY: Vocabulary<Role> = Vocabulary {
    names: &[
        (
            Role::Date,
            &[
                "DATA",
                "DATE",
                "DIA",
                "DATA LANCAMENTO",
                "DATA DE LANCAMENTO",
                "DATA DO LANCAMENTO",
                "DATA MOV",
                "DATA MOVIMENTO",
                "DATA DO MOVIMENTO",
                "DATA MOVIMENTACAO",
                "DATA TRANSACAO",
                "DATA DA TRANSACAO",
                "DATA DE TRANSACAO",
                "DATA HORA",
                "DATA E HORA",
                "DT LANCAMENTO",
                "DT MOVIMENTO",
                "POSTED DATE",
                "POSTING DATE",
                "BOOKING DATE",
                "TRANSACTION DATE",
                "RELEASE DATE",
            ],
        ),
        (
            Role::Amount,
            &[
                "VALOR",
                "AMOUNT",
                "VALUE",
                "VALOR BRL",
                "MONTANTE",
                "QUANTIA",
                "VALOR LANCAMENTO",
                "VALOR DO LANCAMENTO",
                "VALOR TRANSACAO",
                "VALOR DA TRANSACAO",
                "NET AMOUNT",
                "TRANSACTION AMOUNT",
                "TRANSACTION NET AMOUNT",
            ],
        ),
        (
            Role::AmountCents,
            &["AMOUNT CENTS", "VALOR CENTAVOS", "VALOR EM CENTAVOS"],
        ),
        (
            Role::Debit,
            &[
                "DEBITO",
                "DEBITOS",
                "DEBIT",
                "DEBITS",
                "SAIDA",
                "SAIDAS",
                "WITHDRAWAL",
                "WITHDRAWALS",
                "PAID OUT",
                "VALOR DEBITO",
            ],
        ),
        (
            Role::Credit,
            &[
                "CREDITO",
                "CREDITOS",
                "CREDIT",
                "CREDITS",
                "ENTRADA",
                "ENTRADAS",
                "DEPOSIT",
                "DEPOSITS",
                "PAID IN",
                "VALOR CREDITO",
            ],
        ),
        (
            Role::Sign,
            &[
                "D C",
                "C D",
                "DC",
                "CD",
                "DEB CRED",
                "CRED DEB",
                "DEBITO CREDITO",
                "CREDITO DEBITO",
                "DEBIT CREDIT",
                "NATUREZA",
                "SINAL",
                "TIPO D C",
            ],
        ),
        (
            Role::Type,
            &[
                "TIPO",
                "TYPE",
                "TIPO LANCAMENTO",
                "TIPO DE LANCAMENTO",
                "TIPO TRANSACAO",
                "TIPO DE TRANSACAO",
                "TIPO DA TRANSACAO",
                "TRANSACTION TYPE",
            ],
        ),
        (
            Role::Memo,
            &[
                "HISTORICO",
                "DESCRICAO",
                "LANCAMENTO",
                "MEMO",
                "DESCRIPTION",
                "DETALHE",
                "DETALHES",
                "DETAILS",
                "TITULO",
                "TITLE",
                "COMPLEMENTO",
                "TRANSACAO",
                "NARRATIVE",
                "ESTABELECIMENTO",
                "MOVIMENTACAO",
                "OPERACAO",
            ],
        ),
        (
            Role::Name,
            &[
                "NOME",
                "NAME",
                "FAVORECIDO",
                "BENEFICIARIO",
                "PAGADOR",
                "CONTRAPARTE",
                "COUNTERPARTY",
                "PAYEE",
                "RAZAO SOCIAL",
                "FAVORECIDO PAGADOR",
                "IDENTIFICACAO",
            ],
        ),
        (
            Role::Id,
            &[
                "ID",
                "BANK ID",
                "IDENTIFICADOR",
                "FITID",
                "UUID",
                "TRANSACTION ID",
                "ID TRANSACAO",
                "ID DA TRANSACAO",
                "CODIGO DA TRANSACAO",
                "CODIGO TRANSACAO",
                "REFERENCE ID",
            ],
        ),
        (
            Role::CheckNumber,
            &[
                "DOCUMENTO",
                "DOCTO",
                "DOC",
                "NR DOC",
                "NRO DOC",
                "NUM DOC",
                "NO DOC",
                "N DOC",
                "N DOCUMENTO",
                "NR DOCUMENTO",
                "NRO DOCUMENTO",
                "NUMERO DOCUMENTO",
                "NUMERO DO DOCUMENTO",
                "N DO DOCUMENTO",
                "DOCUMENT",
                "DOCUMENT NUMBER",
                "CHECK NUMBER",
                "CHECKNUM",
            ],
        ),
        (
            Role::Reference,
            &[
                "REF",
                "REFERENCE",
                "REFERENCIA",
                "REFNUM",
                "TXID",
                "END TO END ID",
                "ENDTOENDID",
                "E2E ID",
                "E2EID",
            ],
        ),
        (
            Role::Remittance,
            &["REMITTANCE", "REMITTANCE IDS", "PAGA", "TITULOS PAGOS"],
        ),
        (
            Role::Balance,
            &[
                "SALDO",
                "BALANCE",
                "SALDO DO DIA",
                "SALDO APOS",
                "SALDO PARCIAL",
                "RUNNING BALANCE",
                "PARTIAL BALANCE",
            ],
        ),
        (
            Role::Account,
            &["CONTA", "NUMERO DA CONTA", "CONTA CORRENTE", "ACCOUNT"],
        ),
    ],
    required: &[
        ("date", &[Role::Date]),
        (
            "amount",
            &[Role::Amount, Role::AmountCents, Role::Debit, Role::Credit],
        ),
    ],
};

/// Where the amount of a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AmountColumns {
    One(usize, Notation),
    Two {
        debit: Option<usize>,
        credit: Option<usize>,
    },
}

/// The columns of a statement, by position.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    pub(super) date: usize,
    pub(super) amount: AmountColumns,
    /// The debit/credit column, and whether it must say one of the two.
    pub(super) sign: Option<(usize, bool)>,
    pub(super) memo: Vec<usize>,
    pub(super) name: Option<usize>,
    pub(super) id: Option<usize>,
    pub(super) check_number: Option<usize>,
    pub(super) reference: Option<usize>,
    pub(super) remittance: Option<usize>,
    pub(super) balance: Option<usize>,
    pub(super) account: Option<usize>,
}

impl Columns {
    /// Sorts the columns of a complete header out.
    pub(super) fn of(header: &Header<Role>) -> Self {
        let (debit, credit) = (header.find(Role::Debit), header.find(Role::Credit));
        let one = |role, notation| {
            header
                .find(role)
                .map(|column| AmountColumns::One(column, notation))
        };
        let amount = one(Role::AmountCents, Notation::Cents)
            .or_else(|| one(Role::Amount, Notation::Decimal))
            .unwrap_or(AmountColumns::Two { debit, credit });
        let strict = header.find(Role::Sign).map(|column| (column, true));
        let loose = || header.find(Role::Type).map(|column| (column, false));
        Self {
            date: header.find(Role::Date).unwrap_or_default(),
            amount,
            sign: strict.or_else(loose),
            memo: header.find_all(Role::Memo).collect(),
            name: header.find(Role::Name),
            id: header.find(Role::Id),
            check_number: header.find(Role::CheckNumber),
            reference: header.find(Role::Reference),
            remittance: header.find(Role::Remittance),
            balance: header.find(Role::Balance),
            account: header.find(Role::Account),
        }
    }

    /// The columns that hold an amount of the row itself.
    pub(super) fn amounts(&self) -> impl Iterator<Item = (usize, Notation)> {
        let columns = match self.amount {
            AmountColumns::One(column, notation) => [Some((column, notation)), None],
            AmountColumns::Two { debit, credit } => {
                [debit, credit].map(|column| column.map(|column| (column, Notation::Decimal)))
            }
        };
        columns.into_iter().flatten()
    }

    /// The columns whose notation shows the file's decimal mark.
    pub(super) fn decimals(&self) -> Vec<usize> {
        let amounts = self
            .amounts()
            .filter(|(_, notation)| *notation == Notation::Decimal);
        amounts
            .map(|(column, _)| column)
            .chain(self.balance)
            .collect()
    }
}
