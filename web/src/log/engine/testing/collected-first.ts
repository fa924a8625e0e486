import { labelled } from "./labelled";

/** The first set of lines of real runs, labelled by which function was called, or by what the program's documentation says. */
export const COLLECTED_FIRST = labelled(`
# pino-pretty
T [03:24:25.519] \x1b[90mTRACE\x1b[39m (30318): \x1b[36mdisk is full\x1b[39m
-     \x1b[35ma\x1b[39m: 1
D [03:24:25.524] \x1b[34mDEBUG\x1b[39m (30318): \x1b[36mdisk is full\x1b[39m
I [03:24:25.527] \x1b[32mINFO\x1b[39m (30318): \x1b[36mdisk is full\x1b[39m
W [03:24:25.528] \x1b[33mWARN\x1b[39m (30318): \x1b[36mdisk is full\x1b[39m
E [03:24:25.528] \x1b[31mERROR\x1b[39m (30318): \x1b[36mdisk is full\x1b[39m
F [03:24:25.529] \x1b[41mFATAL\x1b[49m (30318): \x1b[36mdisk is full\x1b[39m
D DEBUG [03:24:25.530] (30318): disk is full {"a":1}
W WARN [03:24:25.531] (30318): disk is full {"a":1}
E ERROR [03:24:25.532] (30318): disk is full {"a":1}
W {"level":"WARN","time":1795836265533,"pid":30318,"hostname":"vm","msg":"disk is full"}
I [03:24:25.535] \x1b[37mNOTICE\x1b[39m (30318): \x1b[36mdisk is full\x1b[39m
# bunyan's command
T [2026-11-28T03:24:30.124Z] \x1b[37mTRACE\x1b[39m: app/30471 on vm\x1b[32m (file:///srv/app/l1.mjs:10 in bunyan)\x1b[39m: \x1b[36mdisk is full [error]\x1b[39m (req_id=7, level_hint=x)
D [2026-11-28T03:24:30.129Z] \x1b[33mDEBUG\x1b[39m: app/30471 on vm\x1b[32m (file:///srv/app/l1.mjs:10 in bunyan)\x1b[39m: \x1b[36mdisk is full [error]\x1b[39m (req_id=7, level_hint=x)
I [2026-11-28T03:24:30.129Z] \x1b[36m INFO\x1b[39m: app/30471 on vm\x1b[32m (file:///srv/app/l1.mjs:10 in bunyan)\x1b[39m: \x1b[36mdisk is full [error]\x1b[39m (req_id=7, level_hint=x)
W [2026-11-28T03:24:30.129Z] \x1b[35m WARN\x1b[39m: app/30471 on vm\x1b[32m (file:///srv/app/l1.mjs:10 in bunyan)\x1b[39m: \x1b[36mdisk is full [error]\x1b[39m (req_id=7, level_hint=x)
E [2026-11-28T03:24:30.129Z] \x1b[31mERROR\x1b[39m: app/30471 on vm\x1b[32m (file:///srv/app/l1.mjs:10 in bunyan)\x1b[39m: \x1b[36mdisk is full [error]\x1b[39m (req_id=7, level_hint=x)
F [2026-11-28T03:24:30.129Z] \x1b[7mFATAL\x1b[27m: app/30471 on vm\x1b[32m (file:///srv/app/l1.mjs:10 in bunyan)\x1b[39m: \x1b[36mdisk is full [error]\x1b[39m (req_id=7, level_hint=x)
# winston's printf formats
E { message: 'disk is full', level: 'error' }
W { message: 'disk is full', level: 'warn' }
I { message: 'disk is full', level: 'info' }
T { message: 'disk is full', level: 'silly' }
E 2026-11-28T03:24:26.193Z [api] ERROR   disk is full +0ms
I 2026-11-28T03:24:26.194Z [api] INFO    disk is full +0ms
T 2026-11-28T03:24:26.194Z [api] SILLY   disk is full +0ms
E 2026-11-28T03:24:26.198Z | error | disk is full
W 2026-11-28T03:24:26.198Z | warn | disk is full
I 2026-11-28T03:24:26.198Z | info | disk is full
# winston's printf formats, more
E 03:24:26 \x1b[31merror\x1b[39m › \x1b[31mdisk is full\x1b[39m
W 03:24:26 \x1b[33mwarn\x1b[39m › \x1b[33mdisk is full\x1b[39m
T 03:24:26 \x1b[35msilly\x1b[39m › \x1b[35mdisk is full\x1b[39m
E 2026-11-28T03:24:26.198Z - error - disk is full
W 2026-11-28T03:24:26.198Z - warn - disk is full
I 2026-11-28T03:24:26.198Z - info - disk is full
E (error) disk is full
W (warn) disk is full
I (info) disk is full
D (debug) disk is full
# log4js with patterns
T \x1b[34m[2026-11-28T03:24:26.596] [TRACE] db.pool - \x1b[39mdisk is full
E \x1b[91m[2026-11-28T03:24:26.597] [ERROR] db.pool - \x1b[39mdisk is full
T 2026-11-28T03:24:26.601 TRACE db.pool disk is full
W 2026-11-28T03:24:26.602 WARN db.pool disk is full
T \x1b[34m03:24:26 (12) TRACE db.pool\x1b[39m - disk is full
I \x1b[32m03:24:26 (12) INFO db.pool\x1b[39m - disk is full
E \x1b[91m03:24:26 (12) ERROR db.pool\x1b[39m - disk is full
W WARN  vm disk is full
D DEBUG vm disk is full
F 2026-11-28T03:24:26.602 FATAL db.pool disk is full
F [FATAL] db.pool: disk is full
# consola in colour
F \x1b[41m\x1b[30m FATAL \x1b[39m\x1b[49m disk is full
W \x1b[43m\x1b[30m WARN \x1b[39m\x1b[49m disk is full
- disk is full
I \x1b[36mℹ\x1b[39m disk is full
- \x1b[32m✔\x1b[39m disk is full
E \x1b[31m✖\x1b[39m disk is full
-  \x1b[37m│\x1b[39m                \x1b[37m│\x1b[39m
W \x1b[90m[\x1b[90mapi\x1b[90m]\x1b[39m \x1b[43m\x1b[30m WARN \x1b[39m\x1b[49m disk is full
E \x1b[90m[\x1b[90mapi\x1b[90m]\x1b[39m \x1b[41m\x1b[30m ERROR \x1b[39m\x1b[49m disk is full
F [fatal] [api] disk is full
I [info] [api] disk is full
D [debug] [api] disk is full
# signale in colour
E \x1b[90m[11/28/2026]\x1b[39m \x1b[90m[3:24:28 AM]\x1b[39m \x1b[90m[l1.mjs]\x1b[39m \x1b[90m›\x1b[39m \x1b[31m✖ \x1b[39m \x1b[31m\x1b[4merror\x1b[24m    \x1b[39m disk is full
F \x1b[90m[11/28/2026]\x1b[39m \x1b[90m[3:24:28 AM]\x1b[39m \x1b[90m[l1.mjs]\x1b[39m \x1b[90m›\x1b[39m \x1b[31m✖ \x1b[39m \x1b[31m\x1b[4mfatal\x1b[24m    \x1b[39m disk is full
I \x1b[90m[11/28/2026]\x1b[39m \x1b[90m[3:24:28 AM]\x1b[39m \x1b[90m[l1.mjs]\x1b[39m \x1b[90m›\x1b[39m \x1b[34mℹ \x1b[39m \x1b[34m\x1b[4minfo\x1b[24m     \x1b[39m disk is full
W \x1b[90m[11/28/2026]\x1b[39m \x1b[90m[3:24:28 AM]\x1b[39m \x1b[90m[l1.mjs]\x1b[39m \x1b[90m›\x1b[39m \x1b[33m⚠ \x1b[39m \x1b[33m\x1b[4mwarning\x1b[24m  \x1b[39m disk is full
I \x1b[90m[11/28/2026]\x1b[39m \x1b[90m[3:24:28 AM]\x1b[39m \x1b[90m[l1.mjs]\x1b[39m \x1b[90m›\x1b[39m \x1b[34m● \x1b[39m \x1b[34m\x1b[4mnote\x1b[24m     \x1b[39m disk is full
D \x1b[90m[11/28/2026]\x1b[39m \x1b[90m[3:24:28 AM]\x1b[39m \x1b[90m[l1.mjs]\x1b[39m \x1b[90m›\x1b[39m \x1b[31m⬤ \x1b[39m \x1b[31m\x1b[4mdebug\x1b[24m    \x1b[39m disk is full
- \x1b[90m[11/28/2026]\x1b[39m \x1b[90m[3:24:28 AM]\x1b[39m \x1b[90m[l1.mjs]\x1b[39m \x1b[90m›\x1b[39m disk is full
E \x1b[90m[api] [db]\x1b[39m \x1b[90m›\x1b[39m \x1b[31m✖ \x1b[39m \x1b[31m\x1b[4merror\x1b[24m    \x1b[39m disk is full
W \x1b[90m[api] [db]\x1b[39m \x1b[90m›\x1b[39m \x1b[33m⚠ \x1b[39m \x1b[33m\x1b[4mwarning\x1b[24m  \x1b[39m disk is full
I \x1b[90m[api] [db]\x1b[39m \x1b[90m›\x1b[39m \x1b[34m● \x1b[39m \x1b[34m\x1b[4mnote\x1b[24m     \x1b[39m disk is full
D \x1b[90m[api] [db]\x1b[39m \x1b[90m›\x1b[39m \x1b[31m⬤ \x1b[39m \x1b[31m\x1b[4mdebug\x1b[24m    \x1b[39m disk is full
- \x1b[90m[api] [db]\x1b[39m \x1b[90m›\x1b[39m disk is full
# tslog in colour
T \x1b[37m2026-11-28 03:24:29.576\x1b[39m\x1b[0m\x1b[0m\t\x1b[37m\x1b[1mSILLY\x1b[22m\x1b[39m\x1b[0m\x1b[0m\t\x1b[37m/l1.mjs:21\x1b[39m\x1b[0m\x1b[0m\x1b[1m\x1b[37m\tapi\x1b[39m\x1b[22m\x1b[0m\x1b[0m\tdisk is full
T \x1b[37m2026-11-28 03:24:29.593\x1b[39m\x1b[0m\x1b[0m\t\x1b[97m\x1b[1mTRACE\x1b[22m\x1b[39m\x1b[0m\x1b[0m\t\x1b[37m/l1.mjs:21\x1b[39m\x1b[0m\x1b[0m\x1b[1m\x1b[37m\tapi\x1b[39m\x1b[22m\x1b[0m\x1b[0m\tdisk is full
D \x1b[37m2026-11-28 03:24:29.594\x1b[39m\x1b[0m\x1b[0m\t\x1b[32m\x1b[1mDEBUG\x1b[22m\x1b[39m\x1b[0m\x1b[0m\t\x1b[37m/l1.mjs:21\x1b[39m\x1b[0m\x1b[0m\x1b[1m\x1b[37m\tapi\x1b[39m\x1b[22m\x1b[0m\x1b[0m\tdisk is full
I \x1b[37m2026-11-28 03:24:29.595\x1b[39m\x1b[0m\x1b[0m\t\x1b[34m\x1b[1mINFO\x1b[22m\x1b[39m\x1b[0m\x1b[0m\t\x1b[37m/l1.mjs:21\x1b[39m\x1b[0m\x1b[0m\x1b[1m\x1b[37m\tapi\x1b[39m\x1b[22m\x1b[0m\x1b[0m\tdisk is full
W \x1b[37m2026-11-28 03:24:29.595\x1b[39m\x1b[0m\x1b[0m\t\x1b[33m\x1b[1mWARN\x1b[22m\x1b[39m\x1b[0m\x1b[0m\t\x1b[37m/l1.mjs:21\x1b[39m\x1b[0m\x1b[0m\x1b[1m\x1b[37m\tapi\x1b[39m\x1b[22m\x1b[0m\x1b[0m\tdisk is full
E \x1b[37m2026-11-28 03:24:29.597\x1b[39m\x1b[0m\x1b[0m\t\x1b[31m\x1b[1mERROR\x1b[22m\x1b[39m\x1b[0m\x1b[0m\t\x1b[37m/l1.mjs:21\x1b[39m\x1b[0m\x1b[0m\x1b[1m\x1b[37m\tapi\x1b[39m\x1b[22m\x1b[0m\x1b[0m\tdisk is full
F \x1b[37m2026-11-28 03:24:29.597\x1b[39m\x1b[0m\x1b[0m\t\x1b[91m\x1b[1mFATAL\x1b[22m\x1b[39m\x1b[0m\x1b[0m\t\x1b[37m/l1.mjs:21\x1b[39m\x1b[0m\x1b[0m\x1b[1m\x1b[37m\tapi\x1b[39m\x1b[22m\x1b[0m\x1b[0m\tdisk is full
T {"0":"disk is full","_meta":{"runtime":"Nodejs","runtimeVersion":"v26.10.0","hostname":"vm","name":"api","parentNames":"[undefined]","date":"2026-11-28T03:24:29.598Z","logLevelId":0,"logLevelName":"SILLY","path":{"fileName":"l1.mjs"}}}
W {"0":"disk is full","_meta":{"runtime":"Nodejs","runtimeVersion":"v26.10.0","hostname":"vm","name":"api","parentNames":"[undefined]","date":"2026-11-28T03:24:29.601Z","logLevelId":4,"logLevelName":"WARN","path":{"fileName":"l1.mjs"}}}
T 03\x1b[0m\x1b[0m:24\x1b[0m\x1b[0m:29\x1b[0m\x1b[0m \x1b[37m\x1b[1mSILLY\x1b[22m\x1b[39m\x1b[0m\x1b[0m [\x1b[37m/l1.mjs:22\x1b[39m\x1b[0m\x1b[0m] disk is full
T 03\x1b[0m\x1b[0m:24\x1b[0m\x1b[0m:29\x1b[0m\x1b[0m \x1b[97m\x1b[1mTRACE\x1b[22m\x1b[39m\x1b[0m\x1b[0m [\x1b[37m/l1.mjs:22\x1b[39m\x1b[0m\x1b[0m] disk is full
E 03\x1b[0m\x1b[0m:24\x1b[0m\x1b[0m:29\x1b[0m\x1b[0m \x1b[31m\x1b[1mERROR\x1b[22m\x1b[39m\x1b[0m\x1b[0m [\x1b[37m/l1.mjs:22\x1b[39m\x1b[0m\x1b[0m] disk is full
# fastify
I {"level":30,"time":1795836305570,"pid":31225,"hostname":"vm","msg":"Server listening at http://127.0.0.1:18081"}
I {"level":30,"time":1795836305674,"pid":31225,"hostname":"vm","reqId":"req-1","req":{"method":"GET","url":"/","host":"127.0.0.1:18081","remoteAddress":"127.0.0.1","remotePort":53848},"msg":"incoming request"}
I {"level":30,"time":1795836305711,"pid":31225,"hostname":"vm","reqId":"req-2","msg":"Route GET:/nope not found"}
E {"level":50,"time":1795836305724,"pid":31225,"hostname":"vm","reqId":"req-3","req":{"method":"GET","url":"/boom","host":"127.0.0.1:18081","remoteAddress":"127.0.0.1","remotePort":53848},"res":{"statusCode":500},"err":{"type":"Error","message":"boom","stack":"Error: boom"},"msg":"boom"}
I {"level":30,"time":1795836305726,"pid":31225,"hostname":"vm","reqId":"req-3","res":{"statusCode":500},"responseTime":1.7691219999999248,"msg":"request completed"}
W {"level":40,"time":1795836305727,"pid":31225,"hostname":"vm","msg":"slow"}
# koa-logger
-   \x1b[90m<--\x1b[39m \x1b[1mGET\x1b[22m \x1b[90m/\x1b[39m
-   \x1b[90m-->\x1b[39m \x1b[1mGET\x1b[22m \x1b[90m/\x1b[39m \x1b[32m200\x1b[39m \x1b[90m90ms\x1b[39m \x1b[90m1b\x1b[39m
W   \x1b[90m-->\x1b[39m \x1b[1mGET\x1b[22m \x1b[90m/nope\x1b[39m \x1b[33m404\x1b[39m \x1b[90m1ms\x1b[39m \x1b[90m9b\x1b[39m
E   \x1b[31mxxx\x1b[39m \x1b[1mGET\x1b[22m \x1b[90m/boom\x1b[39m \x1b[31m503\x1b[39m \x1b[90m1ms\x1b[39m \x1b[90m-\x1b[39m
E   ServiceUnavailableError: boom
# express-winston
I \x1b[32minfo\x1b[39m: \x1b[90mGET /\x1b[39m \x1b[32m200\x1b[39m \x1b[90m5ms\x1b[39m {"meta":{}}
I {"level":"info","message":"HTTP GET /","meta":{"req":{"httpVersion":"1.1","method":"GET","originalUrl":"/","query":{},"url":"/"},"res":{"statusCode":200},"responseTime":5}}
W \x1b[33mwarn\x1b[39m: \x1b[90mGET /nope\x1b[39m \x1b[33m404\x1b[39m \x1b[90m1ms\x1b[39m {"meta":{}}
W {"level":"warn","message":"HTTP GET /nope","meta":{"req":{"httpVersion":"1.1","method":"GET","originalUrl":"/nope","query":{},"url":"/nope"},"res":{"statusCode":404},"responseTime":1}}
E error: middlewareError {"meta":{"date":"Sat Nov 28 2026 03:25:10 GMT+0000 (Coordinated Universal Time)","error":{},"exception":true,"level":"error","message":"uncaughtException: boom\\nError: boom\\n
E \x1b[31merror\x1b[39m: \x1b[90mGET /boom\x1b[39m \x1b[31m500\x1b[39m \x1b[90m11ms\x1b[39m {"meta":{}}
E {"level":"error","message":"HTTP GET /boom","meta":{"req":{"httpVersion":"1.1","method":"GET","originalUrl":"/boom","query":{},"url":"/boom"},"res":{"statusCode":500},"responseTime":11}}
# morgan's formats
- ::ffff:127.0.0.1 - - [28/Nov/2026:03:25:09 +0000] "GET / HTTP/1.1" 200 1 "-" "node"
- \x1b[0mGET / \x1b[32m200\x1b[0m 5.740 ms - 1\x1b[0m
- ::ffff:127.0.0.1 - GET / HTTP/1.1 200 1 - 5.740 ms
W ::ffff:127.0.0.1 - - [28/Nov/2026:03:25:10 +0000] "GET /nope HTTP/1.1" 404 143 "-" "node"
W \x1b[0mGET /nope \x1b[33m404\x1b[0m 1.420 ms - 143\x1b[0m
W ::ffff:127.0.0.1 - GET /nope HTTP/1.1 404 143 - 1.420 ms
W GET /nope 404 143 - 1.420 ms
E ::ffff:127.0.0.1 - - [28/Nov/2026:03:25:10 +0000] "GET /boom HTTP/1.1" 500 1017 "-" "node"
E \x1b[0mGET /boom \x1b[31m500\x1b[0m 10.930 ms - 1017\x1b[0m
E ::ffff:127.0.0.1 - GET /boom HTTP/1.1 500 1017 - 10.930 ms
E GET /boom 500 1017 - 10.930 ms
# KafkaJS
W {"level":"WARN","timestamp":"2026-11-28T03:25:10.950Z","logger":"kafkajs","message":"KafkaJS v2.0.0 switched default partitioner. To retain the same partitioning behavior as in previous versions, create the producer with the option \\"createPartitioner: Partitioners.LegacyPartitioner\\". See the migration guide at https://kafka.js.org/docs/migration-guide-v2.0.0#producer-new-default-partitioner for details. Silence this warning by setting the environment variable \\"KAFKAJS_NO_PARTITIONER_WARNING=1\\""}
D {"level":"DEBUG","timestamp":"2026-11-28T03:25:10.965Z","logger":"kafkajs","message":"[Connection] Connecting","broker":"127.0.0.1:1","clientId":"a","ssl":false,"sasl":false}
E {"level":"ERROR","timestamp":"2026-11-28T03:25:10.976Z","logger":"kafkajs","message":"[Connection] Connection error: connect ECONNREFUSED 127.0.0.1:1","broker":"127.0.0.1:1","clientId":"a","stack":"Error: boom"}
E {"level":"ERROR","timestamp":"2026-11-28T03:25:11.076Z","logger":"kafkajs","message":"[BrokerPool] Failed to connect to seed broker, trying another broker from the list: Connection error: connect ECONNREFUSED 127.0.0.1:1","retryCount":0,"retryTime":313}
# ioredis
E [ioredis] Unhandled error event: Error: connect ECONNREFUSED 127.0.0.1:1
-     at TCPConnectWrap.afterConnect [as oncomplete] (node:net:2083:16)
- Connection is closed.
# Sequelize
-         throw new Error(\`Please install \${moduleName} package manually\`);
E Error: Please install pg package manually
# Knex
- \x1b[31mKnex: run
- Could not locate the bindings file. Tried:
E Error: Could not locate the bindings file. Tried:
# ESLint, stylish
- \x1b[0m\x1b[4m/srv/app/bad.js\x1b[24m\x1b[0m
E \x1b[0m  \x1b[2m1:8\x1b[22m   \x1b[31merror\x1b[39m    'x' is defined but never used                    \x1b[2mno-unused-vars\x1b[22m\x1b[0m
W \x1b[0m  \x1b[2m2:1\x1b[22m   \x1b[33mwarning\x1b[39m  Unexpected var, use let or const instead                    \x1b[2mno-var\x1b[22m\x1b[0m
E \x1b[0m  \x1b[2m2:16\x1b[22m  \x1b[31merror\x1b[39m    Expected a conditional expression and instead saw an assignment  \x1b[2mno-cond-assign\x1b[22m\x1b[0m
W \x1b[0m  \x1b[2m2:25\x1b[22m  \x1b[33mwarning\x1b[39m  Unexpected console statement                    \x1b[2mno-console\x1b[22m\x1b[0m
E \x1b[0m\x1b[31m\x1b[1m✖ 10 problems (8 errors, 2 warnings)\x1b[22m\x1b[39m\x1b[0m
- \x1b[0m\x1b[31m\x1b[1m\x1b[22m\x1b[39m\x1b[31m\x1b[1m  0 errors and 1 warning potentially fixable with the \`--fix\` option.\x1b[22m\x1b[39m\x1b[0m
# ESLint, compact
E /srv/app/bad.js: line 1, col 8, Error - 'x' is defined but never used. (no-unused-vars)
W /srv/app/bad.js: line 2, col 1, Warning - Unexpected var, use let or const instead. (no-var)
E /srv/app/bad.js: line 2, col 16, Error - Expected a conditional expression and instead saw an assignment. (no-cond-assign)
E /srv/app/syn.js: line 1, col 11, Error - Parsing error: Unexpected token ;
- 10 problems
# ESLint, unix
E /srv/app/bad.js:1:8: 'x' is defined but never used. [Error/no-unused-vars]
W /srv/app/bad.js:2:1: Unexpected var, use let or const instead. [Warning/no-var]
W /srv/app/bad.js:2:25: Unexpected console statement. [Warning/no-console]
E /srv/app/syn.js:1:11: Parsing error: Unexpected token ; [Error]
# ESLint, visualstudio
E /srv/app/bad.js(1,8): error no-unused-vars : 'x' is defined but never used.
W /srv/app/bad.js(2,1): warning no-var : Unexpected var, use let or const instead.
W /srv/app/bad.js(2,25): warning no-console : Unexpected console statement.
E /srv/app/syn.js(1,11): error : Parsing error: Unexpected token ;
# Mocha
- \x1b[0m  error handling\x1b[0m
-   \x1b[32m  \x1b[32m✔\x1b[39m\x1b[0m\x1b[90m warns of an error\x1b[0m
-   \x1b[36m  - skipped error\x1b[0m
- \x1b[92m \x1b[0m\x1b[32m 1 passing\x1b[0m\x1b[90m (9ms)\x1b[0m
E       \x1b[31mAssertionError [ERR_ASSERTION]: 1 == 2\x1b[0m
# TAP
- ok 1 error handling warns of an error
E not ok 2 error handling fails
E   AssertionError [ERR_ASSERTION]: 1 == 2
- ok 3 error handling skipped error # SKIP -
- # fail 1
- 1..3
# TAP of Node's runner
- TAP version 13
E # ReferenceError: describe is not defined
E not ok 1 - ../w/t.test.cjs
-   duration_ms: 311.822057
# Jest
E \x1b[31m    error: x\x1b[39m
- \x1b[2m      \x1b[2mat Object.error (\x1b[22m\x1b[2m\x1b[0m\x1b[36mj.test.js\x1b[39m\x1b[0m\x1b[2m:1:35)\x1b[22m\x1b[2m\x1b[22m
-   \x1b[2m\x1b[33mconsole.warn\x1b[39m\x1b[22m
E \x1b[0m\x1b[7m\x1b[1m\x1b[31m FAIL \x1b[39m\x1b[22m\x1b[27m\x1b[0m \x1b[2m./\x1b[22m\x1b[1mj.test.js\x1b[22m
-   \x1b[32m✓\x1b[39m \x1b[2mlogs an error (69 ms)\x1b[22m
E   \x1b[31m✕\x1b[39m \x1b[2mfails (7 ms)\x1b[22m
-   \x1b[35m✎\x1b[39m \x1b[2mtodo error path\x1b[22m
- \x1b[1mTest Suites: \x1b[22m\x1b[1m\x1b[31m1 failed\x1b[39m\x1b[22m, 1 total
- \x1b[1mTests:       \x1b[22m\x1b[1m\x1b[31m1 failed\x1b[39m\x1b[22m, \x1b[1m\x1b[35m1 todo\x1b[39m\x1b[22m, \x1b[1m\x1b[32m1 passed\x1b[39m\x1b[22m, 3 total
# Node's test runner
- const assert=require("assert");describe("error handling",()=>{it("warns of an error",()=>{});it("fails",()=>{assert.equal(1,2)});it.skip("skipped error",()=>{})})
E ReferenceError: describe is not defined
E \x1b[31m✖ t.test.cjs \x1b[90m(277.290902ms)\x1b[39m\x1b[39m
I \x1b[34mℹ suites 0\x1b[39m
I \x1b[34mℹ fail 1\x1b[39m
E \x1b[31m✖ failing tests:\x1b[39m
# webpack
- assets by status 159 bytes \x1b[1m\x1b[32m[cached]\x1b[39m\x1b[22m 1 asset
- \x1b[1m./bad.js\x1b[39m\x1b[22m 138 bytes \x1b[1m\x1b[33m[built]\x1b[39m\x1b[22m \x1b[1m\x1b[33m[code generated]\x1b[39m\x1b[22m
W \x1b[1m\x1b[33mWARNING\x1b[39m\x1b[22m in \x1b[1m./bad.js\x1b[39m\x1b[22m \x1b[1m\x1b[32m4:15-16\x1b[39m\x1b[22m
E \x1b[1m\x1b[31mERROR\x1b[39m\x1b[22m in \x1b[1m./bad.js\x1b[39m\x1b[22m \x1b[1m\x1b[32m1:0-26\x1b[39m\x1b[22m
E \x1b[1mModule \x1b[1m\x1b[31mnot found\x1b[39m\x1b[22m\x1b[1m: \x1b[1m\x1b[31mError\x1b[39m\x1b[22m\x1b[1m: Can't resolve './nope.js' in '/srv/app'\x1b[39m\x1b[22m
-     Field 'browser' doesn't contain a valid alias configuration
- webpack 5.113.0 compiled with \x1b[1m\x1b[31m1 error\x1b[39m\x1b[22m and \x1b[1m\x1b[33m1 warning\x1b[39m\x1b[22m in 532 ms
# Rollup
- \x1b[1mbad.js\x1b[22m → \x1b[1mstdout\x1b[22m...\x1b[39m
E \x1b[1m\x1b[31m[!] \x1b[1mRollupError: Could not resolve "./nope.js" from "bad.js"\x1b[22m\x1b[1m\x1b[39m\x1b[22m
- \x1b[2m    at getRollupError (/srv/app/node_modules/rollup/dist/shared/parseAst.js:326:41)
W \x1b[1m\x1b[33m(!) You have passed an unrecognized option\x1b[39m\x1b[22m
- \x1b[1mgood.js\x1b[22m → \x1b[1mstdout\x1b[22m...\x1b[39m
# esbuild
E ✘ [ERROR] Could not resolve "./nope.js"
-       1 │ import x from "./nope.js"; import {z} from "./good.js";
- 1 error
-     throw err;
E Error: Command failed: /srv/app/node_modules/@esbuild/linux-x64/bin/esbuild --bundle bad.js
# Vite
- \x1b[36mvite v8.3.8 \x1b[32mbuilding client environment for production...\x1b[36m\x1b[39m
- transforming...
- \x1b[32m✓\x1b[0m 1 modules transformed.
E \x1b[31m✗\x1b[39m Build failed in 96ms
# nodemon
- \x1b[33m[nodemon] to restart at any time, enter \`rs\`\x1b[39m
- \x1b[32m[nodemon] starting \`node syn.js\`\x1b[39m
- const x = ;
E SyntaxError: Unexpected token ';'
- Node.js v26.10.0
# concurrently
E \x1b[36m[api]\x1b[39m error: db is gone
- \x1b[35m[web]\x1b[39m listening
- \x1b[35m[web]\x1b[39m \x1b[0mecho listening exited with code 0\x1b[0m
W \x1b[36m[2026-11-28 03:25:33.077]\x1b[39m [warn] slow
# gulp
- [\x1b[35m03:26:23\x1b[39m] Using gulpfile \x1b[35m/srv/app/gulpfile.js\x1b[39m
- [\x1b[35m03:26:23\x1b[39m] Starting '\x1b[36mbad\x1b[39m'...
E [\x1b[35m03:26:23\x1b[39m] Error: boom
# Grunt
- Running "ok" task
- fine
- >> done it
- errors
- Running "warn" task
W Warning: careful Use --force to continue.
- Aborted due to warnings.
F Fatal error: dead\x07
# Sass
D b.scss:2 DEBUG: x
W WARNING: careful
-     b.scss 2:12  root stylesheet
W DEPRECATION WARNING [import]: Sass @import rules are deprecated and will be removed in Dart Sass 3.0.0.
- More info and automated migrator: https://sass-lang.com/d/import
- 1 │ @import "nope";
E Error: Can't find stylesheet to import.
E Error: "bad"
- 1 │ @error "bad";
# Prettier
- Checking formatting...
E [\x1b[31merror\x1b[39m] syn.js: SyntaxError: Unexpected token (1:11)
W [\x1b[33mwarn\x1b[39m] bad.js
# http-server
- \x1b[33mStarting up http-server, serving \x1b[39m\x1b[36m./\x1b[39m
- \x1b[33mCORS: \x1b[39m\x1b[31mdisabled\x1b[39m
- Hit CTRL-C to stop the server
- [2026-11-28T03:26:54.235Z]  "\x1b[36mGET\x1b[39m \x1b[36m/nope\x1b[39m" "curl/7.88.1"
E [2026-11-28T03:26:54.241Z]  "\x1b[31mGET\x1b[39m \x1b[31m/nope\x1b[39m" Error (\x1b[31m404\x1b[39m): "\x1b[31mNot found\x1b[39m"
# tsc
E \x1b[96mt.ts\x1b[0m:\x1b[93m1\x1b[0m:\x1b[93m7\x1b[0m - \x1b[91merror\x1b[0m\x1b[90m TS2322: \x1b[0mType 'string' is not assignable to type 'number'.
- \x1b[7m1\x1b[0m const x: number = "a";
- Found 1 error in t.ts\x1b[90m:1\x1b[0m
# ts-node
-     return new TSError(diagnosticText, diagnosticCodes, diagnostics);
E TSError: ⨯ Unable to compile TypeScript:
E t.ts(1,7): error TS2322: Type 'string' is not assignable to type 'number'.
# Yarn
- \x1b[2K\x1b[1G\x1b[1myarn run v1.22.22\x1b[22m
W \x1b[2K\x1b[1G\x1b[33mwarning\x1b[39m package.json: No license field
E \x1b[2K\x1b[1G\x1b[31merror\x1b[39m Command "nope" not found.
I \x1b[2K\x1b[1G\x1b[34minfo\x1b[39m Visit \x1b[1mhttps://yarnpkg.com/en/docs/cli/run\x1b[22m for documentation about this command.
I \x1b[2K\x1b[1G\x1b[34minfo\x1b[39m No lockfile found.
- \x1b[2K\x1b[1G\x1b[2m[1/4]\x1b[22m Resolving packages...
I \x1b[2K\x1b[1G\x1b[32msuccess\x1b[39m Saved lockfile.
- \x1b[2K\x1b[1GDone in 0.08s.
# socket.io's debug
- 2026-11-28T03:27:48.538Z socket.io:server initializing namespace /
- 2026-11-28T03:27:48.539Z socket.io:server creating http server and binding to 18092
- 2026-11-28T03:27:49.127Z engine handling "GET" http request "/socket.io/?EIO=4&transport=polling"
# PM2
E \x1b[31m[PM2][ERROR] \x1b[39mProcess or Namespace nope not found
- \x1b[32m[PM2] \x1b[39mApplying action deleteProcessId on app [all](ids: [ 0 ])
- \x1b[32m[PM2] \x1b[39m[v] All Applications Stopped
- \x1b[32m[PM2] \x1b[39m[v] PM2 Daemon Stopped
# Turborepo
- \x1b[2mTurborepo now collects completely anonymous telemetry regarding usage.\x1b[0m
W \x1b[33m\x1b[1m\x1b[7m WARNING \x1b[0m \x1b[33mNo locally installed \`turbo\` found in your repository. Using globally installed version (2.11.11). Using a specified version in your repository will result in more pred
E   \x1b[31m×\x1b[0m Could not resolve workspace.
# Mosquitto
- 1795836574: mosquitto version 2.0.11 starting
- 1795836575: New connection from ::1:47440 on port 18830.
- 1795836575: No will message specified.
E 1795836578: Error: Unable to open config file /nope.
E Error: Connection refused
# chrony
- 2026-11-28T03:29:38Z chronyd version 4.3 starting (+CMDMON +NTP +REFCLOCK +RTC +PRIVDROP +SCFILTER +SIGND +ASYNCDNS +NTS +SECHASH +IPV6 -DEBUG)
- 2026-11-28T03:29:38Z Disabled control of system clock
- 2026-11-28T03:29:38Z Using right/UTC timezone to obtain leap second data
F 2026-11-28T03:29:42Z Fatal error : Invalid directive at line 1 in file bad.conf
# dnsmasq
- Nov 28 03:29:42 dnsmasq[21]: started, version 2.90 cachesize 150
- Nov 28 03:29:42 dnsmasq[21]: compile time options: IPv6 GNU-getopt DBus no-UBus i18n IDN2 DHCP DHCPv6 no-Lua TFTP conntrack ipset nftset auth cryptohash DNSSEC loop-detect inotify dumpfile
W Nov 28 03:29:42 dnsmasq[21]: warning: no upstream servers configured
- Nov 28 03:29:42 dnsmasq[21]: read /etc/hosts - 6 names
- Nov 28 03:29:46 dnsmasq[21]: exiting on receipt of SIGTERM
# BIND
I 28-Nov-2026 03:35:06.123 zoneload: info: managed-keys-zone: loaded serial 0
E 28-Nov-2026 03:35:06.127 zoneload: error: zone x/IN: loading from master file /nope failed: file not found
E 28-Nov-2026 03:35:06.127 zoneload: error: zone x/IN: not loaded due to errors.
I 28-Nov-2026 03:35:06.131 general: notice: all zones loaded
I 28-Nov-2026 03:35:06.131 general: notice: running
I 28-Nov-2026 03:35:08.475 network: info: no longer listening on 127.0.0.1#5357
I 28-Nov-2026 03:35:08.491 general: notice: exiting
D 28-Nov-2026 03:35:08.475 general: debug 1: zone 117.100.IN-ADDR.ARPA/IN: final reference detached
# BIND without severities
- 28-Nov-2026 03:29:50.039 starting BIND 9.18.49-1~deb12u1-Debian (Extended Support Version) <id:>
- 28-Nov-2026 03:29:50.051 /tmp/bad.conf:1: unknown option 'foo'
- 28-Nov-2026 03:29:50.051 exiting (due to fatal error)
# Unbound
D [1795836590] unbound[40:0] debug: chdir to /etc/unbound
I [1795836590] unbound[40:0] notice: init module 0: subnetcache
D [1795836590] unbound[40:0] debug: target fetch policy for level 0 is 3
I [1795836590] unbound[40:0] info: start of service (unbound 1.17.1).
I [1795836593] unbound[40:0] info: server stats for thread 0: 0 queries, 0 answers from cache, 0 recursions, 0 prefetch, 0 rejected by ip ratelimiting
E bad.conf:1: error: unknown keyword 'foo'
- read bad.conf failed: 2 errors in configuration file
F [1795836593] unbound[42:0] fatal error: Could not read config file: bad.conf. Maybe try unbound -dd, it stays on the commandline to see more errors, or unbound-checkconf
# Squid
W 2026/11/28 03:29:53| WARNING: Could not determine this machines public hostname. Please configure one or set 'visible_hostname'.
- 2026/11/28 03:29:53| storeDirWriteCleanLogs: Starting...
- 2026/11/28 03:29:53|   Finished.  Wrote 0 entries.
F 2026/11/28 03:29:53| FATAL: Ipc::Mem::Segment::create failed to shm_open(/squid-cf__metadata.shm): (13) Permission denied
- 2026/11/28 03:29:53| Squid Cache (Version 5.7): Terminated abnormally.
- 2026/11/28 03:29:53| bad.conf(1): unrecognized: 'foo'
# OpenVPN
E Options error: Unrecognized option or missing or extra parameter(s) in bad.conf:1: foo (2.6.14)
- Use --help for more information.
I 2026-11-28 03:29:53 Note: --cipher is not set. OpenVPN versions before 2.5 defaulted to BF-CBC as fallback when cipher negotiation failed in this case. If you need this fallback please add '--data-cip
- 2026-11-28 03:29:53 us=443100 No tls-client or tls-server option in configuration detected. Disabling data channel offload.
W 2026-11-28 03:29:53 us=443245 DEPRECATION: No tls-client or tls-server option in configuration detected. OpenVPN 2.7 will remove the functionality to run a VPN without TLS. See the examples section in
- 2026-11-28 03:29:53 us=443290   config = '[UNDEF]'
W 2026-11-28 03:29:53 us=445388 ******* WARNING *******: '--cipher none' was specified. This means NO encryption will be performed and tunnelled data WILL be transmitted in clear text over the network!
W 2026-11-28 03:29:53 us=445401 ******* WARNING *******: All encryption and authentication features disabled -- All data will be tunnelled as clear text and will not be protected against man-in-the-midd
W 2026-11-28 03:29:53 us=445690 WARNING: Since you are using --dev tap, the second argument to --ifconfig must be a netmask, for example something like 255.255.255.0. (silence this warning with --ifconf
- 2026-11-28 03:29:53 us=445756 Linux can't set mtu (1500) on null
- 2026-11-28 03:29:53 us=445761 Exiting due to fatal error
# Supervisor
I 2026-11-28 03:29:53,790 INFO Set uid to user 0 succeeded
I 2026-11-28 03:29:54,809 INFO spawned: 'bad' with pid 56
I 2026-11-28 03:29:54,821 INFO spawnerr: can't find command '/nope'
D 2026-11-28 03:29:54,929 DEBG fd 6 closed, stopped monitoring <POutputDispatcher at 140447759699728 for <Subprocess at 140447758581712 with name bad in state STARTING> (stdout)>
W 2026-11-28 03:29:54,931 WARN exited: bad (exit status 1; not expected)
I 2026-11-28 03:29:56,107 INFO success: ok entered RUNNING state, process has stayed up for > than 1 seconds (startsecs)
I 2026-11-28 03:29:57,117 INFO gave up: bad entered FATAL state, too many start retries too quickly
W 2026-11-28 03:30:00,129 WARN received SIGTERM indicating exit request
D 2026-11-28 03:30:00,130 DEBG killing ok (pid 57) with signal SIGTERM
# uWSGI
- *** Starting uWSGI 2.0.21-debian (64bit) on [Sat Nov 28 03:30:00 2026] ***
- pcre jit disabled
W *** WARNING: you are running uWSGI as root !!! (use the --uid flag) ***
- *** Operational MODE: single process ***
W !!!!!!!!!!!!!! WARNING !!!!!!!!!!!!!!
- spawned uWSGI master process (pid: 60)
- ...brutally killing workers...
# memcached
- slab class   1: chunk size        96 perslab   10922
- <23 server listening (auto-negotiate)
- can't find the user nosuch to switch to
# Tor
I Nov 28 03:30:05.635 [notice] Tor 0.4.9.11 running on Linux with Libevent 2.1.12-stable, OpenSSL 3.0.20, Zlib 1.2.13, Liblzma 5.4.1, Libzstd 1.5.4 and Glibc 2.36 as libc.
W Nov 28 03:30:05.000 [warn] You are running Tor as root. You don't need to, and you probably shouldn't.
I Nov 28 03:30:05.000 [notice] Bootstrapped 0% (starting): Starting
W Nov 28 03:30:09.829 [warn] Failed to parse/validate config: Unknown option 'foo'.  Failing.
E Nov 28 03:30:09.829 [err] Reading config failed--see warnings above.
# lighttpd
- 2026-11-28 03:30:09: (server.c.1704) server started (lighttpd/1.4.69)
- 2026-11-28 03:30:11: (configfile.c.2164) source: bad.conf line: 2 pos: 0 parser failed somehow near here: (EOL)
# OpenLDAP
- 6b0a4ac4.10e52190 0x7f56fda24200 slapd starting
- 6b0a4ac5.3ad0ee67 0x7f56bc5ff6c0 slapd shutdown: waiting for 0 operations/tasks to finish
- 6b0a4ac6.059d4bd1 0x7f96fc26b200 bad.conf: line 1: unknown directive <foo> outside backend info and database definitions.
# Prometheus
I ts=2026-11-28T03:30:14.646Z caller=main.go:513 level=info msg="No time or size retention was set so using the default time retention" duration=15d
I ts=2026-11-28T03:30:14.646Z caller=main.go:556 level=info build_context="(go=go1.19.8, platform=linux/amd64, user=team+pkg-go@tracker.debian.org, date=20260604-00:58:54)"
D ts=2026-11-28T03:30:14.759Z caller=main.go:1013 level=debug msg="TSDB options" MinBlockDuration=2h MaxBlockDuration=1d12h MaxBytes=0B UseLockfile=false RetentionDuration=15d WALSegmentSize=0B WALCompr
D ts=2026-11-28T03:30:14.761Z caller=manager.go:196 level=debug component="discovery manager scrape" msg="Starting provider" provider=static/0 subs=[a]
E ts=2026-11-28T03:30:18.643Z caller=main.go:469 level=error msg="Error loading config (--config.file=bad.conf)" file=/tmp/bad.conf err="parsing YAML file bad.conf: yaml: unmarshal errors:\\n  line 1: ca
# Alertmanager
I ts=2026-11-28T03:30:18.867Z caller=main.go:241 level=info msg="Starting Alertmanager" version="(version=0.25.0, branch=debian/sid, revision=0.25.0-1+b4)"
E ts=2026-11-28T03:30:19.159Z caller=coordinator.go:118 level=error component=configuration msg="Loading configuration file failed" file=/nope err="open /nope: no such file or directory"
# etcd
W [WARNING] Deprecated '--logger=capnslog' flag is set; use '--logger=zap' flag instead
I 2026-11-28 03:30:19.496554 N | etcdmain: failed to detect default host (could not find default route)
I raft2026/11/28 03:30:19 INFO: 8e9e05c52164694d switched to configuration voters=()
W 2026-11-28 03:30:19.533352 W | auth: simple token is not cryptographically signed
I raft2026/11/28 03:30:20 INFO: 8e9e05c52164694d received MsgVoteResp from 8e9e05c52164694d at term 2
I 2026-11-28 03:30:20.329770 N | embed: serving insecure client requests on 127.0.0.1:2379, this is strongly discouraged!
W WARNING: 2026/11/28 03:30:23 [core] grpc: addrConn.createTransport failed to connect to {localhost:2379 localhost:2379 <nil> 0 <nil>}. Err: connection error: desc = "transport: Error while dialing dia
F 2026-11-28 03:30:23.299282 C | etcdmain: cannot access data directory: mkdir /proc/x: no such file or directory
# rclone
D 2026/11/28 03:30:23 DEBUG : rclone: Version "v1.60.1-DEV" starting with parameters ["rclone" "-vv" "copy" "/nope" "/tmp/x"]
I 2026/11/28 03:30:23 NOTICE: Config file "/root/.config/rclone/rclone.conf" not found - using defaults
D 2026/11/28 03:30:23 DEBUG : Creating backend with remote "/tmp/x"
E 2026/11/28 03:30:23 ERROR : Local file system at /nope: error reading source root directory: directory not found
E 2026/11/28 03:30:23 ERROR : Attempt 1/3 failed with 1 errors and: directory not found
I 2026/11/28 03:30:23 INFO  :
- Transferred:   \t          0 B / 0 B, -, 0 B/s, ETA -
- Errors:                 1 (retrying may help)
W {"level":"warning","msg":"Config file \\"/root/.config/rclone/rclone.conf\\" not found - using defaults","source":"config/config.go:362","time":"2026-11-28T03:30:25.41406+00:00"}
E {"level":"error","msg":"error reading source root directory: directory not found","object":"Local file system at /nope","objectType":"*local.Fs","source":"march/march.go:413","time":"2026-11-28T03:30:25.418773+00:00"}
I {"level":"info","msg":"\\nTransferred:   \\t          0 B / 0 B, -, 0 B/s, ETA -\\nErrors:                 1 (retrying may help)\\nElapsed time:         0.2s\\n\\n","source":"accounting/stats.go:482","stats":{"bytes":0,"checks":0,"deletedDirs":0,"deletes":0,"elapsedTime":0.204570059,"errors":1,"eta":null,"fatalError":false,"lastError":"directory not found","renames":0,"retryError":true,"speed":0,"totalBytes":0,"totalChecks":0,"totalTransfers":0,"transferTime":0,"transfers":0},"time":"2026-11-28T03:30:25.420162+00:00"}
# rsync
- sending incremental file list
E rsync error: some files/attrs were not transferred (see previous errors) (code 23) at main.c(1347) [sender=3.2.7]
- 2026/11/28 03:30:25 [175] rsyncd version 3.2.7 starting, listening on port 18099
- 2026/11/28 03:30:26 [178] rsync allowed access on module a from localhost (127.0.0.1)
- 2026/11/28 03:30:26 [178] sent 669 bytes  received 25 bytes  total size 498
# Wget
- --2026-11-28 03:30:29--  http://127.0.0.1:1/x
- Connecting to 127.0.0.1:1... failed: Connection refused.
- wget: unrecognized option '--no-such'
# OpenSSH
D debug1: sshd version OpenSSH_9.2, OpenSSL 3.0.20 7 Apr 2026
D debug1: private host key #0: ssh-rsa SHA256:vjQFqHYVcq8Nw6fOb72FMC/ARz2ZukDcrdt8xcI4898
D debug1: Set /proc/self/oom_score_adj from 0 to -1000
- Server listening on 0.0.0.0 port 18100.
D debug1: Forked child 196.
- Connection from 127.0.0.1 port 34320 on 127.0.0.1 port 18100 rdomain ""
# sudo
- sudo: unable to resolve host vm: Temporary failure in name resolution
- sudo: a password is required
# logrotate
- reading config file bad.conf
E error: bad.conf:1 unknown option 'foo' -- ignoring line
- Creating stub state file: /var/lib/logrotate/status
# MariaDB
W 2026-11-28  3:30:33 0 [Warning] failed to retrieve the MAC address
I 2026-11-28  3:30:33 0 [Note] Starting MariaDB 10.11.18-MariaDB-0+deb12u1 source revision 197f92bee02d8e836f529f37625be69b83e7acbd server_uid unknown as process 210
I 2026-11-28  3:30:34 0 [Note] InnoDB: 128 rollback segments are active.
I 2026-11-28  3:30:34 0 [Note] InnoDB: Buffer pool(s) load completed at 261128  3:30:34
E 2026-11-28  3:30:34 0 [ERROR] mariadbd: Can't create/write to file '/run/mysqld/mysqld.pid' (Errcode: 2 "No such file or directory")
E 2026-11-28  3:30:34 0 [ERROR] Aborting
E ERROR 2002 (HY000): Can't connect to server on '127.0.0.1' (115)
# NSD
E bad.conf:1: at 'foo': error: syntax error
- read bad.conf failed: 1 errors in configuration file
E [2026-11-28 03:30:35.114] nsd[230]: error: could not read config: bad.conf
E [2026-11-28 03:30:35.182] nsd[232]: error: Cannot open /tmp for appending (Is a directory), logging to stderr
I [2026-11-28 03:30:35.182] nsd[232]: notice: nsd starting (NSD 4.6.1)
I [2026-11-28 03:30:35.936] nsd[233]: notice: nsd started (NSD 4.6.1), pid 232
W [2026-11-28 03:30:37.174] nsd[233]: warning: signal received, shutting down...
# Postfix
F postconf: fatal: missing '=' after attribute name: "foo"
W postqueue: warning: unable to look up public/qmgr: No such file or directory
F postqueue: fatal: Cannot flush mail queue - mail system is down
# Loguru
D 2026-11-28 03:33:22.945 | DEBUG    | __main__:<module>:3 - disk is full
I 2026-11-28 03:33:22.952 | INFO     | __main__:<module>:3 - disk is full
I 2026-11-28 03:33:22.952 | SUCCESS  | __main__:<module>:3 - disk is full
W 2026-11-28 03:33:22.952 | WARNING  | __main__:<module>:3 - disk is full
E 2026-11-28 03:33:22.952 | ERROR    | __main__:<module>:3 - disk is full
F 2026-11-28 03:33:22.952 | CRITICAL | __main__:<module>:3 - disk is full
T \x1b[32m2026-11-28 03:33:22.963\x1b[0m | \x1b[36m\x1b[1mTRACE   \x1b[0m | \x1b[36m__main__\x1b[0m:\x1b[36m<module>\x1b[0m:\x1b[36m5\x1b[0m - \x1b[36m\x1b[1mdisk is full\x1b[0m
I \x1b[32m2026-11-28 03:33:22.964\x1b[0m | \x1b[1mINFO    \x1b[0m | \x1b[36m__main__\x1b[0m:\x1b[36m<module>\x1b[0m:\x1b[36m5\x1b[0m - \x1b[1mdisk is full\x1b[0m
I \x1b[32m2026-11-28 03:33:22.964\x1b[0m | \x1b[32m\x1b[1mSUCCESS \x1b[0m | \x1b[36m__main__\x1b[0m:\x1b[36m<module>\x1b[0m:\x1b[36m5\x1b[0m - \x1b[32m\x1b[1mdisk is full\x1b[0m
W \x1b[32m2026-11-28 03:33:22.964\x1b[0m | \x1b[33m\x1b[1mWARNING \x1b[0m | \x1b[36m__main__\x1b[0m:\x1b[36m<module>\x1b[0m:\x1b[36m5\x1b[0m - \x1b[33m\x1b[1mdisk is full\x1b[0m
E \x1b[32m2026-11-28 03:33:22.964\x1b[0m | \x1b[31m\x1b[1mERROR   \x1b[0m | \x1b[36m__main__\x1b[0m:\x1b[36m<module>\x1b[0m:\x1b[36m5\x1b[0m - \x1b[31m\x1b[1mdisk is full\x1b[0m
F \x1b[32m2026-11-28 03:33:22.964\x1b[0m | \x1b[41m\x1b[1mCRITICAL\x1b[0m | \x1b[36m__main__\x1b[0m:\x1b[36m<module>\x1b[0m:\x1b[36m5\x1b[0m - \x1b[41m\x1b[1mdisk is full\x1b[0m
# structlog
D 2026-11-28 03:30:44 [debug    ] disk_full                    error=None path=/srv
I 2026-11-28 03:30:44 [info     ] disk_full                    error=None path=/srv
W 2026-11-28 03:30:44 [warning  ] disk_full                    error=None path=/srv
F 2026-11-28 03:30:44 [critical ] disk_full                    error=None path=/srv
D \x1b[2m2026-11-28T03:30:44.025948Z\x1b[0m [\x1b[32m\x1b[1mdebug    \x1b[0m] \x1b[1mdisk_full                    \x1b[0m \x1b[36mpath\x1b[0m=\x1b[35m/srv\x1b[0m
W \x1b[2m2026-11-28T03:30:44.026056Z\x1b[0m [\x1b[33m\x1b[1mwarning  \x1b[0m] \x1b[1mdisk_full                    \x1b[0m \x1b[36mpath\x1b[0m=\x1b[35m/srv\x1b[0m
D path='/srv' event='disk_full' level='debug' timestamp='2026-11-28T03:30:44.026132Z'
W path='/srv' event='disk_full' level='warning' timestamp='2026-11-28T03:30:44.026167Z'
F path='/srv' event='disk_full' level='critical' timestamp='2026-11-28T03:30:44.026192Z'
D {"path": "/srv", "event": "disk_full", "level": "debug", "timestamp": "2026-11-28T03:30:44.026213Z"}
F {"path": "/srv", "event": "disk_full", "level": "critical", "timestamp": "2026-11-28T03:30:44.026304Z"}
W path=/srv event=disk_full level=warning timestamp=2026-11-28T03:30:44.026366Z
# Twisted
D 2026-11-28T03:30:44+0000 [app#debug] disk is full
I 2026-11-28T03:30:44+0000 [app#info] disk is full
W 2026-11-28T03:30:44+0000 [app#warn] disk is full
E 2026-11-28T03:30:44+0000 [app#error] disk is full
F 2026-11-28T03:30:44+0000 [app#critical] disk is full
E \tTraceback (most recent call last):
- \t--- <exception caught here> ---
- \t  File "/srv/tw.py", line 7, in <module>
E \tbuiltins.ZeroDivisionError: division by zero
- 2026-11-28T03:30:44+0000 [-] old style
# Tornado
D [D 261128 03:30:45 tor_:4] disk is full
I [I 261128 03:30:45 tor_:4] disk is full
W [W 261128 03:30:45 tor_:4] disk is full
E [E 261128 03:30:45 tor_:4] disk is full
F [C 261128 03:30:45 tor_:4] disk is full
D [D 261128 03:30:45 selector_events:54] Using selector: EpollSelector
I [I 261128 03:30:45 web:2293] 200 GET /ok (127.0.0.1) 4.47ms
W [W 261128 03:30:45 web:2293] 404 GET /nope (127.0.0.1) 1.96ms
E [E 261128 03:30:45 web:1820] Uncaught exception GET /boom (127.0.0.1)
E     Traceback (most recent call last):
# colorlog
D \x1b[37mDEBUG   \x1b[0m \x1b[34mdisk is full\x1b[0m
I \x1b[32mINFO    \x1b[0m \x1b[34mdisk is full\x1b[0m
W \x1b[33mWARNING \x1b[0m \x1b[34mdisk is full\x1b[0m
E \x1b[31mERROR   \x1b[0m \x1b[34mdisk is full\x1b[0m
F \x1b[1;31mCRITICAL\x1b[0m \x1b[34mdisk is full\x1b[0m
# Python, level behind the name
D 2026-11-28 03:30:46,304 app[19] DEBUG disk is full
W 2026-11-28 03:30:46,304 app[19] WARNING disk is full
F 2026-11-28 03:30:46,304 app[19] CRITICAL disk is full
D DEBUG 2026-11-28 03:30:46,304 cl 19 140355985657920 disk is full
W WARNING 2026-11-28 03:30:46,305 cl 19 140355985657920 disk is full
F CRITICAL 2026-11-28 03:30:46,305 cl 19 140355985657920 disk is full
D [2026-11-28 03:30:46,305] DEBUG in cl: disk is full
W [2026-11-28 03:30:46,306] WARNING in cl: disk is full
E [2026-11-28 03:30:46,306] ERROR in cl: disk is full
# Python, one letter
D 2026-11-28 03:30:46,306 cl.py:5 D disk is full
I 2026-11-28 03:30:46,306 cl.py:5 I disk is full
W 2026-11-28 03:30:46,306 cl.py:5 W disk is full
E 2026-11-28 03:30:46,306 cl.py:5 E disk is full
F 2026-11-28 03:30:46,306 cl.py:5 C disk is full
D [D 2026-11-28 03:30:46,306 app] disk is full
I [I 2026-11-28 03:30:46,306 app] disk is full
W [W 2026-11-28 03:30:46,306 app] disk is full
E [E 2026-11-28 03:30:46,306 app] disk is full
F [C 2026-11-28 03:30:46,306 app] disk is full
# Python, between signs
D 2026-11-28 03:30:46,306;DEBUG;disk is full
W 2026-11-28 03:30:46,306;WARNING;disk is full
F 2026-11-28 03:30:46,306;CRITICAL;disk is full
D app:DEBUG:disk is full
W app:WARNING:disk is full
E app:ERROR:disk is full
D DEBUG/app disk is full
W WARNING/app disk is full
E ERROR/app disk is full
D 2026-11-28 03:30:46,306,DEBUG,app,disk is full
W 2026-11-28 03:30:46,306,WARNING,app,disk is full
E 2026-11-28 03:30:46,306,ERROR,app,disk is full
# Python, in brackets
D 2026-11-28 03:30:46,306 {DEBUG} disk is full
W 2026-11-28 03:30:46,306 {WARNING} disk is full
F 2026-11-28 03:30:46,306 {CRITICAL} disk is full
D 2026-11-28 03:30:46,306 (DEBUG) disk is full
W 2026-11-28 03:30:46,306 (WARNING) disk is full
F 2026-11-28 03:30:46,306 (CRITICAL) disk is full
# Django
W /usr/lib/python3/dist-packages/django/http/request.py:1: DeprecationWarning: 'cgi' is deprecated and slated for removal in Python 3.13
-   import cgi
- Performing system checks...
- System check identified no issues (0 silenced).
- Starting development server at http://127.0.0.1:18103/
- [28/Nov/2026 03:30:52] "GET / HTTP/1.1" 200 10697
W [28/Nov/2026 03:30:52] "GET /nope HTTP/1.1" 404 2085
- [28/Nov/2026 03:30:52] "GET /admin/ HTTP/1.1" 302 0
- Unknown command: 'nope'
# Flask
-  * Serving Flask app 'app'
-  * Debug mode: on
W WARNING: This is a development server. Do not use it in a production deployment. Use a production WSGI server instead.
W [2026-11-28 03:31:01,524] WARNING in fl: disk is full
E [2026-11-28 03:31:01,524] ERROR in fl: bad
D [2026-11-28 03:31:01,524] DEBUG in fl: d
- 127.0.0.1 - - [28/Nov/2026 03:31:01] "GET / HTTP/1.1" 200 -
W 127.0.0.1 - - [28/Nov/2026 03:31:01] "GET /nope HTTP/1.1" 404 -
E 127.0.0.1 - - [28/Nov/2026 03:31:01] "GET /boom HTTP/1.1" 500 -
E Traceback (most recent call last):
E ZeroDivisionError: division by zero
# Gunicorn
D [2026-11-28 03:31:04 +0000] [50] [DEBUG] Current configuration:
-   config: ./gunicorn.conf.py
-   errorlog: -
-   loglevel: debug
-   logger_class: gunicorn.glogging.Logger
I [2026-11-28 03:31:10 +0000] [55] [INFO] Starting gunicorn 20.1.0
E [2026-11-28 03:31:10 +0000] [56] [ERROR] Exception in worker process
E ModuleNotFoundError: No module named 'nope'
I [2026-11-28 03:31:10 +0000] [55] [INFO] Reason: Worker failed to boot.
# Log::Log4perl
- careful at l4p.pl line 3.
T 2026/11/28 03:31:10 TRACE> l4p.pl:2 main:: - disk is full
I 2026/11/28 03:31:10 INFO> l4p.pl:2 main:: - disk is full
E 2026/11/28 03:31:10 ERROR> l4p.pl:2 main:: - disk is full
T [2026/11/28 03:31:10] [TRACE] main - disk is full
W [2026/11/28 03:31:10] [WARN] main - disk is full
F [2026/11/28 03:31:10] [FATAL] main - disk is full
T T 2026/11/28 03:31:10 disk is full
D D 2026/11/28 03:31:10 disk is full
I I 2026/11/28 03:31:10 disk is full
W W 2026/11/28 03:31:10 disk is full
E E 2026/11/28 03:31:10 disk is full
# Log::Log4perl, level at the end
T 03:31:10 TRACE disk is full
I 03:31:10 INFO  disk is full
F 03:31:10 FATAL disk is full
T disk is full at l4p.pl line 2 [TRACE]
I disk is full at l4p.pl line 2 [INFO]
W disk is full at l4p.pl line 2 [WARN]
E disk is full at l4p.pl line 2 [ERROR]
F disk is full at l4p.pl line 2 [FATAL]
# java.util.logging
- Nov 28, 2026 3:31:12 AM J main
E SEVERE: disk is full
W WARNING: disk is full
D CONFIG: disk is full
D FINE: disk is full
T FINEST: disk is full
E [2026-11-28 03:31:12] [SEVERE ] disk is full
D [2026-11-28 03:31:12] [CONFIG ] disk is full
D [2026-11-28 03:31:12] [FINE   ] disk is full
T [2026-11-28 03:31:12] [FINEST ] disk is full
# java.util.logging with formats
E Nov 28, 2026 03:31:12 J main SEVERE: disk is full
W Nov 28, 2026 03:31:12 J main WARNING: disk is full
I Nov 28, 2026 03:31:12 J main INFO: disk is full
D Nov 28, 2026 03:31:12 J main CONFIG: disk is full
D Nov 28, 2026 03:31:12 J main FINE: disk is full
T Nov 28, 2026 03:31:12 J main FINEST: disk is full
E SEVERE 03:31:12 app - disk is full
W WARNING 03:31:12 app - disk is full
D CONFIG 03:31:12 app - disk is full
D FINE 03:31:12 app - disk is full
T FINEST 03:31:12 app - disk is full
# JVM
E Exception in thread "main" java.lang.IllegalStateException: boom
- \tat J.main(J.java:7)
E Caused by: java.lang.RuntimeException: inner
- \t... 1 more
E Exception in thread "main" java.lang.OutOfMemoryError: Java heap space
- Unrecognized VM option 'Nope=1'
E Error: Could not create the Java Virtual Machine.
E Error: A fatal exception has occurred. Program will exit.
# JVM's unified logging
D [0.016s][debug][gc,heap] Minimum heap 8388608  Initial heap 398458880  Maximum heap 6320816128
I [0.017s][info ][gc     ] Using G1
D [0.022s][debug][gc           ] ConcGCThreads: 1 offset 4
D [0.022s][debug][gc           ] ParallelGCThreads: 2
D [0.035s][debug][gc,heap,region] Activate regions [0, 95)
I [0.037s][info ][gc,init       ] Version: 17.0.19+10-1-deb12u2-Debian (release)
# Logback with patterns
T 03:31:15.845 [main] \x1b[39mTRACE\x1b[0;39m \x1b[36mcom.example.App\x1b[0;39m - disk is full
D 03:31:15.846 [main] \x1b[39mDEBUG\x1b[0;39m \x1b[36mcom.example.App\x1b[0;39m - disk is full
W 03:31:15.847 [main] \x1b[31mWARN \x1b[0;39m \x1b[36mcom.example.App\x1b[0;39m - disk is full
E 03:31:15.847 [main] \x1b[1;31mERROR\x1b[0;39m \x1b[36mcom.example.App\x1b[0;39m - disk is full
T 486 [main] TRACE com.example.App - disk is full
I 489 [main] INFO com.example.App - disk is full
E 489 [main] ERROR com.example.App - disk is full
T 2026-11-28 03:31:19,363 | TRACE | main | c.e.App | disk is full
W 2026-11-28 03:31:19,371 | WARN  | main | c.e.App | disk is full
T 2026-11-28 03:31:20,902 com.example.App.main:2 TRACE - disk is full
W 2026-11-28 03:31:20,911 com.example.App.main:2 WARN - disk is full
E 2026-11-28 03:31:20,911 com.example.App.main:2 ERROR - disk is full
# Logback's status
E 03:31:22,838 |-ERROR in ch.qos.logback.core.joran.spi.Interpreter@1:36 - no applicable action for [nope], current ElementPath  is [[configuration][nope]]
I 03:31:23,027 |-INFO in ch.qos.logback.classic.joran.action.ConfigurationAction - End of configuration.
W 03:31:23,049 |-WARN in Logger[com.example.App] - No appenders present in context [default] for logger [com.example.App].
I 03:31:17,863 |-INFO in ch.qos.logback.classic.LoggerContext[default] - Could NOT find resource [logback-test.xml]
T 543  [main] TRACE com.example.App -%PARSER_ERROR[kvp]- disk is full
# Log4j 1
T 0 [main] TRACE com.example.App  - disk is full
D 3 [main] DEBUG com.example.App  - disk is full
I 3 [main] INFO com.example.App  - disk is full
W 3 [main] WARN com.example.App  - disk is full
E 3 [main] ERROR com.example.App  - disk is full
F 3 [main] FATAL com.example.App  - disk is full
# Log4j 2 with patterns
T 2026-11-28 03:31:30,319 TRACE L2 [main] disk is full
W 2026-11-28 03:31:30,323 WARN L2 [main] disk is full
T \x1b[30m2026-11-28T03:31:32,657\x1b[m \x1b[30mTRACE \x1b[m[\x1b[1;34mmain\x1b[m] \x1b[1;33mL2\x1b[m: disk is full
I \x1b[30m2026-11-28T03:31:32,676\x1b[m \x1b[32mINFO  \x1b[m[\x1b[1;34mmain\x1b[m] \x1b[1;33mL2\x1b[m: disk is full
E \x1b[30m2026-11-28T03:31:32,679\x1b[m \x1b[1;31mERROR \x1b[m[\x1b[1;34mmain\x1b[m] \x1b[1;33mL2\x1b[m: disk is full
F \x1b[30m2026-11-28T03:31:32,680\x1b[m \x1b[1;31mFATAL \x1b[m[\x1b[1;34mmain\x1b[m] \x1b[1;33mL2\x1b[m: disk is full
D DEBUG Nov 28 03:31:34 App - disk is full
W WARN  Nov 28 03:31:34 App - disk is full
F FATAL Nov 28 03:31:34 App - disk is full
T 2026-11-28 03:31:39,222 [TRACE ] App - disk is full
I 2026-11-28 03:31:39,224 [INFO  ] App - disk is full
F 2026-11-28 03:31:39,224 [FATAL ] App - disk is full
# Log4j 2, more
T 1795836696781 T disk is full
D 1795836696783 D disk is full
I 1795836696783 I disk is full
W 1795836696783 W disk is full
E 1795836696783 E disk is full
F 1795836696783 F disk is full
T 1691 [main] TRACE com.example.App [] - disk is full
W 1693 [main] WARN com.example.App [] - disk is full
# Log4j 2, lower case
T trace com.example.App - disk is full
D debug com.example.App - disk is full
I info com.example.App - disk is full
W warn com.example.App - disk is full
E error com.example.App - disk is full
F fatal com.example.App - disk is full
T 03:31:45 Trace [main] disk is full
D 03:31:45 Debug [main] disk is full
I 03:31:45 Info [main] disk is full
W 03:31:45 Warning [main] disk is full
E 03:31:45 Error [main] disk is full
F 03:31:45 FATAL [main] disk is full
# Log4j 2 of its own
E ERROR StatusLogger Could not determine local host name
E  java.net.UnknownHostException: vm: vm: Temporary failure in name resolution
- \tat java.base/java.net.InetAddress.getLocalHost(InetAddress.java:1671)
# Meson
- The Meson build system
- Version: 1.0.1
E m/meson.build:1:0: ERROR: Compiler cc can not compile programs.
- A full log can be found at /srv/m/b/meson-logs/meson-log.txt
# CMake
- -- The C compiler identification is GNU 12.2.0
- -- Detecting C compiler ABI info - failed
E CMake Error at /usr/share/cmake-3.25/Modules/CMakeTestCCompiler.cmake:70 (message):
E     gmake[1]: *** [CMakeFiles/cmTC_40b0b.dir/build.make:99: cmTC_40b0b] Error 1
- -- Configuring incomplete, errors occurred!
- See also "/srv/c/b/CMakeFiles/CMakeError.log".
# GCC and ld
- g.c: In function ‘main’:
W g.c:1:48: warning: implicit declaration of function ‘printf’ [-Wimplicit-function-declaration]
-     1 | int f(int*);int main(){int *x;char b[2];b[5]=1;printf("%d",x);return f(x);}
I g.c:1:1: note: include ‘<stdio.h>’ or provide a declaration of ‘printf’
W g.c:1:48: warning: incompatible implicit declaration of built-in function ‘printf’ [-Wbuiltin-declaration-mismatch]
I g.c:1:48: note: include ‘<stdio.h>’ or provide a declaration of ‘printf’
W g.c:1:36: warning: variable ‘b’ set but not used [-Wunused-but-set-variable]
I g.c:1:29: note: ‘x’ was declared here
- /usr/bin/ld: cannot find Scrt1.o: No such file or directory
E collect2: error: ld returned 1 exit status
# GNU make
- hi
E make: *** [Makefile:2: x] Error 1
- make[1]: Entering directory '/srv/m'
E Makefile:2: *** bad thing.  Stop.
# ImageMagick
E convert-im6.q16: unable to open image \`/nope.png': No such file or directory @ error/blob.c/OpenBlob/3029.
E convert-im6.q16: no images defined \`x.png' @ error/convert.c/ConvertImageCommand/3229.
E convert-im6.q16: unrecognized option \`-foo' @ error/convert.c/ConvertImageCommand/1641.
# Ghostscript
- GPL Ghostscript 10.0.0 (2022-09-21)
- This software is supplied under the GNU AGPLv3 and comes with NO WARRANTY:
- **** Unable to open the initial device, quitting.
# FFmpeg
I [info] Input #0, lavfi, from 'sine=d=1':
I [info]   Duration: N/A, start: 0.000000, bitrate: 705 kb/s
D [graph_0_in_0_0 @ 0x55e53b3f4740] [verbose] tb:1/44100 samplefmt:s16 samplerate:44100 chlayout:mono
D [format_out_0_0 @ 0x55e53b3f5900] [verbose] auto-inserting filter 'auto_aresample_0' between the filter 'Parsed_anull_0' and the filter 'format_out_0_0'
I [info] Output #0, mp3, to 'x.mp3':
I [info] video:0kB audio:8kB subtitle:0kB other streams:0kB global headers:0kB muxing overhead: 2.715636%
D [verbose] Input file #0 (sine=d=1):
D [AVIOContext @ 0x55e53b3f1f00] [verbose] Statistics: 8586 bytes written, 0 seeks, 1 writeouts
-   Duration: N/A, start: 0.000000, bitrate: 705 kb/s
- Unknown encoder 'nope'
- /nope.mp4: No such file or directory
# pytest
- ============================= test session starts ==============================
E test_x.py::test_a FAILED                    [ 33%]
- test_x.py::test_error_ok PASSED                    [ 66%]
E test_x.py::test_f ERROR                    [100%]
- ==================================== ERRORS ====================================
E ___________________________ ERROR at setup of test_f ___________________________
E E   ZeroDivisionError: division by zero
W WARNING  root:test_x.py:2 careful
E ERROR    db:test_x.py:2 bad
E ERROR test_x.py::test_f - ZeroDivisionError: division by zero
- ===================== 1 failed, 1 passed, 1 error in 0.04s =====================
- ------------------------------ Captured log call -------------------------------
# tox
- py create: /srv/.tox/py
- py run-test: commands[0] | false
W WARNING: test command found but not installed in testenv
-   env: /srv/.tox/py
- Maybe you forgot to specify a dependency? See also the allowlist_externals envconfig setting.
W DEPRECATION WARNING: this will be an error in tox 4 and above!
E ERROR: InvocationError for command /usr/bin/false (exited with code 1)
E ERROR:   py: commands failed
# Ansible
W [WARNING]: provided hosts list is empty, only localhost is available. Note that
- PLAY [localhost] ***************************************************************
- TASK [log error] ***************************************************************
- ok: [localhost] => {
-     "msg": "error: none"
F fatal: [localhost]: FAILED! => {"changed": true, "cmd": ["false"], "delta": "0:00:00.149690", "end": "2026-11-28 03:35:02.454763", "msg": "non-zero return code", "rc": 1, "start": "2026-11-28 03:35:02
- ...ignoring
F fatal: [localhost]: FAILED! => {"changed": false, "msg": "boom"}
- localhost                  : ok=2    changed=1    unreachable=0    failed=1    skipped=0    rescued=0    ignored=1
E ERROR! the playbook: nope.yml could not be found
W \x1b[1;35m[WARNING]: No inventory was parsed, only implicit localhost is available\x1b[0m
# Puma
- Puma starting in single mode...
- * Listening on http://127.0.0.1:18106
E 2026-11-28 03:32:17 +0000 Rack app ("GET /boom" - (127.0.0.1)): #<RuntimeError: boom>
E 2026-11-28 03:32:20 +0000 ERROR: No application configured, nothing to run
# Sidekiq
I 2026-11-28T03:32:21.980Z pid=794 tid=1j6 INFO: ==================================================================
I 2026-11-28T03:32:21.989Z pid=794 tid=1j6 INFO: sidekiq [options]
-     -g, --tag TAG                    Process tag for procline
# Redis' configuration
F *** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***
- Reading the configuration file, at line 3
- Bad directive or wrong number of arguments
`);
