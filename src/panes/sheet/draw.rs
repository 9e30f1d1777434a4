//! Drawing of the sheet: a row per measure or office, with unit and target value below it if there is space; the
//! preview of a pasted block. Changes nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::cell::SheetCell;
use super::grid::GridRow;
use super::pasted_block::PastedBlock;
use super::{SheetMode, SheetPane, header, search};
use crate::domain::period::Period;
use crate::form::text_input::TextInput;
use crate::i18n::screen::Text;
use crate::i18n::{facts, fill_placeholders};
use crate::keys::KeyContext;
use crate::panes::cells;
use crate::panes::effect::SheetLayout;
use crate::panes::read_model::ReadModel;
use crate::widgets::table::{Column, StyledText, fit_columns, styled};
use crate::widgets::text::{put_text, put_text_right};
use crate::widgets::theme::Tone;
use crate::widgets::{DrawContext, field, text};

/// Width of a value in the layout with period columns: minimum and maximum.
const VALUE_WIDTH: (u16, u16) = (9, 13);
/// Width besides a value: its mark and blanks.
const VALUE_PADDING: u16 = 3;
/// Width before the values in the layout with period columns.
const LEADING_WIDTH: u16 = 27;

/// Columns: number and label, then previous and current value with expected value and status, or period columns.
fn sheet_columns(layout: SheetLayout, shown: usize, room: u16) -> Vec<Column> {
    let mut columns = vec![Column::left_aligned("", 4, 0), Column::flexible("", 20, 0)];
    let one = layout != SheetLayout::PeriodColumns;
    columns.extend(one.then(|| Column::right_aligned("", 9, 2)));
    let each = room.saturating_sub(LEADING_WIDTH) / u16::try_from(shown.max(1)).unwrap_or(1);
    let value = if one {
        VALUE_WIDTH.1
    } else {
        each.saturating_sub(VALUE_PADDING)
            .clamp(VALUE_WIDTH.0, VALUE_WIDTH.1)
    };
    for _ in 0..shown {
        columns.extend([
            Column::right_aligned("", value, 0),
            Column::left_aligned("", 1, 0),
        ]);
    }
    columns.extend((layout == SheetLayout::MeasureRows).then(|| Column::right_aligned("", 7, 3)));
    columns.extend(one.then(|| Column::left_aligned("", 15, 1)));
    columns
}

/// Positions of the visible columns.
struct VisibleColumns {
    /// Columns.
    columns: Vec<Column>,
    /// Start and width of each column.
    spans: Vec<ColumnSpan>,
    /// First visible period, and the number of visible ones.
    first_period: usize,
    period_count: usize,
    /// Index of the first value column.
    first_value_column: usize,
}

