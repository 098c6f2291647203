//! What the widget of biometric Pix is asked for.

use client_core::money::{Amount, amount_string};
use client_core::secret::Redacted;
use client_core::{Error, Result};
use serde::Serialize;
use url::Url;

use super::{
    BankAccountId, CustomerId, EnrollmentId, ExternalId, Metadata, PaymentInstitutionId,
    PaymentMethodType, check,
};

client_core::open_enum! {
    /// The colours of the widget.
    pub enum ColorScheme {
        /// Light, the default.
        Light = "LIGHT",
        /// Dark.
        Dark = "DARK",
    }
}

/// What a session of the widget of biometric Pix does: enrols a device, pays, or both.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct PaymentWidgetRequest {
    use_cases: Vec<&'static str>,
    widget: Appearance,
}

#[derive(Clone, Debug, Serialize)]
struct Appearance {
    #[serde(skip_serializing_if = "Option::is_none")]
    enrollment: Option<WidgetEnrollment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_intent: Option<WidgetPayment>,
    callback_urls: Callbacks,
    branding: Branding,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    top_tier_institutions: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    theme: Vec<Theme>,
}

#[derive(Clone, Debug, Serialize)]
struct Callbacks {
    success: Url,
    exit: Url,
}

#[derive(Clone, Debug, Serialize)]
struct Branding {
    #[serde(skip_serializing_if = "Option::is_none")]
    color_scheme: Option<ColorScheme>,
    company_name: String,
}

#[derive(Clone, Debug, Serialize)]
struct Theme {
    css_key: String,
    value: String,
}

impl PaymentWidgetRequest {
    /// In your name; the payer comes back to `success`, or to `exit` when they gave up.
    pub fn new(company_name: impl Into<String>, success: Url, exit: Url) -> Self {
        Self {
            use_cases: Vec::new(),
            widget: Appearance {
                enrollment: None,
                payment_intent: None,
                callback_urls: Callbacks { success, exit },
                branding: Branding {
                    color_scheme: None,
                    company_name: company_name.into(),
                },
                top_tier_institutions: Vec::new(),
                theme: Vec::new(),
            },
        }
    }

    /// Enrols a device.
    pub fn enrollment(mut self, enrollment: WidgetEnrollment) -> Self {
        self.use_cases.push("ENROLLMENT");
        self.widget.enrollment = Some(enrollment);
        self
    }

    /// Pays.
    pub fn payment(mut self, payment: WidgetPayment) -> Self {
        self.use_cases.push("PAYMENT_INTENT");
        self.widget.payment_intent = Some(payment);
        self
    }

    /// Its colours.
    pub fn color_scheme(mut self, scheme: ColorScheme) -> Self {
        self.widget.branding.color_scheme = Some(scheme);
        self
    }

    /// Shows these institutions first: 1 to 5, such as `nubank_retail` and `itau_retail`.
    #[doc(alias = "top_tier_institutions")]
    pub fn institutions_first<N: Into<String>>(
        mut self,
        names: impl IntoIterator<Item = N>,
    ) -> Self {
        self.widget.top_tier_institutions = names.into_iter().map(Into::into).collect();
        self
    }

    /// Sets a variable of its style sheet.
    #[doc(alias = "css_key")]
    pub fn theme(mut self, css_key: impl Into<String>, value: impl Into<String>) -> Self {
        self.widget.theme.push(Theme {
            css_key: css_key.into(),
            value: value.into(),
        });
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        let widget = &self.widget;
        let asked = usize::from(widget.enrollment.is_some());
        let asked = asked + usize::from(widget.payment_intent.is_some());
        if asked == 0 || asked != self.use_cases.len() {
            return Err(Error::input(
                "use_cases is empty or has one twice; ask for an enrollment, a payment, or both, \
                 once each",
            ));
        }
        check::there(
            &widget.branding.company_name,
            "widget.branding.company_name",
        )?;
        if widget.top_tier_institutions.len() > 5 {
            return Err(Error::input(
                "widget.top_tier_institutions has more than 5 names",
            ));
        }
        check::address(
            &widget.callback_urls.success,
            "widget.callback_urls.success",
        )?;
        check::address(&widget.callback_urls.exit, "widget.callback_urls.exit")?;
        if let Some(enrollment) = &widget.enrollment {
            enrollment.check()?;
        }
        match &widget.payment_intent {
            Some(payment) => payment.check(),
            None => Ok(()),
        }
    }
}

/// A device that the widget enrols.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct WidgetEnrollment {
    #[serde(rename = "type")]
    kind: PaymentMethodType,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_id: Option<ExternalId>,
    details: WidgetEnrollmentDetails,
    metadata: Metadata,
}

