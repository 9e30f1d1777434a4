//! How the sheet looks: a row a measure or an office, unit and promise below it where there is room; a pasted block before
//! it is written. Changes nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::block::Block;
use super::grid::GridRow;
use super::rows::SheetCell;
use super::{Mode, SheetPane, find, head};
use crate::domain::period::Period;
use crate::keys::Place;
use crate::panes::book::Book;
use crate::panes::effect::Layout;
use crate::panes::tones;
use crate::widgets::table::{Column, Toned, fit, toned};
use crate::widgets::text::{put, put_right};
use crate::widgets::theme::Tone;
use crate::widgets::{Look, field, text};
use crate::words::screen::Text;
use crate::words::{facts, fill};

/// A value alone, where periods lie side by side: at least and at most.
const VALUE: (u16, u16) = (9, 13);
/// What a value takes beside itself: its mark and the blanks.
const AROUND: u16 = 3;
/// What stands before the values where periods lie side by side.
const BEFORE: u16 = 27;

/// The columns: number and label, then last period and this one with line and verdict, or periods side by side.
fn columns(layout: Layout, shown: usize, room: u16) -> Vec<Column> {
    let mut columns = vec![Column::left("", 4, 0), Column::flex("", 20, 0)];
    let one = layout != Layout::Periods;
    columns.extend(one.then(|| Column::right("", 9, 2)));
    let each = room.saturating_sub(BEFORE) / u16::try_from(shown.max(1)).unwrap_or(1);
    let value = if one { VALUE.1 } else { each.saturating_sub(AROUND).clamp(VALUE.0, VALUE.1) };
    for _ in 0..shown {
        columns.extend([Column::right("", value, 0), Column::left("", 1, 0)]);
    }
    columns.extend((layout == Layout::Measures).then(|| Column::right("", 7, 3)));
    columns.extend(one.then(|| Column::left("", 14, 1)));
    columns
}

/// Where the columns of one drawing lie.
struct Places {
    /// The columns.
    wanted: Vec<Column>,
    /// Of each column: its start and width.
    columns: Vec<Lies>,
    /// The first period that is shown, and how many.
    first: usize,
    shown: usize,
    /// The column of the first value.
    values: usize,
}

