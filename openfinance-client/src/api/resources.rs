//! What a consent reaches, API 3.x.

use crate::connection::Connection;
use crate::list::ListRequest;
use crate::model::Resource;
use crate::operations::resources as operations;

/// What a consent reaches: reached by [`Connection::resources`].
///
/// [Documented](https://openbanking-brasil.github.io/openapi/swagger-apis/resources/) by Open
/// Finance Brasil; this client speaks all of 3.x.
#[doc(alias = "recursos")]
#[derive(Clone, Copy, Debug)]
pub struct Resources<'a> {
    pub(crate) connection: &'a Connection,
}

impl Resources<'_> {
    /// Lists the accounts, cards and contracts that the consent reaches, and whether each can be
    /// read now. Start here, and ask again while anything is
    /// [pending](crate::model::ResourceStatus::PendingAuthorisation).
    ///
    /// While the bank still puts the list together it answers 202 without a body; the default
    /// retry policy asks again until the deadline. It may take five minutes: give the first call
    /// after a consent a deadline of that length. The list may be empty.
    #[doc(alias = "GET /resources")]
    pub fn list(&self) -> ListRequest<Resource> {
        self.connection.call(&operations::LIST).list()
    }
}
