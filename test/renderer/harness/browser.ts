import { type Browser, chromium, type Page } from 'playwright-core';

/** Debian's Chromium without a window (a sixth less work than with one), with a fake camera. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium-headless-shell',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      // Chromium does not know a hub's authority. If only the context ignored that, each connection
      // would restart a request, and on a busy machine one was given up after 32 times
      // (ERR_TOO_MANY_RETRIES).
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
 * Collects the errors on a page's console from now on, including violations of the content security
 * policy and uncaught errors, but without the expected ones.
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