impl SheetPane {
    /// Draws the sheet; returns the cursor's place while something is typed.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look, book: &Book) -> Option<Position> {
        if let Mode::Pasting(block) = &self.mode {
            block.draw(area, buffer, (look, book));
            return None;
        }
        let locked = self.cell().is_some_and(|cell| cell.closed.is_some());
        let area = head::draw(&self.at, (self.quality, locked), area, buffer, (look, book));
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(4), ..area };
        if self.grid.rows.is_empty() {
            self.draw_nothing(body, buffer, (look, book));
            return None;
        }
        let places = self.places(area.width.saturating_sub(2));
        self.draw_head(area, buffer, look, &places);
        let promises = self.grid.rows.iter().any(|row| !row.promise.is_empty());
        let roomy = body.height >= 12 || usize::from(body.height) >= self.grid.rows.len() * 2;
        let tall = if promises && roomy { 2 } else { 1 };
        let fits = usize::from((body.height / tall).max(1));
        let top = self.scroll(fits);
        let mut cursor = None;
        for (place, row) in self.grid.rows.iter().enumerate().skip(top).take(fits) {
            let down = u16::try_from(place - top).unwrap_or(0) * tall;
            let line = Rect { y: body.y + down, height: tall.min(body.bottom().saturating_sub(body.y + down)), ..body };
            cursor = self.draw_row((place, row), line, buffer, (look, book, &places)).or(cursor);
        }
        let shown = fits.min(self.grid.rows.len() - top) * usize::from(tall);
        let body = Rect { height: body.height.min(u16::try_from(shown).unwrap_or(u16::MAX)), ..body };
        text::more(buffer, body, look, (top > 0, top + fits < self.grid.rows.len()));
        let views = Rect { y: area.bottom().saturating_sub(2), height: 1, ..area };
        self.draw_views(views, buffer, look);
        self.draw_state(area, buffer, (look, book)).or(cursor)
    }

    /// The columns that fit, with the selected period among them.
    fn places(&self, room: u16) -> Places {
        let all = self.grid.periods.len();
        let fits = usize::from(room.saturating_sub(BEFORE) / (VALUE.0 + AROUND)).max(1);
        let shown = if self.at.layout == Layout::Periods { fits.min(all) } else { 1 };
        let first = (self.spot.1 / shown.max(1) * shown).min(all.saturating_sub(shown));
        let values = if self.at.layout == Layout::Periods { 2 } else { 3 };
        let wanted = columns(self.at.layout, shown, room);
        Places { columns: fit(&wanted, room), wanted, first, shown, values }
    }

    /// No cell here: where there are some.
    fn draw_nothing(&self, body: Rect, buffer: &mut Buffer, (look, book): (Look, &Book)) {
        let lines = match &self.at.office {
            Some(office) => find::hint(book, office, self.at.plan.as_ref()),
            None => vec![Text::OfficeFirst.words(look.lang).to_owned()],
        };
        let room = body.width.saturating_sub(2);
        let lines = lines.iter().flat_map(|line| text::wrap(&look.keyed(line), room));
        for (y, line) in (body.y + 1..body.bottom()).zip(lines) {
            put(buffer, body.x + 1, y, room, &line, look.theme.style(Tone::Plain));
        }
    }

    fn draw_head(&self, area: Rect, buffer: &mut Buffer, look: Look, places: &Places) {
        let style = look.theme.style(Tone::Dim);
        let short = |period: Option<Period>| period.map_or_else(String::new, |p| facts::period_short(look.lang, p));
        let rows = if self.at.layout == Layout::Offices { Text::Office } else { Text::Target };
        let mut heads = vec![String::new(), rows.words(look.lang).to_owned()];
        if places.values == 3 {
            heads.push(short(self.at.period.and_then(Period::previous)));
        }
        for period in self.grid.periods.iter().skip(places.first).take(places.shown) {
            heads.extend([short(Some(*period)), String::new()]);
        }
        if self.at.layout == Layout::Measures {
            heads.push(Text::Line.words(look.lang).to_owned());
        }
        heads.push(Text::Verdict.words(look.lang).to_owned());
        for ((column, place), head) in places.wanted.iter().zip(&places.columns).zip(&heads) {
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
        (place, row): (usize, &GridRow),
        line: Rect,
        buffer: &mut Buffer,
        (look, book, places): (Look, &Book, &Places),
    ) -> Option<Position> {
        let selected = place == self.spot.0;
        let style = |tone| look.theme.style(tone);
        let at = |index: usize| places.columns.get(index).copied().flatten().map(|(x, width)| (line.x + 1 + x, width));
        if selected {
            put(buffer, line.x, line.y, 1, "►", style(Tone::Accent));
        }
        if let Some((x, width)) = at(0) {
            put(buffer, x, line.y, width, &row.no, style(Tone::Dim));
        }
        if let Some((x, width)) = at(1) {
            let tone = if selected {
                Tone::Strong
            } else if row.optional {
                Tone::Dim
            } else {
                Tone::Plain
            };
            put(buffer, x, line.y, width, &row.label, style(tone));
            if line.height > 1 {
                put(buffer, x, line.y + 1, width + 24, &row.promise, style(Tone::Dim));
            }
        }
        let mut cursor = None;
        for shown in 0..places.shown {
            let spot = (place, places.first + shown);
            let lies = (at(places.values + 2 * shown), at(places.values + 2 * shown + 1));
            cursor = self.draw_value(spot, lies, line.y, buffer, (look, book)).or(cursor);
        }
        if self.at.layout != Layout::Periods
            && let Some(cell) = row.cells.first().and_then(Option::as_ref)
        {
            let after = places.values + 2;
            let lies = (at(2), at(after), at(after + 1));
            let lies = if self.at.layout == Layout::Offices { (lies.0, None, lies.1) } else { lies };
            let draft = self.drafts.cells.contains_key(&cell.cell);
            beside((cell, row.optional, draft), lies, line, buffer, look);
        }
        cursor
    }

    /// A cell itself: what is typed, else the draft, else what stands in the database, with its mark.
    fn draw_value(
        &self,
        spot: (usize, usize),
        (value, mark): (Lies, Lies),
        y: u16,
        buffer: &mut Buffer,
        (look, book): (Look, &Book),
    ) -> Option<Position> {
        let (x, width) = value?;
        let selected = spot == self.spot;
        if let (true, Mode::Typing(typing)) = (selected, &self.mode) {
            put(buffer, x, y, 1, "[", look.theme.style(Tone::Accent));
            put(buffer, x + width - 1, y, 1, "]", look.theme.style(Tone::Accent));
            let inner = Rect { x: x + 1, y, width: width - 2, height: 1 };
            return Some(field::draw_line(&typing.line, inner, buffer, look.theme.style(Tone::Strong)));
        }
        let Some(cell) = self.grid.cell(spot) else {
            put_right(buffer, x, y, width, "–", look.theme.style(Tone::Dim));
            return None;
        };
        let state = self.mark(cell, book);
        let text = match self.drafts.cells.get(&cell.cell) {
            Some(draft) => draft.text.as_str(),
            None if cell.figures.is_empty() => "·",
            None => self.standing(cell),
        };
        let room = if self.drafts.cells.contains_key(&cell.cell) { 0 } else { self.room_behind(text) };
        let padded = format!("{text}{}", " ".repeat(room));
        let text = if text::width(&padded) <= width { padded.as_str() } else { text };
        let style = look.theme.style(state.tone());
        if selected && self.grid.periods.len() > 1 {
            let here = format!("[{text}]");
            let text = if text::width(&here) <= width { here.as_str() } else { text };
            put_right(buffer, x, y, width, text, look.theme.style(Tone::Here));
        } else {
            put_right(buffer, x, y, width, text, style);
        }
        if let Some((mark_x, mark_width)) = mark {
            put(buffer, mark_x, y, mark_width, state.sign(), style);
        }
        None
    }

    /// What stands in a cell: where periods lie side by side of a pair what it comes to, which is comparable.
    fn standing<'c>(&self, cell: &'c SheetCell) -> &'c str {
        let comes_to = cell.comes_to.as_deref().filter(|_| self.at.layout == Layout::Periods);
        comes_to.unwrap_or(&cell.value)
    }

    /// How many columns stay free behind a number, so that commas lie below each other where one column has decimals.
    fn room_behind(&self, text: &str) -> usize {
        if self.at.layout == Layout::Periods {
            return 0;
        }
        let most = self.grid.cells().filter_map(|(_, cell)| decimals(self.standing(cell))).max().unwrap_or(0);
        decimals(text).map_or(0, |has| most.saturating_sub(has))
    }

    /// The line under the table: how many are entered, what the selected cell's mark means, the note being typed.
    fn draw_state(&self, area: Rect, buffer: &mut Buffer, (look, book): (Look, &Book)) -> Option<Position> {
        let y = area.bottom().saturating_sub(1);
        if let Mode::Noting(noting) = &self.mode {
            let label = format!("{}: ", Text::Note.words(look.lang));
            let x = put(buffer, area.x + 1, y, 20, &label, look.theme.style(Tone::Accent));
            let inner = Rect { x, y, width: area.right().saturating_sub(x + 1), height: 1 };
            return Some(field::draw_line(&noting.line, inner, buffer, look.theme.style(Tone::Strong)));
        }
        let (entered, all) = self.grid.entered();
        let mut words = fill(Text::EnteredOf.words(look.lang), &[&entered, &all]);
        if !self.saved.is_empty() {
            words = format!("{words} · {}", self.saved);
        }
        put(buffer, area.x + 1, y, area.width / 2, &words, look.theme.style(Tone::Dim));
        let state = self.cell().map(|cell| self.mark(cell, book).words(look.lang, cell.figure())).unwrap_or_default();
        // What to do about it is done by keys that are text while one types.
        let (what, _) = state.split_once(" (").filter(|_| self.place() == Place::Cell).unwrap_or((&state, ""));
        put_right(buffer, area.x, y, area.width.saturating_sub(1), &look.keyed(what), look.theme.style(Tone::Dim));
        None
    }

    fn scroll(&self, fits: usize) -> usize {
        let (rows, selected) = (self.grid.rows.len(), self.spot.0);
        let mut top = self.top.get().min(rows.saturating_sub(fits));
        if selected < top {
            top = (selected + 1).saturating_sub(fits.div_ceil(2));
        } else if selected >= top + fits {
            top = (selected + fits / 2 + 1).saturating_sub(fits).min(rows.saturating_sub(fits));
        }
        self.top.set(top);
        top
    }
}

