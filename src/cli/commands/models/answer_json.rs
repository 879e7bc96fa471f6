//! The answers of `models` as the JSON documents that scripts read.

use crate::hrm::Estimate;
use crate::hrm::registry::{Card, CellGate, Decision, Listed, Promotion, Stored};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

pub(super) fn list(place: Option<&Path>, models: &[Listed]) -> Value {
    let model = |model: &Listed| {
        json!({
            "task": model.task,
            "id": model.id,
            "champion": model.champion,
            "shipped": model.shipped,
            "title": model.card.as_ref().ok().map(|card| &card.title),
            "sha256": model.card.as_ref().ok().map(|card| &card.sha256),
            "error": model.card.as_ref().err(),
        })
    };
    json!({ "place": place, "models": models.iter().map(model).collect::<Value>() })
}

pub(super) fn show(stored: &Stored, champion: bool) -> Value {
    json!({
        "card": stored.card,
        "champion": champion,
        "shipped": stored.folder.is_none(),
        "folder": stored.folder,
    })
}

pub(super) fn promotion(promotion: &Promotion) -> Value {
    let gate = &promotion.gate;
    let cell = |cell: &CellGate| {
        json!({
            "cell": cell.cell,
            "champion": cell.champion.to_json(),
            "candidate": cell.candidate.as_ref().map(Estimate::to_json),
            "holds": cell.holds(),
        })
    };
    json!({
        "task": promotion.task,
        "id": promotion.id,
        "before": promotion.before,
        "decision": match promotion.decision {
            Decision::Promoted => "promoted",
            Decision::Already => "already",
            Decision::Refused => "refused",
            Decision::Held => "held",
        },
        "gate": {
            "passed": gate.passed(),
            "cells": gate.cells.iter().map(cell).collect::<Value>(),
            "not_compared": gate.nothing.as_ref().or(gate.unlike.as_ref()),
        },
    })
}

pub(super) fn rollback(card: &Card) -> Value {
    json!({ "task": card.task, "champion": card.id, "sha256": card.sha256 })
}

pub(super) fn import(card: &Card, folder: Option<&Path>) -> Value {
    json!({ "task": card.task, "id": card.id, "sha256": card.sha256, "folder": folder })
}

pub(super) fn export(id: &str, files: &[PathBuf]) -> Value {
    json!({ "id": id, "files": files })
}
