//! What was wrong with the input, and what to do about it.

use statement_files::{Effect, Problem, ProblemKind};

use crate::report::finding::{Cause, Finding};
use crate::report::language::Language;

/// The stable name of an effect.
pub(in crate::report) fn effect_code(effect: Effect) -> &'static str {
    match effect {
        Effect::LineLost => "line_lost",
        Effect::FieldLost => "value_lost",
        _ => "note",
    }
}

/// What is wrong.
pub(in crate::report) fn what(finding: &Finding, language: Language) -> String {
    match &finding.cause {
        Cause::Read(problem) => match language {
            Language::English => problem.what(),
            Language::Portuguese => what_in_portuguese(problem),
        },
        Cause::IdOfAnotherStatement(_) => language
            .say(
                "the id was used before in another statement",
                "o identificador já apareceu em outro extrato",
            )
            .to_owned(),
        Cause::AlreadyRead(_) => language
            .say(
                "an earlier file of this account has the same line",
                "um arquivo anterior desta conta tem o mesmo lançamento",
            )
            .to_owned(),
        Cause::UnknownKind { entries, .. } => unknown_kind(*entries, language),
        Cause::OtherCurrency { code, entries, .. } => {
            let lines = ["line is in", "lines, the first of them here, are in"];
            let linhas = [
                "lançamento está em",
                "lançamentos, o primeiro aqui, estão em",
            ];
            format!("{} {code}", language.count(*entries, lines, linhas))
        }
        Cause::Unusable { record, field } => match language {
            Language::English => format!("record {record} has no usable `{field}`"),
            Language::Portuguese => format!("o registro {record} não tem `{field}` utilizável"),
        },
        Cause::NoFee { product, entries } => {
            let entries = language.count(*entries, ["entry", "entries"], ["título", "títulos"]);
            match language {
                Language::English => {
                    format!("{entries} of card product `{product}`, which has no fee row")
                }
                Language::Portuguese => {
                    format!("{entries} do produto `{product}`, que não está na tabela de taxas")
                }
            }
        }
    }
}

fn unknown_kind(entries: usize, language: Language) -> String {
    language.count(
        entries,
        [
            "entry is neither `invoice` nor `card:PRODUCT`",
            "entries, the first of them here, are neither `invoice` nor `card:PRODUCT`",
        ],
        [
            "título não é `invoice` nem `card:PRODUTO`",
            "títulos, o primeiro aqui, não são `invoice` nem `card:PRODUTO`",
        ],
    )
}

/// What to do about it, or what was done.
pub(in crate::report) fn fix(finding: &Finding, language: Language) -> &'static str {
    let say = |english, portuguese| language.say(english, portuguese);
    match &finding.cause {
        Cause::Read(problem) if problem.kind == ProblemKind::RepeatedId => repeated_id(language),
        Cause::Read(problem) if problem.kind == ProblemKind::NotInCents => say(
            "write it with two decimals and at most 16 digits before them",
            "escreva com duas casas decimais e até 16 algarismos antes delas",
        ),
        Cause::IdOfAnotherStatement(_) => repeated_id(language),
        Cause::Read(problem) => match language {
            Language::English => problem.fix(),
            Language::Portuguese => fix_in_portuguese(&problem.kind),
        },
        Cause::AlreadyRead(_) => say(
            "nothing: it was counted once",
            "nada: foi contado uma vez só",
        ),
        Cause::Unusable { .. } => say(
            "look it up at the provider and correct it there; it was left out",
            "procure-o no provedor e corrija lá; ficou de fora",
        ),
        Cause::UnknownKind { .. } => say(
            "correct the kind; they were matched as invoices",
            "corrija o tipo; valeram como `invoice`",
        ),
        Cause::OtherCurrency { .. } => say(
            "nothing: they meet only their own currency and are in no sum; give each a run of its own",
            "nada: só combinam com a mesma moeda e não entram nas somas; concilie cada moeda à parte",
        ),
        Cause::NoFee { .. } => say(
            "add the product to the fee file; they were matched at their full amount",
            "inclua o produto no arquivo de taxas; valeu o valor cheio",
        ),
    }
}

fn repeated_id(language: Language) -> &'static str {
    language.say(
        "nothing: both were kept, the later one as ID#2, ID#3, …",
        "nada: ambos foram mantidos, o posterior como ID#2, ID#3, …",
    )
}

