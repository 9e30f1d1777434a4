//! Who the person who sits there is, what they may do, and why not the rest.

use crate::domain::account::Account;
use crate::domain::authority::{Deed, Forbidden};
use crate::domain::code::OfficeCode;
use crate::domain::plan::Plan;
use crate::keys::Command;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, ListKind, SheetAt, Subject};
use crate::panes::pages::list::{Listing, RowEffects};
use crate::panes::permits;
use crate::widgets::table::{Column, TableLine, toned};
use crate::widgets::theme::Tone;
use crate::words::account::{forbidden_by, role};
use crate::words::fill;
use crate::words::screen::Text;

/// The list.
pub fn listing(book: &Book) -> Listing {
    let words = |text: Text| text.words(book.lang);
    Listing {
        title: title(book),
        columns: vec![
            Column::left("", 1, 0),
            Column::flex(words(Text::Deed), 49, 0),
            Column::flex(words(Text::Whose), 24, 0),
        ],
        lines: lines(book),
        empty: Text::NothingFound,
        insert: None,
    }
}

/// `lan – Nguyễn Thị Lan, cán bộ báo cáo, Sở Y tế`
fn title(book: &Book) -> String {
    let Some(Account { name, person, role: of, office, .. }) = &book.person else {
        return fill(Text::AloneHere.words(book.lang), &[&book.account()]);
    };
    let office = office.as_ref().map(|code| format!(", {}", book.office(code))).unwrap_or_default();
    format!("{name} – {person}, {}{office}", role(book.lang, *of))
}

fn lines(book: &Book) -> Vec<TableLine<RowEffects>> {
    let mut lines = vec![
        row(book, Text::DeedRead, None, None, Effect::Run(Command::GoToday)),
        row(book, Text::DeedRemark, None, None, Effect::Open(Subject::List(ListKind::Starred))),
    ];
    if let (Some(own), Some(plan)) = (&book.own, book.catalog.plans.first()) {
        let why = book.may(&permits::reporting(book, &plan.code, own)).err();
        let sheet = SheetAt { office: Some(own.clone()), ..SheetAt::default() };
        lines.push(row(book, Text::DeedReport, Some(book.office(own)), why.as_ref(), Effect::Sheet(sheet)));
    }
    lines.extend(coordination(book));
    let why = book.may(&Deed::Administer).err();
    lines.push(row(book, Text::DeedAdminister, None, why.as_ref(), Effect::Open(Subject::List(ListKind::Accounts))));
    lines
}

/// A row a plan where the role would do for some plans, one row where it would for none.
fn coordination(book: &Book) -> Vec<TableLine<RowEffects>> {
    let asked = |plan: &Plan| book.may(&permits::coordinating(book, &plan.code)).err();
    let is_small = |plan: &Plan| matches!(asked(plan), Some(Forbidden::Role { .. }));
    let each = |plan: &Plan| {
        let open = Effect::Open(Subject::Plan(plan.code.clone()));
        row(book, Text::DeedLead, Some(&plan.short), asked(plan).as_ref(), open)
    };
    let first = book.catalog.plans.first().filter(|plan| is_small(plan));
    let one =
        first.map(|plan| row(book, Text::DeedCoordinate, None, asked(plan).as_ref(), Effect::Run(Command::GoPlans)));
    one.map_or_else(|| book.catalog.plans.iter().map(each).collect(), |row| vec![row])
}

/// Who has an office's tasks today.
fn holder(book: &Book, code: &OfficeCode) -> String {
    let held = book.catalog.followed([code], book.today);
    held.iter().map(|held| book.office(&held.office)).collect::<Vec<_>>().join(", ")
}

fn row(book: &Book, deed: Text, about: Option<&str>, why: Option<&Forbidden>, open: Effect) -> TableLine<RowEffects> {
    let about = about.map(|about| format!(": {about}")).unwrap_or_default();
    let deed = format!("{}{about}", deed.words(book.lang));
    let office = |code: &OfficeCode| book.office(code).to_owned();
    let (mark, tone) = if why.is_some() { ("×", Tone::Dim) } else { ("√", Tone::Good) };
    let whose = match why {
        None | Some(Forbidden::NoAccount(_) | Forbidden::Shut(_)) => String::new(),
        Some(Forbidden::Role { takes, .. }) => role(book.lang, *takes).to_owned(),
        Some(Forbidden::Office(code) | Forbidden::Plan { coordinator: code, .. }) => holder(book, code),
    };
    let reason = why.map(|why| forbidden_by(book.lang, why, &office)).unwrap_or_default();
    let cells =
        vec![toned(mark, tone), toned(deed.clone(), if why.is_some() { tone } else { Tone::Plain }), whose.into()];
    let may = if why.is_some() { Text::MayNotDo } else { Text::MayDo };
    TableLine::row(RowEffects::from(open).keyed(deed.as_str()), cells, format!("{deed}. {reason}"), "")
        .of_kind(Text::Rights.words(book.lang), may.words(book.lang))
}
