//! Assessments of long lists, made by a thread with its own connection while keys are handled. Must not depend on panes
//! other than the requests.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;

use chrono::NaiveDate;

use crate::domain::assessment::assess;
use crate::panes::assessments::{AssessmentRequest, RequestedAssessment};
use crate::store::{Store, StoreError};

/// A running thread; it ends when this is dropped.
#[derive(Debug)]
pub(super) struct AssessmentJob {
    requests: Sender<Vec<AssessmentRequest>>,
    answers: Receiver<Result<RequestedAssessment, StoreError>>,
}

impl AssessmentJob {
    /// Starts the thread on a file, for assessments on a day.
    pub(super) fn start(path: PathBuf, day: NaiveDate) -> Self {
        let (requests, asked) = channel();
        let (send, answers) = channel();
        // Without a thread the answers are disconnected, and the lists stay without these assessments.
        drop(thread::Builder::new().spawn(move || {
            if let Err(error) = answer_requests(&path, day, &asked, &send) {
                drop(send.send(Err(error)));
            }
        }));
        Self { requests, answers }
    }

    /// Sends requests; they are answered before older ones. `false` if the thread has ended.
    pub(super) fn send(&self, requests: Vec<AssessmentRequest>) -> bool {
        self.requests.send(requests).is_ok()
    }

    /// Takes an answer, or the error that ended the thread; an error of the channel if there is none.
    pub(super) fn take_answer(
        &self,
    ) -> Result<Result<RequestedAssessment, StoreError>, TryRecvError> {
        self.answers.try_recv()
    }
}

/// Answers requests until their sender is gone. Each read is finished before the next begins, so that the log can be
/// truncated meanwhile.
fn answer_requests(
    path: &Path,
    day: NaiveDate,
    requests: &Receiver<Vec<AssessmentRequest>>,
    answers: &Sender<Result<RequestedAssessment, StoreError>>,
) -> Result<(), StoreError> {
    let store = Store::open(path)?;
    let catalog = store.catalog_as_of(day)?;
    let mut queue = VecDeque::new();
    loop {
        let newer = if queue.is_empty() {
            requests.recv().ok()
        } else {
            match requests.try_recv() {
                Ok(newer) => Some(newer),
                Err(TryRecvError::Empty) => Some(Vec::new()),
                Err(TryRecvError::Disconnected) => None,
            }
        };
        let Some(newer) = newer else { return Ok(()) };
        for request in newer.into_iter().rev() {
            queue.push_front(request);
        }
        let Some(request) = queue.pop_front() else {
            continue;
        };
        // A measure that is gone: its plan changed, and everything is read again.
        let Some(measure) = catalog.measure(&request.measure) else {
            continue;
        };
        let figures = store.figures_of_measure(&request.measure)?;
        let assessment = assess(&catalog, measure, &figures, day);
        let answer = RequestedAssessment {
            request,
            assessment,
        };
        if answers.send(Ok(answer)).is_err() {
            return Ok(());
        }
    }
}
