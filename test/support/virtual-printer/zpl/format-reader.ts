/** What one byte of the stream completed. */
export type Completed = { kind: 'format'; text: string } | { kind: 'cancelled' } | null;

/**
 * Finds formats in a stream, byte by byte. Text outside of them is passed over. A second ^XA within a format
 * means nothing, as the guide does not say that it means anything: what was left of an earlier job then comes
 * out together with the next, unless ~JX takes it away first.
 */
export class FormatReader {
  #text: string | null = null;
  #last = '';

  /** True between ^XA and ^XZ. */
  get inFormat(): boolean {
    return this.#text !== null;
  }

  push(byte: number): Completed {
    const character = String.fromCharCode(byte);
    this.#last = (this.#last + character).slice(-3);
    if (this.#text !== null) this.#text += character;
    switch (this.#last) {
      case '^XA':
        this.#text ??= '^XA';
        return null;
      case '^XZ': {
        const text = this.#text;
        this.#text = null;
        return text === null ? null : { kind: 'format', text };
      }
      case '~JX':
        this.#text = null;
        return { kind: 'cancelled' };
      default:
        return null;
    }
  }

  reset(): void {
    this.#text = null;
    this.#last = '';
  }
}

/** Every format in these bytes. */
export function formatsOf(bytes: Uint8Array): string[] {
  const reader = new FormatReader();
  return [...bytes].flatMap((byte) => {
    const completed = reader.push(byte);
    return completed?.kind === 'format' ? [completed.text] : [];
  });
}
