import { create, createFileRegistry, type DescService } from "@bufbuild/protobuf";
import {
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type,
  FileDescriptorProtoSchema,
} from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, createClient, type Transport } from "@connectrpc/connect";
import { connectNodeAdapter, createConnectTransport, createGrpcWebTransport } from "@connectrpc/connect-node";
import { createServer, type Server } from "node:http";
import { expect, test } from "vitest";
import { bothWays, type Place, type Run } from "./both-ways";

/** What `protoc` would write of a service with one call of each kind that HTTP/1.1 has. */
const service: DescService = createFileRegistry(
  create(FileDescriptorProtoSchema, {
    name: "count.proto",
    package: "test",
    syntax: "proto3",
    messageType: [
      {
        name: "Number",
        field: [
          {
            name: "value",
            number: 1,
            type: FieldDescriptorProto_Type.INT32,
            label: FieldDescriptorProto_Label.OPTIONAL,
          },
        ],
      },
    ],
    service: [
      {
        name: "Counter",
        method: [
          { name: "Double", inputType: ".test.Number", outputType: ".test.Number" },
          { name: "Count", inputType: ".test.Number", outputType: ".test.Number", serverStreaming: true },
          { name: "Sum", inputType: ".test.Number", outputType: ".test.Number", clientStreaming: true },
        ],
      },
    ],
  }),
  () => undefined,
).getService("test.Counter")!;

interface Number {
  value: number;
}

interface Counter {
  double(number: Number, options?: object): Promise<Number>;
  count(number: Number, options?: object): AsyncIterable<Number>;
  sum(numbers: AsyncIterable<Number>): Promise<Number>;
}

function serve({ seen }: Run): Server {
  return createServer(
    connectNodeAdapter({
      requestPathPrefix: "/v1",
      routes: (router) =>
        router.service(service, {
          double({ value }: Number, { requestHeader, responseHeader, responseTrailer }: never) {
            (responseHeader as Headers).set("x-echo", (requestHeader as Headers).get("x-sent") ?? "");
            (responseTrailer as Headers).set("x-sum", "42");
            return { value: 2 * value };
          },
          async *count({ value }: Number) {
            for (let n = 1; n <= Math.abs(value); n++) {
              yield { value: n };
              await seen.next();
            }
            if (value < 0) throw new ConnectError("no more", Code.ResourceExhausted);
          },
          async sum(numbers: AsyncIterable<Number>) {
            let value = 0;
            for await (const number of numbers) value += number.value;
            return { value };
          },
        } as never),
    }),
  );
}

async function call({ seen }: Place, transport: Transport) {
  const client = createClient(service, transport) as unknown as Counter;
  const meta: Record<string, string | null> = {};
  const doubled = await client.double(
    { value: 21 },
    {
      headers: { "x-sent": "sent" },
      onHeader: (headers: Headers) => (meta.header = headers.get("x-echo")),
      onTrailer: (trailers: Headers) => (meta.trailer = trailers.get("x-sum")),
    },
  );
  async function count(value: number) {
    const got: unknown[] = [];
    try {
      for await (const number of client.count({ value })) {
        got.push(number.value);
        seen.push();
      }
    } catch (error) {
      got.push((error as ConnectError).message);
    }
    return got;
  }
  async function* numbers() {
    for (const value of [1, 2, 3]) yield { value };
  }
  const sum = await client.sum(numbers()).then(
    ({ value }) => value,
    ({ message }: ConnectError) => message,
  );
  return { meta, doubled: doubled.value, counted: await count(3), failed: await count(-2), sum };
}

const EXPECTED = {
  meta: { header: "sent", trailer: "42" },
  doubled: 42,
  counted: [1, 2, 3],
  failed: [1, 2, "[resource_exhausted] no more"],
};

test.for([true, false])(
  "Connect makes calls and has streams, in a binary format: %s",
  async (useBinaryFormat) => {
    const { told } = await bothWays(serve, (place) =>
      call(place, createConnectTransport({ baseUrl: place.url, httpVersion: "1.1", useBinaryFormat })),
    );
    expect(told).toMatchObject({ ...EXPECTED, sum: 6 });
  },
);

test.for([true, false])(
  "gRPC-Web makes calls and has streams, in a binary format: %s",
  async (useBinaryFormat) => {
    const { told } = await bothWays(serve, (place) =>
      call(place, createGrpcWebTransport({ baseUrl: place.url, httpVersion: "1.1", useBinaryFormat })),
    );
    expect(told).toMatchObject(EXPECTED);
  },
);
