//! `tiendo` ("tiến độ", progress): plans, targets, responsible departments and overdue reports.
//!
//! # The map
//!
//! | folder | what it is | what it must not know |
//! |---|---|---|
//! | [`domain`] | the rules of the trade: plans, figures, periods, deadlines, duties, the judgement of a measure on a day | the clock, files, the database, words for the screen |
//! | [`store`] | the one SQLite file: reading facts, and the one door for writing ([`store::Write`]) | screens, words |
//! | [`sample`] | the five real plans of `data/`, and the past of the demonstration | screens |
//! | [`texts`] | the languages and the table of texts, as data: keys, forms and widgets name it | facts, sentences, screens |
//! | [`i18n`] | facts become sentences here, in two languages, and nowhere else | screens, the database |
//! | [`report`], [`import`] | rows → text, CSV, JSON, a spreadsheet; a letter or report → docx; a sheet of figures → entries, a data file → plan, offices, days off | the store, screens |
//! | [`cli`] | every operation without a screen, a file a family | the terminal, but for what it can show |
//! | [`system`] | what the kernel says of process and file, and what the process gives up | rows, accounts, words |
//! | [`command_table`] | the commands of the shell, each once: what it writes, who may run it, which file it names, whether from afar | what a command does |
//! | [`remote`] | what may be asked from afar: a closed grammar, derived from that table | the shell, the store |
//! | [`config`] | the configuration files, one type | the environment, words |
//! | [`keys`] | the one table: place, key, command, label; dispatch, footer, help and the sentences that name a key read it | panes |
//! | [`form`] | forms as data, and the line editor | drawing, the store |
//! | [`widgets`] | drawing parts and the theme | panes, the store |
//! | [`panes`] | what a person sees: state, what it asks of the store, how it draws | keys, the terminal, writing |
//! | [`app`] | the state and its one way of changing: `update(Command)`, `perform(Effect)` | drawing |
//! | [`display`] | how the interface stands before a person: theme, glyphs, what the environment says of the terminal | commands, screens |
//! | [`terminal`] | raw mode, keys in, cells out in glyphs that are there, or lines to be read out; the way back whatever happens | what a pane does |
//!
//! Who may name whom is a test (`tests/rules.rs`), and that no files name each other in a circle: a `mod.rs` declares and
//! passes on, and what its children share stands in a file of its own. `main.rs` is the only reader of the clock and of the environment.
//!
//! # One key press, one figure
//!
//! [`terminal`] reads a key → [`keys`] turns place and key into a command → [`app`] hands it to the focused pane, which
//! changes its own state and may answer with an effect → the app performs the effect: [`store::Store::write`] takes the
//! lock, asks the clock, lets [`domain::entry::finish`] make a figure or a refusal of what was typed, and records it with
//! its journal line in one transaction → the panes read again → [`panes`] draw from `&self`. A cursor move stops at the
//! pane: no statement runs.
//!
//! From the shell the same figure goes [`cli`] → `Store::write`. Both ask `entry::finish` before, too, to say at once what
//! is refused or odd; what counts is the answer in the transaction. Screen and report print the same
//! judgement ([`domain::assessment`]) in the same words ([`i18n::facts`]).
//!
//! # Where a thing is added
//!
//! A plan of the sample: one file in `data/plans`; an office's own: `import plan`, and [`domain::plan_check`] says what it
//! has to keep. A refusal: one variant, and the compiler asks for its words in both languages. A key: one row in
//! [`keys::BINDINGS`] (help, footer, palette and `tiendo config default` follow). A text: one row in a
//! `texts!` table; it names a command, never a key: `‹filter›` becomes the key that the person has ([`keys::KeyHints`]).
//! A pane: one file and one row. A change of the database: one variant of [`store::Write`], the permission that it needs in
//! `store/authorization.rs`, and what is to be read again and said after it in `store/changes.rs`. An effect: one variant, and
//! its arm in `App::perform`. A change of the schema: one script in `store/schema`, and `upgrade` follows.

pub mod app;
pub mod cli;
pub mod command_table;
pub mod config;
pub mod display;
pub mod domain;
pub mod form;
pub mod i18n;
pub mod import;
pub mod keys;
pub mod panes;
pub mod remote;
pub mod report;
pub mod sample;
pub mod store;
pub mod system;
pub mod terminal;
pub mod texts;
pub mod widgets;