impl SheetPane {
    /// Draws the sheet; returns the cursor position while typing.
    pub fn draw(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        draw_context: DrawContext,
        model: &ReadModel,
    ) -> Option<Position> {
        if let SheetMode::PreviewingPaste(block) = &self.mode {
            block.draw_preview(area, buffer, (draw_context, model));
            return None;
        }
        let locked = self.selected_cell().is_some_and(|cell| cell.lock.is_some());
        let header = header::SheetHeader::new(&self.location, model);
        let header = header.with_quality(self.quality, locked);
        let area = header.draw(area, buffer, draw_context);
        let body = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(4),
            ..area
        };
        if self.grid.rows.is_empty() {
            self.draw_empty_sheet(body, buffer, (draw_context, model));
            return None;
        }
        let places = self.visible_columns(area.width.saturating_sub(2));
        self.draw_head(area, buffer, draw_context, &places);
        let cursor = self.draw_rows(body, buffer, (draw_context, model, &places));
        let views = Rect {
            y: area.bottom().saturating_sub(2),
            height: 1,
            ..area
        };
        self.draw_layout_hints(views, buffer, draw_context);
        self.draw_status_line(area, buffer, (draw_context, model))
            .or(cursor)
    }

    /// The rows that fit around the selected one, and whether there are more above and below.
    fn draw_rows(
        &self,
        body: Rect,
        buffer: &mut Buffer,
        (draw_context, model, places): (DrawContext, &ReadModel, &VisibleColumns),
    ) -> Option<Position> {
        let tall = self.row_height(body);
        let fits = usize::from((body.height / tall).max(1));
        let top = self.scroll_offset(fits);
        let mut cursor = None;
        for place in (top..self.grid.rows.len()).take(fits) {
            let down = u16::try_from(place - top).unwrap_or(0) * tall;
            let line = Rect {
                y: body.y + down,
                height: tall.min(body.bottom().saturating_sub(body.y + down)),
                ..body
            };
            let row = RowDrawing {
                sheet: self,
                place,
                line,
                places,
            };
            cursor = row.draw(buffer, draw_context, model).or(cursor);
        }
        let shown = fits.min(self.grid.rows.len() - top) * usize::from(tall);
        let body = Rect {
            height: body.height.min(u16::try_from(shown).unwrap_or(u16::MAX)),
            ..body
        };
        text::draw_scroll_arrows(
            buffer,
            body,
            draw_context,
            (top > 0, top + fits < self.grid.rows.len()),
        );
        cursor
    }

    /// Two lines a row where there is something to say below it and room for it.
    fn row_height(&self, body: Rect) -> u16 {
        let rows = &self.grid.rows;
        let promises = rows.iter().any(|row| !row.unit_and_target.is_empty());
        let is_wide = body.height >= 12 || usize::from(body.height) >= rows.len() * 2;
        if promises && is_wide { 2 } else { 1 }
    }

    /// Visible columns, including the selected period.
    fn visible_columns(&self, room: u16) -> VisibleColumns {
        let all = self.grid.periods.len();
        let fits =
            usize::from(room.saturating_sub(LEADING_WIDTH) / (VALUE_WIDTH.0 + VALUE_PADDING))
                .max(1);
        let period_count = if self.location.layout == SheetLayout::PeriodColumns {
            fits.min(all)
        } else {
            1
        };
        let first_period = (self.cursor.1 / period_count.max(1) * period_count)
            .min(all.saturating_sub(period_count));
        let first_value_column = if self.location.layout == SheetLayout::PeriodColumns {
            2
        } else {
            3
        };
        let columns = sheet_columns(self.location.layout, period_count, room);
        VisibleColumns {
            spans: fit_columns(&columns, room),
            columns,
            first_period,
            period_count,
            first_value_column,
        }
    }

    /// Draws where cells exist, if there are none here.
    fn draw_empty_sheet(
        &self,
        body: Rect,
        buffer: &mut Buffer,
        (draw_context, model): (DrawContext, &ReadModel),
    ) {
        let lines = match &self.location.office {
            Some(office) => {
                search::available_sheets_text(model, office, self.location.plan.as_ref())
            }
            None => vec![Text::OfficeFirst.text(draw_context.lang).to_owned()],
        };
        let room = body.width.saturating_sub(2);
        let lines = lines
            .iter()
            .flat_map(|line| text::wrap(&draw_context.fill_keys(line), room));
        for (y, line) in (body.y + 1..body.bottom()).zip(lines) {
            put_text(
                buffer,
                body.x + 1,
                y,
                room,
                &line,
                draw_context.theme.style(Tone::Plain),
            );
        }
    }

    fn draw_head(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        draw_context: DrawContext,
        places: &VisibleColumns,
    ) {
        let style = draw_context.theme.style(Tone::Dim);
        let short = |period: Option<Period>| {
            period.map_or_else(String::new, |p| facts::period_short(draw_context.lang, p))
        };
        let rows = if self.location.layout == SheetLayout::OfficeRows {
            Text::Office
        } else {
            Text::Target
        };
        let mut heads = vec![String::new(), rows.text(draw_context.lang).to_owned()];
        if places.first_value_column == 3 {
            heads.push(short(self.location.period.and_then(Period::previous)));
        }
        for period in self
            .grid
            .periods
            .iter()
            .skip(places.first_period)
            .take(places.period_count)
        {
            heads.extend([short(Some(*period)), String::new()]);
        }
        if self.location.layout == SheetLayout::MeasureRows {
            heads.push(Text::Expected.text(draw_context.lang).to_owned());
        }
        heads.push(Text::Assessment.text(draw_context.lang).to_owned());
        for ((column, place), head) in places.columns.iter().zip(&places.spans).zip(&heads) {
            let Some((x, width)) = *place else { continue };
            if column.is_right_aligned {
                put_text_right(buffer, area.x + 1 + x, area.y + 1, width, head, style);
            } else {
                put_text(buffer, area.x + 1 + x, area.y + 1, width, head, style);
            }
        }
    }

    /// Text of a cell; in the layout with period columns the result of a pair, which is comparable.
    fn cell_text<'c>(&self, cell: &'c SheetCell) -> &'c str {
        let comes_to = cell
            .computed_value
            .as_deref()
            .filter(|_| self.location.layout == SheetLayout::PeriodColumns);
        comes_to.unwrap_or(&cell.value_text)
    }

    /// The draft or the figure of a cell; its comma below those of the others where there is room for that.
    fn aligned_text(&self, cell: &SheetCell, width: u16) -> String {
        let draft = self.drafts.cells.get(&cell.cell);
        let (text, room) = match draft {
            Some(draft) => (draft.text.as_str(), 0),
            None if cell.figures.is_empty() => ("·", self.decimal_padding("·")),
            None => {
                let text = self.cell_text(cell);
                (text, self.decimal_padding(text))
            }
        };
        let padded = format!("{text}{}", " ".repeat(room));
        if text::width(&padded) <= width {
            padded
        } else {
            text.to_owned()
        }
    }

    /// Blanks after a number, so that decimal commas of a column are aligned.
    fn decimal_padding(&self, text: &str) -> usize {
        if self.location.layout == SheetLayout::PeriodColumns {
            return 0;
        }
        let most = self
            .grid
            .cells()
            .filter_map(|(_, cell)| decimal_width(self.cell_text(cell)))
            .max()
            .unwrap_or(0);
        decimal_width(text).map_or(0, |has| most.saturating_sub(has))
    }

    /// Draws the status line: number of entered cells, meaning of the selected cell's mark, the note being typed.
    fn draw_status_line(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        (draw_context, model): (DrawContext, &ReadModel),
    ) -> Option<Position> {
        let y = area.bottom().saturating_sub(1);
        if let SheetMode::EditingNote(noting) = &self.mode {
            return Some(draw_note_input(&noting.line, area, buffer, draw_context));
        }
        let (entered, all) = self.grid.entered_counts();
        let mut words =
            fill_placeholders(Text::EnteredOf.text(draw_context.lang), &[&entered, &all]);
        if !self.saved_message.is_empty() {
            words = format!("{words} · {}", self.saved_message);
        }
        put_text(
            buffer,
            area.x + 1,
            y,
            area.width / 2,
            &words,
            draw_context.theme.style(Tone::Dim),
        );
        let state = self
            .selected_cell()
            .map(|cell| {
                self.cell_mark(cell, model)
                    .description(draw_context.lang, cell.figure())
            })
            .unwrap_or_default();
        // The keys named in the advice are text while typing.
        let (what, _) = state
            .split_once(" (")
            .filter(|_| self.key_context() == KeyContext::Cell)
            .unwrap_or((&state, ""));
        put_text_right(
            buffer,
            area.x,
            y,
            area.width.saturating_sub(1),
            &draw_context.fill_keys(what),
            draw_context.theme.style(Tone::Dim),
        );
        None
    }

    fn scroll_offset(&self, fits: usize) -> usize {
        let (rows, selected) = (self.grid.rows.len(), self.cursor.0);
        let mut top = self.scroll_top.get().min(rows.saturating_sub(fits));
        if selected < top {
            top = (selected + 1).saturating_sub(fits.div_ceil(2));
        } else if selected >= top + fits {
            top = (selected + fits / 2 + 1)
                .saturating_sub(fits)
                .min(rows.saturating_sub(fits));
        }
        self.scroll_top.set(top);
        top
    }
}

