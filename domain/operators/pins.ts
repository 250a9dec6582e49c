/**
 * Whether a PIN (digits only) is among those that people try first: equal steps (1111, 1234, 4321,
 * 2468, also across 9 and 0), fewer than three different digits (1212, 1122), a repeated part
 * (123123), a year from 1900 to 2099, the middle column of the keypad. These are about 500 of the
 * 10,000 PINs with four digits, and a quarter of the PINs that people choose (J. Bonneau et al., "A
 * Birthday Present Every Eleven Wallets?", 2012; D. Markert et al., "This PIN Can Be Easily
 * Guessed", 2020).
 *
 * No new PIN may be one, whatever its owner's role: an operator may become a supervisor without a
 * new PIN, and a station keeps only its hash. main/operators/pin.ts enforces this for every PIN set
 * at a station, and the configuration's schema for those that it creates.
 */
export function isEasyPin(pin: string): boolean {
  return (
    isEvenlyStepped(pin) ||
    new Set(pin).size < 3 ||
    /^(\d+)\1+$/.test(pin) ||
    /^(19|20)\d\d$/.test(pin) ||
    middleColumn.test(pin)
  );
}

const middleColumn = /^(2580|0852)$/;

/** Whether each digit follows the previous one by the same step; 0 comes after 9. */
function isEvenlyStepped(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10);
  return new Set(steps).size === 1;
}
