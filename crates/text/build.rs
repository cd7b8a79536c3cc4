//! Rebuilds the crate when a message file is added: the embedding macro only watches known files.

fn main() {
    println!("cargo::rerun-if-changed=../../locales");
}
