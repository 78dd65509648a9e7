import type { IncomingMessage, ServerResponse } from "node:http";

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Something that goes wrong at a server: for addresses that match, so many times. */
export interface Fault {
  /** Compared with the path and the query, decoded. */
  readonly at: RegExp;
  /** Each time unless said otherwise. */
  readonly times?: number;
  readonly answer: Answer;
}

/** An error status, with what a server says to it. */
export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}, body = "<h1>Error</h1>"): Answer =>
  (_request, response) => {
    response.writeHead(code, { "content-type": "text/html", ...headers }).end(body);
  };

/** What WordPress says when it refuses. */
export const refusal = (code: number, name: string, message: string): Answer =>
  status(code, { "content-type": "application/json" }, JSON.stringify({ code: name, message, data: { status: code } }));

/** Breaks the connection in the middle of what it announced. */
export const brokenOff =
  (body: string): Answer =>
  (_request, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": String(body.length * 2) });
    response.write(body, () => response.destroy());
  };

/** Answers with bytes as they are. */
export const bytes =
  (body: Uint8Array | string, contentType: string): Answer =>
  (_request, response) => {
    response.writeHead(200, { "content-type": contentType }).end(body);
  };

/** Finds the fault for each request, counting them. */
export const faultFinder = (faults: readonly Fault[]): ((url: string) => Answer | undefined) => {
  const happened = new Map<Fault, number>();
  return (url) => {
    const fault = faults.find(
      (one) => one.at.test(url) && (happened.get(one) ?? 0) < (one.times ?? Number.POSITIVE_INFINITY),
    );
    if (fault) happened.set(fault, (happened.get(fault) ?? 0) + 1);
    return fault?.answer;
  };
};
