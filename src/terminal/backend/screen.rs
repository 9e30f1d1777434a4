//! Cells of a screen as the terminal shows them or should show them. Must not depend on the bytes that are sent.

use std::ops::Range;

use ratatui::layout::Size;
use ratatui::style::{Color, Modifier};

use super::pen::Pen;

/// Number of kept clusters above which those that are no longer shown are dropped.
const MANY_CLUSTERS: usize = 1000;

/// Content of a cell: a character, or a value above the last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph(u32);

impl Glyph {
    /// A blank.
    pub const BLANK: Self = Self(' ' as u32);
    /// Right half of a wide character.
    pub const RIGHT_HALF: Self = Self(0x11_0000);
    /// What the terminal shows there is not known.
    pub const UNKNOWN: Self = Self(0x11_0001);
    /// The first cluster of [`Clusters`].
    const FIRST_CLUSTER: u32 = 0x11_0002;

    /// Whether it is a single character.
    pub fn is_character(self) -> bool {
        self.0 < Self::RIGHT_HALF.0
    }

    /// Whether it is a cluster of several characters.
    pub fn is_cluster(self) -> bool {
        self.0 >= Self::FIRST_CLUSTER
    }

    fn cluster_index(self) -> Option<usize> {
        usize::try_from(self.0.checked_sub(Self::FIRST_CLUSTER)?).ok()
    }
}

/// Content and look of a cell. A blank that looks like an erased cell has the default pen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScreenCell {
    /// Content.
    pub glyph: Glyph,
    /// Look.
    pub pen: Pen,
}

impl ScreenCell {
    /// An erased cell.
    pub const BLANK: Self = Self::of(Glyph::BLANK);
    /// A cell of which nothing is known.
    pub const UNKNOWN: Self = Self::of(Glyph::UNKNOWN);

    const fn of(glyph: Glyph) -> Self {
        let pen = Pen {
            fg: Color::Reset,
            bg: Color::Reset,
            modifier: Modifier::empty(),
        };
        Self { glyph, pen }
    }
}

/// Returns `true` for a cell that looks like an erased one.
pub fn is_blank(cell: &ScreenCell) -> bool {
    *cell == ScreenCell::BLANK
}

/// Cells of a screen, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TerminalScreen {
    /// Columns and rows.
    pub size: Size,
    /// The cells.
    pub cells: Vec<ScreenCell>,
}

impl TerminalScreen {
    /// Creates a screen of equal cells.
    pub fn filled(size: Size, cell: ScreenCell) -> Self {
        let count = usize::from(size.width) * usize::from(size.height);
        Self {
            size,
            cells: vec![cell; count],
        }
    }

    fn row_range(&self, y: u16) -> Range<usize> {
        let width = usize::from(self.size.width);
        let start = usize::from(y) * width;
        start..start + width
    }

    /// Cells of a row; none below the screen.
    pub fn row(&self, y: u16) -> &[ScreenCell] {
        self.cells.get(self.row_range(y)).unwrap_or_default()
    }

    /// Cells of a row; none below the screen.
    pub fn row_mut(&mut self, y: u16) -> &mut [ScreenCell] {
        let range = self.row_range(y);
        self.cells.get_mut(range).unwrap_or_default()
    }

    /// Moves rows as the terminal does; the rows that come in are blank.
    pub fn scroll(&mut self, scroll: Scroll) {
        let (start, end) = (self.row_range(scroll.top), self.row_range(scroll.bottom));
        let count = usize::from(scroll.count) * usize::from(self.size.width);
        let Some(cells) = self.cells.get_mut(start.start..end.end) else {
            return;
        };
        let count = count.min(cells.len());
        if scroll.is_up {
            cells.rotate_left(count);
            let kept = cells.len() - count;
            cells[kept..].fill(ScreenCell::BLANK);
        } else {
            cells.rotate_right(count);
            cells[..count].fill(ScreenCell::BLANK);
        }
    }
}

/// Movement of the rows from `top` to `bottom`, both included, by `count` rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scroll {
    /// First row.
    pub top: u16,
    /// Last row.
    pub bottom: u16,
    /// By how many rows.
    pub count: u16,
    /// Up, else down.
    pub is_up: bool,
}

