//! Layout of the screen: header with tabs, a rule, the pane, the explanation line, the key line. Changes nothing.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::cells;
use super::layers::Layer;
use super::pane::Pane;
use super::read_model::ReadModel;
use super::screen::Screen;
use super::tabs::{Lists, Tab};
use crate::form::text_input::TextInput;
use crate::i18n::fill_placeholders;
use crate::i18n::screen::Text;
use crate::keys::{Command, KeyContext, KeyHints};
use crate::widgets::footer::FooterHint;
use crate::widgets::text::{draw_rule, put_text, put_text_right, truncate_at_word, width, wrap};
use crate::widgets::theme::Tone;
use crate::widgets::{DrawContext, field, footer};

/// Minimum window size.
pub const MIN_WINDOW: (u16, u16) = (60, 15);
/// Minimum width for the overview's parts side by side.
const WIDE_WIDTH: u16 = 110;

/// Draws the whole screen.
pub fn draw_screen(screen: &Screen, model: &ReadModel, frame: &mut Frame<'_>) {
    draw_layout(screen, model, frame, true);
}

/// Draws the whole screen without what explains the selected row of a list: while an arrow is held, only the mark moves.
pub fn draw_screen_in_key_run(screen: &Screen, model: &ReadModel, frame: &mut Frame<'_>) {
    draw_layout(screen, model, frame, false);
}

fn draw_layout(screen: &Screen, model: &ReadModel, frame: &mut Frame<'_>, explains_row: bool) {
    let area = frame.area();
    let buffer = frame.buffer_mut();
    if area.width < MIN_WINDOW.0 || area.height < MIN_WINDOW.1 {
        draw_too_small(area, buffer, screen.draw_context);
        return;
    }
    draw_header(screen, area, buffer);
    let tall = area.height >= 20;
    let explained = match (tall, screen.tab) {
        _ if !has_explanation(screen) => 0,
        (true, Tab::Sheet) => 3,
        (true, _) => 2,
        (false, _) => 1,
    };
    let below = explained + 1 + u16::from(tall && explained > 0);
    let body = Rect {
        y: area.y + 2,
        height: area.height - 2 - below,
        ..area
    };
    let beneath = DrawContext {
        key_hints: KeyHints::new(&screen.keymap, screen.underlying_contexts()),
        ..screen.draw_context
    };
    let cursor = draw_body(screen, model, body, buffer, beneath);
    let sentence = Rect {
        y: area.bottom() - 1 - explained,
        height: explained,
        ..area
    };
    let sentence = extend_into_free_rows(sentence, if tall { (3, 1) } else { (2, 0) }, buffer);
    let typed = draw_explanation(screen, (sentence, explained), explains_row, buffer);
    let hints = screen
        .keymap
        .footer_entries(screen.key_contexts(), screen.draw_context.lang);
    let offered = hints
        .into_iter()
        .filter(|(.., command)| screen.accepts_command(*command));
    let hints: Vec<FooterHint> = offered
        .map(|(key, label, command)| FooterHint {
            key,
            label,
            is_always_shown: matches!(command, Command::Help | Command::Quit),
        })
        .collect();
    footer::draw_footer(
        &hints,
        Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        },
        buffer,
        screen.draw_context,
    );
    if let Some(cursor) = typed.or(cursor) {
        frame.set_cursor_position(cursor);
    }
}

/// Extends the explanation's area by the empty rows above it, up to `rows`; the text begins below them if it needs
/// less, and `air` rows stay empty, so that moving through a full list redraws only two lines on a slow connection.
fn extend_into_free_rows(mut place: Rect, (rows, air): (u16, u16), buffer: &Buffer) -> Rect {
    let columns = place.left()..place.right();
    let is_free = |y: u16| columns.clone().all(|x| buffer[(x, y)].symbol() == " ");
    while place.height > 0 && place.height < rows && (place.y - 1 - air..place.y).all(is_free) {
        place = Rect {
            y: place.y - 1,
            height: place.height + 1,
            ..place
        };
    }
    place
}

