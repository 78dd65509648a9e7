/** A day's work does not fill the memory: the page, the command and the browser that composes after many edits. */
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import type { CDPSession } from "puppeteer-core";
import { WebSocket } from "undici";
import { afterAll, beforeAll, expect, it } from "vitest";
import { browsersOf, processes } from "../print/helpers.js";
import { DUNES, MANIFEST, WELLS } from "../support/publisher.js";
import { articleFile, type Driven, drive, inLayout, manifest, until } from "./driven.js";

const EDITS = 200;
/** By then all caches are full. */
const SETTLED = 60;
const MB = 2 ** 20;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

const SHORT = `---
headline: How a Town Drank
byline: Omar Tazi
---
Under the palm gardens of many an oasis run tunnels that bring water from the foot of the hills without a pump.

Each family owns a share of the stream, and the shares are measured with a comb of stone.
`;

let driven: Driven;
let inspectorPort: number;
let ofPage: CDPSession;

beforeAll(async () => {
  inspectorPort = await freePort();
  driven = await drive({
    files: { [MANIFEST]: manifest("dunes", "wells", "lamp"), [articleFile("wells")]: SHORT },
    env: { NODE_OPTIONS: `--inspect=127.0.0.1:${inspectorPort}` },
  });
  ofPage = await driven.page.createCDPSession();
  await ofPage.send("Performance.enable");
});
afterAll(() => driven.end());

/** Heap of the command after everything has been let go of that can be, by its own inspector. */
const heapOfCommand = async (): Promise<number> => {
  const targets = await fetch(`http://127.0.0.1:${inspectorPort}/json/list`);
  const [{ webSocketDebuggerUrl }] = (await targets.json()) as [{ webSocketDebuggerUrl: string }];
  const socket = new WebSocket(webSocketDebuggerUrl);
  await new Promise((resolve) => socket.addEventListener("open", resolve, { once: true }));
  const ask = <Answer>(id: number, method: string): Promise<Answer> =>
    new Promise((resolve) => {
      socket.addEventListener("message", ({ data }) => {
        const told = JSON.parse(String(data)) as { id: number; result: Answer };
        if (told.id === id) resolve(told.result);
      });
      socket.send(JSON.stringify({ id, method }));
    });
  await ask(1, "HeapProfiler.collectGarbage");
  const { usedSize } = await ask<{ usedSize: number }>(2, "Runtime.getHeapUsage");
  socket.close();
  return usedSize;
};

/** Memory that a process has to itself, bytes: 0 where the system has no /proc. */
const residentBytes = (pid: number): number => {
  try {
    return Number(/RssAnon:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
};

/** The processes that lay out pages, of the browser that composes. */
const rendererBytes = (): number => {
  const [leader] = browsersOf(driven.preview.pid);
  const renderers = processes().filter(
    ({ group, command }) => group === leader?.group && command.includes("--type=renderer"),
  );
  return renderers.reduce((sum, { pid }) => sum + residentBytes(pid), 0);
};

const measure = async () => {
  await driven.rest();
  await ofPage.send("HeapProfiler.collectGarbage");
  await ofPage.send("HeapProfiler.collectGarbage");
  const { metrics } = await ofPage.send("Performance.getMetrics");
  const metric = (name: string): number => metrics.find((one) => one.name === name)!.value;
  return {
    pageHeap: metric("JSHeapUsedSize"),
    nodes: metric("Nodes"),
    listeners: metric("JSEventListeners"),
    documents: metric("Documents"),
    commandHeap: await heapOfCommand(),
    command: residentBytes(driven.preview.pid),
  };
};

/** One of the things that are edited, turn by turn; each leaves a mark that can be seen on the pages. */
const edit = async (turn: number): Promise<void> => {
  const kinds = [
    { file: DUNES, from: /grain by grain[^,]*,/, to: `grain by grain ${turn},`, slug: "dunes" },
    { file: WELLS, from: /Each family[^.]*owns/, to: `Each family ${turn} owns`, slug: "wells" },
    { file: inLayout("masters.css"), from: /$|\n\.mark-\d+ \{ [^}]*\}\n$/, to: `\n.mark-${turn} { color: #123456 }\n` },
    { file: DUNES, from: /once more \d+|questions? for philosophers/, to: `once more ${turn}`, slug: "dunes" },
    { file: inLayout("masters/opener.hbs"), from: / data-turn="\d+"|(?<=data-head)(?=>)/, to: ` data-turn="${turn}"` },
  ];
  const { file, from, to } = kinds[turn % kinds.length]!;
  const before = await driven.revision();
  await driven.edit(file, (text) => text.replace(from, to));
  const shown = (): Promise<boolean> =>
    driven.page.evaluate(
      (mark, revision) => {
        const { dataset } = document.documentElement;
        if (Number(dataset.revision) === revision || dataset.stage !== "whole" || dataset.stale !== "false")
          return false;
        return document.querySelector("iframe")!.contentDocument!.documentElement.innerHTML.includes(mark);
      },
      to.trim(),
      before,
    );
  await until(shown);
};

/**
 * The renderer may clear up only after the hundredth edit, and has then taken more at its end than before it. Two hundred more tell: a
 * leak goes on growing.
 */
const ONCE_MORE = { timeout: 300_000, retry: 1 } as const;

it(`stays as it was after ${SETTLED} edits until ${EDITS} are done`, ONCE_MORE, async () => {
  // What can be open while pages change: overlays, and the panel of problems.
  await driven.press("b", "r", "l", "p");
  let settled: Awaited<ReturnType<typeof measure>> | undefined;
  const composing: number[] = [];
  for (let turn = 1; turn <= EDITS; turn++) {
    await edit(turn);
    composing.push(rendererBytes());
    if (turn === SETTLED) settled = await measure();
  }
  const now = await measure();
  const before = settled!;
  for (const name of ["pageHeap", "commandHeap", "command"] as const)
    expect(now[name], name).toBeLessThanOrEqual(before[name] * 1.15 + 4 * MB);
  // Nobody can make this one clear up, and it does so late: what it comes back to in the end is held against what it took by the middle.
  const most = Math.max(...composing.slice(0, EDITS / 2));
  expect(Math.min(...composing.slice(-SETTLED)), "renderer").toBeLessThanOrEqual(most * 1.15 + 4 * MB);
  expect(now.nodes).toBeLessThanOrEqual(before.nodes * 1.02 + 50);
  expect(now.listeners).toBeLessThanOrEqual(before.listeners);
  expect(now.documents).toBeLessThanOrEqual(before.documents);
  driven.expectNoFaults();
});
