//! The page of one measure: the signed words beside the coded logic, the verdict, the figures, their trend.

use super::past::past;
use super::trend;
use crate::domain::code::{MeasureId, OfficeCode};
use crate::domain::day::{print_day, vietnam_day};
use crate::domain::estimate::difference;
use crate::domain::figure::{Figure, Quality};
use crate::domain::judge::{Status, passed_over, shortfall, totals, worst};
use crate::domain::number::{Fraction, print_fraction};
use crate::domain::period::Period;
use crate::domain::plan::{AddsUp, Direction, Measure, Plan, Target};
use crate::domain::star::Starred;
use crate::panes::book::Book;
use crate::panes::pages::plan::held_by;
use crate::panes::targets::number;
use crate::panes::{remarks, tones};
use crate::store::{Store, StoreError};
use crate::widgets::page::Page;
use crate::widgets::table::toned;
use crate::widgets::theme::Tone;
use crate::words::screen::Text;
use crate::words::{facts, fill};

/// Rows of the trend.
const HEIGHT: u16 = 4;

/// The page.
pub fn page(book: &Book, store: &Store, id: &MeasureId) -> Result<Page, StoreError> {
    let words = |text: Text| text.words(book.lang);
    let Some((plan, target, measure)) = book.catalog.measure(id) else { return Ok(Page::new(id.as_str())) };
    let title = format!("{}  {}", number(id), measure.label);
    let mut page = Page::new(remarks::marked(book, &Starred::Measure(id.clone()), &title));
    page.text(toned(plan.short.as_str(), Tone::Dim));
    if let Some(verdict) = book.verdict(id) {
        page.gap();
        page.text(tones::verdict(book.lang, verdict.status));
        page.text(facts::explain(book.lang, &book.catalog, plan, measure, verdict));
    }
    page.heading(words(Text::HeadPromise));
    page.field(words(Text::AsSigned), format!("“{}”", target.wording));
    page.field(words(Text::Coded), coded(book, measure));
    let stages: Vec<String> = measure
        .stages
        .iter()
        .map(|stage| match &stage.value {
            Some(value) => format!("{} → {}", print_day(stage.on), facts::reached(measure, &value.fraction())),
            None => print_day(stage.on),
        })
        .collect();
    page.field(words(Text::Stages), stages.join(" · "));
    if let Some(baseline) = &measure.baseline {
        let on = baseline.on.unwrap_or_else(|| plan.from.pred_opt().unwrap_or(plan.from));
        page.field(
            words(Text::Baseline),
            format!("{} ({})", facts::value(measure, &baseline.value.fraction()), print_day(on)),
        );
    }
    page.field(words(Text::Decision), target.decision.clone().unwrap_or_default());
    page.field(words(Text::SameTarget), siblings(book, plan, target, id));
    missed(&mut page, book, measure, id);
    coverage(&mut page, book, id);
    owners(&mut page, book, plan, measure);
    figures(&mut page, book, id, measure);
    past(&mut page, book, store, plan, target)?;
    remarks::comments(&mut page, book, &store.comments_on_measure(id)?);
    Ok(page)
}

/// The other measures of a compound target with their verdicts, and the verdict on the whole.
fn siblings(book: &Book, plan: &Plan, target: &Target, id: &MeasureId) -> String {
    let ids: Vec<MeasureId> = target.measures.iter().map(|measure| plan.measure_id(target, measure)).collect();
    if ids.len() < 2 {
        return String::new();
    }
    let status = |id: &MeasureId| book.verdict(id).map(|verdict| verdict.status);
    let word = |status: Option<Status>| status.map_or("–", |status| facts::status(book.lang, status));
    let others = ids.iter().zip(&target.measures).filter(|(other, _)| *other != id);
    let others: Vec<String> =
        others.map(|(id, measure)| format!("{} {}: {}", number(id), measure.label, word(status(id)))).collect();
    let whole = word(worst(ids.iter().filter_map(status)));
    format!("{}. {}", others.join("; "), fill(Text::WholeTarget.words(book.lang), &[&whole]))
}

/// Past stages that were missed.
fn missed(page: &mut Page, book: &Book, measure: &Measure, id: &MeasureId) {
    let Some(verdict) = book.verdict(id) else { return };
    for stage in &verdict.missed_stages {
        let got = stage.reached.as_ref().map_or_else(|| "–".to_owned(), |value| facts::reached(measure, value));
        let promised = facts::reached(measure, &stage.promised);
        let words = fill(Text::MissedStage.words(book.lang), &[&print_day(stage.on), &promised, &got]);
        page.field(Text::Missed.words(book.lang), toned(words, Tone::Bad));
    }
}

