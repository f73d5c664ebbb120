import torch
from torch import library, nn


@library.custom_op("demo::swish_gate", mutates_args=())
def swish_gate(x: torch.Tensor, beta: float = 1.0) -> torch.Tensor:
    return x * torch.sigmoid(beta * x)


@swish_gate.register_fake
def _(x, beta=1.0):
    return torch.empty_like(x)


class CustomOp(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 1)

    def forward(self, x):
        return torch.ops.demo.swish_gate(self.conv(x), 1.5)


torch.export.save(torch.export.export(CustomOp().eval(), (torch.rand(1, 3, 6, 6),)), "model.pt2")
