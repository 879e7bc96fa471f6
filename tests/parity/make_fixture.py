"""Records parity fixtures with an implementation of the network that shares nothing with ours: JAX, float64, its own
automatic differentiation. Written from the published description, for shapes beyond the reference's recording.

    pip install jax numpy safetensors
    python make_fixture.py learned_with_puzzles OUT_FOLDER

The layout of a folder is that of the recordings of the reference: see `src/hrm/parity.rs`.
"""

import json
import os
import sys

import jax
import jax.numpy as jnp
import numpy as np
from safetensors.numpy import save_file

jax.config.update("jax_enable_x64", True)

SHAPES = {
    # learned places, a puzzle vector over two slots with padding, uneven cycles and layers, odd expansion
    "learned_with_puzzles": dict(
        batch_size=3, seq_len=10, puzzle_emb_ndim=40, num_puzzle_identifiers=4, vocab_size=7, H_cycles=3, L_cycles=1,
        H_layers=1, L_layers=2, hidden_size=24, expansion=2.5, num_heads=3, pos_encodings="learned",
        rms_norm_eps=1e-6, rope_theta=10000.0, halt_max_steps=3, halt_exploration_prob=0.0, forward_dtype="float32"),
    # rotation with another base and a puzzle vector of exactly one slot, softmax in training
    "rope_with_puzzle_softmax": dict(
        batch_size=2, seq_len=9, puzzle_emb_ndim=16, num_puzzle_identifiers=5, vocab_size=6, H_cycles=1, L_cycles=3,
        H_layers=2, L_layers=1, hidden_size=16, expansion=4.0, num_heads=2, pos_encodings="rope",
        rms_norm_eps=1e-5, rope_theta=500.0, halt_max_steps=4, halt_exploration_prob=0.0, forward_dtype="float32"),
}
TRAIN_LOSS = {"learned_with_puzzles": "stablemax_cross_entropy", "rope_with_puzzle_softmax": "softmax_cross_entropy"}
OPTIMIZER = dict(base_lr=2e-3, betas=[0.9, 0.99], weight_decay=0.5, warmup=2, total=12, min_ratio=0.2,
                 puzzle_emb_base_lr=2e-2, puzzle_emb_weight_decay=0.3)
TABLE, ROWS = "model.inner.puzzle_emb.weights", "model.inner.puzzle_emb.local_weights"
P = "model.inner."