/// The offices below a quota, each with its number, and those without a figure.
fn coverage(page: &mut Page, book: &Book, id: &MeasureId) {
    let Some(verdict) = book.verdict(id) else { return };
    let (Some(count), Some(judged)) = (&verdict.coverage, &verdict.figure) else { return };
    let figures = book.judged(&id.plan()).map_or(&[][..], |judged| judged.figures.as_slice());
    let found = book.catalog.measure(id);
    let shortfall = found.and_then(|found| shortfall(&book.catalog, found, figures, judged.period));
    let number = |office: &OfficeCode| {
        let below = shortfall.as_ref().and_then(|found| found.below.iter().find(|one| one.office == *office));
        below.and_then(|one| one.has).map_or_else(|| "–".to_owned(), |has| print_fraction(&has, 0))
    };
    let period = facts::period(book.lang, judged.period);
    if !count.below.is_empty() {
        page.heading(fill(Text::HeadBelow.words(book.lang), &[&count.below.len(), &count.of, &period]));
        let names: Vec<String> = count.below.iter().map(|o| format!("{}: {}", book.office(o), number(o))).collect();
        page.text(names.join(" · "));
    }
    if !count.missing.is_empty() {
        page.heading(fill(Text::HeadMissing.words(book.lang), &[&count.missing.len(), &count.of, &period]));
        let names: Vec<&str> = count.missing.iter().map(|office| book.office(office)).collect();
        page.text(toned(names.join(" · "), Tone::Warn));
    }
}

/// The logic in words: promise, unit, direction, how it adds up, how often it is entered.
fn coded(book: &Book, measure: &Measure) -> String {
    let words = |text: Text| text.words(book.lang).to_owned();
    let mut parts = vec![format!("{} ({})", facts::promise(book.lang, measure), facts::unit(book.lang, measure))];
    parts.push(words(if measure.direction == Direction::Up { Text::MoreIsBetter } else { Text::LessIsBetter }));
    if measure.recurs {
        parts.push(words(Text::EachPeriodAlone));
    }
    if measure.adds_up == AddsUp::Sum {
        parts.push(words(Text::PartsAreAdded));
    }
    parts.push(fill(Text::EnteredEvery.words(book.lang), &[&facts::period_kind(book.lang, measure.frequency)]));
    if let Some(from) = measure.from {
        parts.push(fill(Text::HoldsFrom.words(book.lang), &[&print_day(from)]));
    }
    parts.join("; ")
}

fn owners(page: &mut Page, book: &Book, plan: &Plan, measure: &Measure) {
    page.heading(Text::HeadOwners.words(book.lang));
    if measure.owners.is_empty() && measure.quota.is_none() {
        page.text(toned(fill(Text::NobodyNamed.words(book.lang), &[&held_by(book, &plan.coordinator)]), Tone::Warn));
    }
    for owner in &measure.owners {
        let dates = match (owner.from, owner.to) {
            (None, None) => String::new(),
            (from, to) => {
                let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "…".into(), print_day);
                format!(" ({} → {})", day(from), day(to))
            }
        };
        let scope = owner.scope.as_ref().map_or_else(String::new, |scope| format!(" – {scope}"));
        page.text(format!("{}{scope}{dates}", held_by(book, &owner.office)));
        if let Some(decision) = &owner.decision {
            page.text(toned(format!("  {}: {decision}", Text::Decision.words(book.lang)), Tone::Dim));
        }
    }
    if let Some(group) = measure.quota.as_ref().and_then(|quota| quota.group.as_ref()) {
        let name = book.catalog.groups.get(group).map_or(group.as_str(), |group| group.name.as_str());
        let members = book.catalog.members_followed(group, book.today.min(plan.to)).len();
        page.text(fill(Text::QuotaOf.words(book.lang), &[&name, &members]));
    }
}

