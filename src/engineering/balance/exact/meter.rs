//! Counts search nodes against a budget, so that an answer depends on nothing but the problem and the budget.

/// What a search has done and found so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    pub nodes: u64,
    /// Best score found.
    pub score: f64,
    /// No arrangement can score more.
    pub bound: f64,
    /// Words for the person waiting: what is being searched.
    pub stage: &'static str,
}

impl Progress {
    /// Returns how far the score may still rise.
    pub fn gap(&self) -> f64 {
        (self.bound - self.score).max(0.0)
    }
}

/// Told of progress every 4,096 nodes or so; returns false to stop the search.
pub type Observer<'a> = &'a mut dyn FnMut(&Progress) -> bool;

/// The budget of one search.
pub struct Meter<'a> {
    nodes: u64,
    limit: u64,
    next_report: u64,
    stopped: bool,
    progress: Progress,
    observer: Observer<'a>,
}

impl<'a> Meter<'a> {
    pub fn new(limit: u64, observer: Observer<'a>) -> Self {
        let progress = Progress { nodes: 0, score: f64::NEG_INFINITY, bound: 1.0, stage: "" };
        Self { nodes: 0, limit, next_report: 4096, stopped: false, progress, observer }
    }

    /// Adds nodes; false when the budget is spent or the observer said stop.
    pub fn spend(&mut self, nodes: u64) -> bool {
        self.nodes += nodes;
        if self.nodes >= self.next_report {
            self.next_report = self.nodes + 4096;
            self.report();
        }
        !self.is_spent()
    }

    /// Returns whether this many nodes are left.
    pub fn affords(&self, nodes: u64) -> bool {
        !self.stopped && self.nodes.saturating_add(nodes) <= self.limit
    }

    pub fn is_spent(&self) -> bool {
        self.stopped || self.nodes >= self.limit
    }

    pub fn nodes(&self) -> u64 {
        self.nodes
    }

    /// Allows this many nodes more than are spent.
    pub fn allow(&mut self, nodes: u64) {
        self.limit = self.nodes.saturating_add(nodes);
    }

    pub fn stage(&mut self, stage: &'static str) {
        self.progress.stage = stage;
        self.report();
    }

    pub fn found(&mut self, score: f64, bound: f64) {
        self.progress.score = score;
        self.progress.bound = bound;
    }

    /// Tells of a plan; what is known about the best possible stays.
    pub fn plan(&mut self, score: f64) {
        self.progress.score = score;
    }

    fn report(&mut self) {
        self.progress.nodes = self.nodes;
        self.stopped |= !(self.observer)(&self.progress);
    }
}
