//! Reports (báo cáo): duties with their four totals, overdue first. Must not depend on keys; requests pages and forms
//! by effects.

use std::collections::BTreeMap;
use std::rc::Rc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::duty_pages::{DutyPages, PAGE_ROWS};
use super::pane::Pane;
use super::scope::DutyScope;
use crate::domain::duty::{DutyKey, DutyState, Total, Totals};
use crate::domain::text::sort_key;
use crate::i18n::cli::CliText;
use crate::i18n::screen::Text;
use crate::i18n::{Lang, facts};
use crate::keys::Command;
use crate::panes::effect::{Effect, MenuKind, Outcome};
use crate::panes::read_model::{DutyWithStatus, ReadModel};
use crate::panes::{cells, duty_rows};
use crate::widgets::DrawContext;
use crate::widgets::table::{ExportTable, Table, TableLine};
use crate::widgets::text::{put_text, wrap};
use crate::widgets::theme::Tone;

/// Number of rows that one key reads at most, unless it concerns all rows.
const ROWS_AT_ONCE: usize = 2_000;

/// Longest list that is read whole to sort it or to mark all its rows.
const LONGEST_READ_WHOLE: usize = 20_000;

/// The list of duties.
#[derive(Debug, Default)]
pub struct ReportsPane {
    /// The duties.
    pub table: Table<DutyKey>,
    scope: DutyScope,
    pages: DutyPages,
    totals_text: String,
    scope_text: String,
    /// State of each duty when the rows were built.
    last_states: BTreeMap<DutyKey, DutyState>,
    /// Duties on which the user has taken a step since.
    stepped: Vec<DutyKey>,
}

impl ReportsPane {
    /// Scope of the list.
    pub fn scope(&self) -> &DutyScope {
        &self.scope
    }

    /// Shows the duties of another scope.
    pub fn show_scope(&mut self, scope: DutyScope, model: &ReadModel) {
        self.scope = scope;
        self.pages = DutyPages::default();
        self.table.search("");
        self.build_rows(model);
        self.table.unmark_absent();
        self.table
            .move_selection(crate::widgets::table::Motion::First);
    }

    /// Notes that the user took a step on these duties: the selection moves on to the next duty in the same state.
    pub fn select_next_after(&mut self, keys: &[DutyKey]) {
        self.stepped = keys.to_vec();
    }

    /// Next duties in the state that the selected duty had before the user's step, those below it first. A user who
    /// accepts a report wants the next one waiting, not the one done; after somebody else's step the selection stays.
    fn next_in_same_state(&self, states: &BTreeMap<DutyKey, DutyState>) -> Vec<DutyKey> {
        let state = |key: &DutyKey| states.get(key).copied();
        let Some(selected) = self.table.selected() else {
            return Vec::new();
        };
        let former_state = self.last_states.get(selected).copied();
        if former_state.is_none()
            || state(selected) == former_state
            || !self.stepped.contains(selected)
        {
            return Vec::new();
        }
        let shown: Vec<&DutyKey> = self.table.visible_keys().collect();
        let (above, below) = shown.split_at(self.table.selected_position().min(shown.len()));
        let others = below.iter().chain(above.iter().rev()).copied();
        others
            .filter(|key| *key != selected && state(key) == former_state)
            .cloned()
            .collect()
    }

    /// The duties of a list that no index has.
    fn whole_list(&self, model: &ReadModel) -> Vec<Rc<DutyWithStatus>> {
        let lists_all = self.scope.lists_all_states();
        let mut list = model.read_duties(&self.scope.filter());
        list.retain(|owed| {
            self.scope.matches(owed)
                && (lists_all || (owed.is_counted() && owed.status.state != DutyState::NotOpen))
        });
        list
    }

    /// Lays out the rows that were read, each state under its heading.
    fn show_rows(&mut self, model: &ReadModel) {
        let mut lines = Vec::new();
        let mut state = None;
        for owed in &self.pages.rows {
            if state != Some(owed.status.state) {
                state = Some(owed.status.state);
                lines.push(TableLine::blank_line());
                lines.push(TableLine::heading(
                    facts::duty_state(model.lang, owed.status.state).to_uppercase(),
                ));
            }
            lines.push(duty_rows::duty_row(model, owed, owed.key().clone()));
        }
        let states = self.pages.rows.iter();
        let states = states
            .map(|owed| (owed.key().clone(), owed.status.state))
            .collect();
        let next = self.next_in_same_state(&states);
        self.stepped.clear();
        self.table.set_lines(duty_rows::duty_columns(model), lines);
        if let Some(shown) = next
            .iter()
            .find(|key| self.table.visible_keys().any(|shown| shown == *key))
        {
            self.table.select(shown);
        }
        self.last_states = states;
    }

