//! Search for cells in the sheet, and lists of where an office has cells. Must not depend on keys.

use chrono::Datelike;

use super::grid::GridRow;
use super::{SheetPane, availability};
use crate::domain::code::{OfficeCode, PlanCode};
use crate::domain::match_rank::match_rank;
use crate::domain::text::{fold, matches};
use crate::i18n::screen::Text;
use crate::i18n::{display, facts, fill_placeholders};
use crate::panes::read_model::ReadModel;

impl SheetPane {
    /// Selects the first matching cell from the selected one on; `onward`: the next one.
    pub fn select_match(&mut self, query: &str, onward: bool) {
        query.clone_into(&mut self.search_query);
        if query.trim().is_empty() {
            return;
        }
        let rows = &self.grid.rows;
        let fits = |place: &usize| matches_query(&rows[*place], query);
        let from = self.cursor.0 + usize::from(onward);
        let mut fitting = (from..rows.len())
            .chain(0..from.min(rows.len()))
            .filter(fits);
        // `4.1` finds row 4.1, not 4.10; further matches follow in turn.
        let rank = |place: &usize| {
            match_rank(
                [rows[*place].row_number.as_str(), &rows[*place].label].into_iter(),
                query,
            )
        };
        let rank = |place: &usize| rank(place).map_or(u8::MAX, |rank| rank as u8);
        let found = if onward {
            fitting.next()
        } else {
            fitting.min_by_key(rank)
        };
        self.cursor.0 = found.unwrap_or(self.cursor.0);
    }

    /// Search query and number of matching cells.
    pub fn search_state(&self) -> (&str, usize) {
        (
            &self.search_query,
            self.grid
                .rows
                .iter()
                .filter(|row| matches_query(row, &self.search_query))
                .count(),
        )
    }
}

fn matches_query(row: &GridRow, query: &str) -> bool {
    matches(
        &fold(&format!(
            "{} {} {}",
            row.row_number, row.label, row.unit_and_target
        )),
        query,
    )
}

/// Reason why there is no cell, and the plans, years and kinds of period in which an office has cells.
pub fn available_sheets_text(
    model: &ReadModel,
    office: &OfficeCode,
    plan: Option<&PlanCode>,
) -> Vec<String> {
    let words = |text: Text| text.text(model.lang);
    let opened = plan.and_then(|plan| model.catalog.plan(plan));
    if let Some(plan) = opened.filter(|plan| plan.from > model.today) {
        return vec![fill_placeholders(
            words(Text::PlanNotBegun),
            &[&display::day(model.lang, plan.from)],
        )];
    }
    let mut lines = Vec::new();
    for code in availability::plans_with_cells(model, office) {
        let Some(plan) = model.catalog.plan(&code) else {
            continue;
        };
        let kinds = availability::period_kinds(model, &code, office).into_iter();
        let kinds: Vec<&str> = kinds
            .map(|kind| facts::period_kind(model.lang, kind))
            .collect();
        let years = match (plan.from.year(), plan.to.year()) {
            (from, to) if from == to => from.to_string(),
            (from, to) => format!("{from}–{to}"),
        };
        lines.push(format!(
            "  {}: {} ({years})",
            plan.short_name,
            kinds.join(", ")
        ));
    }
    if lines.is_empty() {
        return vec![fill_placeholders(
            words(Text::AnswersForNothing),
            &[&model.office_name(office)],
        )];
    }
    lines.insert(0, words(Text::CellsAt).to_owned());
    lines.insert(0, words(Text::NoCells).to_owned());
    lines
}
