//! What the ERP says when it cannot fetch a bank's movements.

client_core::open_enum! {
    /// Why movements do not arrive. The values are the ERP's own titles, from its help pages;
    /// [`of_message`](Self::of_message) recognises one however it is punctuated. Only the last has
    /// a public explanation: what the others mean is read from their words.
    ///
    /// Show [`person_message`](Self::person_message) to the company's people and act on
    /// [`remedy`](Self::remedy).
    #[doc(alias = "erro_integracao_bancaria")]
    pub enum BankConnectionError {
        /// The bank did not answer, or badly. Wait for the next business day; look into it after
        /// the second.
        BankCommunication = "Falha de comunicação com o banco",
        /// Conta Azul or the bank has suspended the channel. Wait; import the statement as OFX
        /// where it is urgent.
        TemporarilyPaused =
            "Falha na comunicação com o banco: Integração paralisada temporariamente",
        /// Branch or account are wrong, often the check digit. Somebody corrects them in the ERP
        /// and enables the connection again.
        InvalidBranchOrAccount =
            "Falha na comunicação com o banco: O número da agência ou conta informado é inválido.",
        /// Santander refuses, typically because of how its read-only user is set up. Somebody
        /// checks that user at the bank and enables the connection again.
        SantanderCommunication = "Falha na comunicação com o banco Santander",
        /// User, key or password are wrong. Somebody enters them again; trying the same ones again
        /// may lock the user at the bank.
        InvalidCredentials = "Houve uma falha: Alguma das credenciais informadas é inválida",
        /// A server error at either side. Wait.
        ServerUnavailable = "Houve uma falha: Indisponibilidade do servidor (Erro 500)",
        /// The bank's user may not see statements. The bank's administrator grants that.
        NoStatementAccess =
            "Houve uma falha na comunicação com o seu banco: Usuário não tem acesso ao extrato",
        /// The operator's password at Itaú has expired: movements stop. Somebody resets it at the
        /// bank, which may take 30 hours to release it, then enters it in the ERP.
        ItauPasswordExpired = "Senha expirada no Itaú: o que fazer",
    }
}

/// Who can mend a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WhoActs {
    /// Nobody: it mends itself, or the ERP and the bank mend it.
    Nobody,
    /// Somebody of the company, in the ERP or at the bank.
    Person,
    /// Not known: a message of a later version. A person should read it.
    Unknown,
}

impl BankConnectionError {
    /// Recognises a message of the ERP whatever its case, accents, punctuation and spaces; any other
    /// is kept as it is.
    pub fn of_message(message: &str) -> Self {
        let wanted = plain(message);
        Self::KNOWN
            .iter()
            .find(|title| plain(title) == wanted)
            .map_or_else(|| message.into(), |title| Self::from(*title))
    }

    /// Who can mend it.
    pub fn who_acts(&self) -> WhoActs {
        match self {
            Self::BankCommunication | Self::TemporarilyPaused | Self::ServerUnavailable => {
                WhoActs::Nobody
            }
            Self::InvalidBranchOrAccount
            | Self::SantanderCommunication
            | Self::InvalidCredentials
            | Self::NoStatementAccess
            | Self::ItauPasswordExpired => WhoActs::Person,
            Self::Unrecognized(_) => WhoActs::Unknown,
        }
    }

    /// Whether waiting may mend it. Trying again with what a person has to change first may lock
    /// the user at the bank.
    pub fn is_transient(&self) -> bool {
        self.who_acts() == WhoActs::Nobody
    }

