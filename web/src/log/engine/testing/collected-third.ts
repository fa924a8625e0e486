import { labelled } from "./labelled";

/** The third set of lines of real runs, of other writers and programs again, labelled by which function was called, or by what the program's documentation says. */
export const COLLECTED_THIRD = labelled(`
# webpack-log
T Trace: \x1b[36m⬡ wds: \x1b[39mdisk is full
# eazy-logger
D {blue:[BS] }\x1b[33m[debug] \x1b[39mdisk is full
I {blue:[BS] }\x1b[36m[info] \x1b[39mdisk is full
W {blue:[BS] }\x1b[35m[warn] \x1b[39mdisk is full
E {blue:[BS] }\x1b[31m[error] \x1b[39mdisk is full
# captains-log
I \x1b[32m info: \x1b[39mdisk is full
D \x1b[34mdebug: \x1b[39mdisk is full
W \x1b[33m warn: \x1b[39mdisk is full
E \x1b[31merror: \x1b[39mdisk is full
F \x1b[41m crit: \x1b[49mdisk is full
# @wdio/logger
T Trace: \x1b[90m2026-11-28T04:06:17.370Z\x1b[39m \x1b[36mTRACE\x1b[39m \x1b[97mapp\x1b[39m: disk is full
D \x1b[90m2026-11-28T04:06:17.372Z\x1b[39m \x1b[32mDEBUG\x1b[39m \x1b[97mapp\x1b[39m: disk is full
I \x1b[90m2026-11-28T04:06:17.372Z\x1b[39m \x1b[96mINFO\x1b[39m \x1b[97mapp\x1b[39m: disk is full
W \x1b[90m2026-11-28T04:06:17.372Z\x1b[39m \x1b[33mWARN\x1b[39m \x1b[97mapp\x1b[39m: disk is full
E \x1b[90m2026-11-28T04:06:17.372Z\x1b[39m \x1b[31mERROR\x1b[39m \x1b[97mapp\x1b[39m: disk is full
# json-server
- \x1b[90m  Loading db.json\x1b[39m
-   http://localhost:18302/a
W \x1b[0mGET /nope \x1b[33m404\x1b[0m 4.754 ms - 2\x1b[0m
- \x1b[0mGET /a \x1b[32m200\x1b[0m 3.912 ms - 2\x1b[0m
# pino-colada
E 03:24:25 🚨 app disk is full
W 03:24:25 ⚠\ufe0f  app disk is full
# Asciidoctor
W asciidoctor: WARNING: a.adoc: line 3: section title out of sequence: expected level 1, got level 2
E asciidoctor: ERROR: a.adoc: line 5: include file not found: /tmp/c/nope.adoc
I asciidoctor: INFO: possible invalid reference: x
# Awk, Bash, sed and tar
- bash: line 1: nope: unbound variable
- awk: x.awk:1: BEGIN { x = }
- sed: -e expression #1, char 3: unterminated \`s' command
- gzip: x.awk: not in gzip format
# ClamAV
E ERROR: Parse error at bad.conf:1: Unknown option foo
E ERROR: Can't open/parse the config file bad.conf
# Cppcheck
- Checking c.c ...
E c.c:1:20: error: Array 'a[2]' accessed at index 5, which is out of bounds. [arrayIndexOutOfBounds]
I c.c:1:34: note: Assignment 'p=0', assigned value is 0
- c.c:1:23: style: Variable 'a[5]' is assigned a value that is never used. [unreadVariable]
E c.c(1): error: Array 'a[2]' accessed at index 5, which is out of bounds.
- c.c(1): style: Variable 'a[5]' is assigned a value that is never used.
# cron
- new crontab file is missing newline before EOF, can't install.
# ISC DHCP
- Internet Systems Consortium DHCP Server 4.4.3-P1
- For info, please visit https://www.isc.org/software/dhcp/
- bad.conf line 1: semicolon expected.
- Configuration file errors encountered -- exiting
- process and the information we find helpful for debugging.
# Doxygen
W warning: ignoring unsupported tag 'FOO' at line 4, file Doxyfile
- sh: 1: dot: not found
E /tmp/c/html/graph_legend.dot:1: error: Problems running dot: exit code=127, command='dot', arguments='"/tmp/c/html/graph_legend.dot" -Tpng -o "/tmp/c/html/graph_legend.png"'
- Searching for include files...
# dpkg
E dpkg-deb: error: unexpected end of file in archive magic version number in x.awk
E dpkg: error processing archive x.awk (--install):
- Errors were encountered while processing:
-  x.awk
# e2fsck
- e2fsck: need terminal for interactive repairs
# Go's log
- 2026/11/28 04:07:08 disk is full
E 2026/11/28 04:07:08.673043 main.go:3: error: x
W WARN careful
F panic: assignment to entry in nil map
- main.main()
- exit status 2
# Hugo
E Error: Unable to locate config file or config directory. Perhaps you need to create a new site.
-        Run \`hugo help new\` for details.
- Total in 2 ms
- Start building sites …
W WARN 2026/11/28 04:06:56 found no layout file for "HTML" for kind "home": You should create a template file which matches Hugo Layouts Lookup Rules for this combination.
I INFO 2026/11/28 04:06:56 syncing static files to /
-   Pages            |  3
# lldpd
I 2026-11-28T04:06:52 [INFO/privsep] /etc/localtime copied to chroot
I 2026-11-28T04:06:52 [INFO/main] protocol LLDP enabled
I 2026-11-28T04:06:52 [INFO/privsep] unable to get system name
I 2026-11-28T04:06:52 [INFO/lldpctl] lldpd should resume operations
# MkDocs
E Error: Config file 'mkdocs.yml' does not exist.
D \x1b[34mDEBUG    -  \x1b[0mLoading configuration file: /tmp/c/mkdocs.yml
D \x1b[34mDEBUG    -  \x1b[0mConfig value 'site_name' = 'x'
I INFO     -  Cleaning site directory
I INFO     -  The following pages exist in the docs directory, but are not included in the "nav" configuration:
-   - index.md
W \x1b[33mWARNING  -  \x1b[0mA relative path to 'nope.md' is included in the 'nav' configuration, which is not found in the documentation files
# Monit
-  New Monit id: 33a47e7faa85596df15feec3ce3dd405
-  Debug              = True
# mount
- mount: /mnt: special device /nope does not exist.
# MPD
- config_file: loading file bad.conf
E exception: Error in bad.conf line 1; unrecognized parameter: foo
- libsamplerate: libsamplerate converter 'Fastest Sinc Interpolator'
- decoder: Decoder plugin 'wildmidi' is unavailable: configuration file does not exist: /etc/timidity/timidity.cfg
- output: No 'audio_output' defined in config file
E sndio_output: Error opening default sndio device
# ngIRCd
- warranty; not even for MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.
- Using configuration file "bad.conf" ...
-  - No (valid) server name configured in "bad.conf" (section 'Global': 'Name')!
# Perl, at compiling
- BEGIN not safe after errors--compilation aborted at x.awk line 1.
# PgBouncer
D 2026-11-28 04:06:37.526 UTC [22] DEBUG parse_ini_file: 'verbose' = '1' ok:1
I 2026-11-28 04:06:37.539 UTC [22] LOG kernel file descriptor limit: 1024 (hard: 20000); max_client_conn: 100, max expected fd use: 112
D 2026-11-28 04:06:37.548 UTC [22] DEBUG add_listen: 127.0.0.1:18305
I 2026-11-28 04:06:37.549 UTC [22] LOG listening on 127.0.0.1:18305
I 2026-11-28 04:06:37.549 UTC [22] LOG process up: PgBouncer 1.18.0, libevent 2.1.12-stable (epoll), adns: c-ares 1.18.1, tls: OpenSSL 3.0.20 7 Apr 2026
E 2026-11-28 04:06:41.528 UTC [25] ERROR could not load file "nope.ini": No such file or directory
F 2026-11-28 04:06:41.528 UTC [25] FATAL cannot load config file
# Privoxy
I 2026-11-28 04:06:33.433 7f477cb2c080 Info: Privoxy version 3.0.34
I 2026-11-28 04:06:33.434 7f477cb2c080 Info: Listening on port 18304 on IP address 127.0.0.1
- 2026-11-28 04:06:34.408 7f477cb2a6c0 Request: 127.0.0.1:1/
I 2026-11-28 04:06:36.374 7f477cb2c080 Info: exiting by signal 15 .. bye
E 2026-11-28 04:06:36.404 7fb5b5f8a080 Error: Ignoring unrecognized directive 'foo bar' (3216U) in line 1 in configuration file (/tmp/c/bad.conf).
# ProFTPD
- 2026-11-28 04:07:06,632 vm proftpd[119]: using PCRE2 10.42
- 2026-11-28 04:07:06,717 vm proftpd[119]: <IfModule>: skipping 'mod_ident.c' section at line 13
W 2026-11-28 04:07:06,721 vm proftpd[119]: warning: unable to determine IP address of 'vm'
E 2026-11-28 04:07:06,721 vm proftpd[119]: error: no valid servers configured
F 2026-11-28 04:07:06,721 vm proftpd[119]: fatal: error processing configuration file '/etc/proftpd/proftpd.conf'
# Python's warnings
W <string>:1: UserWarning: old
- bad
E Traceback (most recent call last):
E KeyError: 'k'
# R
W Warning message:
- careful
- hi
E Error in f() : boom
- Execution halted
# smartmontools
- smartctl 7.3 2022-02-28 r5338 [x86_64-linux-6.1.0-13-amd64] (local build)
- /dev/nope: Unable to detect device type
- Opened configuration file bad.conf
- Configuration file bad.conf has fatal syntax errors.
# Sphinx
- Running Sphinx v5.3.0
- building [mo]: targets for 0 po files that are out of date
E /tmp/c/sp/index.rst:4: ERROR: Unknown directive type "nope".
- .. nope::
W /tmp/c/sp/index.rst:8: WARNING: toctree contains reference to nonexisting document 'nope'
# ssh
- OpenSSH_9.2p1 Debian-2+deb12u10, OpenSSL 3.0.20 7 Apr 2026
D debug1: Reading configuration data /etc/ssh/ssh_config
- Pseudo-terminal will not be allocated because stdin is not a terminal.
D debug1: connect to address 127.0.0.1 port 1: Connection refused
- ssh: connect to host 127.0.0.1 port 1: Connection refused
# systemctl
- System has not been booted with systemd as init system (PID 1). Can't operate.
- Failed to connect to bus: Host is down
# Tinyproxy
I NOTICE    Nov 28 04:06:30.214 [7]: Initializing tinyproxy ...
I INFO      Nov 28 04:06:30.216 [7]: Added address [127.0.0.1] to listen addresses.
W WARNING   Nov 28 04:06:30.217 [7]: You SHOULD set a UserName in the config file. Using current user instead.
I INFO      Nov 28 04:06:30.218 [7]: trying to listen on host[127.0.0.1], family[2], socktype[1], proto[6]
I INFO      Nov 28 04:06:31.238 [7]: No upstream proxy for 127.0.0.1
E ERROR: Syntax error on line 1
- Unable to parse config file. Not starting.
# useradd
- useradd: user 'root' already exists
# yamllint
- y.yml
W   1:1       warning  missing document start "---"  (document-start)
E   2:1       error    duplication of key "a" in mapping  (key-duplicates)
W y.yml:1:1: [warning] missing document start "---" (document-start)
E y.yml:2:1: [error] duplication of key "a" in mapping (key-duplicates)
- ::group::y.yml
W ::warning file=y.yml,line=1,col=1::1:1 [document-start] missing document start "---"
E ::error file=y.yml,line=2,col=1::2:1 [key-duplicates] duplication of key "a" in mapping
- ::endgroup::
`);
