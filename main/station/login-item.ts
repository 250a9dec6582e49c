import { app } from 'electron';

/** Whether the app starts when a user signs in to the computer. */
export interface LoginItem {
  /** Null on Linux (see docs/kiosk-lock-down.md) or if the app is not installed. */
  get(): boolean | null;
  set(on: boolean): void;
}

/** The system's own list of programs that start at sign-in: Windows and macOS. */
export const loginItem: LoginItem = {
  get: () => (isSupported() ? app.getLoginItemSettings().openAtLogin : null),
  set: (on) => {
    if (isSupported()) app.setLoginItemSettings({ openAtLogin: on });
  },
};

function isSupported(): boolean {
  return process.platform !== 'linux' && app.isPackaged;
}
