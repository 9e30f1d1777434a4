//! The help of a place: its live keys, straight from the key table. Knows no pane.

use crate::keys::{Binding, Command, Hints, Keys, Place};
use crate::panes::sheet::marks::Mark;
use crate::widgets::page::Page;
use crate::widgets::table::toned;
use crate::widgets::theme::Tone;
use crate::words::Lang;
use crate::words::screen::Text;

/// The page of help for a chain of places.
pub fn page(lang: Lang, places: &'static [Place], keys: &Keys) -> Page {
    let mut page = Page::new(Text::HelpTitle.words(lang));
    let hints = Hints::new(keys, places);
    let live = keys.live(places);
    for place in places {
        let rows: Vec<_> = live.iter().filter(|row| row.place == *place).collect();
        if rows.is_empty() {
            continue;
        }
        let (views, rows): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| VIEWS.contains(&row.command));
        page.heading(place.title().words(lang));
        tell(&mut page, lang, &rows);
        if !views.is_empty() {
            page.heading(Text::ViewHeading.words(lang));
            tell(&mut page, lang, &views);
        }
    }
    if matches!(places.first(), Some(Place::Sheet | Place::Cell)) {
        page.heading(Text::HelpCells.words(lang));
        for mark in Mark::ALL {
            page.text(hints.fill(&mark.legend(lang), lang).into_owned());
        }
    }
    page.heading(Text::HelpMarks.words(lang));
    for told in Text::HelpMarksBody.words(lang).split("   ") {
        let (mark, words) = told.split_once(' ').unwrap_or((told, ""));
        page.row(vec![(toned(mark, Tone::Strong), 2), (toned(words, Tone::Plain), 40)]);
    }
    page.heading(Text::HelpTyping.words(lang));
    page.text(Text::HelpTypingBody.words(lang));
    page
}

/// What lays the sheet out anew: under a heading of its own.
const VIEWS: [Command; 3] = [Command::ByPeriod, Command::ByOffice, Command::Yearly];

/// A row a command, with all its keys.
fn tell(page: &mut Page, lang: Lang, rows: &[&&Binding]) {
    let mut told = Vec::new();
    for row in rows {
        if told.contains(&(row.command, row.label)) {
            continue;
        }
        told.push((row.command, row.label));
        let same = rows.iter().filter(|other| other.command == row.command && other.label == row.label);
        let names: Vec<String> = same.map(|other| other.key.name(lang)).collect();
        page.row(vec![(toned(names.join("  "), Tone::Strong), 22), (toned(label(row).words(lang), Tone::Plain), 40)]);
    }
}

/// The screen in one page: what is where, and the keys that lead there, from the live table.
pub fn tour(lang: Lang, keys: &Keys) -> Page {
    let mut page = Page::new(Text::TourTitle.words(lang));
    page.text(Text::TourHead.words(lang));
    for (command, text) in TOUR {
        let key = keys.key_of(*command).map_or_else(String::new, |key| key.name(lang));
        page.row(vec![(toned(key, Tone::Strong), 8), (toned(text.words(lang), Tone::Plain), 64)]);
    }
    page.gap();
    page.text(Text::TourFoot.words(lang));
    page
}

/// What the tour shows, in the order of a day's work.
const TOUR: &[(Command, Text)] = &[
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
    (Command::Leave, Text::TourLeave),
];

/// A footer's short word stands for the command's own; elsewhere the row says what the key does there.
fn label(row: &Binding) -> Text {
    if row.foot > 0 { row.command.label() } else { row.label }
}
