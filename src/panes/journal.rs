//! Journal (nhật ký): who changed what and when, newest first, loaded by pages. Must not depend on keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pane::Pane;
use crate::i18n::screen::Text;
use crate::i18n::{display, fill_placeholders, journal as words};
use crate::keys::Command;
use crate::lists::journal::JournalList;
use crate::panes::effect::{Effect, JournalRequest, Outcome, PageSubject};
use crate::panes::read_model::ReadModel;
use crate::panes::{cells, list_lines};
use crate::store::{JournalFilter, JournalLine, JournalSubject};
use crate::widgets::DrawContext;
use crate::widgets::table::{ExportTable, Motion, Table, TableLine};

/// The journal pane with the lines read so far.
#[derive(Debug, Default)]
pub struct JournalPane {
    /// Lines by number.
    pub table: Table<i64>,
    /// Current filter.
    pub filter: JournalFilter,
    title: String,
    has_more: bool,
}

impl JournalPane {
    /// Sets the filter and selects the first line; the lines are read after it.
    pub fn set_filter(&mut self, filter: JournalFilter) {
        self.filter = filter;
        self.table.move_selection(Motion::First);
    }

    /// Requests older lines if the last read line is selected and there are any.
    fn read_older_at_end(&self) -> Outcome {
        if self.has_more && self.table.is_last_selected() {
            Outcome::Effect(Effect::ReadJournal(JournalRequest::Older))
        } else {
            Outcome::Handled
        }
    }

    fn filter_text(&self, model: &ReadModel) -> String {
        let lang = model.lang;
        let JournalFilter {
            kind,
            by,
            since,
            until,
        } = &self.filter;
        let day = |text: Text, day: &Option<_>| {
            day.map(|day| fill_placeholders(text.text(lang), &[&display::day(model.lang, day)]))
        };
        let kind = kind
            .as_deref()
            .map(|kind| words::line_kind(lang, kind).to_owned());
        let parts = [
            kind,
            by.clone(),
            day(Text::SinceDay, since),
            day(Text::UntilDay, until),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() {
            Text::AllLines.text(lang).to_owned()
        } else {
            parts.join(" · ")
        }
    }
}

/// Page of a line's subject, if it still exists.
fn line_subject(model: &ReadModel, line: &JournalLine) -> Option<PageSubject> {
    match line.parse_subject() {
        JournalSubject::Measure(id, ..) => model
            .catalog
            .measure(&id)
            .is_some()
            .then_some(PageSubject::Measure(id)),
        JournalSubject::Duty(key) => model.duty(&key).is_some().then_some(PageSubject::Duty(key)),
        JournalSubject::Plan(code, _) => model
            .catalog
            .plan(&code)
            .is_some()
            .then_some(PageSubject::Plan(code)),
        JournalSubject::Office(code) => model
            .catalog
            .offices
            .contains_key(&code)
            .then_some(PageSubject::Office(code)),
        JournalSubject::Other => None,
    }
}

fn journal_row(model: &ReadModel, line: &JournalLine) -> TableLine<i64> {
    let lang = model.lang;
    let (subject, change) = (
        words::subject(lang, &model.catalog, line),
        words::change(lang, line),
    );
    let why = line
        .reason
        .as_deref()
        .map_or_else(String::new, |why| format!(" – {why}"));
    let explain = format!(
        "{} · {} ({}) · {}: {subject}: {change}{why}",
        display::date_time_to_second(lang, line.at),
        words::author(lang, &model.catalog, line),
        words::channel(lang, &line.channel),
        words::line_kind(lang, &line.kind),
    );
    let more = words::searchable_text(lang, &model.catalog, line);
    list_lines::line::<JournalList, _>(&model.facts(), &line, line.no, explain, &more)
}

impl Pane for JournalPane {
    fn build_rows(&mut self, model: &ReadModel) {
        let text = |text: Text| text.text(model.lang);
        let read = model.journal.as_ref();
        let lines: Vec<_> = read
            .iter()
            .flat_map(|page| &page.lines)
            .map(|line| journal_row(model, line))
            .collect();
        self.has_more = read.is_some_and(|page| page.next_before.is_some());
        let count = fill_placeholders(text(Text::LinesRead), &[&lines.len()]);
        let more = if self.has_more {
            text(Text::OlderFollow)
        } else {
            text(Text::ToTheFirst)
        };
        self.title = format!("{}: {count}, {more}", self.filter_text(model));
        self.table
            .set_lines(list_lines::columns::<JournalList>(model.lang), lines);
    }

    fn handle_command(&mut self, command: Command, model: &ReadModel) -> Outcome {
        if let Some(motion) = cells::motion_of_command(command) {
            self.table.move_selection(motion);
            return self.read_older_at_end();
        }
        if cells::handle_sort_command(&mut self.table, command) {
            return Outcome::Handled;
        }
        match command {
            Command::Open => {
                let no = self.table.selected();
                let line = model
                    .journal
                    .iter()
                    .flat_map(|page| &page.lines)
                    .find(|line| Some(&line.no) == no);
                let page = line.map(|line| {
                    line_subject(model, line)
                        .map_or(Effect::ShowMessage(Text::NoPageForThis), Effect::OpenPage)
                });
                page.into()
            }
            Command::Filter => Outcome::Effect(Effect::OpenJournalForm(self.filter.clone())),
            Command::Back if !self.table.query().is_empty() => {
                self.table.search("");
                Outcome::Effect(Effect::ReadJournal(JournalRequest::Newest))
            }
            Command::Back if self.filter != JournalFilter::default() => Outcome::Effect(
                Effect::ReadJournal(JournalRequest::MatchingFilter(JournalFilter::default())),
            ),
            _ => Outcome::Ignored,
        }
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, draw_context: DrawContext, active: bool) {
        self.table
            .draw_with_title(&self.title, area, buffer, draw_context, active);
    }

    fn search(&mut self, query: &str) {
        self.table.search(query);
    }

    fn search_state(&self) -> (&str, usize, &str) {
        self.table.search_state()
    }

    fn selected_position(&self) -> usize {
        self.table.selected_position()
    }

    fn export_table(&self, heading: &str, sentence: &str) -> Option<ExportTable> {
        Some(self.table.export_table(heading, sentence))
    }

    fn empty_text(&self) -> Text {
        Text::NoLinesHere
    }
}
