//! The people of Halden Automation who may be played: both parties' leaders, their teams, and those who look on.

use entente_core::agreement::model::PartyKind;
use entente_core::id::Name;
use entente_core::lang::Lang;
use entente_core::time::Instant;
use entente_desk::people::{Role, Theme};
use entente_store::{Error, NewUser, Store};

/// The leader of marketing, who answers for its content.
pub(crate) const MARKETING: &str = "renate.meyer";

/// Somebody of the company.
struct Persona {
    handle: &'static str,
    name: &'static str,
    role: Role,
    party: Option<PartyKind>,
    language: Lang,
    zone: &'static str,
}

const BERLIN: &str = "Europe/Berlin";
const SEOUL: &str = "Asia/Seoul";
const PERSONAS: &[Persona] = &[
    persona(MARKETING, "Renate Meyer", Role::Leader, Some(PartyKind::Marketing), Lang::En, BERLIN),
    persona("kwame.osei", "Kwame Osei", Role::Leader, Some(PartyKind::Sales), Lang::En, BERLIN),
    persona("sofia.lindt", "Sofia Lindt", Role::Marketing, Some(PartyKind::Marketing), Lang::En, BERLIN),
    persona("petra.hahn", "Petra Hahn", Role::Manager, Some(PartyKind::Sales), Lang::En, BERLIN),
    persona("jonas.weber", "Jonas Weber", Role::Rep, Some(PartyKind::Sales), Lang::En, BERLIN),
    persona("ama.boateng", "Ama Boateng", Role::Rep, Some(PartyKind::Sales), Lang::En, BERLIN),
    persona("luca.moretti", "Luca Moretti", Role::Rep, Some(PartyKind::Sales), Lang::En, BERLIN),
    persona("yuna.choi", "최유나", Role::Rep, Some(PartyKind::Sales), Lang::Ko, SEOUL),
    persona("minho.lee", "이민호", Role::Rep, Some(PartyKind::Sales), Lang::Ko, SEOUL),
    persona("henrik.dahl", "Henrik Dahl", Role::Reader, None, Lang::En, BERLIN),
    persona("nadia.brandt", "Nadia Brandt", Role::Administrator, None, Lang::En, BERLIN),
];

const fn persona(
    handle: &'static str,
    name: &'static str,
    role: Role,
    party: Option<PartyKind>,
    language: Lang,
    zone: &'static str,
) -> Persona {
    Persona { handle, name, role, party, language, zone }
}

/// Gives the workspace its name and makes users of them; none has a password, for in the sample company one comes in by choosing who to be.
///
/// # Errors
/// Those of the store.
pub(super) fn seed(store: &mut Store, now: Instant) -> Result<(), Error> {
    store.put_setting("company", "Halden Automation")?;
    for persona in PERSONAS {
        store.add_user(&NewUser {
            handle: Name::from(persona.handle),
            name: persona.name.to_owned(),
            mail: format!("{}@halden.example", persona.handle),
            role: persona.role,
            party: persona.party,
            language: persona.language,
            timezone: persona.zone.to_owned(),
            theme: Theme::Auto,
            password: None,
            active: true,
            created: now,
        })?;
    }
    Ok(())
}

/// Names, handles and what each is, to be shown where the company is opened.
pub(crate) fn shown() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    PERSONAS.iter().map(|persona| (persona.handle, persona.name, persona.role.as_str()))
}
