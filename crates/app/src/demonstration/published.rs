//! What a demonstration has published about itself: figures, quotes and recognition through the importer of
//! records, and its news.

use super::Filling;
use crate::{
    Error, Result,
    imports::{self, record::Record},
};
use copia_demonstration::{NewsKind, published_file};
use copia_domain::{
    ids::NewsItemId,
    policy::{Permit, Scope, acts::EditPublicPages},
    published::PublishedDate,
    time::When,
};
use copia_store::{
    Tx,
    news::{self, NewNews},
};
use copia_text::Catalogue;

pub(super) async fn fill(filling: &Filling<'_>, tx: &mut Tx) -> Result<()> {
    let record = Record::parse(&published_file)
        .map_err(|faults| Error::Internal(faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))?;
    let catalogue = Catalogue::load(&[]).map_err(|error| Error::Internal(error.to_string()))?;
    imports::fill(tx, &record, &catalogue.pick(None, None), &filling.entropy, filling.now).await?;

    let permit: Permit<EditPublicPages> = Permit::of_the_system(Scope::Site, "a demonstration is made");
    for item in &filling.programme.news {
        let new = NewNews {
            id: filling.id(NewsItemId::new, When::noon(item.on.0)),
            published: PublishedDate::Day(item.on.0),
            kind: match item.kind {
                NewsKind::Article => "article",
                NewsKind::Announcement => "announcement",
            }
            .to_owned(),
            title: item.title.to_owned(),
            summary: item.summary.to_owned(),
            body: Some(item.body.to_owned()),
            community: item.community.and_then(|community| filling.community(community)),
            source: None,
            row: None,
        };
        news::add(tx, &permit, &new, filling.now).await?;
    }
    Ok(())
}
