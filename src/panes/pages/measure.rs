//! Page of a measure: the target's wording beside its coding, assessment, figures and trend.

use super::former_wording::add_former_wording;
use super::trend;
use crate::domain::assessment::{
    MeasureStatus, passed_over, quota_shortfall, totals, worst_status,
};
use crate::domain::code::{MeasureId, OfficeCode};
use crate::domain::day::vietnam_day;
use crate::domain::estimate::estimate_difference;
use crate::domain::figure::{Figure, Quality};
use crate::domain::number::Fraction;
use crate::domain::period::Period;
use crate::domain::plan::{Aggregation, Direction, Measure, Plan, Target};
use crate::domain::star::StarSubject;
use crate::domain::succession::Responsibility;
use crate::i18n::screen::Text;
use crate::i18n::{display, facts, fill_placeholders};
use crate::panes::cells::measure_number;
use crate::panes::pages::plan::holder_chain_text;
use crate::panes::read_model::ReadModel;
use crate::panes::{annotations, cells};
use crate::store::{Store, StoreError};
use crate::widgets::page::Page;
use crate::widgets::table::styled;
use crate::widgets::theme::Tone;

/// Height of the trend in rows.
const TREND_HEIGHT: u16 = 4;

/// Builds the page.
pub fn build_page(model: &ReadModel, store: &Store, id: &MeasureId) -> Result<Page, StoreError> {
    let words = |text: Text| text.text(model.lang);
    let Some((plan, target, measure)) = model.catalog.measure(id) else {
        return Ok(Page::new(id.as_str()));
    };
    let title = format!("{}  {}", measure_number(id), measure.label);
    let mut page = Page::new(annotations::with_star_mark(
        model,
        &StarSubject::Measure(id.clone()),
        &title,
    ));
    page.add_text(styled(plan.short_name.as_str(), Tone::Dim));
    if let Some(verdict) = model.assessment(id) {
        page.add_blank_line();
        let mark = facts::measure_status_mark(verdict.status);
        let status = facts::assessment_status(model.lang, verdict);
        page.add_text(styled(
            format!("{mark} {status}"),
            cells::status_tone(verdict.status),
        ));
        page.add_text(facts::explain(
            model.lang,
            &model.catalog,
            plan,
            measure,
            verdict,
        ));
    }
    page.add_heading(words(Text::HeadTargetValue));
    page.add_field(words(Text::AsSigned), target.wording.as_str());
    page.add_field(words(Text::Coded), coding_text(model, measure));
    add_stages(&mut page, model, plan, measure);
    page.add_field(
        words(Text::Decision),
        target.decision.clone().unwrap_or_default(),
    );
    page.add_field(
        words(Text::SameTarget),
        sibling_text(model, plan, target, id),
    );
    add_missed_stages(&mut page, model, measure, id);
    let figures = model.figures_of_measure(id);
    add_coverage(&mut page, model, id, &figures);
    add_owners(&mut page, model, plan, measure);
    add_figures(&mut page, model, measure, &figures);
    add_former_wording(&mut page, model, store, plan, target)?;
    annotations::add_comments(&mut page, model, &store.comments_on_measure(id)?);
    Ok(page)
}

/// The stages of the promise, and what was there before.
fn add_stages(page: &mut Page, model: &ReadModel, plan: &Plan, measure: &Measure) {
    let words = |text: Text| text.text(model.lang);
    let stages: Vec<String> = measure
        .stages
        .iter()
        .map(|stage| match &stage.value {
            Some(value) => format!(
                "{} → {}",
                display::day(model.lang, stage.on),
                facts::actual(model.lang, measure, &value.fraction())
            ),
            None => display::day(model.lang, stage.on),
        })
        .collect();
    page.add_field(words(Text::Stages), stages.join(" · "));
    if let Some(baseline) = &measure.baseline {
        let on = baseline
            .on
            .unwrap_or_else(|| plan.from.pred_opt().unwrap_or(plan.from));
        page.add_field(
            words(Text::Baseline),
            format!(
                "{} ({})",
                facts::value(model.lang, measure, &baseline.value.fraction()),
                display::day(model.lang, on)
            ),
        );
    }
}