impl Scroll {
    /// Finds the movement that brings most changed rows to their place.
    pub fn find(shown: &TerminalScreen, wanted: &TerminalScreen) -> Option<Self> {
        let height = wanted.size.height;
        let changed: Vec<u16> = (0..height)
            .filter(|y| shown.row(*y) != wanted.row(*y) && !wanted.row(*y).iter().all(is_blank))
            .collect();
        let mut best: Option<(usize, Self)> = None;
        for (count, is_up) in (1..height).flat_map(|count| [(count, true), (count, false)]) {
            let source = |y: u16| {
                let row = if is_up {
                    y.checked_add(count)
                } else {
                    y.checked_sub(count)
                };
                row.filter(|row| *row < height)
            };
            let arrives =
                |y: &u16| source(*y).is_some_and(|source| shown.row(source) == wanted.row(*y));
            let mut arriving = changed.iter().copied().filter(arrives);
            let Some(first) = arriving.next() else {
                continue;
            };
            let (rows, last) = arriving.fold((1, first), |(rows, _), y| (rows + 1, y));
            let scroll = Self {
                top: if is_up { first } else { first - count },
                bottom: if is_up { last + count } else { last },
                count,
                is_up,
            };
            if best.is_none_or(|(most, _)| rows > most) {
                best = Some((rows, scroll));
            }
        }
        best.map(|(_, scroll)| scroll)
    }
}

/// End of the character that begins at `x`.
pub fn character_end(row: &[ScreenCell], x: usize) -> usize {
    let halves = row.iter().skip(x + 1);
    x + 1
        + halves
            .take_while(|cell| cell.glyph == Glyph::RIGHT_HALF)
            .count()
}

/// Replaces the cells from `start` to `end`. What is left of a wide character that was cut is not known.
pub fn replace_cells(row: &mut [ScreenCell], start: usize, with: &[ScreenCell]) {
    let end = start + with.len();
    let is_half = |cell: Option<&ScreenCell>| cell.is_some_and(|c| c.glyph == Glyph::RIGHT_HALF);
    if is_half(row.get(start)) {
        let left = row[..start]
            .iter()
            .rposition(|cell| cell.glyph != Glyph::RIGHT_HALF);
        row[left.unwrap_or(0)..start].fill(ScreenCell::UNKNOWN);
    }
    let cut = row
        .iter()
        .skip(end)
        .take_while(|cell| is_half(Some(cell)))
        .count();
    row[end..end + cut].fill(ScreenCell::UNKNOWN);
    row[start..end].copy_from_slice(with);
}

/// Texts of clusters of several characters, such as a letter with combining marks.
#[derive(Debug, Default)]
pub struct Clusters(Vec<Box<str>>);

impl Clusters {
    /// Glyph of a cell's text; what would move the cursor or show nothing is a blank.
    pub fn glyph(&mut self, text: &str) -> Glyph {
        let mut chars = text.chars();
        let first = chars.next().unwrap_or(' ');
        if text.chars().any(char::is_control) {
            return Glyph::BLANK;
        }
        if chars.next().is_none() {
            return Glyph(first.into());
        }
        let known = self.0.iter().position(|cluster| **cluster == *text);
        let index = known.unwrap_or_else(|| {
            self.0.push(text.into());
            self.0.len() - 1
        });
        u32::try_from(index).map_or(Glyph(first.into()), |index| {
            Glyph(Glyph::FIRST_CLUSTER + index)
        })
    }

    /// Appends the text of a glyph.
    pub fn push_text(&self, glyph: Glyph, to: &mut String) {
        match glyph.cluster_index() {
            Some(index) => to.push_str(self.0.get(index).map_or(" ", |text| text)),
            None => to.push(char::from_u32(glyph.0).unwrap_or(' ')),
        }
    }

    /// Drops the clusters that no screen shows, if there are many.
    pub fn drop_unused(&mut self, screens: [&mut TerminalScreen; 2]) {
        if self.0.len() <= MANY_CLUSTERS {
            return;
        }
        let all = std::mem::take(&mut self.0);
        for cell in screens.into_iter().flat_map(|screen| &mut screen.cells) {
            let text = cell.glyph.cluster_index().and_then(|index| all.get(index));
            if let Some(text) = text {
                cell.glyph = self.glyph(text);
            }
        }
    }
}
