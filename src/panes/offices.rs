//! Offices (đơn vị): outstanding reports and punctuality of each office. Must not depend on keys.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pane::Pane;
use crate::domain::code::OfficeCode;
use crate::domain::text::sort_key;
use crate::i18n::screen::Text;
use crate::i18n::terms::office_kind;
use crate::i18n::{display, fill_placeholders};
use crate::keys::Command;
use crate::lists::offices::parent_name;
use crate::panes::effect::{Effect, Outcome, PageSubject, RecordRef, SheetLocation};
use crate::panes::read_model::ReadModel;
use crate::panes::{cells, filter};
use crate::store::OfficeCount;
use crate::widgets::DrawContext;
use crate::widgets::facet::Facet;
use crate::widgets::table::{Column, ExportTable, Table, TableLine, styled};
use crate::widgets::theme::Tone;

/// The list of offices.
#[derive(Debug, Default)]
pub struct OfficesPane {
    /// Offices that owe or owed a report.
    pub table: Table<OfficeCode>,
}

impl Pane for OfficesPane {
    fn build_rows(&mut self, model: &ReadModel) {
        let counts = model.office_counts();
        let mut offices: Vec<&OfficeCount> = counts.iter().collect();
        let by_name = |code: &OfficeCode| sort_key(model.office_name(code));
        offices.sort_by_cached_key(|owes| {
            (
                std::cmp::Reverse((owes.totals.open_overdue, owes.returned)),
                owes.totals.rate(),
                by_name(&owes.office),
            )
        });
        let words = |text: Text| text.text(model.lang);
        let columns = vec![
            Column::flexible(words(Text::Office), 26, 0),
            Column::right_aligned(words(Text::Overdue), 8, 0),
            Column::right_aligned(words(Text::DueSoon), 11, 2),
            Column::right_aligned(words(Text::Owed), model.lang.width(8, 11), 1),
            Column::right_aligned(words(Text::OnTime), 9, 3),
            Column::right_aligned(words(Text::Late), model.lang.width(11, 14), 4),
            Column::right_aligned(words(Text::Rate), 9, 0),
        ];
        let lines = offices
            .into_iter()
            .map(|owes| office_row(model, owes))
            .collect();
        self.table.set_lines(columns, lines);
    }

    fn handle_command(&mut self, command: Command, _book: &ReadModel) -> Outcome {
        if let Some(motion) = cells::motion_of_command(command) {
            self.table.move_selection(motion);
            return Outcome::Handled;
        }
        if cells::handle_sort_command(&mut self.table, command) {
            return Outcome::Handled;
        }
        if let Some(outcome) = filter::handle_filter_command(&mut self.table, command) {
            return outcome;
        }
        let office = self.table.selected().cloned();
        match command {
            Command::Open => office
                .map(|office| Effect::OpenPage(PageSubject::Office(office)))
                .into(),
            Command::Edit => Outcome::Effect(Effect::OpenSheet(SheetLocation {
                office,
                ..SheetLocation::default()
            })),
            Command::Insert => {
                Outcome::Effect(Effect::OpenRecordForm(RecordRef::Office(None), None))
            }
            Command::EditRecord => office
                .map(|office| Effect::OpenRecordForm(RecordRef::Office(Some(office)), None))
                .into(),
            _ => Outcome::Ignored,
        }
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, draw_context: DrawContext, active: bool) {
        let rows = filter::draw_filter_heading(&self.table, area, buffer, draw_context);
        self.table.draw(rows, buffer, draw_context, active);
    }

    fn search(&mut self, query: &str) {
        self.table.search(query);
    }

    fn filter(&mut self, kind: Option<Facet>) {
        self.table.filter(kind);
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
        filter::empty_text(&self.table, Text::NoOfficesHere)
    }
}

fn office_row(model: &ReadModel, owes: &OfficeCount) -> TableLine<OfficeCode> {
    let code = &owes.office;
    let count = |n: u64, tone| {
        let words = if n == 0 {
            "–".into()
        } else {
            display::count(model.lang, i64::try_from(n).unwrap_or(i64::MAX))
        };
        styled(words, if n == 0 { Tone::Dim } else { tone })
    };
    let open = owes.totals.open_within_deadline + owes.totals.open_overdue;
    let ended = model
        .catalog
        .offices
        .get(code)
        .and_then(|office| office.to)
        .filter(|to| *to < model.today);
    let cells = vec![
        styled(
            model.office_name(code),
            if ended.is_some() {
                Tone::Dim
            } else {
                Tone::Plain
            },
        )
        .with_suffix(model.office_qualifier(code)),
        count(owes.totals.open_overdue, Tone::Bad),
        count(owes.due_soon, Tone::Warn),
        count(open, Tone::Plain),
        count(owes.totals.done_on_time, Tone::Plain),
        count(owes.totals.done_late, Tone::Plain),
        cells::format_rate(model.lang, &owes.totals).into(),
    ];
    let explain = explanation(model, owes, ended);
    let (facts, office) = (model.facts(), model.catalog.offices.get(code));
    let aliases = office.map_or(String::new(), |office| office.aliases.join(" "));
    let late = if owes.totals.open_overdue == 0 {
        Text::WithoutOverdue
    } else {
        Text::WithOverdue
    };
    TableLine::row(code.clone(), cells, explain, &format!("{code} {aliases}"))
        .with_facet(Text::Overdue.text(model.lang), late.text(model.lang))
        .with_facet(
            Text::Kind.text(model.lang),
            office.map_or("", |office| office_kind(office.kind).text(model.lang)),
        )
        .with_facet(
            Text::FieldParentOffice.text(model.lang),
            office.map_or("", |office| parent_name(&facts, office)),
        )
}

/// An office's duties in a sentence, and when it ended.
fn explanation(model: &ReadModel, owes: &OfficeCount, ended: Option<NaiveDate>) -> String {
    let totals = &owes.totals;
    let open = totals.open_within_deadline + totals.open_overdue;
    let done = totals.done_on_time + totals.done_late;
    let words = fill_placeholders(
        Text::OfficeExplained.text(model.lang),
        &[&open, &totals.open_overdue, &done, &totals.done_late],
    );
    let ended = ended.map(|to| {
        let words = fill_placeholders(
            Text::EndedOn.text(model.lang),
            &[&display::day(model.lang, to)],
        );
        format!(" {words}")
    });
    let name = model.qualified_office_name(&owes.office);
    format!("{name}: {words}{}", ended.unwrap_or_default())
}
