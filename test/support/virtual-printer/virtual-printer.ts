import type { Behaviour } from './behaviour.ts';
import { type Command, readCommand } from './commands.ts';
import { automaticStatus, isStopped, statusByte } from './condition-bytes.ts';
import { type Done, PrinterBody } from './printer-body.ts';

/**
 * An ESC/POS printer that executes its stream as hardware does: real-time questions are answered as
 * they arrive, even in the middle of an image; everything else waits in the buffer; a half-received
 * image outlives the connection.
 */
export class VirtualPrinter extends PrinterBody {
  #automatic = false;
  #image: { rowBytes: number; rows: number } | null = null;
  /** The last bytes received, in which a question may have begun. */
  #tail: number[] = [];

  constructor(behaviour: Partial<Behaviour> = {}) {
    super(behaviour);
  }

  protected get inPicture(): boolean {
    return this.#image !== null;
  }
  protected tellChange(): void {
    if (this.#automatic) this.send(automaticStatus(this.condition));
  }
  protected forget(): void {
    this.#image = null;
    this.#tail = [];
    this.#automatic = false;
  }
  protected greet(): void {
    this.#tail = [];
  }

  /** DLE EOT 1, 2 and 4, wherever they stand in the stream. */
  protected hear(bytes: Uint8Array): void {
    const stream = [...this.#tail, ...bytes];
    for (let i = 0; i + 2 < stream.length; i += 1) {
      if (stream[i] !== 0x10 || stream[i + 1] !== 0x04) continue;
      const answer = statusByte(stream[i + 2] ?? 0, this.condition);
      if (answer === null) continue;
      if (this.behaviour.rubbish !== null) this.sendLater(this.behaviour.rubbish);
      else if (!this.behaviour.ignoresStatus) this.sendLater(Uint8Array.of(answer));
    }
    this.#tail = stream.slice(-2);
  }

  protected step(): Done {
    if (this.#image !== null) return this.#printRow(this.#image);
    const read = readCommand(this.buffer.peek(16));
    if (read === null) return 'wait';
    const needsPaper = ['cut', 'feed', 'confirm'].includes(read.command.kind);
    if (needsPaper && isStopped(this.condition)) return 'wait';
    this.#obey(read.command, this.buffer.take(read.length));
    return 'command';
  }

  #obey(command: Command, bytes: Uint8Array): void {
    switch (command.kind) {
      case 'initialise':
        this.#automatic = false;
        this.tray.initialise(bytes);
        break;
      case 'raster-header':
        this.#image = { rowBytes: command.rowBytes, rows: command.rows };
        this.tray.image(bytes, command.rowBytes);
        break;
      case 'feed':
        this.tray.note(bytes);
        break;
      case 'cut':
        this.tray.cut(bytes);
        this.meet('after-cut');
        break;
      case 'confirm':
        this.tray.finish(bytes, command.id);
        if (!this.behaviour.ignoresConfirm) {
          this.sendLater(Uint8Array.of(0x37, 0x22, ...Buffer.from(command.id, 'latin1'), 0x00));
        }
        break;
      case 'automatic-status':
        this.tray.note(bytes);
        this.#automatic = command.on && !this.behaviour.ignoresAutomatic;
        if (this.#automatic) this.send(automaticStatus(this.condition));
        break;
      case 'garbage':
        this.garbage += 1;
        break;
      case 'nothing':
        break;
    }
  }

  #printRow(image: { rowBytes: number; rows: number }): Done {
    if (image.rows === 0) {
      this.#image = null;
      return 'command';
    }
    if (this.rests || this.buffer.length < image.rowBytes) return 'wait';
    if (this.meet(this.tray.rowsOnPaper)) return 'command';
    this.tray.row(this.buffer.take(image.rowBytes));
    image.rows -= 1;
    return 'row';
  }
}
