//! Champions: which there are, what would change, made and taken back. All files of a promotion are written before the one
//! that says who is champion, and that one is written whole or not at all.

use crate::hrm::HrmError;
use crate::hrm::registry::{Decision, Listed, Parent, Registry, TASKS};
use crate::workbench::jobs::JobControl;
use crate::workbench::lab::compare::{Changes, sample_projects};
use crate::workbench::lab::evaluation::{Evaluation, forget, read_model};
use crate::workbench::lab::gate::{GateTable, Measured, gate_table, headline};
use crate::workbench::lab::task::{Pair, lab_task};
use crate::workbench::live::{ModelCardWords, card_words};
use crate::workbench::{NoticeLevel, Workbench};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A champion that a task has or can go back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChampionRow {
    pub id: String,
    /// When it became champion, in seconds since 1970; `None` for the one the task began with, or where nobody noted it.
    pub at: Option<u64>,
    /// SHA-256 of its weights; `None` where they cannot be read.
    pub sha256: Option<String>,
    /// Why it was promoted against the numbers.
    pub forced: Option<String>,
    /// Why it cannot be used.
    pub problem: Option<String>,
}

/// A model of the registry.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelRow {
    pub task: String,
    pub id: String,
    pub champion: bool,
    pub shipped: bool,
    /// The score that counts on its test set.
    pub measured: Option<Measured>,
    /// Its parents, nearest first.
    pub lineage: Vec<Parent>,
    /// The day it was made.
    pub date: String,
    pub data_sha256: String,
    /// Its card in words, or why it cannot be used.
    pub card: Result<Arc<ModelCardWords>, String>,
}

/// What is known of the registry.
struct Known {
    champions: BTreeMap<String, Vec<ChampionRow>>,
    models: Vec<ModelRow>,
    gate: GateTable,
}

impl Workbench {
    /// Looks at the folder and the registry again; the first time, what was deleted before is gone.
    pub(super) fn look_into_lab(&mut self) {
        if !self.lab.looked {
            self.lab.looked = true;
            self.empty_dataset_trash();
            self.read_evaluations();
        } else {
            self.look_at_models();
        }
        self.list_datasets();
        self.preview_dataset();
    }

    /// Reads the registry again, in the background.
    pub(super) fn look_at_models(&mut self) {
        let (models, evaluations) = (self.places.models.clone(), self.lab.evaluations.clone());
        self.start_in_lab("Look at the models", move |_| {
            let known = known(&Registry::open(models), &evaluations);
            Box::new(move |workbench: &mut Self| match known {
                Ok(Known { champions, models, gate }) => {
                    (workbench.lab.champions, workbench.lab.models) = (champions, models);
                    (workbench.lab.gate, workbench.lab.problem) = (Arc::new(gate), None);
                }
                Err(why) => workbench.lab.problem = Some(why),
            })
        });
    }

    /// Looks for what the candidates would change in five projects.
    pub(super) fn compare_candidates(&mut self) {
        let (models, evaluations) = (self.places.models.clone(), self.lab.evaluations.clone());
        self.lab.changes = None;
        let handle = self.start_in_lab("Look for what would change", move |control| {
            let outcome = compared(&Registry::open(models), &evaluations, control);
            Box::new(move |workbench: &mut Self| {
                workbench.lab.comparing = None;
                workbench.lab.changes = outcome.transpose().map(|changes| changes.map(Arc::new));
            })
        });
        self.lab.comparing = Some(handle);
    }

    /// Makes the candidates champions, all of them or none.
    pub(super) fn promote_candidates(&mut self, reason: Option<String>) {
        let (models, evaluations) = (self.places.models.clone(), self.lab.evaluations.clone());
        let (now, training) = (self.now(), self.places.training.clone());
        self.start_in_lab("Promote", move |_| {
            let registry = Registry::open(models).at(now);
            let promoted = promoted(&registry, &evaluations, reason.as_deref(), training.as_deref());
            Box::new(move |workbench: &mut Self| {
                match promoted {
                    Ok(words) => {
                        workbench.lab.evaluations.clear();
                        workbench.lab.changes = None;
                        workbench.notify(NoticeLevel::Info, words, false);
                        workbench.use_champions();
                    }
                    Err(why) => workbench.warn_of_failure(&format!("Not promoted: {why}")),
                }
                workbench.look_at_models();
            })
        });
    }

    /// Makes an earlier champion champion again.
    pub(super) fn roll_champion_back(&mut self, task: String, id: String) {
        let (models, now) = (self.places.models.clone(), self.now());
        self.start_in_lab("Roll back", move |_| {
            let back = Registry::open(models).at(now).rollback_to(&task, &id);
            Box::new(move |workbench: &mut Self| {
                match back {
                    Ok(card) => {
                        let hash = super::datasets::short_hash(&card.sha256);
                        let text = format!(
                            "{id} is champion of {task} again; its weights are what they were, SHA-256 {hash}"
                        );
                        workbench.notify(NoticeLevel::Info, text, false);
                        workbench.use_champions();
                    }
                    Err(error) => {
                        workbench.warn_of_failure(&format!("The champion of {task} stays: {error}"))
                    }
                }
                workbench.lab.changes = None;
                workbench.look_at_models();
            })
        });
    }

    /// Takes the present champions into use.
    fn use_champions(&mut self) {
        self.load_balance_model();
        self.load_route_model();
        self.tell_studio();
    }
}

