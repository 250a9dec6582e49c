import { type Condition, goodBehaviour } from '../printer-body.ts';

/** A roll as it lies in the printer. */
export interface LoadedRoll {
  /** Millimetres, as the status gives them; `length` 0 is continuous. */
  width: number;
  length: number;
  /** Printable dots, and the pins that are free before them. */
  dots: number;
  freePins: number;
  twoColours: boolean;
}
export const roll62: LoadedRoll = {
  width: 62,
  length: 0,
  dots: 696,
  freePins: 12,
  twoColours: false,
};
export const roll29x90: LoadedRoll = {
  width: 29,
  length: 90,
  dots: 306,
  freePins: 6,
  twoColours: false,
};

/** What a virtual Brother QL printer is like, beside what it has in common with others. */
export const goodBrotherBehaviour = {
  ...goodBehaviour,
  modelCode: 0x41,
  headBytes: 90,
  roll: roll62,
  /** It begins to print before the print command has come. */
  startsEarly: false,
  /** "Printing completed" and "waiting to receive" come while the paper still moves. */
  completesEarly: false,
  /** After a fault it prints the page anew once it is repaired, instead of dropping it. */
  recovers: false,
  /** Its network interface: nothing comes back over the connection, the status is had by SNMP. */
  network: false,
  /** Each status of that number gets lost; 0: none. */
  losesEvery: 0,
  /** To each host it first sends what an earlier one did not read: an answer, and then a whole badge's reports. */
  staleAnswers: false,
};
export type BrotherBehaviour = typeof goodBrotherBehaviour;

const statusTypes = { reply: 0, completed: 1, error: 2, notice: 5, phase: 6 } as const;
export type StatusType = keyof typeof statusTypes;

/** The 32 bytes (Raster Command Reference, "ESC i S"). */
export function statusBytes(
  type: StatusType,
  state: Condition &
    Pick<BrotherBehaviour, 'roll' | 'modelCode'> & {
      isPrinting: boolean;
      refusesRoll: boolean;
      notice: number;
    },
): Uint8Array {
  const { paper, cover, error, roll } = state;
  const bytes = new Uint8Array(32);
  bytes.set([0x80, 0x20, 0x42, 0x34, state.modelCode, 0x30]);
  bytes[8] = (paper ? 0 : 0x01) | (error ? 0x04 : 0);
  bytes[9] = (cover === 'open' ? 0x10 : 0) | (state.refusesRoll ? 0x01 : 0);
  if (paper) bytes.set([roll.width, roll.length > 0 ? 0x0b : 0x0a], 10);
  bytes[17] = paper ? roll.length : 0;
  bytes[18] = statusTypes[type];
  bytes[19] = state.isPrinting ? 1 : 0;
  bytes[22] = state.notice;
  return bytes;
}
