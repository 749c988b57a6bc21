"""Inputs, inner values and outputs of a fast model's file. `python -m dltrain.reference --model FILE --out reference.json`"""
import argparse

import torch

from . import export


def main():
    a = argparse.ArgumentParser()
    a.add_argument('--model', required=True)
    a.add_argument('--out', required=True)
    a.add_argument('--data', help='not used: every step of train.sh is given it')
    a = a.parse_args()
    torch.set_num_threads(1)
    export.reference_fast(a.model, a.out)


if __name__ == '__main__':
    main()
