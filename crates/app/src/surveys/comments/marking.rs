//! What is done with one comment: words are taken out of it for good, it is withheld, or others may read it. The log
//! says that, and nothing of the words.

use super::{AnyWave, asked, one};
use crate::{Act, Ctx, Error, Faults, Result};
use copia_domain::{
    fields::Fault,
    policy::{Role, acts::ReadComments},
    surveys::comments::personal::without,
};
use copia_store::surveys::comments as kept;

/// What was done, for the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Others may read it.
    Allow,
    /// They may not any more.
    Disallow,
}

/// Runs a change of a comment that can be read and is not withheld; it gives the words that it has from now on.
macro_rules! change {
    ($ctx:ident, $id:ident, $comment:ident, $action:expr, |$asked:ident, $one:ident| $body:block) => {
        $ctx.retry(|| async {
            let permit = $ctx.viewer.on_site().permit::<ReadComments>()?;
            let mut tx = $ctx.write().await?;
            let $asked = asked(&mut tx, $id).await?;
            let mut $one = one(&mut tx, &$asked, $comment).await?;
            if $one.is_withheld {
                return Err(Error::AlreadyDone);
            }
            let words: String = $body;
            if words != $one.words {
                kept::overwrite(&mut tx, &permit, $asked.id, &$one, &words).await?;
            }
            kept::mark(&mut tx, &permit, $asked.id, &$one).await?;
            let act = Act::by(Role::ProgrammeManager, $action).on("wave", $asked.wave.id);
            $ctx.audit(&mut tx, act).await?;
            Ok(tx.commit().await?)
        })
        .await
    };
}

/// Takes words out of a comment. They are overwritten: nobody gets them back. Whether others may read it is decided
/// again after that.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::AlreadyDone`] for one that is withheld; [`Error::Invalid`] for field
/// `words` when there is nothing to be taken out, or the comment does not have it.
pub async fn redact(ctx: &Ctx, id: &str, comment: &str, words: &[&str]) -> Result<()> {
    change!(ctx, id, comment, "comments.redact", |asked, one| {
        let fault = |fault| Error::Invalid(Faults::one("words", fault));
        let left = without(&one.words, words).map_err(|_| fault(Fault::Unknown))?;
        if left == one.words {
            return Err(fault(Fault::Missing));
        }
        (one.is_redacted, one.may_show) = (true, false);
        left
    })
}

/// Takes a comment out whole. Its words are overwritten, and it is counted still.
///
/// # Errors
/// As [`redact`].
pub async fn withhold(ctx: &Ctx, id: &str, comment: &str) -> Result<()> {
    change!(ctx, id, comment, "comments.withhold", |asked, one| {
        (one.is_withheld, one.may_show) = (true, false);
        String::new()
    })
}

/// Lets others read a comment once the themes are released, or not any more. `is_sure` says that it names nobody.
///
/// # Errors
/// As [`redact`], for field `sure`; [`Error::NotNow`] in a wave whose people were told that nobody but its readers sees
/// what they write.
pub async fn allow(ctx: &Ctx, id: &str, comment: &str, deed: Deed, is_sure: bool) -> Result<()> {
    let may_show = deed == Deed::Allow;
    let action = if may_show { "comments.allow" } else { "comments.disallow" };
    change!(ctx, id, comment, action, |asked, one| {
        if may_show && !promises(&asked.wave) {
            return Err(Error::NotNow("comments-not-told"));
        }
        if may_show && !is_sure {
            return Err(Error::Invalid(Faults::one("sure", Fault::Missing)));
        }
        one.may_show = may_show;
        one.words.clone()
    })
}

/// Whether people were told that others may read single comments.
fn promises(wave: &AnyWave) -> bool {
    wave.rule.is_some_and(|rule| rule.words_days.is_some())
}
