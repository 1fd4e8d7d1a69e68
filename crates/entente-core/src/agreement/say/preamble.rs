//! Who agrees, in which money and time, and where they sign.

use super::{SignatureLine, Voice, tell};
use crate::agreement::model::PartyKind;

/// What holds for the whole agreement.
pub(super) fn preamble(voice: &Voice<'_>) -> Vec<String> {
    let agreement = voice.agreement;
    let (marketing, sales) = (&agreement.parties.marketing, &agreement.parties.sales);
    let (version, currency, zone) = (agreement.entente, &agreement.currency, &agreement.timezone);
    let (their_name, their_signer) = (&marketing.name, &marketing.signs);
    let (name, signer) = (&sales.name, &sales.signs);
    vec![
        tell!(
            voice.lang,
            "This agreement is between marketing ({their_name}), for which {their_signer} signs, and sales ({name}), for which {signer} signs.",
            "이 합의서는 마케팅({their_name}, 서명자 {their_signer})과 영업({name}, 서명자 {signer}) 사이의 합의입니다.",
        ),
        tell!(
            voice.lang,
            "Amounts of money are in {currency}. Weeks, months, quarters, years and dates are those of the time zone {zone}. A score or share equal to its threshold meets it.",
            "금액의 통화는 {currency}입니다. 주, 월, 분기, 연도와 날짜는 {zone} 시간대를 기준으로 합니다. 점수나 비율이 기준과 같으면 기준을 충족한 것으로 봅니다.",
        ),
        tell!(
            voice.lang,
            "It is written in version {version} of the Entente language.",
            "이 합의서는 Entente 언어 버전 {version}에 따라 작성되었습니다.",
        ),
    ]
}

/// The lines to sign on.
pub(super) fn signatures(voice: &Voice<'_>) -> Vec<SignatureLine> {
    let parties = &voice.agreement.parties;
    [(PartyKind::Marketing, &parties.marketing), (PartyKind::Sales, &parties.sales)]
        .into_iter()
        .map(|(kind, party)| SignatureLine {
            party: voice.capital(voice.party(kind)),
            name: party.name.clone(),
            signs: party.signs.clone(),
        })
        .collect()
}
