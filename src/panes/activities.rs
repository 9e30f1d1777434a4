//! Hoạt động: the rows of the annexes, what is late first. Knows no key; asks for pages and forms by effects.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::activity::{ActivityState, activity_state, late_days};
use crate::domain::code::PlanCode;
use crate::domain::day::print_day;
use crate::domain::number::{Number, print};
use crate::domain::plan::{Activity, Plan};
use crate::form::work::WorkForm;
use crate::keys::Command;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, ListKind, MenuKind, Outcome, Subject};
use crate::panes::pages::plan::party;
use crate::panes::tabs::Pane;
use crate::panes::tones;
use crate::widgets::Look;
use crate::widgets::table::{Column, Motion, Printed, Table, TableLine, Toned, toned};
use crate::widgets::text::put;
use crate::widgets::theme::Tone;
use crate::words::calendar::activity_mark;
use crate::words::cli::{activity_late, activity_state as state_words};
use crate::words::fill;
use crate::words::screen::Text;

/// Which activities are looked at; an absent part does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActivityScope {
    /// Of one plan.
    pub plan: Option<PlanCode>,
    /// In one state.
    pub state: Option<ActivityState>,
}

/// The list of activities.
#[derive(Debug, Default)]
pub struct ActivitiesPane {
    /// The activities, by plan and number.
    pub table: Table<(PlanCode, u32)>,
    scope: ActivityScope,
    title: String,
}

/// An activity and how it stands.
struct Stood<'a> {
    plan: &'a Plan,
    activity: &'a Activity,
    done: Option<Number>,
    state: ActivityState,
}

impl ActivitiesPane {
    /// Shows other activities.
    pub fn show(&mut self, scope: ActivityScope, book: &Book) {
        self.scope = scope;
        self.table.search("");
        self.fill(book);
        self.table.go(Motion::First);
    }
}

impl Pane for ActivitiesPane {
    fn fill(&mut self, book: &Book) {
        let scope = &self.scope;
        let plans = book.catalog.plans.iter().filter(|plan| scope.plan.as_ref().is_none_or(|code| plan.code == *code));
        let mut found: Vec<Stood<'_>> = plans.flat_map(|plan| stood(book, plan)).collect();
        let count = |state| found.iter().filter(|one| one.state == state).count();
        let [late, running, ahead, done] = ActivityState::ALL.map(count);
        let counts = fill(Text::ActivityCounts.words(book.lang), &[&late, &running, &ahead, &done]);
        let plan = scope.plan.as_ref().and_then(|code| book.catalog.plan(code));
        let of = plan.map_or(Text::AllPlans.words(book.lang), |plan| plan.short.as_str());
        self.title = format!("{of}: {counts}");
        found.retain(|one| scope.state.is_none_or(|state| one.state == state));
        let rank = |state| ActivityState::ALL.iter().position(|one| *one == state);
        found.sort_by_key(|one| (rank(one.state), one.activity.window.to));
        let mut lines = Vec::new();
        let mut state = None;
        for one in &found {
            if state != Some(one.state) {
                state = Some(one.state);
                lines.push(TableLine::gap());
                lines.push(TableLine::heading(state_words(book.lang, one.state).to_uppercase()));
            }
            lines.push(row(book, one));
        }
        self.table.fill(columns(book), lines);
    }

    fn update(&mut self, command: Command, _book: &Book) -> Outcome {
        if let Some(motion) = tones::motion(command) {
            self.table.go(motion);
            return Outcome::Done;
        }
        if tones::sorts(&mut self.table, command) {
            return Outcome::Done;
        }
        let at = self.table.selected().cloned();
        match command {
            Command::Open => at.map(|(plan, no)| Effect::Open(Subject::Activity(plan, no))).into(),
            Command::Edit => at.map(|(plan, no)| Effect::Work(WorkForm::Activity(plan, no))).into(),
            Command::Filter => Outcome::Wants(Effect::Menu(MenuKind::ActivityFilter)),
            Command::ShowBudget => {
                let plan = at.map(|(plan, _)| plan);
                Outcome::Wants(Effect::Open(Subject::List(ListKind::Budget(plan))))
            }
            _ => Outcome::Unknown,
        }
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look, active: bool) {
        put(buffer, area.x + 1, area.y, area.width.saturating_sub(2), &self.title, look.theme.style(Tone::Dim));
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        self.table.draw(body, buffer, look, active);
    }

