//! The house in process, for tests: a browser that keeps cookies, sends the token of the page, and never moves on by itself.

mod company;
pub(crate) mod said;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use entente_core::agreement::model::PartyKind;
use entente_core::id::Name;
use entente_core::lang::Lang;
use entente_core::time::Instant;
use entente_desk::live::Desk;
use entente_desk::people::{self, Joining, Role};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower_service::Service;

use crate::Options;

/// A house with one browser at its door.
pub(crate) struct House {
    pub(crate) desk: Arc<Desk>,
    router: Router,
    runtime: Runtime,
    now: Arc<AtomicI64>,
    cookies: BTreeMap<String, String>,
    _folder: Arc<TempDir>,
}

/// An answer, held against what is expected of it.
pub(crate) struct Answer {
    path: String,
    status: StatusCode,
    headers: HeaderMap,
    /// The page's text.
    pub(crate) text: String,
}

/// People of the sample company: handle, name, role, party, language.
const PEOPLE: &[(&str, &str, Role, Option<PartyKind>, Lang)] = &[
    ("ada.admin", "Ada Admin", Role::Administrator, None, Lang::En),
    ("renate.meyer", "Renate Meyer", Role::Leader, Some(PartyKind::Marketing), Lang::En),
    ("kwame.osei", "Kwame Osei", Role::Leader, Some(PartyKind::Sales), Lang::En),
    ("mia.manager", "Mia Manager", Role::Manager, Some(PartyKind::Sales), Lang::En),
    ("max.market", "Max Market", Role::Marketing, Some(PartyKind::Marketing), Lang::En),
    ("jonas.weber", "Jonas Weber", Role::Rep, Some(PartyKind::Sales), Lang::En),
    ("ama.boateng", "Ama Boateng", Role::Rep, Some(PartyKind::Sales), Lang::En),
    ("yuna.choi", "최유나", Role::Rep, Some(PartyKind::Sales), Lang::Ko),
    ("rita.reader", "Rita Reader", Role::Reader, None, Lang::En),
];

impl House {
    /// A house nobody has set up.
    pub(crate) fn empty() -> House {
        House::with(false)
    }

    /// A house with people, where anybody may come in as anybody. Nothing is in its log and no agreement is in force.
    pub(crate) fn demo() -> House {
        let house = House::with(true);
        let now = house.now();
        let add = |store: &mut _| {
            let mut by = None;
            for (handle, name, role, party, language) in PEOPLE {
                let joining = Joining {
                    name: (*name).to_owned(),
                    mail: format!("{handle}@halden.example"),
                    handle: (*handle).to_owned(),
                    role: *role,
                    party: *party,
                    language: *language,
                    timezone: "Europe/Berlin".to_owned(),
                };
                let user = match &by {
                    None => people::set_up(store, &joining, "a long enough secret", now),
                    Some(by) => people::add(store, by, &joining, now),
                };
                by = by.or(Some(user?));
            }
            Ok::<_, people::Refused>(())
        };
        house.desk.write(add).unwrap();
        house
    }

