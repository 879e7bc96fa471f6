//! Every weight learns, the options do what they say, and what does not fit is refused by name.

use crate::hrm::act::{Carry, Mode, Rows, act_step};
use crate::hrm::loss::{LossKind, Losses};
use crate::hrm::model::{
    GradientReach, Halting, Hrm, HrmConfig, Input, Pass, PositionEncoding, Weights, initial_weights,
};
use candle_core::{DType, Device, Tensor};

fn config() -> HrmConfig {
    let text = r#"{"seq_len": 5, "vocab_size": 6, "hidden_size": 16, "num_heads": 2, "H_layers": 1, "L_layers": 1,
        "puzzle_emb_ndim": 20, "num_puzzle_identifiers": 3, "halt_max_steps": 3}"#;
    serde_json::from_str(text).expect("a configuration")
}

fn model(config: &HrmConfig) -> Hrm {
    let weights = initial_weights(config, 7, &Device::Cpu).expect("weights");
    Hrm::new(config.clone(), weights, &Device::Cpu).expect("a model")
}

fn rows() -> Rows {
    Rows {
        tokens: vec![vec![0, 1, 2, 3, 4], vec![5, 4, 3, 2, 1]],
        labels: vec![vec![1, 1, -100, 2, 2], vec![3, -100, -100, -100, 0]],
        puzzles: vec![2, 0],
    }
}

/// Takes one learning step and returns the names of the weights that got no gradient other than zero.
fn without_gradient(config: &HrmConfig) -> Vec<String> {
    let model = model(config);
    let carry = Carry::empty(model.initial_state(2).expect("a state"), &rows());
    let step = act_step(&model, &carry, &rows(), Mode::Train, Pass::Learning, |_| 0).expect("a step");
    let gradients =
        Losses::of(LossKind::Stablemax, &step).expect("a loss").total.backward().expect("gradients");
    let learns = |tensor: &Tensor| {
        let gradient = gradients.get(tensor)?.abs().ok()?.sum_all().ok()?;
        Some(gradient.to_dtype(DType::F64).ok()?.to_scalar::<f64>().ok()? > 0.0)
    };
    let mut missing: Vec<String> = model
        .weights()
        .trained
        .iter()
        .filter(|(_, var)| learns(var.as_tensor()) != Some(true))
        .map(|(name, _)| name.clone())
        .collect();
    if step.puzzles.as_ref().and_then(|var| learns(var.as_tensor())) != Some(true) {
        missing.push("the puzzle table".to_owned());
    }
    missing
}

#[test]
fn every_weight_gets_a_gradient() {
    let plain = config();
    let learned = HrmConfig { pos_encodings: PositionEncoding::Learned, ..config() };
    let options = HrmConfig {
        gradient: GradientReach::LastCycle,
        halting: Halting::HaltOnly,
        shared_net: true,
        ..config()
    };
    for config in [plain, learned] {
        assert_eq!(without_gradient(&config), Vec::<String>::new(), "{config:?}");
    }
    // Nothing is learned about continuing, so its row alone stays; the head as a whole learns.
    assert_eq!(without_gradient(&options), Vec::<String>::new());
}

/// The gradient of one weight, against the loss a little to either side of it.
#[test]
fn gradients_agree_with_differences() {
    let config = HrmConfig { gradient: GradientReach::LastCycle, h_cycles: 1, l_cycles: 1, ..config() };
    let model = model(&config);
    let carry = Carry::empty(model.initial_state(2).expect("a state"), &rows());
    let loss = |pass: Pass| {
        let step = act_step(&model, &carry, &rows(), Mode::Evaluate, pass, |_| 0).expect("a step");
        Losses::of(LossKind::Softmax, &step).expect("a loss").total
    };
    let gradients = loss(Pass::Learning).backward().expect("gradients");
    for (name, var) in &model.weights().trained {
        let gradient = gradients.get(var.as_tensor()).expect("a gradient").flatten_all().expect("flat");
        let gradient: Vec<f32> = gradient.to_vec1().expect("values");
        let values: Vec<f32> = var.flatten_all().and_then(|t| t.to_vec1()).expect("values");
        // Where the gradient is largest the difference says most.
        let (at, steepest) =
            gradient.iter().enumerate().max_by(|a, b| a.1.abs().total_cmp(&b.1.abs())).expect("some");
        let with = |shift: f32| {
            let mut changed = values.clone();
            changed[at] += shift;
            let tensor = Tensor::from_vec(changed, var.shape(), &Device::Cpu).expect("a tensor");
            var.set(&tensor).expect("set");
            let loss: f64 = loss(Pass::Plain).to_scalar().expect("a number");
            loss
        };
        let h = 1e-2;
        let slope = (with(h) - with(-h)) / (2.0 * f64::from(h));
        with(0.0);
        let tensor = Tensor::from_vec(values.clone(), var.shape(), &Device::Cpu).expect("a tensor");
        var.set(&tensor).expect("set back");
        let far = (slope - f64::from(*steepest)).abs() / f64::from(steepest.abs()).max(1e-3);
        assert!(far < 0.03, "{name}[{at}]: {slope} beside {steepest}");
    }
}