def gated_width(c):
    return -(-round(c["expansion"] * c["hidden_size"] * 2 / 3) // 256) * 256


def slots(c):
    return -(-c["puzzle_emb_ndim"] // c["hidden_size"])


def weights(c, rng):
    d, inter, t = c["hidden_size"], gated_width(c), slots(c) + c["seq_len"]
    draw = lambda *shape: (rng.standard_normal(shape) / np.sqrt(shape[-1])).astype(np.float32)
    w = {P + "H_init": rng.standard_normal(d).astype(np.float32), P + "L_init": rng.standard_normal(d).astype(np.float32),
         P + "embed_tokens.embedding_weight": draw(c["vocab_size"], d), P + "lm_head.weight": draw(c["vocab_size"], d),
         P + "q_head.weight": (0.6 * draw(2, d)), P + "q_head.bias": np.array([0.1, 0.2], np.float32),
         TABLE: (0.5 * rng.standard_normal((c["num_puzzle_identifiers"], c["puzzle_emb_ndim"]))).astype(np.float32)}
    if c["pos_encodings"] == "learned":
        w[P + "embed_pos.embedding_weight"] = draw(t, d)
    for level, layers in (("H_level", c["H_layers"]), ("L_level", c["L_layers"])):
        for i in range(layers):
            at = f"{P}{level}.layers.{i}."
            w[at + "self_attn.qkv_proj.weight"] = draw(3 * d, d)
            w[at + "self_attn.o_proj.weight"] = draw(d, d)
            w[at + "mlp.gate_up_proj.weight"] = draw(2 * inter, d)
            w[at + "mlp.down_proj.weight"] = draw(d, inter)
    return w


def rms(x, eps):
    return x * (jnp.mean(x * x, -1, keepdims=True) + eps) ** -0.5


def block(c, w, at, x):
    b, t, d = x.shape
    h = c["num_heads"]
    k = d // h
    qkv = x @ w[at + "self_attn.qkv_proj.weight"].T
    q, key, v = [jnp.moveaxis(part.reshape(b, t, h, k), 2, 1) for part in jnp.split(qkv, 3, -1)]
    if c["pos_encodings"] == "rope":
        freq = c["rope_theta"] ** (-np.arange(0, k, 2) / k)
        angle = np.outer(np.arange(t), np.concatenate([freq, freq]))
        turn = lambda y: jnp.concatenate([-y[..., k // 2:], y[..., :k // 2]], -1)
        q, key = [y * np.cos(angle) + turn(y) * np.sin(angle) for y in (q, key)]
    mix = jax.nn.softmax(jnp.einsum("bhik,bhjk->bhij", q, key) / np.sqrt(k), -1)
    out = jnp.moveaxis(jnp.einsum("bhij,bhjk->bhik", mix, v), 1, 2).reshape(b, t, d)
    x = rms(x + out @ w[at + "self_attn.o_proj.weight"].T, c["rms_norm_eps"])
    gate, up = jnp.split(x @ w[at + "mlp.gate_up_proj.weight"].T, 2, -1)
    return rms(x + (jax.nn.silu(gate) * up) @ w[at + "mlp.down_proj.weight"].T, c["rms_norm_eps"])


def level(c, w, name, layers, state, injected):
    x = state + injected
    for i in range(layers):
        x = block(c, w, f"{P}{name}.layers.{i}.", x)
    return x


def segment(c, w, rows, z_h, z_l, tokens):
    """`rows` are the copied rows of the puzzle table. Gradient through the last call of each level only."""
    d, s = c["hidden_size"], slots(c)
    e = w[P + "embed_tokens.embedding_weight"][tokens]
    padded = jnp.pad(rows, ((0, 0), (0, s * d - rows.shape[1]))).reshape(len(tokens), s, d)
    e = jnp.concatenate([padded, e], 1)
    if c["pos_encodings"] == "learned":
        e = 0.707106781 * (e + w[P + "embed_pos.embedding_weight"])
    e = e * np.sqrt(d)
    low = lambda z_h, z_l: level(c, w, "L_level", c["L_layers"], z_l, z_h + e)
    high = lambda z_h, z_l: level(c, w, "H_level", c["H_layers"], z_h, z_l)
    for i in range(c["H_cycles"]):
        for j in range(c["L_cycles"]):
            if (i, j) != (c["H_cycles"] - 1, c["L_cycles"] - 1):
                z_l = low(z_h, z_l)
        if i != c["H_cycles"] - 1:
            z_h = high(z_h, z_l)
    z_h, z_l = jax.lax.stop_gradient(z_h), jax.lax.stop_gradient(z_l)
    z_l = low(z_h, z_l)
    z_h = high(z_h, z_l)
    q = z_h[:, 0] @ w[P + "q_head.weight"].T + w[P + "q_head.bias"]
    return z_h[:, s:] @ w[P + "lm_head.weight"].T, q[:, 0], q[:, 1], z_h, z_l


def lm_loss(kind, logits, labels):
    if kind == "stablemax_cross_entropy":
        s = jnp.where(logits < 0, 1 / (1 - jnp.minimum(logits, 0)), logits + 1)
        logp = jnp.log(s / s.sum(-1, keepdims=True))
    else:
        logp = jax.nn.log_softmax(logits)
    mask = labels != -100
    of = jnp.take_along_axis(logp, jnp.where(mask, labels, 0)[..., None], -1)[..., 0]
    return -(jnp.where(mask, of, 0) / np.maximum(mask.sum(-1, keepdims=True), 1)).sum()


def bce(logits, truth):
    return (jnp.maximum(logits, 0) - logits * truth + jnp.log1p(jnp.exp(-jnp.abs(logits)))).sum()


def empty(c):
    shape = (c["batch_size"], slots(c) + c["seq_len"], c["hidden_size"])
    return dict(z_h=np.full(shape, 7.5), z_l=np.full(shape, -3.25), steps=np.zeros(c["batch_size"], int),
                halted=np.ones(c["batch_size"], bool),
                data={k: np.zeros_like(v) for k, v in BATCHES[0].items()})


def start(c, w, carry, batch):
    old = carry["halted"]
    data = {k: np.where(old.reshape((-1,) + (1,) * (v.ndim - 1)), batch[k], v) for k, v in carry["data"].items()}
    fresh = lambda name, z: np.where(old[:, None, None], np.asarray(w[P + name], float), z)
    return data, fresh("H_init", carry["z_h"]), fresh("L_init", carry["z_l"]), np.where(old, 0, carry["steps"]) + 1


def step(c, w, carry, batch, train, kind, gradients=False):
    data, z_h, z_l, steps = start(c, w, carry, batch)
    rows = jnp.asarray(w[TABLE])[data["puzzle_identifiers"]]
    trained = {k: jnp.asarray(v) for k, v in w.items() if k != TABLE and not k.endswith("_init")}
    last = steps >= c["halt_max_steps"]
    run = lambda t, r, h, l: segment(c, t, r, h, l, data["inputs"])
    logits, q_halt, q_go, new_h, new_l = run(trained, rows, z_h, z_l)
    target = None
    halted = last
    if train and c["halt_max_steps"] > 1:
        halted = last | (np.asarray(q_halt) > np.asarray(q_go))
        _, next_halt, next_go, _, _ = run(trained, rows, new_h, new_l)
        target = 1 / (1 + jnp.exp(-jnp.where(last, next_halt, jnp.maximum(next_halt, next_go))))
    mask = data["labels"] != -100
    right = (np.asarray(logits).argmax(-1) == data["labels"]) & mask
    exact = right.sum(-1) == mask.sum(-1)

    def total(t, r):
        logits, q_halt, q_go, _, _ = run(t, r, z_h, z_l)
        lm, halt = lm_loss(kind, logits, data["labels"]), bce(q_halt, exact.astype(float))
        go = bce(q_go, target) if target is not None else 0.0
        return lm + 0.5 * (halt + go), (lm, halt, go)

    loss, (lm, halt_loss, go_loss) = total(trained, rows)
    valid = halted & (mask.sum(-1) > 0)
    metric = dict(count=valid.sum(), accuracy=np.where(valid, right.sum(-1) / np.maximum(mask.sum(-1), 1), 0).sum(),
                  exact_accuracy=(valid & exact).sum(),
                  q_halt_accuracy=(valid & ((np.asarray(q_halt) >= 0) == exact)).sum(),
                  steps=np.where(valid, steps, 0).sum(), lm_loss=lm, q_halt_loss=halt_loss)
    if target is not None:
        metric["q_continue_loss"] = go_loss
    out = dict(logits=logits, q_halt_logits=q_halt, q_continue_logits=q_go, z_H=new_h, z_L=new_l, loss=loss,
               metric=metric, target_q_continue=target, data=data)
    new = dict(z_h=np.asarray(new_h), z_l=np.asarray(new_l), steps=steps, halted=np.asarray(halted), data=data)
    if gradients:
        by_weight, by_row = jax.grad(lambda t, r: total(t, r)[0] / c["batch_size"], (0, 1))(trained, rows)
        out["grads"] = {k: np.asarray(v) for k, v in by_weight.items()} | {ROWS: np.asarray(by_row)}
    return out, new


def trace(c, w, steps, train, kind):
    f32 = lambda x: np.asarray(x, np.float32)
    carry = empty(c)
    t = {"initial.z_H": f32(carry["z_h"]), "initial.z_L": f32(carry["z_l"])}
    for s in range(steps):
        out, carry = step(c, w, carry, BATCHES[s if train else 0], train, kind)
        at = f"step{s}."
        for name in ("logits", "q_halt_logits", "q_continue_logits", "z_H", "z_L"):
            t[at + name] = f32(out[name])
        if out["target_q_continue"] is not None:
            t[at + "target_q_continue"] = f32(out["target_q_continue"])
        t[at + "halted"] = carry["halted"].astype(np.uint8)
        t[at + "all_halted"] = np.array([carry["halted"].all()], np.uint8)
        t[at + "steps"] = carry["steps"].astype(np.int32)
        for name, value in out["data"].items():
            t[at + "current." + name] = value.astype(np.int32)
        t[at + "loss"] = np.array([float(out["loss"])])
        for name, value in out["metric"].items():
            t[at + "metric." + name] = np.array([float(value)])
        for other in ("stablemax_cross_entropy", "softmax_cross_entropy"):
            t[at + "lm_loss." + other] = np.array([float(lm_loss(other, out["logits"], out["data"]["labels"]))])
    return t


def summary(grads):
    t = {}
    for name, g in grads.items():
        flat = g.astype(float).ravel()
        t[name + "|norm"], t[name + "|sum"] = np.array([np.sqrt((flat * flat).sum())]), np.array([flat.sum()])
        t[name + "|sample"] = flat[::max(1, flat.size // 64)][:64]
    return t


def rate(base, n):
    o = OPTIMIZER
    if n < o["warmup"]:
        return base * n / o["warmup"]
    progress = (n - o["warmup"]) / max(1, o["total"] - o["warmup"])
    return base * (o["min_ratio"] + max(0.0, (1 - o["min_ratio"]) * 0.5 * (1 + np.cos(np.pi * progress))))


def train(c, w, kind, log):
    w = {k: v.astype(float) for k, v in w.items()}
    o = OPTIMIZER
    (b1, b2), moments, carry, after = o["betas"], {}, empty(c), {}
    for n in (1, 2, 3):
        out, carry = step(c, w, carry, BATCHES[n - 1], True, kind, gradients=True)
        lr = rate(o["base_lr"], n)
        for name, g in out["grads"].items():
            if name == ROWS:
                continue
            m, v = moments.get(name, (0.0, 0.0))
            m, v = m + (1 - b1) * (g - m), v + (1 - b2) * (g * g - v)
            moments[name] = m, v
            w[name] = w[name] * (1 - lr * o["weight_decay"]) - lr / (1 - b1**n) * np.arctan2(m, np.sqrt(v) / np.sqrt(1 - b2**n))
        lr = rate(o["puzzle_emb_base_lr"], n)
        ids = out["data"]["puzzle_identifiers"]
        for i in np.unique(ids):
            total = out["grads"][ROWS][ids == i].sum(0)
            w[TABLE][i] = w[TABLE][i] * (1 - lr * o["puzzle_emb_weight_decay"]) - lr * np.sign(total)
        log.append(dict(step=n, loss=float(out["loss"]), halted=[bool(h) for h in carry["halted"]],
                        steps=[int(s) for s in carry["steps"]]))
        after[n] = {k: v.astype(np.float32).copy() for k, v in w.items()}
    return after, carry


def main(shape, folder):
    global BATCHES
    c, kind = SHAPES[shape], TRAIN_LOSS[shape]
    rng = np.random.default_rng(20_260)
    w = weights(c, rng)
    BATCHES = []
    for n in range(6):
        labels = rng.integers(0, c["vocab_size"], (c["batch_size"], c["seq_len"]))
        labels[rng.random(labels.shape) < 0.3] = -100
        if n == 2:
            labels[-1] = -100
        BATCHES.append(dict(inputs=rng.integers(0, c["vocab_size"], labels.shape), labels=labels,
                            puzzle_identifiers=rng.integers(0, c["num_puzzle_identifiers"], c["batch_size"])))
    wide = {k: v.astype(float) for k, v in w.items()}
    os.makedirs(folder, exist_ok=True)
    put = lambda name, tensors: save_file(
        {k: np.ascontiguousarray(v) for k, v in tensors.items()}, os.path.join(folder, name + ".safetensors"))
    put("weights", w)
    put("batches", {f"batch{n}.{k}": v.astype(np.int32) for n, b in enumerate(BATCHES) for k, v in b.items()})
    put("eval_trace", trace(c, wide, 3, False, kind))
    put("train_trace", trace(c, wide, 6, True, kind))
    losses = {}

    def grads(kind, at, name):
        carry = empty(c)
        for n in range(at):
            _, carry = step(c, wide, carry, BATCHES[n], True, kind)
        out, _ = step(c, wide, carry, BATCHES[at], True, kind, gradients=True)
        losses[name] = float(out["loss"])
        return out["grads"]

    put("grads_stablemax", {k: v.astype(np.float32) for k, v in grads("stablemax_cross_entropy", 0, "stablemax_step0").items()})
    put("grads_softmax_summary", summary(grads("softmax_cross_entropy", 0, "softmax_step0")))
    put("grads_stablemax_step2_summary", summary(grads("stablemax_cross_entropy", 2, "stablemax_step2")))
    log = []
    after, carry = train(c, w, kind, log)
    put("params_after1", after[1])
    put("params_after3", after[3])
    put("carry_after3", {"final.z_H": carry["z_h"].astype(np.float32), "final.z_L": carry["z_l"].astype(np.float32)})
    # What float32 arithmetic may differ by, by the order of the quantity; the reference's own recording differs as much.
    small = ["loss", "metric.lm_loss", "metric.q_halt_loss", "metric.q_continue_loss", "logits", "q_halt_logits",
             "q_continue_logits", "z_H", "z_L", "lm_loss.stablemax_cross_entropy", "lm_loss.softmax_cross_entropy"]
    tolerance = {f"{p}:{q}": {"max_abs": 1.5e-5} for p in ("eval", "train_trace") for q in small}
    tolerance |= {"train_trace:target_q_continue": {"max_abs": 1.5e-6}, "rest": {"max_abs": 1.5e-5},
                  "loss_grad": {"max_abs": 1.5e-5}, "after3": {"max_abs": 1.5e-6}, "grads_stablemax": {"max_abs": 1.5e-6},
                  "grads_softmax": {"max_abs": 1.5e-6}, "grads_stablemax_step2": {"max_abs": 1.5e-6}}
    config = dict(source="make_fixture.py, JAX float64", model=c, loss_head=dict(train_loss=kind, ignore_label_id=-100),
                  optimizer=OPTIMIZER, train_log=log, grad_loss=losses, train_trace_steps=6, eval_steps=3,
                  tolerance={"f32_vs_f64": tolerance})
    with open(os.path.join(folder, "config.json"), "w") as f:
        json.dump(config, f, indent=1)
    flags = [np.asarray(s["halted"]) for s in log]
    print(shape, "losses", losses, "halted", [f.tolist() for f in flags])


if __name__ == "__main__":
    main(*sys.argv[1:3])
