//! Services that the company provides or takes.

use client_core::http::Call;
use client_core::{Action, Error, Result};
use serde::Serialize;

use crate::client::ContaAzul;
use crate::model::{NewService, Service, ServiceId, ServiceNumber, ServiceUpdate};
use crate::operations;
use crate::query::{PageSize, Query};

/// Services: reached by [`ContaAzul::services`].
/// [Documented](https://developers.contaazul.com/open-api-docs/open-api-service) and measured in
/// production.
#[doc(alias = "servicos")]
#[derive(Clone, Copy, Debug)]
pub struct Services<'a> {
    pub(crate) client: &'a ContaAzul,
}

impl Services<'_> {
    /// Lists services, in use or not: there is no filter for that. Pages hold at most 100.
    pub fn list(&self) -> Query<Service> {
        Query::new(self.client.executor(), &operations::services::LIST)
            .at_most_per_page(PageSize::N100)
    }

    /// Creates a service.
    ///
    /// Never repeated by itself when the outcome is unknown: look for the name first
    /// ([`Query::text`]).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent for an empty
    /// name and negative amounts.
    pub fn create(&self, service: &NewService) -> Action<Service> {
        let call = service
            .check()
            .and_then(|()| Call::new(&operations::services::CREATE).json(service));
        Action::json(self.client.executor(), call)
    }

    /// Reads one service, deleted ones included.
    ///
    /// # Errors
    /// Status 404 when there never was one.
    pub fn get(&self, id: &ServiceId) -> Action<Service> {
        let call = Call::new(&operations::services::GET).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Changes what is set in `update`. The ERP answers nothing; read the service to see the
    /// result.
    pub fn update(&self, id: &ServiceId, update: &ServiceUpdate) -> Action<()> {
        let call = update.check().and_then(|()| {
            Call::new(&operations::services::UPDATE)
                .argument("id", id)
                .json(update)
        });
        Action::empty(self.client.executor(), call)
    }

    /// Deletes services by their [numbers](Service::number), not by their ids. They leave the list
    /// and can still be read.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent when there is
    /// none.
    pub fn delete(&self, services: &[ServiceNumber]) -> Action<()> {
        Action::empty(self.client.executor(), delete_call(services))
    }
}

#[derive(Serialize)]
struct Batch<'a> {
    ids: &'a [ServiceNumber],
}

fn delete_call(services: &[ServiceNumber]) -> Result<Call> {
    if services.is_empty() {
        return Err(Error::input("ids is empty; name a service"));
    }
    Call::new(&operations::services::DELETE).json(&Batch { ids: services })
}
