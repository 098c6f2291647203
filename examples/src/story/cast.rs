//! Who appears. All names are invented.

use brazil_types::ParseError;
use brazil_types::{Cnpj, Cpf};

use super::books::Party;
use super::rng::Rng;

/// The bakery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bakery {
    /// Legal name.
    pub legal_name: &'static str,
    /// What is over the door.
    pub trade_name: &'static str,
    /// CNPJ, digits only.
    pub cnpj: &'static str,
    /// The account that everything goes through.
    pub bank_account: BankAccount,
}

/// An account at a bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankAccount {
    /// The bank's number in the national registry.
    pub bank_code: u32,
    /// Branch.
    pub branch: &'static str,
    /// Number with check digit.
    pub number: &'static str,
}

pub(super) const BAKERY: Bakery = Bakery {
    legal_name: "Padaria Flor do Trigal Ltda",
    trade_name: "Flor do Trigal",
    cnpj: "41908275000105",
    bank_account: BankAccount {
        bank_code: 1,
        branch: "0001",
        number: "12345-6",
    },
};

/// Those who buy by the crate and are invoiced twice a week.
pub(super) const REGULARS: [&str; 12] = [
    "Café Colibri Comércio de Alimentos Ltda",
    "Hotel Serra Dourada Ltda",
    "Colégio Nova Aliança Ltda",
    "Restaurante Tempero da Vó Zica Ltda",
    "Lanchonete Ponto Certo EIRELI",
    "Buffet Encanto & Sabor Ltda",
    "Empório Vila das Palmeiras Ltda",
    "Cafeteria Grão Nobre Ltda",
    "Pousada Recanto do Ipê ME",
    "Cantina Nonna Benedetta Ltda",
    "Hamburgueria Brasa Viva Ltda",
    "Mercadinho Três Irmãos ME",
];

/// Those who sell to the bakery.
pub(super) const SUPPLIERS: [&str; 14] = [
    "Moinho Vale do Piquiri S/A",
    "Laticínios Mantiqueira Serrana Ltda",
    "Ovos Granja Boa Esperança Ltda",
    "Açúcar & Cia Distribuidora Ltda",
    "Fermentos Levedo Forte Indústria Ltda",
    "Embalagens Papel Kraft Uberaba Ltda",
    "Frigorífico Campo Alegre Ltda",
    "Chocolates Cacau do Sul da Bahia Ltda",
    "Hortifruti Sítio Três Barras ME",
    "Gás Chama Azul Distribuidora Ltda",
    "Bebidas Fonte Clara Ltda",
    "Manutenção de Fornos Termotec ME",
    "Higiene Total Produtos de Limpeza Ltda",
    "Transportadora Rota Leste Ltda",
];

/// Those who bake and sell.
pub(super) const STAFF: [&str; 9] = [
    "Valdirene Aparecida Tozzi",
    "Genivaldo Pessanha Brito",
    "Ivonete Sardinha Luz",
    "Ubirajara Menegatti",
    "Rosângela Quintão Farias",
    "Edivânia Torquato Reis",
    "Josué Bittencourt Alves",
    "Marlene Frutuoso Pinto",
    "Tarcísio Vilela Gama",
];

const FIRST: [&str; 48] = [
    "Abigail",
    "Adalberto",
    "Agnaldo",
    "Alzira",
    "Anselmo",
    "Aparecida",
    "Benício",
    "Berenice",
    "Cássio",
    "Célia",
    "Cláudio",
    "Conceição",
    "Dalva",
    "Damião",
    "Débora",
    "Diógenes",
    "Edite",
    "Elói",
    "Eurídice",
    "Fabrício",
    "Fátima",
    "Geraldo",
    "Glória",
    "Heloísa",
    "Hermes",
    "Iara",
    "Inácio",
    "Isaura",
    "Jaciara",
    "Jorge",
    "Lázaro",
    "Lídia",
    "Luís",
    "Magnólia",
    "Maurício",
    "Mônica",
    "Natália",
    "Otávio",
    "Palmira",
    "Quirino",
    "Raíssa",
    "Rogério",
    "Sílvia",
    "Tadeu",
    "Ulisses",
    "Vicência",
    "Wanda",
    "Zenaide",
];

const MIDDLE: [&str; 40] = [
    "Alencar",
    "Amorim",
    "Assunção",
    "Azevedo",
    "Batista",
    "Bezerra",
    "Brandão",
    "Cândido",
    "Cardoso",
    "Carvalho",
    "Coutinho",
    "Damasceno",
    "Drummond",
    "Esteves",
    "Fagundes",
    "Figueiró",
    "Gouvêa",
    "Guedes",
    "Holanda",
    "Junqueira",
    "Lacerda",
    "Leitão",
    "Magalhães",
    "Marçal",
    "Meireles",
    "Mourão",
    "Noronha",
    "Nóbrega",
    "Paixão",
    "Pacheco",
    "Queirós",
    "Rabelo",
    "Sampaio",
    "Saraiva",
    "Tavares",
    "Teixeira",
    "Uchôa",
    "Valadares",
    "Vasques",
    "Xavier",
];

const LAST: [&str; 40] = [
    "Abrantes",
    "Aguiar",
    "Barroso",
    "Bragança",
    "Bulhões",
    "Camargo",
    "Cavalcanti",
    "Cordeiro",
    "Dantas",
    "Diniz",
    "Falcão",
    "Feitosa",
    "Fontenele",
    "Galvão",
    "Godói",
    "Hortêncio",
    "Imbassaí",
    "Jardim",
    "Lustosa",
    "Macedo",
    "Maranhão",
    "Medeiros",
    "Monteiro",
    "Moura",
    "Navarro",
    "Ornelas",
    "Penteado",
    "Peçanha",
    "Prudente",
    "Quintela",
    "Ramalho",
    "Salgueiro",
    "Sobrinho",
    "Taveira",
    "Travassos",
    "Urbano",
    "Veloso",
    "Viana",
    "Werneck",
    "Zanatta",
];

/// A company with a CNPJ of its own.
pub(super) fn company(rng: &mut Rng, name: &str) -> Result<Party, ParseError> {
    let root = format!("{}{}", rng.between(10, 69), rng.digits(6));
    Ok(Party {
        name: name.to_owned(),
        tax_id: Cnpj::from_base(&format!("{root}0001"))?.expose().to_owned(),
    })
}

/// A person with a CPF of their own.
pub(super) fn person(rng: &mut Rng, name: &str) -> Result<Party, ParseError> {
    // Not all digits alike: the first two differ.
    let base = format!("{}{}", rng.between(12, 21), rng.digits(7));
    Ok(Party {
        name: name.to_owned(),
        tax_id: Cpf::from_base(&base)?.expose().to_owned(),
    })
}

/// The name of somebody who orders at the counter.
pub(super) fn customer_name(rng: &mut Rng) -> String {
    let part = |rng: &mut Rng, list: &[&'static str]| rng.pick(list).copied().unwrap_or_default();
    let (first, middle, last) = (part(rng, &FIRST), part(rng, &MIDDLE), part(rng, &LAST));
    if rng.chance(40) {
        format!("{first} de {middle} {last}")
    } else {
        format!("{first} {middle} {last}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bakerys_cnpj_is_valid() {
        assert_eq!(
            Cnpj::parse(BAKERY.cnpj)
                .map(|cnpj| cnpj.expose().to_owned())
                .as_deref(),
            Ok(BAKERY.cnpj)
        );
    }
}
