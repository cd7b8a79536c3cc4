//! The organisation: one row, its words, and single values of the installation.

use crate::{
    Error, Result, Topic, Tx,
    row::record,
    sql::{Arg, Sql},
};
use copia_domain::{
    accounts::SignInRule,
    ids::FileId,
    policy::{
        Permit,
        acts::{EditOrganisation, EditVocabulary, ManageSignIn},
    },
};

statements! {
    FIND = "SELECT name, programme_name, about, contact_name, contact_email, time_zone, language, accent, logo_id,
              leads_are_public, sign_in_rule, sign_in_domains, accessibility, is_demonstration, version
            FROM organisation WHERE id = 1";
    CREATE = "INSERT INTO organisation (id, name, programme_name, about, contact_name, contact_email, time_zone, language,
                accent, logo_id, leads_are_public, sign_in_rule, sign_in_domains, accessibility, is_demonstration, version)
              VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1)
              ON CONFLICT (id) DO NOTHING";
    SAVE = "UPDATE organisation SET name = $1, programme_name = $2, about = $3, contact_name = $4, contact_email = $5,
              time_zone = $6, language = $7, accent = $8, logo_id = $9, leads_are_public = $10, accessibility = $11,
              version = version + 1 WHERE id = 1 AND version = $12";
    SAVE_SIGN_IN = "UPDATE organisation SET sign_in_rule = $1, sign_in_domains = $2, version = version + 1
                    WHERE id = 1 AND version = $3";
    IS_DEMONSTRATION = "SELECT is_demonstration FROM organisation WHERE id = 1";
    WORDS = "SELECT language, word, forms FROM vocabulary ORDER BY language, word";
    SET_WORD = "INSERT INTO vocabulary (language, word, forms) VALUES ($1, $2, $3)
                ON CONFLICT (language, word) DO UPDATE SET forms = excluded.forms";
    DROP_WORD = "DELETE FROM vocabulary WHERE language = $1 AND word = $2";
    STATE = "SELECT value FROM site_state WHERE name = $1";
    SET_STATE = "INSERT INTO site_state (name, value) VALUES ($1, $2)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    KEEP_STATE = "INSERT INTO site_state (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
}

record! {
    /// The organisation and its settings.
    pub struct Organisation {
        /// Its name.
        name: String,
        /// What the programme is called.
        programme_name: String,
        /// What the programme is, in a paragraph or two of Markdown.
        about: String,
        /// Whom to ask.
        contact_name: String,
        /// Where to ask.
        contact_email: String,
        /// The IANA time zone in which dates are shown.
        time_zone: String,
        /// The language of the site where a reader prefers none.
        language: String,
        /// The accent colour, `#rrggbb`.
        accent: String,
        /// The logo.
        logo_id: Option<FileId>,
        /// Whether visitors see the names of leads.
        leads_are_public: bool,
        /// Who may sign in by link.
        sign_in_rule: SignInRule,
        /// The domains of that rule, separated by spaces.
        sign_in_domains: String,
        /// What the accessibility statement needs, as JSON.
        accessibility: String,
        /// Whether this is a demonstration.
        is_demonstration: bool,
        /// Raised with each change.
        version: i64,
    }

    /// One of the organisation's own words.
    pub struct Word {
        /// In which language.
        language: String,
        /// Which word, by the name of its message.
        word: String,
        /// Its forms as JSON.
        forms: String,
    }

    /// A single value.
    struct State { value: String }

    /// Whether the site is a demonstration.
    struct Demonstration { is_demonstration: bool }
}

/// The organisation; `None` before the installation is set up.
///
/// # Errors
/// [`Error::Database`].
pub async fn find(tx: &mut Tx) -> Result<Option<Organisation>> {
    tx.optional(FIND, args![]).await
}

