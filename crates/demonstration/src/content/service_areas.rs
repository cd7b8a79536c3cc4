//! The service areas: six that the real record names, and four more.

use crate::programme::ServiceArea;

pub(crate) const SERVICE_AREAS: [ServiceArea; 10] = [
    ServiceArea {
        key: "communications-and-marketing",
        name: "Communications and Marketing",
        description: "How the university speaks and listens: to applicants, colleagues, neighbours and the press.",
        hue: 1,
    },
    ServiceArea {
        key: "human-resources",
        name: "Human Resources",
        description: "Advice and support for everyone who works here, from the first interview to the last day.",
        hue: 8,
    },
    ServiceArea {
        key: "planning",
        name: "Planning",
        description: "Evidence for decisions, and the projects that follow from them.",
        hue: 0,
    },
    ServiceArea {
        key: "student-and-registry-services",
        name: "Student and Registry Services",
        description: "Everything that lets students come here, stay well and finish what they started.",
        hue: 2,
    },
    ServiceArea {
        key: "innovation-and-enterprise",
        name: "Innovation and Enterprise",
        description: "Partnerships with business, government and charities that put research to use.",
        hue: 3,
    },
    ServiceArea {
        key: "applied-academic-support",
        name: "Applied Academic Support",
        description: "The technical and teaching skill on which laboratories, studios and classrooms depend.",
        hue: 5,
    },
    ServiceArea {
        key: "finance-and-procurement",
        name: "Finance and Procurement",
        description: "Money well planned, well spent and well explained.",
        hue: 6,
    },
    ServiceArea {
        key: "research-services",
        name: "Research Services",
        description: "Support for research from the first idea to the last report.",
        hue: 7,
    },
    ServiceArea {
        key: "information-services",
        name: "Information Services",
        description: "The systems people use each day, and help when they do not do what they should.",
        hue: 9,
    },
    ServiceArea {
        key: "library-and-estates",
        name: "Library and Estates",
        description: "The buildings, collections and desks at which people meet the university.",
        hue: 10,
    },
];
