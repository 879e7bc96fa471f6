//! Edits of the feed tree: service, transformers and feeders.

use super::{Change, EditError, claim_id, one_line, plan};
use crate::domain::topology::{fed_from, source_exists};
use crate::domain::{
    Device, DeviceKind, EntityId, Feeder, FeederLoad, OneLineNode, Project, Service, Source, Transformer,
    TransformerId,
};
use std::sync::Arc;

pub(super) fn set_service(project: &mut Project, service: Option<&Service>) -> Result<Change, EditError> {
    if service.is_none() {
        let fed = fed_from(project, |source| source == Source::Service);
        if !fed.is_empty() {
            return Err(EditError::StillFeeds { what: "the service".to_owned(), fed });
        }
    }
    project.service = service.cloned();
    let mut change = Change::of(EntityId::Service);
    if service.is_none() {
        one_line::forget(project, OneLineNode::Service, &mut change);
    }
    Ok(change)
}

pub(super) fn add_transformer(project: &mut Project, transformer: &Transformer) -> Result<Change, EditError> {
    if project.transformers.contains_key(&transformer.id) {
        return Err(EditError::IdInUse(transformer.id.0));
    }
    put_transformer(project, transformer)
}

pub(super) fn set_transformer(project: &mut Project, transformer: &Transformer) -> Result<Change, EditError> {
    let present = project.transformers.get(&transformer.id).ok_or(EditError::NoSuch("transformer"))?;
    let was = present.name.clone();
    let mut change = put_transformer(project, transformer)?;
    let is_symbol = |device: &Device| match device.kind {
        DeviceKind::Equipment => device.symbol == "transformer",
        DeviceKind::Disconnect => true,
        DeviceKind::Receptacle
        | DeviceKind::Switch
        | DeviceKind::Luminaire
        | DeviceKind::PanelLocation
        | DeviceKind::JunctionBox
        | DeviceKind::Data
        | DeviceKind::FireAlarm => false,
    };
    plan::relabel(project, (&was, &transformer.name), is_symbol, &mut change);
    Ok(change)
}

fn put_transformer(project: &mut Project, transformer: &Transformer) -> Result<Change, EditError> {
    if let Some(feeder) = &transformer.feeder {
        check_feeder(project, FeederLoad::Transformer(transformer.id), feeder)?;
    }
    claim_id(project, transformer.id.0);
    project.transformers.insert(transformer.id, Arc::new(transformer.clone()));
    Ok(Change::of(EntityId::Transformer(transformer.id)))
}

pub(super) fn remove_transformer(project: &mut Project, id: TransformerId) -> Result<Change, EditError> {
    let transformer = project.transformers.get(&id).ok_or(EditError::NoSuch("transformer"))?;
    let fed = fed_from(project, |source| source == Source::Transformer(id));
    if !fed.is_empty() {
        return Err(EditError::StillFeeds { what: transformer.name.clone(), fed });
    }
    project.transformers.remove(&id);
    let mut change = Change::of(EntityId::Transformer(id));
    one_line::forget(project, OneLineNode::Transformer(id), &mut change);
    Ok(change)
}

pub(super) fn set_feeder(
    project: &mut Project,
    load: FeederLoad,
    feeder: Option<&Feeder>,
) -> Result<Change, EditError> {
    if let Some(feeder) = feeder {
        check_feeder(project, load, feeder)?;
    }
    match load {
        FeederLoad::Panel(id) => {
            let panel = project.panels.get_mut(&id).ok_or(EditError::NoSuch("panel"))?;
            Arc::make_mut(panel).feeder = feeder.cloned();
            Ok(Change::of(EntityId::Panel(id)))
        }
        FeederLoad::Transformer(id) => {
            let transformer = project.transformers.get_mut(&id).ok_or(EditError::NoSuch("transformer"))?;
            Arc::make_mut(transformer).feeder = feeder.cloned();
            Ok(Change::of(EntityId::Transformer(id)))
        }
    }
}

/// Checks that a feeder's source exists and does not lie downstream of its load.
pub(super) fn check_feeder(project: &Project, load: FeederLoad, feeder: &Feeder) -> Result<(), EditError> {
    source_exists(project, feeder.source).map_err(EditError::NoSource)?;
    let mut at = source_load(feeder.source);
    // The tree is acyclic before the edit, so the walk up ends; the bound guards a damaged file.
    for _ in 0..=project.panels.len() + project.transformers.len() {
        match at {
            None => return Ok(()),
            Some(up) if up == load => return Err(EditError::FeedsItself { what: name_of(project, load) }),
            Some(up) => at = feeder_of(project, up).and_then(|f| source_load(f.source)),
        }
    }
    Err(EditError::FeedsItself { what: name_of(project, load) })
}

/// Returns the name of something that is fed by itself, if there is one.
pub(in crate::domain) fn cycle(project: &Project) -> Option<String> {
    let panels = project.panels().map(|p| (FeederLoad::Panel(p.id), p.feeder.as_ref()));
    let transformers = project.transformers().map(|t| (FeederLoad::Transformer(t.id), t.feeder.as_ref()));
    panels.chain(transformers).find_map(|(load, feeder)| match check_feeder(project, load, feeder?) {
        Err(EditError::FeedsItself { what }) => Some(what),
        _ => None,
    })
}

fn feeder_of(project: &Project, load: FeederLoad) -> Option<&Feeder> {
    match load {
        FeederLoad::Panel(id) => project.panel(id)?.feeder.as_ref(),
        FeederLoad::Transformer(id) => project.transformer(id)?.feeder.as_ref(),
    }
}

const fn source_load(source: Source) -> Option<FeederLoad> {
    match source {
        Source::Service => None,
        Source::Circuit(panel, _) | Source::FeedThrough(panel) => Some(FeederLoad::Panel(panel)),
        Source::Transformer(id) => Some(FeederLoad::Transformer(id)),
    }
}

fn name_of(project: &Project, load: FeederLoad) -> String {
    match load {
        FeederLoad::Panel(id) => project.panel(id).map(|p| p.name.clone()),
        FeederLoad::Transformer(id) => project.transformer(id).map(|t| t.name.clone()),
    }
    .unwrap_or_else(|| "it".to_owned())
}
