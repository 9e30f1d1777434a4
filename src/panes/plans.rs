//! Kế hoạch: the plans, how many of their measures stand how, what is missing. Knows no key.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::code::PlanCode;
use crate::domain::gap;
use crate::domain::judge::Status;
use crate::domain::plan::Plan;
use crate::keys::Command;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, ListKind, Outcome, RecordAt, SheetAt, Subject};
use crate::panes::tabs::Pane;
use crate::panes::{narrow, tones};
use crate::widgets::Look;
use crate::widgets::row_kind::RowKind;
use crate::widgets::table::{Column, Printed, Table, TableLine, Toned, toned};
use crate::widgets::theme::Tone;
use crate::words::screen::Text;
use crate::words::{facts, fill};
use chrono::Datelike;

/// The list of plans.
#[derive(Debug, Default)]
pub struct PlansPane {
    /// The plans.
    pub table: Table<PlanCode>,
}

impl Pane for PlansPane {
    fn fill(&mut self, book: &Book) {
        let mut plans: Vec<&Plan> = book.catalog.plans.iter().collect();
        plans.sort_by_key(|plan| (plan.to < book.today, std::cmp::Reverse(plan.to)));
        let totals = book.totals_by_plan();
        let late = |plan: &Plan| totals.get(plan.code.as_str()).map_or(0, |of| of.open_overdue);
        let lines = plans.into_iter().map(|plan| row(book, plan, late(plan))).collect();
        let words = |text: Text| text.words(book.lang);
        let columns = vec![
            Column::flex(words(Text::Plan), 22, 0),
            Column::left(words(Text::Number), 13, 5),
            Column::left(words(Text::Years), 9, 4),
            Column::left(words(Text::State), 10, 3),
            Column::flex(words(Text::MeasuresBy), 24, 2),
            Column::right(words(Text::Overdue), 8, 1),
            Column::right(words(Text::Gaps), 8, 3),
        ];
        self.table.fill(columns, lines);
    }

    fn update(&mut self, command: Command, _book: &Book) -> Outcome {
        if let Some(motion) = tones::motion(command) {
            self.table.go(motion);
            return Outcome::Done;
        }
        if tones::sorts(&mut self.table, command) {
            return Outcome::Done;
        }
        if let Some(outcome) = narrow::act(&mut self.table, command) {
            return outcome;
        }
        let plan = self.table.selected().cloned();
        match command {
            Command::Open => plan.map(|plan| Effect::Open(Subject::Plan(plan))).into(),
            Command::Insert => Outcome::Wants(Effect::Record(RecordAt::Plan(None), None)),
            Command::EditRecord => list(plan.map(ListKind::Parts), Text::NeedsPlan),
            Command::ShowGaps => list(Some(ListKind::Gaps(plan)), Text::NeedsPlan),
            Command::CopyPlan => match plan {
                Some(plan) => Outcome::Wants(Effect::Record(RecordAt::CopyOf(plan), None)),
                None => Outcome::Wants(Effect::Say(Text::NeedsPlan)),
            },
            Command::Edit => Outcome::Wants(Effect::Sheet(SheetAt { plan, ..SheetAt::default() })),
            _ => Outcome::Unknown,
        }
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look, active: bool) {
        let rows = narrow::draw_head(&self.table, area, buffer, look);
        self.table.draw(rows, buffer, look, active);
    }

    fn search(&mut self, query: &str) {
        self.table.search(query);
    }

    fn narrow(&mut self, kind: Option<RowKind>) {
        self.table.narrow(kind);
    }

    fn state(&self) -> (&str, usize, &str) {
        self.table.state()
    }

    fn place(&self) -> usize {
        self.table.place()
    }

    fn empty(&self) -> Text {
        narrow::nothing(&self.table, Text::NothingFound)
    }

    fn printed(&self, heading: &str, sentence: &str) -> Option<Printed> {
        Some(self.table.printed(heading, sentence))
    }
}

/// A list over the pane; without one, why not.
fn list(kind: Option<ListKind>, why: Text) -> Outcome {
    Outcome::Wants(kind.map_or(Effect::Say(why), |kind| Effect::Open(Subject::List(kind))))
}

fn row(book: &Book, plan: &Plan, late: u64) -> TableLine<PlanCode> {
    let gaps = gap::gaps(plan).len() + gap::decisions(&book.catalog, plan, book.today).len();
    let years = if plan.from.year() == plan.to.year() {
        plan.from.year().to_string()
    } else {
        format!("{}–{}", plan.from.year(), plan.to.year())
    };
    let count = |n: usize, tone| {
        toned(if n == 0 { "–".to_owned() } else { n.to_string() }, if n == 0 { Tone::Dim } else { tone })
    };
    let cells = vec![
        plan.short.as_str().into(),
        plan.number.as_deref().unwrap_or("–").into(),
        years.into(),
        state(book, plan),
        statuses(book, plan).into(),
        count(usize::try_from(late).unwrap_or(usize::MAX), Tone::Bad),
        count(gaps, Tone::Warn),
    ];
    let explain = fill(
        Text::PlanExplained.words(book.lang),
        &[&plan.title, &plan.targets.len(), &plan.measures().count(), &plan.rules.len(), &gaps],
    );
    let (state, gap) = (cells[3].text.clone(), if gaps == 0 { Text::WithoutGaps } else { Text::WithGaps });
    let late = if late == 0 { Text::WithoutOverdue } else { Text::WithOverdue };
    TableLine::row(plan.code.clone(), cells, explain, &format!("{} {}", plan.title, plan.code))
        .of_kind(Text::State.words(book.lang), state)
        .of_kind(Text::Overdue.words(book.lang), late.words(book.lang))
        .of_kind(Text::Gaps.words(book.lang), gap.words(book.lang))
}

fn state(book: &Book, plan: &Plan) -> Toned {
    let text = if book.today < plan.from {
        Text::PlanAhead
    } else if book.today > plan.to {
        Text::PlanEnded
    } else {
        Text::PlanRunning
    };
    toned(text.words(book.lang), if text == Text::PlanRunning { Tone::Plain } else { Tone::Dim })
}

/// `2 không đạt, 14 đạt …`, the worst first.
pub fn statuses(book: &Book, plan: &Plan) -> String {
    if plan.targets.is_empty() {
        return Text::NoTargets.words(book.lang).to_owned();
    }
    let verdicts = book.judged(&plan.code).map_or(&[][..], |judged| judged.verdicts.as_slice());
    let order = [Status::Missed, Status::Behind, Status::Met, Status::OnTrack, Status::NoData, Status::NotJudged];
    let parts = order.iter().filter_map(|status| {
        let count = verdicts.iter().filter(|(_, verdict)| verdict.status == *status).count();
        (count > 0).then(|| format!("{count} {}", facts::status(book.lang, *status)))
    });
    parts.collect::<Vec<_>>().join(", ")
}
