import { labelled } from "./labelled";

/** The second set of lines of real runs, of other writers and programs than the first, labelled by which function was called, or by what the program's documentation says. */
export const COLLECTED_SECOND = labelled(`
# simple-node-logger
T 03:48:30.157 TRACE disk is full
D 03:48:30.157 DEBUG disk is full
I 03:48:30.157 INFO  disk is full
W 03:48:30.157 WARN  disk is full
E 03:48:30.157 ERROR disk is full
F 03:48:30.157 FATAL disk is full
# intel
T [2026-11-28 03:48:30] \x1b[1mapp.db\x1b[22m:: \x1b[1m\x1b[44mTRACE\x1b[49m\x1b[22m: disk is full
D [2026-11-28 03:48:30] \x1b[1mapp.db\x1b[22m:: \x1b[1m\x1b[35mVERBOSE\x1b[39m\x1b[22m: disk is full
I [2026-11-28 03:48:30] \x1b[1mapp.db\x1b[22m:: \x1b[1m\x1b[32mINFO\x1b[39m\x1b[22m: disk is full
W [2026-11-28 03:48:30] \x1b[1mapp.db\x1b[22m:: \x1b[1m\x1b[33mWARN\x1b[39m\x1b[22m: disk is full
E [2026-11-28 03:48:30] \x1b[1mapp.db\x1b[22m:: \x1b[1m\x1b[31mERROR\x1b[39m\x1b[22m: disk is full
F [2026-11-28 03:48:30] \x1b[1mapp.db\x1b[22m:: \x1b[1m\x1b[41mCRITICAL\x1b[49m\x1b[22m: disk is full
T \x1b[1m\x1b[44mTRACE\x1b[49m\x1b[22m \x1b[1mapp.db\x1b[22m disk is full
D \x1b[1m\x1b[35mVERBOSE\x1b[39m\x1b[22m \x1b[1mapp.db\x1b[22m disk is full
F \x1b[1m\x1b[41mCRITICAL\x1b[49m\x1b[22m \x1b[1mapp.db\x1b[22m disk is full
T [\x1b[1m\x1b[44mTRACE\x1b[49m\x1b[22m] \x1b[1mapp.db\x1b[22m - disk is full
W [\x1b[1m\x1b[33mWARN\x1b[39m\x1b[22m] \x1b[1mapp.db\x1b[22m - disk is full
F [\x1b[1m\x1b[41mCRITICAL\x1b[49m\x1b[22m] \x1b[1mapp.db\x1b[22m - disk is full
# bole
D {"time":"2026-11-28T03:48:31.122Z","hostname":"vm","pid":1833,"level":"debug","name":"app","message":"disk is full"}
I {"time":"2026-11-28T03:48:31.123Z","hostname":"vm","pid":1833,"level":"info","name":"app","message":"disk is full"}
W {"time":"2026-11-28T03:48:31.123Z","hostname":"vm","pid":1833,"level":"warn","name":"app","message":"disk is full"}
E {"time":"2026-11-28T03:48:31.123Z","hostname":"vm","pid":1833,"level":"error","name":"app","message":"disk is full"}
# woodlot, over several lines
- {
- \t"timeStamp": "28/Nov/2026:03:47:08 +0000",
- \t"message": "disk is full",
I \t"level": "INFO"
D \t"level": "DEBUG"
W \t"level": "WARN"
E \t"level": "ERR"
- }
# logplease
D \x1b[37m2026-11-28T03:47:09.206Z \x1b[36;22m[DEBUG] \x1b[39;1mapp\x1b[0m: disk is full
I \x1b[37m2026-11-28T03:47:09.243Z \x1b[32;22m[INFO]  \x1b[39;1mapp\x1b[0m: disk is full
W \x1b[37m2026-11-28T03:47:09.243Z \x1b[33;22m[WARN]  \x1b[39;1mapp\x1b[0m: disk is full
E \x1b[37m2026-11-28T03:47:09.243Z \x1b[31;22m[ERROR] \x1b[39;1mapp\x1b[0m: disk is full
# debug-level
T   \x1b[96m\x1b[1mTRACE\x1b[22m\x1b[39m \x1b[92m\x1b[1mapp\x1b[22m\x1b[39m disk is full \x1b[92m+0ms\x1b[39m
D   \x1b[94m\x1b[1mDEBUG\x1b[22m\x1b[39m \x1b[92m\x1b[1mapp\x1b[22m\x1b[39m disk is full \x1b[92m+3ms\x1b[39m
I   \x1b[32m\x1b[1mINFO\x1b[22m\x1b[39m \x1b[92m\x1b[1mapp\x1b[22m\x1b[39m disk is full \x1b[92m+1ms\x1b[39m
W   \x1b[93m\x1b[1mWARN\x1b[22m\x1b[39m \x1b[92m\x1b[1mapp\x1b[22m\x1b[39m disk is full \x1b[92m+0ms\x1b[39m
E   \x1b[91m\x1b[1mERROR\x1b[22m\x1b[39m \x1b[92m\x1b[1mapp\x1b[22m\x1b[39m disk is full \x1b[92m+0ms\x1b[39m
F   \x1b[95m\x1b[1mFATAL\x1b[22m\x1b[39m \x1b[92m\x1b[1mapp\x1b[22m\x1b[39m disk is full \x1b[92m+0ms\x1b[39m
T {\x1b[96m\x1b[1m"level":"TRACE"\x1b[22m\x1b[39m,\x1b[92m\x1b[1m"name":"app"\x1b[22m\x1b[39m,"msg":"disk is full","diff":0}
W {\x1b[93m\x1b[1m"level":"WARN"\x1b[22m\x1b[39m,\x1b[92m\x1b[1m"name":"app"\x1b[22m\x1b[39m,"msg":"disk is full","diff":0}
E {\x1b[91m\x1b[1m"level":"ERROR"\x1b[22m\x1b[39m,\x1b[92m\x1b[1m"name":"app"\x1b[22m\x1b[39m,"msg":"disk is full","diff":0}
F {\x1b[95m\x1b[1m"level":"FATAL"\x1b[22m\x1b[39m,\x1b[92m\x1b[1m"name":"app"\x1b[22m\x1b[39m,"msg":"disk is full","diff":0}
# hexo-log
T \x1b[90m03:47:11.398 \x1b[39m\x1b[90mTRACE\x1b[39m Trace: disk is full
-     at Logger._writeLogOutput (/srv/app/node_modules/hexo-log/dist/log.js:74:25)
D \x1b[90m03:47:11.402 \x1b[39m\x1b[90mDEBUG\x1b[39m disk is full
I \x1b[90m03:47:11.402 \x1b[39m\x1b[32mINFO \x1b[39m disk is full
W \x1b[90m03:47:11.402 \x1b[39m\x1b[43mWARN \x1b[49m disk is full
E \x1b[90m03:47:11.402 \x1b[39m\x1b[41mERROR\x1b[49m disk is full
F \x1b[90m03:47:11.402 \x1b[39m\x1b[41mFATAL\x1b[49m disk is full
# nanologger
W 03:47:12 ⚠\ufe0f app disk is full
E 03:47:12 🚨 app disk is full
F 03:47:12 💀 app disk is full
# Powertools for AWS Lambda
T {"level":"TRACE","message":"disk is full","timestamp":"2026-11-28T03:47:14.597Z","service":"app","sampling_rate":0}
D {"level":"DEBUG","message":"disk is full","timestamp":"2026-11-28T03:47:14.601Z","service":"app","sampling_rate":0}
I {"level":"INFO","message":"disk is full","timestamp":"2026-11-28T03:47:14.601Z","service":"app","sampling_rate":0}
W {"level":"WARN","message":"disk is full","timestamp":"2026-11-28T03:47:14.602Z","service":"app","sampling_rate":0}
E {"level":"ERROR","message":"disk is full","timestamp":"2026-11-28T03:47:14.602Z","service":"app","sampling_rate":0}
F {"level":"CRITICAL","message":"disk is full","timestamp":"2026-11-28T03:47:14.602Z","service":"app","sampling_rate":0}
# log of medikoo
W \x1b[93m‼\x1b[39m \x1b[34;1mapp\x1b[39;22m \x1b[33mdisk is full\x1b[39m
E \x1b[91m×\x1b[39m \x1b[34;1mapp\x1b[39;22m \x1b[31mdisk is full\x1b[39m
# console-log-level
T [2026-11-28T03:47:16.757Z] trace app: disk is full
D [2026-11-28T03:47:16.767Z] debug app: disk is full
I [2026-11-28T03:47:16.767Z] info app: disk is full
W [2026-11-28T03:47:16.767Z] warn app: disk is full
E [2026-11-28T03:47:16.767Z] error app: disk is full
F [2026-11-28T03:47:16.767Z] fatal app: disk is full
T TRACE | disk is full
W WARN | disk is full
F FATAL | disk is full
# bristol
T [2026-11-28 03:47:17] TRACE: disk is full (/srv/app/l2.cjs:1)
W [2026-11-28 03:47:17] WARN: disk is full (/srv/app/l2.cjs:1)
T 2026-11-28 03:47:17 message="disk is full" severity="trace" file="/srv/app/l2.cjs" line="1"
D 2026-11-28 03:47:17 message="disk is full" severity="debug" file="/srv/app/l2.cjs" line="1"
I 2026-11-28 03:47:17 message="disk is full" severity="info" file="/srv/app/l2.cjs" line="1"
W 2026-11-28 03:47:17 message="disk is full" severity="warn" file="/srv/app/l2.cjs" line="1"
E 2026-11-28 03:47:17 message="disk is full" severity="error" file="/srv/app/l2.cjs" line="1"
# oxlint
W   \x1b[38;2;244;191;117;1m⚠\x1b[0m \x1b[38;2;244;191;117;1meslint(no-unused-vars): Variable 'a' is assigned a value but never used. Unused variables should start with a '_'.\x1b[0m
-    ╭─[\x1b[38;2;92;157;255;1mb.js\x1b[0m:1:5]
-  \x1b[2m1\x1b[0m │ var a = 1
- \x1b[38;2;106;159;181m  help: \x1b[0mDid you mean to use this variable?
W b.js:1:5: Variable 'a' is assigned a value but never used. Unused variables should start with a '_'. [Warning/eslint(no-unused-vars)]
W b.js:2:7: Expected a conditional expression and instead saw an assignment [Warning/eslint(no-cond-assign)]
- 4 problems
W ::warning file=b.js,line=1,endLine=1,col=5,endColumn=6,title=eslint(no-unused-vars)::b.js:1:5: Variable 'a' is assigned a value but never used. Unused variables should start with a '_'.
- Found 4 warnings and 0 errors.
- Finished in 19ms on 1 file with 96 rules using 2 threads.
# JSHint
- 3 errors
# markdownlint
E r.md:1 error MD022/blanks-around-headings Headings should be surrounded by blank lines [Expected: 1; Actual: 0; Below] [Context: "# A"]
E r.md:2 error MD001/heading-increment Heading levels should only increment by one level at a time [Expected: h2; Actual: h3]
E r.md:3:1 error MD010/no-hard-tabs Hard tabs [Column: 1]
# stylelint
E   \x1b[2m1:5\x1b[22m  \x1b[31m✖\x1b[39m  Unknown property "colr"                    \x1b[2mproperty-no-unknown\x1b[22m
W   \x1b[2m2:9\x1b[22m  \x1b[33m⚠\x1b[39m  Invalid hex color "#fffffff"                   \x1b[2mcolor-no-invalid-hex\x1b[22m
E \x1b[31m✖\x1b[39m 3 problems (\x1b[31m2 errors\x1b[39m, \x1b[33m1 warning\x1b[39m)
E /srv/app/a.css: line 1, col 5, error - Unknown property "colr" (property-no-unknown)
W /srv/app/a.css: line 2, col 9, warning - Invalid hex color "#fffffff" (color-no-invalid-hex)
E /srv/app/a.css: line 2, col 9, error - Unknown value "#fffffff" for property "color" (declaration-property-value-no-unknown)
E /srv/app/a.css:1:5: Unknown property "colr" (property-no-unknown) [error]
W /srv/app/a.css:2:9: Invalid hex color "#fffffff" (color-no-invalid-hex) [warning]
- 3 problems (2 errors, 1 warning)
# uvu
E   \x1b[1m\x1b[41m FAIL \x1b[22m\x1b[49m \x1b[2m"\x1b[22m\x1b[31m\x1b[1mb\x1b[39m\x1b[22m\x1b[2m"\x1b[22m
-     Expected values to be strictly equal:\x1b[3m\x1b[2m  (is)\x1b[23m\x1b[22m
-   Total:     2\x1b[31m
-   Passed:    1\x1b[39m
# Varnish
D Debug: Version: varnish-7.1.1 revision 7cee1c581bead20e88d101ab3d72afb29f14d87a
- Child launched OK
I Info: Child (19) said Child starts
E Error: Manager got SIGTERM
E Error: Child (19) died signal=15
D Debug: Child cleanup complete
E Error: Cannot read -f file 'bad.conf' (No such file or directory)
- (-? gives usage)
# coturn
- 0: : Listener address to use: 127.0.0.1
- Version Coturn-4.6.1 'Gorst'
- 0: : TLS supported
W 0: : WARNING: cannot find certificate file: turn_server_cert.pem (1)
W 0: : WARNING: I cannot support STUN CHANGE_REQUEST functionality because only one IP address is provided
# Syncthing
I [start] 03:50:03 INFO: syncthing v1.19.2-ds1 "Fermium Flea" (go1.19.8 linux-amd64) debian@debian 2023-04-09 10:47:16 UTC
I [start] 03:50:03 INFO: Generating ECDSA key and certificate for syncthing...
I [3CHNE] 03:50:03 INFO: My ID: 3CHNEAP-7OBPMOJ-6AZ4NGP-LMUCWZV-3FFYQUX-ZU5IRJ7-ICPXQII-KFMELAD
I [3CHNE] 03:50:06 INFO: listenerSupervisor@dynamic+https://relays.syncthing.net/endpoint: service dynamic+https://relays.syncthing.net/endpoint failed: Get "https://relays.syncthing.net/endpoint": dial
W [3CHNE] 03:50:06 WARNING: Syncthing should not run as a privileged or system user. Please consider using a normal user account.
E syncthing: error: unknown flag --nope, did you mean "--home"?
# restic
F Fatal: unable to open config file: stat /tmp/nope/config: no such file or directory
- Is there a repository at the following location?
- created restic repository 97d9eb4d63 at /tmp/rr
- Please note that knowledge of your password is required to access
- /nope does not exist, skipping
- no parent snapshot found, will read all files
- Dirs:            8 new,     0 changed,     0 unmodified
# Docker's registry
I time="2026-11-28T03:50:13.727301801Z" level=info msg="Starting upload purge in 41m0s" go.version=go1.19.8 instance.id=7a4262d3-aa96-474c-948f-077aaac118b6 version=2.8.2+ds1
W time="2026-11-28T03:50:13.727658557Z" level=warning msg="No HTTP secret provided - generated random secret. This may cause problems with uploads if multiple registries are behind a load-balancer. To p
D time="2026-11-28T03:50:15.800179207Z" level=debug msg="authorizing request" go.version=go1.19.8 http.request.host="127.0.0.1:18203" http.request.id=8ff0140e-735f-4453-9963-a4b76f810923 http.request.me
D time="2026-11-28T03:50:15.800295327Z" level=debug msg=GetImageManifest go.version=go1.19.8 http.request.host="127.0.0.1:18203" http.request.id=8ff0140e-735f-4453-9963-a4b76f810923 http.request.method=
E time="2026-11-28T03:50:15.800717006Z" level=error msg="response completed with error" err.code="manifest unknown" err.detail="unknown tag=x" err.message="manifest unknown" go.version=go1.19.8 http.req
W 127.0.0.1 - - [28/Nov/2026:03:50:15 +0000] "GET /v2/nope/manifests/x HTTP/1.1" 404 91 "" "Wget/1.21.3"
E configuration error: error parsing bad.conf: yaml: unmarshal errors:
- Usage:
# InfluxDB
I ts=2026-11-28T03:50:18.955871Z lvl=info msg="InfluxDB starting" log_id=16p4FSIl000 version=1.6.7~rc0 branch=unknown commit=unknown
I ts=2026-11-28T03:50:18.978493Z lvl=info msg="Open store (start)" log_id=16p4FSIl000 service=store trace_id=16p4FSOW000 op_name=tsdb_open op_event=start
I ts=2026-11-28T03:50:22.497116Z lvl=info msg="Signal received, initializing clean shutdown..." log_id=16p4FSIl000
# RabbitMQ
I 2026-11-28 03:50:31.774736+00:00 [info] <0.223.0> Feature flags: list of feature flags found:
I 2026-11-28 03:50:33.388573+00:00 [notice] <0.44.0> Application syslog exited with reason: stopped
I 2026-11-28 03:50:33.404269+00:00 [notice] <0.223.0> Logging: configured log handlers are now ACTIVE
W 2026-11-28 03:50:47.069801+00:00 [warning] <0.624.0> Message store "628WB79CIFDYO9LJI6DKMI09L/msg_store_persistent": rebuilding indices from scratch
E Error: this command requires the 'rabbit' app to be running on the target node. Start it with 'rabbitmqctl start_app'.
- Arguments given:
# Elixir
D 03:50:46.582 [debug] disk is full
I 03:50:46.584 [info] disk is full
I 03:50:46.584 [notice] x
W 03:50:46.584 [warning] disk is full
E 03:50:46.584 [error] disk is full
F 03:50:46.584 [critical] c
E 03:50:46.685 [error] Process #PID<0.99.0> raised an exception
E ** (RuntimeError) boom
-     e.exs:4: anonymous fn/0 in :elixir_compiler_0.__FILE__/1
W warning: old
-   e.exs:6: (file)
# Erlang
E =ERROR REPORT==== 28-Nov-2026::03:50:49.565049 ===
- disk is full
W =WARNING REPORT==== 28-Nov-2026::03:50:49.610636 ===
I =NOTICE REPORT==== 28-Nov-2026::03:50:49.610693 ===
E Error in process <0.79.0> with exit value:
# Rich
D [11/28/26 03:50:50] DEBUG    disk is full                    rich_.py:3
I                     INFO     disk is full                    rich_.py:3
W                     WARNING  disk is full                    rich_.py:3
E                     ERROR    disk is full                    rich_.py:3
F                     CRITICAL disk is full                    rich_.py:3
# coloredlogs
W \x1b[32m2026-11-28 03:50:51\x1b[0m \x1b[35mvm\x1b[0m \x1b[34mapp[529]\x1b[0m \x1b[1;30mWARNING\x1b[0m \x1b[33mdisk is full\x1b[0m
E \x1b[32m2026-11-28 03:50:51\x1b[0m \x1b[35mvm\x1b[0m \x1b[34mapp[529]\x1b[0m \x1b[1;30mERROR\x1b[0m \x1b[31mdisk is full\x1b[0m
F \x1b[32m2026-11-28 03:50:51\x1b[0m \x1b[35mvm\x1b[0m \x1b[34mapp[529]\x1b[0m \x1b[1;30mCRITICAL\x1b[0m \x1b[1;31mdisk is full\x1b[0m
# Logbook
D [2026-11-28 03:50:51.737512] DEBUG: app: disk is full
I [2026-11-28 03:50:51.737716] INFO: app: disk is full
I [2026-11-28 03:50:51.737749] NOTICE: app: disk is full
W [2026-11-28 03:50:51.737774] WARNING: app: disk is full
E [2026-11-28 03:50:51.737796] ERROR: app: disk is full
F [2026-11-28 03:50:51.737815] CRITICAL: app: disk is full
# Eliot
- {"value": 1, "timestamp": 1795837852.4596527, "task_uuid": "f5e02c97-c529-4a70-a957-38cd4a4519fd", "task_level": [2], "message_type": "x"}
- {"action_status": "succeeded", "timestamp": 1795837852.459708, "task_uuid": "f5e02c97-c529-4a70-a957-38cd4a4519fd", "action_type": "a", "task_level": [3]}
# Uvicorn
I \x1b[32mINFO\x1b[0m:     Started server process [\x1b[36m539\x1b[0m]
I \x1b[32mINFO\x1b[0m:     127.0.0.1:54844 - "\x1b[1mGET /nope HTTP/1.1\x1b[0m" \x1b[31m404 Not Found\x1b[0m
E \x1b[31mERROR\x1b[0m:    Exception in ASGI application
E Traceback (most recent call last):
-   File "/usr/lib/python3/dist-packages/uvicorn/protocols/http/h11_impl.py", line 366, in run_asgi
E ValueError: boom
I \x1b[32mINFO\x1b[0m:     127.0.0.1:54858 - "\x1b[1mGET /boom HTTP/1.1\x1b[0m" \x1b[91m500 Internal Server Error\x1b[0m
E ERROR:    Error loading ASGI app. Could not import module "nope".
# Daphne
I 2026-11-28 03:51:00,692 INFO     Starting server at tcp:port=18205:interface=127.0.0.1
E 2026-11-28 03:51:01,869 ERROR    Traceback (most recent call last):
E TypeError: app() got an unexpected keyword argument 'scope'
E 127.0.0.1:44774 - - [28/Nov/2026:03:51:01] "GET /" 500 452
-                     ^^^^^^^^^^^^^^^^^^^^
# aiohttp
D DEBUG:asyncio:Using selector: EpollSelector
- ======== Running on http://0.0.0.0:18206 ========
I INFO:aiohttp.access:127.0.0.1 [28/Nov/2026:03:51:06 +0000] "GET /nope HTTP/1.1" 404 173 "-" "Wget/1.21.3"
E ERROR:aiohttp.server:Error handling request
E ZeroDivisionError: division by zero
I INFO:aiohttp.access:127.0.0.1 [28/Nov/2026:03:51:06 +0000] "GET /boom HTTP/1.1" 500 245 "-" "Wget/1.21.3"
# CherryPy
- [28/Nov/2026:03:51:09] ENGINE Listening for SIGTERM.
- [28/Nov/2026:03:51:10] ENGINE Started monitor thread 'Autoreloader'.
- 127.0.0.1 - - [28/Nov/2026:03:51:12] "GET / HTTP/1.1" 200 1 "" "Wget/1.21.3"
W 127.0.0.1 - - [28/Nov/2026:03:51:12] "GET /nope HTTP/1.1" 404 1402 "" "Wget/1.21.3"
# Scrapy
I 2026-11-28 03:51:16 [scrapy.utils.log] INFO: Scrapy 2.8.0 started (bot: scrapybot)
I 2026-11-28 03:51:16 [scrapy.crawler] INFO: Overridden settings:
- {'SPIDER_LOADER_WARN_ONLY': True}
W 2026-11-28 03:51:16 [py.warnings] WARNING: /usr/lib/python3/dist-packages/scrapy/utils/request.py:232: ScrapyDeprecationWarning: '2.6' is a deprecated value for the 'REQUEST_FINGERPRINTER_IMPLEMENTATI
D 2026-11-28 03:51:16 [scrapy.utils.log] DEBUG: Using reactor: twisted.internet.epollreactor.EPollReactor
- ['scrapy.spidermiddlewares.httperror.HttpErrorMiddleware',
D 2026-11-28 03:51:17 [scrapy.downloadermiddlewares.retry] DEBUG: Retrying <GET http://127.0.0.1:1/> (failed 1 times): Connection was refused by other side: 111: Connection refused.
E 2026-11-28 03:51:18 [scrapy.downloadermiddlewares.retry] ERROR: Gave up retrying <GET http://127.0.0.1:1/> (failed 3 times): Connection was refused by other side: 111: Connection refused.
E twisted.internet.error.ConnectionRefusedError: Connection was refused by other side: 111: Connection refused.
-  'downloader/exception_type_count/twisted.internet.error.ConnectionRefusedError': 3,
-  'log_count/ERROR': 2,
-  'log_count/WARNING': 1,
# stunnel
E [!] /srv/bad.conf:1: "foo bar": No '=' found
E [!] Configuration failed
# Dovecot
F Fatal: service(imap) access(/usr/lib/dovecot/imap) failed: No such file or directory
F Nov 28 03:51:22 master: Fatal: service(imap) access(/usr/lib/dovecot/imap) failed: No such file or directory
F doveconf: Fatal: Error in configuration file bad.conf line 1: Expecting '{'
# Samba
- Load smb config files from bad.conf
- Weak crypto is allowed by GnuTLS (e.g. NTLM as a compatibility fallback)
- [global]
# CUPS
- "/etc/cups/cups-files.conf" is OK.
# Avahi
- avahi-daemon 0.8 starting up.
W WARNING: No NSS support for mDNS detected, consider installing nss-mdns!
W WARNING: Failed to contact D-Bus daemon.
- avahi-daemon 0.8 exiting.
# FRRouting
- 2026/11/28 03:51:24 ZEBRA: [NNACN-54BDA][EC 4043309110] Disabling MPLS support (no kernel support)
- 2026/11/28 03:51:24 ZEBRA: [SHWNK-NWT5S][EC 100663304] No such command on config line 1: foo bar
- 2026/11/28 03:51:26 ZEBRA: [XVBTQ-5QTVQ] Terminating on signal
- 2026/11/28 03:51:26 BGP: [T83RR-8SM5G] bgpd 8.4.4 starting: vty@2605, bgp@<all>:0
# Keepalived
- Sat Nov 28 03:51:28 2026: Starting Keepalived v2.2.7 (01/16,2022)
- Sat Nov 28 03:51:28 2026: (Line 1) Unknown keyword 'foo'
I Sat Nov 28 03:51:28 2026: NOTICE: setting config option max_auto_priority should result in better keepalived performance
W Sat Nov 28 03:51:28 2026: Warning - keepalived has no configuration to run
- Sat Nov 28 03:51:30 2026: Stopped Keepalived v2.2.7 (01/16,2022)
# NATS
I [626] 2026/11/28 03:51:30.712606 [INF] Starting nats-server
D [626] 2026/11/28 03:51:30.713185 [DBG]   Go build: go1.19.8
E [626] 2026/11/28 03:51:30.719371 [ERR] Address "0.0.0.0" can not be resolved properly
D [626] 2026/11/28 03:51:30.802043 [DBG] maxprocs: Leaving GOMAXPROCS=2: CPU quota undefined
D [626] 2026/11/28 03:51:33.566444 [DBG] Trapped "terminated" signal
- nats-server: bad.conf:1:0: unknown field "foo"
# Transmission
- [2026-11-28 03:51:35.412] Transmission 3.00 (bb6b5a062e) started (session.c:769)
- [2026-11-28 03:51:35.413] Cache Maximum cache size set to 4.00 MiB (256 blocks) (cache.c:260)
- [2026-11-28 03:51:35.413] RPC Server Serving RPC and Web requests on 0.0.0.0:18211/transmission/ (rpc-server.c:1243)
# rsyslog
- rsyslogd: version 8.2302.0, config validation run (level 1), master config bad.conf
E rsyslogd: error during parsing file bad.conf, on or before line 1: warnings occurred in file 'bad.conf' around line 1 [v8.2302.0 try https://www.rsyslog.com/e/2207 ]
- 7897.596982764:main thread    : rsyslogd.c: rsyslogd 8.2302.0 startup, module path '', cwd:/srv
- 7897.597472321:main thread    : obj.c: caller requested object 'net', not found (iRet -3003)
# Monolog with a LineFormatter
D 2026-11-28T03:51:40.182237+00:00 DEBUG app: disk is full
I 2026-11-28T03:51:40.182244+00:00 NOTICE app: disk is full
F 2026-11-28T03:51:40.182251+00:00 ALERT app: disk is full
F 2026-11-28T03:51:40.182257+00:00 EMERGENCY app: disk is full
# PHP
W PHP Warning:  Undefined variable $x in /srv/p.php on line 1
W PHP Deprecated:  old in /srv/p.php on line 1
I PHP Notice:  n in /srv/p.php on line 1
- plain error
F PHP Fatal error:  Uncaught Exception: boom in /srv/p.php:1
- Stack trace:
- #0 {main}
-   thrown in /srv/p.php on line 1
W Warning: Undefined variable $x in /srv/p.php on line 1
W Deprecated: old in /srv/p.php on line 1
I Notice: n in /srv/p.php on line 1
F Fatal error: Uncaught Exception: boom in /srv/p.php:1
E PHP Parse error:  Unclosed '(' in /srv/s.php on line 1
# PHP's server
- [Sat Nov 28 03:51:43 2026] PHP 8.2.32 Development Server (http://127.0.0.1:18212) started
# SBCL
- ; file: /srv/s.lisp
- ; in: DEFUN F
W ; caught WARNING:
- ;   undefined variable: COMMON-LISP-USER::Y
- ; compilation unit finished
W WARNING: careful
# SWI-Prolog
W Warning: /srv/s.pl:1:
W Warning:    Singleton variables: [X]
E ERROR:    catch/3: Unknown procedure: foo/1
W Warning:    Goal (directive) failed: user:foo(_3042)
E ERROR: bad
W Warning: c
# Tcl
- divide by zero
-     while executing
- "puts [expr 1/0]"
# ZooKeeper
- SLF4J: Class path contains multiple SLF4J bindings.
- SLF4J: Found binding in [jar:file:/usr/share/java/slf4j-nop.jar!/org/slf4j/impl/StaticLoggerBinder.class]
W log4j:WARN No appenders could be found for logger (org.apache.log4j.jmx.HierarchyDynamicMBean).
- Invalid config, exiting abnormally
# FreeRADIUS
- FreeRADIUS Version 3.2.1
- There is NO warranty; not even for MERCHANTABILITY or FITNESS FOR A
- Starting - reading configuration files ...
-  home_server_pool my_auth_failover {
-   always fail {
-    \tsend_error = no
-   # Instantiating module "fail" from file /etc/freeradius/3.0/mods-enabled/always
# Icecast
E bad.conf:1: parser error : Start tag expected, '<' not found
- foo bar
F FATAL: error parsing config file (bad.conf)
# Fail2ban
W 2026-11-28 03:51:53,987 fail2ban.configreader   [738]: WARNING 'allowipv6' not defined in 'Definition'. Using default one: 'auto'
E 2026-11-28 03:51:54,004 fail2ban                [738]: ERROR   Failed during configuration: Have not found any log file for sshd jail
E 2026-11-28 03:51:54,008 fail2ban                [738]: ERROR   Async configuration of server failed
E 2026-11-28 03:51:54,360 fail2ban                [741]: ERROR   Failed to access socket path: /tmp/none. Is fail2ban running?
# Borg
- Repository /tmp/nope does not exist.
- Creating archive at "/tmp/bo::a"
- A /etc/apt/apt.conf.d/01autoremove
- d /etc/apt/apt.conf.d
# Pylint
- ************* Module a
- a.py:1:0: C0114: Missing module docstring (missing-module-docstring)
- Your code has been rated at 0.00/10
# mypy
E t.py:2: error: Incompatible return value type (got "int", expected "str")  [return-value]
- Found 2 errors in 1 file (checked 1 source file)
# RuboCop
- Inspecting 1 file
- Offenses:
- a.rb:1:1: C: [Correctable] Style/FrozenStringLiteralComment: Missing frozen string literal comment.
- x=1
- /srv/a.rb:1:1: C: [Correctable] Style/FrozenStringLiteralComment: Missing frozen string literal comment.
- /srv/a.rb:5:1: C: Security/Eval: The use of \`eval\` is a serious security risk.
# Ruby
W b.rb:1: warning: assigned but unused variable - a
E b.rb:1:in \`<main>': undefined local variable or method \`b' for main:Object (NameError)
- a = b
W -e:1: warning: method redefined; discarding old f
- careful
- oh
W 2026-11-28 03:52:26 UTC WARN disk is full
# SCons
- scons: Reading SConscript files ...
E AttributeError: module 'as' has no attribute 'generate':
-   File "/srv/SConstruct", line 1:
# Ant
- Buildfile: /srv/build.xml
-      [echo] bad
W     [javac] /srv/build.xml:1: warning: 'includeantruntime' was not set, defaulting to build.sysclasspath=last; set to false for repeatable builds
E BUILD FAILED
- Total time: 1 second
# Bison
E g.y:3.16: error: symbol ‘B’ is used, but is not defined as a token and has no rules
-     3 | s: A s | A A | B;
# ShellCheck
I s.sh:2:6: note: Double quote to prevent globbing and word splitting. [SC2086]
W s.sh:3:6: warning: x is referenced but not assigned. [SC2154]
W s.sh:4:1: warning: Use 'cd ... || exit' or 'cd ... || return' in case cd fails. [SC2164]
- In s.sh line 2:
- echo $1
I      ^-- SC2086 (info): Double quote to prevent globbing and word splitting.
W      ^-- SC2154 (warning): x is referenced but not assigned.
W                     ^--^ SC2046 (warning): Quote this to prevent word splitting.
# NASM
E a.asm:1: error: symbol \`foo' not defined
W a.asm:2: warning: label alone on a line without a colon might be in error [-w+label-orphan]
# gfortran
- a.f90:3:4:
-     3 | i = "a"
E Error: Cannot convert CHARACTER(1) to INTEGER(4) at (1)
# OCaml
- File "./a.ml", line 1, characters 14-17:
- 1 | let x : int = "a"
E Error: This expression has type string but an expression was expected of type
-          int
W Warning 8 [partial-match]: this pattern-matching is not exhaustive.
- Here is an example of a case that is not matched:
E Exception: Failure "boom".
# Mojo::Log
T [2026-11-28 03:52:35.88521] [849] [trace] disk is full
D [2026-11-28 03:52:35.88563] [849] [debug] disk is full
I [2026-11-28 03:52:35.88566] [849] [info] disk is full
W [2026-11-28 03:52:35.88568] [849] [warn] disk is full
E [2026-11-28 03:52:35.88570] [849] [error] disk is full
F [2026-11-28 03:52:35.88572] [849] [fatal] disk is full
I <5>[849] [i] disk is full
W <4>[849] [w] disk is full
E <3>[849] [e] disk is full
F <2>[849] [f] disk is full
# Perl
- Use of uninitialized value $x in concatenation (.) or string at w.pl line 1.
- Odd number of elements in hash assignment at w.pl line 1.
- w
- Global symbol "$x" requires explicit package name (did you forget to declare "my $x"?) at -e line 1.
- Execution of -e aborted due to compilation errors.
# Exim
- exim: failed to find uid for user name "Debian-exim"
# Prosody
- **************************
- Prosody was unable to find the configuration file.
# Lua
- \tno field package.preload['logging.console']
- \tno file '/usr/local/share/lua/5.3/logging/console.lua'
# Go
- ./bad.go:2:14: x declared but not used
- ./bad.go:3:2: undefined: y
`);
