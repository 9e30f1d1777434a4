//! The head of the sheet: office or measure, plan, period in full, and how estimates are told. In two lines where one is too
//! narrow; then period, plan and office are cut, in this order. Changes nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::figure::Quality;
use crate::panes::book::Book;
use crate::panes::effect::{Layout, SheetAt};
use crate::widgets::Look;
use crate::widgets::text::{cut_at_words, put, put_right, width};
use crate::widgets::theme::Tone;
use crate::words::screen::Text;
use crate::words::{facts, fill};

/// From this height on a second line costs no row that is needed.
const TALL: u16 = 14;
/// What lies between two parts.
const BETWEEN: &str = " · ";

/// Draws the head and returns the area below its first line.
pub fn draw(
    at: &SheetAt,
    (quality, locked): (Option<Quality>, bool),
    area: Rect,
    buffer: &mut Buffer,
    (look, book): (Look, &Book),
) -> Rect {
    let parts = parts(at, book);
    let quality = if locked { Text::Locked.words(look.lang) } else { quality_words(quality, look) };
    let tone = if locked { Tone::Warn } else { Tone::Dim };
    let room = area.width.saturating_sub(2);
    let strong = look.theme.style(Tone::Strong);
    let [office, plan, period, _] = &parts;
    let whole = joined(&[office, plan, period]);
    let mut area = area;
    let mut last = whole;
    if width(&last) > room && area.height >= TALL {
        put(buffer, area.x + 1, area.y, room, &cut_at_words(office, room), strong);
        area = Rect { y: area.y + 1, height: area.height - 1, ..area };
        last = joined(&[plan, period]);
    }
    let after = put(buffer, area.x + 1, area.y, room, &shortened(last, &parts, room), strong);
    if after + width(quality) + 2 < area.right() {
        put_right(buffer, area.x, area.y, area.width - 1, quality, look.theme.style(tone));
    }
    area
}

fn quality_words(quality: Option<Quality>, look: Look) -> &'static str {
    quality.map_or(Text::QualityByDay.words(look.lang), |quality| facts::quality(look.lang, quality))
}

/// Office or measure, plan, period in full, period in short.
fn parts(at: &SheetAt, book: &Book) -> [String; 4] {
    let measure = at.measure.as_ref().filter(|_| at.layout == Layout::Offices).and_then(|id| book.catalog.measure(id));
    let office = match measure {
        Some((_, target, measure)) => {
            Some(format!("{} {} ({})", target.no, measure.label, facts::promise(book.lang, measure)))
        }
        None => at.office.as_ref().map(|office| book.told(office)),
    };
    let plan = at.plan.as_ref().and_then(|code| book.catalog.plan(code)).map(|plan| plan.short.clone());
    let named = |words: String| fill(Text::PeriodOf.words(book.lang), &[&words]);
    let full = at.period.map(|period| named(facts::period(book.lang, period)));
    let short = at.period.map(|period| named(facts::period_short(book.lang, period)));
    [office, plan, full, short].map(Option::unwrap_or_default)
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(BETWEEN)
}

/// The line in the room: the period in short, then the plan cut, then the office.
fn shortened(line: String, [office, plan, _, short]: &[String; 4], room: u16) -> String {
    if width(&line) <= room {
        return line;
    }
    let beside = width(office) + width(short) + 2 * width(BETWEEN);
    let plan = cut_at_words(plan, room.saturating_sub(beside).max(8));
    let left = room.saturating_sub(width(&plan) + width(short) + 2 * width(BETWEEN));
    joined(&[&cut_at_words(office, left), &plan, short])
}
