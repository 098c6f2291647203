//! Issuing goods invoices (NF-e), exports included.

use brazil_types::State;
use client_core::http::Call;
use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Action, Error, Result, wire};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{FiscalRejection, NfeIssueStatus, NoteParty, Partner, Referenced, check};
use crate::model::SaleId;
use crate::model::fiscal_note::checked_key;
use crate::operations;
use crate::query::{Query, Seed};

client_core::id_type! {
    /// A goods invoice that was asked for here.
    pub struct IssuedNfeId;
}

/// A goods invoice to be issued.
///
/// Field names of the national layout (`exporta`, `detExport`, `nDraw`…) are kept as they are.
///
/// ```
/// use contaazul_client::Amount;
/// use contaazul_client::partner::{Export, ExportDetail, NewNfe, NewNfeItem, NoteParty};
///
/// let buyer = NoteParty::abroad("Panaderia del Plata SA", "UY", "217654320018");
/// let bread = NewNfeItem::new("PAO-1", "Pao de queijo congelado", "19059090", "7101")
///     .quantity(Amount::from_cents(1_200_00), "KG", Amount::from_cents(18_90))
///     .export_detail(ExportDetail::drawback("20260012345"));
/// let invoice = NewNfe::new("pedido-8841", "Venda para o exterior", buyer)
///     .item(bread)
///     .export(Export::leaving("SC", "Porto de Itajai"));
/// ```
#[doc(alias = "NF-e")]
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewNfe {
    #[serde(rename = "referencia_externa")]
    reference: String,
    #[serde(rename = "natureza_operacao")]
    operation_nature: String,
    #[serde(rename = "id_venda", skip_serializing_if = "Option::is_none")]
    sale: Option<SaleId>,
    #[serde(rename = "destinatario")]
    recipient: NoteParty,
    #[serde(rename = "itens")]
    items: Vec<NewNfeItem>,
    #[serde(rename = "exporta", skip_serializing_if = "Option::is_none")]
    export: Option<Export>,
}

impl NewNfe {
    /// An invoice under a reference of your own, which nothing else carries. It needs at least one
    /// [`item`](Self::item).
    #[doc(alias = "natureza_operacao")]
    pub fn new(
        reference: impl Into<String>,
        operation_nature: impl Into<String>,
        recipient: NoteParty,
    ) -> Self {
        Self {
            reference: reference.into(),
            operation_nature: operation_nature.into(),
            sale: None,
            recipient,
            items: Vec::new(),
            export: None,
        }
    }

    /// The sale it is for.
    #[doc(alias = "id_venda")]
    pub fn sale(mut self, sale: impl Into<SaleId>) -> Self {
        self.sale = Some(sale.into());
        self
    }

    /// Adds an item.
    #[doc(alias = "itens")]
    pub fn item(mut self, item: NewNfeItem) -> Self {
        self.items.push(item);
        self
    }

    /// Where the goods leave the country: there exactly when an item is exported (CFOP 7xxx).
    #[doc(alias = "exporta")]
    pub fn export(mut self, export: Export) -> Self {
        self.export = Some(export);
        self
    }

    /// The reference it is looked up by.
    pub fn reference(&self) -> &str {
        &self.reference
    }

    fn checked(&self) -> Result<Self> {
        check::reference(&self.reference)?;
        check::text("natureza_operacao", &self.operation_nature, 60)?;
        if self.items.is_empty() {
            return Err(Error::input("itens is empty; add an item"));
        }
        for item in &self.items {
            item.check()?;
        }
        // The tax authority rejects both (355, 356).
        let is_export = self.items.iter().any(|item| item.cfop.starts_with('7'));
        match &self.export {
            None if is_export => {
                return Err(Error::input(
                    "exporta is missing: an item has a CFOP of exports; say where it leaves",
                ));
            }
            Some(_) if !is_export => {
                return Err(Error::input(
                    "exporta is given, but no item has a CFOP of exports (7xxx); leave it out",
                ));
            }
            Some(export) => export.check()?,
            None => {}
        }
        Ok(Self {
            recipient: self.recipient.checked("destinatario")?,
            ..self.clone()
        })
    }
}

/// An item of a [`NewNfe`].
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewNfeItem {
    #[serde(rename = "codigo")]
    code: String,
    #[serde(rename = "descricao")]
    description: Redacted<String>,
    ncm: String,
    cfop: String,
    #[serde(rename = "quantidade")]
    quantity: Amount,
    #[serde(rename = "unidade")]
    unit: String,
    #[serde(rename = "valor_unitario")]
    unit_price: Amount,
    #[serde(rename = "detExport", skip_serializing_if = "Vec::is_empty")]
    export_details: Vec<ExportDetail>,
}

