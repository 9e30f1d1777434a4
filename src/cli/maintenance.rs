//! Maintenance of the database file: backup, restore, upgrade, check.

use std::path::Path;

use super::args::BackupArgs;
use super::context::Context;
use super::error::CliError;
use super::progress::check_progress;
use crate::i18n::cli::CliText;
use crate::i18n::maintenance as texts;
use crate::store::{CheckProgress, IntegrityIssue, JournalTip, ManualBackup, Store, StoreError};

/// `tiendo backup [FILE]`, `tiendo backup --nightly [FOLDER]`: status 1 if the copy could not be made or verified,
/// or if the data are inconsistent.
pub fn backup(context: &mut Context, args: &BackupArgs) -> Result<(), CliError> {
    if args.nightly {
        return nightly(context, args.destination.as_deref());
    }
    let (actor, now) = (context.actor("cli"), context.now);
    let (_, backup) = with_progress(context, |store| match &args.destination {
        Some(file) => {
            let issues = store.backup_to(file, &actor, now)?;
            Ok(Some(ManualBackup {
                copy: file.clone(),
                issues,
            }))
        }
        None => store.backup_now(&actor, now),
    })?;
    // `None` only in memory, where there is no file to copy.
    let Some(ManualBackup { copy, issues }) = backup else {
        return Ok(());
    };
    context.print_line(&texts::backed_up(context.lang, &copy))?;
    report_inconsistencies(context, &issues)
}

/// Runs a long check or backup of the database with a progress line, which is wiped before anything is printed.
fn with_progress<T>(
    context: &Context,
    work: impl FnOnce(&Store) -> Result<T, StoreError>,
) -> Result<(Store, T), CliError> {
    let store = context.open_store()?.with_progress(check_progress(context));
    let done = work(&store);
    Ok((store.with_progress(CheckProgress::default()), done?))
}

fn nightly(context: &mut Context, folder: Option<&Path>) -> Result<(), CliError> {
    let lang = context.lang;
    let (actor, now) = (context.actor("cli"), context.now);
    let done = with_progress(context, |store| {
        store.run_nightly_backup(folder, &actor, now)
    });
    let is_any_removed = matches!(
        done,
        Err(CliError::Store(StoreError::RemovalStopped { .. }))
    );
    if done.is_err() && !is_any_removed {
        context.print_warning(texts::nothing_removed(lang));
    }
    let (_, Some(backup)) = done? else {
        return Ok(());
    };
    for copy in &backup.damaged {
        context.print_warning(&texts::damaged_copy(lang, copy));
    }
    texts::nightly_backup(lang, &backup)
        .iter()
        .try_for_each(|line| context.print_line(line))?;
    report_inconsistencies(context, &backup.issues).inspect_err(|_| {
        if backup.removed.is_empty() {
            context.print_warning(texts::nothing_removed(lang));
        }
    })
}

/// Prints the inconsistencies of a copy, and fails if there are any.
fn report_inconsistencies(
    context: &mut Context,
    issues: &[IntegrityIssue],
) -> Result<(), CliError> {
    for issue in issues {
        let line = texts::integrity_issue(context.lang, issue);
        context.print_warning(&line);
    }
    context.flush()?;
    if issues.is_empty() {
        Ok(())
    } else {
        Err(CliError::InconsistentCopy(issues.len()))
    }
}

/// `tiendo restore FILE`
pub fn restore(context: &mut Context, from: &Path) -> Result<(), CliError> {
    let target = context.database_path()?;
    let restored = Store::restore_with(
        from,
        &target,
        (&context.actor("cli"), context.now),
        &check_progress(context),
    )?;
    let line = texts::restored(context.lang, from, &target, &restored);
    let printed = context.print_line(&line).and_then(|()| context.flush());
    if let Err(failure) = printed {
        // The path of the previous file must be printed somewhere.
        context.print_warning(&line);
        return Err(failure);
    }
    for issue in &restored.issues {
        context.print_warning(&texts::integrity_issue(context.lang, issue));
    }
    Ok(())
}

/// `tiendo upgrade`
pub fn upgrade(context: &mut Context) -> Result<(), CliError> {
    match Store::upgrade(
        &context.database_path()?,
        &context.actor("cli"),
        context.now,
    )? {
        None => context.print_line(texts::no_upgrade_needed(context.lang)),
        Some(upgraded) => {
            context.print_line(&texts::upgraded(context.lang, &upgraded))?;
            run_check(context, None)
        }
    }
}

/// `tiendo check [--head NO:CODE]`: prints every issue; status 1 if there are any.
pub fn check(context: &mut Context, head: Option<&str>) -> Result<(), CliError> {
    let expected_tip = head
        .map(|typed| {
            JournalTip::parse(typed).ok_or_else(|| CliError::InvalidJournalTip(typed.to_owned()))
        })
        .transpose()?;
    run_check(context, expected_tip.as_ref())
}

fn run_check(context: &mut Context, expected_tip: Option<&JournalTip>) -> Result<(), CliError> {
    let lang = context.lang;
    let (store, mut issues) = with_progress(context, Store::check)?;
    if let Some(expected_tip) = expected_tip {
        match store.verify_journal_tip(expected_tip)? {
            Some(issue) => issues.push(issue),
            None => context.print_line(&texts::journal_tip_found(lang, expected_tip))?,
        }
    }
    for issue in &issues {
        context.print_line(&texts::integrity_issue(lang, issue))?;
    }
    if !issues.is_empty() {
        context.flush()?;
        return Err(CliError::CheckFailed(issues.len()));
    }
    context.print_line(CliText::DatabaseIntact.text(lang))?;
    store.journal_tip()?.map_or(Ok(()), |tip| {
        context.print_line(&texts::journal_tip(lang, &tip))
    })
}
