//! What can be done about a violation: edits with words, offered by the rule and tried on a copy of the project.
//!
//! A fix is offered only where its rule no longer objects afterwards; what other rules then say is for whoever shows it.
//! Nothing here chooses for a person. Lengths, loads and classes are never changed to please a rule.

use crate::calc::egc_of;
use crate::domain::{
    Circuit, CircuitId, CircuitLoad, ConductorSet, Edit, Feeder, FeederLoad, LoadBasis, LoadClass, Panel,
    Project, Slot, Source, Span, apply_all,
};
use crate::nec::tables::{StandardDevice, conductor, standard_ratings};
use crate::rules::{Finding, Object, Rule, RuleContext, Subject, Verdict, all_rules};
use crate::units::{Amperes, WireSize};

named_enum!(
    /// Fixes of one kind can be carried out together.
    FixKind {
        LargerConductors = "larger conductors",
        SmallerDevice = "smaller device",
        LargerDevice = "larger device",
        StandardDevice = "standard device",
        LargerEgc = "larger EGC",
        SplitCircuit = "split circuit",
        GfciBreaker = "GFCI breaker",
        AfciBreaker = "AFCI breaker",
    }
);

/// A fix.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    pub kind: FixKind,
    /// What it does, with sizes and numbers: `15 A device instead of 20 A`.
    pub label: String,
    pub edits: Vec<Edit>,
}

/// Whether the equipment grounding conductor grows with its ungrounded conductors (250.122(B)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Grounding {
    Keeps,
    GrowsAlong,
}

/// Returns what can be done about a violation, in the order in which its rule offers it. Of a shared fault all subjects are
/// put right at once.
pub fn fixes_of(project: &Project, finding: &Finding) -> Vec<Fix> {
    let cx = RuleContext::new(project);
    let Some(rule) = all_rules().iter().find(|rule| rule.meta().code == finding.meta.code) else {
        return Vec::new();
    };
    let objects = cx.objects();
    let of = |subject: &Subject| objects.iter().find(|object| object.subject() == *subject);
    let mut subjects = finding.subjects.iter().filter_map(of);
    let Some(first) = subjects.next() else { return Vec::new() };
    let fixes = rule.fixes(&cx, first);
    if finding.cause.is_none() {
        return fixes;
    }
    let others: Vec<Vec<Fix>> = subjects.map(|object| rule.fixes(&cx, object)).collect();
    fixes.into_iter().map(|fix| with_others(project, fix, &others)).collect()
}

/// Adds the fixes of the same kind of other subjects, where all of them together are legal.
fn with_others(project: &Project, fix: Fix, others: &[Vec<Fix>]) -> Fix {
    let alike: Vec<&Fix> =
        others.iter().filter_map(|fixes| fixes.iter().find(|other| other.kind == fix.kind)).collect();
    let more = alike.iter().flat_map(|other| other.edits.iter().cloned());
    let edits: Vec<Edit> = fix.edits.iter().cloned().chain(more).collect();
    if alike.is_empty() || apply_all(project, &edits).is_err() {
        return fix;
    }
    let label = format!("{}, {} circuits", fix.label, alike.len() + 1);
    Fix { label, edits, ..fix }
}

/// Returns the next larger conductors that a rule accepts.
pub(in crate::rules) fn larger_conductors(
    rule: &dyn Rule,
    cx: &RuleContext<'_>,
    object: &Object<'_>,
    grounding: Grounding,
) -> Option<Fix> {
    let set = conductors_of(object)?;
    let larger = WireSize::all().filter(|size| *size > set.size);
    larger.map(|size| enlarged(set, size, grounding)).find_map(|set_after| {
        let edits = vec![with_conductors(object, set_after.clone())?];
        let egc = set_after.egc.filter(|egc| set.egc != Some(*egc));
        let egc = egc.map(|egc| format!(", EGC {egc}")).unwrap_or_default();
        let label = format!("{} conductors instead of {}{egc}", set_after.size, set.size);
        accepts(rule, cx, object, &edits).then_some(Fix { kind: FixKind::LargerConductors, label, edits })
    })
}

