//! The tracker that sites paste in, at an address that never changes.

use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::assets;
use crate::permit::Anyone;

/// `GET /t.js`: kept by browsers for an hour, so that a site has a new one the same day.
pub(crate) async fn show(_: Anyone) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (CACHE_CONTROL, "public, max-age=3600"),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ];
    (headers, assets::TRACKER).into_response()
}

#[cfg(test)]
mod tests {
    use crate::assets;
    use crate::testing::House;

    /// Sites paste it into every page, so it stays below three kilobytes; what is built without Node.js is not made small.
    #[test]
    fn the_tracker_is_small() {
        if assets::SCRIPT.is_some() {
            let bytes = assets::TRACKER.len();
            assert!(bytes < 3_072, "the tracker has {bytes} bytes");
        }
    }

    #[test]
    fn any_site_may_load_it_and_no_cookie_comes_with_it() {
        let mut house = House::demo();
        let answer = house.get("/t.js");
        answer.is(200).has("content-type", "text/javascript").has("cache-control", "public, max-age=3600");
        answer.has("access-control-allow-origin", "*").has("x-content-type-options", "nosniff").shows("/v1/batch");
        assert!(!answer.sets_cookies());
    }
}
