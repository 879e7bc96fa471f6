"""Times the work of `phasewright bench` in PyTorch: its shape on stdin as JSON, milliseconds of each run as JSON on stdout.

Either segments of an answer, nothing of a gradient kept, or a step of training as the reference takes it: the cycles before the
last without a gradient, cross entropy of the tokens and of "halt", AdamATan2. The weights are random: what they are does not
change the time.

    echo '{"hidden": 128, …}' | python torch_work.py
"""

import json
import sys
import time

import torch
import torch.nn.functional as F

WARM = 3

shape = json.load(sys.stdin)
torch.manual_seed(0)
torch.set_num_threads(shape["threads"])
hidden, heads, places, batch = shape["hidden"], shape["heads"], shape["places"], shape["batch"]
width = hidden // heads
learns = shape["learns"]
weights = []


def weight(rows, columns):
    weights.append((torch.randn(rows, columns) * columns**-0.5).requires_grad_(learns))
    return weights[-1]


def block():
    inner = shape["inner"]
    return weight(3 * hidden, hidden), weight(hidden, hidden), weight(2 * inner, hidden), weight(hidden, inner)


low = [block() for _ in range(shape["l_layers"])]
high = [block() for _ in range(shape["h_layers"])]
frequencies = 10000.0 ** (-torch.arange(0, width, 2) / width)
angles = torch.outer(torch.arange(places).float(), frequencies).repeat(1, 2)
cos, sin = angles.cos(), angles.sin()
embedding = weight(shape["classes"], hidden)
lifted = weight(hidden, shape["features"]) if shape["features"] else None
head = weight(shape["classes"], hidden)
halting = weight(2, hidden)


def rms(x):
    return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-5)


def rotate(x):
    first, second = x.chunk(2, -1)
    return x * cos + torch.cat((-second, first), -1) * sin


def carry(x, of):
    qkv, o, gate_up, down = of
    q, k, v = F.linear(x, qkv).view(batch, places, 3, heads, width).permute(2, 0, 3, 1, 4)
    mixed = F.scaled_dot_product_attention(rotate(q), rotate(k), v)
    x = rms(x + F.linear(mixed.transpose(1, 2).reshape(batch, places, hidden), o))
    gate, up = F.linear(x, gate_up).chunk(2, -1)
    return rms(x + F.linear(F.silu(gate) * up, down))


def level(x, injected, layers):
    x = x + injected
    for of in layers:
        x = carry(x, of)
    return x


def segment(z_h, z_l):
    """The last cycle of each level keeps its gradient, where there is one."""
    e = F.embedding(tokens, embedding) * hidden**0.5
    if lifted is not None:
        e = e + F.linear(numbers, lifted)
    with torch.no_grad():
        for cycle in range(shape["h_cycles"]):
            for inner in range(shape["l_cycles"]):
                if (cycle, inner) != (shape["h_cycles"] - 1, shape["l_cycles"] - 1):
                    z_l = level(z_l, z_h + e, low)
            if cycle != shape["h_cycles"] - 1:
                z_h = level(z_h, z_l, high)
    z_l = level(z_l, z_h + e, low)
    z_h = level(z_h, z_l, high)
    return F.linear(z_h, head), F.linear(z_h[:, 0], halting), z_h.detach(), z_l.detach()


def answer():
    z_h, z_l = state
    with torch.no_grad():
        for _ in range(shape["segments"]):
            _, _, z_h, z_l = segment(z_h, z_l)


def update():
    global steps
    steps += 1
    with torch.no_grad():
        gradients = [of.grad for of in weights]
        torch._foreach_lerp_(means, gradients, 1 - 0.9)
        torch._foreach_lerp_(squares, torch._foreach_mul(gradients, gradients), 1 - 0.95)
        upper = torch._foreach_div(means, 1 - 0.9**steps)
        lower = torch._foreach_sqrt(torch._foreach_div(squares, 1 - 0.95**steps))
        torch._foreach_mul_(weights, 1 - 1e-4 * 0.1)
        torch._foreach_add_(weights, [torch.atan2(a, b) for a, b in zip(upper, lower)], alpha=-1e-4)


def learn():
    global state
    logits, q, z_h, z_l = segment(*state)
    right = (logits.argmax(-1) == labels).all(-1).float()
    loss = F.cross_entropy(logits.flatten(0, 1), labels.flatten(), reduction="sum") / places
    loss = (loss + 0.5 * F.binary_cross_entropy_with_logits(q[:, 0], right, reduction="sum")) / batch
    for of in weights:
        of.grad = None
    loss.backward()
    update()
    state = z_h, z_l


tokens = torch.randint(shape["classes"], (batch, places))
labels = torch.randint(shape["classes"], (batch, places))
numbers = torch.randn(batch, places, shape["features"]) if shape["features"] else None
state = torch.randn(batch, places, hidden), torch.randn(batch, places, hidden)
if learns and lifted is not None:
    sys.exit("training reads tokens alone")
means, squares = [torch.zeros_like(of) for of in weights], [torch.zeros_like(of) for of in weights]
steps = 0
samples = []
for run in range(shape["n"] + WARM):
    started = time.perf_counter()
    learn() if learns else answer()
    if run >= WARM:
        samples.append((time.perf_counter() - started) * 1e3)
json.dump({"version": torch.__version__, "samples": samples}, sys.stdout)
