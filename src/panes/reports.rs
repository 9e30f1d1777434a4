//! Báo cáo: the duties with their four totals, overdue first. Knows no key; asks for pages and forms by effects.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::duty::{DutyKey, DutyState, Total};
use crate::domain::text::sort_key;
use crate::keys::Command;
use crate::panes::book::{Book, DutyScope, OwedDuty};
use crate::panes::effect::{Effect, MenuKind, Outcome};
use crate::panes::tabs::Pane;
use crate::panes::{duty_rows, tones};
use crate::widgets::Look;
use crate::widgets::table::{Printed, Table, TableLine};
use crate::widgets::text::put;
use crate::widgets::theme::Tone;
use crate::words::cli::Said;
use crate::words::screen::Text;
use crate::words::{Lang, facts};

/// The list of duties.
#[derive(Debug, Default)]
pub struct ReportsPane {
    /// The duties.
    pub table: Table<DutyKey>,
    scope: DutyScope,
    totals: String,
    scope_words: String,
    /// How each duty stood when the rows were made.
    stood: BTreeMap<DutyKey, DutyState>,
    /// The duties on which this person has taken a step since.
    stepped: Vec<DutyKey>,
}

impl ReportsPane {
    /// Which duties are shown.
    pub fn scope(&self) -> &DutyScope {
        &self.scope
    }

    /// Shows other duties.
    pub fn show(&mut self, scope: DutyScope, book: &Book) {
        self.scope = scope;
        self.table.search("");
        self.fill(book);
        self.table.unmark_absent();
        self.table.go(crate::widgets::table::Motion::First);
    }

    /// A step was taken here on these duties: the selection goes on to the next one that stands as they stood.
    pub fn go_on(&mut self, keys: &[DutyKey]) {
        self.stepped = keys.to_vec();
    }

    /// Where a step was taken here on the selected duty, and it stands otherwise than when the rows were made: those that
    /// stand as it stood, the ones below it first. Whoever accepts one report wants the next one that waits, not the one
    /// that is done; where somebody else takes the step, the selection stays.
    fn next_of_its_state(&self, book: &Book) -> Vec<DutyKey> {
        let state = |key: &DutyKey| book.duty(key).map(|owed| owed.standing.state);
        let Some(selected) = self.table.selected() else { return Vec::new() };
        let stood = self.stood.get(selected).copied();
        if stood.is_none() || state(selected) == stood || !self.stepped.contains(selected) {
            return Vec::new();
        }
        let shown: Vec<&DutyKey> = self.table.keys().collect();
        let (above, below) = shown.split_at(self.table.place().min(shown.len()));
        let others = below.iter().chain(above.iter().rev()).copied();
        others.filter(|key| *key != selected && state(key) == stood).cloned().collect()
    }

    /// Draws the duties alone, beside other panes.
    pub fn draw_list(&self, area: Rect, buffer: &mut Buffer, look: Look, active: bool) {
        self.table.draw(area, buffer, look, active);
    }

    /// The totals in words.
    pub fn totals(&self) -> &str {
        &self.totals
    }
}

impl Pane for ReportsPane {
    fn fill(&mut self, book: &Book) {
        let asked = self.scope.state.is_some()
            || self.scope.total.is_some()
            || self.scope.rule.is_some()
            || self.scope.office.is_some();
        let shown = |owed: &&OwedDuty| {
            self.scope.fits(owed) && (asked || (owed.counts() && owed.standing.state != DutyState::NotOpen))
        };
        let mut list: Vec<&OwedDuty> = book.duties.iter().filter(shown).collect();
        list.sort_by_cached_key(|owed| {
            (!owed.counts(), owed.standing.state, owed.standing.deadline, sort_key(book.office(&owed.key().office)))
        });
        let mut lines = Vec::new();
        let mut state = None;
        for owed in list {
            if state != Some(owed.standing.state) {
                state = Some(owed.standing.state);
                lines.push(TableLine::gap());
                lines.push(TableLine::heading(facts::duty_state(book.lang, owed.standing.state).to_uppercase()));
            }
            lines.push(duty_rows::row(book, owed, owed.key().clone()));
        }
        let next = self.next_of_its_state(book);
        self.stepped.clear();
        self.table.fill(duty_rows::columns(book), lines);
        if let Some(shown) = next.iter().find(|key| self.table.keys().any(|shown| shown == *key)) {
            self.table.select(shown);
        }
        self.stood = book.duties.iter().map(|owed| (owed.key().clone(), owed.standing.state)).collect();
        let whole = DutyScope { state: None, total: None, ..self.scope.clone() };
        self.totals = tones::totals(book.lang, &book.totals(|owed| whole.fits(owed)));
        self.scope_words = scope_words(book, &self.scope);
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
        match command {
            Command::Filter => Outcome::Wants(Effect::Menu(MenuKind::DutyFilter)),
            _ => duty_rows::act(book, command, self.table.selected(), self.table.marked()).into(),
        }
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look, _active: bool) {
        put(buffer, area.x + 1, area.y, area.width.saturating_sub(2), &self.totals, look.theme.style(Tone::Plain));
        put(
            buffer,
            area.x + 1,
            area.y + 1,
            area.width.saturating_sub(2),
            &self.scope_words,
            look.theme.style(Tone::Dim),
        );
        let line = Rect { y: area.y + 1, height: 1, ..area };
        duty_rows::draw_marked(self.table.marked().len(), line, buffer, look);
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        self.draw_list(body, buffer, look, true);
    }

    fn search(&mut self, query: &str) {
        self.table.search(query);
    }

    fn widen(&mut self, book: &Book) -> bool {
        let narrowed = self.scope != DutyScope::default();
        if narrowed {
            self.show(DutyScope::default(), book);
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
        Text::NoDutiesHere
    }
}

fn scope_words(book: &Book, scope: &DutyScope) -> String {
    let plan = scope.plan.clone().or_else(|| scope.rule.as_ref().map(crate::domain::code::RuleId::plan));
    let plan = plan.and_then(|code| book.catalog.plan(&code)).map(|plan| plan.short.clone());
    let rule = scope.rule.as_ref().and_then(|id| book.catalog.rule(id)).map(|(_, rule)| rule.label.clone());
    let period = scope.period.filter(|p| p.kind().is_some()).map(|period| facts::period(book.lang, period));
    let office = scope.office.as_ref().map(|office| book.told(office));
    let state = scope.state.map(|state| facts::duty_state(book.lang, state).to_owned());
    let total = scope.total.map(|total| total_words(book.lang, total).to_owned());
    let parts: Vec<String> = [plan, rule, period, office, state, total].into_iter().flatten().collect();
    if parts.is_empty() { Text::AllPlans.words(book.lang).to_owned() } else { parts.join(" · ") }
}

/// One of the four totals in words.
pub fn total_words(lang: Lang, total: Total) -> &'static str {
    match total {
        Total::DoneOnTime => Said::DoneOnTime.words(lang),
        Total::DoneLate => Said::DoneLate.words(lang),
        Total::OpenInTerm => Said::OpenInTerm.words(lang),
        Total::OpenOverdue => Said::OpenOverdue.words(lang),
    }
}