    /// Reads on while few rows follow the selected one, up to a number of rows at a time: a search may find few.
    pub fn read_on(&mut self, model: &ReadModel) {
        let mut read = 0;
        while !self.pages.is_complete() && read < ROWS_AT_ONCE && self.rows_below() < PAGE_ROWS / 2
        {
            self.pages.read_on(model, &self.scope, PAGE_ROWS);
            self.show_rows(model);
            read += PAGE_ROWS;
        }
    }

    /// Goes on with a search that has found too few rows to fill the screen; `true` if it read rows.
    pub fn continue_search(&mut self, model: &ReadModel) -> bool {
        let goes_on = self.has_more_to_search();
        if goes_on {
            self.pages.read_on(model, &self.scope, ROWS_AT_ONCE);
            self.show_rows(model);
        }
        goes_on
    }

    /// Returns `true` if a search is to look at more rows: few were found, and not too many are kept already.
    pub fn has_more_to_search(&self) -> bool {
        self.is_search_unfinished()
            && self.rows_below() < PAGE_ROWS / 2
            && self.pages.rows.len() < LONGEST_READ_WHOLE
    }

    /// Reads the rest of the list, for what concerns all rows.
    pub fn read_whole(&mut self, model: &ReadModel) {
        if !self.pages.is_complete() {
            self.pages.read_on(model, &self.scope, usize::MAX);
            self.show_rows(model);
        }
    }

    /// Reads what a command on the whole list needs; a refusal if the list is too long for it.
    fn read_for_command(&mut self, command: Command, model: &ReadModel) -> Option<Text> {
        let needs_all = matches!(
            command,
            Command::Sort | Command::ReverseSort | Command::MarkAll | Command::Last
        );
        if !needs_all || self.pages.is_complete() {
            return None;
        }
        if self.pages.total() <= LONGEST_READ_WHOLE {
            self.read_whole(model);
        } else if command == Command::Last {
            self.pages.read_on(model, &self.scope, ROWS_AT_ONCE);
            self.show_rows(model);
        } else {
            return Some(Text::ListTooLong);
        }
        None
    }

    /// Returns `true` if a search has not looked at all rows.
    fn is_search_unfinished(&self) -> bool {
        !self.pages.is_complete() && !self.table.query().is_empty()
    }

    /// Number of rows after the selected one.
    fn rows_below(&self) -> usize {
        let (_, rows, _) = self.table.search_state();
        rows.saturating_sub(self.table.selected_position())
    }

    /// The four totals of the scope, whatever its state.
    fn scope_totals(&self, model: &ReadModel) -> Totals {
        if self.scope.office.is_none() {
            return model.totals(|rule, period| self.scope.has_report(rule, period));
        }
        let mut totals = Totals::default();
        for owed in model.read_duties(&self.scope.filter()) {
            totals.count(owed.record.duty.tracked, &owed.status);
        }
        totals
    }

    /// Draws the list alone, as a part of the overview.
    pub fn draw_list(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        draw_context: DrawContext,
        active: bool,
    ) {
        self.table.draw(area, buffer, draw_context, active);
    }

    /// Text of the totals.
    pub fn totals_text(&self) -> &str {
        &self.totals_text
    }
}

impl Pane for ReportsPane {
    fn build_rows(&mut self, model: &ReadModel) {
        let read = self.pages.rows.len().max(2 * PAGE_ROWS);
        self.pages = match DutyPages::of_scope(model, &self.scope) {
            Some(mut pages) if pages.is_short() => {
                pages.read_on(model, &self.scope, usize::MAX);
                DutyPages::whole(order_by_name(model, pages.rows))
            }
            Some(mut pages) => {
                pages.read_on(model, &self.scope, read);
                pages
            }
            None => DutyPages::whole(order_by_name(model, self.whole_list(model))),
        };
        self.totals_text = cells::format_totals(model.lang, &self.scope_totals(model));
        self.scope_text = describe_scope(model, &self.scope);
        self.show_rows(model);
    }

