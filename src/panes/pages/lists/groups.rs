//! The groups of offices, to change their dated members.

use crate::form::work::{Removed, WorkForm};
use crate::panes::book::Book;
use crate::panes::effect::{Effect, RecordAt};
use crate::panes::pages::list::{Listing, RowEffects};
use crate::widgets::table::{Column, TableLine, toned};
use crate::widgets::theme::Tone;
use crate::words::fill;
use crate::words::screen::Text;

/// Every group with how many offices stand in it today: its members, and who follows those that ended.
pub fn listing(book: &Book) -> Listing {
    let words = |text: Text| text.words(book.lang);
    let new = Effect::Record(RecordAt::Group(None), None);
    let lines = book.catalog.groups.values().map(|group| {
        let today = book.catalog.members_followed(&group.code, book.today).len();
        let effects = RowEffects {
            open: Some(Effect::Record(RecordAt::Group(Some(group.code.clone())), None)),
            insert: Some(new.clone()),
            remove: Some(Effect::Work(WorkForm::Remove(Removed::Group(group.code.clone())))),
        };
        let cells = vec![group.name.as_str().into(), today.to_string().into(), toned(group.code.as_str(), Tone::Dim)];
        let mut explain = fill(words(Text::GroupExplained), &[&group.name, &today, &group.members.len()]);
        if let Some(note) = &group.note {
            explain = format!("{explain} {note}");
        }
        let members = if today == 0 { Text::WithoutMembers } else { Text::WithMembers };
        TableLine::row(effects, cells, explain, "").of_kind(words(Text::MembersToday), members.words(book.lang))
    });
    let columns = vec![
        Column::flex(words(Text::GroupsTitle), 30, 0),
        Column::right(words(Text::MembersToday), 8, 1),
        Column::left(words(Text::Code), 22, 2),
    ];
    Listing {
        title: words(Text::GroupsTitle).to_owned(),
        columns,
        lines: lines.collect(),
        empty: Text::NoGroups,
        insert: Some(new),
    }
}