/// Other measures of a compound target with their statuses, and the status of the target.
fn sibling_text(model: &ReadModel, plan: &Plan, target: &Target, id: &MeasureId) -> String {
    let ids: Vec<MeasureId> = target
        .measures
        .iter()
        .map(|measure| plan.measure_id(target, measure))
        .collect();
    if ids.len() < 2 {
        return String::new();
    }
    let status = |id: &MeasureId| model.assessment(id).map(|verdict| verdict.status);
    let word = |status: Option<MeasureStatus>| {
        status.map_or("–", |status| facts::measure_status(model.lang, status))
    };
    let others = ids
        .iter()
        .zip(&target.measures)
        .filter(|(other, _)| *other != id);
    let others: Vec<String> = others
        .map(|(id, measure)| {
            format!(
                "{} {}: {}",
                measure_number(id),
                measure.label,
                word(status(id))
            )
        })
        .collect();
    let whole = word(worst_status(ids.iter().filter_map(status)));
    format!(
        "{}. {}",
        others.join("; "),
        fill_placeholders(Text::WholeTarget.text(model.lang), &[&whole])
    )
}

/// Adds missed interim targets.
fn add_missed_stages(page: &mut Page, model: &ReadModel, measure: &Measure, id: &MeasureId) {
    let Some(verdict) = model.assessment(id) else {
        return;
    };
    for stage in &verdict.missed_stages {
        let got = stage.actual.as_ref().map_or_else(
            || "–".to_owned(),
            |value| facts::actual(model.lang, measure, value),
        );
        let promised = facts::actual(model.lang, measure, &stage.target_value);
        let words = fill_placeholders(
            Text::MissedStage.text(model.lang),
            &[&display::day(model.lang, stage.on), &promised, &got],
        );
        page.add_field(Text::Missed.text(model.lang), styled(words, Tone::Bad));
    }
}

/// Adds offices below a quota, each with its number, and those without a figure.
fn add_coverage(page: &mut Page, model: &ReadModel, id: &MeasureId, figures: &[Figure]) {
    let Some(verdict) = model.assessment(id) else {
        return;
    };
    let (Some(count), Some(assessed)) = (&verdict.coverage, &verdict.figure) else {
        return;
    };
    let found = model.catalog.measure(id);
    let shortfall =
        found.and_then(|found| quota_shortfall(&model.catalog, found, figures, assessed.period));
    let number = |office: &OfficeCode| {
        let below = shortfall
            .as_ref()
            .and_then(|found| found.below.iter().find(|one| one.office == *office));
        below.and_then(|one| one.actual).map_or_else(
            || "–".to_owned(),
            |has| display::fraction(model.lang, &has, 0),
        )
    };
    let period = facts::period(model.lang, assessed.period);
    if !count.below.is_empty() {
        page.add_heading(fill_placeholders(
            Text::HeadBelow.text(model.lang),
            &[&count.below.len(), &count.of, &period],
        ));
        let names: Vec<String> = count
            .below
            .iter()
            .map(|o| format!("{}: {}", model.office_name(o), number(o)))
            .collect();
        page.add_text(names.join(" · "));
    }
    if !count.missing.is_empty() {
        page.add_heading(fill_placeholders(
            Text::HeadMissing.text(model.lang),
            &[&count.missing.len(), &count.of, &period],
        ));
        let names: Vec<&str> = count
            .missing
            .iter()
            .map(|office| model.office_name(office))
            .collect();
        page.add_text(styled(names.join(" · "), Tone::Warn));
    }
}

