//! Lines of the journal.

use super::{CellText, List, ListColumn, data};
use crate::i18n::screen::Text;
use crate::i18n::{display, journal as words};
use crate::list_columns;
use crate::store::JournalLine;

/// The list of journal lines.
pub struct JournalList;

impl List for JournalList {
    type Row<'r> = &'r JournalLine;
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "no" = |_, line| data(&line.no);
        "at" = |_, line| data(&line.at) => 1 When Fixed 17: |facts, line| CellText::from(display::date_time(facts.lang, line.at)).dim();
        "by" = |_, line| data(&line.by) => 2 Who Fixed 10 drop 1: |_, line| line.by.as_str().into();
        "door" = |_, line| data(&line.channel)
            => 3 Channel Fixed 10 drop 5 in Screen: |facts, line| CellText::from(words::channel(facts.lang, &line.channel)).dim();
        "kind" = |_, line| data(&line.kind)
            => 4 JournalKind Fixed 10 drop 3: |facts, line| words::line_kind(facts.lang, &line.kind).into();
        "subject" = |_, line| data(&line.subject)
            => 5 Subject Flexible 22: |facts, line| words::subject(facts.lang, facts.catalog, line).into();
        "before" = |_, line| data(&line.before)
            => 6 BeforeAfter Flexible 20: |facts, line| words::change(facts.lang, line).into();
        "after" = |_, line| data(&line.after);
        "why" = |_, line| data(&line.reason)
            => 7 Why Flexible 16 drop 4: |_, line| CellText::from(line.reason.as_deref().unwrap_or_default()).dim();
        "behalf" = |_, line| data(&line.on_behalf_of);
    };
    const EMPTY: Text = Text::NoLinesHere;
}
