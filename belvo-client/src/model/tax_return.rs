//! Mexican tax returns (declaraciones).

use std::collections::BTreeMap;
use std::fmt;

use client_core::secret::Redacted;
use client_core::{Error, ErrorKind, Outcome, wire};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use time::OffsetDateTime;

use super::{LinkId, TaxReturnId};

client_core::open_enum! {
    /// Which period a tax return is for.
    pub enum TaxReturnType {
        /// A year.
        Yearly = "yearly",
        /// A month.
        Monthly = "monthly",
    }
}

/// A tax return, of a person or a company, for a year or a month.
///
/// The four kinds share these fields and differ in their forms. Belvo does not say which kind it
/// sends, and hands the forms over as the tax office lays them out, which changes from year to
/// year: they are kept as they come.
///
/// ```
/// use belvo_client::model::TaxReturn;
/// use belvo_client::Amount;
///
/// #[derive(serde::Deserialize)]
/// struct Vat {
///     a_cargo: Amount,
/// }
///
/// let read: TaxReturn = serde_json::from_str(r#"{"type":"monthly","iva":{"a_cargo":158.14}}"#)?;
/// let vat: Vat = read.forms["iva"].read()?;
/// assert_eq!(vat.a_cargo.to_string(), "158.14");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TaxReturn {
    /// Identifier.
    pub id: Option<TaxReturnId>,
    /// The link it belongs to; only yearly ones of persons tell.
    pub link: Option<LinkId>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// Which period it is for; only monthly ones tell.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: Option<TaxReturnType>,
    /// The return as base64, if it was asked for; null in Belvo's sandbox.
    pub pdf: Option<Redacted<String>>,
    /// The tax office's receipt as base64, likewise.
    pub receipt_pdf: Option<Redacted<String>>,
    /// The forms by their Spanish names, such as `determinacion_iva`, and any field that this
    /// version of the client does not know.
    #[serde(flatten)]
    pub forms: BTreeMap<String, TaxForm>,
}

crate::fields::fields! {
    /// What of a tax return can be left out or asked for; each kind has some of the forms.
    pub enum TaxReturnField of TaxReturn {
        Id = "id",
        Link = "link",
        CollectedAt = "collected_at",
        CreatedAt = "created_at",
        Type = "type",
        Pdf = "pdf",
        ReceiptPdf = "receipt_pdf",
        InformacionGeneral = "informacion_general",
        SueldosSalarios = "sueldos_salarios",
        ServiciosProfesionales = "servicios_profesionales",
        DeduccionesPersonales = "deducciones_personales",
        DeterminacionImpuesto = "determinacion_impuesto",
        Retenciones = "retenciones",
        Dividendos = "dividendos",
        DatosInformativos = "datos_informativos",
        Isr = "isr",
        Iva = "iva",
        DatosAdicionales = "datos_adicionales",
        EstadoResultados = "estado_resultados",
        EstadoPosicionFinancieraBalance = "estado_posicion_financiera_balance",
        ConciliacionEntreResultadoContableFiscal = "conciliacion_entre_resultado_contable_fiscal",
        DeduccionesAutorizadas = "deducciones_autorizadas",
        CifrasCierreEjercicio = "cifras_cierre_ejercicio",
        DeterminacionDelImpuestoSobreLaRenta = "determinacion_del_impuesto_sobre_la_renta",
        DividendosOUtilidadesDistribuidos = "dividendos_o_utilidades_distribuidos",
        DetallePagoR1IsrPersonasMorales = "detalle_pago_r1_isr_personas_morales",
        Ingressos = "ingressos",
        Determinacion = "determinacion",
        DeterminacionIsr = "determinacion_isr",
        DetallePagoIsr = "detalle_pago_isr",
        DeterminacionIva = "determinacion_iva",
        DetallePagoIva = "detalle_pago_iva",
    }
}

/// A form of a tax return, as the tax office lays it out. Never printed.
#[derive(Clone, Deserialize, Serialize)]
#[serde(transparent)]
pub struct TaxForm(Box<RawValue>);

impl TaxForm {
    /// The form as JSON, to the letter.
    pub fn as_json(&self) -> &str {
        self.0.get()
    }

    /// Reads the form into a type of yours; read money as [`Amount`](crate::Amount).
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] when it does not fit.
    pub fn read<T: DeserializeOwned>(&self) -> crate::Result<T> {
        serde_json::from_str(self.as_json()).map_err(|_| {
            let what = "the tax form does not fit the type it is read into";
            Error::new(ErrorKind::Decode, Outcome::Applied, what)
        })
    }
}

impl PartialEq for TaxForm {
    fn eq(&self, other: &Self) -> bool {
        self.as_json() == other.as_json()
    }
}

impl Eq for TaxForm {}

impl fmt::Debug for TaxForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// The fields that all tax returns share.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Shared {
    id: Option<TaxReturnId>,
    link: Option<LinkId>,
    #[serde(with = "wire::instant")]
    collected_at: Option<OffsetDateTime>,
    #[serde(with = "wire::instant")]
    created_at: Option<OffsetDateTime>,
    #[serde(rename = "type")]
    kind: Option<TaxReturnType>,
    pdf: Option<Redacted<String>>,
    receipt_pdf: Option<Redacted<String>>,
}

const SHARED: [&str; 7] = [
    "id",
    "link",
    "collected_at",
    "created_at",
    "type",
    "pdf",
    "receipt_pdf",
];

impl<'de> Deserialize<'de> for TaxReturn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Read twice from the text, for amounts are exact only there.
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let shared: Shared = read(&raw)?;
        let mut forms: BTreeMap<String, Option<TaxForm>> = read(&raw)?;
        forms.retain(|name, _| !SHARED.contains(&&**name));
        let there = |(name, form): (String, Option<TaxForm>)| Some((name, form?));
        Ok(Self {
            id: shared.id,
            link: shared.link,
            collected_at: shared.collected_at,
            created_at: shared.created_at,
            kind: shared.kind,
            pdf: shared.pdf,
            receipt_pdf: shared.receipt_pdf,
            forms: forms.into_iter().filter_map(there).collect(),
        })
    }
}

/// The cause is dropped: its text may quote personal data.
fn read<'r, T: Deserialize<'r>, E: serde::de::Error>(raw: &'r RawValue) -> Result<T, E> {
    serde_json::from_str(raw.get())
        .map_err(|_| E::custom("a tax return does not fit the documented types"))
}
