#!/usr/bin/env bash
# Installs the program to an empty folder with the README's command, hides the checkout and the toolchain, and uses what is
# left: it translates, trains, draws its screen and shows its manual page, and is removed without a trace.
#
# usage: installed.sh            the whole, where mount namespaces are allowed; says why not where they are not
set -euo pipefail

fail() { echo "installed.sh: $*" >&2; exit 1; }

# What runs inside the namespace, with nothing of the checkout and of Swift to be seen.
use() {
  local scratch=$1 checkout=$2 toolchain=$3
  local prefix=$scratch/prefix
  # Of the tests, only Python and the terminal that it plays stay.
  mkdir "$scratch/venv"
  mount --bind "$(realpath "$checkout/.venv")" "$scratch/venv"
  cp "$checkout/Tests/CommandTests/screen.py" "$scratch"
  cd "$scratch"
  mount -t tmpfs none "$checkout"
  mount -t tmpfs none "$toolchain"
  [ ! -e "$checkout/Package.swift" ] || fail "the checkout is still there"
  if swift --version >/dev/null 2>&1; then fail "Swift is still there"; fi

  local run=(env -i HOME="$scratch/home" PATH="$prefix/bin:/usr/bin:/bin" LANG=C.UTF-8 TERM=xterm-256color)
  mkdir home work
  cd work
  [ -n "$("${run[@]}" seq2seq translate "Go.")" ] || fail "no translation"
  "${run[@]}" seq2seq summary --checkpoint fra-eng | grep -q "Total params" || fail "no network of that name"
  "${run[@]}" seq2seq train --samples 100 --epochs 1 --latent-dim 8 >/dev/null
  [ -s seq2seq.safetensors ] || fail "nothing trained"
  "${run[@]}" "$scratch/venv/bin/python" "$scratch/screen.py" "wait:type a sentence" $'keys:\x03' exit \
    -- "$prefix/bin/seq2seq" >"$scratch/screen.json" || fail "no screen: $(cat "$scratch/screen.json")"
  "${run[@]}" MANPAGER=cat MANWIDTH=80 man -l "$prefix/share/man/man1/seq2seq.1" >"$scratch/manual" 2>/dev/null
  grep -q "uninstall" "$scratch/manual" || fail "no manual page"
  "${run[@]}" man -w seq2seq >/dev/null || fail "the manual page is not found from PATH"
  "${run[@]}" bash -n "$prefix/share/bash-completion/completions/seq2seq"
  "${run[@]}" seq2seq uninstall --prefix "$prefix" >/dev/null
  [ ! -e "$prefix" ] || fail "left behind: $(find "$prefix")"
  umount "$scratch/venv"
}

if [ "${1-}" = --use ]; then
  shift
  use "$@"
  exit
fi

checkout=$(realpath "$(dirname "$0")/../..")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# man gives up root's rights before it reads the page.
chmod 755 "$scratch"
cd "$checkout"
command="swift build -c release --static-swift-stdlib --product seq2seq && .build/release/seq2seq install"
grep -Fqx "$command" README.md || fail "the README does not install with: $command"
bash -euo pipefail -c "$command --prefix $scratch/prefix"

# Foundation's internationalisation would be two thirds of it.
if grep -aq FoundationInternationalization "$scratch/prefix/bin/seq2seq"; then
  fail "the program links the whole of Foundation: import Essentials in its place"
fi

# What is not ours is not overwritten, and nothing is changed.
mkdir -p "$scratch/other/bin"
echo mine >"$scratch/other/bin/seq2seq"
status=0
"$scratch/prefix/bin/seq2seq" --version >/dev/null
.build/release/seq2seq install --prefix "$scratch/other" 2>"$scratch/errors" || status=$?
[ "$status" = 73 ] || fail "status $status over a file of another; expected 73: $(cat "$scratch/errors")"
[ "$(cat "$scratch/other/bin/seq2seq")" = mine ] && [ ! -e "$scratch/other/share" ] || fail "changed another's files"
# What is ours is.
.build/release/seq2seq install --prefix "$scratch/prefix" >/dev/null

swift=$(realpath "$(command -v swift)")
toolchain=${swift%/usr/bin/*}
[ "$toolchain" != "$swift" ] && [ -n "$toolchain" ] || toolchain=/usr/lib/swift
namespace=(unshare --mount)
"${namespace[@]}" true 2>/dev/null || namespace=(unshare --map-root-user --mount)
if ! reason=$("${namespace[@]}" true 2>&1); then
  echo "installed.sh: without a mount namespace nothing is hidden, and the rest is skipped ($reason)"
  exit
fi
"${namespace[@]}" "$0" --use "$scratch" "$checkout" "$toolchain"
echo "installed, used without checkout and Swift, and removed"
