//! Every table with its columns and its key: what a whole copy has to hold.

/// A table as it is copied.
pub(super) struct Kept {
    pub(super) name: &'static str,
    pub(super) columns: &'static str,
    pub(super) key: &'static str,
    /// Whether the database gives the numbers of new rows.
    pub(super) is_numbered: bool,
}

/// All tables, those that others refer to first.
pub(super) const TABLES: &[Kept] = &[
    Kept {
        name: "entry",
        columns: "seq, kind, lead_id, account_id, known_micros, at_micros, body",
        key: "seq",
        is_numbered: false,
    },
    Kept {
        name: "block",
        columns: "first_seq, last_seq, kind, known_from_micros, known_micros, body",
        key: "first_seq",
        is_numbered: false,
    },
    Kept { name: "block_lead", columns: "lead_id, kind, seq", key: "lead_id, kind, seq", is_numbered: false },
    Kept { name: "fact_key", columns: "fingerprint, seq", key: "fingerprint", is_numbered: false },
    Kept { name: "lead", columns: "lead_id, known_micros", key: "lead_id", is_numbered: false },
    Kept { name: "identity", columns: "identity_key, lead_id", key: "identity_key", is_numbered: false },
    Kept { name: "account", columns: "account_id, account_key", key: "account_id", is_numbered: false },
    Kept {
        name: "link",
        columns: "low_id, high_id, into_id, known_micros, seq, holds",
        key: "low_id, high_id",
        is_numbered: false,
    },
    Kept { name: "lead_group", columns: "lead_id, root_id", key: "lead_id", is_numbered: false },
    Kept { name: "membership", columns: "lead_id, account_id, known_micros, seq", key: "lead_id", is_numbered: false },
    Kept { name: "state", columns: "kind, id, plan, body, seq", key: "kind, id", is_numbered: false },
    Kept { name: "due", columns: "kind, id, due_micros", key: "kind, id", is_numbered: false },
    Kept {
        name: "outbox",
        columns: "outbox_id, effect_key, seq, lead_id, act, status, attempts, not_before_micros, claimed_by, claimed_until_micros, note",
        key: "outbox_id",
        is_numbered: true,
    },
    Kept {
        name: "agreement",
        columns: "hash, source, canonical, effective_micros, signatures, status",
        key: "hash",
        is_numbered: false,
    },
    Kept {
        name: "cursor",
        columns: "cursor_id, known_micros, seq, until_micros",
        key: "cursor_id",
        is_numbered: false,
    },
    Kept {
        name: "retention",
        columns: "retention_id, known_micros, seq, passed, shortened, bytes",
        key: "retention_id",
        is_numbered: false,
    },
    Kept {
        name: "user",
        columns: "user_id, handle, name, mail, role, party, language, timezone, theme, password, active, created_micros",
        key: "user_id",
        is_numbered: true,
    },
    Kept {
        name: "session",
        columns: "token_hash, user_id, created_micros, seen_micros, ends_micros",
        key: "token_hash",
        is_numbered: false,
    },
    Kept {
        name: "invitation",
        columns: "token_hash, user_id, kind, created_micros, ends_micros",
        key: "token_hash",
        is_numbered: false,
    },
    Kept {
        name: "api_key",
        columns: "api_key_id, name, start, ending, key_hash, scopes, user_id, created_micros, used_micros, revoked_micros",
        key: "api_key_id",
        is_numbered: true,
    },
    Kept {
        name: "audit",
        columns: "audit_id, at_micros, user_id, act, subject, detail",
        key: "audit_id",
        is_numbered: true,
    },
    Kept { name: "view", columns: "view_id, user_id, noun, name, query, shared", key: "view_id", is_numbered: true },
    Kept { name: "setting", columns: "name, value", key: "name", is_numbered: false },
    Kept {
        name: "lead_profile",
        columns: "lead_id, name, value, verified, at_micros, seq",
        key: "lead_id, name",
        is_numbered: false,
    },
    Kept {
        name: "account_profile",
        columns: "account_id, name, value, verified, at_micros, seq",
        key: "account_id, name",
        is_numbered: false,
    },
    Kept {
        name: "lead_pulse",
        columns: "lead_id, heard_micros, touched_micros, erased",
        key: "lead_id",
        is_numbered: false,
    },
    Kept {
        name: "card",
        columns: "lead_id, account_id, name, mail, title, phone, city, company, source, stage, status, grade, level, owner, team, cycle, open, in_hand, late, created_micros, stage_since_micros, handed_micros, heard_micros, touched_micros, due_micros, due_clause, facets",
        key: "lead_id",
        is_numbered: false,
    },
    Kept {
        name: "account_card",
        columns: "account_id, name, domain, city, country, industry, employees, owner, open_deals, leads",
        key: "account_id",
        is_numbered: false,
    },
    Kept { name: "facet", columns: "facet_id, facet, value, n", key: "facet_id", is_numbered: true },
    Kept { name: "facet_leads", columns: "part_id, leads", key: "part_id", is_numbered: false },
    Kept { name: "card_word", columns: "word, lead_id", key: "word, lead_id", is_numbered: false },
    Kept { name: "account_word", columns: "word, account_id", key: "word, account_id", is_numbered: false },
    Kept { name: "behind", columns: "behind_id, seq", key: "behind_id", is_numbered: false },
    Kept { name: "folded", columns: "folded_id, version", key: "folded_id", is_numbered: false },
    Kept {
        name: "draft",
        columns: "draft_id, revision, source, answers, step, amends, proposal_id, user_id, changed_micros",
        key: "draft_id",
        is_numbered: false,
    },
    Kept {
        name: "proposal",
        columns: "proposal_id, hash, source, canonical, amends, note, effective_micros, signatures, status, reason, user_id, proposed_micros, ended_by, ended_micros",
        key: "proposal_id",
        is_numbered: true,
    },
    Kept {
        name: "signing_key",
        columns: "signing_key_id, user_id, kind, public_key, secret, made_micros, retired_micros",
        key: "signing_key_id",
        is_numbered: true,
    },
    Kept { name: "clause_day", columns: "day, clause, decided, missed", key: "day, clause", is_numbered: false },
    Kept {
        name: "clause_recent",
        columns: "clause, missed, seq, lead_id, at_micros",
        key: "clause, missed, seq",
        is_numbered: false,
    },
    Kept {
        name: "notice",
        columns: "notice_id, effect_key, person, seq, lead_id, at_micros, seen",
        key: "notice_id",
        is_numbered: true,
    },
    Kept {
        name: "holidays",
        columns: "holidays_id, calendar, name, days, user_id, reviewed_micros",
        key: "holidays_id",
        is_numbered: true,
    },
    Kept {
        name: "source",
        columns: "source_id, name, side, key_hash, key_start, write_key, trusted, origins, per_minute, user_id, created_micros, revoked_micros, seen_micros, accepted, duplicate, quarantined, withheld, dropped",
        key: "source_id",
        is_numbered: true,
    },
    Kept {
        name: "quarantine",
        columns: "quarantine_id, source_id, received_micros, call, sent, reason, body",
        key: "quarantine_id",
        is_numbered: true,
    },
    Kept {
        name: "form",
        columns: "form_id, name, title, fields, wording, wording_version, confirms, thanks, redirect, language, origins, active, user_id, created_micros, changed_micros",
        key: "form_id",
        is_numbered: true,
    },
    Kept {
        name: "submission",
        columns: "submission_id, form_id, token, received_micros, status, reason, mail, body, confirm_hash",
        key: "submission_id",
        is_numbered: true,
    },
    Kept {
        name: "letter",
        columns: "letter_id, submission_id, recipient, title, link, language, created_micros, status, not_before_micros, attempts, note",
        key: "letter_id",
        is_numbered: true,
    },
];

