//! Lịch: a month with what falls on its days, a day selected, and the month's list beside it. Knows no key; how the
//! month is drawn is the matter of `month`.

mod month;

use chrono::{Datelike, Days, Months, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::calendar::{Happening, What};
use crate::domain::code::PlanCode;
use crate::domain::day::print_day;
use crate::form::work::WorkForm;
use crate::keys::Command;
use crate::panes::book::{Book, DutyScope};
use crate::panes::effect::{Effect, ListKind, MenuKind, Outcome, Subject};
use crate::panes::tabs::Pane;
use crate::panes::work::on_calendar;
use crate::widgets::Look;
use crate::widgets::text::{cut_at_words, put, width, wrap, wrap_items};
use crate::widgets::theme::Tone;
use crate::words::judgement::capital;
use crate::words::screen::Text;
use crate::words::{calendar as words, facts, fill};
use month::Month;

/// Something on the calendar in words.
#[derive(Debug)]
struct Told {
    happening: Happening,
    /// Its days, its mark, what it is, its plans.
    parts: [String; 4],
    tone: Tone,
}

/// The calendar.
#[derive(Debug, Default)]
pub struct CalendarPane {
    /// The selected day.
    day: NaiveDate,
    today: NaiveDate,
    plan: Option<PlanCode>,
    title: String,
    /// Two months: that of the selected day and the next.
    months: Vec<Month>,
    told: Vec<Told>,
    day_words: String,
    month_words: String,
    explain: String,
}

impl CalendarPane {
    /// Shows one plan's days, or all.
    pub fn narrow(&mut self, plan: Option<PlanCode>, book: &Book) {
        self.plan = plan;
        self.fill(book);
    }

    fn go(&mut self, to: Option<NaiveDate>, book: &Book) {
        let known = to.filter(|day| crate::domain::day::YEARS.contains(&day.year()));
        if let Some(day) = known.filter(|day| *day != self.day) {
            let stays = (day.year(), day.month()) == (self.day.year(), self.day.month());
            self.day = day;
            if stays { self.tell_day(book) } else { self.fill(book) }
        }
    }

    fn on_day(&self) -> impl Iterator<Item = &Told> {
        self.told.iter().filter(|told| told.happening.is_on(self.day))
    }

    /// The sentence of the selected day.
    fn tell_day(&mut self, book: &Book) {
        let named = format!("{} {}", facts::weekday(book.lang, self.day), print_day(self.day));
        let things: Vec<String> = self.on_day().map(|told| format!("{} {}", told.parts[1], told.parts[2])).collect();
        let count = match things.len() {
            0 => Text::QuietDay.words(book.lang).to_owned(),
            count => fill(Text::ThingsOnDay.words(book.lang), &[&count]),
        };
        self.day_words = format!("{named}: {count}");
        self.explain =
            if things.is_empty() { self.day_words.clone() } else { format!("{named}: {}.", things.join("; ")) };
    }

    /// What Enter leads to: the one thing on the day, or the list of them.
    fn open(&self, book: &Book) -> Outcome {
        let mut effects = self.on_day().map(|told| effect(book, &told.happening.what));
        match (effects.next(), effects.next()) {
            (None, _) => Outcome::Wants(Effect::Say(Text::NothingOnDay)),
            (Some(Some(only)), None) => Outcome::Wants(only),
            _ => Outcome::Wants(Effect::Open(Subject::List(ListKind::Day(self.day, self.plan.clone())))),
        }
    }
}

/// Where something on the calendar leads.
pub fn effect(book: &Book, what: &What) -> Option<Effect> {
    Some(match what {
        What::DayOff { .. } => Effect::Open(Subject::List(ListKind::Holidays)),
        What::Due(due) => {
            Effect::Duties(DutyScope { rule: Some(due.rule.clone()), period: Some(due.period), ..DutyScope::default() })
        }
        What::Event { plans, .. } => Effect::Open(Subject::Plan(plans.first()?.clone())),
        What::Activity { plan, no, .. } => Effect::Open(Subject::Activity(plan.clone(), *no)),
        What::Inspection { plan, no, .. } => {
            book.work.inspection(*no)?;
            Effect::Work(WorkForm::Inspection(plan.clone(), Some(*no)))
        }
    })
}

/// The tone of something on the calendar.
pub fn tone(what: &What) -> Tone {
    match what {
        What::Due(due) if due.overdue > 0 => Tone::Bad,
        What::Due(due) if due.open == 0 => Tone::Good,
        What::Due(_) => Tone::Warn,
        What::Event { .. } => Tone::Accent,
        What::DayOff { .. } => Tone::Dim,
        What::Activity { .. } | What::Inspection { .. } => Tone::Plain,
    }
}

/// The first and the last day of the month of a day.
fn month_of(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = day.with_day(1).unwrap_or(day);
    (first, first + Months::new(1) - Days::new(1))
}

impl Pane for CalendarPane {
    fn fill(&mut self, book: &Book) {
        // At midnight the selection goes along with today; on another day it stays.
        if self.day == self.today {
            self.day = book.today;
        }
        self.today = book.today;
        let (first, last) = month_of(self.day);
        let next = month_of(last + Days::new(1));
        let found = on_calendar(book, (first, next.1), self.plan.as_ref());
        self.months =
            [(first, last), next].map(|days| Month::of(capital(&words::month(book.lang, days.0)), days, &found)).into();
        let told = found.into_iter().map(|one| Told {
            parts: [
                words::days(&one),
                words::mark(&one.what).to_string(),
                words::what(book.lang, &book.catalog, &one.what),
                words::plans(&book.catalog, &one.what),
            ],
            tone: tone(&one.what),
            happening: one,
        });
        self.told = told.collect();
        let month = capital(&words::month(book.lang, first));
        let things = self.told.iter().filter(|told| told.happening.from <= last).count();
        self.month_words = fill(Text::MonthHead.words(book.lang), &[&month, &things]);
        let plan = self.plan.as_ref().and_then(|code| book.catalog.plan(code));
        self.title = plan.map_or(Text::AllPlans.words(book.lang), |plan| plan.short.as_str()).to_owned();
        self.tell_day(book);
    }

    fn update(&mut self, command: Command, book: &Book) -> Outcome {
        let to = match command {
            Command::Left => self.day.checked_sub_days(Days::new(1)),
            Command::Right => self.day.checked_add_days(Days::new(1)),
            Command::Up => self.day.checked_sub_days(Days::new(7)),
            Command::Down => self.day.checked_add_days(Days::new(7)),
            Command::PageUp => self.day.checked_sub_months(Months::new(1)),
            Command::PageDown => self.day.checked_add_months(Months::new(1)),
            Command::First => Some(book.today),
            Command::Last => Some(month_of(self.day).1),
            Command::Open => return self.open(book),
            Command::Filter => return Outcome::Wants(Effect::Menu(MenuKind::CalendarFilter)),
            Command::Search => return Outcome::Wants(Effect::Say(Text::NeedsList)),
            _ => return Outcome::Unknown,
        };
        self.go(to, book);
        Outcome::Done
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look, _active: bool) {
        let roomy = area.height >= month::TALL;
        let cell = match area.width {
            100.. => 7,
            72.. => 5,
            _ => 4,
        };
        let marked = (self.day, self.today);
        let grid = Rect { x: area.x + 1, width: cell * 7, ..area };
        let shown = if area.height >= 2 * month::TALL + 3 { 2 } else { 1 };
        let mut y = area.y;
        for month in self.months.iter().take(shown) {
            let rows = Rect { y, height: area.bottom().saturating_sub(y), ..grid };
            y = month.draw(marked, roomy, rows, buffer, look) + 1;
        }
        for (row, text) in (y.saturating_sub(1)..area.bottom()).zip(self.legend(look, grid.width)) {
            put(buffer, grid.x, row, grid.width, &text, look.theme.style(Tone::Dim));
        }
        let x = grid.right() + 2;
        let list = Rect { x, width: area.right().saturating_sub(x), ..area };
        for y in area.top()..area.bottom() {
            put(buffer, x - 1, y, 1, "│", look.theme.style(Tone::Dim));
        }
        let until = self.months.get(shown - 1).map_or(self.day, |month| month.last);
        self.draw_list(until, Rect { x: x + 1, width: list.width.saturating_sub(1), ..list }, buffer, look);
    }

    fn search(&mut self, _query: &str) {}

    fn widen(&mut self, book: &Book) -> bool {
        let narrowed = self.plan.is_some();
        if narrowed {
            self.narrow(None, book);
        }
        narrowed
    }

    fn state(&self) -> (&str, usize, &str) {
        ("", 1, &self.explain)
    }
}

impl CalendarPane {
    /// What the marks mean, as wide as the month.
    fn legend(&self, look: Look, columns: u16) -> Vec<String> {
        let texts = [Text::LegendBands, Text::LegendDays];
        let plan = self.plan.as_ref().map(|_| self.title.clone());
        plan.into_iter().chain(texts.iter().flat_map(|text| wrap_items(text.words(look.lang), columns))).collect()
    }

    /// The selected day, then the months that are shown in order; what lies on the day has the marker.
    fn draw_list(&self, until: NaiveDate, area: Rect, buffer: &mut Buffer, look: Look) {
        let style = |tone| look.theme.style(tone);
        put(buffer, area.x, area.y, area.width, &look.keyed(&self.day_words), style(Tone::Strong));
        let mut y = area.y + 1;
        let whole = area.height >= month::TALL;
        for told in self.on_day().filter(|_| whole) {
            let text = format!("{} {}", told.parts[1], told.parts[2]);
            for line in wrap(&text, area.width.saturating_sub(1)).iter().take(3) {
                put(buffer, area.x, y.min(area.bottom() - 1), area.width, line, style(told.tone));
                y = (y + 1).min(area.bottom() - 1);
            }
        }
        y += u16::from(whole);
        if y + 1 >= area.bottom() {
            return;
        }
        put(buffer, area.x, y, area.width, &self.month_words, style(Tone::Accent));
        let room = usize::from(area.bottom() - y - 1);
        let shown = self.told.partition_point(|told| told.happening.from <= until);
        let told = &self.told[..shown];
        let at = told.iter().position(|told| told.happening.from >= self.day).unwrap_or(shown);
        let top = at.saturating_sub(room / 2).min(shown.saturating_sub(room));
        let days = told.iter().map(|told| width(&told.parts[0])).max().unwrap_or(5);
        let first = told.iter().position(|told| told.happening.is_on(self.day));
        for (y, (place, told)) in (y + 1..area.bottom()).zip(told.iter().enumerate().skip(top)) {
            let mark = if first.map(|first| first.max(top)) == Some(place) { "►" } else { " " };
            put(buffer, area.x, y, 1, mark, style(Tone::Accent));
            put(buffer, area.x + 1, y, days, &told.parts[0], style(Tone::Dim));
            let x = area.x + days + 2;
            let plans = Some(&told.parts[3]).filter(|plans| area.width >= 60 && !plans.is_empty());
            let plans = plans.map_or_else(String::new, |plans| format!(" · {plans}"));
            let text = format!("{} {}{plans}", told.parts[1], told.parts[2]);
            let room = area.right().saturating_sub(x);
            put(buffer, x, y, room, &cut_at_words(&text, room), style(told.tone));
        }
    }
}
