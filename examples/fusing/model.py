import torch
from torch import nn


class BnConv(nn.Module):
    def __init__(self):
        super().__init__()
        self.bn = nn.BatchNorm2d(3)
        self.conv = nn.Conv2d(3, 16, kernel_size=3)

    def forward(self, x):
        return self.conv(self.bn(x))


class Fusible(nn.Module):
    def __init__(self):
        super().__init__()
        self.bn_conv = BnConv()
        self.act = nn.ReLU()

    def forward(self, x):
        return self.act(self.bn_conv(x))


torch.export.save(torch.export.export(Fusible().eval(), (torch.rand(1, 3, 8, 8),)), "model.pt2")
