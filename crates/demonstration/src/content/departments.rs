//! The departments: central services first, then faculties, schools and institutes.

use crate::programme::Department;

/// How many of the departments, from the first on, are central services.
pub(crate) const CENTRAL: usize = 16;

macro_rules! departments {
    ($($key:literal $name:literal)+) => { [$(Department { key: $key, name: $name }),+] };
}

pub(crate) const DEPARTMENTS: [Department; 40] = departments![
    "communications" "Communications and Marketing"
    "human-resources" "Human Resources"
    "planning-office" "Planning and Insight"
    "registry" "Student Registry"
    "student-support" "Student Support and Wellbeing"
    "admissions" "Admissions and Outreach"
    "enterprise" "Innovation and Enterprise"
    "education-services" "Education Services"
    "finance" "Finance"
    "procurement" "Procurement"
    "research-office" "Research Office"
    "information-services" "Information Services"
    "library" "Library and Collections"
    "estates" "Estates and Facilities"
    "residences" "Residences and Hospitality"
    "governance" "Governance and Legal Services"
    "anthropology" "Anthropology"
    "archaeology" "Archaeology"
    "architecture" "Architecture and Planning"
    "art-and-design" "Art and Design"
    "astronomy" "Astronomy"
    "biology" "Biology"
    "business-school" "Business School"
    "chemistry" "Chemistry"
    "civil-engineering" "Civil and Environmental Engineering"
    "computer-science" "Computer Science"
    "earth-sciences" "Earth Sciences"
    "economics" "Economics"
    "education" "Education"
    "electrical-engineering" "Electrical and Electronic Engineering"
    "geography" "Geography"
    "history" "History"
    "languages" "Languages and Cultures"
    "law" "Law"
    "mathematics" "Mathematics and Statistics"
    "medicine" "Medical School"
    "nursing" "Nursing and Midwifery"
    "performing-arts" "Music and Performing Arts"
    "physics" "Physics"
    "psychology" "Psychology and Language Sciences"
];