/// Returns the next smaller standard device that a rule accepts and that still has room for the load.
pub(in crate::rules) fn smaller_device(
    rule: &dyn Rule,
    cx: &RuleContext<'_>,
    object: &Object<'_>,
) -> Option<Fix> {
    let now = device_of(cx, object)?;
    let ratings = standard_ratings(StandardDevice::Breaker, cx.edition);
    ratings.into_iter().rev().filter(|rating| *rating < now.0).take(4).find_map(|rating| {
        let edits = vec![with_device(cx, object, Amperes(rating))?];
        let holds = accepts(rule, cx, object, &edits) && !turns_wrong(cx, object, &edits);
        let label = format!("{} device instead of {now}", Amperes(rating));
        holds.then_some(Fix { kind: FixKind::SmallerDevice, label, edits })
    })
}

/// Returns the next larger device with the conductors it asks for, where no rule objects to the circuit then.
pub(in crate::rules) fn larger_device(
    rule: &dyn Rule,
    cx: &RuleContext<'_>,
    object: &Object<'_>,
) -> Option<Fix> {
    let Object::Circuit(panel, circuit) = object else { return None };
    // Lights and receptacles ask for lampholders and outlets of the larger rating (210.21, 210.23): not for us to assume.
    if matches!(circuit.class, LoadClass::Lighting | LoadClass::Receptacle) {
        return None;
    }
    let (now, set) = (circuit.trip?, circuit.conductors.as_ref()?);
    let ratings = standard_ratings(StandardDevice::Breaker, cx.edition);
    let larger = ratings.into_iter().filter(|rating| *rating > now.0).take(3).map(Amperes);
    let sizes: Vec<WireSize> = WireSize::all().filter(|size| *size >= set.size).take(4).collect();
    larger.flat_map(|rating| sizes.iter().map(move |size| (rating, *size))).find_map(|(rating, size)| {
        let set_after = enlarged(set, size, Grounding::Keeps);
        let changed = Circuit { trip: Some(rating), conductors: Some(set_after), ..(*circuit).clone() };
        let edits = vec![Edit::SetCircuit { panel: panel.id, circuit: Box::new(changed) }];
        let holds = accepts(rule, cx, object, &edits) && !turns_wrong(cx, object, &edits);
        let wires = if size == set.size { String::new() } else { format!(" and {size} conductors") };
        let label = format!("{rating} device{wires}");
        holds.then_some(Fix { kind: FixKind::LargerDevice, label, edits })
    })
}

/// Returns the standard devices next below and next above the present one, where no other rule objects to them.
pub(in crate::rules) fn standard_devices(
    rule: &dyn Rule,
    cx: &RuleContext<'_>,
    object: &Object<'_>,
) -> Vec<Fix> {
    let Some(now) = device_of(cx, object) else { return Vec::new() };
    let ratings = standard_ratings(StandardDevice::Breaker, cx.edition);
    let above = ratings.iter().find(|rating| **rating > now.0);
    let below = ratings.iter().rfind(|rating| **rating < now.0);
    let offered = [above, below].into_iter().flatten().filter_map(|rating| {
        let edits = vec![with_device(cx, object, Amperes(*rating))?];
        let holds = accepts(rule, cx, object, &edits) && !turns_wrong(cx, object, &edits);
        let label = format!("{} device instead of {now}", Amperes(*rating));
        holds.then_some(Fix { kind: FixKind::StandardDevice, label, edits })
    });
    offered.collect()
}

/// Returns the smallest equipment grounding conductor that a rule accepts.
pub(in crate::rules) fn larger_egc(
    rule: &dyn Rule,
    cx: &RuleContext<'_>,
    object: &Object<'_>,
) -> Option<Fix> {
    let set = conductors_of(object)?;
    let now = set.egc?;
    WireSize::all().filter(|size| *size > now).find_map(|size| {
        let edits = vec![with_conductors(object, ConductorSet { egc: Some(size), ..set.clone() })?];
        let label = format!("EGC {size} instead of {now}");
        accepts(rule, cx, object, &edits).then_some(Fix { kind: FixKind::LargerEgc, label, edits })
    })
}

/// What a breaker does for people besides its own work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Guard {
    GroundFault,
    ArcFault,
}

