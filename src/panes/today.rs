//! Today (hôm nay): overdue reports, reports due soon, and work waiting for the user. Must not depend on keys; requests
//! pages and forms by effects.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pane::Pane;
use super::scope::DutyScope;
use super::today_duties::{
    self, DutyEntry, DutyGroup, RelevantDuties, holds_tasks_of, is_limited_to_own_office,
};
use crate::domain::code::{OfficeCode, PlanCode};
use crate::domain::duty::{DutyKey, DutyState};
use crate::domain::estimate::{DueEstimate, count_by_period};
use crate::domain::figure::Cell;
use crate::domain::period::Period;
use crate::i18n::assessment::capitalize;
use crate::i18n::screen::Text;
use crate::i18n::{Lang, facts, fill_placeholders};
use crate::keys::Command;
use crate::panes::effect::{Effect, ListKind, Outcome, PageSubject, SheetLocation};
use crate::panes::read_model::{DutyWithStatus, ReadModel};
use crate::panes::sheet::availability;
use crate::panes::{cells, duty_rows, filter};
use crate::store::totals_of_counts;
use crate::widgets::DrawContext;
use crate::widgets::facet::Facet;
use crate::widgets::table::{Column, ExportTable, StyledText, Table, TableLine, styled};
use crate::widgets::text::put_text;
use crate::widgets::theme::Tone;

/// Subject of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TodayRow {
    /// One duty.
    Duty(DutyKey),
    /// Duties of the same rule, period and state.
    DutyGroup(DutyScope),
    /// Estimates of a plan's period whose official figure is due.
    Estimates(PlanCode, Period),
    /// Cells with unsaved input; the first of them.
    UnsavedCells(Cell),
}

impl TodayRow {
    fn single_duty(&self) -> Option<&DutyKey> {
        match self {
            TodayRow::Duty(key) => Some(key),
            TodayRow::DutyGroup(_) | TodayRow::Estimates(..) | TodayRow::UnsavedCells(_) => None,
        }
    }
}

/// Duties of a row.
fn row_duties(model: &ReadModel, matter: &TodayRow) -> Vec<DutyKey> {
    match matter {
        TodayRow::Duty(key) => vec![key.clone()],
        TodayRow::Estimates(..) | TodayRow::UnsavedCells(_) => Vec::new(),
        TodayRow::DutyGroup(scope) => {
            let (Some(rule), Some(period)) = (&scope.rule, scope.period) else {
                return Vec::new();
            };
            let duties = model.duties_of_report(rule, period);
            let meant = duties
                .iter()
                .filter(|owed| owed.is_counted() && scope.matches(owed));
            meant.map(|owed| owed.key().clone()).collect()
        }
    }
}

/// Returns `true` if a row continues another one: a duty that is now grouped, or one of a former group.
fn is_continuation(model: &ReadModel, matter: &TodayRow, was: &TodayRow) -> bool {
    let fits = |scope: &DutyScope, key| model.duty(key).is_some_and(|owed| scope.matches(&owed));
    match (matter, was) {
        (TodayRow::DutyGroup(scope), TodayRow::Duty(key))
        | (TodayRow::Duty(key), TodayRow::DutyGroup(scope)) => fits(scope, key),
        (TodayRow::UnsavedCells(_), TodayRow::UnsavedCells(_)) => true,
        _ => false,
    }
}

/// The first tab.
#[derive(Debug, Default)]
pub struct TodayPane {
    /// Rows.
    pub table: Table<TodayRow>,
    counts: Vec<(Text, u64, Tone)>,
    rate: String,
}

impl TodayPane {
    fn marked_rows(&self) -> Vec<&TodayRow> {
        self.table.marked_keys().iter().collect()
    }
}

