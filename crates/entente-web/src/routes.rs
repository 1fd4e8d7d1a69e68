//! Every address there is: one line each, by noun.

use std::net::SocketAddr;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;

use crate::app::{App, Options};
use crate::pages::agreement::{document, draft, guide, proposal};
use crate::pages::{
    accounts, api, board, content, failed, figures, form, keys, lead, leads, link, log_in, manager, notices, overview,
    personas, profile, promise, queue, search, setup, track, tracker, welcome,
};
use crate::sent::UPLOAD_BYTES_MAX;
use crate::site::{Listed, Site};
use crate::{assets, known, live};

/// All routes with what the list says of each.
fn site() -> Site {
    let site = Site::default()
        .get("/assets/{name}", assets::show)
        .get("/health", failed::health)
        .get("/events", live::stream)
        .get("/keys", keys::show);
    people(forms(telling(bringing_in(setting_up(agreement(lists(one_lead(work(content(figured(site)))))))))))
}

/// Pages of figures, each number with its list.
fn figured(site: Site) -> Site {
    site.get("/", overview::show)
        .get("/promises/{clause}", promise::show)
        .get("/manager", manager::show)
        .get("/figures/{figure}", figures::show)
}

/// What sales asks of marketing.
fn content(site: Site) -> Site {
    site.get("/content", content::list)
        .get("/content/ask", content::show_ask)
        .post("/content/ask", content::ask)
        .get("/content/answer", content::show_answer)
        .post("/content/answer", content::answer)
}

/// One lead, and what is done to it.
fn one_lead(site: Site) -> Site {
    site.get("/leads/{lead}", lead::show)
        .get("/leads/{lead}/{act}", lead::show_act)
        .post("/leads/{lead}/{act}", lead::perform)
}

/// Setting the workspace up, and what programs tell.
fn setting_up(site: Site) -> Site {
    site.get("/setup", setup::show)
        .get("/setup/company", setup::company::show)
        .post("/setup/company", setup::company::change)
        .get("/setup/teams", setup::teams::show)
        .get("/setup/users", setup::users::list)
        .post("/setup/users", setup::users::invite)
        .get("/setup/users/{id}", setup::users::show)
        .post("/setup/users/{id}", setup::users::change)
        .post("/setup/users/{id}/link", setup::users::link)
        .get("/setup/keys", setup::keys::list)
        .post("/setup/keys", setup::keys::make)
        .post("/setup/keys/{id}/revoke", setup::keys::revoke)
        .get("/setup/audit", setup::audit::show)
        .post("/api/v1/facts", api::facts)
}

/// What SDKs of Segment and RudderStack send, at the addresses they know, and who may.
fn telling(site: Site) -> Site {
    let site = [
        "/v1/batch",
        "/v1/import",
        "/v1/identify",
        "/v1/track",
        "/v1/page",
        "/v1/screen",
        "/v1/group",
        "/v1/alias",
        "/v1/merge",
        "/v1/b",
        "/v1/i",
        "/v1/t",
        "/v1/p",
        "/v1/s",
        "/v1/g",
        "/v1/a",
        "/beacon/v1/batch",
    ]
    .into_iter()
    .fold(site, |site, path| site.post(path, track::take));
    site.get("/pixel/v1/track", track::pixel)
        .get("/pixel/v1/page", track::pixel)
        .get("/v1/projects/{key}/settings", track::settings)
        .get("/sourceConfig", track::config)
        .get("/sourceConfig/", track::config)
        .get("/setup/sources", setup::sources::list)
        .post("/setup/sources", setup::sources::make)
        .get("/setup/sources/{id}", setup::sources::show)
        .post("/setup/sources/{id}/revoke", setup::sources::revoke)
        .get("/setup/sources/held", setup::held::list)
        .post("/setup/sources/held/again", setup::held::try_all)
        .post("/setup/sources/held/{id}/again", setup::held::try_one)
        .post("/setup/sources/held/{id}/drop", setup::held::drop_one)
}

/// Forms: as visitors see them, and as they are made; and the tracker.
fn forms(site: Site) -> Site {
    site.get("/t.js", tracker::show)
        .get("/f/{name}", form::show)
        .post("/f/{name}", form::send)
        .get("/f/{name}/token", form::token)
        .get("/f/{name}/thanks", form::thanks)
        .get("/f/confirm/{token}", form::ask)
        .post("/f/confirm/{token}", form::answer)
        .get("/setup/forms", setup::forms::list)
        .get("/setup/forms/new", setup::forms::edit::new)
        .post("/setup/forms/new", setup::forms::edit::make)
        .get("/setup/forms/{name}", setup::forms::show)
        .get("/setup/forms/{name}/edit", setup::forms::edit::show)
        .post("/setup/forms/{name}/edit", setup::forms::edit::change)
        .post("/setup/forms/held/{id}/release", setup::forms::release)
        .post("/setup/forms/held/{id}/drop", setup::forms::drop_one)
        .post("/setup/forms/waiting/{id}/again", setup::forms::again)
}

