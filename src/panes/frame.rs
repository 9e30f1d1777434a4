//! How the screen is laid out: the line of panes, a rule, the pane, the sentence that explains, the line of keys.
//! Changes nothing.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::book::Book;
use super::screen::{Over, Screen};
use super::tabs::{Lists, Pane, Tab};
use super::tones;
use crate::form::line::Line;
use crate::keys::{Command, Hints, Place};
use crate::widgets::footer::Hint;
use crate::widgets::text::{cut_at_words, put, put_right, rule, width, wrap};
use crate::widgets::theme::Tone;
use crate::widgets::{Look, field, footer};
use crate::words::fill;
use crate::words::screen::Text;

/// The smallest window that can be used.
pub const SMALLEST: (u16, u16) = (60, 15);
/// From this width on the overview stands side by side.
const WIDE: u16 = 110;

/// Draws everything.
pub fn draw(screen: &Screen, book: &Book, frame: &mut Frame<'_>) {
    let area = frame.area();
    let buffer = frame.buffer_mut();
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        too_small(area, buffer, screen.look);
        return;
    }
    head(screen, area, buffer);
    let tall = area.height >= 20;
    let explained = match (tall, screen.tab) {
        _ if !explains(screen) => 0,
        (true, Tab::Sheet) => 3,
        (true, _) => 2,
        (false, _) => 1,
    };
    let below = explained + 1 + u16::from(tall && explained > 0);
    let body = Rect { y: area.y + 2, height: area.height - 2 - below, ..area };
    let beneath = Look { hints: Hints::new(&screen.keys, screen.beneath()), ..screen.look };
    let cursor = draw_body(screen, book, body, buffer, beneath);
    let sentence = Rect { y: area.bottom() - 1 - explained, height: explained, ..area };
    let sentence = with_free_rows(sentence, if tall { (3, 1) } else { (2, 0) }, buffer);
    let typed = explain(screen, (sentence, explained), buffer);
    let hints = screen.keys.footer(screen.places(), screen.look.lang);
    let offered = hints.into_iter().filter(|(.., command)| screen.offers(*command));
    let hints: Vec<Hint> = offered
        .map(|(key, label, command)| Hint { key, label, stays: matches!(command, Command::Help | Command::Leave) })
        .collect();
    footer::draw(&hints, Rect { y: area.bottom() - 1, height: 1, ..area }, buffer, screen.look);
    if let Some(cursor) = typed.or(cursor) {
        frame.set_cursor_position(cursor);
    }
}

/// The place of the sentence with the empty rows above it, so that it has as many as `rows`: it begins below them where
/// it needs less, and as many as `air` stay empty: a move over a full list then costs a slow line two lines of text.
fn with_free_rows(mut place: Rect, (rows, air): (u16, u16), buffer: &Buffer) -> Rect {
    let columns = place.left()..place.right();
    let is_free = |y: u16| columns.clone().all(|x| buffer[(x, y)].symbol() == " ");
    while place.height > 0 && place.height < rows && (place.y - 1 - air..place.y).all(is_free) {
        place = Rect { y: place.y - 1, height: place.height + 1, ..place };
    }
    place
}

/// Whether there is something to say below the pane: pages, forms and menus need the room themselves.
fn explains(screen: &Screen) -> bool {
    let list =
        matches!(screen.over, Over::Search(_)) || (screen.pages.is_empty() && matches!(screen.over, Over::Nothing));
    list || screen.message.is_some() || screen.ask.is_some()
}

fn too_small(area: Rect, buffer: &mut Buffer, look: Look) {
    let (columns, rows) = SMALLEST;
    let words = fill(Text::TooSmall.words(look.lang), &[&columns, &rows, &area.width, &area.height]);
    for (y, line) in (area.top()..area.bottom()).zip(wrap(&words, area.width.max(1))) {
        put(buffer, area.x, y, area.width, &line, look.theme.style(Tone::Plain));
    }
}

