//! Accounts, one-time tokens and sessions.

use crate::{Result, Tx, change_log, row::record};
use copia_domain::{
    accounts::TokenPurpose,
    fold::fold,
    ids::{FileId, PersonId, SessionId, SignInTokenId},
    time::When,
};

statements! {
    OPEN = "INSERT INTO accounts (person_id, created_at) VALUES ($1, $2) ON CONFLICT (person_id) DO NOTHING";
    SIGNED_IN = "UPDATE accounts SET signed_in_at = $2 WHERE person_id = $1";
    CLOSE = "DELETE FROM accounts WHERE person_id = $1";
    ADD_TOKEN = "INSERT INTO sign_in_tokens (id, purpose, email, email_key, person_id, next_path, created_at, expires_at, attempts)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)";
    FIND_TOKEN = "SELECT id, purpose, email, person_id, next_path, created_at, expires_at, used_at, attempts
                  FROM sign_in_tokens WHERE id = $1";
    USE_TOKEN = "UPDATE sign_in_tokens SET used_at = $2 WHERE id = $1 AND used_at IS NULL";
    WRONG_CODE = "UPDATE sign_in_tokens SET attempts = attempts + 1 WHERE id = $1";
    COUNT_TOKENS = "SELECT count(*) AS tokens, CAST(coalesce(sum(attempts), 0) AS bigint) AS wrong_codes
                    FROM sign_in_tokens WHERE email_key = $1 AND created_at > $2 AND purpose = $3";
    VOID_TOKENS = "UPDATE sign_in_tokens SET used_at = $3
                   WHERE person_id = $1 AND created_at >= $2 AND used_at IS NULL
                     AND purpose IN ('confirm_address', 'keep_address')";
    FORGET_TOKENS = "DELETE FROM sign_in_tokens WHERE expires_at < $1";
    ADD_SESSION = "INSERT INTO sessions (id, secret_digest, person_id, created_at, seen_at, expires_at, device, address)
                   VALUES ($1, $2, $3, $4, $4, $5, $6, $7)";
    FIND_SESSION = "SELECT s.id, s.secret_digest, s.person_id, s.seen_at, s.expires_at, p.name, p.picture_id, p.language,
                      p.asked_about_work,
                      (SELECT string_agg(r.role, ' ') FROM role_terms r WHERE r.person_id = p.id
                         AND r.community_id IS NULL AND r.starts <= $3 AND (r.ends IS NULL OR r.ends >= $3)) AS roles
                    FROM sessions s JOIN people p ON p.id = s.person_id
                    WHERE s.id = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND p.status = 'current'";
    SEEN = "UPDATE sessions SET seen_at = $2, expires_at = $3 WHERE id = $1 AND ended_at IS NULL";
    END = "UPDATE sessions SET ended_at = $3 WHERE id = $1 AND person_id = $2 AND ended_at IS NULL";
    END_ALL = "UPDATE sessions SET ended_at = $3 WHERE person_id = $1 AND ended_at IS NULL AND id <> $2";
    SESSIONS = "SELECT id, created_at, seen_at, expires_at, device, address FROM sessions
                WHERE person_id = $1 AND ended_at IS NULL AND expires_at > $2 ORDER BY seen_at DESC, id";
    FORGET_SESSIONS = "DELETE FROM sessions WHERE expires_at < $1 OR ended_at < $1";
    ADMINISTRATORS = "SELECT count(*) AS administrators FROM role_terms r JOIN accounts a ON a.person_id = r.person_id
                      WHERE r.role = 'administrator' AND r.starts <= $1 AND (r.ends IS NULL OR r.ends >= $1)";
}

record! {
    /// A one-time token. Its secret is not stored: it is the site's signature of the id.
    pub struct Token {
        /// Which token.
        id: SignInTokenId,
        /// What it is for.
        purpose: TokenPurpose,
        /// The address it was sent to.
        email: Option<String>,
        /// Whom it is for, if they were known.
        person_id: Option<PersonId>,
        /// Where to go afterwards.
        next_path: Option<String>,
        /// When it was made.
        created_at: When,
        /// When it ends.
        expires_at: When,
        /// When it was used.
        used_at: Option<When>,
        /// How many wrong codes were tried.
        attempts: i64,
    }

    /// A live session with what every page needs of the person.
    pub struct Session {
        /// Which session.
        id: SessionId,
        /// The digest of the cookie's secret.
        secret_digest: Vec<u8>,
        /// Who.
        person_id: PersonId,
        /// When it was last used.
        seen_at: When,
        /// When it ends.
        expires_at: When,
        /// The person's name.
        name: String,
        /// The person's picture.
        picture_id: Option<FileId>,
        /// The language they chose.
        language: Option<String>,
        /// Whether they have been asked about their work.
        asked_about_work: bool,
        /// The roles held on the whole site, separated by spaces.
        roles: Option<String>,
    }

    /// A session in the list of one's own.
    pub struct SessionRow {
        /// Which session.
        id: SessionId,
        /// Since when.
        created_at: When,
        /// When it was last used.
        seen_at: When,
        /// When it ends.
        expires_at: When,
        /// The device, as it names itself.
        device: String,
        /// The network address it began at.
        address: String,
    }