/// Where a piece of a row lies; none where there is no room for it.
type Lies = Option<(u16, u16)>;

/// What stands beside the value: last period, the line, the verdict.
fn beside(
    (cell, optional, draft): (&SheetCell, bool, bool),
    (previous, line, verdict): (Lies, Lies, Lies),
    row: Rect,
    buffer: &mut Buffer,
    look: Look,
) {
    let y = row.y;
    let style = |tone| look.theme.style(tone);
    if let Some((x, width)) = previous {
        put_right(buffer, x, y, width, &cell.previous, style(Tone::Dim));
    }
    if let Some((x, width)) = line {
        put_right(buffer, x, y, width, &cell.line, style(Tone::Dim));
    }
    // What is typed is not what was judged.
    let Some((x, width)) = verdict.filter(|_| !draft && cell.gone.is_none()) else { return };
    let found = result(cell, optional, look);
    match &cell.comes_to {
        None => put(buffer, x, y, width, &found.text, style(found.tone)),
        Some(value) if row.height > 1 => {
            put(buffer, x, y + 1, width, &format!("= {value}"), style(Tone::Plain));
            put(buffer, x, y, width, &found.text, style(found.tone))
        }
        Some(value) => {
            let both = format!("{value} {}", found.text);
            let words = if text::width(&both) <= width { &both } else { value };
            put(buffer, x, y, width, words, style(found.tone))
        }
    };
}