/// Returns `true` if the explanation line is shown: pages, forms and menus use its space themselves.
fn has_explanation(screen: &Screen) -> bool {
    screen.layers.shown().is_none() || screen.has_prompt() || screen.message.is_some()
}

fn draw_too_small(area: Rect, buffer: &mut Buffer, draw_context: DrawContext) {
    let (columns, rows) = MIN_WINDOW;
    let words = fill_placeholders(
        Text::TooSmall.text(draw_context.lang),
        &[&columns, &rows, &area.width, &area.height],
    );
    for (y, line) in (area.top()..area.bottom()).zip(wrap(&words, area.width.max(1))) {
        put_text(
            buffer,
            area.x,
            y,
            area.width,
            &line,
            draw_context.theme.style(Tone::Plain),
        );
    }
}

/// Draws the header: tabs with their keys, the current one reversed, user and day at the right; on a narrow screen
/// the user moves to the rule below.
fn draw_header(screen: &Screen, area: Rect, buffer: &mut Buffer) {
    let draw_context = screen.draw_context;
    let tabs = Tab::all();
    let live = screen.keymap.bindings_in(KeyContext::List.context_chain());
    let key = |tab: Tab| {
        let row = live.iter().find(|row| row.command == tab.command());
        row.map_or_else(String::new, |row| row.key.display_name(draw_context.lang))
    };
    let name = |tab: Tab| {
        format!("{} {}", key(tab), tab.short_title().text(draw_context.lang))
            .trim_start()
            .to_owned()
    };
    let full: u16 = tabs.iter().map(|tab| width(&name(*tab)) + 2).sum();
    let whole = full + 2 + width(&screen.header_status) <= area.width;
    let (person, day) = screen.header_status.rsplit_once(" · ").unwrap_or_default();
    let (corner, person) = if whole {
        (screen.header_status.as_str(), "")
    } else {
        (day, person)
    };
    let room = area.width.saturating_sub(width(corner) + 2);
    let named = tabs_with_names(&tabs, screen.tab, room, |tab| {
        (width(&key(tab)), width(&name(tab)))
    });
    let mut x = area.x + 1;
    for tab in tabs {
        let text = if named.contains(&tab) {
            name(tab)
        } else {
            key(tab)
        };
        let tone = if tab == screen.tab {
            Tone::Active
        } else {
            Tone::Dim
        };
        let left = room.saturating_sub(x - area.x);
        x = put_text(
            buffer,
            x,
            area.y,
            left,
            &text,
            draw_context.theme.style(tone),
        ) + 2;
    }
    let (width, plain) = (
        area.width.saturating_sub(1),
        draw_context.theme.style(Tone::Plain),
    );
    put_text_right(buffer, area.x, area.y, width, corner, plain);
    let rule = Rect {
        y: area.y + 1,
        height: 1,
        ..area
    };
    draw_header_rule(screen, person, rule, buffer);
}

/// The rule below the panes, with the place in the list and, where it has no room above, the person.
fn draw_header_rule(screen: &Screen, person: &str, rule: Rect, buffer: &mut Buffer) {
    let draw_context = screen.draw_context;
    let dim = draw_context.theme.style(Tone::Dim);
    draw_rule(buffer, rule, rule.y, draw_context);
    if let Some((place, rows)) = screen.selected_position() {
        let place = format!(
            " {}/{} ",
            cells::format_count(draw_context.lang, place as u64),
            cells::format_count(draw_context.lang, rows as u64)
        );
        put_text(buffer, rule.x + 1, rule.y, 20, &place, dim);
    }
    if !person.is_empty() {
        let (width, person) = (rule.width.saturating_sub(1), format!(" {person} "));
        put_text_right(buffer, rule.x, rule.y, width, &person, dim);
    }
}

