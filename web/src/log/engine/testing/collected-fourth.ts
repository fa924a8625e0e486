import { labelled } from "./labelled";

/** The fourth set of lines of real runs, of other writers and programs again, labelled by which function was called, or by what the program's documentation says. */
export const COLLECTED_FOURTH = labelled(`
# spdlog
T [2026-11-28 06:01:03.418] [net] [trace] disk is full
D [2026-11-28 06:01:03.419] [net] [debug] disk is full
I [2026-11-28 06:01:03.419] [net] [info] disk is full
W [2026-11-28 06:01:03.419] [net] [warning] disk is full
E [2026-11-28 06:01:03.419] [net] [error] disk is full
F [2026-11-28 06:01:03.419] [net] [critical] disk is full
# spdlog, one letter
T [06:01:03.419 +00:00] [net] [T] [thread 29414] disk is full
D [06:01:03.419 +00:00] [net] [D] [thread 29414] disk is full
I [06:01:03.419 +00:00] [net] [I] [thread 29414] disk is full
W [06:01:03.419 +00:00] [net] [W] [thread 29414] disk is full
E [06:01:03.419 +00:00] [net] [E] [thread 29414] disk is full
F [06:01:03.419 +00:00] [net] [C] [thread 29414] disk is full
# spdlog, letter first
T T1128 06:01:03.419324 29414 disk is full
D D1128 06:01:03.419329 29414 disk is full
I I1128 06:01:03.419334 29414 disk is full
W W1128 06:01:03.419339 29414 disk is full
E E1128 06:01:03.419344 29414 disk is full
F C1128 06:01:03.419348 29414 disk is full
# glog
I I20261128 06:01:04.144342 29421 glg.cpp:4] disk is full
W W20261128 06:01:04.144451 29421 glg.cpp:4] disk is full
E E20261128 06:01:04.144465 29421 glg.cpp:4] disk is full
F F20261128 06:01:04.144479 29421 glg.cpp:4] Check failed: false disk is full
# log4cpp, pattern
D 06:01:05 DEBUG  : disk is full
I 06:01:05 INFO  : disk is full
I 06:01:05 NOTICE  : disk is full
W 06:01:05 WARN  : disk is full
E 06:01:05 ERROR  : disk is full
F 06:01:05 CRIT  : disk is full
F 06:01:05 ALERT  : disk is full
# log4cplus, pattern
T 26-11-28 06:01:06,115 <139952808146752> TRACE app.db - disk is full
D 26-11-28 06:01:06,115 <139952808146752> DEBUG app.db - disk is full
I 26-11-28 06:01:06,116 <139952808146752> INFO  app.db - disk is full
W 26-11-28 06:01:06,116 <139952808146752> WARN  app.db - disk is full
E 26-11-28 06:01:06,116 <139952808146752> ERROR app.db - disk is full
F 26-11-28 06:01:06,116 <139952808146752> FATAL app.db - disk is full
# Boost.Log
T [2026-11-28 06:01:12.278505] [0x00007f5d7de6a740] [trace]   disk is full
D [2026-11-28 06:01:12.278548] [0x00007f5d7de6a740] [debug]   disk is full
I [2026-11-28 06:01:12.278557] [0x00007f5d7de6a740] [info]    disk is full
W [2026-11-28 06:01:12.278565] [0x00007f5d7de6a740] [warning] disk is full
E [2026-11-28 06:01:12.278663] [0x00007f5d7de6a740] [error]   disk is full
F [2026-11-28 06:01:12.278672] [0x00007f5d7de6a740] [fatal]   disk is full
# Boost.Log, formatter
T 1: <trace> [2026-11-28 06:01:12.278767] disk is full
D 2: <debug> [2026-11-28 06:01:12.278950] disk is full
I 3: <info> [2026-11-28 06:01:12.278963] disk is full
W 4: <warning> [2026-11-28 06:01:12.278975] disk is full
E 5: <error> [2026-11-28 06:01:12.278986] disk is full
F 6: <fatal> [2026-11-28 06:01:12.278997] disk is full
# Poco
T 2026-11-28 06:01:13 a: [Trace] disk is full
D 2026-11-28 06:01:13 a: [Debug] disk is full
I 2026-11-28 06:01:13 a: [Information] disk is full
I 2026-11-28 06:01:13 a: [Notice] disk is full
W 2026-11-28 06:01:13 a: [Warning] disk is full
E 2026-11-28 06:01:13 a: [Error] disk is full
F 2026-11-28 06:01:13 a: [Critical] disk is full
F 2026-11-28 06:01:13 a: [Fatal] disk is full
# Poco, one letter
T 2026-11-28 06:01:13.2 [29473:b:T] disk is full
D 2026-11-28 06:01:13.2 [29473:b:D] disk is full
I 2026-11-28 06:01:13.2 [29473:b:I] disk is full
I 2026-11-28 06:01:13.2 [29473:b:N] disk is full
W 2026-11-28 06:01:13.2 [29473:b:W] disk is full
E 2026-11-28 06:01:13.2 [29473:b:E] disk is full
F 2026-11-28 06:01:13.2 [29473:b:C] disk is full
F 2026-11-28 06:01:13.2 [29473:b:F] disk is full
# Poco, like ClickHouse
T 2026.11.28 06:01:13.214611 [ 0 ] {} <Trace> c: disk is full
D 2026.11.28 06:01:13.214617 [ 0 ] {} <Debug> c: disk is full
I 2026.11.28 06:01:13.214622 [ 0 ] {} <Information> c: disk is full
I 2026.11.28 06:01:13.214627 [ 0 ] {} <Notice> c: disk is full
W 2026.11.28 06:01:13.214632 [ 0 ] {} <Warning> c: disk is full
E 2026.11.28 06:01:13.214637 [ 0 ] {} <Error> c: disk is full
F 2026.11.28 06:01:13.214642 [ 0 ] {} <Critical> c: disk is full
F 2026.11.28 06:01:13.214647 [ 0 ] {} <Fatal> c: disk is full
# GLib
D (process:29482): app-DEBUG: 06:01:13.415: disk is full
I app-INFO: 06:01:13.415: disk is full
I app-Message: 06:01:13.415: disk is full
W (process:29482): app-WARNING **: 06:01:13.415: disk is full
F (process:29482): app-CRITICAL **: 06:01:13.415: disk is full
E (process:29482): app-ERROR **: 06:01:13.415: disk is full
# Abseil's raw logging
- [absl.cpp : 3] RAW: disk is full
# GStreamer
T 0:00:00.163237163 29500 0x55e442534c60 TRACE                default gst.c:4:main: disk is full
D 0:00:00.163271849 29500 0x55e442534c60 DEBUG                default gst.c:4:main: disk is full
I 0:00:00.163277239 29500 0x55e442534c60 INFO                 default gst.c:4:main: disk is full
W 0:00:00.163287639 29500 0x55e442534c60 WARN                 default gst.c:4:main: disk is full
E 0:00:00.163292618 29500 0x55e442534c60 ERROR                default gst.c:4:main: disk is full
# log4cxx, pattern
T 2026-11-28 06:02:05,933 [0x7fe94b91db80] TRACE db null - disk is full
D 2026-11-28 06:02:05,933 [0x7fe94b91db80] DEBUG db null - disk is full
I 2026-11-28 06:02:05,933 [0x7fe94b91db80] INFO  db null - disk is full
W 2026-11-28 06:02:05,933 [0x7fe94b91db80] WARN  db null - disk is full
E 2026-11-28 06:02:05,933 [0x7fe94b91db80] ERROR db null - disk is full
F 2026-11-28 06:02:05,933 [0x7fe94b91db80] FATAL db null - disk is full
# log4c, dated
T [stderr] 20261128 06:02:06.088 TRACE    app.db- disk is full
D [stderr] 20261128 06:02:06.088 DEBUG    app.db- disk is full
I [stderr] 20261128 06:02:06.088 INFO     app.db- disk is full
I [stderr] 20261128 06:02:06.088 NOTICE   app.db- disk is full
W [stderr] 20261128 06:02:06.088 WARN     app.db- disk is full
E [stderr] 20261128 06:02:06.088 ERROR    app.db- disk is full
F [stderr] 20261128 06:02:06.088 CRIT     app.db- disk is full
F [stderr] 20261128 06:02:06.088 FATAL    app.db- disk is full
# apex, text
D \x1b[37m DEBUG\x1b[0m[0000] disk is full              \x1b[37mvolume\x1b[0m=a
I \x1b[34m  INFO\x1b[0m[0000] disk is full
W \x1b[33m  WARN\x1b[0m[0000] disk is full
E \x1b[31m ERROR\x1b[0m[0000] disk is full              \x1b[31merror\x1b[0m=boom
# apex, cli
-    • disk is full              volume=a
-    • disk is full
-    • disk is full
E    ⨯ disk is full              error=boom
# hclog, caller
T 2026-11-28T06:01:19.124Z [TRACE] hclog/main.go:4: core: disk is full
D 2026-11-28T06:01:19.124Z [DEBUG] hclog/main.go:4: core: disk is full: volume=a
I 2026-11-28T06:01:19.125Z [INFO]  hclog/main.go:4: core: disk is full
W 2026-11-28T06:01:19.125Z [WARN]  hclog/main.go:4: core: disk is full
E 2026-11-28T06:01:19.125Z [ERROR] hclog/main.go:4: core: disk is full: err=boom
# loggo
T 2026-11-28 06:01:19 TRACE juju.worker main.go:4 disk is full
D 2026-11-28 06:01:19 DEBUG juju.worker main.go:4 disk is full
I 2026-11-28 06:01:19 INFO juju.worker main.go:4 disk is full
W 2026-11-28 06:01:19 WARNING juju.worker main.go:4 disk is full
E 2026-11-28 06:01:19 ERROR juju.worker main.go:4 disk is full
F 2026-11-28 06:01:19 CRITICAL juju.worker main.go:4 disk is full
# funcr
- ctrl "ts"="2026-11-28 06:01:21.129334" "level"=0 "msg"="disk is full" "volume"="a"
- ctrl "ts"="2026-11-28 06:01:21.129820" "level"=1 "msg"="disk is full"
# logrus, colour, full
T \x1b[37mTRACE  \x1b[0m[2026-11-28T06:01:21Z] disk is full
D \x1b[37mDEBUG  \x1b[0m[2026-11-28T06:01:21Z] disk is full                                  \x1b[37mvolume\x1b[0m=a
I \x1b[36mINFO   \x1b[0m[2026-11-28T06:01:21Z] disk is full
W \x1b[33mWARNING\x1b[0m[2026-11-28T06:01:21Z] disk is full
E \x1b[31mERROR  \x1b[0m[2026-11-28T06:01:21Z] disk is full                                  \x1b[31merror\x1b[0m=boom
F \x1b[31mFATAL  \x1b[0m[2026-11-28T06:01:21Z] disk is full                                  \x1b[31mx\x1b[0m=1
# go-logging
D \x1b[36m06:01:22.635 run ▶ DEBU 001\x1b[0m disk is full
I 06:01:22.635 run ▶ INFO 002\x1b[0m disk is full
I \x1b[32m06:01:22.635 run ▶ NOTI 003\x1b[0m disk is full
W \x1b[33m06:01:22.635 run ▶ WARN 004\x1b[0m disk is full
E \x1b[31m06:01:22.635 run ▶ ERRO 005\x1b[0m disk is full
F \x1b[35m06:01:22.635 run ▶ CRIT 006\x1b[0m disk is full
# go-logging, default
D 2026-11-28T06:01:22 DEBUG [app] disk is full
I 2026-11-28T06:01:22 INFO [app] disk is full
I 2026-11-28T06:01:22 NOTICE [app] disk is full
W 2026-11-28T06:01:22 WARNING [app] disk is full
E 2026-11-28T06:01:22 ERROR [app] disk is full
F 2026-11-28T06:01:22 CRITICAL [app] disk is full
# go-logging, one letter
D 06:01:22 D [app] disk is full
I 06:01:22 I [app] disk is full
I 06:01:22 N [app] disk is full
W 06:01:22 W [app] disk is full
E 06:01:22 E [app] disk is full
F 06:01:22 C [app] disk is full
# zap, spaces
D 2026-11-28T06:01:25.551Z debug zap/main.go:4 disk is full
I 2026-11-28T06:01:25.551Z info zap/main.go:4 disk is full {"volume": "a"}
W 2026-11-28T06:01:25.551Z warn zap/main.go:4 disk is full
E 2026-11-28T06:01:25.551Z error zap/main.go:4 disk is full
F 2026-11-28T06:01:25.551Z panic zap/main.go:4 disk is full
# zerolog, console
T \x1b[90m6:01AM\x1b[0m \x1b[35mTRC\x1b[0m disk is full
D \x1b[90m6:01AM\x1b[0m \x1b[33mDBG\x1b[0m disk is full \x1b[36mvolume=\x1b[0ma
I \x1b[90m6:01AM\x1b[0m \x1b[32mINF\x1b[0m disk is full
W \x1b[90m6:01AM\x1b[0m \x1b[31mWRN\x1b[0m disk is full
E \x1b[90m6:01AM\x1b[0m \x1b[1m\x1b[31mERR\x1b[0m\x1b[0m disk is full \x1b[36merror=\x1b[0m\x1b[31mboom\x1b[0m
F \x1b[90m6:01AM\x1b[0m \x1b[1m\x1b[31mFTL\x1b[0m\x1b[0m disk is full
- \x1b[90m6:01AM\x1b[0m \x1b[1m???\x1b[0m disk is full
# oslo.log
D 2026-11-28 06:01:14.770 29504 DEBUG nova.compute [-] disk is full <module> /srv/py/oslo.py:7\x1b[00m
I 2026-11-28 06:01:14.771 29504 INFO nova.compute [-] disk is full\x1b[00m
W 2026-11-28 06:01:14.771 29504 WARNING nova.compute [-] disk is full\x1b[00m
E 2026-11-28 06:01:14.771 29504 ERROR nova.compute [-] disk is full\x1b[00m
F 2026-11-28 06:01:14.771 29504 CRITICAL nova.compute [-] disk is full\x1b[00m
# absl's logging
W WARNING: Logging before flag parsing goes to stderr.
I I1128 06:01:14.875312 139631867871296 absl1.py:5] disk is full
W W1128 06:01:14.875351 139631867871296 absl1.py:5] disk is full
E E1128 06:01:14.875383 139631867871296 absl1.py:5] disk is full
F F1128 06:01:14.875417 139631867871296 absl1.py:5] disk is full
# logzero
D [D 261128 06:01:14 misc:4] disk is full
I [I 261128 06:01:14 misc:4] disk is full
W [W 261128 06:01:14 misc:4] disk is full
E [E 261128 06:01:14 misc:4] disk is full
F [C 261128 06:01:14 misc:4] disk is full
# daiquiri, JSON
- {"message": "disk is full"}
# Python, format 3
D [D 2026-11-28 06:01:14,967 misc:4] disk is full
I [I 2026-11-28 06:01:14,967 misc:4] disk is full
W [W 2026-11-28 06:01:14,967 misc:4] disk is full
E [E 2026-11-28 06:01:14,967 misc:4] disk is full
F [C 2026-11-28 06:01:14,967 misc:4] disk is full
# Python, format 4
D 2026-11-28 06:01:14,967,967 DEBUG [app3:4][MainThread] disk is full
I 2026-11-28 06:01:14,967,967 INFO  [app3:4][MainThread] disk is full
W 2026-11-28 06:01:14,967,967 WARNI [app3:4][MainThread] disk is full
E 2026-11-28 06:01:14,967,967 ERROR [app3:4][MainThread] disk is full
F 2026-11-28 06:01:14,967,967 CRITI [app3:4][MainThread] disk is full
# Python, format 5
D app4        : DEBUG    disk is full
I app4        : INFO     disk is full
W app4        : WARNING  disk is full
E app4        : ERROR    disk is full
F app4        : CRITICAL disk is full
# Python, format 6
D {DEBUG} disk is full
I {INFO} disk is full
W {WARNING} disk is full
E {ERROR} disk is full
F {CRITICAL} disk is full
# Python, format 9
D 2026-11-28 06:01:14,968: DEBUG/MainProcess] disk is full
I 2026-11-28 06:01:14,968: INFO/MainProcess] disk is full
W 2026-11-28 06:01:14,968: WARNING/MainProcess] disk is full
E 2026-11-28 06:01:14,968: ERROR/MainProcess] disk is full
F 2026-11-28 06:01:14,968: CRITICAL/MainProcess] disk is full
# Log::Any to stderr
- disk is full
# Log::Dispatch
D [debug] disk is full
I [info] disk is full
I [notice] disk is full
W [warning] disk is full
E [error] disk is full
F [critical] disk is full
F [alert] disk is full
# Log::Handler
D Nov 28 06:01:15 [DEBUG] disk is full
I Nov 28 06:01:15 [INFO] disk is full
I Nov 28 06:01:15 [NOTICE] disk is full
W Nov 28 06:01:15 [WARNING] disk is full
E Nov 28 06:01:15 [ERROR] disk is full
F Nov 28 06:01:15 [CRITICAL] disk is full
F Nov 28 06:01:15 [EMERGENCY] disk is full
# Log::Handler, layout
D 06:01:15 vm[29508] [DEBUG] a.pl: disk is full
I 06:01:15 vm[29508] [INFO] a.pl: disk is full
W 06:01:15 vm[29508] [WARNING] a.pl: disk is full
E 06:01:15 vm[29508] [ERROR] a.pl: disk is full
F 06:01:15 vm[29508] [ALERT] a.pl: disk is full
# Log::Report
T trace: disk is full
I info: disk is full
I notice: disk is full
W warning: disk is full
F panic: disk is full
# Ruby's logging
D DEBUG  app.db : disk is full
I  INFO  app.db : disk is full
W  WARN  app.db : disk is full
E ERROR  app.db : disk is full
F FATAL  app.db : disk is full
# Ruby's logging, pattern
D [2026-11-28T06:02:03] DEBUG app.db: disk is full
I [2026-11-28T06:02:03] INFO  app.db: disk is full
W [2026-11-28T06:02:03] WARN  app.db: disk is full
E [2026-11-28T06:02:03] ERROR app.db: disk is full
F [2026-11-28T06:02:03] FATAL app.db: disk is full
# Cabin
D {:timestamp=>"2026-11-28T06:02:03.206849+0000", :message=>"disk is full", :level=>:debug, :file=>"a.rb", :line=>"11", :method=>"<main>"}
I {:timestamp=>"2026-11-28T06:02:03.207037+0000", :message=>"disk is full", :level=>:info, :file=>"a.rb", :line=>"11", :method=>"<main>"}
W {:timestamp=>"2026-11-28T06:02:03.207095+0000", :message=>"disk is full", :volume=>"a", :level=>:warn, :file=>"a.rb", :line=>"11", :method=>"<main>"}
E {:timestamp=>"2026-11-28T06:02:03.207150+0000", :message=>"disk is full", :level=>:error, :file=>"a.rb", :line=>"11", :method=>"<main>"}
F {:timestamp=>"2026-11-28T06:02:03.207193+0000", :message=>"disk is full", :level=>:fatal, :file=>"a.rb", :line=>"11", :method=>"<main>"}
# mixlib-log
T [2026-11-28T06:02:03+00:00] TRACE: disk is full
D [2026-11-28T06:02:03+00:00] DEBUG: disk is full
I [2026-11-28T06:02:03+00:00] INFO: disk is full
W [2026-11-28T06:02:03+00:00] WARN: disk is full
E [2026-11-28T06:02:03+00:00] ERROR: disk is full
F [2026-11-28T06:02:03+00:00] FATAL: disk is full
# LuaLogging
D Sat Nov 28 06:02:04 2026 DEBUG disk is full
I Sat Nov 28 06:02:04 2026 INFO disk is full
W Sat Nov 28 06:02:04 2026 WARN disk is full
E Sat Nov 28 06:02:04 2026 ERROR disk is full
F Sat Nov 28 06:02:04 2026 FATAL disk is full
# OCaml's Logs
D a: [DEBUG] disk is full
I a: [INFO] disk is full
- disk is full
W a: [WARNING] disk is full
E a: [ERROR] disk is full
# hslogger
D [2026-11-28 06:01:28 UTC : app.db : DEBUG] disk is full
I [2026-11-28 06:01:28 UTC : app.db : INFO] disk is full
I [2026-11-28 06:01:28 UTC : app.db : NOTICE] disk is full
W [2026-11-28 06:01:28 UTC : app.db : WARNING] disk is full
E [2026-11-28 06:01:28 UTC : app.db : ERROR] disk is full
F [2026-11-28 06:01:28 UTC : app.db : CRITICAL] disk is full
F [2026-11-28 06:01:28 UTC : app.db : ALERT] disk is full
F [2026-11-28 06:01:28 UTC : app.db : EMERGENCY] disk is full
# monad-logger
D [Debug] disk is full
I [Info] disk is full
W [Warn] disk is full @(main:Main b.hs:8:165)
T [trace] disk is full
# ulog
- disk is full
# jet-logger
I \x1b[32m[2026-11-28T06:07:18.425Z] INFO: disk is full\x1b[39m
W \x1b[33m[2026-11-28T06:07:18.559Z] WARNING: disk is full\x1b[39m
E \x1b[31m[2026-11-28T06:07:18.628Z] ERROR: disk is full\x1b[39m
# bunyan-format, short
T \x1b[90m06:07:18.952Z\x1b[39m \x1b[90mTRACE\x1b[39m app: \x1b[36mdisk is full\x1b[39m
D \x1b[90m06:07:19.016Z\x1b[39m \x1b[90mDEBUG\x1b[39m app: \x1b[36mdisk is full\x1b[39m
I \x1b[90m06:07:19.077Z\x1b[39m \x1b[32m INFO\x1b[39m app: \x1b[36mdisk is full\x1b[39m
W \x1b[90m06:07:19.140Z\x1b[39m \x1b[35m WARN\x1b[39m app: \x1b[36mdisk is full\x1b[39m
E \x1b[90m06:07:19.202Z\x1b[39m \x1b[31mERROR\x1b[39m app: \x1b[36mdisk is full\x1b[39m
F \x1b[90m06:07:19.269Z\x1b[39m \x1b[91mFATAL\x1b[39m app: \x1b[36mdisk is full\x1b[39m
# bunyan-format, long
T \x1b[90m[2026-11-28T06:07:19.339Z]\x1b[39m \x1b[90mTRACE\x1b[39m: app/1059 on vm: \x1b[36mdisk is full\x1b[39m
D \x1b[90m[2026-11-28T06:07:19.401Z]\x1b[39m \x1b[90mDEBUG\x1b[39m: app/1059 on vm: \x1b[36mdisk is full\x1b[39m
I \x1b[90m[2026-11-28T06:07:19.462Z]\x1b[39m \x1b[32m INFO\x1b[39m: app/1059 on vm: \x1b[36mdisk is full\x1b[39m
W \x1b[90m[2026-11-28T06:07:19.645Z]\x1b[39m \x1b[35m WARN\x1b[39m: app/1059 on vm: \x1b[36mdisk is full\x1b[39m
E \x1b[90m[2026-11-28T06:07:19.706Z]\x1b[39m \x1b[31mERROR\x1b[39m: app/1059 on vm: \x1b[36mdisk is full\x1b[39m
F \x1b[90m[2026-11-28T06:07:19.778Z]\x1b[39m \x1b[91mFATAL\x1b[39m: app/1059 on vm: \x1b[36mdisk is full\x1b[39m
# bunyan-debug-stream
T Nov 28 06:07:20 app[1059] TRACE: disk is full
D Nov 28 06:07:20 app[1059] DEBUG: disk is full
I Nov 28 06:07:20 app[1059] INFO:  disk is full
W Nov 28 06:07:20 app[1059] WARN:  disk is full
E Nov 28 06:07:21 app[1059] ERROR: disk is full
F Nov 28 06:07:21 app[1059] FATAL: disk is full
# Moleculer
T [2026-11-28T06:07:22.051Z] TRACE node-1/BROKER: disk is full
D [2026-11-28T06:07:22.111Z] DEBUG node-1/BROKER: disk is full
I [2026-11-28T06:07:22.172Z] INFO  node-1/BROKER: disk is full
W [2026-11-28T06:07:22.244Z] WARN  node-1/BROKER: disk is full
E [2026-11-28T06:07:22.311Z] ERROR node-1/BROKER: disk is full
F [2026-11-28T06:07:22.371Z] FATAL node-1/BROKER: disk is full
# Midway
D 2026-11-28 06:07:22.984 DEBUG 1059 disk is full
I 2026-11-28 06:07:23.058 INFO 1059 disk is full
W 2026-11-28 06:07:23.119 WARN 1059 disk is full
E 2026-11-28 06:07:23.190 ERROR 1059 disk is full
# node-color-log
D 2026-11-28T06:07:23.558Z \x1b[46m\x1b[30m[DEBUG]\x1b[0m \x1b[36mdisk is full\x1b[0m
I 2026-11-28T06:07:23.635Z \x1b[42m\x1b[30m[INFO]\x1b[0m \x1b[32mdisk is full\x1b[0m
W 2026-11-28T06:07:23.697Z \x1b[43m\x1b[30m[WARN]\x1b[0m \x1b[33mdisk is full\x1b[0m
E 2026-11-28T06:07:23.769Z \x1b[41m[ERROR]\x1b[0m \x1b[31mdisk is full\x1b[0m
# gRPC's Node library
D D 2026-11-28T06:07:24.109Z | v1.14.7 1059 | dns_resolver | disk is full
I I 2026-11-28T06:07:24.171Z | v1.14.7 1059 | server | disk is full
E E 2026-11-28T06:07:24.259Z | v1.14.7 1059 | server | disk is full
# log-driver
T [trace] "2026-11-28T06:07:24.331Z"  'disk is full'
D [debug] "2026-11-28T06:07:24.392Z"  'disk is full'
I [info] "2026-11-28T06:07:24.453Z"  'disk is full'
W [warn] "2026-11-28T06:07:24.513Z"  'disk is full'
E [error] "2026-11-28T06:07:24.574Z"  'disk is full'
# Ts.ED's logger
T \x1b[34m[2026-11-28T06:07:24.687] [TRACE] [app] - \x1b[39mdisk is full
D \x1b[36m[2026-11-28T06:07:24.750] [DEBUG] [app] - \x1b[39mdisk is full
I \x1b[32m[2026-11-28T06:07:24.811] [INFO ] [app] - \x1b[39mdisk is full
W \x1b[33m[2026-11-28T06:07:24.873] [WARN ] [app] - \x1b[39mdisk is full
E \x1b[31m[2026-11-28T06:07:24.933] [ERROR] [app] - \x1b[39mdisk is full
F \x1b[35m[2026-11-28T06:07:24.993] [FATAL] [app] - \x1b[39mdisk is full
# debug-logger
T Sat, 28 Nov 2026 06:07:25 GMT app:trace disk is full
D Sat, 28 Nov 2026 06:07:25 GMT app:debug disk is full
I Sat, 28 Nov 2026 06:07:25 GMT app:log   disk is full
I Sat, 28 Nov 2026 06:07:25 GMT app:info  disk is full
W Sat, 28 Nov 2026 06:07:25 GMT app:warn  disk is full
E Sat, 28 Nov 2026 06:07:25 GMT app:error disk is full
# js-logging
D \x1b[37m2026-11-28T06:07:25+0000 <debug> log.cjs:6 run disk is full\x1b[39m
I \x1b[33m2026-11-28T06:07:25+0000 <info> log.cjs:6 run disk is full\x1b[39m
I \x1b[32m2026-11-28T06:07:25+0000 <notice> log.cjs:6 run disk is full\x1b[39m
W \x1b[34m2026-11-28T06:07:26+0000 <warning> log.cjs:6 run disk is full\x1b[39m
E \x1b[31m2026-11-28T06:07:26+0000 <error> log.cjs:6 run disk is full\x1b[39m
F \x1b[31m2026-11-28T06:07:26+0000 <critical> log.cjs:6 run disk is full\x1b[39m
F \x1b[36m2026-11-28T06:07:26+0000 <alert> log.cjs:6 run disk is full\x1b[39m
F \x1b[35m2026-11-28T06:07:26+0000 <emergency> log.cjs:6 run disk is full\x1b[39m
# OpenTelemetry's diag
- disk is full
# InspIRCd
- Sat Nov 28 2026 06:03:47 STARTUP: Unable to open config file /nope.conf
E ERROR: Cannot open config file: /nope.conf
# ZNC
- Checking for list of available modules...
# Pure-FTPd
- 331 User x OK. Password required
- 530 Login authentication failed
# OpenNTPD
- ntp: privsep dir /var/run/openntpd could not be opened: No such file or directory
- nt.conf:1: syntax error
# Knot DNS
I 2026-11-28T06:04:08+0000 info: Knot DNS 3.2.6 starting
E 2026-11-28T06:04:08+0000 error: [example.com.] failed to parse zone file '/tmp/nope.zone' (not exists)
I 2026-11-28T06:04:08+0000 info: [example.com.] zone not found
F 2026-11-28T06:04:11+0000 critical: failed to load configuration file 'knot2.conf' (invalid item)
# Knot Resolver
- [system] config 'kr.conf' (workdir '/tmp/kr'): No such file or directory
# PowerDNS
- Nov 28 06:04:11 Unable to open /tmp/pd/pdns.conf
- Unable to launch, no backends configured for querying
# PowerDNS Recursor
I Nov 28 06:04:12 msg="Enabling IPv4 transport for outgoing queries" subsystem="config" level="0" prio="Notice" tid="0" ts="1795845852.254"
I Nov 28 06:04:12 msg="Setting access control" subsystem="config" level="0" prio="Info" tid="0" ts="1795845852.261" acl="allow-from" addresses="127.0.0.0/8 10.0.0.0/8 100.64.0.0/10 169.254.0
D Nov 28 06:04:12 msg="Done priming cache with root hints" subsystem="runtime" level="0" prio="Debug" tid="0" ts="1795845852.299"
W Nov 28 06:04:12 msg="Failed to update . records" subsystem="housekeeping" level="0" prio="Warning" tid="0" ts="1795845852.802" rcode="3"
- Nov 28 06:04:12 PowerDNS comes with ABSOLUTELY NO WARRANTY. This is free software, and you are welcome to redistribute it according to the terms of the GPL version 2.
# radvd
- [Nov 28 06:04:15] radvd (31378): version 2.19 started
E ra.conf:1 error: syntax error
- [Nov 28 06:04:15] radvd (31380): send_ra_forall failed on interface eth9
# BIRD
T 2026-11-28 06:04:18.253 <TRACE> device1: Initializing
I 2026-11-28 06:04:18.253 <INFO> Started
- bird: bird.conf:4:1 syntax error, unexpected CF_SYM_UNDEFINED
# syslog-ng
- [2026-11-28T06:04:20.309855] Reading path for candidate modules; path='/usr/lib/syslog-ng/3.38'
# collectd
- [2026-11-28 06:04:23] plugin_load: plugin "logfile" successfully loaded.
E [2026-11-28 06:04:23] [error] plugin_load: Could not find plugin "nope" in /usr/lib/collectd
I [2026-11-28 06:04:23] [info] plugin_load: plugin "cpu" successfully loaded.
E Error: Parsing the config file failed!
- [2026-11-28 06:04:23] logfile: invalid loglevel [debug] defaulting to 'info'
# hitch
- 20261128T060423.919752 [31425] {core} hitch 1.7.2 starting
- Invalid parameter 'pem-file': Unable to stat x509 certificate PEM file '/nope.pem': No such file or directory
# nghttpx
I 2026-11-28T06:04:26.033Z 31445 31445 0a2d4091 NOTICE (shrpx.cc:3519) Loading configuration from /etc/nghttpx/nghttpx.conf
# sslh
- sslh-fork 1.20-1+b2 started
# Mumble's server
W <W>2026-11-28 06:04:30.197 Initializing settings from /etc/mumble-server.ini (basepath /etc)
F <C>2026-11-28 06:04:30.199 Failed to set initial capabilities
- <X>2026-11-28 06:04:30.195 SSL: OpenSSL version is 'OpenSSL 3.0.20 7 Apr 2026'
# Rspamd
- 2026-11-28 06:04:33 #31469(main) <2cc422>; main; main: rspamd 3.4 is loading configuration, build id: release
# OpenDKIM
E opendkim: /nope: configuration error at line 0: error reading configuration file
# Postgrey
- 2026/11/28-06:04:37 postgrey (type Net::Server::Multiplex) starting! pid(31496)
# Podman
I time="2026-11-28T06:04:40Z" level=info msg="podman filtering at log level debug"
D time="2026-11-28T06:04:40Z" level=debug msg="Called info.PersistentPreRunE(podman --log-level=debug info)"
E Error: no such file or directory
# Skopeo
F time="2026-11-28T06:04:41Z" level=fatal msg="Error retrieving manifest for image: open /nope/manifest.json: no such file or directory"
# crun
- load \`config.json\`: cannot read the file: config.json
E error opening file \`/run/crun/nope/status\`: No such file or directory
# NBD's server
I ** Message: 06:04:42.240: No configured exports; quitting.
W ** (process:31624): WARNING **: 06:04:42.284: Specifying an export on the command line no longer uses the oldstyle protocol.
# aria2
I 11/28 06:04:54 [\x1b[1;36mINFO\x1b[0m] aria2 1.36.0
# Wget 2
- 28.060454.702 Local URI encoding = 'UTF-8'
# LFTP
F ls: Fatal error: max-retries exceeded (Connection refused)
- ---- Connecting to 127.0.0.1 (127.0.0.1) port 1
# beanstalkd
- bind 3 127.0.0.1:18222
# Gearman
D   DEBUG 2026-11-28 06:05:21.198867 [  main ] THREADS: 4 -> libgearman-server/gearmand.cc:274
I    INFO 2026-11-28 06:05:21.199404 [  main ] Starting up with pid 31975, verbose is set to DEBUG
# D-Bus
- dbus[31986]: Failed to start message bus: Failed to open "/nope": No such file or directory
# i2pd
I 06:05:23@306/\x1b[1;36minfo\x1b[0m - Log: Logging level set to debug
D 06:05:23@306/\x1b[1;34mdebug\x1b[0m - FS: Main config file:
- 06:05:23@306/\x1b[1;32mnone\x1b[0m - i2pd v2.45.1 (0.9.57) starting...
# tinc
- Cannot open config file /etc/tinc/x/tinc.conf: No such file or directory
# Stubby
- [06:05:26.436817] STUBBY: DNSSEC Validation is OFF
- [06:05:26.436837] STUBBY: (NOTE a Strict Profile only applies when TLS is the ONLY transport!!)
# Dropbear
- [32016] Nov 28 06:05:28 Not backgrounding
- [32016] Nov 28 06:05:30 Early exit: Terminated by signal
# Nmap
- Starting Nmap 7.93 ( https://nmap.org ) at 2026-11-28 06:05 UTC
- mass_rdns: Using DNS server 10.255.255.53
# Barman
W WARNING: Forcing 'archiver = on'
- 	directories: OK
- 	WAL archive: FAILED (please make sure WAL shipping is setup)
# Clang
E a.c:1:27: error: use of undeclared identifier 'y'
E clang: error: no such file or directory: 'nope.c'
- 1 error generated.
- /usr/bin/ld: cannot find /usr/lib/llvm-14/lib/clang/14.0.6/lib/linux/libclang_rt.asan_static-x86_64.a: No such file or directory
# LLD
E ld.lld: error: undefined symbol: f
- >>> referenced by l.c
# mold
E mold: error: undefined symbol: f
F mold: fatal: library not found: nope
# Valgrind
- ==32132== Memcheck, a memory error detector
- ==32132== Invalid write of size 1
- ==32132== HEAP SUMMARY:
# Ninja
E FAILED: b
F ninja: fatal: chdir to 'nope' - No such file or directory
E ninja: error: unknown target 'zzz', did you mean 'b'?
- ninja: Entering directory \`nj'
- ninja: build stopped: subcommand failed.
# Autoconf and Automake
W /usr/share/autoconf/autoconf/trailer.m4:4: warning: AC_OUTPUT was never used
E configure.ac:2: error: possibly undefined macro: AC_NOPE
E configure.ac: error: no proper invocation of AM_INIT_AUTOMAKE was found.
- configure.ac: You should verify that configure.ac invokes AM_INIT_AUTOMAKE,
E automake: error: no 'Makefile.am' found for any configure output
E autom4te: error: /usr/bin/m4 failed with exit status: 1
# ccache
E ccache: error: Could not find compiler "nope" in PATH
# Vala
E a.vala:1.18-1.18: error: Assignment: Cannot convert from \`string' to \`int'
E error: nope.vala not found
- Compilation failed: 2 error(s), 0 warning(s)
# Nim
- Hint: used config file '/etc/nim/nim.cfg' [Conf]
E /srv/t/a.nim(1, 14) Error: type mismatch: got 'string' for '"a"' but expected 'int'
# D's compiler and logger
E a.d:1:38: error: cannot implicitly convert expression ‘"a"’ of type ‘string’ to ‘int’
I 2026-11-28T06:05:54.076 [info] b.d:2:main disk is full
W 2026-11-28T06:05:54.077 [warning] b.d:2:main disk is full
F 2026-11-28T06:05:54.077 [critical] b.d:2:main disk is full
- object.Exception@b.d(2): boom
# Free Pascal
F a.pas(3,10) Fatal: illegal character "'"'" ($22)
F Fatal: Compilation aborted
E Error: /usr/bin/ppcx64 returned an error exitcode
I b.pas(2,7) Note: Local variable "y" not used
- 1 note(s) issued
# GnuCOBOL
E a.cob:4: error: 'X' cannot be used here
# Guile
E ERROR: In procedure car:
- Backtrace:
# Chicken
E Error: (car) bad argument type: 1
- csc: file \`nope.scm' does not exist
# CLISP
W WARNING: disk is full
- *** - CAR: 1 is not a list
# protoc
W [libprotobuf WARNING google/protobuf/compiler/parser.cc:646] No syntax specified for the proto file: c.proto. Please use 'syntax = "proto2";' or 'syntax = "proto3";' to specify a syntax ve
W c.proto:2:1: warning: Import b.proto is unused.
- a.proto:2:1: Import "nope.proto" was not found or had errors.
# flex
W b.l:3: warning, rule cannot be matched
F a.l:3: fatal parse error
- a.l:3: bad character class
# Graphviz
E Error: <stdin>: syntax error in line 1 near '->'
W Warning: using box for unknown shape nope
- Format: "nope" not recognized. Use one of: canon cmap cmapx cmapx_np dot dot_json eps fig gd gd2 gif gv imap imap_np ismap jpe jpeg jpg json json0 mp pdf pic plain plain-ext png pov ps ps2
# gnuplot
W Warning: empty y range [1:1], adjusting to [0.99:1.01]
-          line 0: undefined variable: nope
# jq
E parse error: Unfinished JSON term at EOF at line 2, column 0
E jq: error (at <stdin>:1): Cannot index number with string "a"
E jq: error: nope/0 is not defined at <top-level>, line 1:
- jq: 1 compile error
# xmllint
E a.xml:1: parser error : Opening and ending tag mismatch: b line 1 and a
W warning: failed to load external entity "nope.xml"
# xsltproc
E compilation error: file a.xsl line 1 element nope
- xsltStylePreCompute: unknown xsl:nope
# HTML Tidy
W line 1 column 1 - Warning: missing <!DOCTYPE> declaration
E line 1 column 9 - Error: <nope> is not recognized!
I Info: Document content looks like HTML5
- Tidy found 5 warnings and 1 error!
# groff
W troff: <standard input>:1: warning: macro 'nope' not defined
- troff: <standard input>:3: can't open '/nope': No such file or directory
# RRDtool
E ERROR: opening '/nope': No such file or directory
# qpdf
W WARNING: x.pdf: can't find PDF header
- qpdf: x.pdf: unable to find trailer dictionary while recovering damaged file
# GnuPG
- gpg: nope: skipped: No public key
E gpg: error reading key: No public key
# GnuTLS
E import error: No certificate was found.
- Could not connect to 127.0.0.1:1: Connection refused
# SoX
I sox INFO nulfile: sample rate not specified; using 48000
D sox DBUG wav: Writing Wave file: Microsoft PCM format, 1 channel, 48000 samp/sec
# SQLite
E Error: in prepare, no such column: nope
E Error: unable to open database "/nope/x": unable to open database file
# Mercurial
E config error: default repository not configured!
# Breezy
E brz: ERROR: Not a branch: "/srv/t/".
- Created a standalone tree (format: 2a)
# yt-dlp
E ERROR: [generic] None: Unable to download webpage: <urlopen error [Errno 111] Connection refused> (caused by URLError(ConnectionRefusedError(111, 'Connection refused')))
D [debug] exe versions: none
- [generic] x: Downloading webpage
# HTTPie
E http: LogLevel.ERROR: ConnectionError: HTTPConnectionPool(host='localhost', port=1): Max retries exceeded with url: /x (Caused by NewConnectionError('<urllib3.connection.HTTPConnection obj
-     the following arguments are required: URL
# Radicale
I [2026-11-28 06:06:27 +0000] [457/Thread-1 (process_request_thread)] [INFO] GET request for '/nope' received from 127.0.0.1 using 'curl/7.88.1'
D [2026-11-28 06:06:27 +0000] [457/Thread-1 (process_request_thread)] [DEBUG] Request headers:
# Flake8, codespell and Bandit
- a.py:1:1: F401 'os' imported but unused
- cs.txt:1: recieve ==> receive
I [main]	INFO	profile include tests: None
# Behave
- Failing scenarios:
- 0 features passed, 1 failed, 0 skipped
E ConfigError: No steps directory in '/srv/t/nope'
# Cython
W /usr/lib/python3/dist-packages/Cython/Compiler/Main.py:369: FutureWarning: Cython directive 'language_level' not set, using 2 for now (Py2). This will change in a later release! File: /srv/t
E Error compiling Cython file:
W warning: b.pyx:2:2: Unused entry 'x'
- b.pyx:3:9: undeclared name not builtin: nopez
# Python's own
E ModuleNotFoundError: No module named 'nope'
E SyntaxError: invalid syntax
W <string>:1: RuntimeWarning: coroutine 'sleep' was never awaited
E ERROR: nope (unittest.loader._FailedTest.nope)
E FAILED (errors=1)
E   + Exception Group Traceback (most recent call last):
- Serving HTTP on 127.0.0.1 port 18228 (http://127.0.0.1:18228/) ...
- Ran 1 test in 0.000s
# Hypercorn
W [2026-11-28 06:06:38 +0000] [579] [WARNING] ASGI Framework Lifespan error, continuing without Lifespan support
I [2026-11-28 06:06:38 +0000] [579] [INFO] Running on http://127.0.0.1:18229 (CTRL + C to quit)
E [2026-11-28 06:06:41 +0000] [579] [ERROR] Error in ASGI Framework
# Waitress
I INFO:waitress:Serving on http://127.0.0.1:18230
E ERROR:waitress:Exception while serving /x
# Bottle
- Bottle v0.12.23 server starting up (using WSGIRefServer())...
W 127.0.0.1 - - [28/Nov/2026 06:06:48] "GET /nope HTTP/1.1" 404 729
E 127.0.0.1 - - [28/Nov/2026 06:06:48] "GET /e HTTP/1.1" 500 743
# RQ
E Error 111 connecting to 127.0.0.1:1. Connection refused.
# Perl::Critic
- Code is not tidy at line 1, column 1.  See page 33 of PBP.  (Severity: 1)
# prove
- #   Failed test 'b'
E Result: FAIL
# Starman
- 2026/11/28-06:06:52 Starman::Server (type Net::Server::PreFork) starting! pid(743)
# Dancer2
D [main:812] debug @2026-11-28 06:06:56> disk is full in /srv/pl/dancer.pl l. 1
I [main:812] info @2026-11-28 06:06:56> disk is full in /srv/pl/dancer.pl l. 1
W [main:812] warning @2026-11-28 06:06:56> disk is full in /srv/pl/dancer.pl l. 1
E [main:812] error @2026-11-28 06:06:56> disk is full in /srv/pl/dancer.pl l. 1
# Sinatra
E 2026-11-28 06:06:59 - RuntimeError - boom:
# cpanm
- ! Couldn't find module or a distribution Nope
# RSpec
E      Failure/Error: it("sums"){ expect(1).to eq 2 }
- 3 examples, 1 failure, 1 pending
- An error occurred while loading ./nope.rb.
# minitest
E   1) Failure:
E   2) Error:
# PHPUnit
- There was 1 error:
W FEPHP Deprecated:  old in /srv/t/ATest.php on line 1
# PHP_CodeSniffer
E /srv/t/s.php:2:1: error - Missing file doc comment
E  2 | ERROR | [ ] Missing file doc comment
- FOUND 5 ERRORS AFFECTING 1 LINE
# Composer
- Loading composer repositories with package information
- strict errors that make it unable to be published as a package
- # General warnings
# Luacheck
-     /srv/lua/bad.lua:1:7: unused variable 'x'
- Total: 4 warnings / 0 errors in 1 file
# busted
E Failure -> /srv/lua/a_spec.lua @ 1
E Error -> /srv/lua/a_spec.lua @ 1
- 0 successes / 1 failure / 1 error / 0 pending : 0.001792 seconds
# LuaRocks
W Warning: Failed searching manifest: Failed downloading http://127.0.0.1:1/manifest-5.1 - connection refused
E Error: No results matching query were found for Lua 5.1.
# Rebar3
- \x1b[0;32m===> Verifying dependencies...
W src/a.erl:3:8: Warning: variable 'X' is unused
# HLint
W /srv/hs/lint.hs:1:10-18: Warning: Redundant ==
- 2 hints
# GHC
E /srv/hs/bad.hs:1:17: error:
# Dune
E Error: Version 3.0 of the dune language is not supported.
- File "dune-project", line 1, characters 11-14:
# Karma
D \x1b[36m28 11 2026 06:07:50.283:DEBUG [config]: \x1b[39mLoading config /srv/app/karma.conf.cjs
# tsup
E Error: Cannot find module 'typescript'
# Changesets
- 🦋 Exited with code 1
E Error: The following package.jsons are missing the "name" field:
# commitlint
E ✖   type may not be empty [type-empty]
W ⚠   subject may not end with full stop [subject-full-stop]
I ⓘ   Get help: https://github.com/conventional-changelog/commitlint/#what-is-commitlint
# Jasmine
- Failures:
- 2 specs, 2 failures
# tape
E not ok 1 should be strictly equal
# Cucumber
- 1 scenario (1 undefined)
# Node-RED
I 28 Nov 06:08:15 - [info] Node-RED version: v5.0.7
W 28 Nov 06:08:17 - [warn] Projects disabled : editorTheme.projects.enabled=false
# AssemblyScript
E ERROR TS2304: Cannot find name 'nope'.
W WARNING Unknown option '--nope'
E FAILURE 2 compile error(s)
# Biome
- a.js:1:1 lint/style/useConst  FIXABLE  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
# Less
E \x1b[31mNameError: variable @x is undefined\x1b[39m\x1b[31m in \x1b[39m/srv/app/a.less\x1b[90m on line 1, column 13:\x1b[39m
- lessc: ENOENT: no such file or directory, open '/srv/app/nope.less'
# Stylus
E ParseError: a.styl:2:1
# CoffeeScript
E /srv/app/a.coffee:1:5: error: missing )
- File not found: /srv/app/nope.coffee
# LiveScript
- Failed at: a.coffee
E SyntaxError: missing \`)\` on line 2
# ReScript
- Could not initialize build: Could not read rescript.json at /srv/app/q: Could not read '/srv/app/bsconfig.json': No such file or directory (os error 2)
# Eleventy
F [11ty] Eleventy Fatal Error (CLI):
- [11ty] Problem writing Eleventy templates:
E [11ty] Original error stack trace: AssertionError: tag "nope" not found
# serve
I  INFO  Accepting connections at http://localhost:18303
I  HTTP  11/28/2026 6:08:43 AM 127.0.0.1 GET /nope
# live-server
- \x1b[36mReady for changes\x1b[39m
# remark
- \x1b[4m\x1b[32ma.md\x1b[39m\x1b[24m: no issues found
E  \x1b[31merror\x1b[39m \x1b[1mNo such file or folder\x1b[22m
# CSpell
- a.txt:1:1 - Unknown word (recieve) fix: (receive)
- CSpell: Files checked: 1, Issues found: 1 in 1 file.
E error: unknown option '--nope'
# Solhint
E   1:1   error    Compiler version ^0.4.0 does not satisfy the ^0.8.24 semver requirement  compiler-version
W   2:14  warning  Explicitly mark visibility in function                                   func-visibility
E a.sol:1:1: Compiler version ^0.4.0 does not satisfy the ^0.8.24 semver requirement [Error/compiler-version]
W a.sol:2:1: Missing @title tag in contract 'a' [Warning/use-natspec]
E ✖ 7 problems (1 error, 6 warnings)
# Rspack
E ERROR in ./b.js 1:1-17
- Rspack compiled with 1 error in 250 ms
# Rolldown
E  ERROR  Build failed with 1 error:
# Standard
-   /srv/app/a.js:1:5: 'x' is never reassigned. Use 'const' instead. (prefer-const)
# Node's warnings
W (node:1059) [MY_W] FullWarning: disk is full
E AggregateError: disk is full
E AbortError: disk is full
`);
