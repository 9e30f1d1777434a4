//! Offices, groups and days off that come in later: all or none, with their journal lines, and duties that follow.

use tiendo::domain::deadline::expand;
use tiendo::domain::office::{Group, Holiday, Office, OfficeFile};
use tiendo::store::{DutyFilter, Setting, StoreError, Write};

use super::fixture::*;

fn file() -> OfficeFile {
    let like = |code: &str| Office { code: code.into(), ..offices().remove(1) };
    let below = Office { parent: Some("x.moi".into()), ..like("x.phong") };
    let group = Group { code: "x.nhom".into(), members: Vec::new(), ..groups().remove(0) };
    OfficeFile { offices: vec![below, like("x.moi")], groups: vec![group] }
}

#[test]
fn offices_come_in_all_or_none() {
    over_both(|mut store| {
        let before = store.catalog().unwrap();
        let mut bad = file();
        bad.groups.push(Group { note: None, ..groups().remove(0) });
        let refused = store.write(&lan(), now(), Write::SetOffices { file: bad, reason: None });
        assert!(matches!(refused, Err(StoreError::Already(code)) if code == "x.so"));
        let mut bad = file();
        bad.offices[1].parent = Some("x.nobody".into());
        let refused = store.write(&lan(), now(), Write::SetOffices { file: bad, reason: None });
        assert!(matches!(refused, Err(StoreError::Unknown(code)) if code == "x.nobody"));
        assert_eq!(store.catalog().unwrap(), before);

        assert_eq!(store.write(&lan(), now(), Write::SetOffices { file: file(), reason: None }).unwrap().rows, 3);
        let catalog = store.catalog().unwrap();
        assert_eq!((catalog.offices.len(), catalog.groups.len()), (before.offices.len() + 2, 2));
        let lines = store.journal(None, 3).unwrap();
        let kinds: Vec<_> = lines.iter().map(|line| (line.kind.as_str(), line.subject.as_str())).collect();
        assert_eq!(kinds, [("group", "x.nhom"), ("office", "x.moi"), ("office", "x.phong")]);
        assert_eq!(store.write(&lan(), now(), Write::SetOffices { file: file(), reason: None }).unwrap().rows, 0, "the same is passed over");
        assert_eq!(store.journal(None, 3).unwrap(), lines);
        assert_eq!(store.check().unwrap(), []);
    });
}

#[test]
fn a_day_off_moves_last_days_where_they_roll() {
    over_both(|mut store| {
        let mut write = |write| store.write(&lan(), now(), write).unwrap().rows;
        // The last day of "trước ngày 30/11/2022" is Tuesday, the 29th.
        let off = Holiday { on: day("2022-11-29"), name: "Nghỉ".into(), working: false };
        assert_eq!(write(Write::SetHolidays(vec![off.clone()])), 1, "nothing rolls yet");
        write(Write::SetSetting(Setting::RollOver(true)));
        let working = Holiday { name: "Làm bù".into(), working: true, ..off.clone() };
        assert!(write(Write::SetHolidays(vec![working.clone()])) > 1, "the day and the duties that move");
        assert_eq!(write(Write::SetHolidays(vec![working])), 0);
        assert!(write(Write::SetHolidays(vec![off])) > 1);
        let line = store.journal(None, 1).unwrap().remove(0);
        assert_eq!((line.kind.as_str(), line.subject.as_str()), ("holiday", "2022-11-29"));
        assert_eq!((line.before.as_deref(), line.after.as_deref()), (Some("working Làm bù"), Some("off Nghỉ")));
        let catalog = store.catalog().unwrap();
        for record in store.duties(&DutyFilter::default()).unwrap() {
            let (plan, rule) = catalog.rule(&record.duty.key.rule).unwrap();
            assert!(expand(&catalog, plan, rule).contains(&record.duty), "{:?}", record.duty);
        }
    });
}
