//! The elements this crate knows. Everything else is skipped over.

use crate::{AccountKind, BalanceKind};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// `OFX`
    Document,
    /// A response set or a wrapper around one statement: no statement goes on beyond it.
    Boundary,
    Statement(Option<AccountKind>),
    AccountFrom,
    /// `BANKTRANLIST`
    Lines,
    Line,
    Balance(BalanceKind),
    Investments,
    /// An aggregate whose leaves are about someone or something else.
    Foreign,
    /// `CURRENCY`: the line's amount is in a currency of its own.
    LineCurrency,
    Leaf(Leaf),
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaf {
    Organisation,
    Currency,
    Start,
    End,
    BankId,
    BranchId,
    AccountId,
    AccountType,
    LineType,
    Posted,
    UserDate,
    Amount,
    Id,
    CheckNumber,
    Reference,
    Name,
    Memo,
    Symbol,
    BalanceAmount,
    BalanceDate,
    /// Known, so that it ends the value before it, but of no use here.
    Other,
}

impl Tag {
    /// Looks a name up, in any case.
    pub(super) fn from_name(name: &[u8]) -> Self {
        const LONGEST: usize = 18;
        let mut upper = [0; LONGEST];
        let Some(upper) = upper.get_mut(..name.len()) else {
            return Self::Unknown;
        };
        upper.copy_from_slice(name);
        upper.make_ascii_uppercase();
        match &*upper {
            b"OFX" => Self::Document,
            b"SIGNONMSGSRSV1"
            | b"BANKMSGSRSV1"
            | b"CREDITCARDMSGSRSV1"
            | b"INVSTMTMSGSRSV1"
            | b"STMTTRNRS"
            | b"CCSTMTTRNRS"
            | b"INVSTMTTRNRS" => Self::Boundary,
            b"STMTRS" => Self::Statement(None),
            b"CCSTMTRS" => Self::Statement(Some(AccountKind::CreditCard)),
            b"INVSTMTRS" => Self::Statement(Some(AccountKind::Investment)),
            b"BANKACCTFROM" | b"CCACCTFROM" | b"INVACCTFROM" => Self::AccountFrom,
            b"BANKTRANLIST" => Self::Lines,
            b"STMTTRN" => Self::Line,
            b"LEDGERBAL" => Self::Balance(BalanceKind::Ledger),
            b"AVAILBAL" => Self::Balance(BalanceKind::Available),
            b"INVTRANLIST" => Self::Investments,
            b"BANKACCTTO" | b"CCACCTTO" | b"ORIGCURRENCY" | b"BALLIST" | b"BAL" | b"STATUS"
            | b"SONRS" | b"FI" | b"PAYEE" => Self::Foreign,
            b"CURRENCY" => Self::LineCurrency,
            other => Self::leaf(other),
        }
    }

    fn leaf(name: &[u8]) -> Self {
        Self::Leaf(match name {
            b"ORG" => Leaf::Organisation,
            b"CURDEF" => Leaf::Currency,
            b"DTSTART" => Leaf::Start,
            b"DTEND" => Leaf::End,
            b"BANKID" => Leaf::BankId,
            b"BRANCHID" => Leaf::BranchId,
            b"ACCTID" => Leaf::AccountId,
            b"ACCTTYPE" => Leaf::AccountType,
            b"TRNTYPE" => Leaf::LineType,
            b"DTPOSTED" => Leaf::Posted,
            b"DTUSER" => Leaf::UserDate,
            b"TRNAMT" => Leaf::Amount,
            b"FITID" => Leaf::Id,
            b"CHECKNUM" => Leaf::CheckNumber,
            b"REFNUM" => Leaf::Reference,
            b"NAME" => Leaf::Name,
            b"MEMO" => Leaf::Memo,
            b"CURSYM" => Leaf::Symbol,
            b"BALAMT" => Leaf::BalanceAmount,
            b"DTASOF" => Leaf::BalanceDate,
            b"ACCTKEY" | b"ADDR1" | b"ADDR2" | b"ADDR3" | b"BALTYPE" | b"CITY" | b"CODE"
            | b"CORRECTACTION" | b"CORRECTFITID" | b"COUNTRY" | b"CURRATE" | b"DESC"
            | b"DTACCTUP" | b"DTAVAIL" | b"DTPROFUP" | b"DTSERVER" | b"EXTDNAME" | b"FID"
            | b"LANGUAGE" | b"MESSAGE" | b"MKTGINFO" | b"PAYEEID" | b"PHONE" | b"POSTALCODE"
            | b"SEVERITY" | b"SIC" | b"SRVRTID" | b"STATE" | b"TRNUID" | b"VALUE" => Leaf::Other,
            _ => return Self::Unknown,
        })
    }

    /// Whether the element's value is free text, in which `<` may be literal.
    pub(super) fn is_text(self) -> bool {
        matches!(
            self,
            Self::Leaf(Leaf::Name | Leaf::Memo | Leaf::Organisation)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_case() {
        assert_eq!(Tag::from_name(b"stmtTrn"), Tag::Line);
        assert_eq!(Tag::from_name(b"Memo"), Tag::Leaf(Leaf::Memo));
        assert_eq!(Tag::from_name(b"INTU.BID"), Tag::Unknown);
        assert_eq!(Tag::from_name(&[b'A'; 99]), Tag::Unknown);
    }

    #[test]
    fn the_longest_names_fit() {
        for name in [
            &b"CREDITCARDMSGSRSV1"[..],
            b"SIGNONMSGSRSV1",
            b"INVSTMTMSGSRSV1",
        ] {
            assert_ne!(
                Tag::from_name(name),
                Tag::Unknown,
                "{}",
                name.escape_ascii()
            );
        }
    }
}
