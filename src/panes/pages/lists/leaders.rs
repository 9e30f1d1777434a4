//! Summary for leaders: four totals and the rate, measures by status, the most overdue offices, each plan. Every number
//! opens what it counts.

use std::cmp::Reverse;

use crate::domain::assessment::MeasureStatus;
use crate::domain::duty::{Total, Totals};
use crate::domain::plan::Plan;
use crate::domain::text::sort_key;
use crate::i18n::assessment::capitalize;
use crate::i18n::screen::Text;
use crate::i18n::{Lang, display, facts, fill_placeholders};
use crate::keys::Command;
use crate::panes::effect::{Effect, PageSubject};
use crate::panes::pages::listing::{Listing, RowEffects};
use crate::panes::read_model::ReadModel;
use crate::panes::reports::total_text;
use crate::panes::scope::DutyScope;
use crate::panes::{cells, plans};
use crate::store::OfficeCount;
use crate::widgets::table::{Column, StyledText, TableLine, styled};
use crate::widgets::theme::Tone;

/// Maximum number of offices listed.
const MAX_WORST_OFFICES: usize = 5;

/// Builds the page.
pub fn listing(model: &ReadModel) -> Listing {
    let words = |text: Text| text.text(model.lang);
    let totals = model.totals(|_, _| true);
    let sections = [
        (Text::HeadReports, total_rows(model, &totals)),
        (Text::HeadMeasures, status_rows(model)),
        (Text::HeadWorst, worst_office_rows(model)),
        (Text::HeadPerPlan, plan_rows(model)),
    ];
    let section = |(head, rows): (Text, Vec<TableLine<RowEffects>>)| {
        let rows = rows
            .into_iter()
            .map(move |row| row.with_facet(words(Text::Part), words(head).to_lowercase()));
        [TableLine::blank_line(), TableLine::heading(words(head))]
            .into_iter()
            .chain(rows)
            .collect::<Vec<_>>()
    };
    let lines = sections.into_iter().flat_map(section).collect();
    Listing {
        title: fill_placeholders(
            words(Text::LeadersTitle),
            &[&display::day(model.lang, model.today)],
        ),
        columns: vec![
            Column::flexible("", 30, 0),
            Column::right_aligned(words(Text::Count), 9, 0),
            Column::right_aligned(words(Text::Rate), 9, 1),
            Column::flexible(words(Text::MeasuresByStatus), 24, 2),
        ],
        lines,
        empty: Text::EmptyFile,
        insert: None,
    }
}

fn leader_row(
    model: &ReadModel,
    open: Effect,
    [name, count, rate]: [StyledText; 3],
    more: String,
) -> TableLine<RowEffects> {
    let opens = if matches!(open, Effect::OpenPage(_)) {
        Text::OpensPlan
    } else {
        Text::OpensList
    };
    let explain = fill_placeholders(opens.text(model.lang), &[&name.text, &count.text]);
    TableLine::row(
        RowEffects::from(open),
        vec![name, count, rate, styled(more, Tone::Dim)],
        explain,
        "",
    )
}

fn count_cell(lang: Lang, number: u64, tone: Tone) -> StyledText {
    let words = display::count(lang, i64::try_from(number).unwrap_or(i64::MAX));
    styled(words, if number == 0 { Tone::Dim } else { tone })
}

fn overdue_cell(lang: Lang, totals: &Totals) -> StyledText {
    count_cell(lang, totals.open_overdue, Tone::Bad)
}

/// The four totals, and the rates that follow from them.
fn total_rows(model: &ReadModel, totals: &Totals) -> Vec<TableLine<RowEffects>> {
    let tone = |total| match total {
        Total::DoneOnTime => Tone::Good,
        Total::DoneLate => Tone::Warn,
        Total::OpenWithinDeadline => Tone::Plain,
        Total::OpenOverdue => Tone::Bad,
    };
    let each = [
        Total::DoneOnTime,
        Total::DoneLate,
        Total::OpenWithinDeadline,
        Total::OpenOverdue,
    ];
    let rows = each.into_iter().map(|total| {
        let scope = DutyScope {
            total: Some(total),
            ..DutyScope::default()
        };
        let name = capitalize(total_text(model.lang, total));
        leader_row(
            model,
            Effect::ShowDuties(scope),
            [
                name.into(),
                count_cell(model.lang, totals.get(total), tone(total)),
                "".into(),
            ],
            String::new(),
        )
    });
    let rate_row = |name: Text, rate: String, explanation: Text| {
        let cells = vec![
            name.text(model.lang).into(),
            styled(rate, Tone::Strong),
            "".into(),
            "".into(),
        ];
        TableLine::row(
            RowEffects::from(Effect::RunCommand(Command::GoOffices)),
            cells,
            explanation.text(model.lang).to_owned(),
            "",
        )
    };
    let rates = [
        rate_row(
            Text::SubmissionRate,
            cells::format_rate(model.lang, totals),
            Text::RateExplained,
        ),
        rate_row(
            Text::OnTimeRate,
            cells::format_on_time_rate(model.lang, totals),
            Text::OnTimeRateExplained,
        ),
    ];
    rows.chain(rates).collect()
}

