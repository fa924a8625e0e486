import { labelled } from "./labelled";

/** The sixth set of lines of real runs, a small one, of other writers and programs again, labelled as the others are. */
export const COLLECTED_SIXTH = labelled(`
# Firebase's logger
- [2026-11-28T06:28:39.700Z]  @firebase/app: disk is full
- [2026-11-28T06:28:39.768Z]  @firebase/app: disk is full
- [2026-11-28T06:28:39.798Z]  @firebase/app: disk is full
- [2026-11-28T06:28:39.829Z]  @firebase/app: disk is full
# Lighthouse's logger
D 2026-11-28T06:28:39.889Z LH:app:verbose disk is full
- 2026-11-28T06:28:39.921Z LH:status disk is full
W 2026-11-28T06:28:39.952Z LH:app:warn disk is full
E 2026-11-28T06:28:39.988Z LH:app:error disk is full
# color-logger
T \x1b[35m[V] [2026-11-28T06:28:40.34Z] [log.cjs:8:128] disk is full\x1b[0m
D \x1b[34m[D] [2026-11-28T06:28:40.66Z] [log.cjs:8:142] disk is full\x1b[0m
I \x1b[32m[I] [2026-11-28T06:28:40.97Z] [log.cjs:8:156] disk is full\x1b[0m
W \x1b[33m[W] [2026-11-28T06:28:40.128Z] [log.cjs:8:170] disk is full\x1b[0m
E \x1b[31m[E] [2026-11-28T06:28:40.159Z] [log.cjs:8:184] disk is full\x1b[0m
# Grunt's log
- >> disk is full
D [D] disk is full
# logfmt
I msg="disk is full" level=info
# Perf profiler's logger
- [06:28:40] 🚧  897: disk is full
I [06:28:40] ℹ\ufe0f  disk is full
W [06:28:40] ⚠\ufe0f  disk is full
E [06:28:40] 🚨  disk is full
- [06:28:40] ✅  disk is full
# LogLayer
T Trace: {"msg":"disk is full","level":"trace"}
D {"msg":"disk is full","level":"debug"}
I {"msg":"disk is full","level":"info"}
W {"msg":"disk is full","level":"warn"}
E {"msg":"disk is full","level":"error"}
F {"msg":"disk is full","level":"fatal"}
# heroku-logger
D [debug] app: disk is full
I [info] app: disk is full
W [warn] app: disk is full
E [error] app: disk is full
# GNU Binutils
W objdump: Warning: '/nope' is a directory
- ar: /nope: file format not recognized
E readelf: Error: Not an ELF file - it has the wrong magic bytes at the start
# GNU as
E {standard input}:1: Error: no such instruction: \`nope %eax'
- {standard input}: Assembler messages:
# m4
- m4:stdin:1: cannot open \`nope': No such file or directory
# update-alternatives and update-rc.d
E update-alternatives: error: no alternatives for nope
E update-rc.d: error: unable to read /etc/init.d/nope
# gpgconf
E gpgconf: error running '/usr/lib/gnupg/scdaemon': probably not installed
- gpgsm:S/MIME:/usr/bin/gpgsm:1:1:
# netcat
- nc: connect to 127.0.0.1 port 1 (tcp) failed: Connection refused
# ss
- ss: bison bellows (while parsing filter): "syntax error!" Sorry.
# Bash's locale
W x.sh: line 6: warning: setlocale: LC_ALL: cannot change locale (nope): No such file or directory
# localedef
E [error] default character map file \`ANSI_X3.4-1968' not found: No such file or directory
# cmp and xz
- cmp: nope: No such file or directory
- xz: /nope: Is a directory, skipping
# pkg-config
- Package nope was not found in the pkg-config search path.
# ldconfig
- ldconfig: Can't create temporary cache file /etc/ld.so.cache~: No such file or directory
# Findlib
- ocamlfind: Package \`nope' not found
# Guile's warnings
W ;;; WARNING (disk is full)
# umount and losetup
- umount: /nope: not mounted.
- losetup: /nope: failed to set up loop device: Is a directory
# Commander
E error: unknown option '-z'
`);
