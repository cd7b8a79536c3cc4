//! The organisation: its settings, words and logo, who may sign in, and what it tells about accessibility and
//! privacy. What is changed here shows at once: the site is read again after the commit.

mod accessibility;
mod logo;
mod set_up;
mod settings;
mod sign_in;
mod sitemap;
mod vocabulary;

pub use accessibility::{Accessibility, TypedStatement, accessibility, save_accessibility, statement};
pub use copia_store::holdings::Kind as Stored;
pub use logo::{remove_logo, set_logo};
pub use set_up::{SetUp, set_up};
pub use settings::{Settings, TypedSettings, save, settings};
pub use sign_in::{SignIn, save_sign_in, sign_in};
pub use sitemap::{PublicPages, public_pages};
pub use vocabulary::{TypedForms, WordView, preview_word, reset_word, set_word, vocabulary};

use crate::{Ctx, Result};
use copia_domain::policy::Role;
use copia_store::{Tx, organisation::Organisation};
use serde_json::{Map, Value};

/// The organisation as it is now, not as it was when the request came in.
async fn current(tx: &mut Tx) -> Result<Organisation> {
    copia_store::organisation::find(tx).await?.ok_or(crate::Error::NotFound)
}

/// In which role somebody changes the organisation: that which lets them.
fn acting(ctx: &Ctx) -> Role {
    if ctx.viewer.is(Role::ProgrammeManager) { Role::ProgrammeManager } else { Role::Administrator }
}

/// The fields that differ, before and after, for the audit log.
fn difference(before: &Value, after: &Value) -> (Map<String, Value>, Map<String, Value>) {
    let (mut left, mut right) = (Map::new(), Map::new());
    let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else { return (left, right) };
    for (name, value) in after.iter().filter(|(name, _)| *name != "version") {
        let old = before.get(name).cloned().unwrap_or(Value::Null);
        if old != *value {
            left.insert(name.clone(), old);
            right.insert(name.clone(), value.clone());
        }
    }
    (left, right)
}

/// What is stored, kind by kind, in the order in which the privacy page tells it.
pub fn stored() -> impl Iterator<Item = Stored> {
    copia_store::holdings::HOLDINGS.iter().map(|holding| holding.kind)
}
