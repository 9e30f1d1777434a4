//! The leaders' page: four totals and the rate, measures by status, the offices to remind first, each plan. Every number
//! leads to what it counts.

use std::cmp::Reverse;

use crate::domain::day::print_day;
use crate::domain::duty::{Total, Totals};
use crate::domain::judge::Status;
use crate::domain::number::print_count;
use crate::domain::plan::Plan;
use crate::domain::text::sort_key;
use crate::keys::Command;
use crate::panes::book::{Book, DutyScope};
use crate::panes::effect::{Effect, Subject};
use crate::panes::pages::list::{Listing, RowEffects};
use crate::panes::reports::total_words;
use crate::panes::{offices, plans, tones};
use crate::widgets::table::{Column, TableLine, Toned, toned};
use crate::widgets::theme::Tone;
use crate::words::fill;
use crate::words::judgement::capital;
use crate::words::screen::Text;

/// How many offices are named.
const WORST: usize = 5;

/// The page.
pub fn listing(book: &Book) -> Listing {
    let words = |text: Text| text.words(book.lang);
    let totals = book.totals(|_| true);
    let sections = [
        (Text::HeadReports, four(book, &totals)),
        (Text::HeadMeasures, by_status(book)),
        (Text::HeadWorst, worst(book)),
        (Text::HeadPerPlan, each_plan(book)),
    ];
    let section = |(head, rows): (Text, Vec<TableLine<RowEffects>>)| {
        let rows = rows.into_iter().map(move |row| row.of_kind(words(Text::Part), words(head).to_lowercase()));
        [TableLine::gap(), TableLine::heading(words(head))].into_iter().chain(rows).collect::<Vec<_>>()
    };
    let lines = sections.into_iter().flat_map(section).collect();
    Listing {
        title: fill(words(Text::LeadersTitle), &[&print_day(book.today)]),
        columns: vec![
            Column::flex("", 30, 0),
            Column::right(words(Text::Count), 9, 0),
            Column::right(words(Text::Rate), 9, 1),
            Column::flex(words(Text::MeasuresBy), 24, 2),
        ],
        lines,
        empty: Text::EmptyFile,
        insert: None,
    }
}

fn row(book: &Book, open: Effect, [name, count, rate]: [Toned; 3], more: String) -> TableLine<RowEffects> {
    let opens = if matches!(open, Effect::Open(_)) { Text::OpensPlan } else { Text::OpensList };
    let explain = fill(opens.words(book.lang), &[&name.text, &count.text]);
    TableLine::row(RowEffects::from(open), vec![name, count, rate, toned(more, Tone::Dim)], explain, "")
}

fn count(number: u64, tone: Tone) -> Toned {
    let words = print_count(i64::try_from(number).unwrap_or(i64::MAX));
    toned(words, if number == 0 { Tone::Dim } else { tone })
}

fn late(totals: &Totals) -> Toned {
    count(totals.open_overdue, Tone::Bad)
}

/// The four totals, and the rate that follows from them.
fn four(book: &Book, totals: &Totals) -> Vec<TableLine<RowEffects>> {
    let tone = |total| match total {
        Total::DoneOnTime => Tone::Good,
        Total::DoneLate => Tone::Warn,
        Total::OpenInTerm => Tone::Plain,
        Total::OpenOverdue => Tone::Bad,
    };
    let each = [Total::DoneOnTime, Total::DoneLate, Total::OpenInTerm, Total::OpenOverdue];
    let rows = each.into_iter().map(|total| {
        let scope = DutyScope { total: Some(total), ..DutyScope::default() };
        let name = capital(total_words(book.lang, total));
        row(book, Effect::Duties(scope), [name.into(), count(totals.of(total), tone(total)), "".into()], String::new())
    });
    let name = Text::Rate.words(book.lang);
    let cells = vec![name.into(), toned(tones::rate(totals), Tone::Strong), "".into(), "".into()];
    let explain = Text::RateExplained.words(book.lang).to_owned();
    let rate = TableLine::row(RowEffects::from(Effect::Run(Command::GoOffices)), cells, explain, "");
    rows.chain([rate]).collect()
}

fn by_status(book: &Book) -> Vec<TableLine<RowEffects>> {
    let each = [Status::Missed, Status::Behind, Status::NoData, Status::NotJudged, Status::OnTrack, Status::Met];
    let verdicts = || book.judged.iter().flat_map(|plan| &plan.verdicts);
    let line = |status| {
        let found = verdicts().filter(|(_, verdict)| verdict.status == status).count() as u64;
        let name = tones::verdict(book.lang, status);
        row(book, Effect::Measures(status), [name, count(found, tones::of_status(status)), "".into()], String::new())
    };
    each.into_iter().map(line).collect()
}

/// Each plan, what is overdue and not met first.
fn each_plan(book: &Book) -> Vec<TableLine<RowEffects>> {
    let missed = |plan: &Plan| {
        let judged = book.judged(&plan.code).map_or(&[][..], |judged| judged.verdicts.as_slice());
        judged.iter().filter(|(_, verdict)| verdict.status == Status::Missed).count()
    };
    let by_plan = book.totals_by_plan();
    let of = |plan: &Plan| by_plan.get(plan.code.as_str()).copied().unwrap_or_default();
    let mut plans: Vec<&Plan> = book.catalog.plans.iter().collect();
    plans.sort_by_cached_key(|plan| Reverse((of(plan).open_overdue, missed(plan))));
    let line = |plan: &Plan| {
        let of = of(plan);
        let cells = [plan.short.as_str().into(), late(&of), toned(tones::rate(&of), Tone::Plain)];
        row(book, Effect::Open(Subject::Plan(plan.code.clone())), cells, plans::statuses(book, plan))
    };
    plans.into_iter().map(line).collect()
}

/// The offices with most overdue.
fn worst(book: &Book) -> Vec<TableLine<RowEffects>> {
    let mut owing: Vec<_> = offices::owed(book).into_iter().filter(|(_, owes)| owes.totals.open_overdue > 0).collect();
    owing.sort_by_cached_key(|(code, owes)| {
        (Reverse(owes.totals.open_overdue), owes.totals.rate(), sort_key(book.office(code)))
    });
    if owing.is_empty() {
        return vec![TableLine::note(Text::NobodyLate.words(book.lang))];
    }
    let line = |(code, owes): (_, offices::Owes)| {
        let cells = [
            toned(book.office(&code), Tone::Plain).beside(book.which(&code)),
            late(&owes.totals),
            toned(tones::rate(&owes.totals), Tone::Plain),
        ];
        let scope = DutyScope { total: Some(Total::OpenOverdue), office: Some(code), ..DutyScope::default() };
        row(book, Effect::Duties(scope), cells, String::new())
    };
    owing.into_iter().take(WORST).map(line).collect()
}
