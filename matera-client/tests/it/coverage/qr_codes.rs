use matera_client::model::{NewStaticQrCode, QrCodeToDecode};

use super::{Case, id, one};

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "qr_codes.create_static" at "/data": |matera| {
            let code = NewStaticQrCode::for_key("contas@padaria-flor.example");
            one(&matera.qr_codes().create_static(&id(), &code).send().await?)
        };
        "qr_codes.decode" at "/data": |matera| {
            one(&matera.qr_codes().decode(&QrCodeToDecode::new("any text")).send().await?)
        };
    }
}