/// The panes with their keys, the one in front in reverse, who sits there and the day at the right; short where it is
/// narrow: then the person stands in the rule below.
fn head(screen: &Screen, area: Rect, buffer: &mut Buffer) {
    let look = screen.look;
    let tabs = Tab::all();
    let key = |tab: Tab| {
        let keys = screen.keys.keys_of(Place::List, tab.command());
        keys.first().map_or_else(String::new, |key| key.name(look.lang))
    };
    let name = |tab: Tab| format!("{} {}", key(tab), tab.short().words(look.lang)).trim_start().to_owned();
    let full: u16 = tabs.iter().map(|tab| width(&name(*tab)) + 2).sum();
    let whole = full + 2 + width(&screen.corner) <= area.width;
    let (person, day) = screen.corner.rsplit_once(" · ").unwrap_or_default();
    let (corner, person) = if whole { (screen.corner.as_str(), "") } else { (day, person) };
    let room = area.width.saturating_sub(width(corner) + 2);
    let named = named(&tabs, screen.tab, room, |tab| (width(&key(tab)), width(&name(tab))));
    let mut x = area.x + 1;
    for tab in tabs {
        let text = if named.contains(&tab) { name(tab) } else { key(tab) };
        let style = look.theme.style(if tab == screen.tab { Tone::Here } else { Tone::Dim });
        x = put(buffer, x, area.y, room.saturating_sub(x - area.x), &text, style) + 2;
    }
    put_right(buffer, area.x, area.y, area.width.saturating_sub(1), corner, look.theme.style(Tone::Plain));
    rule(buffer, area, area.y + 1, look);
    if let Some((place, rows)) = screen.placed() {
        let place = format!(" {}/{} ", tones::number(place as u64), tones::number(rows as u64));
        put(buffer, area.x + 1, area.y + 1, 20, &place, look.theme.style(Tone::Dim));
    }
    if !person.is_empty() {
        let person = format!(" {person} ");
        put_right(buffer, area.x, area.y + 1, area.width.saturating_sub(1), &person, look.theme.style(Tone::Dim));
    }
}

/// Which panes have room for their names beside the keys of the others: the one in front, then from the left.
/// `widths`: of the key alone, and with the name.
fn named(tabs: &[Tab], front: Tab, room: u16, widths: impl Fn(Tab) -> (u16, u16)) -> Vec<Tab> {
    let mut left = room.saturating_sub(tabs.iter().map(|tab| widths(*tab).0 + 2).sum());
    let mut named = Vec::new();
    for tab in [front].into_iter().chain(tabs.iter().copied().filter(|tab| *tab != front)) {
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

fn draw_body(screen: &Screen, book: &Book, area: Rect, buffer: &mut Buffer, look: Look) -> Option<Position> {
    match &screen.over {
        Over::Help(page, _) => page.draw(area, buffer, look),
        Over::Menu(menu, _) => return Some(menu.draw(area, buffer, look)),
        Over::Form(form) => return form.draw(area, buffer, look),
        Over::Search(_) | Over::Nothing => match screen.pages.last() {
            Some(page) => page.draw(area, buffer, look),
            None => return draw_tab(screen, book, area, buffer, look),
        },
    }
    None
}

/// How to begin, where the file has no plan.
fn beginning(area: Rect, buffer: &mut Buffer, look: Look) {
    let lines = [Text::EmptyFile, Text::EmptyOffices, Text::EmptyImport, Text::EmptySample, Text::EmptyDemo];
    let lines = lines.iter().flat_map(|text| wrap(&look.says(*text), area.width.saturating_sub(2)));
    for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
        put(buffer, area.x + 1, y, area.width.saturating_sub(2), &line, look.theme.style(Tone::Plain));
    }
}

/// Why a list shows no row.
fn draw_nothing(screen: &Screen, (tab, book): (Tab, Option<&Book>), area: Rect, buffer: &mut Buffer, look: Look) {
    let Some(pane) = screen.lists.pane(tab) else { return };
    let (text, hidden) = match pane.state() {
        (_, 1.., _) => return,
        ("", ..) => (pane.empty(), 0),
        (query, ..) => (Text::NothingMatches, book.map_or(0, |book| Lists::found_in_all(tab, query, book))),
    };
    let tone = if text == Text::NothingToday { Tone::Good } else { Tone::Plain };
    let words = match hidden {
        0 => look.says(text).into_owned(),
        hidden => fill(&look.says(Text::NothingHere), &[&hidden]),
    };
    let lines = wrap(&words, area.width.saturating_sub(2));
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        put(buffer, area.x + 1, y, area.width.saturating_sub(2), &line, look.theme.style(tone));
    }
}

