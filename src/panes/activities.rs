//! Activities (hoạt động): rows of the annexes, late ones first. Must not depend on keys; requests pages and forms by
//! effects.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cells::party_name;
use super::pane::Pane;
use super::scope::ActivityScope;
use crate::domain::activity::ActivityState;
use crate::domain::code::PlanCode;
use crate::domain::number::Number;
use crate::domain::plan::Activity;
use crate::form::execution::ExecutionForm;
use crate::i18n::cli::activity_state as state_words;
use crate::i18n::screen::Text;
use crate::i18n::{display, fill_placeholders};
use crate::keys::Command;
use crate::lists::List;
use crate::lists::execution::{self, ActivityList, ActivityRow};
use crate::panes::effect::{Effect, ListKind, MenuKind, Outcome, PageSubject};
use crate::panes::read_model::ReadModel;
use crate::panes::{cells, list_lines};
use crate::widgets::DrawContext;
use crate::widgets::table::{ExportTable, Motion, StyledText, Table, TableLine};

/// The list of activities.
#[derive(Debug, Default)]
pub struct ActivitiesPane {
    /// The activities, by plan and number.
    pub table: Table<(PlanCode, u32)>,
    scope: ActivityScope,
    title: String,
}

impl ActivitiesPane {
    /// Shows the activities of another scope.
    pub fn show_scope(&mut self, scope: ActivityScope, model: &ReadModel) {
        self.scope = scope;
        self.table.search("");
        self.build_rows(model);
        self.table.move_selection(Motion::First);
    }
}

impl Pane for ActivitiesPane {
    fn build_rows(&mut self, model: &ReadModel) {
        let scope = &self.scope;
        let plans = model
            .catalog
            .plans
            .iter()
            .filter(|plan| scope.plan.as_ref().is_none_or(|code| plan.code == *code));
        let mut found = Vec::new();
        for plan in plans {
            for activity in &plan.activities {
                let done = model.execution().quantity_done(&plan.code, activity.no);
                // The screen does not show the amount spent here.
                found.push(ActivityRow::new(plan, activity, (done, 0), model.today));
            }
        }
        let count = |state| found.iter().filter(|one| one.state == state).count();
        let [late, running, ahead, done] = ActivityState::ALL.map(count);
        let counts = fill_placeholders(
            Text::ActivityCounts.text(model.lang),
            &[&late, &running, &ahead, &done],
        );
        let plan = scope
            .plan
            .as_ref()
            .and_then(|code| model.catalog.plan(code));
        let of = plan.map_or(Text::AllPlans.text(model.lang), |plan| {
            plan.short_name.as_str()
        });
        self.title = format!("{of}: {counts}");
        found.retain(|one| scope.state.is_none_or(|state| one.state == state));
        ActivityList::arrange(&model.facts(), &mut found);
        let mut lines = Vec::new();
        let mut state = None;
        for one in &found {
            if state != Some(one.state) {
                state = Some(one.state);
                lines.push(TableLine::blank_line());
                lines.push(TableLine::heading(
                    state_words(model.lang, one.state).to_uppercase(),
                ));
            }
            lines.push(activity_row(model, one));
        }
        self.table
            .set_lines(list_lines::columns::<ActivityList>(model.lang), lines);
    }

    fn handle_command(&mut self, command: Command, _book: &ReadModel) -> Outcome {
        if let Some(motion) = cells::motion_of_command(command) {
            self.table.move_selection(motion);
            return Outcome::Handled;
        }
        if cells::handle_sort_command(&mut self.table, command) {
            return Outcome::Handled;
        }
        let at = self.table.selected().cloned();
        match command {
            Command::Open => at
                .map(|(plan, no)| Effect::OpenPage(PageSubject::Activity(plan, no)))
                .into(),
            Command::Edit => at
                .map(|(plan, no)| Effect::OpenExecutionForm(ExecutionForm::Activity(plan, no)))
                .into(),
            Command::Filter => Outcome::Effect(Effect::OpenMenu(MenuKind::ActivityFilter)),
            Command::ShowBudget => {
                let plan = at.map(|(plan, _)| plan);
                Outcome::Effect(Effect::OpenPage(PageSubject::List(ListKind::Budget(plan))))
            }
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

    fn clear_filter(&mut self, model: &ReadModel) -> bool {
        let filtered = self.scope != ActivityScope::default();
        if filtered {
            self.show_scope(ActivityScope::default(), model);
        }
        filtered
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
        Text::NoActivitiesHere
    }
}

/// Symbol and text of a state, with the days late.
pub fn activity_state_cell(
    model: &ReadModel,
    activity: &Activity,
    done: Option<Number>,
) -> StyledText {
    list_lines::styled_text(execution::activity_state_cell(
        &model.facts(),
        activity,
        done,
    ))
}

/// Window of an activity: `Tháng 5-7 → từ 01/05/2020 đến hết 31/07/2020`.
pub fn window_text(model: &ReadModel, activity: &Activity) -> String {
    let window = &activity.window;
    let values: [&dyn std::fmt::Display; 3] = [
        &window.wording,
        &display::day(model.lang, window.from),
        &display::day(model.lang, window.to),
    ];
    fill_placeholders(Text::WindowDays.text(model.lang), &values)
}

fn activity_row(model: &ReadModel, row: &ActivityRow<'_>) -> TableLine<(PlanCode, u32)> {
    let ActivityRow { plan, activity, .. } = row;
    let lead = model.office_name(&activity.lead);
    let partners: Vec<String> = activity
        .partners
        .iter()
        .map(|who| party_name(model, who))
        .collect();
    let mut explain = format!(
        "{}: {}. {}: {lead}",
        activity.content,
        window_text(model, activity),
        Text::Lead.text(model.lang)
    );
    if !partners.is_empty() {
        let _ = write!(
            explain,
            "; {}: {}",
            Text::Partners.text(model.lang).to_lowercase(),
            partners.join(", ")
        );
    }
    explain += ".";
    if let Some(note) = model.execution().newest_note(&plan.code, activity.no) {
        let _ = write!(explain, " {note}.");
    }
    let key = (plan.code.clone(), activity.no);
    let more = format!("{lead} {}", plan.title);
    list_lines::line::<ActivityList, _>(&model.facts(), row, key, explain, &more)
}
