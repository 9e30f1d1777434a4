//! Contention: 64 processes that write without a pause, and six clients that save one figure from the same version.

use std::time::Instant;

use tiendo::store::{ExpectedVersion, Store};

use crate::child_processes::WriterProcess;
use crate::setup::{Rng, Row, TestDatabase, is_long, size};

/// Longest acceptable wait for a save, in microseconds; the short version shares two processors with the other tests.
const WORST_MICROS: [u64; 2] = [5_000_000, 1_000_000];
const CLIENTS: usize = 6;

/// Saves a number of figures one after the other; the duration of each in microseconds.
fn save(process: &mut WriterProcess, writer: usize, figures: usize) -> Vec<u64> {
    let each = |no| {
        process.request(&Row::at(writer, no, no + 1), ExpectedVersion::Any);
        let answer = process.read_answer();
        let micros = answer
            .strip_prefix("saved 1 ")
            .unwrap_or_else(|| panic!("{answer}"));
        micros.parse().unwrap()
    };
    (0..figures).map(each).collect()
}

#[test]
fn many_writers_wait_less_than_a_second() {
    let (writers, figures) = (size(16, 64), size(20, 100));
    let database = TestDatabase::new();
    let mut players: Vec<WriterProcess> = (0..writers)
        .map(|no| WriterProcess::start(&database, &format!("p{no}")))
        .collect();
    let start = Instant::now();
    let waits: Vec<_> = std::thread::scope(|scope| {
        let save = |(no, process)| scope.spawn(move || save(process, no, figures));
        let all: Vec<_> = players.iter_mut().enumerate().map(save).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let elapsed = start.elapsed();
    players.into_iter().for_each(WriterProcess::end);
    let mut waits: Vec<u64> = waits.into_iter().flatten().collect();
    waits.sort_unstable();
    let at = |percent: usize| waits[(waits.len() - 1) * percent / 100] / 1000;
    println!(
        "{writers} processes × {figures} figures: {} saved in {elapsed:?}; wait in ms: half {}, 99 of 100 {}, worst {}",
        waits.len(),
        at(50),
        at(99),
        at(100)
    );
    assert_eq!(waits.len(), writers * figures);
    database.assert_holds(
        (0..writers).flat_map(|no| (0..figures).map(move |figure| Row::at(no, figure, figure + 1))),
    );
    assert_eq!(database.stored_rows().len(), writers * figures);
    let longest = waits.last().unwrap();
    assert!(
        *longest < WORST_MICROS[usize::from(is_long())],
        "one waited {longest} µs"
    );
}

#[test]
fn one_of_six_saves_from_one_version_is_accepted_and_five_conflict() {
    let rounds = 100;
    let (database, mut rng) = (TestDatabase::new(), Rng::new());
    let mut clients: Vec<WriterProcess> = (0..CLIENTS)
        .map(|no| WriterProcess::start(&database, &format!("p{no}")))
        .collect();
    let store = Store::open(&database.db).unwrap();
    let mut accepted_by = [0; CLIENTS];
    for round in 0..rounds {
        // Some cells have no figure yet, others have one of an earlier round.
        let cell = rng.number_below(20);
        let row = |no| Row::at(0, cell, 1 + round * CLIENTS + no);
        let figures = store.figures_of_measure(&"hard/1".into()).unwrap();
        let standing = figures
            .iter()
            .find(|figure| figure.cell.period.to_string() == row(0).period);
        let seen = standing.map_or(ExpectedVersion::Absent, |figure| {
            ExpectedVersion::Version(figure.version)
        });
        let first = rng.number_below(CLIENTS);
        for no in 0..CLIENTS {
            let no = (first + no) % CLIENTS;
            clients[no].request(&row(no), seen);
        }
        let answers: Vec<String> = clients.iter_mut().map(WriterProcess::read_answer).collect();
        let accepted: Vec<usize> = (0..CLIENTS)
            .filter(|no| answers[*no].starts_with("saved 1 "))
            .collect();
        let [accepted_client] = accepted[..] else {
            panic!("round {round}: {answers:?}")
        };
        accepted_by[accepted_client] += 1;
        let refused = answers
            .iter()
            .filter(|answer| **answer == format!("conflict p{accepted_client}"))
            .count();
        assert_eq!(refused, CLIENTS - 1, "round {round}: {answers:?}");
        assert!(
            database.stored_rows().contains(&row(accepted_client)),
            "round {round}: {answers:?}"
        );
    }
    println!(
        "{CLIENTS} clients, one figure, {rounds} rounds: one save accepted in each, the others in conflict; accepted by client: {accepted_by:?}"
    );
    clients.into_iter().for_each(WriterProcess::end);
    assert_eq!(database.stored_rows().len(), rounds);
    database.assert_valid();
}