/// The part of a pane's area in which its rows stand.
fn below(area: Rect, rows: u16) -> Rect {
    Rect { y: area.y + rows, height: area.height.saturating_sub(rows), ..area }
}

fn draw_tab(screen: &Screen, book: &Book, area: Rect, buffer: &mut Buffer, look: Look) -> Option<Position> {
    let lists = &screen.lists;
    if book.catalog.plans.is_empty() && screen.tab != Tab::Offices {
        beginning(area, buffer, look);
        return None;
    }
    match lists.pane(screen.tab) {
        Some(pane) => {
            pane.draw(area, buffer, look, true);
            draw_nothing(screen, (screen.tab, Some(book)), below(area, 3), buffer, look);
        }
        None if screen.tab == Tab::Sheet => return screen.sheet.draw(area, buffer, look, book),
        None if area.width >= WIDE => overview(screen, area, buffer, look),
        None => stacked(screen, area, buffer, look),
    }
    None
}

/// Where it is narrow: plans over their targets, or offices over duties; one part alone where it is low too.
fn stacked(screen: &Screen, area: Rect, buffer: &mut Buffer, look: Look) {
    let pair = if matches!(screen.part, Tab::Offices | Tab::Reports) {
        (Tab::Offices, Tab::Reports)
    } else {
        (Tab::Plans, Tab::Targets)
    };
    if area.height < 16 {
        return titled(screen, screen.part, area, buffer, look);
    }
    let rows = u16::try_from(screen.lists.state(pair.0).1).unwrap_or(u16::MAX);
    let upper = rows.saturating_add(2).min(area.height / 2);
    titled(screen, pair.0, Rect { height: upper, ..area }, buffer, look);
    titled(screen, pair.1, below(area, upper + 1), buffer, look);
}

/// A part below its heading.
fn titled(screen: &Screen, part: Tab, area: Rect, buffer: &mut Buffer, look: Look) {
    part_title(screen, part, area, buffer);
    draw_part(screen, part, below(area, 1), buffer, look);
}

/// Plans over offices at the left, targets over duties at the right.
fn overview(screen: &Screen, area: Rect, buffer: &mut Buffer, look: Look) {
    let left = (area.width * 3 / 8 - 1).min(60);
    let (top, right) = (area.height / 2, area.width - left - 2);
    let upper = top.min(9);
    let boxes = [
        (Tab::Plans, Rect { width: left, height: upper, ..area }),
        (Tab::Offices, Rect { y: area.y + upper + 1, width: left, height: area.height - upper - 1, ..area }),
        (Tab::Targets, Rect { x: area.x + left + 2, width: right, height: top + 3, ..area }),
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
        put(buffer, area.x + left, y, 1, "│", look.theme.style(Tone::Dim));
    }
    for (part, place) in boxes {
        titled(screen, part, place, buffer, look);
    }
}

fn part_title(screen: &Screen, part: Tab, area: Rect, buffer: &mut Buffer) {
    let look = screen.look;
    let tone = if part == screen.part { Tone::Accent } else { Tone::Strong };
    let name = part.text().words(look.lang).to_uppercase();
    let x = put(buffer, area.x + 1, area.y, area.width - 1, &name, look.theme.style(tone)) + 2;
    let more = match part {
        Tab::Reports => screen.lists.reports.totals(),
        Tab::Targets => screen.lists.targets.title(),
        _ => return,
    };
    put(buffer, x, area.y, area.right().saturating_sub(x + 1), more, look.theme.style(Tone::Dim));
}

