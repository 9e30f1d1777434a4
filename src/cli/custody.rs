//! Keeping the file: copies, the way back from one, a newer version, and whether all is well.

use std::path::Path;

use super::Failure;
use super::args::BackupArgs;
use super::output::Desk;
use crate::store::{Head, Store};
use crate::words::cli::Said;
use crate::words::custody as words;

/// `tiendo backup [FILE]`, `tiendo backup --nightly [FOLDER]`
pub fn backup(desk: &mut Desk, args: &BackupArgs) -> Result<(), Failure> {
    let (store, actor, lang) = (desk.open()?, desk.actor("cli"), desk.lang);
    if args.nightly {
        let Some(night) = store.backup_nightly(args.place.as_deref(), &actor, desk.now)? else { return Ok(()) };
        for copy in &night.unsound {
            desk.warn(&words::unsound(lang, copy));
        }
        return words::night(lang, &night).iter().try_for_each(|line| desk.say(line));
    }
    let copy = match &args.place {
        Some(file) => store.backup_to(file, &actor, desk.now).map(|()| Some(file.clone()))?,
        None => store.backup_now(&actor, desk.now)?,
    };
    copy.map_or(Ok(()), |copy| desk.say(&words::backed_up(lang, &copy)))
}

/// `tiendo restore FILE`
pub fn restore(desk: &mut Desk, from: &Path) -> Result<(), Failure> {
    let target = desk.db()?;
    let done = Store::restore(from, &target, &desk.actor("cli"), desk.now)?;
    desk.say(&words::restored(desk.lang, from, &target, &done))?;
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
