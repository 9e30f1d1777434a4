//! Inspections, those whose findings are owed first; Enter opens the form, Ins adds one.

use crate::domain::code::PlanCode;
use crate::domain::day::print_day;
use crate::domain::inspection::{InspectionState, inspection_state};
use crate::form::work::WorkForm;
use crate::panes::book::Book;
use crate::panes::effect::Effect;
use crate::panes::pages::list::{Listing, RowEffects};
use crate::store::InspectionRecord;
use crate::widgets::table::{Column, TableLine, toned};
use crate::widgets::theme::Tone;
use crate::words::inspection as words_of;
use crate::words::screen::Text;

/// The list of one plan's inspections, or of all.
pub fn listing(book: &Book, only: Option<&PlanCode>) -> Listing {
    let words = |text: Text| text.words(book.lang);
    let wanted = |record: &&InspectionRecord| only.is_none_or(|only| record.inspection.plan == *only);
    let mut found: Vec<&InspectionRecord> = book.work.inspections.iter().filter(wanted).collect();
    found.sort_by_key(|record| inspection_state(&record.inspection, book.today));
    // A new one belongs to the plan asked for, else to the first that runs; the form lets it be changed.
    let running = || book.catalog.plans.iter().find(|plan| plan.from <= book.today && book.today <= plan.to);
    let plan = only.cloned().or_else(|| running().or(book.catalog.plans.last()).map(|plan| plan.code.clone()));
    let insert = plan.map(|plan| Effect::Work(WorkForm::Inspection(plan, None)));
    Listing {
        title: words(Text::InspectionList).to_owned(),
        columns: vec![
            Column::left(words(Text::State), 18, 0),
            Column::left(words(Text::Day), 23, 2),
            Column::flex(words(Text::Inspected), 18, 0),
            Column::left(words(Text::Kind), 9, 3),
            Column::flex(words(Text::Team), 16, 4),
            Column::left(words(Text::Plan), 14, 1),
        ],
        lines: found.into_iter().map(|record| row(book, record, insert.as_ref())).collect(),
        empty: Text::NoInspections,
        insert,
    }
}

fn row(book: &Book, record: &InspectionRecord, insert: Option<&Effect>) -> TableLine<RowEffects> {
    let inspection = &record.inspection;
    let state = inspection_state(inspection, book.today);
    let tone = match state {
        InspectionState::FindingsOwed => Tone::Bad,
        InspectionState::Found => Tone::Warn,
        InspectionState::Running => Tone::Plain,
        InspectionState::Planned => Tone::Dim,
        InspectionState::Closed => Tone::Good,
    };
    let plan = book.catalog.plan(&inspection.plan).map_or(inspection.plan.as_str(), |plan| plan.short.as_str());
    let team = words_of::team(&book.catalog, &inspection.team);
    let inspected = words_of::party(&book.catalog, &inspection.inspected);
    let cells = vec![
        toned(format!("{} {}", words_of::mark(state), words_of::state(book.lang, state)), tone),
        format!("{}–{}", print_day(inspection.from), print_day(inspection.to)).into(),
        inspected.as_str().into(),
        words_of::kind(book.lang, inspection.kind).into(),
        team.as_str().into(),
        toned(plan, Tone::Dim),
    ];
    let parts = [(Text::Findings, &inspection.findings), (Text::FollowUp, &inspection.follow_up)];
    let told =
        parts.into_iter().filter_map(|(head, text)| Some(format!(" {}: {}", head.words(book.lang), text.as_ref()?)));
    let explain =
        format!("{inspected} – {}: {team}.{}", Text::Team.words(book.lang).to_lowercase(), told.collect::<String>());
    let open = Effect::Work(WorkForm::Inspection(inspection.plan.clone(), Some(record.no)));
    let effects =
        RowEffects { open: Some(open), insert: insert.cloned(), ..RowEffects::default() }.keyed(record.no.to_string());
    TableLine::row(effects, cells, explain, plan)
        .of_kind(Text::State.words(book.lang), words_of::state(book.lang, state))
        .of_kind(Text::Kind.words(book.lang), words_of::kind(book.lang, inspection.kind))
        .of_kind(Text::Plan.words(book.lang), plan)
}
