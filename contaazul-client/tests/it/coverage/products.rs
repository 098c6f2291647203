use contaazul_client::model::{
    NewProduct, NewStock, NewSupersededProduct, ProductDimensions, ProductUpdate,
};

use super::{Case, all, cents, id, none, one};

fn superseded() -> NewSupersededProduct {
    let size = ProductDimensions::of_size(cents(1_050), cents(2_000), cents(2_000));
    NewSupersededProduct::new("Bolo de fuba", NewStock::priced(cents(3_500)), size)
}

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "products.list": |erp| all(erp.products().list().send()).await;
        "products.create": |erp| {
            one(&erp.products().create(&NewProduct::new("Bolo de fuba")).send().await?)
        };
        "products.get": |erp| one(&erp.products().get(&id()).send().await?);
        "products.update": |erp| {
            let update = ProductUpdate::new().price(cents(3_500));
            none(erp.products().update(&id(), &update).send().await?)
        };
        "products.delete": |erp| none(erp.products().delete(&id()).send().await?);
        "products.list_categories": |erp| all(erp.products().list_categories().send()).await;
        "products.list_ncm": |erp| all(erp.products().list_ncm().send()).await;
        "products.list_cest": |erp| all(erp.products().list_cest().send()).await;
        "products.list_units": |erp| all(erp.products().list_units().send()).await;
        "products.ecommerce_categories": |erp| {
            one(&erp.products().ecommerce_categories(None).send().await?)
        };
        "products.list_ecommerce_brands": |erp| {
            all(erp.products().list_ecommerce_brands().send()).await
        };
        "superseded_products.search": |erp| all(erp.superseded_products().search().send()).await;
        "superseded_products.create": |erp| {
            one(&erp.superseded_products().create(&superseded()).send().await?)
        };
        "superseded_products.delete": |erp| {
            none(erp.superseded_products().delete(&id()).send().await?)
        };
        "superseded_products.deactivate": |erp| {
            one(&erp.superseded_products().deactivate(&["p1".into()]).send().await?)
        };
    }
}
