//! The text of Pix QR codes, as EMV has it: id, length, value; the checksum last.

/// Into a key.
pub(super) fn static_code(
    key: &str,
    cents: Option<i64>,
    description: &str,
    reference: &str,
) -> String {
    let mut account = field("00", "br.gov.bcb.pix") + &field("01", key);
    if !description.is_empty() {
        account += &field("02", description);
    }
    let amount = cents.map_or_else(String::new, |cents| {
        field("54", &format!("{}.{:02}", cents / 100, cents % 100))
    });
    sealed(
        &[field("00", "01"), field("26", &account)],
        &amount,
        reference,
    )
}

/// Of a charge that is fetched from an address.
pub(super) fn dynamic_code(address: &str) -> String {
    let account = field("00", "br.gov.bcb.pix") + &field("25", address);
    let head = [field("00", "01"), field("01", "12"), field("26", &account)];
    sealed(&head, "", "***")
}

fn sealed(head: &[String], amount: &str, reference: &str) -> String {
    let rest = [
        field("52", "0000"),
        field("53", "986"),
        amount.to_owned(),
        field("58", "BR"),
        field("59", "SANDBOX"),
        field("60", "JOINVILLE"),
        field("62", &field("05", reference)),
        "6304".to_owned(),
    ];
    let text = head.concat() + &rest.concat();
    let checksum = crc16(text.as_bytes());
    format!("{text}{checksum:04X}")
}

fn field(id: &str, value: &str) -> String {
    format!("{id}{:02}{value}", value.chars().count())
}

/// CRC-16/CCITT-FALSE.
fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xFFFF, |crc, byte| {
        (0..8).fold(crc ^ (u16::from(*byte) << 8), |crc, _| {
            let shifted = crc << 1;
            if crc & 0x8000 == 0 {
                shifted
            } else {
                shifted ^ 0x1021
            }
        })
    })
}
