"""Times one segment of the same network in PyTorch: shape on stdin as JSON, milliseconds of each run as JSON on stdout.

The weights are random: what they are does not change the time. Nothing of a gradient is kept.
"""

import json
import sys
import time

import torch
import torch.nn.functional as F

shape = json.load(sys.stdin)
torch.set_grad_enabled(False)
torch.manual_seed(0)
torch.set_num_threads(shape["threads"])
hidden, heads, places = shape["hidden"], shape["heads"], shape["places"]
width = hidden // heads


def block():
    sizes = [(3 * hidden, hidden), (hidden, hidden), (2 * shape["inner"], hidden), (hidden, shape["inner"])]
    return [torch.randn(size) * size[1] ** -0.5 for size in sizes]


low = [block() for _ in range(shape["l_layers"])]
high = [block() for _ in range(shape["h_layers"])]
frequencies = 10000.0 ** (-torch.arange(0, width, 2) / width)
angles = torch.outer(torch.arange(places).float(), frequencies).repeat(1, 2)
cos, sin = angles.cos(), angles.sin()
features = torch.randn(shape["features"], hidden) * 0.1
head = torch.randn(shape["classes"] + 2, hidden) * 0.1


def rms(x):
    return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-5)


def rotate(x):
    first, second = x.chunk(2, -1)
    return x * cos + torch.cat((-second, first), -1) * sin


def carry(x, weights):
    qkv, o, gate_up, down = weights
    q, k, v = F.linear(x, qkv).view(1, places, 3, heads, width).permute(2, 0, 3, 1, 4)
    mixed = F.scaled_dot_product_attention(rotate(q), rotate(k), v)
    x = rms(x + F.linear(mixed.transpose(1, 2).reshape(1, places, hidden), o))
    gate, up = F.linear(x, gate_up).chunk(2, -1)
    return rms(x + F.linear(F.silu(gate) * up, down))


def segment(z_h, z_l, numbers):
    e = numbers @ features
    for _ in range(shape["h_cycles"]):
        for _ in range(shape["l_cycles"]):
            z_l = z_l + (z_h + e)
            for weights in low:
                z_l = carry(z_l, weights)
        z_h = z_h + z_l
        for weights in high:
            z_h = carry(z_h, weights)
    return F.linear(z_h, head)


state = torch.randn(1, places, hidden), torch.randn(1, places, hidden)
numbers = torch.randn(1, places, shape["features"])
samples = []
for run in range(shape["n"] + 10):
    started = time.perf_counter()
    segment(*state, numbers)
    if run >= 10:
        samples.append((time.perf_counter() - started) * 1e3)
json.dump({"version": torch.__version__, "samples": samples}, sys.stdout)
