//! The families of jobs, with titles from junior to senior and the central departments where they are common.

use crate::programme::GradeBand::{self, Eight, Five, Seven, Six};

/// A family of jobs.
pub(crate) struct JobFamilySeed {
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
    /// Keys of the departments in which half of these people work.
    pub(crate) home: &'static [&'static str],
    pub(crate) titles: &'static [(&'static str, GradeBand)],
}

macro_rules! families {
    ($($key:literal $name:literal [$($home:literal)*] { $($title:literal $grade:ident),+ $(,)? })+) => {
        [$(JobFamilySeed {
            key: $key,
            name: $name,
            home: &[$($home),*],
            titles: &[$(($title, $grade)),+],
        }),+]
    };
}

pub(crate) const JOB_FAMILIES: [JobFamilySeed; 15] = families![
    "communications" "Communications and marketing" ["communications" "admissions"] {
        "Communications Assistant" Five, "Content Designer" Six, "Digital Communications Officer" Six,
        "Communications Officer" Six, "Marketing Manager" Seven, "Senior Communications Manager" Eight,
    }
    "events" "Events and hospitality" ["residences" "communications"] {
        "Events Assistant" Five, "Events Officer" Six, "Conference Manager" Seven,
    }
    "human-resources" "Human resources" ["human-resources"] {
        "HR Assistant" Five, "HR Adviser" Six, "Resourcing Adviser" Six, "HR Business Partner" Seven,
        "Organisational Development Lead" Eight,
    }
    "planning-and-data" "Planning and data" ["planning-office" "registry"] {
        "Data Officer" Five, "Planning Analyst" Six, "Data Analyst" Six, "Insight Manager" Seven,
        "Senior Planning Manager" Eight,
    }
    "projects" "Projects and change" ["information-services" "planning-office" "estates"] {
        "Project Support Officer" Five, "Business Analyst" Six, "Project Manager" Seven, "Programme Manager" Eight,
    }
    "student-services" "Student services" ["student-support" "registry"] {
        "Student Adviser" Five, "Student Support Officer" Six, "Wellbeing Adviser" Six, "Student Services Manager" Seven,
    }
    "admissions" "Admissions and outreach" ["admissions"] {
        "Admissions Assistant" Five, "Outreach Officer" Six, "Admissions Manager" Seven,
    }
    "teaching-administration" "Teaching and department administration" ["education-services"] {
        "Teaching Administrator" Five, "Department Administrator" Six, "Department Manager" Seven,
        "School Manager" Eight,
    }
    "learning-technology" "Learning technology" ["education-services" "information-services"] {
        "Learning Technologist" Six, "Instructional Designer" Six, "Digital Education Manager" Seven,
    }
    "research-support" "Research support" ["research-office" "library"] {
        "Research Administrator" Five, "Research Development Officer" Six, "Research Manager" Seven,
    }
    "enterprise" "Enterprise and partnerships" ["enterprise"] {
        "Partnerships Officer" Six, "Impact Manager" Seven, "Head of Partnerships" Eight,
    }
    "technical" "Technical and laboratory" [] {
        "Technician" Five, "Senior Technician" Six, "Workshop Manager" Seven, "Technical Manager" Seven,
    }
    "information-technology" "Information technology" ["information-services"] {
        "Service Desk Analyst" Five, "IT Officer" Six, "Systems Engineer" Seven, "IT Service Manager" Eight,
    }
    "finance" "Finance and procurement" ["finance" "procurement"] {
        "Finance Assistant" Five, "Finance Officer" Six, "Contract Manager" Seven, "Finance Business Partner" Seven,
    }
    "library-and-estates" "Library, estates and front of house" ["library" "estates" "residences"] {
        "Receptionist" Five, "Library Assistant" Five, "Building Manager" Six, "Facilities Manager" Seven,
    }
];

/// Senior posts of which there is one each, with the department that comes with it.
pub(crate) const SENIOR_POSTS: [(&str, &str); 12] = [
    ("communications", "Director of Communications"),
    ("human-resources", "Director of Human Resources"),
    ("planning-office", "Director of Planning"),
    ("registry", "Academic Registrar"),
    ("student-support", "Director of Student Services"),
    ("enterprise", "Vice-President (Innovation)"),
    ("education-services", "Vice-Provost (Education)"),
    ("finance", "Chief Financial Officer"),
    ("research-office", "Director of Research Services"),
    ("information-services", "Chief Information Officer"),
    ("library", "University Librarian"),
    ("estates", "Director of Estates"),
];
/// Senior posts that every department outside the centre has.
pub(crate) const SENIOR_TITLES: [&str; 4] =
    ["Head of Department", "Director of Operations", "Deputy Head of Department", "Chair of Professional Services"];
