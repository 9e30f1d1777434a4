//! Hints for changing the layout, in one line under the table: keys and their results. Changes nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{SheetMode, SheetPane};
use crate::domain::period::{Period, PeriodKind};
use crate::i18n::screen::Text;
use crate::keys::Command;
use crate::panes::effect::SheetLayout;
use crate::widgets::DrawContext;
use crate::widgets::text::{put_text, width};
use crate::widgets::theme::Tone;

/// Separator between hints.
const SEPARATOR: &str = " · ";

impl SheetPane {
    /// Draws the hints that fit, none truncated; nothing while typing, when letters are text.
    pub(super) fn draw_layout_hints(
        &self,
        line: Rect,
        buffer: &mut Buffer,
        draw_context: DrawContext,
    ) {
        if !matches!(self.mode, SheetMode::Idle) {
            return;
        }
        let mut x = line.x + 1;
        for (_, text) in self
            .layout_hints()
            .into_iter()
            .filter(|(command, _)| draw_context.key_hints.is_bound(*command))
        {
            let words = draw_context.text(text);
            let first = x == line.x + 1;
            let before = if first { "" } else { SEPARATOR };
            if x + width(before) + width(&words) < line.right() {
                x = put_text(
                    buffer,
                    x,
                    line.y,
                    width(before),
                    before,
                    draw_context.theme.style(Tone::Dim),
                );
                x = put_text(
                    buffer,
                    x,
                    line.y,
                    width(&words),
                    &words,
                    draw_context.theme.style(Tone::Dim),
                );
            }
        }
    }

    /// Commands that change the layout, with their results from the current one.
    fn layout_hints(&self) -> Vec<(Command, Text)> {
        let (periods, offices) = match self.location.layout {
            SheetLayout::MeasureRows => (Text::ViewPeriods, Text::ViewOffices),
            SheetLayout::PeriodColumns => (Text::ViewOnePeriod, Text::ViewOffices),
            SheetLayout::OfficeRows => (Text::ViewPeriods, Text::ViewMeasures),
        };
        let mut views = vec![
            (Command::TogglePeriodLayout, periods),
            (Command::ToggleOfficeLayout, offices),
        ];
        let is_shorter = self
            .location
            .period
            .and_then(Period::kind)
            .is_some_and(|kind| kind != PeriodKind::Year);
        if self.location.layout == SheetLayout::MeasureRows && is_shorter {
            views.push((
                Command::ToggleYearly,
                if self.location.shows_yearly {
                    Text::ViewNoYear
                } else {
                    Text::ViewYear
                },
            ));
        }
        views
    }
}
