import { expect, it } from 'vitest';
import { type CallSender, checkSender } from '../../main/app/security/check-sender.ts';

type Frame = { url: string };

const from = (frame: Frame | null, mainFrame = frame): CallSender<Frame> => ({
  senderFrame: frame,
  sender: { mainFrame: mainFrame ?? { url: 'app://lanyard/' } },
});

it('lets the main frame of our own pages call', () => {
  for (const url of [
    'app://lanyard/',
    'app://lanyard/unlock.html?language=fr',
    'app://lanyard/#x',
  ]) {
    expect(() => checkSender(from({ url }))).not.toThrow();
  }
});

it.each([
  ['a frame that is gone', from(null)],
  ['a frame inside our page', from({ url: 'app://lanyard/' }, { url: 'app://lanyard/' })],
  ['another host', from({ url: 'app://lanyard.example/' })],
  ['another scheme', from({ url: 'https://lanyard/' })],
  ['a file', from({ url: 'file:///app/index.html' })],
  ['an empty page', from({ url: 'about:blank' })],
  ['data', from({ url: 'data:text/html,app://lanyard/' })],
  ['a name before the host', from({ url: 'app://lanyard@elsewhere/' })],
  ['a port', from({ url: 'app://lanyard:8080/' })],
  ['no address', from({ url: '' })],
])('refuses every other sender: %s', (_who, event) => {
  expect(() => checkSender(event)).toThrowError(expect.objectContaining({ code: 'not-allowed' }));
});
