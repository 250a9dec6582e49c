/** 1 while the main thread makes a check-in, else 0; background threads share it. */
export const checkInFlag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/**
 * Makes a check-in. Threads that call {@link waitForCheckIn} let it pass: a commit waits for the
 * disk, and must find a free processor when the disk answers.
 */
export function checkInFirst<T>(make: () => T): T {
  Atomics.store(checkInFlag, 0, 1);
  try {
    return make();
  } finally {
    Atomics.store(checkInFlag, 0, 0);
    Atomics.notify(checkInFlag, 0);
  }
}

/** For a background thread, with the main thread's flag: returns once no check-in is being made. */
export function waitForCheckIn(flag: Int32Array<SharedArrayBuffer>): void {
  Atomics.wait(flag, 0, 1);
}
