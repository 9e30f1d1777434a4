//! Targets (chỉ tiêu): every measure with its target value, newest figure, expected value and status. Must not depend
//! on keys.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pane::Pane;
use crate::domain::assessment::{Assessment, MeasureStatus};
use crate::domain::code::{MeasureId, OfficeCode, PlanCode};
use crate::domain::comment::CommentSubject;
use crate::domain::entry::{is_same_lineage, responsible_offices};
use crate::domain::period::Period;
use crate::domain::plan::{Measure, Plan, Target};
use crate::domain::star::StarSubject;
use crate::i18n::screen::Text;
use crate::i18n::{facts, fill_placeholders};
use crate::keys::Command;
use crate::lists::measures::{MeasureList, MeasureRow, explanation};
use crate::panes::effect::{Effect, MenuKind, Outcome, PageSubject, SheetLocation};
use crate::panes::pages::lists::below_quota;
use crate::panes::read_model::ReadModel;
use crate::panes::{annotations, cells, list_lines};
use crate::widgets::DrawContext;
use crate::widgets::table::{Column, ExportTable, Motion, Table, TableLine, styled};
use crate::widgets::theme::Tone;

/// The list of measures.
#[derive(Debug, Default)]
pub struct TargetsPane {
    /// The measures.
    pub table: Table<MeasureId>,
    plan: Option<PlanCode>,
    status: Option<MeasureStatus>,
    title: String,
}

impl TargetsPane {
    /// Plan whose targets are shown; `None` for all.
    pub fn plan(&self) -> Option<&PlanCode> {
        self.plan.as_ref()
    }

    /// Heading: plan and counts by status.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Shows the targets of one plan, or of all.
    pub fn show_plan(&mut self, plan: Option<PlanCode>, model: &ReadModel) {
        self.plan = plan;
        self.status = None;
        self.table.search("");
        self.build_rows(model);
        self.table.move_selection(Motion::First);
    }
}

impl TargetsPane {
    /// Shows the measures of every plan in one status.
    pub fn show_status(&mut self, status: MeasureStatus, model: &ReadModel) {
        self.show_plan(None, model);
        self.status = Some(status);
        self.build_rows(model);
        self.table.move_selection(Motion::First);
    }
}

impl Pane for TargetsPane {
    fn build_rows(&mut self, model: &ReadModel) {
        let plans = model
            .catalog
            .plans
            .iter()
            .filter(|plan| self.plan.as_ref().is_none_or(|code| plan.code == *code));
        let among = match (&self.plan, self.table.sorting()) {
            (Some(_), _) => PlanGrouping::OnePlan,
            (None, None) => PlanGrouping::Grouped,
            (None, Some(_)) => PlanGrouping::Mixed,
        };
        let mut lines = Vec::new();
        for plan in plans {
            push_plan_rows((model, plan, among), &mut lines);
        }
        if let Some(status) = self.status {
            let fits = |id: &MeasureId| {
                model.listed_assessment(id).map(|verdict| verdict.status) == Some(status)
            };
            lines.retain(|line| line.key.as_ref().is_none_or(fits));
        }
        self.table.set_lines(target_columns(model, among), lines);
        let plan = self.plan.as_ref().and_then(|code| model.catalog.plan(code));
        self.title = plan.map_or_else(
            || Text::AllPlans.text(model.lang).to_owned(),
            |plan| {
                format!(
                    "{} · {}",
                    plan.short_name,
                    super::plans::status_summary(model, plan)
                )
            },
        );
        if let Some(status) = self.status {
            self.title = format!(
                "{} · {}",
                self.title,
                facts::measure_status(model.lang, status)
            );
            if !model
                .catalog
                .plans
                .iter()
                .all(|plan| model.is_plan_assessed(plan))
            {
                self.title = format!("{} {}", self.title, cells::PENDING);
            }
        }
    }

    fn handle_command(&mut self, command: Command, model: &ReadModel) -> Outcome {
        if let Some(motion) = cells::motion_of_command(command) {
            self.table.move_selection(motion);
            return Outcome::Handled;
        }
        if cells::handle_sort_command(&mut self.table, command) {
            self.build_rows(model);
            return Outcome::Handled;
        }
        let measure = self.table.selected().cloned();
        match command {
            Command::Open => measure
                .map(|id| Effect::OpenPage(PageSubject::Measure(id)))
                .into(),
            Command::Star => measure
                .map(|id| annotations::toggle_star(model, StarSubject::Measure(id)))
                .into(),
            Command::Comment => measure
                .map(|id| Effect::OpenCommentForm(CommentSubject::Measure(id)))
                .into(),
            Command::ShowBelowQuota => measure
                .map(|id| below_quota::open_list_effect(model, &id))
                .into(),
            Command::Edit => measure
                .map(|id| Effect::OpenSheet(sheet_location(model, &id)))
                .into(),
            Command::Filter => Outcome::Effect(Effect::OpenMenu(MenuKind::TargetFilter)),
            _ => Outcome::Ignored,
        }
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, draw_context: DrawContext, _active: bool) {
        let only = fill_placeholders(Text::OnlyOf.text(draw_context.lang), &[&self.title]);
        let title = if self.plan.is_some() {
            &only
        } else {
            &self.title
        };
        self.table
            .draw_with_title(title, area, buffer, draw_context, true);
    }

