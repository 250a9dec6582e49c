import { CallFailure } from '../../base/call-failure.ts';
import { isOwnAddress } from '../../base/own-pages.ts';

/** The part of Electron's event that identifies the frame and the page of the caller. */
export interface CallSender<Frame extends { url: string }> {
  /** Null once the frame has navigated away or is destroyed. */
  senderFrame: Frame | null;
  sender: { mainFrame: Frame };
}

/** Throws CallFailure `not-allowed` unless the main frame of one of the app's own pages calls. */
export function checkSender<Frame extends { url: string }>(event: CallSender<Frame>): void {
  const frame = event.senderFrame;
  if (frame === null || frame !== event.sender.mainFrame || !isOwnAddress(frame.url)) {
    throw new CallFailure('not-allowed');
  }
}
