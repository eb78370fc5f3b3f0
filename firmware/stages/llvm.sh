# Makes $1/libLLVM.so, a stand-in for the compiler that Mesa is linked with: the board's own graphics (vc4, v3d) never call it,
# and the renderer without graphics (softpipe) only if it is asked to. The real one, with what it needs in turn, is half of the
# root's size and the slowest to load. The one question that is put to it on loading it answers with yes, whether it is made for
# several threads; whatever else calls it ends.
# shellcheck shell=bash

# The names that Mesa's drivers, all of them one file, want of LLVM: kind and name, one a line.
wanted_of_llvm() { # DRIVERS
  aarch64-linux-gnu-readelf --dyn-syms --wide "$1" | sed -n 's/.* \(FUNC\|OBJECT\) .* UND \([^ @]*\)@LLVM_.*/\1 \2/p' | sort -u
}

write_stand_in() {
  awk '
    { print ".globl " $2 }
    $2 == "LLVMIsMultithreaded" { print ".text\n.type " $2 ", %function\n" $2 ":\n\tmov w0, 1\n\tret"; next }
    $1 == "FUNC" { code = code ".type " $2 ", %function\n" $2 ":\n" }
    $1 == "OBJECT" { data = data ".type " $2 ", %object\n" $2 ":\n" }
    END { printf ".text\n%s\tb abort\n.data\n.balign 16\n%s\t.zero 256\n.section .note.GNU-stack, \"\", %%progbits\n", code, data }'
}

stage_llvm() {
  local drivers=usr/lib/aarch64-linux-gnu/dri/vc4_dri.so version name
  tar -C "$1" -xf "$work/root/root.tar" --wildcards './usr/lib/aarch64-linux-gnu/dri'
  wanted_of_llvm "$1/$drivers" | write_stand_in >"$1/libLLVM.s"
  name=$(aarch64-linux-gnu-readelf -d "$1/$drivers" | sed -n 's/.*(NEEDED).*\[\(libLLVM.*\)\]/\1/p')
  version=$(aarch64-linux-gnu-readelf -V "$1/$drivers" | sed -n 's/.*Name: \(LLVM_[0-9]*\) .*/\1/p' | head -n 1)
  printf '%s { *; };\n' "$version" >"$1/libLLVM.map"
  aarch64-linux-gnu-gcc -shared -s -Wl,-soname,"$name" -Wl,--version-script="$1/libLLVM.map" -Wl,--build-id=none \
    -o "$1/libLLVM.so" "$1/libLLVM.s"
  printf '%s\n' "$name" >"$1/name"
  rm -r "${1:?}/usr"
}
