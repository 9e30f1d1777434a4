//! `journal`: who changed what, when, by which door, before and after. Writes nothing.

use super::args::JournalArgs;
use super::output::{Desk, Line};
use super::rows::JournalRow;
use super::{Failure, find};
use crate::domain::catalog::Catalog;
use crate::domain::day::vietnam_time;
use crate::domain::text::{fold, matches};
use crate::report::table::Cell;
use crate::store::{JournalLine, JournalWanted};
use crate::words::cli::Head;
use crate::words::journal as words;

/// `tiendo journal`
pub fn journal(desk: &mut Desk, args: JournalArgs) -> Result<(), Failure> {
    let store = desk.open()?;
    let catalog = store.catalog()?;
    let day = |typed: Option<String>| typed.map(|typed| find::day(&typed, desk.today)).transpose();
    let wanted = JournalWanted { kind: args.kind, by: args.by, since: day(args.since)?, until: day(args.until)? };
    let find = args.find.unwrap_or_default();
    let lang = desk.lang;
    let fits = |line: &JournalLine| find.is_empty() || matches(&fold(&words::searched(lang, &catalog, line)), &find);
    let (mut found, mut before) = (Vec::new(), None);
    while found.len() < args.limit {
        let page = store.journal_page(&wanted, before, args.limit - found.len(), &fits)?;
        found.extend(page.lines);
        before = page.more;
        if before.is_none() {
            break;
        }
    }
    let lines = found.into_iter().map(|one| line(desk, &catalog, one)).collect();
    desk.list(&[Head::At, Head::By, Head::Kind, Head::Subject, Head::Change, Head::Why], lines)
}

fn line(desk: &Desk, catalog: &Catalog, line: JournalLine) -> Line<JournalRow> {
    let cells = vec![
        Cell::from(vietnam_time(line.at).format("%d/%m/%Y %H:%M").to_string()),
        Cell::from(&line.by),
        Cell::from(words::kind(desk.lang, &line.kind)).minor(2),
        Cell::from(words::subject(desk.lang, catalog, &line)).long(),
        Cell::from(words::change(desk.lang, &line)).long(),
        Cell::from(line.why.as_deref().unwrap_or_default()).minor(1),
    ];
    Line { row: JournalRow::from(line), cells }
}
