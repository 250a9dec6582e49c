/** The other end of the cable. */
export interface HostSide {
  send(bytes: Uint8Array): void;
  /** The buffer has room again. */
  resume(): void;
  /** The printer ends the connection; `silent`: without a word, as when power fails. */
  drop(silent: boolean): void;
}

/** The cable between a virtual printer and the host that holds its session, if any. */
export class HostLine {
  #host: HostSide | null = null;

  attach(host: HostSide): void {
    this.#host = host;
  }
  detach(host: HostSide): void {
    if (this.#host === host) this.#host = null;
  }
  send(bytes: Uint8Array): void {
    this.#host?.send(bytes);
  }
  /** Sends after so many milliseconds, if the same host is still there. */
  sendLater(bytes: Uint8Array, milliseconds: number): void {
    const host = this.#host;
    if (milliseconds === 0) {
      this.send(bytes);
      return;
    }
    setTimeout(() => {
      if (this.#host === host) this.send(bytes);
    }, milliseconds);
  }
  resume(): void {
    this.#host?.resume();
  }
  /** The printer ends the connection; `silent`: without a word. */
  drop(silent: boolean): void {
    const host = this.#host;
    this.#host = null;
    host?.drop(silent);
  }
}
