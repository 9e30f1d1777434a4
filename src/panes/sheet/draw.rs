//! How the sheet looks: a row a measure or an office, unit and promise below it where there is room; a pasted block before
//! it is written. Changes nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::cell::SheetCell;
use super::grid::GridRow;
use super::pasted_block::PastedBlock;
use super::{SheetMode, SheetPane, header, search};
use crate::domain::period::Period;
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

/// A value alone, where periods lie side by side: at least and at most.
const VALUE_WIDTH: (u16, u16) = (9, 13);
/// What a value takes beside itself: its mark and the blanks.
const VALUE_PADDING: u16 = 3;
/// What stands before the values where periods lie side by side.
const LEADING_WIDTH: u16 = 27;

/// The columns: number and label, then last period and this one with line and verdict, or periods side by side.
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
    columns.extend(one.then(|| Column::left_aligned("", 14, 1)));
    columns
}

/// Where the columns of one drawing lie.
struct VisibleColumns {
    /// The columns.
    columns: Vec<Column>,
    /// Of each column: its start and width.
    spans: Vec<ColumnSpan>,
    /// The first period that is shown, and how many.
    first_period: usize,
    period_count: usize,
    /// The column of the first value.
    first_value_column: usize,
}

impl SheetPane {
    /// Draws the sheet; returns the cursor's place while something is typed.
    pub fn draw(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        look: DrawContext,
        book: &ReadModel,
    ) -> Option<Position> {
        if let SheetMode::PreviewingPaste(block) = &self.mode {
            block.draw_preview(area, buffer, (look, book));
            return None;
        }
        let locked = self.selected_cell().is_some_and(|cell| cell.lock.is_some());
        let area = header::draw_header(
            &self.location,
            (self.quality, locked),
            area,
            buffer,
            (look, book),
        );
        let body = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(4),
            ..area
        };
        if self.grid.rows.is_empty() {
            self.draw_empty_sheet(body, buffer, (look, book));
            return None;
        }
        let places = self.visible_columns(area.width.saturating_sub(2));
        self.draw_head(area, buffer, look, &places);
        let promises = self
            .grid
            .rows
            .iter()
            .any(|row| !row.unit_and_target.is_empty());
        let roomy = body.height >= 12 || usize::from(body.height) >= self.grid.rows.len() * 2;
        let tall = if promises && roomy { 2 } else { 1 };
        let fits = usize::from((body.height / tall).max(1));
        let top = self.scroll_offset(fits);
        let mut cursor = None;
        for (place, row) in self.grid.rows.iter().enumerate().skip(top).take(fits) {
            let down = u16::try_from(place - top).unwrap_or(0) * tall;
            let line = Rect {
                y: body.y + down,
                height: tall.min(body.bottom().saturating_sub(body.y + down)),
                ..body
            };
            cursor = self
                .draw_row((place, row), line, buffer, (look, book, &places))
                .or(cursor);
        }
        let shown = fits.min(self.grid.rows.len() - top) * usize::from(tall);
        let body = Rect {
            height: body.height.min(u16::try_from(shown).unwrap_or(u16::MAX)),
            ..body
        };
        text::draw_scroll_arrows(
            buffer,
            body,
            look,
            (top > 0, top + fits < self.grid.rows.len()),
        );
        let views = Rect {
            y: area.bottom().saturating_sub(2),
            height: 1,
            ..area
        };
        self.draw_layout_hints(views, buffer, look);
        self.draw_status_line(area, buffer, (look, book)).or(cursor)
    }

    /// The columns that fit, with the selected period among them.
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

    /// No cell here: where there are some.
    fn draw_empty_sheet(
        &self,
        body: Rect,
        buffer: &mut Buffer,
        (look, book): (DrawContext, &ReadModel),
    ) {
        let lines = match &self.location.office {
            Some(office) => {
                search::available_sheets_text(book, office, self.location.plan.as_ref())
            }
            None => vec![Text::OfficeFirst.text(look.lang).to_owned()],
        };
        let room = body.width.saturating_sub(2);
        let lines = lines
            .iter()
            .flat_map(|line| text::wrap(&look.fill_keys(line), room));
        for (y, line) in (body.y + 1..body.bottom()).zip(lines) {
            put_text(
                buffer,
                body.x + 1,
                y,
                room,
                &line,
                look.theme.style(Tone::Plain),
            );
        }
    }

    fn draw_head(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        look: DrawContext,
        places: &VisibleColumns,
    ) {
        let style = look.theme.style(Tone::Dim);
        let short = |period: Option<Period>| {
            period.map_or_else(String::new, |p| facts::period_short(look.lang, p))
        };
        let rows = if self.location.layout == SheetLayout::OfficeRows {
            Text::Office
        } else {
            Text::Target
        };
        let mut heads = vec![String::new(), rows.text(look.lang).to_owned()];
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
            heads.push(Text::Expected.text(look.lang).to_owned());
        }
        heads.push(Text::Assessment.text(look.lang).to_owned());
        for ((column, place), head) in places.columns.iter().zip(&places.spans).zip(&heads) {
            let Some((x, width)) = *place else { continue };
            if column.is_right_aligned {
                put_text_right(buffer, area.x + 1 + x, area.y + 1, width, head, style);
            } else {
                put_text(buffer, area.x + 1 + x, area.y + 1, width, head, style);
            }
        }
    }

    fn draw_row(
        &self,
        (place, row): (usize, &GridRow),
        line: Rect,
        buffer: &mut Buffer,
        (look, book, places): (DrawContext, &ReadModel, &VisibleColumns),
    ) -> Option<Position> {
        let selected = place == self.cursor.0;
        let style = |tone| look.theme.style(tone);
        let at = |index: usize| {
            places
                .spans
                .get(index)
                .copied()
                .flatten()
                .map(|(x, width)| (line.x + 1 + x, width))
        };
        if selected {
            put_text(buffer, line.x, line.y, 1, "►", style(Tone::Accent));
        }
        if let Some((x, width)) = at(0) {
            put_text(buffer, x, line.y, width, &row.row_number, style(Tone::Dim));
        }
        if let Some((x, width)) = at(1) {
            let tone = if selected {
                Tone::Strong
            } else if row.is_optional {
                Tone::Dim
            } else {
                Tone::Plain
            };
            put_text(buffer, x, line.y, width, &row.label, style(tone));
            if line.height > 1 {
                put_text(
                    buffer,
                    x,
                    line.y + 1,
                    width + 24,
                    &row.unit_and_target,
                    style(Tone::Dim),
                );
            }
        }
        let mut cursor = None;
        for shown in 0..places.period_count {
            let spot = (place, places.first_period + shown);
            let lies = (
                at(places.first_value_column + 2 * shown),
                at(places.first_value_column + 2 * shown + 1),
            );
            cursor = self
                .draw_value(spot, lies, line.y, buffer, (look, book))
                .or(cursor);
        }
        if self.location.layout != SheetLayout::PeriodColumns
            && let Some(cell) = row.cells.first().and_then(Option::as_ref)
        {
            let after = places.first_value_column + 2;
            let lies = (at(2), at(after), at(after + 1));
            let lies = if self.location.layout == SheetLayout::OfficeRows {
                (lies.0, None, lies.1)
            } else {
                lies
            };
            let draft = self.drafts.cells.contains_key(&cell.cell);
            draw_comparison_columns((cell, row.is_optional, draft), lies, line, buffer, look);
        }
        cursor
    }

    /// A cell itself: what is typed, else the draft, else what stands in the database, with its mark.
    fn draw_value(
        &self,
        spot: (usize, usize),
        (value, mark): (ColumnSpan, ColumnSpan),
        y: u16,
        buffer: &mut Buffer,
        (look, book): (DrawContext, &ReadModel),
    ) -> Option<Position> {
        let (x, width) = value?;
        let selected = spot == self.cursor;
        if let (true, SheetMode::EditingCell(typing)) = (selected, &self.mode) {
            put_text(buffer, x, y, 1, "[", look.theme.style(Tone::Accent));
            put_text(
                buffer,
                x + width - 1,
                y,
                1,
                "]",
                look.theme.style(Tone::Accent),
            );
            let inner = Rect {
                x: x + 1,
                y,
                width: width - 2,
                height: 1,
            };
            return Some(field::draw_line(
                &typing.line,
                inner,
                buffer,
                look.theme.style(Tone::Strong),
            ));
        }
        let Some(cell) = self.grid.cell(spot) else {
            put_text_right(buffer, x, y, width, "–", look.theme.style(Tone::Dim));
            return None;
        };
        let state = self.cell_mark(cell, book);
        let text = match self.drafts.cells.get(&cell.cell) {
            Some(draft) => draft.text.as_str(),
            None if cell.figures.is_empty() => "·",
            None => self.cell_text(cell),
        };
        let room = if self.drafts.cells.contains_key(&cell.cell) {
            0
        } else {
            self.decimal_padding(text)
        };
        let padded = format!("{text}{}", " ".repeat(room));
        let text = if text::width(&padded) <= width {
            padded.as_str()
        } else {
            text
        };
        let style = look.theme.style(state.tone());
        if selected && self.grid.periods.len() > 1 {
            let here = format!("[{text}]");
            let text = if text::width(&here) <= width {
                here.as_str()
            } else {
                text
            };
            put_text_right(buffer, x, y, width, text, look.theme.style(Tone::Active));
        } else {
            put_text_right(buffer, x, y, width, text, style);
        }
        if let Some((mark_x, mark_width)) = mark {
            put_text(buffer, mark_x, y, mark_width, state.symbol(), style);
        }
        None
    }

    /// What stands in a cell: where periods lie side by side of a pair what it comes to, which is comparable.
    fn cell_text<'c>(&self, cell: &'c SheetCell) -> &'c str {
        let comes_to = cell
            .computed_value
            .as_deref()
            .filter(|_| self.location.layout == SheetLayout::PeriodColumns);
        comes_to.unwrap_or(&cell.value_text)
    }

    /// How many columns stay free behind a number, so that commas lie below each other where one column has decimals.
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

    /// The line under the table: how many are entered, what the selected cell's mark means, the note being typed.
    fn draw_status_line(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        (look, book): (DrawContext, &ReadModel),
    ) -> Option<Position> {
        let y = area.bottom().saturating_sub(1);
        if let SheetMode::EditingNote(noting) = &self.mode {
            let label = format!("{}: ", Text::Note.text(look.lang));
            let x = put_text(
                buffer,
                area.x + 1,
                y,
                20,
                &label,
                look.theme.style(Tone::Accent),
            );
            let inner = Rect {
                x,
                y,
                width: area.right().saturating_sub(x + 1),
                height: 1,
            };
            return Some(field::draw_line(
                &noting.line,
                inner,
                buffer,
                look.theme.style(Tone::Strong),
            ));
        }
        let (entered, all) = self.grid.entered_counts();
        let mut words = fill_placeholders(Text::EnteredOf.text(look.lang), &[&entered, &all]);
        if !self.saved_message.is_empty() {
            words = format!("{words} · {}", self.saved_message);
        }
        put_text(
            buffer,
            area.x + 1,
            y,
            area.width / 2,
            &words,
            look.theme.style(Tone::Dim),
        );
        let state = self
            .selected_cell()
            .map(|cell| {
                self.cell_mark(cell, book)
                    .description(look.lang, cell.figure())
            })
            .unwrap_or_default();
        // What to do about it is done by keys that are text while one types.
        let (what, _) = state
            .split_once(" (")
            .filter(|_| self.key_context() == KeyContext::Cell)
            .unwrap_or((&state, ""));
        put_text_right(
            buffer,
            area.x,
            y,
            area.width.saturating_sub(1),
            &look.fill_keys(what),
            look.theme.style(Tone::Dim),
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

/// Where a piece of a row lies; none where there is no room for it.
type ColumnSpan = Option<(u16, u16)>;

/// What stands beside the value: last period, the line, the verdict.
fn draw_comparison_columns(
    (cell, optional, draft): (&SheetCell, bool, bool),
    (previous, line, verdict): (ColumnSpan, ColumnSpan, ColumnSpan),
    row: Rect,
    buffer: &mut Buffer,
    look: DrawContext,
) {
    let y = row.y;
    let style = |tone| look.theme.style(tone);
    if let Some((x, width)) = previous {
        put_text_right(buffer, x, y, width, &cell.previous_text, style(Tone::Dim));
    }
    if let Some((x, width)) = line {
        put_text_right(buffer, x, y, width, &cell.expected_text, style(Tone::Dim));
    }
    // What is typed is not what was judged.
    let Some((x, width)) = verdict.filter(|_| !draft && cell.gone.is_none()) else {
        return;
    };
    let found = status_cell(cell, optional, look);
    match &cell.computed_value {
        None => put_text(buffer, x, y, width, &found.text, style(found.tone)),
        Some(value) if row.height > 1 => {
            put_text(
                buffer,
                x,
                y + 1,
                width,
                &format!("= {value}"),
                style(Tone::Plain),
            );
            put_text(buffer, x, y, width, &found.text, style(found.tone))
        }
        Some(value) => {
            let both = format!("{value} {}", found.text);
            let words = if text::width(&both) <= width {
                &both
            } else {
                value
            };
            put_text(buffer, x, y, width, words, style(found.tone))
        }
    };
}

/// The verdict on a cell, or why there is none.
fn status_cell(cell: &SheetCell, optional: bool, look: DrawContext) -> StyledText {
    let words = |text: Text| styled(format!("· {}", text.text(look.lang)), Tone::Dim);
    match cell.status {
        Some(status) => cells::status_cell(look.lang, status),
        None if cell.figures.is_empty() && optional => words(Text::NotOwed),
        None if cell.figures.is_empty() => words(Text::NotEntered),
        None if cell.computed_value.is_some() => StyledText::default(),
        None => words(Text::NotAssessedYet),
    }
}

/// Digits behind the comma with the comma itself; none of what is no number or a pair.
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
    /// Draws what would become of each cell.
    fn draw_preview(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        (look, book): (DrawContext, &ReadModel),
    ) {
        let room = area.width.saturating_sub(2);
        let title = text::wrap(&look.fill_keys(&self.title(book)), room);
        for (y, line) in (area.y..area.bottom()).zip(&title) {
            put_text(
                buffer,
                area.x + 1,
                y,
                room,
                line,
                look.theme.style(Tone::Strong),
            );
        }
        let head = u16::try_from(title.len()).unwrap_or(1) + 1;
        let body = Rect {
            y: area.y + head,
            height: area.height.saturating_sub(head),
            ..area
        };
        let places = fit_columns(&PASTE_COLUMNS, room);
        let fits = usize::from(body.height.max(1));
        let last = self.cells.len().saturating_sub(fits);
        let top = self
            .top
            .get()
            .clamp((self.selected + 1).saturating_sub(fits), self.selected)
            .min(last);
        self.top.set(top);
        for (y, (place, line)) in
            (body.y..body.bottom()).zip(self.cells.iter().enumerate().skip(top))
        {
            let fate = line.outcome.cell(book);
            let selected = place == self.selected;
            let texts = [
                line.label.as_str(),
                &line.current_text,
                "→",
                &line.pasted_text,
                &fate.text,
            ];
            let label = if selected { Tone::Strong } else { Tone::Plain };
            let tones = [label, Tone::Dim, Tone::Dim, label, fate.tone];
            if selected {
                put_text(buffer, body.x, y, 1, "►", look.theme.style(Tone::Accent));
            }
            for (((column, lies), text), tone) in
                PASTE_COLUMNS.iter().zip(&places).zip(texts).zip(tones)
            {
                let Some((x, width)) = *lies else { continue };
                let put = if column.is_right_aligned {
                    put_text_right
                } else {
                    put_left
                };
                put(
                    buffer,
                    body.x + 1 + x,
                    y,
                    width,
                    text,
                    look.theme.style(tone),
                );
            }
        }
        text::draw_scroll_arrows(buffer, body, look, (top > 0, top < last));
    }
}

fn put_left(buffer: &mut Buffer, x: u16, y: u16, columns: u16, text: &str, style: Style) {
    put_text(buffer, x, y, columns, text, style);
}
