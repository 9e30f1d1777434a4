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
pub fn listing(model: &ReadModel) -> Listing {
    let words = |text: Text| text.text(model.lang);
    Listing {
        title: list_title(model),
        columns: vec![
            Column::left_aligned("", 1, 0),
            Column::flexible(words(Text::Permission), 49, 0),
            Column::flexible(words(Text::Whose), 24, 0),
        ],
        lines: permission_rows(model),
        empty: Text::NothingFound,
        insert: None,
    }
}

/// Title: `lan – Nguyễn Thị Lan, cán bộ báo cáo, Sở Y tế`.
fn list_title(model: &ReadModel) -> String {
    let Some(Account {
        name,
        person,
        role: of,
        office,
        ..
    }) = &model.shared_account
    else {
        return fill_placeholders(Text::AloneHere.text(model.lang), &[&model.user_name()]);
    };
    let office = office
        .as_ref()
        .map(|code| format!(", {}", model.office_name(code)))
        .unwrap_or_default();
    format!("{name} – {person}, {}{office}", role_name(model.lang, *of))
}

fn permission_rows(model: &ReadModel) -> Vec<TableLine<RowEffects>> {
    let mut lines = vec![
        permission_row(
            model,
            Text::PermissionRead,
            None,
            None,
            Effect::RunCommand(Command::GoToday),
        ),
        permission_row(
            model,
            Text::PermissionAnnotate,
            None,
            None,
            Effect::OpenPage(PageSubject::List(ListKind::Starred)),
        ),
    ];
    if let (Some(own), Some(plan)) = (&model.own_office, model.catalog.plans.first()) {
        let Ok(permission) = Permission::to_report(model, &plan.code, own);
        let why = model.authorize(&permission).err();
        let sheet = SheetLocation {
            office: Some(own.clone()),
            ..SheetLocation::default()
        };
        lines.push(permission_row(
            model,
            Text::PermissionReport,
            Some(model.office_name(own)),
            why.as_ref(),
            Effect::OpenSheet(sheet),
        ));
    }
    lines.extend(coordination_rows(model));
    let why = model.authorize(&Permission::Administer).err();
    lines.push(permission_row(
        model,
        Text::PermissionAdminister,
        None,
        why.as_ref(),
        Effect::OpenPage(PageSubject::List(ListKind::Accounts)),
    ));
    lines
}

/// One row per plan if the role allows coordination of some plans, one row if of none.
fn coordination_rows(model: &ReadModel) -> Vec<TableLine<RowEffects>> {
    let asked = |plan: &Plan| {
        let Ok(permission) = Permission::to_coordinate(model, &plan.code);
        model.authorize(&permission).err()
    };
    let is_small = |plan: &Plan| matches!(asked(plan), Some(Forbidden::RoleTooSmall { .. }));
    let each = |plan: &Plan| {
        let open = Effect::OpenPage(PageSubject::Plan(plan.code.clone()));
        permission_row(
            model,
            Text::PermissionLead,
            Some(&plan.short_name),
            asked(plan).as_ref(),
            open,
        )
    };
    let first = model.catalog.plans.first().filter(|plan| is_small(plan));
    let one = first.map(|plan| {
        permission_row(
            model,
            Text::PermissionCoordinate,
            None,
            asked(plan).as_ref(),
            Effect::RunCommand(Command::GoPlans),
        )
    });
    one.map_or_else(
        || model.catalog.plans.iter().map(each).collect(),
        |row| vec![row],
    )
}

/// Name of the holder of an office's tasks today.
fn holder_name(model: &ReadModel, code: &OfficeCode) -> String {
    Succession::new(&model.catalog.offices)
        .holders_on(code, model.today)
        .into_iter()
        .map(|holder| model.office_name(holder))
        .collect::<Vec<_>>()
        .join(", ")
}

fn permission_row(
    model: &ReadModel,
    name: Text,
    about: Option<&str>,
    why: Option<&Forbidden>,
    open: Effect,
) -> TableLine<RowEffects> {
    let about = about.map(|about| format!(": {about}")).unwrap_or_default();
    let name = format!("{}{about}", name.text(model.lang));
    let office = |code: &OfficeCode| model.office_name(code).to_owned();
    let (mark, tone) = if why.is_some() {
        ("×", Tone::Dim)
    } else {
        ("√", Tone::Good)
    };
    let whose = match why {
        None | Some(Forbidden::NoAccount(_) | Forbidden::Suspended(_)) => String::new(),
        Some(Forbidden::RoleTooSmall { required, .. }) => {
            role_name(model.lang, *required).to_owned()
        }
        Some(
            Forbidden::OtherOffice(code)
            | Forbidden::OtherPlan {
                coordinator: code, ..
            },
        ) => holder_name(model, code),
    };
    let reason = why
        .map(|why| forbidden_with_names(model.lang, why, &office))
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
    .with_facet(Text::Rights.text(model.lang), may.text(model.lang))
}
