//! The release of a box against whoever reads everything that is shown, and whoever has the database: attacks of the
//! domain research 10.4. That no hidden number is bounded, over many waves, is in `domain::ballots`; attacks on answering
//! are with the pulse.

use copia_app::{Ctx, Error, ballots};
use copia_domain::{
    ballots::{Asked, Label, Plan, Release, Row, Shape},
    ids::{BallotBoxId, BallotCellId, RollEntryId},
};
use copia_store::{
    ballots::{self as kept, Ballot, BallotBox, Cell, NewEntry},
    registrations::Who,
    testing::contents,
};
use copia_testkit::{TestApp, on_both, testing::TestDb};
use std::collections::BTreeSet;

const AGREES: [&str; 5] = ["strongly_disagree", "disagree", "neither", "agree", "strongly_agree"];

/// Some of those who are asked: the cell, if they are in one; how many are asked; and how often each answer is given.
type Group<'a> = (Option<[Option<&'a str>; 2]>, usize, [usize; 5]);

/// A box by area and role whose time is over; nothing is counted.
struct Scene {
    site: TestApp,
    id: BallotBoxId,
    asked: usize,
}

impl Scene {
    async fn new(db: TestDb, groups: &[Group<'_>]) -> Self {
        let site = TestApp::start(db).await;
        let asked: usize = groups.iter().map(|(_, asked, _)| asked).sum();
        let mut people = Vec::new();
        for number in 0..asked {
            people.push(site.person(&format!("Person Example{number}")).await);
        }
        let ctx = site.app.system();
        let label =
            |values: &[Option<&str>; 2]| -> Label { values.iter().map(|value| value.map(str::to_owned)).collect() };
        let cells: Vec<Option<Cell>> = groups
            .iter()
            .map(|(values, asked, _)| {
                let made = |values| Cell {
                    id: ctx.id(BallotCellId::new),
                    label: label(values),
                    invited: i64::try_from(*asked).unwrap(),
                    answered: None,
                };
                values.as_ref().map(made)
            })
            .collect();
        let new = BallotBox {
            id: ctx.id(BallotBoxId::new),
            event_id: None,
            asked: i64::try_from(asked).unwrap(),
            is_asked_known: true,
            minimum: 10,
            words_from: 15,
            opens_at: ctx.now,
            closes_at: ctx.now.plus_days(14),
            counted_at: None,
            answered: None,
        };
        let mut tx = ctx.write().await.unwrap();
        let (mut roll, mut written, mut marks) = (Vec::new(), Vec::new(), Vec::new());
        for ((_, asked, answers), cell) in groups.iter().zip(&cells) {
            let cell_id = cell.as_ref().map(|cell| cell.id);
            let said: Vec<&str> =
                AGREES.iter().zip(answers).flat_map(|(answer, times)| std::iter::repeat_n(*answer, *times)).collect();
            for number in 0..*asked {
                let id = RollEntryId(uuid::Uuid::from_u128(u128::try_from(roll.len()).unwrap()));
                let who = Who::Person(people.pop().unwrap());
                roll.push(NewEntry { id, who, cell_id });
                if let Some(answer) = said.get(number) {
                    marks.push(id);
                    let id = uuid::Uuid::from_u128(u128::try_from(written.len()).unwrap());
                    written.push(Ballot { id, question: "useful".to_owned(), answer: (*answer).to_owned(), cell_id });
                }
            }
        }
        let cells: Vec<Cell> = cells.into_iter().flatten().collect();
        kept::open(&mut tx, &new, &cells, &roll).await.unwrap();
        ballots::plan(&mut tx, new.id, &plan()).await.unwrap();
        kept::mark(&mut tx, new.id, &marks).await.unwrap();
        kept::add(&mut tx, new.id, written).await.unwrap();
        tx.commit().await.unwrap();
        Self { site, id: new.id, asked }
    }

    fn ctx(&self) -> Ctx {
        self.site.app.system()
    }

    async fn count(&self) -> bool {
        let mut tx = self.ctx().write().await.unwrap();
        let is_first = ballots::counted(&mut tx, self.id, self.ctx().now).await.unwrap();
        tx.commit().await.unwrap();
        is_first
    }

    async fn released(&self) -> Option<Release> {
        ballots::release(&self.ctx(), self.id).await.unwrap()
    }

    /// What is shown, in short.
    async fn shown(&self) -> String {
        self.count().await;
        let release = self.released().await.unwrap();
        let block = |row: &copia_domain::ballots::Counts| {
            let span = |least, most| if least == most { format!("{least}") } else { format!("{least}-{most}") };
            row.blocks.iter().map(|block| span(block.least, block.most)).collect::<Vec<_>>().join("/")
        };
        let row = |row: &Row| {
            let others = if row.group.has_unsaid { "+others" } else { "" };
            format!("{}{others} {} of {}", row.group.values.join("+"), block(&row.counts), row.group.invited)
        };
        let said = &release.questions[0];
        let all = said.all.as_ref().map_or_else(|| "nothing".to_owned(), block);
        let by = said.by.iter().map(|table| {
            format!("; {}: {}", table.attribute, table.rows.iter().map(row).collect::<Vec<_>>().join(", "))
        });
        format!("{:?} of {}: {all}{}", release.answered, release.asked.unwrap(), by.collect::<String>())
    }
}

fn plan() -> Plan {
    let answers = AGREES.iter().map(|answer| (*answer).to_owned()).collect();
    let useful =
        Asked { question: "useful".to_owned(), answers, shape: Shape::Scale { low: 2, high: 3 }, follows: None };
    Plan { attributes: vec!["area".to_owned(), "role".to_owned()], questions: vec![useful] }
}

fn cell<'a>(area: &'a str, role: Option<&'a str>) -> [Option<&'a str>; 2] {
    [Some(area), role]
}

