//! The words that forms offer: what is common in the field, each with what it means in the agreement.

pub(super) const CURRENCIES: &[&str] =
    &["EUR", "USD", "GBP", "CHF", "KRW", "JPY", "SEK", "NOK", "DKK", "PLN", "CAD", "AUD", "SGD", "INR", "BRL"];
pub(super) const WEEKDAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri"];
pub(super) const SENIORITIES: &[&str] = &["staff", "manager", "director", "vp", "chief"];
pub(super) const DEPARTMENTS: &[&str] =
    &["operations", "production", "logistics", "it", "finance", "marketing", "sales", "hr", "other"];
pub(super) const NEEDS: &[&str] = &["need", "budget", "authority", "timing"];

/// The weekday as a recurrence rule names it.
pub(super) fn weekday(day: &str) -> &'static str {
    match day {
        "mon" => "MO",
        "tue" => "TU",
        "wed" => "WE",
        "fri" => "FR",
        _ => "TH",
    }
}

/// A signal that is common in the field.
pub(super) struct Known {
    /// Its name in the agreement.
    pub(super) name: &'static str,
    /// English words.
    pub(super) en: &'static str,
    /// Korean words.
    pub(super) ko: &'static str,
    /// Which events, and what else the clause says.
    pub(super) on: &'static str,
    /// What one is worth to begin with.
    pub(super) points: i32,
    /// In how many days half of it fades.
    pub(super) half_life: u32,
}

macro_rules! signals {
    ($($name:literal, $en:literal, $ko:literal, $on:literal, $points:literal, $days:literal;)*) => {
        /// The signals, those that weigh most first.
        pub(super) const SIGNALS: &[Known] =
            &[$(Known { name: $name, en: $en, ko: $ko, on: $on, points: $points, half_life: $days }),*];
        /// Their names.
        pub(super) const SIGNAL_NAMES: &[&str] = &[$($name),*];
    };
}

signals! {
    "demo_requested", "Asked for a demo", "데모 요청", "on: Form Submitted, where: event.form == 'demo'", 40, 30;
    "contact_requested", "Asked to be called", "상담 요청", "on: Form Submitted, where: event.form == 'contact'", 40, 30;
    "trial_started", "Started a trial", "체험 시작", "on: Trial Started", 35, 30;
    "webinar_attended", "Attended a webinar", "웨비나 참석", "on: Webinar Attended, pays: once per event.webinar", 15, 30;
    "guide_downloaded", "Downloaded a guide", "자료 내려받기", "on: Content Downloaded, pays: once per event.content", 10, 30;
    "pricing_viewed", "Looked at the prices", "가격 페이지 열람", "on: Page Viewed, where: event.path.startsWith('/pricing'), cap: 24", 8, 14;
    "mail_clicked", "Clicked in a mail", "메일 링크 클릭", "on: Email Link Clicked, class: human, cap: 12", 4, 14;
    "careers_viewed", "Looked at our jobs", "채용 페이지 열람", "on: Page Viewed, where: event.path.startsWith('/careers')", -15, 90;
    "unsubscribed", "Unsubscribed", "수신 거부", "on: Unsubscribed", -30, 180;
}

/// Signals that may qualify a lead by themselves.
pub(super) const AT_ONCE: &[&str] = &["demo_requested", "contact_requested", "trial_started", "pricing_viewed"];

/// Reasons to reject: kind, name, what then happens.
pub(super) const REASONS: &[(&str, &str, &str)] = &[
    ("procedural", "misrouted", "reroute"),
    ("procedural", "duplicate", "merge"),
    ("procedural", "already_owned", "reroute"),
    ("clerical", "unreachable", "recycle"),
    ("clerical", "incomplete", "recycle"),
    ("clerical", "fake", "disqualify"),
    ("definitional", "wrong_company", "recycle"),
    ("definitional", "wrong_contact", "recycle"),
    ("definitional", "no_interest", "recycle"),
    ("definitional", "student_or_vendor", "disqualify"),
];
/// Their names.
pub(super) const REASON_NAMES: &[&str] = &[
    "misrouted",
    "duplicate",
    "already_owned",
    "unreachable",
    "incomplete",
    "fake",
    "wrong_company",
    "wrong_contact",
    "no_interest",
    "student_or_vendor",
];
/// Reasons to give a lead up after contact.
pub(super) const DISQUALIFY: &[&str] =
    &["no_need", "no_budget", "no_authority", "bad_timing", "lost_to_rival", "unresponsive"];

/// Metrics: name, English and Korean words, what is measured.
pub(super) const METRICS: &[(&str, &str, &str, &str)] = &[
    ("customers_won", "New customers", "신규 고객", "count: customer"),
    ("recurring_revenue", "New recurring revenue", "신규 반복 매출", "sum: customer.recurring_revenue"),
    ("customer_churn", "Customers lost", "이탈 고객", "share: churned, of: customer"),
    ("pipeline", "Pipeline opened", "신규 영업 기회 금액", "sum: opportunity.amount"),
    ("qualified_leads", "Qualified leads", "적격 리드", "count: mql"),
    ("acceptance", "Leads accepted", "수락한 리드", "share: accepted, of: handed_off, matures: 2 business days"),
    (
        "lead_to_customer",
        "Leads that become customers",
        "고객이 된 리드",
        "share: customer, of: inquiry, matures: 180d",
    ),
    (
        "speed_to_lead",
        "From handoff to first touch",
        "인계부터 첫 접촉까지",
        "between: [handed_off, first_attempt], as: [median, p90]",
    ),
    (
        "time_to_customer",
        "From inquiry to customer",
        "문의부터 고객까지",
        "between: [inquiry, customer], as: [median, p90]",
    ),
];
/// Their names.
pub(super) const METRIC_NAMES: &[&str] = &[
    "customers_won",
    "recurring_revenue",
    "customer_churn",
    "pipeline",
    "qualified_leads",
    "acceptance",
    "lead_to_customer",
    "speed_to_lead",
    "time_to_customer",
];

/// Segments: name, English and Korean words, who belongs to it, who works it.
pub(super) const SEGMENTS: &[(&str, &str, &str, &str, &str)] = &[
    (
        "not_ready",
        "The right people, not ready yet",
        "적합하지만 아직 준비되지 않은 사람",
        "buyer('target') && stage in ['inquiry'ENGAGED]",
        "marketing",
    ),
    (
        "warm",
        "Interested now, whatever their company",
        "지금 관심이 큰 리드",
        "engagement >= 30 && stage in ['inquiry'ENGAGED]",
        "marketing",
    ),
    ("customers", "Customers", "고객", "stage == 'customer'", "sales"),
];
/// Their names.
pub(super) const SEGMENT_NAMES: &[&str] = &["not_ready", "warm", "customers"];
