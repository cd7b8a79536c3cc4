//! Publishing the page as it stands, and reading what was published.

use super::{Of, Standing, standing::for_everybody_in};
use crate::{
    Act, Ctx, Error, Faults, Result,
    claims::acting,
    impact::Checked,
    quotes::{self, Live, Place, Stood, digest},
};
use copia_domain::{
    claims::Finding,
    fields::{self, Fault},
    ids::{GivenQuoteId, PublicationId},
    policy::acts::PublishImpact,
    reports::Report,
    slug::Slug,
};
use copia_store::{
    Tx,
    publications::{self, Fallen, Listed, NewPublication, Publication},
};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// Characters of a title at most.
const LONGEST: usize = 120;
/// What begins and ends the mark in the place of a quote. Nothing that a template writes can look like it, because there
/// `<` is escaped.
const MARK: (&str, &str) = ("<!--quote:", "-->");

/// What is published, as it was typed.
#[derive(Debug, Clone, Copy)]
pub struct PublishInput<'a> {
    /// The title; its address follows from it.
    pub title: &'a str,
    /// Of what the page is.
    pub of: Of<'a>,
}

/// A publication, as it is read today.
#[derive(Debug, Clone)]
pub struct PublicationPage {
    /// What was published.
    pub publication: Publication,
    /// What stands in the place of each quote today.
    pub places: Vec<(Stood, Place)>,
    /// Claims in it that have been corrected or taken back since.
    pub fallen: Vec<Fallen>,
    /// Whether its bytes are those that were sealed.
    pub is_whole: bool,
}

/// The mark in the place of a quote: which one it is, and what tells the words that stood there from others, so that
/// what was published never carries words that it did not have.
pub fn mark(live: &Live) -> String {
    format!("{}{}:{}{}", MARK.0, live.id, digest(&live.body), MARK.1)
}

/// What a mark says. One of earlier days says only which quote it is.
fn stood(mark: &str) -> Option<Stood> {
    let (quote, words) = mark.split_once(':').map_or((mark, None), |(quote, words)| (quote, Some(words.to_owned())));
    Some(Stood { quote: GivenQuoteId::parse(quote)?, words })
}

/// A page in pieces: text, and between each two of them the quote that stands there.
pub fn split(body: &str) -> (Vec<&str>, Vec<Stood>) {
    let (mut texts, mut quotes, mut rest) = (Vec::new(), Vec::new(), body);
    while let Some((before, after)) = rest.split_once(MARK.0) {
        let Some((mark, behind)) = after.split_once(MARK.1) else { break };
        let Some(one) = stood(mark) else { break };
        texts.push(before);
        quotes.push(one);
        rest = behind;
    }
    texts.push(rest);
    (texts, quotes)
}

fn seal(title: &str, body: &str, figures: &str, report: &str) -> String {
    let mut digest = Sha256::new();
    // What was published before there were reports was sealed without one.
    for part in [title, body, figures].into_iter().chain(Some(report).filter(|report| !report.is_empty())) {
        digest.update(part.len().to_be_bytes());
        digest.update(part);
    }
    HEXLOWER.encode(&digest.finalize())
}

/// What is kept of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// Its bytes, with a [`mark`] for each quote.
    pub body: String,
    /// Its report, in the full length, with the same marks.
    pub report: Report,
}

/// Publishes the page as everybody may read it now; `render` makes what is kept of it, under the address that it is
/// given. Gives that address.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::Invalid`] for field `title`; [`Error::NotNow`] for a page that states
/// nothing, and for one on which something does not hold any more.
pub async fn publish(
    ctx: &Ctx,
    input: PublishInput<'_>,
    render: impl Fn(&Ctx, &Standing, &str) -> Result<Kept>,
) -> Result<String> {
    let _permit = ctx.viewer.on_site().permit::<PublishImpact>()?;
    let id = ctx.id(PublicationId::new);
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        // What is looked at is what is published: nothing on it can fall in between.
        let page = for_everybody_in(ctx, &mut tx, input.of).await?;
        keep(ctx, tx, &made(ctx, &page, id, input.title, &render)?).await
    })
    .await
}

/// Publishes a page of which it is known what it says. As [`publish`].
///
/// # Errors
/// As [`publish`].
pub async fn publish_page(
    ctx: &Ctx,
    title: &str,
    page: &Standing,
    render: impl Fn(&Ctx, &Standing, &str) -> Result<Kept>,
) -> Result<String> {
    let _permit = ctx.viewer.on_site().permit::<PublishImpact>()?;
    let new = made(ctx, page, ctx.id(PublicationId::new), title, render)?;
    ctx.retry(|| async { keep(ctx, ctx.write().await?, &new).await }).await
}

