//! Parts of a plan, for editing, adding and removing.

use crate::domain::plan::{Party, Plan};
use crate::form::messages::part_name;
use crate::form::part_types::PartKind;
use crate::form::plan_parts::PartRef;
use crate::i18n::budget::print_dong;
use crate::i18n::screen::Text;
use crate::i18n::{display, facts, fill_placeholders};
use crate::panes::cells::party_name;
use crate::panes::effect::{Effect, RecordRef};
use crate::panes::pages::listing::{Listing, RowEffects};
use crate::panes::read_model::ReadModel;
use crate::store::{Store, StoreError};
use crate::widgets::table::{Column, TableLine, styled};
use crate::widgets::theme::Tone;

/// Lists every part of the plan as stored, including all amendments.
pub fn listing(
    plan: &crate::domain::code::PlanCode,
    model: &ReadModel,
    store: &Store,
) -> Result<Listing, StoreError> {
    let catalog = store.catalog()?;
    let words = |text: Text| text.text(model.lang);
    let columns = vec![
        Column::left_aligned("", 9, 0),
        Column::flexible("", 30, 0),
        Column::flexible("", 16, 1),
    ];
    let mut listing = Listing {
        title: plan.to_string(),
        columns,
        lines: Vec::new(),
        empty: Text::NoPlanHere,
        insert: None,
    };
    let Some(plan) = catalog.plan(plan) else {
        return Ok(listing);
    };
    listing.title = fill_placeholders(words(Text::PartsTitle), &[&plan.short_name]);
    let head = RowEffects::from(Effect::OpenRecordForm(
        RecordRef::Plan(Some(plan.code.clone())),
        None,
    ));
    let dates = format!(
        "{} – {}",
        display::day(model.lang, plan.from),
        display::day(model.lang, plan.to)
    );
    let cells = vec![
        words(Text::PartHead).into(),
        plan.title.as_str().into(),
        styled(dates, Tone::Dim),
    ];
    let line = TableLine::row(head, cells, plan.title.clone(), plan.code.as_str());
    listing
        .lines
        .push(line.with_facet(words(Text::Part), words(Text::PartHead)));
    for kind in PartKind::OUTLINE_ORDER {
        add_section(&mut listing, model, plan, kind);
    }
    Ok(listing)
}

fn add_section(listing: &mut Listing, model: &ReadModel, plan: &Plan, kind: PartKind) {
    let named = part_name(kind).text(model.lang);
    listing.lines.push(TableLine::blank_line());
    listing.lines.push(TableLine::heading(named.to_uppercase()));
    let parts = part_texts(model, plan, kind);
    if parts.is_empty() {
        let first = PartRef {
            plan: plan.code.clone(),
            kind,
            target: None,
            part: None,
        };
        let new = Effect::OpenRecordForm(RecordRef::NewPlanPart(first), None);
        let effects = RowEffects {
            open: Some(new.clone()),
            insert: Some(new),
            ..RowEffects::default()
        };
        let cells = vec![
            "".into(),
            styled(Text::PartNone.text(model.lang), Tone::Dim),
            "".into(),
        ];
        let line = TableLine::row(effects, cells, explanation(model, kind), named);
        listing
            .lines
            .push(line.with_facet(Text::Part.text(model.lang), named));
    }
    let known = PartRef::all(plan, kind, None);
    for (place, (at, cells)) in known.iter().zip(parts).enumerate() {
        listing.lines.push(part_row(model, plan, at, cells));
        if let Some(target) = plan.targets.get(place).filter(|_| kind == PartKind::Target) {
            let measures = PartRef::all(plan, PartKind::Measure, Some(&target.no));
            for (at, measure) in measures.iter().zip(&target.measures) {
                let no = format!("  {}", measure.letter.as_deref().unwrap_or("·"));
                let cells = [
                    no,
                    measure.label.clone(),
                    facts::target_value(model.lang, measure),
                ];
                listing.lines.push(part_row(model, plan, at, cells));
            }
        }
    }
}

