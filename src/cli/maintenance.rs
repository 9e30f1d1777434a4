//! Maintenance of the database file: backup, restore, upgrade, check.

use std::path::Path;

use super::args::BackupArgs;
use super::context::Context;
use super::error::CliError;
use crate::i18n::cli::CliText;
use crate::i18n::maintenance as words;
use crate::store::{Copied, IntegrityIssue, JournalTip, Store};

/// `tiendo backup [FILE]`, `tiendo backup --nightly [FOLDER]`: status 1 if the copy could not be made or verified,
/// or if the data are inconsistent.
pub fn backup(context: &mut Context, args: &BackupArgs) -> Result<(), CliError> {
    if args.nightly {
        let lang = context.lang;
        return nightly(context, args.destination.as_deref())
            .inspect_err(|_| context.print_warning(words::nothing_removed(lang)));
    }
    let (store, actor) = (context.open_store()?, context.actor("cli"));
    let copied = match &args.destination {
        Some(file) => {
            let findings = store.backup_to(file, &actor, context.now)?;
            Some(Copied {
                copy: file.clone(),
                findings,
            })
        }
        None => store.backup_now(&actor, context.now)?,
    };
    let Some(Copied { copy, findings }) = copied else {
        return Ok(());
    };
    context.print_line(&words::backed_up(context.lang, &copy))?;
    disagreeing(context, &findings)
}

fn nightly(context: &mut Context, folder: Option<&Path>) -> Result<(), CliError> {
    let lang = context.lang;
    let Some(night) =
        context
            .open_store()?
            .run_nightly_backup(folder, &context.actor("cli"), context.now)?
    else {
        return Ok(());
    };
    for copy in &night.damaged {
        context.print_warning(&words::damaged_copy(lang, copy));
    }
    words::nightly_backup(lang, &night)
        .iter()
        .try_for_each(|line| context.print_line(line))?;
    disagreeing(context, &night.findings)
}

/// Prints the inconsistencies of a copy, and fails if there are any.
fn disagreeing(context: &mut Context, findings: &[IntegrityIssue]) -> Result<(), CliError> {
    for finding in findings {
        let line = words::integrity_issue(context.lang, finding);
        context.print_warning(&line);
    }
    context.flush()?;
    if findings.is_empty() {
        Ok(())
    } else {
        Err(CliError::Disagrees(findings.len()))
    }
}

/// `tiendo restore FILE`
pub fn restore(context: &mut Context, from: &Path) -> Result<(), CliError> {
    let target = context.database_path()?;
    let done = Store::restore(from, &target, &context.actor("cli"), context.now)?;
    let line = words::restored(context.lang, from, &target, &done);
    let mut printed = context.print_line(&line);
    if printed.is_ok() {
        printed = context.flush();
    }
    if let Err(failure) = printed {
        // The path of the previous file must be printed somewhere.
        context.print_warning(&line);
        return Err(failure);
    }
    for finding in &done.issues {
        context.print_warning(&words::integrity_issue(context.lang, finding));
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
        None => context.print_line(words::no_upgrade_needed(context.lang)),
        Some(done) => {
            context.print_line(&words::upgraded(context.lang, &done))?;
            run_check(context, &context.open_store()?, None)
        }
    }
}

/// `tiendo check [--head NO:CODE]`: prints every issue; status 1 if there are any.
pub fn check(context: &mut Context, head: Option<&str>) -> Result<(), CliError> {
    let wanted = head
        .map(|typed| {
            JournalTip::parse(typed).ok_or_else(|| CliError::InvalidJournalTip(typed.to_owned()))
        })
        .transpose()?;
    run_check(context, &context.open_store()?, wanted.as_ref())
}

fn run_check(
    context: &mut Context,
    store: &Store,
    wanted: Option<&JournalTip>,
) -> Result<(), CliError> {
    let lang = context.lang;
    let mut findings = store.check()?;
    if let Some(wanted) = wanted {
        match store.verify_journal_tip(wanted)? {
            Some(finding) => findings.push(finding),
            None => context.print_line(&words::journal_tip_found(lang, wanted))?,
        }
    }
    for finding in &findings {
        context.print_line(&words::integrity_issue(lang, finding))?;
    }
    if !findings.is_empty() {
        context.flush()?;
        return Err(CliError::CheckFailed(findings.len()));
    }
    context.print_line(CliText::DatabaseIntact.text(lang))?;
    store.journal_tip()?.map_or(Ok(()), |head| {
        context.print_line(&words::journal_tip(lang, &head))
    })
}
