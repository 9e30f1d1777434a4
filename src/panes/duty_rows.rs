//! Rows of duties shared by all panes that list them, and commands on the selected one. Must not depend on panes.

use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::comment::CommentSubject;
use crate::domain::duty::{DutyEventKind, DutyKey, DutyState};
use crate::domain::star::StarSubject;
use crate::form::duty::DutyForm;
use crate::i18n::assessment::capitalize;
use crate::i18n::screen::Text;
use crate::i18n::{Lang, display, facts, fill_placeholders};
use crate::keys::Command;
use crate::panes::effect::{Effect, Outcome, PageSubject, SheetLocation};
use crate::panes::read_model::{DutyWithStatus, ReadModel};
use crate::panes::{annotations, cells, permissions};
use crate::widgets::DrawContext;
use crate::widgets::table::{Column, StyledText, Table, TableLine, styled};
use crate::widgets::text::put_text_right;
use crate::widgets::theme::Tone;

/// `30/11/2026`, `30 Nov 2026`.
pub const DAY_WIDTH: u16 = 11;

/// Room for the words of many days: `quá hạn 1.982 ngày`, `submitted 10 days late`.
pub fn days_width(lang: Lang) -> u16 {
    lang.width(19, 22)
}

/// Columns: marks, office, report, plan, deadline or day received, days or letter, notes.
pub fn duty_columns(model: &ReadModel) -> Vec<Column> {
    let words = |text: Text| text.text(model.lang);
    vec![
        Column::left_aligned("", 2, 0),
        Column::flexible(words(Text::Office), model.lang.width(22, 20), 0),
        Column::flexible(words(Text::Report), 18, 1),
        Column::flexible(words(Text::Plan), 18, 3),
        Column::left_aligned(words(Text::LastDay), DAY_WIDTH, 2),
        Column::right_aligned("", days_width(model.lang), 0),
        Column::flexible(words(Text::Remark), 24, 5),
    ]
}

/// Cells of a duty, in the order of [`duty_columns`].
pub fn duty_cells(model: &ReadModel, owed: &DutyWithStatus) -> Vec<StyledText> {
    let plan = model
        .plan_and_rule(owed)
        .map_or("", |(plan, _)| plan.short_name.as_str());
    let (when, days) = deadline_cells(model, owed);
    let office = &owed.key().office;
    vec![
        marks_cell(owed, model.today),
        styled(
            annotations::with_star_mark(
                model,
                &StarSubject::Duty(owed.key().clone()),
                model.office_name(office),
            ),
            Tone::Plain,
        )
        .with_suffix(model.office_qualifier(office)),
        model.short_report_name(owed).into(),
        plan.into(),
        when.into(),
        days,
        styled(duty_notes(model, owed).join(" · "), Tone::Dim),
    ]
}

/// Symbol of the state, and marks for an extension or a predecessor.
fn marks_cell(owed: &DutyWithStatus, today: NaiveDate) -> StyledText {
    let mut mark = cells::duty_state_mark(owed.status.state);
    if owed.status.state == DutyState::Overdue && owed.status.resubmit_by.is_some() {
        // A returned report past its resubmission day is overdue, but not the same as one that was never sent.
        mark.text = cells::duty_state_mark(DutyState::Returned).text;
    }
    if owed.status.extended_to.is_some() {
        mark.text.push('→');
    } else if owed.record.duty.predecessors_on(today).next().is_some() {
        mark.text.push('←');
    }
    mark
}

/// Deadline and days left; for a submitted report its arrival and letter, for a returned one the resubmission day.
fn deadline_cells(model: &ReadModel, owed: &DutyWithStatus) -> (String, StyledText) {
    let status = &owed.status;
    let days = cells::days_cell(model, owed);
    match (status.state, status.sent_on, status.resubmit_by) {
        (DutyState::Waiting, Some(sent), _) => {
            let sent = fill_placeholders(
                Text::SentOn.text(model.lang),
                &[&display::day_short(model.lang, sent)],
            );
            let days = match (status.late_days, letter_text(model, owed)) {
                (0, Some(letter)) => styled(letter, Tone::Plain),
                _ => days,
            };
            (sent, days)
        }
        (DutyState::Returned, _, Some(resubmit_by)) => {
            let mend = fill_placeholders(
                Text::ResubmitBy.text(model.lang),
                &[&display::day_short(model.lang, resubmit_by)],
            );
            (
                display::day(model.lang, resubmit_by),
                styled(mend, days.tone),
            )
        }
        _ => (display::day(model.lang, status.deadline), days),
    }
}

