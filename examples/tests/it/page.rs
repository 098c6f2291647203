//! The page people open.

use crate::run::Desk;

const BANK: &str = "id,date,amount,memo,ref\n\
    B1,2026-04-14,97.51,REDE VISA,\n\
    B2,2026-04-15,300.00,TED MERCADO IPE LTDA,\n\
    B3,2026-04-17,200.00,OFICINA CENTRAL NF 1020,\n\
    B4,2026-04-20,-45.00,TARIFA <b>PACOTE</b> & CIA,\n";
const LEDGER: &str = "id,due_date,amount,name,ref,kind\n\
    L1,2026-04-12,100.00,Venda,,card:visa\n\
    L2,2026-04-15,120.00,Mercado Ipê Ltda,1018,invoice\n\
    L3,2026-04-15,180.00,Mercado Ipê Ltda,1019,invoice\n\
    L4,2026-04-15,350.00,Oficina Central,1020,invoice\n";
const FEES: &str = "product,rate_bp\nvisa,249\n";

fn page(language: &str) -> String {
    let desk = Desk::new();
    let (bank, ledger) = (desk.put("bank.csv", BANK), desk.put("ledger.csv", LEDGER));
    let fees = desk.put("fees.csv", FEES);
    let more = ["--fees", fees.to_str().unwrap(), "--lang", language];
    let page = desk
        .reconcile_files(&bank, &ledger, &more)
        .text("report.html");
    page.replace('\u{a0}', " ")
}

/// Every tag that is opened is closed, in order.
fn assert_well_formed(page: &str) {
    const EMPTY: [&str; 3] = ["meta", "!doctype", "rect"];
    let mut open: Vec<&str> = Vec::new();
    // Rules of the style sheet hold no `<`.
    for part in page.split('<').skip(1) {
        let (tag, _) = part.split_once('>').unwrap();
        let name = tag.trim_end_matches('/').split_whitespace().next().unwrap();
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "at </{name}>"),
            None if EMPTY.contains(&name) => {}
            None => open.push(name),
        }
    }
    assert_eq!(open, Vec::<&str>::new());
}

#[test]
fn the_page_stands_alone_and_is_well_formed() {
    let page = page("en");
    assert_well_formed(&page);
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"));
    for foreign in [
        "http:",
        "https:",
        "<script",
        "src=",
        "url(",
        "@import",
        "javascript:",
    ] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    for needed in [
        "name=\"viewport\"",
        "prefers-color-scheme: dark",
        "<svg",
        "role=\"img\"",
        "aria-label=\"Bank lines: 3 matched, 0 to review, 1 open\"",
        "<th scope=\"col\">",
    ] {
        assert!(page.contains(needed), "{needed}");
    }
}

#[test]
fn nothing_from_the_files_becomes_markup() {
    let page = page("en");
    assert!(page.contains("TARIFA &lt;b&gt;PACOTE&lt;/b&gt; &amp; CIA"));
    assert!(!page.contains("<b>PACOTE"));
}

#[test]
fn matches_show_their_sums() {
    let page = page("en");
    for sum in [
        "R$ 100,00 − R$ 2,49 fee = R$ 97,51",
        "R$ 120,00 + R$ 180,00 = R$ 300,00",
        "R$ 350,00 − R$ 150,00 still owed = R$ 200,00",
        "3 of 4 bank lines are explained; 1 is open.",
        "Looks like a bank charge that nobody entered",
        "Enter them as expenses.",
    ] {
        assert!(page.contains(sum), "{sum}");
    }
}

#[test]
fn the_page_speaks_portuguese() {
    let page = page("pt");
    assert_well_formed(&page);
    assert!(page.contains("<html lang=\"pt-BR\">"));
    for text in [
        "Conciliação bancária",
        "3 de 4 lançamentos do banco estão explicados; 1 está em aberto.",
        "R$ 100,00 − R$ 2,49 de taxa = R$ 97,51",
        "Parece uma tarifa que ninguém lançou",
        "confere: referência, que só este título tem",
        "14/04/2026",
    ] {
        assert!(page.contains(text), "{text}");
    }
    for english in ["</i>matched", "Nearest", " fee ", "working day", "Bank"] {
        assert!(!page.contains(english), "{english}");
    }
}

#[test]
fn long_lists_are_cut_with_a_pointer() {
    let desk = Desk::new();
    let mut bank = String::from("id,date,amount,memo\n");
    for n in 0..700 {
        let day = 1 + n % 28;
        let month = 1 + n % 4;
        bank.push_str(&format!(
            "B{n},2026-{month:02}-{day:02},{n}.01,AVULSO {n}\n"
        ));
    }
    let bank = desk.put("bank.csv", bank);
    let ledger = desk.put("ledger.csv", "id,due_date,amount\nL1,2026-04-10,99999.00\n");
    let page = desk
        .reconcile_files(&bank, &ledger, &[])
        .text("report.html");
    assert_well_formed(&page);
    assert!(page.contains("… 450 more in open_bank.csv"), "700 − 250");
    assert!(page.contains("by week"), "four months do not fit by day");
    let (largest, smallest) = (page.find("AVULSO 699 "), page.find("AVULSO 3 "));
    assert!(largest.is_some() && smallest.is_none());
}

#[test]
fn a_statement_without_lines_has_a_page_too() {
    let desk = Desk::new();
    let bank = desk.put("bank.csv", "id,date,amount\n");
    let ledger = desk.put("ledger.csv", LEDGER);
    let page = desk
        .reconcile_files(&bank, &ledger, &[])
        .text("report.html");
    assert_well_formed(&page);
    assert!(page.contains("The bank files hold no lines."));
    assert!(!page.contains("<figure>"));
}