/// Tabs whose names fit besides the keys of the others: the current one, then from the left. `widths`: of the key
/// alone, and with the name.
fn tabs_with_names(
    tabs: &[Tab],
    front: Tab,
    room: u16,
    widths: impl Fn(Tab) -> (u16, u16),
) -> Vec<Tab> {
    let mut left = room.saturating_sub(tabs.iter().map(|tab| widths(*tab).0 + 2).sum());
    let mut named = Vec::new();
    for tab in [front]
        .into_iter()
        .chain(tabs.iter().copied().filter(|tab| *tab != front))
    {
        let (key, name) = widths(tab);
        let more = name.saturating_sub(key);
        if more > left {
            break;
        }
        left -= more;
        named.push(tab);
    }
    named
}

fn draw_body(
    screen: &Screen,
    model: &ReadModel,
    area: Rect,
    buffer: &mut Buffer,
    draw_context: DrawContext,
) -> Option<Position> {
    match screen.layers.shown() {
        Some(layer) => layer.draw(area, buffer, draw_context),
        None => draw_tab(screen, model, area, buffer, draw_context),
    }
}

/// Draws first steps for a file without plans.
fn draw_first_steps(area: Rect, buffer: &mut Buffer, draw_context: DrawContext) {
    let lines = [
        Text::EmptyFile,
        Text::EmptyOffices,
        Text::EmptyImport,
        Text::EmptySample,
        Text::EmptyDemo,
    ];
    let lines = lines
        .iter()
        .flat_map(|text| wrap(&draw_context.text(*text), area.width.saturating_sub(2)));
    for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
        put_text(
            buffer,
            area.x + 1,
            y,
            area.width.saturating_sub(2),
            &line,
            draw_context.theme.style(Tone::Plain),
        );
    }
}

/// Why a list shows no row, and how many a filter hides of those that match; nothing where it shows some.
fn empty_list_reason(
    screen: &Screen,
    tab: Tab,
    model: Option<&ReadModel>,
) -> Option<(Text, usize)> {
    let pane = screen.lists.pane(tab)?;
    match pane.search_state() {
        (_, 1.., _) => None,
        ("", ..) => Some((pane.empty_text(), 0)),
        (query, ..) => Some((
            pane.no_match_text(),
            model.map_or(0, |model| {
                Lists::count_unfiltered_matches(tab, query, model)
            }),
        )),
    }
}

fn draw_empty_list(
    (text, hidden): (Text, usize),
    area: Rect,
    buffer: &mut Buffer,
    draw_context: DrawContext,
) {
    let tone = if text == Text::NothingToday {
        Tone::Good
    } else {
        Tone::Plain
    };
    let words = match hidden {
        0 => draw_context.text(text).into_owned(),
        hidden => fill_placeholders(&draw_context.text(Text::NothingHere), &[&hidden]),
    };
    let lines = wrap(&words, area.width.saturating_sub(2));
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        put_text(
            buffer,
            area.x + 1,
            y,
            area.width.saturating_sub(2),
            &line,
            draw_context.theme.style(tone),
        );
    }
}

/// Area of a pane below its heading.
fn area_below_heading(area: Rect, rows: u16) -> Rect {
    Rect {
        y: area.y + rows,
        height: area.height.saturating_sub(rows),
        ..area
    }
}

fn draw_tab(
    screen: &Screen,
    model: &ReadModel,
    area: Rect,
    buffer: &mut Buffer,
    draw_context: DrawContext,
) -> Option<Position> {
    let lists = &screen.lists;
    if model.catalog.plans.is_empty() && screen.tab != Tab::Offices {
        draw_first_steps(area, buffer, draw_context);
        return None;
    }
    match lists.pane(screen.tab) {
        Some(pane) => {
            pane.draw(area, buffer, draw_context, true);
            if let Some(reason) = empty_list_reason(screen, screen.tab, Some(model)) {
                draw_empty_list(reason, area_below_heading(area, 3), buffer, draw_context);
            }
        }
        None if screen.tab == Tab::Sheet => {
            return screen.sheet.draw(area, buffer, draw_context, model);
        }
        None if area.width >= WIDE_WIDTH => draw_overview(screen, area, buffer, draw_context),
        None => draw_stacked_parts(screen, area, buffer, draw_context),
    }
    None
}

