//! Hôm nay: what is overdue, what is due soon, what waits for me. Knows no key; asks for pages and forms by effects.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::code::{OfficeCode, PlanCode, RuleId};
use crate::domain::duty::{DutyKey, DutyState, Totals};
use crate::domain::estimate::{DueEstimate, counted_by_period};
use crate::domain::figure::Cell;
use crate::domain::period::Period;
use crate::keys::Command;
use crate::panes::book::{Book, DutyScope, OwedDuty};
use crate::panes::effect::{Effect, ListKind, Outcome, SheetAt, Subject};
use crate::panes::sheet::places;
use crate::panes::tabs::Pane;
use crate::panes::{duty_rows, narrow, tones};
use crate::widgets::Look;
use crate::widgets::row_kind::RowKind;
use crate::widgets::table::{Column, Printed, Table, TableLine, Toned, toned};
use crate::widgets::text::put;
use crate::widgets::theme::Tone;
use crate::words::judgement::capital;
use crate::words::screen::Text;
use crate::words::{facts, fill};

/// So many duties of one rule and period stand one by one; more are one row.
const ONE_BY_ONE: usize = 4;

/// What a row stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// One duty.
    Duty(DutyKey),
    /// Many of the same rule, period and state.
    Many(DutyScope),
    /// Estimates of a plan's period whose official figure is due.
    Estimates(PlanCode, Period),
    /// Cells in which something is typed and not saved: the first of them.
    Unsaved(Cell),
}

impl Matter {
    fn duty(&self) -> Option<&DutyKey> {
        match self {
            Matter::Duty(key) => Some(key),
            Matter::Many(_) | Matter::Estimates(..) | Matter::Unsaved(_) => None,
        }
    }
}

/// The duties that a row stands for.
fn duties(book: &Book, matter: &Matter) -> Vec<DutyKey> {
    match matter {
        Matter::Duty(key) => vec![key.clone()],
        Matter::Estimates(..) | Matter::Unsaved(_) => Vec::new(),
        Matter::Many(scope) => {
            let meant = book.duties.iter().filter(|owed| owed.counts() && scope.fits(owed));
            meant.map(|owed| owed.key().clone()).collect()
        }
    }
}

/// Whether a row stands for what another one stood for: a duty that is among many now, or one of those that were many.
fn goes_on_with(book: &Book, matter: &Matter, was: &Matter) -> bool {
    let fits = |scope: &DutyScope, key| book.duty(key).is_some_and(|owed| scope.fits(owed));
    match (matter, was) {
        (Matter::Many(scope), Matter::Duty(key)) | (Matter::Duty(key), Matter::Many(scope)) => fits(scope, key),
        (Matter::Unsaved(_), Matter::Unsaved(_)) => true,
        _ => false,
    }
}

/// The first screen.
#[derive(Debug, Default)]
pub struct TodayPane {
    /// The matters.
    pub table: Table<Matter>,
    counts: Vec<(Text, u64, Tone)>,
    rate: String,
}

impl TodayPane {
    fn marked(&self) -> Vec<&Matter> {
        self.table.marked().iter().collect()
    }
}

