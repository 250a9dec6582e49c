/**
 * Whether a PIN (digits only) is among those that people try first: steps that are all alike (1111,
 * 1234, 4321, 2468, across 9 and 0 too), fewer than three different digits (1212, 1122), a part
 * repeated (123123), a year of our own or our parents' lives (1900 to 2099), the middle column of the
 * keypad. About 500 of the 10,000 with four digits; a quarter of the PINs that people choose are
 * among them (J. Bonneau et al., "A Birthday Present Every Eleven Wallets?", 2012; D. Markert et al.,
 * "This PIN Can Be Easily Guessed", 2020).
 *
 * No new PIN may be one, whatever its owner's role: an operator becomes a supervisor without a new
 * PIN, and a station keeps only its hash. main/operators/pin.ts enforces it for every PIN that is set
 * at a station, the configuration's schema for those that it makes.
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

/** The same step from each digit to the next; after 9 comes 0. */
function isEvenlyStepped(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10);
  return new Set(steps).size === 1;
}
