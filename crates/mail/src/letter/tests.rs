use rstest::rstest;

use super::*;
use crate::brand::Logo;

fn brand() -> Brand {
    Brand::new("Demonstration University", "#1f4e79").unwrap()
}

fn letter(blocks: Vec<Block>) -> Letter {
    Letter {
        language: "en-GB".to_owned(),
        direction: "ltr",
        subject: "A request to join".to_owned(),
        preheader: "Ada asks to join Digital Learning".to_owned(),
        greeting: "Dear Grace,".to_owned(),
        blocks,
        footer: vec![
            Line::new("You receive this because you lead Digital Learning."),
            Line::link("Choose what you receive", "https://example.org/me/mail"),
        ],
    }
}

fn everything() -> Letter {
    let url = "https://example.org/requests/0190?key=a-long-key-that-is-longer-than-a-line-of-text-and-must-stay-whole";
    letter(vec![
        Block::Heading("A request".to_owned()),
        Block::Paragraph(
            "Ada Example asks to join Digital Learning as a wider member. You and the other leads can decide until the end of the week."
                .to_owned(),
        ),
        Block::Quote("I teach with <video> & slides.\nMay I join?".to_owned()),
        Block::Button {
            label: "Decide".to_owned(),
            url: url.to_owned(),
        },
        Block::Code("482 913".to_owned()),
        Block::List(vec![
            Line::new("One thing that takes more than one line to say, because it goes on and on and on and on"),
            Line::link("Another thing", "https://example.org/a?b=c&d=e"),
        ]),
        Block::Rule,
    ])
}

#[test]
fn the_text_says_all_that_the_html_says() {
    let expected = "\
Dear Grace,

A request
---------

Ada Example asks to join Digital Learning as a wider member. You and the
other leads can decide until the end of the week.

> I teach with <video> & slides.
> May I join?

Decide
https://example.org/requests/0190?key=a-long-key-that-is-longer-than-a-line-of-text-and-must-stay-whole

    482 913

- One thing that takes more than one line to say, because it goes on and on
  and on and on
- Another thing
  https://example.org/a?b=c&d=e

----------------------------------------------------------------------------

--\u{20}
Demonstration University
You receive this because you lead Digital Learning.
Choose what you receive
https://example.org/me/mail
";
    assert_eq!(everything().to_text(&brand()), expected);
}

#[test]
fn the_html_is_as_it_was() {
    insta::assert_snapshot!(everything().to_html(&brand()).unwrap());
}

#[test]
fn what_is_put_in_is_escaped() {
    let hostile = "<script>alert(1)</script>\" onload=\"x";
    let logo = Logo { url: "https://example.org/logo.png".to_owned(), alt: hostile.to_owned() };
    let mut letter = letter(vec![
        Block::Paragraph(hostile.to_owned()),
        Block::Quote(hostile.to_owned()),
        Block::Code(hostile.to_owned()),
        Block::List(vec![Line::new(hostile)]),
    ]);
    letter.greeting = hostile.to_owned();
    letter.preheader = hostile.to_owned();
    letter.subject = hostile.to_owned();
    let html = letter.to_html(&brand().with_logo(logo).unwrap()).unwrap();
    assert!(!html.contains("<script"), "{html}");
    assert!(!html.contains("\" onload"), "{html}");
}

#[rstest]
#[case("javascript:alert(1)")]
#[case("/requests/1")]
#[case("https://example.org/\r\nx")]
fn a_letter_leads_only_to_web_pages(#[case] url: &str) {
    let button = Block::Button { label: "x".to_owned(), url: url.to_owned() };
    let list = Block::List(vec![Line::link("x", url)]);
    let mut footer = letter(Vec::new());
    footer.footer.push(Line::link("x", url));
    for letter in [letter(vec![button]), letter(vec![list]), footer] {
        assert!(matches!(letter.to_html(&brand()), Err(ComposeError::Address(_))));
    }
}

#[test]
fn lines_of_text_are_at_most_76_characters() {
    let text = letter(vec![
        Block::Paragraph("é".repeat(200)),
        Block::Paragraph("word ".repeat(100)),
        Block::Quote("word ".repeat(100)),
        Block::List(vec![Line::new("ab ".repeat(100))]),
        Block::Paragraph(String::new()),
    ])
    .to_text(&brand());
    let long: Vec<&str> = text.lines().filter(|line| line.chars().count() > 76).collect();
    assert_eq!(long, ["é".repeat(200)]);
    assert!(text.lines().any(|line| line.chars().count() > 72));
}