impl Pane for TodayPane {
    fn build_rows(&mut self, model: &ReadModel) {
        let duties = RelevantDuties::read(model);
        let sections = today_duties::sections(model, &duties);
        let count = |state| {
            sections
                .iter()
                .find(|section| section.state == state)
                .map_or(0, |section| section.count)
        };
        self.counts = vec![
            (Text::Overdue, count(DutyState::Overdue), Tone::Bad),
            (Text::DueSoon, count(DutyState::DueSoon), Tone::Warn),
            (Text::Waiting, count(DutyState::Waiting), Tone::Plain),
            (Text::Returned, count(DutyState::Returned), Tone::Warn),
        ];
        self.rate = cells::format_rate(model.lang, &totals_of_counts(&duties.counts, model.today));
        let mut lines: Vec<TableLine<TodayRow>> = unsaved_row(model).into_iter().collect();
        for section in sections {
            let head = section_heading(section.state);
            lines.push(TableLine::blank_line());
            lines.push(TableLine::heading(head.text(model.lang)));
            let state = capitalize(&head.text(model.lang).to_lowercase());
            let rows = section.entries.iter().map(|entry| entry_row(model, entry));
            lines.extend(
                rows.map(|row| row.with_facet(Text::State.text(model.lang), state.as_str())),
            );
        }
        let waiting = estimate_rows(model);
        if !waiting.is_empty() {
            lines.push(TableLine::blank_line());
            lines.push(TableLine::heading(Text::HeadEstimates.text(model.lang)));
            lines.extend(waiting);
        }
        let was = self.table.selected().cloned();
        self.table.set_lines(today_columns(model.lang), lines);
        if let Some(was) = was.filter(|was| self.table.selected() != Some(was)) {
            self.table
                .select_where(|matter| is_continuation(model, matter, &was));
        }
    }

    fn handle_command(&mut self, command: Command, model: &ReadModel) -> Outcome {
        if let Some(motion) = cells::motion_of_command(command) {
            self.table.move_selection(motion);
            return Outcome::Handled;
        }
        if cells::handle_sort_command(&mut self.table, command) {
            return Outcome::Handled;
        }
        if let Some(outcome) = duty_rows::handle_mark_command(&mut self.table, command) {
            return outcome;
        }
        if let Some(outcome) = filter::handle_filter_command(&mut self.table, command) {
            return outcome;
        }
        match (command, self.table.selected()) {
            (Command::Open, Some(TodayRow::DutyGroup(scope))) => {
                Outcome::Effect(Effect::ShowDuties(scope.clone()))
            }
            (Command::Open | Command::Edit, Some(TodayRow::Estimates(plan, period))) => {
                let list = ListKind::DueEstimates(Some((plan.clone(), *period)));
                Outcome::Effect(Effect::OpenPage(PageSubject::List(list)))
            }
            (Command::Open | Command::Edit, Some(TodayRow::UnsavedCells(cell))) => Outcome::Effect(
                Effect::OpenSheet(availability::location_of_cell(model, cell)),
            ),
            (Command::Edit, Some(TodayRow::DutyGroup(_)) | None) => {
                Outcome::Effect(Effect::OpenSheet(SheetLocation::default()))
            }
            (_, selected) => {
                let matters = if self.table.marked_keys().is_empty() {
                    selected.into_iter().collect()
                } else {
                    self.marked_rows()
                };
                let keys: Vec<DutyKey> = matters
                    .into_iter()
                    .flat_map(|matter| row_duties(model, matter))
                    .collect();
                let one = selected.and_then(TodayRow::single_duty);
                match duty_rows::effect_of_command(model, command, one, &keys) {
                    Some(Effect::ShowMessage(Text::OneAtATime))
                        if self.table.marked_keys().is_empty() =>
                    {
                        Outcome::Effect(Effect::ShowMessage(Text::ManyInside))
                    }
                    effect => effect.into(),
                }
            }
        }
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, draw_context: DrawContext, _active: bool) {
        let mut x = area.x + 1;
        for (text, count, tone) in &self.counts {
            let words = text.text(draw_context.lang);
            x = put_text(
                buffer,
                x,
                area.y,
                20,
                words,
                draw_context.theme.style(Tone::Dim),
            ) + 1;
            let tone = if *count == 0 { Tone::Dim } else { *tone };
            x = put_text(
                buffer,
                x,
                area.y,
                6,
                &cells::format_count(draw_context.lang, *count),
                draw_context.theme.style(tone),
            ) + draw_context.lang.width(3, 2);
        }
        let rate = format!("{} {}", Text::Rate.text(draw_context.lang), self.rate);
        crate::widgets::text::put_text_right(
            buffer,
            x,
            area.y,
            area.right().saturating_sub(x + 1),
            &rate,
            draw_context.theme.style(Tone::Plain),
        );
        let line = Rect {
            y: area.y + 1,
            height: 1,
            ..area
        };
        filter::draw_filter_heading(&self.table, line, buffer, draw_context);
        duty_rows::draw_marked_count(self.table.marked_keys().len(), line, buffer, draw_context);
        let body = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(2),
            ..area
        };
        self.table.draw(body, buffer, draw_context, true);
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
        filter::empty_text(&self.table, Text::NothingToday)
    }
}

