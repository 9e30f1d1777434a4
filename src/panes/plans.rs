//! Plans (kế hoạch): counts of their measures by status, and missing information. Must not depend on keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pane::Pane;

use crate::domain::code::PlanCode;
use crate::domain::gap;
use crate::domain::plan::Plan;
use crate::i18n::screen::Text;
use crate::i18n::{facts, fill_placeholders};
use crate::keys::Command;
use crate::panes::effect::{Effect, ListKind, Outcome, PageSubject, RecordRef, SheetLocation};
use crate::panes::read_model::ReadModel;
use crate::panes::{cells, filter};
use crate::widgets::DrawContext;
use crate::widgets::facet::Facet;
use crate::widgets::table::{Column, ExportTable, StyledText, Table, TableLine, styled};
use crate::widgets::theme::Tone;
use chrono::Datelike;

/// The list of plans.
#[derive(Debug, Default)]
pub struct PlansPane {
    /// The plans.
    pub table: Table<PlanCode>,
}

impl Pane for PlansPane {
    fn build_rows(&mut self, model: &ReadModel) {
        let mut plans: Vec<&Plan> = model.catalog.plans.iter().collect();
        plans.sort_by_key(|plan| (plan.to < model.today, std::cmp::Reverse(plan.to)));
        let totals = model.totals_by_plan();
        let late = |plan: &Plan| {
            totals
                .get(plan.code.as_str())
                .map_or(0, |of| of.open_overdue)
        };
        let lines = plans
            .into_iter()
            .map(|plan| plan_row(model, plan, late(plan)))
            .collect();
        let words = |text: Text| text.text(model.lang);
        let columns = vec![
            Column::flexible(words(Text::Plan), 22, 0),
            Column::left_aligned(words(Text::Number), 13, 5),
            Column::left_aligned(words(Text::Years), 9, 4),
            Column::left_aligned(words(Text::State), 14, 3),
            Column::flexible(words(Text::MeasuresByStatus), 17, 2),
            Column::right_aligned(words(Text::Overdue), 8, 1),
            Column::right_aligned(words(Text::Gaps), 12, 3),
        ];
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

fn plan_row(model: &ReadModel, plan: &Plan, late: u64) -> TableLine<PlanCode> {
    let gaps = gap::gaps(plan).len() + gap::open_decisions(&model.catalog, plan, model.today).len();
    let years = if plan.from.year() == plan.to.year() {
        plan.from.year().to_string()
    } else {
        format!("{}–{}", plan.from.year(), plan.to.year())
    };
    let count = |n: usize, tone| {
        styled(
            if n == 0 {
                "–".to_owned()
            } else {
                n.to_string()
            },
            if n == 0 { Tone::Dim } else { tone },
        )
    };
    let cells = vec![
        plan.short_name.as_str().into(),
        plan.number.as_deref().unwrap_or("–").into(),
        years.into(),
        plan_state_cell(model, plan),
        status_summary(model, plan).into(),
        count(usize::try_from(late).unwrap_or(usize::MAX), Tone::Bad),
        count(gaps, Tone::Warn),
    ];
    let explain = fill_placeholders(
        Text::PlanExplained.text(model.lang),
        &[
            &plan.title,
            &plan.targets.len(),
            &plan.measures().count(),
            &plan.rules.len(),
            &gaps,
        ],
    );
    let (state, gap) = (
        cells[3].text.clone(),
        if gaps == 0 {
            Text::WithoutGaps
        } else {
            Text::WithGaps
        },
    );
    let late = if late == 0 {
        Text::WithoutOverdue
    } else {
        Text::WithOverdue
    };
    TableLine::row(
        plan.code.clone(),
        cells,
        explain,
        &format!("{} {}", plan.title, plan.code),
    )
    .with_facet(Text::State.text(model.lang), state)
    .with_facet(Text::Overdue.text(model.lang), late.text(model.lang))
    .with_facet(Text::Gaps.text(model.lang), gap.text(model.lang))
}

fn plan_state_cell(model: &ReadModel, plan: &Plan) -> StyledText {
    let text = if model.today < plan.from {
        Text::PlanAhead
    } else if model.today > plan.to {
        Text::PlanEnded
    } else {
        Text::PlanRunning
    };
    styled(
        text.text(model.lang),
        if text == Text::PlanRunning {
            Tone::Plain
        } else {
            Tone::Dim
        },
    )
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
