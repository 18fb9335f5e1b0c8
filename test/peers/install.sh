#!/usr/bin/env bash
# Installs ONNX Runtime (CPU, about 300 MB, all its platforms) beside this script, for the conformance tests and benchmarks that compare with it.
set -euo pipefail
cd "$(dirname "$0")"
# The package's own install step would download GPU libraries; its CPU library is in the package.
ONNXRUNTIME_NODE_INSTALL=skip npm ci --no-audit --no-fund
