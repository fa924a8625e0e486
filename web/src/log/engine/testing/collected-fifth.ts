import { labelled } from "./labelled";

/** The fifth set of lines of real runs, of other writers and programs again, labelled by which function was called, or by what the program's documentation says. */
export const COLLECTED_FIFTH = labelled(`
# bs-logger
T main[root] (TRACE) disk is full
D main[root] (DEBUG) disk is full
I main[root] (INFO) disk is full
W main[root] (WARN) disk is full
E main[root] (ERROR) disk is full
F main[root] (FATAL) disk is full
# Azure's logger
D azure:app:verbose disk is full
I azure:app:info disk is full
W azure:app:warning disk is full
E azure:app:error disk is full
# Slack's logger
D [DEBUG]  socket-mode:1 disk is full
I [INFO]  socket-mode:1 disk is full
W [WARN]  socket-mode:1 disk is full
E [ERROR]  socket-mode:1 disk is full
# Appium's logger
T sill Driver disk is full
D verb Driver disk is full
D dbug Driver disk is full
I info Driver disk is full
W WARN Driver disk is full
E ERR! Driver disk is full
# Docusaurus' logger
I [INFO] disk is full
W [WARNING] disk is full
E [ERROR] disk is full
I [SUCCESS] disk is full
# Heimdall's logger
- Sat, 28 Nov 2026 06:23:37 GMT app disk is full
- Sat, 28 Nov 2026 06:23:37 GMT app disk is full
- Sat, 28 Nov 2026 06:23:37 GMT app disk is full
- Sat, 28 Nov 2026 06:23:37 GMT app disk is full
- Sat, 28 Nov 2026 06:23:37 GMT app disk is full
# GraphQL Yoga's logger
D \x1b[35mDEBUG\x1b[0m disk is full
I \x1b[36mINFO\x1b[0m disk is full
W \x1b[33mWARN\x1b[0m disk is full
E \x1b[31mERR\x1b[0m disk is full
# Percy's logger
- [percy:core] disk is full (0ms)
- [percy:core] disk is full (33ms)
- [percy:core] disk is full (30ms)
- [percy:core] disk is full (31ms)
# d-fischer's logger
T Trace: [2026-11-28T06:23:37.533Z] \x1b[7mapp\x1b[27m \x1b[7mTRACE\x1b[27m \x1b[0mdisk is full\x1b[0m
D [2026-11-28T06:23:37.564Z] \x1b[45m\x1b[30mapp\x1b[39m\x1b[49m \x1b[45m\x1b[30mDEBUG\x1b[39m\x1b[49m \x1b[35mdisk is full\x1b[39m
I [2026-11-28T06:23:37.594Z] \x1b[44m\x1b[37mapp\x1b[39m\x1b[49m \x1b[44m\x1b[37mINFO\x1b[39m\x1b[49m \x1b[34mdisk is full\x1b[39m
W [2026-11-28T06:23:37.625Z] \x1b[43m\x1b[30mapp\x1b[39m\x1b[49m \x1b[43m\x1b[30mWARNING\x1b[39m\x1b[49m \x1b[33mdisk is full\x1b[39m
E [2026-11-28T06:23:37.656Z] \x1b[101m\x1b[37mapp\x1b[39m\x1b[49m \x1b[101m\x1b[37mERROR\x1b[39m\x1b[49m \x1b[91mdisk is full\x1b[39m
F [2026-11-28T06:23:37.686Z] \x1b[41m\x1b[37mapp\x1b[39m\x1b[49m \x1b[41m\x1b[37mCRITICAL\x1b[39m\x1b[49m \x1b[31mdisk is full\x1b[39m
# Strapi's logger
I [2026-11-28 06:23:37.758] \x1b[32mhttp\x1b[39m: disk is full
D [2026-11-28 06:23:37.790] \x1b[34mdebug\x1b[39m: disk is full
I [2026-11-28 06:23:37.821] \x1b[32minfo\x1b[39m: disk is full
W [2026-11-28 06:23:37.852] \x1b[33mwarn\x1b[39m: disk is full
E [2026-11-28 06:23:37.882] \x1b[31merror\x1b[39m: disk is full
# Graphile's logger
I [core] INFO: disk is full
W [core] WARNING: disk is full
E [core] ERROR: disk is full
# Graphile's logger, default
I INFO: disk is full
W WARNING: disk is full
E ERROR: disk is full
# just's logger
- [6:23:38 AM] □ disk is full
- [6:23:38 AM] ■ disk is full
- [6:23:38 AM] ▲ disk is full
- [6:23:38 AM] x disk is full
# debug-logfmt
-   \x1b[34;1mapp \x1b[0mdisk is full
I   \x1b[34;1mapp:info \x1b[0mdisk is full
W   \x1b[34;1mapp:warn \x1b[0mdisk is full
E   \x1b[32;1mapp:error \x1b[0mdisk is full
# Open Draft's logger
- \x1b[90m06:23:38:502\x1b[0m \x1b[90m[app]\x1b[0m \x1b[90mdisk is full\x1b[0m
- \x1b[90m06:23:38:534\x1b[0m \x1b[34m[app]\x1b[0m disk is full
W \x1b[33m06:23:38:565\x1b[0m \x1b[33m⚠ [app]\x1b[0m disk is full
E \x1b[31m06:23:38:596\x1b[0m \x1b[31m✖ [app]\x1b[0m disk is full
# Panda's logger
D 🐼 debug [app] disk is full
I 🐼 info [app] disk is full
W 🐼 warn [app] disk is full
E 🐼 error [app] disk is full
# Google's logging utilities
D 16645 [app|DEBUG] disk is full
I 16645 [app|INFO] disk is full
W 16645 [app|WARNING] disk is full
E 16645 [app|ERROR] disk is full
# SLF4J's simple logger
T [main] TRACE com.example.App - disk is full
D [main] DEBUG com.example.App - disk is full
I [main] INFO com.example.App - disk is full
W [main] WARN com.example.App - disk is full
E [main] ERROR com.example.App - disk is full
# SLF4J's simple logger, date
T 2026-11-28 06:21:47 [main] [TRACE] App - disk is full
D 2026-11-28 06:21:47 [main] [DEBUG] App - disk is full
I 2026-11-28 06:21:47 [main] [INFO] App - disk is full
W 2026-11-28 06:21:47 [main] [WARN] App - disk is full
E 2026-11-28 06:21:47 [main] [ERROR] App - disk is full
# MinLog
T 00:00 TRACE: [app] disk is full
D 00:00 DEBUG: [app] disk is full
I 00:00  INFO: [app] disk is full
W 00:00  WARN: [app] disk is full
E 00:00 ERROR: [app] disk is full
W 00:00  WARN: disk is full
# Zabbix agent
-  15275:20261128:062100.422 Starting Zabbix Agent [vm]. Zabbix 6.0.14 (revision 3f184b456c7).
-  15275:20261128:062100.423 In zbx_load_modules()
# Kea
F kea-dhcp4: Fatal error during start up: Unable to open PID file '/run/kea/kea.kea-dhcp4.pid' for write
I 2026-11-28 06:21:03.640 INFO  [kea-dhcp4.hosts/15427.140631686611456] HOSTS_BACKENDS_REGISTERED the following host backend types are available: mysql postgresql
E 2026-11-28 06:21:03.641 ERROR [kea-dhcp4.dhcp4/15427.140631686611456] DHCP4_CONFIG_LOAD_FAIL configuration error using file: kea2.json, reason: Failed to select interface: interface 'eth9'
# H2O
- [h2o.yaml:2] unknown command: nope
# Janus
W \x1b[33m[WARN]\x1b[0m No Nanomsg server started, giving up...
E \x1b[31m[ERR]\x1b[0m [config.c:janus_config_parse:191]   -- Error reading configuration file 'janus.transport.http.jcfg'... error 2 (No such file or directory)
- JANUS REST (HTTP/HTTPS) transport plugin created!
# wpa_supplicant and hostapd
- Line 1: unknown global field 'nope=1'.
- random: getrandom() support available
# Fetchmail
W fetchmail: WARNING: Running as root is discouraged.
- fetchmail: no mailservers have been specified.
# msmtp
- msmtp: could not send mail
# containerd
I time="2026-11-28T06:21:04.603343257Z" level=info msg="starting containerd" revision="1.6.20~ds1-1+deb12u3" version="1.6.20~ds1"
W time="2026-11-28T06:21:04.651782201Z" level=warning msg="failed to load plugin io.containerd.snapshotter.v1.btrfs" error="failed to find the mount info for \\"/tmp/cr/io.containerd.snapshot
# runc
E time="2026-11-28T06:21:12Z" level=error msg="container does not exist"
# mdadm
- mdadm: cannot open /dev/nope: No such file or directory
# LVM
-   Volume group "nope" not found
# dnsdist
F Fatal error: [string "chunk"]:2: unexpected symbol near '<eof>'
- Listening on 127.0.0.1:18403
E Error while retrieving the security update for version dnsdist-1.7.3-2.Debian: Unable to get a valid Security Status update
- Marking downstream 127.0.0.1:1 as 'down'
# aptly
E ERROR: unable to show: local repo with name nope not found
E Error downloading http://127.0.0.1:1/dists/a/InRelease: http://127.0.0.1:1/dists/a/InRelease: Get "http:/dists/a/InRelease": dial tcp 127.0.0.1:1: connect: connection refused retrying...
- Config file not found, creating default config at /tmp/.aptly.conf
# Sphinx' searchd
F [Sat Nov 28 06:21:17.111 2026] [15625] FATAL: failed to parse config file '/nope'
- [Sat Nov 28 06:21:17.146 2026] [15627] using config file 'sp.conf'...
# Burp
- 2026-11-28 06:21:17 +0000: burp[15629] could not open '/nope' for reading.
# Duplicity
- Using archive dir: /tmp/.cache/duplicity/e621692845a27619e4b57f8f6df413a4
E --- Logging error ---
# Fossil
- fossil: unknown command: nope
# Subversion
- svn: E155007: '/srv/t5' is not a working copy
# CVS
- cvs [checkout aborted]: /nope/CVSROOT: No such file or directory
# strongSwan
- 00[DMN] Starting IKE charon daemon (strongSwan 5.9.8, Linux 6.18.44-fc-v782, x86_64)
# gpsd
I gpsd:INFO: launching (Version 3.22)
- gpsd:PROG: control socket opened at /tmp/g.s
# MiniDLNA
D [2026/11/28 06:21:32] minidlna.c:529: debug: Using locale dir '/usr/share/locale' and locale langauge C.UTF-8/C.UTF-8
W [2026/11/28 06:21:32] minidlna.c:1126: warn: Starting MiniDLNA version 1.3.0.
I [2026/11/28 06:21:32] getifaddr.c:342: info: Enabling interface 192.0.2.2/255.255.255.0
# atftpd
- Nov 28 06:21:34 vm atftpd[15760.140493953489792]: Advanced Trivial FTP server started (0.8.0)
- Nov 28 06:21:34 vm atftpd[15760.140493953489792]:   logging level: 7
# socat
I 2026/11/28 06:21:36 socat[15762] N opening connection to AF=2 127.0.0.1:1
W 2026/11/28 06:21:36 socat[15762] W recvmsg(): Resource temporarily unavailable
E 2026/11/28 06:21:36 socat[15762] E connect(5, AF=2 127.0.0.1:1, 16): Connection refused
# iperf
E iperf3: error - unable to connect to server: Connection refused
- iperf3: unrecognized option '--nope'
# stress-ng
I stress-ng: info:  [15770] setting to a 1 second run per stressor
E stress-ng: error: [15770] no CPUs found in /sys/devices/system/cpu
# fio
- fio: unable to open '/nope.fio' job file
# Sysbench
F FATAL: Cannot find benchmark 'nope': no such built-in test, file or module
- The 'cpu' test requires a command argument. See 'sysbench cpu help'
# nftables, iptables and ip
E Error: syntax error, unexpected newline, expecting string
- iptables: No chain/target/match by that name.
- Device "nope" does not exist.
# ECL
W ;;; Style warning:
- An error occurred during initialization:
# Icarus Verilog
E a.v:1: error: Unknown module type: nope
W WARNING: b.v:1: disk is full
E ERROR: b.v:1: disk is full
I INFO: b.v:1: x
F FATAL: b.v:1: disk is full
- 2 error(s) during elaboration.
# Yosys
E ERROR: No such command: nope (type 'help' for a command overview)
W Warning: wire '\\x' is assigned in a block at a.v:1.37-1.40.
- -- Running command \`read_verilog a.v; hierarchy -check' --
# Gforth
- *OS command line*:-1: Undefined word
# SWIG
E a.i:2: Error: Unknown directive '%nope'.
# Thrift
W [WARNING:/srv/a.thrift:1] No field key specified for y, resulting protocol may have conflicts or not be backwards compatible!
- Type "Nope" not defined
# Cap'n Proto
E a.capnp:1:18-22: error: Not defined: Nope
# FlatBuffers
E   /srv/a.fbs:1: 19: error: type referenced but not defined (check namespace): Nope, originally at: a.fbs:1
# Bats
E not ok 1 sums
- ok 2 b # skip
E Error: Test file "/srv/nope.bats" does not exist
# Check
- 0%: Checks: 1, Failures: 1, Errors: 0
- ck.c:2:F:c:a:0: Assertion '1 == 2' failed: 1 == 1, 2 == 2
# LCOV
W geninfo: WARNING: no .gcda files found in /nope - skipping!
- Capturing coverage data from /nope
# Splint
- sp.c:2:42: Variable x used before definition
-   path. (Use -usedef to inhibit warning)
# Sparse
W sr.c:1:32: warning: Using plain integer as NULL pointer
E sr.c:2:17: error: undefined identifier 'h'
# Flawfinder
- ff.c:1:  [4] (buffer) strcpy:
# x264
E x264 [error]: could not open input file \`/nope.y4m'
# Poppler
W Syntax Warning: May not be a PDF file (continuing anyway)
E Syntax Error: Couldn't find trailer dictionary
E I/O Error: Couldn't open file '/nope.pdf': No such file or directory.
# w3m
- w3m: Can't load http://127.0.0.1:1/.
# mbsync
- mb:3: keyword 'Nope' is not recognized in IMAPAccount sections
# Git's trace and Git LFS
T 06:21:42.020524 git.c:750               trace: exec: git-lfs env
T 06:21:42.039176 trace git-lfs: exec: git 'version'
E Error: unknown command "nope" for "git-lfs"
- Not in a Git repository.
# Darcs
- No such command 'nope'
# Vulture
- v.py:1: unused import 'os' (90% confidence)
# puppet-lint
E ERROR: A not in autoload module layout on line 1 (check: autoloader_layout)
W WARNING: class not documented on line 1 (check: documentation)
# Open vSwitch
E 2026-11-28T06:21:42Z|00002|stream_unix|ERR|/var/run/openvswitch/ovs-vswitchd.16012.ctl: binding failed: No such file or directory
W 2026-11-28T06:21:42Z|00001|fatal_signal|WARN|could not unlink "/var/run/openvswitch/ovs-vswitchd.16012.ctl" (No such file or directory)
E ovsdb-server: I/O error: /nope: open failed (Is a directory)
- ovs-vsctl: tcp:127.0.0.1:1: database connection failed (Connection refused)
# JACK
- jack main caught signal 15
- jackd comes with ABSOLUTELY NO WARRANTY
# Lager
D 06:21:45.826 [debug] disk is full
I 06:21:45.828 [info] disk is full
I 06:21:45.828 [notice] disk is full
W 06:21:45.829 [warning] disk is full
E 06:21:45.829 [error] disk is full
F 06:21:45.829 [critical] disk is full
F 06:21:45.829 [emergency] disk is full
`);
