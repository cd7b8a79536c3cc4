//! The communities: eleven that the real record names, and eleven more.

use copia_domain::communities::{Stage, Visibility};
use copia_domain::memberships::{CoreRule, JoinRule};

use Moment::{DaysAgo, Share};
use Stage::{Active, Closed, Forming, Merged, Paused, Proposed};

/// When something happened.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Moment {
    /// When this share of the programme's life had passed, in thousandths.
    Share(i32),
    /// This many days before the date of the demonstration.
    DaysAgo(i32),
}

/// What a community is made from.
pub(crate) struct CommunitySeed {
    pub(crate) slug: &'static str,
    pub(crate) name: &'static str,
    pub(crate) area: &'static str,
    pub(crate) purpose: &'static str,
    pub(crate) join: JoinRule,
    pub(crate) core: CoreRule,
    pub(crate) visibility: Visibility,
    pub(crate) is_sensitive: bool,
    /// How many people it draws, compared with the others.
    pub(crate) pull: u32,
    pub(crate) stages: &'static [(Stage, Moment, &'static str)],
    pub(crate) merged_into: Option<&'static str>,
    /// For each lead, in how many days the term ends (negative: it ended), and whether a successor is named.
    pub(crate) seats: &'static [(i32, bool)],
    pub(crate) links: &'static [&'static str],
    pub(crate) topics: &'static [&'static str],
    pub(crate) families: &'static [&'static str],
    pub(crate) departments: &'static [&'static str],
}

/// An open community with nothing out of the ordinary; each seed states what differs.
const PLAIN: CommunitySeed = CommunitySeed {
    slug: "",
    name: "",
    area: "",
    purpose: "",
    join: JoinRule::Open,
    core: CoreRule::Choose,
    visibility: Visibility::Public,
    is_sensitive: false,
    pull: 10,
    stages: &[],
    merged_into: None,
    seats: &[(200, false), (320, false)],
    links: &[CHANNEL, FILES],
    topics: &[],
    families: &[],
    departments: &[],
};

/// The kinds of link, by their label.
pub(crate) const CHANNEL: &str = "Teams channel";
pub(crate) const FILES: &str = "Shared files";
pub(crate) const LIST: &str = "Mailing list";

