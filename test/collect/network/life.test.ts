import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { promised, startNetwork, startServer } from "./support.js";

const allowPrivate = ["127.0.0.1"];

describe("the signal", () => {
  const ended = new Error("the editor has enough");

  const aborting = async (work: (signal: AbortSignal) => Promise<unknown>, when: Promise<void>): Promise<void> => {
    const controller = new AbortController();
    const working = work(controller.signal).catch((fault: unknown) => fault);
    await when;
    const started = Date.now();
    controller.abort(ended);
    expect(await working).toBe(ended);
    expect(Date.now() - started).toBeLessThan(2_000);
    // Nothing of ours goes on listening.
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
  };

  test("ends a request that has no answer yet", async () => {
    const asked = promised();
    const server = await startServer(() => asked.keep());
    await aborting(
      (signal) => startNetwork({ allowPrivate, signal }).fetch({ url: server.url, kind: "page" }),
      asked.promise,
    );
  });

  test("ends a body in the middle", async () => {
    const asked = promised();
    const server = await startServer((_request, response) => {
      response.write("begin");
      setTimeout(asked.keep, 50);
    });
    await aborting(
      (signal) => startNetwork({ allowPrivate, signal }).fetch({ url: server.url, kind: "page" }),
      asked.promise,
    );
  });

  test("ends the wait before another try", async () => {
    const asked = promised();
    const server = await startServer((_request, response) => {
      response.writeHead(503, { "retry-after": "60" }).end();
      setTimeout(asked.keep, 50);
    });
    await aborting(
      (signal) => startNetwork({ allowPrivate, signal }).fetch({ url: server.url, kind: "page" }),
      asked.promise,
    );
    expect(server.asked).toHaveLength(1);
  });

  test("ends the wait for a name", async () => {
    const asked = promised();
    const resolve = () => new Promise<never>(() => asked.keep());
    await aborting(
      (signal) =>
        startNetwork({ resolve, signal, limits: { connectMs: 60_000 } }).fetch({
          url: "http://slow.example/",
          kind: "page",
        }),
      asked.promise,
    );
  });

  test("ends the wait for a turn", async () => {
    const asked = promised();
    const server = await startServer(() => asked.keep());
    await aborting(async (signal) => {
      const network = startNetwork({ allowPrivate, signal });
      const all = [1, 2, 3, 4].map((n) => network.fetch({ url: `${server.url}/${n}`, kind: "page" }));
      const reasons = await Promise.allSettled(all);
      expect(reasons.map((settled) => settled.status === "rejected" && settled.reason)).toEqual(Array(4).fill(ended));
      throw ended;
    }, asked.promise);
  });

  test("that has ended already lets nothing begin", async () => {
    const server = await startServer(() => {});
    const network = startNetwork({ allowPrivate, signal: AbortSignal.abort(ended) });
    await expect(network.fetch({ url: server.url, kind: "page" })).rejects.toBe(ended);
    expect(server.connections()).toBe(0);
  });
});

describe("closing", () => {
  test("ends what is under way and lets nothing begin", async () => {
    const asked = promised();
    const server = await startServer(() => asked.keep());
    const { signal } = new AbortController();
    const network = startNetwork({ allowPrivate, signal });
    const fetching = network.fetch({ url: server.url, kind: "page" }).catch((fault: Error) => fault.message);
    await asked.promise;
    await network.close();
    expect(await fetching).toContain("closed");
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    await expect(network.fetch({ url: server.url, kind: "page" })).rejects.toThrow("closed");
    await network.close();
  });

  test("leaves no handle open", async () => {
    const sockets = (): number =>
      process.getActiveResourcesInfo().filter((name) => name.startsWith("TCPSocketWrap")).length;
    const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const server = await startServer((_request, response) => void response.end("fine"));
    const network = startNetwork({
      allowPrivate: [...allowPrivate, "slow.example"],
      resolve: () => new Promise(() => {}),
    });
    const before = timers();
    await network.fetch({ url: server.url, kind: "page" });
    void network.fetch({ url: "http://slow.example/", kind: "page" }).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 50));
    await network.close();
    await server.close();
    await expect.poll(sockets).toBe(0);
    await expect.poll(timers).toBeLessThanOrEqual(before + 1);
  });
});