impl Kept {
    /// Its name as a statement has it: one is a word of SQL itself.
    pub(super) fn quoted(&self) -> String {
        format!("\"{}\"", self.name)
    }

    pub(super) fn select(&self) -> String {
        format!("select {} from {} order by {}", self.columns, self.quoted(), self.key)
    }

    pub(super) fn insert(&self) -> String {
        let places: Vec<String> = (1..=self.columns.split(',').count()).map(|place| format!("${place}")).collect();
        format!("insert into {} ({}) values ({})", self.quoted(), self.columns, places.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;

    #[test]
    fn every_table_and_column_of_the_database_is_copied() {
        let store = Store::in_memory().unwrap();
        let sql = "select name from sqlite_schema where type = 'table' and name <> 'migration' order by name";
        let names: Vec<String> = store.rows(sql, (), |row| row.get(0)).unwrap();
        let mut known: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
        known.sort_unstable();
        assert_eq!(names, known);
        for table in TABLES {
            let sql = format!("select name from pragma_table_info('{}') order by cid", table.name);
            let columns: Vec<String> = store.rows(&sql, (), |row| row.get(0)).unwrap();
            assert_eq!(columns.join(", "), table.columns, "{}", table.name);
            assert!(store.rows(&table.select(), (), |_| Ok(())).is_ok());
        }
    }
}
