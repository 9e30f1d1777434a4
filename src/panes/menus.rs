//! The menus: commands, offices, plans, periods, answers, filters. Must not depend on keys except their names.

use super::cells::measure_number;
use super::effect::{MenuChoice, MenuKind, PageSubject, SpecialAnswer};
use super::read_model::ReadModel;
use super::scope::ActivityScope;
use super::scope::DutyScope;
use super::sheet::{SheetPane, availability};
use crate::domain::activity::ActivityState;
use crate::domain::assessment::MeasureStatus;
use crate::domain::duty::DutyState;
use crate::domain::figure::MilestoneState;
use crate::domain::office::Office;
use crate::domain::period::Period;
use crate::domain::text::sort_key;
use crate::i18n::cli::activity_state;
use crate::i18n::facts;
use crate::i18n::screen::Text;
use crate::keys::{Command, KeyContext, KeyHints, Keymap};
use crate::widgets::facet::{Facet, FacetCounts};
use crate::widgets::menu::{Menu, MenuItem};

/// Builds a menu; commands are those of the key contexts below.
pub fn build_menu(
    kind: MenuKind,
    model: &ReadModel,
    sheet: &SheetPane,
    keys: (&Keymap, &[KeyContext]),
) -> Menu<MenuChoice> {
    let (title, choices) = match kind {
        MenuKind::Palette => (Text::Palette, command_items(model, keys)),
        MenuKind::SheetOffice => (Text::ChooseOffice, office_items(model)),
        MenuKind::SheetPlan => (Text::ChoosePlan, plan_items(model, sheet)),
        MenuKind::SheetPeriod => (Text::ChoosePeriod, period_items(model, sheet)),
        MenuKind::SheetAnswer => (Text::ChooseAnswer, answer_items(model, sheet)),
        MenuKind::DutyFilter => (Text::Filter, duty_filter_items(model)),
        MenuKind::Jump => (Text::JumpTo, jump_items(model)),
        MenuKind::TargetFilter => (Text::Filter, target_plan_items(model)),
        MenuKind::ActivityFilter => (Text::Filter, activity_filter_items(model)),
        MenuKind::CalendarFilter => (Text::Filter, calendar_plan_items(model)),
        MenuKind::OwnOffice => (Text::OwnOffice, own_office_items(model)),
        MenuKind::FieldOffice => (Text::ChooseOffice, active_office_items(model)),
        MenuKind::FieldGroup => (Text::ChooseGroup, group_items(model)),
        MenuKind::FieldParty => (
            Text::ChooseParty,
            group_items(model)
                .into_iter()
                .chain(active_office_items(model))
                .collect(),
        ),
    };
    let menu = Menu::new(title.text(model.lang), choices);
    match (kind, sheet.location()) {
        (MenuKind::SheetPeriod, at) => match at.period {
            Some(period) => menu.with_selected(&MenuChoice::SheetPeriod(period)),
            None => menu,
        },
        _ => menu,
    }
}

/// Menu of a list's facets, with the number of rows of each.
pub fn facet_menu(
    model: &ReadModel,
    choices: FacetCounts,
    shown: Option<Facet>,
) -> Menu<MenuChoice> {
    let choices = choices.into_iter().map(|(kind, count)| match kind {
        Some(Facet { name, value }) => {
            let remark = format!("{name} · {count}");
            menu_item(
                MenuChoice::Facet(Some(Facet {
                    name,
                    value: value.clone(),
                })),
                value,
                remark,
            )
        }
        None => menu_item(
            MenuChoice::Facet(None),
            Text::All.text(model.lang),
            count.to_string(),
        ),
    });
    Menu::new(Text::Filter.text(model.lang), choices.collect())
        .with_selected(&MenuChoice::Facet(shown))
}

fn menu_item(
    value: MenuChoice,
    words: impl Into<String>,
    remark: impl Into<String>,
) -> MenuItem<MenuChoice> {
    MenuItem {
        value,
        label: words.into(),
        remark: remark.into(),
        also: String::new(),
    }
}

/// Commands whose key was removed by the configuration are offered too, so that they stay reachable.
fn command_items(
    model: &ReadModel,
    (keys, places): (&Keymap, &[KeyContext]),
) -> Vec<MenuItem<MenuChoice>> {
    let keyless = keys.commands_without_key(places);
    let hints = KeyHints::new(keys, places);
    let key_of = |command: Command| {
        let here = hints.find_key(command, model.lang);
        here.or_else(|| keys.key_of(command).filter(|_| !keyless.contains(&command)))
    };
    let offered = Command::ALL
        .iter()
        .filter(|command| command.is_in_palette() || keyless.contains(command));
    offered
        .map(|command| {
            let key = key_of(*command).map_or_else(String::new, |key| key.display_name(model.lang));
            menu_item(
                MenuChoice::Command(*command),
                command.label().text(model.lang),
                key,
            )
        })
        .collect()
}

