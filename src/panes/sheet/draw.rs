//! How the sheet looks: a row a cell, its unit and promise below it where there is room. Changes nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::head;
use super::rows::SheetRow;
use super::{Mode, SheetPane};
use crate::domain::figure::Quality;
use crate::panes::book::Book;
use crate::panes::tones;
use crate::widgets::table::{Column, fit};
use crate::widgets::text::{put, put_right};
use crate::widgets::theme::Tone;
use crate::widgets::{Look, field, text};
use crate::words::screen::Text;
use crate::words::{facts, fill};

const COLUMNS: [Column; 7] = [
    Column::left("", 4, 0),
    Column::flex("", 20, 0),
    Column::right("", 9, 2),
    Column::right("", 12, 0),
    Column::left("", 1, 0),
    Column::right("", 7, 3),
    Column::left("", 14, 1),
];

impl SheetPane {
    /// Draws the sheet; returns the cursor's place while something is typed.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look, book: &Book) -> Option<Position> {
        let area = head::draw(&self.at, (self.quality, self.locked.is_some()), area, buffer, (look, book));
        let places = fit(&COLUMNS, area.width.saturating_sub(2));
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(4), ..area };
        self.draw_head(area, buffer, look, &places);
        if self.rows.is_empty() {
            self.draw_nothing(body, buffer, look);
            return None;
        }
        let tall = if body.height >= 12 || usize::from(body.height) >= self.rows.len() * 2 { 2 } else { 1 };
        let fits = usize::from((body.height / tall).max(1));
        let top = self.scroll(fits);
        let mut cursor = None;
        for (place, row) in self.rows.iter().enumerate().skip(top).take(fits) {
            let down = u16::try_from(place - top).unwrap_or(0) * tall;
            let line = Rect { y: body.y + down, height: tall.min(body.bottom().saturating_sub(body.y + down)), ..body };
            cursor = self.draw_row(row, place == self.selected, line, buffer, (look, &places)).or(cursor);
        }
        let shown = fits.min(self.rows.len() - top) * usize::from(tall);
        let body = Rect { height: body.height.min(u16::try_from(shown).unwrap_or(u16::MAX)), ..body };
        text::more(buffer, body, look, (top > 0, top + fits < self.rows.len()));
        self.draw_state(area, buffer, look).or(cursor)
    }

    /// No cell here: where there are some.
    fn draw_nothing(&self, body: Rect, buffer: &mut Buffer, look: Look) {
        let mut lines = self.hint.clone();
        if self.at.office.is_none() {
            lines = vec![Text::OfficeFirst.words(look.lang).to_owned()];
        }
        let room = body.width.saturating_sub(2);
        let lines = lines.iter().flat_map(|line| text::wrap(line, room));
        for (y, line) in (body.y + 1..body.bottom()).zip(lines) {
            put(buffer, body.x + 1, y, room, &line, look.theme.style(Tone::Plain));
        }
    }

    fn draw_head(&self, area: Rect, buffer: &mut Buffer, look: Look, places: &[Option<(u16, u16)>]) {
        let style = look.theme.style(Tone::Dim);
        let short = |period: Option<crate::domain::period::Period>| {
            period.map_or_else(String::new, |period| facts::period_short(look.lang, period))
        };
        let heads = [
            String::new(),
            Text::Target.words(look.lang).to_owned(),
            short(self.at.period.and_then(crate::domain::period::Period::previous)),
            short(self.at.period),
            String::new(),
            Text::Line.words(look.lang).to_owned(),
            Text::Verdict.words(look.lang).to_owned(),
        ];
        for ((column, place), head) in COLUMNS.iter().zip(places).zip(&heads) {
            let Some((x, width)) = *place else { continue };
            if column.right {
                put_right(buffer, area.x + 1 + x, area.y + 1, width, head, style);
            } else {
                put(buffer, area.x + 1 + x, area.y + 1, width, head, style);
            }
        }
    }

    fn draw_row(
        &self,
        row: &SheetRow,
        selected: bool,
        line: Rect,
        buffer: &mut Buffer,
        (look, places): (Look, &[Option<(u16, u16)>]),
    ) -> Option<Position> {
        let style = |tone| look.theme.style(tone);
        let at = |index: usize| places[index].map(|(x, width)| (line.x + 1 + x, width));
        if selected {
            put(buffer, line.x, line.y, 1, "►", style(Tone::Accent));
        }
        if let Some((x, width)) = at(0) {
            put(buffer, x, line.y, width, &row.no, style(Tone::Dim));
        }
        if let Some((x, width)) = at(1) {
            put(buffer, x, line.y, width, &row.label, style(if selected { Tone::Strong } else { Tone::Plain }));
            if line.height > 1 {
                put(buffer, x, line.y + 1, width + 24, &row.promise, style(Tone::Dim));
            }
        }
        if let Some((x, width)) = at(2) {
            put_right(buffer, x, line.y, width, &row.previous, style(Tone::Dim));
        }
        if let Some((x, width)) = at(5) {
            put_right(buffer, x, line.y, width, &row.line, style(Tone::Dim));
        }
        if let Some((x, width)) = at(6) {
            let (words, tone) = match row.status {
                Some(status) => {
                    let toned = tones::verdict(look.lang, status);
                    (toned.text, toned.tone)
                }
                None if row.figure.is_none() => (format!("· {}", Text::NotEntered.words(look.lang)), Tone::Dim),
                None => (String::new(), Tone::Dim),
            };
            put(buffer, x, line.y, width, &words, style(tone));
        }
        self.draw_value(row, selected, line, buffer, (look, places))
    }

    /// The cell itself: what is typed, else the draft, else what stands in the database, with its mark.
    fn draw_value(
        &self,
        row: &SheetRow,
        selected: bool,
        line: Rect,
        buffer: &mut Buffer,
        (look, places): (Look, &[Option<(u16, u16)>]),
    ) -> Option<Position> {
        let (x, width) = places[3]?;
        let x = line.x + 1 + x;
        if let (true, Mode::Typing(typed)) = (selected, &self.mode) {
            put(buffer, x, line.y, 1, "[", look.theme.style(Tone::Accent));
            put(buffer, x + width - 1, line.y, 1, "]", look.theme.style(Tone::Accent));
            let inner = Rect { x: x + 1, y: line.y, width: width - 2, height: 1 };
            return Some(field::draw_line(typed, inner, buffer, look.theme.style(Tone::Strong)));
        }
        let draft = self.drafts.get(&row.cell);
        let (text, mark, tone) = match (draft, &row.figure) {
            (Some(draft), _) if draft.refused => (draft.text.as_str(), "■", Tone::Bad),
            (Some(draft), _) => (draft.text.as_str(), "…", Tone::Warn),
            (None, figure) if self.locked.is_some() => {
                (figure.as_ref().map_or("·", |_| row.value.as_str()), "■", Tone::Dim)
            }
            (None, Some(_)) if self.notes.contains_key(&row.cell) => (row.value.as_str(), "…", Tone::Warn),
            (None, Some(figure)) if figure.quality == Quality::Estimate => (row.value.as_str(), "≈", Tone::Plain),
            (None, Some(figure)) if figure.note.is_some() => (row.value.as_str(), "+", Tone::Plain),
            (None, Some(_)) => (row.value.as_str(), "√", Tone::Plain),
            (None, None) => ("·", "", Tone::Dim),
        };
        put_right(buffer, x, line.y, width, text, look.theme.style(tone));
        if let Some((mark_x, mark_width)) = places[4] {
            put(buffer, line.x + 1 + mark_x, line.y, mark_width, mark, look.theme.style(tone));
        }
        None
    }

    /// The line under the table: how many are entered, what the selected cell's mark means, the note being typed.
    fn draw_state(&self, area: Rect, buffer: &mut Buffer, look: Look) -> Option<Position> {
        let y = area.bottom().saturating_sub(1);
        if let Mode::Noting(line, _) = &self.mode {
            let x = put(
                buffer,
                area.x + 1,
                y,
                20,
                &format!("{}: ", Text::Note.words(look.lang)),
                look.theme.style(Tone::Accent),
            );
            let inner = Rect { x, y, width: area.right().saturating_sub(x + 1), height: 1 };
            return Some(field::draw_line(line, inner, buffer, look.theme.style(Tone::Strong)));
        }
        let entered = self.rows.iter().filter(|row| row.figure.is_some()).count();
        let mut words = fill(Text::EnteredOf.words(look.lang), &[&entered, &self.rows.len()]);
        if !self.saved.is_empty() {
            words = format!("{words} · {}", self.saved);
        }
        put(buffer, area.x + 1, y, area.width / 2, &words, look.theme.style(Tone::Dim));
        let state = self.row().map_or("", |row| match (self.drafts.get(&row.cell), &row.figure) {
            (Some(draft), _) if draft.refused => Text::MarkRefused.words(look.lang),
            (Some(_), _) => Text::MarkDraft.words(look.lang),
            (None, _) if self.locked.is_some() => Text::MarkLocked.words(look.lang),
            (None, _) if self.notes.contains_key(&row.cell) => Text::MarkNoteDraft.words(look.lang),
            (None, Some(figure)) => match (figure.quality, &figure.note) {
                (Quality::Estimate, None) => Text::MarkEstimate.words(look.lang),
                (Quality::Estimate, Some(_)) => Text::MarkEstimateNoted.words(look.lang),
                (Quality::Official, Some(_)) => Text::MarkNoted.words(look.lang),
                (Quality::Official, None) => Text::MarkSaved.words(look.lang),
            },
            (None, None) => "",
        });
        put_right(buffer, area.x, y, area.width.saturating_sub(1), state, look.theme.style(Tone::Dim));
        None
    }

    fn scroll(&self, fits: usize) -> usize {
        let mut top = self.top.get().min(self.rows.len().saturating_sub(fits));
        if self.selected < top {
            top = (self.selected + 1).saturating_sub(fits.div_ceil(2));
        } else if self.selected >= top + fits {
            top = (self.selected + fits / 2 + 1).saturating_sub(fits).min(self.rows.len().saturating_sub(fits));
        }
        self.top.set(top);
        top
    }
}