impl Pane for TodayPane {
    fn fill(&mut self, book: &Book) {
        let mine: Vec<&OwedDuty> = mine(book);
        let with = |state| mine.iter().copied().filter(|owed| owed.standing.state == state).collect::<Vec<_>>();
        let (overdue, returned, soon, waiting) =
            (with(DutyState::Overdue), with(DutyState::Returned), with(DutyState::DueSoon), with(DutyState::Waiting));
        let mut totals = Totals::default();
        for owed in &mine {
            totals.count(owed.record.duty.tracked, &owed.standing);
        }
        let count = |list: &[&OwedDuty]| list.len() as u64;
        self.counts = vec![
            (Text::Overdue, count(&overdue), Tone::Bad),
            (Text::DueSoon, count(&soon), Tone::Warn),
            (Text::Waiting, count(&waiting), Tone::Plain),
            (Text::Returned, count(&returned), Tone::Warn),
        ];
        self.rate = tones::rate(&totals);
        let mut lines: Vec<TableLine<Matter>> = unsaved(book).into_iter().collect();
        let sections = [
            (Text::HeadOverdue, overdue),
            (Text::HeadReturned, returned),
            (Text::HeadDueSoon, soon),
            (Text::HeadWaiting, waiting),
        ];
        for (head, list) in sections.into_iter().filter(|(_, list)| !list.is_empty()) {
            lines.push(TableLine::gap());
            lines.push(TableLine::heading(head.words(book.lang)));
            let state = capital(&head.words(book.lang).to_lowercase());
            let rows = section(book, list).into_iter();
            lines.extend(rows.map(|row| row.of_kind(Text::State.words(book.lang), state.as_str())));
        }
        let waiting = estimates(book);
        if !waiting.is_empty() {
            lines.push(TableLine::gap());
            lines.push(TableLine::heading(Text::HeadEstimates.words(book.lang)));
            lines.extend(waiting);
        }
        let was = self.table.selected().cloned();
        self.table.fill(columns(), lines);
        if let Some(was) = was.filter(|was| self.table.selected() != Some(was)) {
            self.table.select_where(|matter| goes_on_with(book, matter, &was));
        }
    }