fn office_items(model: &ReadModel) -> Vec<MenuItem<MenuChoice>> {
    let offices = availability::offices_with_cells(model).into_iter();
    offices
        .map(|office| {
            menu_item(
                MenuChoice::SheetOffice(office.clone()),
                model.qualified_office_name(&office),
                office.to_string(),
            )
        })
        .collect()
}

fn plan_items(model: &ReadModel, sheet: &SheetPane) -> Vec<MenuItem<MenuChoice>> {
    let plans = match &sheet.location().office {
        Some(office) => availability::plans_with_cells(model, office),
        None => model
            .catalog
            .plans
            .iter()
            .map(|plan| plan.code.clone())
            .collect(),
    };
    let plans = plans
        .into_iter()
        .filter_map(|code| model.catalog.plan(&code));
    plans
        .map(|plan| {
            menu_item(
                MenuChoice::SheetPlan(plan.code.clone()),
                plan.short_name.as_str(),
                plan.number.clone().unwrap_or_default(),
            )
        })
        .collect()
}

fn period_items(model: &ReadModel, sheet: &SheetPane) -> Vec<MenuItem<MenuChoice>> {
    let at = sheet.location();
    let (Some(plan), Some(office)) = (&at.plan, &at.office) else {
        return Vec::new();
    };
    let periods = availability::available_periods(model, plan, office).into_iter();
    let choice = |period: Period| MenuItem {
        also: facts::period_search(period),
        ..menu_item(
            MenuChoice::SheetPeriod(period),
            facts::period(model.lang, period),
            period.to_string(),
        )
    };
    periods.map(choice).collect()
}

fn answer_items(model: &ReadModel, sheet: &SheetPane) -> Vec<MenuItem<MenuChoice>> {
    let Some(cell) = sheet.selected_cell() else {
        return Vec::new();
    };
    let pick = |answer| MenuChoice::SheetAnswer(cell.cell.clone(), answer);
    let states = [
        MilestoneState::Done,
        MilestoneState::InProgress,
        MilestoneState::NotBegun,
    ];
    let states = states.into_iter().filter(|_| cell.is_milestone);
    let states = states.map(|state| {
        menu_item(
            pick(SpecialAnswer::Milestone(state)),
            facts::milestone_state(model.lang, state),
            "",
        )
    });
    let others = [
        (
            SpecialAnswer::NoneOccurred,
            Text::AnswerNone,
            !cell.is_milestone,
        ),
        (SpecialAnswer::NoData, Text::AnswerNoData, true),
        (
            SpecialAnswer::NotApplicable,
            Text::AnswerNotApplicable,
            true,
        ),
    ];
    let others = others.into_iter().filter(|(.., fits)| *fits);
    states
        .chain(others.map(|(answer, text, _)| menu_item(pick(answer), text.text(model.lang), "")))
        .collect()
}

fn duty_filter_items(model: &ReadModel) -> Vec<MenuItem<MenuChoice>> {
    let all = menu_item(
        MenuChoice::DutyScope(DutyScope::default()),
        Text::All.text(model.lang),
        "",
    );
    let states = [
        DutyState::Overdue,
        DutyState::Returned,
        DutyState::DueSoon,
        DutyState::WithinDeadline,
        DutyState::Waiting,
        DutyState::Accepted,
        DutyState::NotOpen,
        DutyState::Transferred,
    ];
    let states = states.into_iter().map(|state| {
        let scope = DutyScope {
            state: Some(state),
            ..DutyScope::default()
        };
        menu_item(
            MenuChoice::DutyScope(scope),
            facts::duty_state(model.lang, state),
            Text::State.text(model.lang),
        )
    });
    let plans = model.catalog.plans.iter().map(|plan| {
        let scope = DutyScope {
            plan: Some(plan.code.clone()),
            ..DutyScope::default()
        };
        menu_item(
            MenuChoice::DutyScope(scope),
            plan.short_name.as_str(),
            Text::Plan.text(model.lang),
        )
    });
    [all].into_iter().chain(states).chain(plans).collect()
}

