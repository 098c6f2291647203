//! The bank's telling: lines, and the OFX file of Banco do Brasil's dialect.

use std::fmt::Write as _;

use time::Date;

use super::Story;

/// What the account held before the first day.
const OPENING_CENTS: i64 = 1_842_357;

/// One line of the statement.
#[derive(Debug, Clone)]
pub struct BankLine {
    /// `FITID`.
    pub id: String,
    /// The day it was posted.
    pub day: Date,
    /// The minute of that day.
    pub minute: u16,
    /// Cents; money out is negative.
    pub cents: i64,
    /// What it is, in the bank's words (`NAME`).
    pub kind: &'static str,
    /// The rest (`MEMO`).
    pub memo: String,
    /// `CHECKNUM`; zeros when there is none.
    pub check_number: String,
    /// `REFNUM`: of a Pix its txid or EndToEndId.
    pub reference: Option<String>,
}

impl BankLine {
    /// Day and minute as the bank prints them in memos: `03/04 09:41`.
    pub(super) fn stamp(&self) -> String {
        let (_, month, day) = self.day.to_calendar_date();
        let (hour, minute) = (self.minute / 60, self.minute % 60);
        format!("{day:02}/{:02} {hour:02}:{minute:02}", u8::from(month))
    }
}

/// A name after the bank is done with it: capitals without accents, some words abbreviated, and
/// cut where the room ends.
pub(super) fn as_the_bank_writes(name: &str, room: usize) -> String {
    let plain = recon_core::text::fold(name);
    let words = plain.split(' ').map(|word| match word {
        "COMERCIO" => "COM",
        "DISTRIBUIDORA" => "DISTRIB",
        "INDUSTRIA" => "IND",
        "RESTAURANTE" => "REST",
        "ASSOCIACAO" => "ASSOC",
        "CONSTRUTORA" => "CONSTR",
        "COOPERATIVA" => "COOP",
        "TRANSPORTADORA" => "TRANSP",
        other => other,
    });
    let short: Vec<&str> = words.collect();
    let cut: String = short.join(" ").chars().take(room).collect();
    cut.trim_end().to_owned()
}

pub(super) fn write(story: &Story) -> Vec<u8> {
    let account = &story.bakery.bank_account;
    let (first, last) = (ofx_day(story.month.first()), ofx_day(story.month.last()));
    let mut file = format!(
        "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\n\
         COMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n<OFX>\n<SIGNONMSGSRSV1><SONRS><STATUS>\
         <CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>\n<DTSERVER>{last}\n<LANGUAGE>POR</LANGUAGE>\
         \n<FI><ORG>Banco do Brasil</ORG><FID>1</FID></FI></SONRS></SIGNONMSGSRSV1>\n\
         <BANKMSGSRSV1><STMTTRNRS><TRNUID>1</TRNUID>\n<STMTRS><CURDEF>BRL</CURDEF>\n<BANKACCTFROM>\n\
         <BANKID>{}</BANKID>\n<BRANCHID>{}\n<ACCTID>{}\n<ACCTTYPE>CHECKING</ACCTTYPE>\n\
         </BANKACCTFROM>\n<BANKTRANLIST>\n<DTSTART>{first}\n<DTEND>{last}\n",
        account.bank_code, account.branch, account.number,
    );
    let mut balance = OPENING_CENTS;
    for line in &story.bank {
        balance += line.cents;
        write_line(&mut file, line);
    }
    let _ = write!(
        file,
        "</BANKTRANLIST>\n<LEDGERBAL><BALAMT>{}</BALAMT><DTASOF>{last}</LEDGERBAL>\n\
         </STMTRS></STMTTRNRS></BANKMSGSRSV1>\n</OFX>\n",
        decimal(balance)
    );
    in_windows_1252(&file)
}

fn write_line(file: &mut String, line: &BankLine) {
    let kind = if line.cents < 0 { "DEBIT" } else { "CREDIT" };
    let _ = write!(
        file,
        "<STMTTRN>\n<TRNTYPE>{kind}</TRNTYPE>\n<DTPOSTED>{}\n<TRNAMT>{}</TRNAMT>\n<FITID>{}\n\
         <CHECKNUM>{}\n",
        ofx_day(line.day),
        decimal(line.cents),
        line.id,
        line.check_number,
    );
    if let Some(reference) = &line.reference {
        let _ = writeln!(file, "<REFNUM>{reference}");
    }
    let _ = write!(
        file,
        "<NAME>{}\n<MEMO>{}\n</STMTTRN>\n",
        line.kind, line.memo
    );
}

fn ofx_day(day: Date) -> String {
    let (year, month, day) = day.to_calendar_date();
    format!("{year:04}{:02}{day:02}120000[-3:BRT]", u8::from(month))
}

fn decimal(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    format!("{sign}{}.{:02}", cents / 100, cents % 100)
}

/// Every character used here is below U+0100, where the two agree.
fn in_windows_1252(text: &str) -> Vec<u8> {
    text.chars()
        .map(|char| u8::try_from(u32::from(char)).unwrap_or(b'?'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_as_banks_do() {
        assert_eq!(
            as_the_bank_writes("Café Colibri Comércio de Alimentos Ltda", 20),
            "CAFE COLIBRI COM DE"
        );
        assert_eq!(
            as_the_bank_writes("Açúcar & Cia Distribuidora Ltda", 25),
            "ACUCAR CIA DISTRIB LTDA"
        );
    }
}
