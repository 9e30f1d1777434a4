//! Contention: 64 processes that write without a pause, and six clients that save one figure from the same version.

use std::time::Instant;

use tiendo::store::{ExpectedVersion, Store};

use crate::child_processes::Player;
use crate::setup::{Dice, Ground, Row, is_long, size};

/// Longest acceptable wait for a save, in microseconds; the short version shares two processors with the other tests.
const WORST_MICROS: [u64; 2] = [5_000_000, 1_000_000];
const PEOPLE: usize = 6;

/// Saves a number of figures one after the other; the duration of each in microseconds.
fn save(player: &mut Player, writer: usize, figures: usize) -> Vec<u64> {
    let each = |no| {
        player.ask(&Row::at(writer, no, no + 1), ExpectedVersion::Any);
        let said = player.hear();
        let micros = said
            .strip_prefix("saved 1 ")
            .unwrap_or_else(|| panic!("{said}"));
        micros.parse().unwrap()
    };
    (0..figures).map(each).collect()
}

#[test]
fn many_writers_wait_less_than_a_second() {
    let (writers, figures) = (size(16, 64), size(20, 100));
    let ground = Ground::new();
    let mut players: Vec<Player> = (0..writers)
        .map(|no| Player::start(&ground, &format!("p{no}")))
        .collect();
    let start = Instant::now();
    let waits: Vec<_> = std::thread::scope(|scope| {
        let save = |(no, player)| scope.spawn(move || save(player, no, figures));
        let all: Vec<_> = players.iter_mut().enumerate().map(save).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let whole = start.elapsed();
    players.into_iter().for_each(Player::leave);
    let mut waits: Vec<u64> = waits.into_iter().flatten().collect();
    waits.sort_unstable();
    let at = |percent: usize| waits[(waits.len() - 1) * percent / 100] / 1000;
    println!(
        "{writers} processes × {figures} figures: {} saved in {whole:?}; wait in ms: half {}, 99 of 100 {}, worst {}",
        waits.len(),
        at(50),
        at(99),
        at(100)
    );
    assert_eq!(waits.len(), writers * figures);
    ground.holds(
        (0..writers).flat_map(|no| (0..figures).map(move |figure| Row::at(no, figure, figure + 1))),
    );
    assert_eq!(ground.kept().len(), writers * figures);
    let worst = waits.last().unwrap();
    assert!(
        *worst < WORST_MICROS[usize::from(is_long())],
        "one waited {worst} µs"
    );
}

#[test]
fn one_of_six_saves_from_one_version_is_accepted_and_five_conflict() {
    let rounds = 100;
    let (ground, mut dice) = (Ground::new(), Dice::new());
    let mut people: Vec<Player> = (0..PEOPLE)
        .map(|no| Player::start(&ground, &format!("p{no}")))
        .collect();
    let store = Store::open(&ground.db).unwrap();
    let mut won = [0; PEOPLE];
    for round in 0..rounds {
        // Some cells have no figure yet, others have one of an earlier round.
        let cell = dice.roll(20);
        let row = |no| Row::at(0, cell, 1 + round * PEOPLE + no);
        let figures = store.figures_of_measure(&"hard/1".into()).unwrap();
        let standing = figures
            .iter()
            .find(|figure| figure.cell.period.to_string() == row(0).period);
        let seen = standing.map_or(ExpectedVersion::Absent, |figure| {
            ExpectedVersion::Version(figure.version)
        });
        let first = dice.roll(PEOPLE);
        for no in 0..PEOPLE {
            let no = (first + no) % PEOPLE;
            people[no].ask(&row(no), seen);
        }
        let said: Vec<String> = people.iter_mut().map(Player::hear).collect();
        let accepted: Vec<usize> = (0..PEOPLE)
            .filter(|no| said[*no].starts_with("saved 1 "))
            .collect();
        let [winner] = accepted[..] else {
            panic!("round {round}: {said:?}")
        };
        won[winner] += 1;
        let refused = said
            .iter()
            .filter(|said| **said == format!("told p{winner}"))
            .count();
        assert_eq!(refused, PEOPLE - 1, "round {round}: {said:?}");
        assert!(
            ground.kept().contains(&row(winner)),
            "round {round}: {said:?}"
        );
    }
    println!(
        "{PEOPLE} people, one figure, {rounds} rounds: one accepted each, the others told; won by each: {won:?}"
    );
    people.into_iter().for_each(Player::leave);
    assert_eq!(ground.kept().len(), rounds);
    ground.healthy();
}
