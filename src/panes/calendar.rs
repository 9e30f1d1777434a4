//! Calendar (lịch): a month with its entries, a selected day, and a list of the month. Must not depend on keys; `month`
//! draws the grid.

mod month;

use chrono::{Datelike, Days, Months, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::calendar_entries::calendar_entries;
use super::cells::entry_tone;
use super::pane::Pane;
use super::scope::DutyScope;
use crate::domain::calendar::{CalendarEntry, CalendarEntryKind};
use crate::domain::code::PlanCode;
use crate::form::execution::ExecutionForm;
use crate::i18n::assessment::capitalize;
use crate::i18n::screen::Text;
use crate::i18n::{calendar as words, display, facts, fill_placeholders};
use crate::keys::Command;
use crate::panes::effect::{Effect, ListKind, MenuKind, Outcome, PageSubject};
use crate::panes::read_model::ReadModel;
use crate::widgets::DrawContext;
use crate::widgets::text::{put_text, truncate_at_word, width, wrap, wrap_items};
use crate::widgets::theme::Tone;
use month::MonthGrid;

/// Display text of a calendar entry.
#[derive(Debug)]
struct CalendarLine {
    entry: CalendarEntry,
    /// Days, mark, description, plans.
    cells: [String; 4],
    tone: Tone,
}

/// The calendar pane.
#[derive(Debug, Default)]
pub struct CalendarPane {
    /// The selected day.
    day: NaiveDate,
    today: NaiveDate,
    plan: Option<PlanCode>,
    title: String,
    /// Grids of the selected month and the next.
    months: Vec<MonthGrid>,
    lines: Vec<CalendarLine>,
    day_text: String,
    month_text: String,
    explanation: String,
}

impl CalendarPane {
    /// Shows the entries of one plan, or of all.
    pub fn show_plan(&mut self, plan: Option<PlanCode>, model: &ReadModel) {
        self.plan = plan;
        self.build_rows(model);
    }

    fn select_day(&mut self, to: Option<NaiveDate>, model: &ReadModel) {
        let known = to.filter(|day| crate::domain::day::YEAR_RANGE.contains(&day.year()));
        if let Some(day) = known.filter(|day| *day != self.day) {
            let stays = (day.year(), day.month()) == (self.day.year(), self.day.month());
            self.day = day;
            if stays {
                self.describe_day(model);
            } else {
                self.build_rows(model);
            }
        }
    }

    fn lines_on_day(&self) -> impl Iterator<Item = &CalendarLine> {
        self.lines.iter().filter(|line| line.entry.covers(self.day))
    }

    /// Updates the explanation of the selected day.
    fn describe_day(&mut self, model: &ReadModel) {
        let named = format!(
            "{} {}",
            facts::weekday(model.lang, self.day),
            display::day(model.lang, self.day)
        );
        let things: Vec<String> = self
            .lines_on_day()
            .map(|line| format!("{} {}", line.cells[1], line.cells[2]))
            .collect();
        let count = match things.len() {
            0 => Text::QuietDay.text(model.lang).to_owned(),
            count => fill_placeholders(Text::ThingsOnDay.text(model.lang), &[&count]),
        };
        self.day_text = format!("{named}: {count}");
        self.explanation = if things.is_empty() {
            self.day_text.clone()
        } else {
            format!("{named}: {}.", things.join("; "))
        };
    }

    /// Effect of Enter: opens the only entry of the day, or the list of its entries.
    fn open_selected_day(&self, model: &ReadModel) -> Outcome {
        let mut effects = self
            .lines_on_day()
            .map(|line| effect_of_entry(model, &line.entry.kind));
        match (effects.next(), effects.next()) {
            (None, _) => Outcome::Effect(Effect::ShowMessage(Text::NothingOnDay)),
            (Some(Some(only)), None) => Outcome::Effect(only),
            _ => Outcome::Effect(Effect::OpenPage(PageSubject::List(ListKind::DayEntries(
                self.day,
                self.plan.clone(),
            )))),
        }
    }
}

impl CalendarLine {
    /// Its days, as wide as those of all lines, and what it is; its plans where there is room.
    fn draw(&self, days: u16, row: Rect, buffer: &mut Buffer, draw_context: DrawContext) {
        let dim = draw_context.theme.style(Tone::Dim);
        put_text(buffer, row.x + 1, row.y, days, &self.cells[0], dim);
        let x = row.x + days + 2;
        let plans = Some(&self.cells[3]).filter(|plans| row.width >= 60 && !plans.is_empty());
        let plans = plans.map_or_else(String::new, |plans| format!(" · {plans}"));
        let text = format!("{} {}{plans}", self.cells[1], self.cells[2]);
        let room = row.right().saturating_sub(x);
        let (text, style) = (
            truncate_at_word(&text, room),
            draw_context.theme.style(self.tone),
        );
        put_text(buffer, x, row.y, room, &text, style);
    }
}

/// Effect that opens a calendar entry.
pub fn effect_of_entry(model: &ReadModel, what: &CalendarEntryKind) -> Option<Effect> {
    Some(match what {
        CalendarEntryKind::DayOff { .. } => Effect::OpenPage(PageSubject::List(ListKind::Holidays)),
        CalendarEntryKind::Due(due) => Effect::ShowDuties(DutyScope {
            rule: Some(due.rule.clone()),
            period: Some(due.period),
            ..DutyScope::default()
        }),
        CalendarEntryKind::Event { plans, .. } => {
            Effect::OpenPage(PageSubject::Plan(plans.first()?.clone()))
        }
        CalendarEntryKind::Activity { plan, no, .. } => {
            Effect::OpenPage(PageSubject::Activity(plan.clone(), *no))
        }
        CalendarEntryKind::Inspection { plan, no, .. } => {
            model.execution().inspection(*no)?;
            Effect::OpenExecutionForm(ExecutionForm::Inspection(plan.clone(), Some(*no)))
        }
    })
}

/// First and last day of a day's month.
fn month_bounds(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = day.with_day(1).unwrap_or(day);
    (first, first + Months::new(1) - Days::new(1))
}

impl Pane for CalendarPane {
    fn build_rows(&mut self, model: &ReadModel) {
        // At midnight a selection on today moves on; another day stays selected.
        if self.day == self.today {
            self.day = model.today;
        }
        self.today = model.today;
        let (first, last) = month_bounds(self.day);
        let next = month_bounds(last + Days::new(1));
        let found = calendar_entries(model, (first, next.1), self.plan.as_ref());
        self.months = [(first, last), next]
            .map(|days| {
                MonthGrid::new(
                    capitalize(&words::month_name(model.lang, days.0)),
                    days,
                    &found,
                )
            })
            .into();
        let line = found.into_iter().map(|one| CalendarLine {
            cells: [
                words::entry_days(model.lang, &one),
                words::entry_mark(&one.kind).to_string(),
                words::entry_text(model.lang, &model.catalog, &one.kind),
                words::entry_plans(&model.catalog, &one.kind),
            ],
            tone: entry_tone(&one.kind),
            entry: one,
        });
        self.lines = line.collect();
        let month = capitalize(&words::month_name(model.lang, first));
        let things = self
            .lines
            .iter()
            .filter(|line| line.entry.from <= last)
            .count();
        self.month_text = fill_placeholders(Text::MonthHead.text(model.lang), &[&month, &things]);
        let plan = self.plan.as_ref().and_then(|code| model.catalog.plan(code));
        self.title = plan
            .map_or(Text::AllPlans.text(model.lang), |plan| {
                plan.short_name.as_str()
            })
            .to_owned();
        self.describe_day(model);
    }

    fn handle_command(&mut self, command: Command, model: &ReadModel) -> Outcome {
        let to = match command {
            Command::Left => self.day.checked_sub_days(Days::new(1)),
            Command::Right => self.day.checked_add_days(Days::new(1)),
            Command::Up => self.day.checked_sub_days(Days::new(7)),
            Command::Down => self.day.checked_add_days(Days::new(7)),
            Command::PageUp => self.day.checked_sub_months(Months::new(1)),
            Command::PageDown => self.day.checked_add_months(Months::new(1)),
            Command::First => Some(model.today),
            Command::Last => Some(month_bounds(self.day).1),
            Command::Open => return self.open_selected_day(model),
            Command::Filter => return Outcome::Effect(Effect::OpenMenu(MenuKind::CalendarFilter)),
            Command::Search => return Outcome::Effect(Effect::ShowMessage(Text::NeedsList)),
            _ => return Outcome::Ignored,
        };
        self.select_day(to, model);
        Outcome::Handled
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, draw_context: DrawContext, _active: bool) {
        let is_wide = area.height >= month::FULL_HEIGHT;
        let cell = match area.width {
            100.. => 7,
            72.. => 5,
            _ => 4,
        };
        let marked = month::MarkedDays {
            selected: self.day,
            today: self.today,
            is_roomy: is_wide,
        };
        let grid = Rect {
            x: area.x + 1,
            width: cell * 7,
            ..area
        };
        let shown = if area.height >= 2 * month::FULL_HEIGHT + 3 {
            2
        } else {
            1
        };
        let mut y = area.y;
        for month in self.months.iter().take(shown) {
            let rows = Rect {
                y,
                height: area.bottom().saturating_sub(y),
                ..grid
            };
            y = month.draw(marked, rows, buffer, draw_context) + 1;
        }
        let dim = draw_context.theme.style(Tone::Dim);
        for (row, text) in
            (y.saturating_sub(1)..area.bottom()).zip(self.legend(draw_context, grid.width))
        {
            put_text(buffer, grid.x, row, grid.width, &text, dim);
        }
        let rule = grid.right() + 1;
        for y in area.top()..area.bottom() {
            put_text(buffer, rule, y, 1, "│", dim);
        }
        let until = self.months.get(shown - 1);
        let until = until.map_or(self.day, |month| month.last);
        let list = Rect {
            x: rule + 2,
            width: area.right().saturating_sub(rule + 1).saturating_sub(1),
            ..area
        };
        self.draw_list(until, list, buffer, draw_context);
    }

    fn search(&mut self, _query: &str) {}

    fn clear_filter(&mut self, model: &ReadModel) -> bool {
        let filtered = self.plan.is_some();
        if filtered {
            self.show_plan(None, model);
        }
        filtered
    }

    fn search_state(&self) -> (&str, usize, &str) {
        ("", 1, &self.explanation)
    }
}

impl CalendarPane {
    /// Legend of the marks, as wide as the month.
    fn legend(&self, draw_context: DrawContext, columns: u16) -> Vec<String> {
        let texts = [Text::LegendBands, Text::LegendDays];
        let plan = self.plan.as_ref().map(|_| self.title.clone());
        plan.into_iter()
            .chain(
                texts
                    .iter()
                    .flat_map(|text| wrap_items(text.text(draw_context.lang), columns)),
            )
            .collect()
    }

    /// Draws the selected day, then the visible months in order; entries of the selected day have the marker.
    fn draw_list(
        &self,
        until: NaiveDate,
        area: Rect,
        buffer: &mut Buffer,
        draw_context: DrawContext,
    ) {
        let y = self.draw_selected_day(area, buffer, draw_context);
        if y + 1 >= area.bottom() {
            return;
        }
        let accent = draw_context.theme.style(Tone::Accent);
        put_text(buffer, area.x, y, area.width, &self.month_text, accent);
        let room = usize::from(area.bottom() - y - 1);
        let shown = self.lines.partition_point(|line| line.entry.from <= until);
        let lines = &self.lines[..shown];
        let at = lines
            .iter()
            .position(|line| line.entry.from >= self.day)
            .unwrap_or(shown);
        let top = at.saturating_sub(room / 2).min(shown.saturating_sub(room));
        let days = lines
            .iter()
            .map(|line| width(&line.cells[0]))
            .max()
            .unwrap_or(5);
        let first = lines.iter().position(|line| line.entry.covers(self.day));
        for (y, (place, line)) in (y + 1..area.bottom()).zip(lines.iter().enumerate().skip(top)) {
            let mark = if first.map(|first| first.max(top)) == Some(place) {
                "►"
            } else {
                " "
            };
            put_text(buffer, area.x, y, 1, mark, accent);
            let row = Rect {
                y,
                height: 1,
                ..area
            };
            line.draw(days, row, buffer, draw_context);
        }
    }

    /// The selected day and what lies on it, if there is room for that; returns the line after it.
    fn draw_selected_day(&self, area: Rect, buffer: &mut Buffer, draw_context: DrawContext) -> u16 {
        let (text, strong) = (
            draw_context.fill_keys(&self.day_text),
            draw_context.theme.style(Tone::Strong),
        );
        put_text(buffer, area.x, area.y, area.width, &text, strong);
        let mut y = area.y + 1;
        let whole = area.height >= month::FULL_HEIGHT;
        for line in self.lines_on_day().filter(|_| whole) {
            let style = draw_context.theme.style(line.tone);
            let text = format!("{} {}", line.cells[1], line.cells[2]);
            for row in wrap(&text, area.width.saturating_sub(1)).iter().take(3) {
                let last = area.bottom() - 1;
                put_text(buffer, area.x, y.min(last), area.width, row, style);
                y = (y + 1).min(last);
            }
        }
        y + u16::from(whole)
    }
}
