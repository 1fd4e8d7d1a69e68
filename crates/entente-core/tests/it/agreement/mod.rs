//! Agreements as their authors write them: the samples, the written reference, and texts broken at random.

mod broken;
mod reference;
mod samples;

/// The sample agreements by name.
pub(crate) const SAMPLES: [(&str, &str); 6] = [
    ("edtech_calls", include_str!("../../../../../agreements/edtech_calls.yaml")),
    ("halden", include_str!("../../../../../agreements/halden.yaml")),
    ("helpdesk", include_str!("../../../../../agreements/helpdesk.yaml")),
    ("olist", include_str!("../../../../../agreements/olist.yaml")),
    ("two", include_str!("../../../../../agreements/two.yaml")),
    ("xeducation", include_str!("../../../../../agreements/xeducation.yaml")),
];

/// A sample's text.
pub(crate) fn sample(name: &str) -> &'static str {
    SAMPLES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text).unwrap()
}
