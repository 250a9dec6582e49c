import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  joinSockets,
  type ProxiedConnection,
  type Traffic,
  type Way,
} from './proxied-connection.ts';

/** How often each fault struck connections that were there. */
export interface FaultCounts {
  cut: number;
  stall: number;
  slow: number;
  /** Connections of which one side was gone without the other hearing of it. */
  'half-open': number;
  /** Connections whose bytes reached the server a second time, on a connection of their own. */
  twin: number;
  reset: number;
  /** Connections reset when part of a request had passed. */
  'reset-mid-request': number;
  /** Connections reset when the request had passed whole and part of the answer, or nothing of it. */
  'reset-mid-answer': number;
}

const slowly = { piece: 700, pause: 8 };

/** Opens the way. `target` is asked for each new connection: servers move. */
export async function openFaultProxy(target: () => number): Promise<FaultProxy> {
  const proxy = new FaultProxy(target);
  await proxy.listen();
  return proxy;
}

interface PendingReset {
  way: Way;
  left: number;
  /** The connection that began to carry the bytes. */
  on: Traffic | null;
}

/**
 * A way to a TCP server on loopback that fails as networks do. Bytes are never changed: TLS would only
 * turn that into a reset.
 */
export class FaultProxy {
  readonly counts: FaultCounts = {
    cut: 0,
    stall: 0,
    slow: 0,
    'half-open': 0,
    twin: 0,
    reset: 0,
    'reset-mid-request': 0,
    'reset-mid-answer': 0,
  };
  readonly #target: () => number;
  readonly #server = createServer((near) => this.#accept(near));
  readonly #connections = new Set<ProxiedConnection>();
  /** Connections that came while the way was cut. */
  readonly #unanswered = new Set<Socket>();
  readonly #traffic: { stalled: Promise<void> | null; slow: Traffic['slow'] } = {
    stalled: null,
    slow: null,
  };
  #isCut = false;
  #isTwinned = false;
  #pending: PendingReset | null = null;
  #watchers: { bytes: number; resolve: () => void }[] = [];
  #endFault: (() => void) | null = null;

  constructor(target: () => number) {
    this.#target = target;
  }

  get port(): number {
    const address = this.#server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the proxy is closed');
    return address.port;
  }

  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
  }

  #accept(near: Socket): void {
    near.on('error', () => {});
    if (this.#isCut) {
      this.#unanswered.add(near);
      near.once('close', () => this.#unanswered.delete(near));
      return;
    }
    const far = connect({ host: '127.0.0.1', port: this.#target(), noDelay: true });
    far.on('error', () => near.resetAndDestroy());
    near.setNoDelay(true);
    const connection = joinSockets(near, far, this.#trafficOfOne(), this.#twin());
    this.#connections.add(connection);
    void connection.closed.then(() => this.#connections.delete(connection));
  }

  #twin(): Socket | null {
    if (!this.#isTwinned) return null;
    this.counts.twin += 1;
    return connect({ host: '127.0.0.1', port: this.#target(), noDelay: true });
  }

  /** Each connection sees the proxy's state of the moment, and is told apart by its own object. */
  #trafficOfOne(): Traffic {
    const shared = this.#traffic;
    const strike = (traffic: Traffic, way: Way, bytes: number) => this.#strike(traffic, way, bytes);
    return {
      get stalled() {
        return shared.stalled;
      },
      get slow() {
        return shared.slow;
      },
      beforePiece(way, bytes) {
        return strike(this, way, bytes);
      },
    };
  }

  #strike(traffic: Traffic, way: Way, bytes: number): number | null {
    if (way === 'request') {
      const seen = this.#watchers.filter((watcher) => bytes >= watcher.bytes);
      this.#watchers = this.#watchers.filter((watcher) => bytes < watcher.bytes);
      for (const { resolve } of seen) resolve();
    }
    const pending = this.#pending;
    if (pending === null || pending.way !== way) return null;
    pending.on ??= traffic;
    if (pending.on !== traffic) return null;
    if (bytes <= pending.left) {
      pending.left -= bytes;
      return null;
    }
    this.#pending = null;
    this.counts[way === 'request' ? 'reset-mid-request' : 'reset-mid-answer'] += 1;
    return pending.left;
  }

  /** Breaks every connection; new ones get no answer until the time (milliseconds) is over, and then are reset. */
  async cut(milliseconds: number): Promise<void> {
    if (this.#connections.size > 0) this.counts.cut += 1;
    this.#isCut = true;
    this.#resetAll();
    await this.#last(milliseconds);
    this.#isCut = false;
    for (const socket of this.#unanswered) socket.resetAndDestroy();
  }

  /** Connections stay, and nothing passes for the time. */
  async stall(milliseconds: number): Promise<void> {
    if (this.#connections.size > 0) this.counts.stall += 1;
    let go = (): void => {};
    this.#traffic.stalled = new Promise((resolve) => {
      go = resolve;
    });
    await this.#last(milliseconds);
    this.#traffic.stalled = null;
    go();
  }

  /** Pieces of some hundred bytes with pauses between, for the time. */
  async slow(milliseconds: number): Promise<void> {
    if (this.#connections.size > 0) this.counts.slow += 1;
    this.#traffic.slow = slowly;
    await this.#last(milliseconds);
    this.#traffic.slow = null;
  }

  /** One side of every connection goes away without the other hearing of it before the time is over. */
  async halve(left: 'client' | 'server', milliseconds: number): Promise<void> {
    const halved = [...this.#connections];
    this.counts['half-open'] += halved.length;
    for (const connection of halved) connection.halve(left);
    await this.#last(milliseconds);
    for (const connection of halved) connection.reset();
  }

  /** Breaks every connection; for the time, what new ones send reaches the server twice. */
  async twin(milliseconds: number): Promise<void> {
    this.#resetAll();
    this.#isTwinned = true;
    await this.#last(milliseconds);
    this.#isTwinned = false;
  }

  reset(): void {
    this.counts.reset += this.#connections.size;
    this.#resetAll();
  }

  /** Resets the connection on which the next bytes go this way, once so many bytes of them have passed. */
  resetNext(way: Way, afterBytes: number): void {
    this.#pending = { way, left: afterBytes, on: null };
  }

  /** Resolves when a piece of at least so many bytes goes towards the server; for striking in mid-request. */
  nextRequest(bytes: number): Promise<void> {
    return new Promise((resolve) => {
      this.#watchers.push({ bytes, resolve });
    });
  }

  /** Ends all faults. Connections that hang are reset. */
  heal(): void {
    this.#pending = null;
    this.#endFault?.();
  }

  async close(): Promise<void> {
    this.heal();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#unanswered) socket.resetAndDestroy();
    this.#resetAll();
    await closed;
  }

  /** One fault at a time: whoever begins another has waited for this one. */
  async #last(milliseconds: number): Promise<void> {
    const early = new AbortController();
    this.#endFault = () => early.abort();
    await sleep(milliseconds, undefined, { signal: early.signal }).catch(() => {});
    this.#endFault = null;
  }

  #resetAll(): void {
    for (const connection of this.#connections) connection.reset();
  }
}
