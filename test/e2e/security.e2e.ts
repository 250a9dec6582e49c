import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { calls } from '../../preload/contract.ts';
import { pictureBomb } from '../support/picture-bomb.ts';
import { type RunningDesk, startDesk } from '../support/running-desk.ts';

const onePixel = `data:image/png;base64,${pictureBomb(1).toString('base64')}`;

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk(inject('electron'), { signedIn: false });
});
afterAll(async () => {
  await desk?.end();
});

/** The document's own address, without the values it starts with (`main/app/window/window.ts`). */
const placeOf = (page: RunningDesk['page']): Promise<string> =>
  page.evaluate(() => location.origin + location.pathname);

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
        // Outside of the debugger's own call, to which the policy does not apply.
        await new Promise((resolve) => setTimeout(resolve, 0));
        try {
          await attempt();
          return 'done';
        } catch (error) {
          return error instanceof Error ? error.name : String(error);
        }
      };
      return {
        eval: await outcome(() => new Function('return 1')()),
        inline: await outcome(() => {
          const inline = document.createElement('script');
          inline.textContent = 'window.inlineRan = true';
          document.head.append(inline);
        }),
        html: await outcome(() => {
          document.createElement('div').innerHTML = '<img src="x">';
        }),
        address: await outcome(() => {
          document.createElement('script').src = 'https://example.org/x.js';
        }),
        inlineRan: 'inlineRan' in window,
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
    // Trusted Types: text becomes neither markup nor script, whichever code tries.
    expect(attempts).toMatchObject({
      inline: 'TypeError',
      html: 'TypeError',
      address: 'TypeError',
    });
    expect(attempts.inlineRan).toBe(false);
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
    expect(await placeOf(desk.page)).toBe('app://lanyard/');
    expect(desk.app.windows()).toHaveLength(1);
  });
});

describe('what a page may not have', () => {
  it('embeds no other page: neither a frame, of our own either, nor a webview', async () => {
    const found = await desk.page.evaluate(async () => {
      const embed = async (name: 'iframe' | 'webview', address: string): Promise<string> => {
        const element = document.createElement(name);
        element.setAttribute('src', address);
        element.setAttribute('allowpopups', '');
        const blocked = new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', () => resolve('blocked'), {
            once: true,
          });
          setTimeout(resolve, 1_000, 'nothing');
        });
        document.body.append(element);
        const what = await blocked;
        element.remove();
        return what;
      };
      return [
        await embed('webview', 'https://example.org/'),
        await embed('iframe', 'https://example.org/'),
        await embed('iframe', 'app://lanyard/'),
      ];
    });
    // An element that Electron does not know: nothing is loaded, so nothing had to be blocked.
    expect(found).toEqual(['nothing', 'blocked', 'blocked']);
    const pages = await desk.app.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .map((one) => `${one.getType()} ${one.getURL().replace(/\?face=desk$/, '')}`),
    );
    expect(pages).toEqual(['window app://lanyard/']);
  });

  it('is granted the camera’s picture by our own page alone, and no other permission', async () => {
    const granted = await desk.page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'midi', 'clipboard-read', 'microphone'];
      const states = names.map(async (name) => {
        const { state } = await navigator.permissions.query({ name: name as PermissionName });
        return `${name} ${state}`;
      });
      const devices = ['usb', 'serial', 'hid', 'bluetooth'].map(async (name) => {
        const door = (navigator as unknown as Record<string, { getDevices?: () => unknown }>)[name];
        const list = await Promise.resolve(door?.getDevices?.()).catch(() => []);
        return `${name} ${Array.isArray(list) ? list.length : 0}`;
      });
      return Promise.all([...states, ...devices]);
    });
    expect(granted.filter((one) => !/ (denied|0)$/.test(one))).toEqual([]);
  });

  it('goes to no file and to nothing that is not encrypted', async () => {
    for (const address of ['file:///etc/passwd', 'http://example.org/', 'app://elsewhere/']) {
      await desk.page.evaluate((to) => {
        location.href = to;
      }, address);
    }
    const fetched = await desk.page.evaluate(async () => {
      const outcomes = ['http://example.org/', 'app://elsewhere/', '/../../package.json'].map(
        (to) =>
          fetch(to).then(
            ({ status }) => status,
            () => 'refused',
          ),
      );
      return Promise.all(outcomes);
    });
    expect(fetched).toEqual(['refused', 'refused', 404]);
    expect(await placeOf(desk.page)).toBe('app://lanyard/');
  });

  it('is written into every answer: policy, no guessing of types', async () => {
    const headers = await desk.page.evaluate(async () => {
      const answer = await fetch('/index.html');
      return [...answer.headers].map(([name, value]) => `${name}: ${value}`);
    });
    const policy = headers.find((line) => line.startsWith('content-security-policy')) ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
    expect(headers).toContain('x-content-type-options: nosniff');
  });

  // renderer/tickets/mail-view.tsx relies on it.
  it('holds in a frame of the page too: made elements are shown, text of markup is not', async () => {
    const seen = await desk.page.evaluate(async (png) => {
      const frame = document.createElement('iframe');
      frame.setAttribute('sandbox', 'allow-same-origin');
      document.body.append(frame);
      const inside = frame.contentDocument;
      if (inside === null) throw new Error('the frame has no document');
      const made = inside.createElement('p');
      made.style.cssText = 'padding-left:24px';
      const image = (src: string) =>
        new Promise<string>((resolve) => {
          const picture = inside.createElement('img');
          picture.onload = () => resolve('loaded');
          picture.onerror = () => resolve('refused');
          picture.src = src;
          made.append(picture);
        });
      inside.body.append(made);
      let scripted = 'written';
      try {
        inside.createElement('script').textContent = 'parent.document.title = "ran"';
      } catch {
        scripted = 'refused';
      }
      const styled = inside.createElement('p');
      styled.setAttribute('style', 'padding-left:24px');
      inside.body.append(styled);
      const pictures = await Promise.all([image(png), image('https://example.org/a.png')]);
      const paddings = [made, styled].map((one) => getComputedStyle(one).paddingLeft);
      frame.remove();
      return { pictures, paddings, scripted };
    }, onePixel);
    expect(seen).toEqual({
      pictures: ['loaded', 'refused'],
      paddings: ['24px', '0px'],
      scripted: 'refused',
    });
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
      // Electron's own record of the window's settings; not in its types.
      const last = contents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const all = last.getLastWebPreferences();
      const names = [
        'sandbox',
        'contextIsolation',
        'nodeIntegration',
        'webSecurity',
        'webviewTag',
        'nodeIntegrationInWorker',
        'nodeIntegrationInSubFrames',
        'experimentalFeatures',
        'allowRunningInsecureContent',
        'enableBlinkFeatures',
        'navigateOnDragDrop',
      ];
      return Object.fromEntries(names.map((name) => [name, all[name] || false]));
    });
    expect(preferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      experimentalFeatures: false,
      allowRunningInsecureContent: false,
      enableBlinkFeatures: false,
      navigateOnDragDrop: false,
    });
  });

  it('writes no names into the log', () => {
    const text = JSON.stringify(desk.log());
    expect(text.length).toBeGreaterThan(0);
    expect(text).not.toMatch(/MORINO|森野/);
  });
});