/// Returns the circuit with a breaker that protects people, where a rule accepts it.
pub(in crate::rules) fn guarding_breaker(
    rule: &dyn Rule,
    cx: &RuleContext<'_>,
    object: &Object<'_>,
    guard: Guard,
) -> Option<Fix> {
    let Object::Circuit(panel, circuit) = object else { return None };
    let mut changed = (*circuit).clone();
    let kind = match guard {
        Guard::GroundFault => {
            changed.gfci = true;
            FixKind::GfciBreaker
        }
        Guard::ArcFault => {
            changed.afci = true;
            FixKind::AfciBreaker
        }
    };
    let both = if changed.gfci && changed.afci { "with GFCI and AFCI" } else { "at the panelboard" };
    let edits = vec![Edit::SetCircuit { panel: panel.id, circuit: Box::new(changed) }];
    let label = format!("{kind} {both}");
    accepts(rule, cx, object, &edits).then_some(Fix { kind, label, edits })
}

/// Returns the circuit in two halves, the second on the legs of a panelboard's free slots that carry least.
pub(in crate::rules) fn split_circuit(
    rule: &dyn Rule,
    cx: &RuleContext<'_>,
    object: &Object<'_>,
) -> Option<Fix> {
    let Object::Circuit(panel, circuit) = object else { return None };
    let slot = lightest_free(cx, panel, circuit)?;
    let half = match &circuit.load {
        CircuitLoad::Total(va) => CircuitLoad::Total(*va * 0.5),
        CircuitLoad::PerPole(shares) => CircuitLoad::PerPole(shares.iter().map(|va| *va * 0.5).collect()),
    };
    let part = |n: u8| format!("{} ({n} of 2)", circuit.description.trim()).trim().to_owned();
    let first = Circuit { load: half.clone(), description: part(1), ..(*circuit).clone() };
    let id = CircuitId(cx.project.next_id());
    let second =
        Circuit { id, slot, load: half, description: part(2), locked: false, group: None, ..first.clone() };
    let edits = vec![
        Edit::SetCircuit { panel: panel.id, circuit: Box::new(first) },
        Edit::AddCircuit { panel: panel.id, circuit: Box::new(second) },
    ];
    let label = format!("Split into circuits {} and {slot}", circuit.slot);
    accepts(rule, cx, object, &edits).then_some(Fix { kind: FixKind::SplitCircuit, label, edits })
}

/// Returns the free slot for a breaker like this whose legs carry least, of several the nearest.
fn lightest_free(cx: &RuleContext<'_>, panel: &Panel, circuit: &Circuit) -> Option<Slot> {
    let loads = cx.loads.panels.get(&panel.id)?.va(LoadBasis::Connected);
    let free = (1..=panel.slots).map(Slot).filter(|s| panel.is_free(Span::new(*s, circuit.poles), &[]));
    let carried = |slot: &Slot| {
        let legs = Span::new(*slot, circuit.poles).legs(panel.system);
        legs.map(|leg| loads.get(leg).0).sum::<f64>()
    };
    let far = |slot: &Slot| {
        (slot.row().abs_diff(circuit.slot.row()), slot.is_left() != circuit.slot.is_left(), slot.0)
    };
    free.min_by(|a, b| carried(a).total_cmp(&carried(b)).then(far(a).cmp(&far(b))))
}

/// Whether a rule has nothing against an object after edits.
fn accepts(rule: &dyn Rule, cx: &RuleContext<'_>, object: &Object<'_>, edits: &[Edit]) -> bool {
    after(cx, object, edits, |cx, object| {
        matches!(rule.check(cx, object), Verdict::Pass | Verdict::NotApplicable)
    })
}

/// Whether a rule that has nothing against an object now would have after edits.
fn turns_wrong(cx: &RuleContext<'_>, object: &Object<'_>, edits: &[Edit]) -> bool {
    let wrong = |rule: &dyn Rule, cx: &RuleContext<'_>, object: &Object<'_>| {
        matches!(rule.check(cx, object), Verdict::Violation(_))
    };
    let looking = all_rules().iter().filter(|rule| rule.meta().looks_at.contains(&object.kind()));
    let clean: Vec<&&dyn Rule> = looking.filter(|rule| !wrong(**rule, cx, object)).collect();
    after(cx, object, edits, |cx, object| clean.iter().any(|rule| wrong(**rule, cx, object)))
}

/// Asks something of an object after edits; `false` where they are refused.
fn after(
    cx: &RuleContext<'_>,
    object: &Object<'_>,
    edits: &[Edit],
    ask: impl FnOnce(&RuleContext<'_>, &Object<'_>) -> bool,
) -> bool {
    let Ok((edited, _)) = apply_all(cx.project, edits) else { return false };
    let (kind, id) = (object.kind(), object.subject().id);
    let cx = RuleContext::new(&edited);
    let found = cx.objects().into_iter().find(|object| object.kind() == kind && object.subject().id == id);
    found.is_some_and(|object| ask(&cx, &object))
}

