import torch
from torch import nn
from torch.nn import functional as F


class Essentials(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 6, kernel_size=3, padding=1, stride=2)

    def forward(self, x):
        x = F.hardsigmoid(self.conv1(x))
        return 1 - x[:, ::2] * x[:, 1::2]


torch.export.save(torch.export.export(Essentials().eval(), (torch.rand(1, 3, 64, 48),)), "model.pt2")
