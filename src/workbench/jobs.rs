//! Background work: one named thread a lane, first in, first out; what a job came to is applied where the workbench lives.
//!
//! A job ends with a [`Done`]: what to do with its result, run by [`Workbench::poll`]. A panic in a job becomes a notice
//! and the lane goes on. Threads start with their first job and are waited for when the workbench goes.

use crate::workbench::Workbench;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// Called from other threads when there is something to poll.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// What to do with a result, where the workbench lives.
pub(in crate::workbench) type Done = Box<dyn FnOnce(&mut Workbench) + Send>;

/// Names a job as long as it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(u64);

/// How far a job is. A total of 0 means nobody can tell.
#[derive(Clone, Debug, Default)]
pub struct JobControl {
    stop: Arc<AtomicBool>,
    done: Arc<AtomicU64>,
    total: Arc<AtomicU64>,
}

impl JobControl {
    /// Returns whether the job should end early.
    pub fn is_cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Says how far the job is.
    pub fn report(&self, done: u64, total: u64) {
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    /// Returns how far the job is: done, of total.
    pub fn progress(&self) -> (u64, u64) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }

    /// Asks the job to end early.
    pub fn cancel(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// A job that waits or runs.
#[derive(Clone, Debug)]
pub struct Job {
    pub id: JobId,
    /// What it does, in words: "Export LP-1 as PDF".
    pub name: String,
    pub control: JobControl,
}

struct Task {
    id: JobId,
    name: String,
    control: JobControl,
    work: Box<dyn FnOnce(&JobControl) -> Done + Send>,
}

/// One thread with its queue.
#[derive(Default)]
struct Lane {
    sender: Option<Sender<Task>>,
    results: Option<Receiver<(JobId, Done)>>,
    jobs: VecDeque<Job>,
}

/// The lanes: files are quick and must stay in order; work may take long.
#[derive(Default)]
pub(in crate::workbench) struct Jobs {
    files: Lane,
    work: Lane,
    lab: Lane,
    next_id: u64,
    waker: Option<Waker>,
}

/// Which lane a job goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::workbench) enum LaneName {
    /// Reading and writing of projects, journal, settings.
    Files,
    /// Import, export, searches.
    Work,
    /// Drawing datasets, judging models: minutes.
    #[cfg_attr(not(feature = "ml"), expect(dead_code, reason = "only what trains takes this long"))]
    Lab,
}

impl std::fmt::Debug for Jobs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.jobs()).finish()
    }
}

impl Jobs {
    pub fn set_waker(&mut self, waker: Waker) {
        self.waker = Some(waker);
    }

    /// Returns what to call when there is something to poll.
    pub fn waker(&self) -> Option<Waker> {
        self.waker.clone()
    }

    /// Queues a job.
    pub fn start(
        &mut self,
        lane: LaneName,
        name: impl Into<String>,
        work: impl FnOnce(&JobControl) -> Done + Send + 'static,
    ) -> JobId {
        let id = JobId(self.next_id);
        self.next_id += 1;
        let waker = self.waker.clone();
        let (lane, thread_name) = match lane {
            LaneName::Files => (&mut self.files, "phasewright-files"),
            LaneName::Work => (&mut self.work, "phasewright-work"),
            LaneName::Lab => (&mut self.lab, "phasewright-lab"),
        };
        let name = name.into();
        let control = JobControl::default();
        lane.jobs.push_back(Job { id, name: name.clone(), control: control.clone() });
        let task = Task { id, name, control, work: Box::new(work) };
        let refused = match lane.sender(thread_name, waker) {
            Ok(sender) => sender.send(task).is_err(),
            Err(_) => true,
        };
        if refused {
            // No thread can be had: the job is not done, and says so at the next poll by being gone.
            lane.jobs.retain(|job| job.id != id);
            log::error!("no thread for background work");
        }
        id
    }

    /// Returns what waits or runs.
    pub fn jobs(&self) -> impl Iterator<Item = &Job> {
        self.work.jobs.iter().chain(&self.files.jobs).chain(&self.lab.jobs)
    }

    /// Takes what has ended since the last call.
    pub fn ended(&mut self) -> Vec<Done> {
        [&mut self.files, &mut self.work, &mut self.lab].into_iter().flat_map(Lane::ended).collect()
    }

    /// Waits a moment for something to end.
    pub fn wait(&mut self) -> Vec<Done> {
        let mut ended = self.ended();
        for lane in [&mut self.files, &mut self.work, &mut self.lab] {
            if ended.is_empty() && !lane.jobs.is_empty() {
                ended.extend(lane.wait(Duration::from_millis(20)));
            }
        }
        ended
    }

    /// Returns whether nothing waits or runs.
    pub fn is_idle(&self) -> bool {
        self.jobs().next().is_none()
    }

    /// Ends all work: long jobs are cancelled, files are finished, at most until `deadline` has passed.
    pub fn shut_down(&mut self, deadline: Duration) {
        for job in self.work.jobs.iter().chain(&self.lab.jobs) {
            job.control.cancel();
        }
        for lane in [&mut self.files, &mut self.work, &mut self.lab] {
            lane.sender = None;
            while !lane.jobs.is_empty() {
                match lane.results.as_ref().map(|results| results.recv_timeout(deadline)) {
                    Some(Ok((id, _))) => lane.jobs.retain(|job| job.id != id),
                    Some(Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected)) | None => break,
                }
            }
        }
    }
}

