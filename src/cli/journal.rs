//! `journal`: who changed what, when, through which channel, before and after. Read-only.

use super::args::JournalArgs;
use super::context::Context;
use super::error::CliError;
use super::lookup;
use crate::domain::text::{fold, matches};
use crate::i18n::journal as words;
use crate::lists::journal::JournalList;
use crate::store::{JournalFilter, JournalLine};

/// `tiendo journal`
pub fn list_journal(context: &mut Context, args: JournalArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog()?;
    let day = |typed: Option<String>| {
        typed
            .map(|typed| lookup::parse_day_argument(&typed, context.today))
            .transpose()
    };
    let wanted = JournalFilter {
        kind: args.kind,
        by: args.by,
        since: day(args.since)?,
        until: day(args.until)?,
    };
    let find = args.find.unwrap_or_default();
    let lang = context.lang;
    let fits = |line: &JournalLine| {
        find.is_empty() || matches(&fold(&words::searchable_text(lang, &catalog, line)), &find)
    };
    let (mut found, mut before) = (Vec::new(), None);
    while found.len() < args.limit {
        let page = store.journal_chunk(&wanted, before, args.limit - found.len(), &fits)?;
        found.extend(page.lines);
        before = page.next_before;
        if before.is_none() {
            break;
        }
    }
    context.print_rows::<JournalList>(&catalog, found.iter().collect())
}