/// Number of the newest letter: `số 412/BC-SYT`.
fn letter_text(model: &ReadModel, owed: &DutyWithStatus) -> Option<String> {
    let newest = owed
        .record
        .events
        .iter()
        .rev()
        .find_map(|event| match &event.kind {
            DutyEventKind::Sent(sending) => Some(sending),
            _ => None,
        });
    let number = newest?.letter.as_ref()?;
    Some(format!("{} {number}", Text::LetterNo.text(model.lang)))
}

/// Notes: day received and letter, extended deadline, predecessor.
fn duty_notes(model: &ReadModel, owed: &DutyWithStatus) -> Vec<String> {
    let words = |text: Text| text.text(model.lang);
    let sent = owed
        .status
        .sent_on
        .map(|day| fill_placeholders(words(Text::SentOn), &[&display::day(model.lang, day)]));
    let extended = owed
        .status
        .extended_to
        .map(|day| fill_placeholders(words(Text::ExtendedTo), &[&display::day(model.lang, day)]));
    let from = owed.record.duty.predecessors_on(model.today).last();
    let from = from.map(|origin| {
        fill_placeholders(
            words(Text::ReceivedFrom),
            &[
                &facts::predecessor_day(model.lang, origin.on),
                &facts::office_with_place(model.lang, &model.catalog, &origin.office),
            ],
        )
    });
    let letter = sent.is_some().then(|| letter_text(model, owed)).flatten();
    let returned = owed
        .status
        .resubmit_by
        .filter(|_| owed.status.state == DutyState::Overdue);
    let returned = returned.map(|_| words(Text::Returned).to_lowercase());
    // The year is shown only if it differs.
    let last = |on: NaiveDate| {
        if on.year() == model.today.year() {
            display::day_short(model.lang, on)
        } else {
            display::day(model.lang, on)
        }
    };
    let reminded = owed.status.reminded_on.filter(|_| owed.status.is_owed());
    let reminded = reminded.map(|on| {
        fill_placeholders(
            words(Text::RemindedTimes),
            &[&owed.status.reminders, &last(on)],
        )
    });
    [returned, reminded, sent, letter, extended, from]
        .into_iter()
        .flatten()
        .collect()
}

/// A row with its explanation.
pub fn duty_row<K>(model: &ReadModel, owed: &DutyWithStatus, key: K) -> TableLine<K> {
    let plan = model
        .plan_and_rule(owed)
        .map_or("", |(plan, _)| plan.short_name.as_str());
    let mut explain = format!(
        "{} – {}: {}.",
        model.qualified_office_name(&owed.key().office),
        plan,
        model.deadline_text(owed)
    );
    let remarks = duty_notes(model, owed);
    if !remarks.is_empty() {
        explain = format!("{explain} {}.", capitalize(&remarks.join(" · ")));
    }
    TableLine::row(
        key,
        duty_cells(model, owed),
        explain,
        owed.key().office.as_str(),
    )
}

/// Effect of a command on the marked duties, or on the selected one if none is marked.
pub fn effect_of_command(
    model: &ReadModel,
    command: Command,
    selected: Option<&DutyKey>,
    marked: &[DutyKey],
) -> Option<Effect> {
    let form = match command {
        Command::Open => {
            return selected.map(|key| Effect::OpenPage(PageSubject::Duty(key.clone())));
        }
        Command::Edit => return selected.map(|key| Effect::OpenSheet(sheet_location(key))),
        Command::Star => {
            return selected
                .map(|key| annotations::toggle_star(model, StarSubject::Duty(key.clone())));
        }
        Command::Comment => {
            return selected.map(|key| Effect::OpenCommentForm(CommentSubject::Duty(key.clone())));
        }
        Command::Send => DutyForm::Send,
        Command::Accept => DutyForm::Accept,
        Command::Return => DutyForm::Return,
        Command::Extend => DutyForm::Extend,
        Command::Remind => DutyForm::Remind,
        Command::Exempt => DutyForm::Exempt,
        _ => return None,
    };
    let keys = match (marked, selected) {
        ([], selected) => selected.into_iter().cloned().collect(),
        (many, _) => many.to_vec(),
    };
    Some(match keys.as_slice() {
        [] => Effect::ShowMessage(Text::NeedsDuty),
        [_, _, ..] if !form.allows_many() => Effect::ShowMessage(Text::OneAtATime),
        _ => match keys
            .iter()
            .filter_map(|key| model.duty(key))
            .map(|owed| form_refusal(form, &owed))
            .min_by_key(Option::is_some)
        {
            Some(Some(why)) => Effect::ShowMessage(why),
            Some(None) => Effect::OpenDutyForm(form, keys),
            None => Effect::ShowMessage(Text::DutyGone),
        },
    })
}

