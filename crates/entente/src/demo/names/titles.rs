//! What people are called at work: a title for each department and rank, as a business card of that language has it.

use super::Tongue;

/// A department's word in German, Italian, Korean and English.
fn department(name: &str) -> [&'static str; 4] {
    match name {
        "operations" => ["Betrieb", "operazioni", "운영", "Operations"],
        "logistics" => ["Logistik", "logistica", "물류", "Logistics"],
        "production" => ["Produktion", "produzione", "생산", "Production"],
        "it" => ["IT", "IT", "IT", "IT"],
        "finance" => ["Finanzen", "finanza", "재무", "Finance"],
        _ => ["Einkauf", "acquisti", "구매", "Purchasing"],
    }
}

/// The head of a department in the board room.
fn chief(department: &str) -> &'static str {
    match department {
        "operations" | "logistics" | "production" => "COO",
        "it" => "CIO",
        "finance" => "CFO",
        _ => "CEO",
    }
}

/// The title of somebody of this department and rank. `even` chooses between two that mean the same.
pub(in crate::demo) fn title(tongue: Tongue, department_name: &str, seniority: &str, even: bool) -> String {
    if seniority == "chief" {
        return chief(department_name).to_owned();
    }
    let word = department(department_name)[tongue as usize];
    match (tongue, seniority, even) {
        (Tongue::German, "staff", true) => format!("Sachbearbeitung {word}"),
        (Tongue::German, "staff", false) => format!("Projektmitarbeit {word}"),
        (Tongue::German, "manager", true) => format!("Teamleitung {word}"),
        (Tongue::German, "manager", false) => format!("Projektleitung {word}"),
        (Tongue::German, "director", _) => format!("Bereichsleitung {word}"),
        (Tongue::German, ..) => format!("Gesamtleitung {word}"),
        (Tongue::Italian, "staff", _) => format!("Ufficio {word}"),
        (Tongue::Italian, "manager", true) => format!("Responsabile {word}"),
        (Tongue::Italian, "manager", false) => format!("Coordinamento {word}"),
        (Tongue::Italian, "director", _) => format!("Direzione {word}"),
        (Tongue::Italian, ..) => format!("Direzione generale {word}"),
        (Tongue::Korean, "staff", true) => format!("{word}팀 대리"),
        (Tongue::Korean, "staff", false) => format!("{word}팀 주임"),
        (Tongue::Korean, "manager", true) => format!("{word}팀 과장"),
        (Tongue::Korean, "manager", false) => format!("{word}팀 팀장"),
        (Tongue::Korean, "director", _) => format!("{word}실 실장"),
        (Tongue::Korean, ..) => format!("{word}본부 본부장"),
        (Tongue::English, "staff", true) => format!("{word} Coordinator"),
        (Tongue::English, "staff", false) => format!("{word} Analyst"),
        (Tongue::English, "manager", _) => format!("{word} Manager"),
        (Tongue::English, "director", true) => format!("Director of {word}"),
        (Tongue::English, "director", false) => format!("Head of {word}"),
        (Tongue::English, ..) => format!("VP {word}"),
    }
}