fn draw_part(screen: &Screen, part: Tab, area: Rect, buffer: &mut Buffer, look: Look) {
    let (lists, active) = (&screen.lists, part == screen.part);
    match part {
        Tab::Targets => lists.targets.table.draw(area, buffer, look, active),
        Tab::Offices => lists.offices.draw(area, buffer, look, active),
        Tab::Reports => lists.reports.draw_list(area, buffer, look, active),
        _ => lists.plans.draw(area, buffer, look, active),
    }
    draw_nothing(screen, (part, None), below(area, 1), buffer, look);
}

/// The question, the search line, the message, or the sentence of the selected row; the cursor of the search line.
fn explain(screen: &Screen, (area, usual): (Rect, u16), buffer: &mut Buffer) -> Option<Position> {
    let look = Look { hints: Hints::new(&screen.keys, screen.places()), ..screen.look };
    let style = |tone| look.theme.style(tone);
    let mut say = |words: &str, tone| {
        let mut lines = wrap(&look.keyed(words), area.width.saturating_sub(2));
        let rows = usize::from(area.height);
        if lines.len() > rows {
            let rest = lines.split_off(rows - 1).join(" ");
            lines.push(cut_at_words(&rest, area.width.saturating_sub(2)));
        }
        let free = area.height.saturating_sub(u16::try_from(lines.len().max(usize::from(usual))).unwrap_or(u16::MAX));
        for (y, line) in (area.top() + free..area.bottom()).zip(&lines) {
            put(buffer, area.x + 1, y, area.width.saturating_sub(2), line, style(tone));
        }
    };
    if let Some(ask) = &screen.ask {
        say(&ask.words(look.lang), Tone::Warn);
        return None;
    }
    if let Over::Search(line) = &screen.over {
        return Some(draw_search(screen, line, Rect { y: area.bottom() - usual, height: usual, ..area }, buffer));
    }
    if let Some((words, tone)) = &screen.message {
        say(words, *tone);
        return None;
    }
    match &screen.over {
        Over::Nothing if screen.pages.is_empty() && screen.tab == Tab::Sheet => {
            let (words, refuses) = screen.sheet.explain();
            say(words, if refuses { Tone::Bad } else { Tone::Plain });
        }
        Over::Nothing if screen.pages.is_empty() => {
            let (query, rows, words) = screen.found();
            if query.is_empty() {
                say(words, Tone::Plain);
            } else {
                let found = fill(Text::SearchedFor.words(look.lang), &[&query, &rows]);
                say(&format!("{found} {words}"), Tone::Plain);
            }
        }
        Over::Nothing | Over::Search(_) | Over::Help(..) | Over::Menu(..) | Over::Form(_) => {}
    }
    None
}

/// The search line with how many rows match, and below it what there is to say; at its right where there is one line.
fn draw_search(screen: &Screen, line: &Line, area: Rect, buffer: &mut Buffer) -> Position {
    let look = screen.look;
    let style = |tone| look.theme.style(tone);
    let label = format!("{}: ", Text::Search.words(look.lang));
    let x = put(buffer, area.x + 1, area.y, 20, &label, style(Tone::Accent));
    let rows = tones::number(screen.found().1 as u64);
    let found = (fill(Text::FoundRows.words(look.lang), &[&rows]), Tone::Dim);
    let beside = match &screen.message {
        Some(said) if area.height < 2 => said,
        _ => &found,
    };
    if let Some((words, tone)) = screen.message.as_ref().filter(|_| area.height >= 2) {
        put(buffer, area.x + 1, area.y + 1, area.width.saturating_sub(2), words, style(*tone));
    }
    let taken = width(&beside.0).min(area.width / 2);
    put_right(buffer, area.right().saturating_sub(taken + 1), area.y, taken, &beside.0, style(beside.1));
    let room = Rect { x, width: area.right().saturating_sub(x + taken + 2), height: 1, ..area };
    field::draw_line(line, room, buffer, style(Tone::Strong))
}
