import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from "node:net";
import { expect, it } from "vitest";
import {
  atEnd,
  describeInBrowser,
  line,
  newPage,
  rows,
  startBackend,
  startWeb,
  useBrowser,
  waitForState,
} from "./console.ts";
import { Talker } from "./talker.ts";

describeInBrowser("a log page that loses its connection", () => {
  useBrowser();

  it("goes on with the next line, none lost and none twice, when the web server was killed", async () => {
    const talker = new Talker();
    atEnd(() => talker.close());
    const backend = await startBackend([{ id: "talker", command: await talker.command() }]);
    const web = await startWeb(backend.url);
    await talker.say("one", "two");
    const page = await newPage();
    await page.goto(`${web.url}/workloads/talker`);
    await line(page, "two").waitFor();

    await web[Symbol.asyncDispose]();
    await waitForState(page, "reconnecting");
    expect(await page.locator("[data-state]").innerText()).toMatch(
      /Reconnecting, attempt \d+ (now|in \d+ s)$/,
    );
    await talker.say("three, while nobody could hear it");
    await startWeb(backend.url, { PORT: new URL(web.url).port });
    await waitForState(page, "live");
    await talker.say("four");
    await line(page, "four").waitFor();
    expect(await rows(page)).toEqual(["one", "two", "three, while nobody could hear it", "four"]);
  });

  it("shows that lines may be missing when the backend was started anew", async () => {
    const talker = new Talker();
    atEnd(() => talker.close());
    const workloads = [{ id: "talker", command: await talker.command() }];
    const backend = await startBackend(workloads);
    const web = await startWeb(backend.url);
    await talker.say("before");
    const page = await newPage();
    await page.goto(`${web.url}/workloads/talker`);
    await line(page, "before").waitFor();

    await backend.close();
    await waitForState(page, "reconnecting");
    await startBackend(workloads, Number(new URL(backend.url).port));
    await talker.say("after");
    await line(page, "after").waitFor();
    expect(await rows(page)).toEqual(["before", "Lines may be missing here.", "after"]);
  });

  it("claims no continuity with a backend that sends plain lines without ids", async () => {
    const streams: ServerResponse[] = [];
    const backend = createServer((request, response) => {
      if (!request.url!.includes("/logs"))
        return response.end(JSON.stringify({ id: "plain", name: "Plain", status: "running" }));
      streams.push(response);
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`data: plain ${streams.length}\n\n`);
    }).listen(0, "127.0.0.1");
    await once(backend, "listening");
    atEnd(() => {
      backend.closeAllConnections();
      backend.close();
    });
    const web = await startWeb(`http://127.0.0.1:${(backend.address() as AddressInfo).port}`);
    const page = await newPage();
    await page.goto(`${web.url}/workloads/plain`);
    await line(page, "plain 1").waitFor();
    streams[0]!.destroy();
    await line(page, "plain 2").waitFor();
    expect(await rows(page)).toEqual(["plain 1", "Lines may be missing here.", "plain 2"]);
  });

  it("notices a connection that is open and dead, by its missing heartbeat", async () => {
    const talker = new Talker();
    atEnd(() => talker.close());
    const backend = await startBackend([{ id: "talker", command: await talker.command() }]);
    const web = await startWeb(backend.url, { STREAM_HEARTBEAT_MS: "300" });
    // What stands between the browser and the server, and can forget its connections without closing them.
    const sockets: Socket[] = [];
    let streamSockets: Socket[] = [];
    const proxy = createTcpServer((client) => {
      const server = connect(Number(new URL(web.url).port), "127.0.0.1");
      client.on("data", (data) => {
        if (data.includes("/logs?")) streamSockets = [client, server];
      });
      client.on("error", () => server.destroy()).pipe(server);
      server.on("error", () => client.destroy()).pipe(client);
      sockets.push(client, server);
    }).listen(0, "127.0.0.1");
    await once(proxy, "listening");
    atEnd(() => {
      sockets.forEach((socket) => socket.destroy());
      proxy.close();
    });
    await talker.say("one");
    const page = await newPage();
    await page.goto(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}/workloads/talker`);
    await line(page, "one").waitFor();

    for (const socket of streamSockets) socket.unpipe().pause();
    await page.getByText("The connection has gone silent.").waitFor();
    await talker.say("two");
    await line(page, "two").waitFor();
    expect(await rows(page)).toEqual(["one", "two"]);
  });

  it("stops when it is refused, and says why", async () => {
    const backend = createServer((request, response) => {
      if (!request.url!.includes("/logs"))
        return response.end(JSON.stringify({ id: "secret", name: "Secret", status: "running" }));
      response.writeHead(403, { "content-type": "application/problem+json" });
      response.end(JSON.stringify({ title: "Forbidden", detail: "This log is not for you." }));
    }).listen(0, "127.0.0.1");
    await once(backend, "listening");
    atEnd(() => backend.close());
    const web = await startWeb(`http://127.0.0.1:${(backend.address() as AddressInfo).port}`);
    const page = await newPage();
    await page.goto(`${web.url}/workloads/secret`);
    await waitForState(page, "refused");
    expect(await page.locator("[data-state]").innerText()).toContain("Refused with status 403");
    expect(await rows(page)).toEqual(["403 Forbidden: This log is not for you. Ask again"]);
  });
});