fn figures(page: &mut Page, book: &Book, id: &MeasureId, measure: &Measure) {
    page.heading(Text::HeadFigures.words(book.lang));
    let all = book.judged(&id.plan()).map_or(&[][..], |judged| judged.figures.as_slice());
    let mut own: Vec<&Figure> = all.iter().filter(|figure| figure.cell.measure == *id).collect();
    if own.is_empty() {
        page.text(toned(Text::NothingEntered.words(book.lang), Tone::Dim));
        return;
    }
    own.sort_by(|a, b| {
        (&a.cell.office, &a.cell.series, a.cell.period, a.quality).cmp(&(
            &b.cell.office,
            &b.cell.series,
            b.cell.period,
            b.quality,
        ))
    });
    draw_trend(page, book, measure, &own);
    let plan = book.catalog.plan(&id.plan());
    let not_counted = plan.map_or_else(Vec::new, |plan| passed_over(&book.catalog, (plan, measure), &own));
    let beside_another = |figure: &Figure| {
        let is_beside = not_counted.iter().any(|one| std::ptr::eq(*one, figure));
        if is_beside { format!(" – {}", Text::NotCountedTwice.words(book.lang)) } else { String::new() }
    };
    let mut head: Option<(String, Option<String>)> = None;
    for figure in &own {
        let row = (figure.cell.office.to_string(), figure.cell.series.clone());
        if head.as_ref() != Some(&row) {
            let series =
                row.1.as_deref().map_or(String::new(), |series| format!(" · {}", facts::series(book.lang, series)));
            page.text(toned(format!("{}{series}", book.office(&figure.cell.office)), Tone::Dim));
            head = Some(row);
        }
        let day = print_day(vietnam_day(figure.at));
        let note = figure.note.as_ref().map_or_else(String::new, |note| format!(" – {note}"));
        let off = off_the_estimate(book, all, measure, figure);
        page.row(vec![
            (toned(format!("  {}", facts::period_short(book.lang, figure.cell.period)), Tone::Plain), 14),
            (toned(format!("{:>14}", facts::answer(book.lang, measure, &figure.answer)), Tone::Strong), 20),
            (toned(facts::quality(book.lang, figure.quality), Tone::Dim), 12),
            (toned(format!("{off}{}, {day}{note}{}", figure.by, beside_another(figure)), Tone::Dim), 30),
        ]);
    }
}

/// By how much an official figure differs from the estimate of its cell, in words.
fn off_the_estimate(book: &Book, all: &[Figure], measure: &Measure, figure: &Figure) -> String {
    let same = |other: &&Figure| other.cell == figure.cell && other.quality == Quality::Estimate;
    let estimate = all.iter().find(same).filter(|_| figure.quality == Quality::Official);
    let off = estimate.and_then(|estimate| difference(&measure.unit, &estimate.answer, &figure.answer));
    let words = |off| fill(Text::OffTheEstimate.words(book.lang), &[&facts::difference(measure, &off)]);
    off.map(words).map_or_else(String::new, |words| format!("{words} · "))
}

/// The newest six totals of the first series, one column each, its number below.
fn draw_trend(page: &mut Page, book: &Book, measure: &Measure, own: &[&Figure]) {
    // Offices of a quota are many: the trend of one would mislead.
    let Some(first) = own.first().filter(|_| measure.quota.is_none()) else { return };
    let (Some(plan), Some(kind)) = (book.catalog.plan(&first.cell.measure.plan()), first.cell.period.kind()) else {
        return;
    };
    let series = first.cell.series.as_deref();
    let newest: Vec<(Period, Option<Fraction>)> =
        totals(&book.catalog, (plan, measure), own, (series, kind)).into_iter().rev().take(6).collect();
    if newest.iter().filter(|(_, value)| value.is_some()).count() < 2 {
        return;
    }
    let (periods, values): (Vec<Period>, Vec<Option<Fraction>>) = newest.into_iter().rev().unzip();
    for row in trend::columns(&values, HEIGHT) {
        let bars: Vec<String> = row.iter().map(|bar| format!("{:>8}", bar.to_string().repeat(3))).collect();
        page.text(toned(bars.join(" "), Tone::Accent));
    }
    let numbers =
        values.iter().map(|value| value.as_ref().map_or_else(|| "–".to_owned(), |value| facts::value(measure, value)));
    page.text(numbers.map(|number| format!("{number:>8}")).collect::<Vec<_>>().join(" "));
    let names = periods.iter().map(|period| format!("{:>8}", facts::period_short(book.lang, *period)));
    page.text(toned(names.collect::<Vec<_>>().join(" "), Tone::Dim));
    page.gap();
}
