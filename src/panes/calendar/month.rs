//! Grid of one month, Monday first: days with their marks, and bands for longer entries below them. Meaning is carried
//! by characters, colours are redundant. Must not depend on keys or lists.

use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::calendar::{CalendarEntry, CalendarEntryKind};
use crate::i18n::calendar::entry_mark;
use crate::i18n::facts::weekday;
use crate::panes::cells::entry_tone;
use crate::widgets::DrawContext;
use crate::widgets::text::put_text;
use crate::widgets::theme::Tone;

/// Height of a month with bands: name, weekdays, six weeks of two lines.
pub const FULL_HEIGHT: u16 = 14;

/// Content of one day.
#[derive(Debug, Default)]
struct DayCell {
    /// A day off `*`, or a make-up workday `+`.
    day_off: Option<char>,
    /// Band below it: of an event, else of an activity or an inspection.
    band: Option<(char, Tone)>,
    /// Mark, number and tone of deadlines and ends on that day.
    due: Option<(char, usize, Tone)>,
}

/// A month prepared for drawing.
#[derive(Debug)]
pub struct MonthGrid {
    name: String,
    first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
    day_cells: Vec<DayCell>,
}

impl MonthGrid {
    /// Builds the grid of the month between its first and last day.
    pub fn new(
        name: String,
        (first, last): (NaiveDate, NaiveDate),
        found: &[CalendarEntry],
    ) -> Self {
        let days = first.iter_days().take_while(|day| *day <= last);
        let day_cells = days
            .map(|day| day_cell(found.iter().filter(|one| one.covers(day))))
            .collect();
        Self {
            name,
            first,
            last,
            day_cells,
        }
    }

    /// Draws it at the head of the area, on two lines a week where there is room; returns the line after it.
    pub fn draw(
        &self,
        marked: MarkedDays,
        area: Rect,
        buffer: &mut Buffer,
        draw_context: DrawContext,
    ) -> u16 {
        let (cell, is_wide) = (area.width / 7, marked.is_roomy);
        self.draw_heading(area, buffer, draw_context);
        let before = self.first.weekday().num_days_from_monday();
        let step = if is_wide { 2 } else { 1 };
        let mut bottom = area.y + 2;
        for (day, square) in self.first.iter_days().zip(&self.day_cells) {
            let place = u16::try_from(before + day.day0()).unwrap_or(0);
            let (x, y) = (area.x + place % 7 * cell, area.y + 2 + place / 7 * step);
            if y + step > area.bottom() {
                break;
            }
            bottom = y + step;
            let place = Rect {
                x,
                y,
                width: cell,
                height: step,
            };
            square.draw_day(marked.of(day), place, buffer, draw_context);
            if is_wide {
                square.draw_marks(place, buffer, draw_context);
            } else {
                square.draw_mark(place, buffer, draw_context);
            }
        }
        bottom
    }

    /// Its name and the weekdays.
    fn draw_heading(&self, area: Rect, buffer: &mut Buffer, draw_context: DrawContext) {
        let strong = draw_context.theme.style(Tone::Strong);
        put_text(buffer, area.x, area.y, area.width, &self.name, strong);
        let (cell, dim) = (area.width / 7, draw_context.theme.style(Tone::Dim));
        for column in 0..7 {
            let day = self.first.week(chrono::Weekday::Mon).first_day() + chrono::Days::new(column);
            let x = area.x + cell * u16::try_from(column).unwrap_or(0) + 1;
            let name = weekday(draw_context.lang, day);
            put_text(buffer, x, area.y + 1, cell - 1, name, dim);
        }
    }
}

/// The days with marks of their own, and how a month is drawn around them.
#[derive(Clone, Copy, Debug)]
pub struct MarkedDays {
    /// The selected day.
    pub selected: NaiveDate,
    /// Today.
    pub today: NaiveDate,
    /// Whether a week takes two lines.
    pub is_roomy: bool,
}

impl MarkedDays {
    fn of(self, day: NaiveDate) -> DayMark {
        DayMark {
            day,
            is_selected: day == self.selected,
            is_today: day == self.today,
        }
    }
}

