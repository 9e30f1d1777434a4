//! `star` and `starred`: what the person who sits there follows up.

use super::args::{DutyAt, StarArgs};
use super::list::status_cell;
use super::output::{Desk, Line};
use super::rows::{StarRow, key};
use super::{Failure, find, report};
use crate::domain::catalog::Catalog;
use crate::domain::code::MeasureId;
use crate::domain::duty::{DutyKey, standing};
use crate::domain::judge::judge;
use crate::domain::star::Starred;
use crate::report::table::Cell;
use crate::store::{Store, Write};
use crate::words::cli::{Head, Said};
use crate::words::{facts, fill};

/// `tiendo star`
pub fn star(desk: &mut Desk, args: &StarArgs) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let catalog = store.catalog()?;
    let starred = match (&args.measure, &args.rule) {
        (Some(measure), _) => Starred::Measure(find::measure(&catalog, measure)?.0),
        (None, rule) => {
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            let at = DutyAt { rule: text(rule), office: text(&args.office), period: text(&args.period), on: None };
            Starred::Duty(report::find_duty(desk, &store, &catalog, &at)?.duty.key)
        }
    };
    let write = Write::Star { starred: starred.clone(), on: !args.off };
    let changed = store.write(&desk.actor("cli"), desk.clock, write)?.rows > 0;
    let said = match (args.off, changed) {
        (false, true) => Said::Starred,
        (false, false) => Said::StarredAlready,
        (true, true) => Said::Unstarred,
        (true, false) => Said::NotStarred,
    };
    desk.say(&fill(said.words(desk.lang), &[&name(desk, &catalog, &starred)]))
}

/// What is followed up, in a few words.
fn name(desk: &Desk, catalog: &Catalog, starred: &Starred) -> String {
    match starred {
        Starred::Measure(id) => {
            let label = catalog.measure(id).map_or("", |(_, _, measure)| measure.label.as_str());
            format!("{id} {label}").trim_end().to_owned()
        }
        Starred::Duty(key) => duty_name(desk, catalog, key),
    }
}

/// A duty in a few words: rule, report, office, period.
pub fn duty_name(desk: &Desk, catalog: &Catalog, key: &DutyKey) -> String {
    let label = catalog.rule(&key.rule).map_or("", |(_, rule)| rule.label.as_str());
    let period = facts::period(desk.lang, key.period);
    format!("{} {label} · {} · {period}", key.rule, catalog.office_name(&key.office))
}

/// `tiendo starred`
pub fn starred(desk: &mut Desk) -> Result<(), Failure> {
    let store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let mut lines = Vec::new();
    for starred in store.stars(&desk.account)? {
        lines.push(match &starred {
            Starred::Measure(id) => measure_line(desk, &store, &catalog, id)?,
            Starred::Duty(key) => duty_line(desk, &store, &catalog, key)?,
        });
    }
    desk.list(&[Head::Title, Head::Status, Head::Note], lines.into_iter().flatten().collect())
}

fn measure_line(
    desk: &Desk,
    store: &Store,
    catalog: &Catalog,
    id: &MeasureId,
) -> Result<Option<Line<StarRow>>, Failure> {
    let Some((plan, target, measure)) = catalog.measure(id) else { return Ok(None) };
    let judgement = judge(catalog, (plan, target, measure), &store.figures_of(id)?, desk.day);
    let starred = Starred::Measure(id.clone());
    let why = facts::explain(desk.lang, catalog, plan, measure, &judgement);
    let cells = vec![
        Cell::from(name(desk, catalog, &starred)).long(),
        status_cell(desk.lang, judgement.status),
        Cell::from(&why).long().minor(1),
    ];
    let row = StarRow::of(&starred, measure.label.clone(), Some(key(&judgement.status)), why);
    Ok(Some(Line { row, cells }))
}

fn duty_line(desk: &Desk, store: &Store, catalog: &Catalog, of: &DutyKey) -> Result<Option<Line<StarRow>>, Failure> {
    let Some(record) = store.duty(of)? else { return Ok(None) };
    let stands = standing(&record.duty, &record.events, record.outside, desk.day);
    let rule = catalog.rule(&of.rule).map(|(_, rule)| rule);
    let why =
        rule.map(|rule| facts::deadline(desk.lang, rule, &record.duty, &stands, catalog.settings)).unwrap_or_default();
    let starred = Starred::Duty(of.clone());
    let state = format!("{} {}", facts::duty_mark(stands.state), facts::duty_state(desk.lang, stands.state));
    let cells =
        vec![Cell::from(name(desk, catalog, &starred)).long(), Cell::from(state), Cell::from(&why).long().minor(1)];
    let label = rule.map(|rule| rule.label.clone()).unwrap_or_default();
    Ok(Some(Line { row: StarRow::of(&starred, label, Some(key(&stands.state)), why), cells }))
}
