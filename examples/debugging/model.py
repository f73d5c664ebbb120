import torch
from torch import nn


class Failing(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Sequential(nn.Conv2d(3, 8, 3, stride=2), nn.BatchNorm2d(8), nn.ReLU(inplace=True))
        self.head = nn.Linear(8, 5)

    def forward(self, x):
        y = self.conv(x)
        z = torch.special.erfcx(y).mean([2, 3])
        w = torch.linalg.svdvals(y.flatten(2))
        return self.head(y.mean([2, 3])) + z[:, :5] + w[:, :5]


torch.export.save(torch.export.export(Failing().eval(), (torch.rand(1, 3, 16, 12),)), "model.pt2")