impl NewNfeItem {
    /// An item by your own code, with its NCM (8 digits) and CFOP (4 digits). It needs a
    /// [`quantity`](Self::quantity).
    pub fn new(
        code: impl Into<String>,
        description: impl Into<String>,
        ncm: impl Into<String>,
        cfop: impl Into<String>,
    ) -> Self {
        Self {
            code: code.into(),
            description: Redacted::new(description.into()),
            ncm: ncm.into(),
            cfop: cfop.into(),
            quantity: Amount::ZERO,
            unit: String::new(),
            unit_price: Amount::ZERO,
            export_details: Vec::new(),
        }
    }

    /// How much of it, in which unit (`UN`, `KG`), and the price of one in BRL. Both numbers may
    /// have more than two decimals.
    #[doc(alias = "quantidade")]
    #[doc(alias = "valor_unitario")]
    pub fn quantity(
        mut self,
        quantity: Amount,
        unit: impl Into<String>,
        unit_price: Amount,
    ) -> Self {
        self.quantity = quantity;
        self.unit = unit.into();
        self.unit_price = unit_price;
        self
    }

    /// Adds what customs want to know of an exported item.
    #[doc(alias = "detExport")]
    pub fn export_detail(mut self, detail: ExportDetail) -> Self {
        self.export_details.push(detail);
        self
    }

    fn check(&self) -> Result<()> {
        check::text("itens[].codigo", &self.code, 60)?;
        check::text("itens[].descricao", self.description.expose(), 120)?;
        check::digits("itens[].ncm", &self.ncm, &[8])?;
        check::digits("itens[].cfop", &self.cfop, &[4])?;
        check::positive("itens[].quantidade", self.quantity)?;
        check::text("itens[].unidade", &self.unit, 6)?;
        check::positive("itens[].valor_unitario", self.unit_price)?;
        self.export_details.iter().try_for_each(ExportDetail::check)
    }
}

/// Where goods leave the country.
#[doc(alias = "exporta")]
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct Export {
    #[serde(rename = "UFSaidaPais")]
    state: String,
    #[serde(rename = "xLocExporta")]
    place: String,
    #[serde(rename = "xLocDespacho", skip_serializing_if = "Option::is_none")]
    customs_place: Option<String>,
}

impl Export {
    /// From this state (two letters) and place: port, airport or border.
    #[doc(alias = "UFSaidaPais")]
    #[doc(alias = "UF de embarque")]
    #[doc(alias = "xLocExporta")]
    #[doc(alias = "Local de embarque")]
    pub fn leaving(state: impl Into<String>, place: impl Into<String>) -> Self {
        Self {
            state: state.into(),
            place: place.into(),
            customs_place: None,
        }
    }

    /// Where customs clear them, when that is elsewhere.
    #[doc(alias = "xLocDespacho")]
    pub fn cleared_at(mut self, place: impl Into<String>) -> Self {
        self.customs_place = Some(place.into());
        self
    }

    fn check(&self) -> Result<()> {
        State::parse(&self.state).map_err(|cause| {
            Error::input(format!("exporta.UFSaidaPais: {cause}")).with_source(cause)
        })?;
        check::text("exporta.xLocExporta", &self.place, 60)?;
        match &self.customs_place {
            Some(place) => check::text("exporta.xLocDespacho", place, 60),
            None => Ok(()),
        }
    }
}

/// What customs want to know of an exported item: the drawback it was made under, or the invoice
/// it was received with to be exported, or both.
#[doc(alias = "detExport")]
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct ExportDetail {
    #[serde(rename = "nDraw", skip_serializing_if = "Option::is_none")]
    drawback: Option<String>,
    #[serde(rename = "exportInd", skip_serializing_if = "Option::is_none")]
    indirect: Option<IndirectExport>,
}

#[derive(Clone, Debug, Serialize)]
struct IndirectExport {
    #[serde(rename = "nRE")]
    registration: String,
    #[serde(rename = "chNFe")]
    access_key: String,
    #[serde(rename = "qExport")]
    quantity: Amount,
}

impl ExportDetail {
    /// Made under this drawback concession, of 9 or 11 digits.
    #[doc(alias = "nDraw")]
    #[doc(alias = "Numero Drawback")]
    pub fn drawback(number: impl Into<String>) -> Self {
        Self {
            drawback: Some(number.into()),
            indirect: None,
        }
    }

