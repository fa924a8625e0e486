/** A line as the embedded backend keeps it. */
export interface SampleLine {
  time: string;
  stream: "stdout" | "stderr";
  message: string;
}

/** A line that was written `agoMs` milliseconds ago. */
export function sampleLine(message: string, agoMs = 0, stream: SampleLine["stream"] = "stdout"): SampleLine {
  return { time: new Date(Date.now() - agoMs).toISOString(), stream, message };
}

type Text = { message: string; stream?: "stderr" };
/** What a service writes at one moment; `trouble`: while its database is away. */
type Writer = (random: () => number, trouble: boolean) => Text[];

const MINUTES = 12; // enough for hills and valleys in the strip of the volume
const TROUBLE = { from: 0.62, to: 0.7 }; // of the history

const sgr = (code: string, text: string) => `\x1b[${code}m${text}\x1b[0m`;
const dim = (text: string) => sgr("2", text);

function pick<T>(random: () => number, choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)]!;
}

const hex = (random: () => number, digits: number) =>
  Math.floor(random() * 16 ** digits)
    .toString(16)
    .padStart(digits, "0");

const LEVELS = { DEBUG: "90", INFO: "32", WARN: "33", ERROR: "1;31" };
/** One of 256 colours for each class of status codes. */
const STATUS_COLORS: Record<string, string> = { 2: "38;5;71", 3: "38;5;74", 4: "38;5;178", 5: "38;5;203" };
/** True colours, one for each region. */
const REGIONS = [
  ["eu-west", "38;2;122;162;247"],
  ["us-east", "38;2;247;168;120"],
  ["ap-south", "38;2;158;206;106"],
] as const;

function labelled(level: keyof typeof LEVELS, part: string, text: string): string {
  return `${sgr(LEVELS[level], level.padEnd(5))} ${sgr("36", part.padEnd(6))} ${text}`;
}

function answered(random: () => number, status: number, ms: number): string {
  const [method, path] = pick(random, [
    ["POST", `/v1/carts/${hex(random, 4)}/items`],
    ["GET", `/v1/carts/${hex(random, 4)}`],
    ["POST", `/v1/orders`],
    ["GET", `/v1/orders/ord_${hex(random, 6)}`],
    ["PUT", `/v1/carts/${hex(random, 4)}/address`],
    ["GET", `/v1/shipping/rates?country=${pick(random, ["CZ", "DE", "FR", "AT", "PL"])}`],
  ]);
  const [region, color] = pick(random, REGIONS);
  const level = status >= 500 ? "ERROR" : status >= 400 ? "WARN" : "INFO";
  return labelled(
    level,
    "http",
    `${method.padEnd(4)} ${path} ${sgr(STATUS_COLORS[String(status)[0]!]!, String(status))} ${dim(`${ms} ms`)} ${sgr(color, region)}`,
  );
}

/** A web service that colours what it writes for people, with the JSON of a library that does not. */
const checkout: Writer = (random, trouble) => {
  const chance = random();
  if (trouble && chance < 0.25)
    return [
      { message: answered(random, 503, 5_000 + Math.floor(random() * 40)) },
      {
        message: "Error: connect ETIMEDOUT 10.3.0.17:5432",
        stream: "stderr",
      },
      {
        message: "    at Pool.acquire (/srv/checkout/node_modules/pg-pool/index.js:45:11)",
        stream: "stderr",
      },
      { message: "    at async OrderStore.insert (/srv/checkout/dist/orders.js:118:20)", stream: "stderr" },
    ];
  if (trouble && chance < 0.5)
    return [
      {
        message: labelled(
          "WARN",
          "db",
          `pool exhausted, ${Math.floor(20 + random() * 60)} waiting for a connection`,
        ),
      },
    ];
  if (chance < 0.12)
    return [
      {
        message: JSON.stringify({
          level: "info",
          msg: pick(random, ["payment authorised", "payment captured", "refund issued"]),
          order: `ord_${hex(random, 6)}`,
          amount: {
            value: Math.floor(random() * 30_000) + 490,
            currency: pick(random, ["EUR", "CZK", "USD"]),
          },
          provider: pick(random, ["stripe", "adyen"]),
          ms: Math.floor(80 + random() * 240),
        }),
      },
    ];
  if (chance < 0.17)
    return [
      {
        message: labelled(
          "WARN",
          "stripe",
          `charge ch_3Pq${hex(random, 6)} answered 429, retrying in ${Math.floor(200 + random() * 800)} ms`,
        ),
      },
    ];
  if (chance < 0.4)
    return [
      {
        message: labelled(
          "DEBUG",
          "cache",
          `${pick(random, ["hit ", "hit ", "miss"])} ${pick(random, ["cart", "rates", "session"])}:${hex(random, 4)} ${dim(`${(random() * 3).toFixed(1)} ms`)}`,
        ),
      },
    ];
  const status = pick(random, [200, 200, 200, 200, 200, 201, 201, 204, 304, 304, 404, 409]);
  return [{ message: answered(random, status, Math.floor(4 + random() * 180)) }];
};