/// The verdict on a cell, or why there is none.
fn result(cell: &SheetCell, optional: bool, look: Look) -> Toned {
    let words = |text: Text| toned(format!("· {}", text.words(look.lang)), Tone::Dim);
    match cell.status {
        Some(status) => tones::verdict(look.lang, status),
        None if cell.figures.is_empty() && optional => words(Text::NotOwed),
        None if cell.figures.is_empty() => words(Text::NotEntered),
        None if cell.comes_to.is_some() => Toned::default(),
        None => words(Text::NotJudgedYet),
    }
}

/// Digits behind the comma with the comma itself; none of what is no number or a pair.
fn decimals(text: &str) -> Option<usize> {
    text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '/' | '-')).then_some(())?;
    Some(text.rsplit_once(',').map_or(0, |(_, behind)| behind.len() + 1))
}

const BLOCK: [Column; 5] = [
    Column::flex("", 20, 0),
    Column::right("", 11, 0),
    Column::left("", 1, 0),
    Column::right("", 11, 0),
    Column::left("", 14, 0),
];

impl Block {
    /// Draws what would become of each cell.
    fn draw(&self, area: Rect, buffer: &mut Buffer, (look, book): (Look, &Book)) {
        let room = area.width.saturating_sub(2);
        let title = text::wrap(&look.keyed(&self.title(book)), room);
        for (y, line) in (area.y..area.bottom()).zip(&title) {
            put(buffer, area.x + 1, y, room, line, look.theme.style(Tone::Strong));
        }
        let head = u16::try_from(title.len()).unwrap_or(1) + 1;
        let body = Rect { y: area.y + head, height: area.height.saturating_sub(head), ..area };
        let places = fit(&BLOCK, room);
        let fits = usize::from(body.height.max(1));
        let last = self.lines.len().saturating_sub(fits);
        let top = self.top.get().clamp((self.selected + 1).saturating_sub(fits), self.selected).min(last);
        self.top.set(top);
        for (y, (place, line)) in (body.y..body.bottom()).zip(self.lines.iter().enumerate().skip(top)) {
            let fate = line.fate.shown(book);
            let selected = place == self.selected;
            let texts = [line.label.as_str(), &line.old, "→", &line.new, &fate.text];
            let label = if selected { Tone::Strong } else { Tone::Plain };
            let tones = [label, Tone::Dim, Tone::Dim, label, fate.tone];
            if selected {
                put(buffer, body.x, y, 1, "►", look.theme.style(Tone::Accent));
            }
            for (((column, lies), text), tone) in BLOCK.iter().zip(&places).zip(texts).zip(tones) {
                let Some((x, width)) = *lies else { continue };
                let put = if column.right { put_right } else { put_left };
                put(buffer, body.x + 1 + x, y, width, text, look.theme.style(tone));
            }
        }
        text::more(buffer, body, look, (top > 0, top < last));
    }
}

fn put_left(buffer: &mut Buffer, x: u16, y: u16, columns: u16, text: &str, style: Style) {
    put(buffer, x, y, columns, text, style);
}