/// A day, and whether it is the selected one and today.
#[derive(Clone, Copy)]
struct DayMark {
    day: NaiveDate,
    is_selected: bool,
    is_today: bool,
}

impl DayCell {
    /// Draws a day: `►15*`, `[15]` for the selected day, today, a day off.
    fn draw_day(&self, mark: DayMark, place: Rect, buffer: &mut Buffer, draw_context: DrawContext) {
        let Rect { x, y, width, .. } = place;
        let accent = draw_context.theme.style(Tone::Accent);
        let weekend = mark.day.weekday().num_days_from_monday() >= 5;
        let rests = self.day_off == Some('*') || weekend && self.day_off.is_none();
        let tone = match (mark.is_selected, rests) {
            (true, _) => Tone::Active,
            (false, true) => Tone::Dim,
            (false, false) => Tone::Plain,
        };
        let before = match (mark.is_selected, mark.is_today) {
            (true, _) => "►",
            (false, true) => "[",
            (false, false) => " ",
        };
        put_text(buffer, x, y, 1, before, accent);
        let number = format!("{:>2}", mark.day.day());
        put_text(buffer, x + 1, y, 2, &number, draw_context.theme.style(tone));
        let after = self.day_off.or(mark.is_today.then_some(']'));
        if let Some(after) = after.filter(|_| width > 3) {
            put_text(buffer, x + 3, y, 1, &after.to_string(), accent);
        }
    }

    /// The band below the day, and over it what falls due with how many.
    fn draw_marks(&self, place: Rect, buffer: &mut Buffer, draw_context: DrawContext) {
        let (x, y, width) = (place.x, place.y + 1, place.width);
        if let Some((mark, tone)) = self.band {
            let band = mark.to_string().repeat(width.into());
            put_text(buffer, x, y, width, &band, draw_context.theme.style(tone));
        }
        if let Some((mark, count, tone)) = self.due {
            let due = match count {
                0 | 1 => mark.to_string(),
                count => format!("{mark}{count}"),
            };
            put_text(
                buffer,
                x + 1,
                y,
                width - 1,
                &due,
                draw_context.theme.style(tone),
            );
        }
    }

    /// Where there is no line for them: the mark of what falls due, else of the band, behind the day.
    fn draw_mark(&self, place: Rect, buffer: &mut Buffer, draw_context: DrawContext) {
        let due = self.due.map(|(mark, _, tone)| (mark, tone));
        if let Some((mark, tone)) = due.or(self.band) {
            let (x, style) = (place.x + 3, draw_context.theme.style(tone));
            put_text(buffer, x, place.y, 1, &mark.to_string(), style);
        }
    }
}

fn day_cell<'a>(found: impl Iterator<Item = &'a CalendarEntry>) -> DayCell {
    let mut square = DayCell::default();
    for one in found {
        match &one.kind {
            CalendarEntryKind::DayOff { .. } => square.day_off = Some(entry_mark(&one.kind)),
            CalendarEntryKind::Event { .. } => square.band = Some(('═', entry_tone(&one.kind))),
            CalendarEntryKind::Due(due) => {
                square.due = Some(merge_due_marks(
                    square.due,
                    (entry_mark(&one.kind), due.total, entry_tone(&one.kind)),
                ));
            }
            CalendarEntryKind::Activity { .. } | CalendarEntryKind::Inspection { .. } => {
                square.band = square.band.or(Some(('─', Tone::Plain)));
            }
        }
    }
    square
}

/// Merges two deadline marks of one day: sum of the numbers, mark of the worse.
fn merge_due_marks(
    before: Option<(char, usize, Tone)>,
    new: (char, usize, Tone),
) -> (char, usize, Tone) {
    let rank = |mark: char| ['●', '◄', '■'].iter().position(|one| *one == mark);
    match before {
        Some(before) if rank(before.0) >= rank(new.0) => (before.0, before.1 + new.1, before.2),
        Some(before) => (new.0, before.1 + new.1, new.2),
        None => new,
    }
}