/// Coding as text: target value, unit, direction, aggregation, entry frequency.
fn coding_text(model: &ReadModel, measure: &Measure) -> String {
    let words = |text: Text| text.text(model.lang).to_owned();
    let (target, unit) = (
        facts::target_value(model.lang, measure),
        facts::unit(model.lang, measure),
    );
    // A share has its sign behind the number already.
    let mut parts = vec![if target.contains(&unit) {
        target
    } else {
        format!("{target} ({unit})")
    }];
    parts.push(words(if measure.direction == Direction::Up {
        Text::MoreIsBetter
    } else {
        Text::LessIsBetter
    }));
    if measure.recurs {
        parts.push(words(Text::EachPeriodAlone));
    }
    if measure.aggregation == Aggregation::Sum {
        parts.push(words(Text::PartsAreAdded));
    }
    if measure.accumulates {
        parts.push(words(Text::CountsFromStart));
    }
    if let Some(years) = measure.survey_years {
        parts.push(fill_placeholders(
            Text::SurveyedEvery.text(model.lang),
            &[&years],
        ));
    }
    parts.push(fill_placeholders(
        Text::EnteredEvery.text(model.lang),
        &[&facts::period_kind(model.lang, measure.frequency)],
    ));
    if let Some(from) = measure.from {
        parts.push(fill_placeholders(
            Text::HoldsFrom.text(model.lang),
            &[&display::day(model.lang, from)],
        ));
    }
    parts.join("; ")
}

fn add_owners(page: &mut Page, model: &ReadModel, plan: &Plan, measure: &Measure) {
    page.add_heading(Text::HeadOwners.text(model.lang));
    if measure.owners.is_empty() && measure.quota.is_none() {
        page.add_text(styled(
            fill_placeholders(
                Text::NobodyNamed.text(model.lang),
                &[&holder_chain_text(model, &plan.coordinator)],
            ),
            Tone::Warn,
        ));
    }
    for owner in &measure.owners {
        let dates = match (owner.from, owner.to) {
            (None, None) => String::new(),
            (from, to) => {
                let day = |day: Option<chrono::NaiveDate>| {
                    day.map_or_else(|| "…".into(), |day| display::day(model.lang, day))
                };
                format!(" ({} → {})", day(from), day(to))
            }
        };
        let scope = owner
            .scope
            .as_ref()
            .map_or_else(String::new, |scope| format!(" – {scope}"));
        page.add_text(format!(
            "{}{scope}{dates}",
            holder_chain_text(model, &owner.office)
        ));
        if let Some(decision) = &owner.decision {
            page.add_text(styled(
                format!("  {}: {decision}", Text::Decision.text(model.lang)),
                Tone::Dim,
            ));
        }
    }
    if let Some(group) = measure
        .quota
        .as_ref()
        .and_then(|quota| quota.group.as_ref())
    {
        let known = model.catalog.groups.get(group);
        let name = known.map_or(group.as_str(), |group| group.name.as_str());
        let members = known.map_or(0, |group| {
            Responsibility::of_members(&model.catalog, group)
                .holders_on(model.today.min(plan.to))
                .len()
        });
        page.add_text(fill_placeholders(
            Text::QuotaOf.text(model.lang),
            &[&name, &members],
        ));
    }
}

fn add_figures(page: &mut Page, model: &ReadModel, measure: &Measure, all: &[Figure]) {
    page.add_heading(Text::HeadFigures.text(model.lang));
    let mut own: Vec<&Figure> = all.iter().collect();
    let Some(first) = own.first() else {
        page.add_text(styled(Text::NothingEntered.text(model.lang), Tone::Dim));
        return;
    };
    let plan = model.catalog.plan(&first.cell.measure.plan());
    own.sort_by(|a, b| {
        (&a.cell.office, &a.cell.series, a.cell.period, a.quality).cmp(&(
            &b.cell.office,
            &b.cell.series,
            b.cell.period,
            b.quality,
        ))
    });
    add_trend(page, model, measure, &own);
    let not_counted = plan.map_or_else(Vec::new, |plan| {
        passed_over(&model.catalog, (plan, measure), &own)
    });
    let not_counted_note = |figure: &Figure| {
        let is_not_counted = not_counted.iter().any(|one| std::ptr::eq(*one, figure));
        let note = || format!(" – {}", Text::NotCountedTwice.text(model.lang));
        is_not_counted.then(note).unwrap_or_default()
    };
    let mut head: Option<(String, Option<String>)> = None;
    for figure in &own {
        let row = (figure.cell.office.to_string(), figure.cell.series.clone());
        if head.as_ref() != Some(&row) {
            let series = row.1.as_deref().map_or(String::new(), |series| {
                format!(" · {}", facts::series_name(model.lang, series))
            });
            page.add_text(styled(
                format!("{}{series}", model.office_name(&figure.cell.office)),
                Tone::Dim,
            ));
            head = Some(row);
        }
        let off = difference_from_estimate(model, all, measure, figure);
        let remark = format!(
            "{off}{}{}",
            entry_remark(model, figure),
            not_counted_note(figure)
        );
        add_figure(page, model, measure, (figure, remark));
    }
}

