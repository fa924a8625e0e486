<?php
// Writes what it catches with Monolog, and ends by what it doesn't: `php trace.php`.
require "/usr/share/php/Monolog/autoload.php";

use Monolog\Formatter\LineFormatter;
use Monolog\Handler\StreamHandler;
use Monolog\Logger;

function order(string $id): int
{
    try {
        return intdiv((int) $id, 0);
    } catch (DivisionByZeroError $cause) {
        throw new RuntimeException("order failed", 7, $cause);
    }
}

// Laravel's formatter: LineFormatter with line breaks and stack traces, "Y-m-d H:i:s".
$formatter = new LineFormatter(null, "Y-m-d H:i:s", true, true);
$formatter->includeStacktraces();
$handler = new StreamHandler("php://stderr");
$handler->setFormatter($formatter);
$logger = new Logger("local", [$handler]);
$logger->info("started");
try {
    order("1");
} catch (RuntimeException $error) {
    $logger->error($error->getMessage(), ["exception" => $error]);
}
$logger->info("going on");
error_log($missing);
array_map("order", ["2"]);
