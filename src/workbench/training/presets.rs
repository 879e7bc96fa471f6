//! Settings of a new run: how long it may take, and whether it begins with a model or from scratch.

use crate::hrm::habits::habit_recipe;
use crate::hrm::{TrainConfig, recipe};
use serde::{Deserialize, Serialize};

/// How long a run may take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Preset {
    /// About two minutes on one core.
    #[default]
    Quick,
    /// About an hour.
    Standard,
    /// About eight hours.
    Overnight,
    /// Settings of one's own.
    Own,
}

impl Preset {
    /// The ones that can be chosen.
    pub const ALL: [Self; 3] = [Self::Quick, Self::Standard, Self::Overnight];

    /// Returns its words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Quick => "Quick, about 2 min",
            Self::Standard => "Standard, about 1 h",
            Self::Overnight => "Overnight, about 8 h",
            Self::Own => "Own settings",
        }
    }
}

/// Steps of a task's presets, from what a step of its recipe was measured to take on one core: quick, standard, overnight.
const fn steps(task: &str) -> [u64; 3] {
    match task.as_bytes() {
        b"balance" => [300, 9_000, 72_000],
        b"routing" => [600, 18_000, 144_000],
        b"validation" => [1_000, 30_000, 240_000],
        b"loads" => [2_000, 60_000, 480_000],
        _ => [300, 9_000, 72_000],
    }
}

/// Returns the settings of a new run. `base` are those of the model it begins with, where it begins with one: the shape of the
/// network and the options of the task are its own, the rate is gentle.
pub fn preset_settings(task: &str, preset: Preset, base: Option<&TrainConfig>) -> TrainConfig {
    let usual = recipe(Some(task));
    let [quick, standard, overnight] = steps(task);
    let steps = match preset {
        Preset::Quick | Preset::Own => quick,
        Preset::Standard => standard,
        Preset::Overnight => overnight,
    };
    let from = base.unwrap_or(&usual);
    let mut settings = TrainConfig { extended: 0, ..from.clone() };
    settings.steps = steps;
    // Whoever wants the bytes of an older run again takes that run's own settings.
    settings.model.fused = true;
    settings.judge_every = (steps / 20).max(1);
    settings.checkpoint_every = (steps / 10).clamp(1, 500);
    settings.rate.warmup = (steps / 20).max(1);
    settings.ema = usual.ema.map(|_| average_over(steps));
    if base.is_some() {
        settings.rate.base = usual.rate.base / 5.0;
    }
    settings
}

/// Returns the settings of a run that learns a firm's habits from finished panelboards, beside legs that stay.
pub fn habit_settings(preset: Preset) -> TrainConfig {
    let steps = match preset {
        Preset::Quick | Preset::Own => 300,
        Preset::Standard => 1_500,
        Preset::Overnight => 5_000,
    };
    let mut settings = TrainConfig { steps, ..habit_recipe() };
    settings.judge_every = (steps / 20).max(1);
    settings.checkpoint_every = (steps / 10).clamp(1, 500);
    settings.rate.warmup = (steps / 20).max(1);
    settings.ema = Some(average_over(steps));
    settings
}

/// Share of the old average that a step keeps, so that the average reaches back over a twentieth of the run.
fn average_over(steps: u64) -> f64 {
    (1.0 - 20.0 / steps as f64).clamp(0.5, 0.999)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hrm::ModelShape;

    #[test]
    fn every_preset_is_a_run_that_can_be() {
        for task in ["balance", "routing", "loads", "validation"] {
            let mut before = 0;
            for preset in Preset::ALL {
                let settings = preset_settings(task, preset, None);
                settings.check().expect("holds");
                assert!(settings.steps > before && settings.judge_every <= settings.steps);
                before = settings.steps;
            }
        }
    }

    #[test]
    fn habits_are_learned_in_minutes_and_longer() {
        let steps = Preset::ALL.map(|preset| {
            let settings = habit_settings(preset);
            settings.check().expect("holds");
            settings.steps
        });
        assert!(steps.is_sorted());
    }

    #[test]
    fn a_run_from_a_model_has_its_shape_and_a_gentle_rate() {
        let base = TrainConfig { batch: 7, ..recipe(Some("balance")) };
        let settings = preset_settings("balance", Preset::Quick, Some(&base));
        let shape = ModelShape { fused: true, ..base.model.clone() };
        assert_eq!((settings.batch, &settings.model), (7, &shape));
        assert!(settings.rate.base < preset_settings("balance", Preset::Quick, None).rate.base);
    }
}
