import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { calls } from '../../preload/contract.ts';
import { type RunningDesk, startDesk } from '../support/running-desk.ts';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk(inject('electron'), { signedIn: false });
});
afterAll(async () => {
  await desk?.end();
});

describe('the page', () => {
  it('has the contract and nothing of Node or Electron', async () => {
    const found = await desk.page.evaluate(() => ({
      door: Object.keys(window.lanyard).sort(),
      leaks: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
        (name) => name in window,
      ),
    }));
    expect(found.leaks).toEqual([]);
    expect(found.door).toEqual([...Object.keys(calls), 'on'].sort());
  });

  it('runs no code made of text and loads nothing from elsewhere', async () => {
    const attempts = await desk.page.evaluate(async () => {
      const outcome = async (attempt: () => unknown): Promise<string> => {
        // Out of the debugger's own call, which the policy does not bind.
        await new Promise((resolve) => setTimeout(resolve, 0));
        try {
          await attempt();
          return 'done';
        } catch (error) {
          return error instanceof Error ? error.name : String(error);
        }
      };
      const inline = document.createElement('script');
      inline.textContent = 'window.inlineRan = true';
      document.head.append(inline);
      return {
        eval: await outcome(() => new Function('return 1')()),
        inline: 'inlineRan' in window,
        fetch: await outcome(() => fetch('https://example.org/')),
        local: await outcome(() => fetch('file:///etc/passwd')),
        worker: await outcome(
          () =>
            new Promise((resolve, reject) => {
              const worker = new Worker('data:text/javascript,postMessage(1)');
              worker.onmessage = resolve;
              worker.onerror = () => reject(new Error('refused'));
            }),
        ),
      };
    });
    expect(attempts.eval).toBe('EvalError');
    expect(attempts.inline).toBe(false);
    expect(attempts.fetch).not.toBe('done');
    expect(attempts.local).not.toBe('done');
    expect(attempts.worker).not.toBe('done');
  });

  it('opens no window, goes nowhere else and gets no other permission than the camera', async () => {
    const found = await desk.page.evaluate(async () => {
      const opened = window.open('https://example.org/');
      location.href = 'https://example.org/';
      const notifications = await Notification.requestPermission();
      const microphone = await navigator.mediaDevices
        .getUserMedia({ audio: true })
        .then(() => 'granted')
        .catch(() => 'refused');
      return { opened: opened !== null, notifications, microphone };
    });
    expect(found).toEqual({ opened: false, notifications: 'denied', microphone: 'refused' });
    expect(desk.page.url()).toBe('app://lanyard/');
    expect(desk.app.windows()).toHaveLength(1);
  });
});

describe('the door', () => {
  it('answers nobody who has not signed in', async () => {
    const answers = await desk.page.evaluate(async () => [
      await window.lanyard.searchDelegates({ query: 'a', limit: 10 }),
      await window.lanyard.getRecent({ limit: 10 }),
      await window.lanyard.getPrintJobs(),
    ]);
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: false, error: { code: 'sign-in-needed' } });
    }
  });

  it('refuses what is not of the contract’s form, and names the field', async () => {
    const answer = await desk.page.evaluate(() =>
      window.lanyard.signIn({ operatorId: 'nobody', pin: 'DROP TABLE' }),
    );
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    expect(JSON.stringify(answer)).toContain('operatorId');
    expect(JSON.stringify(answer)).not.toContain('DROP TABLE');
  });

  it('runs the window sandboxed and isolated', async () => {
    const preferences = await desk.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      // Electron's own record of what the window runs with; not in its types.
      const last = contents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const { sandbox, contextIsolation, nodeIntegration, webSecurity } =
        last.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webSecurity };
    });
    expect(preferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    });
  });

  it('writes no names into the log', () => {
    const text = JSON.stringify(desk.log());
    expect(text.length).toBeGreaterThan(0);
    expect(text).not.toMatch(/MORINO|森野/);
  });
});
