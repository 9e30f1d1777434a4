//! Drafts of forms as earlier versions stored them: each opens its form and stands in it as it was typed.

use serde_json::{Value, json};
use tiendo::store::Store;

use crate::harness::TestSession;

/// Each form by its reference, with the texts of its fields in order, the button last, as they
/// were stored before fields were typed.
const STORED: &str = include_str!("drafts.json");

/// The session after a start on this stored draft, which is taken up.
fn taken_up(session: TestSession, form: &Value) -> TestSession {
    let kept = json!({
        "at": "2026-06-05T03:40:00Z",
        "unsaved": { "cells": [], "notes": [], "form": form },
    });
    let store = Store::open(&session.path()).unwrap();
    store.keep_drafts("lan", Some(&kept.to_string())).unwrap();
    let mut session = session.again();
    session.press("c");
    session
}

/// What is typed and not saved.
fn typed(session: &mut TestSession) -> Value {
    serde_json::to_value(session.app.screen_and_model().0.form_draft()).unwrap()
}

#[test]
fn a_stored_draft_of_each_form_is_taken_up() {
    let forms: Vec<Value> = serde_json::from_str(STORED).unwrap();
    assert_eq!(forms.len(), 41);
    let mut session = TestSession::usual();
    for form in forms {
        session = taken_up(session, &form);
        assert_eq!(typed(&mut session), form, "{}", session.text());
    }
}

#[test]
fn a_stored_draft_of_other_fields_is_refused_and_kept() {
    let form = json!([{ "Record": { "Office": null } }, ["a", "b"]]);
    let mut session = taken_up(TestSession::usual(), &form);
    assert!(
        session.shows("Biểu mẫu nay có các mục khác"),
        "{}",
        session.text()
    );
    session.app.store_drafts();
    let kept = session.app.store().drafts("lan").unwrap().unwrap();
    let kept: Value = serde_json::from_str(&kept).unwrap();
    assert_eq!(kept["unsaved"]["form"], form);
}
