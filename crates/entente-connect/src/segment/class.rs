//! Who or what caused an event: a person, something that fetched ahead, a scanner; with the evidence for it.

use entente_core::agreement::model::SignalClass;

use super::Side;

/// A class, and the word or header that says so; empty where nothing does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// The class.
    pub class: SignalClass,
    /// `agent:headless`, `purpose:prefetch`.
    pub evidence: Option<&'static str>,
}

/// Programs that fetch for somebody who may look later, by a word of their agent.
const PREFETCH: [(&str, &str); 4] = [
    ("googleimageproxy", "agent:googleimageproxy"),
    ("yahoomailproxy", "agent:yahoomailproxy"),
    ("yahoocachesystem", "agent:yahoocachesystem"),
    ("outlook-ios/prefetch", "agent:outlook-prefetch"),
];

/// Programs that look at what nobody asked them to, by a word of their agent.
const SCANNERS: [(&str, &str); 30] = [
    ("headless", "agent:headless"),
    ("phantomjs", "agent:phantomjs"),
    ("selenium", "agent:selenium"),
    ("puppeteer", "agent:puppeteer"),
    ("playwright", "agent:playwright"),
    ("lighthouse", "agent:lighthouse"),
    ("pagespeed", "agent:pagespeed"),
    ("crawler", "agent:crawler"),
    ("spider", "agent:spider"),
    ("slurp", "agent:slurp"),
    ("scanner", "agent:scanner"),
    ("facebookexternalhit", "agent:facebookexternalhit"),
    ("whatsapp/", "agent:whatsapp"),
    ("skypeuripreview", "agent:skypeuripreview"),
    ("bingpreview", "agent:bingpreview"),
    ("mediapartners-google", "agent:mediapartners-google"),
    ("google-safety", "agent:google-safety"),
    ("barracuda", "agent:barracuda"),
    ("proofpoint", "agent:proofpoint"),
    ("mimecast", "agent:mimecast"),
    ("trendmicro", "agent:trendmicro"),
    ("symantec", "agent:symantec"),
    ("urlscan", "agent:urlscan"),
    ("virustotal", "agent:virustotal"),
    ("pingdom", "agent:pingdom"),
    ("uptime", "agent:uptime"),
    ("statuscake", "agent:statuscake"),
    ("datadog", "agent:datadog"),
    ("dataprovider", "agent:dataprovider"),
    ("archive.org", "agent:archive.org"),
];

/// Programming libraries: no visitor's browser calls itself so.
const PROGRAMS: [(&str, &str); 9] = [
    ("python-requests", "agent:python-requests"),
    ("python-urllib", "agent:python-urllib"),
    ("aiohttp", "agent:aiohttp"),
    ("curl/", "agent:curl"),
    ("wget/", "agent:wget"),
    ("go-http-client", "agent:go-http-client"),
    ("java/", "agent:java"),
    ("libwww-perl", "agent:libwww-perl"),
    ("scrapy", "agent:scrapy"),
];

/// Judges by the agent, what the fetch was for, and whether a script of ours ran in a page (`is_scripted`).
///
/// A browser of no bad name in which a script ran is a person's. A server's word about a person is evidence of neither.
#[must_use]
pub fn judge(agent: &str, purpose: &str, side: Side, is_scripted: bool) -> Verdict {
    let is = |class, evidence| Verdict { class, evidence };
    let purpose = purpose.to_ascii_lowercase();
    for word in ["prefetch", "prerender", "preview"] {
        if purpose.contains(word) {
            return is(SignalClass::Prefetch, Some("purpose:prefetch"));
        }
    }
    let agent = agent.to_ascii_lowercase();
    let among =
        |words: &[(&str, &'static str)]| words.iter().find(|(word, _)| agent.contains(word)).map(|(_, why)| *why);
    if let Some(why) = among(&PREFETCH) {
        return is(SignalClass::Prefetch, Some(why));
    }
    let of_program = || among(&PROGRAMS).filter(|_| side == Side::Browser);
    if let Some(why) = among(&SCANNERS).or_else(|| calls_itself_bot(&agent).then_some("agent:bot")).or_else(of_program)
    {
        return is(SignalClass::Scanner, Some(why));
    }
    let is_persons = side == Side::Browser && is_scripted && agent.starts_with("mozilla/");
    is(if is_persons { SignalClass::Human } else { SignalClass::Unknown }, None)
}

/// Whether a word of the agent is or ends in `bot`: `Googlebot/2.1`. A maker of telephones is called Cubot.
fn calls_itself_bot(agent: &str) -> bool {
    let words = agent.split(|letter: char| !letter.is_ascii_alphanumeric());
    words.filter(|word| word.ends_with("bot") || word.ends_with("bots")).any(|word| word != "cubot")
}
