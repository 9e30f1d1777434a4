//! Keeping the file: copies, the way back from one, a newer version, and whether all is well.

use std::path::Path;

use super::Failure;
use super::args::BackupArgs;
use super::output::Desk;
use crate::store::{Copied, Finding, Head, Store};
use crate::words::cli::Said;
use crate::words::custody as words;

/// `tiendo backup [FILE]`, `tiendo backup --nightly [FOLDER]`: status 1 where the copy could not be made or verified, or
/// where the data do not agree.
pub fn backup(desk: &mut Desk, args: &BackupArgs) -> Result<(), Failure> {
    if args.nightly {
        let lang = desk.lang;
        return nightly(desk, args.place.as_deref()).inspect_err(|_| desk.warn(words::nothing_removed(lang)));
    }
    let (store, actor) = (desk.open()?, desk.actor("cli"));
    let copied = match &args.place {
        Some(file) => {
            let findings = store.backup_to(file, &actor, desk.now)?;
            Some(Copied { copy: file.clone(), findings })
        }
        None => store.backup_now(&actor, desk.now)?,
    };
    let Some(Copied { copy, findings }) = copied else { return Ok(()) };
    desk.say(&words::backed_up(desk.lang, &copy))?;
    disagreeing(desk, &findings)
}

fn nightly(desk: &mut Desk, folder: Option<&Path>) -> Result<(), Failure> {
    let lang = desk.lang;
    let Some(night) = desk.open()?.backup_nightly(folder, &desk.actor("cli"), desk.now)? else { return Ok(()) };
    for copy in &night.unsound {
        desk.warn(&words::unsound(lang, copy));
    }
    words::night(lang, &night).iter().try_for_each(|line| desk.say(line))?;
    disagreeing(desk, &night.findings)
}

/// Says what does not agree in a copy that was made, and fails if there is any.
fn disagreeing(desk: &mut Desk, findings: &[Finding]) -> Result<(), Failure> {
    for finding in findings {
        let line = words::finding(desk.lang, finding);
        desk.warn(&line);
    }
    desk.flush()?;
    if findings.is_empty() { Ok(()) } else { Err(Failure::Disagrees(findings.len())) }
}

/// `tiendo restore FILE`
pub fn restore(desk: &mut Desk, from: &Path) -> Result<(), Failure> {
    let target = desk.db()?;
    let done = Store::restore(from, &target, &desk.actor("cli"), desk.now)?;
    let line = words::restored(desk.lang, from, &target, &done);
    let mut said = desk.say(&line);
    if said.is_ok() {
        said = desk.flush();
    }
    if let Err(failure) = said {
        // Where the file lies that was there before has to be said somewhere.
        desk.warn(&line);
        return Err(failure);
    }
    for finding in &done.findings {
        desk.warn(&words::finding(desk.lang, finding));
    }
    Ok(())
}

/// `tiendo upgrade`
pub fn upgrade(desk: &mut Desk) -> Result<(), Failure> {
    match Store::upgrade(&desk.db()?, &desk.actor("cli"), desk.now)? {
        None => desk.say(words::up_to_date(desk.lang)),
        Some(done) => {
            desk.say(&words::upgraded(desk.lang, &done))?;
            look(desk, &desk.open()?, None)
        }
    }
}

/// `tiendo check [--head NO:CODE]`: says every finding; status 1 if there is any.
pub fn check(desk: &mut Desk, head: Option<&str>) -> Result<(), Failure> {
    let wanted = head.map(|typed| Head::parse(typed).ok_or_else(|| Failure::Head(typed.to_owned()))).transpose()?;
    look(desk, &desk.open()?, wanted.as_ref())
}

fn look(desk: &mut Desk, store: &Store, wanted: Option<&Head>) -> Result<(), Failure> {
    let lang = desk.lang;
    let mut findings = store.check()?;
    if let Some(wanted) = wanted {
        match store.find_head(wanted)? {
            Some(finding) => findings.push(finding),
            None => desk.say(&words::head_found(lang, wanted))?,
        }
    }
    for finding in &findings {
        desk.say(&words::finding(lang, finding))?;
    }
    if !findings.is_empty() {
        desk.flush()?;
        return Err(Failure::Damage(findings.len()));
    }
    desk.say(Said::Sound.words(lang))?;
    store.head()?.map_or(Ok(()), |head| desk.say(&words::head(lang, &head)))
}
