/** Gives back a place. */
export type Leave = () => void;

export interface Turns {
  /** Waits for a place at a host. Whoever leaves lets the next one in, so an end of all requests reaches everybody here. */
  enter(host: string): Promise<Leave>;
}

interface Waiting {
  readonly host: string;
  readonly start: () => void;
}

/**
 * So many requests at a host, so many in all; first come, first served, as far as hosts have room. undici bounds
 * connections by origin, which would give a host twice as many over http and https, and counts waiting as slowness.
 */
export const createTurns = (perHost: number, inAll: number): Turns => {
  const busy = new Map<string, number>();
  const waiting: Waiting[] = [];
  let running = 0;

  const startNext = (): void => {
    while (running < inAll) {
      const index = waiting.findIndex(({ host }) => (busy.get(host) ?? 0) < perHost);
      if (index === -1) return;
      const [next] = waiting.splice(index, 1);
      running += 1;
      busy.set(next!.host, (busy.get(next!.host) ?? 0) + 1);
      next!.start();
    }
  };
  const leave = (host: string): void => {
    running -= 1;
    const left = busy.get(host)! - 1;
    if (left === 0) busy.delete(host);
    else busy.set(host, left);
    startNext();
  };

  return {
    enter: (host) =>
      new Promise((resolve) => {
        waiting.push({ host, start: () => resolve(() => leave(host)) });
        startNext();
      }),
  };
};