/// Bringing things in: holidays of a file, and lists of leads.
fn bringing_in(site: Site) -> Site {
    site.get("/setup/calendars", setup::calendars::list)
        .post("/setup/calendars/review", setup::calendars::review)
        .post("/setup/calendars/keep", setup::calendars::keep)
        .post("/setup/calendars/draft", setup::calendars::draft)
        .get("/setup/import", setup::import::start)
        .post("/setup/import", setup::import::take)
        .get("/setup/import/{id}", setup::import::columns)
        .post("/setup/import/{id}", setup::import::choose)
        .get("/setup/import/{id}/preview", setup::import::preview)
        .post("/setup/import/{id}/start", setup::import::run)
        .get("/setup/import/{id}/came", setup::import::came)
        .get("/setup/import/{id}/rejects.csv", setup::import::rejects)
        .get("/setup/import/{id}/mapping.yaml", setup::import::mapping)
        .post("/setup/import/{id}/drop", setup::import::drop_file)
}

/// What reps work from.
fn work(site: Site) -> Site {
    site.get("/notices", notices::list)
        .post("/notices/seen", notices::see)
        .get("/queue", queue::show)
        .post("/queue/next", queue::next)
        .post("/queue/away", queue::leave)
        .post("/queue/back", queue::back)
}

/// Lists of leads and accounts, and what finds them.
fn lists(site: Site) -> Site {
    site.get("/leads", leads::show)
        .get("/leads.csv", leads::csv)
        .get("/leads.xlsx", leads::xlsx)
        .post("/leads/act", leads::act)
        .post("/leads/views", leads::keep)
        .post("/leads/views/drop", leads::drop_kept)
        .get("/board", board::show)
        .get("/accounts", accounts::list)
        .get("/accounts/{account}", accounts::show)
        .get("/search", search::find)
}

/// The agreement: read, written, proposed, signed.
fn agreement(site: Site) -> Site {
    site.get("/agreement", document::show)
        .get("/agreement/source", document::source)
        .get("/agreement/history", document::history)
        .get("/agreement/clauses/{id}", document::clause)
        .get("/agreement/files/{name}", document::take)
        .get("/agreement/new", guide::show)
        .post("/agreement/new", guide::begin)
        .post("/agreement/new/{step}", guide::take)
        .post("/agreement/new/{step}/preview", guide::try_out)
        .get("/agreement/draft", draft::show)
        .get("/agreement/draft/source", draft::edit)
        .post("/agreement/draft/source", draft::put)
        .post("/agreement/draft/amend", draft::amend)
        .post("/agreement/draft/drop", draft::drop)
        .post("/agreement/draft/propose", draft::propose)
        .get("/agreement/proposals", proposal::list)
        .get("/agreement/proposals/{number}", proposal::show)
        .get("/agreement/proposals/{number}/files/{name}", proposal::take)
        .post("/agreement/proposals/{number}/sign", proposal::sign)
        .post("/agreement/proposals/{number}/decline", proposal::decline)
        .post("/agreement/proposals/{number}/withdraw", proposal::withdraw)
        .post("/agreement/proposals/{number}/edit", proposal::edit)
        .post("/agreement/proposals/{number}/invite", proposal::invite)
}

fn people(site: Site) -> Site {
    site.get("/welcome", welcome::show)
        .post("/welcome", welcome::set_up)
        .get("/log-in", log_in::show)
        .post("/log-in", log_in::enter)
        .post("/log-out", log_in::leave)
        .get("/link/{token}", link::show)
        .post("/link/{token}", link::take)
        .get("/profile", profile::show)
        .post("/profile", profile::change)
        .post("/profile/password", profile::change_password)
        .get("/personas", personas::list)
        .post("/personas/{id}", personas::become_one)
}

/// Every route with the permit of its handler.
#[must_use]
pub fn routes() -> Vec<Listed> {
    site().listed
}

/// The house as a router, for a server or a test.
pub(crate) fn router(options: Options) -> Router {
    let app = App::new(options);
    site()
        .router
        .fallback(failed::nothing)
        .method_not_allowed_fallback(failed::other_way)
        .layer(DefaultBodyLimit::max(UPLOAD_BYTES_MAX))
        .layer(from_fn_with_state(app.clone(), known::layer))
        .layer(CompressionLayer::new())
        .with_state(app)
}

/// Serves until `stopped` is done; requests that are running then are finished, but not waited for longer than asked.
///
/// # Errors
/// Those of the socket.
pub async fn serve(
    listener: TcpListener,
    options: Options,
    stopped: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let service = router(options).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stopped).await
}

#[cfg(test)]
mod tests;
