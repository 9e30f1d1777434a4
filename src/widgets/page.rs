//! Scrolling text page: headings, labelled fields, sentences, rows of numbers. Must not depend on panes.

use std::cell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::DrawContext;
use super::table::{Motion, StyledText, styled};
use super::text::{draw_scroll_arrows, put_text, truncate, width, wrap};
use super::theme::Tone;

/// An item of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageItem {
    /// A heading with a blank line before it.
    Heading(String),
    /// A label with its text, wrapped in its column.
    Field(String, StyledText),
    /// A sentence over the full width.
    Text(StyledText),
    /// Columns of fixed width: text and width; the last one wraps.
    Row(Vec<(StyledText, u16)>),
    /// A blank line.
    BlankLine,
}

/// A page with its scroll position.
#[derive(Debug, Default)]
pub struct Page {
    /// Title.
    pub title: StyledText,
    items: Vec<PageItem>,
    // Set while drawing, which has only `&self`: how far a page scrolls depends on its lines at the drawn width.
    scroll_top: cell::Cell<usize>,
    line_count: cell::Cell<usize>,
    view_height: cell::Cell<usize>,
}

impl Page {
    /// Creates a page.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: styled(title, Tone::Strong),
            ..Self::default()
        }
    }

    /// Adds a heading.
    pub fn add_heading(&mut self, text: impl Into<String>) {
        self.items.push(PageItem::Heading(text.into()));
    }

    /// Adds a label with a text; nothing for an empty text.
    pub fn add_field(&mut self, label: &str, text: impl Into<StyledText>) {
        let text = text.into();
        if !text.text.is_empty() {
            self.items.push(PageItem::Field(label.to_owned(), text));
        }
    }

    /// Adds a sentence.
    pub fn add_text(&mut self, text: impl Into<StyledText>) {
        self.items.push(PageItem::Text(text.into()));
    }

    /// Adds columns.
    pub fn add_row(&mut self, cells: Vec<(StyledText, u16)>) {
        self.items.push(PageItem::Row(cells));
    }

    /// Adds a blank line.
    pub fn add_blank_line(&mut self) {
        self.items.push(PageItem::BlankLine);
    }

    /// Takes over the scroll position of an older version of the page.
    pub fn keep_scroll_position(&self, old: &Page) {
        self.scroll_top.set(old.scroll_top.get());
    }

    /// Text for the clipboard: title and first sentences, up to the first heading.
    pub fn clipboard_text(&self) -> String {
        let head = self
            .items
            .iter()
            .take_while(|item| !matches!(item, PageItem::Heading(_)));
        let texts = head.filter_map(|item| match item {
            PageItem::Text(text) => Some(text.text.as_str()),
            PageItem::Heading(_) | PageItem::Field(..) | PageItem::Row(_) | PageItem::BlankLine => {
                None
            }
        });
        [self.title.text.as_str()]
            .into_iter()
            .chain(texts)
            .collect::<Vec<_>>()
            .join(" · ")
    }

    /// Scrolls.
    pub fn scroll(&mut self, motion: Motion) {
        let height = self.view_height.get();
        let last = self.line_count.get().saturating_sub(height);
        let top = self.scroll_top.get();
        let page_height = height.max(2) - 1;
        let to = match motion {
            Motion::Up => top.saturating_sub(1),
            Motion::Down => top + 1,
            Motion::PageUp => top.saturating_sub(page_height),
            Motion::PageDown => top + page_height,
            Motion::First => 0,
            Motion::Last => last,
        };
        self.scroll_top.set(to.min(last));
    }

    /// Draws the title and what fits below it.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, draw_context: DrawContext) {
        put_text(
            buffer,
            area.x + 1,
            area.y,
            area.width.saturating_sub(2),
            &self.title.text,
            draw_context.theme.style(Tone::Strong),
        );
        let body = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
        let lines: Vec<PageLine> = self
            .items
            .iter()
            .flat_map(|item| layout_item(item, body.width.saturating_sub(2), draw_context))
            .collect();
        let height = usize::from(body.height);
        self.line_count.set(lines.len());
        self.view_height.set(height);
        let top = self
            .scroll_top
            .get()
            .min(lines.len().saturating_sub(height));
        self.scroll_top.set(top);
        for (y, line) in (body.top()..body.bottom()).zip(&lines[top..]) {
            for (x, cell) in line {
                put_text(
                    buffer,
                    body.x + 1 + x,
                    y,
                    body.width.saturating_sub(x + 2),
                    &cell.text,
                    draw_context.theme.style(cell.tone),
                );
            }
        }
        draw_scroll_arrows(
            buffer,
            body,
            draw_context,
            (top > 0, top + height < lines.len()),
        );
    }
}

/// Column of the texts of fields; a longer label pushes its own text to the right.
const LABEL_WIDTH: u16 = 23;

/// A line of a page: pieces of text with their columns.
type PageLine = Vec<(u16, StyledText)>;

/// Lines of an item.
fn layout_item(item: &PageItem, line_width: u16, draw_context: DrawContext) -> Vec<PageLine> {
    let wrapped = |x: u16, text: &StyledText| -> Vec<PageLine> {
        let lines = wrap(
            &draw_context.fill_keys(&text.text),
            line_width.saturating_sub(x).max(1),
        );
        lines
            .into_iter()
            .map(|line| vec![(x, styled(line, text.tone))])
            .collect()
    };
    match item {
        PageItem::BlankLine => vec![Vec::new()],
        PageItem::Heading(text) => vec![Vec::new(), vec![(0, styled(text.as_str(), Tone::Accent))]],
        PageItem::Text(text) => wrapped(0, text),
        PageItem::Field(label, text) => {
            let x = LABEL_WIDTH.max(width(label) + 2);
            let mut lines = wrapped(x, text);
            if let Some(first) = lines.first_mut() {
                first.insert(0, (0, styled(label.as_str(), Tone::Dim)));
            }
            lines
        }
        PageItem::Row(cells) => {
            let Some((last, fixed)) = cells.split_last() else {
                return vec![Vec::new()];
            };
            let (mut x, mut first) = (0, Vec::new());
            for (cell, columns) in fixed {
                first.push((x, styled(truncate(&cell.text, *columns), cell.tone)));
                x += columns + 1;
            }
            let mut lines = wrapped(x, &last.0);
            if let Some(line) = lines.first_mut() {
                line.splice(0..0, first);
            }
            lines
        }
    }
}
