//! Many people at once, over a hundred connections from one network address.

use crate::{client::Client, failure::Failure, server::Server, visitor::Person};
use std::{collections::BTreeSet, sync::Barrier};

/// Connections that stay open, each used by many people in turn: a proxy in front of a site looks like that.
pub(crate) const CONNECTIONS: usize = 100;

/// People on a page of the directory.
const PAGE: usize = 50;

/// The ids of so many people, from the pages of the directory that somebody reads.
pub(crate) fn ids(server: &Server, reader: &Person, wanted: usize) -> Result<Vec<String>, Failure> {
    let pages = (1..=wanted.div_ceil(PAGE) + 1).collect();
    let lists = on_all(server, pages, |client, page: usize| {
        let request = reader.get(client.address(), &format!("/people?page={page}"));
        client.send(&request).map(|answer| answer.text())
    })?;
    let is_id = |id: &&str| id.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    let linked = |list: &String| -> Vec<String> {
        let linked = list.split("href=\"/people/").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0));
        linked.filter(is_id).map(str::to_owned).collect()
    };
    let ids: BTreeSet<String> = lists.iter().flat_map(linked).collect();
    if ids.len() < wanted {
        return Err(Failure::Answer(format!("there are {} people, and {wanted} are needed", ids.len())));
    }
    Ok(ids.into_iter().take(wanted).collect())
}

/// Runs something for a part of the people on each connection, all connections at once.
pub(crate) fn on_all<T: Send, U: Send>(
    server: &Server,
    all: Vec<T>,
    one: impl Fn(&mut Client, T) -> Result<U, Failure> + Sync,
) -> Result<Vec<U>, Failure> {
    let count = CONNECTIONS.min(all.len()).max(1);
    let mut shares: Vec<Vec<T>> = (0..count).map(|_| Vec::new()).collect();
    // Dealt out in turn, so that those who come first are on all connections.
    let mut next = 0;
    for person in all {
        if let Some(share) = shares.get_mut(next) {
            share.push(person);
        }
        next = (next + 1) % count;
    }
    let (ready, one) = (Barrier::new(count), &one);
    std::thread::scope(|scope| {
        let share = |share: Vec<T>| {
            let client = Client::connect(server.address);
            ready.wait();
            let mut client = client?;
            share.into_iter().map(|person| one(&mut client, person)).collect::<Result<Vec<U>, Failure>>()
        };
        let running: Vec<_> = shares.into_iter().map(|part| scope.spawn(move || share(part))).collect();
        let mut done = Vec::new();
        for thread in running {
            let part = thread.join().map_err(|_| Failure::Server("a connection's thread has failed".to_owned()))?;
            done.extend(part?);
        }
        Ok(done)
    })
}