    fn with(is_demo: bool) -> House {
        let folder = tempfile::tempdir().unwrap();
        let desk = Arc::new(Desk::open(folder.path()).unwrap());
        let now = Arc::new(AtomicI64::new(Instant::parse("2026-03-02T09:00:00Z").unwrap().as_micros()));
        let clock = Arc::clone(&now);
        let options = Options {
            desk: Arc::clone(&desk),
            clock: Arc::new(move || Instant::from_micros(clock.load(Ordering::Relaxed))),
            is_demo,
            is_secure: false,
            sends_mail: false,
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let router = crate::routes::router(options);
        House { desk, router, runtime, now, cookies: BTreeMap::new(), _folder: Arc::new(folder) }
    }

    /// Another browser at the door of the same house, with nobody in.
    pub(crate) fn other_browser(&self) -> House {
        House {
            desk: Arc::clone(&self.desk),
            router: self.router.clone(),
            runtime: tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap(),
            now: Arc::clone(&self.now),
            cookies: BTreeMap::new(),
            _folder: Arc::clone(&self._folder),
        }
    }

    /// The instant at which the house is.
    pub(crate) fn now(&self) -> Instant {
        Instant::from_micros(self.now.load(Ordering::Relaxed))
    }

    /// Moves its clock.
    pub(crate) fn set_now(&self, now: Instant) {
        self.now.store(now.as_micros(), Ordering::Relaxed);
    }

    /// Comes in as one of the people, without a password.
    pub(crate) fn come_in_as(&mut self, handle: &str) {
        let user = self.desk.read(|store, _| Ok::<_, entente_desk::Error>(store.user_by_handle(&Name::from(handle))?));
        let now = self.now();
        let user = user.unwrap().unwrap_or_else(|| panic!("nobody is called {handle}"));
        let token = self.desk.write(|store| people::enter(store, &user, now)).unwrap();
        self.cookies.insert("entente_session".to_owned(), token.as_str().to_owned());
    }

    /// Asks for a page.
    pub(crate) fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap())
    }

    /// Sends a form with the token of this browser's pages.
    pub(crate) fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token();
        let fields = fields.iter().copied().chain([("csrf", token.as_str())]);
        let body: Vec<String> = fields.map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        self.post_as_is(path, &body.join("&"))
    }

    /// Sends a form's body as it is.
    pub(crate) fn post_as_is(&mut self, path: &str, body: &str) -> Answer {
        let kind = "application/x-www-form-urlencoded";
        self.send(Request::post(path).header("content-type", kind).body(Body::from(body.to_owned())).unwrap())
    }

    /// The token that the forms of this browser carry: of its session, else of its visit.
    pub(crate) fn token(&mut self) -> String {
        if !self.cookies.contains_key("entente_session") && !self.cookies.contains_key("entente_forms") {
            self.get("/log-in");
        }
        let cookie = self.cookies.get("entente_session").or(self.cookies.get("entente_forms"));
        cookie.and_then(|text| people::Token::brought(text)).map(|token| token.for_forms()).unwrap_or_default()
    }

    /// The token of this browser's session, as its cookie has it; empty where nobody is in.
    pub(crate) fn session(&self) -> String {
        self.cookies.get("entente_session").cloned().unwrap_or_default()
    }

    /// Sends any request, and keeps the cookies that come back.
    pub(crate) fn send(&mut self, request: Request<Body>) -> Answer {
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        self.send_with_cookie(request, &pairs.join("; "))
    }

    /// The same with other cookies than this browser has.
    pub(crate) fn send_with_cookie(&mut self, mut request: Request<Body>, cookie: &str) -> Answer {
        request.headers_mut().insert("cookie", cookie.parse().unwrap());
        let path = request.uri().to_string();
        let mut router = self.router.clone();
        let (parts, text) = self.runtime.block_on(async move {
            let response = router.call(request).await.unwrap_or_else(|never| match never {});
            let (parts, body) = response.into_parts();
            let bytes = to_bytes(body, usize::MAX).await.unwrap();
            (parts, String::from_utf8_lossy(&bytes).into_owned())
        });
        for cookie in parts.headers.get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap_or_default();
            match pair.split_once('=') {
                Some((name, "")) => drop(self.cookies.remove(name)),
                Some((name, value)) => drop(self.cookies.insert(name.to_owned(), value.to_owned())),
                None => {}
            }
        }
        Answer { path, status: parts.status, headers: parts.headers, text }
    }
}

impl House {
    /// Waits until nothing is being brought in.
    pub(crate) fn settle(&self) {
        let desk = Arc::clone(&self.desk);
        self.runtime.block_on(async move {
            while !desk.imports().is_idle() {
                tokio::task::yield_now().await;
            }
        });
    }
}

impl Answer {
    /// Where it sends on to.
    pub(crate) fn location(&self) -> String {
        self.headers.get("location").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    }

    /// Its status.
    pub(crate) fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// A header; empty where it has none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Whether a cookie comes with it.
    pub(crate) fn sets_cookies(&self) -> bool {
        self.headers.contains_key("set-cookie")
    }

    /// Holds its status against one.
    #[track_caller]
    pub(crate) fn is(&self, status: u16) -> &Answer {
        assert_eq!(self.status.as_u16(), status, "{}\n{}", self.path, self.text);
        self
    }

    /// Holds it against sending on to a path.
    #[track_caller]
    pub(crate) fn goes_to(&self, path: &str) -> &Answer {
        let location = self.headers.get("location").and_then(|value| value.to_str().ok());
        assert_eq!((self.status.as_u16(), location), (303, Some(path)), "{}\n{}", self.path, self.text);
        self
    }

    /// Holds its text against having these words.
    #[track_caller]
    pub(crate) fn shows(&self, words: &str) -> &Answer {
        assert!(self.text.contains(words), "{} does not show '{words}':\n{}", self.path, self.text);
        self
    }

    /// Holds its text against having these words nowhere.
    #[track_caller]
    pub(crate) fn hides(&self, words: &str) -> &Answer {
        assert!(!self.text.contains(words), "{} shows '{words}':\n{}", self.path, self.text);
        self
    }

    /// Holds a header against how it begins.
    #[track_caller]
    pub(crate) fn has(&self, header: &str, value: &str) -> &Answer {
        let found = self.headers.get(header).and_then(|value| value.to_str().ok()).unwrap_or_default();
        assert!(found.starts_with(value), "{}: {header} is '{found}'", self.path);
        self
    }
}

/// Text as a form sends it.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