/// Narrow layout: plans over their targets, or offices over duties; a single part if the height is small too.
fn draw_stacked_parts(screen: &Screen, area: Rect, buffer: &mut Buffer, draw_context: DrawContext) {
    let pair = if matches!(screen.part, Tab::Offices | Tab::Reports) {
        (Tab::Offices, Tab::Reports)
    } else {
        (Tab::Plans, Tab::Targets)
    };
    if area.height < 16 {
        return draw_titled_part(screen, screen.part, area, buffer, draw_context);
    }
    let rows = u16::try_from(screen.lists.search_state(pair.0).1).unwrap_or(u16::MAX);
    let upper = rows.saturating_add(2).min(area.height / 2);
    draw_titled_part(
        screen,
        pair.0,
        Rect {
            height: upper,
            ..area
        },
        buffer,
        draw_context,
    );
    draw_titled_part(
        screen,
        pair.1,
        area_below_heading(area, upper + 1),
        buffer,
        draw_context,
    );
}

/// Draws a part below its heading.
fn draw_titled_part(
    screen: &Screen,
    part: Tab,
    area: Rect,
    buffer: &mut Buffer,
    draw_context: DrawContext,
) {
    draw_part_title(screen, part, area, buffer);
    draw_part(
        screen,
        part,
        area_below_heading(area, 1),
        buffer,
        draw_context,
    );
}

/// Wide layout: plans over offices at the left, targets over duties at the right.
fn draw_overview(screen: &Screen, area: Rect, buffer: &mut Buffer, draw_context: DrawContext) {
    let left = (area.width * 3 / 8 - 1).min(60);
    let (top, right) = (area.height / 2, area.width - left - 2);
    let upper = top.min(9);
    let boxes = [
        (
            Tab::Plans,
            Rect {
                width: left,
                height: upper,
                ..area
            },
        ),
        (
            Tab::Offices,
            Rect {
                y: area.y + upper + 1,
                width: left,
                height: area.height - upper - 1,
                ..area
            },
        ),
        (
            Tab::Targets,
            Rect {
                x: area.x + left + 2,
                width: right,
                height: top + 3,
                ..area
            },
        ),
        (
            Tab::Reports,
            Rect {
                x: area.x + left + 2,
                y: area.y + top + 4,
                width: right,
                height: area.height.saturating_sub(top + 4),
            },
        ),
    ];
    for y in area.top()..area.bottom() {
        put_text(
            buffer,
            area.x + left,
            y,
            1,
            "│",
            draw_context.theme.style(Tone::Dim),
        );
    }
    for (part, place) in boxes {
        draw_titled_part(screen, part, place, buffer, draw_context);
    }
}

fn draw_part_title(screen: &Screen, part: Tab, area: Rect, buffer: &mut Buffer) {
    let draw_context = screen.draw_context;
    let tone = if part == screen.part {
        Tone::Accent
    } else {
        Tone::Strong
    };
    let name = part.title().text(draw_context.lang).to_uppercase();
    let x = put_text(
        buffer,
        area.x + 1,
        area.y,
        area.width - 1,
        &name,
        draw_context.theme.style(tone),
    ) + 2;
    let more = match part {
        Tab::Reports => screen.lists.reports.totals_text(),
        Tab::Targets => screen.lists.targets.title(),
        _ => return,
    };
    put_text(
        buffer,
        x,
        area.y,
        area.right().saturating_sub(x + 1),
        more,
        draw_context.theme.style(Tone::Dim),
    );
}

fn draw_part(
    screen: &Screen,
    part: Tab,
    area: Rect,
    buffer: &mut Buffer,
    draw_context: DrawContext,
) {
    let (lists, active) = (&screen.lists, part == screen.part);
    match part {
        Tab::Targets => lists.targets.table.draw(area, buffer, draw_context, active),
        Tab::Offices => lists.offices.draw(area, buffer, draw_context, active),
        Tab::Reports => lists.reports.draw_list(area, buffer, draw_context, active),
        _ => lists.plans.draw(area, buffer, draw_context, active),
    }
    if let Some(reason) = empty_list_reason(screen, part, None) {
        draw_empty_list(reason, area_below_heading(area, 1), buffer, draw_context);
    }
}

