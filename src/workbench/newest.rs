//! A thread that works on the newest question only: one that still waits is dropped when a newer one comes.
//!
//! What is proposed, checked and told after every edit is asked in this way: by a revision that is no longer the present one
//! nobody is helped.

use super::Waker;
use super::jobs::Latest;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, channel, sync_channel};
use std::time::Duration;

/// The way to the thread. It ends by itself when this goes.
pub(in crate::workbench) struct NewestWorker<Q, A> {
    newest: Latest<Q>,
    bell: Option<SyncSender<()>>,
    answers: Receiver<A>,
}

impl<Q: Send + 'static, A: Send + 'static> NewestWorker<Q, A> {
    /// Starts the thread. `work` answers a question, or gives none where it was cancelled on the way; it does not panic.
    ///
    /// # Errors
    /// When there is no thread to be had.
    pub fn start(
        name: &str,
        waker: Option<Waker>,
        work: impl Fn(Q) -> Option<A> + Send + 'static,
    ) -> std::io::Result<Self> {
        let newest = Latest::<Q>::default();
        // One ring is enough: it means "look what is newest".
        let (bell, rings) = sync_channel(1);
        let (sender, answers) = channel();
        let waiting = newest.clone();
        std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            while rings.recv().is_ok() {
                let Some(answer) = waiting.take().and_then(&work) else { continue };
                if sender.send(answer).is_err() {
                    return;
                }
                if let Some(waker) = &waker {
                    waker();
                }
            }
        })?;
        Ok(Self { newest, bell: Some(bell), answers })
    }

    /// Hands a question over; one that still waits is dropped.
    pub fn ask(&self, question: Q) {
        self.newest.put(question);
        // Full: the thread will look anyway. Closed: it has ended, and nothing comes.
        let _ = self.bell.as_ref().map(|bell| bell.try_send(()));
    }

    /// Returns what has come since the last call.
    pub fn answers(&self) -> Vec<A> {
        self.answers.try_iter().collect()
    }

    /// Waits for the next answer.
    pub fn wait(&self, longest: Duration) -> Option<A> {
        self.answers.recv_timeout(longest).ok()
    }

    /// Ends the thread and waits a moment for it: one that works on and does not listen is not waited for.
    pub fn end(&mut self) {
        self.bell = None;
        drop(self.newest.take());
        while !matches!(
            self.answers.recv_timeout(Duration::from_secs(1)),
            Err(RecvTimeoutError::Disconnected | RecvTimeoutError::Timeout)
        ) {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn of_those_that_wait_only_the_newest_is_worked_on() {
        let (begin, begun) = mpsc::channel();
        let (go, gone) = mpsc::channel();
        let worker = NewestWorker::start("test", None, move |question: u32| {
            begin.send(question).expect("the test listens");
            gone.recv().expect("the test says so");
            (question != 9).then_some(question * 2)
        })
        .expect("a thread");
        worker.ask(1);
        assert_eq!(begun.recv(), Ok(1));
        worker.ask(2);
        worker.ask(3);
        go.send(()).expect("it waits");
        assert_eq!(worker.wait(Duration::from_secs(20)), Some(2));
        assert_eq!(begun.recv(), Ok(3), "2 was dropped");
        worker.ask(9);
        go.send(()).expect("it waits");
        assert_eq!(worker.wait(Duration::from_secs(20)), Some(6));
        assert_eq!(begun.recv(), Ok(9));
        go.send(()).expect("it waits");
        worker.ask(4);
        assert_eq!(begun.recv(), Ok(4));
        go.send(()).expect("it waits");
        assert_eq!(worker.wait(Duration::from_secs(20)), Some(8), "what gave no answer is passed over");
    }
}