    fn handle_command(&mut self, command: Command, model: &ReadModel) -> Outcome {
        if let Some(refusal) = self.read_for_command(command, model) {
            return Outcome::Effect(Effect::ShowMessage(refusal));
        }
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
        match command {
            Command::Filter => Outcome::Effect(Effect::OpenMenu(MenuKind::DutyFilter)),
            _ => duty_rows::effect_of_command(
                model,
                command,
                self.table.selected(),
                self.table.marked_keys(),
            )
            .into(),
        }
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, draw_context: DrawContext, _active: bool) {
        let totals = wrap(&self.totals_text, area.width.saturating_sub(2));
        let head = u16::try_from(totals.len()).unwrap_or(1);
        for (y, line) in (area.y..area.bottom()).zip(&totals) {
            put_text(
                buffer,
                area.x + 1,
                y,
                area.width.saturating_sub(2),
                line,
                draw_context.theme.style(Tone::Plain),
            );
        }
        put_text(
            buffer,
            area.x + 1,
            area.y + head,
            area.width.saturating_sub(2),
            &if self.has_more_to_search() {
                format!("{} · …", self.scope_text)
            } else {
                self.scope_text.clone()
            },
            draw_context.theme.style(Tone::Dim),
        );
        let line = Rect {
            y: area.y + head,
            height: 1,
            ..area
        };
        duty_rows::draw_marked_count(self.table.marked_keys().len(), line, buffer, draw_context);
        let body = Rect {
            y: area.y + head + 1,
            height: area.height.saturating_sub(head + 1),
            ..area
        };
        self.draw_list(body, buffer, draw_context, true);
    }

    fn search(&mut self, query: &str) {
        self.table.search(query);
    }

    fn clear_filter(&mut self, model: &ReadModel) -> bool {
        let filtered = self.scope != DutyScope::default();
        if filtered {
            self.show_scope(DutyScope::default(), model);
        }
        filtered
    }

    fn search_state(&self) -> (&str, usize, &str) {
        let (query, rows, explanation) = self.table.search_state();
        let rows = if query.is_empty() {
            self.pages.total()
        } else {
            rows
        };
        (query, rows, explanation)
    }

    fn selected_position(&self) -> usize {
        self.table.selected_position()
    }

    fn export_table(&self, heading: &str, sentence: &str) -> Option<ExportTable> {
        Some(self.table.export_table(heading, sentence))
    }

    fn no_match_text(&self) -> Text {
        if self.has_more_to_search() {
            Text::StillSearching
        } else if self.is_search_unfinished() {
            Text::NoMatchInFirstRows
        } else {
            Text::NothingMatches
        }
    }

    fn empty_text(&self) -> Text {
        Text::NoDutiesHere
    }
}

/// Duties in the order of a short list: by state, deadline and name of the office.
fn order_by_name(model: &ReadModel, mut list: Vec<Rc<DutyWithStatus>>) -> Vec<Rc<DutyWithStatus>> {
    list.sort_by_cached_key(|owed| {
        (
            !owed.is_counted(),
            owed.status.state,
            owed.status.deadline,
            sort_key(model.office_name(&owed.key().office)),
        )
    });
    list
}

fn describe_scope(model: &ReadModel, scope: &DutyScope) -> String {
    let plan = scope
        .plan
        .clone()
        .or_else(|| scope.rule.as_ref().map(crate::domain::code::RuleId::plan));
    let plan = plan
        .and_then(|code| model.catalog.plan(&code))
        .map(|plan| plan.short_name.clone());
    let rule = scope
        .rule
        .as_ref()
        .and_then(|id| model.catalog.rule(id))
        .map(|(_, rule)| rule.label.clone());
    let period = scope
        .period
        .filter(|p| p.kind().is_some())
        .map(|period| facts::period(model.lang, period));
    let office = scope
        .office
        .as_ref()
        .map(|office| model.qualified_office_name(office));
    let state = scope
        .state
        .map(|state| facts::duty_state(model.lang, state).to_owned());
    let total = scope
        .total
        .map(|total| total_text(model.lang, total).to_owned());
    let parts: Vec<String> = [plan, rule, period, office, state, total]
        .into_iter()
        .flatten()
        .collect();
    if parts.is_empty() {
        Text::AllPlans.text(model.lang).to_owned()
    } else {
        parts.join(" · ")
    }
}

/// Name of one of the four totals.
pub fn total_text(lang: Lang, total: Total) -> &'static str {
    match total {
        Total::DoneOnTime => CliText::DoneOnTime.text(lang),
        Total::DoneLate => CliText::DoneLate.text(lang),
        Total::OpenWithinDeadline => CliText::OpenWithinDeadline.text(lang),
        Total::OpenOverdue => CliText::OpenOverdue.text(lang),
    }
}