/// Start and width of a piece of a row; `None` if it does not fit.
type ColumnSpan = Option<(u16, u16)>;

/// The note being typed, in the line under the table; returns the cursor's place.
fn draw_note_input(
    note: &TextInput,
    area: Rect,
    buffer: &mut Buffer,
    draw_context: DrawContext,
) -> Position {
    let y = area.bottom().saturating_sub(1);
    let label = format!("{}: ", Text::Note.text(draw_context.lang));
    let accent = draw_context.theme.style(Tone::Accent);
    let x = put_text(buffer, area.x + 1, y, 20, &label, accent);
    let inner = Rect {
        x,
        y,
        width: area.right().saturating_sub(x + 1),
        height: 1,
    };
    field::draw_line(note, inner, buffer, draw_context.theme.style(Tone::Strong))
}

/// A cell being typed in, between brackets; returns the cursor's place.
fn draw_cell_input(
    typed: &TextInput,
    cell: Rect,
    buffer: &mut Buffer,
    draw_context: DrawContext,
) -> Position {
    let accent = draw_context.theme.style(Tone::Accent);
    put_text(buffer, cell.x, cell.y, 1, "[", accent);
    put_text(buffer, cell.x + cell.width - 1, cell.y, 1, "]", accent);
    let inner = Rect {
        x: cell.x + 1,
        width: cell.width - 2,
        ..cell
    };
    field::draw_line(typed, inner, buffer, draw_context.theme.style(Tone::Strong))
}