#[test]
fn one_network_for_both_levels_has_half_the_weights() {
    let shared = model(&HrmConfig { shared_net: true, ..config() });
    assert!(!shared.weights().tensors().keys().any(|name| name.contains("H_level")));
    assert!(shared.weights().parameters() < model(&config()).weights().parameters());
}

#[test]
fn features_change_the_answer() {
    let config = HrmConfig { feature_width: 3, puzzle_emb_ndim: 0, ..config() };
    let model = model(&config);
    let tokens = Tensor::zeros((1, 5), DType::U32, &Device::Cpu).expect("tokens");
    let answer = |value: f32| {
        let features = Tensor::full(value, (1, 5, 3), &Device::Cpu).expect("features");
        let input = Input { tokens: &tokens, puzzles: None, features: Some(&features) };
        let state = model.initial_state(1).expect("a state");
        let segment = model.segment(&state, input, Pass::Plain).expect("a segment");
        segment.logits.flatten_all().and_then(|t| t.to_vec1::<f32>()).expect("values")
    };
    assert_eq!(answer(1.0), answer(1.0));
    assert_ne!(answer(1.0), answer(2.0));
}

#[test]
fn weights_that_do_not_fit_are_refused_by_name() {
    let tensors = model(&config()).weights().tensors();
    let load = |tensors| Weights::from_tensors(&config(), &tensors, &Device::Cpu).map(|w| w.parameters());
    let count = load(tensors.clone()).expect("they fit");
    // As published files have it.
    let compiled = tensors.iter().map(|(name, t)| (format!("_orig_mod.{name}"), t.clone())).collect();
    assert_eq!(load(compiled).expect("they fit"), count);
    let mut short = tensors.clone();
    short.remove("model.inner.lm_head.weight");
    assert!(load(short).expect_err("one is missing").to_string().contains("lm_head.weight is missing"));
    let mut more = tensors.clone();
    more.insert("model.inner.other".to_owned(), tensors["model.inner.H_init"].clone());
    assert!(load(more).expect_err("one too many").to_string().contains("model.inner.other"));
    let mut wide = tensors.clone();
    wide.insert("model.inner.H_init".to_owned(), tensors["model.inner.q_head.weight"].clone());
    assert!(load(wide).expect_err("another shape").to_string().contains("H_init has the shape"));
}

#[test]
fn rows_that_do_not_fit_are_refused() {
    let model = model(&config());
    let carry = Carry::empty(model.initial_state(2).expect("a state"), &rows());
    let refused = |rows: Rows| {
        act_step(&model, &carry, &rows, Mode::Train, Pass::Plain, |_| 0).expect_err("refused").to_string()
    };
    let mut classes = rows();
    classes.tokens[0][0] = 6;
    assert!(refused(classes).contains("classes"));
    let mut puzzles = rows();
    puzzles.puzzles[1] = 3;
    assert!(refused(puzzles).contains("beyond the 3 of the table"));
}

/// Rows that go on keep their puzzle; exploration holds a row back.
#[test]
fn a_row_takes_its_next_puzzle_only_when_it_has_halted() {
    let model = model(&config());
    let mut carry = Carry::empty(model.initial_state(2).expect("a state"), &rows());
    let mut next = rows();
    next.tokens.reverse();
    for step in 1..=3 {
        let batch = if step == 1 { rows() } else { next.clone() };
        let held = |_| 3;
        carry = act_step(&model, &carry, &batch, Mode::Train, Pass::Plain, held).expect("a step").carry;
        assert_eq!((carry.steps[0], carry.halted[0]), (step, step == 3));
        assert_eq!(carry.rows, rows());
    }
    let carry = act_step(&model, &carry, &next, Mode::Train, Pass::Plain, |_| 3).expect("a step").carry;
    assert_eq!((carry.rows.tokens, carry.steps), (next.tokens, vec![1, 1]));
}
