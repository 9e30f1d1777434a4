//! Header of the sheet: office or measure, plan, period, and mark of estimates. In two lines if one is too narrow; then
//! period, plan and office are shortened, in this order. Changes nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::figure::Quality;
use crate::i18n::screen::Text;
use crate::i18n::{facts, fill_placeholders};
use crate::panes::effect::{SheetLayout, SheetLocation};
use crate::panes::read_model::ReadModel;
use crate::widgets::DrawContext;
use crate::widgets::text::{put_text, put_text_right, truncate_at_word, width};
use crate::widgets::theme::Tone;

/// Minimum height for a second header line.
const TWO_LINE_HEIGHT: u16 = 14;
/// Separator between parts.
const SEPARATOR: &str = " · ";

/// What the head says.
pub struct SheetHeader {
    /// Office or measure, plan, period in full, period in short.
    parts: [String; 4],
    quality: Option<Quality>,
    locked: bool,
}

impl SheetHeader {
    /// The head of a place of the sheet.
    pub fn new(location: &SheetLocation, model: &ReadModel) -> Self {
        Self {
            parts: header_parts(location, model),
            quality: None,
            locked: false,
        }
    }

    /// How estimates are told, or that the period is locked.
    pub fn with_quality(self, quality: Option<Quality>, locked: bool) -> Self {
        Self {
            quality,
            locked,
            ..self
        }
    }

    /// Draws the head and returns the area below its first line.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, draw_context: DrawContext) -> Rect {
        let room = area.width.saturating_sub(2);
        let strong = draw_context.theme.style(Tone::Strong);
        let [office, plan, period, _] = &self.parts;
        let mut area = area;
        let mut last = join_parts(&[office, plan, period]);
        if width(&last) > room && area.height >= TWO_LINE_HEIGHT {
            let office = truncate_at_word(office, room);
            put_text(buffer, area.x + 1, area.y, room, &office, strong);
            area = Rect {
                y: area.y + 1,
                height: area.height - 1,
                ..area
            };
            last = join_parts(&[plan, period]);
        }
        let line = fit_to_width(last, &self.parts, room);
        let after = put_text(buffer, area.x + 1, area.y, room, &line, strong);
        let (quality, tone) = if self.locked {
            (Text::Locked.text(draw_context.lang), Tone::Warn)
        } else {
            (quality_text(self.quality, draw_context), Tone::Dim)
        };
        if after + width(quality) + 2 < area.right() {
            let style = draw_context.theme.style(tone);
            put_text_right(buffer, area.x, area.y, area.width - 1, quality, style);
        }
        area
    }
}

fn quality_text(quality: Option<Quality>, draw_context: DrawContext) -> &'static str {
    quality.map_or(Text::QualityByDay.text(draw_context.lang), |quality| {
        facts::quality(draw_context.lang, quality)
    })
}

/// Office or measure, plan, period, abbreviated period.
fn header_parts(at: &SheetLocation, model: &ReadModel) -> [String; 4] {
    let measure = at
        .measure
        .as_ref()
        .filter(|_| at.layout == SheetLayout::OfficeRows)
        .and_then(|id| model.catalog.measure(id));
    let office = match measure {
        Some((_, target, measure)) => Some(format!(
            "{} {} ({})",
            target.no,
            measure.label,
            facts::target_value(model.lang, measure)
        )),
        None => at
            .office
            .as_ref()
            .map(|office| model.qualified_office_name(office)),
    };
    let plan = at
        .plan
        .as_ref()
        .and_then(|code| model.catalog.plan(code))
        .map(|plan| plan.short_name.clone());
    let named = |words: String| fill_placeholders(Text::PeriodOf.text(model.lang), &[&words]);
    let full = at
        .period
        .map(|period| named(facts::period(model.lang, period)));
    let short = at
        .period
        .map(|period| named(facts::period_short(model.lang, period)));
    [office, plan, full, short].map(Option::unwrap_or_default)
}

fn join_parts(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(SEPARATOR)
}

/// Shortens the line to fit: the period is abbreviated, then the plan is cut, then the office.
fn fit_to_width(line: String, [office, plan, _, short]: &[String; 4], room: u16) -> String {
    if width(&line) <= room {
        return line;
    }
    let taken = width(office) + width(short) + 2 * width(SEPARATOR);
    let plan = truncate_at_word(plan, room.saturating_sub(taken).max(8));
    let left = room.saturating_sub(width(&plan) + width(short) + 2 * width(SEPARATOR));
    join_parts(&[&truncate_at_word(office, left), &plan, short])
}
