//! What the index holds: documents, who may see them, and changes to them.

use uuid::Uuid;

/// The kind of thing a document describes. A new kind needs a variant, a name and a place in
/// [`Kind::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A community of practice.
    Community,
    /// A person's profile.
    Person,
    /// A service area.
    Area,
    /// An event: one session with its own page.
    Event,
    /// A piece of news.
    News,
    /// A page of the site.
    Page,
}

impl Kind {
    /// Every kind, in the order in which pages list them.
    pub const ALL: [Self; 6] = [Self::Community, Self::Person, Self::Area, Self::Event, Self::News, Self::Page];

    /// The stable name of the kind, as written in the index and fit for a web address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Community => "community",
            Self::Person => "person",
            Self::Area => "area",
            Self::Event => "event",
            Self::News => "news",
            Self::Page => "page",
        }
    }

    /// The kind with this name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A set of people who may see a document, and equally something that a viewer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Audience {
    /// Everyone, signed in or not.
    Public,
    /// Everyone who is signed in.
    Staff,
    /// The members of one community.
    Community(Uuid),
    /// The core members of one community, and those who lead or sponsor it.
    Core(Uuid),
    /// One person.
    Person(Uuid),
    /// Those who run the programme.
    Managers,
}

impl Audience {
    pub(crate) fn term(&self) -> String {
        match self {
            Self::Public => "public".to_owned(),
            Self::Staff => "staff".to_owned(),
            Self::Community(id) => format!("community:{id}"),
            Self::Core(id) => format!("core:{id}"),
            Self::Person(id) => format!("person:{id}"),
            Self::Managers => "managers".to_owned(),
        }
    }
}

/// One thing that can be found. All text is plain: markup is removed before it comes here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What it describes.
    pub kind: Kind,
    /// The identity of what it describes; `kind` and `id` together name the document.
    pub id: Uuid,
    /// The name people know it by. Matches here weigh most.
    pub title: String,
    /// A sentence or two; shown where nothing in the body matches.
    pub summary: String,
    /// The rest of the text. All of it is searched; excerpts come from its first 20,000 characters.
    pub body: String,
    /// Other names and words it should be found by, such as former titles and abbreviations.
    pub keywords: Vec<String>,
    /// How prominent it is, larger first: orders lists, suggestions and equal scores.
    pub importance: u32,
    /// The service area it belongs to, for the facet.
    pub area: Option<Uuid>,
    /// The stage it has reached, for the facet, in the caller's own short words.
    pub stage: Option<String>,
    /// Who may see it. Without an audience nobody can.
    pub audience: Vec<Audience>,
}

/// One step of the change log, as far as search is concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The document is new or has changed; it replaces the one of the same kind and id.
    Put(Document),
    /// The document is gone. Removing one that is not there is no error.
    Remove {
        /// The kind of the document.
        kind: Kind,
        /// The id of the document.
        id: Uuid,
    },
}

/// The one term by which a document is replaced and removed.
pub(crate) fn key(kind: Kind, id: Uuid) -> String {
    format!("{}:{id}", kind.name())
}

pub(crate) fn from_key(key: &str) -> Option<(Kind, Uuid)> {
    let (kind, id) = key.split_once(':')?;
    Some((Kind::from_name(kind)?, Uuid::parse_str(id).ok()?))
}
