//! Writers killed at random moments, also during start: acknowledged writes are kept.

use crate::setup::{Rng, Row, TestDatabase, size};

const WRITERS: usize = 8;
/// Rows given to a writer; it is killed before the last one.
const ROWS: usize = 60;

/// Acknowledged rows of one writer slot.
struct WriterSlot {
    writer: usize,
    rng: Rng,
    next: usize,
    acknowledged: Vec<Row>,
    killed: usize,
}

impl WriterSlot {
    /// Starts a writer, reads some acknowledgements and kills it.
    fn run(&mut self, database: &TestDatabase) {
        let rows: Vec<Row> = (self.next..self.next + ROWS)
            .map(|no| Row::of(self.writer, no))
            .collect();
        let mut writer = database.writer(&format!("{}.csv", self.writer), &rows);
        let mut saved = Vec::new();
        for _ in 0..self.rng.number_below(ROWS / 2) {
            saved.extend(writer.next());
        }
        let pause = self
            .rng
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
    let (database, mut rng) = (TestDatabase::new(), Rng::new());
    let session = |writer| WriterSlot {
        writer,
        rng: rng.of(),
        next: 0,
        acknowledged: Vec::new(),
        killed: 0,
    };
    let mut sessions: Vec<WriterSlot> = (0..WRITERS).map(session).collect();
    let mut rounds = 0;
    while sessions.iter().map(|session| session.killed).sum::<usize>() < kills {
        std::thread::scope(|scope| {
            for session in &mut sessions {
                scope.spawn(|| session.run(&database));
            }
        });
        rounds += 1;
        // No writer is left: the next process finds the log as the killed ones left it.
        if rounds % 5 == 0 {
            database.assert_valid();
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
    database.assert_holds(acknowledged);
}
