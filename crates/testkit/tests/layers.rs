//! The crates are layers: each may depend on those below it, and on no other.

use std::{collections::BTreeSet, process::Command};

/// Each crate with the ones of ours that it may be built from.
const LAYERS: &[(&str, &[&str])] = &[
    ("copia-domain", &[]),
    ("copia-text", &["copia-domain"]),
    ("copia-calendar", &["copia-domain"]),
    ("copia-mail", &["copia-domain"]),
    ("copia-search", &["copia-domain"]),
    ("copia-store", &["copia-domain"]),
    ("copia-demonstration", &["copia-domain"]),
    ("copia-report", &["copia-domain"]),
    // It measures the built program from outside.
    ("copia-bench", &[]),
    (
        "copia-app",
        &[
            "copia-calendar",
            "copia-demonstration",
            "copia-domain",
            "copia-mail",
            "copia-search",
            "copia-store",
            "copia-text",
        ],
    ),
    ("copia-web", &["copia-app", "copia-calendar", "copia-domain", "copia-text"]),
    (
        "copia",
        &[
            "copia-app",
            "copia-calendar",
            "copia-demonstration",
            "copia-domain",
            "copia-mail",
            "copia-search",
            "copia-store",
            "copia-text",
            "copia-web",
        ],
    ),
];

#[test]
fn only_the_allowed_edges_are_there() {
    let asked = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&asked.stdout).unwrap();
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        // The kit for tests is built from everything, and nothing is built from it but tests.
        if name == "copia-testkit" {
            continue;
        }
        seen.insert(name);
        let Some((_, allowed)) = LAYERS.iter().find(|(layer, _)| *layer == name) else {
            wrong.push(format!("{name} has no place among the layers"));
            continue;
        };
        for dependency in package["dependencies"].as_array().unwrap() {
            let below = dependency["name"].as_str().unwrap();
            let is_ours = dependency["path"].is_string();
            let is_for_tests = dependency["kind"].as_str() == Some("dev");
            if is_ours && !is_for_tests && !allowed.contains(&below) {
                wrong.push(format!("{name} may not be built from {below}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(seen.len(), LAYERS.len(), "every layer is a crate");
}
