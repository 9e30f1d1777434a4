//! Help page of a key context, from the active key table. Must not depend on panes.

use crate::i18n::Lang;
use crate::i18n::help_guide::{GuideHeading, terms};
use crate::i18n::screen::Text;
use crate::keys::{Binding, Command, KeyContext, KeyHints, Keymap};
use crate::panes::sheet::cell_mark::CellMark;
use crate::widgets::page::Page;
use crate::widgets::table::styled;
use crate::widgets::theme::Tone;

/// The page of help for a chain of places: what one does there, the keys, those that only move last, and the terms.
pub fn help_page(lang: Lang, places: &'static [KeyContext], keys: &Keymap) -> Page {
    let mut page = Page::new(Text::HelpTitle.text(lang));
    let hints = KeyHints::new(keys, places);
    add_guide(&mut page, lang, places, &hints);
    add_keys(&mut page, lang, places, keys);
    if matches!(places.first(), Some(KeyContext::Sheet | KeyContext::Cell)) {
        page.add_heading(Text::HelpCells.text(lang));
        for mark in CellMark::ALL {
            page.add_text(hints.fill_keys(&mark.legend_text(lang), lang).into_owned());
        }
    }
    page.add_heading(GuideHeading::Terms.text(lang));
    for (term, meaning) in terms() {
        page.add_row(vec![
            (styled(term.text(lang), Tone::Strong), 24),
            (styled(meaning.text(lang), Tone::Plain), 50),
        ]);
    }
    page.add_heading(Text::HelpMarks.text(lang));
    for listed in Text::HelpMarksBody.text(lang).split("   ") {
        let (mark, words) = listed.split_once(' ').unwrap_or((listed, ""));
        page.add_row(vec![
            (styled(mark, Tone::Strong), 2),
            (styled(words, Tone::Plain), 40),
        ]);
    }
    page.add_heading(Text::HelpTyping.text(lang));
    page.add_text(Text::HelpTypingBody.text(lang));
    page
}

/// What one does in the innermost place.
fn add_guide(page: &mut Page, lang: Lang, places: &[KeyContext], hints: &KeyHints) {
    let Some(guide) = places.first().and_then(|place| place.guide()) else {
        return;
    };
    page.add_heading(GuideHeading::WhatToDo.text(lang));
    for line in guide.text(lang).lines() {
        page.add_text(hints.fill_keys(line, lang).into_owned());
    }
}

/// The live keys place by place.
fn add_keys(page: &mut Page, lang: Lang, places: &'static [KeyContext], keys: &Keymap) {
    let live: Vec<&Binding> = keys.bindings_in(places);
    let (moves, live): (Vec<&Binding>, Vec<&Binding>) = live
        .into_iter()
        .partition(|row| MOVEMENT_COMMANDS.contains(&row.command));
    for place in places.iter().filter(|place| !place.is_shared()) {
        let shared = place.shared_contexts();
        let rows = live.iter().copied();
        let (views, rows): (Vec<&Binding>, Vec<&Binding>) = rows
            .filter(|row| row.key_context == *place || shared.contains(&row.key_context))
            .partition(|row| LAYOUT_COMMANDS.contains(&row.command));
        for (heading, rows) in [(place.title(), rows), (Text::ViewHeading, views)] {
            if !rows.is_empty() {
                page.add_heading(heading.text(lang));
                add_commands(page, lang, &rows);
            }
        }
    }
    if !moves.is_empty() {
        page.add_heading(GuideHeading::Movement.text(lang));
        add_commands(page, lang, &moves);
    }
}

/// What only moves, or leads to the next part.
const MOVEMENT_COMMANDS: [Command; 12] = [
    Command::NextPane,
    Command::PreviousPane,
    Command::Up,
    Command::Down,
    Command::PageUp,
    Command::PageDown,
    Command::First,
    Command::Last,
    Command::Left,
    Command::Right,
    Command::NextField,
    Command::PreviousField,
];

/// Commands that change the sheet's layout, listed under their own heading.
const LAYOUT_COMMANDS: [Command; 3] = [
    Command::TogglePeriodLayout,
    Command::ToggleOfficeLayout,
    Command::ToggleYearly,
];

/// Adds a row for each command, with all its keys.
fn add_commands(page: &mut Page, lang: Lang, rows: &[&Binding]) {
    let mut listed = Vec::new();
    for row in rows {
        if listed.contains(&(row.command, row.label)) {
            continue;
        }
        listed.push((row.command, row.label));
        let same = rows
            .iter()
            .filter(|other| other.command == row.command && other.label == row.label);
        let names: Vec<String> = same.map(|other| other.key.display_name(lang)).collect();
        page.add_row(vec![
            (styled(names.join("  "), Tone::Strong), 22),
            (styled(help_label(row).text(lang), Tone::Plain), 40),
        ]);
    }
}

/// One-page tour of the screen with the active keys.
pub fn tour_page(lang: Lang, keys: &Keymap) -> Page {
    let mut page = Page::new(Text::TourTitle.text(lang));
    page.add_text(Text::TourHead.text(lang));
    let on_today = keys.bindings_in(KeyContext::Today.context_chain());
    for (command, text) in TOUR_COMMANDS {
        let row = on_today.iter().find(|row| row.command == *command);
        let key = row.map(|row| row.key).or_else(|| keys.key_of(*command));
        let key = key.map_or_else(String::new, |key| key.display_name(lang));
        page.add_row(vec![
            (styled(key, Tone::Strong), 8),
            (styled(text.text(lang), Tone::Plain), 64),
        ]);
    }
    page.add_blank_line();
    page.add_text(Text::TourFoot.text(lang));
    page
}

/// Commands of the tour, in the order of a day's work.
const TOUR_COMMANDS: &[(Command, Text)] = &[
    (Command::GoToday, Text::TourToday),
    (Command::GoPlans, Text::TourPlans),
    (Command::GoTargets, Text::TourTargets),
    (Command::GoReports, Text::TourReports),
    (Command::GoSheet, Text::TourSheet),
    (Command::GoJournal, Text::TourJournal),
    (Command::GoLeaders, Text::TourLeaders),
    (Command::Jump, Text::TourJump),
    (Command::Search, Text::TourSearch),
    (Command::Sort, Text::TourSort),
    (Command::Palette, Text::TourPalette),
    (Command::Help, Text::TourHelp),
    (Command::Quit, Text::TourLeave),
];

/// A footer's short word stands for the command's own; elsewhere, and for a command that means another thing in each
/// place, the row says what the key does there.
fn help_label(row: &Binding) -> Text {
    let depends_on_place = matches!(
        row.command,
        Command::Open | Command::Back | Command::Save | Command::SaveCell
    );
    if row.footer_rank > 0 && !depends_on_place {
        row.command.label()
    } else {
        row.label
    }
}