    /// Received to be exported: registered under 12 digits, with the invoice of this access key,
    /// so much of it.
    #[doc(alias = "exportInd")]
    #[doc(alias = "nRE")]
    #[doc(alias = "Registro de exportacao")]
    #[doc(alias = "chNFe")]
    #[doc(alias = "Chave da NFe recebida para exportacao")]
    #[doc(alias = "qExport")]
    pub fn indirect(
        registration: impl Into<String>,
        access_key: impl Into<String>,
        quantity: Amount,
    ) -> Self {
        Self {
            drawback: None,
            indirect: Some(IndirectExport {
                registration: registration.into(),
                access_key: access_key.into(),
                quantity,
            }),
        }
    }

    /// The drawback concession of goods that were received to be exported.
    pub fn under_drawback(mut self, number: impl Into<String>) -> Self {
        self.drawback = Some(number.into());
        self
    }

    fn check(&self) -> Result<()> {
        if let Some(number) = &self.drawback {
            check::digits("itens[].detExport[].nDraw", number, &[9, 11])?;
        }
        let Some(indirect) = &self.indirect else {
            return Ok(());
        };
        let field = |name: &str| format!("itens[].detExport[].exportInd.{name}");
        check::digits(&field("nRE"), &indirect.registration, &[12])?;
        checked_key(&field("chNFe"), &indirect.access_key)?;
        check::positive(&field("qExport"), indirect.quantity)
    }
}

/// A goods invoice that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct IssuedNfe {
    /// Identifier.
    pub id: Option<IssuedNfeId>,
    /// Your own reference.
    #[serde(rename = "referencia_externa")]
    #[doc(alias = "referencia_externa")]
    pub external_reference: Option<String>,
    /// Where it stands.
    pub status: Option<NfeIssueStatus>,
    /// The 44 characters of its key, once it is authorised:
    /// [`FiscalNotes::download_nfe`](crate::api::FiscalNotes::download_nfe) takes it.
    #[serde(rename = "chave_acesso")]
    #[doc(alias = "chave_acesso")]
    pub access_key: Option<String>,
    /// Number.
    #[serde(rename = "numero")]
    #[doc(alias = "numero")]
    pub number: Option<i64>,
    /// Series.
    #[serde(rename = "serie")]
    #[doc(alias = "serie")]
    pub series: Option<i64>,
    /// When it was issued.
    #[serde(rename = "data_emissao", default, with = "wire::local_instant")]
    #[doc(alias = "data_emissao")]
    pub issued_at: Option<OffsetDateTime>,
    /// The sale it is for.
    #[serde(rename = "id_venda")]
    #[doc(alias = "id_venda")]
    pub sale_id: Option<SaleId>,
    /// Why it was not issued.
    #[serde(rename = "rejeicao")]
    #[doc(alias = "rejeicao")]
    pub rejection: Option<FiscalRejection>,
}

impl Referenced for IssuedNfe {
    fn reference(&self) -> Option<&str> {
        self.external_reference.as_deref()
    }
}

impl Partner<'_> {
    /// Asks for a goods invoice. It is issued when [`get_nfe`](Self::get_nfe) says so.
    ///
    /// Not published: Conta Azul issues notes in its ERP, from a sale. No other client of the
    /// family issues them either.
    ///
    /// Never repeated by itself: see [when the outcome is unknown](crate::partner#when-the-outcome-is-unknown)
    /// and [`list_nfe`](Self::list_nfe).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) before anything is sent, naming the field.
    #[doc(alias = "nfe")]
    pub fn issue_nfe(&self, invoice: &NewNfe) -> Action<IssuedNfe> {
        let call = invoice
            .checked()
            .and_then(|body| Call::new(&operations::partner::ISSUE_NFE).json(&body));
        Action::json(self.executor(), call)
    }

    /// Reads how far a goods invoice has come. Not published.
    pub fn get_nfe(&self, id: &IssuedNfeId) -> Action<IssuedNfe> {
        let call = Call::new(&operations::partner::GET_NFE).argument("id", id);
        Action::json(self.executor(), Ok(call))
    }

    /// Lists the goods invoices asked for here; by [`reference`](Query::reference) to look one up.
    /// Not published; [`FiscalNotes::list_nfe`](crate::api::FiscalNotes::list_nfe) lists what was
    /// issued.
    pub fn list_nfe(&self) -> Query<IssuedNfe, Seed> {
        self.list(&operations::partner::LIST_NFE)
    }
}