/// A row of the sheet and where it lies in one drawing.
struct RowDrawing<'a> {
    sheet: &'a SheetPane,
    place: usize,
    line: Rect,
    places: &'a VisibleColumns,
}

impl RowDrawing<'_> {
    /// Where a column lies on the screen.
    fn span(&self, column: usize) -> ColumnSpan {
        let span = self.places.spans.get(column).copied().flatten();
        span.map(|(x, width)| (self.line.x + 1 + x, width))
    }

    fn draw(
        &self,
        buffer: &mut Buffer,
        draw_context: DrawContext,
        model: &ReadModel,
    ) -> Option<Position> {
        let row = self.sheet.grid.rows.get(self.place)?;
        self.draw_label(row, buffer, draw_context);
        let mut cursor = None;
        for shown in 0..self.places.period_count {
            cursor = self
                .draw_value(shown, buffer, (draw_context, model))
                .or(cursor);
        }
        if self.sheet.location.layout != SheetLayout::PeriodColumns
            && let Some(cell) = row.cells.first().and_then(Option::as_ref)
        {
            self.draw_comparison(cell, row.is_optional, buffer, draw_context);
        }
        cursor
    }

    /// Number and label; unit and promise below them.
    fn draw_label(&self, row: &GridRow, buffer: &mut Buffer, draw_context: DrawContext) {
        let (line, selected) = (self.line, self.place == self.sheet.cursor.0);
        let style = |tone| draw_context.theme.style(tone);
        if selected {
            put_text(buffer, line.x, line.y, 1, "►", style(Tone::Accent));
        }
        if let Some((x, width)) = self.span(0) {
            put_text(buffer, x, line.y, width, &row.row_number, style(Tone::Dim));
        }
        let Some((x, width)) = self.span(1) else {
            return;
        };
        let tone = if selected {
            Tone::Strong
        } else if row.is_optional {
            Tone::Dim
        } else {
            Tone::Plain
        };
        put_text(buffer, x, line.y, width, &row.label, style(tone));
        if line.height > 1 {
            let (y, below) = (line.y + 1, &row.unit_and_target);
            put_text(buffer, x, y, width + 24, below, style(Tone::Dim));
        }
    }

    /// Draws a cell: the text being typed, else the draft, else the stored value, with its mark.
    fn draw_value(
        &self,
        shown: usize,
        buffer: &mut Buffer,
        (draw_context, model): (DrawContext, &ReadModel),
    ) -> Option<Position> {
        let (sheet, y) = (self.sheet, self.line.y);
        let column = self.places.first_value_column + 2 * shown;
        let (x, width) = self.span(column)?;
        let spot = (self.place, self.places.first_period + shown);
        let selected = spot == sheet.cursor;
        if let (true, SheetMode::EditingCell(typing)) = (selected, &sheet.mode) {
            let cell = Rect {
                x,
                y,
                width,
                height: 1,
            };
            return Some(draw_cell_input(&typing.line, cell, buffer, draw_context));
        }
        let Some(cell) = sheet.grid.cell(spot) else {
            put_text_right(
                buffer,
                x,
                y,
                width,
                "–",
                draw_context.theme.style(Tone::Dim),
            );
            return None;
        };
        let state = sheet.cell_mark(cell, model);
        let style = draw_context.theme.style(state.tone());
        let text = sheet.aligned_text(cell, width);
        let bracketed = format!("[{text}]");
        let marked = selected && sheet.grid.periods.len() > 1;
        if marked {
            let fits = text::width(&bracketed) <= width;
            let text = if fits { &bracketed } else { &text };
            put_text_right(
                buffer,
                x,
                y,
                width,
                text,
                draw_context.theme.style(Tone::Active),
            );
        } else {
            put_text_right(buffer, x, y, width, &text, style);
        }
        if let Some((x, width)) = self.span(column + 1) {
            put_text(buffer, x, y, width, state.symbol(), style);
        }
        None
    }

    /// What stands beside the value: last period, the line, the verdict.
    fn draw_comparison(
        &self,
        cell: &SheetCell,
        optional: bool,
        buffer: &mut Buffer,
        draw_context: DrawContext,
    ) {
        let y = self.line.y;
        let dim = draw_context.theme.style(Tone::Dim);
        let after = self.places.first_value_column + 2;
        let (line, verdict) = if self.sheet.location.layout == SheetLayout::OfficeRows {
            (None, self.span(after))
        } else {
            (self.span(after), self.span(after + 1))
        };
        if let Some((x, width)) = self.span(2) {
            put_text_right(buffer, x, y, width, &cell.previous_text, dim);
        }
        if let Some((x, width)) = line {
            put_text_right(buffer, x, y, width, &cell.expected_text, dim);
        }
        // What is typed is not what was judged.
        let draft = self.sheet.drafts.cells.contains_key(&cell.cell);
        if let Some((x, width)) = verdict.filter(|_| !draft && cell.removal_reason.is_none()) {
            let found = status_cell(cell, optional, draw_context);
            let place = Rect {
                x,
                width,
                ..self.line
            };
            draw_verdict(
                (&found, cell.computed_value.as_deref()),
                place,
                buffer,
                draw_context,
            );
        }
    }
}

