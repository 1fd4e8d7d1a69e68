//! Which system wrote an export, by headings that only it writes.

/// A system whose exports are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// HubSpot's contacts.
    HubSpot,
    /// Salesforce's leads or contacts, by label or by API name.
    Salesforce,
    /// Mautic's contacts.
    Mautic,
    /// listmonk's subscribers.
    Listmonk,
}

/// Headings of a system's exports and how many of them must be there, spelled as it spells them.
const MARKS: &[(System, usize, &[&str])] = &[
    (
        System::HubSpot,
        2,
        &[
            "Record ID",
            "Record ID - Contact",
            "Lifecycle Stage",
            "Contact owner",
            "Create Date",
            "Associated Company",
            "Associated company",
            "Primary Associated Company",
            "Lead Status",
            "Marketing contact status",
            "hs_object_id",
            "hs_lead_status",
            "lifecyclestage",
            "hubspot_owner_id",
        ],
    ),
    (
        System::Salesforce,
        2,
        &[
            "IsConverted",
            "OwnerId",
            "LeadSource",
            "CreatedDate",
            "NumberOfEmployees",
            "LastModifiedDate",
            "SystemModstamp",
            "HasOptedOutOfEmail",
            "Lead Owner",
            "Company / Account",
            "Lead Source",
            "Lead ID",
            "Account Name",
            "18 Digit ID",
        ],
    ),
    (
        System::Mautic,
        3,
        &[
            "firstname",
            "lastname",
            "points",
            "date_identified",
            "date_added",
            "last_active",
            "preferred_locale",
            "zipcode",
            "attribution",
            "ip",
            "owner_id",
            "is_published",
        ],
    ),
    (System::Listmonk, 2, &["uuid", "attributes", "lists", "created_at", "subscription_status"]),
];

/// The system of a file with these headings; none where no one's marks are there.
pub(super) fn of(headings: &[String]) -> Option<System> {
    let found = |marks: &[&str]| marks.iter().filter(|mark| headings.iter().any(|own| own.trim() == **mark)).count();
    let most = MARKS.iter().map(|(system, least, marks)| (*system, found(marks), *least));
    most.filter(|(_, found, least)| found >= least).max_by_key(|(_, found, _)| *found).map(|(system, ..)| system)
}

impl System {
    /// Its name as it writes it.
    pub fn name(self) -> &'static str {
        match self {
            System::HubSpot => "HubSpot",
            System::Salesforce => "Salesforce",
            System::Mautic => "Mautic",
            System::Listmonk => "listmonk",
        }
    }

    /// What its facts and record numbers are marked with.
    pub fn source(self) -> &'static str {
        match self {
            System::HubSpot => "hubspot",
            System::Salesforce => "salesforce",
            System::Mautic => "mautic",
            System::Listmonk => "listmonk",
        }
    }
}
