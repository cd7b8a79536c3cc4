//! The bank of statements. A statement keeps its key; another wording is another edition, and never the same question.

use super::{Statement, acting};
use crate::{Act, Ctx, Error, Faults, Result};
use copia_domain::{
    fields::{self, Fault},
    ids::StatementId,
    policy::acts::BuildSurvey,
    surveys::WORDING,
    value::ValueType,
};
use copia_store::surveys;
use copia_text::key;

/// The statements that the site brings (domain research 4.2): the key, what kind of value it speaks of, and the wording.
const STANDARD: [(&str, Option<ValueType>, &str); 17] = [
    ("good-use", Some(ValueType::Immediate), key("survey-bank-good-use")),
    ("able-to-ask", Some(ValueType::Immediate), key("survey-bank-able-to-ask")),
    ("met-colleagues", Some(ValueType::Potential), key("survey-bank-met-colleagues")),
    ("learned", Some(ValueType::Potential), key("survey-bank-learned")),
    ("know-where", Some(ValueType::Potential), key("survey-bank-know-where")),
    ("used", Some(ValueType::Applied), key("survey-bank-used")),
    ("shared", Some(ValueType::Applied), key("survey-bank-shared")),
    ("team-benefited", Some(ValueType::Realised), key("survey-bank-team-benefited")),
    ("area-improved", Some(ValueType::Realised), key("survey-bank-area-improved")),
    ("organisation-benefited", Some(ValueType::Realised), key("survey-bank-organisation-benefited")),
    ("changed-how-valued", Some(ValueType::Transformative), key("survey-bank-changed-how-valued")),
    ("seniors-notice", Some(ValueType::Strategic), key("survey-bank-seniors-notice")),
    ("aims-clear", Some(ValueType::Strategic), key("survey-bank-aims-clear")),
    ("easy", Some(ValueType::Enabling), key("survey-bank-easy")),
    ("manager-supports", Some(ValueType::Enabling), key("survey-bank-manager-supports")),
    ("how-work-is-done", Some(ValueType::Orienting), key("survey-bank-how-work-is-done")),
    ("belonging", None, key("survey-bank-belonging")),
];

/// A statement, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct StatementInput<'a> {
    /// The statement whose wording this is to be; nothing for one that is new.
    pub of: &'a str,
    /// The wording.
    pub wording: &'a str,
    /// A word of [`ValueType`], or nothing.
    pub value_type: &'a str,
}

/// The statements in their present wordings.
///
/// # Errors
/// [`Error::Denied`].
pub async fn bank(ctx: &Ctx) -> Result<Vec<Statement>> {
    let _permit = ctx.viewer.on_site().permit::<BuildSurvey>()?;
    Ok(surveys::bank(&mut ctx.read().await?).await?)
}

/// A key for a wording, which nobody reads: its first words.
fn slug(wording: &str) -> String {
    let words = wording.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).take(5);
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-").chars().take(40).collect()
}

/// A key for a wording that no statement has.
pub(super) fn new_key(bank: &[Statement], wording: &str) -> String {
    let plain = slug(wording);
    let is_new = |key: &String| !bank.iter().any(|one| one.key == *key);
    let numbered = (2..).map(|number| format!("{plain}-{number}"));
    std::iter::once(plain.clone()).chain(numbered).find(is_new).unwrap_or(plain)
}

/// Adds a statement, or another wording of one. Surveys that have the former wording keep it.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`]; [`Error::NotFound`].
pub async fn add_statement(ctx: &Ctx, input: &StatementInput<'_>) -> Result<()> {
    ctx.retry(|| async {
        let standing = ctx.viewer.on_site();
        let permit = standing.permit::<BuildSurvey>()?;
        let mut faults = Faults::new();
        let wording = faults.take("wording", fields::line(input.wording, WORDING));
        let value_type = match input.value_type {
            "" => None,
            word => faults.take("value_type", ValueType::from_word(word).map(Some).ok_or(Fault::NotChoice)),
        };
        let mut tx = ctx.write().await?;
        let bank = surveys::bank(&mut tx).await?;
        if bank.iter().any(|one| one.wording == wording) {
            faults.add("wording", Fault::Taken);
        }
        faults.check()?;
        let (key, edition, action) = if input.of.is_empty() {
            (new_key(&bank, &wording), 1, "survey.add_statement")
        } else {
            let of = bank.iter().find(|one| one.id.to_string() == input.of).ok_or(Error::NotFound)?;
            (of.key.clone(), of.edition + 1, "survey.reword_statement")
        };
        let new = Statement { id: ctx.id(StatementId::new), key, edition, wording, value_type, written_at: ctx.now };
        surveys::add_statement(&mut tx, &permit, &new).await?;
        let act = Act::by(acting(&standing), action).on("statement", new.id).after(&new.wording);
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Adds the statements that the site brings, in the organisation's language, as far as they are not there; how many.
///
/// # Errors
/// [`Error::Denied`].
pub async fn add_standard(ctx: &Ctx) -> Result<usize> {
    ctx.retry(|| async {
        let standing = ctx.viewer.on_site();
        let permit = standing.permit::<BuildSurvey>()?;
        let words = ctx.site.catalogue.pick(None, Some(&ctx.site.organisation.language));
        let mut tx = ctx.write().await?;
        let bank = surveys::bank(&mut tx).await?;
        let missing = STANDARD.iter().filter(|(key, ..)| !bank.iter().any(|one| one.key == *key));
        let mut count = 0;
        for (key, value_type, wording) in missing {
            let wording = words.say(wording).to_owned();
            let (id, key) = (ctx.id(StatementId::new), (*key).to_owned());
            let new = Statement { id, key, edition: 1, wording, value_type: *value_type, written_at: ctx.now };
            surveys::add_statement(&mut tx, &permit, &new).await?;
            count += 1;
        }
        if count > 0 {
            ctx.audit(&mut tx, Act::by(acting(&standing), "survey.add_standard").after(&count)).await?;
        }
        tx.commit().await?;
        Ok(count)
    })
    .await
}
