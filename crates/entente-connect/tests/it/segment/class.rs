//! Who caused an event, and the evidence.

use entente_connect::segment::Side;
use entente_connect::segment::class::judge;
use expect_test::expect;

#[test]
fn bots_scanners_and_prefetching_are_told_from_people() {
    let chrome = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
    let cases = [
        (chrome, "", Side::Browser, true),
        (chrome, "", Side::Browser, false),
        (chrome, "", Side::Server, true),
        (chrome, "prefetch;prerender", Side::Browser, true),
        (chrome, "preview", Side::Browser, true),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "", Side::Browser, true),
        ("Mozilla/5.0 (Linux; Android 14; CUBOT KINGKONG) Chrome/156.0 Mobile", "", Side::Browser, true),
        ("Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/156.0.0.0 Safari/537.36", "", Side::Browser, true),
        ("Mozilla/5.0 (via ggpht.com GoogleImageProxy)", "", Side::Browser, false),
        ("Mozilla/5.0 (compatible; Barracuda Sentinel; Win64)", "", Side::Browser, false),
        ("Slackbot-LinkExpanding 1.0", "", Side::Server, false),
        ("python-requests/2.32", "", Side::Browser, false),
        ("python-requests/2.32", "", Side::Server, false),
        ("", "", Side::Browser, true),
    ];
    let mut table = String::new();
    for (agent, purpose, side, is_scripted) in cases {
        let verdict = judge(agent, purpose, side, is_scripted);
        let evidence = verdict.evidence.unwrap_or("-");
        table +=
            &format!("{:?} {evidence} | {side:?}, script {is_scripted}, {purpose:?}, {agent:.60}\n", verdict.class);
    }
    expect![[r#"
        Human - | Browser, script true, "", Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, lik
        Unknown - | Browser, script false, "", Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, lik
        Unknown - | Server, script true, "", Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, lik
        Prefetch purpose:prefetch | Browser, script true, "prefetch;prerender", Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, lik
        Prefetch purpose:prefetch | Browser, script true, "preview", Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, lik
        Scanner agent:bot | Browser, script true, "", Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.c
        Human - | Browser, script true, "", Mozilla/5.0 (Linux; Android 14; CUBOT KINGKONG) Chrome/156.0
        Scanner agent:headless | Browser, script true, "", Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/156.0.0.0 Saf
        Prefetch agent:googleimageproxy | Browser, script false, "", Mozilla/5.0 (via ggpht.com GoogleImageProxy)
        Scanner agent:barracuda | Browser, script false, "", Mozilla/5.0 (compatible; Barracuda Sentinel; Win64)
        Scanner agent:bot | Server, script false, "", Slackbot-LinkExpanding 1.0
        Scanner agent:python-requests | Browser, script false, "", python-requests/2.32
        Unknown - | Server, script false, "", python-requests/2.32
        Unknown - | Browser, script true, "", 
    "#]].assert_eq(&table);
}
