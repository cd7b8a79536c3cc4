use super::{
    personal::{Looks, MARK, Names, parts, without},
    *,
};
use proptest::prelude::*;
use rstest::rstest;

/// Comments with these themes each.
fn coded(all: &[&[usize]]) -> Vec<Coded> {
    let id = |place: usize| CommentId(uuid::Uuid::from_u128(u128::try_from(place).unwrap()));
    let one = |(place, themes): (usize, &&[usize])| Coded {
        comment: id(place),
        themes: themes.iter().copied().collect(),
        may_show: false,
    };
    all.iter().enumerate().map(one).collect()
}

fn names() -> Vec<String> {
    ["Notes", "Time", "Messages"].map(str::to_owned).into()
}

fn told(all: &[(&[usize], usize)]) -> Vec<(Option<String>, u32, u32)> {
    let all: Vec<&[usize]> = all.iter().flat_map(|(themes, times)| std::iter::repeat_n(*themes, *times)).collect();
    let shown = release("q1", &names(), &coded(&all));
    shown.told.into_iter().map(|told| (told.theme, told.least, told.most)).collect()
}

/// Comments by their themes and how often, and what is told of them; nothing for those that are put together.
type Case<'a> = (&'a [(&'a [usize], usize)], &'a [(&'a str, u32, u32)]);

#[test]
fn themes_are_told_as_far_as_nothing_small_follows() {
    let cases: [Case<'_>; 12] = [
        (&[(&[0], 9), (&[1], 6), (&[], 8)], &[("Notes", 9, 9), ("Time", 6, 6)]),
        // Small ones are put together, and four are not told.
        (&[(&[0], 9), (&[1], 3), (&[2], 4), (&[], 8)], &[("Notes", 9, 9), ("", 7, 7)]),
        (&[(&[0], 9), (&[1], 4), (&[], 8)], &[("Notes", 9, 9)]),
        // Nor is what would leave four, or two of three; that none are left is no harm.
        (&[(&[0], 9), (&[1], 6), (&[], 4)], &[("Notes", 9, 9)]),
        (&[(&[0], 9), (&[1], 7), (&[2], 6), (&[], 2)], &[("Notes", 9, 9), ("Time", 7, 7)]),
        (&[(&[0], 9), (&[1], 7), (&[2], 6)], &[("Notes", 9, 9), ("Time", 7, 7), ("Messages", 6, 6)]),
        // One that is part of another.
        (&[(&[0, 1], 8), (&[0], 2), (&[], 9)], &[("Notes", 10, 10)]),
        (&[(&[0, 1], 8), (&[0], 5), (&[], 9)], &[("Notes", 13, 13), ("Time", 8, 8)]),
        // Nearly all, and all.
        (&[(&[0], 18), (&[], 2)], &[("Notes", 16, 20)]),
        (&[(&[0], 20)], &[("Notes", 16, 20)]),
        (&[(&[0], 9), (&[0, 1], 2), (&[1], 6), (&[], 3)], &[("Notes", 11, 11), ("Time", 8, 8)]),
        (&[(&[], 20)], &[]),
    ];
    for (all, expected) in cases {
        let name = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        let expected: Vec<_> = expected.iter().map(|(theme, least, most)| (name(theme), *least, *most)).collect();
        assert_eq!(told(all), expected, "{all:?}");
    }
}

#[test]
fn a_comment_that_is_shown_stands_under_a_theme_that_is_told() {
    let five: &[&[usize]] = &[&[0], &[0], &[0], &[0], &[0], &[1], &[2]];
    let mut all = coded(&[five, [&[] as &[usize]; 9].as_slice()].concat());
    for place in [0, 5, 9] {
        all[place].may_show = true;
    }
    let shown = release("q1", &names(), &all);
    let themes: Vec<Option<&str>> = shown.picked.iter().map(|one| one.theme.as_deref()).collect();
    assert_eq!((shown.given, themes), (16, vec![Some("Notes"), None, None]));
}

/// What somebody reckons who knows what the themes mean: the first small number that follows from those whose counts are
/// told, which are comments by their places, of so many.
fn small_number(told: &[BTreeSet<usize>], given: usize) -> Option<String> {
    let few = few();
    let ok = |count: usize| count == 0 || count > few;
    if let Some(small) = told.iter().find(|set| set.len() <= few) {
        return Some(format!("{} speak of one", small.len()));
    }
    let exact: Vec<&BTreeSet<usize>> = told.iter().filter(|set| given - set.len() > few).collect();
    // Any number of them that have nothing in common, taken from all.
    for mask in 1_u32..(1 << exact.len()) {
        let chosen: Vec<_> = (0..).zip(&exact).filter(|(bit, _)| (mask >> bit) & 1 == 1).map(|(_, set)| set).collect();
        let sum: usize = chosen.iter().map(|set| set.len()).sum();
        let union: BTreeSet<usize> = chosen.iter().flat_map(|set| set.iter().copied()).collect();
        let is_all = chosen.len() == exact.len() || chosen.len() == 2;
        if sum == union.len() && is_all && !ok(given - sum) {
            return Some(format!("{} speak of none of {}", given - sum, chosen.len()));
        }
    }
    let pairs = exact.iter().flat_map(|one| exact.iter().map(move |two| (one, two)));
    let within = |(one, two): &(&&BTreeSet<usize>, &&BTreeSet<usize>)| one.is_subset(two) && !ok(two.len() - one.len());
    pairs.filter(within).map(|(one, two)| format!("{} of {} within", one.len(), two.len())).next()
}

/// The comments by their themes: a wave of from fifteen to forty, as its number has it.
fn wave(number: u64) -> Vec<Coded> {
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut below = move |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((state >> 33) % bound).unwrap()
    };
    let all: Vec<Vec<usize>> = (0..15 + below(26)).map(|_| (0..below(3)).map(|_| below(4)).collect()).collect();
    coded(&all.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

fn of(theme: usize, coded: &[Coded]) -> BTreeSet<usize> {
    (0..coded.len()).filter(|place| coded[*place].themes.contains(&theme)).collect()
}

#[test]
fn attack_small_themes_over_a_thousand_waves() {
    let mut told_apart = 0;
    for coded in (1..=1_000).map(wave) {
        let told: Vec<BTreeSet<usize>> = sets(4, &coded).into_iter().map(|set| set.comments).collect();
        told_apart += usize::from(told.len() > 1);
        assert_eq!(small_number(&told, coded.len()), None, "{coded:?}");
    }
    assert!(told_apart > 300, "{told_apart} waves tell two themes");
}

/// Each theme is told as it was coded; or each that is large, without looking at what follows from two.
#[test]
fn broken_themes_are_told_one_by_one() {
    let found = |is_told: fn(&BTreeSet<usize>) -> bool| {
        let told = |coded: &Vec<Coded>| (0..4).map(|theme| of(theme, coded)).filter(is_told).collect::<Vec<_>>();
        (1..=1_000).map(wave).filter(|coded| small_number(&told(coded), coded.len()).is_some()).count()
    };
    assert!(found(|_| true) > 0);
    assert!(found(|set| set.len() > few()) > 0);
}

proptest! {
    #[test]
    fn no_number_is_small_and_none_follows_by_taking_one_from_another(
        all in prop::collection::vec(prop::collection::btree_set(0_usize..4, 0..3), 15..60),
    ) {
        let all: Vec<Vec<usize>> = all.into_iter().map(|themes| themes.into_iter().collect()).collect();
        let all: Vec<&[usize]> = all.iter().map(Vec::as_slice).collect();
        let coded = coded(&all);
        let given = coded.len();
        for told in release("q1", &["a", "b", "c", "d"].map(str::to_owned), &coded).told {
            // What is told exactly leaves more than a few, and what is not says five things at once.
            let is_exact = told.least == told.most && given - usize::try_from(told.most).unwrap() > few();
            prop_assert!(is_exact || told.most - told.least == FEW, "{:?}", told);
        }
        let told: Vec<BTreeSet<usize>> = sets(4, &coded).into_iter().map(|set| set.comments).collect();
        prop_assert_eq!(small_number(&told, given), None);
    }

    #[test]
    fn parts_joined_are_the_comment(text in "\\PC{0,60}") {
        let known = Names::of(["Ada Example", "Grace O’Sample"]);
        let joined: String = parts(&text, &known).into_iter().map(|part| part.words).collect();
        prop_assert_eq!(joined, text);
    }

    #[test]
    fn what_is_taken_out_is_gone(before in "[a-z ]{0,20}", after in "[a-z ]{0,20}") {
        let text = format!("{before} Ada Example, {after}");
        let left = without(&text, &["Ada Example"]).unwrap();
        prop_assert!(!left.contains("Ada") && left.contains(MARK));
    }
}

#[rstest]
#[case("Write to ada@example.org, please.", &[("ada@example.org", Looks::Address)])]
#[case("Ring 020 7946 0018 after two", &[("020 7946 0018", Looks::Number)])]
#[case("Or +44 (20) 7946-0018.", &[("+44 (20) 7946-0018", Looks::Number)])]
#[case("Between 2024 and 2025, 2024-2025, in 12 sessions", &[])]
#[case("ada example and ADA EXAMPLE", &[("ada example", Looks::Name), ("ADA EXAMPLE", Looks::Name)])]
#[case("Ada’s talk, not an adage", &[("Ada", Looks::Name)])]
#[case("for example", &[])]
#[case("Grace O’Sample-Doe", &[("Grace", Looks::Name)])]
#[case("José Núñez helped", &[("José Núñez", Looks::Name)])]
#[case("ada@example.org Ada Example", &[("ada@example.org", Looks::Address), ("Ada Example", Looks::Name)])]
fn what_may_tell_who_somebody_is_is_marked(#[case] text: &str, #[case] expected: &[(&str, Looks)]) {
    let known = Names::of(["Ada Example", "Grace O’Sample", "Jose Nunez", "Li"]);
    let found = parts(text, &known);
    let found: Vec<(&str, Looks)> = found.iter().filter_map(|part| Some((part.words.as_str(), part.looks?))).collect();
    assert_eq!(found, expected);
}

#[rstest]
#[case(&["Ada"], Ok("[…] and Adam met […]."))]
#[case(&["Ada", "Adam"], Ok("[…] and […] met […]."))]
#[case(&["Ada and Adam", "Ada"], Ok("[…] met […]."))]
#[case(&["Adam", "and", "Ada"], Ok("[…] met […]."))]
#[case(&["dam"], Err("dam".to_owned()))]
#[case(&["Grace"], Err("Grace".to_owned()))]
#[case(&[" ", ""], Ok("Ada and Adam met Ada."))]
fn words_are_taken_out(#[case] words: &[&str], #[case] expected: Result<&str, String>) {
    assert_eq!(without("Ada and Adam met Ada.", words), expected.map(str::to_owned));
}