impl Lane {
    /// Returns the way to the thread, started if need be.
    fn sender(&mut self, name: &str, waker: Option<Waker>) -> std::io::Result<&Sender<Task>> {
        if self.sender.is_none() {
            let (sender, tasks) = channel::<Task>();
            let (ended, results) = channel();
            thread::Builder::new()
                .name(name.to_owned())
                .spawn(move || run(&tasks, &ended, waker.as_ref()))?;
            self.results = Some(results);
            self.sender = Some(sender);
        }
        self.sender.as_ref().ok_or_else(|| std::io::Error::other("no thread"))
    }

    fn ended(&mut self) -> Vec<Done> {
        let mut ended = Vec::new();
        while let Some(results) = &self.results {
            match results.try_recv() {
                Ok((id, done)) => {
                    self.jobs.retain(|job| job.id != id);
                    ended.push(done);
                }
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => break,
            }
        }
        ended
    }

    fn wait(&mut self, longest: Duration) -> Option<Done> {
        let (id, done) = self.results.as_ref()?.recv_timeout(longest).ok()?;
        self.jobs.retain(|job| job.id != id);
        Some(done)
    }
}

/// The life of a lane's thread.
fn run(tasks: &Receiver<Task>, ended: &Sender<(JobId, Done)>, waker: Option<&Waker>) {
    while let Ok(Task { id, name, control, work }) = tasks.recv() {
        let done = catch_unwind(AssertUnwindSafe(|| work(&control))).unwrap_or_else(|panic| {
            let why = panic
                .downcast_ref::<&str>()
                .map(|text| (*text).to_owned())
                .or_else(|| panic.downcast_ref::<String>().cloned())
                .unwrap_or_else(|| "no reason given".to_owned());
            Box::new(move |workbench: &mut Workbench| {
                workbench.warn_of_failure(&format!(
                    "{name} failed inside the program ({why}). Nothing was changed by it"
                ));
            })
        });
        if ended.send((id, done)).is_err() {
            return;
        }
        if let Some(waker) = waker {
            waker();
        }
    }
}

/// A place for one value that is waiting: a newer one replaces it.
#[derive(Debug)]
pub(in crate::workbench) struct Latest<T>(Arc<Mutex<Option<T>>>);

impl<T> Clone for Latest<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Default for Latest<T> {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(None)))
    }
}

impl<T> Latest<T> {
    /// Puts a value; returns whether one was waiting.
    pub fn put(&self, value: T) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).replace(value).is_some()
    }

    /// Takes the value.
    pub fn take(&self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbench::NoticeLevel;

    #[test]
    fn jobs_of_a_lane_end_in_order_and_wake() {
        let woken = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&woken);
        let mut jobs = Jobs::default();
        jobs.set_waker(Arc::new(move || {
            counter.fetch_add(1, Ordering::SeqCst);
        }));
        let order = Arc::new(Mutex::new(Vec::new()));
        for n in 0..20 {
            let order = Arc::clone(&order);
            jobs.start(LaneName::Files, format!("{n}"), move |control| {
                control.report(1, 1);
                order.lock().expect("not poisoned").push(n);
                Box::new(|_| ())
            });
        }
        let mut ended = 0;
        while !jobs.is_idle() {
            ended += jobs.wait().len();
        }
        assert_eq!(ended, 20);
        assert_eq!(*order.lock().expect("not poisoned"), (0..20).collect::<Vec<_>>());
        jobs.shut_down(Duration::from_secs(1));
        assert!(woken.load(Ordering::SeqCst) >= 19);
    }

    #[test]
    fn a_panic_becomes_a_notice_and_the_lane_goes_on() {
        let mut workbench = Workbench::default();
        workbench.start_job("Reckless", |_| panic!("on purpose"));
        workbench.start_job("Calm", |_| Box::new(|w: &mut Workbench| w.warn_of_failure("after")));
        workbench.run_until_idle();
        let texts: Vec<&str> = workbench.notices().iter().map(|n| n.text.as_str()).collect();
        assert_eq!(texts.len(), 2, "{texts:?}");
        assert!(texts[0].starts_with("Reckless failed inside the program (on purpose)"), "{texts:?}");
        assert!(workbench.notices().iter().all(|n| n.level == NoticeLevel::Error));
    }

    #[test]
    fn a_long_job_is_told_to_stop_when_the_workbench_goes() {
        let (started, wait) = channel();
        let mut workbench = Workbench::default();
        let stopped = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&stopped);
        workbench.start_job("Long", move |control| {
            started.send(()).expect("the test waits");
            while !control.is_cancelled() {
                thread::yield_now();
            }
            seen.store(true, Ordering::SeqCst);
            Box::new(|_| ())
        });
        wait.recv().expect("it starts");
        drop(workbench);
        assert!(stopped.load(Ordering::SeqCst));
    }
}
