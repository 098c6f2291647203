/// CRC-16/CCITT-FALSE: polynomial 1021, initial value FFFF, not reflected, no final xor.
pub(super) fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xFFFF, |crc, &byte| {
        (0..8).fold(crc ^ (u16::from(byte) << 8), |crc: u16, _| {
            if crc & 0x8000 == 0 {
                crc << 1
            } else {
                (crc << 1) ^ 0x1021
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::crc16;

    #[test]
    fn standard_check_value() {
        assert_eq!(crc16(b"123456789"), 0x29B1);
    }

    #[test]
    fn text_of_a_code_whose_template_was_filled_in_without_recomputing() {
        let text = b"00020101021126440014BR.GOV.BCB.PIX0122PSPKEY5204000053039865802BR\
                     5913PSPNAME6008BRASILIA6304";
        assert_eq!(crc16(text), 0x963C);
    }
}