    /// What was sent to an address.
    pub struct Tokens {
        /// Tokens that were made.
        tokens: i64,
        /// Wrong codes that were typed for them.
        wrong_codes: i64,
    }

    /// A count of administrators.
    struct Administrators { administrators: i64 }
}

/// Gives a person an account, if they have none.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn open(tx: &mut Tx, person: PersonId, now: When) -> Result<()> {
    if tx.execute(OPEN, args![person, now]).await? == 0 {
        return Ok(());
    }
    // Who has an account is found by colleagues.
    change_log::add(tx, "person", person, now).await
}

/// Notes that the person signed in.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn signed_in(tx: &mut Tx, person: PersonId, now: When) -> Result<()> {
    tx.execute(SIGNED_IN, args![person, now]).await.map(drop)
}

/// Takes the account away; the person stays.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn close(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.execute(CLOSE, args![person]).await.map(drop)
}

/// Keeps a new token.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn add_token(tx: &mut Tx, t: &Token) -> Result<()> {
    let args = args![
        t.id,
        t.purpose,
        t.email.clone(),
        t.email.as_deref().map(fold),
        t.person_id,
        t.next_path.clone(),
        t.created_at,
        t.expires_at
    ];
    tx.execute(ADD_TOKEN, args).await.map(drop)
}

/// A token, used or not.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn find_token(tx: &mut Tx, id: SignInTokenId) -> Result<Option<Token>> {
    tx.optional(FIND_TOKEN, args![id]).await
}

/// Uses a token; `false` when somebody has used it before.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn use_token(tx: &mut Tx, id: SignInTokenId, now: When) -> Result<bool> {
    Ok(tx.execute(USE_TOKEN, args![id, now]).await? == 1)
}

/// Notes a wrong code.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn wrong_code(tx: &mut Tx, id: SignInTokenId) -> Result<()> {
    tx.execute(WRONG_CODE, args![id]).await.map(drop)
}

/// How many tokens of a kind were made for an address since an instant.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn count_tokens(tx: &mut Tx, email: &str, purpose: TokenPurpose, since: When) -> Result<Tokens> {
    tx.one(COUNT_TOKENS, args![fold(email), since, purpose]).await
}

/// Makes a person's unused links about their address useless that were made at an instant or later.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn void_address_links(tx: &mut Tx, person: PersonId, since: When, now: When) -> Result<()> {
    tx.execute(VOID_TOKENS, args![person, since, now]).await.map(drop)
}

/// Removes tokens and sessions that ended before an instant.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn forget_ended(tx: &mut Tx, before: When) -> Result<u64> {
    let tokens = tx.execute(FORGET_TOKENS, args![before]).await?;
    Ok(tokens + tx.execute(FORGET_SESSIONS, args![before]).await?)
}

/// What a new session needs.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// Its id.
    pub id: SessionId,
    /// The digest of the cookie's secret.
    pub secret_digest: Vec<u8>,
    /// Whose it is.
    pub person: PersonId,
    /// When it begins.
    pub at: When,
    /// When it ends unless it is used.
    pub expires_at: When,
    /// The device, as it names itself.
    pub device: String,
    /// The network address.
    pub address: String,
}

/// Begins a session.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn add_session(tx: &mut Tx, s: &NewSession) -> Result<()> {
    let args = args![s.id, s.secret_digest.clone(), s.person, s.at, s.expires_at, &s.device, &s.address];
    tx.execute(ADD_SESSION, args).await.map(drop)
}

/// A live session of somebody who is part of the organisation, with the roles held on `today`.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn find_session(
    tx: &mut Tx,
    id: SessionId,
    now: When,
    today: copia_domain::time::Day,
) -> Result<Option<Session>> {
    tx.optional(FIND_SESSION, args![id, now, today]).await
}

/// Notes that a session was used.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn seen(tx: &mut Tx, id: SessionId, now: When, expires_at: When) -> Result<()> {
    tx.execute(SEEN, args![id, now, expires_at]).await.map(drop)
}

/// Ends one of a person's sessions; whether there was one.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn end_session(tx: &mut Tx, id: SessionId, person: PersonId, now: When) -> Result<bool> {
    Ok(tx.execute(END, args![id, person, now]).await? == 1)
}

/// Ends all of a person's sessions but one; how many.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn end_other_sessions(tx: &mut Tx, person: PersonId, but: Option<SessionId>, now: When) -> Result<u64> {
    let but = but.map_or(uuid::Uuid::nil(), Into::into);
    tx.execute(END_ALL, args![person, but, now]).await
}

/// A person's live sessions, the last used first.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn sessions(tx: &mut Tx, person: PersonId, now: When) -> Result<Vec<SessionRow>> {
    tx.all(SESSIONS, args![person, now]).await
}

/// How many people with an account administer the site on a day.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn administrators(tx: &mut Tx, today: copia_domain::time::Day) -> Result<i64> {
    Ok(tx.one::<Administrators>(ADMINISTRATORS, args![today]).await?.administrators)
}
