//! Which mail domains anybody can have an address at, so that they never make two strangers colleagues.

/// The account domain of a mail address: what stands after the `@`, or none for a free-mail address or other text.
///
/// The domain is taken whole: `mail.kessler.example` and `kessler.example` are two accounts until somebody links them.
/// Cutting to the registrable domain would need the public suffix list, which changes weekly; a decision must not.
#[must_use]
pub fn account_domain(mail: &str) -> Option<&str> {
    let (_, domain) = mail.rsplit_once('@')?;
    (!domain.is_empty() && free_mail(domain).is_none()).then_some(domain)
}

/// Who gives away addresses at this domain, or none where a company's own people have them. Ignores ASCII case.
#[must_use]
pub fn free_mail(domain: &str) -> Option<&'static str> {
    let domain = domain.to_ascii_lowercase();
    FREE.binary_search_by(|(name, _)| (*name).cmp(domain.as_str())).ok().map(|index| FREE[index].1)
}

/// Domain and provider, sorted by domain. Well-known ones only: a missing one costs a wrong account, not a lead.
const FREE: &[(&str, &str)] = &[
    ("126.com", "NetEase"),
    ("139.com", "China Mobile"),
    ("163.com", "NetEase"),
    ("aim.com", "AOL"),
    ("aol.com", "AOL"),
    ("arcor.de", "Vodafone"),
    ("bigpond.com", "Telstra"),
    ("bluewin.ch", "Swisscom"),
    ("bol.com.br", "UOL"),
    ("btinternet.com", "BT"),
    ("centrum.cz", "Centrum"),
    ("comcast.net", "Comcast"),
    ("daum.net", "Kakao"),
    ("duck.com", "DuckDuckGo"),
    ("fastmail.com", "Fastmail"),
    ("fastmail.fm", "Fastmail"),
    ("foxmail.com", "Tencent"),
    ("free.fr", "Free"),
    ("freenet.de", "freenet"),
    ("gmail.com", "Google"),
    ("gmx.at", "GMX"),
    ("gmx.ch", "GMX"),
    ("gmx.com", "GMX"),
    ("gmx.de", "GMX"),
    ("gmx.net", "GMX"),
    ("googlemail.com", "Google"),
    ("hanmail.net", "Kakao"),
    ("hey.com", "HEY"),
    ("hotmail.co.uk", "Microsoft"),
    ("hotmail.com", "Microsoft"),
    ("hotmail.de", "Microsoft"),
    ("hotmail.es", "Microsoft"),
    ("hotmail.fr", "Microsoft"),
    ("hotmail.it", "Microsoft"),
    ("icloud.com", "Apple"),
    ("inbox.lv", "Inbox"),
    ("interia.pl", "Interia"),
    ("kakao.com", "Kakao"),
    ("laposte.net", "La Poste"),
    ("libero.it", "Libero"),
    ("list.ru", "VK"),
    ("live.co.uk", "Microsoft"),
    ("live.com", "Microsoft"),
    ("live.de", "Microsoft"),
    ("live.fr", "Microsoft"),
    ("live.nl", "Microsoft"),
    ("mac.com", "Apple"),
    ("mail.com", "1&1"),
    ("mail.ru", "VK"),
    ("mailbox.org", "mailbox.org"),
    ("me.com", "Apple"),
    ("msn.com", "Microsoft"),
    ("nate.com", "SK"),
    ("naver.com", "Naver"),
    ("o2.pl", "WP"),
    ("online.de", "1&1"),
    ("op.pl", "Onet"),
    ("orange.fr", "Orange"),
    ("outlook.com", "Microsoft"),
    ("outlook.de", "Microsoft"),
    ("outlook.fr", "Microsoft"),
    ("pm.me", "Proton"),
    ("posteo.de", "Posteo"),
    ("proton.me", "Proton"),
    ("protonmail.com", "Proton"),
    ("qq.com", "Tencent"),
    ("rediffmail.com", "Rediff"),
    ("rocketmail.com", "Yahoo"),
    ("sapo.pt", "SAPO"),
    ("sbcglobal.net", "AT&T"),
    ("seznam.cz", "Seznam"),
    ("sina.com", "Sina"),
    ("sohu.com", "Sohu"),
    ("t-online.de", "Telekom"),
    ("terra.com.br", "Terra"),
    ("tuta.com", "Tuta"),
    ("tutanota.com", "Tuta"),
    ("uol.com.br", "UOL"),
    ("verizon.net", "Verizon"),
    ("virgilio.it", "Italiaonline"),
    ("wanadoo.fr", "Orange"),
    ("web.de", "1&1"),
    ("wp.pl", "WP"),
    ("yahoo.co.in", "Yahoo"),
    ("yahoo.co.jp", "Yahoo"),
    ("yahoo.co.kr", "Yahoo"),
    ("yahoo.co.uk", "Yahoo"),
    ("yahoo.com", "Yahoo"),
    ("yahoo.com.br", "Yahoo"),
    ("yahoo.de", "Yahoo"),
    ("yahoo.es", "Yahoo"),
    ("yahoo.fr", "Yahoo"),
    ("yahoo.it", "Yahoo"),
    ("yandex.com", "Yandex"),
    ("yandex.ru", "Yandex"),
    ("yeah.net", "NetEase"),
    ("ymail.com", "Yahoo"),
    ("ziggo.nl", "Ziggo"),
    ("zoho.com", "Zoho"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_lower_case() {
        assert!(FREE.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(FREE.iter().all(|(domain, _)| *domain == domain.to_ascii_lowercase()));
    }

    #[test]
    fn a_free_mail_address_makes_no_account() {
        assert_eq!(free_mail("GMail.com"), Some("Google"));
        assert_eq!(free_mail("kessler.example"), None);
        assert_eq!(account_domain("ana@kessler.example"), Some("kessler.example"));
        assert_eq!(account_domain("ana@gmail.com"), None);
        assert_eq!(account_domain("no address"), None);
        assert_eq!(account_domain("ana@"), None);
        assert_eq!(account_domain("ana@GMX.de"), None);
        assert_eq!(account_domain("\"a@b\"@kessler.example"), Some("kessler.example"), "the last @ parts them");
    }

    /// Only the whole domain is free: a company's own that ends or begins like one is a company's.
    #[test]
    fn a_domain_that_looks_like_a_free_one_is_a_companys() {
        for domain in
            ["notgmail.com", "gmail.com.example", "mail.gmail.com", "gmail", "gmail.com.", "", "müller.example"]
        {
            assert_eq!(free_mail(domain), None, "{domain}");
        }
        for (domain, provider) in FREE {
            assert_eq!(free_mail(&domain.to_ascii_uppercase()), Some(*provider));
            assert_eq!(account_domain(&format!("ana@{domain}")), None);
        }
    }
}