#[derive(Clone, Debug, Serialize)]
struct WidgetEnrollmentDetails {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Redacted<String>>,
    customer: WidgetCustomer,
    #[serde(skip_serializing_if = "Option::is_none")]
    institution: Option<PaymentInstitutionId>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum WidgetCustomer {
    Registered(CustomerId),
    New {
        identifier: Redacted<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<Redacted<String>>,
    },
}

impl WidgetEnrollment {
    /// Of somebody who is registered.
    pub fn customer(id: &CustomerId) -> Self {
        Self::of(WidgetCustomer::Registered(id.clone()))
    }

    /// Of a person with this CPF, 11 digits, who is registered by it; the name, if there is one,
    /// has 5 to 200 characters.
    pub fn new_customer(cpf: impl Into<String>, name: Option<String>) -> Self {
        Self::of(WidgetCustomer::New {
            identifier: Redacted::new(cpf.into()),
            name: name.map(Redacted::new),
        })
    }

    fn of(customer: WidgetCustomer) -> Self {
        Self {
            kind: PaymentMethodType::BiometricPix,
            external_id: None,
            details: WidgetEnrollmentDetails {
                name: None,
                customer,
                institution: None,
            },
            metadata: Metadata::new(),
        }
    }

    /// Your own id.
    pub fn external_id(mut self, id: &ExternalId) -> Self {
        self.external_id = Some(id.clone());
        self
    }

    /// What the owner calls the device, of at most 140 characters.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.details.name = Some(Redacted::new(name.into()));
        self
    }

    /// Where their account is; the widget asks otherwise.
    pub fn at(mut self, institution: &PaymentInstitutionId) -> Self {
        self.details.institution = Some(institution.clone());
        self
    }

    /// Keys and values of your own.
    pub fn metadata(mut self, metadata: Metadata) -> Self {
        self.metadata = metadata;
        self
    }

    fn check(&self) -> Result<()> {
        self.metadata.check()?;
        if let Some(name) = &self.details.name {
            check::length(name.expose(), 0, 140, "widget.enrollment.details.name")?;
        }
        let WidgetCustomer::New { identifier, name } = &self.details.customer else {
            return Ok(());
        };
        let field = "widget.enrollment.details.customer";
        check::cpf(identifier.expose(), &format!("{field}.identifier"))?;
        match name {
            Some(name) => check::length(name.expose(), 5, 200, &format!("{field}.name")),
            None => Ok(()),
        }
    }
}

/// A payment that the widget makes.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct WidgetPayment {
    #[serde(with = "amount_string")]
    amount: Amount,
    external_id: ExternalId,
    description: Redacted<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    statement_description: Option<Redacted<String>>,
    allowed_payment_method_types: [PaymentMethodType; 1],
    payment_method_details: WidgetMethod,
    metadata: Metadata,
}

#[derive(Clone, Debug, Serialize)]
struct WidgetMethod {
    open_finance_biometric_pix: WidgetPix,
}

#[derive(Clone, Debug, Serialize)]
struct WidgetPix {
    beneficiary_bank_account: BankAccountId,
    #[serde(skip_serializing_if = "Option::is_none")]
    enrollment: Option<EnrollmentId>,
}

impl WidgetPayment {
    /// Of `amount` in BRL to this account. Find it again by the id, as every payment.
    pub fn new(
        external_id: &ExternalId,
        amount: Amount,
        description: impl Into<String>,
        beneficiary: &BankAccountId,
    ) -> Self {
        Self {
            amount,
            external_id: external_id.clone(),
            description: Redacted::new(description.into()),
            statement_description: None,
            allowed_payment_method_types: [PaymentMethodType::BiometricPix],
            payment_method_details: WidgetMethod {
                open_finance_biometric_pix: WidgetPix {
                    beneficiary_bank_account: beneficiary.clone(),
                    enrollment: None,
                },
            },
            metadata: Metadata::new(),
        }
    }

    /// By a device that is enrolled.
    pub fn by(mut self, enrollment: &EnrollmentId) -> Self {
        let method = &mut self.payment_method_details.open_finance_biometric_pix;
        method.enrollment = Some(enrollment.clone());
        self
    }

    /// What the payer's statement shows, of at most 50 characters.
    pub fn statement_description(mut self, text: impl Into<String>) -> Self {
        self.statement_description = Some(Redacted::new(text.into()));
        self
    }

    /// Keys and values of your own.
    pub fn metadata(mut self, metadata: Metadata) -> Self {
        self.metadata = metadata;
        self
    }

    fn check(&self) -> Result<()> {
        check::amount(self.amount, "widget.payment_intent.amount")?;
        let description = self.description.expose();
        check::there(description, "widget.payment_intent.description")?;
        self.metadata.check()?;
        match &self.statement_description {
            Some(text) => {
                let field = "widget.payment_intent.statement_description";
                check::length(text.expose(), 1, 50, field)
            }
            None => Ok(()),
        }
    }
}
