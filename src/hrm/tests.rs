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

/// Loss and gradients of a step with a node a block, beside those with tensors, which parity proves. Odd widths and lengths, so
/// that rows do not end where vectors do, and more tokens than are worked on together.
#[test]
fn blocks_as_nodes_come_to_what_tensors_come_to() {
    let wide = HrmConfig { hidden_size: 36, num_heads: 3, seq_len: 5, puzzle_emb_ndim: 0, ..config() };
    let learned = HrmConfig { pos_encodings: PositionEncoding::Learned, ..config() };
    let last = HrmConfig { gradient: GradientReach::LastCycle, ..config() };
    let shared = HrmConfig { shared_net: true, ..last.clone() };
    let long = HrmConfig { seq_len: 205, ..config() };
    for plain in [config(), wide, learned, last, shared, long] {
        let rows = rows_of(plain.seq_len);
        let learn = |config: &HrmConfig| {
            let model = model(config);
            let carry = Carry::empty(model.initial_state(2).expect("a state"), &rows);
            let step = act_step(&model, &carry, &rows, Mode::Train, Pass::Learning, |_| 0).expect("a step");
            learned_of(&model, &Losses::of(LossKind::Softmax, &step).expect("a loss").total)
        };
        agree(&learn(&plain), &learn(&HrmConfig { fused: true, ..plain.clone() }), &plain);
    }
}

/// The same where each token sees a few others, some of which are not there.
#[test]
fn blocks_as_nodes_see_what_is_around() {
    let plain = HrmConfig { puzzle_emb_ndim: 0, neighbors: 3, seq_len: 7, ..config() };
    let around: Vec<u32> = (0..2 * 7 * 4).map(|i| (i * 5 % 15) as u32).collect();
    let around = Tensor::from_vec(around, 2 * 7 * 4, &Device::Cpu).expect("a tensor");
    let tokens: Vec<u32> = (0..14).map(|i| (i * i % 6) as u32).collect();
    let tokens = Tensor::from_vec(tokens, (2, 7), &Device::Cpu).expect("tokens");
    let learn = |config: &HrmConfig| {
        let model = model(config);
        let input = Input { around: Some(&around), ..Input::of_tokens(&tokens) };
        let state = model.initial_state(2).expect("a state");
        let segment = model.segment(&state, input, Pass::Learning).expect("a segment");
        let squares = segment.logits.sqr().and_then(|squares| squares.sum_all()?.to_dtype(DType::F64));
        learned_of(&model, &squares.expect("a loss"))
    };
    agree(&learn(&plain), &learn(&HrmConfig { fused: true, ..plain.clone() }), &plain);
}

fn rows_of(tokens: usize) -> Rows {
    let row = |from: usize| (0..tokens).map(move |at| (from + at * (at + 3)) % 6);
    Rows {
        tokens: [0, 5].map(|from| row(from).map(|class| class as u32).collect()).to_vec(),
        labels: [1, 2].map(|from| row(from).map(|class| class as i64).collect()).to_vec(),
        puzzles: vec![2, 0],
    }
}

/// A loss, and the gradients of the weights by name.
type LearnedOf = (f64, Vec<(String, Vec<f32>)>);

fn learned_of(model: &Hrm, loss: &Tensor) -> LearnedOf {
    let store = loss.backward().expect("gradients");
    let gradient = |(name, var): (&String, &candle_core::Var)| {
        let values = store.get(var.as_tensor())?.flatten_all().ok()?.to_vec1::<f32>().ok()?;
        Some((name.clone(), values))
    };
    let gradients = model.weights().trained.iter().filter_map(gradient).collect();
    (loss.to_scalar::<f64>().expect("a number"), gradients)
}

fn agree((known, gradients): &LearnedOf, (found, others): &LearnedOf, config: &HrmConfig) {
    assert!((known - found).abs() < 1e-5 * known.abs(), "{known} beside {found}: {config:?}");
    assert_eq!(gradients.len(), others.len());
    for ((name, known), (_, found)) in gradients.iter().zip(others) {
        let largest = known.iter().fold(1e-3_f32, |most, g| most.max(g.abs()));
        let far = known.iter().zip(found).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(far < 2e-5 * largest.max(1.0), "{name}: {far} of {largest}, {config:?}");
    }
}

/// The gradient of one weight, against the loss a little to either side of it.
#[test]
fn gradients_agree_with_differences() {
    for fused in [false, true] {
        gradients_agree(&HrmConfig {
            gradient: GradientReach::LastCycle,
            h_cycles: 1,
            l_cycles: 1,
            fused,
            ..config()
        });
    }
}

