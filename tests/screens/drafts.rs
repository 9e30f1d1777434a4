//! Stored drafts of forms: each opens its form and stands in it as it was typed.

use serde_json::{Value, json};
use tiendo::store::Store;

use crate::harness::TestSession;

/// Each form by its reference, with the texts of its fields.
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
        let shown = typed(&mut session);
        assert_eq!(shown[0], form[0]);
        // A form may have more fields since.
        for (name, text) in form[1].as_object().unwrap() {
            assert_eq!(shown[1][name], *text, "{name}: {}", session.text());
        }
    }
}

/// Version 0.2.0 stored texts in the order of the fields.
#[test]
fn a_draft_without_field_names_is_taken_up_by_a_form_of_as_many_fields() {
    let form = json!([{ "Record": { "CopyOf": "tth-2021" } }, ["tth-2026", "5", ""]]);
    let mut session = taken_up(TestSession::usual(), &form);
    let named = json!({ "Code": "tth-2026", "FieldYearsLater": "5", "SaveRecord": "" });
    assert_eq!(typed(&mut session)[1], named);
}

#[test]
fn a_stored_draft_of_other_fields_is_refused_and_kept() {
    let record = json!({ "Record": { "Office": null } });
    for texts in [json!(["a", "b"]), json!({ "Code": "x", "Gone": "typed" })] {
        let form = json!([record, texts]);
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
}

#[test]
fn a_stored_draft_is_taken_up_by_a_form_with_one_more_field() {
    let form = json!([{ "Record": { "CopyOf": "tth-2021" } }, { "Code": "tth-2026" }]);
    let mut session = taken_up(TestSession::usual(), &form);
    assert_eq!(typed(&mut session)[1]["Code"], "tth-2026");
    assert_eq!(typed(&mut session)[1]["FieldYearsLater"], "1");
}
