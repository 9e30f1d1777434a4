//! What a target said before: by amendments, and by changes that the journal keeps with who, when and why.

use crate::domain::day::{print_day, vietnam_day};
use crate::domain::plan::{Plan, Target};
use crate::panes::book::Book;
use crate::store::{Store, StoreError};
use crate::widgets::page::Page;
use crate::widgets::table::toned;
use crate::widgets::theme::Tone;
use crate::words::screen::Text;
use crate::words::{facts, fill};

/// Adds what there is; nothing for a target that never changed.
pub fn past(page: &mut Page, book: &Book, store: &Store, plan: &Plan, target: &Target) -> Result<(), StoreError> {
    let changes = store.changes_of(&plan.code, &format!("targets/{}", target.no))?;
    if changes.is_empty() && target.former.is_empty() {
        return Ok(());
    }
    page.heading(Text::HeadFormer.words(book.lang));
    for former in &target.former {
        let said = fill(Text::FormerUntil.words(book.lang), &[&print_day(former.until), &former.amendment]);
        page.field(&said, format!("“{}”", former.wording));
        for measure in &former.measures {
            let promise = facts::promise(book.lang, measure);
            page.text(toned(format!("  {} {promise}", measure.label), Tone::Dim));
        }
    }
    for line in changes {
        let side = |side: Option<String>| side.unwrap_or_else(|| "–".to_owned());
        let what = line.subject.rsplit('/').next().unwrap_or_default();
        let what = facts::field(book.lang, what);
        let why = line.why.map_or_else(String::new, |why| format!(" – {why}"));
        let by = format!("{} {}", line.by, print_day(vietnam_day(line.at)));
        page.row(vec![
            (toned(by, Tone::Dim), 18),
            (toned(format!("{what}: {} → {}{why}", side(line.before), side(line.after)), Tone::Plain), 50),
        ]);
    }
    Ok(())
}
