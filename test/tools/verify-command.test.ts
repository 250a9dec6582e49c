import { expect, test } from 'vitest';
import { verifyCommand } from '../../tools/verify/verify-command.ts';
import {
  fileOf,
  hashOf,
  issuerKey,
  sampleReport,
  sealed,
} from '../domain/day-close/report-sample.ts';

const first = sealed(sampleReport());
const second = sealed(sampleReport({ number: 2, revision: 2, previous: hashOf(first) }));
const files = new Map<string, Uint8Array>([
  ['first.json', fileOf(first)],
  ['second.json', fileOf(second)],
  ['changed.json', Buffer.from(fileOf(second).toString('utf8').replace('"held":2', '"held":3'))],
]);

function run(...words: string[]): { code: number; said: string } {
  const lines: string[] = [];
  const code = verifyCommand({
    words,
    read: (path) => {
      const file = files.get(path);
      if (file === undefined) throw new Error('no such file');
      return file;
    },
    print: (line) => void lines.push(line),
  });
  return { code, said: lines.join('\n') };
}

test('a genuine report: exit code 0, the figures, and nothing left unchecked', () => {
  const { code, said } = run('second.json', '--previous', 'first.json', '--key', issuerKey);
  expect(code).toBe(0);
  expect(said).toContain('GENUINE: the day 2018-10-02, revision 2, report 2');
  expect(said).toContain('1 PROVEN, 2 OPEN, 0 BROKEN');
  expect(said).toContain('2 facts held, at least 4 written, tail unknown');
  expect(said).not.toContain('Not checked');
});

test('without the report before it and the key, it says what was not checked', () => {
  const { code, said } = run('second.json');
  expect(code).toBe(0);
  expect(said).toContain('Not checked: the report before it');
  expect(said).toContain('Not checked: whose key it is');
});

test('a changed byte: exit code 1, and its place', () => {
  const { code, said } = run('changed.json');
  expect(code).toBe(1);
  expect(said).toContain('NOT GENUINE');
  expect(said).toContain('digest at stations/1');
});

test('what is no command, or no file: exit code 2', () => {
  expect(run()).toMatchObject({ code: 2 });
  expect(run('first.json', '--other')).toMatchObject({ code: 2 });
  expect(run('missing.json').said).toContain('missing.json cannot be read');
  expect(run('first.json', '--previous', 'missing.json')).toMatchObject({ code: 2 });
});