pub(crate) const COMMUNITIES: [CommunitySeed; 22] = [
    CommunitySeed {
        slug: "student-recruitment",
        name: "Student Recruitment",
        area: "communications-and-marketing",
        purpose: "One honest story for every applicant, wherever they meet us.",
        pull: 12,
        stages: &[
            (Proposed, Share(0), "Departments were answering the same applicants in different ways."),
            (Forming, Share(8), "Two leads found; first project chosen: one calendar of fairs and visits."),
            (Active, Share(25), "Launched at the summer open day with 24 founding members."),
        ],
        seats: &[(20, true), (210, false), (300, false)],
        topics: &["Open days", "Applicant experience", "Enquiry handling", "Outreach with schools"],
        families: &["admissions", "communications"],
        departments: &["admissions", "communications", "business-school"],
        ..PLAIN
    },
    CommunitySeed {
        slug: "internal-communications",
        name: "Internal Communications",
        area: "communications-and-marketing",
        purpose: "News that colleagues hear in time, in words they understand.",
        pull: 11,
        stages: &[
            (Proposed, Share(0), "Five large messages had reached everybody on one Tuesday."),
            (Forming, Share(10), "A core group of eight agreed to read one another's drafts."),
            (Active, Share(32), "The Wednesday readings were full; opened to all."),
        ],
        seats: &[(50, true), (58, false)],
        topics: &["Plain English", "Staff news", "Change announcements", "Measuring readership"],
        families: &["communications", "projects", "teaching-administration"],
        departments: &["communications", "human-resources"],
        ..PLAIN
    },
    CommunitySeed {
        slug: "digital-communications",
        name: "Digital Communications",
        area: "communications-and-marketing",
        purpose: "Websites, channels and films that are useful to the people who come to them.",
        pull: 16,
        stages: &[
            (Proposed, Share(5), "Most web editors here work alone and wanted to meet."),
            (Forming, Share(14), "Pair reviews tried out in six departments."),
            (Active, Share(40), "Style guide agreed; every editor invited."),
        ],
        seats: &[(80, false), (145, true), (260, false)],
        links: &[CHANNEL, FILES, LIST],
        topics: &["Web editing", "Accessible content", "Social media", "Film making", "Web analytics"],
        families: &["communications", "learning-technology"],
        departments: &["communications", "library", "art-and-design"],
        ..PLAIN
    },
    CommunitySeed {
        slug: "events-management",
        name: "Events Management",
        area: "communications-and-marketing",
        purpose: "Safe, kind and well-run events, without inventing the checklist again.",
        stages: &[
            (Proposed, Share(60), "Three departments had booked the same hall and hired the same chairs."),
            (Forming, Share(75), "Templates gathered from twelve organisers."),
            (Active, Share(110), "The shelf of templates went live, with a name on each."),
        ],
        seats: &[(-12, false), (-40, false)],
        topics: &["Event planning", "Risk assessment", "Hybrid events", "Access needs"],
        families: &["events", "communications", "library-and-estates"],
        departments: &["residences", "communications", "law", "performing-arts"],
        ..PLAIN
    },
    CommunitySeed {
        slug: "hr-generalists",
        name: "HR Generalists",
        area: "human-resources",
        purpose: "Consistent advice to managers, and difficult cases compared in confidence.",
        join: JoinRule::Ask,
        core: CoreRule::Lead,
        pull: 9,
        stages: &[
            (Proposed, Share(70), "Advisers in different faculties gave different answers to one question."),
            (Forming, Share(85), "Rules for talking about cases without names agreed."),
            (Active, Share(120), "First case meeting held with employment lawyers."),
        ],
        seats: &[(88, false), (170, false), (340, false)],
        topics: &["Advice to managers", "Family leave", "Fair recruitment", "Employment law"],
        families: &["human-resources"],
        departments: &["human-resources", "governance"],
        ..PLAIN
    },
    CommunitySeed {
        slug: "recruitment",
        name: "Recruitment",
        area: "human-resources",
        purpose: "Filling posts fairly and quickly.",
        pull: 6,
        stages: &[
            (Proposed, Share(75), "Advertisements for like posts asked for unlike things."),
            (Forming, Share(90), "Six hiring managers and four advisers began with shortlisting."),
            (Active, Share(130), "Launched with a library of tested advertisements."),
            (
                Merged,
                DaysAgo(300),
                "Most questions had become the same as those of HR Generalists; members agreed to go on there.",
            ),
        ],
        merged_into: Some("hr-generalists"),
        seats: &[(0, false), (0, false)],
        links: &[FILES],
        topics: &["Fair recruitment", "Interviews", "Induction"],
        families: &["human-resources"],
        departments: &["human-resources"],
        ..PLAIN
    },
    CommunitySeed {
        slug: "hybrid-working-coordinators",
        name: "Hybrid Working Coordinators",
        area: "human-resources",
        purpose: "Patterns of working that serve students, colleagues and the work.",
        pull: 6,
        stages: &[
            (Proposed, Share(300), "Every department had been asked for a team agreement, and nobody had written one."),
            (Forming, Share(310), "A coordinator named in thirty departments."),
            (Active, Share(325), "First collection of team agreements compared."),
            (Closed, DaysAgo(420), "The guide has an owner and every department an agreement: the work is done."),
        ],
        seats: &[(0, false), (0, false)],
        links: &[FILES],
        topics: &["Team agreements", "Hybrid meetings"],
        families: &["human-resources", "teaching-administration", "projects"],
        departments: &["human-resources", "estates"],
        ..PLAIN
    },
    CommunitySeed {
        slug: "data-and-insight",
        name: "Data and Insight",
        area: "planning",
        purpose: "Decisions with evidence, and numbers that mean the same in every report.",
        join: JoinRule::Ask,
        core: CoreRule::Lead,
        pull: 14,
        stages: &[
            (Proposed, Share(90), "Two committees had received two numbers of students."),
            (Forming, Share(105), "The book of definitions begun with ten entries."),
            (Active, Share(150), "Forty definitions agreed; Friday clinics opened."),
        ],
        seats: &[(230, false), (75, true)],
        links: &[CHANNEL, FILES, LIST],
        topics: &["Definitions and data quality", "Dashboards", "Surveys", "Forecasting", "Statutory returns"],
        families: &["planning-and-data", "information-technology", "finance"],
        departments: &["planning-office", "registry", "mathematics"],
        ..PLAIN
    },
    CommunitySeed {
        slug: "project-and-programme-management",
        name: "Project and Programme Management",
        area: "planning",
        purpose: "Projects that start for a reason, say what they deliver, and stop when they should.",
        pull: 15,
        stages: &[
            (Proposed, Share(95), "Project staff in six offices used six sets of templates."),
            (Forming, Share(115), "Critical friends tried out on five plans."),
            (Active, Share(160), "Templates in three sizes published; launched."),
        ],
        seats: &[(120, false), (185, false), (270, false), (355, false)],
        topics: &["Project planning", "Benefits", "Managing change", "Critical friends"],
        families: &["projects", "information-technology", "planning-and-data"],
        departments: &["planning-office", "information-services", "estates"],
        ..PLAIN
    },
    CommunitySeed {
        slug: "widening-participation",
        name: "Widening Participation",
        area: "student-and-registry-services",
        purpose: "Students from every background come here, stay here and do well.",
        pull: 13,
        stages: &[
            (Proposed, Share(140), "One school had been approached by four departments in a month."),
            (Forming, Share(155), "About thirty people drew a map of who does what."),
            (Active, Share(200), "Launched with two leads and four projects."),
        ],
        seats: &[(155, false), (290, false)],
        links: &[CHANNEL, FILES, LIST],
        topics: &["Outreach with schools", "Contextual admissions", "Mentoring", "Evaluation"],
        families: &["admissions", "student-services", "teaching-administration"],
        departments: &["admissions", "student-support", "education"],
        ..PLAIN
    },
    CommunitySeed {
        slug: "safeguarding-practice",
        name: "Safeguarding Practice",
        area: "student-and-registry-services",
        purpose: "Support for the people who respond when somebody may be at risk.",
        join: JoinRule::Ask,
        core: CoreRule::Lead,
        visibility: Visibility::Staff,
        is_sensitive: true,
        pull: 5,
        stages: &[
            (Proposed, Share(520), "Designated contacts asked for somewhere to learn without naming anybody."),
            (Forming, Share(540), "A facilitator found for the reflective groups."),
            (Active, Share(585), "Three reflective groups at work."),
        ],
        seats: &[(190, false), (330, false)],
        links: &[CHANNEL],
        topics: &["Safeguarding", "Reflective practice", "Referral"],
        families: &["student-services", "library-and-estates"],
        departments: &["student-support", "residences", "medicine", "nursing"],
        ..PLAIN
    },
    CommunitySeed {
        slug: "impact-and-partnership-development",
        name: "Impact and Partnership Development",
        area: "innovation-and-enterprise",
        purpose: "Partnerships that outlast a grant, and evidence of what came of them.",
        join: JoinRule::Ask,
        pull: 8,
        stages: &[
            (Proposed, Share(430), "One company had heard from six of us in a week."),
            (Forming, Share(450), "A list of who talks to whom begun."),
            (Active, Share(500), "Launched at the first evening with partners."),
        ],
        seats: &[(160, false), (-45, false)],
        topics: &["Partnerships", "Evidence of impact", "Knowledge exchange"],
        families: &["enterprise", "research-support"],
        departments: &["enterprise", "research-office", "business-school", "electrical-engineering"],
        ..PLAIN
    },
    CommunitySeed {
        slug: "technical-staff",
        name: "Technical Staff",
        area: "applied-academic-support",
        purpose: "A professional home for technicians across laboratories, studios and workshops.",
        pull: 16,
        stages: &[
            (Proposed, Share(180), "Technicians in twenty departments had never met."),
            (Forming, Share(200), "Open workshops tried out in three buildings."),
            (Active, Share(250), "First conference planned by technicians, for technicians."),
        ],
        seats: &[(65, true), (175, false), (280, false)],
        topics: &["Laboratory safety", "Equipment sharing", "Professional registration", "Workshop skills"],
        families: &["technical"],
        departments: &["chemistry", "physics", "biology", "civil-engineering", "art-and-design"],
        ..PLAIN
    },
    CommunitySeed {
        slug: "learning-technologists",
        name: "Learning Technologists",
        area: "applied-academic-support",
        purpose: "Digital teaching made easier to do well.",
        pull: 12,
        stages: &[
            (Proposed, Share(260), "Lecturers received different answers in different faculties."),
            (Forming, Share(275), "The pattern book begun with nine patterns."),
            (Active, Share(310), "Monday calls opened to everyone who supports teaching."),
        ],
        seats: &[(130, false), (240, false)],
        topics: &["Online assessment", "Accessible content", "Teaching patterns", "Recorded teaching"],
        families: &["learning-technology", "teaching-administration"],
        departments: &["education-services", "medicine", "languages"],
        ..PLAIN
    },
    CommunitySeed {
        slug: "procurement-and-contract-management",
        name: "Procurement and Contract Management",
        area: "finance-and-procurement",
        purpose: "Buying well, and looking after the contract once it is signed.",
        join: JoinRule::Invitation,
        core: CoreRule::Lead,
        visibility: Visibility::Members,
        pull: 4,
        stages: &[
            (Proposed, Share(600), "Two contracts had renewed themselves by accident."),
            (Forming, Share(615), "Records of the thirty largest contracts compared."),
            (Active, Share(650), "Buddies in place for first tenders."),
        ],
        seats: &[(140, false), (250, false)],
        links: &[FILES],
        topics: &["Tenders", "Contract management", "Responsible buying"],
        families: &["finance"],
        departments: &["procurement", "finance", "estates"],
        ..PLAIN
    },
    CommunitySeed {
        slug: "finance-business-partners",
        name: "Finance Business Partners",
        area: "finance-and-procurement",
        purpose: "Money explained clearly, and trouble seen early.",
        pull: 6,
        stages: &[
            (Proposed, Share(350), "Heads of department received eleven kinds of report."),
            (Forming, Share(365), "Reports exchanged and improved side by side."),
            (Active, Share(400), "Costing circle opened to every faculty."),
            (Paused, DaysAgo(150), "Members are all at work on the new finance system; we start again when it is in."),
        ],
        seats: &[(110, false), (-150, false)],
        links: &[FILES],
        topics: &["Budgeting", "Costing", "Forecasting"],
        families: &["finance"],
        departments: &["finance", "business-school"],
        ..PLAIN
    },
    CommunitySeed {
        slug: "research-administration",
        name: "Research Administration",
        area: "research-services",
        purpose: "Well-informed, well-connected support for researchers.",
        core: CoreRule::Lead,
        pull: 14,
        stages: &[
            (Proposed, Share(240), "Administrators learned of new funder rules from returned applications."),
            (Forming, Share(255), "Two readers named for each of eight funders."),
            (Active, Share(300), "Launched with a summer school of two days."),
        ],
        seats: &[(100, true), (215, false), (310, false)],
        links: &[CHANNEL, FILES, LIST],
        topics: &["Funder rules", "Costing", "Research ethics", "Award reporting"],
        families: &["research-support", "teaching-administration", "finance"],
        departments: &["research-office", "biology", "medicine", "psychology", "history"],
        ..PLAIN
    },
    CommunitySeed {
        slug: "research-data-stewardship",
        name: "Research Data Stewardship",
        area: "research-services",
        purpose: "Research data kept, described and shared well in every discipline.",
        stages: &[
            (Proposed, DaysAgo(170), "People who advise on data in five faculties found each other at a workshop."),
            (Forming, DaysAgo(96), "Agreed at triage: a shared practice, and no other community covers it."),
        ],
        seats: &[(270, false), (270, false)],
        links: &[CHANNEL],
        topics: &["Data management plans", "Research software", "Open research", "Evaluation"],
        families: &["research-support", "information-technology", "technical"],
        departments: &["library", "research-office", "computer-science", "earth-sciences"],
        ..PLAIN
    },
    CommunitySeed {
        slug: "service-desk-and-user-support",
        name: "Service Desk and User Support",
        area: "information-services",
        purpose: "The same patient, competent help wherever you ask.",
        pull: 11,
        stages: &[
            (Proposed, Share(450), "Faculty and central desks passed the same person back and forth."),
            (Forming, Share(465), "First reading of twenty closed tickets."),
            (Active, Share(510), "Place swaps opened to every desk."),
        ],
        seats: &[(165, false), (345, false)],
        topics: &["User support", "Knowledge articles", "Tone of voice"],
        families: &["information-technology", "library-and-estates"],
        departments: &["information-services", "library", "computer-science"],
        ..PLAIN
    },
    CommunitySeed {
        slug: "automation-in-administration",
        name: "Automation in Administration",
        area: "information-services",
        purpose: "Finding out where automation really helps, and where it only moves the effort.",
        stages: &[(Proposed, DaysAgo(18), "Nine people who have built small tools would like to compare results.")],
        seats: &[],
        links: &[],
        topics: &["Automation", "Forms and workflows", "Information governance"],
        families: &["information-technology", "teaching-administration", "projects"],
        departments: &["information-services", "registry", "governance"],
        ..PLAIN
    },
    CommunitySeed {
        slug: "front-of-house",
        name: "Front of House",
        area: "library-and-estates",
        purpose: "A good first impression, every day, at every desk.",
        pull: 8,
        stages: &[
            (Proposed, Share(680), "Visitors were sent across the site and back again."),
            (Forming, Share(700), "Desk visits tried out between six buildings."),
            (Active, Share(745), "Sessions offered at two times of day, so that every shift can come."),
        ],
        seats: &[(205, false), (300, false)],
        links: &[CHANNEL],
        topics: &["Welcoming visitors", "Access needs", "Wayfinding"],
        families: &["library-and-estates", "student-services", "events"],
        departments: &["library", "estates", "residences", "student-support"],
        ..PLAIN
    },
    CommunitySeed {
        slug: "sustainable-campus",
        name: "Sustainable Campus",
        area: "library-and-estates",
        purpose: "Less waste and less carbon through what we do every day.",
        stages: &[
            (Proposed, DaysAgo(120), "Technicians and building managers had begun the same trial twice."),
            (Forming, DaysAgo(61), "Three trials chosen, with meters read before and after."),
        ],
        seats: &[(300, false), (300, false)],
        links: &[CHANNEL],
        topics: &["Energy", "Laboratory practice", "Waste", "Travel between sites"],
        families: &["library-and-estates", "technical"],
        departments: &["estates", "residences", "chemistry", "geography"],
        ..PLAIN
    },
];