/// Draws the confirmation, the search line, the message, or the selected row's explanation. Returns the search cursor.
fn draw_explanation(
    screen: &Screen,
    (area, usual): (Rect, u16),
    explains_row: bool,
    buffer: &mut Buffer,
) -> Option<Position> {
    let draw_context = DrawContext {
        key_hints: KeyHints::new(&screen.keymap, screen.key_contexts()),
        ..screen.draw_context
    };
    let mut say = |words: &str, tone| {
        let style = draw_context.theme.style(tone);
        draw_sentence(&draw_context.fill_keys(words), style, (area, usual), buffer);
    };
    match (screen.layers.top(), &screen.message) {
        (Some(Layer::Confirm(ask)), _) => {
            say(&ask.question.sentence(draw_context.lang), Tone::Warn);
        }
        (Some(Layer::Search(line)), _) => {
            let area = Rect {
                y: area.bottom() - usual,
                height: usual,
                ..area
            };
            return Some(draw_search(screen, line, area, buffer));
        }
        (_, Some((words, tone))) => say(words, *tone),
        (None, None) if screen.tab == Tab::Sheet => {
            let (words, refuses) = screen.sheet.explanation();
            say(words, if refuses { Tone::Bad } else { Tone::Plain });
        }
        (None, None) => {
            let (query, rows, words) = screen.search_state();
            let words = if explains_row { words } else { "" };
            if query.is_empty() {
                say(words, Tone::Plain);
            } else {
                let found =
                    fill_placeholders(Text::SearchedFor.text(draw_context.lang), &[&query, &rows]);
                say(&format!("{found} {words}"), Tone::Plain);
            }
        }
        // Pages, forms, menus and the help explain themselves.
        (Some(_), None) => {}
    }
    None
}

/// A sentence in the last lines of its area, of which it usually has so many; what has no room is cut.
fn draw_sentence(words: &str, style: Style, (area, usual): (Rect, u16), buffer: &mut Buffer) {
    let room = area.width.saturating_sub(2);
    let mut lines = wrap(words, room);
    let rows = usize::from(area.height);
    if lines.len() > rows {
        let rest = lines.split_off(rows - 1).join(" ");
        lines.push(truncate_at_word(&rest, room));
    }
    let taken = u16::try_from(lines.len().max(usize::from(usual))).unwrap_or(u16::MAX);
    let free = area.height.saturating_sub(taken);
    for (y, line) in (area.top() + free..area.bottom()).zip(&lines) {
        put_text(buffer, area.x + 1, y, room, line, style);
    }
}

/// Draws the search line with the number of matches, and a message below it, or at its right if there is one line.
fn draw_search(screen: &Screen, line: &TextInput, area: Rect, buffer: &mut Buffer) -> Position {
    let draw_context = screen.draw_context;
    let style = |tone| draw_context.theme.style(tone);
    let label = format!("{}: ", Text::Search.text(draw_context.lang));
    let x = put_text(buffer, area.x + 1, area.y, 20, &label, style(Tone::Accent));
    let rows = cells::format_count(draw_context.lang, screen.search_state().1 as u64);
    let found = (
        fill_placeholders(Text::FoundRows.text(draw_context.lang), &[&rows]),
        Tone::Dim,
    );
    let inline = match &screen.message {
        Some(said) if area.height < 2 => said,
        _ => &found,
    };
    if let Some((words, tone)) = screen.message.as_ref().filter(|_| area.height >= 2) {
        put_text(
            buffer,
            area.x + 1,
            area.y + 1,
            area.width.saturating_sub(2),
            words,
            style(*tone),
        );
    }
    let taken = width(&inline.0).min(area.width / 2);
    put_text_right(
        buffer,
        area.right().saturating_sub(taken + 1),
        area.y,
        taken,
        &inline.0,
        style(inline.1),
    );
    let room = Rect {
        x,
        width: area.right().saturating_sub(x + taken + 2),
        height: 1,
        ..area
    };
    field::draw_line(line, room, buffer, style(Tone::Strong))
}