/// Whether this is a demonstration; `None` before the installation is set up. It reads databases of older versions
/// too, so that nothing else is ever taken for a demonstration.
///
/// # Errors
/// [`Error::Database`].
pub async fn is_demonstration(tx: &mut Tx) -> Result<Option<bool>> {
    Ok(tx.optional::<Demonstration>(IS_DEMONSTRATION, args![]).await?.map(|found| found.is_demonstration))
}

/// Sets the installation up, if it is not.
///
/// # Errors
/// [`Error::Database`].
pub async fn create(tx: &mut Tx, o: &Organisation) -> Result<()> {
    let args = args![
        &o.name,
        &o.programme_name,
        &o.about,
        &o.contact_name,
        &o.contact_email,
        &o.time_zone,
        &o.language,
        &o.accent,
        o.logo_id,
        o.leads_are_public,
        o.sign_in_rule,
        &o.sign_in_domains,
        &o.accessibility,
        o.is_demonstration
    ];
    tx.execute(CREATE, args).await?;
    tx.wake(Topic::Organisation);
    Ok(())
}

/// Changes the organisation, if it is still at the version that was read. Who may sign in is left as it is.
///
/// # Errors
/// [`Error::Stale`] when it is not.
pub async fn save(tx: &mut Tx, _permit: Permit<EditOrganisation>, o: &Organisation) -> Result<()> {
    let args = args![
        &o.name,
        &o.programme_name,
        &o.about,
        &o.contact_name,
        &o.contact_email,
        &o.time_zone,
        &o.language,
        &o.accent,
        o.logo_id,
        o.leads_are_public,
        &o.accessibility,
        o.version
    ];
    saved(tx, SAVE, args).await
}

/// Changes who may sign in, if the organisation is still at the version that was read.
///
/// # Errors
/// [`Error::Stale`] when it is not.
pub async fn save_sign_in(
    tx: &mut Tx,
    _permit: Permit<ManageSignIn>,
    rule: SignInRule,
    domains: &str,
    version: i64,
) -> Result<()> {
    saved(tx, SAVE_SIGN_IN, args![rule, domains, version]).await
}

async fn saved(tx: &mut Tx, sql: Sql, args: Vec<Arg>) -> Result<()> {
    if tx.execute(sql, args).await? == 0 {
        return Err(Error::Stale);
    }
    tx.wake(Topic::Organisation);
    Ok(())
}

/// The organisation's own words.
///
/// # Errors
/// [`Error::Database`].
pub async fn words(tx: &mut Tx) -> Result<Vec<Word>> {
    tx.all(WORDS, args![]).await
}

/// Sets one word, or with `None` goes back to the default.
///
/// # Errors
/// [`Error::Database`].
pub async fn set_word(
    tx: &mut Tx,
    _permit: &Permit<EditVocabulary>,
    language: &str,
    word: &str,
    forms: Option<&str>,
) -> Result<()> {
    match forms {
        Some(forms) => tx.execute(SET_WORD, args![language, word, forms]).await?,
        None => tx.execute(DROP_WORD, args![language, word]).await?,
    };
    tx.wake(Topic::Organisation);
    Ok(())
}

/// A single value of the installation.
///
/// # Errors
/// [`Error::Database`].
pub async fn state(tx: &mut Tx, name: &str) -> Result<Option<String>> {
    Ok(tx.optional::<State>(STATE, args![name]).await?.map(|state| state.value))
}

/// Sets a single value.
///
/// # Errors
/// [`Error::Database`].
pub async fn set_state(tx: &mut Tx, name: &str, value: &str) -> Result<()> {
    tx.execute(SET_STATE, args![name, value]).await.map(drop)
}

/// Sets a single value if it has none, and gives the one that holds: several processes may start at once.
///
/// # Errors
/// [`Error::Database`].
pub async fn keep_state(tx: &mut Tx, name: &str, value: &str) -> Result<String> {
    tx.execute(KEEP_STATE, args![name, value]).await?;
    Ok(tx.one::<State>(STATE, args![name]).await?.value)
}
