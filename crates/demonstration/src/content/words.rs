//! What people wrote: requests, reasons and lines about themselves.

/// Messages with which people ask to join.
pub(crate) const MESSAGES: &[&str] = &[
    "I have taken over the monthly report in our faculty and would like to learn how others do it.",
    "A colleague in Chemistry told me about the session on definitions. I would like to be there next time.",
    "I am the only person in my department who does this work and would be glad of company.",
    "My manager suggested that I join. I can give about two hours a month.",
    "I used to belong to a similar community where I worked before, and miss it.",
    "We are about to review how we do this in our school, and I would rather not start from nothing.",
    "I have some templates that might be useful to others, and several questions.",
    "I moved from another team in the spring and this is now half of my job.",
    "Could I join as a wider member at first? I hope to do more after the summer.",
    "I came to the open session last month. It was the most useful hour of that week.",
    "I look after two people who do this work and want to understand it better.",
    "I would like to help with the project on shared guidance.",
    "Hello. I am on secondment here until July and would like to make the most of it.",
    "Our team has just begun to use the new forms. I can tell you how it went.",
];

/// Reasons that leads give when they decline.
pub(crate) const DECLINED: &[&str] = &[
    "Thank you for asking. This community discusses live cases, so it is for people with that duty only. The monthly open session would suit you, and you are welcome there.",
    "We keep to two people from each department, and yours has two at present. I have put you first on our list for the autumn.",
    "From what you write, Project and Programme Management fits better. I have told its leads to expect you.",
    "Your contract here ends before our next meeting. Please ask again if you stay.",
    "The community is for those who hold the role at the moment. If you take it on, ask again and I will say yes at once.",
];

/// Reasons that leads give when they remove somebody.
pub(crate) const REMOVED: &[&str] = &[
    "You have moved to a role outside the university and no longer have access to the shared folder.",
    "Papers of the community were passed on outside it, after a reminder of what we agreed.",
    "This address belongs to a shared mailbox. Please ask again with your own.",
];

/// Lines that people wrote about themselves.
pub(crate) const ABOUT: &[&str] = &[
    "I look after timetables and the people who need them changed.",
    "Happy to talk about accessible documents, usually over tea.",
    "Ten years in departments, two in the centre. Ask me about either.",
    "I build small tools that save other people an afternoon.",
    "New to higher education after a career in museums.",
    "I run the Wednesday drop-in. You do not need an appointment.",
    "Part time: Mondays to Wednesdays.",
    "I mentor people who are new to leading meetings.",
    "Interested in anything that makes forms shorter.",
    "I keep the spreadsheet that everybody says should be a database.",
    "Glad to swap places for a day with somebody from another site.",
    "Formerly a laboratory technician, now on the other side of the purchase order.",
    "I write in plain English and would like more company.",
    "Currently learning to say no to the third meeting about the same thing.",
];

/// What people say that they need in order to take part in an event.
pub(crate) const NEEDS: &[&str] = &[
    "A seat near the door, please.",
    "I lip-read. Please face the room when you speak.",
    "I come with a guide dog.",
    "Slides beforehand, in large print.",
];

/// What happened when communities ended.
pub(crate) const MERGED_NOTE: &str = "Recruitment went on within HR Generalists, and its members with it.";
pub(crate) const CLOSED_NOTE: &str = "The community closed with its work done.";

/// What people say that they take away from an event.
pub(crate) const TAKEAWAYS: &[&str] = &[
    "A template that I can use on Monday.",
    "That three other teams have the same problem.",
    "The name of somebody to ask.",
    "To write the question down before opening the spreadsheet.",
    "The checklist, which I have already sent to two colleagues.",
    "That the long form can be half as long.",
    "Two shortcuts, and the courage to use them.",
    "An idea for our own away day.",
    "More time for questions would have helped.",
    "That I should have come to the first one.",
];
