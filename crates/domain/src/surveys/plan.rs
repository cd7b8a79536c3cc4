//! What a wave will release: the questions that people answer by choosing, by nothing and by its attributes.

use super::{
    Agreement,
    items::{Ask, Item, part},
    waves::Attribute,
};
use crate::ballots::{Asked, Follows, Plan, Shape};

/// The answer that a choice of several was chosen, after the one that it was not.
const CHOSEN: [&str; 2] = ["no", "yes"];

/// The plan of a wave. Numbers and words are not counted.
pub fn plan(items: &[Item], attributes: &[Attribute]) -> Plan {
    Plan {
        attributes: attributes.iter().map(|attribute| attribute.word().to_owned()).collect(),
        questions: items.iter().flat_map(|item| asked(items, item)).collect(),
    }
}

/// The answer to another question after which an item is shown; `None` for one that is always shown.
pub fn follows(items: &[Item], item: &Item) -> Option<Follows> {
    let condition = item.shown_if.as_ref()?;
    let is_several = |item: &&Item| item.key == condition.item && matches!(item.ask, Ask::Several { .. });
    let (question, answer) = match items.iter().find(is_several) {
        Some(_) => (part(&condition.item, &condition.answer), "yes".to_owned()),
        None => (condition.item.clone(), condition.answer.clone()),
    };
    Some(Follows { question, answer })
}

fn asked(items: &[Item], item: &Item) -> Vec<Asked> {
    let follows = follows(items, item);
    let one =
        |question: String, answers: Vec<String>, shape| Asked { question, answers, shape, follows: follows.clone() };
    match &item.ask {
        Ask::Heading { .. } | Ask::Number { .. } | Ask::Text { .. } => Vec::new(),
        Ask::Statement { .. } => {
            let answers = Agreement::SCALE.iter().map(|one| one.word().to_owned()).collect();
            let shape = Shape::Scale { low: 2, high: Agreement::AGREES.start };
            vec![one(item.key.clone(), answers, shape)]
        }
        Ask::One { choices, .. } => {
            vec![one(item.key.clone(), choices.iter().map(|choice| choice.key.clone()).collect(), Shape::Choice)]
        }
        Ask::Several { choices, .. } => {
            let answers: Vec<String> = CHOSEN.iter().map(|one| (*one).to_owned()).collect();
            let shape = Shape::Scale { low: 1, high: 1 };
            choices.iter().map(|choice| one(part(&item.key, &choice.key), answers.clone(), shape)).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surveys::items::{Choice, Condition};

    #[test]
    fn what_people_choose_is_counted_and_what_follows_an_answer_says_so() {
        let choices = vec![Choice { key: "a".to_owned(), label: "A tool".to_owned() }];
        let item = |key: &str, ask, shown_if| Item { key: key.to_owned(), ask, shown_if };
        let items = [
            item("q1", Ask::Several { question: "Which?".to_owned(), choices: choices.clone() }, None),
            item(
                "q2",
                Ask::One { question: "How?".to_owned(), choices },
                Some(Condition { item: "q1".to_owned(), answer: "a".to_owned() }),
            ),
            item("q3", Ask::Text { question: "Why?".to_owned() }, None),
        ];
        let plan = plan(&items, &[Attribute::Area]);
        assert_eq!(plan.attributes, ["area"]);
        let words: Vec<&str> = plan.questions.iter().map(|asked| asked.question.as_str()).collect();
        assert_eq!(words, ["q1.a", "q2"]);
        let follows = plan.questions[1].follows.as_ref().unwrap();
        assert_eq!((follows.question.as_str(), follows.answer.as_str()), ("q1.a", "yes"));
    }
}