fn known(registry: &Registry, evaluations: &BTreeMap<String, Arc<Evaluation>>) -> Result<Known, String> {
    let text = |error: HrmError| error.to_string();
    let listed = registry.list().map_err(text)?;
    let mut champions = BTreeMap::new();
    for task in TASKS {
        let rows = registry.champions(task.name).map_err(text)?;
        let rows = rows.into_iter().map(|(id, change)| {
            let card = listed.iter().find(|model| model.id == id).map(|model| &model.card);
            ChampionRow {
                at: change.as_ref().and_then(|change| change.at),
                forced: change.and_then(|change| change.forced),
                sha256: card.and_then(|card| card.as_ref().ok()).map(|card| card.sha256.clone()),
                problem: match card {
                    Some(Ok(_)) => None,
                    Some(Err(why)) => Some(why.clone()),
                    None => Some("it is here no more".to_owned()),
                },
                id,
            }
        });
        champions.insert(task.name.to_owned(), rows.collect());
    }
    let models = listed.iter().map(|model| row(registry, model)).collect();
    Ok(Known { champions, models, gate: gate_table(registry, evaluations)? })
}

fn row(registry: &Registry, model: &Listed) -> ModelRow {
    let card = model.card.as_ref();
    ModelRow {
        task: model.task.clone(),
        id: model.id.clone(),
        champion: model.champion,
        shipped: model.shipped,
        measured: card.ok().and_then(|card| headline(&model.task, card.metrics.as_ref()?)),
        // A chain that cannot be read is none; the card says what is wrong.
        lineage: registry.lineage(&model.id).unwrap_or_default(),
        date: card.map(|card| card.made.date.clone()).unwrap_or_default(),
        data_sha256: card.map(|card| card.data.sha256.clone()).unwrap_or_default(),
        card: card.map(|card| Arc::new(card_words(card))).map_err(Clone::clone),
    }
}

/// Compares champions and candidates; `None` when it was cancelled.
fn compared(
    registry: &Registry,
    evaluations: &BTreeMap<String, Arc<Evaluation>>,
    control: &JobControl,
) -> Result<Option<Changes>, String> {
    let text = |error: HrmError| error.to_string();
    let projects = sample_projects()?;
    let mut changes = Changes {
        projects: projects.iter().map(|project| project.info().name.clone()).collect(),
        rows: Vec::new(),
    };
    let total = (evaluations.len() * projects.len()) as u64;
    let mut done = 0;
    for evaluation in evaluations.values() {
        let Some(task) = lab_task(&evaluation.task) else { continue };
        let Some(champion) = registry.champion(task.name).map_err(text)? else { continue };
        for project in &projects {
            control.report(done, total);
            done += 1;
            if control.is_cancelled() {
                return Ok(None);
            }
            let read = |from: &Path| read_model(registry, from).map_err(text);
            let pair = Pair {
                champion: (champion.clone(), read(Path::new(&champion))?),
                candidate: (evaluation.title.clone(), read(&evaluation.from)?),
            };
            changes.rows.extend((task.compare)(std::slice::from_ref(project), pair).map_err(text)?);
        }
    }
    Ok(Some(changes))
}

/// Takes the candidates into the registry where they are runs, and makes them champions. Returns what happened in words.
fn promoted(
    registry: &Registry,
    evaluations: &BTreeMap<String, Arc<Evaluation>>,
    reason: Option<&str>,
    training: Option<&Path>,
) -> Result<String, String> {
    let text = |error: HrmError| error.to_string();
    if evaluations.is_empty() {
        return Err("there is no candidate".to_owned());
    }
    // Before anything is written.
    let objections = gate_table(registry, evaluations)?.objections();
    if reason.is_none() && !objections.is_empty() {
        return Err(objections.join("; "));
    }
    let mut ids = Vec::new();
    for evaluation in evaluations.values() {
        ids.push(taken_in(registry, evaluation)?);
    }
    let names: Vec<&str> = ids.iter().map(String::as_str).collect();
    let judged = registry.promote_together(&names, reason).map_err(text)?;
    let words = judged.iter().map(|promotion| {
        let before = promotion.before.as_deref().map_or_else(String::new, |id| format!(", before {id}"));
        match promotion.decision {
            Decision::Promoted | Decision::Already => {
                format!("{} is champion of {}{before}", promotion.id, promotion.task)
            }
            Decision::Refused | Decision::Held => {
                format!("{} is not promoted for {}", promotion.id, promotion.task)
            }
        }
    });
    let words = words.collect::<Vec<_>>().join("; ");
    for task in evaluations.keys() {
        let file: Option<PathBuf> =
            training.map(|place| place.join("evaluations").join(format!("{task}.json")));
        forget(registry, task, file.as_deref()).map_err(text)?;
    }
    Ok(words)
}

/// Returns the name of a candidate in the registry; a run is taken in under the next free one of its task.
fn taken_in(registry: &Registry, evaluation: &Evaluation) -> Result<String, String> {
    let text = |error: HrmError| error.to_string();
    if let Some(id) = registry.with_weights(&evaluation.sha256).map_err(text)? {
        return Ok(id);
    }
    let taken: Vec<String> = registry.list().map_err(text)?.into_iter().map(|listed| listed.id).collect();
    let id = (1..)
        .map(|number| format!("{}-{number}", evaluation.task))
        .find(|id| !taken.contains(id))
        .unwrap_or_default();
    let mut answer = evaluation.answer.clone();
    if let Some(fields) = answer.as_object_mut() {
        fields.insert("model".to_owned(), id.clone().into());
    }
    let card = registry
        .import_tested(&evaluation.from, Some(&id), Some(answer), Some(evaluation.test.clone()))
        .map_err(text)?;
    if card.sha256 != evaluation.sha256 {
        return Err(format!(
            "{} is not what was judged: its weights have changed; evaluate it again",
            evaluation.title
        ));
    }
    Ok(card.id)
}
