//! Nhật ký: who changed what, when, before and after, newest first, a page of lines at a time. Knows no key.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::day::{print_day, vietnam_time};
use crate::keys::Command;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, Outcome, Reading, Subject};
use crate::panes::tabs::Pane;
use crate::panes::tones;
use crate::store::{JournalLine, JournalSubject, JournalWanted};
use crate::widgets::Look;
use crate::widgets::table::{Column, Motion, Printed, Table, TableLine, toned};
use crate::widgets::text::put;
use crate::widgets::theme::Tone;
use crate::words::screen::Text;
use crate::words::{fill, journal as words};

/// The journal as far as it was read.
#[derive(Debug, Default)]
pub struct JournalPane {
    /// The lines, by their numbers.
    pub table: Table<i64>,
    /// Which lines are wanted.
    pub wanted: JournalWanted,
    title: String,
    more: bool,
}

impl JournalPane {
    /// Shows other lines.
    pub fn show(&mut self, wanted: JournalWanted) {
        self.wanted = wanted;
        self.table.go(Motion::First);
    }

    /// At the last line that was read, and there are older ones: they are wanted.
    fn older(&self) -> Outcome {
        if self.more && self.table.is_at_end() {
            Outcome::Wants(Effect::Journal(Reading::Older))
        } else {
            Outcome::Done
        }
    }

    fn narrowed(&self, book: &Book) -> String {
        let lang = book.lang;
        let JournalWanted { kind, by, since, until } = &self.wanted;
        let day = |text: Text, day: &Option<_>| day.map(|day| fill(text.words(lang), &[&print_day(day)]));
        let kind = kind.as_deref().map(|kind| words::kind(lang, kind).to_owned());
        let parts = [kind, by.clone(), day(Text::SinceDay, since), day(Text::UntilDay, until)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { Text::AllLines.words(lang).to_owned() } else { parts.join(" · ") }
    }
}

/// The page of what a line is about, if it is still there.
fn subject(book: &Book, line: &JournalLine) -> Option<Subject> {
    match line.about() {
        JournalSubject::Measure(id, ..) => book.catalog.measure(&id).is_some().then_some(Subject::Measure(id)),
        JournalSubject::Duty(key) => book.duty(&key).is_some().then_some(Subject::Duty(key)),
        JournalSubject::Plan(code, _) => book.catalog.plan(&code).is_some().then_some(Subject::Plan(code)),
        JournalSubject::Office(code) => book.catalog.offices.contains_key(&code).then_some(Subject::Office(code)),
        JournalSubject::Other => None,
    }
}

fn row(book: &Book, line: &JournalLine) -> TableLine<i64> {
    let lang = book.lang;
    let at = vietnam_time(line.at);
    let (subject, change) = (words::subject(lang, &book.catalog, line), words::change(lang, line));
    let why = line.why.as_deref().map_or_else(String::new, |why| format!(" – {why}"));
    let explain = format!(
        "{} · {} ({}) · {}: {subject}: {change}{why}",
        at.format("%d/%m/%Y %H:%M:%S"),
        words::author(lang, &book.catalog, line),
        words::door(lang, &line.door),
        words::kind(lang, &line.kind),
    );
    let cells = vec![
        toned(at.format("%d/%m/%Y %H:%M").to_string(), Tone::Dim),
        line.by.as_str().into(),
        toned(words::door(lang, &line.door), Tone::Dim),
        words::kind(lang, &line.kind).into(),
        subject.into(),
        change.into(),
        toned(line.why.as_deref().unwrap_or_default(), Tone::Dim),
    ];
    TableLine::row(line.no, cells, explain, &words::searched(lang, &book.catalog, line))
}

impl Pane for JournalPane {
    fn fill(&mut self, book: &Book) {
        let text = |text: Text| text.words(book.lang);
        let columns = vec![
            Column::left(text(Text::When), 16, 0),
            Column::left(text(Text::Who), 10, 1),
            Column::left(text(Text::Door), 10, 5),
            Column::left(text(Text::Matter), 10, 3),
            Column::flex(text(Text::Subject), 22, 0),
            Column::flex(text(Text::BeforeAfter), 20, 0),
            Column::flex(text(Text::Why), 16, 4),
        ];
        let read = book.journal.as_ref();
        let lines: Vec<_> = read.iter().flat_map(|page| &page.lines).map(|line| row(book, line)).collect();
        self.more = read.is_some_and(|page| page.more.is_some());
        let count = fill(text(Text::LinesRead), &[&lines.len()]);
        let more = if self.more { text(Text::OlderFollow) } else { text(Text::ToTheFirst) };
        self.title = format!("{}: {count}, {more}", self.narrowed(book));
        self.table.fill(columns, lines);
    }

    fn update(&mut self, command: Command, book: &Book) -> Outcome {
        if let Some(motion) = tones::motion(command) {
            self.table.go(motion);
            return self.older();
        }
        if tones::sorts(&mut self.table, command) {
            return Outcome::Done;
        }
        match command {
            Command::Open => {
                let no = self.table.selected();
                let line = book.journal.iter().flat_map(|page| &page.lines).find(|line| Some(&line.no) == no);
                let page = line.map(|line| subject(book, line).map_or(Effect::Say(Text::NoPageForThis), Effect::Open));
                page.into()
            }
            Command::Filter => Outcome::Wants(Effect::FilterJournal(self.wanted.clone())),
            Command::Back if !self.table.query().is_empty() => {
                self.table.search("");
                Outcome::Wants(Effect::Journal(Reading::Anew))
            }
            Command::Back if self.wanted != JournalWanted::default() => {
                Outcome::Wants(Effect::Journal(Reading::Of(JournalWanted::default())))
            }
            _ => Outcome::Unknown,
        }
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look, active: bool) {
        put(buffer, area.x + 1, area.y, area.width.saturating_sub(2), &self.title, look.theme.style(Tone::Dim));
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        self.table.draw(body, buffer, look, active);
    }

    fn search(&mut self, query: &str) {
        self.table.search(query);
    }

    fn state(&self) -> (&str, usize, &str) {
        self.table.state()
    }

    fn place(&self) -> usize {
        self.table.place()
    }

    fn printed(&self, heading: &str, sentence: &str) -> Option<Printed> {
        Some(self.table.printed(heading, sentence))
    }

    fn empty(&self) -> Text {
        Text::NoLinesHere
    }
}
