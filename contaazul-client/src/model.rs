//! What the ERP answers and takes.
//!
//! Names are English; the ERP's own are in the documentation of every field, so that a search for
//! `data_vencimento` finds `due_date`. What the ERP may leave out is an `Option`, though the
//! official description promises no field at all. What may hold personal data prints as
//! `[redacted]`.

mod account;
mod bank;
mod capture;
mod category;
mod charge;
mod company;
mod contract;
mod created_event;
mod event;
pub(crate) mod fiscal_note;
mod ids;
mod installment;
mod line_item;
mod negotiation;
mod new_contract;
mod new_event;
mod new_person;
mod new_product;
mod new_quote;
mod new_sale;
mod payment_method;
mod person;
mod person_parts;
mod pricing;
mod product;
mod product_catalog;
mod product_parts;
mod product_variation;
mod quantity;
mod quote;
mod sale;
mod search;
mod second_generation;
mod service;
mod settlement;
mod superseded_product;
mod transfer;
pub(crate) mod value;

pub use self::account::{Account, AccountKind, AccountRef, Balance, OpeningBalance};
pub use self::bank::Bank;
pub use self::capture::{
    Capture, CaptureStatus, CapturedCategory, CapturedEvent, CapturedInstallment, CapturedSupplier,
    DocumentStatus, DraftRef, DraftedEvent, NewDocument, UploadStatus, UploadedDocument,
};
pub use self::category::{
    BookedOperation, Category, CostCenter, CostCenterUpdate, DefaultCategory, IncomeStatement,
    IncomeStatementRow, MappedCategory, NewCostCenter, SuggestedCategory,
};
pub use self::charge::{
    Charge, ChargeKind, ChargeNotification, ChargeRequest, ChargeStatus, DeliveryStatus,
    EarlyDiscount, NewCharge, NotificationRecipient,
};
pub use self::company::Company;
pub use self::contract::{
    Contract, ContractAccount, ContractExpiry, ContractFrequency, ContractPayment,
    ContractRecurrence, ContractStatus, ContractTerms, CreatedContract, ListedContract,
    ListedContractTerms, ServiceLocation,
};
pub use self::created_event::{
    AcceptedEvent, CreatedAccount, CreatedEvent, CreatedInstallment, CreatedTerms, Protocol,
    ProtocolStatus,
};
pub use self::event::{
    CategoryAllocation, ChangedEvent, CostCenterAllocation, Event, EventKind, EventReference,
    Origin, PaymentTerms,
};
pub use self::fiscal_note::{
    IssuingCity, MdfeLink, MdfeStatus, Nfe, NfeFile, NfeFormat, NfeStatus, Nfse, NfseCancellation,
    NfseOrigin, NfseStatus, NfseTransmission,
};
pub use self::ids::{
    AccountId, CaptureId, CategoryId, CestId, ChargeId, CompanyId, ContractId, CostCenterId,
    DocumentId, EcommerceBrandId, EcommerceCategoryId, EventId, IncomeStatementRowId,
    InstallmentId, ItemId, LegacyPersonId, LineItemId, NcmId, NfseId, OperationNatureId, PersonId,
    ProductCategoryId, ProductId, ProtocolId, QuoteId, SaleId, SellerId, ServiceId, ServiceNumber,
    SettlementId, TaxScenarioId, TransferId, UnitId, VariationOptionId,
};
pub use self::installment::{
    Installment, InstallmentAccount, InstallmentStatus, InstallmentUpdate, Invoice, InvoiceKind,
    Loss, Renegotiation, UpdatedInstallment,
};
pub use self::line_item::{KitComponent, LineItem, NewLineItem, SoldItemKind};
pub use self::negotiation::{
    CardBrand, CardPayment, GivenDiscount, LineCounts, MessageStatus, Negotiation, NegotiationKind,
    OperationKind, OperationNature, OperationTemplate, Sale, SaleContract, SaleCustomer, SaleEvent,
    SaleNotification, SaleStatus, StockEffect,
};
pub use self::new_contract::{NewContract, NewContractPayment, NewContractTerms};
pub(crate) use self::new_event::EventForm;
pub use self::new_event::{NewAllocation, NewEvent, NewInstallment};
pub use self::new_person::{NewPerson, PersonChange, PersonForm, PersonUpdate, WholePerson};
pub use self::new_product::{NewKit, NewProduct, NewStock, ProductUpdate};
pub use self::new_quote::NewQuote;
pub use self::new_sale::{NewSale, NewSaleInstallment, NewSalePayment, SaleReplacement};
pub use self::payment_method::PaymentMethod;
pub use self::person::{
    DueReminder, LegacyPerson, OpenPayments, PeopleStatus, Person, PersonKind, PersonProfile,
    PersonSummary, Profile, SavedPerson,
};
pub use self::person_parts::{Address, BillingContact, Contact, StateTaxStatus, TaxRegistration};
pub use self::pricing::{Discount, DiscountKind, Pricing, SaleValue};
pub use self::product::{
    Product, ProductFormat, ProductImage, ProductKind, ProductKit, ProductStock, ProductSummary,
    StockLevel,
};
pub use self::product_catalog::{
    CatalogStatus, Cest, EcommerceBrand, EcommerceCategories, EcommerceCategory,
    EcommerceCategoryName, MeasurementUnit, Ncm, ProductCategory,
};
pub use self::product_parts::{
    KitItem, ProductCondition, ProductDimensions, ProductEcommerce, ProductOrigin, ProductTaxes,
    SpedProductKind, UnitConversion,
};
pub use self::product_variation::{
    ProductVariation, VariationOption, VariationProduct, VariationType,
};
pub use self::quantity::Quantity;
pub use self::quote::{CreatedQuote, ListedQuote, Quote, QuoteCustomer, QuoteSituation};
pub use self::sale::{
    BatchDeletion, CreatedSale, ListedCustomer, ListedSale, PendingReason, ReplacedSale, SaleEmail,
    SaleInstallment, SaleKind, SalePayment, SalePending, SaleSituation, Seller, Situation,
    SoldKinds,
};
pub use self::search::{
    CategoryName, CostCenterName, Party, Payable, Receivable, RenegotiatedReceivable, SearchStatus,
};
pub use self::second_generation::{
    FlatAccount, FlatCharge, FlatSettlement, ListedEvent, ListedInstallment, ListedSettlement,
    Recurrence,
};
pub use self::service::{
    NewService, NfseOperationNature, Service, ServiceKind, ServiceUpdate, TaxCity, TaxScenario,
};
pub use self::settlement::{
    Attachment, AttachmentContent, AttachmentKind, NewSettlement, SavedSettlement, Settlement,
    SettlementUpdate,
};
pub use self::superseded_product::{
    DeactivatedProducts, NewSupersededProduct, SupersededProduct, SupersededProductSummary,
    SupersededStock, SupersededVariation, SupersededVariationProduct, SupersededVariations,
};
pub use self::transfer::{Transfer, TransferAccount, TransferBank, TransferSide};
pub use self::value::ValueBreakdown;
