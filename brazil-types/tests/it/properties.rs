use brazil_types::bank::CompeCode;
use brazil_types::boleto::{BankTitle, Boleto, CollectionSlip, DueDateFactor};
use brazil_types::br_code::{BrCode, BrCodeBuilder};
use brazil_types::{
    Cnpj, Cpf, DpsId, EndToEndId, FiscalKey, Ispb, NfseKey, PixKey, RecurrenceId,
    RecurrenceRequestId, ReturnId, State, TaxId, TaxIdKind, Txid, calendar,
};
use proptest::prelude::*;
use time::{Date, OffsetDateTime};

fn days() -> impl Strategy<Value = Date> {
    // 1900-01-02 to 2199-12-30
    (2_415_022..2_524_592).prop_map(|julian| Date::from_julian_day(julian).unwrap())
}

/// Whatever comes in, every parser answers.
fn parse_with_all(text: &str) {
    let _ = Cpf::parse(text);
    let _ = Cpf::parse_lenient(text);
    let _ = Cpf::from_base(text);
    let _ = Cnpj::parse(text);
    let _ = Cnpj::parse_lenient(text);
    let _ = Cnpj::from_base(text);
    let _ = TaxId::parse(text);
    let _ = TaxId::parse_field(TaxIdKind::Cpf, text);
    let _ = TaxId::parse_field(TaxIdKind::Cnpj, text);
    let _ = Ispb::parse(text);
    let _ = State::parse(text);
    let _ = EndToEndId::parse(text);
    let _ = ReturnId::parse(text);
    let _ = Txid::parse(text);
    let _ = Txid::parse_static(text);
    let _ = Txid::parse_dynamic(text);
    let _ = RecurrenceId::parse(text);
    let _ = RecurrenceRequestId::parse(text);
    let _ = PixKey::parse(text).map(|key| (key.log_mask(), key.phone_lookalike()));
    let _ = BrCode::parse(text).map(|code| (code.fields().count(), format!("{code:?}")));
    let _ = Boleto::parse(text).map(|boleto| boleto.line());
    let _ = BankTitle::parse(text);
    let _ = CollectionSlip::parse(text);
    let _ = FiscalKey::parse_lenient(text).map(|key| (key.issuer(), format!("{key:?}")));
    let _ = FiscalKey::from_base(text);
    let _ = NfseKey::parse_lenient(text).map(|key| (key.provider(), format!("{key:?}")));
    let _ = NfseKey::from_base(text);
    let _ = DpsId::parse(text).map(|id| (id.provider(), format!("{id:?}")));
    let _ = CompeCode::parse(text);
    let _ = CompeCode::parse_lenient(text);
}

/// Texts near to valid ones reach deeper than random text does.
fn almost_valid() -> impl Strategy<Value = String> {
    const SEEDS: [&str; 14] = [
        "529.982.247-25",
        "12.ABC.345/01DE-35",
        "00052998224725",
        "E18236120202604121800s1B2c3D4e5F",
        "RR1234567820240115abcdefghijk",
        "+5511987654321",
        "contato@exemplo.com.br",
        "123e4567-e89b-12d3-a456-426655440000",
        "34191.09008 00001.234566 78123.450005 6 16460000184250",
        "82820000000-5 89900097202-9 61105000000-8 98765432109-7",
        "35260812ABC34501DE35550010000000421123456780",
        "35503082212ABC34501DE35000000000000926099876543211",
        "DPS355030821234567800019500001000000000000123",
        "00020126330014br.gov.bcb.pix0111529982247255204000053039865802BR5913JOSÉ DA SILVA6008\
         BRASILIA62070503***63040DEF",
    ];
    let piece = prop_oneof![".", "[0-9]{0,3}", "[A-Z]", "\\PC{0,4}"];
    (
        prop::sample::select(&SEEDS[..]),
        any::<prop::sample::Index>(),
        piece,
        any::<bool>(),
    )
        .prop_map(|(seed, place, piece, replace)| {
            let mut characters: Vec<char> = seed.chars().collect();
            let at = place.index(characters.len());
            if replace {
                characters.remove(at);
            }
            characters.splice(at..at, piece.chars());
            characters.into_iter().collect()
        })
}

