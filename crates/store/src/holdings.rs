//! What the tables hold about people, for the page that tells them. A test holds this list against the schema, so
//! that a new table has to be placed here before it can be used.

/// One kind of thing that is stored, and the tables it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    /// A word for it; the privacy page has the sentences.
    pub kind: Kind,
    /// The tables.
    pub tables: &'static [&'static str],
}

copia_domain::choices! {
    /// The kinds of things that are stored.
    Kind {
        /// Name, address, work, interests, picture.
        Profile = "profile",
        /// The account, sessions and one-time links.
        Account = "account",
        /// Memberships with their history, and communities that somebody waits for.
        Memberships = "memberships",
        /// Places at events, with their history, guests, and what is asked and answered in the room, and the record.
        Events = "events",
        /// Anonymous answers: nobody can tell whose.
        Ballots = "ballots",
        /// Terms as lead, sponsor and so on.
        Roles = "roles",
        /// What people write as leads or proposers: charters, proposals, messages to members.
        Writing = "writing",
        /// What people let others quote, and the copies that were taken of it.
        Quotes = "quotes",
        /// Stories of what difference taking part made, the words of those who know of them, what it is worth to one, and
        /// what one was asked about it and answered.
        Stories = "stories",
        /// Messages sent to them, and what they chose to get.
        Messages = "messages",
        /// What was done by whom.
        AuditLog = "audit_log",
        /// Work that waits, which names people by their ids.
        Outbox = "outbox",
        /// Nothing about people, or only who entered or approved it.
        Programme = "programme",
    }
}

/// Everything that is stored.
pub const HOLDINGS: &[Holding] = &[
    Holding { kind: Kind::Profile, tables: &["people", "person_topics", "files"] },
    Holding { kind: Kind::Account, tables: &["accounts", "sessions", "sign_in_tokens"] },
    Holding { kind: Kind::Memberships, tables: &["memberships", "membership_events", "community_watchers"] },
    Holding {
        kind: Kind::Events,
        tables: &[
            "attendances",
            "registrations",
            "registration_steps",
            "series_registrations",
            "series_entries",
            "event_team",
            "event_speakers",
            "event_slides",
            "guests",
            "own_calendars",
            "ballot_roll",
            "questions",
            "question_steps",
            "question_votes",
            "poll_answers",
            "records",
            "recordings",
            "recording_pieces",
        ],
    },
    Holding {
        kind: Kind::Ballots,
        tables: &[
            "ballots",
            "ballot_boxes",
            "ballot_cells",
            "ballot_plans",
            "ballot_releases",
            "comment_rules",
            "comment_themes",
            "comment_codings",
            "comment_marks",
            "comment_releases",
        ],
    },
    Holding { kind: Kind::Roles, tables: &["role_terms"] },
    Holding { kind: Kind::Writing, tables: &["charters", "proposals", "broadcasts"] },
    Holding { kind: Kind::Quotes, tables: &["given_quotes", "quote_copies"] },
    Holding {
        kind: Kind::Stories,
        tables: &["stories", "story_steps", "story_words", "narratives", "narrative_rows", "prompts"],
    },
    Holding { kind: Kind::Messages, tables: &["deliveries", "mail_preferences"] },
    Holding { kind: Kind::AuditLog, tables: &["audit_events"] },
    Holding { kind: Kind::Outbox, tables: &["jobs", "change_log"] },
    Holding {
        kind: Kind::Programme,
        tables: &[
            "claim_themes",
            "claims",
            "communities",
            "community_areas",
            "community_counts",
            "community_fits",
            "community_links",
            "community_sightings",
            "counters",
            "event_attendance",
            "event_communities",
            "event_counts",
            "event_segments",
            "event_series",
            "events",
            "evidence",
            "framings",
            "indicators",
            "measurements",
            "news_items",
            "organisation",
            "poll_choices",
            "polls",
            "publication_claims",
            "publication_quotes",
            "publications",
            "published_figures",
            "published_surveys",
            "quotes",
            "recognitions",
            "record_rows",
            "rooms",
            "seat_fates",
            "service_areas",
            "site_state",
            "sources",
            "stage_changes",
            "survey_statements",
            "survey_waves",
            "surveys",
            "vocabulary",
            "wave_imports",
        ],
    },
];
