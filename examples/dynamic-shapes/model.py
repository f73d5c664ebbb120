import torch
from torch import nn
from torch.export import Dim


class DynamicShape(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 16, kernel_size=(1, 1))

    def forward(self, x):
        x = self.conv(x)
        b, c, h, w = x.shape
        return x[:, :, h // 3:, w // 3:]


sizes = {"x": {2: Dim("h"), 3: Dim("w")}}
torch.export.save(torch.export.export(DynamicShape().eval(), (torch.rand(1, 3, 32, 40),), dynamic_shapes=sizes), "model.pt2")
