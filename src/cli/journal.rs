//! `journal`: who changed what, when, through which channel, before and after. Read-only.

use super::args::JournalArgs;
use super::context::{Context, OutputRow};
use super::error::CliError;
use super::lookup;
use super::rows::JournalRow;
use crate::domain::catalog::Catalog;
use crate::domain::text::{fold, matches};
use crate::i18n::cli::Heading;
use crate::i18n::display;
use crate::i18n::journal as words;
use crate::report::table::TextCell;
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
    let lines = found
        .into_iter()
        .map(|one| journal_row(context, &catalog, one))
        .collect();
    context.print_list(
        &[
            Heading::At,
            Heading::By,
            Heading::Kind,
            Heading::Subject,
            Heading::Change,
            Heading::Reason,
        ],
        lines,
    )
}

fn journal_row(context: &Context, catalog: &Catalog, line: JournalLine) -> OutputRow<JournalRow> {
    let cells = vec![
        TextCell::from(display::date_time(context.lang, line.at)),
        TextCell::from(&line.by),
        TextCell::from(words::line_kind(context.lang, &line.kind)).drop_rank(2),
        TextCell::from(words::subject(context.lang, catalog, &line)).truncatable(),
        TextCell::from(words::change(context.lang, &line)).truncatable(),
        TextCell::from(line.reason.as_deref().unwrap_or_default()).drop_rank(1),
    ];
    OutputRow {
        row: JournalRow::from(line),
        cells,
    }
}
