//! The parts of a plan, to change them, add to them and take them out.

use crate::domain::plan::{Party, Plan};
use crate::form::parts::{PartAt, PartKind};
use crate::panes::book::Book;
use crate::panes::effect::{Effect, RecordAt};
use crate::panes::pages::list::{Listing, RowEffects};
use crate::panes::pages::plan::party;
use crate::store::{Store, StoreError};
use crate::widgets::table::{Column, TableLine, toned};
use crate::widgets::theme::Tone;
use crate::words::form::part_words;
use crate::words::screen::Text;
use crate::words::{facts, fill};

/// Every part of the plan as it stands, amendments and all.
pub fn listing(plan: &crate::domain::code::PlanCode, book: &Book, store: &Store) -> Result<Listing, StoreError> {
    let catalog = store.catalog()?;
    let words = |text: Text| text.words(book.lang);
    let columns = vec![Column::left("", 9, 0), Column::flex("", 30, 0), Column::flex("", 16, 1)];
    let mut listing =
        Listing { title: plan.to_string(), columns, lines: Vec::new(), empty: Text::NoPlanHere, insert: None };
    let Some(plan) = catalog.plan(plan) else { return Ok(listing) };
    listing.title = fill(words(Text::PartsTitle), &[&plan.short]);
    let head = RowEffects::from(Effect::Record(RecordAt::Plan(Some(plan.code.clone())), None));
    let dates = format!("{} – {}", crate::domain::day::print_day(plan.from), crate::domain::day::print_day(plan.to));
    let cells = vec![words(Text::PartHead).into(), plan.title.as_str().into(), toned(dates, Tone::Dim)];
    let line = TableLine::row(head, cells, plan.title.clone(), plan.code.as_str());
    listing.lines.push(line.of_kind(words(Text::Part), words(Text::PartHead)));
    for kind in PartKind::LISTS {
        section(&mut listing, book, plan, kind);
    }
    Ok(listing)
}

fn section(listing: &mut Listing, book: &Book, plan: &Plan, kind: PartKind) {
    let named = part_words(kind).words(book.lang);
    listing.lines.push(TableLine::gap());
    listing.lines.push(TableLine::heading(named.to_uppercase()));
    let parts = described(book, plan, kind);
    if parts.is_empty() {
        let first = PartAt { plan: plan.code.clone(), kind, target: None, part: None };
        let new = Effect::Record(RecordAt::NewPart(first), None);
        let effects = RowEffects { open: Some(new.clone()), insert: Some(new), ..RowEffects::default() };
        let cells = vec!["".into(), toned(Text::PartNone.words(book.lang), Tone::Dim), "".into()];
        let line = TableLine::row(effects, cells, explained(book, kind), named);
        listing.lines.push(line.of_kind(Text::Part.words(book.lang), named));
    }
    let known = PartAt::all(plan, kind, None);
    for (place, (at, cells)) in known.iter().zip(parts).enumerate() {
        listing.lines.push(row(book, plan, at, cells));
        if let Some(target) = plan.targets.get(place).filter(|_| kind == PartKind::Target) {
            let measures = PartAt::all(plan, PartKind::Measure, Some(&target.no));
            for (at, measure) in measures.iter().zip(&target.measures) {
                let no = format!("  {}", measure.letter.as_deref().unwrap_or("·"));
                let cells = [no, measure.label.clone(), facts::promise(book.lang, measure)];
                listing.lines.push(row(book, plan, at, cells));
            }
        }
    }
}

fn row(book: &Book, plan: &Plan, at: &PartAt, [no, what, more]: [String; 3]) -> TableLine<RowEffects> {
    let remove = Effect::RemovePart(at.clone(), Box::new(at.value(plan).unwrap_or_default()));
    let name = at.part.as_ref().map(|part| format!("{} {}", part.name, part.nth)).unwrap_or_default();
    let effects = RowEffects {
        open: Some(Effect::Record(RecordAt::Part(at.clone()), None)),
        insert: Some(Effect::Record(RecordAt::NewPart(at.clone()), None)),
        remove: Some(Effect::Ask(Text::AskRemovePart, Box::new(remove))),
        ..RowEffects::default()
    }
    .keyed(format!("{:?} {} {name}", at.kind, at.target.as_deref().unwrap_or_default()));
    let explain = format!("{what}. {}", explained(book, at.kind));
    let kind = if at.kind == PartKind::Measure { PartKind::Target } else { at.kind };
    TableLine::row(effects, vec![toned(no, Tone::Dim), what.into(), toned(more, Tone::Dim)], explain, "")
        .of_kind(Text::Part.words(book.lang), part_words(kind).words(book.lang))
}

fn explained(book: &Book, kind: PartKind) -> String {
    fill(Text::PartExplained.words(book.lang), &[&part_words(kind).words(book.lang)])
}

/// Number, heading and a remark of each part of a kind.
fn described(book: &Book, plan: &Plan, kind: PartKind) -> Vec<[String; 3]> {
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(String::new, crate::domain::day::print_day);
    let who = |parties: &[Party]| parties.iter().map(|who| party(book, who)).collect::<Vec<_>>().join(", ");
    match kind {
        PartKind::Objective => each(&plan.objectives, |o| [o.no.clone(), o.title.clone(), String::new()]),
        PartKind::Target => each(&plan.targets, |t| [t.no.clone(), t.wording.clone(), String::new()]),
        PartKind::Measure => Vec::new(),
        PartKind::Rule => each(&plan.rules, |r| [r.no.clone(), format!("{}: {}", r.label, r.wording), who(&r.who)]),
        PartKind::Activity => {
            each(&plan.activities, |a| [a.no.to_string(), a.content.clone(), a.window.wording.clone()])
        }
        PartKind::Budget => each(&plan.budget, |b| {
            let amount = b.amount.map_or_else(String::new, |n| format!("{} đ", crate::domain::number::print_count(n)));
            [String::new(), b.source.clone(), amount]
        }),
        PartKind::Event => each(&plan.events, |e| [String::new(), e.name.clone(), format!("{} – {}", e.from, e.to)]),
        PartKind::Task => {
            each(&plan.tasks, |t| [t.section.clone().unwrap_or_default(), t.content.clone(), party(book, &t.who)])
        }
        PartKind::Parent => {
            each(&plan.parents, |p| [String::new(), p.title.clone(), p.number.clone().unwrap_or_default()])
        }
        PartKind::Amendment => {
            each(&plan.amendments, |a| [String::new(), format!("{}: {}", a.number, a.title), day(Some(a.on))])
        }
    }
}

fn each<T>(list: &[T], tell: impl Fn(&T) -> [String; 3]) -> Vec<[String; 3]> {
    list.iter().map(tell).collect()
}
