export class PrintedJob {
  readonly #bytes: number[] = [];
  rowBytes = 0;
  readonly rows: Uint8Array[] = [];
  cut = false;
  /**
   * The paper ended, the cover was opened or the power failed in the middle: the badge is not
   * whole.
   */
  broken = false;
  confirmId: string | null = null;

  /** The commands of the job exactly as they came, without questions between them. */
  get bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
  append(bytes: Uint8Array): void {
    for (const byte of bytes) this.#bytes.push(byte);
  }
  get endsWithInitialise(): boolean {
    return this.#bytes.at(-2) === 0x1b && this.#bytes.at(-1) === 0x40;
  }
}

/** The finished badges, and the one that is being printed. */
export class Tray {
  /** Every job with something on paper, in order; the last one may still be growing. */
  readonly jobs: PrintedJob[] = [];
  /** `performance.now()` of the first dots of each job. */
  readonly firstDotsAt: number[] = [];
  #job: PrintedJob | null = null;

  /** Rows of the job in hand that are on paper. */
  get rowsOnPaper(): number {
    return this.#job?.rows.length ?? 0;
  }

  /**
   * An initialise command: after the encoder's cut it still belongs to the job, otherwise it begins
   * a new one.
   */
  initialise(bytes: Uint8Array): void {
    const last = this.#job;
    const belongs = last?.cut === true && last.confirmId === null && !last.endsWithInitialise;
    if (!belongs) this.#job = null;
    this.#current().append(bytes);
  }
  /** A new job definitely begins here. */
  begin(bytes: Uint8Array): void {
    this.#job = null;
    this.#current().append(bytes);
  }
  /** Bytes of a command without effect on the paper. */
  note(bytes: Uint8Array): void {
    this.#job?.append(bytes);
  }
  image(bytes: Uint8Array, rowBytes: number): void {
    // The initialise after a cut may have been lost with its connection.
    if (this.#job?.cut === true) this.#job = null;
    const job = this.#current();
    job.append(bytes);
    job.rowBytes = rowBytes;
  }
  row(bytes: Uint8Array): void {
    this.#current().append(bytes);
    this.printRow(bytes);
  }
  /** A row of an image, whose bytes were noted before. */
  printRow(bytes: Uint8Array): void {
    const job = this.#current();
    if (job.rows.length === 0) {
      this.firstDotsAt.push(performance.now());
      this.jobs.push(job);
    }
    job.rows.push(bytes);
  }
  cut(bytes: Uint8Array): void {
    const job = this.#current();
    job.append(bytes);
    job.cut = true;
  }
  finish(bytes: Uint8Array, confirmId: string): void {
    const job = this.#current();
    job.append(bytes);
    job.confirmId = confirmId;
    this.#job = null;
  }
  /** Printing stopped: a job that has begun and is not cut is no longer in one piece. */
  interrupt(): void {
    if (this.#job !== null && !this.#job.cut && this.#job.rows.length > 0) this.#job.broken = true;
  }
  /** The power failed: the present job ends here. */
  abandon(): void {
    this.interrupt();
    this.#job = null;
  }

  #current(): PrintedJob {
    this.#job ??= new PrintedJob();
    return this.#job;
  }
}
