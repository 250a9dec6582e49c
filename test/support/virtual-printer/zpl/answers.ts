/** What ~HS and ~HQES tell of a virtual printer. */
export interface ZplState {
  paperOut: boolean;
  headOpen: boolean;
  fault: boolean;
  paused: boolean;
  hot: boolean;
  bufferFull: boolean;
  partialFormat: boolean;
  formats: number;
  labelsRemaining: number;
  length: number;
  cuts: boolean;
}

const bit = (value: boolean): string => (value ? '1' : '0');
const digits = (value: number, length: number): string => String(value).padStart(length, '0');

/** Three strings, as the example of the guide has them ("~HS"). */
export function hostStatus(state: ZplState): Uint8Array {
  const strings = [
    `030,${bit(state.paperOut)},${bit(state.paused)},${digits(state.length, 4)},${digits(state.formats, 3)},` +
      `${bit(state.bufferFull)},0,${bit(state.partialFormat)},000,0,0,${bit(state.hot)}`,
    `001,0,${bit(state.headOpen)},0,0,${state.cuts ? '3' : '2'},6,0,${digits(state.labelsRemaining, 8)},1,000`,
    '1234,0',
  ];
  return latin1(strings.map((each) => `\x02${each}\x03\r\n`).join(''));
}

/** Error and warning flags, as lprint's log shows them from a real printer ("~HQ"). */
export function errorFlags(state: ZplState): Uint8Array {
  const errors =
    (state.paperOut ? 0x1 : 0) |
    (state.headOpen ? 0x4 : 0) |
    (state.fault ? 0x8 : 0) |
    (state.hot ? 0x10 : 0) |
    (state.paused ? 0x1_0000 : 0);
  const flags = errors.toString(16).toUpperCase().padStart(8, '0');
  return latin1(
    `\x02\r\n\r\n  PRINTER STATUS                            \r\n   ERRORS:         ${bit(errors !== 0)} 00000000 ${flags}      \r\n` +
      '   WARNINGS:       0 00000000 00000000      \r\n\x03',
  );
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}
