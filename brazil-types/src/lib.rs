//! Pure value types of Brazilian finance: CPF, CNPJ, Pix ids and keys, BR Code, boleto, fiscal keys, bank calendar.