    /// What to do, in plain words.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::BankCommunication => {
                "Wait for the next business day; if nothing has arrived after two, ask the bank."
            }
            Self::TemporarilyPaused => {
                "Wait until the channel is back; import the statement as OFX meanwhile."
            }
            Self::InvalidBranchOrAccount => {
                "Correct branch and account, check digit included, and enable the connection again."
            }
            Self::SantanderCommunication => {
                "Check the read-only user at Santander and enable the connection again."
            }
            Self::InvalidCredentials => {
                "Enter user, key and password again; do not retry the old ones, the bank may lock \
                 the user."
            }
            Self::ServerUnavailable => "Wait and look again later.",
            Self::NoStatementAccess => {
                "Have the bank's administrator grant this user access to the statement."
            }
            Self::ItauPasswordExpired => {
                "Reset the operator's password at Itaú Empresas, wait up to 30 hours for its \
                 release, then enter it under Financeiro > Contas financeiras."
            }
            Self::Unrecognized(_) => "Read the message and open the account in the ERP.",
        }
    }

    /// The same for the people of the company, in Portuguese and in our words.
    pub fn person_message(&self) -> &'static str {
        match self {
            Self::BankCommunication => {
                "O banco não respondeu. Aguarde o próximo dia útil; se nada chegar em dois dias \
                 úteis, fale com o banco."
            }
            Self::TemporarilyPaused => {
                "A integração está pausada. Aguarde a volta; se tiver pressa, importe o extrato \
                 em OFX."
            }
            Self::InvalidBranchOrAccount => {
                "A agência ou a conta está errada. Confira os números, com o dígito, e habilite a \
                 integração de novo."
            }
            Self::SantanderCommunication => {
                "O Santander recusou o acesso. Confira o usuário de consulta no banco e habilite a \
                 integração de novo."
            }
            Self::InvalidCredentials => {
                "Usuário, chave ou senha não conferem. Informe os dados de novo; insistir com os \
                 antigos pode bloquear o usuário."
            }
            Self::ServerUnavailable => "O servidor está fora do ar. Tente mais tarde.",
            Self::NoStatementAccess => {
                "Este usuário não pode ver o extrato. Peça ao administrador da conta no banco que \
                 libere a consulta."
            }
            Self::ItauPasswordExpired => {
                "A senha do operador no Itaú venceu. Troque-a no site do banco, aguarde a liberação \
                 (até 30 horas) e atualize-a em Financeiro > Contas financeiras."
            }
            Self::Unrecognized(_) => {
                "A integração com o banco falhou. Abra a conta financeira e leia o aviso."
            }
        }
    }
}

/// Letters and digits in lower case without accents, single spaces between them.
fn plain(message: &str) -> String {
    let letters = message.to_lowercase();
    let letters: String = letters.chars().filter_map(without_accent).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Punctuation becomes a space; accents that stand by themselves go.
fn without_accent(letter: char) -> Option<char> {
    match letter {
        'á' | 'à' | 'â' | 'ã' | 'ä' => Some('a'),
        'é' | 'è' | 'ê' | 'ë' => Some('e'),
        'í' | 'ì' | 'î' | 'ï' => Some('i'),
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => Some('o'),
        'ú' | 'ù' | 'û' | 'ü' => Some('u'),
        'ç' => Some('c'),
        '\u{300}'..='\u{36f}' => None,
        letter if letter.is_alphanumeric() => Some(letter),
        _ => Some(' '),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_title_is_recognised_however_it_is_written() {
        for title in BankConnectionError::KNOWN {
            let error = BankConnectionError::from(*title);
            assert!(error.is_known());
            for message in [
                title.to_uppercase(),
                format!("  {}. ", title.trim_end_matches('.')),
                title.replace(' ', "\u{a0}\n"),
                title.replace('ç', "c\u{327}").replace('ã', "a\u{303}"),
            ] {
                assert_eq!(
                    BankConnectionError::of_message(&message),
                    error,
                    "{message}"
                );
            }
            assert_ne!(error.remedy(), error.person_message());
        }
        let santander = "Falha na comunicação com o banco Santander";
        let error = BankConnectionError::of_message(santander);
        assert_eq!(error, BankConnectionError::SantanderCommunication);
    }

    #[test]
    fn other_messages_are_kept_and_left_to_a_person() {
        let message = "Falha na comunicação com o banco Lua: certificado vencido";
        let error = BankConnectionError::of_message(message);
        assert_eq!(error.as_str(), message);
        assert_eq!(error.who_acts(), WhoActs::Unknown);
        assert!(!error.is_transient());
    }
}
