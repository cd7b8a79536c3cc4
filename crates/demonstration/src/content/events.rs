//! What communities meet about, and how long ago or in how many days.

use copia_domain::events::{
    Audience,
    Kind::{self, CoreMeeting, LunchAndLearn, Social, SponsorMeeting, Webinar, Workshop},
};

use crate::calendar::Ago;

/// A session that a community holds once or several times.
pub(crate) struct EventSeed {
    /// Slugs; the first one answers for it.
    pub(crate) communities: &'static [&'static str],
    pub(crate) kind: Kind,
    pub(crate) title: &'static str,
    pub(crate) summary: &'static str,
    /// Markdown.
    pub(crate) description: &'static str,
    /// Markdown; empty for nothing.
    pub(crate) preparation: &'static str,
    /// About how many days ago it was held, in order; negative where it is still to come.
    pub(crate) held: &'static [Ago],
    /// What is special about the last time.
    pub(crate) last: Situation,
    /// Who may come, where it differs from what is usual for the kind.
    pub(crate) audience: Option<Audience>,
    /// Seats in the room, where they differ from what is usual for the kind.
    pub(crate) seats: Option<u32>,
    pub(crate) room: &'static str,
    /// The guest's institution, where a guest speaks.
    pub(crate) guest_from: &'static str,
}

