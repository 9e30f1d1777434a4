//! Chỉ tiêu: every measure with its promise, newest figure, line and verdict. Knows no key.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::code::{MeasureId, OfficeCode, PlanCode};
use crate::domain::comment::About;
use crate::domain::entry::{is_in_line, offices_of};
use crate::domain::judge::{Judgement, Status};
use crate::domain::period::Period;
use crate::domain::plan::{Measure, Plan, Target};
use crate::domain::star::Starred;
use crate::keys::Command;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, MenuKind, Outcome, SheetAt, Subject};
use crate::panes::pages::lists::below;
use crate::panes::tabs::Pane;
use crate::panes::{remarks, tones};
use crate::widgets::Look;
use crate::widgets::table::{Column, Motion, Printed, Table, TableLine, toned};
use crate::widgets::text::put;
use crate::widgets::theme::Tone;
use crate::words::screen::Text;
use crate::words::{facts, fill};

/// The list of measures.
#[derive(Debug, Default)]
pub struct TargetsPane {
    /// The measures.
    pub table: Table<MeasureId>,
    plan: Option<PlanCode>,
    status: Option<Status>,
    title: String,
}

impl TargetsPane {
    /// Whose targets are shown.
    pub fn plan(&self) -> Option<&PlanCode> {
        self.plan.as_ref()
    }

    /// Whose targets and how they stand, in words.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Shows the targets of one plan, or of all.
    pub fn show(&mut self, plan: Option<PlanCode>, book: &Book) {
        self.plan = plan;
        self.status = None;
        self.table.search("");
        self.fill(book);
        self.table.go(Motion::First);
    }
}

impl TargetsPane {
    /// Shows the measures in one status, of every plan.
    pub fn show_status(&mut self, status: Status, book: &Book) {
        self.show(None, book);
        self.status = Some(status);
        self.fill(book);
        self.table.go(Motion::First);
    }
}

impl Pane for TargetsPane {
    fn fill(&mut self, book: &Book) {
        let plans = book.catalog.plans.iter().filter(|plan| self.plan.as_ref().is_none_or(|code| plan.code == *code));
        let among = match (&self.plan, self.table.sorted()) {
            (Some(_), _) => Among::OnePlan,
            (None, None) => Among::Headed,
            (None, Some(_)) => Among::Mixed,
        };
        let mut lines = Vec::new();
        for plan in plans {
            in_order((book, plan, among), &mut lines);
        }
        if let Some(status) = self.status {
            let fits = |id: &MeasureId| book.verdict(id).map(|verdict| verdict.status) == Some(status);
            lines.retain(|line| line.key.as_ref().is_none_or(fits));
        }
        self.table.fill(columns(book, among), lines);
        let plan = self.plan.as_ref().and_then(|code| book.catalog.plan(code));
        self.title = plan.map_or_else(
            || Text::AllPlans.words(book.lang).to_owned(),
            |plan| format!("{} · {}", plan.short, super::plans::statuses(book, plan)),
        );
        if let Some(status) = self.status {
            self.title = format!("{} · {}", self.title, facts::status(book.lang, status));
        }
    }

    fn update(&mut self, command: Command, book: &Book) -> Outcome {
        if let Some(motion) = tones::motion(command) {
            self.table.go(motion);
            return Outcome::Done;
        }
        if tones::sorts(&mut self.table, command) {
            self.fill(book);
            return Outcome::Done;
        }
        let measure = self.table.selected().cloned();
        match command {
            Command::Open => measure.map(|id| Effect::Open(Subject::Measure(id))).into(),
            Command::Star => measure.map(|id| remarks::star(book, Starred::Measure(id))).into(),
            Command::Comment => measure.map(|id| Effect::Comment(About::Measure(id))).into(),
            Command::Below => measure.map(|id| below::of_measure(book, &id)).into(),
            Command::Edit => measure.map(|id| Effect::Sheet(sheet_of(book, &id))).into(),
            Command::Filter => Outcome::Wants(Effect::Menu(MenuKind::TargetFilter)),
            _ => Outcome::Unknown,
        }
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look, _active: bool) {
        let only = fill(Text::OnlyOf.words(look.lang), &[&self.title]);
        let title = if self.plan.is_some() { &only } else { &self.title };
        put(buffer, area.x + 1, area.y, area.width.saturating_sub(2), title, look.theme.style(Tone::Dim));
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        self.table.draw(body, buffer, look, true);
    }

    fn search(&mut self, query: &str) {
        self.table.search(query);
    }

    fn widen(&mut self, book: &Book) -> bool {
        let narrowed = self.plan.is_some() || self.status.is_some();
        if narrowed {
            self.show(None, book);
        }
        narrowed
    }

    fn state(&self) -> (&str, usize, &str) {
        self.table.state()
    }

    fn place(&self) -> usize {
        self.table.place()
    }

