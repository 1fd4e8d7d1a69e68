//! Lists as files: CSV as it is read, a workbook when all of it is there.

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use entente_core::id::LeadId;
use entente_desk::leads::{self, Export, Format};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use crate::app::App;
use crate::error::Wrong;
use crate::permit::Worker;

/// Parts of a file that may wait for a slow reader.
const WAITING_MAX: usize = 4;

/// `GET /leads.csv`
pub(crate) async fn csv(who: Worker, State(app): State<App>, RawQuery(query): RawQuery) -> Result<Response, Wrong> {
    file(who, &app, query.unwrap_or_default(), Vec::new(), Format::Csv).await
}

/// `GET /leads.xlsx`
pub(crate) async fn xlsx(who: Worker, State(app): State<App>, RawQuery(query): RawQuery) -> Result<Response, Wrong> {
    file(who, &app, query.unwrap_or_default(), Vec::new(), Format::Xlsx).await
}

/// The leads that were ticked.
pub(super) async fn these(who: Worker, app: &App, leads: Vec<LeadId>, ending: &str) -> Result<Response, Wrong> {
    let format = Format::from_ending(ending).ok_or(Wrong::Unreadable("format"))?;
    file(who, app, String::new(), leads, format).await
}

async fn file(who: Worker, app: &App, query: String, leads: Vec<LeadId>, format: Format) -> Result<Response, Wrong> {
    let (user, zone) = (who.user.id, who.page.zone.clone());
    let (query, leads) = app
        .fetch(move |desk, now| {
            let (query, _) = leads::read(&desk.plans(), &query, now);
            desk.write(|store| leads::note_export(store, user, &query, leads.len(), now))?;
            Ok((query, leads))
        })
        .await?;
    let export = if leads.is_empty() { Export::new(&query, zone) } else { Export::of(leads, zone) };
    let date = who.page.machine(&who.page.now);
    let name = format!("leads-{}.{}", date.get(..10).unwrap_or_default(), format.ending());
    let headers = [
        (CONTENT_TYPE, format.media_type().to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    let body = match format {
        Format::Csv => stream(app, export),
        Format::Xlsx => {
            let bytes =
                app.fetch(move |desk, now| desk.read(|store, plans| export.workbook(store, plans, now))).await?;
            Body::from(bytes)
        }
    };
    Ok((headers, body).into_response())
}

/// Sends the lines as they are read, so that a large list waits for nothing and fills no memory.
fn stream(app: &App, mut export: Export) -> Body {
    let (parts, body) = mpsc::channel::<Result<String, std::io::Error>>(WAITING_MAX);
    let app = app.clone();
    tokio::task::spawn_blocking(move || {
        let mut text = Some(export.csv_head());
        while let Some(part) = text {
            if parts.blocking_send(Ok(part)).is_err() {
                return;
            }
            let now = app.now();
            text = match app.desk().read(|store, plans| export.csv_next(store, plans, now)) {
                Ok(text) => text,
                Err(error) => {
                    // The reader sees that the file broke off rather than that it ended.
                    let _ = parts.blocking_send(Err(std::io::Error::other(error.to_string())));
                    return;
                }
            };
        }
    });
    Body::from_stream(ReceiverStream::new(body))
}
