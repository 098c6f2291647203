//! What the columns of a ledger mean.

use crate::table::{Notation, Table, Vocabulary};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Id,
    DueDate,
    Amount,
    AmountCents,
    Name,
    Document,
    Reference,
    Kind,
    DueAmount,
    DiscountUntil,
    DiscountAmount,
    Product,
    Brand,
    Account,
    BookedAt,
}

pub(super) const VOCABULARY: Vocabulary<Role> = Vocabulary {
    names: &[
        (Role::Id, &["ID", "LEDGER ID", "IDENTIFICADOR", "CODIGO"]),
        (
            Role::DueDate,
            &[
                "DUE DATE",
                "VENCIMENTO",
                "DATA VENCIMENTO",
                "DATA DE VENCIMENTO",
                "DATA PREVISTA",
            ],
        ),
        (
            Role::Amount,
            &["AMOUNT", "VALOR", "VALOR ORIGINAL", "VALUE"],
        ),
        (
            Role::AmountCents,
            &["AMOUNT CENTS", "VALOR CENTAVOS", "VALOR EM CENTAVOS"],
        ),
        (
            Role::Name,
            &[
                "NAME",
                "NOME",
                "CLIENTE",
                "FORNECEDOR",
                "CLIENTE FORNECEDOR",
                "RAZAO SOCIAL",
            ],
        ),
        (
            Role::Document,
            &[
                "DOC",
                "DOCUMENT",
                "DOCUMENTO",
                "CPF",
                "CNPJ",
                "CPF CNPJ",
                "TAX ID",
            ],
        ),
        (
            Role::Reference,
            &["REF", "REFERENCE", "REFERENCIA", "NOSSO NUMERO", "TXID"],
        ),
        (Role::Kind, &["KIND", "TIPO"]),
        (
            Role::DueAmount,
            &["DUE AMOUNT", "VALOR COBRADO", "VALOR ATUALIZADO"],
        ),
        (
            Role::DiscountUntil,
            &["DISCOUNT UNTIL", "DESCONTO ATE", "DATA LIMITE DESCONTO"],
        ),
        (
            Role::DiscountAmount,
            &["DISCOUNT AMOUNT", "DESCONTO", "VALOR DESCONTO"],
        ),
        (Role::Product, &["PRODUCT", "PRODUTO"]),
        (Role::Brand, &["BRAND", "BANDEIRA"]),
        (Role::Account, &["ACCOUNT", "CONTA"]),
        (
            Role::BookedAt,
            &["BOOKED AT", "BAIXADO EM", "DATA BAIXA", "DATA DA BAIXA"],
        ),
    ],
    required: &[
        ("id", &[Role::Id]),
        ("due_date", &[Role::DueDate]),
        ("amount", &[Role::Amount, Role::AmountCents]),
    ],
};

#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    pub(super) id: usize,
    pub(super) due_date: usize,
    pub(super) amount: usize,
    pub(super) notation: Notation,
    pub(super) name: Option<usize>,
    pub(super) document: Option<usize>,
    pub(super) reference: Option<usize>,
    pub(super) kind: Option<usize>,
    pub(super) extra: Extra,
}

/// What only some ledgers know.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extra {
    pub(super) due_amount: Option<usize>,
    pub(super) discount_until: Option<usize>,
    pub(super) discount_amount: Option<usize>,
    pub(super) product: Option<usize>,
    pub(super) brand: Option<usize>,
    pub(super) account: Option<usize>,
    pub(super) booked_at: Option<usize>,
}

impl Columns {
    /// Of a table whose header is complete.
    pub(super) fn of(table: &Table<'_, Role>) -> Self {
        let find = |role| table.header().find(role);
        let (amount, notation) = match find(Role::AmountCents) {
            Some(column) => (column, Notation::Cents),
            None => (find(Role::Amount).unwrap_or_default(), Notation::Decimal),
        };
        Self {
            id: find(Role::Id).unwrap_or_default(),
            due_date: find(Role::DueDate).unwrap_or_default(),
            amount,
            notation,
            name: find(Role::Name),
            document: find(Role::Document),
            reference: find(Role::Reference),
            kind: find(Role::Kind),
            extra: Extra {
                due_amount: find(Role::DueAmount),
                discount_until: find(Role::DiscountUntil),
                discount_amount: find(Role::DiscountAmount),
                product: find(Role::Product),
                brand: find(Role::Brand),
                account: find(Role::Account),
                booked_at: find(Role::BookedAt),
            },
        }
    }
}
