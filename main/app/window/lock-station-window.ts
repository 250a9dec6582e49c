import type { BrowserWindow } from 'electron';
import { notify } from '../gateway/notify.ts';
import { lockWindow } from '../security/station-lock.ts';
import type { Ending } from '../start/ending.ts';

/** Locks a kiosk's or a door's window; the shortcut to leave asks for the PIN on its page. */
export function lockStationWindow(window: BrowserWindow, { mayClose }: Ending): void {
  lockWindow(window, { mayClose, onLeaveAsked: () => notify('leaveAsked', null) });
}