/// Heading of a section.
fn section_heading(state: DutyState) -> Text {
    match state {
        DutyState::Returned => Text::HeadReturned,
        DutyState::DueSoon => Text::HeadDueSoon,
        DutyState::Waiting => Text::HeadWaiting,
        _ => Text::HeadOverdue,
    }
}

/// Row that leads back to unsaved input in the sheet.
fn unsaved_row(model: &ReadModel) -> Option<TableLine<TodayRow>> {
    let (count, cell) = model.unsaved_cells.as_ref()?;
    let mut cells = vec![StyledText::default(); duty_rows::duty_columns(model).len()];
    cells[0] = styled("…", Tone::Warn);
    cells[1] = fill_placeholders(Text::UnsavedCells.text(model.lang), &[count]).into();
    cells[2] = Text::Sheet.text(model.lang).into();
    let first = facts::cell(model.lang, &model.catalog, cell);
    let explain = fill_placeholders(Text::UnsavedExplained.text(model.lang), &[count, &first]);
    Some(TableLine::row(
        TodayRow::UnsavedCells(cell.clone()),
        cells,
        explain,
        "",
    ))
}

/// Rows for plans and periods with due estimates of relevant cells: the own office's, and those of plans that it
/// coordinates; all if there are none.
fn estimate_rows(model: &ReadModel) -> Vec<TableLine<TodayRow>> {
    let concerns = |due: &&DueEstimate| {
        let plan = model.catalog.plan(&due.cell.measure.plan());
        let collects = |own: &OfficeCode| {
            plan.is_some_and(|plan| holds_tasks_of(model, &plan.coordinator, own))
        };
        model
            .own_office
            .as_ref()
            .is_none_or(|own| holds_tasks_of(model, &due.cell.office, own) || collects(own))
    };
    let mine: Vec<DueEstimate> = model
        .due_estimates
        .iter()
        .filter(concerns)
        .cloned()
        .collect();
    let due = if mine.is_empty() && !is_limited_to_own_office(model) {
        &model.due_estimates
    } else {
        &mine
    };
    let rows = count_by_period(due).into_iter();
    rows.map(|(plan, period, count)| {
        let short = model
            .catalog
            .plan(&plan)
            .map_or("", |plan| plan.short_name.as_str());
        let words = facts::pending_estimates(model.lang, period, count);
        let mut cells = vec![StyledText::default(); duty_rows::duty_columns(model).len()];
        cells[0] = styled("≈", Tone::Warn);
        cells[1] = fill_placeholders(
            Text::EstimatesOf.text(model.lang),
            &[&facts::period(model.lang, period), &count],
        )
        .into();
        cells[2] = Text::WaitForOfficial.text(model.lang).into();
        cells[3] = short.into();
        let explain = format!(
            "{short}: {words}. {}",
            Text::EstimatesExplained.text(model.lang)
        );
        let state = capitalize(&Text::HeadEstimates.text(model.lang).to_lowercase());
        TableLine::row(TodayRow::Estimates(plan, period), cells, explain, "")
            .with_facet(Text::State.text(model.lang), state)
            .with_facet(Text::Plan.text(model.lang), short)
    })
    .collect()
}