on_both! {
    async fn a_release_is_worked_out_once_with_the_count(db) {
        let groups = [
            (Some(cell("Library", None)), 24, [0, 6, 2, 6, 6]),
            (Some(cell("Finance", None)), 14, [2, 4, 0, 3, 3]),
            (None, 20, [1, 3, 1, 4, 2]),
        ];
        let scene = Scene::new(db, &groups).await;
        assert_eq!(scene.released().await, None, "not before it is counted");
        let all = "Some(43) of 58: 19/13/11; area: Library 8/12 of 24, Finance 6/6 of 14, +others 5/6 of 20";
        assert_eq!(scene.shown().await, all);
        assert!(!scene.count().await, "and never again");
        let release = scene.released().await.unwrap();
        assert_eq!(serde_json::to_value(&release).unwrap()["few"], 4);
        let turnout = &release.turnout[0];
        assert_eq!((turnout.rows[0].answered, turnout.rows[0].group.invited), (20, 24));
        assert_eq!(scene.asked, 58);
    }

    // Who has the total and the groups takes one from another.
    async fn attack_residual_cell(db) {
        let scene = Scene::new(db, &[(Some(cell("Library", None)), 30, [0, 8, 2, 10, 10]), (Some(cell("Finance", None)), 12, [0, 2, 0, 4, 5])]).await;
        assert_eq!(scene.shown().await, "Some(41) of 42: 12/14/15", "two of eleven would be left over");
    }

    // Two filters, the second a little wider: an area, and those of a role in it.
    async fn attack_filter_differencing(db) {
        let groups = [
            (Some(cell("Library", Some("Manager"))), 12, [1, 5, 0, 3, 3]),
            (Some(cell("Library", None)), 10, [0, 0, 0, 5, 5]),
            (Some(cell("Finance", None)), 14, [1, 5, 0, 4, 4]),
        ];
        let scene = Scene::new(db, &groups).await;
        let shown = scene.shown().await;
        assert!(shown.contains("area: Library") && !shown.contains("role:"), "{shown}");
    }

    async fn attack_low_numbers_of_an_area(db) {
        let scene = Scene::new(db, &[(Some(cell("Library", None)), 10, [0, 0, 0, 1, 0]), (None, 20, [0, 4, 4, 2, 2])]).await;
        let shown = scene.shown().await;
        assert_eq!(shown, "Some(13) of 30: 8/5");
        assert!(scene.released().await.unwrap().turnout.is_empty(), "one of ten answered, and nobody is told");
    }

    async fn attack_everybody_answered_and_said_the_same(db) {
        let scene = Scene::new(db, &[(Some(cell("Library", None)), 12, [0, 0, 0, 0, 12]), (Some(cell("Finance", None)), 14, [0, 0, 0, 14, 0])]).await;
        assert_eq!(scene.shown().await, "Some(26) of 26: 0-4/22-26");
        let few = Scene::new(TestDb::sqlite().await, &[(Some(cell("Library", None)), 12, [0, 1, 2, 0, 9]), (Some(cell("Finance", None)), 14, [1, 0, 0, 0, 13])]).await;
        assert_eq!(few.shown().await, "Some(26) of 26: 0-4/22-26", "that is told from no other");
    }

    async fn attack_nobody_answered(db) {
        let scene = Scene::new(db, &[(Some(cell("Library", None)), 12, [0; 5])]).await;
        assert_eq!(scene.shown().await, "None of 12: nothing");
    }

    // The plan cannot be made finer once answers are in, and what was released is not written over.
    async fn attack_plan_changed_after_the_first_answer(db) {
        let scene = Scene::new(db, &[(None, 12, [0, 5, 0, 5, 2])]).await;
        let ctx = scene.ctx();
        let mut tx = ctx.write().await.unwrap();
        assert!(matches!(ballots::plan(&mut tx, scene.id, &plan()).await, Err(Error::Store(_))));
        drop(tx);
        scene.count().await;
        let first = scene.released().await;
        scene.site.db.tamper("UPDATE ballots SET answer = 'agree'").await;
        assert!(!scene.count().await);
        assert_eq!(scene.released().await, first);
        scene.site.db.tamper("UPDATE ballot_releases SET release = replace(release, '12', '13')").await;
        assert!(matches!(ballots::release(&ctx, scene.id).await, Err(Error::Internal(_))), "it is not as it was written");
    }

    // What the count leaves behind: who was asked is gone, and nothing else knows of it.
    async fn attack_by_what_the_count_writes(db) {
        let scene = Scene::new(db, &[(Some(cell("Library", None)), 12, [0, 5, 0, 5, 2])]).await;
        let before = contents(&scene.site.db.url).await;
        scene.count().await;
        let after = contents(&scene.site.db.url).await;
        let changed: BTreeSet<&str> =
            after.iter().filter(|(table, rows)| before[*table] != **rows).map(|(table, _)| table.as_str()).collect();
        assert_eq!(changed, BTreeSet::from(["ballot_boxes", "ballot_cells", "ballot_releases", "ballot_roll"]));
        assert!(after["ballot_roll"].is_empty());
        let release = after["ballot_releases"].join("");
        assert!(!release.contains("Person") && !release.contains("Library"), "{release}");
    }
}