/// The verdict and what a pair comes to: below each other, else side by side, else the value alone.
fn draw_verdict(
    (found, value): (&StyledText, Option<&str>),
    place: Rect,
    buffer: &mut Buffer,
    draw_context: DrawContext,
) {
    let Rect { x, y, width, .. } = place;
    let style = draw_context.theme.style(found.tone);
    match value {
        None => put_text(buffer, x, y, width, &found.text, style),
        Some(value) if place.height > 1 => {
            let (plain, value) = (draw_context.theme.style(Tone::Plain), format!("= {value}"));
            put_text(buffer, x, y + 1, width, &value, plain);
            put_text(buffer, x, y, width, &found.text, style)
        }
        Some(value) => {
            let both = format!("{value} {}", found.text);
            let fits = text::width(&both) <= width;
            put_text(buffer, x, y, width, if fits { &both } else { value }, style)
        }
    };
}

/// Status of a cell, or why there is none.
fn status_cell(cell: &SheetCell, optional: bool, draw_context: DrawContext) -> StyledText {
    let words = |text: Text| styled(format!("· {}", text.text(draw_context.lang)), Tone::Dim);
    match cell.status {
        Some(status) => cells::status_cell(draw_context.lang, status),
        None if cell.figures.is_empty() && optional => words(Text::NotOwed),
        None if cell.figures.is_empty() => words(Text::NotEntered),
        None if cell.computed_value.is_some() => StyledText::default(),
        None => words(Text::NotAssessedYet),
    }
}

