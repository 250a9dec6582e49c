import type { BrotherStatus } from '../languages/brother-answers.ts';
import type { EncodedJob } from './transport.ts';

/**
 * Rows per millisecond at 300 dpi, slower than any printer of the language: 60 mm/s (QL-1110NWB: 69
 * mm/s) and, in two colours, 15 mm/s.
 */
const slowestRowsPerMs = { one: 0.7, two: 0.17 };

/** From the head to the cutter, in rows: 25 mm, with the cut itself. */
const rowsToCutter = 300;

/**
 * Decides from what the printer reports whether one job is printed. The reports name no job, and
 * "printing completed" and "waiting to receive" come while the paper still moves ("Printing of the
 * 1st page is actually not finished", Raster Command Reference, 5.1). So the job counts as printed
 * only if all of this comes on one connection, in this order:
 *
 * 1. before the first byte the printer waited for data: nothing earlier can report its end;
 * 2. since the first byte "printing" (newer models begin before the last row has come);
 * 3. since the print command was on its way "printing completed", then "waiting to receive";
 * 4. after the time that the slowest printer needs for the rows and for the way to the cutter, a
 *    status that was requested then: the printer waits for data, without a fault.
 */
export class BrotherEvidence {
  readonly id: string;
  readonly #rowsPerMs: number;
  readonly #rows: number;
  /** Bytes that are not yet on their way. */
  #left: number;
  #begun = false;
  /** `performance.now()` of the print command. */
  #sentAt = Number.NEGATIVE_INFINITY;
  #printingSince: number | null = null;
  #completedAt: number | null = null;
  #waits = false;
  /** The connection was lost: reports on another connection do not count. */
  #isVoid = false;

  constructor(id: string, job: EncodedJob, twoColours: boolean) {
    this.id = id;
    this.#rowsPerMs = twoColours ? slowestRowsPerMs.two : slowestRowsPerMs.one;
    this.#rows = job.bitmap.height;
    this.#left = job.chunks.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  /** Call it right before these bytes are sent. */
  noteWrite(count: number): void {
    this.#begun = true;
    this.#left -= count;
    if (this.#left === 0) this.#sentAt = performance.now();
  }

  noteReopened(): void {
    if (this.#begun) this.#isVoid = true;
  }

  /**
   * Whether the printer may still be printing: it must not be queried, and ESC @ would cancel the
   * badge.
   *
   * @param timeout milliseconds for which reports are waited for
   */
  isOpen(timeout: number): boolean {
    const now = performance.now();
    const slowest = (this.#rows + rowsToCutter) / this.#rowsPerMs;
    if (now - this.#sentAt >= Math.max(slowest, this.#isVoid ? 0 : timeout)) return false;
    return this.due === null || now < this.due;
  }

  noteStatus({ type, printing }: BrotherStatus): void {
    if (!this.#begun || this.#isVoid) return;
    const now = performance.now();
    if (type === 'phase' && printing) this.#printingSince ??= now;
    if (this.#left > 0 || this.#printingSince === null) return;
    if (type === 'completed') this.#completedAt ??= now;
    if (type === 'phase' && !printing && this.#completedAt !== null) this.#waits = true;
  }

  /** `performance.now()` from which a status proves the end; null while a report is missing. */
  get due(): number | null {
    const isWhole = this.#waits && !this.#isVoid;
    if (!isWhole || this.#printingSince === null || this.#completedAt === null) return null;
    return Math.max(
      this.#printingSince + this.#rows / this.#rowsPerMs,
      this.#completedAt + rowsToCutter / this.#rowsPerMs,
    );
  }
}
