//! Plans (kế hoạch): counts of their measures by status, and missing information. Must not depend on keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pane::Pane;

use crate::domain::code::PlanCode;
use crate::domain::plan::Plan;
use crate::i18n::screen::Text;
use crate::i18n::{facts, fill_placeholders};
use crate::keys::Command;
use crate::lists::List;
use crate::lists::plans::{PlanList, PlanRow};
use crate::panes::effect::{Effect, ListKind, Outcome, PageSubject, RecordRef, SheetLocation};
use crate::panes::read_model::ReadModel;
use crate::panes::{cells, filter, list_lines};
use crate::widgets::DrawContext;
use crate::widgets::facet::Facet;
use crate::widgets::table::{ExportTable, Table, TableLine};

/// The list of plans.
#[derive(Debug, Default)]
pub struct PlansPane {
    /// The plans.
    pub table: Table<PlanCode>,
}

impl Pane for PlansPane {
    fn build_rows(&mut self, model: &ReadModel) {
        let (facts, totals) = (model.facts(), model.totals_by_plan());
        let mut rows = Vec::new();
        for plan in &model.catalog.plans {
            let of = totals.get(plan.code.as_str());
            rows.push(PlanRow {
                overdue: of.map_or(0, |of| of.open_overdue),
                statuses: status_summary(model, plan),
                ..PlanRow::new(&model.catalog, plan, model.today)
            });
        }
        PlanList::arrange(&facts, &mut rows);
        let lines = rows.iter().map(|row| plan_line(model, row)).collect();
        self.table
            .set_lines(list_lines::columns::<PlanList>(model.lang), lines);
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
        let plan = self.table.selected().cloned();
        match command {
            Command::Open => plan
                .map(|plan| Effect::OpenPage(PageSubject::Plan(plan)))
                .into(),
            Command::Insert => Outcome::Effect(Effect::OpenRecordForm(RecordRef::Plan(None), None)),
            Command::EditRecord => open_list(plan.map(ListKind::PlanParts), Text::NeedsPlan),
            Command::ShowGaps => open_list(Some(ListKind::Gaps(plan)), Text::NeedsPlan),
            Command::CopyPlan => match plan {
                Some(plan) => {
                    Outcome::Effect(Effect::OpenRecordForm(RecordRef::PlanCopy(plan), None))
                }
                None => Outcome::Effect(Effect::ShowMessage(Text::NeedsPlan)),
            },
            Command::Edit => Outcome::Effect(Effect::OpenSheet(SheetLocation {
                plan,
                ..SheetLocation::default()
            })),
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

    fn empty_text(&self) -> Text {
        filter::empty_text(&self.table, Text::NothingFound)
    }

    fn export_table(&self, heading: &str, sentence: &str) -> Option<ExportTable> {
        Some(self.table.export_table(heading, sentence))
    }
}

/// Opens a list page; shows a message if there is none.
fn open_list(kind: Option<ListKind>, why: Text) -> Outcome {
    Outcome::Effect(kind.map_or(Effect::ShowMessage(why), |kind| {
        Effect::OpenPage(PageSubject::List(kind))
    }))
}

fn plan_line(model: &ReadModel, row: &PlanRow<'_>) -> TableLine<PlanCode> {
    let plan = row.plan;
    let explain = fill_placeholders(
        Text::PlanExplained.text(model.lang),
        &[
            &plan.title,
            &plan.targets.len(),
            &plan.measures().count(),
            &plan.rules.len(),
            &row.gaps,
        ],
    );
    let more = format!("{} {}", plan.title, plan.code);
    list_lines::line::<PlanList, _>(&model.facts(), row, plan.code.clone(), explain, &more)
}

/// Its targets by verdict: `2 không đạt, 14 đạt …`, the worst first.
pub fn status_summary(model: &ReadModel, plan: &Plan) -> String {
    if plan.targets.is_empty() {
        return Text::NoTargets.text(model.lang).to_owned();
    }
    if !model.is_plan_assessed(plan) {
        return cells::PENDING.to_owned();
    }
    facts::target_counts(model.lang, plan, |id| model.listed_assessment(id))
}