    fn printed(&self, heading: &str, sentence: &str) -> Option<Printed> {
        Some(self.table.printed(heading, sentence))
    }

    fn empty(&self) -> Text {
        Text::NoTargetsHere
    }
}

/// The sheet of one's own office where it answers for the measure, itself or through whom it took over from, else of the
/// first that does.
pub fn sheet_of(book: &Book, id: &MeasureId) -> SheetAt {
    let office = book.catalog.measure(id).and_then(|(plan, _, measure)| {
        let day = book.today.clamp(plan.from, plan.to);
        let period = Period::containing(day, measure.frequency, plan.data_period)?;
        let answering = offices_of(&book.catalog, plan, measure, period);
        let is_own = |office: &&OfficeCode| book.own.as_ref().is_some_and(|own| is_in_line(&book.catalog, own, office));
        answering.iter().find(is_own).or(answering.first()).cloned()
    });
    SheetAt { office, plan: Some(id.plan()), measure: Some(id.clone()), ..SheetAt::default() }
}

/// Among what a row stands, and so whether it has to name its plan.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Among {
    /// Rows of one plan.
    OnePlan,
    /// Rows of all plans, each below its plan's heading.
    Headed,
    /// Rows of all plans, mixed.
    Mixed,
}

type Of<'a> = (&'a Book, &'a Plan, Among);

fn columns(book: &Book, among: Among) -> Vec<Column> {
    let words = |text: Text| text.words(book.lang);
    let mut columns = vec![
        Column::left("", 5, 0),
        Column::flex(words(Text::Target), 24, 0),
        Column::left(words(Text::Promise), 15, 2),
        Column::right(words(Text::Reached), 9, 0),
        Column::left(words(Text::Period), 8, 4),
        Column::right(words(Text::Line), 8, 3),
        Column::left(words(Text::Verdict), 17, 0),
    ];
    if among == Among::Mixed {
        columns.insert(PLAN, Column::left(words(Text::Plan), 18, 1));
    }
    columns
}

/// Where the plan's name stands among the columns.
const PLAN: usize = 2;

fn in_order(of: Of<'_>, lines: &mut Vec<TableLine<MeasureId>>) {
    let (_, plan, among) = of;
    if among == Among::Headed && !plan.targets.is_empty() {
        lines.push(TableLine::gap());
        lines.push(TableLine::heading(plan.short.to_uppercase()));
    }
    let mut objective: Option<&str> = None;
    for (id, target, measure) in plan.measures() {
        if target.objective.as_deref() != objective {
            objective = target.objective.as_deref();
            if let Some(found) = plan.objectives.iter().find(|o| Some(o.no.as_str()) == objective) {
                lines.push(TableLine::subheading(format!("{}  {}", found.no, found.title)));
            }
        }
        lines.push(row(of, &id, target, measure));
    }
}

/// The same, with the mark of what is followed up.
fn starred_number(book: &Book, id: &MeasureId) -> String {
    let star = if remarks::has_star(book, id) { String::from(remarks::STAR) } else { String::new() };
    format!("{}{star}", number(id))
}

/// The number of a measure in its plan: `3.2a`.
pub fn number(id: &MeasureId) -> &str {
    id.as_str().split('/').nth(1).unwrap_or_default()
}

fn row((book, plan, among): Of<'_>, id: &MeasureId, target: &Target, measure: &Measure) -> TableLine<MeasureId> {
    // Figures that were not read yet.
    let bare = Judgement::bare(Status::NoData, None);
    let verdict = book.verdict(id).unwrap_or(&bare);
    let figure = verdict.figure.as_ref();
    let reached = figure.map_or_else(
        || "–".to_owned(),
        |figure| match (&figure.value, figure.milestone) {
            (Some(value), _) => facts::reached(measure, value),
            (None, Some(state)) => facts::milestone(book.lang, state).to_owned(),
            (None, None) => "–".to_owned(),
        },
    );
    let mut cells = vec![
        toned(starred_number(book, id), Tone::Dim),
        measure.label.as_str().into(),
        facts::promise(book.lang, measure).into(),
        if verdict.is_estimate() { toned(format!("≈{reached}"), Tone::Plain) } else { reached.into() },
        toned(figure.map_or_else(String::new, |figure| facts::period_short(book.lang, figure.period)), Tone::Dim),
        verdict.line.as_ref().map_or_else(String::new, |line| facts::reached(measure, line)).into(),
        tones::verdict(book.lang, verdict.status),
    ];
    if among == Among::Mixed {
        cells.insert(PLAN, toned(plan.short.as_str(), Tone::Dim));
    }
    let of = if among == Among::OnePlan { String::new() } else { format!(" ({})", plan.short) };
    let explain = format!("{}{of}: {}", number(id), facts::explain(book.lang, &book.catalog, plan, measure, verdict));
    TableLine::row(id.clone(), cells, explain, &format!("{} {}", target.wording, plan.short))
}
