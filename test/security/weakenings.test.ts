import { expect, it } from 'vitest';
import { weakenings } from '../../main/app/security/weakenings.ts';

function found(
  switches: readonly string[],
  environment: NodeJS.ProcessEnv,
  build: { isHub?: boolean; isTestBuild?: boolean } = {},
): string[] {
  const hasSwitch = (name: string) => switches.includes(name);
  return weakenings({ hasSwitch, environment, isHub: false, isTestBuild: false, ...build });
}

it('a start that opens a port, loads foreign code or drops the sandbox is named for it', () => {
  expect(found(['remote-debugging-port', 'lang'], { PATH: '/bin' })).toEqual([
    '--remote-debugging-port',
  ]);
  const variables = { LANYARD_SQLITE_BINDING: '/x.node', NODE_OPTIONS: '-r x' };
  expect(found([], variables)).toEqual(['LANYARD_SQLITE_BINDING', 'NODE_OPTIONS']);
  expect(found(['no-sandbox'], {})).toEqual(['--no-sandbox']);
  expect(found(['disable-gpu'], { LANYARD_SQLITE_BINDING: '' })).toEqual([]);
});

it('a test build allows to be driven, and no foreign code; a hub has no page', () => {
  const driven = ['remote-debugging-port', 'no-sandbox'];
  expect(found(driven, {}, { isTestBuild: true })).toEqual([]);
  const binding = { LANYARD_SQLITE_BINDING: '/x.node' };
  expect(found([], binding, { isTestBuild: true })).toEqual(['LANYARD_SQLITE_BINDING']);
  expect(found(driven, {}, { isHub: true })).toEqual(['--remote-debugging-port']);
});
