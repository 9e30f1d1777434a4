//! The current user, their permissions, and why others are missing.

use crate::domain::account::Account;
use crate::domain::code::OfficeCode;
use crate::domain::permission::{Forbidden, Permission};
use crate::domain::plan::Plan;
use crate::domain::succession::Succession;
use crate::i18n::account::{forbidden_with_names, role_name};
use crate::i18n::fill_placeholders;
use crate::i18n::screen::Text;
use crate::keys::Command;
use crate::panes::effect::{Effect, ListKind, PageSubject, SheetLocation};
use crate::panes::pages::listing::{Listing, RowEffects};

use crate::panes::read_model::ReadModel;
use crate::widgets::table::{Column, TableLine, styled};
use crate::widgets::theme::Tone;

/// Builds the list.
pub fn listing(book: &ReadModel) -> Listing {
    let words = |text: Text| text.text(book.lang);
    Listing {
        title: list_title(book),
        columns: vec![
            Column::left_aligned("", 1, 0),
            Column::flexible(words(Text::Permission), 49, 0),
            Column::flexible(words(Text::Whose), 24, 0),
        ],
        lines: permission_rows(book),
        empty: Text::NothingFound,
        insert: None,
    }
}

/// Title: `lan – Nguyễn Thị Lan, cán bộ báo cáo, Sở Y tế`.
fn list_title(book: &ReadModel) -> String {
    let Some(Account {
        name,
        person,
        role: of,
        office,
        ..
    }) = &book.shared_account
    else {
        return fill_placeholders(Text::AloneHere.text(book.lang), &[&book.user_name()]);
    };
    let office = office
        .as_ref()
        .map(|code| format!(", {}", book.office_name(code)))
        .unwrap_or_default();
    format!("{name} – {person}, {}{office}", role_name(book.lang, *of))
}

fn permission_rows(book: &ReadModel) -> Vec<TableLine<RowEffects>> {
    let mut lines = vec![
        permission_row(
            book,
            Text::PermissionRead,
            None,
            None,
            Effect::RunCommand(Command::GoToday),
        ),
        permission_row(
            book,
            Text::PermissionAnnotate,
            None,
            None,
            Effect::OpenPage(PageSubject::List(ListKind::Starred)),
        ),
    ];
    if let (Some(own), Some(plan)) = (&book.own_office, book.catalog.plans.first()) {
        let Ok(permission) = Permission::to_report(book, &plan.code, own);
        let why = book.authorize(&permission).err();
        let sheet = SheetLocation {
            office: Some(own.clone()),
            ..SheetLocation::default()
        };
        lines.push(permission_row(
            book,
            Text::PermissionReport,
            Some(book.office_name(own)),
            why.as_ref(),
            Effect::OpenSheet(sheet),
        ));
    }
    lines.extend(coordination_rows(book));
    let why = book.authorize(&Permission::Administer).err();
    lines.push(permission_row(
        book,
        Text::PermissionAdminister,
        None,
        why.as_ref(),
        Effect::OpenPage(PageSubject::List(ListKind::Accounts)),
    ));
    lines
}

/// One row per plan if the role allows coordination of some plans, one row if of none.
fn coordination_rows(book: &ReadModel) -> Vec<TableLine<RowEffects>> {
    let asked = |plan: &Plan| {
        let Ok(permission) = Permission::to_coordinate(book, &plan.code);
        book.authorize(&permission).err()
    };
    let is_small = |plan: &Plan| matches!(asked(plan), Some(Forbidden::RoleTooSmall { .. }));
    let each = |plan: &Plan| {
        let open = Effect::OpenPage(PageSubject::Plan(plan.code.clone()));
        permission_row(
            book,
            Text::PermissionLead,
            Some(&plan.short_name),
            asked(plan).as_ref(),
            open,
        )
    };
    let first = book.catalog.plans.first().filter(|plan| is_small(plan));
    let one = first.map(|plan| {
        permission_row(
            book,
            Text::PermissionCoordinate,
            None,
            asked(plan).as_ref(),
            Effect::RunCommand(Command::GoPlans),
        )
    });
    one.map_or_else(
        || book.catalog.plans.iter().map(each).collect(),
        |row| vec![row],
    )
}

/// Name of the holder of an office's tasks today.
fn holder_name(book: &ReadModel, code: &OfficeCode) -> String {
    Succession::new(&book.catalog.offices)
        .holders_on(code, book.today)
        .into_iter()
        .map(|holder| book.office_name(holder))
        .collect::<Vec<_>>()
        .join(", ")
}

fn permission_row(
    book: &ReadModel,
    name: Text,
    about: Option<&str>,
    why: Option<&Forbidden>,
    open: Effect,
) -> TableLine<RowEffects> {
    let about = about.map(|about| format!(": {about}")).unwrap_or_default();
    let name = format!("{}{about}", name.text(book.lang));
    let office = |code: &OfficeCode| book.office_name(code).to_owned();
    let (mark, tone) = if why.is_some() {
        ("×", Tone::Dim)
    } else {
        ("√", Tone::Good)
    };
    let whose = match why {
        None | Some(Forbidden::NoAccount(_) | Forbidden::Suspended(_)) => String::new(),
        Some(Forbidden::RoleTooSmall { required, .. }) => {
            role_name(book.lang, *required).to_owned()
        }
        Some(
            Forbidden::OtherOffice(code)
            | Forbidden::OtherPlan {
                coordinator: code, ..
            },
        ) => holder_name(book, code),
    };
    let reason = why
        .map(|why| forbidden_with_names(book.lang, why, &office))
        .unwrap_or_default();
    let cells = vec![
        styled(mark, tone),
        styled(name.clone(), if why.is_some() { tone } else { Tone::Plain }),
        whose.into(),
    ];
    let may = if why.is_some() {
        Text::MayNotDo
    } else {
        Text::MayDo
    };
    TableLine::row(
        RowEffects::from(open).keyed(name.as_str()),
        cells,
        format!("{name}. {reason}"),
        "",
    )
    .with_facet(Text::Rights.text(book.lang), may.text(book.lang))
}
