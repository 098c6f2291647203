//! One request through the front: to the mock server and back, or not.

use std::fmt;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use ::http::header::{
    CONNECTION, CONTENT_LENGTH, EXPECT, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER,
    TRANSFER_ENCODING,
};
use ::http::{Request, Response, StatusCode};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use super::fault::{Fault, Script};

/// The client's certificate as the mock server sees it (RFC 9440).
const CLIENT_CERT: HeaderName = HeaderName::from_static("client-cert");

/// What all requests of one connection share.
#[derive(Clone)]
pub(super) struct Relay {
    pub(super) upstream: SocketAddr,
    pub(super) script: Arc<Script>,
    pub(super) client_certificate: Option<HeaderValue>,
}

/// The connection is to be closed without a further byte.
#[derive(Debug)]
pub(super) struct Dropped;

impl Relay {
    /// Answers one request; an error makes the server close the connection at once.
    pub(super) async fn answer(
        self,
        request: Request<Incoming>,
    ) -> Result<Response<AnswerBody>, Dropped> {
        let fault = self.script.meet(request.method(), request.uri().path());
        match &fault {
            Some(Fault::DropBeforeProcessing) => return Err(Dropped),
            Some(Fault::Status { code, retry_after }) => {
                let mut answer = Response::new(AnswerBody::whole(Bytes::new()));
                *answer.status_mut() = *code;
                if let Some(wait) = retry_after {
                    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
                    answer.headers_mut().insert(RETRY_AFTER, seconds.into());
                }
                return Ok(answer);
            }
            _ => {}
        }
        let answer = match self.forward(request).await {
            Ok(answer) => answer,
            Err(cause) => return Ok(unreachable_upstream(cause.as_ref())),
        };
        match fault {
            Some(Fault::DropBeforeAnswer) => Err(Dropped),
            Some(Fault::DropAfterHeaders) => Ok(torn(answer, 0)),
            Some(Fault::TruncateBody(bytes)) => Ok(torn(answer, bytes)),
            Some(Fault::Slow(wait)) => {
                tokio::time::sleep(wait).await;
                Ok(answer.map(AnswerBody::whole))
            }
            _ => Ok(answer.map(AnswerBody::whole)),
        }
    }

    /// Hands the request on over a connection of its own and reads the whole answer.
    async fn forward(
        &self,
        request: Request<Incoming>,
    ) -> Result<Response<Bytes>, Box<dyn std::error::Error + Send + Sync>> {
        let (mut head, body) = request.into_parts();
        let body = body.collect().await?.to_bytes();
        remove_connection_headers(&mut head.headers);
        match &self.client_certificate {
            Some(certificate) => head.headers.insert(CLIENT_CERT, certificate.clone()),
            // Only the front may say who the client is.
            None => head.headers.remove(CLIENT_CERT),
        };
        let stream = TcpStream::connect(self.upstream).await?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        let request = Request::from_parts(head, Full::new(body));
        let (mut head, body) = sender.send_request(request).await?.into_parts();
        remove_connection_headers(&mut head.headers);
        Ok(Response::from_parts(head, body.collect().await?.to_bytes()))
    }
}

/// These speak of one connection; each side of the front has its own.
fn remove_connection_headers(headers: &mut HeaderMap) {
    for name in [CONNECTION, TRANSFER_ENCODING, EXPECT] {
        headers.remove(name);
    }
}

fn unreachable_upstream(cause: &dyn fmt::Display) -> Response<AnswerBody> {
    let text = format!("the sandbox's mock server gave no answer: {cause}");
    let mut answer = Response::new(AnswerBody::whole(Bytes::from(text)));
    *answer.status_mut() = StatusCode::BAD_GATEWAY;
    answer
}

fn torn(mut answer: Response<Bytes>, bytes: usize) -> Response<AnswerBody> {
    // The torn body announces its own length, which is not zero even when there is no body.
    answer.headers_mut().remove(CONTENT_LENGTH);
    answer.map(|body| AnswerBody::torn(body, bytes))
}

/// The body of an answer, whole or torn.
pub(super) struct AnswerBody {
    rest: Option<Bytes>,
    announced: u64,
    end: End,
}

enum End {
    Whole,
    /// Waits once before it breaks off, so that the server sends what it holds.
    TornAfterFlush,
    TornNow,
}

impl AnswerBody {
    fn whole(body: Bytes) -> Self {
        Self {
            announced: length(&body),
            rest: (!body.is_empty()).then_some(body),
            end: End::Whole,
        }
    }

    /// Announces the whole body and keeps at least one byte of it back.
    fn torn(body: Bytes, bytes: usize) -> Self {
        let kept = bytes.min(body.len().saturating_sub(1));
        Self {
            announced: length(&body).max(1),
            rest: (kept > 0).then(|| body.slice(..kept)),
            end: End::TornAfterFlush,
        }
    }
}

fn length(body: &Bytes) -> u64 {
    u64::try_from(body.len()).unwrap_or(u64::MAX)
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = Dropped;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Dropped>>> {
        if let Some(bytes) = self.rest.take() {
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
        match self.end {
            End::Whole => Poll::Ready(None),
            End::TornAfterFlush => {
                self.end = End::TornNow;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            End::TornNow => Poll::Ready(Some(Err(Dropped))),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self.end, End::Whole) && self.rest.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.announced)
    }
}

impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the connection is dropped on purpose")
    }
}

impl std::error::Error for Dropped {}
