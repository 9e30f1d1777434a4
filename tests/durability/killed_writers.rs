//! Writers killed at random moments, also during start: acknowledged writes are kept.

use crate::setup::{Dice, Ground, Row, size};

const WRITERS: usize = 8;
/// Rows given to a writer; it is killed before the last one.
const LIFE: usize = 60;

/// Acknowledged rows of one writer slot.
struct Session {
    writer: usize,
    dice: Dice,
    next: usize,
    acknowledged: Vec<Row>,
    killed: usize,
}

impl Session {
    /// Starts a writer, reads some acknowledgements and kills it.
    fn sit(&mut self, ground: &Ground) {
        let rows: Vec<Row> = (self.next..self.next + LIFE)
            .map(|no| Row::of(self.writer, no))
            .collect();
        let mut writer = ground.writer(&format!("{}.csv", self.writer), &rows);
        let mut saved = Vec::new();
        for _ in 0..self.dice.roll(LIFE / 2) {
            saved.extend(writer.next());
        }
        let pause = self
            .dice
            .micros(if saved.is_empty() { 150_000 } else { 5_000 });
        std::thread::sleep(pause);
        let (unread, alive) = writer.kill();
        saved.extend(unread);
        self.killed += usize::from(alive);
        self.next += saved.last().map_or(0, |last| last + 1);
        self.acknowledged
            .extend(saved.into_iter().map(|no| rows[no].clone()));
    }
}

#[test]
fn acknowledged_writes_survive_a_kill() {
    let kills = size(40, 1000);
    let (ground, mut dice) = (Ground::new(), Dice::new());
    let session = |writer| Session {
        writer,
        dice: dice.of(),
        next: 0,
        acknowledged: Vec::new(),
        killed: 0,
    };
    let mut sessions: Vec<Session> = (0..WRITERS).map(session).collect();
    let mut rounds = 0;
    while sessions.iter().map(|session| session.killed).sum::<usize>() < kills {
        std::thread::scope(|scope| {
            for session in &mut sessions {
                scope.spawn(|| session.sit(&ground));
            }
        });
        rounds += 1;
        // No writer is left: the next process finds the log as the killed ones left it.
        if rounds % 5 == 0 {
            ground.healthy();
        }
        assert!(
            rounds < kills,
            "hardly any writer was alive when it was killed"
        );
    }
    let killed: usize = sessions.iter().map(|session| session.killed).sum();
    let acknowledged: Vec<Row> = sessions
        .into_iter()
        .flat_map(|session| session.acknowledged)
        .collect();
    println!(
        "{killed} writers killed in {rounds} rounds, {} figures acknowledged",
        acknowledged.len()
    );
    assert!(acknowledged.len() >= kills, "hardly anything was written");
    ground.holds(acknowledged);
}