/// Items for plans, offices and measures, to open their pages.
fn jump_items(model: &ReadModel) -> Vec<MenuItem<MenuChoice>> {
    let go = |subject, words: String, remark: &str| {
        menu_item(MenuChoice::OpenPage(subject), words, remark)
    };
    let catalog = &model.catalog;
    let plan = Text::Plan.text(model.lang);
    let plans = catalog.plans.iter().map(|one| {
        go(
            PageSubject::Plan(one.code.clone()),
            one.short_name.clone(),
            plan,
        )
    });
    let offices = sort_by_name(model.catalog.offices.values().collect()).into_iter();
    let offices = offices.map(|one| {
        go(
            PageSubject::Office(one.code.clone()),
            model.qualified_office_name(&one.code),
            one.code.as_str(),
        )
    });
    let measures = catalog.plans.iter().flat_map(|plan| {
        plan.measures().map(|(id, _, measure)| {
            let words = format!("{} {}", measure_number(&id), measure.label);
            go(PageSubject::Measure(id.clone()), words, &plan.short_name)
        })
    });
    plans.chain(offices).chain(measures).collect()
}

fn target_plan_items(model: &ReadModel) -> Vec<MenuItem<MenuChoice>> {
    let all = menu_item(
        MenuChoice::TargetsPlan(None),
        Text::AllPlans.text(model.lang),
        "",
    );
    let plans = model
        .catalog
        .plans
        .iter()
        .filter(|plan| !plan.targets.is_empty());
    let plans = plans.map(|plan| {
        menu_item(
            MenuChoice::TargetsPlan(Some(plan.code.clone())),
            plan.short_name.as_str(),
            "",
        )
    });
    let statuses = MeasureStatus::ALL.map(|status| {
        menu_item(
            MenuChoice::MeasureStatus(status),
            facts::measure_status(model.lang, status),
            Text::State.text(model.lang),
        )
    });
    [all].into_iter().chain(statuses).chain(plans).collect()
}

fn activity_filter_items(model: &ReadModel) -> Vec<MenuItem<MenuChoice>> {
    let all = menu_item(
        MenuChoice::ActivityScope(ActivityScope::default()),
        Text::All.text(model.lang),
        "",
    );
    let states = ActivityState::ALL.into_iter().map(|state| {
        let scope = ActivityScope {
            state: Some(state),
            ..ActivityScope::default()
        };
        menu_item(
            MenuChoice::ActivityScope(scope),
            activity_state(model.lang, state),
            Text::State.text(model.lang),
        )
    });
    let plans = model
        .catalog
        .plans
        .iter()
        .filter(|plan| !plan.activities.is_empty())
        .map(|plan| {
            let scope = ActivityScope {
                plan: Some(plan.code.clone()),
                ..ActivityScope::default()
            };
            menu_item(
                MenuChoice::ActivityScope(scope),
                plan.short_name.as_str(),
                Text::Plan.text(model.lang),
            )
        });
    [all].into_iter().chain(states).chain(plans).collect()
}

fn calendar_plan_items(model: &ReadModel) -> Vec<MenuItem<MenuChoice>> {
    let all = menu_item(
        MenuChoice::CalendarPlan(None),
        Text::AllPlans.text(model.lang),
        "",
    );
    let plans = model.catalog.plans.iter();
    let plans = plans.map(|plan| {
        menu_item(
            MenuChoice::CalendarPlan(Some(plan.code.clone())),
            plan.short_name.as_str(),
            "",
        )
    });
    [all].into_iter().chain(plans).collect()
}

fn own_office_items(model: &ReadModel) -> Vec<MenuItem<MenuChoice>> {
    let none = menu_item(
        MenuChoice::OwnOffice(None),
        Text::NoOwnOffice.text(model.lang),
        "",
    );
    let offices = active_offices_by_name(model).into_iter();
    let offices = offices.map(|office| {
        menu_item(
            MenuChoice::OwnOffice(Some(office.code.clone())),
            model.qualified_office_name(&office.code),
            office.code.as_str(),
        )
    });
    [none].into_iter().chain(offices).collect()
}

/// Offices sorted by name.
fn sort_by_name(mut offices: Vec<&Office>) -> Vec<&Office> {
    offices.sort_by_cached_key(|office| (sort_key(&office.name), office.code.clone()));
    offices
}

fn active_offices_by_name(model: &ReadModel) -> Vec<&Office> {
    sort_by_name(
        model
            .catalog
            .offices
            .values()
            .filter(|office| office.is_active_on(model.today))
            .collect(),
    )
}

/// Items for active offices, for a form field.
fn active_office_items(model: &ReadModel) -> Vec<MenuItem<MenuChoice>> {
    let living = active_offices_by_name(model).into_iter();
    living
        .map(|office| {
            menu_item(
                MenuChoice::FieldText(office.code.to_string()),
                model.qualified_office_name(&office.code),
                office.code.as_str(),
            )
        })
        .collect()
}

/// Items for groups, for a form field.
fn group_items(model: &ReadModel) -> Vec<MenuItem<MenuChoice>> {
    let groups = model.catalog.groups.values();
    groups
        .map(|group| {
            menu_item(
                MenuChoice::FieldText(group.code.to_string()),
                group.name.as_str(),
                group.code.as_str(),
            )
        })
        .collect()
}
