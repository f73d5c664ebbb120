import torch
from torch import nn


class ChannelOrder(nn.Module):
    def __init__(self):
        super().__init__()
        self.mix = nn.Linear(20, 20)
        self.conv1 = nn.Conv2d(3, 8, 3, padding=1)
        self.conv2 = nn.Conv2d(8, 5, 1)

    def forward(self, x):
        x = torch.relu(self.conv1(self.mix(x)))
        x = self.conv2(x)
        return x.flatten(1).reshape(x.shape[0], 5, -1).softmax(-1)


torch.export.save(torch.export.export(ChannelOrder().eval(), (torch.rand(2, 3, 12, 20),)), "model.pt2")
