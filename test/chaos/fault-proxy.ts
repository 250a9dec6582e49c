import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { resetSocket } from '../../main/printing/transport/link.ts';

/** The two directions of a connection: from the client to the server, and back. */
type Way = 'request' | 'answer';

/** On a slow connection: bytes that pass at once, and the pause after them in milliseconds. */
const slowly = { piece: 700, pause: 8 };
/** A fault without a time: only `heal` ends it. */
const untilHealed = 2 ** 31 - 1;

/**
 * Opens a proxy. `target` gives the server's port and is called for each new connection, since
 * servers move.
 */
export async function openFaultProxy(target: () => number): Promise<FaultProxy> {
  const proxy = new FaultProxy(target);
  await proxy.listen();
  return proxy;
}

/**
 * A proxy before a TCP server on loopback that fails as networks do. It never changes bytes: TLS
 * would only turn that into a reset. Times are in milliseconds.
 */
export class FaultProxy {
  /** How often each fault struck connections that were there. */
  readonly counts = {
    cut: 0,
    stall: 0,
    slow: 0,
    /** Connections that one side left without the other noticing. */
    'half-open': 0,
    /** Connections whose bytes also reached the server on a second connection. */
    twin: 0,
    reset: 0,
    /** Connections reset when part of a request had passed. */
    'reset-mid-request': 0,
    /**
     * Connections reset after the whole request and part of the answer, or nothing of it, had
     * passed.
     */
    'reset-mid-answer': 0,
  };
  /** Nothing passes while this is pending. */
  stalled: Promise<void> | null = null;
  isSlow = false;
  readonly #target: () => number;
  readonly #server = createServer((near) => this.#accept(near));
  readonly #connections = new Set<Connection>();
  /** Connections made while the network was cut. */
  readonly #unanswered = new Set<Socket>();
  #isCut = false;
  #isTwinned = false;
  /** `on`: the connection that began to carry the bytes; null before. */
  #pending: { way: Way; left: number; on: Connection | null } | null = null;
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
    const open = (): Socket => connect({ host: '127.0.0.1', port: this.#target(), noDelay: true });
    if (this.#isTwinned) this.counts.twin += 1;
    const twin = this.#isTwinned ? open() : null;
    const connection = new Connection(this, near, open(), twin);
    this.#connections.add(connection);
    connection.onClosed(() => this.#connections.delete(connection));
  }

  /** How many bytes of a piece pass before the connection is reset, or null for all. */
  strike(on: Connection, way: Way, bytes: number): number | null {
    if (way === 'request') {
      const seen = this.#watchers.filter((watcher) => bytes >= watcher.bytes);
      this.#watchers = this.#watchers.filter((watcher) => bytes < watcher.bytes);
      for (const { resolve } of seen) resolve();
    }
    const pending = this.#pending;
    if (pending === null || pending.way !== way) return null;
    pending.on ??= on;
    if (pending.on !== on) return null;
    if (bytes <= pending.left) {
      pending.left -= bytes;
      return null;
    }
    this.#pending = null;
    this.counts[`reset-mid-${way}`] += 1;
    return pending.left;
  }

  /** Breaks every connection; new ones get no answer until the time is over, and then are reset. */
  async cut(milliseconds = untilHealed): Promise<void> {
    this.#count('cut');
    this.#isCut = true;
    this.#resetAll();
    await this.#last(milliseconds);
    this.#isCut = false;
    for (const socket of this.#unanswered) resetSocket(socket);
  }

  /** Connections stay, and nothing passes for the time. */
  async stall(milliseconds: number): Promise<void> {
    this.#count('stall');
    this.stalled = this.#last(milliseconds);
    await this.stalled;
    this.stalled = null;
  }

  /** Pieces of some hundred bytes with pauses between, for the time. */
  async slow(milliseconds: number): Promise<void> {
    this.#count('slow');
    this.isSlow = true;
    await this.#last(milliseconds);
    this.isSlow = false;
  }

  /** One side of every connection goes away; the other does not notice before the time is over. */
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

  /**
   * Resets the connection on which the next bytes go in this direction, after so many bytes have
   * passed.
   */
  resetNext(way: Way, afterBytes: number): void {
    this.#pending = { way, left: afterBytes, on: null };
  }

  /**
   * Resolves when a piece of at least so many bytes goes to the server. Used to strike in the
   * middle of a request.
   */
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
    for (const socket of this.#unanswered) resetSocket(socket);
    this.#resetAll();
    await closed;
  }

  #count(fault: 'cut' | 'stall' | 'slow'): void {
    if (this.#connections.size > 0) this.counts[fault] += 1;
  }

  /** One fault at a time: the caller has waited for the one before it. */
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

/** One client's connection through a proxy. */
class Connection {
  readonly #proxy: FaultProxy;
  readonly #near: Socket;
  readonly #far: Socket;
  /** A second connection to the server that is sent the same bytes; what it answers is dropped. */
  readonly #twin: Socket | null;
  #isHalf = false;

  constructor(proxy: FaultProxy, near: Socket, far: Socket, twin: Socket | null) {
    this.#proxy = proxy;
    this.#near = near.setNoDelay(true);
    this.#far = far.on('error', () => resetSocket(near));
    this.#twin = twin?.on('error', () => {}).resume() ?? null;
    near.once('close', () => twin?.destroy());
    void this.#carry(near, far, 'request');
    void this.#carry(far, near, 'answer');
  }

  onClosed(done: () => void): void {
    const sides = [this.#near, this.#far];
    for (const side of sides) {
      side.once('close', () => sides.every(({ closed }) => closed) && done());
    }
  }

  /**
   * Breaks both sides with RST, as a process that dies or a firewall that forgot the connection
   * does.
   */
  reset(): void {
    resetSocket(this.#near);
    resetSocket(this.#far);
  }

  /**
   * One side keeps a silent connection, the other is gone, as after a power failure of a host. Only
   * `reset` ends it, or the side that is left.
   */
  halve(left: 'client' | 'server'): void {
    this.#isHalf = true;
    resetSocket(left === 'client' ? this.#far : this.#near);
  }

  async #carry(from: Socket, to: Socket, way: Way): Promise<void> {
    try {
      for await (const piece of from) {
        if (!Buffer.isBuffer(piece)) throw new TypeError('a socket gives bytes');
        // Leaving the loop would close the side that is left.
        if (this.#isHalf) continue;
        const until = this.#proxy.strike(this, way, piece.length);
        if (way === 'request') this.#twin?.write(piece);
        await this.#pass(to, until === null ? piece : piece.subarray(0, until));
        if (until === null) continue;
        // Send what was allowed to pass before the reset, which would discard it.
        await sleep(1);
        this.reset();
        return;
      }
      if (!this.#isHalf) to.end();
    } catch {
      // When one side breaks, break the other.
      if (!this.#isHalf) this.reset();
    }
  }

  async #pass(to: Socket, bytes: Buffer): Promise<void> {
    for (let start = 0; start < bytes.length; ) {
      // Check again after each wait: another stall may have begun.
      while (this.#proxy.stalled !== null) await this.#proxy.stalled;
      const { isSlow } = this.#proxy;
      const end = isSlow ? Math.min(start + slowly.piece, bytes.length) : bytes.length;
      await this.#write(to, bytes.subarray(start, end));
      if (isSlow) await sleep(slowly.pause);
      start = end;
    }
  }

  #write(to: Socket, bytes: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      to.write(bytes, (error) => (error && !this.#isHalf ? reject(error) : resolve()));
    });
  }
}
