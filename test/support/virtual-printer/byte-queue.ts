/** Bytes that wait, first in, first out. */
export class ByteQueue {
  #bytes: Buffer = Buffer.alloc(0);

  get length(): number {
    return this.#bytes.length;
  }
  push(bytes: Uint8Array): void {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
  }
  /** At most `count` bytes from the head; they stay. */
  peek(count: number): Uint8Array {
    return this.#bytes.subarray(0, count);
  }
  /** A copy of `count` bytes from the head; they go. */
  take(count: number): Uint8Array {
    const taken = Uint8Array.from(this.#bytes.subarray(0, count));
    this.#bytes = this.#bytes.subarray(count);
    return taken;
  }
  clear(): void {
    this.#bytes = Buffer.alloc(0);
  }
}