fn what_in_portuguese(problem: &Problem) -> String {
    match &problem.kind {
        ProblemKind::Missing => "não há valor".to_owned(),
        ProblemKind::BadAmount { shape } => format!("`{shape}` não é um valor"),
        ProblemKind::AmbiguousAmount { shape } => {
            format!("`{shape}` pode ser lido com ou sem decimais")
        }
        ProblemKind::BadDate { shape } => format!("`{shape}` não é uma data"),
        ProblemKind::BadCurrency { shape } => format!("`{shape}` não é um código de moeda"),
        ProblemKind::ScientificNotation { shape } => {
            format!("`{shape}` é notação científica: perderam-se dígitos")
        }
        ProblemKind::TooManyCells { cells, columns } => {
            format!("a linha tem {cells} células, o cabeçalho {columns} colunas")
        }
        ProblemKind::BadSign { shape } => format!("`{shape}` não diz débito nem crédito"),
        ProblemKind::SignConflict => "um número negativo está marcado como crédito".to_owned(),
        ProblemKind::DebitAndCredit => "débito e crédito estão preenchidos".to_owned(),
        ProblemKind::RepeatedElement => "o elemento aparece duas vezes".to_owned(),
        ProblemKind::TypeDisagrees => "débito ou crédito não combina com o sinal".to_owned(),
        ProblemKind::RepeatedId => "o identificador já apareceu neste arquivo".to_owned(),
        ProblemKind::UnscaledBalance => "o saldo não tem casas decimais".to_owned(),
        ProblemKind::PositivePurchases => "este cartão mostra compras como positivas".to_owned(),
        ProblemKind::Truncated => "o arquivo termina no meio".to_owned(),
        ProblemKind::NotALine => "a linha não é um lançamento".to_owned(),
        ProblemKind::InvestmentsNotRead => "investimentos não são lidos".to_owned(),
        ProblemKind::NotInCents => {
            "o valor não é um número inteiro de centavos, ou é grande demais".to_owned()
        }
        ProblemKind::NotOfAmount => "não combina com o valor do título".to_owned(),
        ProblemKind::BadRate { shape } => format!("`{shape}` não é uma taxa em pontos-base"),
        _ => problem.what(),
    }
}

fn fix_in_portuguese(kind: &ProblemKind) -> &'static str {
    match kind {
        ProblemKind::Missing => "preencha, ou exporte o arquivo de novo",
        ProblemKind::BadAmount { .. } => "escreva como 1234.56 ou 1.234,56",
        ProblemKind::AmbiguousAmount { .. } => "escreva com duas casas decimais",
        ProblemKind::BadDate { .. } => "escreva como dd/mm/aaaa ou aaaa-mm-dd, de 1900 a 2199",
        ProblemKind::BadCurrency { .. } => "escreva um código como BRL",
        ProblemKind::ScientificNotation { .. } => {
            "exporte de novo com a coluna formatada como texto"
        }
        ProblemKind::TooManyCells { .. } => {
            "ponha entre aspas os textos e valores que contêm o separador"
        }
        ProblemKind::BadSign { .. } => "escreva D ou C",
        ProblemKind::SignConflict => "escreva D, ou tire o sinal de menos",
        ProblemKind::DebitAndCredit => "deixe um deles em branco",
        ProblemKind::RepeatedElement => "separe em duas transações, ou tire uma",
        ProblemKind::TypeDisagrees => "confira no banco; valeu o sinal",
        ProblemKind::UnscaledBalance => "verifique se o banco escreve em centavos",
        ProblemKind::PositivePurchases => "inverta o sinal, se saídas são negativas para você",
        ProblemKind::Truncated => "baixe o arquivo de novo",
        ProblemKind::NotALine => "nada, se for um total ou uma observação",
        ProblemKind::InvestmentsNotRead => "importe do arquivo da corretora",
        ProblemKind::NotOfAmount => {
            "escreva o desconto sem sinal e até o valor; os outros com o mesmo sinal"
        }
        ProblemKind::BadRate { .. } => "escreva pontos-base inteiros: 249 para 2,49 %",
        _ => "veja a mensagem em inglês (sem --lang pt)",
    }
}