    fn search(&mut self, query: &str) {
        self.table.search(query);
    }

    fn clear_filter(&mut self, model: &ReadModel) -> bool {
        let filtered = self.plan.is_some() || self.status.is_some();
        if filtered {
            self.show_plan(None, model);
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
        Text::NoTargetsHere
    }
}

/// Location of the sheet for a measure: of the own office if it answers for the measure, itself or through a
/// predecessor, else of the first office that does.
pub fn sheet_location(model: &ReadModel, id: &MeasureId) -> SheetLocation {
    let office = model.catalog.measure(id).and_then(|(plan, _, measure)| {
        let day = model.today.clamp(plan.from, plan.to);
        let period = Period::containing(day, measure.frequency, plan.data_period)?;
        let answering = responsible_offices(&model.catalog, plan, measure, period);
        let is_own = |office: &&OfficeCode| {
            model
                .own_office
                .as_ref()
                .is_some_and(|own| is_same_lineage(&model.catalog, own, office))
        };
        answering.iter().find(is_own).or(answering.first()).cloned()
    });
    SheetLocation {
        office,
        plan: Some(id.plan()),
        measure: Some(id.clone()),
        ..SheetLocation::default()
    }
}

/// Grouping of rows by plan; decides whether a row names its plan.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PlanGrouping {
    /// Rows of one plan.
    OnePlan,
    /// Rows of all plans, each below its plan's heading.
    Grouped,
    /// Rows of all plans, mixed.
    Mixed,
}

type RowSource<'a> = (&'a ReadModel, &'a Plan, PlanGrouping);

/// Index of the plan's column, which only mixed rows have.
const PLAN_COLUMN: usize = 2;

fn target_columns(model: &ReadModel, among: PlanGrouping) -> Vec<Column> {
    let mut columns = list_lines::columns::<MeasureList>(model.lang);
    if among != PlanGrouping::Mixed {
        columns.remove(PLAN_COLUMN);
    }
    columns
}

fn push_plan_rows(of: RowSource<'_>, lines: &mut Vec<TableLine<MeasureId>>) {
    let (_, plan, among) = of;
    if among == PlanGrouping::Grouped && !plan.targets.is_empty() {
        lines.push(TableLine::blank_line());
        lines.push(TableLine::heading(plan.short_name.to_uppercase()));
    }
    let mut objective: Option<&str> = None;
    for (id, target, measure) in plan.measures() {
        if target.objective.as_deref() != objective {
            objective = target.objective.as_deref();
            if let Some(found) = plan
                .objectives
                .iter()
                .find(|o| Some(o.no.as_str()) == objective)
            {
                lines.push(TableLine::subheading(format!(
                    "{}  {}",
                    found.no, found.title
                )));
            }
        }
        lines.push(measure_row(of, &id, target, measure));
    }
}

/// Number of the columns that show the assessment, the last ones.
const ASSESSMENT_COLUMNS: usize = 4;

fn measure_row(
    (model, plan, among): RowSource<'_>,
    id: &MeasureId,
    target: &Target,
    measure: &Measure,
) -> TableLine<MeasureId> {
    let verdict = model.listed_assessment(id);
    let is_pending = verdict.is_none();
    let bare = || Cow::Owned(Assessment::without_value(MeasureStatus::NoData, None));
    let star = annotations::is_starred(model, id).then_some(annotations::STAR_MARK);
    let row = MeasureRow {
        plan,
        id: id.clone(),
        measure,
        assessment: verdict.map_or_else(bare, Cow::Borrowed),
        star,
    };
    let of = if among == PlanGrouping::OnePlan {
        String::new()
    } else {
        format!(" ({})", plan.short_name)
    };
    let facts = model.facts();
    let explained = if is_pending {
        cells::PENDING.to_owned()
    } else {
        explanation(&facts, &row)
    };
    let explain = format!("{}{of}: {explained}", id.number());
    let more = format!("{} {}", target.wording, plan.short_name);
    let mut line = list_lines::line::<MeasureList, _>(&facts, &row, id.clone(), explain, &more);
    if is_pending {
        let assessment = line.cells.iter_mut().rev().take(ASSESSMENT_COLUMNS);
        assessment.for_each(|cell| *cell = styled(cells::PENDING, Tone::Dim));
    }
    if among != PlanGrouping::Mixed {
        line.cells.remove(PLAN_COLUMN);
    }
    line
}