/// Width of the decimals including the comma; `None` for texts other than single numbers.
fn decimal_width(text: &str) -> Option<usize> {
    text.chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '/' | '-'))
        .then_some(())?;
    Some(
        text.rsplit_once(',')
            .map_or(0, |(_, behind)| behind.len() + 1),
    )
}

const PASTE_COLUMNS: [Column; 5] = [
    Column::flexible("", 20, 0),
    Column::right_aligned("", 11, 0),
    Column::left_aligned("", 1, 0),
    Column::right_aligned("", 11, 0),
    Column::left_aligned("", 14, 0),
];

impl PastedBlock {
    /// Draws the outcome of each pasted cell.
    fn draw_preview(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        (draw_context, model): (DrawContext, &ReadModel),
    ) {
        let room = area.width.saturating_sub(2);
        let title = text::wrap(&draw_context.fill_keys(&self.title(model)), room);
        for (y, line) in (area.y..area.bottom()).zip(&title) {
            put_text(
                buffer,
                area.x + 1,
                y,
                room,
                line,
                draw_context.theme.style(Tone::Strong),
            );
        }
        let head = u16::try_from(title.len()).unwrap_or(1) + 1;
        let body = Rect {
            y: area.y + head,
            height: area.height.saturating_sub(head),
            ..area
        };
        let fits = usize::from(body.height.max(1));
        let last = self.cells.len().saturating_sub(fits);
        let top = self
            .top
            .get()
            .clamp((self.selected + 1).saturating_sub(fits), self.selected)
            .min(last);
        self.top.set(top);
        for (y, place) in (body.y..body.bottom()).zip(top..self.cells.len()) {
            let line = Rect {
                y,
                height: 1,
                ..body
            };
            self.draw_preview_line(place, line, buffer, (draw_context, model));
        }
        text::draw_scroll_arrows(buffer, body, draw_context, (top > 0, top < last));
    }

    /// One cell of the block: what stands there, what comes, and what becomes of it.
    fn draw_preview_line(
        &self,
        place: usize,
        line: Rect,
        buffer: &mut Buffer,
        (draw_context, model): (DrawContext, &ReadModel),
    ) {
        let Some(pasted) = self.cells.get(place) else {
            return;
        };
        let outcome = pasted.outcome.cell(model);
        let selected = place == self.selected;
        let texts = [
            pasted.label.as_str(),
            &pasted.current_text,
            "→",
            &pasted.pasted_text,
            &outcome.text,
        ];
        let label = if selected { Tone::Strong } else { Tone::Plain };
        let tones = [label, Tone::Dim, Tone::Dim, label, outcome.tone];
        if selected {
            let accent = draw_context.theme.style(Tone::Accent);
            put_text(buffer, line.x, line.y, 1, "►", accent);
        }
        let places = fit_columns(&PASTE_COLUMNS, line.width.saturating_sub(2));
        for (((column, lies), text), tone) in
            PASTE_COLUMNS.iter().zip(&places).zip(texts).zip(tones)
        {
            let Some((x, width)) = *lies else { continue };
            let (x, style) = (line.x + 1 + x, draw_context.theme.style(tone));
            if column.is_right_aligned {
                put_text_right(buffer, x, line.y, width, text, style);
            } else {
                put_text(buffer, x, line.y, width, text, style);
            }
        }
    }
}
