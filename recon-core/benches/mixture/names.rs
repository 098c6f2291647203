//! Invented Brazilian names, and what banks do to them.

use super::rng::Rng;

const FIRST: [&str; 40] = [
    "Maria",
    "José",
    "Ana",
    "João",
    "Antônio",
    "Francisco",
    "Carlos",
    "Paulo",
    "Pedro",
    "Lucas",
    "Luiz",
    "Marcos",
    "Gabriel",
    "Rafael",
    "Daniel",
    "Marcelo",
    "Bruno",
    "Eduardo",
    "Felipe",
    "Raimundo",
    "Adriana",
    "Juliana",
    "Márcia",
    "Fernanda",
    "Patrícia",
    "Aline",
    "Sandra",
    "Camila",
    "Amanda",
    "Bruna",
    "Jéssica",
    "Letícia",
    "Júlia",
    "Luciana",
    "Vanessa",
    "Mariana",
    "Gabriela",
    "Vera",
    "Vitória",
    "Larissa",
];
const MIDDLE: [&str; 12] = [
    "Aparecida",
    "Cristina",
    "Henrique",
    "Augusto",
    "de Fátima",
    "Roberto",
    "Regina",
    "Eduarda",
    "César",
    "das Graças",
    "Helena",
    "Otávio",
];
const LAST: [&str; 48] = [
    "Silva",
    "Santos",
    "Oliveira",
    "Souza",
    "Rodrigues",
    "Ferreira",
    "Alves",
    "Pereira",
    "Lima",
    "Gomes",
    "Costa",
    "Ribeiro",
    "Martins",
    "Carvalho",
    "Almeida",
    "Lopes",
    "Soares",
    "Fernandes",
    "Vieira",
    "Barbosa",
    "Rocha",
    "Dias",
    "Nascimento",
    "Andrade",
    "Moreira",
    "Nunes",
    "Marques",
    "Machado",
    "Mendes",
    "Freitas",
    "Cardoso",
    "Ramos",
    "Gonçalves",
    "Santana",
    "Teixeira",
    "Araújo",
    "Pinto",
    "Cavalcanti",
    "Monteiro",
    "Moura",
    "Correia",
    "Batista",
    "Campos",
    "Borges",
    "Peixoto",
    "Queiroz",
    "Sampaio",
    "Assunção",
];
const TRADE: [&str; 16] = [
    "Padaria",
    "Mercado",
    "Construtora",
    "Transportadora",
    "Farmácia",
    "Distribuidora",
    "Comércio",
    "Indústria",
    "Auto Peças",
    "Confecções",
    "Laticínios",
    "Papelaria",
    "Clínica",
    "Oficina",
    "Restaurante",
    "Gráfica",
];
const WORD: [&str; 40] = [
    "Aurora",
    "Horizonte",
    "Primavera",
    "Central",
    "Progresso",
    "Bandeirante",
    "Estrela",
    "Ipê",
    "Jatobá",
    "Paineira",
    "Serrana",
    "Litoral",
    "Planalto",
    "Cerrado",
    "Mantiqueira",
    "Guarani",
    "Tupã",
    "Aliança",
    "União",
    "Esperança",
    "Nova Era",
    "Bela Vista",
    "Boa Sorte",
    "Três Irmãos",
    "Rio Verde",
    "Monte Alto",
    "Santa Luzia",
    "São Bento",
    "Vale Azul",
    "Pedra Branca",
    "Campo Belo",
    "Porto Real",
    "Sol Nascente",
    "Lua Nova",
    "Água Clara",
    "Mata Virgem",
    "Ouro Fino",
    "Rosa Mística",
    "Cruzeiro",
    "Imperial",
];
const FORM: [&str; 4] = ["Ltda", "ME", "EPP", "S.A."];

fn pick<'a>(rng: &mut Rng, list: &[&'a str]) -> &'a str {
    list[rng.index(list.len())]
}

pub(crate) fn person_or_company(rng: &mut Rng) -> String {
    if rng.chance(50) {
        let (first, one, two) = (pick(rng, &FIRST), pick(rng, &LAST), pick(rng, &LAST));
        match rng.below(3) {
            0 => format!("{first} {one} {two}"),
            1 => format!("{first} {} {one}", pick(rng, &MIDDLE)),
            _ => format!("{first} {} {one} de {two}", pick(rng, &MIDDLE)),
        }
    } else {
        let (trade, word, form) = (pick(rng, &TRADE), pick(rng, &WORD), pick(rng, &FORM));
        match rng.below(3) {
            0 => format!("{trade} {word} {} {form}", pick(rng, &WORD)),
            1 => format!("{word} {} {trade} e Serviços {form}", pick(rng, &LAST)),
            _ => format!(
                "{trade} {word} {} {} {form}",
                pick(rng, &LAST),
                pick(rng, &LAST)
            ),
        }
    }
}

/// The memo of a payment by `name`: no accents, abbreviated, a typo now and then, cut short.
pub(crate) fn damage(rng: &mut Rng, name: &str) -> String {
    let plain = recon_core::text::fold(name);
    let mut words: Vec<String> = plain.split(' ').map(str::to_owned).collect();
    if rng.chance(25) && words.len() > 2 {
        let at = 1 + rng.index(words.len() - 2);
        let keep = if rng.chance(50) { 1 } else { 3 };
        words[at].truncate(keep);
    }
    if rng.chance(20) {
        let at = rng.index(words.len());
        typo(rng, &mut words[at]);
    }
    let prefix = pick(
        rng,
        &[
            "",
            "",
            "PIX ",
            "PIX RECEB ",
            "TED ",
            "REC ",
            "LIQ COBRANCA ",
        ],
    );
    let limit = prefix.len() + 15 + rng.index(26);
    let mut memo = format!("{prefix}{}", words.join(" "));
    memo.truncate(limit);
    memo
}

fn typo(rng: &mut Rng, word: &mut String) {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 4 {
        return;
    }
    let at = rng.index(letters.len() - 1);
    match rng.below(3) {
        0 => letters.swap(at, at + 1),
        1 => {
            letters.remove(at);
        }
        _ => letters[at] = char::from(b'A' + u8::try_from(rng.below(26)).unwrap_or(0)),
    }
    *word = letters.into_iter().collect();
}
