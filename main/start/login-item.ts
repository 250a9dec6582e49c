import { app } from 'electron';

/** Whether the app starts when somebody signs in to the computer. */
export interface LoginItem {
  /** Null where the system has another way (Linux, see docs/kiosk-lock-down.md) or the app is not installed. */
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
