//! The groups of offices, to change their dated members.

use crate::domain::office::Group;
use crate::domain::text::sort_key;
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
    let mut groups: Vec<&Group> = book.catalog.groups.values().collect();
    groups.sort_by_cached_key(|group| (sort_key(&group.name), group.code.clone()));
    let lines = groups.into_iter().map(|group| {
        let today = book.catalog.members_followed(&group.code, book.today).len();
        let effects = RowEffects {
            open: Some(Effect::Record(RecordAt::Group(Some(group.code.clone())), None)),
            insert: Some(new.clone()),
            remove: Some(Effect::Work(WorkForm::Remove(Removed::Group(group.code.clone())))),
            ..RowEffects::default()
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
        Column::flex(words(Text::GroupsTitle), 24, 0),
        Column::right(words(Text::MembersToday), 8, 1),
        Column::left(words(Text::Code), 18, 0),
    ];
    Listing {
        title: words(Text::GroupsTitle).to_owned(),
        columns,
        lines: lines.collect(),
        empty: Text::NoGroups,
        insert: Some(new),
    }
}