fn gradients_agree(config: &HrmConfig) {
    let model = model(config);
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
        let input = Input { features: Some(&features), ..Input::of_tokens(&tokens) };
        let state = model.initial_state(1).expect("a state");
        let segment = model.segment(&state, input, Pass::Plain).expect("a segment");
        segment.logits.flatten_all().and_then(|t| t.to_vec1::<f32>()).expect("values")
    };
    assert_eq!(answer(1.0), answer(1.0));
    assert_ne!(answer(1.0), answer(2.0));
}

/// Neighbors that are all the others, with places that weigh nothing, are the attention that parity proves: the same network
/// with learned places of zero.
#[test]
fn neighbors_that_are_all_the_others_make_no_difference() {
    let full = HrmConfig { puzzle_emb_ndim: 0, pos_encodings: PositionEncoding::Learned, ..config() };
    let around = HrmConfig { pos_encodings: PositionEncoding::Rope, neighbors: 4, ..full.clone() };
    let mut tensors = model(&full).weights().tensors();
    let zero = |tensor: &Tensor| tensor.zeros_like().expect("zeros");
    let places = "model.inner.embed_pos.embedding_weight";
    tensors.insert(places.to_owned(), zero(&tensors[places]));
    let built = |config: &HrmConfig, tensors| {
        let weights = Weights::from_tensors(config, &tensors, &Device::Cpu).expect("they fit");
        Hrm::new(config.clone(), weights, &Device::Cpu).expect("a model")
    };
    let known = built(&full, tensors.clone());
    tensors.remove(places);
    // Places learned are averaged with the classes, which shrinks these by the root of 2.
    let classes = "model.inner.embed_tokens.embedding_weight";
    let smaller = (&tensors[classes] * std::f64::consts::FRAC_1_SQRT_2).expect("smaller");
    tensors.insert(classes.to_owned(), smaller);
    for (name, tensor) in model(&around).weights().tensors() {
        if name.contains("place_bias") {
            tensors.insert(name, zero(&tensor));
        }
    }
    let found = built(&around, tensors);
    let tokens = Tensor::new(&[[0_u32, 1, 2, 3, 4], [5, 4, 3, 2, 1]], &Device::Cpu).expect("tokens");
    // Itself first, then the others of its own row.
    let seen: Vec<u32> =
        (0..10).flat_map(|at| (0..5).map(move |other| at / 5 * 5 + (at + other) % 5)).collect();
    let seen = Tensor::from_vec(seen, 50, &Device::Cpu).expect("a tensor");
    let input = Input::of_tokens(&tokens);
    let state = known.initial_state(2).expect("a state");
    let known = known.segment(&state, input, Pass::Learning).expect("a segment");
    let found =
        found.segment(&state, Input { around: Some(&seen), ..input }, Pass::Learning).expect("a segment");
    let far = |a: &Tensor, b: &Tensor| -> f32 {
        (a - b).and_then(|d| d.abs()?.flatten_all()?.max(0)?.to_scalar()).expect("tensors of one shape")
    };
    assert!(far(&known.logits, &found.logits) < 1e-5 && far(&known.state.z_l, &found.state.z_l) < 1e-5);
}

/// Four tokens in a row, each seeing the next: what a token says depends on as many after it as there are layers, and on
/// nothing before it; without being told who stands around there is no answer.
#[test]
fn a_token_knows_of_those_it_sees_and_of_what_they_have_seen() {
    let config = HrmConfig { puzzle_emb_ndim: 0, neighbors: 1, h_cycles: 1, l_cycles: 1, ..config() };
    let model = model(&config);
    let around = Tensor::new(&[0_u32, 1, 1, 2, 2, 3, 3, 4], &Device::Cpu).expect("a tensor");
    let answers = |tokens: [u32; 4]| -> Vec<Vec<f32>> {
        let tokens = Tensor::new(&[tokens], &Device::Cpu).expect("tokens");
        let input = Input { around: Some(&around), ..Input::of_tokens(&tokens) };
        let state = model.initial_state_of(1, 4).expect("a state");
        let segment = model.segment(&state, input, Pass::Plain).expect("a segment");
        segment.logits.squeeze(0).and_then(|logits| logits.to_vec2()).expect("values")
    };
    let (before, after) = (answers([1, 2, 3, 4]), answers([1, 2, 3, 5]));
    let same: Vec<bool> = before.iter().zip(&after).map(|(a, b)| a == b).collect();
    assert_eq!(same, [true, false, false, false], "two layers of attention, one of each level");
    assert_eq!(answers([5, 2, 3, 4])[1..], before[1..]);
    let tokens = Tensor::new(&[[1_u32, 2, 3, 4]], &Device::Cpu).expect("tokens");
    let state = model.initial_state_of(1, 4).expect("a state");
    let refused =
        model.segment(&state, Input::of_tokens(&tokens), Pass::Plain).expect_err("alone").to_string();
    assert!(refused.contains("around"), "{refused}");
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