/// What is special about an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Situation {
    /// Nothing.
    Ordinary,
    /// It is today, in the morning.
    Today,
    /// Every seat is taken, and people wait.
    Full,
    /// Freed seats are offered, and an offer stands.
    Offered,
    /// It was called off, for this reason.
    CalledOff(&'static str),
    /// Nobody but its hosts has seen it.
    Draft,
    /// People are asked to speak.
    SeeksSpeakers,
    /// It keeps the time of this zone, because a partner far away holds it too.
    Abroad(&'static str),
}

const PLAIN: EventSeed = EventSeed {
    communities: &[],
    kind: LunchAndLearn,
    title: "",
    summary: "",
    description: "",
    preparation: "",
    held: &[],
    last: Situation::Ordinary,
    audience: None,
    seats: None,
    room: "Senate Annexe, room 2.04",
    guest_from: "",
};

/// Series: the first session is the only one in `held`; then the weeks from one to the next, and how many there are.
pub(crate) const SERIES: [(EventSeed, u8, u16); 1] = [(
    EventSeed {
        communities: &["data-and-insight"],
        title: "Figures over coffee",
        summary: "Half an hour, one figure that somebody has to report, and where it comes from.",
        description: "Whoever brings the figure says what it is for. The others ask until nobody has a question left.",
        held: &[33],
        seats: Some(16),
        ..PLAIN
    },
    4,
    9,
)];

pub(crate) const EVENTS: [EventSeed; 27] = [
    EventSeed {
        communities: &["data-and-insight"],
        title: "What counts as a student",
        summary: "One question, four answers, and how the book of definitions chose between them.",
        description: "Bring the figure that you are most often asked for. We look up its definition together, and write one where there is none.\n\n- The book in five minutes\n- Three definitions that changed\n- Your questions",
        held: &[331, 142, -9],
        ..PLAIN
    },
    EventSeed {
        communities: &["data-and-insight", "project-and-programme-management"],
        kind: Workshop,
        title: "Dashboards that somebody reads",
        summary: "Two hours in which a crowded dashboard becomes one page with one question.",
        description: "We work in pairs on real pages. At the end each pair shows what it took away, and says why.",
        preparation: "Bring one dashboard of your own, on paper.",
        held: &[247, 68],
        room: "Library, training room 1",
        ..PLAIN
    },
    EventSeed {
        communities: &["data-and-insight"],
        title: "Surveys that people finish",
        summary: "What shorter surveys cost, and what they gained.",
        description: "Still to be agreed with the speaker.",
        held: &[-40],
        last: Situation::Draft,
        ..PLAIN
    },
    EventSeed {
        communities: &["data-and-insight"],
        kind: SponsorMeeting,
        title: "Data and Insight with its sponsor",
        summary: "What is in the way, and which one thing the sponsor can remove.",
        description: "The leads report in ten minutes; the rest is for one decision.",
        held: &[96, -21],
        room: "Senate Annexe, room 4.11",
        ..PLAIN
    },
    EventSeed {
        communities: &["student-recruitment"],
        kind: Workshop,
        title: "Open days, step by step",
        summary: "A walk through an open day from the first sign to the last bus.",
        description: "We walk the route that visitors take, and note where it is unclear. **Wear shoes for stairs.**",
        held: &[275, -16],
        last: Situation::Full,
        seats: Some(20),
        room: "Visitor centre, foyer",
        ..PLAIN
    },
    EventSeed {
        communities: &["student-recruitment", "widening-participation"],
        kind: Webinar,
        title: "What applicants ask first",
        summary: "The twenty questions that arrive most often, and the answers that were understood.",
        description: "Colleagues from enquiries and from outreach compare their lists. Questions are welcome throughout.",
        held: &[189, 33],
        audience: Some(Audience::Public),
        guest_from: "Example Sixth Form College",
        ..PLAIN
    },
    EventSeed {
        communities: &["internal-communications"],
        kind: Workshop,
        title: "One message, half the words",
        summary: "Bring a message to all staff, and leave with one that is half as long.",
        description: "An editing workshop in small groups. Freed seats are offered to whoever waits.",
        preparation: "Bring a message that you sent this term.",
        held: &[215, -13],
        last: Situation::Offered,
        seats: Some(12),
        room: "Library, training room 2",
        ..PLAIN
    },
    EventSeed {
        communities: &["internal-communications"],
        title: "Writing for people in a hurry",
        summary: "Headings, first sentences and the one link that has to work.",
        description: "A short talk, two examples from this term, and time to try it on your own text.",
        held: &[358, 110],
        ..PLAIN
    },
    EventSeed {
        communities: &["digital-communications", "learning-technologists"],
        title: "Captions without tears",
        summary: "How to caption a recording in the time that it takes to watch it twice.",
        description: "We caption five minutes of a lecture together.\n\n- What the machine gets wrong\n- Names and numbers\n- Where to ask for help",
        held: &[301, 152, -6],
        guest_from: "Specimen Institute of Film",
        ..PLAIN
    },
    EventSeed {
        communities: &["digital-communications"],
        kind: Webinar,
        title: "Pages that everybody can read",
        summary: "Five checks for a web page that need no special tool.",
        description: "Contrast, headings, link texts, pictures and forms: one page of ours is checked live.",
        held: &[82, -44],
        audience: Some(Audience::Public),
        ..PLAIN
    },
    EventSeed {
        communities: &["digital-communications"],
        kind: CoreMeeting,
        title: "Digital Communications core group",
        summary: "The plan for the term, and who takes which part.",
        description: "Notes of the last meeting are in the shared files.",
        held: &[124, 61, -30],
        ..PLAIN
    },
    EventSeed {
        communities: &["events-management"],
        kind: Workshop,
        title: "The room plan that saved the evening",
        summary: "What twelve organisers now check a week before.",
        description: "Templates for room plans, access and wet weather, with the mistakes that led to them.",
        held: &[262, 131],
        room: "Great Hall, gallery",
        ..PLAIN
    },
    EventSeed {
        communities: &["hr-generalists"],
        title: "Family leave, case by case",
        summary: "Six invented cases, and what the rules say about each.",
        description: "No names and no real cases. Each table takes one, and explains its answer.",
        held: &[208, -27],
        audience: Some(Audience::Members),
        ..PLAIN
    },
    EventSeed {
        communities: &["hr-generalists", "data-and-insight"],
        kind: Webinar,
        title: "Fair shortlisting, with figures",
        summary: "What changed when advertisements were shortened and criteria were weighted.",
        description: "Two years of shortlists in four charts, and a discussion of what they cannot show.",
        held: &[174],
        guest_from: "Sample Polytechnic",
        ..PLAIN
    },
    EventSeed {
        communities: &["project-and-programme-management"],
        title: "Ending a project well",
        summary: "Closing reports that somebody reads, and the list of what was left undone.",
        description: "Three project managers show how their last project ended. One of them was stopped.",
        held: &[318, 47, -35],
        ..PLAIN
    },
    EventSeed {
        communities: &["project-and-programme-management"],
        kind: Webinar,
        title: "Benefits, counted twice",
        summary: "How two projects came to claim the same saving, and how to notice.",
        description: "A worked example, followed by questions.",
        held: &[-19],
        last: Situation::CalledOff(
            "The speaker is ill. We look for another day, and write to everybody who had a place as soon as we have one.",
        ),
        ..PLAIN
    },
    EventSeed {
        communities: &["widening-participation"],
        kind: Social,
        title: "Tea with the outreach teams",
        summary: "An hour and a half without slides, for people who visit schools.",
        description: "Meet whoever else goes to the schools that you go to. There is cake.",
        held: &[229, 54],
        room: "Visitor centre, café",
        ..PLAIN
    },
    EventSeed {
        communities: &["safeguarding-practice"],
        kind: Webinar,
        title: "Safeguarding basics for people who run events",
        summary: "What to arrange before young people come, and whom to tell when something worries you.",
        description: "For everybody who runs events. No cases are discussed.",
        held: &[167, -51],
        ..PLAIN
    },
    EventSeed {
        communities: &["technical-staff"],
        kind: Workshop,
        title: "An hour in the glass workshop",
        summary: "See what can be made here before you order it elsewhere.",
        description: "A tour for ten, with time at the lathe. Eye protection is provided.",
        held: &[287, 171, 40],
        seats: Some(10),
        room: "Chemistry, glass workshop",
        ..PLAIN
    },
    EventSeed {
        communities: &["technical-staff", "sustainable-campus"],
        title: "Freezers at minus seventy",
        summary: "What ten degrees save, and what the samples said about it.",
        description: "Readings from three buildings, and how to move a freezer without losing a thesis.",
        held: &[26, -47],
        ..PLAIN
    },
    EventSeed {
        communities: &["learning-technologists"],
        kind: Webinar,
        title: "Quizzes that teach",
        summary: "Feedback that helps the next attempt rather than marking the last one.",
        description: "Examples from four faculties, held together with a partner far away.",
        held: &[-23],
        last: Situation::Abroad("America/Toronto"),
        audience: Some(Audience::Public),
        guest_from: "Placeholder Institute of Learning",
        ..PLAIN
    },
    EventSeed {
        communities: &["learning-technologists"],
        kind: Webinar,
        title: "Questions before the day begins",
        summary: "What lecturers asked this week, and what we answered.",
        description: "Come with one question or one answer. What is not answered in the hour is answered in writing.",
        held: &[0],
        last: Situation::Today,
        audience: Some(Audience::Public),
        ..PLAIN
    },
    EventSeed {
        communities: &["research-administration"],
        title: "One form for returns",
        summary: "How three forms became one, and what happened to the fields that nobody used.",
        description: "The form, field by field. Bring the one that you still have to fill in twice.",
        held: &[194, 19],
        ..PLAIN
    },
    EventSeed {
        communities: &["research-administration", "research-data-stewardship"],
        title: "Five-minute talks on research data",
        summary: "Eight short talks by people who look after data; two places are still free.",
        description: "Anybody may speak: five minutes, one slide, one thing that you learned.",
        held: &[-33],
        last: Situation::SeeksSpeakers,
        ..PLAIN
    },
    EventSeed {
        communities: &["procurement-and-contract-management"],
        kind: CoreMeeting,
        title: "Contracts that end this term",
        summary: "Which contracts run out, and who has begun to renew them.",
        description: "The list is in the shared files. Each of us reads their part before.",
        held: &[138, -12],
        room: "Finance, room 3",
        ..PLAIN
    },
    EventSeed {
        communities: &["service-desk-and-user-support", "front-of-house"],
        title: "The right door, the first time",
        summary: "Ten questions that visitors ask at the wrong desk, and where each belongs.",
        description: "Receptionists and service desks answer one another's questions, and mend the shared sheet.",
        held: &[243, 75, -58],
        room: "Library, foyer",
        ..PLAIN
    },
    EventSeed {
        communities: &["impact-and-partnership-development"],
        title: "Saying no to a partner, kindly",
        summary: "Four letters that ended well, read aloud and taken apart.",
        description: "We read four letters, agree on what made them work, and write a fifth.",
        held: &[156, 9],
        guest_from: "Example Foundation for Letters",
        ..PLAIN
    },
];
