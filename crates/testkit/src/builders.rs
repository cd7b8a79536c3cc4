//! People to test with.

use crate::TestApp;
use copia_domain::{
    ids::{PersonId, RoleTermId},
    people::PersonStatus,
    policy::{Permit, Scope, acts::GiveSiteRoles},
    role_terms::{Term, TermRole},
    time::Day,
};
use copia_store::{accounts, people, role_terms};

impl TestApp {
    /// A member of staff with an account; the address is made from the name.
    pub async fn person(&self, name: &str) -> PersonId {
        let ctx = self.app.system();
        let id = ctx.id(PersonId::new);
        let person = people::Person {
            id,
            name: name.to_owned(),
            email: Some(format!("{}@demonstration.example", name.to_lowercase().replace(' ', "."))),
            job_title: None,
            department: None,
            job_family: None,
            about: None,
            picture_id: None,
            shows_email: false,
            language: None,
            status: PersonStatus::Current,
            asked_about_work: true,
            created_at: ctx.now,
            left_at: None,
            version: 1,
        };
        let mut tx = self.db.write().await;
        people::create(&mut tx, &person).await.expect("the person is new");
        accounts::open(&mut tx, id, ctx.now).await.expect("the account opens");
        tx.commit().await.expect("the person is kept");
        id
    }

    /// A person with a role on the whole site.
    pub async fn person_with(&self, name: &str, role: TermRole) -> PersonId {
        let person = self.person(name).await;
        let ctx = self.app.system();
        let appointment = role_terms::Appointment {
            id: ctx.id(RoleTermId::new),
            person,
            community: None,
            role,
            term: Term { starts: Day(jiff_date()), ends: None },
            successor: None,
            note: None,
        };
        let mut tx = self.db.write().await;
        let permit = Permit::<GiveSiteRoles>::of_the_system(Scope::Site, "a test sets the scene");
        role_terms::give(&mut tx, permit, &appointment, ctx.now).await.expect("the role is given");
        tx.commit().await.expect("the role is kept");
        person
    }
}

/// A day before every test.
fn jiff_date() -> jiff::civil::Date {
    jiff::civil::date(2026, 1, 1)
}
