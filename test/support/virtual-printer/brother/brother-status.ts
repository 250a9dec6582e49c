import { type Condition, goodBehaviour } from '../printer-body.ts';

export interface LoadedRoll {
  /** Millimetres, as in the status; `length` 0 is continuous tape. */
  width: number;
  length: number;
  /** Printable dots, and the free pins before them. */
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

/** Properties of a virtual Brother QL printer beside those of every printer. */
export const goodBrotherBehaviour = {
  ...goodBehaviour,
  modelCode: 0x41,
  headBytes: 90,
  roll: roll62,
  /** Starts printing before the print command has come. */
  startsEarly: false,
  /** Sends "Printing completed" and "waiting to receive" while the paper still moves. */
  completesEarly: false,
  /** After a fault and its repair it prints the page again instead of dropping it. */
  recovers: false,
  /** On a network nothing comes back over the connection; the status is read by SNMP. */
  network: false,
  /** Every n-th status gets lost; 0: none. */
  losesEvery: 0,
  /**
   * First sends each host what an earlier one did not read: an answer, and then a whole badge's
   * reports.
   */
  staleAnswers: false,
};
export type BrotherBehaviour = typeof goodBrotherBehaviour;

const statusTypes = { reply: 0, completed: 1, error: 2, notice: 5, phase: 6 } as const;
export type StatusType = keyof typeof statusTypes;

/** The 32 bytes of a status (Raster Command Reference, "ESC i S"). */
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
