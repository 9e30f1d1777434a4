//! One month as a grid, Monday first: the days with their marks, bands of what lasts longer below them. Characters
//! carry the meaning, colours only help. Knows no key and no list.

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

/// The height of a month with bands: its name, the weekdays, six weeks of two lines.
pub const FULL_HEIGHT: u16 = 14;

/// What stands at one day.
#[derive(Debug, Default)]
struct DayCell {
    /// A day off `*`, or a working weekend day `+`.
    day_off: Option<char>,
    /// The band below it: of a campaign, else of an activity or an inspection.
    band: Option<(char, Tone)>,
    /// What falls due or ends on it, with how many.
    due: Option<(char, usize, Tone)>,
}

/// A month ready to be drawn.
#[derive(Debug)]
pub struct MonthGrid {
    name: String,
    first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
    day_cells: Vec<DayCell>,
}

impl MonthGrid {
    /// The month between its first and its last day.
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

    /// Draws it at the head of the area, with the selected day and today marked; returns the line after it.
    pub fn draw(
        &self,
        (selected, today): (NaiveDate, NaiveDate),
        roomy: bool,
        area: Rect,
        buffer: &mut Buffer,
        look: DrawContext,
    ) -> u16 {
        let cell = area.width / 7;
        put_text(
            buffer,
            area.x,
            area.y,
            area.width,
            &self.name,
            look.theme.style(Tone::Strong),
        );
        for column in 0..7 {
            let day = self.first.week(chrono::Weekday::Mon).first_day() + chrono::Days::new(column);
            let x = area.x + cell * u16::try_from(column).unwrap_or(0) + 1;
            put_text(
                buffer,
                x,
                area.y + 1,
                cell - 1,
                weekday(look.lang, day),
                look.theme.style(Tone::Dim),
            );
        }
        let before = self.first.weekday().num_days_from_monday();
        let step = if roomy { 2 } else { 1 };
        let mut bottom = area.y + 2;
        for (day, square) in self.first.iter_days().zip(&self.day_cells) {
            let place = u16::try_from(before + day.day0()).unwrap_or(0);
            let (x, y) = (area.x + place % 7 * cell, area.y + 2 + place / 7 * step);
            if y + step > area.bottom() {
                break;
            }
            bottom = y + step;
            draw_day(
                square,
                (day, day == selected, day == today),
                (x, y, cell),
                buffer,
                look,
            );
            if roomy {
                draw_marks(square, (x, y + 1, cell), buffer, look);
            } else {
                let marked = square
                    .due
                    .map(|(mark, _, tone)| (mark, tone))
                    .or(square.band);
                if let Some((mark, tone)) = marked {
                    put_text(
                        buffer,
                        x + 3,
                        y,
                        1,
                        &mark.to_string(),
                        look.theme.style(tone),
                    );
                }
            }
        }
        bottom
    }
}

/// `►15*`, `[15]`: the selected day, today, a day off.
fn draw_day(
    square: &DayCell,
    (day, selected, today): (NaiveDate, bool, bool),
    (x, y, cell): (u16, u16, u16),
    buffer: &mut Buffer,
    look: DrawContext,
) {
    let weekend = day.weekday().num_days_from_monday() >= 5;
    let rests = square.day_off == Some('*') || weekend && square.day_off.is_none();
    let tone = match (selected, rests) {
        (true, _) => Tone::Active,
        (false, true) => Tone::Dim,
        (false, false) => Tone::Plain,
    };
    let before = match (selected, today) {
        (true, _) => "►",
        (false, true) => "[",
        (false, false) => " ",
    };
    put_text(buffer, x, y, 1, before, look.theme.style(Tone::Accent));
    put_text(
        buffer,
        x + 1,
        y,
        2,
        &format!("{:>2}", day.day()),
        look.theme.style(tone),
    );
    let after = square.day_off.or(today.then_some(']'));
    if let Some(after) = after.filter(|_| cell > 3) {
        put_text(
            buffer,
            x + 3,
            y,
            1,
            &after.to_string(),
            look.theme.style(Tone::Accent),
        );
    }
}

/// The band, and over it what falls due with how many.
fn draw_marks(
    square: &DayCell,
    (x, y, cell): (u16, u16, u16),
    buffer: &mut Buffer,
    look: DrawContext,
) {
    if let Some((mark, tone)) = square.band {
        put_text(
            buffer,
            x,
            y,
            cell,
            &mark.to_string().repeat(cell.into()),
            look.theme.style(tone),
        );
    }
    if let Some((mark, count, tone)) = square.due {
        let count = if count > 1 {
            count.to_string()
        } else {
            String::new()
        };
        put_text(
            buffer,
            x + 1,
            y,
            cell - 1,
            &format!("{mark}{count}"),
            look.theme.style(tone),
        );
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

/// Two reports due on one day: their number, and the mark of the worse.
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