    fn update(&mut self, command: Command, book: &Book) -> Outcome {
        if let Some(motion) = tones::motion(command) {
            self.table.go(motion);
            return Outcome::Done;
        }
        if tones::sorts(&mut self.table, command) {
            return Outcome::Done;
        }
        if let Some(outcome) = duty_rows::mark(&mut self.table, command) {
            return outcome;
        }
        if let Some(outcome) = narrow::act(&mut self.table, command) {
            return outcome;
        }
        match (command, self.table.selected()) {
            (Command::Open, Some(Matter::Many(scope))) => Outcome::Wants(Effect::Duties(scope.clone())),
            (Command::Open | Command::Edit, Some(Matter::Estimates(plan, period))) => {
                let list = ListKind::EstimatesDue(Some((plan.clone(), *period)));
                Outcome::Wants(Effect::Open(Subject::List(list)))
            }
            (Command::Open | Command::Edit, Some(Matter::Unsaved(cell))) => {
                Outcome::Wants(Effect::Sheet(places::of_cell(book, cell)))
            }
            (Command::Edit, Some(Matter::Many(_)) | None) => Outcome::Wants(Effect::Sheet(SheetAt::default())),
            (_, selected) => {
                let matters =
                    if self.table.marked().is_empty() { selected.into_iter().collect() } else { self.marked() };
                let keys: Vec<DutyKey> = matters.into_iter().flat_map(|matter| duties(book, matter)).collect();
                let one = selected.and_then(Matter::duty);
                match duty_rows::act(book, command, one, &keys) {
                    Some(Effect::Say(Text::OneAtATime)) if self.table.marked().is_empty() => {
                        Outcome::Wants(Effect::Say(Text::ManyInside))
                    }
                    effect => effect.into(),
                }
            }
        }
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look, _active: bool) {
        let mut x = area.x + 1;
        for (text, count, tone) in &self.counts {
            let words = text.words(look.lang);
            x = put(buffer, x, area.y, 20, words, look.theme.style(Tone::Dim)) + 1;
            let tone = if *count == 0 { Tone::Dim } else { *tone };
            x = put(buffer, x, area.y, 6, &tones::number(*count), look.theme.style(tone)) + 3;
        }
        let rate = format!("{} {}", Text::Rate.words(look.lang), self.rate);
        crate::widgets::text::put_right(
            buffer,
            x,
            area.y,
            area.right().saturating_sub(x + 1),
            &rate,
            look.theme.style(Tone::Plain),
        );
        let line = Rect { y: area.y + 1, height: 1, ..area };
        narrow::draw_head(&self.table, line, buffer, look);
        duty_rows::draw_marked(self.table.marked().len(), line, buffer, look);
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        self.table.draw(body, buffer, look, true);
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

    fn printed(&self, heading: &str, sentence: &str) -> Option<Printed> {
        Some(self.table.printed(heading, sentence))
    }

    fn empty(&self) -> Text {
        narrow::nothing(&self.table, Text::NothingToday)
    }
}

/// The duties that concern me: my office's and those that my office collects; all where that is nothing.
fn mine(book: &Book) -> Vec<&OwedDuty> {
    let open = book.duties.iter().filter(|owed| owed.counts());
    let Some(own) = &book.own else { return open.collect() };
    let concerns = |owed: &&OwedDuty| {
        let is_own = |office: &OfficeCode| holds(book, office, own);
        let collects = book
            .rule(owed)
            .is_some_and(|(plan, rule)| is_own(&plan.coordinator) || rule.via.as_ref().is_some_and(is_own));
        owed.key().office == *own || collects
    };
    let mine: Vec<&OwedDuty> = open.clone().filter(concerns).collect();
    if mine.is_empty() && !is_bound(book) { open.collect() } else { mine }
}

/// Whether the person sees here what concerns the own office and nothing else: everybody with an account of an office.
fn is_bound(book: &Book) -> bool {
    book.person.as_ref().is_some_and(|person| person.office.is_some())
}

/// Whether an office holds today what was another's.
fn holds(book: &Book, office: &OfficeCode, own: &OfficeCode) -> bool {
    book.catalog.followed([office], book.today).iter().any(|held| held.office == *own)
}

/// The row that leads back to what is typed in the sheet and not saved.
fn unsaved(book: &Book) -> Option<TableLine<Matter>> {
    let (count, cell) = book.unsaved.as_ref()?;
    let mut cells = vec![Toned::default(); duty_rows::columns(book).len()];
    cells[0] = toned("…", Tone::Warn);
    cells[1] = fill(Text::UnsavedCells.words(book.lang), &[count]).into();
    cells[2] = Text::Sheet.words(book.lang).into();
    let first = facts::cell(book.lang, &book.catalog, cell);
    let explain = fill(Text::UnsavedExplained.words(book.lang), &[count, &first]);
    Some(TableLine::row(Matter::Unsaved(cell.clone()), cells, explain, ""))
}

/// A row for each plan and period with estimates whose official figure is due, of cells that concern me: my office's
/// own, and those of plans that it collects; all where that is nothing.
fn estimates(book: &Book) -> Vec<TableLine<Matter>> {
    let concerns = |due: &&DueEstimate| {
        let plan = book.catalog.plan(&due.cell.measure.plan());
        let collects = |own: &OfficeCode| plan.is_some_and(|plan| holds(book, &plan.coordinator, own));
        book.own.as_ref().is_none_or(|own| holds(book, &due.cell.office, own) || collects(own))
    };
    let mine: Vec<DueEstimate> = book.waiting.iter().filter(concerns).cloned().collect();
    let due = if mine.is_empty() && !is_bound(book) { &book.waiting } else { &mine };
    let rows = counted_by_period(due).into_iter();
    rows.map(|(plan, period, count)| {
        let short = book.catalog.plan(&plan).map_or("", |plan| plan.short.as_str());
        let words = facts::estimates_wait(book.lang, period, count);
        let mut cells = vec![Toned::default(); duty_rows::columns(book).len()];
        cells[0] = toned("≈", Tone::Warn);
        cells[1] = fill(Text::EstimatesOf.words(book.lang), &[&period, &count]).into();
        cells[2] = Text::WaitForOfficial.words(book.lang).into();
        cells[3] = short.into();
        let explain = format!("{short}: {words}. {}", Text::EstimatesExplained.words(book.lang));
        let state = capital(&Text::HeadEstimates.words(book.lang).to_lowercase());
        TableLine::row(Matter::Estimates(plan, period), cells, explain, "")
            .of_kind(Text::State.words(book.lang), state)
            .of_kind(Text::Plan.words(book.lang), short)
    })
    .collect()
}

/// The columns of duties with another share: how often an office was reminded comes before the last day, which the days
/// tell as well; headings would repeat those of the sections.
fn columns() -> Vec<Column> {
    vec![
        Column::left("", 2, 0),
        Column::flex("", 22, 0),
        Column::flex("", 21, 1),
        Column::flex("", 11, 5),
        Column::left("", 10, 4),
        Column::right("", 12, 0),
        Column::left("", 11, 2),
    ]
}

/// The cells of a duty, the last one how often it was reminded of, or that it was sent back.
fn cells(book: &Book, owed: &OwedDuty) -> Vec<Toned> {
    let mut cells = duty_rows::cells(book, owed);
    let words = |text: Text| text.words(book.lang);
    let reminders = owed.standing.reminders;
    let told = match owed.standing.state {
        DutyState::Overdue if owed.standing.mend_by.is_some() => words(Text::Returned).to_lowercase(),
        DutyState::Overdue | DutyState::Returned if reminders > 0 => fill(words(Text::RemindedShort), &[&reminders]),
        DutyState::Overdue | DutyState::Returned => words(Text::NotReminded).to_owned(),
        _ => return cells,
    };
    if let Some(last) = cells.last_mut() {
        *last = toned(told, Tone::Dim);
    }
    cells
}

/// Rows of one section, the latest first; many of one kind in one row.
fn section(book: &Book, mut list: Vec<&OwedDuty>) -> Vec<TableLine<Matter>> {
    list.sort_by_key(|owed| (owed.standing.deadline, owed.key().rule.clone()));
    let mut kinds: BTreeMap<(&RuleId, Period), usize> = BTreeMap::new();
    for owed in &list {
        *kinds.entry((&owed.key().rule, owed.key().period)).or_default() += 1;
    }
    let mut lines = Vec::new();
    for owed in list {
        let kind = (&owed.key().rule, owed.key().period);
        match kinds.get(&kind).copied().unwrap_or(0) {
            0 => {}
            1..=ONE_BY_ONE => {
                let line = duty_rows::row(book, owed, Matter::Duty(owed.key().clone()));
                lines.push(of_plan(book, owed, line.with_cells(cells(book, owed))));
            }
            count => {
                lines.push(of_plan(book, owed, many(book, owed, count)));
                kinds.remove(&kind);
            }
        }
    }
    lines
}

fn of_plan(book: &Book, owed: &OwedDuty, line: TableLine<Matter>) -> TableLine<Matter> {
    line.of_kind(Text::Plan.words(book.lang), book.rule(owed).map_or("", |(plan, _)| plan.short.as_str()))
}

fn many(book: &Book, owed: &OwedDuty, count: usize) -> TableLine<Matter> {
    let key = owed.key();
    let scope = DutyScope {
        rule: Some(key.rule.clone()),
        period: Some(key.period),
        state: Some(owed.standing.state),
        ..DutyScope::default()
    };
    let same = |other: &&OwedDuty| other.counts() && other.key().rule == key.rule && other.key().period == key.period;
    let all: Vec<&OwedDuty> = book.duties.iter().filter(same).collect();
    let sent =
        all.iter().filter(|owed| matches!(owed.standing.state, DutyState::Waiting | DutyState::Accepted)).count();
    let sent = fill(Text::SentOf.words(book.lang), &[&sent, &all.len()]);
    let mut cells = cells(book, owed);
    cells[0] = tones::state_mark(owed.standing.state);
    cells[1] = toned(fill(Text::ManyOffices.words(book.lang), &[&count]), Tone::Strong);
    cells[6] = toned(sent.clone(), Tone::Dim);
    if owed.standing.state == DutyState::Waiting {
        cells[4] = Toned::default();
        cells[5] = Toned::default();
    }
    let explain = format!(
        "{}: {}. {} {}.",
        book.report_name(owed),
        book.deadline(owed),
        fill(Text::ManyExplained.words(book.lang), &[&count, &facts::duty_state(book.lang, owed.standing.state)]),
        capital(&sent),
    );
    TableLine::row(Matter::Many(scope), cells, explain, "")
}