fn conductors_of<'o>(object: &'o Object<'_>) -> Option<&'o ConductorSet> {
    match object {
        Object::Circuit(_, circuit) => circuit.conductors.as_ref(),
        Object::Feeder(feeder) => feeder.feeder.conductors.as_ref(),
        _ => None,
    }
}

/// Returns conductors of another size; a neutral as large as the others grows with them.
fn enlarged(set: &ConductorSet, size: WireSize, grounding: Grounding) -> ConductorSet {
    let neutral = set.neutral.map(|neutral| if neutral == set.size { size } else { neutral });
    let egc = match (set.egc, grounding) {
        (Some(egc), Grounding::GrowsAlong) => Some(grown(egc, set.size, size)),
        (egc, _) => egc,
    };
    ConductorSet { size, neutral, egc, ..set.clone() }
}

/// Returns an equipment grounding conductor enlarged in the proportion of its ungrounded conductors (250.122(B)).
fn grown(egc: WireSize, from: WireSize, to: WireSize) -> WireSize {
    let cmil = |size: WireSize| conductor(size.name()).map(|row| row.cmil);
    let required = cmil(egc).zip(cmil(from)).zip(cmil(to)).map(|((egc, from), to)| egc * to / from);
    let row = required.and_then(|required| egc_of(required, conductor(to.name())));
    row.and_then(|row| row.size.parse().ok()).map_or(egc, |size: WireSize| size.max(egc))
}

fn with_conductors(object: &Object<'_>, set: ConductorSet) -> Option<Edit> {
    match object {
        Object::Circuit(panel, circuit) => {
            let changed = Circuit { conductors: Some(set), ..(*circuit).clone() };
            Some(Edit::SetCircuit { panel: panel.id, circuit: Box::new(changed) })
        }
        Object::Feeder(feeder) => {
            let changed = Feeder { conductors: Some(set), ..feeder.feeder.clone() };
            Some(Edit::SetFeeder { load: feeder.load, feeder: Some(Box::new(changed)) })
        }
        _ => None,
    }
}

/// Returns the rating of the device that belongs to an object: of a circuit its own, else the one ahead of its feeder.
fn device_of(cx: &RuleContext<'_>, object: &Object<'_>) -> Option<Amperes> {
    match object {
        Object::Circuit(_, circuit) => circuit.trip,
        _ => {
            let (_, feeder) = feeder_of(object)?;
            match feeder.source {
                Source::Circuit(panel, circuit) => cx.project.panel(panel)?.circuit(circuit)?.trip,
                Source::Service | Source::FeedThrough(_) | Source::Transformer(_) => feeder.ocpd,
            }
        }
    }
}

/// Gives an object another device, at the place where it has one.
fn with_device(cx: &RuleContext<'_>, object: &Object<'_>, rating: Amperes) -> Option<Edit> {
    let of_circuit = |panel, circuit: &Circuit| {
        let changed = Circuit { trip: Some(rating), ..circuit.clone() };
        Edit::SetCircuit { panel, circuit: Box::new(changed) }
    };
    if let Object::Circuit(panel, circuit) = object {
        return Some(of_circuit(panel.id, circuit));
    }
    let (load, feeder) = feeder_of(object)?;
    match feeder.source {
        Source::Circuit(panel, circuit) => {
            Some(of_circuit(panel, cx.project.panel(panel)?.circuit(circuit)?))
        }
        Source::Service | Source::FeedThrough(_) | Source::Transformer(_) => {
            let changed = Feeder { ocpd: Some(rating), ..feeder.clone() };
            Some(Edit::SetFeeder { load, feeder: Some(Box::new(changed)) })
        }
    }
}

/// Returns the feeder of a feeder, or of a transformer.
fn feeder_of<'o>(object: &'o Object<'_>) -> Option<(FeederLoad, &'o Feeder)> {
    match object {
        Object::Feeder(feeder) => Some((feeder.load, feeder.feeder)),
        Object::Transformer(transformer) => {
            Some((FeederLoad::Transformer(transformer.id), transformer.feeder.as_ref()?))
        }
        _ => None,
    }
}
