//! A page of text that scrolls: headings, fields with a label, sentences, rows of numbers. Knows no pane.

use std::cell::Cell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Look;
use super::table::{Motion, Toned, toned};
use super::text::{more, put, width, wrap};
use super::theme::Tone;

/// One paragraph of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Para {
    /// A heading with a blank line before it.
    Heading(String),
    /// A label and its text, which wraps beside it.
    Field(String, Toned),
    /// A sentence over the whole width.
    Text(Toned),
    /// Columns of fixed width: text and width; the last one wraps.
    Row(Vec<(Toned, u16)>),
    /// A blank line.
    Gap,
}

/// A page and how far it is scrolled.
#[derive(Debug, Default)]
pub struct Page {
    /// What it is about.
    pub title: Toned,
    paras: Vec<Para>,
    top: Cell<usize>,
    size: Cell<(usize, usize)>,
}

impl Page {
    /// A page with a title.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: toned(title, Tone::Strong), ..Self::default() }
    }

    /// Adds a heading.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.paras.push(Para::Heading(text.into()));
    }

    /// Adds a label with a text; nothing for an empty text.
    pub fn field(&mut self, label: &str, text: impl Into<Toned>) {
        let text = text.into();
        if !text.text.is_empty() {
            self.paras.push(Para::Field(label.to_owned(), text));
        }
    }

    /// Adds a sentence.
    pub fn text(&mut self, text: impl Into<Toned>) {
        self.paras.push(Para::Text(text.into()));
    }

    /// Adds columns.
    pub fn row(&mut self, cells: Vec<(Toned, u16)>) {
        self.paras.push(Para::Row(cells));
    }

    /// Adds a blank line.
    pub fn gap(&mut self) {
        self.paras.push(Para::Gap);
    }

    /// The same place in new paragraphs.
    pub fn keep_place(&self, old: &Page) {
        self.top.set(old.top.get());
    }

    /// The title and the first sentences, up to the first heading.
    pub fn copied(&self) -> String {
        let head = self.paras.iter().take_while(|para| !matches!(para, Para::Heading(_)));
        let texts = head.filter_map(|para| match para {
            Para::Text(text) => Some(text.text.as_str()),
            Para::Heading(_) | Para::Field(..) | Para::Row(_) | Para::Gap => None,
        });
        [self.title.text.as_str()].into_iter().chain(texts).collect::<Vec<_>>().join(" · ")
    }

    /// Scrolls.
    pub fn go(&mut self, motion: Motion) {
        let (lines, height) = self.size.get();
        let last = lines.saturating_sub(height);
        let top = self.top.get();
        let page = height.max(2) - 1;
        let to = match motion {
            Motion::Up => top.saturating_sub(1),
            Motion::Down => top + 1,
            Motion::PageUp => top.saturating_sub(page),
            Motion::PageDown => top + page,
            Motion::First => 0,
            Motion::Last => last,
        };
        self.top.set(to.min(last));
    }

    /// Draws the title and what fits below it.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look) {
        put(buffer, area.x + 1, area.y, area.width.saturating_sub(2), &self.title.text, look.theme.style(Tone::Strong));
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let lines: Vec<Vec<(u16, Toned)>> =
            self.paras.iter().flat_map(|p| lay(p, body.width.saturating_sub(2), look)).collect();
        let height = usize::from(body.height);
        self.size.set((lines.len(), height));
        let top = self.top.get().min(lines.len().saturating_sub(height));
        self.top.set(top);
        for (y, line) in (body.top()..body.bottom()).zip(&lines[top..]) {
            for (x, cell) in line {
                put(
                    buffer,
                    body.x + 1 + x,
                    y,
                    body.width.saturating_sub(x + 2),
                    &cell.text,
                    look.theme.style(cell.tone),
                );
            }
        }
        more(buffer, body, look, (top > 0, top + height < lines.len()));
    }
}

const LABEL: u16 = 18;

/// The lines of a paragraph: pieces of text, each at its column.
fn lay(para: &Para, room: u16, look: Look) -> Vec<Vec<(u16, Toned)>> {
    let wrapped = |x: u16, text: &Toned| -> Vec<Vec<(u16, Toned)>> {
        let lines = wrap(&look.keyed(&text.text), room.saturating_sub(x).max(1));
        lines.into_iter().map(|line| vec![(x, toned(line, text.tone))]).collect()
    };
    match para {
        Para::Gap => vec![Vec::new()],
        Para::Heading(text) => vec![Vec::new(), vec![(0, toned(text.as_str(), Tone::Accent))]],
        Para::Text(text) => wrapped(0, text),
        Para::Field(label, text) => {
            let x = LABEL.max(width(label) + 2);
            let mut lines = wrapped(x, text);
            if let Some(first) = lines.first_mut() {
                first.insert(0, (0, toned(label.as_str(), Tone::Dim)));
            }
            lines
        }
        Para::Row(cells) => {
            let Some((last, fixed)) = cells.split_last() else { return vec![Vec::new()] };
            let (mut x, mut first) = (0, Vec::new());
            for (cell, columns) in fixed {
                first.push((x, toned(super::text::cut(&cell.text, *columns), cell.tone)));
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
