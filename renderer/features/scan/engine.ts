import { ScanBus } from './bus.ts';
import { Camera } from './camera/camera.ts';
import { looksLikeOwnCode } from './hid/own-codes.ts';
import { createHidScanner } from './hid/scanner.ts';
import type { ScanHandler } from './scan.ts';
import { utcNow, utcOf } from './utc-clock.ts';

export interface ScanEngineOptions {
  onScan: ScanHandler;
  /** True if the whole text is a code of the organiser's own. */
  looksLikeOrganiserCode: (text: string) => boolean;
}

/** Camera, hand scanner and bus, put together. Making one costs nothing; its parts start when asked to. */
export class ScanEngine {
  readonly bus: ScanBus;
  readonly camera: Camera;
  readonly #looksLikeCode: (text: string) => boolean;

  constructor({ onScan, looksLikeOrganiserCode }: ScanEngineOptions) {
    this.bus = new ScanBus({ onScan, newKey: () => crypto.randomUUID(), onError: reportError });
    this.camera = new Camera({ onSighting: (sighting) => this.bus.see(sighting) });
    this.#looksLikeCode = (text) => looksLikeOwnCode(text) || looksLikeOrganiserCode(text);
  }

  /** Listens for hand scanners; returns the function that ends it. */
  listenToKeys(functionKeyPrefix: string | null): () => void {
    return createHidScanner({
      functionKeyPrefix,
      looksLikeCode: this.#looksLikeCode,
      onScan: ({ readings, firstKeyAt }) => {
        this.bus.see({ source: 'hid', readings, seenAt: utcOf(firstKeyAt), lastSeenAt: null });
      },
    });
  }

  /** Sends a code that a person typed. */
  submitTyped(text: string): void {
    this.bus.submitTyped({ readings: [text], seenAt: utcNow() });
  }
}