/// Splits duties into those on which a form opens, and the offices of the others with the reason.
pub fn split_by_applicability(
    model: &ReadModel,
    form: DutyForm,
    keys: &[DutyKey],
) -> (Vec<DutyKey>, Vec<(String, String)>) {
    let (mut fit, mut passed) = (Vec::new(), Vec::new());
    for key in keys {
        let Some(owed) = model.duty(key) else {
            passed.push((
                model.office_name(&key.office).to_owned(),
                Text::DutyNotThere.text(model.lang).to_owned(),
            ));
            continue;
        };
        let why = form_refusal(form, &owed).map(|why| why.text(model.lang).to_owned());
        match why.or_else(|| permissions::step_refusal(model, form, owed.key())) {
            None => fit.push(owed.key().clone()),
            Some(why) => passed.push((model.office_name(&owed.key().office).to_owned(), why)),
        }
    }
    (fit, passed)
}

/// Reason why a form does not open on a duty.
fn form_refusal(form: DutyForm, owed: &DutyWithStatus) -> Option<Text> {
    let (state, is_sent) = (owed.status.state, owed.status.is_submitted());
    match form {
        DutyForm::Accept if state == DutyState::Accepted => Some(Text::AlreadyAccepted),
        DutyForm::Accept | DutyForm::Return if !is_sent => Some(Text::NotSentYet),
        DutyForm::Return if owed.record.external_recipient => Some(Text::SentOutside),
        DutyForm::Accept | DutyForm::Return => None,
        _ if state == DutyState::Accepted => Some(Text::AlreadyAccepted),
        _ if is_sent => Some(Text::AlreadySent),
        DutyForm::Send | DutyForm::Remind if state == DutyState::NotOpen => Some(Text::NotOpenYet),
        DutyForm::Extend | DutyForm::Remind | DutyForm::Exempt if owed.status.exempted => {
            Some(Text::StepExempted)
        }
        DutyForm::Send | DutyForm::Extend | DutyForm::Remind | DutyForm::Exempt => None,
    }
}

/// Marks or unmarks rows; `None` for other commands.
pub fn handle_mark_command<K: Clone + PartialEq>(
    table: &mut Table<K>,
    command: Command,
) -> Option<Outcome> {
    let done = match command {
        Command::Mark => table.toggle_mark(),
        Command::MarkAll => table.mark_all(),
        Command::Back => return table.clear_marks().then_some(Outcome::Handled),
        _ => return None,
    };
    Some(if done {
        Outcome::Handled
    } else {
        Outcome::Effect(Effect::ShowMessage(Text::NothingToMark))
    })
}

/// Draws the number of marked rows at the right of a line; nothing if there are none.
pub fn draw_marked_count(count: usize, line: Rect, buffer: &mut Buffer, draw_context: DrawContext) {
    if count > 0 {
        let words = fill_placeholders(&draw_context.text(Text::MarkedRows), &[&count]);
        put_text_right(
            buffer,
            line.x,
            line.y,
            line.width.saturating_sub(1),
            &words,
            draw_context.theme.style(Tone::Accent),
        );
    }
}

fn sheet_location(key: &DutyKey) -> SheetLocation {
    let period = key.period.kind().is_some().then_some(key.period);
    SheetLocation {
        office: Some(key.office.clone()),
        plan: Some(key.rule.plan()),
        period,
        ..SheetLocation::default()
    }
}
