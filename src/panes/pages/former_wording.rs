//! Former versions of a target: by amendments, and by changes in the journal with author, day and reason.

use crate::domain::day::vietnam_day;
use crate::domain::plan::{Plan, Target};
use crate::i18n::screen::Text;
use crate::i18n::{display, facts, fill_placeholders};
use crate::panes::read_model::ReadModel;
use crate::store::{Store, StoreError};
use crate::widgets::page::Page;
use crate::widgets::table::styled;
use crate::widgets::theme::Tone;

/// Adds former versions; nothing for a target that never changed.
pub fn add_former_wording(
    page: &mut Page,
    model: &ReadModel,
    store: &Store,
    plan: &Plan,
    target: &Target,
) -> Result<(), StoreError> {
    let changes = store.journal_of_plan_part(&plan.code, &format!("targets/{}", target.no))?;
    if changes.is_empty() && target.former_versions.is_empty() {
        return Ok(());
    }
    page.add_heading(Text::HeadFormer.text(model.lang));
    for former in &target.former_versions {
        let heading = fill_placeholders(
            Text::FormerUntil.text(model.lang),
            &[&display::day(model.lang, former.until), &former.amendment],
        );
        page.add_field(&heading, former.wording.as_str());
        for measure in &former.measures {
            let promise = facts::target_value(model.lang, measure);
            page.add_text(styled(format!("  {} {promise}", measure.label), Tone::Dim));
        }
    }
    for line in changes {
        let side = |side: Option<String>| side.unwrap_or_else(|| "–".to_owned());
        let what = line.subject.rsplit('/').next().unwrap_or_default();
        let what = crate::form::messages::field_label(model.lang, what);
        let why = line
            .reason
            .map_or_else(String::new, |why| format!(" – {why}"));
        let by = format!(
            "{} {}",
            line.by,
            display::day(model.lang, vietnam_day(line.at))
        );
        page.add_row(vec![
            (styled(by, Tone::Dim), 18),
            (
                styled(
                    format!("{what}: {} → {}{why}", side(line.before), side(line.after)),
                    Tone::Plain,
                ),
                50,
            ),
        ]);
    }
    Ok(())
}