async fn keep(ctx: &Ctx, mut tx: Tx, new: &NewPublication) -> Result<String> {
    let on_site = ctx.viewer.on_site();
    let permit = on_site.permit::<PublishImpact>()?;
    if publications::is_taken(&mut tx, &new.slug).await? {
        return Err(Error::Invalid(Faults::one("title", Fault::Taken)));
    }
    publications::add(&mut tx, &permit, new, ctx.now).await?;
    let after = serde_json::json!({ "title": new.title, "seal": new.seal });
    let act = Act::by(acting(&on_site), "impact.publish").on("publication", new.id).after(&after);
    ctx.audit(&mut tx, act).await?;
    tx.commit().await?;
    Ok(new.slug.clone())
}

/// What is kept of a page that may be published.
fn made(
    ctx: &Ctx,
    page: &Standing,
    id: PublicationId,
    title: &str,
    render: impl Fn(&Ctx, &Standing, &str) -> Result<Kept>,
) -> Result<NewPublication> {
    let figures = page.figures();
    if figures.is_empty() {
        return Err(Error::NotNow("publication-empty"));
    }
    if figures.iter().any(|figure| !figure.holds) {
        return Err(Error::NotNow("publication-not-holding"));
    }
    let title = fields::line(title, LONGEST).map_err(|fault| Error::Invalid(Faults::one("title", fault)))?;
    let slug = Slug::from_name(&title, "publication").to_string();
    let kept = render(ctx, page, &slug)?;
    let internal = |error: serde_json::Error| Error::Internal(error.to_string());
    let figures = serde_json::to_string(&figures).map_err(internal)?;
    let report = serde_json::to_string(&Report { title: title.clone(), ..kept.report }).map_err(internal)?;
    let body = kept.body;
    Ok(NewPublication {
        id,
        slug,
        seal: seal(&title, &body, &figures, &report),
        title,
        community: page.community,
        area: page.area,
        body,
        figures,
        report,
        claims: page.themes.iter().flat_map(|theme| &theme.claims).map(|one| one.claim.id).collect(),
        quotes: page.quotes().map(|quote| quote.id).collect(),
    })
}

/// All publications that the viewer may know of, the latest first.
///
/// # Errors
/// [`Error::Store`].
pub async fn list(ctx: &Ctx) -> Result<Vec<Listed>> {
    let mut tx = ctx.read().await?;
    Ok(publications::list(&mut tx, &ctx.viewer, ctx.today()).await?)
}

/// A publication with what stands in the place of its quotes today.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn look(ctx: &Ctx, slug: &str) -> Result<PublicationPage> {
    let mut tx = ctx.read().await?;
    let found = publications::find(&mut tx, &ctx.viewer, ctx.today(), slug).await?;
    let publication = found.ok_or(Error::NotFound)?;
    let fallen = publications::fallen(&mut tx, publication.id).await?;
    drop(tx);
    let places = places_of(ctx, &publication.body).await?;
    let one = &publication;
    let is_whole = one.seal == seal(&one.title, &one.body, &one.figures, &one.report);
    Ok(PublicationPage { publication, places, fallen, is_whole })
}

/// What stands in the places of a page's quotes today, in their order.
///
/// # Errors
/// [`Error::Store`].
pub async fn places_of(ctx: &Ctx, body: &str) -> Result<Vec<(Stood, Place)>> {
    let (_, marks) = split(body);
    if marks.is_empty() { Ok(Vec::new()) } else { quotes::places(ctx, marks).await }
}

/// What was found of each publication: whether its bytes are those that were sealed.
pub(crate) async fn checked(tx: &mut Tx) -> Result<Vec<Checked>> {
    let check = |one: publications::Sealed| {
        let found = seal(&one.title, &one.body, &one.figures, &one.report);
        let finding = if found == one.seal { Finding::Equal } else { Finding::Differs { claimed: one.seal, found } };
        Checked { key: format!("publication:{}", one.slug), statement: one.title, finding, claim: None }
    };
    Ok(publications::sealed(tx).await?.into_iter().map(check).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_comes_apart_at_its_marks_and_nowhere_else() {
        let (one, two) = (GivenQuoteId(uuid::Uuid::from_u128(1)), GivenQuoteId(uuid::Uuid::from_u128(2)));
        let live = Live { id: one, body: "I found help".to_owned(), shown_as: None, community: None, theme: None };
        let body = format!("<p>a</p>{}<p>&lt;!--quote:x--&gt;</p><!--quote:{two}-->", mark(&live));
        let (texts, quotes) = split(&body);
        assert_eq!(texts, ["<p>a</p>", "<p>&lt;!--quote:x--&gt;</p>", ""]);
        let words = Some(digest("I found help"));
        assert_eq!(quotes, [Stood { quote: one, words }, Stood { quote: two, words: None }]);
        assert_eq!(split("nothing"), (vec!["nothing"], vec![]));
    }

    #[test]
    fn a_seal_tells_where_one_part_ends() {
        assert_ne!(seal("ab", "c", "d", ""), seal("a", "bc", "d", ""));
        assert_ne!(seal("a", "b", "c", "d"), seal("a", "b", "c", ""));
    }
}