    fn search(&mut self, query: &str) {
        self.table.search(query);
    }

    fn widen(&mut self, book: &Book) -> bool {
        let narrowed = self.scope != ActivityScope::default();
        if narrowed {
            self.show(ActivityScope::default(), book);
        }
        narrowed
    }

    fn state(&self) -> (&str, usize, &str) {
        self.table.state()
    }

    fn printed(&self, heading: &str, sentence: &str) -> Option<Printed> {
        Some(self.table.printed(heading, sentence))
    }

    fn empty(&self) -> Text {
        Text::NoActivitiesHere
    }
}

fn stood<'a>(book: &Book, plan: &'a Plan) -> Vec<Stood<'a>> {
    let each = plan.activities.iter().map(|activity| {
        let done = book.work.done(&plan.code, activity.no);
        Stood { plan, activity, done, state: activity_state(activity, done, book.today) }
    });
    each.collect()
}

fn columns(book: &Book) -> Vec<Column> {
    let words = |text: Text| text.words(book.lang);
    vec![
        Column::left(words(Text::State), 16, 0),
        Column::flex(words(Text::Activity), 20, 0),
        Column::left(words(Text::DoneOf), 14, 1),
        Column::left(words(Text::Window), 15, 2),
        Column::left(words(Text::Plan), 16, 3),
        Column::left(words(Text::Lead), 20, 4),
    ]
}

/// Mark and word of a state, with the days that it is late.
pub fn state_cell(book: &Book, activity: &Activity, done: Option<Number>) -> Toned {
    let state = activity_state(activity, done, book.today);
    let tone = match state {
        ActivityState::Late => Tone::Bad,
        ActivityState::Running => Tone::Plain,
        ActivityState::NotBegun => Tone::Dim,
        ActivityState::Done => Tone::Good,
    };
    let words = activity_late(book.lang, state, late_days(activity, done, book.today));
    toned(format!("{} {words}", activity_mark(state)), tone)
}

/// `1/2 lớp`.
pub fn quantity(activity: &Activity, done: Option<Number>) -> String {
    let done = done.map_or_else(|| "0".to_owned(), |done| print(done, 0));
    let unit = activity.unit.as_deref().unwrap_or_default();
    let of = activity.quantity.map_or_else(String::new, |quantity| format!("/{}", print(quantity, 0)));
    format!("{done}{of} {unit}").trim_end().to_owned()
}

/// `Tháng 5-7 → từ 01/05/2020 đến hết 31/07/2020`.
pub fn window(book: &Book, activity: &Activity) -> String {
    let window = &activity.window;
    let values: [&dyn std::fmt::Display; 3] = [&window.wording, &print_day(window.from), &print_day(window.to)];
    fill(Text::WindowDays.words(book.lang), &values)
}

fn row(book: &Book, one: &Stood<'_>) -> TableLine<(PlanCode, u32)> {
    let Stood { plan, activity, done, .. } = one;
    let lead = book.office(&activity.lead);
    let cells = vec![
        state_cell(book, activity, *done),
        format!("{}. {}", activity.no, activity.content).into(),
        quantity(activity, *done).into(),
        toned(activity.window.wording.as_str(), Tone::Dim),
        toned(plan.short.as_str(), Tone::Dim),
        lead.into(),
    ];
    let partners: Vec<String> = activity.partners.iter().map(|who| party(book, who)).collect();
    let mut explain =
        format!("{}: {}. {}: {lead}", activity.content, window(book, activity), Text::Lead.words(book.lang));
    if !partners.is_empty() {
        let _ = write!(explain, "; {}: {}", Text::Partners.words(book.lang).to_lowercase(), partners.join(", "));
    }
    explain += ".";
    if let Some(note) = book.work.note(&plan.code, activity.no) {
        let _ = write!(explain, " {note}.");
    }
    TableLine::row((plan.code.clone(), activity.no), cells, explain, &format!("{lead} {}", plan.title))
}
