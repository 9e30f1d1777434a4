//! How the table can be laid out anew, in one line under it: the keys, and what each leads to from here. Changes nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Mode, SheetPane};
use crate::domain::period::{Period, PeriodKind};
use crate::keys::Command;
use crate::panes::effect::Layout;
use crate::widgets::Look;
use crate::widgets::text::{put, width};
use crate::widgets::theme::Tone;
use crate::words::screen::Text;

/// What lies between two ways.
const BETWEEN: &str = " · ";

impl SheetPane {
    /// The ways that fit into the line, none cut; nothing while something is typed, where letters are text.
    pub(super) fn draw_views(&self, line: Rect, buffer: &mut Buffer, look: Look) {
        if !matches!(self.mode, Mode::Still) {
            return;
        }
        let mut x = line.x + 1;
        for (_, text) in self.views().into_iter().filter(|(command, _)| look.hints.is_live(*command)) {
            let words = look.says(text);
            let first = x == line.x + 1;
            let before = if first { "" } else { BETWEEN };
            if x + width(before) + width(&words) < line.right() {
                x = put(buffer, x, line.y, width(before), before, look.theme.style(Tone::Dim));
                x = put(buffer, x, line.y, width(&words), &words, look.theme.style(Tone::Dim));
            }
        }
    }

    /// What the commands of the layout lead to from here.
    fn views(&self) -> Vec<(Command, Text)> {
        let (periods, offices) = match self.at.layout {
            Layout::Measures => (Text::ViewPeriods, Text::ViewOffices),
            Layout::Periods => (Text::ViewOnePeriod, Text::ViewOffices),
            Layout::Offices => (Text::ViewPeriods, Text::ViewMeasures),
        };
        let mut views = vec![(Command::ByPeriod, periods), (Command::ByOffice, offices)];
        let is_shorter = self.at.period.and_then(Period::kind).is_some_and(|kind| kind != PeriodKind::Year);
        if self.at.layout == Layout::Measures && is_shorter {
            views.push((Command::Yearly, if self.at.yearly { Text::ViewNoYear } else { Text::ViewYear }));
        }
        views
    }
}
