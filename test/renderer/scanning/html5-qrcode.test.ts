import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';

const require = createRequire(import.meta.url);

/** A file of html5-qrcode as it is installed. */
function sourceOf(path: string): string {
  return readFileSync(require.resolve(`html5-qrcode/${path}`), 'utf8');
}

// `camera/shell.ts` uses html5-qrcode in a way that its makers did not foresee, based on the source
// of 2.3.8. Before changing the version, compare `shell.ts` with the new version's source.
test('the shell is html5-qrcode 2.3.8, exactly', () => {
  const asked: Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  > = require('../../../package.json');
  expect({ ...asked.dependencies, ...asked.devDependencies }['html5-qrcode']).toBe('2.3.8');
  expect(JSON.parse(sourceOf('package.json')).version).toBe('2.3.8');
});

test('its own reader idles: the pause after a picture is 1000 / fps milliseconds', () => {
  expect(sourceOf('esm/html5-qrcode.js')).toContain('return 1000 / fps;');
  // The shell's value must fit the 31 bits of a timer, otherwise there is no pause.
  expect(1000 / 0.0001).toBeLessThan(2 ** 31);
});

test('it shows the camera as a <video> with the stream as its source, and its canvas tells that it started', () => {
  const camera = sourceOf('esm/camera/core-impl.js');
  expect(camera).toContain('document.createElement("video")');
  expect(camera).toContain('this.surface.srcObject = this.mediaStream');
  expect(camera).toContain('addEventListener("playing", onVideoStart)');
  // It would throw when another source replaces its own.
  expect(camera).toContain('surface.onabort = function');
  expect(sourceOf('esm/html5-qrcode.js')).toContain('this.element.append(canvasElement)');
});

test('its one picture is as small as it allows, and the frame around it can be taken away', () => {
  const source = sourceOf('esm/html5-qrcode.js');
  expect(source).toContain('Constants.MIN_QR_BOX_SIZE = 50;');
  expect(source).toContain('Constants.SHADED_REGION_ELEMENT_ID = "qr-shaded-region";');
  // It draws and decodes the canvas, which has the size of the box.
  expect(source).toContain(
    'var canvasElement = this.createCanvasElement(qrRegion.width, qrRegion.height);',
  );
});

test('what it reads is drawn on one canvas in the page, without a filter of its own', () => {
  const source = sourceOf('esm/html5-qrcode.js');
  expect(source).toContain('var context = canvasElement.getContext("2d", contextAttributes);');
  expect(source).toContain('this.element.append(canvasElement)');
  expect(source).not.toContain('.filter =');
});