fn status_rows(model: &ReadModel) -> Vec<TableLine<RowEffects>> {
    let plans = &model.catalog.plans;
    // Every plan is asked for, so that all are requested.
    let missing = plans.iter().filter(|plan| !model.is_plan_assessed(plan));
    let is_whole = missing.count() == 0;
    let line = |status| {
        let found: usize = plans
            .iter()
            .map(|plan| count_in_status(model, plan, status))
            .sum();
        let count = if is_whole {
            count_cell(model.lang, found as u64, cells::status_tone(status))
        } else {
            styled(cells::PENDING, Tone::Dim)
        };
        let name = styled(
            format!(
                "{} {}",
                facts::measure_status_mark(status),
                facts::measure_status(model.lang, status)
            ),
            cells::status_tone(status),
        );
        leader_row(
            model,
            Effect::ShowMeasures(status),
            [name, count, "".into()],
            String::new(),
        )
    };
    MeasureStatus::ALL.map(line).into()
}

/// Number of a plan's measures that are known to be in a status.
fn count_in_status(model: &ReadModel, plan: &Plan, status: MeasureStatus) -> usize {
    let known = plan
        .measures()
        .filter_map(|(id, ..)| model.listed_assessment(&id));
    known.filter(|verdict| verdict.status == status).count()
}

/// Rows of the plans, those with overdue reports and unmet targets first.
fn plan_rows(model: &ReadModel) -> Vec<TableLine<RowEffects>> {
    let missed = |plan: &Plan| count_in_status(model, plan, MeasureStatus::Missed);
    let by_plan = model.totals_by_plan();
    let of = |plan: &Plan| by_plan.get(plan.code.as_str()).copied().unwrap_or_default();
    let mut plans: Vec<&Plan> = model.catalog.plans.iter().collect();
    plans.sort_by_cached_key(|plan| Reverse((of(plan).open_overdue, missed(plan))));
    let line = |plan: &Plan| {
        let of = of(plan);
        let cells = [
            plan.short_name.as_str().into(),
            overdue_cell(model.lang, &of),
            styled(cells::format_rate(model.lang, &of), Tone::Plain),
        ];
        leader_row(
            model,
            Effect::OpenPage(PageSubject::Plan(plan.code.clone())),
            cells,
            plans::status_summary(model, plan),
        )
    };
    plans.into_iter().map(line).collect()
}

/// Rows of the offices with the most overdue reports.
fn worst_office_rows(model: &ReadModel) -> Vec<TableLine<RowEffects>> {
    let counts = model.office_counts();
    let mut owing: Vec<&OfficeCount> = counts
        .iter()
        .filter(|owes| owes.totals.open_overdue > 0)
        .collect();
    owing.sort_by_cached_key(|owes| {
        (
            Reverse(owes.totals.open_overdue),
            owes.totals.rate(),
            sort_key(model.office_name(&owes.office)),
        )
    });
    if owing.is_empty() {
        return vec![TableLine::note(Text::NobodyLate.text(model.lang))];
    }
    let line = |owes: &OfficeCount| {
        let code = &owes.office;
        let cells = [
            styled(model.office_name(code), Tone::Plain).with_suffix(model.office_qualifier(code)),
            overdue_cell(model.lang, &owes.totals),
            styled(cells::format_rate(model.lang, &owes.totals), Tone::Plain),
        ];
        let scope = DutyScope {
            total: Some(Total::OpenOverdue),
            office: Some(code.clone()),
            ..DutyScope::default()
        };
        leader_row(model, Effect::ShowDuties(scope), cells, String::new())
    };
    owing
        .into_iter()
        .take(MAX_WORST_OFFICES)
        .map(line)
        .collect()
}