fn part_row(
    model: &ReadModel,
    plan: &Plan,
    at: &PartRef,
    [no, what, more]: [String; 3],
) -> TableLine<RowEffects> {
    let shown = at.read_from(plan);
    let name = at
        .part
        .as_ref()
        .map(|part| format!("{} {}", part.name, part.nth))
        .unwrap_or_default();
    let effects = RowEffects {
        open: Some(Effect::OpenRecordForm(
            RecordRef::PlanPart(at.clone()),
            None,
        )),
        insert: Some(Effect::OpenRecordForm(
            RecordRef::NewPlanPart(at.clone()),
            None,
        )),
        remove: shown.map(|shown| {
            let remove = Effect::RemovePart(at.clone(), Box::new(shown));
            Effect::Confirm(Text::AskRemovePart, Box::new(remove))
        }),
        ..RowEffects::default()
    }
    .keyed(format!(
        "{:?} {} {name}",
        at.kind,
        at.target.as_deref().unwrap_or_default()
    ));
    let explain = format!("{what}. {}", explanation(model, at.kind));
    let kind = if at.kind == PartKind::Measure {
        PartKind::Target
    } else {
        at.kind
    };
    TableLine::row(
        effects,
        vec![styled(no, Tone::Dim), what.into(), styled(more, Tone::Dim)],
        explain,
        "",
    )
    .with_facet(
        Text::Part.text(model.lang),
        part_name(kind).text(model.lang),
    )
}

fn explanation(model: &ReadModel, kind: PartKind) -> String {
    fill_placeholders(
        Text::PartExplained.text(model.lang),
        &[&part_name(kind).text(model.lang)],
    )
}

/// Number, heading and remark of each part of a kind.
fn part_texts(model: &ReadModel, plan: &Plan, kind: PartKind) -> Vec<[String; 3]> {
    let who = |parties: &[Party]| {
        let names = parties.iter().map(|who| party_name(model, who));
        names.collect::<Vec<_>>().join(", ")
    };
    match kind {
        PartKind::Objective => map_part_texts(&plan.objectives, |o| {
            [o.no.clone(), o.title.clone(), String::new()]
        }),
        PartKind::Target => map_part_texts(&plan.targets, |t| {
            [t.no.clone(), t.wording.clone(), String::new()]
        }),
        PartKind::Measure => Vec::new(),
        PartKind::Rule => map_part_texts(&plan.rules, |r| {
            let wording = format!("{}: {}", r.label, r.wording);
            [r.no.clone(), wording, who(&r.who)]
        }),
        PartKind::Activity => map_part_texts(&plan.activities, |a| {
            [
                a.no.to_string(),
                a.content.clone(),
                a.window.wording.clone(),
            ]
        }),
        PartKind::Budget => map_part_texts(&plan.budget, |b| {
            let amount = b
                .amount
                .map_or_else(String::new, |n| print_dong(model.lang, n));
            [String::new(), b.source.clone(), amount]
        }),
        PartKind::Event => map_part_texts(&plan.events, |e| {
            let days = format!("{} – {}", e.from, e.to);
            [String::new(), e.name.clone(), days]
        }),
        PartKind::Task => map_part_texts(&plan.tasks, |t| {
            [
                t.section.clone().unwrap_or_default(),
                t.content.clone(),
                party_name(model, &t.who),
            ]
        }),
        PartKind::Parent => map_part_texts(&plan.parents, |p| {
            [
                String::new(),
                p.title.clone(),
                p.number.clone().unwrap_or_default(),
            ]
        }),
        PartKind::Amendment => map_part_texts(&plan.amendments, |a| {
            [
                String::new(),
                format!("{}: {}", a.number, a.title),
                display::day(model.lang, a.on),
            ]
        }),
    }
}

fn map_part_texts<T>(list: &[T], tell: impl Fn(&T) -> [String; 3]) -> Vec<[String; 3]> {
    list.iter().map(tell).collect()
}
