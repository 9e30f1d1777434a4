//! `cargo bench --bench speed -- [--databases DIR] [--only first,keys …]`: drives the real program in a pseudo-terminal, in
//! turns with the floor program, `less`, VisiData and the shell of SQLite, and prints a table: what, measured, yardstick,
//! ratio, must. Times on a shared machine mean little; ratios within one run do.

#[path = "data/mod.rs"]
#[expect(dead_code, reason = "shared with the generator, which prints more")]
mod data;
#[path = "databases.rs"]
mod databases;
#[path = "speed/mod.rs"]
mod speed;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    speed::run()
}