/** A worker that writes JSON only, as pino does. */
const ledger: Writer = (random, trouble) => {
  const [level, msg] = trouble
    ? pick(random, [
        ["error", "settlement failed"],
        ["warn", "retrying settlement"],
      ] as const)
    : pick(random, [
        ["info", "settlement booked"],
        ["info", "settlement booked"],
        ["info", "batch closed"],
        ["debug", "lease renewed"],
      ] as const);
  return [
    {
      message: JSON.stringify({
        level,
        msg,
        batch: `b-${hex(random, 4)}`,
        entries: Math.floor(random() * 400) + 1,
        ms: Math.floor(random() * 900),
        ...(level === "error" && { err: { code: "ETIMEDOUT", host: "10.3.0.17", port: 5432 } }),
      }),
    },
  ];
};

/** A proxy's access log. */
const storefront: Writer = (random, trouble) => {
  const path = pick(random, ["/", "/products/teapot-3", "/cart", "/search?q=kettle", "/assets/app.js"]);
  const status = trouble && random() < 0.4 ? 502 : pick(random, [200, 200, 200, 304, 404]);
  return [
    {
      message: `10.2.${Math.floor(random() * 9)}.${Math.floor(random() * 255)} "GET ${path} HTTP/2.0" ${status} ${Math.floor(random() * 40_000)} "${pick(random, ["Mozilla/5.0", "curl/8.9.1"])}"`,
    },
  ];
};

const WRITERS = { checkout, ledger, storefront };

/** What the checkout service says first. */
const BANNER = [
  `${["255;122;89", "255;150;89", "250;178;90", "220;200;100", "160;210;120"].map((rgb) => sgr(`38;2;${rgb}`, "▇")).join("")} ${sgr("1", "checkout 4.12.0")} ${dim("node 26.10.0, pid 17")}`,
  labelled("INFO", "boot", `listening on ${sgr("4", "http://0.0.0.0:8080")}`),
  labelled("INFO", "db", "pool of 20 to 10.3.0.17:5432 is ready"),
];

/** The last `minutes` of a service's log: the same lines each time. */
export function sampleLog(service: keyof typeof WRITERS, moments: number, minutes = MINUTES): SampleLine[] {
  let seed = moments;
  // The generator of Numerical Recipes: a sample's screenshots are to differ by nothing but their times.
  const random = () => (seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
  return Array.from({ length: moments }, (_, moment) => {
    const share = (moment + 1) / moments;
    const trouble = share > TROUBLE.from && share < TROUBLE.to;
    // Hills and valleys; none of them turns the time back.
    const at = share + Math.sin(share * 23) / 40 - Math.sin(23) / 40;
    const agoMs = (1 - at) * minutes * 60_000;
    return WRITERS[service](random, trouble).map(({ message, stream }) => sampleLine(message, agoMs, stream));
  }).flat();
}

/** What a service says first, before its sample. */
export function bannerLog(): SampleLine[] {
  return BANNER.map((message) => sampleLine(message, MINUTES * 60_000));
}

/** A job's whole log, up to what it failed at. */
export function importLog(): SampleLine[] {
  const lines: [stream: "stdout" | "stderr", message: string][] = [
    ["stdout", "nightly-import 2.7.1, source s3://exports/2026-11, target postgres://warehouse"],
    ...["customers", "addresses", "orders", "order_lines"].map((table, index): ["stdout", string] => [
      "stdout",
      `${sgr("32", "✓")} ${table.padEnd(12)} ${sgr("1", String((index + 1) * 48_211).padStart(7))} rows ${dim(`in ${(index + 1) * 3.4} s`)}`,
    ]),
    ["stderr", "WARN  payments: 3 rows have no order, skipped"],
    ["stderr", 'ERROR: duplicate key value violates unique constraint "payments_pkey"'],
    ["stderr", "DETAIL:  Key (id)=(pay_77f1c0) already exists."],
    ["stderr", "CONTEXT:  COPY payments, line 20418"],
    ["stdout", "rolled back, nothing was changed"],
  ];
  return lines.map(([stream, message], index) => sampleLine(message, (lines.length - index) * 4_100, stream));
}

/** A log with a line that is far too long to be read, as somebody always writes one. */
export function indexerLog(): SampleLine[] {
  const documents = Array.from({ length: 900 }, (_, index) => `{"index":{"_id":"sku-${40_000 + index}"}}`);
  const lines = [
    "INFO  bulk: 500 documents in 214 ms",
    "INFO  bulk: 500 documents in 198 ms",
    `WARN  bulk: rejected, queue full: ${documents.join(" ")}`,
    "INFO  bulk: retry 1 of 5 in 400 ms",
    "INFO  bulk: 500 documents in 231 ms",
    "INFO  refresh: products-v7 in 61 ms",
  ];
  return lines.map((message, index) => sampleLine(message, (lines.length - index) * 2_300));
}
