import { type Browser, chromium, type Page } from 'playwright-core';

/** Debian's Chromium without a window of its own (a sixth less work than with one), with a pretended camera. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium-headless-shell',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      // A hub's authority is not known here. Overlooked for a context alone, each connection would begin a request
      // anew, and one of a busy machine was given up after 32 times (ERR_TOO_MANY_RETRIES).
      '--ignore-certificate-errors',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
    ],
  });
}

/**
 * The errors that a page tells on its console from now on, breaches of the content security policy among them, and
 * those that nobody caught; but those that are expected.
 */
export function complaintsOf(page: Page, isExpected: (text: string) => boolean): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !isExpected(text))
      complaints.push(`${text} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}