/// Columns of duties in this pane: the number of reminders takes the place of the deadline, which the days tell as
/// well; no headings, because they would repeat those of the sections.
fn today_columns(lang: Lang) -> Vec<Column> {
    vec![
        Column::left_aligned("", 2, 0),
        Column::flexible("", lang.width(22, 20), 0),
        Column::flexible("", 18, 1),
        Column::flexible("", 11, 5),
        Column::left_aligned("", duty_rows::DAY_WIDTH, 4),
        Column::right_aligned("", duty_rows::days_width(lang), 0),
        Column::left_aligned("", 12, 2),
    ]
}

/// Cells of a duty; the last one shows the number of reminders, or that it was returned.
fn today_cells(model: &ReadModel, owed: &DutyWithStatus) -> Vec<StyledText> {
    let mut cells = duty_rows::duty_cells(model, owed);
    let words = |text: Text| text.text(model.lang);
    let reminders = owed.status.reminders;
    let state = match owed.status.state {
        DutyState::Overdue if owed.status.resubmit_by.is_some() => {
            words(Text::Returned).to_lowercase()
        }
        DutyState::Overdue | DutyState::Returned if reminders > 0 => {
            fill_placeholders(words(Text::RemindedShort), &[&reminders])
        }
        DutyState::Overdue | DutyState::Returned => words(Text::NotReminded).to_owned(),
        _ => return cells,
    };
    if let Some(last) = cells.last_mut() {
        *last = styled(state, Tone::Dim);
    }
    cells
}

/// Row of one duty, or of a group.
fn entry_row(model: &ReadModel, entry: &DutyEntry) -> TableLine<TodayRow> {
    let owed = &entry.first;
    let line = match &entry.group {
        None => duty_rows::duty_row(model, owed, TodayRow::Duty(owed.key().clone()))
            .with_cells(today_cells(model, owed)),
        Some(group) => duty_group_row(model, owed, group),
    };
    line.with_facet(
        Text::Plan.text(model.lang),
        model
            .plan_and_rule(owed)
            .map_or("", |(plan, _)| plan.short_name.as_str()),
    )
}

fn duty_group_row(
    model: &ReadModel,
    owed: &DutyWithStatus,
    group: &DutyGroup,
) -> TableLine<TodayRow> {
    let key = owed.key();
    let scope = DutyScope {
        rule: Some(key.rule.clone()),
        period: Some(key.period),
        state: Some(owed.status.state),
        ..DutyScope::default()
    };
    let sent = fill_placeholders(
        Text::SentOf.text(model.lang),
        &[&group.submitted, &group.all],
    );
    let mut cells = today_cells(model, owed);
    cells[0] = cells::duty_state_mark(owed.status.state);
    cells[1] = styled(
        fill_placeholders(Text::ManyOffices.text(model.lang), &[&group.count]),
        Tone::Strong,
    );
    cells[6] = styled(sent.clone(), Tone::Dim);
    if owed.status.state == DutyState::Waiting {
        cells[4] = StyledText::default();
        cells[5] = StyledText::default();
    }
    let explain = format!(
        "{}: {}. {} {}.",
        model.report_name(owed),
        model.deadline_text(owed),
        fill_placeholders(
            Text::ManyExplained.text(model.lang),
            &[
                &group.count,
                &facts::duty_state(model.lang, owed.status.state)
            ]
        ),
        capitalize(&sent),
    );
    TableLine::row(TodayRow::DutyGroup(scope), cells, explain, "")
}