proptest! {
    #[test]
    fn no_text_makes_a_parser_panic(text in any::<String>()) {
        parse_with_all(&text);
    }

    #[test]
    fn no_bytes_make_a_parser_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        parse_with_all(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_damage_makes_a_parser_panic(text in almost_valid()) {
        parse_with_all(&text);
    }

    #[test]
    fn cpf_survives_formatting(base in "[0-9]{9}") {
        prop_assume!(base.bytes().any(|digit| digit != base.as_bytes()[0]));
        let cpf = Cpf::from_base(&base).unwrap();
        prop_assert_eq!(Cpf::parse(cpf.expose()), Ok(cpf));
        prop_assert_eq!(Cpf::parse(&cpf.formatted()), Ok(cpf));
        prop_assert_eq!(Cpf::parse_lenient(cpf.expose().trim_start_matches('0')), Ok(cpf));
        prop_assert_eq!(TaxId::parse_field(TaxIdKind::Cpf, &format!("000{}", cpf.expose())), Ok(cpf.into()));
    }

    #[test]
    fn cpf_check_digits_admit_no_other(base in "[0-9]{9}", other in 0..100_u32) {
        prop_assume!(base.bytes().any(|digit| digit != base.as_bytes()[0]));
        let cpf = Cpf::from_base(&base).unwrap();
        let candidate = format!("{base}{other:02}");
        prop_assert_eq!(Cpf::parse(&candidate).is_ok(), candidate == cpf.expose());
    }

    #[test]
    fn cnpj_survives_formatting(base in "[0-9A-Z]{12}") {
        prop_assume!(base != "000000000000");
        let cnpj = Cnpj::from_base(&base).unwrap();
        prop_assert_eq!(Cnpj::parse(cnpj.expose()), Ok(cnpj));
        prop_assert_eq!(Cnpj::parse(&cnpj.formatted()), Ok(cnpj));
        prop_assert_eq!(Cnpj::parse_lenient(&cnpj.expose().to_lowercase()), Ok(cnpj));
        prop_assert_eq!(format!("{}{}", cnpj.root(), cnpj.order()), base);
    }

    #[test]
    fn end_to_end_id_keeps_its_parts(
        ispb in "[0-9A-Z]{8}",
        minutes in 0..4_000_000_000_i64,
        sequence in "[0-9A-Za-z]{11}",
    ) {
        let ispb = Ispb::parse(&ispb).unwrap();
        let at = OffsetDateTime::from_unix_timestamp(minutes * 60).unwrap();
        let id = EndToEndId::new(ispb, at, &sequence).unwrap();
        prop_assert_eq!((id.ispb(), id.timestamp()), (ispb, at));
        prop_assert_eq!(EndToEndId::parse(id.as_str()), Ok(id));
    }

    #[test]
    fn bank_title_survives_line_and_barcode(
        bank in "[0-7][0-9]{2}",
        factor in prop::option::of(1_000..=9_999_u16),
        cents in 0..=9_999_999_999_u64,
        free_field in "[0-9]{25}",
    ) {
        let bank = CompeCode::parse(&bank).unwrap();
        let factor = factor.map(|factor| DueDateFactor::new(factor).unwrap());
        let title = BankTitle::new(bank, factor, cents, &free_field).unwrap();
        prop_assert_eq!(BankTitle::parse(title.as_str()), Ok(title));
        prop_assert_eq!(BankTitle::parse(&title.line()), Ok(title));
        prop_assert_eq!(Boleto::parse(&title.formatted_line()), Ok(Boleto::Title(title)));
        prop_assert_eq!(title.bank_code(), bank);
        prop_assert_eq!(title.due_date_factor(), factor);
        prop_assert_eq!(title.amount_cents().unwrap_or(0), cents);
        prop_assert_eq!(title.free_field(), &free_field);
    }

    #[test]
    fn collection_slip_survives_line_and_barcode(
        start in "8[1-79][6-9]",
        rest in "[0-9]{40}",
    ) {
        // One of the ten possible check digits is the right one.
        let slip = (0..10)
            .find_map(|digit| CollectionSlip::parse(&format!("{start}{digit}{rest}")).ok())
            .unwrap();
        prop_assert_eq!(CollectionSlip::parse(&slip.line()), Ok(slip));
        prop_assert_eq!(
            Boleto::parse(&slip.formatted_line()),
            Ok(Boleto::Collection(slip))
        );
    }

    #[test]
    fn fiscal_key_survives_grouping(
        issuer in "[0-9A-Z]{12}[0-9]{2}",
        tail in "00[1-9][0-9]{8}[1-9][1-9][0-9]{8}",
    ) {
        let key = FiscalKey::from_base(&format!("352611{issuer}55{tail}")).unwrap();
        prop_assert_eq!(FiscalKey::parse(key.as_str()), Ok(key));
        prop_assert_eq!(FiscalKey::parse(&key.formatted()), Ok(key));
        let small = format!("NFe{}", key.as_str().to_lowercase());
        prop_assert_eq!(FiscalKey::parse_lenient(&small), Ok(key));
    }

    #[test]
    fn nfse_key_survives(base in "[0-9]{7}[12]2[0-9A-Z]{12}[0-9]{2}[0-9]{13}[0-9]{2}(0[1-9]|1[0-2])[0-9]{9}") {
        let key = NfseKey::from_base(&base).unwrap();
        prop_assert_eq!(NfseKey::parse(key.as_str()), Ok(key));
    }

    #[test]
    fn br_code_reads_what_was_built(
        base in "[0-9]{9}",
        name in "[A-Za-zÀ-ÃÇ-Êà-ãç-ê &.'-]{1,60}",
        city in "[A-Za-zçãéô ]{1,40}",
        info in prop::option::of("[ -~]{1,62}"),
        cents in prop::option::of(1..=999_999_999_999_u64),
        txid in prop::option::of("[0-9A-Za-z]{1,25}"),
    ) {
        prop_assume!(base.bytes().any(|digit| digit != base.as_bytes()[0]));
        prop_assume!(!name.trim().is_empty() && !city.trim().is_empty());
        let key = PixKey::from(Cpf::from_base(&base).unwrap());
        let mut builder = BrCodeBuilder::for_key(key, name, city);
        if let Some(info) = &info {
            builder = builder.info(info);
        }
        if let Some(cents) = cents {
            builder = builder.amount_cents(cents);
        }
        if let Some(txid) = &txid {
            builder = builder.txid(Txid::parse(txid).unwrap());
        }
        let text = builder.build().unwrap();
        let code = BrCode::parse(&text).unwrap();
        prop_assert_eq!(code.pix_key(), Ok(Some(key)));
        prop_assert_eq!(code.info(), info.as_deref());
        prop_assert_eq!(code.amount_cents(), cents);
        prop_assert_eq!(code.txid(), txid.as_deref());
        prop_assert_eq!(code.deviations().count(), 0);
    }

    #[test]
    fn a_changed_character_never_passes_the_crc(place in any::<prop::sample::Index>(), to in "[0-9A-Z]") {
        let text = "00020126330014br.gov.bcb.pix0111529982247255204000053039865802BR\
                    5913FULANO DE TAL6008BRASILIA62080504T11263046389";
        let at = place.index(text.len());
        let mut changed = text.to_owned();
        changed.replace_range(at..=at, &to);
        prop_assert_eq!(BrCode::parse(&changed).is_ok(), changed == text);
    }

    #[test]
    fn business_days_add_up(date in days(), count in -300..300_i32) {
        let Ok(reached) = calendar::add_business_days(date, count) else { return Ok(()) };
        // Half-open intervals: moving forward counts the reached day, not the first.
        let (start, end) = (date.next_day().unwrap(), reached.next_day().unwrap());
        if count >= 0 {
            prop_assert_eq!(calendar::business_days_between(start, end), count);
        } else {
            prop_assert_eq!(calendar::business_days_between(date, reached), count);
        }
        prop_assert!(count == 0 || calendar::is_business_day(reached));
    }
}
