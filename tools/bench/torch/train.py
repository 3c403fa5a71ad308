"""
Trains a net of the lab with PyTorch, on one thread, for the bench. It reads commands as lines of JSON and
answers each with one line: "prepare" builds the net from its spec and the weights that every engine gets,
"run" steps for a while, "release" lets go. Images are NCHW here, as PyTorch has them by default; weights are
turned once.
"""
import base64
import json
import math
import sys
import time

import torch
import torch.nn.functional as F

EPSILON = 1e-5
torch.set_num_threads(1)


def read_array(text, shape, kind=torch.float32):
    return torch.frombuffer(bytearray(base64.b64decode(text)), dtype=kind).reshape(shape).clone()


def find_pads(size, kernel, stride, padding):
    """Before and after; what TensorFlow calls "same" puts the odd one after."""
    if padding == "valid":
        return 0, 0
    if isinstance(padding, int):
        return padding, padding
    total = max(0, (math.ceil(size / stride) - 1) * stride + kernel - size)
    return total // 2, total - total // 2


class Net:
    def __init__(self, spec, tensors):
        self.layers = spec["layers"]
        self.values = {each["name"]: read_array(each["data"], each["shape"]) for each in tensors}
        self.shape = spec["inputShape"]
        self.turned = set()
        self.before_flatten = None
        for name, value in self.values.items():
            if name.endswith("/kernel") and value.dim() == 4:
                self.values[name] = value.permute(3, 2, 0, 1).contiguous()
        self.leaves = []
        for name, value in self.values.items():
            if "moving" not in name:
                value.requires_grad_()
                self.leaves.append(value)

    def turn_dense(self, name, shape):
        """The first dense layer reads images flattened as [height][width][channel]: its rows are put in our order."""
        channels, height, width = shape
        kernel = self.values[name]
        with torch.no_grad():
            order = kernel.reshape(height, width, channels, -1).permute(2, 0, 1, 3)
            kernel.copy_(order.reshape(kernel.shape).clone())

    def run(self, layers, x):
        for layer in layers:
            x = getattr(self, layer["kind"])(layer, x)
        return x

    def conv2d(self, layer, x):
        kernel = self.values[layer["name"] + "/kernel"]
        bias = self.values.get(layer["name"] + "/bias")
        stride, padding = layer.get("stride", 1), layer.get("padding", "valid")
        size = layer["kernelSize"]
        top, bottom = find_pads(x.shape[2], size, stride, padding)
        left, right = find_pads(x.shape[3], size, stride, padding)
        if top == bottom == left == right:
            return F.conv2d(x, kernel, bias, stride, top)
        return F.conv2d(F.pad(x, (left, right, top, bottom)), kernel, bias, stride)

    def batchNorm(self, layer, x):
        part = lambda name: self.values[layer["name"] + "/" + name]
        mean, variance = part("movingMean"), part("movingVariance")
        return F.batch_norm(x, mean, variance, part("scale"), part("shift"), True, 0.1, EPSILON)

    def relu(self, _, x):
        return F.relu(x)

    def dropout(self, _, x):
        return x

    def maxPool(self, layer, x):
        return F.max_pool2d(x, layer["size"], layer["stride"])

    def globalAveragePool(self, _, x):
        return x.mean((2, 3))

    def flatten(self, _, x):
        self.before_flatten = x.shape[1:] if x.dim() == 4 else None
        return x.flatten(1)

    def dense(self, layer, x):
        name = layer["name"] + "/kernel"
        if self.before_flatten is not None and name not in self.turned:
            self.turn_dense(name, self.before_flatten)
            self.turned.add(name)
        self.before_flatten = None
        bias = self.values.get(layer["name"] + "/bias")
        product = x @ self.values[name]
        return product if bias is None else product + bias

    def residual(self, layer, x):
        return self.run(layer["body"], x) + self.run(layer["shortcut"], x)


class Task:
    def __init__(self, command):
        self.net = Net(command["spec"], command["tensors"])
        self.batch, self.rate = command["batch"], command["learningRate"]
        images = read_array(command["images"], [self.batch, *command["spec"]["inputShape"]])
        self.images = images.permute(0, 3, 1, 2).contiguous()
        self.labels = read_array(command["labels"], [self.batch], torch.int32).long()

    def step(self):
        loss = F.cross_entropy(self.net.run(self.net.layers, self.images), self.labels)
        gradients = torch.autograd.grad(loss, self.net.leaves)
        with torch.no_grad():
            for value, gradient in zip(self.net.leaves, gradients):
                value.sub_(gradient, alpha=self.rate)
        return loss.item()


tasks = {}


def answer(command):
    kind, key = command["kind"], command.get("id")
    if kind == "prepare":
        tasks[key] = Task(command)
        return {"device": "PyTorch " + torch.__version__ + ", 1 thread"}
    if kind == "release":
        tasks.pop(key, None)
        return None
    task = tasks[key]
    if command.get("isCold"):
        task.step()
    start = time.perf_counter()
    steps = 0
    while True:
        loss = task.step()
        steps += 1
        elapsed = 1000 * (time.perf_counter() - start)
        if elapsed >= command["minimumMs"]:
            return {"images": steps * task.batch, "elapsedMs": elapsed, "loss": loss}


for line in sys.stdin:
    try:
        reply = {"value": answer(json.loads(line))}
    except Exception as error:  # the bench says why the row has no figures
        reply = {"message": str(error)}
    print(json.dumps(reply), flush=True)