/// Who entered a figure and when, and the note to it.
fn entry_remark(model: &ReadModel, figure: &Figure) -> String {
    let note = figure.note.as_ref();
    let note = note.map_or_else(String::new, |note| format!(" – {note}"));
    format!(
        "{}, {}{note}",
        figure.by,
        display::day(model.lang, vietnam_day(figure.at))
    )
}

/// The row of a figure: period, value, quality, what there is to say.
fn add_figure(
    page: &mut Page,
    model: &ReadModel,
    measure: &Measure,
    (figure, remark): (&Figure, String),
) {
    let period = facts::period_short(model.lang, figure.cell.period);
    let value = facts::answer(model.lang, measure, &figure.answer);
    let quality = facts::quality(model.lang, figure.quality);
    page.add_row(vec![
        (styled(format!("  {period}"), Tone::Plain), 14),
        (styled(format!("{value:>14}"), Tone::Strong), 20),
        (styled(quality, Tone::Dim), 12),
        (styled(remark, Tone::Dim), 30),
    ]);
}

/// Difference of an official figure from its cell's estimate, as text.
fn difference_from_estimate(
    model: &ReadModel,
    all: &[Figure],
    measure: &Measure,
    figure: &Figure,
) -> String {
    let same = |other: &&Figure| other.cell == figure.cell && other.quality == Quality::Estimate;
    let estimate = all
        .iter()
        .find(same)
        .filter(|_| figure.quality == Quality::Official);
    let off = estimate
        .and_then(|estimate| estimate_difference(&measure.unit, &estimate.answer, &figure.answer));
    let words = |off: Fraction| {
        fill_placeholders(
            Text::OffTheEstimate.text(model.lang),
            &[&facts::difference(model.lang, measure, &off)],
        )
    };
    off.map(words)
        .map_or_else(String::new, |words| format!("{words} · "))
}

/// Adds the newest six totals of the first series, one column each, with the number below.
fn add_trend(page: &mut Page, model: &ReadModel, measure: &Measure, own: &[&Figure]) {
    // A quota has many offices: the trend of one would mislead.
    let Some(first) = own.first().filter(|_| measure.quota.is_none()) else {
        return;
    };
    let (Some(plan), Some(kind)) = (
        model.catalog.plan(&first.cell.measure.plan()),
        first.cell.period.kind(),
    ) else {
        return;
    };
    let series = first.cell.series.as_deref();
    let newest: Vec<(Period, Option<Fraction>)> =
        totals(&model.catalog, (plan, measure), own, (series, kind))
            .into_iter()
            .rev()
            .take(6)
            .collect();
    if newest.iter().filter(|(_, value)| value.is_some()).count() < 2 {
        return;
    }
    let (periods, values): (Vec<Period>, Vec<Option<Fraction>>) = newest.into_iter().rev().unzip();
    for row in trend::trend_columns(&values, TREND_HEIGHT) {
        let bars: Vec<String> = row
            .iter()
            .map(|bar| format!("{:>8}", bar.to_string().repeat(3)))
            .collect();
        page.add_text(styled(bars.join(" "), Tone::Accent));
    }
    let numbers = values.iter().map(|value| {
        value.as_ref().map_or_else(
            || "–".to_owned(),
            |value| facts::value(model.lang, measure, value),
        )
    });
    page.add_text(
        numbers
            .map(|number| format!("{number:>8}"))
            .collect::<Vec<_>>()
            .join(" "),
    );
    let names = periods
        .iter()
        .map(|period| format!("{:>8}", facts::period_short(model.lang, *period)));
    page.add_text(styled(names.collect::<Vec<_>>().join(" "), Tone::Dim));
    page.add_blank_line();
}
